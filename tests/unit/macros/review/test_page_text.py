"""Every message about the text of a page, provoked once; and what is right is not called wrong."""

import pytest

from tests.unit.macros.small_pages import BODY, FIRST, HEAD, NAME, page, told

LEAD = "Код приходит в СМС. Посмотрите в папке «Спам».\n"


def test_a_sound_guide_has_no_problems() -> None:
    assert told(page()) == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("Звоните 8 800 100-70-10.", 'телефон «8 800 100-70-10» прямо в тексте; используйте {{ fact("phone") }}'),
        ("Звоните +7 (800) 100 70 10.", 'используйте {{ fact("phone") }}'),
        ("Звоните 115.", 'телефон «115» прямо в тексте; используйте {{ fact("phone-short") }}'),
        ("Звоните 112.", "телефон «112» прямо в тексте; добавьте факт с источником в macros/data/facts.yml"),
        ("Пишите на help@example.ru.", "почта «help@example.ru» прямо в тексте; добавьте факт"),
        (
            "Откройте www.gosuslugi.ru.",
            'адрес портала «www.gosuslugi.ru» прямо в тексте; используйте {{ fact("portal")',
        ),
        ("Откройте `gu-st.ru/x`.", "адрес портала «gu-st.ru/x» прямо в тексте"),
        ("Ждите 30 дней.", 'используйте {{ fact("appeal-days") }} или {{ fact("appeal-extension") }}'),
        (
            "Ждите 15\u00a0рабочих дней.",
            'срок или размер «15\u00a0рабочих дней» прямо в тексте; используйте {{ fact("co',
        ),
        ("Ждите 7–10 дней.", "срок или размер «7–10 дней»"),
        ("Ждите 2 часа.", "срок или размер «2 часа»"),
        ("Ждите 10 минут.", "срок или размер «10 минут»"),
        ("Файл до 5 МБ.", "срок или размер «5 МБ»"),
        ("Файл до 5Мб.", "срок или размер «5Мб»"),
    ],
)
def test_a_fact_is_not_stated_without_its_source(wrong: str, message: str) -> None:
    found = told(page(f"{wrong}\n\n{BODY}"))
    assert [text for text in found if text.startswith(f"{FIRST}: ") and message in text], found


@pytest.mark.parametrize(
    "right",
    [
        'Ждите {{ fact("appeal-days") }}.',
        "Подождите час или день.",
        "Закон 115-ФЗ.",
        "Номер карты начинается с 2200–2204, в нём 16 цифр.",
        "В 2026 году.",
        "Имя стоит после «https://» и до косой черты.",
        "Пиксели: 413×531.",
        "ИНН 7707083893, счёт 40817810099910004312, СНИЛС 112-233-445 95.",
    ],
)
def test_other_numbers_are_no_facts(right: str) -> None:
    assert told(page(f"{right}\n\n{BODY}")) == []


def test_a_fact_in_the_front_matter_has_no_place() -> None:
    head = HEAD.replace("Где искать код.", "Ответят за 30 дней.")
    assert told(page(head=head)) == [
        "3: срок или размер «30 дней» в шапке, где вставки не работают; скажите здесь без него"
    ]


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("[код](https://example.ru/)", "ссылка на https://example.ru/; бывают только ссылки на файлы сайта"),
        ("[код](/checks/code/)", "ссылка на /checks/code/; бывают только"),
        ("[звоните](tel:115)", 'телефоны печатает {{ fact("имя") }}'),
        ('[код]({{ fact("portal") }})', "ссылка на вставку; бывают только"),
        ("[код](../../checks/code/)", "ссылка на ../../checks/code/; бывают только"),
        ("[код]()", "ссылка на пустое место"),
        ("[код](blocked-.md)", "нет страницы «guides/login/blocked-.md»; есть: guides/login/no-code.md"),
        ("[код](blocked-.md)", "может быть, «guides/login/blocked.md»?"),
        ("[код](../nowhere/x.md)", "нет страницы «guides/nowhere/x.md»"),
        ("[](blocked.md)", "у ссылки на blocked.md нет слов"),
        ("<https://example.ru>", "ссылка https://example.ru; бывают только"),
        ("Смотрите https://example.ru/x.", "ссылка https://example.ru/x.; бывают только"),
        ('<a href="../x/">код</a>', 'ссылка <a href="../x/">; бывают только'),
        ("[код]: ../x.md", "ссылка [код]: ../x.md; бывают только"),
    ],
)
def test_a_link_leads_to_a_page_that_is_there(link: str, message: str) -> None:
    found = told(page(f"{LEAD}\n{link}\n\n{BODY}"))
    assert [text for text in found if text.startswith(f"{FIRST + 2}: ") and message in text], found


@pytest.mark.parametrize(
    "link", ["[код](blocked.md)", "[код](blocked.md#stolen)", "[код](#way)", "![Кнопка](x.png)", "`[а](б)`"]
)
def test_a_right_link_is_left_alone(link: str) -> None:
    assert told(page(f"{LEAD}\n{link}\n\n{BODY}")) == []


def test_pages_for_those_who_make_the_site_may_link_to_other_sites() -> None:
    assert told(page("Смотрите [Pyodide](https://pyodide.org/).\n", "about/index.md")) == []
    assert told(page("Смотрите [Pyodide](https://pyodide.org/).\n", "checks/index.md"))


@pytest.mark.parametrize(
    ("right", "wrong", "line", "message"),
    [
        ("## Что", "# Что", 10, "заголовок первого уровня «#»; он есть в шапке (title)"),
        ("## Что", "#### Что", 10, "заголовок «####» через уровень; здесь бывает не глубже «##»"),
        ("## Что", "##Что", 10, "заголовок «##» без пробела; поставьте после решёток пробел"),
        (LEAD, "## Сразу\n", 8, "инструкция начинается не с абзаца"),
        (LEAD, '{{ check("code") }}\n', 8, "инструкция начинается не с абзаца"),
        (LEAD, "- Код\n", 8, "инструкция начинается не с абзаца"),
        (BODY, "", 8, "в инструкции нет текста"),
        ("делать\n\n", "делать\n\nТак:\n", 13, "список сразу за строкой текста; вставьте между ними пустую строку"),
        ("2. Запросите", "  2. Запросите", 13, "отступ списка 2; у списка внутри списка он 4"),
        ("2. Запросите", "2) Запросите", 13, "«2)» — ещё не пункт списка; поставьте точку: «2.»"),
        ("2. Запросите", "2. Снова\n" * 6 + "8. Запросите", 12, "в списке 8 пунктов; бывает не больше 7"),
        ("## Если не помогло", "## Иначе", 0, "нет раздела «## Если не помогло»; напишите, куда обратиться"),
        ("[проверьте код](../../checks/code.md)", "проверьте код", 0, 'нет проверки; вставьте {{ check("имя") }} или'),
    ],
)
def test_the_skeleton_of_a_guide(right: str, wrong: str, line: int, message: str) -> None:
    assert BODY.count(right) == 1
    found = told(page(BODY.replace(right, wrong)))
    assert [text for text in found if text.startswith(f"{line}: {message}")], found


def test_a_list_may_have_lists_and_paragraphs_inside() -> None:
    items = "1. Шаг\n\n    Пояснение.\n\n    - Раз\n    - Два\n"
    assert (
        told(page(BODY.replace("1. Подождите", items * 6 + "1. Подождите").replace("2. Запросите", "Запросите"))) == []
    )


def test_only_guides_have_the_skeleton_of_a_guide() -> None:
    assert told(page("- Раз\n" * 9, "about/index.md")) == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ('Нажмите "Войти".', 'прямые кавычки ""; нужны «ёлочки»; исправит make fix'),
        ("Нажмите “Войти”.", "английские кавычки “”; нужны «ёлочки»"),
        ("Код - это цифры.", "дефис вместо тире"),
        ("Код – это цифры.", "дефис вместо тире"),
        ("Подождите...", "три точки; нужен один знак «…»"),
        ("Подождите  час.", "пробелов подряд больше одного"),
        ("Подождите , час.", "пробел перед знаком препинания"),
        ("Подождите час. ", "пробелы в конце строки"),
        ("<!-- ЗАПОЛНИТЕ -->", "осталось «ЗАПОЛНИТЕ»; напишите здесь своё"),
    ],
)
def test_words_that_may_not_stand_so(wrong: str, message: str) -> None:
    found = told(page(f"{LEAD}\n{wrong}\n\n{BODY}"))
    assert [text for text in found if text.startswith(f"{FIRST + 2}: {message}")], found


@pytest.mark.parametrize(
    "right",
    [
        '«Войти» и `"ключ"`',
        'Английское "word" без русских букв',
        "| а | - |\n|---|---|\n| б | в |",
        "Сколько-то, 2200–2204, `...`",
        "```\nкод - код  код...\n```",
        "    код - код",
        "Слово ![Кнопка](x.png)",
    ],
)
def test_what_is_right_or_no_words_is_left_alone(right: str) -> None:
    assert told(page(f"{LEAD}\n{right}\n\n{BODY}")) == []


@pytest.mark.parametrize("end", ["", "\n\n"])
def test_a_file_ends_with_one_end_of_line(end: str) -> None:
    assert told(page(BODY.rstrip("\n") + end)) == ["0: файл кончается не одним переводом строки; исправит make fix"]


def test_a_marker_in_the_front_matter_is_found() -> None:
    assert told(page(head=HEAD.replace("нет кода", "ЗАПОЛНИТЕ"))) == [
        "4: осталось «ЗАПОЛНИТЕ»; напишите здесь своё вместо этого слова"
    ]


def test_the_place_of_a_page_decides_what_it_is() -> None:
    assert page().kind == "guide"
    assert page(name=NAME.replace("no-code", "index")).kind == "page"

"""Every message about front matter, data files and calls of macros, provoked once."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from macros.content import browsers, facts, numbers, pages, sources
from macros.content.problem import ContentError, MacroError, Problem
from macros.content.search_words import SearchWords
from macros.content.shape import mistakes
from macros.content.site import Site
from macros.content.yaml_file import parse
from macros.render import Macros
from macros.review import calls
from tests.unit.macros.small_pages import BODY, FACTS, HEAD, fact, page

ROOT = Path(__file__).parents[4]
FACTS_KIND = dict[str, facts.Entry]


def told(problems: Iterator[Problem]) -> list[str]:
    return [f"{problem.line}: {problem.text}" for problem in problems]


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (
            "aliases:",
            "alias:",
            "4: нет ключа «alias»; есть: title, description, aliases, checked; может быть, «aliases»?",
        ),
        ("aliases: [нет кода]\n", "", "1: нет ключа «aliases»: список строк: другие слова"),
        ("Не приходит код", "ы" * 61, "2: title: 61 знаков, а бывает не больше 60"),
        ("Где искать код.", "ы" * 161, "3: description: 161 знаков, а бывает не больше 160"),
        ("[нет кода]", "нет кода", "4: aliases — это список"),
        ("[нет кода]", "[5]", "4: в списке aliases нужны строки"),
        ("2026-11-22", "вчера", "5: checked — это день, например 2026-01-31"),
    ],
)
def test_front_matter(right: str, wrong: str, message: str) -> None:
    assert HEAD.count(right) == 1
    found = told(pages.check(page(head=HEAD.replace(right, wrong))))
    assert [text for text in found if text.startswith(message)], found


def test_front_matter_that_is_none() -> None:
    missing = [text.partition("»")[0] for text in told(pages.check(page(head="")))]
    assert missing == [f"1: нет ключа «{key}" for key in ("aliases", "checked", "description", "title")]
    assert told(pages.check(page(head="---\nтекст\n---\n"))) == [
        "1: файл — это строки «ключ: значение»: title, description, aliases, checked"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: ]", "x.yml: строка 1: это не YAML: "),
        ("a:\n\tb: 1", "x.yml: строка 2: это не YAML: с такого знака значение не начинают"),
        ("a: b: c", "x.yml: строка 1: это не YAML: двоеточие внутри значения"),
        ('- "один "два" три"', "x.yml: строка 1: это не YAML: кавычка закрылась раньше времени"),
        ("a: 1\n   b: 2", "x.yml: строка 2: это не YAML: двоеточие внутри значения"),
        ("a:\n  - b: 1\n c: 2", "x.yml: строка 3: это не YAML: отступ не такой"),
        ("a: 1\nслово\nb: 2", "x.yml: строка 3: это не YAML: после ключа нет двоеточия"),
        ('a: "один', "x.yml: строка 1: это не YAML: кавычка не закрыта"),
        ("a: [1, 2\nb: 3", "x.yml: строка 2: это не YAML: в скобках не хватает запятой"),
        ("a: 1\na: 2", "x.yml: строка 2: ключ «a» стоит дважды"),
        ("a: 1\n[b]: 2", "x.yml: строка 2: ключ — это слово, а не список"),
        ("a: &x 1\nb: *x", "x.yml: строка 1: это не YAML: якорей & и ссылок * здесь не бывает"),
        ("a: &x [*x]", "x.yml: строка 1: это не YAML: якорей & и ссылок * здесь не бывает"),
        ("[" * 100_000, "x.yml: строка 1: это не YAML: слишком много уровней"),
        ("a: " + "я" * 3_000_000, "x.yml: строка 1: это не YAML: знаков 3000003, а бывает не больше"),
        ("a:\n- b\n- '" + "[" * 51 + "'", "x.yml: строка 3: значение длиннее 4000 знаков или в нём больше 50 скобок"),
        ("a: 1\nb: " + "я" * 4_001, "x.yml: строка 2: значение длиннее 4000 знаков"),
        ("a: 1\n---\na: 2", "x.yml: строка 2: это не YAML: "),
        ("a: \0", "x.yml: строка 1: это не YAML: "),
    ],
)
def test_yaml(text: str, message: str) -> None:
    with pytest.raises(ContentError, match=f"^{re.escape(message)}"):
        parse(text, "x.yml")


FACT = """\
phone:
  value: 8 800 100-70-10
  kind: phone
  url: tel:+78001007010
  says: Телефон поддержки.
  source: [https://example.ru]
  as_of: 2026-01-06
  confidence: confirmed
  recheck_by: 2027-01-06
"""


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("url:", "uri:", "4: нет ключа «uri»; есть: value, kind, url, says, source, as_of"),
        ("  says: Телефон поддержки.\n", "", "1: нет ключа «says»: одно простое предложение"),
        ("kind: phone", "kind: fone", "3: нет значения kind «fone»; есть: phone, link"),
        ("confidence: confirmed", "confidence: sure", "8: нет значения confidence «sure»; есть: confirmed, weak"),
        ("[https://example.ru]", "https://example.ru", "6: source — это список"),
        ("[https://example.ru]", "[]", "1: у факта должны быть value и хотя бы один source"),
        ("  value: 8 800 100-70-10\n", "", "1: у факта должны быть value"),
        ("8 800 100-70-10", "8 800 100-70-11", f"1: телефон 8 800 100-70-11; {numbers.allowed()}"),
        ("confirmed", "weak", "1: нет ключа «look»"),
        ("  url: tel:+78001007010\n", "  place: [страница]\n", "1: есть place, а ключа «url» нет"),
        ("2026-01-06", "вчера", "7: as_of — это день, например 2026-01-31"),
        ("2027-01-06", "завтра", "9: recheck_by — это день, например 2026-01-31"),
    ],
)
def test_facts(right: str, wrong: str, message: str) -> None:
    assert not told(mistakes(FACTS_KIND, parse(FACT, "facts.yml")))
    found = told(mistakes(FACTS_KIND, parse(FACT.replace(right, wrong), "facts.yml")))
    assert [text for text in found if text.startswith(message)], found


@pytest.mark.parametrize("phone", ["8 800 100-70-10", "115", "112", "102"])
def test_the_phones_that_may_be_facts(phone: str) -> None:
    assert not told(mistakes(FACTS_KIND, parse(FACT.replace("8 800 100-70-10", f"'{phone}'"), "facts.yml")))


def test_a_place_to_look_at_has_its_address() -> None:
    """Every address is for a place that some fact names, and no place has two."""
    known = facts.load(ROOT / "macros" / "data" / "facts.yml")
    places = [place for each in known.values() for place in each.place]
    assert set(places) <= facts.to_see(known.values()).keys()
    assert len(set(places)) == len(places)
    assert facts.addresses(known.values())["страница входа"] == known["login-page"]


def test_which_facts_print() -> None:
    table = {each.id: each for each in (*FACTS.values(), fact("old", "1 день", confidence="weak"))}
    assert facts.printable(table, "old").value == "1 день"
    with pytest.raises(MacroError, match=r"нет факта «phon»; есть: .*; может быть, «phone»"):
        facts.printable(table, "phon")
    with pytest.raises(MacroError, match="факт «hours» не подтверждён ни одним источником"):
        facts.printable(table, "hours")


BROWSER = """\
name: Атом
upstream: chrome
platforms:
  desktop:
    clear-site:
      steps: [Раз, Два]
      source: справка
      as_of: "5"
      confidence: help
"""


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("name: Атом", "nome: Атом", "1: нет ключа «nome»; есть: name, upstream, signs, platforms"),
        ("name: Атом\n", "", "1: нет ключа «name»"),
        ("  desktop:", "  desk:", "4: нет платформы «desk»; есть: desktop, android, ios"),
        ("clear-site:", "clean-site:", "5: нет действия «clean-site»; есть: clear-site"),
        ("as_of:", "asof:", "8: нет ключа «asof»; есть: steps"),
        ('      as_of: "5"\n', "", "5: нет ключа «as_of»"),
        ("[Раз, Два]", "Раз", "6: steps — это список"),
        ("[Раз, Два]", "[Раз, 2]", "6: в списке steps нужны строки; если надо показать место, то says и where"),
        ("[Раз, Два]", "[Раз, {where: row}]", "6: нет ключа «says»: сам шаг"),
        ("[Раз, Два]", "[Раз, {says: Два, where: raw}]", "6: нет места «raw»; есть: menu-top-right, "),
        ("[Раз, Два]", "[Раз, '']", "6: says: пустая строка"),
        ("name: Атом", "name: Атом\nsigns: {desktop: {⋮: raw}}", "2: нет места «raw»; есть: menu-top-right, "),
        ("[Раз, Два]", "[а, б, в, г, д, е, ж, з]", "6: steps: 8 в списке, а бывает не больше 7"),
        ("confidence: help", "confidence: sure", "9: нет значения confidence «sure»; есть: exact, help"),
    ],
)
def test_browsers(right: str, wrong: str, message: str) -> None:
    assert not told(mistakes(browsers.Browser, parse(BROWSER, "x.yml")))
    found = told(mistakes(browsers.Browser, parse(BROWSER.replace(right, wrong), "x.yml")))
    assert [text for text in found if text.startswith(message)], found


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a": "chrom", "chrome": ""}, "a.yml: строка 2: нет браузера «chrom»; есть: a, chrome; может быть, «chrome»?"),
        ({"a": "b", "b": "a"}, "a.yml: строка 2: круг: a → b → a"),
        ({"a": "a"}, "a.yml: строка 2: круг: a → a"),
    ],
)
def test_upstream_leads_somewhere(files: Mapping[str, str], message: str, tmp_path: Path) -> None:
    for name, upstream in files.items():
        text = BROWSER.replace("upstream: chrome\n", f"upstream: {upstream}\n" if upstream else "")
        (tmp_path / f"{name}.yml").write_text(text)
    with pytest.raises(ContentError) as error:
        browsers.load_browsers(tmp_path)
    assert message in str(error.value)


def test_systems() -> None:
    file = parse("name: Windows\nactions:\n  clok:\n    steps: []\n", "x.yml")
    names = "screenshot, clock, dns-cache, ping, trace, vpn-off, certificate-print"
    assert told(mistakes(browsers.System, file))[:1] == [f"3: нет действия «clok»; есть: {names}; может быть, «clock»?"]


def test_load_names_the_mistakes_of_all_files(tmp_path: Path) -> None:
    """Of pages, questions, facts, browsers and systems, whichever is wrong."""
    files: Mapping[str, str] = {
        "docs/a.md": "---\na: [\n---\n",
        "docs/b.md": "---\nb: [\n---\n",
        "macros/data/facts.yml": "phone: {}",
        "macros/data/browsers/x.yml": "name: X\nplatforms: {desk: {}}",
        "macros/data/systems/x.yml": "name: X\nactions: {clok: {}}",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    with pytest.raises(ContentError) as error:
        Site.load(tmp_path / "docs", tmp_path)
    assert {problem.path for problem in error.value.problems} == {
        "a.md", "b.md", "macros/data/facts.yml", "macros/data/triage.yml",
        "macros/data/browsers/x.yml", "macros/data/systems/x.yml",
    }  # fmt: skip


@cache
def content() -> Site:
    return Site.load(ROOT / "docs")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('{{ fakt("phone") }}', "нет макроса «fakt»; есть: "),
        ('{{ api("pyscript") }}', "нет пакета «pyscript»; есть: pyscripts, macros; может быть, «pyscripts»?"),
        ('{{ fact("phon") }}', "нет факта «phon»; есть: "),
        ('{{ fact("hours") }}', "факт «hours» не подтверждён ни одним источником"),
        ("{{ fact(name) }}", "у fact в скобках бывает только слово в кавычках"),
        ("{{ fact() }}", 'fact(): не те слова в скобках; нужно fact("name")'),
        ('{{ check("cadr") }}', "нет проверки «cadr»; есть: "),
        ('{{ browser_steps("clear") }}', "нет действия «clear»; есть: "),
        ('{{ system_steps("clok") }}', "нет действия «clok»; есть: "),
        ('{{ guides("logon") }}', "нет темы «logon»; есть: "),
        ('{{ triage("strat") }}', "нет вопроса «strat»; есть: "),
        ('{{ fact("x" }}', "непонятная вставка {{ … }}: "),
        ("{{ way }}", 'непонятная вставка {{ … }}: бывает только {{ имя("слово") }}'),
        ("{% if 1 %}да{% endif %}", "непонятная вставка {{ … }}: бывает только"),
    ],
)
def test_calls_of_macros(call: str, message: str) -> None:
    given = page(f"Слово.\n\n{call}\n\n{BODY}")
    found = told(calls.check(given, Macros(content(), given, "")))
    assert [text for text in found if text.startswith(f"10: {message}")], found


SEARCH = (
    "same:\n- [кеш, cache]\n- [смс, sms]\nweak: [сайт]\nown: []\nstrange: []\ncheck: []\nmodal: [могу]\nskip: [и]\n"
)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("skip: [и]\n", "", "1: нет ключа «skip»: слова, которые сами не значат ничего"),
        (
            "weak:",
            "week:",
            "4: нет ключа «week»; есть: same, weak, own, strange, check, modal, skip; может быть, «weak»?",
        ),
        ("[смс, sms]", "[смс]", "3: same: 1 в списке, а бывает не меньше 2"),
        ("[смс, sms]", "[смс, кеш]", "1: same: слово «кеш» стоит дважды"),
        ("[смс, sms]", "[смс, SMS]", "3: «SMS»: нужно одно слово строчными буквами"),
        ("[смс, sms]", "[смс, no]", "3: в списке same нужны строки; число или дату возьмите в кавычки"),
        ("[сайт]", "[этот сайт]", "4: «этот сайт»: нужно одно слово"),
    ],
)
def test_search_words(right: str, wrong: str, message: str) -> None:
    assert not told(mistakes(SearchWords, parse(SEARCH, "x.yml")))
    found = told(mistakes(SearchWords, parse(SEARCH.replace(right, wrong), "x.yml")))
    assert [text for text in found if text.startswith(message)], found


@pytest.mark.parametrize("name", ["https://tass.ru", "www..ru", "tass", "github:a"])
def test_sites_that_are_called_something(name: str) -> None:
    kind = sources.Names.__value__
    assert not told(mistakes(kind, parse("tass.ru: ТАСС\ngithub:a/b: код\nмфцкбр.рф: МФЦ", "x.yml")))
    assert told(mistakes(kind, parse(f"'{name}': ТАСС", "x.yml")))[0].startswith(f"1: имя «{name}»: нужен сайт")

"""What a page calls itself: a search shows no more of it, and nobody may take it for the portal."""

import re
from collections.abc import Iterator

from macros.content.pages import Page
from macros.content.problem import Problem
from macros.review.prose import Prose

_PORTAL = r"(?:госуслуг\w*|портал\w*|личн\w+\ кабинет\w*|профил\w+|учётн\w+\ запис\w+|есиа|минцифр\w*)"
_POSES = re.compile(
    rf"""
    ^\W*(?:вход|авторизация|регистрация|войти|войдите|авторизуйтесь|зарегистрируйтесь|восстановление|оплата|страница
        |служба|поддержка|чат|горячая\ линия|кабинет|сайт|портал|приложение)(?:\ (?:входа|оплаты|поддержки|доступа))?
        \ ?(?:на|в|во|для|с|от|к)?\ (?:\w+\ )?{_PORTAL}\W*$
    | ^\W*(?:госуслуги|портал|личный\ кабинет)\s*[—–:|-]\s*(?:официальн\w*|вход|авторизация|главная|единый|портал|войти|сайт)
    | ^\W*единый\ портал | официальн\w+\ (?:сайт|портал|страниц|приложени|поддержк)\w*(?!\w*\ (?:не|или))
    | портал\w*\ государственных\ услуг
    | ^\W*(?:введите|впишите|подтвердите|привяжите|оплатите|укажите|пришлите|отправьте|назовите|сообщите|скачайте
        |установите|войдите)\b
    | на\ связи\W*$ | ^\W*служба\ поддержки
    """,
    re.IGNORECASE | re.VERBOSE,
)
_HEADING = re.compile(r"^#{1,6} +(.*?)(?: *\{[^}]*\})? *$", re.MULTILINE)
_WHAT = "так зовутся страницы портала и зовут мошенники; назовите беду словами читателя: «Не приходит код»"


def check(page: Page) -> Iterator[Problem]:
    """Find titles, descriptions and headings of a page that pose as those of the portal."""
    for key in ("title", "description"):
        if poses(text := str(page.head.get(key) or "")):
            yield page.meta.problem((key,), f"{key} «{text}»: {_WHAT}")
    body = Prose(page.path, page.first_line, page.body)
    for match in _HEADING.finditer(page.body):
        if poses(match[1]):
            yield body.problem(match.start(1), f"заголовок «{match[1]}»: {_WHAT}")


def poses(text: str) -> bool:
    """Whether a title is one of the portal's own.

    >>> poses("Вход на Госуслуги"), poses("Госуслуги — официальный портал"), poses("Страница оплаты Госуслуг")
    (True, True, True)
    >>> poses("Не приходит код для входа на Госуслуги"), poses("Вход на другие сайты"), poses("Приложение Госуслуги не работает")
    (False, False, False)
    """
    return bool(_POSES.search(text))

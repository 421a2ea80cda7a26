"""Сообщение о доставке: обман или нет.

Judges what a message asks for and, if a link is given, whose site it names. The link is never opened.

Sources: hosts of the service in data/official.toml.

>>> keys(asks="nothing")
['quiet']
>>> keys(asks="nothing", link="https://track.courier.example/?n=1")
['own-link', 'quiet']
>>> keys(asks="nothing", link="courier-example.pay.test/12")
['near-link', 'quiet']
>>> keys(asks="nothing", link="https://other.test/a")
['other-link', 'quiet']
>>> keys(asks="nothing", link="https://courier.example@other.test/")
['hidden-link', 'quiet']
>>> keys(asks="nothing", link="позвоните")
['link']
>>> keys(asks="pay", link="courier.example/pay")
['own-link', 'pay-own']
>>> keys(asks="pay")
['pay']
>>> keys(asks="card")
['card']
>>> keys(asks="code")
['code']
>>> keys(asks="app")
['app']
>>> keys(asks="papers")
['papers']
"""

from collections.abc import Iterator

from pyscripts.data import table
from pyscripts.form import Choice, FieldError, Line
from pyscripts.letters import as_latin, shown
from pyscripts.links import is_name, parse
from pyscripts.verdict import Finding, found, ok, stop, unsure, warn

_OWN = [row["name"] for row in table("official")["host"] if row["now"]]
_BRAND = _OWN[0].partition(".")[0]

FIELDS = (
    Choice(
        "asks",
        "Чего от вас хотят?",
        options={
            "nothing": "Ничего: пишут, где посылка",
            "pay": "Доплату",
            "card": "Данные карты",
            "code": "Код из СМС",
            "app": "Поставить приложение",
            "papers": "Фото паспорта",
        },
    ),
    Line(
        "link",
        "Ссылка из сообщения",
        "Скопируйте, не открывая. Можно не вводить.",
        optional=True,
        example="https://courier.example/",
    ),
)

_SENDER = "Имя отправителя подделывают, поэтому мы на него не смотрим."

OUTCOMES = {
    "own-link": ok(
        "Ссылка ведёт на {host}: это сайт службы доставки.",
        limits=_SENDER,
    ),
    "near-link": stop(
        "Ссылка ведёт на {host}. Имя похоже на службу доставки, но это чужой сайт.",
        next="Не открывайте ссылку. Найдите посылку по номеру на сайте службы доставки.",
        guide="safety/fake-message",
    ),
    "hidden-link": stop(
        "Ссылка притворяется: на самом деле она ведёт на {host}.",
        next="Не открывайте её.",
        guide="safety/fake-message",
    ),
    "other-link": warn(
        "Ссылка ведёт на {host}. Это не сайт службы доставки.",
        limits="Сокращённая ссылка могла бы привести и на него: отсюда не видно.",
        next="Не открывайте ссылку. Найдите посылку по номеру на сайте службы доставки.",
        guide="safety/fake-message",
    ),
    "quiet": ok(
        "Ничего не просят: так пишут службы доставки.",
        limits=_SENDER,
        next="Проверьте посылку по номеру на сайте службы доставки.",
    ),
    "pay-own": unsure(
        "Просят доплатить, и ссылка ведёт на сайт службы доставки.",
        limits="Нужна ли доплата на самом деле, отсюда не видно.",
        next="Откройте сайт сами, не по ссылке, и найдите посылку: доплата будет видна там.",
    ),
    "pay": stop(
        "Просят доплатить не на сайте службы доставки. Так начинается обман.",
        next="Не платите. Найдите посылку по номеру на сайте службы доставки.",
        guide="safety/fake-message",
    ),
    "card": stop(
        "Просят данные карты. Чтобы получить посылку, они не нужны: это обман.",
        next="Ничего не вводите. Уже ввели — заблокируйте карту в приложении банка.",
        guide="safety/fake-message",
    ),
    "code": stop(
        "Просят код из СМС. Служба доставки его не спрашивает: это обман.",
        next="Никому его не называйте. Уже назвали — позвоните в свой банк.",
        guide="safety/fake-message",
    ),
    "app": stop(
        "Просят установить приложение из сообщения. Так ставят вирусы.",
        next="Не устанавливайте. Уже установили — включите режим полёта и удалите приложение.",
        guide="safety/fake-message",
    ),
    "papers": stop(
        "Просят фото паспорта. Для получения посылки его не присылают: это обман.",
        next="Не отправляйте. Паспорт показывают только при получении.",
        guide="safety/fake-message",
    ),
}


def _is_own(host: str) -> bool:
    return any(host == own or host.endswith(f".{own}") for own in _OWN)


def check(asks: str, link: str | None) -> Iterator[Finding | str]:
    """Judge the link, if there is one, and what is asked for."""
    host = ""
    if link:
        parts = parse(link.strip())
        host = parts.host
        if not is_name(host) and "." not in host:
            raise FieldError("Это не похоже на ссылку: в ней нет имени сайта.", "link")
        if _is_own(host):
            key = "own-link"
        elif parts.user or parts.tricky:
            key = "hidden-link"
        else:
            key = "near-link" if _BRAND in as_latin(host) else "other-link"
        yield found(key, "link", host=shown(host))
    if asks == "nothing":
        yield found("quiet", "asks")
    elif asks == "pay":
        yield found("pay-own" if _is_own(host) else "pay", "asks")
    else:
        yield found(asks, "asks")

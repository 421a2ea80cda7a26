"""Браузер: подходит ли он и что в нём выключено.

First what the browser can do, then what it is called: a browser that can do everything is fine whatever its name. Says
what is switched off, whether the clock is right, and whether the browser is old, or no browser at all but a window
inside another application.

Sources: data/browser_rules.toml and data/browser_versions.toml; data/time_zones.toml for the clock.

>>> CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
>>> FINE = "cookies=yes storage=yes worker=yes wasm=yes modern=yes"
>>> keys(ua=CHROME, abilities=FINE, clock="skew=4 zone=Europe/Moscow offset=180", today="2026-11-22")
['fine']
>>> keys(ua=CHROME.replace("156", "130"), abilities=FINE, today="2026-11-22")
['behind']
>>> keys(ua=CHROME.replace("156", "97"), today="2026-11-22")
['too-old']
>>> keys(ua=CHROME, today="2028-01-01")
['not-compared']
>>> keys(ua=CHROME.replace("Chrome", "YaSearchBrowser/26.1 Chrome"), today="2026-11-22")
['in-app']
>>> keys(ua="curl")
['unknown']
>>> keys(ua=CHROME, today="2026-11-22", abilities="cookies=no storage=no worker=no wasm=no modern=no")
['no-cookies', 'no-storage', 'old-features', 'no-wasm', 'no-worker', 'fine']
>>> keys(ua=CHROME, today="2026-11-22", clock="skew=-421 zone=Europe/Moscow offset=180")
['clock-wrong', 'fine']
>>> keys(ua=CHROME, today="2026-11-22", clock="skew=3598 zone=Europe/Moscow offset=180")
['clock-hours', 'fine']
>>> keys(ua=CHROME, today="2026-11-22", clock="skew=2 zone=Europe/Moscow offset=240")
['zone-old', 'fine']
>>> keys(ua=CHROME, today="2026-11-22", signs="private=yes blocker=yes")
['blocker', 'private', 'fine']
>>> keys(ua=CHROME, today="2026-11-22", popup="test", popups="no")
['no-popups', 'fine']
>>> keys(ua=CHROME, today="2026-11-22", line="online=no saver=yes type=2g")
['says-offline', 'saver', 'slow-type', 'fine']
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from pyscripts.data import table
from pyscripts.form import Choices, Measured, Today
from pyscripts.user_agent import Detected, detect
from pyscripts.verdict import Finding, found, ok, unsure, warn

_VERSIONS = table("browser_versions")
_ZONES: Mapping[str, int] = table("time_zones")["zone"]
_CLOCK_ERROR = 5 * 60
_HOUR = 3600
_PLATFORMS = {
    "ios": "iPhone или iPad",
    "android": "Android",
    "windows": "Windows",
    "macos": "Mac",
    "linux": "Linux",
}


@dataclass(frozen=True)
class UserAgent(Measured):
    """The User-Agent; a report gets the name, the main version and the system only."""

    max_length: ClassVar[int] = 1_000

    def report(self, value: str | None) -> str:
        seen = detect(value or "")
        return " ".join(filter(None, [seen.id, seen.version.partition(".")[0], seen.platform]))


@dataclass(frozen=True)
class Answers(Measured):
    """Words with their answers: `cookies=yes storage=no`. JavaScript makes them of a few words of its own."""

    max_length: ClassVar[int] = 300

    def report(self, value: str | None) -> str:
        return value if value and re.fullmatch(r"[\w= -]*", value, re.ASCII) else ""


FIELDS = (
    Choices(
        "popup",
        "Что проверить ещё",
        "Пустое окно откроется и сразу закроется.",
        optional=True,
        options={"test": "Всплывающие окна: в них бывает оплата и подпись"},
    ),
    UserAgent("ua", "Браузер", how="browser:ua"),
    Measured("touch", how="browser:touch"),
    Measured("brands", how="browser:brands"),
    Answers("abilities", how="browser:abilities"),
    Measured("clock", how="browser:clock"),
    Answers("signs", how="browser:signs"),
    Answers("line", how="browser:line"),
    Measured("popups", how="popups:popup"),
    Today("today"),
)

_STEPS = "Шаги для вашего браузера — по ссылке ниже."

OUTCOMES = {
    "no-cookies": warn(
        "Браузер не хранит файлы cookie. Без них портал не запомнит, что вы вошли.",
        limits="Проверено на нашем сайте. Для портала может стоять другая настройка.",
        next=f"Разрешите файлы cookie. {_STEPS}",
        guide="tech/browser",
    ),
    "no-storage": warn(
        "Браузер не даёт сайтам хранить данные. Портал может забывать вход и черновики.",
        limits="Проверено на нашем сайте. Для портала может стоять другая настройка.",
        next=f"Разрешите файлы cookie и данные сайтов. {_STEPS}",
        guide="tech/browser",
    ),
    "old-features": warn(
        "Браузер не умеет того, что умеют свежие. Страницы портала могут не открыться.",
        next=f"Обновите браузер или возьмите другой. {_STEPS}",
        guide="tech/browser",
    ),
    "no-wasm": unsure(
        "В браузере выключен WebAssembly. Другие наши проверки в нём не пойдут.",
        limits="Нужен ли он порталу, мы не знаем.",
        next="На iPhone его выключает режим блокировки. Проверьте вручную: шаги есть у каждой проверки.",
    ),
    "no-worker": ok(
        "Браузер не сохранит наш сайт для чтения без сети. Порталу это не мешает.",
        limits="Так бывает в приватном окне.",
    ),
    "clock-wrong": warn(
        "Часы на устройстве {direction} на {minutes} мин. Из-за этого браузер может не принять сертификат портала, а "
        "коды входа — не подойти.",
        next="В настройках даты и времени включите «автоматически».",
        guide="tech/certificates",
    ),
    "clock-hours": warn(
        "Часы на устройстве {direction} ровно на {hours} ч. Похоже, выбран не тот часовой пояс.",
        limits="Сертификат портала и коды входа смотрят на точное время, а не на то, что показывают часы.",
        next="В настройках даты и времени включите «автоматически» и для времени, и для пояса.",
        guide="tech/certificates",
    ),
    "zone-old": unsure(
        "Часовой пояс назван «{zone}», но сдвинут не так, как сейчас в России.",
        limits="Так бывает в системе, которую давно не обновляли.",
        next="Обновите систему. Если не выходит, выберите пояс вручную по соседнему городу.",
        guide="tech/certificates",
    ),
    "blocker": unsure(
        "Похоже, включён блокировщик рекламы.",
        limits="Мешает ли он порталу, отсюда не видно.",
        next="Если портал не открывается или не пускает, выключите блокировщик для него и попробуйте снова.",
        guide="tech/blockers",
    ),
    "private": unsure(
        "Похоже, это приватное окно. Вход и черновики в нём пропадут, когда вы его закроете.",
        limits="Браузеры этого не говорят, мы судим по косвенным признакам.",
        next="Если портал каждый раз просит войти заново, откройте его в обычном окне.",
        guide="basics/clear-data",
    ),
    "no-popups": warn(
        "Браузер не дал открыть всплывающее окно.",
        limits="Проверено на нашем сайте. Для портала может стоять другая настройка.",
        next=f"Если не открывается окно оплаты или подписи, разрешите порталу всплывающие окна. {_STEPS}",
        guide="tech/browser",
    ),
    "says-offline": unsure(
        "Браузер считает, что интернета нет.",
        limits="Он ошибается в обе стороны: верьте проверке связи.",
        next="Проверьте связь кнопкой выше.",
        guide="basics/portal-or-internet",
    ),
    "saver": unsure(
        "Включена экономия трафика. Некоторые браузеры с ней открывают страницы через чужой сервер.",
        next="Если портал открывается с ошибками, выключите экономию трафика.",
        guide="tech/slow",
    ),
    "slow-type": unsure(
        "Браузер считает связь очень медленной, как у 2G.",
        limits="Это его догадка по последним страницам.",
        next="Подойдите к окну или роутеру, смените сеть.",
        guide="tech/slow",
    ),
    "in-app": warn(
        "Это не браузер, а {name}. Вход, файлы и подпись в таком окне часто не работают.",
        next="Откройте портал в обычном браузере. Обычно для этого в меню окна есть «Открыть в браузере».",
        guide="tech/browser",
    ),
    "too-old": warn(
        "Браузер слишком старый: {name}. Формы портала собирали для более новых ещё в 2022 году.",
        limits="Списка подходящих браузеров портал не публикует. Это видно по открытому коду его форм.",
        next=f"Обновите браузер{{system}}. Не обновляется — зайдите с другого устройства. {_STEPS}",
        guide="tech/browser",
    ),
    "behind": unsure(
        "Браузеру больше года: {name}. Портал может открыться, но новые версии надёжнее и безопаснее.",
        limits=f"Версии сравнили с таблицей от {_VERSIONS['as_of']:%d.%m.%Y}.",
        next=f"Обновите браузер{{system}}. Не обновляется и портал ломается — зайдите с другого устройства. {_STEPS}",
        guide="tech/browser",
    ),
    "not-compared": unsure(
        "Ваш браузер: {name}. Свежий ли он, мы сказать не можем: наша таблица версий кончилась "
        f"{_VERSIONS['known_until']:%d.%m.%Y}.",
        next=f"Посмотрите, нет ли обновлений. {_STEPS}",
        guide="tech/browser",
    ),
    "unknown": unsure(
        "Что это за браузер, мы не узнали.",
        limits="Это не значит, что он плохой: некоторые скрывают своё имя.",
        next="Если портал в нём не работает, попробуйте другой.",
        guide="tech/browser",
    ),
    "fine": ok(
        "Браузер не старый: {name}.",
        limits="Имя и версию браузер называет сам. Списка подходящих браузеров портал не публикует.",
        next="Если портал в нём ломается, откройте его в приватном окне: так видно, не мешают ли расширения.",
        guide="basics/clear-data",
    ),
}


def check(
    ua: str | None,
    touch: str | None,
    brands: str | None,
    abilities: str | None,
    clock: str | None,
    signs: str | None,
    line: str | None,
    popups: str | None,
    today: date | None,
    popup: str | None,  # only tells the page to measure `popups`
) -> Iterator[Finding | str]:
    """Judge what the browser can do, then what it is."""
    can, signs_of, says = _answers(abilities), _answers(signs), _answers(line)
    lacks = {"cookies": "no-cookies", "storage": "no-storage", "modern": "old-features", "wasm": "no-wasm"}
    yield from (key for ability, key in lacks.items() if can.get(ability) == "no")
    if can.get("worker") == "no":
        yield "no-worker"
    yield from _clock(_answers(clock))
    yield from (sign for sign in ("blocker", "private") if signs_of.get(sign) == "yes")
    if popups == "no":
        yield "no-popups"
    if says.get("online") == "no":
        yield "says-offline"
    if says.get("saver") == "yes":
        yield "saver"
    if says.get("type", "").endswith("2g"):
        yield "slow-type"
    yield _name(ua or "", _whole(touch) or 0, brands.split(",") if brands else [], today)


def _answers(text: str | None) -> dict[str, str]:
    """Read `cookies=yes storage=no`.

    >>> _answers("cookies=yes zone=Europe/Moscow")
    {'cookies': 'yes', 'zone': 'Europe/Moscow'}
    """
    pairs = (word.partition("=") for word in (text or "").split())
    return {name: answer for name, _, answer in pairs}


def _clock(answers: Mapping[str, str]) -> Iterator[Finding]:
    """Judge how far the server's clock is ahead of the reader's, and the zone."""
    skew = _whole(answers.get("skew"))
    if skew is not None and abs(skew) > _CLOCK_ERROR:
        direction = "отстают" if skew > 0 else "спешат"
        hours, rest = divmod(abs(skew) + _CLOCK_ERROR, _HOUR)
        if 1 <= hours <= 14 and rest <= 2 * _CLOCK_ERROR:
            yield found("clock-hours", direction=direction, hours=hours)
        else:
            yield found("clock-wrong", direction=direction, minutes=round(abs(skew) / 60))
    zone, offset = answers.get("zone", ""), _whole(answers.get("offset"))
    if zone in _ZONES and offset is not None and offset != _ZONES[zone]:
        yield found("zone-old", zone=zone)


def _whole(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,12}", text) else None


def _name(ua: str, touch_points: int, brands: list[str], today: date | None) -> Finding:
    seen = detect(ua, touch_points, brands)
    if seen.app:
        return found("in-app", name=seen.name)
    engine, version = _engine(ua)
    if not engine or not seen.id:
        return found("unknown")
    words = {"name": _called(seen), "system": " вместе с системой" if seen.platform == "ios" else ""}
    if engine.get("ended") or version < engine["minimal"]:
        return found("too-old", **words)
    if version < engine["recent"]:
        return found("behind", **words)
    if today and today > _VERSIONS["known_until"]:
        return found("not-compared", **words)
    return found("fine", **words)


def _engine(ua: str) -> tuple[Mapping[str, Any], int]:
    for engine in _VERSIONS["engine"]:
        if match := re.search(engine["pattern"], ua, re.ASCII):
            return engine, int(match[1][:6])
    return {}, 0


def _called(seen: Detected) -> str:
    """The browser in words: «Яндекс Браузер 26.8, Android».

    >>> _called(Detected("yandex", "Яндекс Браузер", "26.8.3.119.00", platform="android"))
    'Яндекс Браузер 26.8, Android'
    """
    version = ".".join(seen.version.split(".")[:2]).removesuffix(".0")
    return ", ".join(filter(None, [f"{seen.name} {version}".strip(), _PLATFORMS.get(seen.platform, "")]))

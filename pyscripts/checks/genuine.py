r"""Настоящее ли это: номер, ссылка, почта, отправитель.

Says of a phone, a link, an e-mail address, an SMS sender or a messenger whether it is the portal's own: «официальный»,
«не найден среди официальных» or «признак обмана». A host is compared letter by letter with a list; nothing is looked
up on the network. A whole message may be pasted: every link, address and phone in it is judged.

Words: data/contact_words.toml. One contact at a time is judged in contact.py.

Sources: data/official.toml, each row with its own; МВД of 2025-11-26 and 2026-02-12: two phones, two SMS senders, no
links for login, no messenger but MAX. Look-alike letters: data/letters.toml. How a link is read: links.py.

>>> keys(contact="+7 (800) 100-70-10")
['phone-official']
>>> keys(contact="8 495 727-47-47")
['phone-old']
>>> keys(contact="8 800 100-70-11")
['phone-near']
>>> keys(contact="8 800 555-35-35")
['phone-false']
>>> keys(contact="8 900 000-00-00")
['phone-other']
>>> keys(contact="112")
['phone-emergency']
>>> keys(contact="900")
['number-short']
>>> keys(contact="0919")
['sender-official']
>>> keys(contact="gosus1ugi")
['sender-fake']
>>> keys(contact="Госуслуги")
['name-only']
>>> keys(contact="no-reply@gosuslugi.ru")
['mail-said']
>>> keys(contact="no-reply@dom.gosuslugi.ru")
['mail-said']
>>> keys(contact="support@gosuslugi.ru")
['mail-old']
>>> keys(contact="info@gosuslugi.ru")
['mail-own']
>>> keys(contact="gosuslugi@mail.ru")
['mail-fake']
>>> keys(contact="ivan@mail.example")
['mail-unknown']
>>> keys(contact="MAX")
['messenger-ours']
>>> keys(contact="max.ru/gosuslugi")
['messenger-page']
>>> keys(contact="пишут в телеграме")
['messenger-foreign']
>>> keys(contact="@gosuslugi_bot")
['handle']
>>> keys(contact="https://t.me/gosuslugi")
['social-old']
>>> keys(contact="vk.com/gosuslugi")
['social-page']
>>> keys(contact="https://www.gosuslugi.ru/help")
['host-official']
>>> keys(contact="oplata.gosuslugi.ru")
['host-old']
>>> keys(contact="belozersk.gosweb.gosuslugi.ru")
['host-own']
>>> keys(contact="http://gosuslugi.ru")
['host-official', 'own-http']
>>> keys(contact="gosuslugi.ru:8080")
['host-official', 'own-port']
>>> keys(contact="https://ivan@gosuslugi.ru/")
['host-official', 'own-user']
>>> keys(contact="https://esia.gosuslugi.ru/?to=https://site.example")
['host-official', 'own-inside']
>>> keys(contact="https://gosuslugi.ru@site.example")
['link-user']
>>> keys(contact=r"https:\\gosuslugi.ru")
['link-tricky']
>>> keys(contact="javascript:alert(1)")
['link-command']
>>> keys(contact="http://203.0.113.5/login")
['host-number']
>>> keys(contact="https://clck.ru/abc")
['host-short']
>>> keys(contact="Ваш чек за покупку: clck.ru/abc")
['message-link', 'short-message']
>>> keys(contact="my-page.github.io")
['host-free']
>>> keys(contact="sites.google.com/view/gosuslugi-vhod")
['host-page']
>>> keys(contact="https://disk.yandex.ru/d/abc")
['host-disk']
>>> keys(contact="site.example/gosuslugi.ru/login")
['host-path']
>>> keys(contact="site.example/news/gosuslugi")
['host-named']
>>> keys(contact="https://disk.yandex.ru/d/abc/update.apk")
['file-program']
>>> keys(contact="gosuslugi71.ru")
['host-regional']
>>> keys(contact="gоsuslugi.ru")
['host-letters']
>>> keys(contact="nаlog.example")
['host-mixed']
>>> keys(contact="gosuslugi.ru.site.example")
['host-prefix']
>>> keys(contact="nalog.gov.ru.site.example")
['host-front']
>>> keys(contact="gosuslugi-vhod.example")
['host-borrowed']
>>> keys(contact="gosusluji.ru")
['host-misspelt']
>>> keys(contact="gosuslugi.region.example")
['host-inside']
>>> keys(contact="xn--c1aapkosapc.xn--p1ai")
['host-russian']
>>> keys(contact="site.example")
['host-unknown']
>>> keys(contact="https://fssp.gov.ru/iss/ip")
['host-body']
>>> keys(contact="Каталог и адреса магазинов: https://site.example/1")
['message-link', 'host-unknown']
>>> keys(contact="a.example b.example c.example d.example e.example f.example")
['message-link', 'host-unknown', 'host-unknown', 'host-unknown', 'host-unknown', 'host-unknown', 'more']
>>> keys(contact="привет")
['unknown']
>>> keys(contact="Ваш аккаунт на Госуслугах взломан, звоните 8 495 000-00-00")
['phone-claimed', 'phone-other']
>>> keys(contact="Карта заблокирована. Срочно позвоните специалисту: +7 900 000-00-00")
['phone-mobile', 'phone-other']
>>> keys(contact="Ваш кабинет Госуслуг заблокирован, подробности тут: site.example/1")
['link-claimed', 'message-link', 'host-unknown']
>>> keys(contact="Вам положена выплата, заберите до вечера: https://site.top/1")
['link-lure', 'message-link', 'host-unknown']
>>> keys(contact="Вечером будет новый пункт выдачи, адрес тут: ozon-punkt.live")
['link-named', 'message-link', 'host-unknown']
>>> keys(contact="Запись на стрижку подтверждена, наш чат: t.me/salon")
['message-link', 'messenger-link']
>>> keys(contact="Здравствуйте! Назовите, пожалуйста, код из СМС.")
['asks-code']
>>> keys(contact="Укажите номер карты и CVC для зачисления денег")
['asks-card']
>>> keys(contact="Переведите деньги на безопасный счёт в банке")
['asks-safe']
>>> keys(contact="Завтра вам позвонит следователь ФСБ, о разговоре никому не говорите")
['asks-boss']
>>> keys(contact="Установите на телефон RustDesk, наш инженер поможет")
['asks-remote']
>>> keys(contact="Привет, посмотри, это ты? Фото.apk")
['asks-file']
>>> keys(contact="Чтобы продлить договор, наберите *21*79000000000# и вызов")
['asks-redirect', 'phone-other']
>>> keys(contact="Мама, я попал в аварию, переведи 30 000 на эту карту")
['asks-trouble']
>>> keys(contact="Вы выиграли приз. Оплатите комиссию 300 руб., чтобы получить")
['asks-fee']
>>> keys(contact="Работа на дому, доход от 5000 руб. в день, пишите в WhatsApp")
['asks-drop']
>>> keys(contact="Кошелёк заблокирован, сообщите нам фразу из 12 слов")
['asks-wallet']
>>> keys(contact="У меня твои фото. Заплати, или разошлю их всем друзьям")
['asks-ransom']
>>> keys(contact="Введите логин и пароль от Госуслуг для проверки")
['asks-login']
>>> keys(contact="Для договора пришлите, пожалуйста, скан паспорта")
['asks-papers']
>>> keys(contact="Вам ошибочно зачислено 7000 рублей, верните на карту отправителя")
['asks-transfer']
>>> keys(contact="Подтвердите личность сегодня, иначе доступ закроют")
['asks-hurry']
>>> keys(contact="Социальный фонд: для пенсии нужен номер вашего СНИЛС")
['asks-identity']
>>> keys(contact="Служба безопасности: зафиксирована попытка входа в ваш кабинет")
['poses-power']
>>> keys(contact="Ваш аккаунт будет удалён, восстановите его по ссылке")
['link-missing']
>>> keys(contact="Юрист поможет вернуть крипту, нужны ваши данные, звоните")
['worded-only']
>>> keys(contact="Тестируем цифровой рубль: нужны карта и одноразовый пароль, осталось 300 мест для граждан")
['worded']
>>> keys(contact="Код 482193. Никому его не сообщайте, даже нам")
['code-message']
>>> keys(contact="Запись к врачу 24.11.2026 в 10:30 подтверждена")
['message-calm']
>>> keys(contact="Письмо. " * 2_000)
['long', 'message-calm']
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from pyscripts import contact as contacts
from pyscripts import message, wording
from pyscripts.data import table
from pyscripts.form import Paragraph
from pyscripts.letters import seen, shown
from pyscripts.links import is_link, plain, split
from pyscripts.lookalike import has_brand
from pyscripts.verdict import LEVELS, Finding, Outcome, filled, found

_WORDS = table("contact_words")
_PHONES = [row["shown"] for row in table("official")["phone"] if row["now"]]
_ZONES = table("known_sites")["zones"]
_MOST_PIECES, _ALL_PIECES = 5, 50
_MOST_SIGNS = 10_000
_FEW_WORDS = 4  # up to so many describe a contact, more are a message
_LEADS = {"handle", "T-ask+code", "T-code+need", "T-code+tell"}  # of what is weighed
_TURNS = re.compile("[\u202b\u202e\u2067]")  # to the left; the others stand around numbers in copied contacts
_HANDLE = re.compile(r"(?<![\w@.])@\w{4,}|(?<![\w.])(?:t|wa)\.me/")

_SENTENCES = {
    **_WORDS["sentence"],
    "either": " или ".join(_PHONES),
    "both": " и ".join(_PHONES),
    "support": _PHONES[0],
}


def _outcome(row: Mapping[str, str]) -> Outcome:
    text, limits, steps = (filled(row.get(name, ""), _SENTENCES) for name in ("text", "limits", "next"))
    return Outcome(row["level"], text, limits, steps, row.get("guide", ""))


FIELDS = (
    Paragraph(
        "contact",
        "Номер, ссылка, почта, имя отправителя или всё сообщение",
        "Скопируйте, не открывая. Код из СМС сюда не вводите: он не нужен.",
        example="gosuslugi-vhod.example/login",
    ),
)

OUTCOMES = {key: _outcome(row) for key, row in _WORDS["outcome"].items()}


def check(contact: str) -> Iterator[Finding | str]:
    """Judge a contact, or a message: what it says, and each of its links, addresses and phones."""
    turned = bool(_TURNS.search(contact))
    lines = "\n".join(" ".join(line.split()) for line in seen(plain(contact[:_MOST_SIGNS])).splitlines())
    text = " ".join(lines.split())
    pieces = contacts.pieces(text)[:_ALL_PIECES]
    said = _said(lines)
    asks = [found(key, "contact", quote=shown(quote)) for key, quote in said.asks.items()] if said else []
    judged = [[*contacts.judge(piece, said, turned)] for piece in pieces]
    if said and not any(map(_level, [asks, *judged])):
        asks += [*_together(said, pieces)] or [*_worded(text, said, pieces)]
    if len(text.split()) > 1 and any(map(is_link, pieces)):
        asks.append(found("message-link", "contact"))
    yield from asks
    yield from _worst(judged)
    if len(pieces) > _MOST_PIECES:
        yield found("more", "contact")
    if len(contact) > _MOST_SIGNS:
        yield found("long", "contact")
    if not pieces and not asks:
        yield found("link-tricky", "contact") if turned and has_brand(text[::-1]) else contacts.judge_word(text, said)
    elif said and not asks and all(OUTCOMES[finding.key].level == "ok" for findings in judged for finding in findings):
        yield contacts.judge_word(text, said)  # a message may name the portal's own phone and still be anybody's


def _said(text: str) -> message.Words | None:
    """What is in a message; nothing if it is no message but a few words that describe a contact."""
    size = len(text.split())
    if contacts.only_digits(text) or (size < 2 and not contacts.PROGRAM.fullmatch(text)):
        return None
    said = message.read(text)
    return said if size > _FEW_WORDS or said.asks else None


def _worst(judged: list[list[Finding]]) -> Iterator[Finding]:
    """What was found about five pieces: those with the worst levels, in the order of pieces()."""
    chosen = sorted(range(len(judged)), key=lambda place: -_level(judged[place]))[:_MOST_PIECES]
    for place in sorted(chosen):
        yield from judged[place]


def _level(findings: Iterable[Finding]) -> int:
    """How much is wrong: nothing up to «unsure», more for each level above it."""
    return max((max(LEVELS.index(OUTCOMES[finding.key].level) - 1, 0) for finding in findings), default=0)


def _together(said: message.Words, pieces: list[str]) -> Iterator[Finding]:
    """What words give away only together with a link or a phone."""
    foreign = contacts.unknown_links(pieces)
    strange = [link for link in foreign if contacts.is_strange(link)]
    phones = contacts.unknown_phones(pieces)
    quote = shown(next(iter([*said.lures, *said.acts]), ""))
    if said.portal and foreign and (said.lures or (said.acts and strange)):
        yield found("link-claimed", "contact", host=shown(foreign[0].host))
    elif quote and strange:
        yield found("link-lure", "contact", quote=quote, host=shown(strange[0].host))
    elif said.strong and foreign:
        yield found("link-lure", "contact", quote=shown(said.strong[0]), host=shown(foreign[0].host))
    elif named := [link for link in strange if contacts.is_named(link) and split(link.host)[2] in _ZONES]:
        yield found("link-named", "contact", host=shown(named[0].host))
    elif (said.strong or (said.lures and said.acts)) and said.link and not pieces:
        yield found("link-missing", "contact", quote=quote)
    if said.portal and said.lures and phones:
        yield found("phone-claimed", "contact")
    elif said.lures and said.call and any(phone.startswith("89") for phone in phones):
        yield found("phone-mobile", "contact", quote=quote)


def _worded(text: str, said: message.Words, pieces: list[str]) -> Iterator[Finding]:
    """What all the words of a message give away when none does alone: less, if they lead nowhere and ask for no code."""
    parts = weighed(text, said, pieces)
    if words := wording.telling(text, parts):
        is_more = pieces or not _LEADS.isdisjoint(name for name, _ in parts)
        yield found("worded" if is_more else "worded-only", "contact", words=shown("», «".join(words)))


def weighed(text: str, said: message.Words | None = None, pieces: list[str] | None = None) -> list[wording.Weighed]:
    """What of a message is weighed, each with how it is written there."""
    marks = _marks(text, said or message.read(text), contacts.pieces(text) if pieces is None else pieces)
    return wording.parts(message.bare(text), marks)


def _marks(text: str, said: message.Words, pieces: list[str]) -> Iterator[str]:
    """What is weighed beside the words of a message: what it tempts to, whom it names, where it leads, its phones."""
    says = {"lures": said.lures, "strong": said.strong, "acts": said.acts, "call": said.call, "link": said.link}
    yield from (f"says-{kind}" for kind, words in says.items() if words)
    # «YANDEX.TAXI» in capitals is where a card was used
    foreign = contacts.unknown_links([piece for piece in pieces if not piece.isupper()])
    phones = contacts.unknown_phones(pieces)
    if foreign:
        yield "link"
    if any(map(contacts.is_strange, foreign)):
        yield "link-strange"
    if _HANDLE.search(text):
        yield "handle"
    if has_brand(text):
        yield "portal"
    if any(phone.startswith("89") for phone in phones):
        yield "phone-mobile"
    if any(phone.startswith("88") for phone in phones):
        yield "phone-free"

r"""Логин: телефон, почта или СНИЛС.

Says which of the three a login is and what is wrong with it: misprints, letters of another alphabet, invisible signs,
the wrong layout, Caps Lock. Any other word is taken for a try of the keyboard, so that nobody has to type a password
here; what looks like one is not repeated.

Sources: accepted logins: the label of the portal's own field, «Телефон / Email / СНИЛС» (public UI tests, undated);
phones: the numbering plan, mobile codes begin with 9; СНИЛС: numbers.py; addresses of mail and their misprints: mail.py;
layouts and look-alikes: data/letters.toml.

>>> keys(login="8 900 000-00-00")
['phone']
>>> keys(login="8 900 000-00-43")
['phone-or-snils']
>>> keys(login="+7 400 000-00-00")
['phone-city']
>>> keys(login="+375 00 000-00-00")
['phone-foreign']
>>> keys(login="375 00 000-00-00")
['phone-bare']
>>> keys(login="+7 8 900 000-00-00")
['phone-twice']
>>> keys(login="+8 900 000-00-00")
['phone-plus8']
>>> keys(login="900 000-00")
['digits-count']
>>> keys(login="500100732259")
['inn']
>>> keys(login="8 9OO 000-00-00")
['digit-letter']
>>> keys(login="８ 900 000-00-00")
['odd-digits', 'phone']
>>> keys(login="112-233-445 95")
['snils']
>>> keys(login="112-233-445 96")
['snils-typo']
>>> keys(login="ivan@mail.example")
['mail']
>>> keys(login="ivan@yandx.ru")
['mail-typo']
>>> keys(login="ivan@yandex.ry")
['mail-zone']
>>> keys(login="ivan@gnail.con")
['mail-zone']
>>> keys(login="ivan@mail.net.nry")
['mail-zone-odd']
>>> keys(login="ivan@@mail.ru")
['mail-two-at']
>>> keys(login="ivan.mail.ru")
['mail-no-at']
>>> keys(login="@mail.ru")
['mail-empty']
>>> keys(login="ivan @mail.ru")
['mail-space']
>>> keys(login="ivan@mail,ru")
['mail-sign']
>>> keys(login="ivan.@mail.ru")
['mail-dots']
>>> keys(login="ivan@mailru")
['mail-domain']
>>> keys(login="i" * 65 + "@mail.ru")
['mail-long']
>>> keys(login='шмфт"ьфшдюкг')
['mail-layout']
>>> keys(login="ivаn@mail.ru")
['mail-look-alike']
>>> keys(login="ivaн@mail.ru")
['mail-mixed']
>>> keys(login="иван@mail.ru")
['mail-russian']
>>> keys(login="иван@почта.рф")
['mail-letters']
>>> keys(login="ghbdtn")
['word', 'layout']
>>> keys(login="привет")
['word', 'practice']
>>> keys(login="руддщ")
['word', 'practice-both']
>>> keys(login="прuвет")
['word', 'mixed-word']
>>> keys(login="???")
['word']
>>> keys(login="Primer+2000")
['like-password']
>>> keys(login=" ivan@mail.example\u200b")
['invisible', 'edge-space', 'mail']
>>> keys(login="\u200b")
['invisible', 'nothing']
>>> keys(login="ivan@mail.example", caps="on", layout="ru")
['mail', 'caps', 'layout-ru']
>>> keys(login="IVAN@MAIL.EXAMPLE")
['mail', 'caps-guess']
"""

import re
from collections.abc import Iterator

from pyscripts import mail
from pyscripts.data import table
from pyscripts.form import Line, Measured, bare_number, plain_digits
from pyscripts.letters import (
    LATIN,
    RUSSIAN,
    all_unseen,
    as_latin,
    is_mixed,
    listing,
    minority,
    odd_ones,
    other_layout,
    seen,
    shown,
    spots,
    words,
)
from pyscripts.numbers import inn, snils
from pyscripts.verdict import Finding, found, ok, unsure, warn

_MAIL = table("mail_domains")
_ZONES_AS_OF = table("suffixes")["as_of"]
_GUIDE = "login/wrong-password"
_WHAT_FITS = "Для входа подходят телефон, почта или СНИЛС."
_NO_PROOF = "Есть ли учётная запись с таким логином, отсюда не узнать: это знает только портал."

FIELDS = (
    Line(
        "login",
        "Телефон, почта или СНИЛС, с которыми не удаётся войти",
        "Хотите проверить клавиатуру — наберите здесь любое другое слово. Свой пароль не вводите: он здесь не нужен.",
        example="ivan@mail.example",
    ),
    Measured("caps", how="caps"),
    Measured("layout", how="layout"),
)

OUTCOMES = {
    "phone": ok(
        "Это мобильный номер: {phone}. Цифр столько, сколько нужно.",
        limits=_NO_PROOF,
        next="Сверьте номер с тем, который указан в вашем профиле на портале.",
        guide=_GUIDE,
    ),
    "phone-or-snils": ok(
        "Это мобильный номер {phone}. Те же цифры подходят и как СНИЛС: контрольное число сходится.",
        limits=_NO_PROOF,
        next="Если это телефон, наберите его с +7 в начале, чтобы портал понял верно.",
    ),
    "phone-city": unsure(
        "Цифр 11, но мобильные номера России после 7 или 8 продолжаются с 9, а здесь {code}.",
        limits="Это может быть городской или зарубежный номер, а может быть СНИЛС с опечаткой.",
        next="Сверьте цифры. Для входа обычно берут мобильный: на него приходит код.",
    ),
    "phone-foreign": unsure(
        "Это похоже на номер другой страны: он начинается не с +7.",
        limits="Надёжных сведений о том, пускает ли портал с таким номером, мы не нашли.",
        next="Попробуйте войти по почте или по СНИЛС.",
    ),
    "phone-bare": unsure(
        "Это похоже на телефон другой страны без «+»: первые цифры — её код.",
        limits="Если это {other}, в нём опечатка. Надёжных сведений о том, пускает ли портал с таким телефоном, мы не "
        "нашли.",
        next="Если это телефон, наберите перед ним «+». Не пускает — войдите по почте или по СНИЛС.",
    ),
    "phone-twice": warn(
        "Код страны набран дважды: «+7» и «8» вместе. Лишняя цифра — вторая.",
        next="Оставьте одно: +7 и десять цифр или 8 и десять цифр.",
        guide=_GUIDE,
    ),
    "phone-plus8": warn(
        "Номер начинается с +8, а у России код +7.",
        next="Наберите +7 и десять цифр или просто 8 без плюса.",
        guide=_GUIDE,
    ),
    "digits-count": warn(
        "Цифр здесь {count}. В телефоне их 11 вместе с 7 или 8, в СНИЛС тоже 11.",
        next="Сверьте: не пропущена ли цифра и нет ли лишней.",
    ),
    "inn": unsure(
        "Это похоже на ИНН: 12 цифр, контрольные цифры сходятся. " + _WHAT_FITS,
        limits="По ИНН можно восстановить доступ, но не войти.",
        next="Наберите телефон, почту или СНИЛС.",
    ),
    "digit-letter": warn(
        "Вместо цифры стоит буква: {signs}.",
        next="Наберите номер заново цифрами.",
        guide=_GUIDE,
    ),
    "odd-digits": warn(
        "Цифры набраны особыми знаками: {signs}. Поле на портале может их не понять.",
        next="Наберите номер заново обычными цифрами.",
    ),
    "snils": ok(
        "Это СНИЛС: {snils}. Контрольное число сходится.",
        limits=_NO_PROOF,
        guide=_GUIDE,
    ),
    "snils-typo": warn(
        "Похоже на СНИЛС, но в нём опечатка: контрольное число не сходится.",
        limits="Если это телефон, он должен начинаться с +7 или с 8.",
        next="Сверьте цифры с документом. Чаще всего меняют местами две соседние.",
        guide=_GUIDE,
    ),
    "mail": ok(
        "Это адрес почты, записан верно: {mail}.",
        limits=_NO_PROOF,
        next="Сверьте его с тем, который указан в вашем профиле на портале.",
        guide=_GUIDE,
    ),
    "mail-typo": unsure(
        "Адрес записан по правилам, но сверьте его: после @ стоит {domain}, а часто бывает {right}.",
        limits="Если ваша почта и правда на {domain}, ничего менять не надо.",
        next="Посмотрите, какой адрес показан в вашем почтовом ящике.",
        guide=_GUIDE,
    ),
    "mail-zone": warn(
        "Сайтов, которые кончаются на «.{zone}», не бывает. Похоже, здесь должно быть {right}.",
        next="Исправьте конец адреса.",
        guide=_GUIDE,
    ),
    "mail-zone-odd": unsure(
        "Адрес кончается на «.{zone}», а таких сайтов в нашем списке нет.",
        limits=f"Список от {_ZONES_AS_OF:%d.%m.%Y}: с тех пор могли появиться новые.",
        next="Сверьте адрес с тем, который показан в почтовом ящике.",
        guide=_GUIDE,
    ),
    "mail-two-at": warn(
        "Знак @ стоит несколько раз, а в адресе почты он один.",
        next="Уберите лишний @.",
    ),
    "mail-no-at": warn(
        "Похоже на адрес почты, но в нём нет знака @.",
        next="Поставьте @ между именем и сайтом почты. На компьютере это Shift и 2 в английской раскладке.",
        guide=_GUIDE,
    ),
    "mail-empty": warn(
        "До или после знака @ пусто.",
        next="До @ нужно имя ящика, после @ — сайт почты, например mail.ru.",
    ),
    "mail-space": warn(
        "Внутри адреса почты пробел: {places}. Там его не бывает.",
        next="Уберите пробел.",
        guide=_GUIDE,
    ),
    "mail-sign": warn(
        "В адресах почты не бывает таких знаков: {signs}.",
        next="Уберите их. Если это запятая перед «ru», замените её точкой.",
    ),
    "mail-dots": unsure(
        "До знака @ две точки подряд или точка с краю. Почти все почтовые службы такого не допускают.",
        next="Сверьте адрес с тем, который показан в почтовом ящике.",
    ),
    "mail-domain": warn(
        "После @ должно быть имя сайта: буквы, цифры, дефисы и точка между ними. Здесь «{domain}».",
        next="Исправьте конец адреса. Например, так: {right}.",
        guide=_GUIDE,
    ),
    "mail-long": warn(
        "Адрес слишком длинный: до @ бывает не больше 64 знаков, всего — не больше 254.",
        next="Проверьте, не вставлено ли лишнее.",
    ),
    "mail-layout": warn(
        "Похоже, включена русская раскладка: на тех же клавишах в английской вышло бы «{other}».",
        next="Переключите язык клавиатуры и наберите адрес заново.",
        guide=_GUIDE,
    ),
    "mail-look-alike": warn(
        "В адресе есть русские буквы, похожие на латинские: {signs}. На вид адрес верный: «{right}».",
        next="Переключите раскладку на английскую и наберите адрес заново.",
        guide=_GUIDE,
    ),
    "mail-mixed": warn(
        "В одном слове адреса и русские, и латинские буквы: {signs}. Так не бывает.",
        next="Переключите раскладку на английскую и наберите адрес заново.",
        guide=_GUIDE,
    ),
    "mail-russian": unsure(
        "До знака @ стоят русские буквы. На тех же клавишах в английской раскладке вышло бы «{other}».",
        limits="Адреса с русскими буквами бывают, но редко.",
        next="Сверьте адрес с тем, который показан в почтовом ящике.",
    ),
    "mail-letters": unsure(
        "В адресе есть буквы не из латиницы: {signs}. Такая почта бывает, но не каждый сайт её понимает.",
        next="Попробуйте войти по телефону или по СНИЛС.",
    ),
    "word": unsure(
        "Это не телефон, не почта и не СНИЛС. " + _WHAT_FITS,
        limits="Если это пробное слово, всё в порядке: смотрите ниже, что набралось.",
        guide=_GUIDE,
    ),
    "layout": warn(
        "Набралось «{typed}». Похоже, включена не та раскладка: в другой на тех же клавишах вышло бы «{other}».",
        next="Переключите язык клавиатуры. Пароль набирайте в той раскладке, в которой его придумали.",
        guide=_GUIDE,
    ),
    "practice": ok(
        "Набралось «{typed}». Если вы это и хотели, раскладка верная.",
        limits="В поле пароля раскладка иногда переключается сама. Взгляните на неё ещё раз.",
    ),
    "practice-both": unsure(
        "Набралось «{typed}». В другой раскладке на тех же клавишах вышло бы «{other}».",
        next="Если вы хотели второе слово, переключите язык клавиатуры.",
    ),
    "mixed-word": warn(
        "В одном слове и русские, и латинские буквы: {signs}.",
        next="Проверьте, не меняется ли раскладка, пока вы печатаете.",
    ),
    "like-password": warn(
        "Похоже на пароль. Здесь он не нужен, и мы его не повторяем. Отсюда он никуда не ушёл.",
        limits="Может быть, это и не пароль. " + _WHAT_FITS,
        next="Сотрите его. Для пробы клавиатуры наберите любое другое слово.",
    ),
    "invisible": warn(
        "Есть невидимые знаки: {signs}. Они приходят вместе со скопированным текстом.",
        next="Сотрите строку и наберите её руками.",
        guide=_GUIDE,
    ),
    "nothing": warn(
        "Кроме невидимых знаков, здесь ничего нет.",
        next="Наберите логин руками.",
    ),
    "edge-space": warn(
        "Лишний пробел с краю: {places}. Его часто добавляет подсказка клавиатуры.",
        next="Уберите пробел.",
        guide=_GUIDE,
    ),
    "caps": warn(
        "Похоже, включён Caps Lock. В почте это не мешает, а в пароле большие и маленькие буквы обычно различаются.",
        limits="На некоторых компьютерах браузер узнаёт об этом с опозданием.",
        next="Нажмите Caps Lock один раз и посмотрите, погас ли огонёк.",
        guide=_GUIDE,
    ),
    "caps-guess": unsure(
        "Большие и маленькие буквы стоят так, будто включён Caps Lock.",
        limits="Может быть, так и задумано. В почте это обычно не мешает.",
        next="Перед тем как набирать пароль, проверьте Caps Lock.",
        guide=_GUIDE,
    ),
    "layout-ru": unsure(
        "Похоже, сейчас включена русская раскладка. В поле пароля этого не видно.",
        next="Если ваш пароль из латинских букв, переключите язык клавиатуры.",
        guide=_GUIDE,
    ),
}

_DIGIT_LIKE = dict(zip("OoОоЗзIl|б", "0000331116", strict=True))
_SNILS_FORM = re.compile(r"\d{3}[- ]\d{3}[- ]\d{3}[- ]\d{2}")
_SNILS_DIGITS = 11
# Countries near by and how many digits a whole number of theirs has: ITU-T E.164, as libphonenumber has them.
_NEAR_ABROAD = re.compile(r"(?:37[0134]|993)\d{8}|(?:375|380|99[24568])\d{9}")
_VOWEL = re.compile(r"[aeiouyаеёиоуыэюя]", re.IGNORECASE)
_HARD_TO_SAY = re.compile(r"[bcdfghjklmnpqrstvwxzбвгджзйклмнпрстфхцчшщьъ]{5}|^[ьъ]", re.IGNORECASE)


def check(login: str, caps: str | None, layout: str | None) -> Iterator[Finding | str]:
    """Judge a login, or a word typed to try the keyboard."""
    hidden = all_unseen(login)
    if hidden:
        yield found("invisible", "login", signs=listing(login, hidden))
    text = " ".join(seen(login).split())
    if not text:
        yield found("nothing", "login")
        return
    yield from _edges(login)
    yield from _login(text)
    yield from _keyboard(text, caps, layout)


def _edges(login: str) -> Iterator[Finding]:
    edges = [place for place in dict.fromkeys((0, len(login) - 1)) if login[place] == " "]
    if edges:
        yield found("edge-space", "login", places=spots(login, edges))


def _login(text: str) -> Iterator[Finding]:
    number = bare_number(text)
    if number.isdecimal():
        odd = [place for place, char in enumerate(text) if char.isdecimal() and not char.isascii()]
        if odd:
            yield found("odd-digits", "login", signs=listing(text, odd))
        yield _number(number, plain_digits(text))
    elif letters := _letters_for_digits(text, number):
        yield found("digit-letter", "login", signs=listing(text, letters))
    elif other := _mail_in_other_layout(text):
        yield found("mail-layout", "login", other=shown(other))
    elif "@" in text:
        yield _mail(text)
    elif text.lower() not in _MAIL["known"] and text.lower().endswith(tuple(_MAIL["known"])):
        yield found("mail-no-at", "login")
    elif _is_like_password(text):
        yield found("like-password", "login")
    else:
        yield found("word", "login")
        yield from _practice(text)


def _number(digits: str, text: str) -> Finding:
    """Tell phones, СНИЛС and ИНН apart: phones and СНИЛС have 11 digits alike."""
    other = "СНИЛС" if len(digits) == _SNILS_DIGITS else "ИНН"
    told = {"count": len(digits), "code": digits[1:4], "phone": _phone(digits), "snils": _snils(digits), "other": other}
    return found(_number_key(digits, text.startswith("+"), bool(_SNILS_FORM.fullmatch(text))), "login", **told)


def _number_key(digits: str, plus: bool, looks_like_snils: bool) -> str:
    count = len(digits)
    if plus and digits[0] != "7":
        if count == 11 and digits.startswith("89"):
            return "phone-plus8"
        return "phone-foreign" if 8 <= count <= 15 else "digits-count"
    if count == 12 and not plus and inn(digits):
        return "inn"
    if count == 12 and digits[:3] in ("789", "779", "889", "879"):
        return "phone-twice"
    if not plus and not looks_like_snils and _NEAR_ABROAD.fullmatch(digits) and not snils(digits):
        return "phone-bare"
    if count == 10 and digits[0] == "9":
        return "phone"
    if count != 11:
        return "digits-count"
    if plus:
        return "phone" if digits[1] == "9" else "phone-city"
    if looks_like_snils or digits[0] not in "78":
        return "snils" if snils(digits) else "snils-typo"
    if digits[1] == "9":
        return "phone-or-snils" if snils(digits) else "phone"
    return "snils" if snils(digits) else "phone-city"


def _phone(digits: str) -> str:
    last = digits[-10:]
    return f"+7 {last[:3]} {last[3:6]}-{last[6:8]}-{last[8:]}"


def _snils(digits: str) -> str:
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:9]} {digits[9:]}"


def _letters_for_digits(text: str, number: str) -> list[int]:
    """The places of at most three letters that stand for digits in what is otherwise a phone or a СНИЛС."""
    letters = [place for place, char in enumerate(text) if char in _DIGIT_LIKE]
    digits = "".join(_DIGIT_LIKE.get(char, char) for char in number)
    return letters if len(letters) <= 3 and digits.isdecimal() and len(digits) in (10, 11) else []


def _mail(text: str) -> Finding:
    """Judge what has an @."""
    name, _, domain = text.partition("@")
    if "@" in domain:
        return found("mail-two-at", "login")
    if not name or not domain:
        return found("mail-empty", "login")
    if " " in text:
        return found("mail-space", "login", places=spots(text, [i for i, char in enumerate(text) if char == " "]))
    if not text.isascii():
        return _mail_letters(text, name, domain)
    wrong = [place for place, char in enumerate(text) if char not in mail.NAME_SIGNS and char != "@"]
    if wrong:
        return found("mail-sign", "login", signs=listing(text, wrong))
    if not mail.is_domain(domain):
        return found("mail-domain", "login", domain=shown(domain), right=_with_dot(domain.lower()) or "mail.ru")
    if len(name) > 64 or len(text) > 254:
        return found("mail-long", "login")
    if f".{name}.".count("..") or name != name.strip("."):
        return found("mail-dots", "login")
    zone = domain.lower().rpartition(".")[2]
    right = found("mail", "login", mail=shown(text, 254))
    return _misprint(domain.lower()) or (right if mail.is_zone(zone) else found("mail-zone-odd", "login", zone=zone))


def _mail_letters(text: str, name: str, domain: str) -> Finding:
    """Judge an address with letters beyond a–z."""
    places = [place for place, char in enumerate(text) if not char.isascii()]
    latin = as_latin(text)
    if _is_cyrillic_zone(domain):
        return found("mail-letters", "login", signs=listing(text, places))
    if mail.is_mail(latin):
        return found("mail-look-alike", "login", signs=listing(text, odd_ones(text, latin)), right=shown(latin))
    if any(is_mixed(word) for _, word in words(text)):
        return found("mail-mixed", "login", signs=listing(text, places))
    if RUSSIAN.issuperset(char for char in name if char.isalpha()) and domain.isascii():
        return found("mail-russian", "login", other=shown(_letters_in_other_layout(name)))
    return found("mail-letters", "login", signs=listing(text, places))


def _is_cyrillic_zone(text: str) -> bool:
    zone = text.rpartition(".")[2].lower()
    return not zone.isascii() and mail.is_zone(zone)


def _mail_in_other_layout(text: str) -> str:
    """The address that the same keys give in the Latin layout, if it is one; on phones @ and the dot are the same."""
    if RUSSIAN.isdisjoint(text) or not LATIN.isdisjoint(text):
        return ""
    if _is_cyrillic_zone(text):
        return ""
    return next(filter(mail.is_mail, (other_layout(text), _letters_in_other_layout(text))), "")


def _letters_in_other_layout(text: str) -> str:
    return "".join(other_layout(char) if char.isalpha() else char for char in text)


def _with_dot(domain: str) -> str | None:
    """The common mail service that this is without its dot, or with one more."""
    return next((right for right in _MAIL["known"] if right.replace(".", "") == domain.replace(".", "")), None)


def _misprint(domain: str) -> Finding | None:
    """A slip on the way to a common mail service, if this is hardly anything else."""
    zone = domain.rpartition(".")[2]
    key = "mail-zone" if mail.wrong_zone(zone) else "mail-typo"
    right = mail.meant(domain)
    return found(key, "login", domain=domain, zone=zone, right=right) if right else None


def _is_like_password(text: str) -> bool:
    """Whether it is long, of several kinds of signs, and no words."""
    if len(text) < 8 or " " in text or not any(char.isdigit() for char in text):
        return False
    cases = any(char.islower() for char in text) and any(char.isupper() for char in text)
    signs = any(not char.isalnum() and char not in "._-" for char in text)
    return any(char.isalpha() for char in text) and (cases or signs)


def _practice(text: str) -> Iterator[Finding]:
    """What the keys give in both layouts."""
    mixed = [start + place for start, word in words(text) if is_mixed(word) for place in minority(word)]
    if mixed:
        yield found("mixed-word", "login", signs=listing(text, mixed))
        return
    if not any(char in LATIN or char in RUSSIAN for char in text):
        return
    other = other_layout(text)
    yield found(_practice_key(text, other), "login", typed=shown(text), other=shown(other))


def _practice_key(text: str, other: str) -> str:
    if _reads(text):
        return "practice-both" if _reads(other) else "practice"
    # Short words without vowels may be abbreviations.
    return "layout" if _reads(other) and len(text) > 4 else "practice-both"


def _reads(text: str) -> bool:
    """Whether it can be said aloud, roughly.

    >>> _reads("привет"), _reads("ghbdtn")
    (True, False)
    """
    return bool(_VOWEL.search(text)) and not _HARD_TO_SAY.search(text)


def _keyboard(text: str, caps: str | None, layout: str | None) -> Iterator[Finding]:
    letters = [char for char in text if char in LATIN or char in RUSSIAN]
    if caps == "on":
        yield found("caps", "login")
    elif len(letters) > 2 and all(char.isupper() for char in letters[1:]):
        yield found("caps-guess", "login")
    if layout == "ru" and RUSSIAN.isdisjoint(text):
        yield found("layout-ru", "login")

"""Код подтверждения: почему не приходит или не подходит.

Says from a few choices why no code comes, or why the one that came is of no use, and what to do next. Nothing is typed
here, and a code is never asked for.

Sources: data/confirm_codes.toml, each fact with its date.

>>> keys(channel="call", device="mobile")
['call']
>>> keys(channel="sms", device="mobile", phone_ok="yes", waited="long", moved="no")
['sms-withdrawn', 'filtered', 'other-way']
>>> keys(channel="sms", device="desktop", phone_ok="unknown", waited="minutes")
['sms-desktop', 'try-phone', 'other-way']
>>> keys(channel="sms", device="app", phone_ok="no", waited="minute", purpose="recovery")
['sms-other', 'wait', 'phone-silent']
>>> keys(channel="max", device="app", purpose="recovery", waited="long")
['max-only-login', 'other-way']
>>> keys(channel="max", device="desktop", phone_ok="no", waited="minute")
['max-bot', 'wait', 'max-silent']
>>> keys(channel="totp", device="desktop", moved="sim")
['totp-clock', 'other-way']
>>> keys(channel="totp", device="desktop", moved="lost")
['lost', 'totp-moved', 'other-way']
>>> keys(channel="email", device="mobile", waited="long")
['email-not-factor', 'other-way']
>>> keys(channel="email", device="mobile", waited="minute")
['email-not-factor', 'other-way']
>>> keys(channel="max", device="mobile", purpose="recovery", waited="minute")
['max-only-login', 'other-way']
>>> keys(channel="email", device="mobile", purpose="recovery", waited="minute")
['email-look', 'wait']
>>> keys(channel="sms", device="desktop", phone_ok="yes", moved="number", waited="long")
['old-number', 'other-way']
>>> keys(channel="sms", device="desktop", phone_ok="no", moved="sim", waited="long")
['new-sim', 'sms-desktop-later', 'phone-silent', 'other-way']
>>> keys(channel="sms", device="desktop", phone_ok="no", moved="abroad", waited="minute")
['sim-rest', 'sms-desktop-later', 'wait', 'phone-silent']
>>> keys(channel="sms", device="mobile", trouble="unfit")
['unfit', 'other-way']
>>> keys(channel="totp", device="mobile", trouble="unfit")
['totp-clock', 'other-way']
>>> keys(channel="sms", device="mobile", trouble="late")
['late', 'other-way']
>>> keys(channel="sms", device="desktop", trouble="many", phone_ok="yes")
['too-often', 'sms-desktop', 'filtered']
>>> keys(channel="max", device="mobile", trouble="unasked")
['unasked']
>>> keys(channel="sms", device="mobile", purpose="other")
['not-portals', 'try-phone']
>>> keys(channel="sms", device="desktop", phone_ok="yes", moved="foreign", waited="long")
['foreign-number', 'sms-desktop', 'filtered', 'other-way']
>>> keys(channel="sms")
['device']
"""

from collections.abc import Iterator

from pyscripts.data import table
from pyscripts.form import Choice
from pyscripts.verdict import Finding, ok, stop, unsure, warn

_FACTS = table("confirm_codes")
_LONG_PHONE = 7  # digits; shorter numbers are of mobile operators
_SMS, _RESEND, _SIM = _FACTS["sms"], _FACTS["resend"], _FACTS["sim"]
_PHONES = " или ".join(
    phone["shown"] + (" с мобильного" if len(phone["number"]) < _LONG_PHONE else "")
    for phone in table("official")["phone"]
    if phone["now"]
)
_SENDERS = " или ".join(f"«{sender}»" for sender in _SMS["senders"])

FIELDS = (
    Choice(
        "channel",
        "Как должен прийти код",
        options={
            "sms": "СМС",
            "max": "Сообщение в MAX",
            "totp": "Приложение, которое само показывает коды (TOTP)",
            "email": "Письмо",
            "call": "Звонок",
        },
    ),
    Choice(
        "device",
        "Где вы входите",
        options={
            "mobile": "Браузер на телефоне или планшете",
            "app": "Приложение «Госуслуги»",
            "desktop": "Компьютер",
        },
    ),
    Choice(
        "trouble",
        "Что с кодом",
        optional=True,
        options={
            "none": "Не приходит",
            "late": "Приходит поздно",
            "unfit": "Пришёл, но не подходит",
            "many": "Не приходит, хотя запрашивали много раз",
            "unasked": "Пришёл сам, его никто не просил",
        },
    ),
    Choice(
        "purpose",
        "Для чего код",
        "Если не знаете, пропустите.",
        optional=True,
        options={
            "login": "Войти на Госуслуги",
            "recovery": "Восстановить доступ или сменить пароль",
            "form": "Подтвердить телефон, почту или заявление",
            "other": "Для другого: банк, покупка, Госключ",
        },
    ),
    Choice(
        "phone_ok",
        "Другие сообщения на этот телефон приходят?",
        "Для MAX — другие сообщения в MAX.",
        optional=True,
        options={"yes": "Да", "no": "Нет", "unknown": "Не знаю"},
    ),
    Choice(
        "waited",
        "Сколько вы ждали",
        optional=True,
        options={"minute": "Меньше двух минут", "minutes": "До 15 минут", "long": "Дольше"},
    ),
    Choice(
        "moved",
        "Менялся ли номер или SIM-карта",
        optional=True,
        options={
            "no": "Нет",
            "abroad": "Нет, но вернулись из-за границы или долго ею не пользовались",
            "sim": "Новая SIM-карта, номер прежний",
            "number": "Номер теперь другой",
            "lost": "Телефона или SIM-карты больше нет",
            "foreign": "Номер другой страны",
        },
    ),
)

OUTCOMES = {
    "call": stop(
        "Среди известных способов нет кода по звонку. Если вам звонят и спрашивают код, это мошенники.",
        limits="Искали в новостях и сообщениях МВД, Минцифры и МФЦ: такого способа там нет.",
        next="Положите трубку, код никому не называйте. Войти можно по СМС с компьютера, через MAX или приложение с "
        "кодами.",
        guide="safety/fraud",
    ),
    "unasked": stop(
        "Кто-то ввёл ваш номер или логин: сам портал кодов не шлёт. Кто его узнает, тот войдёт вместо вас.",
        limits="Бывает и опечатка: человек ошибся цифрой в своём номере.",
        next="Код никому не называйте и никуда не вводите. По ссылкам и телефонам из такого сообщения не ходите. Войдите "
        "на портал сами, смените пароль и посмотрите, кто входил.",
        guide="safety/fraud",
    ),
    "unfit": unsure(
        "Код пришёл, но портал его не взял. Чаще всего введён не последний код, или вышло его время.",
        limits="Сколько действует код для входа, мы не нашли ни в одном надёжном источнике.",
        next="Прочитайте в сообщении, для чего код. Наберите руками самый новый, без пробелов. Не подошёл — обновите "
        "страницу, начните вход заново и запросите новый один раз. Пишут о числе попыток — подождите и не жмите кнопку.",
        guide="login/no-code",
    ),
    "late": unsure(
        "Код приходит, но поздно: его может держать оператор или телефон без сети.",
        next="Старый код не вводите. Закончите разговор, найдите место, где связь лучше, запросите код один раз и не "
        "закрывайте страницу. Опаздывает снова — скажите об этом оператору.",
        guide="login/no-code",
    ),
    "too-often": warn(
        "Много запросов подряд не помогают: после них портал может на время перестать слать коды.",
        limits="Сколько ждать, у входа не написано.",
        next="Больше не жмите. Подождите, потом запросите код один раз. Пришло несколько — введите последний.",
        guide="login/no-code",
    ),
    "not-portals": unsure(
        "Такой код присылает не портал. Срок, отправитель и число попыток у каждой службы свои.",
        next="Спросите ту службу, для которой он. В банк звоните по номеру на карте. Код не называйте никому, и сотруднику "
        "тоже.",
        guide="safety/fraud",
    ),
    "foreign-number": unsure(
        "Дойдёт ли код на номер другой страны, мы не знаем: надёжных сведений не нашли.",
        next="Есть российский номер — укажите в профиле его. Нет — выберите при входе приложение с кодами: ему номер не "
        "нужен.",
        guide="login/no-code",
    ),
    "sms-withdrawn": warn(
        f"Вход по СМС на телефонах и в приложении отключают. Об этом объявили {_SMS['withdrawn_from']:%d.%m.%Y}.",
        limits=f"Отключают постепенно: у кого-то СМС ещё приходит. Наши сведения — на {_SMS['known_until']:%m.%Y}. "
        "Названия разделов — на 2023 год.",
        next="Войдите с компьютера: там СМС оставили. Потом откройте «Профиль» → «Безопасность» → «Вход с "
        "подтверждением» и выберите MAX, приложение с кодами или биометрию.",
        guide="login/no-code",
    ),
    "sms-desktop": ok(
        "На компьютере вход по СМС оставили, так что код должен прийти.",
        limits=f"Наши сведения — на {_SMS['known_until']:%m.%Y}. Позже могло измениться.",
        guide="login/no-code",
    ),
    "sms-desktop-later": unsure(
        "На компьютере вход по СМС оставили, но код придёт только тогда, когда SIM-карта снова принимает СМС.",
        limits=f"Наши сведения — на {_SMS['known_until']:%m.%Y}. Позже могло измениться.",
        next="Попросите кого-нибудь прислать вам обычное СМС. Дошло — запросите код ещё раз.",
        guide="login/no-code",
    ),
    "sms-other": ok(
        "Для этого действия СМС подходит и на телефоне: отключают только вход.",
        limits=f"Наши сведения — на {_SMS['known_until']:%m.%Y}. Позже могло измениться.",
        guide="login/no-code",
    ),
    "wait": ok(
        "Вы ждали недолго: код иногда идёт несколько минут.",
        limits=f"По данным на {_RESEND['as_of']:%Y} год кнопка «отправить ещё раз» включалась через "
        f"{_RESEND['seconds']} секунд.",
        next="Говорите по телефону — положите трубку: пока идёт звонок, код не приходит. Подождите несколько минут и не "
        "нажимайте кнопку много раз. Если кодов пришло несколько, введите последний.",
        guide="login/no-code",
    ),
    "phone-silent": warn(
        "Не приходят и другие сообщения. Значит, дело в телефоне или операторе, а не в Госуслугах.",
        next="Включите и выключите режим полёта, перезагрузите телефон. Не помогло — проверьте счёт и роуминг, "
        "переставьте SIM-карту в другой телефон. Дальше — к своему оператору.",
        guide="login/no-code",
    ),
    "filtered": unsure(
        "Другие сообщения приходят, а код — нет. Возможно, телефон или оператор его прячет.",
        next=f"Поищите в папке «Спам» сообщений. Настоящие коды приходят от {_SENDERS}. Проверьте чёрный список, режим "
        "«Не беспокоить» и приложения, которые блокируют рекламу. Потом запросите код ещё раз. Не нашли — спросите "
        "оператора, не закрыты ли у вас сообщения от сервисов.",
        guide="login/no-code",
    ),
    "try-phone": unsure(
        "Сначала надо узнать, приходят ли на этот телефон хоть какие-то сообщения.",
        next=f"Попросите кого-нибудь прислать вам СМС. Пришло — ищите код в «Спаме»: его присылает {_SENDERS}. "
        "Не пришло — перезагрузите телефон и позвоните своему оператору.",
        guide="login/no-code",
    ),
    "max-bot": unsure(
        "В MAX код даёт чат-бот. Сначала он задаёт вопросы и может код не дать.",
        limits=f"Так было на {_FACTS['max']['as_of']:%d.%m.%Y}.",
        next="Откройте MAX и найдите чат портала: бот мог задать вопрос и ждать ответа. MAX должен быть на том же "
        "номере, что и Госуслуги. Если вас просят назвать код человеку, это мошенники.",
        guide="login/no-code",
    ),
    "max-only-login": warn(
        "Через MAX только входят. Сменить пароль или восстановить доступ так нельзя.",
        limits="Так было в 2025 году.",
        next="Выберите СМС.",
        guide="login/forgot-password",
    ),
    "max-silent": warn(
        "В MAX не приходит ничего. Значит, дело в приложении или интернете на телефоне.",
        next="Проверьте интернет, закройте и снова откройте MAX. Обновите его и разрешите ему уведомления.",
        guide="login/no-code",
    ),
    "totp-clock": unsure(
        "Этот код никто не присылает: его показывает приложение на вашем телефоне. Чаще всего он не подходит из-за "
        "часов.",
        limits=f"Код живёт около {_FACTS['totp']['seconds']} секунд, поэтому часы должны идти точно.",
        next="В настройках телефона включите дату и время «автоматически». Дождитесь нового кода и сразу введите его. "
        "Проверьте, что в приложении выбрана строка Госуслуг.",
        guide="login/no-code",
    ),
    "totp-moved": warn(
        "Коды жили в старом телефоне. На новом они сами не появятся.",
        limits="Некоторые приложения хранят копию в облаке: тогда коды вернутся, когда вы в него войдёте.",
        next="Поищите копию в приложении с кодами. Её нет — выберите при входе другой способ.",
        guide="login/no-code",
    ),
    "email-not-factor": warn(
        "Для входа код на почту не присылают: такого способа в списке нет.",
        limits=f"Второй шаг при входе обязателен для всех с {_FACTS['second_factor']['since']:%d.%m.%Y}.",
        next="Выберите СМС на компьютере, MAX, приложение с кодами или биометрию.",
        guide="login/no-code",
    ),
    "email-look": unsure(
        "Письмо с кодом могло попасть в «Спам» или прийти на другой ящик.",
        limits="Адрес отправителя можно подделать.",
        next="Найдите в почте слово «Госуслуги» во всех папках. Проверьте, тот ли ящик указан в профиле. Ссылки из "
        "писем не открывайте: код введите на странице, где его просят. Ссылка нужна, только если вы сами сейчас меняете "
        "почту или восстанавливаете пароль: имя сайта в ней — «gosuslugi.ru», а перед ним точка или ничего.",
        guide="login/no-code",
    ),
    "old-number": warn(
        "Код уходит на прежний номер. Поэтому к вам он не придёт.",
        next="Если прежняя SIM-карта ещё у вас, вставьте её и получите код. Её нет — войдите через приложение с кодами "
        "или биометрию, смените номер в профиле. Не выходит — поможет приложение вашего банка или МФЦ с паспортом и "
        "СНИЛС.",
        guide="login/forgot-password",
    ),
    "new-sim": unsure(
        "После замены SIM-карты сообщения могут не приходить какое-то время.",
        limits="Сколько именно, зависит от оператора и банка: правила у всех свои.",
        next="Перезагрузите телефон и попросите прислать вам обычное СМС. Не приходит — спросите своего оператора.",
        guide="login/no-code",
    ),
    "sim-rest": unsure(
        f"После возвращения из-за границы операторы на {_SIM['closed_hours']} часа закрывают СМС и интернет. То же, "
        f"если SIM-картой не пользовались больше {_SIM['idle_hours']} часов.",
        limits=f"Так было на {_SIM['as_of']:%d.%m.%Y}.",
        next="Найдите сообщение оператора с проверкой, что вы не робот, и пройдите её. Его нет — позвоните оператору. Или "
        "подождите эти часы.",
        guide="login/no-code",
    ),
    "lost": warn(
        "Пока старая SIM-карта работает, код может увидеть тот, у кого телефон.",
        next="Попросите оператора заблокировать старую SIM-карту и выдать новую с тем же номером. Потом смените пароль "
        "на Госуслугах.",
        guide="login/forgot-password",
    ),
    "other-way": ok(
        "Если это не помогло, получите код другим способом.",
        limits="Часы работы операторов поддержки мы не нашли ни в одном надёжном источнике.",
        next="При входе выберите MAX, приложение с кодами, биометрию или СМС на компьютере. Доступа нет совсем — "
        f"приложение вашего банка, телефон {_PHONES}, МФЦ с паспортом и СНИЛС. Код из "
        "сообщения никому не называйте, даже поддержке.",
        guide="login/forgot-password",
    ),
}

_NEVER = {"email-not-factor", "max-only-login"}  # no waiting helps where no code is ever sent
_MOVED = {"number": "old-number", "sim": "new-sim", "abroad": "sim-rest", "foreign": "foreign-number"}
_SILENT_CARD = ("sim", "abroad", "lost")  # after these the card may take no SMS
_CAME = ("late", "unfit")


def check(
    channel: str,
    device: str,
    trouble: str | None,
    purpose: str | None,
    phone_ok: str | None,
    waited: str | None,
    moved: str | None,
) -> Iterator[Finding | str]:
    """Say what is wrong with a code. What was left open counts as: to log in, not known, not long enough, not changed."""
    if channel == "call":
        yield "call"
    elif trouble == "unasked":
        yield "unasked"
    elif purpose == "other" and channel != "totp":
        yield "not-portals"
        yield from _silent(channel, phone_ok)
    elif trouble in _CAME and channel != "totp":
        yield trouble
        yield "other-way"
    elif trouble == "many" and channel != "totp":
        yield "too-often"
        yield from (key for key in _missing(channel, device, purpose, phone_ok, "long", moved) if key != "other-way")
    else:
        yield from _missing(channel, device, purpose, phone_ok, waited, moved)


def _missing(
    channel: str, device: str, purpose: str | None, phone_ok: str | None, waited: str | None, moved: str | None
) -> Iterator[str]:
    """Why no code comes."""
    if channel != "email":
        yield from _moved(channel, moved)
    patient = channel != "totp" and waited == "minute"
    if moved != "number" or channel not in ("sms", "max"):
        about = list(_channel(channel, device, purpose or "login", moved))
        yield from about
        patient = patient and _NEVER.isdisjoint(about)
        if patient:
            yield "wait"
        yield from _silent(channel, phone_ok)
    if not patient:
        yield "other-way"


def _moved(channel: str, moved: str | None) -> Iterator[str]:
    if moved == "lost":
        yield "lost"
    elif channel != "totp" and moved in _MOVED:
        yield _MOVED[moved]


def _channel(channel: str, device: str, purpose: str, moved: str | None) -> Iterator[str]:
    """What is known about the way the code should come."""
    match channel:
        case "sms" if purpose != "login":
            yield "sms-other"
        case "sms":
            on_desktop = "sms-desktop-later" if moved in _SILENT_CARD else "sms-desktop"
            yield on_desktop if device == "desktop" else "sms-withdrawn"
        case "max":
            yield "max-only-login" if purpose == "recovery" else "max-bot"
        case "totp":
            yield "totp-moved" if moved == "lost" else "totp-clock"
        case "email":
            yield "email-not-factor" if purpose == "login" else "email-look"


def _silent(channel: str, phone_ok: str | None) -> Iterator[str]:
    """What the phone's other messages tell."""
    if channel == "max" and phone_ok == "no":
        yield "max-silent"
    elif channel == "sms":
        yield {"yes": "filtered", "no": "phone-silent"}.get(phone_ok or "", "try-phone")

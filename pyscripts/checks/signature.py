r"""Электронная подпись: почему не подписывает.

Says from a few choices, and from the certificate if the reader shows it, what is in the way of signing on the portal. The
file stays in the browser: of the owner nothing is told but the kind.

Sources: data/signing.toml, each with its year; how certificates are read: pyscripts/certificate.py.

>>> def der(tag, *parts):
...     body = b"".join(parts)
...     return bytes([tag]) + (bytes([len(body)]) if len(body) < 128 else b"\x82" + len(body).to_bytes(2)) + body
>>> def name(*pairs):
...     return der(48, *(der(49, der(48, der(6, bytes.fromhex(oid)), der(12, text.encode()))) for oid, text in pairs))
>>> person, firm, alone, ca = ("2a85036403", "1"), ("2a85036401", "1"), ("2a85036405", "1"), ("55040a", "УЦ")
>>> gost, older, rsa = "2a85030701010101", "2a8503020213", "2a864886f70d010101"
>>> def cer(*owner, key=gost, issuer=(ca,), more=b""):
...     days = der(48, der(23, b"250101000000Z"), der(23, b"261231000000Z"))
...     spki = der(48, der(48, der(6, bytes.fromhex(key))), der(3, b"0"))
...     tbs = der(48, der(2, b"1"), der(48), name(*issuer), days, name(*owner), spki, more)
...     return {"name": "a.cer", "size": len(der(48, tbs)), "bytes": der(48, tbs)}
>>> def text(content, name="a.pem"):
...     return {"name": name, "size": len(content), "bytes": content}
>>> day = "2026-05-01"
>>> keys(file=cer(person), today=day)
['cert-fine', 'cert-gost', 'cert-person', 'cert-issuer']
>>> keys(file=cer(person, alone, key=older), today="2026-12-20")
['cert-soon', 'cert-foreign', 'cert-entrepreneur', 'cert-issuer']
>>> keys(file=cer(person, firm, issuer=(("55040a", "Федеральная налоговая служба"),)), today="2027-02-01")
['cert-expired', 'cert-gost', 'cert-organisation', 'cert-issuer']
>>> keys(file=cer(firm, key=rsa), today="2024-02-01")
['cert-early', 'cert-foreign', 'cert-nobody', 'cert-issuer']
>>> keys(file=cer(ca))
['cert-days', 'cert-gost', 'cert-nobody', 'cert-own']
>>> extension = der(163, der(48, der(48, der(6, b"U\x1d\x13"), der(4, der(48, der(1, b"\xff"))))))
>>> keys(file=cer(firm, more=extension))
['cert-authority']
>>> keys(file=text(b"-----BEGIN PRIVATE KEY-----\n\n-----END PRIVATE KEY-----"))
['cert-secret']
>>> keys(file=text(b"-----BEGIN CERTIFICATE REQUEST-----\n\n-----END CERTIFICATE REQUEST-----"))
['cert-none']
>>> signature = der(48, der(6, bytes.fromhex("2a864886f70d010702")), der(160, der(48, b"\2\1\1", der(49), der(48))))
>>> keys(file=text(signature, "a.sig"))
['cert-none']
>>> keys(file=text(b"0\x82"))
['cert-broken']
>>> keys(file={"name": "a.sig", "size": 5_000_000, "bytes": b""})
['cert-broken']
>>> keys(says="no-plugin", where="token", system="windows", browser="chromium", since="never")
['no-plugin', 'both-parts', 'other-way']
>>> keys(says="old-plugin", system="windows", browser="gost", since="update")
['old-plugin', 'updated', 'other-way']
>>> keys(says="host", system="linux", browser="gost", since="today")
['host', 'linux', 'today', 'other-way']
>>> keys(says="general", system="mac", browser="safari")
['general', 'two-extensions', 'browser', 'other-way']
>>> keys(says="search", browser="other")
['search', 'browser', 'other-way']
>>> keys(says="no-cert", file=cer(person), today=day)
['cert-fine', 'cert-gost', 'cert-person', 'cert-issuer', 'no-cert-shown', 'other-way']
>>> keys(says="no-cert", file=cer(person), today="2027-02-01")
['cert-expired', 'cert-gost', 'cert-person', 'cert-issuer', 'other-way']
>>> keys(says="no-cert", where="token")
['no-cert', 'token', 'other-way']
>>> keys(says="no-cert", where="file", system="linux")
['no-cert', 'file-key', 'linux', 'other-way']
>>> keys(says="endless")
['endless', 'two-extensions', 'other-way']
>>> keys(says="pin")
['pin']
>>> keys(says="size")
['size']
>>> keys(says="alien")
['alien', 'other-way']
>>> keys(says="not-signed")
['not-signed', 'other-way']
>>> keys(says="no-rights")
['no-rights']
>>> keys(says="chain")
['chain', 'other-way']
>>> keys(says="failed", browser="gost")
['failed', 'other-way']
>>> keys(says="cancelled")
['cancelled', 'other-way']
>>> keys(says="other")
['other', 'other-way']
>>> keys(says="no-plugin", where="token", system="phone")
['phone', 'other-way']
>>> keys(says="goskey-none")
['goskey-none', 'goskey-frozen']
>>> keys(says="goskey-late")
['goskey-late', 'goskey-frozen']
>>> keys(says="host", where="goskey")
['goskey-plugin']
>>> keys(where="goskey")
['goskey-none', 'goskey-frozen']
>>> keys()
['says']
"""

from collections.abc import Iterator, Mapping
from datetime import date

from pyscripts import certificate
from pyscripts.certificate import Certificate
from pyscripts.data import table
from pyscripts.form import Choice, FieldError, File, Today, Upload
from pyscripts.formats.source import Source, Unreadable
from pyscripts.verdict import Finding, found, ok, stop, unsure, warn

_TABLE = table("signing")
_PLUGIN, _YEARS, _OWNER = _TABLE["plugin"], _TABLE["years"], _TABLE["owner"]
_KEYS: Mapping[str, str] = _TABLE["keys"]
_GOST: list[str] = _TABLE["gost"]
_SECRET: list[str] = table("file_kinds")["names"]["secret"]
_GUIDE = "sign/signature"
_GOSKEY = "sign/goskey"
_SOON = 30  # days
_LARGEST = 512 * 1024  # bytes of a file that are read at once

FIELDS = (
    Choice(
        "says",
        "Что на экране",
        "Выберите самое похожее. Слова могут немного отличаться.",
        optional=True,
        options={
            "no-plugin": "«Не установлен плагин», «…необходима установка приложения»",
            "old-plugin": "Плагин устарел, «Данный режим подписи недоступен»",
            "host": "«Хост … не найден», «Потеряно соединение», WebSocket",
            "general": "«Общая ошибка»",
            "endless": "«Подпишите в плагине» без конца, «Не задано имя файла»",
            "search": "«Идёт поиск и проверка сертификатов…» без конца",
            "no-cert": "«…нет действующих сертификатов», «Данные не найдены», не виден токен",
            "pin": "«Неправильный пин-код»",
            "alien": "«Заявление было подписано чужой подписью»",
            "not-signed": "«Ошибка подписания», «Заявление не было подписано»",
            "no-rights": "«Нет прав…» или «Нет доверенности для отправки заявления»",
            "size": "«Превышен максимальный размер файла»",
            "chain": "Код 0x800B010A",
            "failed": "ERR_FAILED на странице входа",
            "cancelled": "«Операция отменена пользователем»",
            "goskey-none": "Госключ: запрос не приходит, «Ошибка авторизации»",
            "goskey-late": "Госключ: время истекло, подписание отклонено, «Ошибка запроса»",
            "other": "Ничего или что-то другое",
        },
    ),
    Choice(
        "where",
        "Где ваша подпись",
        optional=True,
        options={
            "token": "На токене: Рутокен, JaCarta и похожие",
            "file": "На компьютере или на флешке",
            "goskey": "В приложении Госключ",
            "unknown": "Не знаю",
        },
    ),
    Choice(
        "system",
        "Где подписываете",
        optional=True,
        options={
            "windows": "Компьютер с Windows",
            "mac": "Компьютер Mac",
            "linux": "Компьютер с Linux",
            "phone": "Телефон или планшет",
        },
    ),
    Choice(
        "browser",
        "В каком браузере",
        optional=True,
        options={
            "chromium": "Chrome, Яндекс Браузер, Edge, Opera",
            "gost": "Chromium-GOST",
            "firefox": "Firefox",
            "safari": "Safari",
            "other": "Другой",
        },
    ),
    Choice(
        "since",
        "С каких пор",
        optional=True,
        options={
            "never": "Здесь ещё ни разу не получалось",
            "update": "После обновления или новой программы",
            "today": "Раньше работало, сегодня вдруг нет",
            "unknown": "Не знаю",
        },
    ),
    File(
        "file",
        "Файл сертификата или подписи",
        "Годятся .cer, .crt, .pem, .p7b, .p7s, .sig. Закрытый ключ и пароль не нужны.",
        optional=True,
    ),
    Today("today"),
)

_WINDOW = f"Так было в окнах портала по данным на {_YEARS['window']} год."
_VENDOR = "Эти слова стоят в самом расширении, причину оно не объясняет."
_PEOPLE = "Так рассказывают люди на форуме в {year} году, портал этого не подтверждал."
_GOSKEY_YEAR = f"По описанию для разработчиков на {_YEARS['goskey']} год."
_SNILS = "СНИЛС в нём и в профиле должны совпасть."
_REOPEN = "закройте браузер целиком и откройте снова"

OUTCOMES = {
    # What the screen says.
    "no-plugin": warn(
        "Браузер не видит Госплагин — то, чем подписывают на портале.",
        next=f"Откройте {_PLUGIN['page']} и поставьте обе части: программу на компьютер и расширение в браузер. Потом "
        f"{_REOPEN}. Из других мест не скачивайте.",
        guide=_GUIDE,
    ),
    "old-plugin": warn(
        "Программа или расширение для подписи устарели.",
        next=f"Поставьте новую версию с {_PLUGIN['page']}, {_REOPEN}. Старое расширение выключите.",
        guide=_GUIDE,
    ),
    "host": warn(
        "Расширение в браузере не может связаться с программой на компьютере.",
        limits=_VENDOR,
        next=f"Сначала {_REOPEN}. Не помогло — поставьте программу Госплагин заново, потом попробуйте другой браузер.",
        guide=_GUIDE,
    ),
    "general": unsure(
        "«Общая ошибка» значит только, что своего названия у ошибки нет.",
        limits=_VENDOR,
        next=f"Вставьте токен заново, {_REOPEN}. Дальше — другой браузер и новая версия Госплагина.",
        guide=_GUIDE,
    ),
    "endless": warn(
        "Окно ждёт ответа от плагина и не получает его.",
        limits=_PEOPLE.format(year=_YEARS["two"]),
        next=f"Оставьте включённым одно расширение для подписи, {_REOPEN}.",
        guide=_GUIDE,
    ),
    "search": unsure(
        "Проверка сертификатов зависла. Людям помогало убрать те, у которых вышел срок.",
        limits=_PEOPLE.format(year=_YEARS["search"]),
        next="Сначала вытащите лишние токены. Не помогло — уберите старые сертификаты. Закрытые ключи не удаляйте: "
        "вернуть их нельзя.",
        guide=_GUIDE,
    ),
    "no-cert": warn(
        "Портал не нашёл сертификата, которым можно подписать: срок вышел, он не установлен или не виден токен.",
        limits=_WINDOW,
        next="Покажите файл сертификата этой же проверке. Срок идёт — вставьте токен в другой разъём, без удлинителя, и "
        "откройте браузер заново.",
        guide=_GUIDE,
    ),
    "no-cert-shown": warn(
        "Портал не нашёл сертификата, которым можно подписать: он не установлен или не виден токен.",
        limits=_WINDOW,
        next="Вставьте токен в другой разъём, без удлинителя, и откройте браузер заново.",
        guide=_GUIDE,
    ),
    "pin": warn(
        "PIN токена не подошёл. Неверные попытки считаются, последнюю не тратьте.",
        limits=_WINDOW,
        next="Не подбирайте. Это не пароль Госуслуг: PIN ищите в бумагах к токену или спросите там, где получали подпись.",
        guide=_GUIDE,
    ),
    "alien": warn(
        "СНИЛС в сертификате и в профиле разные, поэтому подпись считают чужой.",
        limits=_WINDOW,
        next="Посмотрите, под кем вы вошли и чья подпись выбрана: на токене их бывает несколько.",
        guide=_GUIDE,
    ),
    "not-signed": unsure(
        "Подпись не получилась, а почему, окно не говорит.",
        limits=_WINDOW,
        next=f"Вернитесь к заявлению и подпишите ещё раз. Снова то же — {_REOPEN} и попробуйте другой браузер.",
        guide=_GUIDE,
    ),
    "no-rights": warn(
        "За организацию отправляет её руководитель или сотрудник с электронной доверенностью.",
        limits=_WINDOW,
        next="Проверьте, выбрана ли в профиле организация. Вы сотрудник — попросите руководителя оформить доверенность.",
        guide=_GUIDE,
    ),
    "size": warn(
        f"Госплагин подписывает файлы до {_PLUGIN['file_mb']} МБ, а все вместе — до {_PLUGIN['all_gb']} ГБ.",
        limits="У поля в заявлении предел бывает меньше.",
        next="Уменьшите файл, потом подписывайте: после подписи его менять нельзя.",
        guide="services/not-sent",
    ),
    "chain": warn(
        "Компьютер не знает того, кто выдал вашу подпись: не хватает его сертификата.",
        limits=f"По объяснению программистов на {_YEARS['chain']} год.",
        next="Возьмите его на сайте того, кто выдал подпись, а не по ссылкам из чатов.",
        guide=_GUIDE,
    ),
    "failed": unsure(
        "ERR_FAILED значит, что страница не загрузилась. В Chromium-GOST так бывает со старой КриптоПро CSP.",
        limits=_PEOPLE.format(year=_YEARS["failed"]),
        next="В Chromium-GOST обновите КриптоПро CSP. В другом браузере выключите VPN и расширения. Срочно — войдите по "
        "паролю.",
        guide=_GUIDE,
    ),
    "cancelled": unsure(
        "Окно с выбором подписи или PIN закрылось раньше времени.",
        limits=_VENDOR,
        next="Начните снова. Окно бывает спрятано за браузером: сверните его и посмотрите.",
        guide=_GUIDE,
    ),
    "other": unsure(
        "По этим ответам причину не назвать.",
        next=f"Вставьте токен заново, {_REOPEN}, проверьте срок сертификата. Посмотрите, включено ли расширение Госплагин. "
        "Слова с экрана вставьте в проверку «Код или текст ошибки».",
        guide=_GUIDE,
    ),
    # What the choices together say.
    "phone": warn(
        "Госплагин — программа для Windows, macOS и Linux. На телефоне он не работает.",
        next="Подпишите на компьютере. Услуга предлагает Госключ — на телефоне подписывают им.",
        guide=_GUIDE,
    ),
    "both-parts": unsure(
        "Здесь ещё ни разу не получалось — могла не встать одна из двух частей.",
        next="Проверьте обе: программу — среди установленных, расширение — в списке расширений браузера.",
        guide=_GUIDE,
    ),
    "updated": unsure(
        "После обновления расширение бывает выключено, а новая программа может мешать прежней.",
        next="Включите Госплагин, а второе расширение для подписи выключите.",
        guide=_GUIDE,
    ),
    "today": unsure(
        "Раньше работало — может быть, вышел срок сертификата или дело в портале.",
        next="Проверьте срок. Он идёт — подождите и попробуйте снова, черновик сохраните.",
        guide="basics/try-later",
    ),
    "two-extensions": unsure(
        "Бывает, что мешают друг другу два расширения для подписи, например Госплагин и КриптоПро.",
        limits=_PEOPLE.format(year=_YEARS["two"]),
        next="Оставьте на время только Госплагин.",
        guide=_GUIDE,
    ),
    "token": unsure(
        "Токен мог не определиться.",
        next="Вставьте его прямо в компьютер и откройте программу токена, например «Панель управления Рутокен». Там его "
        "нет — поставьте драйвер с сайта производителя.",
        guide=_GUIDE,
    ),
    "file-key": unsure(
        "Ключ с компьютера или флешки читает особая программа, например КриптоПро CSP.",
        limits=_WINDOW + " На Linux и macOS они называли только токены.",
        next="Проверьте, виден ли сертификат в самой программе.",
        guide=_GUIDE,
    ),
    "linux": unsure(
        "На Linux нужны служба pcscd и библиотека токена. А каждый браузер на основе Chromium ищет Госплагин в своей папке.",
        next="Запустите службу и попробуйте обычный Chrome или Chromium.",
        guide=_GUIDE,
    ),
    "browser": unsure(
        "Надёжного списка браузеров для подписи мы не нашли.",
        next="Попробуйте Chrome, Opera или Firefox: расширение для них есть.",
        guide=_GUIDE,
    ),
    "other-way": ok(
        "Дело срочное — есть пути без этой подписи.",
        limits="Каким способом подписывать, решает услуга: выбор есть не всегда.",
        next="Войти можно по паролю. На шаге подписи посмотрите, предлагают ли Госключ. Нет — подайте заявление в МФЦ или "
        "в ведомстве.",
    ),
    # Госключ.
    "goskey-none": unsure(
        "Надёжного объяснения, почему Госключ не работает, мы не нашли. Но есть что проверить.",
        limits=f"Запрос живёт недолго: отправитель даёт на него, бывает, не больше {_TABLE['goskey']['hours']} часов. "
        + _GOSKEY_YEAR,
        next="Обновите приложение и откройте его: запрос бывает там и без уведомления. Узнайте, какой СНИЛС знает "
        "отправитель, и попросите прислать запрос ещё раз.",
        guide=_GOSKEY,
    ),
    "goskey-late": warn(
        "Этот запрос уже не подписать: вышло время, кто-то отказался или он не прошёл.",
        limits=_GOSKEY_YEAR,
        next="Сверьте с отправителем свой СНИЛС и попросите прислать документы заново.",
        guide=_GOSKEY,
    ),
    "goskey-frozen": unsure(
        "Если портал ограничил вашу учётную запись на 72 часа, Госключ тоже закрыт.",
        next="Посмотрите, нет ли об этом уведомления на портале.",
        guide="login/blocked",
    ),
    "goskey-plugin": warn(
        "Это окно спрашивает плагин на компьютере, а ваша подпись — в Госключе на телефоне. Плагин её не видит.",
        next="Вернитесь на шаг подписи и выберите Госключ. Его там нет — здесь им не подписать.",
        guide=_GOSKEY,
    ),
    # The certificate.
    "cert-secret": stop(
        "В этом файле закрытый ключ: кто его получит, подпишет что угодно за вас.",
        limits="Файл никуда не ушёл: его читал только ваш браузер.",
        next="Никому его не отправляйте. Для проверки нужен сертификат: файл .cer или .crt.",
        guide="safety/fraud",
    ),
    "cert-none": unsure(
        "Сертификата в файле нет: это запрос на него, открытый ключ, список отозванных или подпись без него.",
        next="Сохраните в файл сам сертификат: как, сказано на странице проверки.",
        guide=_GUIDE,
    ),
    "cert-broken": unsure(
        "Прочитать сертификат не удалось: файл повреждён, слишком велик, или это что-то другое.",
        limits="Необычный файл может быть и хорошим.",
        next="Сохраните сертификат в файл .cer заново, без самого документа.",
    ),
    "cert-authority": unsure(
        "Это сертификат удостоверяющего центра, а не ваш. Подписать им нельзя.",
        next="Выберите свой: в поле «Кому выдан» стоит ваша фамилия или организация.",
        guide=_GUIDE,
    ),
    "cert-expired": warn(
        "Срок сертификата вышел: он действовал до {until}. Подписать им нельзя.",
        next="Посмотрите, нет ли на токене нового. Нет — получите его в удостоверяющем центре. Закрытый ключ не удаляйте.",
        guide=_GUIDE,
    ),
    "cert-early": unsure(
        "Сертификат начнёт действовать {since}.",
        next="Проверьте день и год на компьютере. Они верны — подождите этого дня.",
        guide=_GUIDE,
    ),
    "cert-soon": unsure(
        "Сертификат действует до {until}: совсем недолго.",
        next="Подпишите сейчас и займитесь новым.",
        guide=_GUIDE,
    ),
    "cert-fine": ok(
        "Сертификат действует с {since} до {until}.",
        limits="Не отозвали ли его раньше, отсюда не видно.",
    ),
    "cert-days": unsure(
        "Сертификат действует с {since} до {until}. Какой сегодня день, браузер не сказал.",
    ),
    "cert-gost": ok("Ключ по российскому стандарту {algorithm}."),
    "cert-foreign": unsure(
        "Ключ не по ГОСТ Р 34.10-2012: {algorithm}.",
        limits=f"Списка ключей, которые берёт портал, мы не нашли. Токены из его окна {_YEARS['window']} года — с ГОСТ.",
        next="Проверьте, тот ли это файл: такие сертификаты бывают у сайтов и программ.",
        guide=_GUIDE,
    ),
    "cert-person": ok("Это подпись человека: в сертификате есть СНИЛС и нет организации.", next=_SNILS),
    "cert-entrepreneur": ok("Это подпись предпринимателя: в сертификате есть ОГРНИП.", next=_SNILS),
    "cert-organisation": ok(
        "Это подпись организации: в сертификате есть ОГРН и человек со СНИЛС.",
        next="Выберите в профиле организацию, а не себя. " + _SNILS,
    ),
    "cert-nobody": unsure(
        "В сертификате нет СНИЛС, а портал сравнивает его с профилем.",
        limits=_WINDOW + " Без СНИЛС выпускают сертификаты для программ и сайтов.",
        next="Проверьте, тот ли файл вы выбрали.",
        guide=_GUIDE,
    ),
    "cert-issuer": ok(
        "Кто выдал сертификат: {issuer}.",
        limits="Есть ли у него сейчас право выдавать подписи, отсюда не видно.",
    ),
    "cert-own": unsure(
        "Сертификат выдан самому себе или без имени того, кто выдал.",
        next="Для портала нужен сертификат удостоверяющего центра.",
        guide=_GUIDE,
    ),
}

_CAUSES = {"cert-expired", "cert-early", "cert-secret"}  # why what is in the file cannot sign
_UNEXPLAINED = {"other", "no-cert"}
_HANGS = {"general", "endless"}
_UNSEEN = {"no-cert", "search", "other"}
_PLUGIN_TALKS = {"no-plugin", "old-plugin", "host", "general", "endless", "no-cert", "search", "pin", "chain"}
_FINAL = {"pin", "size", "no-rights"}  # another way, or another browser, would not help
_NOT_THE_PLACE = {"alien", "chain", "failed", "cancelled"}  # where and since when does not matter


def check(
    says: str | None,
    where: str | None,
    system: str | None,
    browser: str | None,
    since: str | None,
    file: Upload | None,
    today: date | None,
) -> Iterator[Finding | str]:
    """Judge the certificate, then what was chosen."""
    chosen = says or where or system or browser or since
    if not file and not chosen:
        raise FieldError("Выберите, что на экране, или файл сертификата.", "says")
    told = list(_file(file, today)) if file else []
    yield from told
    if not chosen:
        return
    says = says or ("goskey-none" if where == "goskey" else "other")
    for one in _chosen(says, where, system, browser, since):
        if one in _UNEXPLAINED and not _CAUSES.isdisjoint(finding.key for finding in told):
            continue  # the file has explained it
        yield "no-cert-shown" if one == "no-cert" and file else one


def _chosen(says: str, where: str | None, system: str | None, browser: str | None, since: str | None) -> Iterator[str]:
    if says.startswith("goskey") or (where == "goskey" and says == "other"):
        yield "goskey-late" if says == "goskey-late" else "goskey-none"
        yield "goskey-frozen"
    elif where == "goskey" and says in _PLUGIN_TALKS:
        yield "goskey-plugin"
    elif system == "phone" and (says in _PLUGIN_TALKS or says == "other"):
        yield "phone"
        yield "other-way"
    else:
        yield says
        if says not in _FINAL:
            yield from _around(says, where, system, browser, since)
            yield "other-way"


def _around(says: str, where: str | None, system: str | None, browser: str | None, since: str | None) -> Iterator[str]:
    """What else is worth a look, by where and since when it happens."""
    if says in _HANGS:
        yield "two-extensions"
    if where in ("token", "file") and says in _UNSEEN:
        yield "token" if where == "token" else "file-key"
    if system == "linux" and says in {"no-plugin", "host", *_UNSEEN}:
        yield "linux"
    if browser in ("safari", "other"):
        yield "browser"
    after = {"never": "both-parts", "update": "updated", "today": "today"}.get(since or "")
    if after and says not in _NOT_THE_PLACE:
        yield after


def _file(file: Upload, today: date | None) -> Iterator[Finding]:
    """What a file with a certificate tells."""
    source = Source(file)
    try:
        if file.name.casefold() in _SECRET:
            raise certificate.Private
        large = source.size > _LARGEST
        certificates = certificate.read_large(source) if large else certificate.read_all(source.piece(0, source.size))
    except certificate.Private:
        yield found("cert-secret", "file")
    except certificate.Request:
        yield found("cert-none", "file")
    except (certificate.Broken, Unreadable):
        yield found("cert-broken", "file")
    else:
        yield from _certificate(certificates[0], today) if certificates else [found("cert-none", "file")]


def _certificate(cert: Certificate, today: date | None) -> Iterator[Finding]:
    if cert.authority:
        yield found("cert-authority", "file")
        return
    yield found(_days(cert, today), "file", since=f"{cert.since:%d.%m.%Y}", until=f"{cert.until:%d.%m.%Y}")
    algorithm = _KEYS.get(cert.key, "такого мы не знаем")
    yield found("cert-gost" if cert.key in _GOST else "cert-foreign", "file", algorithm=algorithm)
    yield found(_owner(cert.has), "file")
    yield found("cert-issuer", "file", issuer=cert.issuer.rstrip(".")) if cert.issuer else found("cert-own", "file")


def _days(cert: Certificate, today: date | None) -> str:
    if not today:
        return "cert-days"
    if today > cert.until:
        return "cert-expired"
    if today < cert.since:
        return "cert-early"
    return "cert-soon" if (cert.until - today).days <= _SOON else "cert-fine"


def _owner(has: frozenset[str]) -> str:
    if _OWNER["snils"] not in has:
        return "cert-nobody"
    if _OWNER["ogrnip"] in has:
        return "cert-entrepreneur"
    return "cert-organisation" if has & {_OWNER["ogrn"], _OWNER["inn_le"]} else "cert-person"

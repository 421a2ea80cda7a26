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
['cert-soon', 'cert-gost-old', 'cert-entrepreneur', 'cert-issuer']
>>> keys(file=cer(person, firm, issuer=(("55040a", "Федеральная налоговая служба"),)), today="2027-02-01")
['cert-expired', 'cert-gost', 'cert-organisation', 'cert-tax']
>>> keys(file=cer(firm, key=rsa), today="2024-02-01")
['cert-early', 'cert-foreign', 'cert-machine', 'cert-issuer']
>>> keys(file=cer(ca))
['cert-days', 'cert-gost', 'cert-nobody', 'cert-own']
>>> extension = der(163, der(48, der(48, der(6, b"U\x1d\x13"), der(4, der(48, der(1, b"\xff"))))))
>>> keys(file=cer(firm, more=extension))
['cert-authority']
>>> keys(file=text(b"-----BEGIN PRIVATE KEY-----\n\n-----END PRIVATE KEY-----"))
['cert-secret']
>>> keys(file=text(b"-----BEGIN CERTIFICATE REQUEST-----\n\n-----END CERTIFICATE REQUEST-----"))
['cert-request']
>>> signature = der(48, der(6, bytes.fromhex("2a864886f70d010702")), der(160, der(48, b"\2\1\1", der(49), der(48))))
>>> keys(file=text(signature, "a.sig"))
['cert-none']
>>> keys(file=text(b"0\x82"))
['cert-broken']
>>> keys(file={"name": "a.sig", "size": 5_000_000, "bytes": b""})
['cert-big']
>>> keys(file={"name": "a.cer", "size": 500, "bytes": b""})
['cert-unreadable']
>>> keys(says="no-plugin", where="token", system="windows", browser="chromium", since="never")
['no-plugin', 'both-parts', 'other-way']
>>> keys(says="old-plugin", system="windows", browser="gost", since="update")
['old-plugin', 'updated', 'other-way']
>>> keys(says="host", system="linux", browser="gost", since="today")
['host', 'linux', 'today', 'other-way']
>>> keys(says="general", system="mac", browser="safari")
['general', 'two-extensions', 'safari', 'other-way']
>>> keys(says="search", browser="other")
['search', 'browser-other', 'other-way']
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
['failed-gost', 'other-way']
>>> keys(says="failed", browser="chromium")
['failed', 'other-way']
>>> keys(says="cancelled")
['cancelled', 'other-way']
>>> keys(says="mode")
['mode', 'other-way']
>>> keys(says="silent")
['silent', 'two-extensions', 'other-way']
>>> keys(says="other")
['other', 'other-way']
>>> keys(says="no-plugin", where="token", system="phone")
['phone', 'other-way']
>>> keys(says="goskey-none")
['goskey-none', 'goskey-frozen']
>>> keys(says="goskey-late")
['goskey-late']
>>> keys(says="goskey-refused")
['goskey-refused']
>>> keys(says="goskey-error")
['goskey-error', 'goskey-frozen']
>>> keys(says="host", where="goskey")
['goskey-plugin']
>>> keys(says="other", where="goskey")
['goskey-other', 'goskey-frozen']
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
_KEYS: Mapping[str, Mapping[str, str]] = _TABLE["keys"]
_GUIDE = "sign/signature"
_GOSKEY = "sign/goskey"
_SOON = 30  # days
_LARGEST = 512 * 1024  # bytes of a file that are read

FIELDS = (
    Choice(
        "says",
        "Что на экране",
        "Выберите самое похожее. Слова могут немного отличаться.",
        optional=True,
        options={
            "no-plugin": "Просит поставить плагин или приложение: «Не установлен плагин», «…необходима установка "
            "приложения»",
            "old-plugin": "«У вас старая версия плагина», «Ваша версия Госплагин устарела»",
            "mode": "«Данный режим подписи недоступен»",
            "host": "«Хост для обмена сообщениями не найден», «Потеряно соединение с плагином», «Ошибка установления "
            "WebSocket-соединения»",
            "general": "«Общая ошибка»",
            "endless": "Без конца «Подпишите в плагине» или «Не задано имя файла»",
            "search": "Без конца «Идёт поиск и проверка сертификатов электронной подписи»",
            "no-cert": "«У вас нет действующих сертификатов», «Данные не найдены», не видит токен",
            "pin": "«Неправильный пин-код»",
            "alien": "«Заявление было подписано чужой подписью»",
            "not-signed": "«Ошибка подписания», «Заявление не было подписано»",
            "no-rights": "«Нет прав на отправку заявления», «Нет доверенности для отправки заявления»",
            "size": "«Превышен максимальный размер файла»",
            "chain": "Код 0x800B010A или слова о цепочке сертификатов",
            "failed": "ERR_FAILED на странице входа",
            "cancelled": "«Операция отменена пользователем»",
            "goskey-none": "Госключ: запрос не приходит",
            "goskey-late": "Госключ: «Истекло время подписания документов»",
            "goskey-refused": "Госключ: «Подписание документов отклонено»",
            "goskey-error": "Госключ: «Ошибка запроса» или «Ошибка авторизации»",
            "silent": "Ничего: кнопка не нажимается или ничего не происходит",
            "other": "Что-то другое",
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

_WINDOW = f"Так было в окнах портала по данным на {_YEARS['window']} год, с тех пор могло измениться."
_VENDOR = "Эти слова есть в самом расширении Госплагин, а причину оно не объясняет."
_ONE_THREAD = "Так рассказывают люди на форуме в {year} году, портал этого не подтверждал."

OUTCOMES = {
    # What the screen says.
    "no-plugin": warn(
        "Браузер не видит Госплагин — программу, которой подписывают на портале.",
        next=f"Откройте {_PLUGIN['page']} и поставьте обе части: программу на компьютер и расширение в браузер. Потом "
        "закройте браузер целиком и откройте снова. Из других мест не скачивайте.",
        guide=_GUIDE,
    ),
    "old-plugin": warn(
        "Программа или расширение для подписи устарели.",
        limits="Прежние «Расширение для плагина Госуслуг» и IFCPlugin уступили место Госплагину.",
        next=f"Скачайте новую версию на {_PLUGIN['page']}, поставьте её и закройте браузер целиком. Старое расширение "
        "выключите.",
        guide=_GUIDE,
    ),
    "mode": warn(
        "Ваша версия Госплагина не умеет подписывать так, как просит эта услуга.",
        limits=_VENDOR,
        next=f"Обновите программу на {_PLUGIN['page']} и закройте браузер целиком.",
        guide=_GUIDE,
    ),
    "host": warn(
        "Расширение в браузере не может связаться с программой на компьютере.",
        limits=_VENDOR,
        next="Закройте браузер целиком и откройте снова. Не помогло — поставьте программу Госплагин заново: она не "
        "стоит или не знает этого браузера. Потом попробуйте другой браузер.",
        guide=_GUIDE,
    ),
    "general": unsure(
        "«Общая ошибка» значит только, что своего названия у ошибки нет.",
        limits=_VENDOR,
        next="Сделайте по порядку: вставьте токен заново, закройте браузер целиком и откройте, попробуйте другой "
        f"браузер, обновите Госплагин на {_PLUGIN['page']}.",
        guide=_GUIDE,
    ),
    "endless": warn(
        "Окно ждёт ответа от плагина и не получает его.",
        limits=_ONE_THREAD.format(year=_YEARS["two"]),
        next="Оставьте включённым одно расширение для подписи, закройте браузер целиком и попробуйте снова.",
        guide=_GUIDE,
    ),
    "search": unsure(
        "Проверка сертификатов зависла. Так бывает, если среди них много старых.",
        limits=_ONE_THREAD.format(year=_YEARS["search"]),
        next="Вытащите лишние токены и попробуйте снова. Не помогло — уберите из системы сертификаты с вышедшим сроком. "
        "Закрытые ключи не удаляйте: вернуть их нельзя.",
        guide=_GUIDE,
    ),
    "no-cert": warn(
        "Портал не нашёл сертификата, которым можно подписать: его срок вышел, он не установлен или не виден токен.",
        limits=_WINDOW,
        next="Проверьте срок: покажите файл сертификата этой же проверке. Срок идёт — вставьте токен в другой разъём "
        "компьютера, без удлинителя, и откройте браузер заново.",
        guide=_GUIDE,
    ),
    "pin": warn(
        "PIN-код токена не подошёл. Неверные попытки считаются, последнюю лучше не тратить.",
        limits=_WINDOW,
        next="Не подбирайте. Это PIN токена, а не пароль Госуслуг. Найдите его в бумагах к токену или спросите там, где "
        "получали подпись.",
        guide=_GUIDE,
    ),
    "alien": warn(
        "СНИЛС в сертификате и СНИЛС в профиле разные, поэтому подпись считают чужой.",
        limits=_WINDOW,
        next="Посмотрите, под кем вы вошли и чья подпись выбрана: на одном токене их бывает несколько. Войдите под тем, "
        "на кого выдана подпись.",
        guide=_GUIDE,
    ),
    "not-signed": unsure(
        "Подпись не получилась, а почему, окно не говорит.",
        limits=_WINDOW,
        next="Нажмите «Вернуться к заявлению» и подпишите ещё раз. Снова то же — закройте браузер целиком, откройте "
        "черновик и попробуйте в другом браузере.",
        guide=_GUIDE,
    ),
    "no-rights": warn(
        "За организацию отправляет её руководитель или сотрудник с электронной доверенностью.",
        limits=_WINDOW,
        next="Проверьте, выбрана ли в профиле нужная организация. Вы не руководитель — попросите его оформить вам "
        "машиночитаемую доверенность.",
        guide=_GUIDE,
    ),
    "size": warn(
        f"Госплагин подписывает файлы до {_PLUGIN['file_mb']} МБ, а все вместе — до {_PLUGIN['all_gb']} ГБ.",
        limits="Эти числа стоят в самом расширении. У поля в заявлении предел бывает меньше.",
        next="Уменьшите файл или разделите его. Подписывать надо уже уменьшенный: после подписи файл менять нельзя.",
        guide="services/not-sent",
    ),
    "chain": warn(
        "Компьютер не знает, кто выдал сертификат: не хватает сертификата удостоверяющего центра.",
        limits=f"По объяснению программистов, {_YEARS['chain']} год.",
        next="Откройте свой сертификат и посмотрите «Путь сертификации». Недостающий возьмите на сайте того, кто выдал "
        "подпись, а не по ссылкам из чатов.",
        guide="tech/certificates",
    ),
    "failed-gost": warn(
        "Так бывает в Chromium-GOST со старой программой КриптоПро CSP.",
        limits=_ONE_THREAD.format(year=_YEARS["failed"]),
        next="Обновите КриптоПро CSP и перезагрузите компьютер. Срочно — войдите по паролю в другом браузере.",
        guide=_GUIDE,
    ),
    "failed": unsure(
        "ERR_FAILED пишет браузер: страница не загрузилась, а почему, он не говорит.",
        next="Выключите VPN и расширения, обновите страницу, попробуйте другой браузер. Подпись тут может быть ни при "
        "чём.",
        guide="tech/error-messages",
    ),
    "cancelled": unsure(
        "Окно с выбором подписи или PIN закрыли раньше, чем подпись была готова.",
        limits=_VENDOR,
        next="Начните снова и не закрывайте окна. Они бывают спрятаны за браузером: сверните его и посмотрите.",
        guide=_GUIDE,
    ),
    "silent": unsure(
        "Раз окна с подписью нет, скорее всего, выключено расширение или его окну не дают открыться.",
        limits="Это наша догадка: сообщения об ошибке нет.",
        next="Посмотрите в списке расширений, включён ли Госплагин. Выключите блокировщик рекламы и откройте страницу "
        "заново.",
        guide="tech/blockers",
    ),
    "other": unsure(
        "По этим ответам причину не назвать.",
        next="Сделайте по порядку: вставьте токен заново, закройте браузер целиком и откройте, проверьте срок "
        "сертификата, попробуйте другой браузер. Слова с экрана вставьте в проверку «Код или текст ошибки».",
        guide=_GUIDE,
    ),
    # What the choices together say.
    "phone": warn(
        "Госплагин — программа для компьютера: известны сборки для Windows, macOS и Linux. На телефоне он не работает.",
        next="Подпишите на компьютере. Услуга предлагает Госключ — на телефоне подписывают им.",
        guide=_GUIDE,
    ),
    "both-parts": unsure(
        "Здесь ещё ни разу не получалось, значит, могла не встать одна из двух частей: программа или расширение.",
        next="Проверьте обе. Программа видна в списке установленных, расширение — в списке расширений браузера.",
        guide=_GUIDE,
    ),
    "updated": unsure(
        "После обновления браузер иногда выключает расширения, а новая программа может мешать прежней.",
        next="Включите Госплагин в списке расширений. Ставили вторую программу для подписи — выключите её расширение.",
        guide=_GUIDE,
    ),
    "today": unsure(
        "Раньше работало, а менять вы ничего не меняли: может быть, срок сертификата вышел или дело в портале.",
        next="Проверьте срок сертификата. Он идёт — подождите и попробуйте снова, черновик сохраните.",
        guide="basics/try-later",
    ),
    "two-extensions": unsure(
        "Бывает, что мешают друг другу два расширения для подписи, например Госплагин и КриптоПро.",
        limits=_ONE_THREAD.format(year=_YEARS["two"]),
        next="Оставьте на время только Госплагин. Для других сайтов второе потом включите снова.",
        guide=_GUIDE,
    ),
    "token": unsure(
        "Токен мог не определиться сам.",
        next="Вставьте его прямо в компьютер и откройте программу токена, например «Панель управления Рутокен». Там его "
        "нет — поставьте драйвер с сайта производителя. Заводской PIN смените.",
        guide=_GUIDE,
    ),
    "file-key": unsure(
        "Ключ с компьютера или флешки читает особая программа, например КриптоПро CSP.",
        limits=_WINDOW + " На Linux и macOS окно тогда называло только токены.",
        next="Проверьте, открывается ли сертификат в самой КриптоПро CSP. На другом компьютере ключ нужно установить "
        "заново.",
        guide=_GUIDE,
    ),
    "linux": unsure(
        "На Linux Госплагину нужны служба pcscd и библиотека вашего токена.",
        limits="Браузеры на основе Chromium ищут связь с программой каждый в своей папке, поэтому могут её не найти.",
        next="Запустите pcscd, поставьте библиотеку токена и попробуйте в обычном Chrome или Chromium.",
        guide=_GUIDE,
    ),
    "safari": unsure(
        "В коде расширения Safari есть, а надёжного списка браузеров мы не нашли.",
        next="Попробуйте на этом же Mac Chrome или Firefox.",
        guide=_GUIDE,
    ),
    "browser-other": unsure(
        "Про этот браузер мы ничего не знаем.",
        next="Попробуйте Chrome, Opera или Firefox: расширение для них есть.",
        guide=_GUIDE,
    ),
    "other-way": ok(
        "Не выходит, а дело срочное — есть пути без этой подписи.",
        limits="Каким способом подписывать, решает услуга: выбор есть не всегда.",
        next="Войдите по паролю: для входа подпись не нужна. На шаге подписи посмотрите, предлагают ли Госключ. Нет — "
        "подайте заявление в МФЦ или в ведомстве.",
        guide=_GOSKEY,
    ),
    # Госключ.
    "goskey-none": unsure(
        "Надёжного объяснения, почему запрос в Госключ не приходит, мы не нашли. Но есть что проверить.",
        limits="Запрос живёт недолго: срок даёт отправитель, в одной из услуг — не больше "
        f"{_TABLE['goskey']['hours']} часов (данные на {_YEARS['goskey']} год).",
        next="Откройте само приложение: уведомление могло не показаться. Проверьте, под своим ли именем вы в нём вошли, "
        "и какой СНИЛС знает отправитель. Потом попросите прислать запрос ещё раз.",
        guide=_GOSKEY,
    ),
    "goskey-late": warn(
        "Срок, который дал отправитель, вышел. Подписать этот запрос уже нельзя.",
        limits=f"По описанию для разработчиков на {_YEARS['goskey']} год.",
        next="Попросите отправителя прислать документы заново.",
        guide=_GOSKEY,
    ),
    "goskey-refused": unsure(
        "Документы не подписаны: кто-то отказался или вышло время.",
        limits=f"По описанию для разработчиков на {_YEARS['goskey']} год.",
        next="Не отказывались — попросите отправителя прислать документы ещё раз.",
        guide=_GOSKEY,
    ),
    "goskey-error": unsure(
        "Запрос не прошёл, а почему, эти слова не говорят.",
        limits=f"По описанию для разработчиков на {_YEARS['goskey']} год, так бывает, если отправитель указал СНИЛС, "
        "которого нет на Госуслугах.",
        next="Обновите Госключ и войдите в него снова. Сверьте СНИЛС у отправителя и попросите прислать запрос ещё раз.",
        guide=_GOSKEY,
    ),
    "goskey-other": unsure(
        "По этим ответам не понять, что с Госключом.",
        next="Обновите приложение, закройте его и откройте снова. Проверьте интернет на телефоне. Прочитайте в "
        "приложении, что написано у самого запроса.",
        guide=_GOSKEY,
    ),
    "goskey-frozen": unsure(
        "Если портал ограничил вашу учётную запись на 72 часа, Госключ тоже закрыт.",
        next="Посмотрите, нет ли об этом уведомления на портале. Есть — подождите или снимите ограничение.",
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
        next="Никому его не отправляйте и не храните в почте. Для проверки нужен сертификат: файл .cer или .crt.",
        guide="safety/fraud",
    ),
    "cert-request": warn(
        "Это запрос на сертификат, а не сам сертификат. Подписать им нельзя.",
        next="Готовый сертификат выдаёт удостоверяющий центр: спросите его там, куда отправляли запрос.",
        guide=_GUIDE,
    ),
    "cert-none": unsure(
        "Подпись в файле есть, а сертификата нет, поэтому срок не узнать.",
        next="Откройте сертификат на компьютере и сохраните его в файл: как это сделать, написано ниже на странице "
        "проверки.",
        guide=_GUIDE,
    ),
    "cert-broken": unsure(
        "Прочитать сертификат не удалось: файл повреждён, или это что-то другое.",
        limits="Проверка знает обычные виды: X.509, PKCS#7, PEM. Необычный файл может быть и хорошим.",
        next="Сохраните сертификат в файл .cer заново.",
    ),
    "cert-big": unsure(
        "Файл велик для сертификата. Наверное, в нём сам документ вместе с подписью.",
        next="Выберите файл сертификата или подпись отдельным файлом.",
    ),
    "cert-unreadable": unsure(
        "Браузер не смог взять файл с вашего устройства.",
        next="Скопируйте файл в другую папку и выберите его снова.",
    ),
    "cert-authority": unsure(
        "Это сертификат удостоверяющего центра, а не ваш. Подписать им нельзя, он нужен для доверия к вашему.",
        next="Выберите свой сертификат: в поле «Кому выдан» стоит ваша фамилия или организация.",
        guide=_GUIDE,
    ),
    "cert-expired": warn(
        "Срок сертификата вышел: он действовал до {until}. Подписать им уже нельзя.",
        next="Посмотрите, нет ли на токене нового. Нет — получите его в удостоверяющем центре. Закрытый ключ не "
        "удаляйте: им могли зашифровать прежние документы.",
        guide=_GUIDE,
    ),
    "cert-early": unsure(
        "Сертификат начнёт действовать {since}.",
        limits="Если часы на этом устройстве отстают, это ошибка часов.",
        next="Проверьте день и год на компьютере. Они верны — подождите этого дня.",
        guide=_GUIDE,
    ),
    "cert-soon": unsure(
        "Сертификат действует до {until}: совсем недолго.",
        next="Подпишите сейчас и займитесь новым, не дожидаясь этого дня.",
        guide=_GUIDE,
    ),
    "cert-fine": ok(
        "Срок идёт: сертификат действует с {since} до {until}.",
        limits="Не отозвали ли его раньше, отсюда не видно.",
    ),
    "cert-days": ok(
        "Сертификат действует с {since} до {until}.",
        limits="Какой сегодня день, браузер не сказал. Сравните сами.",
    ),
    "cert-gost": ok("Ключ по российскому стандарту {algorithm}."),
    "cert-gost-old": unsure(
        "Ключ по старому стандарту {algorithm}. Его сменил ГОСТ Р 34.10-2012.",
        limits="Примет ли его портал, мы не знаем.",
        next="Не подписывает — спросите новый сертификат там, где получали этот.",
        guide=_GUIDE,
    ),
    "cert-foreign": unsure(
        "Ключ не по ГОСТ: {algorithm}. Такие сертификаты бывают у сайтов и программ.",
        limits="Списка ключей, которые принимает портал, мы не нашли. Все токены, которые называло его окно в "
        f"{_YEARS['window']} году, — с ГОСТ.",
        next="Проверьте, тот ли файл вы выбрали.",
        guide=_GUIDE,
    ),
    "cert-person": ok(
        "Это подпись человека: в сертификате есть СНИЛС и нет организации.",
        limits="Чей это СНИЛС, проверка не показывает.",
        next="Сверьте СНИЛС с тем, что в профиле: портал их сравнивает.",
    ),
    "cert-entrepreneur": ok(
        "Это подпись предпринимателя: в сертификате есть ОГРНИП.",
        next="Сверьте СНИЛС с тем, что в профиле: портал их сравнивает.",
    ),
    "cert-organisation": ok(
        "Это подпись организации: в сертификате есть ОГРН и человек со СНИЛС.",
        next="Для заявления организации выберите в профиле её, а не себя. Отправляет руководитель или сотрудник с "
        "электронной доверенностью.",
    ),
    "cert-machine": unsure(
        "В сертификате есть ОГРН, но нет человека: так выпускают подписи для программ.",
        limits="Портал сравнивает СНИЛС из сертификата с профилем, а здесь его нет.",
        next="Для заявления нужна подпись руководителя или сотрудника.",
        guide=_GUIDE,
    ),
    "cert-nobody": unsure(
        "В сертификате нет ни СНИЛС, ни ОГРН. Это непохоже на подпись, которую принимает портал.",
        limits="Портал сравнивает СНИЛС из сертификата с профилем, а здесь его нет.",
        next="Проверьте, тот ли файл вы выбрали.",
        guide=_GUIDE,
    ),
    "cert-tax": ok("Сертификат выдан Федеральной налоговой службой."),
    "cert-issuer": ok(
        "Кто выдал сертификат: {issuer}.",
        limits="Работает ли этот удостоверяющий центр сейчас и есть ли у него право выдавать подписи, отсюда не видно.",
    ),
    "cert-own": unsure(
        "Сертификат выдан самому себе или без имени того, кто выдал.",
        next="Для портала нужен сертификат удостоверяющего центра.",
        guide=_GUIDE,
    ),
}


def check(
    says: str | None,
    where: str | None,
    system: str | None,
    browser: str | None,
    since: str | None,
    file: Upload | None,
    today: date | None,
) -> Iterator[Finding | str]:
    """Judge the certificate, then what was chosen.

    Raises:
        FieldError: there is neither.
    """
    chosen = says or where or system or browser or since
    if not file and not chosen:
        raise FieldError("Выберите, что на экране, или файл сертификата.", "says")
    if file:
        yield from _file(file, today)
    if chosen:
        yield from _chosen(says or ("goskey-none" if where == "goskey" else "other"), where, system, browser, since)


_HANGS = {"general", "endless", "silent"}
_PLUGIN_TALKS = {"no-plugin", "old-plugin", "mode", "host", "general", "endless", "no-cert", "search", "pin", "chain"}
_VAGUE = {"other", "silent"}
_FINAL = {"pin", "size", "no-rights"}  # another way, or another browser, would not help
_UNSEEN = {"no-cert", "search", "other"}


def _chosen(
    says: str, where: str | None, system: str | None, browser: str | None, since: str | None
) -> Iterator[Finding | str]:
    if says.startswith("goskey"):
        yield says
        if says in ("goskey-none", "goskey-error"):
            yield "goskey-frozen"
    elif where == "goskey" and says in _PLUGIN_TALKS:
        yield "goskey-plugin"
    elif where == "goskey" and says in _VAGUE:
        yield "goskey-other"
        yield "goskey-frozen"
    elif system == "phone" and says in _PLUGIN_TALKS | _VAGUE:
        yield "phone"
        yield "other-way"
    else:
        yield "failed-gost" if says == "failed" and browser == "gost" else says
        if says not in _FINAL:
            yield from _around(says, where, system, browser, since)
            yield "other-way"


def _around(says: str, where: str | None, system: str | None, browser: str | None, since: str | None) -> Iterator[str]:
    """What else is worth a look, by where and since when it happens."""
    if says in _HANGS:
        yield "two-extensions"
    if where == "token" and says in _UNSEEN:
        yield "token"
    if where == "file" and says in _UNSEEN:
        yield "file-key"
    if system == "linux" and says in {"no-plugin", "host", *_UNSEEN}:
        yield "linux"
    if browser == "safari":
        yield "safari"
    if browser == "other":
        yield "browser-other"
    after = {"never": "both-parts", "update": "updated", "today": "today"}.get(since or "")
    if after and says not in {"alien", "chain", "failed", "cancelled"}:
        yield after


def _file(file: Upload, today: date | None) -> Iterator[Finding | str]:
    """What a file with a certificate tells."""
    if file.name.casefold() in _TABLE["secret"]["names"]:
        yield found("cert-secret", "file")
        return
    source = Source(file)
    if source.size > _LARGEST:
        yield found("cert-big", "file")
        return
    try:
        certificates = certificate.read_all(source.piece(0, source.size))
    except Unreadable:
        yield found("cert-unreadable", "file")
    except certificate.Private:
        yield found("cert-secret", "file")
    except certificate.Request:
        yield found("cert-request", "file")
    except certificate.Broken:
        yield found("cert-broken", "file")
    else:
        yield from _certificate(certificates[0], today) if certificates else [found("cert-none", "file")]


def _certificate(cert: Certificate, today: date | None) -> Iterator[Finding]:
    if cert.authority:
        yield found("cert-authority", "file")
        return
    yield found(_days(cert, today), "file", since=f"{cert.since:%d.%m.%Y}", until=f"{cert.until:%d.%m.%Y}")
    group = next((group for group in _KEYS if cert.key in _KEYS[group]), "foreign")
    algorithm = _KEYS[group].get(cert.key, "такого мы не знаем")
    yield found({"gost": "cert-gost", "old": "cert-gost-old"}.get(group, "cert-foreign"), "file", algorithm=algorithm)
    yield found(_owner(cert.has), "file")
    if not cert.issuer:
        yield found("cert-own", "file")
    elif "налоговая служба" in cert.issuer.casefold():
        yield found("cert-tax", "file")
    else:
        yield found("cert-issuer", "file", issuer=cert.issuer)


def _days(cert: Certificate, today: date | None) -> str:
    if not today:
        return "cert-days"
    if today > cert.until:
        return "cert-expired"
    if today < cert.since:
        return "cert-early"
    return "cert-soon" if (cert.until - today).days <= _SOON else "cert-fine"


def _owner(has: frozenset[str]) -> str:
    if _OWNER["ogrnip"] in has:
        return "cert-entrepreneur"
    if _OWNER["ogrn"] in has or _OWNER["inn_le"] in has:
        return "cert-organisation" if _OWNER["snils"] in has else "cert-machine"
    return "cert-person" if _OWNER["snils"] in has else "cert-nobody"

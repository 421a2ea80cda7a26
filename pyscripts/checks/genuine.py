r"""Настоящее ли это: номер, ссылка, почта, отправитель.

Says of a phone, a link, an e-mail address, an SMS sender or a messenger whether it is the portal's own: «официальный»,
«не найден среди официальных» or «признак обмана». A host is compared letter by letter with a list; nothing is looked
up on the network. A whole message may be pasted: every link, address and phone in it is judged.

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
['worded']
>>> keys(contact="Код 482193. Никому его не сообщайте, даже нам")
['code-message']
>>> keys(contact="Запись к врачу 24.11.2026 в 10:30 подтверждена")
['message-calm']
>>> keys(contact="Письмо. " * 2_000)
['long', 'message-calm']
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from pyscripts import links, message, wording
from pyscripts.data import table
from pyscripts.form import Paragraph, compact
from pyscripts.letters import LATIN, as_latin, listing, one_slip, seen, shape, shown, words
from pyscripts.links import COMMANDS, Link, is_address, is_link, is_mail, parse, plain, split
from pyscripts.lookalike import BRAND, RUSSIAN_BRAND, foreign_letters, has_brand, in_path, is_near, swapped_letters
from pyscripts.verdict import LEVELS, Finding, found, ok, stop, unsure, warn

_OFFICIAL = table("official")
_PHONES = {row["number"]: row for row in _OFFICIAL["phone"]}
_HOSTS = {row["name"]: row for row in _OFFICIAL["host"]}
_MAILS = {row["address"]: row for row in _OFFICIAL["mail"]}
_SENDERS = {row["name"] for row in _OFFICIAL["sender"]}
_SOCIAL = {row["page"] for row in _OFFICIAL["social"]}
_MESSENGERS = _OFFICIAL["messenger"]
_FREE_MAIL = table("mail_domains")["known"]
_FREE = table("free_sites")
_KNOWN = table("known_sites")

_NUMBERS = [row["shown"] for row in _OFFICIAL["phone"] if row["now"]]
_EITHER, _BOTH, _SUPPORT = " или ".join(_NUMBERS), " и ".join(_NUMBERS), _NUMBERS[0]
_GUIDE = "safety/fraud"
_BY_HAND = "Наберите www.gosuslugi.ru в строке браузера сами: если дело настоящее, уведомление есть и там."
_IF_GIVEN = (
    "Уже ввели пароль или назвали код — смените пароль на www.gosuslugi.ru и позвоните "
    f"{_SUPPORT}. Сообщили данные карты — звоните в банк по номеру на ней."
)
_DO_NOT_OPEN = "Не открывайте ссылку и ничего на ней не вводите. " + _IF_GIVEN
_DO_NOT_ANSWER = "Не отвечайте и не открывайте ссылок из письма. " + _IF_GIVEN
_SENDER_LIES = "Имя отправителя можно подделать."

FIELDS = (
    Paragraph(
        "contact",
        "Номер, ссылка, почта, имя отправителя или всё сообщение",
        "Скопируйте, не открывая. Код из СМС сюда не вводите: он не нужен.",
        example="gosuslugi-vhod.example/login",
    ),
)

OUTCOMES = {
    "phone-official": ok(
        "Официальный номер Госуслуг: {phone}. Это {what}.",
        limits="Номер на экране можно подделать. Портал не звонит, чтобы спросить код или пароль.",
        next="Если звонят вам, положите трубку и перезвоните по этому номеру сами.",
    ),
    "phone-old": unsure(
        "Не найден среди официальных на сегодня. В {year} году это был {what}, свежего подтверждения нет.",
        next=f"Позвоните по номеру, который подтвердило МВД: {_EITHER}.",
    ),
    "phone-near": stop(
        "Признак обмана: номер похож на официальный {right}, но это другой номер.",
        limits="Может быть, это просто опечатка в сообщении. Звонить по нему всё равно не надо.",
        next=f"Не звоните. Номера портала: {_BOTH}. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "phone-false": stop(
        "Признак обмана: этот номер выдают за поддержку Госуслуг, но он не её.",
        limits="Номер встречается в непроверенных статьях. Чей он на самом деле, мы не знаем.",
        next=f"Не звоните по нему «в Госуслуги». Номера портала: {_BOTH}. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "phone-other": unsure(
        f"Не найден среди официальных. У портала два номера: {_BOTH}. Другой номер «поддержки Госуслуг» — обман.",
        limits="Сам номер может быть чьим угодно: поликлиники, МФЦ, банка, курьера.",
        next="По вопросам портала звоните только по номерам портала. В банк — по номеру на карте.",
        guide=_GUIDE,
    ),
    "phone-emergency": unsure(
        "Не найден среди официальных номеров портала: это номер экстренной службы.",
        next=f"По вопросам портала звоните {_EITHER}.",
    ),
    "number-short": unsure(
        f"Не найден среди официальных. СМС портала шлют «0919» и «gosuslugi», а его телефоны — {_BOTH}.",
        limits="Короткие номера бывают у банков и операторов. Чей это номер, по цифрам не узнать.",
        next="Не отвечайте и не открывайте ссылок. " + _BY_HAND,
        guide=_GUIDE,
    ),
    "sender-official": ok(
        "Официальный: от «{name}» приходят СМС портала.",
        limits=_SENDER_LIES + " Настоящее СМС портала не содержит ссылок для входа.",
        next="Код из СМС не называйте никому, даже «сотруднику». Ссылку из СМС не открывайте.",
    ),
    "sender-fake": stop(
        "Признак обмана: имя «{name}» похоже на имя портала, но это не оно. СМС портала шлют «0919» и «gosuslugi».",
        next="Не отвечайте и не открывайте ссылок. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "name-only": unsure(
        "Не найден среди официальных: так назваться может кто угодно.",
        limits="Название или картинка портала ничего не доказывают.",
        next="Проверьте здесь номер, ссылку или почту, с которых вам пишут. " + _BY_HAND,
        guide=_GUIDE,
    ),
    "mail-said": unsure(
        "Не найден среди официальных. Адрес {mail} назвал почтой портала один региональный МФЦ, других источников нет.",
        limits=_SENDER_LIES + " Поэтому и верный адрес ничего не доказывает.",
        next="Ссылки из письма не открывайте. " + _BY_HAND,
        guide=_GUIDE,
    ),
    "mail-old": unsure(
        "Не найден среди официальных на сегодня. В {year} году это был {what}, свежего подтверждения нет.",
        next=f"Напишите в поддержку на самом портале или позвоните: {_EITHER}.",
    ),
    "mail-own": unsure(
        "Сайт после @ принадлежит порталу, но самого адреса {mail} в нашем списке нет.",
        limits=_SENDER_LIES,
        next="Ссылки из письма не открывайте. " + _BY_HAND,
    ),
    "mail-fake": stop(
        "Признак обмана: до @ стоит имя портала, а почта заведена на общедоступном сайте {host}.",
        limits="Такой ящик может завести кто угодно. До @ можно написать что угодно.",
        next=_DO_NOT_ANSWER,
        guide=_GUIDE,
    ),
    "mail-unknown": unsure(
        "Не найден среди официальных: почты на сайте {host} в нашем списке нет.",
        limits="Это может быть честный адрес ведомства или человека. Но это не портал.",
        next="Не отправляйте туда коды, пароли и снимки документов. " + _BY_HAND,
        guide=_GUIDE,
    ),
    "messenger-ours": ok(
        "Официальный мессенджер портала — только MAX.",
        limits="Поддельные чаты бывают и в MAX: название и картинку может поставить кто угодно.",
        next="Коды и пароли не пишите никому. Ссылку на чат берите на самом портале.",
    ),
    "messenger-page": unsure(
        "Не найден среди официальных. MAX — мессенджер портала, но чья это страница, мы подтвердить не можем.",
        limits="Имя страницы ничего не доказывает.",
        next="Ссылку на чат берите на самом портале. " + _BY_HAND,
        guide=_GUIDE,
    ),
    "messenger-foreign": stop(
        "Признак обмана, если вам пишут от имени Госуслуг: в {name} портал не пишет. Его мессенджер — только MAX.",
        limits="Так говорит МВД (февраль 2026 года).",
        next="Не отвечайте. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "handle": unsure(
        "Не найден среди официальных: имён со знаком @ в нашем списке нет.",
        limits="Такое имя может взять кто угодно, даже со словом gosuslugi.",
        next="Не пишите туда ничего личного. " + _BY_HAND,
        guide=_GUIDE,
    ),
    "social-old": unsure(
        "Страницу {page} называл своей сам портал, но в 2021–2022 годах. Свежего подтверждения нет.",
        limits="В личные сообщения портал не пишет: его мессенджер — только MAX.",
        next="Ничего личного там не пишите. " + _BY_HAND,
        guide=_GUIDE,
    ),
    "social-page": unsure(
        "Не найден среди официальных: чья это страница в соцсети, мы подтвердить не можем.",
        limits="Имя и картинка ничего не доказывают.",
        next="Ничего личного там не пишите. " + _BY_HAND,
        guide=_GUIDE,
    ),
    "host-official": ok(
        "Официальный: {host} — {what}.",
        limits="Подпись под ссылкой бывает другой, чем сама ссылка. Адрес смотрите в строке браузера.",
        next="Надёжнее не открывать ссылку, а набрать www.gosuslugi.ru самому.",
    ),
    "host-old": unsure(
        "Сайт принадлежит порталу: он кончается на gosuslugi.ru. Но {host} мы знаем только по данным {year} года.",
        next=_BY_HAND,
    ),
    "host-own": unsure(
        "Сайт принадлежит порталу: он кончается на gosuslugi.ru. Но самого адреса {host} в нашем списке нет.",
        limits="Список неполный. Так устроены, например, сайты ведомств на gosweb.gosuslugi.ru.",
        next="Пароль вводите только на esia.gosuslugi.ru. " + _BY_HAND,
    ),
    "own-http": unsure(
        "Ссылка начинается с http:// без буквы s. Такую страницу в чужой сети можно подменить.",
        next="Наберите адрес с https:// в начале.",
    ),
    "own-port": unsure(
        "После имени сайта стоит число {port}. В обычных ссылках портала его нет.",
        next=_BY_HAND,
    ),
    "own-user": unsure(
        "Перед именем сайта стоит лишнее: «{user}@». В обычных ссылках портала этого нет.",
        next=_BY_HAND,
    ),
    "own-inside": unsure(
        "Внутри ссылки есть ещё один адрес: {inner}. Портал может отправить вас туда.",
        limits="Так устроен и честный вход на другие сайты через Госуслуги.",
        next="Откройте тот сайт сами и начните вход оттуда.",
    ),
    "link-user": stop(
        "Признак обмана: всё до знака @ — приманка. На деле ссылка ведёт на {host}.",
        next=_DO_NOT_OPEN,
        guide=_GUIDE,
    ),
    "link-tricky": stop(
        "Признак обмана: ссылка записана так, чтобы скрыть, куда она ведёт.",
        limits="В честных ссылках нет обратной черты, процентов в имени сайта и смены направления письма.",
        next=_DO_NOT_OPEN,
        guide=_GUIDE,
    ),
    "link-command": stop(
        "Признак обмана: это не адрес страницы, а команда для браузера.",
        next="Не вставляйте её в строку браузера. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "host-number": stop(
        "Признак обмана: вместо имени сайта стоят цифры — {host}. Портал таких ссылок не даёт.",
        next=_DO_NOT_OPEN,
        guide=_GUIDE,
    ),
    "host-short": warn(
        "Признак обмана: ссылка сокращена через {host}, и куда она ведёт, не видно.",
        limits="Сокращают и честные ссылки. Но ссылок для входа портал не присылает вовсе.",
        next=_DO_NOT_OPEN,
        guide=_GUIDE,
    ),
    "short-message": unsure(
        "Не найден среди официальных: ссылка сокращена через {host}, и куда она ведёт, не видно.",
        limits="Банки и магазины сокращают ссылки и в честных сообщениях.",
        next="Не открывайте её. Найдите то же самое на сайте отправителя: наберите его адрес сами.",
        guide=_GUIDE,
    ),
    "host-free": unsure(
        "Не найден среди официальных: страницу на {host} может бесплатно завести кто угодно.",
        limits="Там бывают и честные страницы. Портал свои страницы там не держит.",
        next="Не вводите на ней пароль от Госуслуг и данные карты. " + _BY_HAND,
        guide=_GUIDE,
    ),
    "host-page": stop(
        "Признак обмана: в ссылке стоит имя портала, а страницу на {host} может завести кто угодно.",
        limits="Портал своих страниц и файлов там не держит.",
        next=_DO_NOT_OPEN,
        guide=_GUIDE,
    ),
    "host-disk": unsure(
        "Не найден среди официальных: на {host} кто угодно хранит свои файлы.",
        limits="Что это за файл, по ссылке не видно. Портал так файлов не присылает.",
        next="Не открывайте файл, если не ждали его. Программы ставьте только из магазина приложений.",
        guide=_GUIDE,
    ),
    "host-path": stop(
        "Признак обмана: имя портала стоит в ссылке, но после чужого имени сайта. Она ведёт на {host}.",
        limits="Хозяина сайта называет только то, что стоит до первой косой черты.",
        next=_DO_NOT_OPEN,
        guide=_GUIDE,
    ),
    "host-named": unsure(
        "Не найден среди официальных: сайт {host}. Имя портала в ссылке стоит после имени сайта и ничего не доказывает.",
        limits="Так бывает и в честных ссылках: в новостях, на сайтах ведомств, при входе через Госуслуги.",
        next="Не вводите на нём пароль от Госуслуг. " + _BY_HAND,
        guide=_GUIDE,
    ),
    "file-program": stop(
        "Признак обмана: ссылка ведёт на файл программы — {file}.",
        limits="Бывают и честные такие файлы. Но в чужом файле может быть вирус, и заметить его трудно.",
        next="Не скачивайте и не открывайте его. Программы ставьте только из магазина приложений. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "host-regional": unsure(
        "Не найден среди официальных. Имя вроде {host} было у порталов некоторых регионов, но бывает и у чужих сайтов.",
        limits="По имени их не различить.",
        next="Ссылку на портал региона берите на сайте его правительства. " + _BY_HAND,
        guide=_GUIDE,
    ),
    "host-letters": stop(
        "Признак обмана: в имени сайта подменены буквы. Здесь {signs}.",
        limits="На вид адрес как у портала, но это другой сайт.",
        next=_DO_NOT_OPEN,
        guide=_GUIDE,
    ),
    "host-mixed": stop(
        "Признак обмана: имя сайта написано буквами разных алфавитов. Здесь {signs}.",
        limits="Так выдают один сайт за другой: на вид буквы одинаковые.",
        next=_DO_NOT_OPEN,
        guide=_GUIDE,
    ),
    "host-prefix": stop(
        "Признак обмана: «gosuslugi.ru» стоит в начале, а хозяина сайта называет конец — {tail}.",
        next=_DO_NOT_OPEN,
        guide=_GUIDE,
    ),
    "host-borrowed": stop(
        "Признак обмана: в {host} есть имя портала, но сайт не его. Адреса портала кончаются на «.gosuslugi.ru».",
        limits="Не каждый такой сайт крадёт данные. Но пароль от Госуслуг вводить на нём нельзя.",
        next=_DO_NOT_OPEN,
        guide=_GUIDE,
    ),
    "host-misspelt": stop(
        "Признак обмана: имя {host} похоже на gosuslugi.ru, но это другое имя.",
        limits="Такие имена берут, чтобы вы не заметили разницы.",
        next=_DO_NOT_OPEN,
        guide=_GUIDE,
    ),
    "host-inside": unsure(
        "Не найден среди официальных. Слово gosuslugi стоит в начале, а хозяина сайта называет конец — {tail}.",
        limits="Так назывались и порталы некоторых регионов, и сайты мошенников.",
        next="Не вводите на нём пароль от Госуслуг. " + _BY_HAND,
        guide=_GUIDE,
    ),
    "host-russian": unsure(
        "Не найден среди официальных: адреса {host} в нашем списке нет. Куда он ведёт сегодня, мы не знаем.",
        next=_BY_HAND,
        guide=_GUIDE,
    ),
    "host-unknown": unsure(
        "Не найден среди официальных адресов портала: {host}.",
        limits="Это может быть честный сайт ведомства, банка или магазина.",
        next="Не вводите на нём пароль от Госуслуг. " + _BY_HAND,
        guide=_GUIDE,
    ),
    "message-link": unsure(
        "В сообщении есть ссылка. Ссылок для входа и подтверждения портал не присылает.",
        next=_BY_HAND,
        guide=_GUIDE,
    ),
    "more": unsure(
        "В сообщении есть и другие ссылки или номера. Здесь пять: сначала те, где есть признаки обмана.",
        next="Нужны остальные — вставьте их отдельно.",
    ),
    "long": unsure(
        "Текст длинный: прочитаны только первые 10 000 знаков.",
        next="Остальное вставьте отдельно.",
    ),
    "phone-claimed": stop(
        f"Признак обмана: от имени Госуслуг просят звонить по чужому номеру. У портала два номера: {_BOTH}.",
        limits="Чей это номер на самом деле, мы не знаем.",
        next="Не звоните по нему. " + _BY_HAND + " " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "phone-mobile": stop(
        "Признак обмана: пугают («{quote}») и просят звонить на мобильный номер. Банки и ведомства так не делают.",
        limits="Так может написать и знакомый. Тогда спросите его самого по старому номеру.",
        next="Не звоните по нему. В банк звоните по номеру на карте. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "link-claimed": stop(
        "Признак обмана: пишут от имени Госуслуг, а ссылка ведёт на {host}. Портал ссылок для входа не присылает.",
        limits="Кто прислал сообщение на самом деле, по тексту не узнать.",
        next=_DO_NOT_OPEN,
        guide=_GUIDE,
    ),
    "link-lure": stop(
        "Признак обмана: торопят, пугают или обещают («{quote}») и дают ссылку на {host}.",
        limits="Банки и магазины тоже так пишут, но этого сайта среди известных нам нет.",
        next="Не открывайте ссылку. Зайдите на сайт отправителя сами: наберите его адрес. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "link-named": warn(
        "Признак обмана: имя сайта {host} составлено из чужого имени, а конец у него дешёвый.",
        limits="Иногда так называют и честный сайт, но среди известных нам его нет.",
        next="Не открывайте ссылку. Зайдите на сайт отправителя сами: наберите его адрес. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "link-missing": warn(
        "Признак обмана: пугают или обещают («{quote}») и зовут по ссылке. Самой ссылки в тексте нет.",
        limits="Куда она ведёт, мы не видим. Банки и магазины тоже присылают ссылки.",
        next="Не открывайте её. Зайдите на сайт отправителя сами: наберите его адрес. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "messenger-link": unsure(
        "Не найден среди официальных: ссылка ведёт в {name}. Портал там никому не пишет.",
        limits="Магазины и знакомые дают такие ссылки и честно.",
        next="Не пишите туда коды, пароли и номера карт.",
        guide=_GUIDE,
    ),
    "asks-code": stop(
        "Признак обмана: просят назвать код. В сообщении стоит «{quote}».",
        limits="Код из СМС вводите только вы сами. Ни портал, ни банк, ни врач его не спрашивают.",
        next="Не называйте код никому. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "asks-card": stop(
        "Признак обмана: просят секретные данные карты. В сообщении стоит «{quote}».",
        limits="Чтобы прислать вам деньги, код с карты и её срок не нужны.",
        next="Не сообщайте их. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "asks-safe": stop(
        "Признак обмана: деньги просят перевести или отдать «для сохранности». В сообщении стоит «{quote}».",
        limits="Безопасных счетов не бывает: об этом предупреждают Банк России и полиция.",
        next="Не переводите и не снимайте деньги. Позвоните в банк по номеру на карте. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "asks-boss": stop(
        "Признак обмана: готовят звонок «из органов» и просят молчать или слушаться. В сообщении стоит «{quote}».",
        limits="Имя и фото начальника в мессенджере можно подделать. О такой схеме предупреждает МВД.",
        next="Не отвечайте. Позвоните начальнику по обычному номеру и спросите сами. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "asks-remote": stop(
        "Признак обмана: просят пустить чужого в ваш телефон или компьютер. В сообщении стоит «{quote}».",
        limits="Кто видит ваш экран, тот видит и коды.",
        next="Ничего не ставьте и не показывайте экран. Уже поставили — выключите интернет и удалите программу. "
        + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "asks-file": stop(
        "Признак обмана: присылают файл программы — «{quote}».",
        limits="Под видом фото, списка или обновления в таком файле бывает вирус.",
        next="Не открывайте файл. Программы ставьте только из магазина приложений. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "asks-redirect": stop(
        "Признак обмана: просят набрать команду «{quote}». Она отправит ваши звонки чужому человеку.",
        next="Не набирайте её. Уже набрали — позвоните своему оператору. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "asks-trouble": stop(
        "Признак обмана: срочно просят деньги и не дают позвонить или проверить. В сообщении стоит «{quote}».",
        limits="Так может написать и близкий человек. Но его страницу могли украсть, а голос подделать.",
        next="Не переводите. Позвоните этому человеку по старому номеру. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "asks-fee": stop(
        "Признак обмана: обещают деньги, а сначала просят заплатить. В сообщении стоит «{quote}».",
        limits="Настоящие выплаты и выигрыши не требуют платить вперёд.",
        next="Не платите. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "asks-drop": stop(
        "Признак обмана: обещают лёгкие деньги. В сообщении стоит «{quote}».",
        limits="Честная работа бывает и на дому. Но для неё не просят вашу карту, вклад или деньги вперёд.",
        next="Не отвечайте и не давайте карту. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "asks-wallet": stop(
        "Признак обмана: просят секретные слова или ключ от кошелька. В сообщении стоит «{quote}».",
        limits="У кого эти слова, у того и деньги. Поддержка их не спрашивает.",
        next="Никому их не называйте. Уже назвали — заведите новый кошелёк, этот уже не ваш. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "asks-ransom": stop(
        "Признак обмана: требуют денег и грозят рассказать что-то о вас. В сообщении стоит «{quote}».",
        limits="Часто у пишущего ничего нет. Тому, кто заплатил, пишут снова.",
        next="Не платите и не отвечайте. Сохраните переписку и подайте заявление в полицию. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "asks-login": stop(
        "Признак обмана: просят пароль от Госуслуг или вход через них. В сообщении стоит «{quote}».",
        limits="Пароль вводят только на esia.gosuslugi.ru.",
        next=_DO_NOT_OPEN,
        guide=_GUIDE,
    ),
    "asks-hurry": warn(
        "Признак обмана: торопят что-то подтвердить или оплатить и грозят. В сообщении стоит «{quote}».",
        limits="Так пишут и честно, но срок в таком письме ничего не решает.",
        next="Не отвечайте и не переходите по ссылке. Откройте сайт или приложение сами и посмотрите там. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "asks-transfer": warn(
        "Признак обмана: деньги просят перевести на карту или номер из сообщения. В сообщении стоит «{quote}».",
        limits="Так пишут и честно. Но штрафы и долги на карту не платят, а ошибочный перевод возвращает сам банк.",
        next="Не переводите. Проверьте долг на сайте ведомства, а чужие деньги верните через банк. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "asks-identity": stop(
        "Признак обмана: за деньги или «обновление данных» просят документы. В сообщении стоит «{quote}».",
        limits="Ведомства не собирают паспорта и СНИЛС в сообщениях.",
        next="Не отправляйте. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "poses-power": stop(
        "Признак обмана: пишут от имени службы безопасности, следствия или робота и пугают. "
        "В сообщении стоит «{quote}».",
        limits="Следователь вызывает повесткой. Банк не просит нажимать цифры и слушаться робота.",
        next="Положите трубку, не отвечайте. Позвоните в банк по номеру на карте. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "worded": warn(
        "Признак обмана: так пишут мошенники. Сильнее всего об этом говорят слова «{words}».",
        limits="Это догадка по словам: честное письмо тоже может так звучать.",
        next="Ничего не называйте, не платите и не открывайте, пока не проверите: позвоните сами по номеру, "
        "который знаете. " + _IF_GIVEN,
        guide=_GUIDE,
    ),
    "asks-papers": unsure(
        "Просят документ или его номер: «{quote}». Кто это пишет, по тексту не узнать.",
        limits="Так просят и честно: на работе, в школе, в банке.",
        next="Проверьте, кому отдаёте: позвоните по номеру, который нашли сами. Незнакомым не отправляйте.",
        guide=_GUIDE,
    ),
    "code-message": unsure(
        "В сообщении есть код, но просьбы назвать его в тексте нет. Кто прислал сообщение, по тексту не узнать.",
        next="Никому не называйте код. Вы его не просили — значит, кто-то пробует войти: "
        "смените пароль на www.gosuslugi.ru.",
        guide=_GUIDE,
    ),
    "message-calm": unsure(
        "Признаков обмана, которые мы знаем, в тексте нет. Но по тексту не узнать, кто его прислал.",
        limits="Мошенники пишут и так, что придраться не к чему, а просят уже в разговоре.",
        next="Не называйте коды и не переводите деньги, если попросят потом. " + _BY_HAND,
        guide=_GUIDE,
    ),
    "unknown": unsure(
        "Не найден среди официальных: это не похоже ни на номер, ни на ссылку, ни на почту.",
        next="Скопируйте сюда номер, ссылку или почту целиком. " + _BY_HAND,
    ),
}

_OWN_ZONE = f".{BRAND}.ru"
_NETWORKS = ("vk.com", "vk.ru", "vk.me", "ok.ru")
_MOST_PIECES, _ALL_PIECES = 5, 50
_MOST_SIGNS = 10_000
_FEW_WORDS = 4  # up to so many describe a contact, more are a message
_AROUND_DIGITS = str.maketrans("", "", "()+")
_TURNS = re.compile("[\u202b\u202e\u2067]")  # to the left; the others stand around numbers in copied contacts
_INNER = re.compile(r"https?(?::|%3a)(?://|%2f%2f)([^/&?#%]+)", re.IGNORECASE)
_VALUE = re.compile(r"[?&][^=&#]+=([^&#]+)")
_PHONE = re.compile(r"(?<![\w@/.-])(?:\+\d|[78])(?:[ ()‑–-]{0,3}\d){9,13}(?![\w@/-])")
_HANDLE = re.compile(r"(?<![\w@.])@\w{4,}|(?<![\w.])(?:t|wa)\.me/")
_NO_PHONE = re.compile(r"(?:№|заявлени\w*|номер\w* заявления|договор\w*|счет\w*|заказ\w*)\W{0,3}$", re.IGNORECASE)
_PROGRAM = re.compile(r"[^/?&=#]*\.(?:apk|xapk|apks|exe|scr|msi|bat|cmd|vbs|jar)(?=$|[?&#])", re.IGNORECASE)
_LOGIN = re.compile(
    r"login|vhod|auth|esia|sign-?in|verif|podtver|vosstan|kabinet|cabinet|oplat|pay|parol|passw|vyplat|posob|bonus"
    r"|kompens|otmen|zasch?it|secur|вход|оплат|парол|выплат",
)
_OFFER = re.compile(r"support|help|portal|official|online|service")  # what a name promises, besides


def check(contact: str) -> Iterator[Finding | str]:
    """Judge a contact, or a message: what it says, and each of its links, addresses and phones."""
    turned = bool(_TURNS.search(contact))
    lines = "\n".join(" ".join(line.split()) for line in seen(plain(contact[:_MOST_SIGNS])).splitlines())
    text = " ".join(lines.split())
    pieces = _pieces(text)[:_ALL_PIECES]
    said = _said(lines)
    asks = [found(key, "contact", quote=shown(quote)) for key, quote in said.asks.items()] if said else []
    judged = [[*_judge(piece, said, turned)] for piece in pieces]
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
        yield found("link-tricky", "contact") if turned and has_brand(text[::-1]) else _name(text, said)
    elif said and not asks and all(OUTCOMES[finding.key].level == "ok" for findings in judged for finding in findings):
        yield _name(text, said)  # a message may name the portal's own phone and still be anybody's


def _said(text: str) -> message.Words | None:
    """What is in a message; nothing if it is no message but a few words that describe a contact."""
    size = len(text.split())
    if _digits(text) or (size < 2 and not _PROGRAM.fullmatch(text)):
        return None
    said = message.read(text)
    return said if size > _FEW_WORDS or said.asks else None


def _worst(judged: list[list[Finding]]) -> Iterator[Finding]:
    """What was found about five pieces: those with the worst levels, in the order of the text."""
    chosen = sorted(range(len(judged)), key=lambda place: -_level(judged[place]))[:_MOST_PIECES]
    for place in sorted(chosen):
        yield from judged[place]


def _level(findings: Iterable[Finding]) -> int:
    """How much is wrong: nothing up to «unsure», more for each level above it."""
    return max((max(LEVELS.index(OUTCOMES[finding.key].level) - 1, 0) for finding in findings), default=0)


def _together(said: message.Words, pieces: list[str]) -> Iterator[Finding]:
    """What words give away only together with a link or a phone."""
    foreign = unknown_links(pieces)
    strange = [link for link in foreign if _is_strange(link)]
    phones = unknown_phones(pieces)
    quote = shown(next(iter([*said.lures, *said.acts]), ""))
    if said.portal and foreign and (said.lures or (said.acts and strange)):
        yield found("link-claimed", "contact", host=shown(foreign[0].host))
    elif quote and strange:
        yield found("link-lure", "contact", quote=quote, host=shown(strange[0].host))
    elif said.strong and foreign:
        yield found("link-lure", "contact", quote=shown(said.strong[0]), host=shown(foreign[0].host))
    elif named := [link for link in strange if _is_named(link) and split(link.host)[2] in _KNOWN["zones"]]:
        yield found("link-named", "contact", host=shown(named[0].host))
    elif (said.strong or (said.lures and said.acts)) and said.link and not pieces:
        yield found("link-missing", "contact", quote=quote)
    if said.portal and said.lures and phones:
        yield found("phone-claimed", "contact")
    elif said.lures and said.call and any(phone.startswith("89") for phone in phones):
        yield found("phone-mobile", "contact", quote=quote)


def _worded(text: str, said: message.Words, pieces: list[str]) -> Iterator[Finding]:
    """What all the words of a message give away when none does alone."""
    if words := wording.telling(text, weighed(text, said, pieces)):
        yield found("worded", "contact", words=shown("», «".join(words)))


def weighed(text: str, said: message.Words | None = None, pieces: list[str] | None = None) -> list[wording.Weighed]:
    """What of a message is weighed, each with how it is written there."""
    marks = _marks(text, said or message.read(text), _pieces(text) if pieces is None else pieces)
    return wording.parts(message.bare(text), marks)


def _marks(text: str, said: message.Words, pieces: list[str]) -> Iterator[str]:
    """What is weighed beside the words of a message: what it tempts to, whom it names, where it leads, its phones."""
    says = {"lures": said.lures, "strong": said.strong, "acts": said.acts, "call": said.call, "link": said.link}
    yield from (f"says-{kind}" for kind, words in says.items() if words)
    # «YANDEX.TAXI» in capitals is where a card was used
    foreign = unknown_links([piece for piece in pieces if not piece.isupper()])
    phones = unknown_phones(pieces)
    if foreign:
        yield "link"
    if any(map(_is_strange, foreign)):
        yield "link-strange"
    if _HANDLE.search(text):
        yield "handle"
    if has_brand(text):
        yield "portal"
    if any(phone.startswith("89") for phone in phones):
        yield "phone-mobile"
    if any(phone.startswith("88") for phone in phones):
        yield "phone-free"


def unknown_phones(pieces: list[str]) -> set[str]:
    """The phones that are not the portal's."""
    return {_number(digits) for piece in pieces if len(digits := _digits(piece)) > 9} - {*_PHONES}


def unknown_links(pieces: list[str]) -> list[Link]:
    """The links that lead neither to the portal nor to a site of the list."""
    parsed = [parse(piece) for piece in pieces if is_link(piece)]
    return [
        link for link in parsed if link.host and not _is_own(link.host) and not _is_under(link.host, _KNOWN["hosts"])
    ]


def _is_strange(link: Link) -> bool:
    """Whether a host is one that frauds are oftener found on than others: its name, its zone, or what hides it."""
    host = link.host.removeprefix("www.")
    zone = split(host)[2]
    return (
        zone in _KNOWN["zones"]
        or _is_named(link)
        or is_address(host)
        or host in _OFFICIAL["shorteners"]["hosts"]
        or _is_under(host, (*_FREE["hosts"], *_FREE["pages"]))
        or bool(_messenger_of(link))
    )


def _is_named(link: Link) -> bool:
    """Whether a part of a host's name, between hyphens, is a name by which frauds pass for somebody known."""
    owner = split(link.host.removeprefix("www."))[1]
    return "-" in owner and not {*_KNOWN["names"]}.isdisjoint(owner.split("-"))


def _pieces(text: str) -> list[str]:
    """What of a text can be judged, each once: the whole of it if it is a number, else its links, addresses, phones."""
    text = re.sub(r"^(tel|sms|mailto):", "", text, flags=re.IGNORECASE)
    if _digits(text):
        return [text]
    short = [word for token in text.split() if (word := token.strip(".,;:!?()«»\"'")) in _PHONES or word in _SENDERS]
    phones = [
        match[0]
        for match in _PHONE.finditer(text)
        if not _NO_PHONE.search(text, max(match.start() - 20, 0), match.start())
    ]
    found_links = [*links.found(text)]
    inner = [address for piece in found_links if is_link(piece) for address in _passed_on(parse(piece))]
    return list(dict.fromkeys([*found_links, *inner, *short, *phones]))


def _passed_on(link: Link) -> Iterator[str]:
    """The addresses to which a well-known site is asked to pass a reader on: `google.com/url?q=…`, `away.php?to=…`."""
    if _is_under(link.host, _KNOWN["hosts"]):
        for value in _VALUE.findall(link.path):
            address = unquote(value)
            if is_link(address) and not _is_own(parse(address).host):
                yield address


def _digits(text: str) -> str:
    """The digits of what is nothing but a number, else nothing."""
    number = compact(text.translate(_AROUND_DIGITS))
    return number if number.isdecimal() and not re.search(r"\d[.:]\d", text) else ""


def _judge(piece: str, said: message.Words | None, turned: bool) -> Iterator[Finding]:
    if digits := _digits(piece):
        yield _phone(digits, piece)
    elif is_mail(piece):
        yield _mail(piece)
    elif is_link(piece):
        yield from _link(parse(piece), said, turned)
    else:
        yield _name(piece, None)


def _number(digits: str) -> str:
    """Digits as the list of phones has them: eleven of a Russian number begin with 8."""
    return f"8{digits[-10:]}" if len(digits) == 10 or (len(digits) == 11 and digits[0] == "7") else digits


def _phone(digits: str, typed: str) -> Finding:
    if digits in _SENDERS:
        return found("sender-official", "contact", name=digits)
    number = _number(digits)
    if row := _PHONES.get(number):
        key = "phone-official" if row["now"] else "phone-old"
        return found(key, "contact", phone=row.get("shown"), what=row["what"], year=row["date"].year)
    if number in _OFFICIAL["emergency"]["numbers"]:
        return found("phone-emergency", "contact")
    if number in _OFFICIAL["false"]["numbers"]:
        return found("phone-false", "contact")
    for row in _PHONES.values():
        if row["now"] and len(row["number"]) > 6 and one_slip(number, row["number"]):
            return found("phone-near", "contact", right=row["shown"])
    if len(digits) < 7:
        return found("number-short", "contact")
    is_phone = typed.lstrip().startswith("+") or (len(number) == 11 and number[0] == "8")
    return found("phone-other" if is_phone else "unknown", "contact", phone=shown(typed))


def _mail(address: str) -> Finding:
    name, _, domain = address.lower().rpartition("@")
    if row := _MAILS.get(f"{name}@{domain}"):
        return found(row["outcome"], "contact", mail=row["address"], what=row["what"], year=row["date"].year)
    link = parse(domain)
    if _is_own(link.host):
        return found("mail-own", "contact", mail=shown(address))
    judged = _foreign(link)
    if OUTCOMES[judged.key].level in ("warn", "stop"):
        return judged
    key = "mail-fake" if has_brand(name) and link.host in _FREE_MAIL else "mail-unknown"
    return found(key, "contact", host=shown(link.host))


def _link(link: Link, said: message.Words | None, turned: bool) -> Iterator[Finding]:
    if link.scheme in COMMANDS:
        yield found("link-command", "contact")
    elif messenger := _messenger_of(link):
        yield _messenger(messenger, link, said)
    elif link.tricky or turned:
        yield found("link-tricky", "contact")
    elif _is_own(link.host):
        yield _own(link.host)
        yield from _oddities(link)
    elif link.user:
        yield found("link-user", "contact", host=shown(link.host))
    elif link.host:
        yield _calmer(_foreign(link), said)
    else:
        yield found("unknown", "contact")


def _is_own(host: str) -> bool:
    """Whether a host is listed or lies under the portal's registered name."""
    return host in _HOSTS or host.endswith(_OWN_ZONE)


def _own(host: str) -> Finding:
    row = _HOSTS.get(host)
    if not row:
        return found("host-own", "contact", host=shown(host))
    key = "host-official" if row["now"] else "host-old"
    return found(key, "contact", host=host, what=row["what"], year=row["date"].year)


def _oddities(link: Link) -> Iterator[Finding]:
    """What is odd in a link that does lead to the portal."""
    if link.scheme == "http":
        yield found("own-http", "contact")
    if link.port not in ("", "80", "443"):
        yield found("own-port", "contact", port=link.port)
    if link.user:
        yield found("own-user", "contact", user=shown(link.user))
    if inner := _INNER.search(link.path):
        host = parse(inner[1]).host
        if not _is_own(host):
            yield found("own-inside", "contact", inner=shown(host))


def _messenger_of(link: Link) -> dict[str, Any] | None:
    if link.user:
        return None
    return next(
        (row for row in _MESSENGERS if link.scheme in row["schemes"] or _is_under(link.host, row["hosts"])), None
    )


def _is_under(host: str, names: Iterable[str]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)


def _messenger(messenger: dict[str, Any], link: Link, said: message.Words | None) -> Finding:
    page = f"{link.host}{link.path}".lower()
    if page in _SOCIAL:
        return found("social-old", "contact", page=page)
    is_claimed = said is None or said.portal or in_path(link.path)
    key = "messenger-page" if messenger["ours"] else "messenger-foreign" if is_claimed else "messenger-link"
    return found(key, "contact", name=messenger["name"])


def _calmer(finding: Finding, said: message.Words | None) -> Finding:
    """A shortened link is no sign by itself in a message that is not from the portal."""
    is_calm = finding.key == "host-short" and said is not None and not said.portal
    return found("short-message", "contact", **finding.params) if is_calm else finding


def _foreign(link: Link) -> Finding:
    """Judge a host that is not the portal's: by how it is written, for nobody can tell what is on it."""
    host, page = link.host, f"{link.host}{link.path}".lower()
    if page in _SOCIAL:
        return found("social-old", "contact", page=page)
    if letters := swapped_letters(host):
        return found("host-letters", "contact", signs=listing(host, letters))
    if letters := foreign_letters(host):
        return found("host-mixed", "contact", signs=listing(host, letters))
    key = _foreign_key(link)
    file = _PROGRAM.search(unquote(link.path))
    if file and OUTCOMES[key].level == "unsure":
        return found("file-program", "contact", file=shown(file[0]))
    return found(key, "contact", host=shown(host), tail=".".join(link.labels[-2:]))


def _foreign_key(link: Link) -> str:
    host = link.host.removeprefix("www.")
    if is_address(host):
        return "host-number"
    if _is_under(host, _NETWORKS):
        return "social-page"
    if host in _OFFICIAL["shorteners"]["hosts"]:
        return "host-short"
    if re.fullmatch(_OFFICIAL["regional"]["pattern"], host):
        return "host-regional"
    if host == f"{RUSSIAN_BRAND}.рф":
        return "host-russian"
    if re.search(rf"(^|\.){BRAND}\.ru[.-]", host):
        return "host-prefix"
    key = _brand_key(host)
    return key if key != "host-unknown" else _page_key(host, link.path)


def _brand_key(host: str) -> str:
    """Whose name the labels of a host carry."""
    before, owner, zone = split(host)
    is_free = _is_under(host, _FREE["hosts"])
    whole = "".join((*before, owner))
    if has_brand(owner) or whole == BRAND or any(has_brand(label) and (is_free or label != BRAND) for label in before):
        return "host-borrowed"
    if any(map(is_near, (*before, owner))) or (len(whole) < len(BRAND) + 2 and is_near(whole)):
        return "host-misspelt"
    if BRAND not in before:
        return "host-unknown"
    # A region's portal may be called so; it is in a zone of Russia, and no word of its name asks to log in.
    is_home = zone.rpartition(".")[2] in _OFFICIAL["regional"]["zones"] and not (
        _LOGIN.search(owner) or _OFFER.search(owner)
    )
    return "host-inside" if is_home else "host-borrowed"


def _page_key(host: str, path: str) -> str:
    """What the rest of a link tells, where the name of its host tells nothing."""
    brand = in_path(path)
    if _is_under(host, (*_FREE["pages"], *_FREE["disks"], *_FREE["hosts"])):
        kinds = (("host-disk", _FREE["disks"]), ("host-free", (*_FREE["pages"], *_FREE["hosts"])))
        return "host-page" if brand else next(key for key, hosts in kinds if _is_under(host, hosts))
    if not _is_under(host, _KNOWN["hosts"]) and (brand == "host" or (brand == "name" and _asks_to_log_in(path))):
        return "host-path"
    return "host-named" if brand else "host-unknown"


def _asks_to_log_in(path: str) -> bool:
    """Whether the short words of a path, and not the title of an article in it, speak of logging in or paying."""
    words = [word for word in re.split(r"[/?&=#]", unquote(path).lower()) if len(re.split("[-_]", word)) < 4]
    return any(map(_LOGIN.search, words)) and bool(in_path("/".join(words)))


def _name(text: str, said: message.Words | None) -> Finding:
    """Judge what is neither a number nor a link nor an address."""
    if text.casefold() in _SENDERS:
        return found("sender-official", "contact", name=text)
    if said is not None:
        key = "code-message" if said.code else "name-only" if said.portal else "message-calm"
        return found(key, "contact")
    if text.startswith("@"):
        return found("handle", "contact")
    spoken = [word.casefold() for _, word in words(text)]
    for messenger in sorted(_MESSENGERS, key=lambda row: bool(row["ours"])):
        if any(_names(messenger, word) or _names(messenger, as_latin(word)) for word in spoken):
            key = "messenger-ours" if messenger["ours"] else "messenger-foreign"
            return found(key, "contact", name=messenger["name"])
    if " " not in text and text.count(".") < 2 and _is_like_name(re.sub(r"[._-]", "", text)):
        return found("sender-fake", "contact", name=shown(text))
    return found("name-only" if has_brand(text) else "unknown", "contact")


def _is_like_name(flat: str) -> bool:
    """Whether a word is made to be taken for the Latin name of the portal; its Russian name is a common word."""
    return not LATIN.isdisjoint(flat) and (shape(BRAND) in shape(flat) or is_near(flat))


def _names(messenger: dict[str, Any], word: str) -> bool:
    """Whether a word is a messenger's name; a long name may have an ending."""
    return any(word == name or (len(name) > 4 and word.startswith(name)) for name in messenger["names"])

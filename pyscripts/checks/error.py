"""Сообщение об ошибке: что оно значит и чья это сторона.

Finds known error codes and messages in whatever was pasted: of the portal, of the login service, of browsers, of HTTP
and of banks. Says what each means, whose side it is on, and the possible causes in order, each with a test. Forgives
layout, case, the wrong keyboard layout and O/0, I/l/1 slips. What is pasted goes nowhere and into no report.

Sources: data/errors.toml and data/http_statuses.toml.

>>> keys(text="Вы не подключены к интернету")
['offline', 'cause-wifi', 'cause-network', 'cause-whitelist']
>>> keys(text="DNS_PROBE_FINISHED_NXDOMAIN")
['no-address', 'cause-address', 'cause-dns', 'cause-vpn', 'cause-whitelist', 'cause-portal']
>>> keys(text="ERR_CONNECTION_RESET")
['dropped', 'cause-vpn', 'cause-bypass', 'cause-antivirus', 'cause-network', 'cause-portal']
>>> keys(text="err connection timed out")
['timeout', 'cause-network', 'cause-vpn', 'cause-whitelist', 'cause-portal']
>>> keys(text="Сайт www.gosuslugi.ru не позволяет установить соединение. ERR_CONNECTION_REFUSED")
['refused', 'cause-address', 'cause-portal', 'cause-vpn', 'cause-proxy', 'cause-firewall']
>>> keys(text="Возможно, подключение заблокировано брандмауэром")
['no-route', 'cause-network', 'cause-vpn', 'cause-firewall', 'cause-whitelist']
>>> keys(text="ERR_NETWORK_CHANGED")
['net-changed', 'cause-repeat', 'cause-wifi', 'cause-vpn']
>>> keys(text="ERR_PROXY_CONNECTION_FAILED")
['proxy', 'cause-proxy', 'cause-vpn', 'cause-work']
>>> keys(text="ERR_BLOCKED_BY_CLIENT")
['blocked-here', 'cause-extension', 'cause-antivirus']
>>> keys(text="Заблокирован администратором")
['blocked-admin', 'cause-work', 'cause-antivirus']
>>> keys(text="Не разрешил отобразить страницу")
['blocked-page', 'cause-extension', 'cause-cookies', 'cause-portal']
>>> keys(text="ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS")
['local-access', 'cause-permission', 'cause-plugin']
>>> keys(text="ERR_TOO_MANY_REDIRECTS")
['redirects', 'cause-cookies', 'cause-clock', 'cause-extension', 'cause-portal']
>>> keys(text="ERR_INVALID_URL")
['bad-url', 'cause-address', 'cause-link']
>>> keys(text="ERR_WS_UPGRADE")
['stopped']
>>> keys(text="Отправил недействительный ответ")
['garbled', 'cause-repeat', 'cause-cookies', 'cause-antivirus', 'cause-portal']
>>> keys(text="ERR_HTTP_RESPONSE_CODE_FAILURE")
['http-code', 'cause-portal', 'cause-cookies']
>>> keys(text="ERR_UNDOCUMENTED_SECURITY_LIBRARY_STATUS")
['auth', 'cause-session', 'cause-work']
>>> keys(text="Слишком много запросов")
['too-often', 'cause-wait-often', 'cause-extension']
>>> keys(text="Не удалось загрузить сайт из кеша")
['cache', 'cause-cookies']
>>> keys(text="ERR_CACHE_MISS")
['resend', 'cause-history']
>>> keys(text="Не удалось получить доступ к файлу")
['file-here', 'cause-file']
>>> keys(text="Обнаружен вирус")
['virus-file', 'cause-virus']
>>> keys(text="Недостаточно памяти")
['no-room', 'cause-memory', 'cause-disk']
>>> keys(text="Опаньки…")
['crash', 'cause-memory', 'cause-extension', 'cause-old-browser']
>>> keys(text="ERR_FTP_BAD_COMMAND_SEQUENCE")
['browser-inside', 'cause-repeat', 'cause-extension', 'cause-old-browser']
>>> keys(text="Не удается получить доступ к сайту")
['not-open', 'cause-network', 'cause-vpn', 'cause-portal']
>>> keys(text="HTTP 511")
['captive', 'cause-wifi-login']
>>> keys(text="NET::ERR_CERT_AUTHORITY_INVALID")
['cert-authority', 'cause-mincifry', 'cause-antivirus', 'cause-clock', 'cause-wifi-login', 'cause-fake']
>>> keys(text="Ваши часы спешат")
['cert-date', 'cause-clock', 'cause-portal', 'cause-antivirus']
>>> keys(text="SSL_ERROR_BAD_CERT_DOMAIN")
['cert-name', 'cause-address', 'cause-wifi-login', 'cause-fake', 'cause-portal']
>>> keys(text="SEC_ERROR_REVOKED_CERTIFICATE")
['cert-revoked', 'cause-fake', 'cause-clock', 'cause-portal']
>>> keys(text="Не соответствует стандартам безопасности")
['cert-spoiled', 'cause-antivirus', 'cause-old-browser', 'cause-fake', 'cause-portal']
>>> keys(text="ERR_CERTIFICATE_TRANSPARENCY_REQUIRED")
['cert-check', 'cause-network', 'cause-clock', 'cause-portal']
>>> keys(text="MOZILLA_PKIX_ERROR_MITM_DETECTED")
['cert-middle', 'cause-antivirus', 'cause-work', 'cause-fake']
>>> keys(text="Подключение не защищено")
['cert', 'cause-clock', 'cause-mincifry', 'cause-antivirus', 'cause-wifi-login', 'cause-fake']
>>> keys(text="ERR_SSL_VERSION_OR_CIPHER_MISMATCH")
['tls-versions', 'cause-old-browser', 'cause-gost', 'cause-antivirus', 'cause-portal']
>>> keys(text="ERR_SSL_PROTOCOL_ERROR")
['tls-broken', 'cause-vpn', 'cause-antivirus', 'cause-clock', 'cause-old-browser', 'cause-portal']
>>> keys(text="ERR_ECH_NOT_NEGOTIATED")
['tls-hidden', 'cause-bypass', 'cause-vpn', 'cause-old-browser']
>>> keys(text="Ваш сертификат отклонен сайтом")
['client-cert', 'cause-token', 'cause-plugin', 'cause-old-browser']
>>> keys(text="ERR_SELF_SIGNED_CERT_GENERATION_FAILED")
['cert-import', 'cause-cert-file', 'cause-mincifry']
>>> keys(text="SEC_ERROR_LEGACY_DATABASE")
['cert-store', 'cause-token', 'cause-plugin', 'cause-profile']
>>> keys(text="Опасный сайт")
['dangerous', 'cause-fake', 'cause-address']
>>> keys(text="Ваш компьютер заблокирован")
['scare', 'cause-fake']
>>> keys(text="HTTP 200")
['http-fine']
>>> keys(text="HTTP ERROR 302")
['http-moved']
>>> keys(text="400 Bad Request")
['http-request', 'cause-cookies', 'cause-address', 'cause-session', 'cause-extension', 'cause-portal']
>>> keys(text="Ошибка 401")
['http-login', 'cause-session', 'cause-cookies', 'cause-account']
>>> keys(text="HTTP 403")
['http-forbidden', 'cause-vpn', 'cause-session', 'cause-rights', 'cause-portal']
>>> keys(text="4O4")
['http-missing', 'cause-link', 'cause-address', 'cause-portal']
>>> keys(text="код 408")
['http-slow', 'cause-network', 'cause-wait-often', 'cause-portal']
>>> keys(text="HTTP 413")
['http-size', 'cause-file', 'cause-cookies']
>>> keys(text="HTTP 409")
['http-state', 'cause-history', 'cause-session', 'cause-portal']
>>> keys(text="HTTP 451")
['http-legal', 'cause-address', 'cause-link']
>>> keys(text="502 Bad Gateway nginx")
['http-down', 'cause-portal', 'cause-repeat', 'cause-cookies', 'cause-vpn']
>>> keys(text="HTTP 407")
['http-proxy', 'cause-proxy', 'cause-work']
>>> keys(text="HTTP 418")
['http-rare', 'cause-repeat', 'cause-portal']
>>> keys(text="Что-то пошло не так")
['vague', 'cause-repeat', 'cause-cookies', 'cause-portal']
>>> keys(text="Не сработало. Попробуйте снова или зайдите позже")
['portal-failed', 'cause-repeat', 'cause-session', 'cause-cookies', 'cause-portal']
>>> keys(text="Войдите, чтобы продолжить")
['portal-login', 'cause-session', 'cause-account']
>>> keys(text="Закончилось время")
['portal-timeout', 'cause-draft', 'cause-session']
>>> keys(text="Ошибка загрузки")
['portal-loading', 'cause-repeat', 'cause-network', 'cause-cookies', 'cause-portal']
>>> keys(text="Ошибка бронирования")
['portal-booking', 'cause-slots', 'cause-repeat', 'cause-portal']
>>> keys(text="Услуга временно недоступна в регионе")
['portal-region', 'cause-wait-region', 'cause-slots']
>>> keys(text="Нет доступных специалистов")
['portal-slots', 'cause-slots']
>>> keys(text="Сервис временно недоступен")
['portal-down', 'cause-portal', 'cause-repeat']
>>> keys(text="При получении реквизитов оплаты пошлины произошла ошибка")
['portal-bill', 'cause-repeat', 'cause-history', 'cause-portal']
>>> keys(text="Обязательно для заполнения")
['portal-empty', 'cause-required']
>>> keys(text="Некорректный формат")
['portal-format', 'cause-hidden-signs', 'cause-number']
>>> keys(text="Поле может содержать не более")
['portal-length', 'cause-hidden-signs', 'cause-shorter']
>>> keys(text="Файл тяжелее")
['file-size', 'cause-file-smaller']
>>> keys(text="Проверьте формат файла")
['file-type', 'cause-file-kind']
>>> keys(text="Файл повреждён")
['file-broken', 'cause-file', 'cause-file-kind']
>>> keys(text="Ошибка имени файла")
['file-name', 'cause-file-name']
>>> keys(text="Ошибка при загрузке")
['file-upload', 'cause-network', 'cause-file', 'cause-portal']
>>> keys(text="Маленькое разрешение")
['photo', 'cause-photo']
>>> keys(text="Ошибка подписания")
['sign', 'cause-token', 'cause-plugin', 'cause-session']
>>> keys(text="Ссылка устарела")
['old-link', 'cause-link', 'cause-session']
>>> keys(text="Данные не найдены")
['no-data', 'cause-number', 'cause-source-data']
>>> keys(text="Заявление отклонено")
['service-refused', 'cause-refusal-reason', 'cause-refusal-wrong']
>>> keys(text="Неверные логин или пароль")
['login-wrong', 'cause-login-form']
>>> keys(text="Учётная запись заблокирована")
['login-blocked', 'cause-frozen', 'cause-stolen']
>>> keys(text="Неверный код подтверждения")
['code-wrong', 'cause-code-last', 'cause-code-clock']
>>> keys(text="ESIA-007014")
['esia-client', 'cause-link', 'cause-portal']
>>> keys(text="esia 007055")
['esia-denied', 'cause-rights', 'cause-account', 'cause-link']
>>> keys(text="ESIA-007046")
['esia-factor', 'cause-account', 'cause-code-clock']
>>> keys(text="ESIA-007015")
['esia-time', 'cause-clock', 'cause-link', 'cause-portal']
>>> keys(text="ESIA-OO7OO8")
['esia-down', 'cause-portal', 'cause-repeat']
>>> keys(text="ESIA-123456")
['esia-other', 'cause-link', 'cause-session', 'cause-portal']
>>> keys(text="код ответа банка 51")
['bank-money', 'cause-bank-balance', 'cause-bank-other']
>>> keys(text="Отказ банка-эмитента")
['bank-refused', 'cause-bank-app', 'cause-bank-other', 'cause-bank-foreign']
>>> keys(text="Превышен лимит")
['bank-limit', 'cause-bank-app', 'cause-bank-other']
>>> keys(text="Срок действия карты истёк")
['bank-expired', 'cause-card-check', 'cause-bank-other']
>>> keys(text="Карта заблокирована")
['bank-locked', 'cause-bank-app', 'cause-bank-other']
>>> keys(text="Неверный номер карты")
['bank-data', 'cause-card-check', 'cause-bank-other']
>>> keys(text="3-D Secure")
['bank-3ds', 'cause-code-last', 'cause-bank-app', 'cause-extension', 'cause-bank-other']
>>> keys(text="Банк-эмитент недоступен")
['bank-down', 'cause-bank-later', 'cause-bank-other', 'cause-history']
>>> keys(text="Карта не поддерживается")
['bank-unfit', 'cause-bank-foreign', 'cause-bank-app', 'cause-bank-other']
>>> keys(text="Операция приостановлена")
['bank-watch', 'cause-bank-call', 'cause-bank-other']
>>> keys(text="Платёж в обработке")
['bank-wait', 'cause-history', 'cause-bank-app']
>>> keys(text="Время платежа истекло")
['bank-time', 'cause-history', 'cause-repeat']
>>> keys(text="Начисление оплачено")
['bank-paid']
>>> keys(text="УКК_СЩТТУСЕШЩТ_КУЫУЕ")
['layout', 'dropped', 'cause-vpn', 'cause-bypass', 'cause-antivirus', 'cause-network', 'cause-portal']
>>> keys(text="yt chf,jnfkj")
['layout', 'portal-failed', 'cause-repeat', 'cause-session', 'cause-cookies', 'cause-portal']
>>> keys(text="ERR_CONECTION_RESETT")
['misprint', 'dropped', 'cause-vpn', 'cause-bypass', 'cause-antivirus', 'cause-network', 'cause-portal']
>>> keys(text="ERR_CERT_NEW")
['nearest']
>>> keys(text="привет, как дела?")
['unknown']
>>> keys(text="…")
['text']
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple

from pyscripts.data import table
from pyscripts.form import FieldError, Paragraph, plain_digits
from pyscripts.verdict import Finding, Outcome, found, ok, stop, unsure, warn

FIELDS = (
    Paragraph(
        "text",
        "Код или текст ошибки",
        "Скопируйте всё, что написано на экране. Хватит и одного кода. Пароль, номер карты и код из СМС уберите.",
        example="ERR_CONNECTION_RESET",
    ),
)

# Whose side an error is on: what stands after the words about it.
_SIDES = {
    "you": "Скорее всего, дело в вашем устройстве или настройках, а не в портале.",
    "network": "Скорее всего, дело в сети: домашней, мобильной или у провайдера.",
    "site": "Скорее всего, дело на стороне сайта. Исправить это можете не вы, а его сотрудники.",
    "bank": "Отказал банк или платёжная система, а не портал.",
    "form": "Дело в том, что введено в форму. Это можно поправить.",
    "agency": "Это решение ведомства, а не поломка портала.",
    "other": "Дело в сайте, с которого вы пришли, а не в вас и не в портале.",
    "either": "По этим словам не понять, чья сторона виновата: бывает и ваша, и сайта.",
    "none": "Это не поломка.",
}
_IN_2022 = "Такие слова были в окнах портала по данным на 2022 год, с тех пор они могли измениться."
_NOT_TWICE = "Оплату и отправку не повторяйте вслепую: сначала проверьте, прошли ли они."


def _about(outcome: Outcome) -> Outcome:
    """Begin with the name of the error and say whose side it is on."""
    limits = f"{{side}} {outcome.limits}".rstrip()
    return replace(outcome, text=f"«{{name}}» — {outcome.text}{{meaning}}", limits=limits)


def _cause(text: str, test: str, guide: str) -> Outcome:
    return unsure(f"Возможная причина {{number}}: {text}", next=test, guide=guide)


_ABOUT = {
    "offline": warn(
        "устройство не подключено к интернету.",
        next="Включите Wi-Fi или мобильный интернет и обновите страницу.",
        guide="basics/portal-or-internet",
    ),
    "no-address": warn(
        "браузер не нашёл, где в сети находится этот сайт.",
        next="Сверьте адрес буква за буквой: www.gosuslugi.ru.",
        guide="basics/portal-or-internet",
    ),
    "dropped": warn(
        "связь с сайтом оборвалась на полпути.",
        next=f"Обновите страницу. {_NOT_TWICE}",
        guide="basics/portal-or-internet",
    ),
    "timeout": warn(
        "сайт не ответил вовремя.",
        next=f"Подождите минуту и обновите страницу. {_NOT_TWICE}",
        guide="tech/slow",
    ),
    "refused": warn(
        "сервер сразу отказал в соединении.",
        next="Откройте любой другой сайт. Он открылся — идите по причинам ниже.",
        guide="basics/portal-or-internet",
    ),
    "no-route": warn(
        "до сайта нет пути: соединение не пускает сеть или защита.",
        next="Откройте любой другой сайт. Не открылся и он — дело точно не в портале.",
        guide="basics/portal-or-internet",
    ),
    "net-changed": warn(
        "пока страница грузилась, сменилась сеть. Например, Wi-Fi на мобильный интернет.",
        next="Дождитесь, пока сеть установится, и обновите страницу.",
        guide="basics/portal-or-internet",
    ),
    "proxy": warn(
        "не работает прокси — посредник, через которого идёт ваш интернет.",
        next="Отключите прокси и VPN, потом обновите страницу.",
        guide="tech/blockers",
    ),
    "blocked-here": warn(
        "страницу или её часть заблокировало расширение браузера.",
        next="Откройте страницу в приватном окне: там расширения обычно выключены.",
        guide="tech/blockers",
    ),
    "blocked-admin": warn(
        "доступ запретили: настройки устройства, ваша организация или провайдер.",
        next="Откройте страницу с другого устройства и через другую сеть.",
        guide="tech/blockers",
    ),
    "blocked-page": warn(
        "браузер не показал часть страницы: так велит сам сайт.",
        next="Обновите страницу и откройте её заново с главной.",
        guide="tech/wrong-data",
    ),
    "local-access": warn(
        "браузер не пустил сайт к программе на вашем компьютере. Например, к плагину подписи.",
        next="Обновите страницу и разрешите доступ, когда браузер о нём спросит.",
        guide="tech/browser",
    ),
    "redirects": warn(
        "сайт гоняет браузер по кругу и не открывает страницу.",
        next="Удалите данные одного сайта в браузере и войдите заново.",
        guide="basics/clear-data",
    ),
    "bad-url": warn(
        "браузер не понимает такой адрес.",
        next="Наберите адрес вручную, без пробелов и лишних знаков: www.gosuslugi.ru.",
        guide="basics/portal-or-internet",
    ),
    "stopped": ok(
        "загрузку остановили. Так бывает, если закрыть страницу или перейти на другую.",
        next="Откройте страницу ещё раз.",
        guide="tech/error-messages",
    ),
    "garbled": warn(
        "ответ сайта пришёл испорченным или не целиком.",
        next=f"Обновите страницу. {_NOT_TWICE}",
        guide="basics/clear-data",
    ),
    "http-code": unsure(
        "сайт ответил ошибкой, но какой, здесь не сказано.",
        next="Найдите на экране число из трёх цифр, например 403 или 502, и введите его сюда.",
        guide="tech/error-messages",
    ),
    "auth": warn(
        "сайт или сеть не приняли вход.",
        next="Откройте сайт заново с главной страницы и войдите ещё раз.",
        guide="login/wrong-password",
    ),
    "too-often": warn(
        "запросов было слишком много, поэтому вас попросили подождать.",
        next="Закройте страницу и вернитесь позже. Не нажимайте кнопку много раз подряд.",
        guide="basics/try-later",
    ),
    "cache": warn(
        "браузер не смог прочитать то, что сам раньше сохранил.",
        next="Удалите сохранённые данные этого сайта и откройте его снова.",
        guide="basics/clear-data",
    ),
    "resend": warn(
        "эта страница открылась после отправки формы. Если отправить её снова, заявление или платёж уйдёт дважды.",
        next="Не подтверждайте отправку. Сначала посмотрите в личном кабинете, ушла ли форма.",
        guide="services/payment-error",
    ),
    "file-here": warn(
        "браузер не смог взять файл с вашего устройства.",
        next="Закройте файл в других программах и выберите его в форме ещё раз.",
        guide="services/not-sent",
    ),
    "virus-file": stop(
        "защита нашла в файле вирус.",
        next="Не открывайте файл и удалите его. Проверьте устройство антивирусом.",
        guide="safety/fraud",
    ),
    "no-room": warn(
        "устройству не хватает памяти или места.",
        next="Закройте лишние вкладки и программы, потом обновите страницу.",
        guide="tech/slow",
    ),
    "crash": warn(
        "вкладка браузера сломалась и закрылась.",
        next=f"Закройте лишние вкладки и откройте страницу снова. {_NOT_TWICE}",
        guide="tech/browser",
    ),
    "browser-inside": unsure(
        "внутренняя ошибка браузера. Причину она не называет.",
        next="Закройте браузер целиком, откройте снова и повторите.",
        guide="tech/browser",
    ),
    "not-open": unsure(
        "страница не открылась. Почему, эти слова не говорят.",
        next="Посмотрите, нет ли на экране кода латинскими буквами, например ERR_…. Введите его сюда.",
        guide="basics/portal-or-internet",
    ),
    "captive": warn(
        "эта сеть Wi-Fi просит сначала войти в неё.",
        next="Откройте настройки Wi-Fi, выберите эту сеть и войдите на её странице.",
        guide="basics/portal-or-internet",
    ),
    "cert-authority": warn(
        "браузер не знает того, кто выдал сайту сертификат.",
        limits="Так бывает и с настоящими сайтами. Банкам и госсайтам сертификат может выдать Минцифры, а Chrome и "
        "Edge его сами не знают.",
        next="Пока не разберётесь, не вводите на этой странице пароль и данные карты.",
        guide="tech/certificates",
    ),
    "cert-date": warn(
        "по часам вашего устройства срок сертификата сайта уже вышел или ещё не начался.",
        next="Проверьте на устройстве день, месяц, год, время и часовой пояс.",
        guide="tech/certificates",
    ),
    "cert-name": warn(
        "сертификат выдан на другой адрес, не на этот.",
        next="Не вводите здесь пароль и данные карты. Наберите адрес вручную: www.gosuslugi.ru.",
        guide="tech/certificates",
    ),
    "cert-revoked": stop(
        "сертификат этого сайта отозван: верить ему больше нельзя.",
        next="Закройте страницу и ничего на ней не вводите. Попробуйте позже, набрав адрес вручную.",
        guide="tech/certificates",
    ),
    "cert-spoiled": warn(
        "с сертификатом сайта что-то не так.",
        next="Не вводите здесь пароль и данные карты. Откройте сайт в другом браузере.",
        guide="tech/certificates",
    ),
    "cert-check": warn(
        "браузер не смог проверить сертификат сайта.",
        next="Обновите страницу через несколько минут. Пароль и данные карты пока не вводите.",
        guide="tech/certificates",
    ),
    "cert-middle": warn(
        "между вами и сайтом вклинилась программа, которая читает соединение.",
        limits="Чаще всего это антивирус или рабочая сеть, но так выглядит и слежка.",
        next="Не вводите пароль и данные карты, пока не узнаете, что это за программа.",
        guide="tech/certificates",
    ),
    "cert": unsure(
        "браузер не доверяет соединению с сайтом. Почему, эти слова не говорят.",
        next="Нажмите «Дополнительно» или «Подробнее», найдите код, например ERR_CERT_…, и введите его сюда. Пароль и "
        "данные карты пока не вводите.",
        guide="tech/certificates",
    ),
    "tls-versions": warn(
        "браузер и сайт не договорились, как шифровать соединение.",
        next="Обновите браузер или откройте сайт в другом.",
        guide="tech/browser",
    ),
    "tls-broken": warn(
        "защищённое соединение не получилось.",
        next="Обновите страницу. Повторяется — идите по причинам ниже.",
        guide="tech/blockers",
    ),
    "tls-hidden": warn(
        "не сработала защита, которая прячет от сети имя сайта (ECH).",
        next="Обновите страницу или откройте сайт в другом браузере.",
        guide="tech/blockers",
    ),
    "client-cert": warn(
        "сайт просит ваш личный сертификат или не принял его.",
        limits="Он нужен только для входа с электронной подписью.",
        next="Если подпись вам не нужна, отмените выбор сертификата и войдите по паролю.",
        guide="tech/certificates",
    ),
    "cert-import": warn(
        "сертификат или ключ не удалось установить.",
        next="Проверьте, тот ли это файл и верен ли пароль к нему.",
        guide="tech/certificates",
    ),
    "cert-store": warn(
        "браузер не смог открыть хранилище сертификатов или токен.",
        next="Вставьте токен заново, закройте браузер целиком и откройте снова.",
        guide="tech/certificates",
    ),
    "dangerous": stop(
        "браузер считает эту страницу опасной.",
        next="Закройте страницу, ничего на ней не вводите и не скачивайте. Уже ввели пароль — смените его.",
        guide="safety/fraud",
    ),
    "scare": stop(
        "так пугают мошенники. Браузер и Госуслуги таких окон не показывают.",
        next="Закройте вкладку. Не звоните по номеру из окна, не платите и ничего не скачивайте.",
        guide="safety/fraud",
    ),
    "http-fine": ok("это не ошибка, а обычный ответ сайта.", guide="tech/error-messages"),
    "http-moved": ok("это не ошибка: сайт отправил браузер на другой адрес.", guide="tech/error-messages"),
    "http-request": warn(
        "сайт не принял запрос браузера.",
        next="Откройте страницу заново с главной и повторите. Заполненное сначала скопируйте.",
        guide="basics/clear-data",
    ),
    "http-login": warn(
        "сайт не узнал вас: вы не вошли или вход устарел.",
        next="Откройте портал с главной страницы и войдите заново.",
        guide="login/wrong-password",
    ),
    "http-forbidden": warn(
        "сайт не пускает на эту страницу.",
        next="Выключите VPN и обновите страницу.",
        guide="tech/blockers",
    ),
    "http-missing": warn(
        "сайт работает, но такой страницы на нём нет.",
        next="Найдите услугу через поиск на портале, а не по старой ссылке.",
        guide="tech/error-messages",
    ),
    "http-slow": warn(
        "сайт не дождался вашего запроса или просит повторить его позже.",
        next=f"Подождите несколько минут и обновите страницу. {_NOT_TWICE}",
        guide="tech/slow",
    ),
    "http-size": warn(
        "браузер отправил слишком много: тяжёлый файл, длинный адрес или лишние данные сайта.",
        next="Если прикладывали файл, уменьшите его.",
        guide="services/not-sent",
    ),
    "http-state": warn(
        "запрос не совпал с тем, что уже есть на сайте. Возможно, действие уже выполнено.",
        next="Посмотрите в личном кабинете, не отправлено ли заявление. Потом обновите страницу.",
        guide="services/status-stuck",
    ),
    "http-legal": warn(
        "страница закрыта по требованию закона или суда.",
        next="Проверьте, тот ли это сайт: портал находится по адресу www.gosuslugi.ru.",
        guide="safety/fraud",
    ),
    "http-down": warn(
        "сервер сайта не справился с запросом.",
        next=f"Подождите 10–15 минут и обновите страницу. {_NOT_TWICE}",
        guide="basics/try-later",
    ),
    "http-proxy": warn(
        "прокси, через который идёт ваш интернет, просит войти.",
        next="Отключите прокси и VPN, потом обновите страницу.",
        guide="tech/blockers",
    ),
    "http-rare": warn(
        "редкий ответ сервера, от вас он не зависит.",
        next="Обновите страницу через несколько минут.",
        guide="basics/try-later",
    ),
    "vague": unsure(
        "общие слова, причину они не называют.",
        next="Обновите страницу и повторите. Если рядом есть код ошибки, введите его сюда.",
        guide="basics/try-later",
    ),
    "portal-failed": warn(
        "портал не смог выполнить действие.",
        limits=_IN_2022,
        next="Нажмите «Попробовать ещё раз». Если рядом есть код ошибки, сохраните его: он нужен поддержке.",
        guide="tech/error-messages",
    ),
    "portal-login": warn(
        "портал просит войти снова. Для многих услуг нужна подтверждённая учётная запись.",
        limits=_IN_2022,
        next="Войдите заново. Потом посмотрите в профиле, подтверждена ли учётная запись.",
        guide="login/wrong-password",
    ),
    "portal-timeout": warn(
        "форма ждала слишком долго и закрылась.",
        limits=_IN_2022,
        next="Обновите страницу. Не помогло — начните форму заново, приготовив документы заранее.",
        guide="services/not-sent",
    ),
    "portal-loading": warn(
        "портал не смог получить данные для этой страницы.",
        limits=_IN_2022,
        next="Нажмите «Попробовать ещё раз» или обновите страницу.",
        guide="basics/try-later",
    ),
    "portal-booking": warn(
        "портал не смог занять для вас время.",
        limits=_IN_2022,
        next="Проверьте в личном кабинете, нет ли записи. Нет — выберите другое время.",
        guide="services/not-sent",
    ),
    "portal-region": warn(
        "услуга сейчас не работает, возможно, только в вашем регионе.",
        limits=_IN_2022,
        next="Обновите страницу или вернитесь позже.",
        guide="basics/try-later",
    ),
    "portal-slots": warn(
        "свободного места или времени сейчас нет.",
        limits=_IN_2022,
        next="Выберите другой день, врача или подразделение.",
        guide="basics/try-later",
    ),
    "portal-down": warn(
        "сервис портала сейчас не работает.",
        limits=_IN_2022,
        next=f"Подождите 10–15 минут. {_NOT_TWICE}",
        guide="basics/try-later",
    ),
    "portal-bill": warn(
        "портал не получил реквизиты для оплаты. Черновик он сохраняет сам.",
        limits=_IN_2022,
        next="Обновите страницу. Форму заново не заполняйте: откройте черновик.",
        guide="services/payment-error",
    ),
    "portal-empty": warn(
        "какое-то нужное поле не заполнено.",
        limits=_IN_2022,
        next="Найдите поле с красной рамкой или словами об ошибке и заполните его.",
        guide="services/not-sent",
    ),
    "portal-format": warn(
        "в поле что-то написано не так, как ждёт форма.",
        limits=_IN_2022,
        next="Сверьте поле с документом и введите вручную, без вставки.",
        guide="services/not-sent",
    ),
    "portal-length": warn(
        "в поле слишком много или слишком мало знаков.",
        limits=_IN_2022,
        next="Посчитайте знаки вместе с пробелами.",
        guide="services/not-sent",
    ),
    "file-size": warn(
        "файл тяжелее, чем разрешает это поле.",
        limits="У каждого поля свой предел, он написан рядом с полем.",
        next="Уменьшите файл и приложите снова.",
        guide="services/not-sent",
    ),
    "file-type": warn(
        "поле не принимает файлы такого вида.",
        limits="У каждого поля свой список, он написан рядом с полем.",
        next="Сохраните файл в другом виде: чаще всего подходят PDF, JPG и PNG.",
        guide="services/not-sent",
    ),
    "file-broken": warn(
        "портал не смог прочитать файл. Пустой файл он тоже считает повреждённым.",
        limits=_IN_2022,
        next="Откройте файл у себя. Не открывается — возьмите его заново.",
        guide="services/not-sent",
    ),
    "file-name": warn(
        "порталу не подошло имя файла.",
        limits=_IN_2022,
        next="Переименуйте файл коротко, латиницей и цифрами. Например, pasport1.jpg.",
        guide="services/not-sent",
    ),
    "file-upload": warn(
        "файл не дошёл до портала.",
        limits=_IN_2022,
        next="Приложите файл ещё раз.",
        guide="services/not-sent",
    ),
    "photo": warn(
        "фотография слишком мелкая.",
        limits="По данным на 2022 год нужно не меньше 413×531 точек.",
        next="Возьмите исходный снимок, а не копию из мессенджера: мессенджер его уменьшает.",
        guide="services/not-sent",
    ),
    "sign": warn(
        "не сработала электронная подпись.",
        next="Проверьте, вставлен ли токен и включён ли плагин подписи.",
        guide="tech/browser",
    ),
    "old-link": warn(
        "эта ссылка больше не работает.",
        limits=_IN_2022,
        next="Откройте портал с главной страницы и найдите услугу поиском.",
        guide="tech/error-messages",
    ),
    "no-data": unsure(
        "портал не нашёл данных по тому, что введено.",
        limits=_IN_2022 + " Это не значит, что данных нет: их могли ещё не передать.",
        next="Сверьте введённое с документом.",
        guide="tech/wrong-data",
    ),
    "service-refused": warn(
        "в услуге отказали.",
        next="Откройте заявление в личном кабинете и прочитайте причину отказа.",
        guide="services/refused",
    ),
    "login-wrong": warn(
        "пара «логин и пароль» не подошла. Что из них неверно, портал не говорит.",
        next="Проверьте логин, раскладку и Caps Lock, потом введите пароль вручную.",
        guide="login/wrong-password",
    ),
    "login-blocked": warn(
        "портал ограничил учётную запись, чтобы её защитить.",
        next="Скан паспорта никому не отправляйте: так её не открывают. Посмотрите, что написано в уведомлении.",
        guide="login/blocked",
    ),
    "code-wrong": warn(
        "код подтверждения не подошёл.",
        next="Запросите новый код и введите его сразу. Никому его не называйте.",
        guide="login/no-code",
    ),
    "esia-client": warn(
        "сайт, который отправил вас на вход, неправильно обратился к Госуслугам.",
        next="Вернитесь на тот сайт и начните вход заново. Не помогло — напишите ему и назовите код.",
        guide="tech/error-messages",
    ),
    "esia-denied": warn(
        "вход на тот сайт не разрешён. Нет вашего согласия, подтверждённой учётной записи или нужной роли.",
        next="Начните вход заново и разрешите тому сайту доступ, если ему доверяете.",
        guide="tech/error-messages",
    ),
    "esia-factor": warn(
        "тот сайт требует второй шаг входа, а у вас он недоступен.",
        next="Откройте «Профиль» → «Безопасность» → «Вход с подтверждением» и настройте его.",
        guide="login/no-code",
    ),
    "esia-time": unsure(
        "служба входа решила, что время запроса неверное.",
        next="Поставьте на устройстве время «автоматически» и начните вход заново.",
        guide="tech/error-messages",
    ),
    "esia-down": warn(
        "служба входа перегружена, чинится или сбилась.",
        next="Подождите 10–15 минут и войдите снова.",
        guide="basics/try-later",
    ),
    "esia-other": unsure(
        "это код службы входа, но в нашей таблице его нет.",
        next="Начните вход заново. Повторяется — запишите код для поддержки.",
        guide="tech/error-messages",
    ),
    "bank-money": warn(
        "на карте не хватает денег на платёж или комиссию.",
        next="Проверьте остаток в приложении банка.",
        guide="services/payment-error",
    ),
    "bank-refused": warn(
        "банк отклонил платёж. Почему, эти слова не говорят.",
        next="Откройте приложение банка: часто причина написана там.",
        guide="services/payment-error",
    ),
    "bank-limit": warn(
        "сумма больше, чем разрешает карта за раз, день или месяц.",
        next="Посмотрите лимиты карты в приложении банка и поднимите нужный.",
        guide="services/payment-error",
    ),
    "bank-expired": warn(
        "срок карты вышел или введён неверно.",
        next="Сверьте срок с картой: сначала месяц, потом год.",
        guide="services/payment-error",
    ),
    "bank-locked": warn(
        "банк считает карту заблокированной или закрытой.",
        next="Откройте приложение банка и посмотрите, что с картой.",
        guide="services/payment-error",
    ),
    "bank-data": warn(
        "в номере карты или других её данных ошибка.",
        next="Введите данные карты заново, глядя на карту.",
        guide="services/payment-error",
    ),
    "bank-3ds": warn(
        "не получилось подтвердить платёж кодом банка или в его приложении.",
        next="Дождитесь кода или запроса в приложении банка и подтвердите платёж сразу. Код никому не называйте.",
        guide="services/payment-error",
    ),
    "bank-down": warn(
        "банк или платёжная система сейчас не отвечает.",
        next="Проверьте в приложении банка, не списаны ли деньги. Не списаны — попробуйте через полчаса.",
        guide="services/payment-error",
    ),
    "bank-unfit": warn(
        "этой картой такой платёж сделать нельзя.",
        next="Заплатите другой картой или другим способом.",
        guide="services/payment-error",
    ),
    "bank-watch": warn(
        "банк остановил платёж: он показался ему необычным.",
        next="Откройте приложение банка: там спросят, вы ли платите.",
        guide="services/payment-error",
    ),
    "bank-wait": unsure(
        "платёж ещё идёт. Это не отказ.",
        next="Не платите второй раз. Подождите и посмотрите в приложении банка, чем кончилось.",
        guide="services/payment-error",
    ),
    "bank-time": warn(
        "платёж не подтвердили вовремя.",
        next="Проверьте в приложении банка, не списаны ли деньги. Не списаны — начните платёж заново.",
        guide="services/payment-error",
    ),
    "bank-paid": ok(
        "этот счёт уже оплачен.",
        next="Второй раз не платите. Найдите квитанцию в личном кабинете или в приложении банка.",
        guide="services/payment-error",
    ),
}

_CAUSES = {
    "wifi": _cause(
        "Wi-Fi или мобильный интернет выключен.",
        "Посмотрите на значки вверху экрана. Выключите режим полёта, включите Wi-Fi заново.",
        "basics/portal-or-internet",
    ),
    "network": _cause(
        "сбой вашей сети.",
        "Откройте сайт через другую сеть: вместо Wi-Fi включите мобильный интернет. Открылся — перезагрузите роутер.",
        "basics/portal-or-internet",
    ),
    "whitelist": _cause(
        "оператор ограничил мобильный интернет.",
        "Подключитесь к Wi-Fi. По Wi-Fi открывается, а по мобильному нет — дело в ограничениях.",
        "tech/white-lists",
    ),
    "address": _cause(
        "опечатка в адресе или старая закладка.",
        "Наберите вручную www.gosuslugi.ru. Открылось — исправьте закладку.",
        "basics/portal-or-internet",
    ),
    "dns": _cause(
        "не работает DNS — справочник адресов вашей сети.",
        "Откройте сайт через другую сеть. Открылся — перезагрузите роутер или позвоните провайдеру.",
        "basics/portal-or-internet",
    ),
    "vpn": _cause(
        "мешает VPN.",
        "Выключите VPN и обновите страницу. Открылась — не включайте его на Госуслугах.",
        "tech/blockers",
    ),
    "bypass": _cause(
        "мешает программа для обхода блокировок.",
        "Закройте её, перезагрузите браузер и откройте страницу. Открылась — внесите портал в исключения программы.",
        "tech/blockers",
    ),
    "antivirus": _cause(
        "мешает антивирус: он проверяет защищённые соединения.",
        "Откройте сайт с телефона в другой сети. Там открывается — выключите в антивирусе проверку HTTPS и попробуйте "
        "снова.",
        "tech/blockers",
    ),
    "firewall": _cause(
        "соединение не пускает брандмауэр или антивирус.",
        "Откройте сайт с другого устройства в той же сети. Там открывается — проверьте защиту на этом.",
        "tech/blockers",
    ),
    "proxy": _cause(
        "в настройках остался прокси.",
        "Откройте настройки сети, найдите «Прокси» и выключите его.",
        "tech/blockers",
    ),
    "work": _cause(
        "так настроена рабочая или учебная сеть.",
        "Откройте сайт с телефона через мобильный интернет. Открылся — спросите того, кто настраивает вашу сеть.",
        "tech/blockers",
    ),
    "wifi-login": _cause(
        "общий Wi-Fi ждёт, что вы в него войдёте.",
        "Выключите Wi-Fi и откройте сайт через мобильный интернет.",
        "basics/portal-or-internet",
    ),
    "extension": _cause(
        "мешает расширение: блокировщик рекламы или защита.",
        "Откройте страницу в приватном окне. Там работает — выключайте расширения по одному.",
        "tech/blockers",
    ),
    "cookies": _cause(
        "в браузере остались старые данные сайта.",
        "Удалите данные только этого сайта и войдите заново.",
        "basics/clear-data",
    ),
    "clock": _cause(
        "на устройстве сбиты часы или дата.",
        "Включите в настройках дату и время «автоматически» и обновите страницу.",
        "tech/certificates",
    ),
    "mincifry": _cause(
        "сайту выдали сертификат Минцифры, а ваш браузер его не знает.",
        "Откройте сайт в Яндекс Браузере: он знает такие сертификаты у многих сайтов. Ставить сертификат самому — "
        "только со страницы www.gosuslugi.ru/crt.",
        "tech/certificates",
    ),
    "fake": _cause(
        "сайт поддельный или соединение подменили.",
        "Прочитайте адрес до первой косой черты. У портала это www.gosuslugi.ru или другое слово, точка и "
        "gosuslugi.ru. Сомневаетесь — сначала проверьте адрес нашей проверкой ссылок.",
        "safety/fraud",
    ),
    "old-browser": _cause(
        "старый браузер или старая система.",
        "Обновите браузер. Не обновляется — поставьте другой.",
        "tech/browser",
    ),
    "gost": _cause(
        "сайту нужен браузер с российским шифрованием (ГОСТ).",
        "Обычному входу на Госуслуги он не нужен. Если так написано на самом сайте, возьмите браузер оттуда.",
        "tech/browser",
    ),
    "portal": _cause(
        "сбой на самом сайте.",
        "Спросите знакомого с другим интернетом, открывается ли у него. Нет — подождите: чинить это будут на сайте.",
        "basics/try-later",
    ),
    "repeat": _cause(
        "разовый сбой.",
        "Обновите страницу. Если ошибка ушла, больше делать ничего не надо.",
        "basics/try-later",
    ),
    "session": _cause(
        "вход устарел: страница долго была открыта.",
        "Откройте портал в новой вкладке и войдите снова. Заполненное сначала скопируйте.",
        "login/wrong-password",
    ),
    "account": _cause(
        "учётная запись не подтверждена.",
        "Откройте профиль и посмотрите, что написано о вашей учётной записи. Подтвердить её можно в банке или МФЦ.",
        "login/wrong-password",
    ),
    "rights": _cause(
        "у вас нет прав на эту страницу.",
        "Проверьте, от чьего имени вы вошли: от своего или от организации.",
        "login/wrong-password",
    ),
    "wait-often": _cause(
        "кнопку нажимали слишком часто.",
        "Подождите 15 минут и нажмите один раз.",
        "basics/try-later",
    ),
    "wait-region": _cause(
        "услугу временно выключил ваш регион.",
        "Посмотрите, работает ли услуга завтра. Срочно — идите в МФЦ или ведомство.",
        "basics/try-later",
    ),
    "history": _cause(
        "действие уже выполнено, но ответ до вас не дошёл.",
        "Посмотрите заявления и платежи в личном кабинете и операции в приложении банка.",
        "services/payment-error",
    ),
    "draft": _cause(
        "форма заполнялась дольше, чем портал ждёт.",
        "Поищите черновик в личном кабинете: часть ответов могла сохраниться.",
        "services/not-sent",
    ),
    "slots": _cause(
        "места разобрали.",
        "Поищите другой день, другое подразделение или врача. Загляните ещё раз завтра.",
        "basics/try-later",
    ),
    "link": _cause(
        "ссылка старая или неполная.",
        "Откройте главную страницу сайта и дойдите до нужного места по кнопкам.",
        "tech/error-messages",
    ),
    "permission": _cause(
        "доступ к локальной сети запрещён этому сайту.",
        "Нажмите на значок слева от адреса, найдите «Локальная сеть» и разрешите.",
        "tech/browser",
    ),
    "plugin": _cause(
        "плагин подписи не запущен или устарел.",
        "Проверьте, включён ли плагин в браузере. Обновите его с сайта разработчика.",
        "tech/browser",
    ),
    "token": _cause(
        "токен или сертификат подписи недоступен.",
        "Вставьте токен в другой разъём. Проверьте, не вышел ли срок подписи.",
        "tech/certificates",
    ),
    "cert-file": _cause(
        "не тот файл, не тот пароль, или сертификат уже стоит.",
        "Скачайте файл заново с того же официального сайта и введите пароль вручную.",
        "tech/certificates",
    ),
    "profile": _cause(
        "испорчен профиль браузера.",
        "Откройте сайт в другом браузере. Там работает — создайте новый профиль.",
        "tech/browser",
    ),
    "memory": _cause(
        "не хватает памяти.",
        "Закройте другие вкладки и программы, перезагрузите устройство.",
        "tech/slow",
    ),
    "disk": _cause(
        "кончилось место на диске.",
        "Посмотрите в настройках, сколько места свободно, и удалите лишнее.",
        "tech/slow",
    ),
    "virus": _cause(
        "файл заражён, или антивирус ошибся.",
        "Возьмите файл у того, кто его дал, ещё раз. Снова вирус — не открывайте.",
        "safety/fraud",
    ),
    "file": _cause(
        "файл изменён, перемещён, пуст или открыт в другой программе.",
        "Скопируйте файл на рабочий стол и выберите его оттуда. Проверить его можно нашей проверкой вложения.",
        "services/not-sent",
    ),
    "file-smaller": _cause(
        "снимок слишком подробный, или в файле много страниц.",
        "Сохраните фото поменьше или разделите PDF. Размер покажет наша проверка вложения.",
        "services/not-sent",
    ),
    "file-kind": _cause(
        "расширение не совпадает с тем, что внутри. Например, HEIC с телефона назвали JPG.",
        "Проверьте файл нашей проверкой вложения и сохраните его в нужном виде.",
        "services/not-sent",
    ),
    "file-name": _cause(
        "в имени лишние знаки, или оно слишком длинное.",
        "Оставьте только латинские буквы, цифры и одну точку перед расширением.",
        "services/not-sent",
    ),
    "photo": _cause(
        "снимок уже уменьшили.",
        "Сфотографируйте заново и приложите сам снимок. Размер покажет наша проверка вложения.",
        "services/not-sent",
    ),
    "required": _cause(
        "поле пропущено, или в нём остался один пробел.",
        "Пройдите форму сверху вниз. Откройте все свёрнутые части и поставьте нужные галочки.",
        "services/not-sent",
    ),
    "hidden-signs": _cause(
        "вместе с текстом вставились невидимые или похожие знаки.",
        "Проверьте текст нашей проверкой текста или наберите его вручную.",
        "services/not-sent",
    ),
    "shorter": _cause(
        "текст длиннее, чем поле.",
        "Сократите текст, уберите лишние пробелы.",
        "services/not-sent",
    ),
    "number": _cause(
        "опечатка в номере.",
        "Проверьте номер нашей проверкой документа, потом сверьте с бумагой.",
        "services/not-sent",
    ),
    "source-data": _cause(
        "ведомство ещё не передало данные, или в них ошибка.",
        "Сравните данные в профиле с документом. Не совпадают — обратитесь в ведомство, которое их выдало.",
        "tech/wrong-data",
    ),
    "refusal-reason": _cause(
        "в заявлении ошибка или не хватает документа.",
        "Исправьте то, что названо в отказе, и подайте заявление снова.",
        "services/refused",
    ),
    "refusal-wrong": _cause(
        "отказ неверный.",
        "Подайте жалобу на отказ. Срок ответа посчитает наша проверка сроков.",
        "services/refused",
    ),
    "login-form": _cause(
        "другая раскладка, Caps Lock или лишний пробел.",
        "Наберите в поле логина любое слово и посмотрите, те ли буквы выходят. Потом проверьте логин нашей проверкой.",
        "login/wrong-password",
    ),
    "frozen": _cause(
        "портал заметил необычные действия и на 72 часа закрыл часть услуг.",
        "Через 72 часа это пройдёт само. Быстрее — в МФЦ с паспортом или через Цифровой ID в MAX.",
        "login/blocked",
    ),
    "stolen": _cause(
        "в учётную запись вошёл кто-то чужой.",
        "Посмотрите в профиле, когда и откуда входили. Входили не вы — смените пароль и сообщите в банк и полицию.",
        "login/blocked",
    ),
    "code-last": _cause(
        "введён прежний код, а действует только последний.",
        "Дождитесь нового кода, сотрите старые цифры и введите новые.",
        "login/no-code",
    ),
    "code-clock": _cause(
        "часы на телефоне идут неточно, и приложение показывает не те коды.",
        "Включите на телефоне время «автоматически» и возьмите следующий код.",
        "login/no-code",
    ),
    "bank-balance": _cause(
        "деньги на другом счёте или заняты под прежнюю покупку.",
        "Переведите деньги на ту карту, которой платите, и повторите.",
        "services/payment-error",
    ),
    "bank-app": _cause(
        "платёж остановили правила банка или ваши настройки карты.",
        "Откройте карту в приложении банка: проверьте лимиты и разрешены ли платежи в интернете.",
        "services/payment-error",
    ),
    "bank-call": _cause(
        "банк ждёт вашего подтверждения.",
        "Сами напишите в чат банка или позвоните по номеру на карте. Тому, кто звонит вам, ничего не говорите.",
        "services/payment-error",
    ),
    "bank-later": _cause(
        "сбой у банка или платёжной системы.",
        "Подождите полчаса, проверьте списания и только потом повторите.",
        "services/payment-error",
    ),
    "bank-foreign": _cause(
        "карта не подходит для таких платежей.",
        "Попробуйте карту «Мир» российского банка.",
        "services/payment-error",
    ),
    "bank-other": _cause(
        "мешает именно эта карта.",
        "Убедитесь, что деньги не списаны, и заплатите другой картой или через СБП.",
        "services/payment-error",
    ),
    "card-check": _cause(
        "опечатка в номере или сроке карты.",
        "Проверьте номер и срок нашей проверкой карты. Код с обратной стороны туда вводить не надо.",
        "services/payment-error",
    ),
}

OUTCOMES = (
    {key: _about(outcome) for key, outcome in _ABOUT.items()}
    | {f"cause-{key}": outcome for key, outcome in _CAUSES.items()}
    | {
        "layout": ok("Текст набран не в той раскладке. Мы прочитали его в другой."),
        "misprint": unsure(
            "Точно такой ошибки в таблице нет. Похоже на опечатку: в таблице есть «{name}».",
            next="Сверьте с экраном. Если это она, читайте дальше.",
        ),
        "nearest": unsure(
            "Такой ошибки в нашей таблице нет. Ближе всего по написанию — «{name}».",
            limits="Это может быть совсем другая ошибка.",
            next="Сверьте с экраном. Если это она, введите её сюда точно.",
            guide="tech/error-messages",
        ),
        "unknown": unsure(
            "Такой ошибки в нашей таблице нет.",
            limits="Это не значит, что она опасна: таблица неполная.",
            next="Скопируйте с экрана весь текст и введите сюда. Не помогло — обновите страницу, попробуйте другой "
            "браузер и другую сеть, потом напишите в поддержку портала.",
            guide="support/feedback",
        ),
    }
)


class _Known(NamedTuple):
    """A message or code that the table has: its family, and how it is shown to the reader."""

    family: str
    name: str
    meaning: str = ""


class _Node:
    """A place in the tree of known messages, a word deeper at each step."""

    def __init__(self) -> None:
        self.known: _Known | None = None
        self.next: dict[str, _Node] = {}

    def plant(self, words: list[str], known: _Known) -> None:
        node = self
        for word in words:
            node = node.next.setdefault(word, _Node())
        node.known = known

    def longest(self, words: list[str], start: int) -> tuple[_Known | None, int]:
        """The longest known message that begins at a word, and where it ends."""
        node, found_here, end = self, None, start
        for position in range(start, len(words)):
            deeper = node.next.get(words[position])
            if deeper is None:
                break
            node = deeper
            if node.known:
                found_here, end = node.known, position + 1
        return found_here, end


_MOST_FAMILIES = 3
_MOST_CAUSES = 6

# ---- Reading: one form for everything that a reader, a keyboard or a camera may have changed.

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0301"))
# Letters that look alike become one: Cyrillic ones Latin, 0 the letter O, 1 and L the letter I; all dashes a hyphen.
_ALIKE = str.maketrans("АВЕКМНОРСТУХІЁ01L|−–—‑‐", "ABEKMHOPCTYXIEOII" + "I-----")
_WORD = re.compile(r"(?<![^\W_])-[2-9OI]{1,4}(?![^\W_])|[^\W_]+")
_NUMBER = re.compile(r"-?[2-9OI]{1,6}")
_STATUS = re.compile(r"IO[OI]|[2-9OI]*[2-9][2-9OI]*")  # not «ООО»
_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
_CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)


def _words(text: str) -> list[str]:
    """The words of a text in a form in which letters and digits that look alike are the same.

    >>> _words("err_connection_reset") == _words("net::ЕRR-C0NNECTI0N_RESET")[1:]
    True
    """
    plain = plain_digits(text).upper().translate(_INVISIBLE)
    plain = plain.replace("И\u0306", "Й").replace("Е\u0308", "Е")
    return _WORD.findall(plain.translate(_ALIKE))


def _key(text: str) -> str:
    return " ".join(_words(text))


def _number(word: str) -> int | None:
    """A word as a number, if it is one: «4O4» is 404."""
    return int(word.replace("O", "0").replace("I", "1")) if _NUMBER.fullmatch(word) else None


# ---- The tables, turned round: from what is read to what it means.

_PREFIXES = {
    "chromium": "ERR_",
    "sec": "SEC_ERROR_",
    "ssl": "SSL_ERROR_",
    "pkix": "MOZILLA_PKIX_ERROR_",
    "ns": "NS_ERROR_",
    "pr": "PR_",
    "other": "",
}
_FAMILIES = table("errors")["family"]
_STATUSES = {int(code): row for code, row in table("http_statuses")["status"].items()}


def _named() -> Iterator[tuple[str, _Known]]:
    """Everything in the tables that has a name, by its key."""
    for family, row in _FAMILIES.items():
        for kind, prefix in _PREFIXES.items():
            for name in row.get(kind, "").split():
                name = prefix + name.partition("=")[0]
                yield _key(name), _Known(family, name)
        for phrase in row.get("phrases", "").strip().splitlines():
            yield _key(phrase), _Known(family, phrase)
    for code, (_, phrase, _) in _STATUSES.items():
        if " " in phrase:  # a single word, such as «Found», is too common
            yield _key(phrase), _status(code)
            yield _key(f"{code} {phrase}"), _status(code)


def _numbered(kind: str) -> dict[int, _Known]:
    """The numbers of one kind, by family."""
    rows = ((family, item) for family, row in _FAMILIES.items() for item in row.get(kind, "").split())
    return {int(item.rpartition("=")[2]): _Known(family, item) for family, item in rows if item[-1].isdigit()}


def _status(code: int) -> _Known:
    """An HTTP status, registered or not."""
    if code not in _STATUSES:
        return _Known(_BY_CLASS[code // 100], f"HTTP {code}", " В общем списке такого кода нет.")
    family, phrase, meaning = _STATUSES[code]
    return _Known(family, f"HTTP {code} {phrase}", f" Код {code} значит: {meaning}.")


_BY_CLASS = {1: "http-fine", 2: "http-fine", 3: "http-moved", 4: "http-request", 5: "http-down"}
_KNOWN = dict(_named())
_TREE = _Node()
for _path, _known in _KNOWN.items():
    _TREE.plant(_path.split(), _known)
_CHROMIUM = {-number: known for number, known in _numbered("chromium").items()}
_APPLE, _BANK, _ESIA = _numbered("apple"), _numbered("bank"), _numbered("esia")

# A bare number is an error only next to one of these words.
_ERROR_CUES = frozenset(
    _words("ошибка ошибки ошибку ошибкой код кода статус ответ error err code status http net")
    + _words("NSURLErrorDomain kCFErrorDomainCFNetwork сервер nginx")
)
_BANK_CUES = frozenset(_words("отказ отказа ответа decline declined response rc"))
_CUE_REACH = 3


# ---- Finding


def _find(words: list[str]) -> Iterator[_Known]:
    """Known messages in the order in which they stand in the text; the longest wins where several begin."""
    position = 0
    while position < len(words):
        known, end = _TREE.longest(words, position)
        if known := known or _find_number(words, position):
            yield known
        position = max(end, position + 1)


def _find_number(words: list[str], position: int) -> _Known | None:
    """What a number means among its neighbours."""
    word = words[position]
    if word.startswith("ESIA"):
        return _esia(word[4:] or "".join(words[position + 1 : position + 2]))
    number = _number(word)
    if number is None:
        return None
    before = words[max(0, position - _CUE_REACH) : position]
    if len(word) == 2 and not _BANK_CUES.isdisjoint(before):
        return _bank(number)
    if len(words) > 1 and _ERROR_CUES.isdisjoint(before):
        return None
    if 100 <= number <= 599 and len(word) == 3 and _STATUS.fullmatch(word):
        return _status(number)
    if known := _CHROMIUM.get(number):
        return _Known(known.family, f"ERR_{known.name.partition('=')[0]}")
    if known := _APPLE.get(number):
        return _Known(known.family, f"код {number}")
    return None


def _esia(word: str) -> _Known | None:
    number = _number(word)
    if number is None or len(word) != 6:
        return None
    known = _ESIA.get(number)
    return _Known(known.family if known else "esia-other", f"ESIA-{number:06}")


def _bank(number: int) -> _Known | None:
    known = _BANK.get(number)
    return _Known(known.family, f"код ответа банка {number:02}") if known else None


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """The text as it stands and as it was meant, if it was typed in the wrong layout."""
    yield "", text
    yield "layout", text.translate(_TO_LATIN)
    yield "layout", text.translate(_TO_CYRILLIC)


def _chosen(known: Iterable[_Known]) -> list[_Known]:
    """One of each family, without the general ones where there is a definite one."""
    by_family: dict[str, _Known] = {}
    for one in known:
        by_family.setdefault(one.family, one)
    definite = [one for one in by_family.values() if not _FAMILIES[one.family].get("general")]
    return (definite or list(by_family.values()))[:_MOST_FAMILIES]


# ---- Guessing

_SURE = 0.85
_NEAR = 0.6
_QUERIES = 4
_QUERY_LENGTH = 80
_TOKEN = re.compile(r"\w+")


def _nearest(text: str) -> tuple[float, _Known] | None:
    """The known message that is written most like one of the first lines or code-like words of the text."""
    codes = (match[0] for match in _TOKEN.finditer(text) if "_" in match[0])
    parts = chain(islice(codes, _QUERIES // 2), text.splitlines())
    queries = filter(None, (_key(part[:_QUERY_LENGTH]) for part in parts))
    best: tuple[float, str] = (0.0, "")
    for query in dict.fromkeys(islice(queries, _QUERIES)):
        for match in difflib.get_close_matches(query, _KNOWN, 1, max(_NEAR, best[0])):
            best = max(best, (difflib.SequenceMatcher(None, match, query).ratio(), match))
    return (best[0], _KNOWN[best[1]]) if best[1] else None


def check(text: str) -> Iterator[Finding | str]:
    """Say what the first known messages in a text mean, or which known one is the nearest."""
    if not _words(text):
        raise FieldError("Здесь нужны буквы или цифры: код или слова с экрана.", "text")
    for layout, reading in _readings(text):
        if known := _chosen(_find(_words(reading))):
            if layout:
                yield layout
            yield from _explain(known)
            return
    guess = _nearest(text)
    if guess is None:
        yield "unknown"
        return
    likeness, nearest = guess
    yield found("misprint" if likeness >= _SURE else "nearest", "text", name=nearest.name)
    if likeness >= _SURE:
        yield from _explain([nearest])


def _explain(known: list[_Known]) -> Iterator[Finding]:
    """What each message means, then the possible causes of all of them in order."""
    for one in known:
        side = _SIDES[_FAMILIES[one.family]["side"]]
        yield found(one.family, "text", name=one.name, meaning=one.meaning, side=side)
    causes = dict.fromkeys(cause for one in known for cause in _FAMILIES[one.family]["causes"].split())
    for number, cause in enumerate(islice(causes, _MOST_CAUSES), 1):
        yield found(f"cause-{cause}", "text", number=number)

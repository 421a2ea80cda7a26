"""Связь со службой доставки: чья это проблема.

Compares how groups of hosts answer. How probes become a state, and states a verdict, the engine knows: pyscripts/reach.py.
Whom to ask stands in data/hosts.toml, what it means in data/connection_table.toml, and here are the words.

>>> keys()
['not-run']
>>> keys(own="wrong:40", ru="fail fail fail", site="fail:9", track="fail")
['captive']
>>> keys(own="fail:3", ru="fail:3 fail:3 fail:3", site="fail:3")
['offline']
>>> keys(own="fail:3", ru="ok:80 ok:80 none", site="ok:50", track="ok:50")
['own-down']
>>> keys(own="slow:2500", ru="slow:2900 ok:80 slow:3100", site="ok:900", track="ok")
['slow-line']
>>> keys(own="ok:40", ru="ok:80 ok:80 none", site="ok:90")
['incomplete']
>>> keys(own="ok:40", ru="ok:80 ok:80 none", site="blocked:9", track="fail")
['blocker']
>>> keys(own="ok:40", ru="fail:3 fail:3 fail:3", site="fail:3", track="fail")
['only-own']
>>> keys(own="ok:40", ru="ok:80 ok:80 none", site="timeout:9000", track="fail")
['both-down']
>>> keys(own="ok:40", ru="ok:80 ok:80 none", site="timeout:9000", track="ok")
['site-down']
>>> keys(own="ok:40", ru="ok:80 ok:80 none", site="ok:90", track="timeout:9000")
['track-down']
>>> keys(own="ok:40", ru="fail:3 fail:3 fail:3", site="ok:70", track="ok:50")
['only-courier']
>>> keys(own="ok:40", ru="ok:80 ok:80 none", site="fail:9 / ok:70", track="ok:80")
['unstable']
>>> keys(own="ok:40", ru="ok:80 ok:80 none", site="slow:3200", track="ok:70")
['slow-courier']
>>> keys(own="ok:40", ru="ok:90 ok:80 none", site="ok:70", track="ok:70")
['fine']
"""

from pyscripts.reach import FIELDS, check
from pyscripts.verdict import ok, unsure, warn

__all__ = ["FIELDS", "OUTCOMES", "check"]

_UNSEEN = "Отказ, обрыв связи и непринятый сертификат для страницы выглядят одинаково: причину отсюда не видно."

OUTCOMES = {
    "not-run": unsure("Проверка ещё не запускалась.", next="Нажмите кнопку."),
    "incomplete": unsure(
        "Проверка не закончена: часть адресов спросить не успели.",
        next="Проверьте снова и не закрывайте страницу.",
    ),
    "captive": warn(
        "Вместо нашего файла пришло что-то чужое. Похоже, сеть просит в неё войти.",
        limits="Так же выглядела бы ошибка на нашем сайте. Других выводов не делаем.",
        next="Откройте в новой вкладке любой сайт: появится страница входа в сеть. Войдите и проверьте снова.",
    ),
    "offline": warn(
        "Не отвечает ничего, даже наш сайт. Похоже, интернета сейчас нет.",
        limits="Эта страница могла открыться из памяти браузера.",
        next="Включите режим полёта на 10 секунд и выключите. Потом проверьте снова.",
    ),
    "own-down": warn(
        "Наш собственный сайт не ответил. Поэтому выводов проверка не делает.",
        limits="Дело может быть в нас или в вашей сети.",
        next="Подождите минуту и проверьте снова.",
    ),
    "slow-line": unsure(
        "Связь есть, но медленная: сайты отвечают дольше двух секунд.",
        limits="Мы меряем только первый ответ, а не скорость загрузки.",
        next="Остановите загрузки и видео, подойдите к роутеру или окну и проверьте снова.",
    ),
    "blocker": warn(
        "Запросы режет что-то в самом браузере. Картинка с сайта приходит, а обычный запрос к нему — нет.",
        limits="Мешает ли это самому сайту, отсюда не видно.",
        next="Откройте эту страницу в приватном окне: расширения там обычно выключены. Проверьте снова.",
    ),
    "only-own": warn(
        "Кроме нашего сайта, ничего не отвечает.",
        limits="Есть ли сбой, при такой связи не узнать.",
        next="Смените сеть: с Wi-Fi на мобильный интернет или наоборот. Проверьте снова.",
    ),
    "both-down": warn(
        "Сайт доставки и поиск посылок не отвечают.",
        limits=_UNSEEN,
        next="Выключите VPN и проверьте снова. Не помогло — откройте сайт через другую сеть или подождите час.",
        guide="parcel/site-down",
    ),
    "site-down": warn(
        "Сайт доставки не отвечает, а поиск посылок отвечает.",
        limits=_UNSEEN,
        next="Ищите посылку прямо в поиске: он открывается отдельно.",
        guide="parcel/site-down",
    ),
    "track-down": warn(
        "Сайт доставки отвечает, а поиск посылок — нет.",
        limits=_UNSEEN,
        next="Подождите час и откройте поиск снова. Посылка едет и тогда, когда он молчит.",
        guide="parcel/site-down",
    ),
    "only-courier": unsure(
        "Сайт доставки и поиск отвечают, а остальные сайты — нет.",
        limits="Видно только, что сервер отвечает.",
        next="Открывайте поиск: связь с ним есть.",
    ),
    "unstable": unsure(
        "Ответы расходятся: то есть, то нет.",
        limits="По двум попыткам не видно, где теряются ответы.",
        next="Выключите VPN, подойдите к роутеру или окну. Через минуту проверьте снова.",
    ),
    "slow-courier": unsure(
        "Сайт доставки или поиск отвечает, но медленно. Другие сайты отвечают быстро.",
        limits="Мы меряем только первый ответ, а не загрузку всей страницы.",
        next="Выключите VPN и проверьте снова. Не помогло — подождите час.",
    ),
    "fine": ok(
        "Связь в порядке: сайт доставки и поиск отвечают.",
        limits="Видно только, что сервер отвечает. Работает ли всё остальное, отсюда не узнать.",
        next="Если сайт всё равно не открывается, дело чаще в браузере. Откройте его в приватном окне.",
        guide="parcel/site-down",
    ),
}

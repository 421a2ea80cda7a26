"""Связь с Госуслугами: чья это проблема.

Compares how groups of hosts answer: our own site, Russian and foreign sites, the portal's main page, its login and its
styles. How probes become a state, and states a verdict: pyscripts/reach.py. Here are the words.

Sources: data/hosts.toml, who is asked and why; data/connection_table.toml, the table of verdicts.

>>> keys(own="ok:40", ru="ok:90 ok:80 none", world="ok:90 ok:99 none", portal="ok:70", login="ok:65", static="ok:50")
['fine']
>>> keys()
['not-run']
>>> keys(own="wrong:40", ru="fail:9 fail:9 fail:9", portal="fail:9")
['captive']
>>> keys(own="fail:3", ru="fail:3 fail:3 fail:3", world="fail:4 fail:3 fail:3", portal="fail:3", login="fail:3")
['offline']
>>> keys(own="fail:3", ru="ok:80 ok:80 none", world="ok:80 ok:80 none", portal="ok:50", login="ok:50", static="ok:50")
['own-down']
>>> keys(own="slow:2500", ru="slow:2900 ok:80 slow:3100", world="ok ok none", portal="ok", login="ok", static="ok")
['slow-line']
>>> keys(own="slow:2500", ru="slow:2900 timeout:7100 timeout:4000", world="none", portal="timeout:10000")
['weak-line']
>>> keys(own="ok:40", ru="ok:80 ok:80 none", world="ok:80 ok:80 none", portal="ok:70")
['incomplete']
>>> keys(own="ok:40", ru="ok ok none", world="ok ok none", portal="blocked:9", login="fail:3", static="fail:3")
['blocker-seen']
>>> keys(own="ok:40", ru="fail:3 fail:3 fail:3", world="fail fail fail", portal="fail", login="fail", static="fail")
['blocker']
>>> keys(own="ok:40", ru="timeout:10000 timeout:7000 fail:9", world="fail", portal="fail", login="fail", static="fail")
['only-own']
>>> keys(own="ok", ru="fail", world="ok", portal="timeout", login="timeout", static="timeout")
['ru-down']
>>> keys(own="ok", ru="ok", world="timeout", portal="timeout", login="timeout", static="timeout")
['limited-portal-down']
>>> keys(own="ok", ru="ok", world="ok", portal="fail:12 / fail:9", login="fail:12 / fail:9", static="ok")
['portal-refused']
>>> keys(own="ok", ru="ok fail ok", world="ok", portal="timeout", login="timeout", static="fail")
['portal-silent']
>>> keys(own="ok", ru="ok", world="ok", portal="timeout", login="ok", static="ok")
['main-down']
>>> keys(own="ok", ru="ok", world="ok", portal="ok", login="fail", static="ok")
['login-down']
>>> keys(own="ok", ru="ok", world="ok", portal="ok", login="ok", static="fail")
['static-down']
>>> keys(own="ok", ru="ok", world="ok", portal="fail:9 / ok:70", login="ok", static="ok")
['unstable']
>>> keys(own="ok", ru="fail", world="fail", portal="ok", login="ok", static="ok")
['only-portal']
>>> keys(own="ok", ru="fail", world="ok", portal="ok", login="ok", static="ok")
['odd-controls']
>>> keys(own="ok", ru="ok", world="timeout", portal="ok", login="ok", static="ok")
['white-list']
>>> keys(own="ok", ru="ok", world="mixed", portal="slow:3200 / slow:2900", login="ok", static="ok")
['slow-portal']
"""

from pyscripts.data import table
from pyscripts.reach import FIELDS, check
from pyscripts.verdict import ok, unsure, warn

__all__ = ["FIELDS", "OUTCOMES", "check"]

_WAIT = table("terms")["wait_outage"]["says"]


def _causes(*causes: str) -> str:
    """What may be behind it, in order."""
    return "\n".join(["", "Возможные причины:", *(f"{n}. {it}" for n, it in enumerate(causes, 1))])


_UNSEEN = "Отказ, обрыв связи и непринятый сертификат для страницы выглядят одинаково: причину отсюда не видно."
_ONLY_ANSWER = "Видно только, что сервер отвечает. Работает ли сама услуга, отсюда не узнать."

OUTCOMES = {
    "not-run": unsure("Проверка ещё не запускалась.", next="Нажмите кнопку."),
    "incomplete": unsure(
        "Проверка не закончена: часть адресов спросить не успели.",
        next="Проверьте снова и не закрывайте страницу.",
    ),
    "captive": warn(
        "Вместо нашего файла пришло что-то чужое. Похоже, сеть просит в неё войти: так бывает в гостинице, кафе и "
        "метро.",
        limits="Так же выглядела бы ошибка на нашем сайте. Других выводов не делаем.",
        next="Откройте в новой вкладке любой сайт: появится страница входа в сеть. Войдите и проверьте снова.",
        guide="basics/portal-or-internet",
    ),
    "offline": warn(
        "Не отвечает ничего, даже наш сайт. Похоже, интернета сейчас нет.",
        limits="Эта страница могла открыться из памяти браузера.",
        next="Включите режим полёта на 10 секунд и выключите. Посмотрите, включён ли Wi-Fi или мобильный интернет. "
        "Потом проверьте снова.",
        guide="basics/portal-or-internet",
    ),
    "own-down": warn(
        "Наш собственный сайт не ответил или отвечает через раз. Поэтому выводов проверка не делает.",
        limits="Дело может быть в нас или в вашей сети. Страница могла открыться из памяти браузера.",
        next="Подождите минуту и проверьте снова. Если не помогло, смените сеть: с Wi-Fi на мобильный интернет или "
        "наоборот.",
        guide="basics/portal-or-internet",
    ),
    "weak-line": warn(
        "Связь слишком слабая, чтобы делать выводы. Наш сайт ответил медленно, а часть адресов не ответила.",
        limits="За десять секунд по такой связи мог не успеть любой сайт.",
        next="Подойдите к окну или роутеру, смените сеть и проверьте снова.",
        guide="tech/slow",
    ),
    "slow-line": unsure(
        "Связь есть, но медленная: разные сайты отвечают дольше двух секунд.",
        limits="Мы меряем только первый ответ, а не скорость загрузки.",
        next="Остановите загрузки и видео, выключите VPN. Подойдите к роутеру или окну и проверьте снова.",
        guide="tech/slow",
    ),
    "blocker-seen": warn(
        "Запросы режет что-то в самом браузере. Картинка с сайта приходит, а обычный запрос к нему — нет."
        + _causes(
            "Блокировщик рекламы или другое расширение.",
            "Антивирус.",
        ),
        limits="Мешает ли это порталу, отсюда не видно: страница и портал просят разное.",
        next="Откройте эту страницу в приватном окне: расширения там обычно выключены. Проверьте снова.",
        guide="tech/blockers",
    ),
    "blocker": warn(
        "Отвечает только наш сайт, остальные запросы обрываются сразу."
        + _causes(
            "Запросы режет расширение браузера или антивирус.",
            "Сеть пускает не везде: рабочая, школьная, гостиничная.",
            "Сломались адреса сайтов (DNS).",
        ),
        limits=_UNSEEN,
        next="Откройте эту страницу в приватном окне: расширения там обычно выключены. Проверьте снова. Не помогло — "
        "смените сеть.",
        guide="tech/blockers",
    ),
    "only-own": warn(
        "Кроме нашего сайта, почти ничего не отвечает."
        + _causes(
            "Связь очень слабая.",
            "Сеть пускает не везде: рабочая, школьная, гостиничная.",
            "Запросы режет антивирус или расширение браузера.",
        ),
        limits="Есть ли сбой у портала, при такой связи не узнать.",
        next="Смените сеть: с Wi-Fi на мобильный интернет или наоборот. Проверьте снова.",
        guide="basics/portal-or-internet",
    ),
    "ru-down": warn(
        "Ни российские сайты, ни Госуслуги не отвечают, а зарубежные работают."
        + _causes(
            "Включён VPN: российские сайты видят вас за границей.",
            "Программа обхода блокировок.",
            "Сбой у провайдера.",
        ),
        limits="Есть ли сбой у портала, отсюда не узнать.",
        next="Выключите VPN и обход блокировок, потом проверьте снова.",
        guide="tech/blockers",
    ),
    "limited-portal-down": warn(
        "Российские сайты отвечают. Зарубежные и Госуслуги — нет."
        + _causes(
            "Мобильный интернет ограничен, и портал сейчас не пропускают.",
            "Сбой портала.",
            "Сбой у провайдера.",
        ),
        limits=_UNSEEN,
        next="Подключитесь к Wi-Fi и проверьте снова. Портал ответит — дело в мобильном интернете.",
        guide="tech/white-lists",
    ),
    "portal-refused": warn(
        "Главная и вход Госуслуг не отвечают, главная отказывает сразу. Другие сайты отвечают."
        + _causes(
            "Включён VPN, и портал видит вас за границей.",
            "Программа обхода блокировок.",
            "Антивирус или рабочая сеть проверяет соединение.",
            "Сбой портала.",
        ),
        limits=_UNSEEN,
        next="Выключите VPN и обход блокировок, потом проверьте снова. Не помогло — откройте портал через другую сеть, "
        "затем в другом браузере.",
        guide="tech/blockers",
    ),
    "portal-silent": warn(
        "Главная и вход Госуслуг не отвечают: мы не дождались ответа. Другие сайты отвечают."
        + _causes(
            "Портал перегружен или сломался.",
            "Включён VPN, и портал видит вас за границей.",
            "Сбой у провайдера.",
            "Программа обхода блокировок.",
        ),
        limits=_UNSEEN,
        next="Выключите VPN и проверьте снова. Не помогло — откройте портал через другую сеть. Откроется — дело в "
        f"первой сети. Нет — подождите {_WAIT}.",
        guide="basics/portal-or-internet",
    ),
    "main-down": warn(
        "Главная Госуслуг не отвечает, а вход отвечает."
        + _causes(
            "Сбой или перегрузка главной страницы.",
            "VPN или обход блокировок.",
        ),
        limits=_UNSEEN,
        next=f"Выключите VPN, подождите {_WAIT} и проверьте снова. Дело срочное — спросите ведомство или МФЦ, "
        "примут ли вас лично.",
        guide="basics/try-later",
    ),
    "login-down": warn(
        "Главная Госуслуг отвечает, а вход — нет."
        + _causes(
            "Сбой или перегрузка входа.",
            "VPN или обход блокировок.",
            "Блокировщик рекламы.",
            "Старая программа для электронной подписи.",
        ),
        limits=_UNSEEN,
        next=f"Выключите VPN, обход блокировок и блокировщик рекламы. Проверьте снова. Не помогло — подождите {_WAIT}.",
        guide="tech/blockers",
    ),
    "static-down": warn(
        "Главная и вход Госуслуг отвечают, а сервер оформления — нет. Поэтому страницы портала бывают пустыми или "
        "разъезжаются."
        + _causes(
            "Блокировщик рекламы.",
            "VPN или обход блокировок.",
            "Сбой портала.",
        ),
        limits=_UNSEEN,
        next="Выключите блокировщик рекламы и VPN, потом проверьте снова.",
        guide="tech/blockers",
    ),
    "unstable": unsure(
        "Ответы расходятся: похожие адреса то отвечают, то нет."
        + _causes(
            "Слабая связь.",
            "VPN или обход блокировок.",
            "Перегрузка портала.",
        ),
        limits="По двум попыткам не видно, где теряются ответы.",
        next="Выключите VPN, подойдите к роутеру или окну. Через минуту проверьте снова.",
        guide="tech/slow",
    ),
    "only-portal": unsure(
        "Серверы Госуслуг отвечают. Остальные сайты из проверки — нет."
        + _causes(
            "Мобильный интернет строго ограничен.",
            "Остальные сайты закрывает сеть или блокировщик.",
        ),
        limits=_ONLY_ANSWER,
        next="Открывайте портал: связь с ним есть. Если нужны и другие сайты, подключитесь к Wi-Fi.",
        guide="tech/white-lists",
    ),
    "odd-controls": unsure(
        "Серверы Госуслуг отвечают. Другие российские сайты из проверки — нет, а зарубежные работают."
        + _causes(
            "VPN или обход блокировок.",
            "Блокировщик рекламы.",
        ),
        limits=_ONLY_ANSWER,
        next="Открывайте портал. Если он не открывается, выключите VPN и блокировщик рекламы.",
        guide="tech/blockers",
    ),
    "white-list": unsure(
        "Серверы Госуслуг и другие российские сайты отвечают, а зарубежные — нет."
        + _causes(
            "Мобильный интернет с ограничениями.",
            "Зарубежные сайты закрывает рабочая или школьная сеть.",
        ),
        limits=_ONLY_ANSWER,
        next="Открывайте портал: связь с ним есть. Если нужны и зарубежные сайты, подключитесь к Wi-Fi.",
        guide="tech/white-lists",
    ),
    "slow-portal": unsure(
        "Госуслуги отвечают, но медленно. Другие российские сайты отвечают быстро."
        + _causes(
            "Портал перегружен.",
            "VPN ведёт к порталу кружным путём.",
        ),
        limits="Мы меряем только первый ответ, а не загрузку всей страницы.",
        next=f"Выключите VPN и проверьте снова. Не помогло — подождите {_WAIT}.",
        guide="basics/try-later",
    ),
    "fine": ok(
        "Связь в порядке: главная, вход и оформление Госуслуг отвечают.",
        limits=_ONLY_ANSWER,
        next="Если портал всё равно не открывается или ведёт себя странно, дело чаще в браузере. Откройте портал в "
        "приватном окне.",
        guide="basics/clear-data",
    ),
}

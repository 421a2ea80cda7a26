"""Реквизиты платежа: счёт, БИК, ИНН, УИН и текст QR-кода.

Judges each requisite by its own rule and all of them against each other: an account carries a key over its bank's БИК,
the correspondent account ends like the БИК, treasury accounts live in the treasury. The text of a payment code fills
the fields that were left empty, and is compared with those that were not. A right key does not prove that an account
exists or whose it is, and a rule that has exceptions ends in «unsure».

Sources: pyscripts/numbers.py (keys and check digits), data/payment_qr.toml (ГОСТ Р 56042-2014), data/accounts.toml
(whose an account is). Last three digits of a БИК: form engine of the portal, 2022-04-27, and ЦБ РФ 1996, consultant.ru
LAW_12376. First digit: the directory of БИК of 2026-08-21 (github:molodsom/bik), where 27 begin with 1 and 85 with 2,
of some 1,430. They repeat in a correspondent account 30101: ЦБ РФ 1997-09-08 № 515 and all accounts of the tests. Treasury
requisites since 2021: bs-normativ.ru, 2021-04-13 (УФК); ФНС 2020-10-08 № КЧ-4-8/16504@. «0» in a field: Минфин № 107н.

>>> keys(bik="344525225")
['bik-start']
>>> keys(bik="244525225")
['bik-rare', 'form']
>>> keys(bik="044525225", account="40702810200000000001", corr_account="30101810400000000225", inn="7707083893")
['valid', 'form']
>>> keys(bik="049805746", account="40602810700000000025")
['valid', 'form']
>>> keys(bik="004525988", account="03100643000000017300", corr_account="40102810545370000003")
['treasury', 'valid', 'form']
>>> keys(kpp="770701001", kbk="18210102010011000110", oktmo="45379000")
['form']
>>> keys(bik="049805746", account="40602810800000000025")
['key-misfit', 'form']
>>> keys(bik="044525225", account="40702810100000000001", corr_account="30101810400000000225")
['misprint', 'valid', 'form']
>>> keys(bik="044525225", account="47002810200000000001", corr_account="30101810400000000225")
['misprint-swap', 'valid', 'form']
>>> keys(bik="044525225", account="40702810200000000001", corr_account="30101810500000000225")
['misfit-likely', 'valid', 'form']
>>> keys(bik="044525226", account="40702810200000000001", corr_account="30101810400000000225")
['misprint-likely', 'valid', 'form']
>>> keys(bik="044525974", account="40702810500000000001", corr_account="30101810400000000225")
['corr-ending', 'valid', 'form']
>>> keys(account="40702810200000000001")
['needs-bik']
>>> keys(bik="044525225", account="30101810400000000225", corr_account="40702810200000000001")
['swapped', 'form']
>>> keys(bik="044525225", account="30101810400000000225")
['bank-account', 'valid', 'form']
>>> keys(bik="044525225", corr_account="40702810200000000001")
['corr-unusual', 'valid', 'form']
>>> keys(bik="044525225", account="03100643000000017300", corr_account="30101810400000000225")
['treasury', 'treasury-bank', 'valid', 'form']
>>> keys(account="03100634000000017300")
['treasury', 'treasury-form']
>>> keys(account="40101810045250010041", bik="044525000")
['closed-account', 'valid', 'form']
>>> keys(bik="044525225", account="40817810700000000001")
['private-account', 'valid', 'form']
>>> keys(bik="044525225", account="40817810700000000001", qr="ST00012|Name=УФК по г. Москве")
['qr-read', 'qr-missing', 'not-treasury', 'private-account', 'valid', 'form']
>>> keys(bik="044525225", account="40702810200000000001", inn="500100732259")
['inn-account', 'valid', 'form']
>>> keys(inn="500100732259", kpp="770701001")
['kpp-extra', 'valid', 'form']
>>> keys(inn="12345")
['inn-foreign']
>>> keys(bik="044525003")
['bik-ending', 'form']
>>> keys(bik="44525225")
['lost-zero']
>>> keys(bik="04452522")
['length']
>>> keys(oktmo="00000000")
['zeros']
>>> keys(kpp="7707010O1")
['kpp-letters']
>>> keys(kpp="7707O1001")
['kpp-rare']
>>> keys(kbk="1821010201001100011A")
['kbk-letters']
>>> keys(kpp="0", uin="0")
['none']
>>> keys()
['bik']
>>> CODE = "ST00012|Name=ООО Ромашка|PersonalAcc=40702810200000000001|BankName=Банк|BIC=044525225|CorrespAcc="
>>> CODE += "30101810400000000225"
>>> keys(qr=CODE)
['qr-read', 'valid', 'form']
>>> keys(qr=CODE + "|Sum=150000", inn="7707083893")
['qr-read', 'qr-sum', 'valid', 'form']
>>> keys(qr=CODE + "|Sum=1500.00")
['qr-read', 'qr-sum-form', 'valid', 'form']
>>> keys(qr=CODE, bik="044525974")
['qr-read', 'qr-differs', 'key-misfit', 'valid', 'form']
>>> keys(qr=CODE.replace("BIC=044525225|", ""))
['qr-read', 'qr-missing', 'needs-bik']
>>> keys(qr=CODE + "|PayeeINN=770708389З")
['qr-read', 'letters', 'valid', 'form']
>>> keys(qr=CODE + "|PayerINN=500100732258")
['qr-read', 'misprint-likely', 'valid', 'form']
>>> keys(qr=CODE + "|KBK=0")
['qr-read', 'qr-key-instead', 'valid', 'form']
>>> keys(qr=CODE + "|Colour=red")
['qr-read', 'qr-key', 'valid', 'form']
>>> keys(qr=CODE + "|BIC=044525974")
['qr-read', 'qr-repeated', 'valid', 'form']
>>> keys(qr=CODE + "|за июль")
['qr-read', 'qr-loose', 'valid', 'form']
>>> keys(qr=CODE + "|KPP=7707010011")
['qr-read', 'qr-long', 'length', 'valid', 'form']
>>> keys(qr=CODE + "|PaymTerm=10.11.2026", today="2026-11-22")
['qr-read', 'qr-date', 'valid', 'form']
>>> keys(qr=CODE.replace("ST00012", "ST00019"))
['qr-read', 'qr-encoding', 'valid', 'form']
>>> keys(qr=CODE.replace("ST00012", "ST00022"))
['qr-read', 'qr-version', 'valid', 'form']
>>> keys(qr=CODE.replace("ST00012|", "ST00012"))
['qr-read', 'qr-separator', 'valid', 'form']
>>> keys(qr=CODE.replace("ООО Ромашка", "ÎÎÎ Ðîìàøêà").replace("Банк", "Áàíê"))
['qr-read', 'misread', 'valid', 'form']
>>> keys(qr=CODE.replace("Ромашка", "Ромашка " * 20))
['qr-read', 'name-long', 'valid', 'form']
>>> keys(qr=CODE.replace("ООО Ромашка", "??? ???????"))
['qr-read', 'qr-lost', 'valid', 'form']
>>> keys(qr="https://qr.nspk.ru/AS10000000000000000000000000000X")
['qr-sbp']
>>> keys(qr="https://example.com/pay")
['qr-link']
>>> keys(qr="t=20261122T1200&s=1500.00&fn=0000000000000000&i=1&fp=1&n=1")
['qr-receipt']
>>> keys(qr="привет")
['qr-other']
>>> keys(qr="ST0001")
['qr-empty']
>>> keys(name="ООО Рома\ufffdка")
['name-lost']
>>> keys(qr=CODE + "|UIN=12345678901234567890123456")
['qr-read', 'uin-other', 'valid', 'form']
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from pyscripts import mojibake, number_check, numbers, payment_qr
from pyscripts.data import table
from pyscripts.form import Day, Digits, FieldError, Line, Paragraph, Today, compact
from pyscripts.number_check import INN, KPP, UIN, Code, Kind, differences, judged, misprint, sentence
from pyscripts.payment_qr import PaymentQr
from pyscripts.verdict import Finding, found, ok, unsure, warn

_GROUPS: list[dict[str, Any]] = table("accounts")["group"]
_CLOSED: date = next(group["closed"] for group in _GROUPS if "closed" in group)
_BIK = Kind("БИК", (9,))
_ACCOUNT = Kind("счёт получателя", (20,))
_CORR = Kind("корреспондентский счёт", (20,))
_KINDS = {
    "bik": _BIK,
    "account": _ACCOUNT,
    "corr_account": _CORR,
    "inn": INN,
    "kpp": KPP,
    "kbk": Kind("КБК", (20,)),
    "oktmo": Kind("ОКТМО", (8, 11)),
    "uin": UIN,
}
_PAYER_INN = Kind("ИНН плательщика", INN.lengths, INN.valid)
_TREASURY = re.compile(r"\bуфк\b|\bфедеральн\w* казначейств|\bказначейств\w* росси", re.IGNORECASE)
# Numbers of bills for housing: an account, a service of it, and a bill, with or without dashes.
_HOUSING = re.compile(r"[0-9]{2}[A-ZА-Я]{2}[0-9]{6}([0-9]{2}([0-9A-ZА-Я]{4,6})?)?")
_LONGEST_NAME = payment_qr.KEYS["Name"]["most"]
_BANK_ACCOUNTS = ("30101", "40102")
_OF_BANKS = {"bik": "04", "corr_account": "30101"}  # how they begin at a bank, and never at the treasury
_GUIDE = "services/payment-error"


@dataclass(frozen=True)
class _CodeText(Paragraph):
    """The text of a payment code: no symbol holds more than 7 089 characters (ISO/IEC 18004)."""

    max_length: ClassVar[int] = 8_000


FIELDS = (
    Digits("bik", "БИК банка", "Девять цифр.", optional=True, example="000000000"),
    Digits("account", "Счёт получателя", "Двадцать цифр.", optional=True, example="40000000000000000000"),
    Digits(
        "corr_account",
        "Счёт банка: корреспондентский или 40102…",
        "Двадцать цифр. У казначейства это единый казначейский счёт.",
        optional=True,
        example="30100000000000000000",
    ),
    Digits("inn", "ИНН получателя", "10 цифр у организации, 12 у предпринимателя.", optional=True),
    Code("kpp", "КПП получателя", "Девять знаков. Если в квитанции стоит 0, так и впишите.", optional=True),
    Code("kbk", "КБК", "20 цифр.", optional=True),
    Digits("oktmo", "ОКТМО", "8 или 11 цифр.", optional=True),
    Digits("uin", "УИН", "20 или 25 цифр. Это номер начисления: штрафа, пошлины, налога.", optional=True),
    Line("name", "Получатель", "Название, как в квитанции.", optional=True),
    _CodeText(
        "qr",
        "Текст QR-кода с квитанции",
        "Наведите камеру на код, скопируйте текст и вставьте сюда. Он начинается с ST0001.",
        optional=True,
    ),
    Today("today"),
)

OUTCOMES = number_check.OUTCOMES | {
    "none": ok(
        "{what}: ноль значит, что такого реквизита нет.",
        limits="Если в квитанции стоит не ноль, впишите то, что там.",
    ),
    "letters": warn(
        "{what}: здесь бывают только цифры, а в QR-коде есть знак «{sign}».",
        next="Возьмите эту строку с бумаги, а тому, кто выдал квитанцию, сообщите об ошибке в коде.",
    ),
    "bik-start": warn(
        "БИК начинается с цифры {digit}, а первой в нём бывает только 0, 1 или 2.",
        limits="Где ошибка, по номеру не узнать: потерялся ноль, лишняя цифра или вписан не БИК.",
        next="Сверьте БИК с квитанцией. До этого не платите.",
        guide=_GUIDE,
    ),
    "bik-rare": unsure(
        "БИК начинается с цифры {digit}. У банков и казначейства России первая цифра — ноль.",
        limits="С 1 начинаются коды некоторых зарубежных банков, с 2 — избирательных комиссий и государственных корпораций. "
        "Для обычной квитанции это редкость.",
        next="Сверьте первые цифры БИК с квитанцией.",
    ),
    "bik-ending": unsure(
        "БИК кончается на {ending}. Обычно это 000, 001, 002 или число от 050 до 999.",
        limits="Правило взято из форм портала 2022 года. Бывает ли иначе, мы не знаем.",
        next="Сверьте последние три цифры БИК с квитанцией.",
    ),
    "uin-other": unsure(
        "Это не УИН: в УИН 20 или 25 знаков, а здесь {count}. В квитанциях за жильё бывает свой номер начисления.",
        limits="Проверить такой номер нечем: его правила мы не знаем.",
        next="Сверьте его с бумагой. Если платите штраф, пошлину или налог, найдите в квитанции настоящий УИН.",
    ),
    "needs-bik": unsure(
        "{what}: контрольную цифру сверяют с БИК, а его нет или он записан не полностью.",
        next="Впишите БИК из той же квитанции: девять цифр.",
    ),
    "key-misfit": warn(
        "{what} и БИК не подходят друг к другу: в одном из них неверна цифра.",
        limits="Где она, по номерам не узнать. Бывает и так, что счёт взяли из одной квитанции, а БИК из другой.",
        next="Сверьте с квитанцией сначала БИК, потом счёт по четыре цифры. До этого не платите.",
        guide=_GUIDE,
    ),
    "misfit-likely": warn(
        "{what} и БИК не подходят друг к другу. Вероятно, дело здесь: {guesses}.",
        limits="Это подсказка на случай, если ошибка только одна. Возможно, реквизиты взяты из разных квитанций.",
        next="Посмотрите на эти места в квитанции. Наугад не исправляйте и до этого не платите.",
        guide=_GUIDE,
    ),
    "corr-ending": unsure(
        "Корреспондентский счёт кончается на {corr}, а БИК — на {bik}. Обычно эти три цифры совпадают.",
        limits="Контрольные цифры сходятся. Исключения у банков возможны.",
        next="Проверьте, что БИК и счёт взяты из одной квитанции.",
    ),
    "swapped": warn(
        "Похоже, счёт получателя и счёт банка поменялись местами.",
        limits="Счёт банка начинается с 30101, у казначейства — с 40102.",
        next="Впишите каждый счёт в своё поле и проверьте ещё раз.",
    ),
    "bank-account": unsure(
        "Вместо счёта получателя стоит счёт банка: он начинается с {start}.",
        limits="Иногда получатель — сам банк. Тогда всё верно.",
        next="Найдите в квитанции счёт получателя. У казначейства он начинается с нуля.",
    ),
    "corr-unusual": unsure(
        "Корреспондентский счёт обычно начинается с 30101, у казначейства — с 40102, а здесь с {start}.",
        next="Посмотрите, не вписан ли сюда счёт получателя.",
    ),
    "treasury": ok(
        "Это счёт казначейства: он начинается с нуля. Так платят пошлины, налоги и штрафы.",
        limits="Контрольной цифры в таком счёте нет, опечатку так не найти. Чей это счёт, по номеру не узнать.",
        next="Сверьте счёт с квитанцией по четыре цифры.",
    ),
    "treasury-form": unsure(
        "В счёте казначейства шестая, седьмая и восьмая цифры обычно 643, а здесь {digits}.",
        next="Сверьте эти цифры с квитанцией.",
    ),
    "treasury-bank": warn(
        "Счёт получателя казначейский, а {what} — как у обычного банка.",
        limits="У казначейства БИК не начинается с 04, а счёт банка начинается с 40102.",
        next="Проверьте, что счета и БИК взяты из одной квитанции. До этого не платите.",
        guide=_GUIDE,
    ),
    "closed-account": warn(
        f"Это старый счёт: от счетов 40101 казначейство отказалось в {_CLOSED.year} году.",
        limits="Сам номер может быть без опечаток.",
        next="Возьмите свежие реквизиты у того, кому платите. Теперь счёт получателя начинается с нуля.",
        guide=_GUIDE,
    ),
    "private-account": unsure(
        "Это счёт частного человека. Госпошлины, налоги и штрафы на такой счёт не платят.",
        limits="Если вы указываете свой счёт, чтобы вам вернули деньги, всё верно.",
        next="Если вас просят так заплатить государству, не платите: это похоже на обман.",
        guide="safety/fraud",
    ),
    "not-treasury": warn(
        "Получатель назван казначейством, а счёт — {owner}. Так обычно не бывает.",
        limits="Возможно, из квитанции взяли не ту строку. Но так делают и мошенники.",
        next="Не платите. Возьмите реквизиты на сайте того, кому платите, или в личном кабинете портала.",
        guide="safety/fraud",
    ),
    "inn-account": unsure(
        "Счёт {owner}, а в ИНН {count} цифр. Обычно у такого счёта ИНН из {usual} цифр.",
        limits="Исключения бывают.",
        next="Проверьте, что счёт и ИНН взяты из одной квитанции.",
    ),
    "inn-foreign": unsure(
        "{what} из пяти цифр бывает только у иностранных организаций: это код КИО.",
        next="Если получатель российский, сверьте ИНН с квитанцией: там 10 или 12 цифр.",
    ),
    "kpp-extra": unsure(
        "ИНН из 12 цифр — у человека или предпринимателя. КПП у них не бывает.",
        next="Посмотрите в квитанции, тот ли это ИНН. Если КПП там нет, оставьте поле пустым.",
    ),
    "kbk-letters": unsure(
        "В КБК есть буквы. В кодах доходов, на которые платят люди, бывают только цифры.",
        next="Сверьте КБК с квитанцией.",
    ),
    "name-long": unsure(
        "Название получателя длиннее {most} знаков: банк может его обрезать.",
        next="Сократите название так, как оно сокращено в квитанции.",
    ),
    "misread": unsure(
        "Русские буквы показаны в чужой кодировке. Вероятно, получатель: {name}.",
        limits="Буквы восстановлены по догадке. На цифры кодировка не влияет.",
        next="Сверьте получателя с бумагой или откройте QR-код в приложении банка.",
    ),
    "qr-read": ok(
        "QR-код прочитан. Получатель: {name}. Банк: {bank}.",
        limits="Код может напечатать кто угодно: он не доказывает, что квитанция настоящая.",
        next="Сверьте получателя с тем, кому вы собирались платить.",
    ),
    "qr-sum": ok("В QR-коде стоит сумма {sum}", next="Сверьте её с квитанцией."),
    "qr-sum-form": warn(
        "Сумма в QR-коде записана как «{sum}», а нужно целое число копеек.",
        next="Впишите сумму в банке сами, с бумаги, и проверьте её перед оплатой.",
    ),
    "qr-differs": warn(
        "{what}: в поле одно, а в QR-коде другое. Проверено то, что в поле.",
        next="Сверьте эту строку с квитанцией. Если на бумаге и в коде разное, спросите того, кто её выдал.",
    ),
    "qr-missing": warn(
        "В QR-коде нет обязательного: {what}.",
        limits="Примет ли банк такой код, мы не знаем.",
        next="Впишите недостающее с бумаги.",
    ),
    "name-lost": unsure(
        "Название получателя не прочитать: буквы в нём испорчены. На цифры это не влияет.",
        next="Наберите название с бумаги.",
    ),
    "qr-lost": unsure(
        "Русские буквы в QR-коде испорчены, и название не прочитать. На цифры это не влияет.",
        next="Отсканируйте код другим приложением или впишите название с бумаги.",
    ),
    "qr-encoding": unsure(
        "Кодировка QR-кода обозначена знаком «{sign}». Бывает 1, 2 или 3.",
        next="Если банк не читает код, впишите реквизиты с бумаги.",
    ),
    "qr-version": unsure(
        "Версия QR-кода — {version}, а мы знаем только 0001.",
        limits="Новую версию мы могли прочесть неверно.",
        next="Сверьте реквизиты с бумагой.",
    ),
    "qr-separator": unsure(
        "После ST0001 и цифры кодировки должен стоять разделитель, обычно «|». Здесь его нет.",
        limits="Знак мог пропасть, когда текст копировали.",
        next="Скопируйте текст кода ещё раз или откройте код в приложении банка.",
    ),
    "qr-key": unsure(
        "В QR-коде есть строки, которых нет в стандарте: {keys}. Банк их пропустит.",
        next="Если в них что-то важное, впишите это сами.",
    ),
    "qr-key-instead": unsure(
        "В QR-коде написано «{line}»{letters}, а в стандарте это «{meant}». Банк может пропустить эту строку.",
        next="Проверьте перед оплатой, что банк заполнил это поле, или впишите его сами.",
    ),
    "qr-repeated": unsure(
        "В QR-коде есть строки, которые повторяются: {keys}. Проверены первые.",
        next="Сверьте их с бумагой.",
    ),
    "qr-loose": unsure(
        "В QR-коде есть куски без названия: {pieces}.",
        limits="Так бывает, когда разделитель попал внутрь названия или назначения платежа.",
        next="Проверьте перед оплатой, что банк прочёл все строки целиком.",
    ),
    "qr-long": unsure(
        "Строка «{line}» в QR-коде длиннее, чем разрешает стандарт: знаков {count}, а можно {most}.",
        limits="Банк может обрезать её или не принять код.",
        next="Проверьте эту строку перед оплатой.",
    ),
    "qr-date": unsure(
        "В QR-коде стоит дата {day}: она прошла.",
        limits="Это или срок оплаты, или день, когда выписан счёт: стандарт их не различает.",
        next="Узнайте, действует ли квитанция и не изменилась ли сумма.",
    ),
    "qr-sbp": unsure(
        "Это ссылка Системы быстрых платежей. Реквизитов в ней нет, проверить нечего.",
        next="Откройте код в приложении банка и до оплаты прочтите, кому идут деньги.",
    ),
    "qr-link": unsure(
        "Это ссылка, а не реквизиты. Куда она ведёт на самом деле, отсюда не видно.",
        next="Не вводите на таком сайте данные карты. Найдите платёж на портале сами или впишите реквизиты с бумаги.",
        guide="safety/fraud",
    ),
    "qr-receipt": unsure(
        "Это код с кассового чека: он подтверждает покупку, а платить по нему нельзя.",
        next="Найдите на квитанции другой QR-код или впишите реквизиты в поля.",
    ),
    "qr-empty": unsure(
        "Текст начинается как платёжный QR-код, но дальше ничего нет.",
        limits="Скорее всего, он скопирован не весь.",
        next="Отсканируйте код ещё раз и вставьте текст целиком или впишите реквизиты в поля.",
    ),
    "qr-other": unsure(
        "Это не похоже на платёжный QR-код: он начинается с ST0001.",
        next="Отсканируйте код ещё раз и вставьте текст целиком или впишите реквизиты в поля.",
    ),
}


@dataclass(frozen=True)
class _Given:
    """What is to be judged, by field: the values, and the field where the reader finds each (its own, or `qr`)."""

    values: Mapping[str, str]
    scanned: frozenset[str]

    def place(self, field: str) -> str:
        return "qr" if field in self.scanned else field

    def whole(self, field: str) -> str:
        """The digits of a field if they are digits and as many as it takes, else nothing."""
        value = self.values.get(field, "")
        digits = re.fullmatch("[0-9]+", value) and value.strip("0")
        return value if digits and len(value) in _KINDS[field].lengths else ""


def check(*, name: str | None, qr: str | None, today: date | None, **typed: str | None) -> Iterator[Finding]:
    """Judge the requisites that are given: any of them may be missing, but not all."""
    if name is None and qr is None and not any(typed.values()):
        raise FieldError("Заполните хотя бы одно поле: например, счёт и БИК. Или вставьте текст QR-кода.", "bik")
    written = {field: number for field, number in typed.items() if number is not None}
    code = payment_qr.parse(qr) if qr is not None else None
    scanned = _scanned(code) if code else {}
    if qr is not None:
        yield from _code(code, today) if code and not payment_qr.is_header_alone(qr) else _no_code(qr)
        yield from _contradictions(written, scanned)
    given = _Given(scanned | written, frozenset(scanned.keys() - written.keys()))
    payee = name or (code.values.get("Name", "") if code else "")
    payer_inn = compact(code.values.get("PayerINN", "")) if code else ""
    yield from _summed_up(_requisites(given, name, payee, payer_inn))


def _requisites(given: _Given, name: str | None, payee: str, payer_inn: str) -> Iterator[Finding]:
    if name is not None:
        yield from _name(name)
    for field in _KINDS:
        if field in given.values:
            yield from _one(field, given)
    if payer_inn.strip("0"):
        yield _letters("qr", payer_inn, _PAYER_INN) or judged("qr", payer_inn, _PAYER_INN)
    yield from _accounts(given)
    yield from _owner(given, payee)


def _summed_up(findings: Iterator[Finding]) -> Iterator[Finding]:
    """What is wrong first, and in the end one line for all that is right, so that the one is not lost in the other."""
    right: dict[str, list[str]] = {"none": [], "valid": [], "form": []}
    for finding in findings:
        if finding.key in right:
            right[finding.key].append(finding.params["what"])
        else:
            yield finding
    for key, names in right.items():
        if names:
            yield found(key, what=sentence(names))


# One requisite by itself


def _one(field: str, given: _Given) -> Iterator[Finding]:
    kind, number, place = _KINDS[field], given.values[field], given.place(field)
    is_code = field in ("kpp", "kbk") or (field == "uin" and _HOUSING.fullmatch(number))
    letters = None if is_code else _letters(place, number, kind)
    if letters:
        yield letters
    elif _is_none(field, number, place):
        yield found("none", place, what=kind.what)
    elif (
        field == "uin"
        and len(number) not in kind.lengths
        and (len(number) > max(kind.lengths) or _HOUSING.fullmatch(number))
    ):
        yield found("uin-other", place, count=len(number))
    elif field == "bik" and len(number) == 8 and number[0] != "0":
        yield found("lost-zero", place, what=kind.what, guess="0" + number)
    elif field == "bik" and len(number) == 9 and number[0] not in "012":
        yield found("bik-start", place, digit=number[0])
    elif field == "inn" and len(number) == 5:
        yield found("inn-foreign", place, what=kind.what)
    elif field == "kbk" and len(number) == 20 and _letters(place, number, kind):
        yield found("kbk-letters", place)
    elif field not in ("account", "corr_account") or not given.whole(field):
        yield judged(place, number, kind)
    if field == "bik" and len(number) == 9 and number[0] in "12":
        yield found("bik-rare", place, digit=number[0])
    if field == "bik" and number.startswith("04") and "003" <= given.whole("bik")[6:] <= "049":
        yield found("bik-ending", place, ending=number[6:])


def _is_none(field: str, number: str, place: str) -> bool:
    """A zero says that there is no such requisite; programs write as many as the field is long."""
    if field in ("bik", "account") or number.strip("0"):
        return False
    return len(number) == 1 or field == "corr_account" or place == "qr"


def _letters(place: str, number: str, kind: Kind) -> Finding | None:
    """A sign that is no digit; in a typed field there is none, but a payment code holds anything."""
    wrong = re.search(r"[^0-9]", number)
    return found("letters", place, what=sentence([kind.what]), sign=wrong[0]) if wrong else None


def _name(name: str) -> Iterator[Finding]:
    meant = mojibake.repaired(name)
    if not mojibake.readable(meant or name):
        yield found("name-lost", "name")
    elif meant is not None:
        yield found("misread", "name", name=_short(meant, _LONGEST_NAME))
    elif len(name.strip()) > _LONGEST_NAME:
        yield found("name-long", "name", most=_LONGEST_NAME)
    else:
        yield found("form", "name", what="название получателя")


# Accounts and the БИК


def _accounts(given: _Given) -> Iterator[Finding]:
    account, corr = given.whole("account"), given.whole("corr_account")
    corr_is_a_bank = corr.startswith(_BANK_ACCOUNTS)
    if account.startswith(_BANK_ACCOUNTS):
        if corr and not corr_is_a_bank:
            yield found("swapped", given.place("account"))
            return
        yield found("bank-account", given.place("account"), start=account[:5])
    if corr and not corr_is_a_bank:
        yield found("corr-unusual", given.place("corr_account"), start=corr[:5])
    if account.startswith("0"):
        yield from _treasury(given, account)
    bik = given.whole("bik")
    keyed = {}
    for field, number in (("account", account), ("corr_account", corr)):
        if not number or number[0] == "0":
            continue
        # The rules of banks: in the treasury only its own account 40102 has a key.
        if not bik or bik.startswith("04") or number.startswith("40102"):
            keyed[field] = number
        else:
            yield found("form", given.place(field), what=_KINDS[field].what)
    yield from _keys(given, bik, keyed)


def _treasury(given: _Given, account: str) -> Iterator[Finding]:
    place = given.place("account")
    yield found("treasury", place)
    if account[5:8] != "643":
        yield found("treasury-form", place, digits=account[5:8])
    of_banks = [field for field, start in _OF_BANKS.items() if given.whole(field).startswith(start)]
    if of_banks:
        what = " и ".join(_KINDS[field].what for field in of_banks)
        yield found("treasury-bank", given.place(of_banks[0]), what=what)


def _keys(given: _Given, bik: str, accounts: Mapping[str, str]) -> Iterator[Finding]:
    """The accounts that have a key, against the БИК."""
    if not accounts:
        return
    if not bik:
        yield found(
            "needs-bik", given.place(next(iter(accounts))), what=sentence(_KINDS[field].what for field in accounts)
        )
        return
    wrong = [field for field, number in accounts.items() if not numbers.account_key(number, bik)]
    if wrong:
        yield _misfit(given, {**accounts, "bik": bik}, wrong)
    elif not _same_ending(accounts.get("corr_account", ""), bik):
        yield found("corr-ending", given.place("corr_account"), corr=accounts["corr_account"][-3:], bik=bik[-3:])
    for field in (field for field in accounts if field not in wrong):
        yield found("valid", given.place(field), what=_KINDS[field].what)


def _misfit(given: _Given, requisites: Mapping[str, str], wrong: list[str]) -> Finding:
    """Where the mistake is, if a single one explains everything, and no more than the numbers tell."""

    def explains(field: str) -> Callable[[str], bool]:
        return lambda guess: _consistent(**{"account": "", "corr_account": "", **requisites, field: guess})

    guesses = {
        field: likely
        for field, number in requisites.items()
        if (likely := numbers.swaps(number, explains(field)) + numbers.changes(number, explains(field)))
    }
    if len(guesses) == 1:
        (field,) = guesses
        return misprint(given.place(field), requisites[field], _KINDS[field].what, explains(field))
    what, place = sentence(_KINDS[field].what for field in wrong), given.place(wrong[0])
    if 0 < sum(map(len, guesses.values())) <= number_check.MOST_GUESSES:
        told = (
            f"{_KINDS[field].what}, {differences(requisites[field], [guess])}"
            for field, likely in guesses.items()
            for guess in likely
        )
        return found("misfit-likely", place, what=what, guesses="; или ".join(told))
    return found("key-misfit", place, what=what)


def _consistent(bik: str, account: str, corr_account: str) -> bool:
    """Whether all keys fit, and the account of the bank looks as it usually does."""
    keyed = [number for number in (account, corr_account) if number]
    if any(number[0] == "0" or not numbers.account_key(number, bik) for number in keyed):
        return False
    of_a_bank = rf"30101810.(00000000|{bik[2:6]}0000|....{bik[2:6]}){bik[6:]}|" if bik.startswith("04") else ""
    return re.fullmatch(rf"{of_a_bank}40102.*|", corr_account) is not None


def _same_ending(corr: str, bik: str) -> bool:
    return not corr.startswith("30101") or corr[-3:] == bik[-3:]


# Whose account


def _owner(given: _Given, payee: str) -> Iterator[Finding]:
    account, inn, kpp = given.whole("account"), given.whole("inn"), given.values.get("kpp", "")
    group = next((group for group in _GROUPS if account.startswith(tuple(group["starts"]))), None)
    place = given.place("account")
    if group:
        if group["id"] == "closed":
            yield found("closed-account", place)
        elif _TREASURY.search(payee):
            yield found("not-treasury", place, owner=group["name"])
        if group["id"] == "private":
            yield found("private-account", place)
        if inn and group.get("inn", len(inn)) != len(inn):
            yield found("inn-account", given.place("inn"), owner=group["name"], count=len(inn), usual=group["inn"])
    if len(inn) == 12 and kpp.strip("0"):
        yield found("kpp-extra", given.place("kpp"))


# The payment code


def _scanned(code: PaymentQr) -> dict[str, str]:
    """The values of a payment code by the fields of this check; empty ones and the payee's name are left out."""
    values = {row["field"]: compact(code.values.get(key, "")) for key, row in payment_qr.KEYS.items() if "field" in row}
    return {field: value.upper() for field, value in values.items() if value and field != "name"}


def _no_code(text: str) -> Iterator[Finding]:
    text = text.strip().lower()
    if payment_qr.is_header_alone(text):
        yield found("qr-empty", "qr")
    elif re.match(r"https://qr\.nspk\.ru/", text):
        yield found("qr-sbp", "qr")
    elif re.match(r"[a-z][a-z0-9+.-]*://|www\.", text):
        yield found("qr-link", "qr")
    elif text.startswith("t=20") and "&fn=" in text:
        yield found("qr-receipt", "qr")
    else:
        yield found("qr-other", "qr")


def _code(code: PaymentQr, today: date | None) -> Iterator[Finding]:
    name, bank = (_said(code.values.get(key)) for key in ("Name", "BankName"))
    yield found("qr-read", "qr", name=name, bank=bank)
    yield from _code_header(code)
    yield from _code_keys(code)
    yield from _code_values(code, today)


def _said(name: str | None) -> str:
    """A name as it can be shown: never with broken letters."""
    if not name:
        return "не указан"
    return _short(name, _LONGEST_NAME) if mojibake.readable(name) else "не прочитать, буквы испорчены"


def _code_header(code: PaymentQr) -> Iterator[Finding]:
    if code.version != payment_qr.VERSION:
        yield found("qr-version", "qr", version=code.version)
    if code.encoding not in payment_qr.ENCODINGS:
        yield found("qr-encoding", "qr", sign=code.encoding)
    if not code.separator:
        yield found("qr-separator", "qr")
    if not all(mojibake.readable(code.values.get(key, "")) for key in ("Name", "BankName")):
        yield found("qr-lost", "qr")
    elif code.misread:
        yield found("misread", "qr", name=_said(code.values.get("Name")))


def _code_keys(code: PaymentQr) -> Iterator[Finding]:
    if missing := code.missing():
        yield found("qr-missing", "qr", what=", ".join(payment_qr.REQUIRED[key]["title"] for key in missing))
    for key, meant in code.unknown.items():
        if meant:
            letters = " русскими буквами" if re.search("[а-яё]", key, re.IGNORECASE) else ""
            yield found("qr-key-instead", "qr", line=_short(key, 40), letters=letters, meant=meant)
    if unknown := [key for key, meant in code.unknown.items() if not meant]:
        yield found("qr-key", "qr", keys=_some(unknown))
    if code.repeated:
        yield found("qr-repeated", "qr", keys=_some(dict.fromkeys(code.repeated)))
    if code.loose:
        yield found("qr-loose", "qr", pieces=_some(code.loose))


def _code_values(code: PaymentQr, today: date | None) -> Iterator[Finding]:
    for key, value in code.values.items():
        most = payment_qr.KEYS[key].get("most", len(value))
        if len(value) > most:
            long = found("qr-long", "qr", line=key, count=len(value), most=most)
            yield found("name-long", "qr", most=most) if key == "Name" else long
    if total := code.values.get("Sum"):
        yield _sum(total)
    day = _day(code.values.get("PaymTerm", ""))
    if day and today and day < today:
        yield found("qr-date", "qr", day=f"{day:%d.%m.%Y}")


def _sum(kopecks: str) -> Finding:
    if not re.fullmatch(r"[0-9]{1,18}", kopecks):
        return found("qr-sum-form", "qr", sum=_short(kopecks, 20))
    roubles = f"{int(kopecks[:-2] or 0):,}".replace(",", "\u00a0")
    return found("qr-sum", "qr", sum=f"{roubles} руб. {kopecks[-2:].zfill(2)} коп.")


def _day(text: str) -> date | None:
    try:
        return Day("").value(text)
    except FieldError:
        return None


def _contradictions(written: Mapping[str, str], scanned: Mapping[str, str]) -> Iterator[Finding]:
    for field in _KINDS:
        if field in written and field in scanned and written[field] != scanned[field]:
            yield found("qr-differs", field, what=sentence([_KINDS[field].what]))


def _some(words: Iterable[str], most: int = 5) -> str:
    """A few words in quotes, and how many more there are.

    >>> _some(["a", "b", "c"], 2)
    '«a», «b» и ещё 1'
    """
    listed = list(words)
    more = f" и ещё {len(listed) - most}" if len(listed) > most else ""
    return ", ".join(f"«{_short(word, 40)}»" for word in listed[:most]) + more


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"

r"""Файл для отправки: тип, размер, целость и имя.

Looks into a file that stays in the browser: what it really is, whether it is whole, whether it fits what the form
demands, and how to mend it. Only small pieces are read, nothing is unpacked.

Sources: formats in pyscripts/formats; what the portal's form demanded in 2022 in data/upload_rules.toml.

>>> def file(name, content, size=None):
...     return {"name": name, "size": len(content) if size is None else size, "bytes": content}
>>> def png(width, height, more=b""):
...     header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\0" * 9
...     return header + more + b"\0\0\0\0IEND\xaeB`\x82"
>>> density = (9).to_bytes(4) + b"pHYs" + (2835).to_bytes(4) * 2 + b"\1" + b"\0" * 4
>>> def ftyp(brand):
...     return b"\0\0\0\x14ftyp" + brand + b"\0" * 8
>>> def entry(name, flags=0, unpacked=9):
...     sizes = (9).to_bytes(4, "little") + unpacked.to_bytes(4, "little")
...     rest = len(name).to_bytes(2, "little") + b"\0" * 16 + name
...     return b"PK\1\2" + b"\0" * 4 + flags.to_bytes(2, "little") + b"\0" * 10 + sizes + rest
>>> def zipped(*entries):
...     directory = b"".join(entries)
...     end = b"PK\5\6" + b"\0" * 8 + len(directory).to_bytes(4, "little") + (4).to_bytes(4, "little") + b"\0\0"
...     return b"PK\3\4" + directory + end
>>> def pdf(more):
...     start = b"%PDF-1.4\n" + more
...     return start + b"xref\n0 0\ntrailer\n<< /Encrypt 9 0 R >>\nstartxref\n%d\n%%%%EOF" % len(start)
>>> linear = b"%%PDF-1.5\n1 0 obj\n<< /Linearized 1 /L %d /N 12 >>\nendobj\nstartxref\n0\n%%%%EOF"
>>> keys(file="")
['file']
>>> keys(file=file("a.pdf", b""))
['empty']
>>> keys(file=file("a.pdf", b"%PDF-1.4", 5000))
['unreadable']
>>> keys(file=file("фото.png", png(413, 531)))
['weight', 'kind', 'photo']
>>> keys(file=file("фото.png", png(600, 800, density)), limit_mb="5 МБ", accept="JPG, PNG")
['fits', 'kind', 'listed', 'photo', 'dpi']
>>> keys(file=file("фото.jpg", png(800, 450)))
['weight', 'misnamed', 'photo-sideways']
>>> keys(file=file("фото.jpg", ftyp(b"heic")), accept="jpg")
['weight', 'disguised', 'refused-picture']
>>> keys(file=file("фото.png", png(100, 100)), accept="jpg")
['weight', 'kind', 'refused-picture', 'photo-small']
>>> keys(file=file("фото.png", png(600, 800)[:-4]))
['weight', 'kind', 'cut', 'photo']
>>> keys(file=file("фото.png", png(600, 800, b"\0\0\x0b\xb8tEXt" + b"\0" * 3004)), limit_mb="0,002")
['too-big-picture', 'kind', 'photo']
>>> keys(file=file("архив.7z", b"7z\xbc\xaf\x27\x1c" + b"\1" * 26 + b"\0" * 9000))
['weight', 'kind', 'cut']
>>> keys(file=file("таблица.xls", b"\x09\0\4\0\0\0\x10\0" + b"\0" * 20_000))
['weight', 'kind', 'zeros']
>>> keys(file=file("скан.tiff", b"II*\0" + b"\0" * 20), accept="tif, pdf")
['weight', 'kind', 'spelling']
>>> keys(file=file("IMG_1.HEIC", ftyp(b"heic")))
['weight', 'kind', 'heic']
>>> keys(file=file("а.pdf", linear % len(linear % 10)))
['weight', 'kind', 'pages']
>>> keys(file=file("а.pdf", linear % len(linear % 10)), limit_mb="0,00001")
['too-big-pdf', 'kind', 'pages']
>>> keys(file=file("а.txt", b"a" * 1000), limit_mb="1 Кб")
['edge', 'kind']
>>> keys(file=file("а.pdf", pdf(b"")))
['weight', 'kind', 'locked-pdf', 'pages-unknown']
>>> keys(file=file("а.docx", zipped(entry(b"word/document.xml"))), accept="pdf")
['weight', 'kind', 'refused-document']
>>> keys(file=file("а.zip", zipped(entry(b"1"), entry(b"2", flags=1))), limit_mb="0.0001")
['too-big', 'kind', 'locked-archive', 'archive']
>>> keys(file=file("а.zip", zipped(entry(b"1", unpacked=2**31))), accept="rar")
['weight', 'kind', 'refused', 'archive', 'bomb']
>>> keys(file=file("а.part1.rar", b"Rar!\x1a\x07\0" + b"\0\0\x73\x01\0\x0d\0" + b"\0" * 6))
['weight', 'kind', 'archive-part']
>>> header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 22 + b"\x09\0" + b"\0" * 480
>>> locked = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0") + b"\x22\0\2" + b"\0" * 61
>>> keys(file=file("а.docx", header + locked))
['weight', 'kind', 'locked-document']
>>> keys(file=file("а.txt", "Справка о составе семьи".encode("cp1251")))
['weight', 'kind', 'encoding']
>>> keys(file=file("справка.pdf", b"<!DOCTYPE html><title>502 Bad Gateway</title>"))
['weight', 'web-page']
>>> keys(file=file("а.sig", bytes.fromhex("3080 06092a864886f70d010702")))
['weight', 'kind', 'signature']
>>> keys(file=file("а.p7m", bytes.fromhex("3080 06092a864886f70d010703")))
['weight', 'enveloped']
>>> keys(file=file("а.asice", zipped(entry(b"META-INF/signatures.xml"))))
['weight', 'kind', 'signed-container']
>>> keys(file=file("ключ.pem", b"-----BEGIN PRIVATE KEY-----"))
['secret-key']
>>> keys(file=file("паспорт.pdf.exe", b"MZ" + b"\0" * 60 + b"PE\0\0"))
['program']
>>> keys(file=file("паспорт.pdf.lnk", b"L\0\0\0\1\x14\2\0"))
['shortcut']
>>> keys(file=file("~$паспорт.docx", b"\6user" + b"\0" * 157))
['lock-file']
>>> keys(file=file("паспорт.pdf.crdownload", b"%PDF-1.4"))
['unfinished']
>>> keys(file=file("паспорт", b"%PDF-1.4 %%EOF"))
['weight', 'no-extension', 'pages-unknown']
>>> keys(file=file("Справка от 12.05.2026", b"%PDF-1.4 %%EOF"))
['weight', 'odd-extension', 'pages-unknown']
>>> keys(file=file("рисунок.vsdx", zipped(entry(b"visio/document.xml"))))
['weight', 'unexpected']
>>> keys(file=file("паспорт.pdf", b"\x01\x02\x03"))
['weight', 'unknown']
>>> keys(file=file("\u202eфото № 1?.png", png(600, 800)))
['weight', 'kind', 'photo', 'name-hidden', 'name-signs']
>>> keys(file=file(" мои\u0306 " + "ф" * 130 + ".png", png(600, 800)))
['weight', 'kind', 'photo', 'name-split', 'name-spaces', 'name-long']
>>> keys(file=file("фото.png", png(600, 800)), limit_mb="много", accept="какие-то")
['limit_mb', 'accept']
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pyscripts.data import table
from pyscripts.form import Field, FieldError, File, Upload, plain_digits
from pyscripts.formats import Content, Source, Unreadable, look
from pyscripts.russian import plural
from pyscripts.verdict import Finding, found, ok, stop, unsure, warn

_NAMES: Mapping[str, list[str]] = table("file_kinds")["names"]
_KINDS: Mapping[str, Mapping[str, Any]] = {kind["id"]: kind for kind in table("file_kinds")["kind"]}
_UNEXPECTED: list[Mapping[str, Any]] = table("file_kinds")["unexpected"]
_PLAIN: list[str] = table("file_kinds")["other"]["plain"]
_EXTENSIONS = {extension for kind in [*_KINDS.values(), *_UNEXPECTED] for extension in kind["extensions"]}
_DOCUMENTS = {
    extension
    for kind in _KINDS.values()
    if kind["group"] in ("document", "picture")
    for extension in kind["extensions"]
}
_PHOTO = table("upload_rules")["photo"]
_MEGABYTE: int = table("upload_rules")["megabyte"]
_YEAR = table("upload_rules")["as_of"].year

_LONGEST_NAME = 255  # bytes: NAME_MAX of Linux, on which most servers run
_BOMB = 1 << 30
_REFUSED = {"picture": "refused-picture", "document": "refused-document", "text": "refused-document"}
_PART = re.compile(r"0\d\d|[rz]\d\d")  # as programs call the parts of an archive: a.7z.001, a.z01, a.r00
_UNITS = {"к": 1 / 1024, "k": 1 / 1024, "м": 1, "m": 1, "г": 1024, "g": 1024}


@dataclass(frozen=True)
class Megabytes(Field[float]):
    """A size as a form writes it: «5», «5 МБ», «0,5», «500 КБ». The value is in megabytes.

    >>> Megabytes("limit_mb").value("до 5,5 Mb"), Megabytes("limit_mb").value("512 Кб")
    (5.5, 0.5)
    """

    inputmode: ClassVar[str] = "decimal"

    def parse(self, text: str) -> float:
        words = plain_digits(text).casefold().strip(" .")
        size = re.fullmatch(r"(?:до|не более|≤|<=?)? *(\d{1,6}(?:[.,]\d{1,6})?) *(?:([кkмmгg])[\wа-яё]{0,9})?", words)
        value = size and float(size[1].replace(",", ".")) * _UNITS[size[2] or "м"]
        if not value:
            raise FieldError("Напишите размер числом, в мегабайтах: 5 или 0,5.")
        return value


@dataclass(frozen=True)
class Extensions(Field[tuple[str, ...]]):
    """File types as a form lists them: «JPG, PNG, PDF», «.jpg;.png», «Word или PDF».

    >>> Extensions("accept").value("PDF, JPG/JPEG (до 5 Мб)")
    ('pdf', 'jpg', 'jpeg')
    """

    max_length: ClassVar[int] = 1_000

    _words: ClassVar[Mapping[str, tuple[str, ...]]] = {"word": ("doc", "docx"), "excel": ("xls", "xlsx")}

    def parse(self, text: str) -> tuple[str, ...]:
        words = re.findall(r"(?<![\w])[a-z0-9]{1,10}(?![\w])", text.casefold())
        extensions = [
            extension for word in words for extension in self._words.get(word, (word,)) if extension in _EXTENSIONS
        ]
        if not extensions:
            raise FieldError("Перечислите типы латинскими буквами, как у поля формы: jpg, png, pdf.")
        return tuple(dict.fromkeys(extensions))


FIELDS = (
    File("file", "Файл", "Файл остаётся на вашем устройстве: страница только смотрит в него."),
    Megabytes(
        "limit_mb",
        "Предел размера, МБ",
        "Он написан рядом с полем загрузки. У каждой формы свой.",
        optional=True,
        example="5",
    ),
    Extensions(
        "accept",
        "Какие типы берёт форма",
        "Спишите их у поля загрузки.",
        optional=True,
        example="jpg, png, pdf",
    ),
)

_GUIDE = "services/not-sent"
_NO_CONVERTERS = "Не отдавайте документы сайтам-конвертерам: вы не знаете, кто их увидит."
_AS_JPG = (
    "Компьютер: откройте картинку в «Фотографиях», Paint или «Просмотре» и сохраните как JPEG. "
    "iPhone: выберите «Настройки → Камера → Форматы → Наиболее совместимый» и снимите заново. " + _NO_CONVERTERS
)
_SMALLER_PDF = (
    "Отсканируйте заново: 200–300 точек на дюйм, оттенки серого. "
    "Файл с текстом сохраните в PDF из самой программы, а не снимайте с экрана. " + _NO_CONVERTERS
)
_RENAME = (
    "Windows: выделите файл и нажмите F2. Конца имени не видно? Включите «Вид → Показать → Расширения имён файлов». "
    "Mac: выделите файл и нажмите Enter."
)

OUTCOMES = {
    # Whether there is anything to look at.
    "empty": stop(
        "Файл пустой: в нём ноль байтов. Портал называет такой файл повреждённым.",
        next="Скачайте или сохраните файл ещё раз и посмотрите, открывается ли он.",
        guide=_GUIDE,
    ),
    "unreadable": stop(
        "Браузер не смог прочитать файл.",
        limits="Сам файл может быть целым: его могли переместить, изменить, или он хранится только в облаке.",
        next="Откройте файл на устройстве, сохраните копию в «Загрузки» и выберите эту копию.",
        guide=_GUIDE,
    ),
    "unfinished": warn(
        "Файл ещё не скачался: браузер даёт имя с концом «.{extension}» только на время загрузки.",
        next="Дождитесь конца загрузки или скачайте файл заново.",
        guide=_GUIDE,
    ),
    "lock-file": warn(
        "Это служебный файл Office, а не документ: его имя начинается с «~$».",
        next="Выберите файл с таким же именем, но без «~$».",
        guide=_GUIDE,
    ),
    "shortcut": warn(
        "Это ярлык: он только указывает, где лежит документ. Самого документа внутри нет.",
        next="Откройте ярлык, сохраните документ файлом и выберите этот файл.",
        guide=_GUIDE,
    ),
    "program": stop(
        "Это не документ, а программа, или файл назван как программа.",
        limits="Вредная ли она, отсюда не узнать.",
        next="Если файл вам прислали под видом документа, не открывайте его. Проверьте устройство антивирусом.",
        guide="safety/fraud",
    ),
    "secret-key": stop(
        "В файле закрытый ключ электронной подписи. У кого он есть, тот может подписывать за вас.",
        next="Никому его не отправляйте. К заявлению прикладывают файл подписи: .sig или .p7s.",
        guide="safety/fraud",
    ),
    # Size.
    "fits": ok(
        "Файл весит {weight}. Это не больше предела {limit}.",
        limits="У формы бывает ещё предел на все файлы вместе: его здесь не видно.",
    ),
    "weight": ok(
        "Файл весит {weight}.",
        limits="Хватит ли этого форме, не проверено: предел не указан.",
        next="Предел написан у поля загрузки. Впишите его, и проверка сравнит.",
    ),
    "edge": unsure(
        "Файл весит {weight}, и это у самого предела {limit}.",
        limits="Мегабайт считают по-разному: миллион байтов или 1 048 576.",
        next="Если форма откажет, уменьшите файл на двадцатую часть.",
    ),
    "too-big-picture": warn(
        "Картинка весит {weight}: это на {excess} больше предела {limit}.",
        limits="В {year} году форма портала сама уменьшала картинки, поэтому файл может и пройти.",
        next="Сохраните картинку меньшего размера. "
        "Windows: в «Фотографиях» откройте «…» и «Изменить размер изображения». "
        "Mac: «Просмотр → Инструменты → Настроить размер». Телефон: снимите заново с меньшим разрешением. "
        + _NO_CONVERTERS,
        guide=_GUIDE,
    ),
    "too-big-pdf": warn(
        "PDF весит {weight}: это на {excess} больше предела {limit}.",
        next=_SMALLER_PDF,
        guide=_GUIDE,
    ),
    "too-big": warn(
        "Файл весит {weight}: это на {excess} больше предела {limit}.",
        next="Уменьшите картинки внутри документа или разделите его на части, если форма берёт несколько файлов.",
        guide=_GUIDE,
    ),
    # Type.
    "kind": ok(
        "По содержимому это {kind}. Конец имени «.{extension}» подходит.",
        limits="{unjudged}Верно ли заполнен документ и хорошо ли читается скан, отсюда не видно.",
    ),
    "unexpected": warn(
        "Это {other}: имя кончается на «.{extension}». Такой вид файла портал не ждёт.",
        limits="Формы просят PDF, обычные документы и картинки. Исключения бывают: они написаны у поля загрузки.",
        next="Откройте файл в его программе и сохраните как PDF или JPG: «Файл → Сохранить как», «Экспорт» или «Печать → "
        "Сохранить как PDF».",
        guide=_GUIDE,
    ),
    "misnamed": warn(
        "Имя кончается на «.{extension}», а внутри {kind}.",
        limits="Форма может взять такой файл, а ведомство — не открыть.",
        next="Переименуйте файл: вместо «.{extension}» поставьте «.{right}». Если форма «.{right}» не берёт, сохраните "
        "документ заново в нужном виде. " + _RENAME,
        guide=_GUIDE,
    ),
    "disguised": warn(
        "Имя кончается на «.{extension}», а внутри {kind}.",
        limits="Форма может взять такой файл, а ведомство — не открыть.",
        next="Переименовать мало: содержимое останется прежним. Сохраните документ заново в нужном виде.",
        guide=_GUIDE,
    ),
    "no-extension": warn(
        "У имени файла нет конца с точкой, а внутри {kind}. Форма смотрит на этот конец.",
        next="Допишите к имени «.{right}». " + _RENAME,
        guide=_GUIDE,
    ),
    "odd-extension": unsure(
        "Внутри {kind}, но имя кончается непривычно: после последней точки форма ждёт тип файла.",
        next="Допишите к имени «.{right}». " + _RENAME,
        guide=_GUIDE,
    ),
    "unknown": unsure(
        "По первым байтам тип файла узнать не удалось.",
        limits="Это не значит, что файл плохой: проверка знает не все типы.",
        next="Откройте файл на устройстве. Если он открывается, сохраните его как PDF или JPG.",
    ),
    "web-page": warn(
        "Имя кончается на «.{extension}», а внутри веб-страница. "
        "Так бывает, если вместо файла скачалась страница с ошибкой или с просьбой войти.",
        next="Откройте сайт, с которого скачивали, войдите и скачайте файл заново.",
        guide=_GUIDE,
    ),
    "heic": unsure(
        "Это фото HEIC: так снимают iPhone и некоторые Android. Многие формы ждут JPG.",
        next="Посмотрите, какие типы перечислены у поля загрузки. Если HEIC там нет, нужен JPG. " + _AS_JPG,
        guide=_GUIDE,
    ),
    "listed": ok("Тип «.{extension}» есть в списке формы."),
    "spelling": unsure(
        "В списке формы есть «.{right}», а имя кончается на «.{extension}». Это одно и то же, но пишется по-разному.",
        limits="В {year} году форма портала сравнивала конец имени буква в букву.",
        next="Переименуйте файл: вместо «.{extension}» поставьте «.{right}». Менять содержимое не нужно. " + _RENAME,
        guide=_GUIDE,
    ),
    "refused-picture": warn(
        "В файле {kind}, а форма берёт только {accept}.",
        next="Сохраните картинку в одном из этих типов. Одного переименования мало. " + _AS_JPG,
        guide=_GUIDE,
    ),
    "refused-document": warn(
        "В файле {kind}, а форма берёт только {accept}.",
        next="Откройте документ и сохраните его в одном из этих типов: «Файл → Сохранить как» или «Экспорт». "
        "Для PDF годится «Печать → Сохранить как PDF». Одного переименования мало.",
        guide=_GUIDE,
    ),
    "refused": warn(
        "В файле {kind}, а форма берёт только {accept}.",
        next="Найдите документ в одном из этих типов. Из архива файлы нужно сначала достать.",
        guide=_GUIDE,
    ),
    # What is inside.
    "cut": warn(
        "Файл оборван или повреждён: его начало или конец не на месте.",
        limits="Некоторые программы всё же открывают такие файлы, но форма может не взять.",
        next="Скачайте, отсканируйте или сохраните файл заново. Перед отправкой откройте его и пролистайте до конца.",
        guide=_GUIDE,
    ),
    "zeros": unsure(
        "Конец файла — одни нули. Так бывает, если загрузка прервалась: место под файл занято, а дальше пусто.",
        limits="Бывает и в целом файле: чёрный край картинки, тишина, пустое место таблицы.",
        next="Откройте файл и пролистайте до конца. Чего-то нет — скачайте или сохраните его заново.",
        guide=_GUIDE,
    ),
    "locked-pdf": warn(
        "PDF зашифрован: он просит пароль или запрещает печать и правку.",
        limits="Что именно закрыто, отсюда не видно. Если PDF открывается без пароля, закрыта только правка.",
        next="Откройте файл и выберите «Печать → Сохранить как PDF»: новый файл будет без защиты. "
        "Если документ подписан, так делать нельзя: подпись пропадёт. Попросите файл без пароля.",
        guide=_GUIDE,
    ),
    "locked-archive": warn(
        "Архив закрыт паролем. В ведомстве его не откроют.",
        next="Достаньте файлы из архива и сложите их в новый архив без пароля.",
        guide=_GUIDE,
    ),
    "locked-document": warn(
        "Документ закрыт паролем. В ведомстве его не откроют.",
        next="Откройте документ, снимите пароль и сохраните. Word и Excel: «Файл → Сведения → Защита».",
        guide=_GUIDE,
    ),
    "pages": ok("Страниц в PDF: {pages}.", next="Сравните с бумагой: все ли страницы здесь."),
    "pages-unknown": ok(
        "Сколько в PDF страниц, отсюда не видно.",
        next="Откройте файл и посмотрите, все ли страницы на месте.",
    ),
    "photo": ok(
        "Картинка {width}×{height} точек. Для фото на документ этого хватает.",
        limits="Правило портала на {year} год: не меньше {least} точек, это 35×45 мм. Лицо и фон здесь не проверяются.",
    ),
    "photo-sideways": unsure(
        "Картинка {width}×{height} точек: она лежит на боку. Фото на документ стоит вертикально.",
        limits="Если это скан, а не фото на документ, всё в порядке.",
        next="Поверните или обрежьте фото так, чтобы вышло не меньше {least} точек.",
    ),
    "photo-small": unsure(
        "Картинка {width}×{height} точек. Для фото на документ это мало: на портале нужно от {least}.",
        limits="Это правило {year} года. Для скана документа оно не действует.",
        next="Снимите фото заново с большим разрешением. Увеличивать готовую картинку бесполезно.",
    ),
    "dpi": ok(
        "В самом файле записано {dpi} DPI, а для фото нужно {need}.",
        limits="В {year} году форма портала эту запись не читала: она считала DPI по числу точек, а их хватает.",
    ),
    "archive": ok("Файлов в архиве: {files}.", next="Посмотрите у поля загрузки, берёт ли форма архивы."),
    "archive-part": warn(
        "Это одна часть архива, который разделили на тома. Без остальных она не откроется.",
        next="Соберите архив заново одним файлом или приложите сами документы.",
        guide=_GUIDE,
    ),
    "bomb": warn(
        "Внутри {unpacked} в распакованном виде. Форма может принять это за вредный файл.",
        next="Приложите сами документы, без архива.",
        guide=_GUIDE,
    ),
    "signature": ok(
        "Это {kind} отдельным файлом.",
        limits="Верна ли она и чья она, отсюда не узнать: для этого нужен сам документ.",
        next="Приложите её вместе с документом, который ей подписан. Документ после подписи не меняйте.",
    ),
    "enveloped": warn(
        "Это не подпись: файл зашифрован, и прочтёт его только тот, кому его отправили.",
        next="Приложите сам документ. Если просят подпись, к нему нужен файл .sig или .p7s.",
        guide=_GUIDE,
    ),
    "signed-container": ok(
        "Документ и подпись лежат вместе, в одном файле.",
        limits="Верна ли подпись и чья она, отсюда не узнать. Берёт ли форма такой тип, написано у поля загрузки.",
        next="Приложите этот файл как есть: сохраните заново или распакуете — подпись пропадёт.",
    ),
    "encoding": unsure(
        "Текст записан в кодировке {encoding}. На другом устройстве буквы могут стать значками.",
        next="Сохраните текст в кодировке UTF-8 или как PDF. В Блокноте: «Файл → Сохранить как», внизу «Кодировка».",
    ),
    # Name.
    "name-hidden": warn(
        "В имени файла невидимый знак или особый пробел: {place}-й по счёту, {code}. "
        "Имя показывается не так, как записано.",
        next="Сотрите имя целиком и напишите заново. " + _RENAME,
        guide=_GUIDE,
    ),
    "name-signs": unsure(
        "В имени файла есть {signs}.",
        limits="Правило для имён у каждой формы своё. Такие знаки берут не все.",
        next="Назовите файл просто: «passport.pdf» или «Паспорт.pdf». " + _RENAME,
        guide=_GUIDE,
    ),
    "name-split": unsure(
        "Буквы «й» или «ё» в имени записаны двумя знаками: так делает Mac. Форма может их не узнать.",
        next="Сотрите эти буквы в имени и наберите заново. Или назовите файл латиницей.",
        guide=_GUIDE,
    ),
    "name-spaces": unsure(
        "Имя файла начинается или кончается пробелом.",
        next="Сотрите этот пробел. " + _RENAME,
        guide=_GUIDE,
    ),
    "name-long": unsure(
        "Имя файла длинное: {length} знаков. Русская буква занимает два байта, а в имени их бывает до {most}.",
        next="Назовите файл коротко: «Паспорт.pdf».",
        guide=_GUIDE,
    ),
}


def check(file: Upload, limit_mb: float | None, accept: tuple[str, ...] | None) -> Iterator[Finding | str]:
    """Judge a file by itself and, as far as they are known, by the demands of a form."""
    try:
        yield from _judge(Source(file), file.name, limit_mb, accept)
    except Unreadable:
        yield found("unreadable", "file")


def _judge(source: Source, name: str, limit: float | None, accept: tuple[str, ...] | None) -> Iterator[Finding]:
    if not source.size:
        yield found("empty", "file")
        return
    extension = _extension(name)
    content = look(source)
    if key := _hopeless(name, extension, content):
        yield found(key, "file", extension=extension)
        return
    kind = _kind(content, extension)
    yield _weight(source.size, kind, limit)
    is_part = bool(_PART.fullmatch(extension)) and (kind is None or kind["group"] == "archive")
    if is_part or content.kind == "p7e":  # another name mends neither
        yield found("archive-part" if is_part else "enveloped", "file")
        yield from _name(name)
        return
    if other := _unexpected(content.kind, extension, accept):
        yield found("unexpected", "file", other=other, extension=extension)
        yield from _name(name)
        return
    yield from _type(kind, extension, accept, whole=content.whole)
    yield from _inside(content, kind)
    yield from _name(name)


def _extension(name: str) -> str:
    """What stands after the last dot, in small letters; empty if it cannot be the type of a file.

    >>> _extension("Скан.PDF"), _extension("скан"), _extension(".pdf"), _extension("ст. 5 закона")
    ('pdf', '', '', '')
    """
    start, _, extension = name.strip().rpartition(".")
    return extension.casefold() if start and re.fullmatch(r"[\w!]{1,10}", extension) else ""


def _hopeless(name: str, extension: str, content: Content) -> str | None:
    """Why it makes no sense to judge this file as a document."""
    group = _KINDS[content.kind]["group"] if content.kind else ""
    if group == "program" or extension in _NAMES["programs"]:
        return "program"
    if group == "secret" or name.casefold() in _NAMES["secret"]:
        return "secret-key"
    if group == "shortcut" or extension in _NAMES["shortcuts"]:
        return "shortcut"
    if extension in _NAMES["unfinished"]:
        return "unfinished"
    return "lock-file" if name.startswith("~$") else None


def _kind(content: Content, extension: str) -> Mapping[str, Any] | None:
    """The row of the table; of a container that could not be read to the end the extension tells the rest."""
    own = _KINDS[content.kind]["extensions"] if content.kind else ()
    if (content.cut and extension not in own) or content.kind == "ole":
        for kind in _KINDS.values():
            if kind.get("container") == content.kind and extension in kind["extensions"]:
                return kind
    found_kind = _KINDS.get(content.kind)
    twin = _KINDS[found_kind["twin"]] if found_kind and "twin" in found_kind else None
    return twin if twin and extension in twin["extensions"] else found_kind


def _unexpected(kind: str, extension: str, accept: tuple[str, ...] | None) -> str | None:
    """What a file is that no form of the portal asks for, by its name; None if it can well be asked for."""
    if accept and extension in accept:
        return None
    for row in _UNEXPECTED:
        if extension in row["extensions"]:
            return row["name"] if kind in (*row.get("plain", ("", *_PLAIN)), *row["over"]) else None
    known = extension in _EXTENSIONS or not re.fullmatch(r"(?=.*[a-z])[a-z0-9]{2,8}", extension)
    return None if known or kind not in _PLAIN else "файл особой программы"


def _weight(size: int, kind: Mapping[str, Any] | None, limit: float | None) -> Finding:
    if limit is None:
        return found("weight", "file", weight=_bytes(size))
    most = round(limit * _MEGABYTE)
    words = {"weight": _bytes(size), "limit": _bytes(most)}
    if size <= limit * 1_000_000:
        return found("fits", "file", **words)
    if size <= most:
        return found("edge", "file", **words)
    key = {"pdf": "too-big-pdf"}.get(kind["id"]) if kind else None
    if kind and kind["group"] == "picture":
        key = "too-big-picture"
    return found(key or "too-big", "file", excess=_bytes(size - most), year=_YEAR, **words)


def _bytes(size: int) -> str:
    """A size in words.

    >>> _bytes(512), _bytes(522), _bytes(2048), _bytes(5 << 20), _bytes(4_949_279), _bytes(3 << 30)
    ('512 байт', '522 байта', '2 КБ', '5 МБ', '4,72 МБ', '3 ГБ')
    """
    for unit, name in ((1 << 30, "ГБ"), (_MEGABYTE, "МБ"), (1 << 10, "КБ")):
        if size >= unit:
            return f"{size / unit:.2f}".rstrip("0").rstrip(".").replace(".", ",") + " " + name
    return f"{size} {plural(size, 'байт', 'байта', 'байт')}"


def _type(
    kind: Mapping[str, Any] | None, extension: str, accept: tuple[str, ...] | None, *, whole: bool
) -> Iterator[Finding]:
    """The content against the name, and both against what the form takes."""
    if kind is None:
        yield found("unknown", "file")
        return
    taken = [one for one in kind["extensions"] if one in (accept or ())]
    words = {
        "kind": kind["name"],
        "extension": extension,
        "right": (taken or kind["extensions"])[0],
        "accept": ", ".join("." + one for one in accept or ()),
        "unjudged": "" if whole else "Целый ли файл, по нему не видно: откройте его и пролистайте до конца. ",
        "year": _YEAR,
    }
    named = _named(kind, extension, is_refused=accept is not None and not taken)
    if named:
        yield found(named, "file", **words)
    if named != "web-page" and (key := _accepted(kind, extension, accept, taken)):
        yield found(key, "file" if accept is None else "accept", **words)


def _named(kind: Mapping[str, Any], extension: str, *, is_refused: bool) -> str | None:
    """What there is to say of the name of a file; no name mends what the form does not take."""
    if extension in kind["extensions"]:
        return "kind"
    if kind["id"] == "html" and extension in _EXTENSIONS:
        return "web-page"
    if is_refused:
        return "disguised" if extension in _EXTENSIONS else None
    if not extension:
        return "no-extension"
    if kind["id"] in _PLAIN and extension in _DOCUMENTS:
        return "disguised"  # a document that turned out to be a mere ZIP or text opens under no other name either
    return "misnamed" if extension in _EXTENSIONS else "odd-extension"


def _accepted(kind: Mapping[str, Any], extension: str, accept: tuple[str, ...] | None, taken: list[str]) -> str | None:
    """What there is to say of a file that a form takes, or does not."""
    if accept is None:
        return "heic" if kind["id"] in ("heic", "heif") else None
    if not taken:
        return _REFUSED.get(kind["group"], "refused")
    if extension not in kind["extensions"]:
        return None
    return "listed" if extension in taken else "spelling"


def _inside(content: Content, kind: Mapping[str, Any] | None) -> Iterator[Finding]:
    """What was seen in the content itself."""
    if content.cut:
        yield found("cut", "file")
    if content.zeros:
        yield found("zeros", "file")
    if content.locked and kind:
        by_group = "locked-archive" if kind["group"] == "archive" else "locked-document"
        yield found("locked-pdf" if kind["id"] == "pdf" else by_group, "file")
    if content.kind == "pdf":
        yield found("pages", "file", pages=content.pages) if content.pages else found("pages-unknown", "file")
    if content.part:
        yield found("archive-part", "file")
    if content.kind == "zip" and not content.cut and not content.part:
        yield found("archive", "file", files=content.files)
    if content.unpacked and content.unpacked > _BOMB:
        yield found("bomb", "file", unpacked=_bytes(content.unpacked))
    if kind and kind["group"] == "signature":
        yield found("signed-container" if "container" in kind else "signature", "file", kind=kind["name"])
    if content.encoding and content.encoding != "UTF-8" and content.kind == "txt":
        yield found("encoding", "file", encoding=content.encoding)
    if content.pixels:
        yield from _photo(*content.pixels, content.dpi)


def _photo(width: int, height: int, dpi: int | None) -> Iterator[Finding]:
    least = f"{_PHOTO['width']}×{_PHOTO['height']}"
    words = {"width": width, "height": height, "least": least, "year": _YEAR}
    if width >= _PHOTO["width"] and height >= _PHOTO["height"]:
        yield found("photo", "file", **words)
        if dpi and dpi < _PHOTO["dpi"]:
            yield found("dpi", "file", dpi=dpi, need=_PHOTO["dpi"], year=_YEAR)
    elif width >= _PHOTO["height"] and height >= _PHOTO["width"]:
        yield found("photo-sideways", "file", **words)
    else:
        yield found("photo-small", "file", **words)


def _name(name: str) -> Iterator[Finding]:
    # Everything but the plain space that has no picture of its own: controls, marks of direction, other spaces.
    hidden = [place for place, sign in enumerate(name) if not sign.isprintable()]
    if hidden:
        code = f"U+{ord(name[hidden[0]]):04X}"
        yield found("name-hidden", "file", place=hidden[0] + 1, code=code)
    plain = unicodedata.normalize("NFC", name)
    if plain != name:
        yield found("name-split", "file")
    if name != name.strip():
        yield found("name-spaces", "file")
    signs = dict.fromkeys(re.findall(r"[^A-Za-zА-Яа-яЁё0-9 ._,()\-–—]", "".join(c for c in plain if c.isprintable())))
    if signs:
        yield found("name-signs", "file", signs=", ".join(f"«{sign}»" for sign in [*signs][:5]))
    if len(name.encode(errors="replace")) > _LONGEST_NAME:
        yield found("name-long", "file", length=len(name), most=_LONGEST_NAME)

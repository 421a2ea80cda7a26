"""The text of a Russian payment code, ГОСТ Р 56042-2014: `ST00012|Name=…|PersonalAcc=…`.

ST, the version 0001, one digit for the encoding, and the separator of all that follows is the ninth character.
Sources: data/payment_qr.toml.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from pyscripts.data import table
from pyscripts.mojibake import repaired

_TABLE = table("payment_qr")
REQUIRED: dict[str, dict[str, Any]] = _TABLE["required"]
KEYS: dict[str, dict[str, Any]] = REQUIRED | _TABLE["additional"]
ENCODINGS: dict[str, str] = _TABLE["encodings"]
VERSION = "0001"
_ABSENT = ("-", "–", "—")  # what programs write where there is nothing

_KEY_BY_LOWER = {key.lower(): key for key in KEYS}
_MEANT_BY_LOWER = {other.lower(): key for key, row in KEYS.items() for other in row.get("instead", ())}
# Scanners leave the mark of the encoding (\000026) in front; some readers add words of their own.
_HEADER = re.compile(
    r"(?<![A-Za-z])ST(?P<version>[0-9]{4})(?P<encoding>[0-9])(?P<separator>.)", re.IGNORECASE | re.DOTALL
)
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")
_IN_ADDRESS = re.compile(r"(?<![A-Za-z])ST[0-9]{5}%7C\S*", re.IGNORECASE)


@dataclass(frozen=True)
class PaymentQr:
    """What a payment code says. Keys are spelt as in the standard; the first value of a key counts."""

    version: str
    encoding: str
    separator: str
    misread: bool  # the letters were in a wrong encoding; the values are repaired
    values: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, str | None] = field(default_factory=dict)  # what was probably meant, by key
    repeated: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)  # pieces without «=»

    def missing(self) -> list[str]:
        """The required keys without a value. The correspondent account may be empty: the Bank of Russia has none."""
        empty = {"CorrespAcc"} & self.values.keys()
        return [key for key in REQUIRED if not self.values.get(key) and key not in empty]


def parse(text: str) -> PaymentQr | None:
    """Read a payment code; None if the text is something else.

    >>> code = parse("ST00012|Name=ООО «Ромашка»|BIC=044525225|kbk=0")
    >>> code.values, code.unknown
    ({'Name': 'ООО «Ромашка»', 'BIC': '044525225'}, {'kbk': 'CBC'})
    >>> parse("ST00012%7CName=%D0%94%D0%BE%D0%BC%7CBIC=044525225").values
    {'Name': 'Дом', 'BIC': '044525225'}
    >>> parse("https://example.com")
    """
    header = _HEADER.search(_decoded(text))
    if not header:
        return None
    text = header.string
    separator, body = header["separator"], text[header.end() :].strip()
    if separator.isalnum() or separator.isspace():  # it was lost on the way; "|" is what nearly all codes have
        separator, body = "", text[header.start("separator") :].strip()
    body = re.sub(r"[\r\n\t]+", " ", body)
    mended = repaired(body)
    code = PaymentQr(header["version"], header["encoding"], separator, misread=mended is not None)
    for piece in (mended or body).split(separator or "|"):
        _take(code, piece.strip())
    return code if mended else _mended_names(code)


def is_header_alone(text: str) -> bool:
    """Whether a text begins like a payment code, and that is all.

    >>> is_header_alone(" ST0001"), is_header_alone("ST00012|"), is_header_alone("ST00012|Name=А")
    (True, True, False)
    """
    return re.fullmatch(r"\W*ST[0-9]{4,5}\W*", text, re.IGNORECASE) is not None


def _decoded(text: str) -> str:
    """A code as it is, of one that an address or a program wrote down as an address does: `ST00012%7CName=%D0%9E`."""
    written = _IN_ADDRESS.search(text)
    if not written:
        return text
    plain = written[0].replace("+", " ").encode("utf-8", "replace")
    data = _ESCAPE.sub(lambda escape: bytes.fromhex(escape[1].decode()), plain)  # urllib would bring 100 kB along
    try:
        return data.decode()
    except UnicodeDecodeError as error:  # cut in the middle of a letter, or not in UTF-8
        cut = len(data) - error.start < 4
        return data[: error.start].decode() if cut else data.decode("cp1251", "replace")


def _mended_names(code: PaymentQr) -> PaymentQr:
    """Only a name may have been misread, before somebody put it into the code."""
    values = {key: repaired(code.values.get(key, "")) for key in ("Name", "BankName")}
    mended = {key: value for key, value in values.items() if value}
    return replace(code, misread=True, values=code.values | mended) if mended else code


def _take(code: PaymentQr, piece: str) -> None:
    name, equals, value = (part.strip() for part in piece.partition("="))
    key = _KEY_BY_LOWER.get(name.lower())
    value = "" if value in _ABSENT else value
    if not piece or (equals and not value and key not in REQUIRED and name):
        return
    if not equals:
        code.loose.append(piece)
    elif key is None:
        code.unknown[name] = _MEANT_BY_LOWER.get(name.lower())
    elif key in code.values:
        code.repeated.append(key)
    else:
        code.values[key] = value

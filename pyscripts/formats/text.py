"""Plain text and what is written in it: its encoding, and whether it is really a web page, XML or RTF."""

import codecs
import re

from pyscripts.formats.source import Content, Source

# Looked up here, so that the bundle has them. The order decides where two fit alike.
_ONE_BYTE = {
    name: codecs.lookup(codec)
    for name, codec in {"Windows-1251": "cp1251", "KOI8-R": "koi8_r", "DOS (866)": "cp866"}.items()
}
_MARKS = {
    codecs.BOM_UTF8: ("UTF-8", codecs.lookup("utf-8")),
    codecs.BOM_UTF16_LE: ("UTF-16", codecs.lookup("utf-16-le")),
    codecs.BOM_UTF16_BE: ("UTF-16", codecs.lookup("utf-16-be")),
}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_WEIGHTS = {letter: weight for weight, letter in enumerate("ъёфэщцюшжхйчбзгьыяупдмклврстниаео", 1)}
_STRANGE = re.compile(r"[^\W\d_A-Za-zА-яЁё]|[\u2500-\u25ff\ufffd]")  # letters of other alphabets, frames of tables
_ROOT = re.compile(r"<([A-Za-z_][\w:.-]*)")
_TAIL = 2048  # comments may stand after the end
_PAGE = re.compile(
    r"\s*(<\?xml[^>]{0,200}>\s*)?(?:(?><!--.*?-->)\s*)*+<(!doctype html|html|head|body|script)\b",
    re.IGNORECASE | re.DOTALL,
)


def look(source: Source) -> Content | None:
    decoded = _decode(source.head, whole=source.size <= len(source.head))
    if decoded is None and source.head.startswith(b"{\\rtf"):  # programs leave stray signs in it
        decoded = source.head.decode("latin-1"), ""
    if decoded is None:
        return None
    text, encoding = decoded
    kind = _kind(text)
    tail = source.piece(max(source.size - _TAIL, 0), _TAIL).replace(b"\0", b"").rstrip().decode("latin-1")
    return Content(kind, cut=_is_cut(kind, text, tail), encoding=encoding)


def _is_cut(kind: str, text: str, tail: str) -> bool:
    r"""Whether the last sign of what has an end by its own rules is missing.

    >>> _is_cut("rtf", "", "{\\rtf1 a}"), _is_cut("xml", "<?xml?><a><b/></a>", "</a>"), _is_cut("xml", "<a><b/>", "<b/>")
    (False, False, True)
    """
    if kind == "rtf":
        return not tail.endswith("}")
    root = _ROOT.search(text)
    if kind != "xml" or not root:
        return False
    is_empty = tail.endswith("/>") and not re.search(rf"<{re.escape(root[1])}(?:\s[^>]*)?(?<!/)>", text)
    return not (tail.endswith(">") and (is_empty or re.search(rf"</{re.escape(root[1])}\s*>", tail)))


def _kind(text: str) -> str:
    if _PAGE.match(text):
        return "html"
    if text.lstrip().startswith(("<?xml", "<svg")):
        return "xml"
    return "rtf" if text.startswith("{\\rtf") else "txt"


def _decode(head: bytes, whole: bool) -> tuple[str, str] | None:
    """The text and the name of its encoding; None if this is no text."""
    for mark, (name, codec) in _MARKS.items():
        if head.startswith(mark):
            text = codec.decode(head[len(mark) :], "replace")[0]
            return None if _CONTROL.search(text) else (text, name)
    if _CONTROL.search(head.decode("latin-1")):
        return None
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(head, final=whole), "UTF-8"
    except UnicodeDecodeError:
        return _decode_one_byte(head)


def _decode_one_byte(head: bytes) -> tuple[str, str] | None:
    """Russian in an old encoding: the one in which most letters are common ones."""
    texts = {name: codec.decode(head, "replace")[0] for name, codec in _ONE_BYTE.items()}
    best = max(texts, key=lambda name: _likeness(texts[name]))
    strange = len(_STRANGE.findall(texts[best]))
    return None if strange > len(head) // 10 else (texts[best], best)


def _likeness(text: str) -> int:
    """How much the letters look like Russian: common ones count more, and small ones a little more."""
    return sum(_WEIGHTS.get(letter.lower(), 0) + letter.islower() for letter in text)

"""Pages → what the search reads: titles, other names, headings, first words and the errors that they explain.

The browser loads it with a stemmer at the first touch of the search box (docs/assets/search.mjs).
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import markdown

import pyscripts
from macros.content import pages as guide
from macros.content.facts import Fact
from macros.content.search_words import SearchWords
from macros.content.stems import stem
from macros.delivery import shorthand
from pyscripts.errors import known

_WORD = re.compile(r"[^\W\d_]{3,}|\b\d{3,6}\b")
_RUSSIAN = re.compile(r"^[а-я]+$")
_PHONE = re.compile(r"(?<!\d)8 \d{3} \d{3}-\d\d-\d\d(?!\d)")
_MACRO = re.compile(r"\{\{ (?!fact\().*?\}\}|\{#.*?#\}|```.*?```", re.DOTALL)
_FACT = re.compile(r'\{\{ fact\("([\w-]+)"\) \}\}')
_SIGNS = re.compile(r"\]\([^)]*\)|<[^>]*>|[\[*`]")  # of Markdown
# What is alike lies together and packs better.
_FIELDS = ("body", "aliases", "url", "title", "description", "headings", "errors")
_APART = re.compile(r"[^\w-]+")
_ACRONYM = re.compile(r"\b[A-ZА-ЯЁ]{3,}\b")
_LONG = 5  # letters
_MOST = 2  # pages that a word of their text may stand on: more are not told apart by it
_SHORTEST = 1  # message of a family that is looked up whole; of the others, their rare words
_MARKDOWN = markdown.Markdown()  # to make one takes longer than to use it


def files(pages: Iterable[guide.Page], facts: Mapping[str, Fact], words: SearchWords) -> dict[str, str]:
    """The index that the search loads, by its address on the site.

    Args:
        pages: all pages of the site.
        facts: what their headings and first words may state.
        words: what readers of this site call things.
    """
    packer = Packer(words)
    found = [packer.document(page) for page in documents(pages, facts)]
    known = shorthand.Words(name for document in found for name in document["aliases"])
    index = {
        "codes": _by_meaning(_codes()),
        "known": known.folded(),
        "words": _words(words),
        "pages": _columns(found, known),
    }
    data = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return {"assets/data/search.mjs": f"export default {data};\n"}


class Packer:
    """Makes of the names of pages what the browser reads in the same way: nobody reads these themselves."""

    def __init__(self, words: SearchWords) -> None:
        self._skip = {word.replace("ё", "е") for word in words.skip}
        self._modal = {word.replace("ё", "е") for word in words.modal}
        self._whole = {"не", *self._skip, *self._modal}
        self._same = {stem(other.replace("ё", "е")): first for first, *rest in words.same for other in rest}

    def document(self, document: dict[str, Any]) -> dict[str, Any]:
        return document | {"aliases": {self.name(name) for name in document["aliases"]}}

    def name(self, name: str) -> str:
        """No words that say nothing, one of those that mean the same, and no endings. After «не» a word stays as it is.

        >>> words = SearchWords(
        ...     same=[["код", "пин"]], weak=[], own=[], strange=[], check=[], modal=["могу"], skip=["мне", "из"]
        ... )
        >>> Packer(words).name("Мне не приходят пины из банка")
        'не приходят код банк'
        """
        words = _APART.sub(" ", name.lower().replace("ё", "е")).split()
        return " ".join(self._kept(words) if len(set(words)) == len(words) else words)  # «тут не грузит, там грузит»

    def _kept(self, words: list[str]) -> Iterator[str]:
        for at, word in enumerate(words):
            if word == "не":
                yield from self._after_not(words[at + 1 :])
                return
            if word not in self._skip:
                yield self._root(word) if _RUSSIAN.match(word) else word

    def _after_not(self, words: list[str]) -> Iterator[str]:
        """«Не» belongs to the next word, or to the one after «могу»; before a word that says nothing it is nothing."""
        meant = words[1:] if words[:1] and words[0] in self._modal and words[1:] else words
        if meant and meant[0] not in self._skip:
            yield f"не {meant[0]}"
            meant = meant[1:]
        yield from self._kept(meant)

    def _root(self, word: str) -> str:
        meant = self._same.get(stem(word), word).replace("ё", "е")
        root = _short(stem(meant), meant)
        return word if word in self._whole or root in self._whole else root


def _words(words: SearchWords) -> dict[str, str]:
    """The words as the file has them, a list a line; of those that mean the same, the first of each stem."""
    lists = {name: [sorted(found)] for name, found in words.model_dump(exclude={"same"}).items()}
    lists["same"] = [_apart(group) for group in words.same]
    return {name: shorthand.typed("\n".join(" ".join(found) for found in lines)) for name, lines in lists.items()}


def _apart(group: list[str]) -> list[str]:
    found: dict[str, str] = {}
    for word in group:
        found.setdefault(stem(word.replace("ё", "е")), word)
    return list(found.values())


def _columns(documents: list[dict[str, Any]], known: shorthand.Words) -> dict[str, list[str]]:
    """The same by fields, phrases by lines and in order; what nobody reads is written short."""
    rows = [
        document
        | {"aliases": {known.signs(name) for name in document["aliases"]}, "body": shorthand.typed(document["body"])}
        for document in documents
    ]
    return {field: [_lines(row[field]) for row in rows] for field in _FIELDS}


def _lines(phrases: str | Iterable[str]) -> str:
    return phrases if isinstance(phrases, str) else "\n".join(sorted(phrases))


def documents(pages: Iterable[guide.Page], facts: Mapping[str, Fact]) -> list[dict[str, Any]]:
    """The pages that can be found, each with all that it says of itself."""
    pages = [page for page in pages if _can_be_found(page)]
    counts = Counter(text for page in pages for text in _headings(page))
    errors = _errors(_SHORTEST)
    rare = _rare(pages, facts)
    return [
        {
            "url": page.url,
            "title": page.title,
            "description": page.description,
            "aliases": page.head.get("aliases", []),
            # A heading that several pages have, such as «Что делать», tells them not apart.
            "headings": [_plain(text, facts) for text in _headings(page) if counts[text] == 1],
            "body": rare[page.path],
            "errors": errors.get(page.name, []) if page.kind == "guide" else [],
        }
        for page in pages
    ]


def _can_be_found(page: guide.Page) -> bool:
    """Pages for those who make sites stay out: nobody whom the portal has failed is helped by them."""
    for_makers = page.path.startswith(("about/engineers/", "about/another-portal"))
    return page.kind in ("guide", "check") or (page.path.startswith(("about/", "report", "checks/")) and not for_makers)


def _rare(pages: list[guide.Page], facts: Mapping[str, Fact]) -> dict[str, str]:
    """Long words and acronyms of the text of each page that few pages have and its other names do not say; each stem once."""
    named = {page.path: set(_stems([page.title, *page.head.get("aliases", [])])) for page in pages}
    said = _errors(most=None) | {name: list(_form(pyscripts.load(name))) for name in pyscripts.names()}
    texts = {page.path: _stems([_bare(page.body, facts), *said.get(page.name, [])]) for page in pages}
    counts = Counter(root for roots in texts.values() for root in roots)
    acronyms = {word.lower() for page in pages for word in _ACRONYM.findall(page.body)}
    found = {
        path: [
            _short(root, word)
            for root, word in roots.items()
            if root not in named[path]
            and counts[root] <= _MOST
            and (len(word) >= _LONG or word in acronyms or word.isdigit())
        ]
        for path, roots in texts.items()
    }
    return {page.path: " ".join([*sorted(found[page.path]), *_phones(page, facts)]) for page in pages}


def _form(check: pyscripts.Check) -> Iterator[str]:
    """The words of a check that its page does not have: of its form, and of what it may find."""
    for field in check.fields:
        yield from (field.label, field.hint, *getattr(field, "options", {}).values())
    for outcome in check.outcomes.values():
        yield outcome.text


def _short(root: str, word: str) -> str:
    """What the browser makes the same stem of; nobody reads these words."""
    return root if stem(root) == root else word


def _phones(page: guide.Page, facts: Mapping[str, Fact]) -> list[str]:
    """The phones with which a page begins; further down they stand on most."""
    lead = page.body.partition("\n## ")[0]
    return _PHONE.findall(_bare(lead, facts))


def _stems(texts: Iterable[str]) -> dict[str, str]:
    """The words of some texts by their stems."""
    found = _WORD.findall(" ".join(texts).lower().replace("ё", "е"))
    return {stem(word): word for word in found}


def _headings(page: guide.Page) -> list[str]:
    return re.findall(r"^##+ (.*?)(?: \{.*\})?$", page.body, re.MULTILINE)


def _plain(text: str, facts: Mapping[str, Fact]) -> str:
    """Markdown as the words that a reader sees."""
    return " ".join(html.unescape(re.sub("<[^>]*>", "", _MARKDOWN.reset().convert(_stated(text, facts)))).split())


def _bare(text: str, facts: Mapping[str, Fact]) -> str:
    """The words of Markdown that is only looked through: to convert all pages takes longer than all the rest of this."""
    return html.unescape(_SIGNS.sub("", _stated(_MACRO.sub("", text), facts)))


def _stated(text: str, facts: Mapping[str, Fact]) -> str:
    """A text with its facts in their places."""
    return _FACT.sub(lambda match: facts[match[1]].value if match[1] in facts else "", text)


def _errors(most: int | None) -> dict[str, list[str]]:
    """The messages that each guide is about, so many of a family: the check of errors knows which."""
    found: dict[str, list[str]] = {}
    if "error" in pyscripts.names():
        for family in known.FAMILIES.values():
            found.setdefault(family["guide"], []).extend(sorted(known.phrases(family), key=len)[:most])
        for status, (family, phrase, _) in known.STATUSES.items():
            found.setdefault(known.FAMILIES[family]["guide"], []).append(f"{status} {phrase}")
    return found


def _codes() -> dict[str, str]:
    """The guide of each code, as the beginning by which it is told from the codes of other guides."""
    if "error" not in pyscripts.names():
        return {}
    families = known.FAMILIES.values()
    about = {code: family["guide"] for family in families for code in known.codes(family)}
    return beginnings({code: name for code, name in about.items() if "_" in code})


def _by_meaning(codes: Mapping[str, str]) -> dict[str, str]:
    """Codes of each guide in a row: a guide is named once."""
    found: dict[str, list[str]] = {}
    for code, about in codes.items():
        found.setdefault(f"guides/{about}/", []).append(code)
    return {url: " ".join(codes) for url, codes in found.items()}


def beginnings(codes: Mapping[str, str], depth: int = 1, default: str = "") -> dict[str, str]:
    """Names told by their first parts: the longest beginning that is listed says what a name means.

    >>> beginnings({"ERR_CERT_DATE": "a", "ERR_CERT_NAME": "a", "ERR_FAILED": "b", "ERR_CERT_WEAK": "b", "SEC_OLD": "a"})
    {'ERR': 'a', 'ERR_CERT_WEAK': 'b', 'ERR_FAILED': 'b', 'SEC': 'a'}
    """
    groups: dict[str, dict[str, str]] = {}
    for code, meaning in codes.items():
        groups.setdefault("_".join(code.split("_")[:depth]), {})[code] = meaning
    found: dict[str, str] = {}
    for beginning, group in groups.items():
        usual = Counter(group.values()).most_common(1)[0][0]
        found |= {beginning: usual} if usual != default else {}
        found |= beginnings(group, depth + 1, usual) if len(set(group.values())) > 1 else {}
    return found

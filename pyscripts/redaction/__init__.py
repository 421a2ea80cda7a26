"""Takes out of a text what must not be sent to anybody: codes, passwords, cards, documents, keys.

A secret is known by its own form (a card in fours, СНИЛС with dashes, a key that begins as such keys do), or by the label
that stands before it, as far as no other label stands between. In doubt a number that the support needs stays.
`forms` knows the former, `labels` the latter, `passwords` what has no form at all. Forms and labels: data/secrets.toml.
"""

import re
from collections.abc import Iterator
from itertools import islice

from pyscripts.letters import lowered
from pyscripts.redaction.forms import by_form
from pyscripts.redaction.labels import behind, labels
from pyscripts.redaction.spans import Span

# What stands in the place of each kind. The order is that in which readers are told of them.
INSTEAD = {
    "card": "[номер карты убран]",
    "card-code": "[код карты убран]",
    "account": "[номер счёта убран]",
    "snils": "[СНИЛС убран]",
    "inn": "[ИНН убран]",
    "passport": "[номер паспорта убран]",
    "document": "[номер документа убран]",
    "code": "[код убран]",
    "password": "[пароль убран]",
    "token": "[ключ доступа убран]",
    "phrase": "[секретная фраза убрана]",
}

_LEAST_AGAIN, _MOST_AGAIN = (
    5,
    20,
)  # signs of a secret that is looked for elsewhere, too; so many are


def without_secrets(text: str) -> tuple[str, list[str]]:
    """A text with words in the places of its secrets, and the kinds that there were, in the order of `INSTEAD`.

    >>> without_secrets("Код из смс 123456, телефон 89001234567")
    ('Код из смс [код убран], телефон 89001234567', ['code'])
    >>> without_secrets("Заявление № 1234567890 от 22.11.2026, сумма 1500,00")
    ('Заявление № 1234567890 от 22.11.2026, сумма 1500,00', [])
    """
    parts, end, kinds = [], 0, set()
    for span in _apart(secrets(text)):
        parts += [text[end : span.start], INSTEAD[span.kind]]
        kinds.add(span.kind)
        end = span.end
    return "".join([*parts, text[end:]]), [kind for kind in INSTEAD if kind in kinds]


def _apart(spans: list[Span]) -> list[Span]:
    """Spans in their order; of those that overlap the first one stays, with the signs of all."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if merged and span.start < merged[-1].end:
            last = merged.pop()
            span = Span(last.start, max(last.end, span.end), last.kind)
        merged.append(span)
    return merged


def secrets(text: str) -> list[Span]:
    """The secrets of a text, in no order; they may overlap."""
    small = lowered(text)
    all_labels = list(labels(small))
    # Of two for one place the label's is the better name, so it comes first.
    spans = [
        *(span for label in all_labels for span in behind(small, label)),
        *by_form(small, all_labels),
    ]
    return [*spans, *_again(small, spans)]


def _again(text: str, spans: list[Span]) -> Iterator[Span]:
    """Passwords and codes where they stand once more, without a label."""
    known = {text[span.start : span.end]: span.kind for span in spans if span.kind in ("password", "code")}
    for secret, kind in islice(known.items(), _MOST_AGAIN):
        bare = re.sub(r"\W+$", "", secret)
        if len(bare) >= _LEAST_AGAIN:
            for match in re.finditer(
                rf"(?<!\w){re.escape(bare)}(?!\w)(?:{re.escape(secret[len(bare) :])})?",
                text,
            ):
                yield Span(*match.span(), kind)

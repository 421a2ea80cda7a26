"""What must never stand on the site, whoever writes it: a phone that nobody confirmed, a question for a secret."""

import re
from collections.abc import Iterator

from macros.content import phones
from macros.content.problem import Problem
from macros.review.prose import Prose

_SECRET = re.compile(
    r"(?<!не )\b(?:введите|впишите|укажите|напишите|пришлите|отправьте|назовите|сообщите|продиктуйте)\b"
    r"[^.!?\n]{0,60}?(?:\bC[VP][CVP]2?\b|с обратной стороны|с оборота карты)",
    re.IGNORECASE,
)
_INPUT = re.compile(r"<\s*(?:input|form|textarea|select)\b[^>]*>|type\s*=\s*[\"']?password", re.IGNORECASE)


def check(prose: Prose) -> Iterator[Problem]:
    """Find what must not stand in any text of the site."""
    for position, phone in phones.found(prose.text):
        if not phones.is_allowed(phone):
            yield prose.problem(position, f"телефон {phone}; {phones.allowed()}")
    for match in _SECRET.finditer(prose.text):
        yield prose.problem(
            match.start(), f"«{match[0]}»: код с обратной стороны карты мы не просим никогда; уберите эту просьбу"
        )
    for match in _INPUT.finditer(prose.text):
        yield prose.problem(
            match.start(), f'поле для ввода {match[0]}; поля рисует только {{{{ check("…") }}}}; уберите HTML'
        )

"""JSON Schemas of what people write, for editors: made from the same tables by which it is checked."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from macros.content import browsers, facts, triage
from macros.content import pages as guide

type Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"  # the one that editors know best
TEXT: Schema = {"type": "string", "minLength": 1}
DAY: Schema = {"type": "string", "format": "date"}


def write(folder: Path) -> Iterator[Path]:
    """Write the schemas that are not as they must be; gives their files."""
    folder.mkdir(exist_ok=True)
    for name, schema in every().items():
        path = folder / f"{name}.schema.json"
        text = json.dumps({"$schema": DRAFT} | schema, ensure_ascii=False, indent=2) + "\n"
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            yield path


def every() -> Mapping[str, Schema]:
    """All schemas by name."""
    front_matter = {kind: _front_matter(keys) for kind, keys in guide.KEYS.items()}
    return front_matter | {"browser": _browser(), "system": _system(), "facts": _facts(), "triage": _triage()}


def _front_matter(keys: Mapping[str, guide.Key]) -> Schema:
    kinds = {str: TEXT, list: _several(TEXT), date: DAY}
    known = {
        name: kinds[key.kind] | {"description": key.words} | ({"maxLength": key.most} if key.most else {})
        for name, key in keys.items()
    }
    return _object(known, [name for name, key in keys.items() if key.required])


def _browser() -> Schema:
    platforms = {
        platform: _actions(browsers.ACTIONS) | {"description": words} for platform, words in browsers.PLATFORMS.items()
    }
    known = {
        "name": TEXT,
        "upstream": TEXT | {"description": "браузер, на котором основан этот: чего здесь нет, то как там"},
        "platforms": _object(platforms),
    }
    return _object(known, ("name", "platforms"))


def _system() -> Schema:
    return _object({"name": TEXT, "actions": _actions(browsers.SYSTEM_ACTIONS)}, ("name", "actions"))


def _actions(actions: Mapping[str, str]) -> Schema:
    """Ways to do things, by action, as browser and system files have them."""
    known: Schema = {
        "steps": _several(TEXT, 1, browsers.MOST_STEPS),
        "address": TEXT | {"description": "внутренний адрес, который можно скопировать"},
        "warning": TEXT | {"description": "что будет потеряно"},
        "note": TEXT,
        "source": TEXT | {"description": "откуда названия кнопок"},
        "as_of": {"type": ["string", "number"], "description": "версия или дата, для которой это верно"},
        "confidence": {"enum": list(browsers.CONFIDENCE)},
    }
    way = _object({key: known[key] for key in browsers.ALLOWED}, browsers.REQUIRED)
    return _object({action: way | {"description": title} for action, title in actions.items()})


def _facts() -> Schema:
    known: Schema = {
        "value": {"type": ["string", "null"], "description": "как печатать; null, если печатать нечего"},
        "kind": {"enum": list(facts.KINDS)},
        "url": TEXT | {"description": "куда ведёт значение"},
        "says": TEXT | {"description": "одно простое предложение для страницы «Откуда мы это знаем»"},
        "source": _several(TEXT) | {"description": "адреса источников"},
        "as_of": {"type": ["string", "number"], "description": "дата самого нового источника"},
        "confidence": {"enum": list(facts.CONFIDENCE)},
        "recheck_by": DAY | {"description": "когда сверить снова, например 2027-01-31"},
        "look": TEXT | {"description": "где это можно увидеть своими глазами; для weak и not-found"},
        "note": TEXT,
    }
    return {
        "type": "object",
        "additionalProperties": _object({key: known[key] for key in facts.ALLOWED}, facts.REQUIRED),
    }


def _triage() -> Schema:
    answers: Schema = {
        "says": TEXT | {"description": "что отвечает читатель"},
        "to": TEXT | {"description": "вопрос или страница: guides/тема/имя, checks/имя"},
    }
    answer = _object({key: answers[key] for key in triage.ANSWER_KEYS}, triage.ANSWER_KEYS)
    known: Schema = {
        "question": TEXT,
        "hint": TEXT | {"description": "одно предложение: как это узнать"},
        "answers": _several(answer, triage.FEWEST_ANSWERS, triage.MOST_ANSWERS),
    }
    node = _object({key: known[key] for key in triage.NODE_KEYS}, ("question", "answers"))
    return {"type": "object", "required": [triage.START], "additionalProperties": node}


def _object(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _several(item: Schema, least: int = 0, most: int | None = None) -> Schema:
    return {"type": "array", "items": item, "minItems": least} | ({"maxItems": most} if most else {})

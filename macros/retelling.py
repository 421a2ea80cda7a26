"""A check → the wording a support report may use for its outcomes and answers: see docs/assets/report_page.mjs."""

import re
from collections.abc import Mapping
from typing import Any

import pyscripts
from macros.content import checks
from macros.content.pages import Page
from macros.content.site import Site
from pyscripts.form import Choice, Field, Measured
from pyscripts.verdict import Outcome

_PLACE = re.compile(r"\{\w*\}")
_LAST_PLACE = re.compile(r":? …\.?$")
_FIRST_PLACE = re.compile(r"^«…» — (\w)")  # what was typed, and then what it means


def retold(name: str, site: Site, page: Page) -> dict[str, Any]:
    """The words of a check, with links from a page."""
    check = pyscripts.load(name)
    has_code = checks.is_finite(name) and all(field.widget == "hidden" for field in check.fields)
    own = site.pages.get(f"checks/{name}.md")
    guides = {key: site.guide(outcome.guide) for key, outcome in check.outcomes.items() if outcome.guide}
    return {
        "title": check.title.partition(":")[0],
        "page": page.link(own.url) if own else "",
        "answers": page.link(f"assets/answers/{name}.json") if has_code else "",
        "fields": {
            field.name: {"label": field.label, "options": options}
            for field in check.fields
            if field.label and (options := _options(field)) is not None
        },
        "found": {
            key: _told(outcome) | ({"guide": [page.link(guides[key].url), guides[key].title]} if key in guides else {})
            for key, outcome in check.outcomes.items()
        },
    }


def _options(field: Field[Any]) -> Mapping[str, str] | None:
    """The answers that a field offers; none at all if it is measured, None if a report must not have what it holds."""
    if isinstance(field, Choice):
        return field.options
    return {} if isinstance(field, Measured) else None


def _told(outcome: Outcome) -> dict[str, Any]:
    """The words of an outcome for a report; what would repeat the reader's own is left out."""
    text = " ".join(outcome.constant) or _LAST_PLACE.sub(".", _PLACE.sub("…", outcome.text))
    text = _FIRST_PLACE.sub(lambda match: match[1].upper(), text).replace(" …:", ":")
    return {"level": outcome.level, "text": text.strip("…"), "next": "" if "{" in outcome.next else outcome.next}

"""The whole contract between the checks and everybody who calls them.

A check is one module in `pyscripts/checks/`: a docstring, `FIELDS`, `OUTCOMES` and a generator `check`, which raises a
`FieldError` for fields that cannot be judged together. The same module is imported by the build (to draw its form), by
the tests and by the reader's browser.
"""

import importlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyscripts.form import Field, FieldError
from pyscripts.verdict import Finding, Outcome, as_finding, worst

__all__ = ["Check", "UnknownCheck", "UnknownField", "keys", "load", "names", "run"]


class UnknownCheck(LookupError):
    """No module of that name lies in `pyscripts/checks/`."""


class UnknownField(LookupError):
    """A value was given for a field that the check does not have."""


@dataclass(frozen=True)
class Check:
    """One check, as its module declares it."""

    name: str
    title: str
    fields: tuple[Field[Any], ...]
    outcomes: Mapping[str, Outcome]
    function: Callable[..., Iterable[Finding | str]]

    def parse(self, raw: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
        """Turn what was typed into values.

        Returns:
            The values by field, and the errors by field: a field is in one of the two.

        Raises:
            UnknownField: a key of `raw` is no field of this check.
        """
        if unknown := raw.keys() - {field.name for field in self.fields}:
            allowed = ", ".join(field.name for field in self.fields)
            raise UnknownField(f"{self.name}: нет поля {', '.join(sorted(unknown))}; есть {allowed}")
        values, errors = {}, {}
        for field in self.fields:
            try:
                values[field.name] = field.value(raw.get(field.name, ""))
            except FieldError as error:
                errors[field.name] = str(error)
        return values, errors

    def findings(self, values: Mapping[str, Any]) -> Iterator[Finding]:
        """Run the check."""
        return map(as_finding, self.function(**values))


def names() -> list[str]:
    """The names of all checks, in alphabetical order: the files of `pyscripts/checks/`."""
    import pkgutil

    from pyscripts import checks

    return sorted(module.name for module in pkgutil.iter_modules(checks.__path__))


def load(name: str) -> Check:
    """Import one check.

    Raises:
        UnknownCheck: there is none of that name.
    """
    path = f"pyscripts.checks.{name}"
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise UnknownCheck(name)
    try:
        module = importlib.import_module(path)
    except ModuleNotFoundError as error:
        if error.name != path:
            raise
        raise UnknownCheck(name) from error
    title = (module.__doc__ or name).partition("\n")[0].rstrip(".")
    return Check(name, title, module.FIELDS, module.OUTCOMES, module.check)


def run(name: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Judge what a reader typed, chose or was measured to have.

    Args:
        name: a check, see `names()`.
        raw: text by field name; a file field takes `{"name", "size", "bytes"}`. A field that is left out
            counts as empty.

    Returns:
        Always the same keys: `level` (ok, unsure, warn, stop: the worst finding), `findings` (each with `key`,
        `level`, `field`, `text`, `limits`, `next`), `errors` (text by field; then there are no findings and the level
        is "unsure") and `report` (names and choices for a support report, never what was typed).

    Raises:
        UnknownCheck, UnknownField: the caller is wrong. Whatever a check raises: the check is wrong.
    """
    check = load(name)
    values, errors = check.parse(raw)
    findings: list[dict[str, Any]] = []
    if not errors:
        try:
            findings = [finding.told(check.outcomes) for finding in check.findings(values)]
        except FieldError as error:
            errors[error.field or check.fields[0].name] = str(error)
            findings = []
    level = "unsure" if errors else worst(finding["level"] for finding in findings)
    given = {field.name: field.report(values[field.name]) for field in check.fields if field.name in values}
    report = {
        "check": name,
        "level": level,
        "found": [finding["key"] for finding in findings],
        "given": {key: value for key, value in given.items() if value},
    }
    return {"level": level, "findings": findings, "errors": errors, "report": report}


def keys(name: str, /, **raw: Any) -> list[str]:
    """The keys of what a check finds, or the names of the fields with errors: what its doctests compare."""
    result = run(name, raw)
    return [finding["key"] for finding in result["findings"]] or list(result["errors"])

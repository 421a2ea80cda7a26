"""Tables in TOML have a shape: those that checks read (pyscripts/data/) and those by which texts are judged (macros/data/)."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from macros.content import rule_shapes
from macros.content import table_shapes as shapes
from macros.content.portal import ROOT
from macros.content.problem import Problem, unknown
from macros.content.shape import mistakes
from macros.content.yaml_file import YamlFile

OF_CHECKS, OF_RULES = "pyscripts/data", "macros/data"
SHAPES: Mapping[str, Any] = {
    "confirm_codes": shapes.ConfirmCodes,
    "contact_words": shapes.ContactWords,
    "hosts": shapes.Hosts,
    "letters": shapes.Letters,
    "signing": shapes.Signing,
    "official": shapes.Official,
    "legal_terms": shapes.LegalTerms,
    "terms": dict[str, shapes.Term],
    "connection_table": shapes.Connection,
    "accounts": shapes.Accounts,
    "alphabets": shapes.Alphabets,
    "browser_rules": shapes.BrowserRules,
    "browser_versions": shapes.BrowserVersions,
    "card_networks": shapes.CardNetworks,
    "error_words": shapes.ErrorWords,
    "errors": shapes.Errors,
    "file_kinds": shapes.FileKinds,
    "free_sites": shapes.FreeSites,
    "http_statuses": shapes.HttpStatuses,
    "known_sites": shapes.KnownSites,
    "letter_pairs": shapes.LetterPairs,
    "mail_domains": shapes.MailDomains,
    "message_signs": shapes.MessageSigns,
    "message_topics": shapes.MessageTopics,
    "message_words": shapes.MessageWords,
    "payment_qr": shapes.PaymentQr,
    "secrets": shapes.Secrets,
    "statuses": shapes.Statuses,
    "suffixes": shapes.Suffixes,
    "time_zones": shapes.TimeZones,
    "upload_rules": shapes.UploadRules,
    "work_calendar": shapes.WorkCalendar,
}


RULES: Mapping[str, Any] = {
    "advice_words": rule_shapes.AdviceWords,
    "code": rule_shapes.Code,
    "guards": rule_shapes.Guards,
    "harm": rule_shapes.Harm,
    "html": rule_shapes.Html,
    "scripts": rule_shapes.Scripts,
    "styles": rule_shapes.Styles,
    "secrets": rule_shapes.Secrets,
    "theme_scripts": rule_shapes.ThemeScripts,
    "trusted": rule_shapes.Trusted,
}

OWN = ("trusted",)  # of RULES: those that a site has for itself; by the others of this project every site is judged

FOLDERS = {OF_CHECKS: SHAPES, OF_RULES: RULES}


@cache  # not when a module is imported: a table with a mistake is named, and stops nobody from naming others
def rules(name: str) -> Mapping[str, Any]:
    """One of this project's RULES, read once."""
    return tomllib.loads((ROOT / OF_RULES / f"{name}.toml").read_text())


def check(name: str, file: YamlFile) -> Iterator[Problem]:
    """Find missing, unknown and mistyped keys in a table of the checks; a site's own table has no shape to compare with."""
    yield from _check(SHAPES.get(name), file, _REFERENCES.get(name))


def check_rules(name: str, file: YamlFile) -> Iterator[Problem]:
    """Find the same in a table by which texts are judged."""
    yield from _check(RULES.get(name), file, {"harm": _harm}.get(name))


def _check(kind: Any, file: YamlFile, references: Callable[[YamlFile], Iterator[Problem]] | None) -> Iterator[Problem]:
    found = list(mistakes(kind, file)) if kind else []
    yield from found
    if not found and references:
        yield from references(file)


def _harm(file: YamlFile) -> Iterator[Problem]:
    """Verbs and roles that stand nowhere, and rules that look for nothing."""
    verbs, roles = file.data["verbs"], (*file.data["acts"], *file.data["things"])
    for at, kind in enumerate(file.data["kind"]):
        for number, row in enumerate(kind["rule"]):
            place = ("kind", at, "rule", number)
            if row.get("do", "") not in ("", *verbs):
                yield file.problem((*place, "do"), unknown("списка глаголов", row["do"], verbs))
            for role in row.get("roles", "").split():
                if role.lstrip("-~") not in roles:
                    yield file.problem((*place, "roles"), unknown("списка слов", role, roles))
            if not row.get("what") and not row.get("roles"):
                yield file.problem(place, "нет ни what, ни roles: такому правилу нечего искать")


def _errors(file: YamlFile) -> Iterator[Problem]:
    """Names in a family that stand nowhere else."""
    data = file.data
    for name, family in data["family"].items():
        here = ("family", name)
        if family["side"] not in data["side"]:
            yield file.problem((*here, "side"), unknown("стороны", family["side"], data["side"]))
        for cause in family.get("causes", "").split():
            if cause not in data["cause"]:
                yield file.problem((*here, "causes"), unknown("причины", cause, data["cause"]))
    for start, family in data["start"].items():
        if family not in data["family"]:
            yield file.problem(("start", start), unknown("семьи", family, data["family"]))


def _signs(file: YamlFile) -> Iterator[Problem]:
    """Patterns are made of fragments, so they can be judged only when these are in their places."""
    words = file.data["words"]
    rows = [(("sign", at), row) for at, row in enumerate(file.data["sign"])]
    rows += [(("lure", at), row) for at, row in enumerate(file.data["lure"])]
    for way, row in rows:
        for key, pattern in [*(("patterns", each) for each in row["patterns"]), ("unless", row.get("unless", ""))]:
            try:
                re.compile(pattern.format_map(words))
            except KeyError as error:
                yield file.problem((*way, key), unknown("куска", error.args[0], words))
            except (re.error, ValueError, IndexError) as error:
                yield file.problem((*way, key), f"«{pattern}» — не регулярное выражение: {error}")


def _verdicts(file: YamlFile) -> Iterator[Problem]:
    """Rows that are too long or too short, and words in their cells that are no states."""
    data = file.data
    words = [*(state["id"] for state in data["state"]), *data["sets"]]
    columns = data["table"]["columns"]
    for place, row in enumerate(data["table"]["rows"]):
        if len(row) != len(columns) + 1:
            yield file.problem(("table", "rows", place), f"в строке {len(row)} слов, а нужно {len(columns) + 1}")
        for word in (word for cell in row[:-1] for word in cell.split("|") if word not in words):
            yield file.problem(("table", "rows", place), unknown("состояния", word, words))


_REFERENCES: Mapping[str, Callable[[YamlFile], Iterator[Problem]]] = {
    "connection_table": _verdicts, "errors": _errors, "message_signs": _signs,
}  # fmt: skip

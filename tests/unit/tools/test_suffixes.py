"""The table of zones, made from the Public Suffix List."""

import tomllib

import pytest

from pyscripts.data import table
from tools import suffixes

LIST = """\
// VERSION: 2026-10-22_08-36-41_UTC
// ===BEGIN ICANN DOMAINS===
com
ru
com.ru
*.ck
!www.ck
рф
// ===BEGIN PRIVATE DOMAINS===
msk.ru
github.io
a.b.msk.ru
"""


def test_only_what_the_checks_need_is_kept() -> None:
    made = tomllib.loads(suffixes.table(LIST))
    assert made["version"] == "2026.10.22"
    assert made["zones"].split() == ["ck", "com", "io", "ru", "рф"]
    assert made["shared"].split() == ["com.ru", "msk.ru"]


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match=r"public_suffix_list\.dat"):
        suffixes.table("ru\n")


def test_the_table_is_what_the_tool_writes() -> None:
    """By the shape alone: the list itself is not installed."""
    text = suffixes.TABLE.read_text()
    kept = table("suffixes")
    zones, shared = kept["zones"].split(), kept["shared"].split()
    assert text == suffixes.table(f"// VERSION: {kept['as_of']}_0\n" + "\n".join([*zones, *shared]))
    assert len(zones) > 1_400
    assert {"ru", "su", "рф", "com", "example"} - {*zones} == {"example"}
    assert {"msk.ru", "com.ru", "spb.ru"} <= {*shared}

"""Writes pyscripts/data/suffixes.toml anew from the Public Suffix List: `python -m tools.suffixes LIST`.

LIST is `public_suffix_list.dat`, as the package publicsuffixlist on PyPI carries it. Only what the checks need is kept:
every top-level zone, and the zones below them in which a Russian reader's neighbours register names.
"""

import re
import sys
from pathlib import Path

TABLE = Path(__file__).parents[1] / "pyscripts" / "data" / "suffixes.toml"
NEAR = ("ru", "su", "рф", "рус", "by", "kz", "kg", "ua")  # whose zones of the second level are kept
WIDTH = 120

HEAD = """\
# Zones that exist: what the last part of a real host may be. Written by tools/suffixes.py, not by hand.
# From the Public Suffix List, which is under the Mozilla Public License 2.0: https://mozilla.org/MPL/2.0/
source = "publicsuffix.org, as packed in publicsuffixlist (PyPI)"
version = "{version}"
as_of = {date}
"""


def rows(text: str) -> list[str]:
    r"""The rules of a part of the list, without comments and exceptions; of a wildcard, what it is in.

    >>> rows("// a comment\nru\n*.ck\n!www.ck\n")
    ['ru', 'ck']
    """
    lines = [line.strip() for line in text.splitlines()]
    return [line.removeprefix("*.") for line in lines if line and not line.startswith(("//", "!"))]


def table(text: str) -> str:
    """The list as our table."""
    version = re.search(r"// VERSION: (\d{4}-\d\d-\d\d)_", text)
    if not version:
        raise ValueError("в списке нет строки «// VERSION: …»: это не public_suffix_list.dat")
    found = rows(text)
    zones = sorted({row.rpartition(".")[2] for row in found})  # some have rules for zones below them alone
    shared = sorted(row for row in found if row.count(".") == 1 and row.endswith(tuple(f".{zone}" for zone in NEAR)))
    head = HEAD.format(version=version[1].replace("-", "."), date=version[1])
    return f'{head}\nzones = """\n{wrapped(zones)}\n"""\n\nshared = """\n{wrapped(shared)}\n"""\n'


def wrapped(words: list[str]) -> str:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) >= WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


if __name__ == "__main__":
    TABLE.write_text(table(Path(sys.argv[1]).read_text()))

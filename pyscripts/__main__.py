"""Run one check from the command line: `python -m pyscripts card number=… expiry=12/30`.

Prints what `pyscripts.run` returns, as JSON. `field=@path` gives a file to a file field. A measured day that is left
out is today's.
"""

import difflib
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyscripts
from pyscripts.form import File, Today


def main(arguments: list[str]) -> int:
    """Returns the exit code: 0 for any verdict, 2 for a call that cannot be carried out."""
    name, *pairs = arguments or [""]
    try:
        check = pyscripts.load(name)
    except pyscripts.UnknownCheck:
        near = difflib.get_close_matches(name, pyscripts.names(), 1)
        meant = f" Может быть, {near[0]}?" if near else ""
        print(f"Нет проверки «{name}».{meant} Есть: {', '.join(pyscripts.names())}", file=sys.stderr)
        return 2
    raw: dict[str, Any] = {field.name: str(date.today()) for field in check.fields if isinstance(field, Today)}
    files = {field.name for field in check.fields if isinstance(field, File)}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        if not equals:
            print(f"«{pair}»: нужно поле=значение", file=sys.stderr)
            return 2
        try:
            raw[key] = _file(Path(text[1:])) if key in files and text.startswith("@") else text
        except OSError as error:
            print(f"{key}: файл «{text[1:]}» не читается: {error.strerror}", file=sys.stderr)
            return 2
    try:
        result = pyscripts.run(name, raw)
    except pyscripts.UnknownField as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return 0


def _file(path: Path) -> dict[str, Any]:
    """A file as the browser gives it: only the parts that are asked for are read."""

    def read(start: int, end: int) -> bytes:
        with path.open("rb") as file:
            file.seek(start)
            return file.read(end - start)

    return {"name": path.name, "size": path.stat().st_size, "bytes": read}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A folder of checks → rows of JSON: what is wrong where each is loaded, then what each answers to its examples.

loading.py runs this as a separate process with limits; faulthandler ends a check that hangs. It must not
be imported: a check may change whatever is loaded beside it.
"""

import ast
import contextlib
import doctest
import faulthandler
import io
import json
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

import pyscripts
from macros.content import portal
from pyscripts import data


def main(site: Path, loads: int, answers: int, memory: int, is_asked: bool) -> None:
    """Print the names of the checks, a row for each that is loaded, and a row for each that is asked.

    Args:
        site: the folder of the site.
        loads: seconds for all checks to be loaded.
        answers: seconds for the examples of one check.
        memory: bytes of addresses.
        is_asked: whether examples are asked at all.
    """
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    portal.use(site)
    known = tables()
    faulthandler.dump_traceback_later(loads, exit=True)
    whole = []
    tell(pyscripts.names())
    for name in pyscripts.names():
        told = None
        try:
            pyscripts.load(name)
            before, known = known, tables()
            if other := [table for table, now in known.items() if now != before.get(table, now)]:
                raise RuntimeError(f"меняет таблицу {', '.join(other)}; таблицы только читают")
            whole.append(name)
        except BaseException as error:
            told = line(error, name), f"{type(error).__name__}: {error}"
        tell([name, told])
    if not is_asked:
        return
    for name in whole:
        faulthandler.dump_traceback_later(answers, exit=True)
        try:
            tell([name, *said(name)])
        except BaseException as error:
            tell([name, {}, [[line(error, name), f"на своих примерах {type(error).__name__}: {error}"]]])


def tell(row: object) -> None:
    print(json.dumps(row), flush=True)


def tables() -> dict[str, str]:
    """All that stands in the tables, to see whether a check changes them."""
    names = {path.stem for folder in data.__path__ for path in Path(folder).glob("*.toml")}
    return {name: repr(data.table(name)) for name in names}


def line(error: BaseException, name: str) -> int:
    """The line of a check at which it failed; 1 if it was not there."""
    found, frame = 1, error.__traceback__
    error.__traceback__ = None  # what it holds may be all the memory there is
    while frame:
        if frame.tb_frame.f_code.co_filename.endswith(f"/{name}.py"):
            found = frame.tb_lineno
        frame = frame.tb_next
    return (error.lineno if isinstance(error, SyntaxError) else found) or 1


def said(name: str) -> tuple[dict[str, list[str]], list[tuple[int, str]]]:
    """What a check finds in its examples, by example, and which it answers otherwise than is written, or the second time."""
    module = sys.modules[f"pyscripts.checks.{name}"]
    scope = vars(module) | {"keys": partial(pyscripts.keys, name)}
    answers, wrong = {}, []
    for _ in range(2):
        for example in doctest.DocTestParser().get_examples(module.__doc__ or ""):
            with contextlib.redirect_stdout(io.StringIO()):
                if not example.source.startswith("keys("):
                    exec(compile(example.source, name, "single"), scope)
                    continue
                asked = ast.unparse(ast.parse(example.source))
                now = eval(example.source, scope)
            if now != ast.literal_eval(example.want):
                wrong.append((example.lineno + 1, f"{asked}: проверка отвечает {now}, а не {example.want.strip()}"))
            answers[asked] = now
    return answers, wrong


if __name__ == "__main__":
    folder, *limits = sys.argv[1:]
    loads, answers, memory, is_asked = map(int, limits)
    main(Path(folder), loads, answers, memory, bool(is_asked))

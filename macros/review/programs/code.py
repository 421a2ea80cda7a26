"""A check is Python from a pull request, and the build imports it: so it is read before that, and held to a list.

Nothing is run here. What a list cannot see is seen when the examples run under audit: tests/unit/test_purity.py. In the
reader's browser the network is gone before a check is loaded, whatever it is made of.
"""

import ast
import doctest
import re
from collections.abc import Iterator
from pathlib import Path

from macros.content.problem import Problem
from macros.content.tables import rules
from macros.review.programs import regexes

KINDS = (".py", ".toml")
PURE = "проверка считает только по тому, что ввёл читатель: без файлов, сети, часов и без доступа к самому Python"
_DUNDER = re.compile(r"__\w+__")
_CHANGES = frozenset(
    "append extend insert add update setdefault pop popitem clear remove discard appendleft extendleft sort reverse".split()  # noqa: SIM905
)


def modules() -> list[str]:
    """What a check may import by its whole name; packages of which it may import any part are left out."""
    return [name for name in rules("code")["modules"] if not name.endswith("*")]


def check(root: Path) -> Iterator[Problem]:
    """Find what a module of pyscripts may not have, in a site that has such modules."""
    for path in sorted((root / "pyscripts").rglob("*")):
        name = path.relative_to(root).as_posix()
        if "__pycache__" in path.parts or path.is_dir() or name in rules("code")["loaders"]:
            continue
        if path.name == "__init__.py" and path.parent.with_suffix(".py").exists():
            yield Problem(name, 1, f"папка заслонила бы {path.parent.name}.py; назовите её иначе")
        if path.suffix not in KINDS:
            yield Problem(name, 1, f"такого файла здесь быть не может; бывают: {', '.join(KINDS)}")
        elif path.suffix == ".py":
            yield from of_module(path.read_bytes(), name)


def of_module(source: bytes, name: str) -> Iterator[Problem]:
    """Find what may not stand in one module, its examples included: the build runs them."""
    cookie = re.match(
        rb"(?:[^\n]*\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*(?!utf-?8\b)[-\w.]+", source, re.IGNORECASE
    )  # PEP 263
    if cookie:
        yield Problem(name, 1, "файл не в UTF-8; сохраните его в UTF-8 и уберите строку coding")
        return
    try:
        text = source.decode()
        tree = ast.parse(text)
    except UnicodeDecodeError:
        yield Problem(name, 1, "файл не в UTF-8; сохраните его в UTF-8")
        return
    except SyntaxError as error:
        yield Problem(name, error.lineno or 1, f"проверка не загружается: SyntaxError: {error.msg}")
        return
    found = {*_of_tree(tree), *_of_memory(tree)}
    for example in _examples(text):
        try:
            found |= {(example.lineno + line, wrong) for line, wrong in _of_tree(ast.parse(example.source))}
        except SyntaxError:
            continue  # it cannot run either
    yield from (Problem(name, line, f"{wrong}; {PURE}") for line, wrong in sorted(found))


def _examples(text: str) -> list[doctest.Example]:
    try:
        return doctest.DocTestParser().get_examples(text)
    except ValueError:
        return []


def _of_tree(tree: ast.Module) -> Iterator[tuple[int, str]]:
    nodes = list(ast.walk(tree))
    imported = {
        (alias.asname or alias.name).partition(".")[0]
        for node in nodes
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    for node in nodes:
        line = getattr(node, "lineno", 1)
        yield from ((line, wrong) for wrong in _of_node(node, imported))


def _of_node(node: ast.AST, imported: set[str]) -> Iterator[str]:
    """What no check may have, by the kind of node: one table, which is read row by row."""
    match node:
        case ast.Import(names=names):
            yield from (f"import {alias.name}" for alias in names if not _may_import(alias.name))
        case ast.ImportFrom(module=module, names=names, level=level):
            if level or not _may_import(module or ""):
                yield f"from {'.' * level}{module or ''} import"
            for alias in names:
                if alias.name == "*":
                    yield f"from {module} import *; назовите, что нужно"
                elif (
                    alias.name in rules("code")["after_a_dot"]
                    or _is_foreign(alias.name)
                    or (alias.name.startswith("_") and (module or "").partition(".")[0] != "pyscripts")
                ):
                    yield f"from {module} import {alias.name}"
        case ast.Name(id=name):
            if name in rules("code")["names"] or _is_foreign(name):
                yield f"имя {name}"
        case ast.Attribute(attr=name):
            if name in rules("code")["after_a_dot"] or _is_foreign(name):
                yield f".{name}"
        case ast.Call(func=ast.Name(id="compile")):
            yield "compile()"
        case ast.Call(func=ast.Attribute(value=inner, attr=name)) if name in _CHANGES and _is_of_table(inner):
            yield "запись в таблицу: её читают все"
        case ast.Call(func=ast.Name(id="table"), args=[ast.Constant(value=str(name))]) if not name.isidentifier():
            yield f"table({name!r}): таблица зовётся одним словом"
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re")), args=[pattern, *_]) if any(
            isinstance(part, ast.Mult) for part in ast.walk(pattern)
        ):
            yield f"повтор внутри выражения: {regexes.WHAT}"
        case ast.Call(func=ast.Name(id="type"), args=args) if len(args) != 1:
            yield "type() с тремя словами"
        case ast.Constant(value=str(text)):
            if "\n" not in text and (match := _DUNDER.search(text)) and _is_foreign(match[0]):
                yield f"строка с именем {match[0]}"
            elif regexes.is_endless(text):
                yield f"«{text[:60]}»: {regexes.WHAT}"
        case ast.AsyncFunctionDef() | ast.Await() | ast.AsyncFor() | ast.AsyncWith():
            yield "async"
        case ast.Assign(targets=targets) | ast.Delete(targets=targets):
            yield from (wrong for target in targets for wrong in _of_target(target, imported))
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
            yield from _of_target(target, imported)
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name) if _is_foreign(name):
            yield f"имя {name}"
        case ast.MatchClass(kwd_attrs=names):
            yield from (
                f"имя {name} в case" for name in names if name in rules("code")["after_a_dot"] or _is_foreign(name)
            )
        case ast.Global(names=names):
            yield f"global {', '.join(names)}"
        case ast.arguments(defaults=defaults, kw_defaults=more):
            if any(isinstance(given, ast.List | ast.Dict | ast.Set) for given in (*defaults, *more)):
                yield "список или словарь по умолчанию: он помнил бы прошлый вопрос"


def _of_memory(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """What a function writes into what lies beside it: the answer to the next question would know of this one."""
    beside = {name for node in tree.body for name in _named(node)}
    outer = [node for part in tree.body for node in (part.body if isinstance(part, ast.ClassDef) else [part])]
    for function in (node for node in outer if isinstance(node, ast.FunctionDef)):
        inside = list(ast.walk(function))
        own = {node.arg for node in inside if isinstance(node, ast.arg)}
        own |= {node.id for node in inside if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        for node in inside:
            written: ast.AST | None = None
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name() as written, attr=name)) if name not in _CHANGES:
                    continue
                case ast.Call(func=ast.Attribute(value=ast.Name() as written)):
                    pass
                case ast.Attribute(value=ast.Name() as written, ctx=ast.Store() | ast.Del()):
                    pass
                case ast.Subscript(value=ast.Name() as written, ctx=ast.Store() | ast.Del()):
                    pass
            if isinstance(written, ast.Name) and written.id in beside - own:
                yield node.lineno, f"запись в {written.id}: проверка не помнит прошлых вопросов"  # type: ignore[attr-defined]


def _named(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    return [part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)]


def _of_target(target: ast.AST, imported: set[str]) -> Iterator[str]:
    """What is written into: a module that was imported is everybody's."""
    if isinstance(target, ast.Tuple | ast.List):
        yield from (wrong for part in target.elts for wrong in _of_target(part, imported))
        return
    inner = target
    while isinstance(inner, ast.Attribute | ast.Subscript | ast.Starred):
        inner = inner.value
    if inner is not target and _is_of_table(inner):
        yield "запись в таблицу: её читают все"
    if inner is not target and isinstance(inner, ast.Name) and inner.id in imported:
        yield f"запись в {inner.id}, который не отсюда"
    if isinstance(target, ast.Name) and target.id in ("__builtins__", "__import__"):
        yield f"запись в {target.id}"


def _is_of_table(node: ast.AST) -> bool:
    """Whether something is a part of what `table(…)` gives."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "table"


def _may_import(name: str) -> bool:
    allowed = rules("code")["modules"]
    parents = [".".join(name.split(".")[:count]) for count in range(1, name.count(".") + 1)]
    if any(part.startswith("__") for part in name.split(".")):
        return False
    return name in allowed or any(f"{parent}.*" in allowed for parent in parents) or f"{name}.*" in allowed


def _is_foreign(name: str) -> bool:
    return bool(_DUNDER.fullmatch(name)) and name not in rules("code")["own"]

"""What the workbench asks of an edited page: what is wrong with it and how it would look, by the build's own rules.

Runs in CPython (the build prepares what is shipped, tests compare) and in the reader's browser alike:
docs/assets/workbench_worker.mjs. A page is never written to a file; what it is called and what it says are arguments.
"""

import doctest
import importlib
import json
import pickle
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import unified_diff
from functools import partial
from pathlib import Path
from typing import Any

import pyscripts
from macros import article, new, render, review
from macros.content import browsers, pages, portal
from macros.content.problem import Problem, noted
from macros.content.site import Site
from macros.render import Macros
from macros.review import calls, fix, html, shown

SITE = "site.pickle"  # what reading the files of a site gave, in its archive: reading YAML in the browser takes seconds
_NEVER = ("link", "meta", "path", "script", "svg", "template")  # of a page: they are the theme's, or do nothing alone

type Tree = str | tuple[str, Mapping[str, str], list["Tree"]]


@dataclass(frozen=True)
class Look:
    """What there is to say of a page.

    Args:
        problems: all that `make texts` would say of it, but for spelling.
        html: its article; None if calls or front matter are such that there is none.
    """

    problems: list[Problem]
    html: str | None


class Bench:
    """A site, and looks at its pages as they would be after an edit."""

    def __init__(self, site: Site, root: Path, runtime: str) -> None:
        """Take a site that has been read.

        Args:
            site: what was read.
            root: its folder.
            runtime: the folder of the readers' Python, from the root of the built site.
        """
        self.site = site
        self.root = root
        self._runtime = runtime
        self._around = shown.Around.of(root, site)

    def sources(self) -> dict[str, str]:
        """The pages that are files, by path."""
        docs = self.root / "docs"
        return {path: page.source for path, page in self.site.pages.items() if (docs / path).exists()}

    def look(self, path: str, text: str) -> Look:
        """Look at one page.

        Args:
            path: where it lies in docs/; it may be new.
            text: the whole file.
        """
        found: list[Problem] = []
        page = pages.unread(path)
        with noted(found):
            page = pages.read(text, path)
        if found:
            return Look(found, None)
        site = self._with(page)
        macros = Macros(site, page, page.link(self._runtime))
        found += review.of_page(page, site, macros, self._around)
        wrong_calls = list(calls.check(page, macros))
        return Look(sorted(set(found)), None if wrong_calls else self._html(page, site, macros))

    def patch(self, path: str, text: str) -> str:
        """What `git apply` takes to make the edit; empty if there is none."""
        before = self.sources().get(path)
        if text == before:
            return ""
        name = f"docs/{path}"
        old, new = ("/dev/null", "new file mode 100644\n") if before is None else (f"a/{name}", "")
        lines = unified_diff(_lines(before or ""), _lines(text), old, f"b/{name}")
        return f"diff --git a/{name} b/{name}\n{new}{''.join(map(_told_of_end, lines))}"

    def _with(self, page: pages.Page) -> Site:
        """The site with a page in it; which guides are like which is known already if nothing of that has changed."""
        before = self.site.pages.get(page.path)
        site = replace(self.site, pages={**self.site.pages, page.path: page})
        if before and before.meta.data == page.meta.data:
            vars(site)["neighbours"] = self.site.neighbours
        return site

    def _html(self, page: pages.Page, site: Site, macros: Macros) -> str | None:
        try:
            draft = render.draft(page, macros)
            return draft.filled(article.html(draft.text, page, site.pages, self._around.settings))
        except IndexError:
            return None  # a mark that only we may make; `problems` has named it


def _lines(text: str) -> list[str]:
    """Lines as git counts them: `splitlines` knows more ends of lines."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _told_of_end(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def tree(text: str) -> list[Tree]:
    """HTML as names, attributes and children, so that a browser makes elements of it and never reads a string as HTML.

    What may not be on a page is left out, together with what is in it: macros/data/html.toml.
    """
    return list(_children(html.tree(text), html.allowed_on_page()))


def _children(node: Any, allowed: Mapping[str, list[str]]) -> Iterator[Tree]:
    for child in node.children or []:
        if child.name == "#text":
            yield child.data or ""
        elif child.name in allowed and child.name not in _NEVER:
            names = allowed[child.name]
            attributes = {name: value or "" for name, value in (child.attrs or {}).items() if name.lower() in names}
            yield child.name, attributes, list(_children(child, allowed))


def load(folder: Path, runtime: str) -> Bench:
    """What macros/delivery/workbench has put into the archive of a site, unpacked in the browser."""
    root = folder / "portal" if (folder / "portal").exists() else folder / "project"
    portal.use(root)
    return Bench(pickle.loads((folder / SITE).read_bytes()), root, runtime)


def answer(bench: Bench, call: str, given: str) -> str:
    """What one of `CALLS` gives for arguments in JSON, as JSON."""
    return json.dumps(CALLS[call](bench, *json.loads(given)), ensure_ascii=False)


def _look(bench: Bench, path: str, text: str) -> dict[str, Any]:
    look = bench.look(path, text)
    return {
        "problems": [{"line": problem.line, "text": problem.text} for problem in look.problems],
        "tree": None if look.html is None else tree(look.html),
        "fixed": fix.page(text),
        "patch": bench.patch(path, text),
        "url": pages.unread(path).url,
    }


def _guide(bench: Bench, topic: str, slug: str, title: str) -> dict[str, str]:
    """A new guide: where it will lie and how it begins; or what is wrong with what it is to be called."""
    kind = new.KINDS["guide"]
    try:
        given = new.known(kind, [f"topic={topic}", f"slug={slug}", f"title={title}"], bench.root, None)
        (path,) = new.make(kind, given, bench.root)
    except new.WrongValue as error:
        return {"wrong": str(error)}
    text = path.read_text()
    path.unlink()
    return {"path": path.relative_to(bench.root / "docs").as_posix(), "text": text}


def _inserts(bench: Bench) -> dict[str, list[tuple[str, str]]]:
    """What a page can call, by what it is: the call, and what people know it by."""
    printable = [fact for fact in bench.site.facts.values() if fact.confidence != "not-found"]
    return {
        "Факты": [_call("fact", fact.id, fact.value) for fact in printable],
        "Проверки": [_call("check", name, pyscripts.load(name).title) for name in pyscripts.names()],
        "Шаги в браузере": [_call("browser_steps", name, title) for name, title in browsers.ACTIONS.items()],
        "Шаги в системе": [_call("system_steps", name, title) for name, title in browsers.SYSTEM_ACTIONS.items()],
    }


def _call(macro: str, name: str, title: str) -> tuple[str, str]:
    return f'{{{{ {macro}("{name}") }}}}', title


def _checks(_: Bench) -> dict[str, str]:
    """The checks of the site, by name."""
    return {name: pyscripts.load(name).title for name in pyscripts.names()}


def _tried(_: Bench, name: str) -> dict[str, Any]:
    """The examples in the description of a check, run here."""
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    told: list[str] = []
    module = importlib.import_module(f"pyscripts.checks.{name}")
    scope = {"keys": partial(pyscripts.keys, name)}
    for test in doctest.DocTestFinder(exclude_empty=True).find(module, extraglobs=scope):
        runner.run(test, out=told.append)
    return {"tried": runner.tries, "failed": runner.failures, "told": "".join(told)}


CALLS: Mapping[str, Callable[..., Any]] = {
    "look": _look, "guide": _guide, "inserts": _inserts, "checks": _checks, "tried": _tried,
}  # fmt: skip

"""Page text and content → page text. The macros that a page may call are the public methods of `Macros`."""

import inspect
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

import jinja2
import markdown
from jinja2 import nodes
from markupsafe import Markup, escape

import pyscripts
from macros import api
from macros.content import browsers, days, facts, portal, sources, triage
from macros.content import pages as guide
from macros.content.browsers import Table
from macros.content.problem import ContentError, MacroError, Problem, noted, unknown
from macros.content.yaml_file import read
from macros.delivery import answers, licences
from macros.review import text
from pyscripts.data import table
from pyscripts.days import said
from pyscripts.form import Choice, Field, Measured
from pyscripts.verdict import Outcome

HERE = Path(__file__).parent
MANUAL = "Как проверить вручную"
_PLACE = re.compile(r"\{\w*\}")
_LAST_PLACE = re.compile(r":? …\.?$")
SOURCES = "macros/data/sources.yml"
UNKNOWN = "непонятная вставка {{ … }}"


@dataclass(frozen=True)
class Content:
    """Everything that people edit, read and checked once per build."""

    pages: Mapping[str, guide.Page]
    facts: Mapping[str, facts.Fact]
    source_names: Mapping[str, str]
    browsers: Table
    systems: Table
    questions: Mapping[str, triage.Node]

    @classmethod
    def load(cls, docs: Path, site: Path = portal.ROOT) -> "Content":
        """Read docs/ and the data files.

        Args:
            docs: the pages.
            site: the folder with the data files, laid out like this project.

        Raises:
            ContentError: something in them is wrong; every mistake is named.
        """
        wrong: list[Problem] = []
        with noted(wrong):
            pages = guide.read_all(docs)
            questions = triage.load(site / "macros" / "data" / "triage.yml", pages)
        with noted(wrong):
            known = facts.load(site / "macros" / "data" / "facts.yml")
        with noted(wrong):
            names = read(portal.own(site, SOURCES), SOURCES).data
        with noted(wrong):
            in_browsers = browsers.load_browsers(portal.own(site, "macros/data/browsers"))
        with noted(wrong):
            in_systems = browsers.load_systems(portal.own(site, "macros/data/systems"))
        if wrong:
            raise ContentError(wrong)
        asked = {page.path: page for page in map(triage.page, questions.values())}
        return cls(asked | pages, known, names, in_browsers, in_systems, questions)

    @cached_property
    def templates(self) -> jinja2.Environment:
        loader = jinja2.FileSystemLoader(HERE / "templates")
        environment = jinja2.Environment(
            loader=loader, undefined=jinja2.StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}  # in the order in which it was written
        named = partial(sources.named, names=self.source_names)
        environment.filters |= {"day": said, "as_of": days.as_of, "named": named}
        return environment

    @cached_property
    def _guides(self) -> Mapping[str, guide.Page]:
        return {page.name: page for page in self.pages.values() if page.kind == "guide"}

    def guide(self, name: str) -> guide.Page:
        """The guide `topic/slug`.

        Raises:
            MacroError: there is none.
        """
        if name not in self._guides:
            raise MacroError(unknown("инструкции", name, self._guides))
        return self._guides[name]


class Macros:
    """What a page can call, and what the calls leave for the end of the page: the facts that it states."""

    def __init__(self, content: Content, page: guide.Page, runtime: str) -> None:
        self._content = content
        self._page = page
        self._runtime = runtime
        self._used: dict[str, facts.Fact] = {}

    @cached_property
    def _public(self) -> dict[str, Callable[..., Markup]]:
        """The macros by name. A page is checked by calling them all, then rendered: no call is made twice."""
        return {name: cache(getattr(self, name)) for name in vars(Macros) if not name.startswith("_")}

    def check(self, name: str, after: str = "") -> Markup:
        """The form of a check, with the same check done by hand before it.

        Args:
            name: of the check.
            after: another check on the page; when it has answered, this one is asked too.
        """
        try:
            check = pyscripts.load(name)
        except pyscripts.UnknownCheck:
            raise MacroError(unknown("проверки", name, pyscripts.names())) from None
        page = self._content.pages.get(f"checks/{name}.md")
        manual = self._manual(page) if page else Markup()
        guides = {key: self._content.guide(out.guide) for key, out in check.outcomes.items() if out.guide}
        foreseen = self._page.link(f"assets/answers/{name}.json") if answers.is_finite(name) else ""
        return self._html(
            "form.html",
            check=check,
            manual=manual,
            guides=guides,
            runtime=self._runtime,
            answers=foreseen,
            after=after,
        )

    def way(self) -> Markup:
        """The way from the reader to the portal: every host that the connection check asks, and how it answers."""
        states = {state["id"]: state for state in table("connection_table")["state"]}
        hosts = table("hosts")
        return self._html("way.html", way=hosts["way"], legs=hosts["leg"], groups=hosts["group"], states=states)

    def browser_steps(self, action: str) -> Markup:
        """How one thing is done, in every browser."""
        ways = browsers.find(self._content.browsers, action)
        return self._html("steps.html", action=action, title=browsers.ACTIONS[action], ways=ways)

    def system_steps(self, action: str) -> Markup:
        """How one thing is done, in every system."""
        ways = browsers.find(self._content.systems, action)
        return self._html("steps.html", action=action, title=browsers.SYSTEM_ACTIONS[action], ways=ways)

    def fact(self, name: str) -> Markup:
        """A phone, a term, an address, with a link where there is one and the date where it is weak."""
        fact = facts.printable(dict(self._content.facts), name)
        self._used[name] = fact
        return self._html("fact.html", fact=fact)

    def facts(self) -> Markup:
        """All facts with their sources."""
        return self._html("facts.html", facts=self._content.facts.values())

    def facts_to_see(self) -> Markup:
        """The facts that need a person's look, by the place to look at."""
        return self._html("facts_to_see.html", places=facts.to_see(self._content.facts.values()))

    def steps_to_see(self) -> Markup:
        """The steps that need a person's look, by browser and system."""
        programs = browsers.to_see(self._content.browsers, self._content.systems)
        return self._html("steps_to_see.html", programs=programs)

    def licences(self) -> Markup:
        """What the site consists of that others have made."""
        return self._html("licences.html", components=licences.load())

    def guides(self, topic: str = "") -> Markup:
        """The guides of a topic, or of all topics, as a list of links."""
        sections = [page for page in self._content.pages.values() if _topic(page)]
        topics = {_topic(page): page for page in sections}
        if topic and topic not in topics:
            raise MacroError(unknown("темы", topic, topics))
        chosen = {topic: topics[topic]} if topic else topics
        guides = {
            name: [page for page in self._content.pages.values() if page.kind == "guide" and _of(page, name)]
            for name in chosen
        }
        return self._html("guides.html", sections=chosen, guides=guides, titled=not topic)

    def checks(self) -> Markup:
        """All checks as a list of links."""
        pages = [page for page in self._content.pages.values() if page.kind == "check"]
        return self._html("checks.html", pages=pages)

    def triage(self, question: str = triage.START) -> Markup:
        """One question of «Что случилось?», with its answers as links."""
        questions = self._content.questions
        if question not in questions:
            raise MacroError(unknown("вопроса", question, questions))
        targets = {
            answer.to: self._content.pages[f"{answer.to}.md" if answer.to_page else triage.path(answer.to)]
            for answer in questions[question].answers
        }
        return self._html("triage.html", question=questions[question], targets=targets)

    def report(self) -> Markup:
        """What the checks of this visit found; the words for their keys go with the page."""
        words = {name: self._retold(name) for name in pyscripts.names()}
        return self._html("report.html", words=words)

    def _retold(self, name: str) -> dict[str, Any]:
        """What a report may say of a check, and of what it was told: see docs/assets/report_page.mjs."""
        check = pyscripts.load(name)
        has_code = answers.is_finite(name) and all(field.widget == "hidden" for field in check.fields)
        return {
            "title": check.title.partition(":")[0],
            "answers": self._page.link(f"assets/answers/{name}.json") if has_code else "",
            "fields": {
                field.name: {"label": field.label, "options": options}
                for field in check.fields
                if field.label and (options := _options(field)) is not None
            },
            "found": {key: _told(outcome) for key, outcome in check.outcomes.items()},
        }

    def api(self, package: str) -> Markup:
        """The docstrings of `pyscripts` or `macros`."""
        if package not in api.PACKAGES:
            raise MacroError(unknown("пакета", package, api.PACKAGES))
        return self._html("api.html", modules=api.modules(portal.ROOT / package))

    def _manual(self, page: guide.Page) -> Markup:
        """The check done by hand, from the check's own page; its links are made to work from this one."""
        html = _blocks(_rendered(page.section(MANUAL)[0], self))

        def link(match: re.Match[str]) -> str:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), match[1]))
            return f'href="{self._page.link(self._content.pages[path].url)}'

        return Markup(re.sub(r'href="([^":]+\.md)', link, html))

    def _sources(self) -> Markup:
        return self._html("sources.html", facts=list(self._used.values()), checked=self._page.meta.data.get("checked"))

    def _html(self, template: str, **values: Any) -> Markup:
        text = self._content.templates.get_template(template).render(
            **values, page=self._page, link=self._page.link, inline=_inline
        )
        # Markdown takes an indented line for code and an empty one for the end of a block.
        return Markup("\n".join(line.strip() for line in text.splitlines() if line.strip()))


def page(page: guide.Page, content: Content, runtime: str) -> str:
    """Render the macros of a page.

    Args:
        page: what a person wrote.
        content: everything it may refer to.
        runtime: the folder of the Python runtime, from the root of the site.

    Returns:
        Markdown with HTML in it.

    Raises:
        ContentError: something on the page is wrong; every mistake is named with its line.
    """
    macros = Macros(content, page, page.link(runtime))
    if found := list(_problems(page, content, macros)):
        raise ContentError(found)
    body = page.section(MANUAL)[1].body if page.kind == "check" else page.body
    # With an id, and on every page: the link that skips the menu leads there.
    text = f"# {page.title} {{ #start }}\n\n{_rendered(body, macros)}"
    return text + (f"\n\n{macros._sources()}\n" if page.kind == "guide" else "")


def _options(field: Field[Any]) -> Mapping[str, str] | None:
    """The answers that a field offers; none at all if it is measured, None if a report must not have what it holds."""
    if isinstance(field, Choice):
        return field.options
    return {} if isinstance(field, Measured) else None


def _told(outcome: Outcome) -> dict[str, str]:
    """The words of an outcome for a report; what would repeat the reader's own is left out."""
    text = " ".join(outcome.constant) or _LAST_PLACE.sub(".", _PLACE.sub("…", outcome.text))
    return {"level": outcome.level, "text": text.strip("…"), "next": "" if "{" in outcome.next else outcome.next}


def mistakes(error: ContentError, title: str) -> str:
    """What stands in place of a page with mistakes, or above all pages, while somebody works on them."""
    items = "".join(f"<li>{escape(str(problem))}</li>" for problem in error.problems)
    return f'<div class="admonition failure"><p class="admonition-title">{title}</p><ul>{items}</ul></div>\n'


def check(page: guide.Page, content: Content) -> Iterator[Problem]:
    """Find what is wrong with a page, front matter and macro calls, without building it."""
    yield from _problems(page, content, Macros(content, page, ""))


def _problems(page: guide.Page, content: Content, macros: Macros) -> Iterator[Problem]:
    yield from guide.check(page)
    yield from text.check(page, content.pages, content.facts)
    try:
        found = _parts(page.body)
    except jinja2.TemplateSyntaxError as error:
        yield Problem(page.path, page.first_line + error.lineno - 1, f"{UNKNOWN}: {error.message}")
        return
    for part in found:
        if wrong := "" if isinstance(part, nodes.TemplateData) else _wrong(part, macros._public):
            yield Problem(page.path, page.first_line + part.lineno - 1, wrong)


def _wrong(part: nodes.Node, public: Mapping[str, Callable[..., Markup]]) -> str:
    """What is wrong with what stands in braces; empty if nothing is."""
    if not isinstance(part, nodes.Call) or not isinstance(part.node, nodes.Name):
        return f'{UNKNOWN}: бывает только {{{{ имя("слово") }}}}'
    name = part.node.name
    return _wrong_call(public[name], part) if name in public else unknown("макроса", name, public)


def _wrong_call(macro: Callable[..., Markup], call: nodes.Call) -> str:
    """What is wrong with one call of a macro, found by calling it; empty if nothing is."""
    name = macro.__name__
    try:
        arguments, named = _arguments(call)
    except nodes.Impossible:
        return f"у {name} в скобках бывает только слово в кавычках"
    try:
        macro(*arguments, **named)
    except MacroError as error:
        return str(error)
    except TypeError:
        return f"{name}({', '.join(map(repr, arguments))}): не те слова в скобках; нужно {_signature(macro)}"
    return ""


def _signature(macro: Callable[..., Markup]) -> str:
    names = inspect.signature(macro).parameters
    return f"{macro.__name__}({', '.join(f'"{name}"' for name in names)})"


def _rendered(source: str, macros: Macros) -> str:
    """The text with what its macros give in their places; `_problems` has seen to it that there is nothing else.

    It is not compiled, as Jinja would: that takes longer than all the rest, for a text that is rendered once.
    """
    return "".join(
        part.data if isinstance(part, nodes.TemplateData) else _called(part, macros) for part in _parts(source)
    )


def _called(call: Any, macros: Macros) -> Markup:
    arguments, named = _arguments(call)
    return macros._public[call.node.name](*arguments, **named)


def _arguments(call: nodes.Call) -> tuple[list[Any], dict[str, Any]]:
    arguments = [argument.as_const() for argument in call.args]
    return arguments, {argument.key: argument.value.as_const() for argument in call.kwargs}


@lru_cache(64)  # what is done by hand stands on every page with the form of its check
def _parts(source: str) -> list[Any]:
    """A text taken apart into what stands between braces and in them.

    Raises:
        jinja2.TemplateSyntaxError: that cannot be done.
    """
    tree = jinja2.Environment(keep_trailing_newline=True).parse(source)
    return [part for output in tree.body for part in getattr(output, "nodes", [output])]


def _inline(text: str) -> Markup:
    """Markdown of one line as HTML without a paragraph around it."""
    return Markup(_blocks(text).removeprefix("<p>").removesuffix("</p>"))


_MARKDOWN = markdown.Markdown(extensions=["tables"])  # to make one takes longer than to use it


@cache  # the same steps stand on many pages
def _blocks(text: str) -> Markup:
    return Markup(_MARKDOWN.reset().convert(text))


def _topic(page: guide.Page) -> str:
    """The topic that a section page is about: `login` for guides/login/index.md."""
    parts = page.path.split("/")
    return parts[1] if parts[0] == "guides" and parts[2:] == ["index.md"] else ""


def _of(page: guide.Page, topic: str) -> bool:
    return page.name.partition("/")[0] == topic

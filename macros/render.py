"""Page text and content → Markdown and what stands in it. A page may call the methods of `Macros` that are marked as macros."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

import jinja2
import markdown
from jinja2 import nodes
from markupsafe import Markup, escape

import pyscripts
from macros import api
from macros.content import age, browsers, checks, facts, pictures, portal, sources, triage
from macros.content.pages import Page
from macros.content.places import Spot
from macros.content.problem import ContentError, MacroError, unknown
from macros.content.site import Site
from macros.drafts import Draft, Made, arguments, mark, marked
from macros.retelling import retold
from pyscripts.data import table
from pyscripts.days import said

HERE = Path(__file__).parent
MANUAL = "Как проверить вручную"
_MACROS: dict[str, str] = {}  # the method of each macro


def macro[**P](name: str) -> Callable[[Callable[P, Markup]], Callable[P, Markup]]:
    """Let pages call a method of `Macros`, by a name that may be a module's in here."""

    def register(method: Callable[P, Markup]) -> Callable[P, Markup]:
        _MACROS[name] = method.__name__
        return method

    return register


class Macros:
    """The macros of a page; remembers the facts and places they used, which are printed at the end of the page."""

    def __init__(self, site: Site, page: Page, runtime: str) -> None:
        self._site = site
        self._page = page
        self._runtime = runtime
        self._used: dict[str, facts.Fact] = {}
        self._spots: dict[str, Spot] = {}

    @property
    def pages(self) -> Mapping[str, Page]:
        """All pages, by path."""
        return self._site.pages

    @cached_property
    def public(self) -> dict[str, Callable[..., Markup]]:
        """The macros by name. A page is checked by calling them all, then rendered: no call is made twice."""
        return {name: cache(getattr(self, method)) for name, method in _MACROS.items()}

    def call(self, call: nodes.Call) -> Markup:
        """What a call on the page gives; `review` has seen that there is nothing wrong with it."""
        given, named = arguments(call)
        name: str = call.node.name  # type: ignore[attr-defined]
        return self.public[name](*given, **named)

    def at_the_end(self) -> Iterator[Markup]:
        """What stands below the text of the page, once all calls on it are made."""
        if self._page.kind == "guide":
            checked = _day(self._page.head.get("checked"))
            yield self._html("neighbours.html", guides=self._site.neighbours[self._page.path])
            yield self._html("sources.html", facts=list(self._used.values()), checked=checked)
        if self._spots:
            yield self._html("places.html", spots=self._spots.values())

    @macro("check")
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
        page = self._site.pages.get(f"checks/{name}.md")
        manual = self._manual(page) if page else Markup()
        guides = {key: self._site.guide(out.guide) for key, out in check.outcomes.items() if out.guide}
        foreseen = self._page.link(f"assets/answers/{name}.json") if checks.is_finite(name) else ""
        return self._html(
            "form.html",
            check=check,
            manual=manual,
            guides=guides,
            runtime=self._runtime,
            answers=foreseen,
            after=after,
        )

    @macro("way")
    def way(self) -> Markup:
        """The way from the reader to the portal: every host that the connection check asks, and how it answers."""
        states = {state["id"]: state for state in table("connection_table")["state"]}
        hosts = table("hosts")
        return self._html("way.html", way=hosts["way"], legs=hosts["leg"], groups=hosts["group"], states=states)

    @macro("browser_steps")
    def browser_steps(self, action: str) -> Markup:
        """How one thing is done, in every browser."""
        return self._steps(action, browsers.ACTIONS, self._site.browsers)

    @macro("system_steps")
    def system_steps(self, action: str) -> Markup:
        """How one thing is done, in every system."""
        return self._steps(action, browsers.SYSTEM_ACTIONS, self._site.systems)

    def _steps(self, action: str, titles: Mapping[str, str], programs: browsers.Table) -> Markup:
        ways = browsers.find(programs, action)
        self._spots |= {spot.id: spot for way in ways for _, spot in way.shown if spot}
        folder = self._page.link(f"{pictures.FOLDER}/")
        drawn = _drawn(self._site)
        if (action, folder) not in drawn:
            pictured = partial(self._pictured, action)
            drawn[action, folder] = self._html(
                "steps.html",
                action=action,
                title=titles[action],
                ways=ways,
                pictured=pictured,
                picture=pictures,
                folder=folder,
            )
        return drawn[action, folder]

    def _pictured(self, action: str, way: browsers.Steps, says: str) -> list[pictures.Picture]:
        """How the labels of a step look, where that has been seen: on a computer."""
        return pictures.of_step(says, way.id, action, self._site.pictures) if way.platform == "desktop" else []

    @macro("fact")
    def fact(self, name: str) -> Markup:
        """A phone, a term, an address, with a link where there is one and the date where it is weak."""
        fact = facts.printable(self._site.facts, name)
        self._used[name] = fact
        return self._html("fact.html", fact=fact)

    @macro("facts")
    def all_facts(self) -> Markup:
        """All facts with their sources."""
        return self._html("facts.html", facts=self._site.facts.values())

    @macro("facts_to_see")
    def facts_to_see(self) -> Markup:
        """The facts that need a person's look, by the place to look at."""
        known = self._site.facts.values()
        return self._html("facts_to_see.html", places=facts.to_see(known), addresses=facts.addresses(known))

    @macro("steps_to_see")
    def steps_to_see(self) -> Markup:
        """The steps that need a person's look, by browser and system."""
        programs = browsers.to_see(self._site.browsers, self._site.systems)
        return self._html("steps_to_see.html", programs=programs)

    @macro("licences")
    def licences(self) -> Markup:
        """What the site consists of that others have made."""
        return self._html("licences.html", components=self._site.components)

    @macro("guides")
    def guides(self, topic: str = "") -> Markup:
        """The guides of a topic, or of all topics, as a list of links."""
        sections = [page for page in self._site.pages.values() if _topic(page)]
        topics = {_topic(page): page for page in sections}
        if topic and topic not in topics:
            raise MacroError(unknown("темы", topic, topics))
        chosen = {topic: topics[topic]} if topic else topics
        guides = {
            name: [page for page in self._site.pages.values() if page.kind == "guide" and _of(page, name)]
            for name in chosen
        }
        return self._html("guides.html", sections=chosen, guides=guides, titled=not topic)

    @macro("checks")
    def all_checks(self) -> Markup:
        """All checks as a list of links."""
        pages = [page for page in self._site.pages.values() if page.kind == "check"]
        return self._html("checks.html", pages=pages)

    @macro("triage")
    def one_question(self, question: str = triage.START) -> Markup:
        """One question of «Что случилось?», with its answers as links."""
        questions = self._site.questions
        if question not in questions:
            raise MacroError(unknown("вопроса", question, questions))
        targets = {
            answer.to: self._site.pages[f"{answer.to}.md" if answer.to_page else triage.path(answer.to)]
            for answer in questions[question].answers
        }
        return self._html("triage.html", question=questions[question], targets=targets)

    @macro("workbench")
    def workbench(self) -> Markup:
        """The workbench, with the pages that are files (those of questions are made), and the data files."""
        made = {triage.path(name) for name in self._site.questions if name != triage.START}
        listed = sorted(
            (page for path, page in self._site.pages.items() if path not in made), key=lambda page: page.path
        )
        sections: dict[str, list[Page]] = {}
        for page in listed:
            folder = posixpath.dirname(page.path)
            above = self._site.pages.get(f"{folder}/index.md" if folder else "index.md")
            sections.setdefault(above.title if above else folder, []).append(page)
        topics = {name: page.title for page in listed if (name := _topic(page))}
        data = {
            "macros/data/facts.yml": "Факты",
            "macros/data/triage.yml": "Вопросы «Что случилось?»",
            "macros/data/search.yml": "Слова поиска",
            "macros/data/sources.yml": "Названия источников",
            "macros/data/places.yml": "Места на экране",
            "macros/data/licences.yml": "Чужие программы",
        }
        for folder, steps in (("browsers", self._site.browsers), ("systems", self._site.systems)):
            data |= {f"macros/data/{folder}/{way.id}.yml": way.name for ways in steps.values() for way in ways}
        modules = {f"pyscripts/checks/{name}.py": pyscripts.load(name).title for name in pyscripts.names()}
        return self._html("workbench.html", sections=sections, topics=topics, data=data, modules=modules)

    @macro("example")
    def example(self) -> Markup:
        """A link to the other portal that `make site` puts beside this site."""
        return self._html("example.html")

    @macro("report")
    def report(self) -> Markup:
        """What the checks of this visit found; the words for their keys go with the page."""
        words = {name: retold(name, self._site, self._page) for name in pyscripts.names()}
        return self._html("report.html", words=words)

    @macro("api")
    def docstrings(self, package: str) -> Markup:
        """The docstrings of `pyscripts` or `macros`."""
        if package not in api.PACKAGES:
            raise MacroError(unknown("пакета", package, api.PACKAGES))
        return self._html("api.html", modules=api.modules(portal.ROOT / package))

    def _manual(self, page: Page) -> Markup:
        """The check done by hand, from the check's own page; its links are made to work from this one."""
        draft = by_hand(page, self)

        def link(match: re.Match[str]) -> str:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), match[1]))
            target = self._site.pages.get(path)  # what is not there is named where it is written
            return f'href="{self._page.link(target.url) if target else ""}'

        return Markup(draft.filled(re.sub(r'href="([^":]+\.md)', link, blocks(draft.text))))

    def _named(self, of: Iterable[str]) -> list[sources.NamedSource]:
        return sources.named(of, self._site.source_names)

    def _html(self, template: str, **values: Any) -> Markup:
        text = (
            _templates()
            .get_template(template)
            .render(**values, page=self._page, link=self._page.link, inline=inline, named=self._named)
        )
        return Markup("\n".join(line.strip() for line in text.splitlines() if line.strip()))


def draft(page: Page, macros: Macros) -> Draft:
    """Render the calls on a page; `review` has seen to it that there is nothing wrong with them.

    Args:
        page: what a person wrote.
        macros: what it can call.
    """
    body = page.section(MANUAL)[1].body if page.kind == "check" else page.body
    made = [Made(escape(page.title), is_block=False)]
    # With an id, and on every page: the link that skips the menu leads there.
    text = f"# {mark(0)} {{ #start }}\n\n{marked(body, macros.call, made)}"
    for part in macros.at_the_end():
        text += f"\n\n{mark(len(made))}\n"
        made.append(Made(part))
    return Draft(text, tuple(made), folds=page.kind == "guide")


def by_hand(page: Page, macros: Macros) -> Draft:
    """The part of a check's page that stands in its form, wherever that is."""
    made: list[Made] = []
    text = marked(page.section(MANUAL)[0], macros.call, made)
    return Draft(text, tuple(made))


def _day(value: object) -> date | None:
    """A day as people write it; what is none is named by `review`, which looks at the rest of the page all the same."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def mistakes(error: ContentError, title: str) -> str:
    """What stands in place of a page with mistakes, or above all pages, while somebody works on them."""
    items = "".join(f"<li>{escape(str(problem))}</li>" for problem in error.problems)
    return f'<div class="admonition failure"><p class="admonition-title">{title}</p><ul>{items}</ul></div>\n'


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(HERE / "templates")
    environment = jinja2.Environment(
        loader=loader,
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # `serve` imports this anew when one changes
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}  # in the order in which it was written
    environment.filters |= {"day": said, "as_of": age.as_of}
    return environment


def inline(text: str) -> Markup:
    """Markdown of one line as HTML without a paragraph around it."""
    return Markup(blocks(text).removeprefix("<p>").removesuffix("</p>"))


_MARKDOWN = markdown.Markdown(extensions=["tables"])  # to make one takes longer than to use it


@cache  # the same steps stand on many pages
def blocks(text: str) -> Markup:
    """Markdown of a few paragraphs as HTML."""
    return Markup(_MARKDOWN.reset().convert(text))


@lru_cache(1)  # one site is rendered after another
def _drawn(_: Site) -> dict[tuple[str, str], Markup]:
    """The HTML of steps that stand on many pages of a site, by what is done and the way to the pictures; filled by `Macros`."""
    return {}


def _topic(page: Page) -> str:
    """The topic that a section page is about: `login` for guides/login/index.md."""
    parts = page.path.split("/")
    return parts[1] if parts[0] == "guides" and parts[2:] == ["index.md"] else ""


def _of(page: Page, topic: str) -> bool:
    return page.name.partition("/")[0] == topic

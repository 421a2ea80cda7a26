"""The only module that knows MkDocs: its events, no logic. Everything else is text → text.

What the events share is one `Build`, in `config.extra.build`: every rebuild of `serve` makes it anew. MkDocs keeps this module
between the rebuilds, and with it what was `Last`.
"""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import clean_directory

if TYPE_CHECKING:  # they are imported anew when a file changes
    from macros.content.site import Site
    from macros.drafts import Draft
    from macros.render import Macros
    from macros.review.built import Addresses
    from macros.review.shown import Around
    from macros.review.since import Judged

log = logging.getLogger("mkdocs.hooks.razberemsya")
ROOT = Path(__file__).parent.parent


@dataclass
class Build:
    """What the events of one build share."""

    site: Path
    content: "Site"
    around: "Around"
    judged: "Judged"
    addresses: "Addresses"
    runtime: str = ""  # the folder of the readers' Python on the site
    drafts: dict[str, "tuple[Draft, Macros]"] = field(default_factory=dict)  # of pages that MkDocs is making
    scripts: set[str] = field(default_factory=set)  # the digests of those that stand in pages

    @classmethod
    def of(cls, config: MkDocsConfig) -> "Build":
        """The one that is going on."""
        build: Build = config.extra["build"]
        return build


@dataclass
class Last:
    """What outlives a rebuild: macros/content/changes.py tells what of it still holds."""

    serving: bool = False  # a mistake on a page is shown on it, and the server lives on
    content: "Site | None" = None  # as it was before somebody made a mistake: what `serve` goes on showing
    others: dict[Path, int] = field(default_factory=dict)  # the files that are no pages
    shared: object = None  # by pages
    runtime: str = ""
    # The files that the build makes of all of them, by address.
    made: list[tuple[str, Path | str | bytes]] | None = None


_last = Last()


def on_startup(command: str, **_: Any) -> None:
    """Date the site by its commit: two builds of the same commit are the same, whenever they are made."""
    if command == "serve":
        os.environ.pop("PACK", None)  # nobody waits for that after each edit
        _last.serving = True
        logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "'dirty'" not in record.msg)  # we see to it
    os.environ.setdefault("SOURCE_DATE_EPOCH", _committed())


def _committed() -> str:
    """When the last commit was made, in seconds; "0" where no git or no history tells it."""
    if not shutil.which("git"):
        return "0"
    # The project may lie in a container where it belongs to another user.
    command = ["git", "-c", "safe.directory=*", "log", "-1", "--format=%ct"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "0"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read all content of the site; forget what was imported before, so that `serve` sees edits of more than a text."""
    from macros.content import changes

    docs, site = Path(config.docs_dir), Path(config.config_file_path).parent
    others = changes.others(docs, [Path(config.config_file_path), docs, *map(Path, config.watch)])
    if others != _last.others:
        for name in [name for name in sys.modules if name.partition(".")[0] in ("macros", "pyscripts")]:
            del sys.modules[name]
    from macros.content import portal
    from macros.content.problem import ContentError
    from macros.content.site import Site
    from macros.render import mistakes
    from macros.review import built, shown, since

    portal.use(site)
    try:
        _last.content = Site.load(docs, site)
    except ContentError as error:
        if not _last.content:
            raise PluginError(f"\n{error}") from error
        log.error("%s", error)
        config.extra["announce"] = mistakes(
            error, "Ошибки в файлах. Пока их не исправить, страницы видны такими, как были до них"
        )
    content, around = _last.content, shown.Around.of(site, _last.content)
    addresses = built.Addresses(
        around.known.links
        | {url for part in content.components for url in (part.url, part.licence_url)}
        | {config.repo_url or ""},
        tuple(f"{str(url).rstrip('/')}/" for url in (config.repo_url, config.site_url) if url),
        urlsplit(config.site_url or "/").path,
    )
    config.extra["build"] = Build(site, content, around, since.Judged(site, content.pages, "build"), addresses)
    shared = changes.heads(content.pages), others, config.extra.get("announce")
    if shared != _last.shared:
        clean_directory(config.site_dir)  # with --dirty MkDocs builds what is not there, and pages whose file is newer
        _last.made = None
    _last.shared, _last.others = shared, others
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what the build makes to the files of the site: the Python runtime, answers, pages, the search, tables."""
    from macros.content import portal, triage
    from macros.delivery import bundle

    for name, path in portal.shared():
        if not files.get_file_from_path(name):
            files.append(File.generated(config, name, abs_src_path=str(path)))
    build = Build.of(config)
    pages = build.content.pages
    for file in [file for file in files.documentation_pages() if file.src_uri not in pages]:
        files.remove(file)  # it is new, and there are mistakes
    questions = str(build.site / triage.FILE)
    for name in (name for name in pages if not files.get_file_from_path(name)):
        files.append(File.generated(config, name, abs_src_path=questions))  # it is as old as what it is made of
    if _last.made is None:
        runtime = bundle.build(ROOT)
        _last.runtime = f"assets/runtime/{runtime.name}/"
        _last.made = list(_made(config, runtime, _last.runtime))
    build.runtime = _last.runtime
    for name, made in _last.made:
        if isinstance(made, Path):
            files.append(File.generated(config, name, abs_src_path=str(made)))
        else:
            files.append(File.generated(config, name, content=made))
    for file in [file for file in files if file.src_uri.startswith(tuple(config.extra["unused"]))]:
        files.remove(file)
    return files


def _made(config: MkDocsConfig, runtime: Path, folder: str) -> Iterator[tuple[str, Path | str | bytes]]:
    """What the build makes of the whole site, by address; while somebody works on one text, it stays as it is."""
    from macros.delivery import answers, bundle, libraries, licences, search, workbench

    site, content = Build.of(config).site, Build.of(config).content
    yield from ((folder + path.relative_to(runtime).as_posix(), path) for path in bundle.files(runtime))
    yield from ((f"assets/answers/{path.name}", path) for path in sorted(answers.build(ROOT).iterdir()))
    yield from libraries.files(ROOT).items()
    yield from search.files(content.pages.values(), content.facts, content.search_words).items()
    if workbench.is_wanted(content):
        yield from workbench.files(ROOT, site, content, folder).items()
        yield from libraries.editor(ROOT).items()
    yield from ((f"assets/data/{name}.mjs", bundle.javascript(name)) for name in config.extra["tables"])
    yield "sbom.json", licences.sbom(content.components, config.site_name)
    yield "licences.txt", licences.texts(content.components)


def on_nav(nav: Navigation, config: MkDocsConfig, **_: Any) -> Navigation:
    """Title all pages, those too that are not built now; a section is called what its first page is called.

    The parts of the site stand in the order of `extra.order`: MkDocs sorts them by name.
    """
    places = {name: place for place, name in enumerate(config.extra["order"])}
    nav.items.sort(key=lambda item: places.get(_name(item), len(places)))  # what is new stands last
    for page in nav.pages:
        page.title = str(escape(Build.of(config).content.pages[page.file.src_uri].title))
        if page.is_index and page.parent:
            page.parent.title = page.title
    return nav


def _name(item: Section | Page) -> str:
    return str(item.title if isinstance(item, Section) else item.file.name).lower()


def on_env(env: jinja2.Environment, **_: Any) -> jinja2.Environment:
    """Keep the templates of the theme compiled: to compile them takes longer than many pages.

    Nor are their files looked at again for each page: every build has an environment of its own.
    """
    folder = ROOT / ".cache" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(folder))
    env.auto_reload = False
    return env


def on_page_read_source(page: Page, config: MkDocsConfig, **_: Any) -> str:
    """What was read of a page: that of a question has no file."""
    return Build.of(config).content.pages[page.file.src_uri].source


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Render the macros of a page, and put marks in their place until Markdown has done its part."""
    from macros import render, review

    build = Build.of(config)
    source = build.content.pages[page.file.src_uri]
    macros = render.Macros(build.content, source, source.link(build.runtime))
    is_new = not build.judged.has(source.path)
    if is_new and any(review.of_page(source, build.content, macros, build.around, is_shown=False)):
        return _mistakes(review.of_page(source, build.content, macros, build.around))
    draft = render.draft(source, macros)
    build.drafts[source.path] = draft, macros
    return draft.text


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Judge what a reader is shown of the text, and put into it what its macros gave."""
    from macros.review import shown

    path, build = page.file.src_uri, Build.of(config)
    if path not in build.drafts:
        return html  # it tells of mistakes
    draft, macros = build.drafts.pop(path)
    if not build.judged.has(path):
        if found := list(shown.check(build.content.pages[path], macros, build.around, (draft, html))):
            page.toc = TableOfContents([])
            return _mistakes(found)
        build.judged.add(path)
    return draft.filled(html)


def _mistakes(found: Iterable[Any]) -> str:
    """What stands in place of a page with mistakes, while somebody works on it; otherwise they stop the build."""
    from macros.content.problem import ContentError
    from macros.render import mistakes

    error = ContentError(list(found))
    if _last.serving:
        return mistakes(error, "На этой странице ошибки")
    raise PluginError(f"\n{error}")


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    """Escape what people wrote, which the theme does not, and name no neighbours: Firefox fetches `rel=next` ahead."""
    from macros.content import numbers

    source = Build.of(config).content.pages[page.file.src_uri]
    page.meta.update(title=escape(source.title), description=escape(source.description))
    page.previous_page = page.next_page = None
    return {**context, "plain_title": source.title, "kind": source.kind, "phones": numbers.support()}


def on_post_page(output: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Check a built page against the allow-list, then add its policy and preload its modules."""
    return _finished(output, page.file.src_uri, config)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig, **_: Any) -> str:
    """The same for the error page: it is a template, not a page."""
    return _finished(output_content, template_name, config) if template_name.endswith(".html") else output_content


def _finished(output: str, name: str, config: MkDocsConfig) -> str:
    from macros.delivery import csp, preload
    from macros.review import built
    from pyscripts.data import table

    page = built.Built.of(output)
    if wrong := list(dict.fromkeys(built.check(page, Build.of(config).addresses))):
        text = "\n".join(f"{name}: {fault}" for fault in wrong)
        if not _last.serving:
            raise PluginError(f"\n{text}")
        log.error("%s", text)
    scripts = list(dict.fromkeys(map(built.digest, page.scripts)))
    attributes = page.attributes
    if is_workbench := "data-workbench" in attributes:
        scripts.append(built.digest((ROOT / "docs" / "assets" / "workbench_preview.js").read_text()))
    Build.of(config).scripts.update(scripts)
    return csp.with_policy(
        preload.with_preloads(output), table("hosts")["group"], scripts, "data-way" in attributes, is_workbench
    )


def on_post_build(config: MkDocsConfig) -> None:
    """Name files by their content, tell the service worker what there is to keep, and pack the site, if asked to."""
    from macros.delivery import fingerprint, headers, offline, pack, precompress
    from pyscripts.data import table

    Build.of(config).judged.keep()
    packing = os.environ.get("PACK") == "1"
    if packing:
        pack.site(Path(config.site_dir), ROOT)  # before files are named by what is in them
    folder = fingerprint.move(Path(config.site_dir))
    text = headers.text(table("hosts")["group"], Build.of(config).scripts, folder)
    (Path(config.site_dir) / headers.FILE).write_text(text)
    offline.fill(Path(config.site_dir), on=config.extra["offline"])
    if packing:
        precompress.site(Path(config.site_dir), ROOT / ".cache" / "packed")

"""Steps in the reader's own browser or system: one file each, found by looking in the folder."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator

from macros.content.places import PlaceName, Signs, Spot, Step, spot
from macros.content.problem import ContentError, MacroError, Problem, noted, unknown
from macros.content.shape import Field, Shape, Text, Version, meanings, one_of, shaped, wrong
from macros.content.yaml_file import YamlFile, read

ACTIONS = {
    "clear-site": "Очистить данные одного сайта",
    "clear-all": "Очистить данные всех сайтов",
    "hard-reload": "Перезагрузить страницу без кеша",
    "private-window": "Открыть приватное окно",
    "extensions-off": "Выключить расширения",
    "update": "Узнать версию и обновить браузер",
    "allow-cookies": "Разрешить файлы cookie",
    "allow-javascript": "Разрешить JavaScript",
    "allow-popups": "Разрешить всплывающие окна",
    "proxy": "Проверить прокси и VPN",
}
SYSTEM_ACTIONS = {
    "screenshot": "Сделать снимок экрана",
    "clock": "Поставить точное время",
    "dns-cache": "Очистить кеш DNS",
    "ping": "Проверить связь",
    "trace": "Проследить путь до сайта",
    "vpn-off": "Выключить VPN",
    "certificate-print": "Узнать отпечаток сертификата",
}
PLATFORMS = {"desktop": "компьютер", "android": "Android", "ios": "iPhone и iPad"}
CONFIDENCE = {
    "exact": "видели сами",
    "help": "справка",
    "third-party": "чужой рассказ",
    "command": "команда",
    "unverified": "по памяти",
}
MOST_STEPS = 7
RULES = "pyscripts/data/browser_rules.toml"


def _step(value: Any) -> Any:
    """A step may be its words alone."""
    if not isinstance(value, str | dict | Step):
        raise wrong("в списке steps нужны строки; если надо показать место, то says и where")
    return {"says": value} if isinstance(value, str) else value


class Way(Shape):
    """How one thing is done, as a browser or system file says it."""

    steps: list[Annotated[Step, BeforeValidator(_step, json_schema_input_type=Text | Step)]] = Field(
        min_length=1, max_length=MOST_STEPS, description="список шагов"
    )
    address: Text = Field("", description="внутренний адрес, который можно скопировать")
    warning: Text = Field("", description="что будет потеряно")
    note: Text = Field("", description="что ещё полезно знать")
    source: Text = Field(description="откуда названия кнопок")
    as_of: Version = Field(description="версия или дата, для которой это верно")
    confidence: one_of("значения confidence", CONFIDENCE) = Field(  # type: ignore[valid-type]
        description=meanings(CONFIDENCE)
    )


class Steps(Way):
    """How one thing is done in one browser on one platform, or in one system."""

    id: str  # of the browser or system
    name: str
    platform: str  # empty for a system
    signs: Signs  # of the browser

    @property
    def label(self) -> str:
        """What the tab says."""
        return f"{self.name}, {PLATFORMS[self.platform]}" if self.platform else self.name

    @cached_property  # shown on every page that has the action
    def shown(self) -> list[tuple[str, Spot | None]]:
        """Each step in words, with the place to press if that is known."""
        return [(step.says, spot(step, self.platform or self.id, self.signs)) for step in self.steps]


class Browser(Shape):
    """A browser file."""

    name: Text = Field(description="название для читателя")
    upstream: Text = Field("", description="браузер, на котором основан этот: чего здесь нет, то как там")
    signs: dict[one_of("платформы", PLATFORMS), dict[Text, PlaceName]] = Field(  # type: ignore[valid-type]
        {}, description="где на каждой платформе стоят знаки, которые называют шаги"
    )
    platforms: dict[one_of("платформы", PLATFORMS), dict[one_of("действия", ACTIONS), Way]] = Field(  # type: ignore[valid-type]
        description=f"под именем платформы ({', '.join(PLATFORMS)}) — действия"
    )


class System(Shape):
    """A system file."""

    name: Text = Field(description="название для читателя")
    actions: dict[one_of("действия", SYSTEM_ACTIONS), Way]  # type: ignore[valid-type]


type Table = dict[str, list[Steps]]  # by action


def load_browsers(folder: Path) -> Table:
    """Read all browser files, and fill in from `upstream` what a browser does not say itself.

    Raises:
        ContentError: some file is not as it must be; every mistake is named.
    """
    files, browsers = _load(folder, Browser)
    if problems := [problem for name in browsers for problem in _upstream(files[name], name, browsers)]:
        raise ContentError(problems)
    return {
        action: [
            Steps.model_construct(
                **dict(way), id=name, name=browser.name, platform=platform, signs=browser.signs.get(platform, {})
            )
            for name, browser in browsers.items()
            for platform in browser.platforms
            if (way := _inherited(browsers, name, platform, action))
        ]
        for action in ACTIONS
    }


def load_systems(folder: Path) -> Table:
    """Read all system files.

    Raises:
        ContentError: some file is not as it must be; every mistake is named.
    """
    systems = _load(folder, System)[1]
    return {
        action: [
            Steps.model_construct(**dict(system.actions[action]), id=name, name=system.name, platform="", signs={})
            for name, system in systems.items()
            if action in system.actions
        ]
        for action in SYSTEM_ACTIONS
    }


def _load[T: Shape](folder: Path, kind: type[T]) -> tuple[dict[str, YamlFile], dict[str, T]]:
    """The files of a folder, as they are and in their shape, by name."""
    wrong: list[Problem] = []
    files: dict[str, YamlFile] = {}
    shapes: dict[str, T] = {}
    for path in sorted(folder.glob("*.yml")):
        with noted(wrong):
            files[path.stem] = read(path, f"macros/data/{folder.name}/{path.name}")
            shapes[path.stem] = shaped(kind, files[path.stem])
    if wrong:
        raise ContentError(wrong)
    return files, shapes


def _upstream(file: YamlFile, name: str, browsers: Mapping[str, Browser]) -> Iterator[Problem]:
    """Find an `upstream` that does not exist or that leads back to the browser itself."""
    way = [name]
    while upstream := browsers[way[-1]].upstream:
        if upstream not in browsers:
            if way == [name]:
                yield file.problem(("upstream",), unknown("браузера", upstream, browsers))
            return
        if upstream in way:
            yield file.problem(("upstream",), f"круг: {' → '.join([*way, upstream])}; уберите upstream у одного из них")
            return
        way.append(upstream)


def check_rules(rules: Mapping[str, Any], browsers: Collection[str]) -> Iterator[Problem]:
    """Find rules that lead to no browser file, and files to which no rule leads: their steps would never be first."""
    named = {rule["steps"] for kind in ("browser", "brand") for rule in rules[kind] if "steps" in rule}
    for name in sorted(named - set(browsers)):
        yield Problem(
            RULES, 0, f"правило ведёт к браузеру, у которого нет файла: {unknown('браузера', name, sorted(browsers))}"
        )
    for name in sorted(set(browsers) - named):
        yield Problem(
            f"macros/data/browsers/{name}.yml",
            0,
            f'сайт не узнаёт этот браузер; в {RULES} нужно правило: steps = "{name}"',
        )


def _inherited(browsers: Mapping[str, Browser], name: str, platform: str, action: str) -> Way | None:
    """A browser's own instructions, else those of its upstream, which then count only as a guess."""
    browser = browsers[name]
    own = browser.platforms.get(platform, {}).get(action)
    if own or not browser.upstream:
        return own
    way = _inherited(browsers, browser.upstream, platform, action)
    return way and way.model_copy(update={"confidence": "unverified", "address": ""})


def to_see(*tables: Table) -> dict[str, list[tuple[str, Steps]]]:
    """Steps that nobody has seen in the program itself, with what they are for, by browser and system."""
    titles = ACTIONS | SYSTEM_ACTIONS
    programs: dict[str, list[tuple[str, Steps]]] = {}
    for action, ways in ((action, ways) for table in tables for action, ways in table.items()):
        for way in ways:
            if way.confidence in ("third-party", "unverified"):
                programs.setdefault(way.label, []).append((titles[action], way))
    return programs


def find(table: Table, action: str) -> list[Steps]:
    """All ways to do one thing.

    Raises:
        MacroError: there is no such action.
    """
    if action not in table:
        raise MacroError(unknown("действия", action, table))
    return table[action]

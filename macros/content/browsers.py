"""Steps in the reader's own browser or system: one file each, found by looking in the folder."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.content.problem import ContentError, MacroError, Problem, unknown
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
}
PLATFORMS = {"desktop": "компьютер", "android": "Android", "ios": "iPhone и iPad"}
CONFIDENCE = ("exact", "help", "third-party", "command", "unverified")
ALLOWED = ("steps", "address", "warning", "note", "source", "as_of", "confidence")
REQUIRED = ("steps", "source", "as_of", "confidence")
MOST_STEPS = 7
RULES = "pyscripts/data/browser_rules.toml"


@dataclass(frozen=True)
class Steps:
    """How one thing is done in one browser on one platform, or in one system."""

    id: str  # of the browser or system
    name: str
    platform: str  # empty for a system
    steps: tuple[str, ...]
    address: str
    warning: str
    note: str
    source: str
    as_of: str
    confidence: str

    @property
    def label(self) -> str:
        """What the tab says."""
        return f"{self.name}, {PLATFORMS[self.platform]}" if self.platform else self.name


type Table = dict[str, list[Steps]]  # by action


def load_browsers(folder: Path) -> Table:
    """Read and check all browser files, and fill in from `upstream` what a browser does not say itself.

    Raises:
        ContentError: some file is not as it must be; every mistake is named.
    """
    files = {path.stem: read(path, f"macros/data/{folder.name}/{path.name}") for path in sorted(folder.glob("*.yml"))}
    problems = [problem for file in files.values() for problem in check_browser(file, files.keys())]
    if problems:
        raise ContentError(problems)
    table: Table = {action: [] for action in ACTIONS}
    for browser, file in files.items():
        for platform in file.data["platforms"]:
            for action in ACTIONS:
                if entry := _inherited(files, browser, platform, action):
                    table[action].append(_steps(browser, file.data["name"], platform, entry))
    return table


def load_systems(folder: Path) -> Table:
    """Read and check all system files.

    Raises:
        ContentError: some file is not as it must be; every mistake is named.
    """
    files = {path.stem: read(path, f"macros/data/{folder.name}/{path.name}") for path in sorted(folder.glob("*.yml"))}
    if problems := [problem for file in files.values() for problem in check_system(file)]:
        raise ContentError(problems)
    return {
        action: [
            _steps(system, file.data["name"], "", file.data["actions"][action])
            for system, file in files.items()
            if action in file.data["actions"]
        ]
        for action in SYSTEM_ACTIONS
    }


def check_browser(file: YamlFile, browsers: Any) -> Iterator[Problem]:
    """Find what is wrong with a browser file."""
    yield from _keys(file, (), file.data, ("name", "upstream", "platforms"), ("name", "platforms"))
    upstream = file.data.get("upstream")
    if upstream and upstream not in browsers:
        yield file.problem(("upstream",), unknown("браузера", upstream, browsers))
    for platform, actions in (file.data.get("platforms") or {}).items():
        if platform not in PLATFORMS:
            yield file.problem(("platforms", platform), unknown("платформы", platform, PLATFORMS))
        yield from _actions(file, ("platforms", platform), actions or {}, ACTIONS)


def check_system(file: YamlFile) -> Iterator[Problem]:
    """Find what is wrong with a system file."""
    yield from _keys(file, (), file.data, ("name", "actions"), ("name", "actions"))
    yield from _actions(file, ("actions",), file.data.get("actions") or {}, SYSTEM_ACTIONS)


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


def _actions(
    file: YamlFile, way: tuple[str, ...], entries: Mapping[str, Any], actions: Mapping[str, str]
) -> Iterator[Problem]:
    for action, entry in entries.items():
        here = (*way, action)
        if action not in actions:
            yield file.problem(here, unknown("действия", action, actions))
            continue
        yield from _keys(file, here, entry, ALLOWED, REQUIRED)
        steps = entry.get("steps")
        if not isinstance(steps, list) or not all(isinstance(step, str) and step for step in steps):
            yield file.problem((*here, "steps"), "steps — это список строк")
        elif not 1 <= len(steps) <= MOST_STEPS:
            yield file.problem((*here, "steps"), f"шагов {len(steps)}, а бывает от 1 до {MOST_STEPS}")
        if entry.get("confidence") not in CONFIDENCE:
            text = unknown("значения confidence", entry.get("confidence"), CONFIDENCE)
            yield file.problem((*here, "confidence"), text)


def _keys(
    file: YamlFile, way: tuple[str, ...], entry: Mapping[str, Any], allowed: tuple[str, ...], required: tuple[str, ...]
) -> Iterator[Problem]:
    for key in entry:
        if key not in allowed:
            yield file.problem((*way, key), unknown("ключа", key, allowed))
    for key in required:
        if key not in entry:
            yield file.problem(way, f"нет ключа «{key}»")


def _inherited(files: Mapping[str, YamlFile], browser: str, platform: str, action: str) -> dict[str, Any] | None:
    """The entry of a browser, else that of the browser it is made from; then it is only as good as a guess."""
    data = files[browser].data
    own = (data["platforms"].get(platform) or {}).get(action)
    if own or "upstream" not in data:
        return own or None
    entry = _inherited(files, data["upstream"], platform, action)
    return entry and {**entry, "confidence": "unverified", "address": None}


def _steps(name: str, title: str, platform: str, entry: Mapping[str, Any]) -> Steps:
    words = {key: str(entry.get(key) or "") for key in ALLOWED if key != "steps"}
    return Steps(name, title, platform, tuple(entry["steps"]), **words)


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

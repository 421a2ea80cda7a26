"""What in a change a person must read word by word, however long the rest of it is: advice that can harm, and foreign packages.

Rules know the words of harm that they were told. Here nothing is judged: every sentence about secrets, money, programs, protection
or somebody to turn to that is new or gone is shown, whatever it says; and so is every package that is new in a lock.
"""

import ast
import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.markdown import code, fenced

TOPICS: Mapping[str, re.Pattern[str]] = {
    topic: re.compile(words, re.IGNORECASE)
    for topic, words in {
        "Коды, пароли, документы": r"\bкод(?!ек)|парол|\bпин|паспорт|снилс|\bскан|селфи|сфотограф|\bданны|cvc|cvv|подпис|подтверд|"
        r"доверен|сим-?карт|\bключ|довер(?:ьт|я)|вход(?:ит|а |е |у )|войд|войти|учётн|аккаунт|профил",
        "Деньги": r"деньг|денег|плат|перев(?:од|ед)|\bсчёт|карт[аеуы]\b|кредит|займ|комисси|банк|\bруб|взнос|залог|"
        r"пошлин|налич",
        "Программы и файлы": r"скач|установ|постав|програм|приложени|файл|расширени|\.apk|\.exe|команд|консол|"
        r"вставьте|запуст|экран",
        "Защита": r"антивирус|защит|сертификат|предупрежд|блокиров|запрет|\bvpn|двухфактор|втор\w+ шаг|отключ|выключ|разреш|"
        r"безопасн|полици|мошен|обман|довер",
        "К кому обращаться": r"звон|перезвон|номер|телефон|напиш|пиш|чат|мессенджер|телеграм|telegram|whatsapp|ватсап|почт|ссылк|"
        r"оператор|сотрудник|специалист|помощник|поддержк|курьер|мастер|собеседник|сайт|официальн|госуслуг|портал",
    }.items()
}
PLACES = ("docs", "macros/data", "pyscripts/checks", "pyscripts/data", "mkdocs.yml")
MOST = 80  # sentences
_READ = (".md", ".yml", ".toml", ".py", ".txt")
_APART = ("macros/data/words.txt", "macros/data/core_profile.txt")  # lists of words, no sentences
_SIGNS = re.compile(r"^\s*(?:[-*+>]|\d+\.|#+|\|)\s*|[*«»„“_\"']|\]\([^)]*\)|[\[\]]")
_ENDS = re.compile(r"(?<=[.!?;])\s+|\s*\|\s*")
_RUSSIAN = re.compile(r"[а-яё]{2}", re.IGNORECASE)

REQUIREMENTS, LOCK = "requirements.txt", "package-lock.json"


@dataclass(frozen=True)
class Pinned:
    """A package in a lock."""

    version: str
    hashes: frozenset[str]


def told(before: Path, after: Path) -> str:
    """What must be read, in Markdown; empty if nothing must."""
    return "\n".join([*_advice(before, after), *_packages(before, after), ""]).lstrip("\n")


def faults(before: Path, after: Path) -> Iterator[str]:
    """What no honest change of a lock does: a version that was there has another content now."""
    for name in (REQUIREMENTS, LOCK):
        old, new = pinned(before, name), pinned(after, name)
        for package in sorted(old.keys() & new.keys()):
            was, now = old[package], new[package]
            if was.version == now.version and was.hashes - now.hashes:
                yield f"{name}: у {package} {now.version} другая сумма, а версия та же; верните прежнюю сумму или смените версию"


def sentences(root: Path) -> dict[str, list[str]]:
    """The sentences of a site's files that readers see, by file."""
    files = (
        path for place in PLACES for path in ([root / place] if (root / place).is_file() else (root / place).rglob("*"))
    )
    return {
        name: list(_sentences(path))
        for path in sorted(files)
        if path.is_file() and path.suffix in _READ and (name := path.relative_to(root).as_posix()) not in _APART
    }


def advice(before: Path, after: Path) -> Iterator[tuple[str, str, str]]:
    """Sentences on a topic that are new or gone: the topic, the file, and the sentence as a line of a diff."""
    old, new = sentences(before), sentences(after)
    for name in sorted(old.keys() | new.keys()):
        for line in difflib.ndiff(old.get(name, []), new.get(name, [])) if old.get(name) != new.get(name) else ():
            topic = next((topic for topic, words in TOPICS.items() if words.search(line)), "")
            if topic and line[0] in "+-":
                yield topic, name, f"{line[0]} {line[2:]}"


def pinned(root: Path, name: str) -> dict[str, Pinned]:
    """The packages of a lock; of a site that has none, none."""
    path = root / name
    if not path.is_file():
        return {}
    if name == LOCK:
        packages = json.loads(path.read_text()).get("packages", {})
        return {
            where: Pinned(str(package.get("version")), frozenset([str(package.get("integrity"))]))
            for where, package in packages.items()
            if where
        }
    rows = re.findall(
        r"^([\w.-]+)(?:\[[^\]]*\])?==(\S+)[^\n]*((?:\n    --hash=\S+[^\n]*)*)", path.read_text(), re.MULTILINE
    )
    return {package: Pinned(version, frozenset(re.findall(r"sha256:\w+", hashes))) for package, version, hashes in rows}


def _advice(before: Path, after: Path) -> Iterable[str]:
    found = list(advice(before, after))
    if not found:
        return
    yield from ["", "## ⚠️ Советы о том, чем можно навредить: прочитайте каждое слово", ""]
    yield from ["Программа не судит, хорош ли совет: она показывает все новые и исчезнувшие фразы на эти темы.", ""]
    for topic in TOPICS:
        if lines := [(name, line) for of, name, line in found if of == topic]:
            files = list(dict.fromkeys(name for name, _ in lines))
            yield from [f"### {topic}", ""]
            for name in files:
                shown = [line for where, line in lines if where == name]
                more = [f"… и ещё: {len(shown) - MOST}"] if len(shown) > MOST else []
                yield from [code(name), "", *fenced([*shown[:MOST], *more], "diff"), ""]


def _packages(before: Path, after: Path) -> Iterable[str]:
    rows = []
    for lock in (REQUIREMENTS, LOCK):
        old, new = pinned(before, lock), pinned(after, lock)
        rows += [
            f"- **новый пакет** {code(f'{name} {new[name].version}')} в {lock}"
            for name in sorted(new.keys() - old.keys())
        ]
        rows += [f"- исчез {code(name)} из {lock}" for name in sorted(old.keys() - new.keys())]
        rows += [
            f"- {code(name)} в {lock}: {code(old[name].version)} → {code(new[name].version)}"
            for name in sorted(old.keys() & new.keys())
            if old[name].version != new[name].version
        ]
    wrong = [f"- **{code(fault)}**" for fault in faults(before, after)]
    if rows or wrong:
        yield from ["", "## ⚠️ Чужие пакеты", "", *wrong, *rows]
        yield from [
            "",
            "Имя похоже на известное? Кто пишет пакет, давно ли, вышла ли эта версия? Не старше ли она прежней?",
            "",
        ]


def _sentences(path: Path) -> Iterator[str]:
    text = path.read_text(errors="replace")
    if path.suffix == ".py":
        try:
            tree = ast.parse(text)
        except SyntaxError:
            return
        shown = [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        text = "\n".join(word for word in shown if "\n" not in word)
    for line in text.splitlines():
        for sentence in _ENDS.split(_SIGNS.sub("", line)):
            if _RUSSIAN.search(sentence):
                yield " ".join(sentence.split())

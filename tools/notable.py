"""What in a change a person must read word by word, however long the rest of it is: advice that can harm, and foreign packages.

Rules know the words of harm that they were told. Here nothing is judged: every sentence about secrets, money, programs, protection
or somebody to turn to that is new or gone is shown, whatever it says; and so is every package that is new in a lock.
"""

import ast
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from macros.content import locks
from macros.content.locks import Pinned
from tools.markdown import changed_lines, code, fenced

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
        r"безопасн|полици|мошен|обман|довер|адрес|замоч|настоящ|поддел|герб|логотип",
        "К кому обращаться": r"звон|перезвон|номер|телефон|напиш|пиш|чат|мессенджер|телеграм|telegram|whatsapp|ватсап|почт|ссылк|"
        r"оператор|сотрудник|специалист|помощник|поддержк|курьер|мастер|собеседник|сайт|официальн|госуслуг|портал",
    }.items()
}
PLACES = ("docs", "macros/data", "pyscripts/checks", "pyscripts/data", "mkdocs.yml")
MOST = 80  # sentences
_READ = (".md", ".yml", ".toml", ".py", ".txt")
_PROGRAMS = (".mjs", ".js", ".html", ".svg", ".css")
_SITE = re.compile(r"(?:https?:)?//([\w-]+(?:\.[\w-]+)+)")
_CHECKS = re.compile(r"\bassert\b|\bdef test_|\bparametrize\b|\bexpect|\braises\b")
_WEAKENS = re.compile(
    r"\b(?:skip|xfail|importorskip|flaky|reruns|suppress|pass|return|except|continue)\b|\bor True\b|\bassert (?:True|1)\b"
)
_APART = ("macros/data/words.txt", "macros/data/core_profile.txt")  # lists of words, no sentences
_SIGNS = re.compile(r"^\s*(?:[-*+>]|\d+\.|#+|\|)\s*|[*«»„“_\"']|\]\([^)]*\)|[\[\]]")
_ENDS = re.compile(r"(?<=[.!?;])\s+|\s*\|\s*")
_RUSSIAN = re.compile(r"[а-яё]{2}", re.IGNORECASE)

REQUIREMENTS, LOCK = "requirements.txt", "package-lock.json"


def told(before: Path, after: Path) -> str:
    """What must be read, in Markdown; empty if nothing must."""
    parts = (_advice, _sites, _tests, _budget, _packages)
    return "\n".join([*(line for part in parts for line in part(before, after)), ""]).lstrip("\n")


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
    return {
        name: list(_sentences(root / name))
        for name in files(root, PLACES)
        if name.endswith(_READ) and name not in _APART
    }


def files(root: Path, places: Iterable[str]) -> list[str]:
    """The files that are some places of a site, or lie in them."""
    found = [path for place in places for path in (root / place, *(root / place).rglob("*"))]
    return sorted(path.relative_to(root).as_posix() for path in found if path.is_file() and path.suffix != ".pyc")


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
    return (locks.of_npm if name == LOCK else locks.of_pip)(path.read_text())


def _advice(before: Path, after: Path) -> Iterable[str]:
    found = list(advice(before, after))
    if not found:
        return
    yield from ["", "## ⚠️ Советы о том, чем можно навредить: прочитайте каждое слово", ""]
    yield from ["Программа не судит, хорош ли совет: она показывает все новые и исчезнувшие фразы на эти темы.", ""]
    for topic in TOPICS:
        if lines := [(name, line) for of, name, line in found if of == topic]:
            yield from [f"### {topic}", "", *_by_file(lines)]


def _sites(before: Path, after: Path) -> Iterable[str]:
    """Names of sites that stood nowhere before: a rule knows only those that imitate what it was told of."""
    old = {site for _, site in _named(before)}
    new = sorted({(site, name) for name, site in _named(after) if site not in old})
    if new:
        yield from ["", "## ⚠️ Новые сайты: откройте каждый, чей он?", ""]
        yield from (f"- {code(site)} в {code(name)}" for site, name in new[:MOST])


def _named(root: Path) -> Iterator[tuple[str, str]]:
    """Each file with the name of each site in it."""
    for name in files(root, (*PLACES, "macros/templates", "macros/theme")):
        if name.endswith((*_READ, *_PROGRAMS)):
            yield from ((name, site.lower()) for site in _SITE.findall((root / name).read_text(errors="replace")))


def _tests(before: Path, after: Path) -> Iterable[str]:
    """What tests say no more, and what would let them pass whatever happens."""
    rows = [
        (name, line)
        for name, line in _changed(before, after, "tests", ".py")
        if (_CHECKS if line[0] == "-" else _WEAKENS).search(line)
    ]
    yield from _listed("Тесты: что они больше не проверяют и что их ослабляет", rows)


def _budget(before: Path, after: Path) -> Iterable[str]:
    """Limits of bytes and time."""
    yield from _listed("Пределы веса: зачем читателю больше?", list(_changed(before, after, "bench", ".toml")))


def _listed(title: str, rows: Sequence[tuple[str, str]]) -> Iterable[str]:
    """Lines of a diff under a title and the names of their files."""
    if rows:
        yield from ["", f"## ⚠️ {title}", "", *_by_file(rows)]


def _by_file(rows: Sequence[tuple[str, str]]) -> Iterable[str]:
    for name in dict.fromkeys(name for name, _ in rows):
        shown = [line for where, line in rows if where == name]
        more = [f"… и ещё: {len(shown) - MOST}"] if len(shown) > MOST else []
        yield from [code(name), "", *fenced([*shown[:MOST], *more], "diff"), ""]


def _changed(before: Path, after: Path, folder: str, suffix: str) -> Iterator[tuple[str, str]]:
    """The lines of a folder's files that are new or gone."""
    names = {*files(before, [folder]), *files(after, [folder])}
    for name in sorted(name for name in names if name.endswith(suffix)):
        old, new = (
            path.read_text(errors="replace").splitlines() if (path := root / name).is_file() else []
            for root in (before, after)
        )
        yield from ((name, line) for line in changed_lines(old, new))


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

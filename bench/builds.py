"""Whether building stays fast as guides become many: against plain Material on the same text, and after one edit."""

import itertools
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.table import Row, row
from tests.harness.whose import ROOT

FEW, MANY = 200, 2_000  # guides
ROUNDS = {FEW: 3, MANY: 2}
PLAIN_ROUNDS = {FEW: 3, MANY: 1}  # of plain Material, which takes long
AGAINST_PLAIN = {FEW: 1.15, MANY: 0.14}  # of the time that plain Material takes
EDITS = 3
IN_TOPIC = 25  # Material draws all pages of a topic into the menu of each
INDEX = """\
---
title: Случаи от К-{number}
description: Всё, что бывает, начиная со случая К-{number}.
hide: [edit]
---

Выберите свой случай.

{{{{ guides("{topic}") }}}}
"""
GUIDE = """\
---
title: Портал открывается не сразу, случай К-{number}
description: Страница долго грузится. Как понять, что тормозит, и что делать дальше.
aliases: [долго грузится К-{number}, крутится колёсико]
checked: 2026-11-22
---

Выключите VPN и откройте портал через другую сеть. Стало быстро — дело в вашей связи, случай К-{number}.

## Проверьте прямо здесь

{{{{ check("card") }}}}

## Что делать

1. Выключите VPN.
2. Откройте другой российский сайт. Он тоже медленный — подойдите ближе к роутеру.
3. Закройте лишние вкладки и программы.
4. Откройте портал в приватном окне: там расширения обычно выключены.

{{{{ browser_steps("private-window") }}}}

### Как не потерять заявление

- Длинные ответы сначала пишите в заметках, а потом вставляйте в форму.
- Нажимайте кнопку отправки один раз. Страница думает — ждите.
- Ошибка повторяется — [прочитайте, что она значит](../tech/error-messages.md).

## Если не помогло

- Портал медленный который день — [напишите в поддержку](../support/feedback.md).
- Срок горит — позвоните {{{{ fact("phone") }}}} или идите в МФЦ.
"""
OURS = f"""\
INHERIT: {ROOT}/mkdocs.yml
hooks: [{ROOT}/macros/hooks.py]
theme: {{custom_dir: {ROOT}/macros/theme}}
watch: [macros]
dev_addr: 127.0.0.1:PORT
"""
PLAIN = f"""\
INHERIT: {ROOT}/mkdocs.yml
hooks: []
watch: []
theme: {{custom_dir: empty}}
extra_css: []
extra_javascript: []
"""
# Writes the text that MkDocs gets from us into a folder of plain pages.
RENDER = """
import sys
from pathlib import Path
from macros import render
from macros.content import portal
from macros.content.site import Site
site, plain = map(Path, sys.argv[1:])
portal.use(site)
content = Site.load(site / "docs", site)
for page in content.pages.values():
    path = plain / "docs" / page.path
    path.parent.mkdir(parents=True, exist_ok=True)
    head = page.source.removesuffix(page.body)
    draft = render.draft(page, render.Macros(content, page, page.link("assets/runtime/")))
    path.write_text(head + draft.filled(draft.text))
"""
# Linux counts the memory of whoever starts a process as that process's own: so a small one starts it, not the bench.
MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(code)
"""
QUIET = {"NO_MKDOCS_2_WARNING": "1", "CI": ""}  # in CI every build judges everything


@dataclass(frozen=True)
class Cost:
    """What a process took."""

    seconds: float  # of the processor: the wall clock would count what others do
    memory: int  # the most, bytes


def rows() -> Iterator[Row]:
    """Builds of few and of many guides, then edits."""
    with tempfile.TemporaryDirectory() as folder:
        for guides, rounds in ROUNDS.items():
            ours, plain = projects(Path(folder) / str(guides), guides)
            mine, others = [], []
            for turn in range(rounds):
                mine.append(build(ours))
                if turn < PLAIN_ROUNDS[guides]:
                    others.append(build(plain))
            first, *again = mine  # what nobody has touched since is not judged again
            following, other = (min(kind, key=lambda cost: cost.seconds) for kind in (again, others))
            what = f"Сборка, {guides} инструкций"
            for kind, cost in {"первая": first, "следующая": following}.items():
                yield row(f"{what}, {kind}, время процессора", cost.seconds, "с", digits=1)
                against = cost.seconds / other.seconds
                yield row(f"{what}, {kind}: против голого Material", against, most=AGAINST_PLAIN[guides])
            yield row(f"{what}, память", first.memory / 1e6, "МБ", digits=0)
            yield row(f"{what}, память голого Material", other.memory / 1e6, "МБ", digits=0)
            if guides == FEW:
                yield row(f"make serve: правка одной из {guides} инструкций видна", edit(ours), "с", most=2, digits=1)


def projects(folder: Path, guides: int) -> tuple[Path, Path]:
    """Our site with more guides, and a site of plain Material with the same text."""
    ours, plain = folder / "ours", folder / "plain"
    shutil.copytree(ROOT / "docs", ours / "docs")
    shutil.copytree(ROOT / "macros", ours / "macros", ignore=shutil.ignore_patterns("*.py", "theme", "__pycache__"))
    for number in range(guides):
        write(ours / "docs" / "guides", number)
    (ours / "mkdocs.yml").write_text(OURS.replace("PORT", str(_free_port())))
    names = [
        path.relative_to(ours / "docs").as_posix().removesuffix(".md") for path in (ours / "docs/guides").glob("*/*.md")
    ]
    (ours / "macros" / "data" / "triage.yml").write_text(
        yaml.safe_dump(questions(name for name in names if not name.endswith("/index")))
    )
    command = [sys.executable, "-c", RENDER, str(ours), str(plain)]
    subprocess.run(command, cwd=ROOT, check=True)
    shutil.copytree(ours / "docs" / "assets", plain / "docs" / "assets")
    (plain / "mkdocs.yml").write_text(PLAIN)
    (plain / "empty").mkdir()
    return ours, plain


def write(folder: Path, number: int) -> Path:
    """Write one guide, and before the first of a topic the page of the topic."""
    topic = folder / f"case-{number // IN_TOPIC}"
    if number % IN_TOPIC == 0:
        topic.mkdir()
        (topic / "index.md").write_text(INDEX.format(number=number, topic=topic.name))
    guide = topic / f"case-{number}.md"
    guide.write_text(GUIDE.format(number=number))
    return guide


def questions(targets: Iterable[str]) -> dict[str, Any]:
    """A tree of questions that leads to every guide: there must be one, and none is longer than seven answers."""
    level = list(targets)
    found: dict[str, Any] = {}
    while len(level) > 1:
        nodes = {
            f"q{len(found) + place}": answers for place, answers in enumerate(itertools.batched(level, 7, strict=False))
        }
        found |= {name: {"question": "Что случилось?", "answers": _answers(to)} for name, to in nodes.items()}
        level = list(nodes)
    found["start"] = found.pop(level[0])
    return found


def _answers(targets: Iterable[str]) -> list[dict[str, str]]:
    says = [{"says": f"Случай {target}", "to": target} for target in targets]
    return [*says[:6], {"says": "Не знаю", "to": says[6]["to"] if len(says) > 6 else "checks/connection"}]


def build(project: Path) -> Cost:
    """Build a project and throw the site away."""
    line = [sys.executable, "-c", MEASURED, *_command("build", project, "--site-dir", str(project / "site"))]
    done = subprocess.run(line, cwd=ROOT, env=os.environ | QUIET, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{project} не собрался")
    seconds, memory = done.stdout.split()[-2:]
    return Cost(float(seconds), int(memory) * 1024)


def edit(project: Path) -> float:
    """Seconds from saving a guide to the page that shows it, in `mkdocs serve`."""
    guide = project / "docs" / "guides" / "case-0" / "case-1.md"
    port = re.search(r"dev_addr: 127\.0\.0\.1:(\d+)", (project / "mkdocs.yml").read_text())
    assert port
    url = f"http://127.0.0.1:{port[1]}/guides/case-0/case-1/"
    process = _mkdocs("serve", project, "--dirty")
    try:
        _wait_for(url, "Портал")
        return min(_edited(guide, url, f"Правка номер {number}.") for number in range(EDITS))
    finally:
        process.terminate()
        process.wait()


def _mkdocs(command: str, project: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(_command(command, project, *arguments), cwd=ROOT, env=os.environ | QUIET)


def _command(command: str, project: Path, *arguments: str) -> list[str]:
    config = str(project / "mkdocs.yml")
    return [sys.executable, "-m", "mkdocs", command, "--quiet", "--config-file", config, *arguments]


def _edited(guide: Path, url: str, words: str) -> float:
    time.sleep(1)  # a person saves, looks, and saves again
    start = time.perf_counter()
    guide.write_text(f"{guide.read_text()}\n{words}\n".replace("\n\n\n", "\n\n"))
    _wait_for(url, words)
    return time.perf_counter() - start


def _wait_for(url: str, words: str, seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(url, timeout=seconds) as page:
            if words in page.read().decode():
                return
        time.sleep(0.02)
    raise TimeoutError(f"{words} не появилось на {url}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])

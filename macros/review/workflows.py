"""What runs on the code host: with the least rights, pinned, and nothing in it that is not a command of this project.

A workflow of a pull request runs before anybody has looked at it, so it may only be what these have always been. Who needs
more changes this file, and two people look.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from macros.content.problem import Problem
from macros.content.tables import rules
from macros.review import guards, text_lines

FOLDER = ".github/workflows"
IMAGE = re.compile(r"python:3\.\d+-[a-z]+(?:@sha256:[0-9a-f]{64})?")
_OURS = re.compile(r"\$/\.github/workflows/\w+\.yml")  # a workflow of the same commit
_COMMAND = re.compile(r"make(?: [a-z-]+)+(?: BASE=HEAD\^1)?|tools/[\w-]+\.sh(?: [\w.-]+)*")
_TRIGGERS = ("pull_request", "push", "schedule", "workflow_call", "workflow_dispatch")
_MACHINE = "ubuntu-24.04"
# Rights besides reading the code: of which job, and whether nothing of it may happen before the tests have passed.
_RIGHTS = {("publish.yml", "deploy"): {"pages", "id-token"}, ("weekly.yml", "tell"): {"issues"}}
_TESTED = {"pages", "id-token"}
_KEYS = ("name", "on", "permissions", "concurrency", "env", "jobs")
_KEYS_OF_JOB = (
    "name", "if", "needs", "uses", "runs-on", "container", "timeout-minutes", "permissions", "environment", "env", "steps",
)  # fmt: skip
_KEYS_OF_STEP = ("name", "id", "if", "uses", "with", "run", "env")
_ENV = re.compile(r"GIT_CONFIG_(?:COUNT|KEY_0|VALUE_0)|HOME|SITE_URL|REPO_URL|GH_(?:TOKEN|REPO)")

_WHEN = re.compile(r"github\.(?:event_name|repository|repository_owner|ref) == '[\w./-]+'")
_FAILED = "failure()"  # of a step: what is kept of tests that failed

type Found = Iterator[tuple[str, str]]  # words that stand on the line, and what is wrong


def check(root: Path) -> Iterator[Problem]:
    """Find what may not stand in the workflows of a site that has such."""
    for path in sorted((root / FOLDER).glob("*")):
        name = path.relative_to(root).as_posix()
        text = path.read_text(errors="replace")
        try:
            data = yaml.load(text, yaml.BaseLoader)  # makes texts only; `on` is a word there
        except yaml.YAMLError as error:
            yield Problem(name, 1, f"это не YAML: {error}")
            continue
        for words, fault in sorted(set(_of_file(path.name, data, text))):
            yield Problem(name, text_lines.at(text, max(0, text.find(words))), fault)


def _of_file(name: str, data: Any, text: str) -> Found:
    if not isinstance(data, dict) or not isinstance(data.get("jobs"), dict) or not name.endswith(".yml"):
        yield "", "нужен файл .yml с ключами name, on, permissions и jobs"
        return
    yield from _keys(data, _KEYS)
    if data.get("permissions") != {}:
        yield "permissions", "сначала прав нет никаких: permissions: {}; права даёт каждая работа"
    for trigger in data.get("on") or ("",):
        if trigger not in _TRIGGERS:
            yield trigger or "on", f"запуск «{trigger}»; бывают: {', '.join(_TRIGGERS)}"
    on = data["on"] if isinstance(data.get("on"), dict) else {}
    if "push" in on and on["push"] != {"branches": ["main"]}:
        yield "push", "push бывает только в main: branches: [main]"
    if found := re.search(r"\bsecrets\s*[.\[]", text):
        yield found[0], "секретов здесь нет ни у кого; уберите"
    for job_name, job in data["jobs"].items():
        yield from _of_job(name, job_name, job if isinstance(job, dict) else {}, data["jobs"])
    yield from _environment(data.get("env"))


def _of_job(file: str, name: str, job: Mapping[str, Any], jobs: Mapping[str, Any]) -> Found:
    yield from _keys(job, _KEYS_OF_JOB)
    rights = job.get("permissions")
    allowed = _RIGHTS.get((file, name), set())
    for right, how in (rights if isinstance(rights, dict) else {str(rights): "write"}).items():
        if (right, how) != ("contents", "read") and not (right in allowed and how == "write"):
            yield f"{right}: {how}", f"право {right}: {how} у работы {name}; бывает только contents: read"
        if right in _TESTED and not _is_tested(name, jobs):
            yield name, f"работа {name} публикует, а тестов не ждёт; нужно needs на ту, что зовёт prove.yml"
    if "uses" in job and not _OURS.fullmatch(str(job["uses"])):
        yield str(job["uses"]), f"чужая работа {job['uses']}; бывают только свои: $/.github/workflows/имя.yml"
    if "uses" not in job and job.get("runs-on") != _MACHINE:
        yield str(job.get("runs-on")), f"машина {job.get('runs-on')}; бывает только {_MACHINE}"
    if "container" in job and not IMAGE.fullmatch(str(job["container"])):
        yield str(job["container"])[:40], f"образ {job['container']}; бывает только python:3.N-имя, лучше с @sha256:"
    if "if" in job and not _WHEN.fullmatch(str(job["if"])):
        yield (
            str(job["if"]),
            f"условие {job['if']}: работа ждёт тех, что до неё; бывает только github.event_name == 'имя'",
        )
    yield from _environment(job.get("env"))
    steps = job.get("steps")
    for step in steps if isinstance(steps, list) else []:
        yield from _of_step(step if isinstance(step, dict) else {})


def _of_step(step: Mapping[str, Any]) -> Found:
    yield from _keys(step, _KEYS_OF_STEP)
    action, command = str(step.get("uses", "")), str(step.get("run", ""))
    if action and action not in (known := rules("guards")["actions"]):
        yield (
            action,
            f"действие {action}; бывают {', '.join(known)}; новое сверяют с его проектом и пишут в {guards.FILE}",
        )
    if "if" in step and step["if"] != _FAILED and not _WHEN.fullmatch(str(step["if"])):
        yield str(step["if"]), f"условие {step['if']}; бывают {_FAILED} и github.event_name == 'имя'"
    given = step.get("with")
    if action.startswith("actions/checkout@") and (
        not isinstance(given, dict)
        or given.get("persist-credentials") != "false"
        or given.keys() & {"ref", "repository", "token"}
    ):
        yield action, "checkout берёт только этот же код и не оставляет ключа: persist-credentials: false"
    if command and not _COMMAND.fullmatch(command):
        yield command.split("\n")[0], f"команда «{command.strip()}»; бывают только make и tools/имя.sh, без ${{{{ }}}}"
    yield from _environment(step.get("env"))


def _keys(data: Mapping[str, Any], allowed: tuple[str, ...]) -> Found:
    yield from ((key, f"ключ {key}; бывают: {', '.join(allowed)}") for key in data if key not in allowed)


def _environment(data: Any) -> Found:
    for key, value in (data if isinstance(data, dict) else {}).items():
        if not _ENV.fullmatch(key) or re.search(r"github\.(?:event\.(?!repository\.name)|head_ref)", value):
            yield key, f"переменная {key}; такой здесь не бывает: программы слушаются их сами"


def _is_tested(name: str, jobs: Mapping[str, Any]) -> bool:
    """Whether a job waits for one that calls the tests, or for one that does."""
    job = jobs.get(name)
    needs = job.get("needs", []) if isinstance(job, dict) else []
    before = [needs] if isinstance(needs, str) else needs
    return "prove.yml" in str(job.get("uses") if isinstance(job, dict) else "") or any(
        _is_tested(each, jobs) for each in before if each != name
    )

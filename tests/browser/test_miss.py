"""What the small core has not is answered by the whole one, or told: at every stage, with a real trap in a real core.

For each stage the core is cut once more, by just those functions that this stage is the first to enter.
"""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from macros.delivery import runtime_files
from macros.delivery.cut import CUT
from macros.delivery.wasm import Module
from tests.browser.conftest import opened
from tests.browser.test_card import open_card
from tests.browser.test_offline import visit
from tests.harness.chromium import DESKTOP
from tests.harness.engines import Reader
from tests.harness.server import Answer, Server
from tools.profile import instrument, node
from tools.profile.questions import Question

GOOD, MISTYPED = "4111 1111 1111 1111", "4111 1111 1111 1112"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(40)
START: list[Question] = []
FIRST = [Question("card", {"number": GOOD, "expiry": ""})]
# What any question enters in a browser, where a start goes another way than in Node.
USUAL = [
    *FIRST,
    Question("card", {"number": MISTYPED, "expiry": ""}),
    Question("text", {"text": "Иванoв, 12.05.2020"}),
    Question("document", {"kind": "inn", "number": "7707083893"}),
]
TENTH = [Question("card", {"number": GOOD, "expiry": "12/40"})]
FILE = [Question.asked("attachment", {"file": {"name": "a.png", "size": len(PICTURE), "bytes": PICTURE}})]
WAIT = "Ответим, как только загрузится проверка"


@pytest.fixture(scope="module")
def runtime(site_folder: Path) -> Path:
    """The folder of the runtime; it has a small core and the whole one."""
    [folder] = site_folder.glob("assets/runtime/*/")
    assert (folder / "whole" / runtime_files.CORE).exists()
    return folder


@cache
def entered(runtime: Path, asked: tuple[str, ...]) -> frozenset[int]:
    """The functions of the small core that a start and these questions enter."""
    raw = (runtime / runtime_files.CORE).read_bytes()
    with TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "core.wasm").write_bytes(instrument.functions(raw))
        path = work / "questions.jsonl"
        path.write_text("".join(f"{line}\n" for line in asked))
        ours = node.Runtime(runtime, work / "core.wasm", runtime / runtime_files.SCRIPT)
        ours.run(questions=[str(path)], used=str(work / "used"))
        functions, _ = node.used([work / "used"], len(Module.read(raw).bodies))
    return frozenset(functions)


def without(runtime: Path, before: list[Question], stage: list[Question]) -> bytes:
    """The small core without what a stage is the first to need."""
    lines = [[one.line() for one in asked] for asked in (before, before + stage)]
    first, then = (entered(runtime, tuple(asked)) for asked in lines)
    lost = then - first if stage else first
    assert lost
    module = Module.read((runtime / runtime_files.CORE).read_bytes())
    for place in lost:
        module.bodies[place] = CUT
    return module.write()


def serve(server: Server, runtime: Path, content: bytes) -> None:
    """Let a server have another small core, and a manifest that agrees."""

    def other(answer: Answer) -> None:
        answer.body = content

    def agreeing(answer: Answer) -> None:
        manifest: dict[str, Any] = json.loads(answer.body)
        manifest["files"][runtime_files.CORE] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        answer.body = json.dumps(manifest).encode()

    server.faults = {f"{runtime.name}/{runtime_files.CORE}": other, "manifest.json": agreeing}


def asked_for_whole(server: Server) -> int:
    return len([path for path in server.seen if path.endswith(f"whole/{runtime_files.CORE}")])


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def tab(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Reader]:
    with opened(request, DESKTOP, tmp_path) as reader:
        yield reader


@pytest.mark.parametrize("stage", [START, FIRST], ids=["start", "first question"])
def test_a_miss_ends_in_the_answer_of_the_whole_core(
    tab: Reader, site: str, server: Server, runtime: Path, stage: list[Question]
) -> None:
    serve(server, runtime, without(runtime, [], stage))
    tab.open(f"{site}checks/card/")
    tab.type("#check-card-number", MISTYPED)
    tab.click("form[data-check=card] [type=submit]")
    assert "опечатка" in tab.text("form[data-check=card] output", "номер")
    assert tab.evaluate("document.querySelector('#check-card-number').value") == MISTYPED
    assert asked_for_whole(server) == 1


@pytest.mark.allows_errors  # Pyodide itself tells the console that its core has trapped
def test_the_tenth_question_misses_and_the_page_says_that_loading_goes_on(
    page: Page, site: str, server: Server, runtime: Path
) -> None:
    serve(server, runtime, without(runtime, USUAL, TENTH))
    card = open_card(page, site)
    for _ in range(9):
        card.ask(number=GOOD)
        card.expect("ok", "Visa")
    assert not asked_for_whole(server)
    slow = server.faults
    server.faults = {**slow, f"whole/{runtime_files.CORE}": _late}
    card.ask(number=GOOD, expiry="12/40")
    expect(card.output).to_contain_text(WAIT)
    expect(card.progress).to_be_visible()
    expect(card.form.locator("[name=expiry]")).to_have_value("12/40")
    card.expect("ok", "Visa")
    card.ask(number=MISTYPED, expiry="12/40")  # it stays with the whole core
    card.expect("warn", "опечатка")
    assert asked_for_whole(server) == 1


@pytest.mark.allows_errors
def test_a_miss_while_a_file_is_read(page: Page, site: str, server: Server, runtime: Path, tmp_path: Path) -> None:
    asked = [one for one in FILE if one]
    serve(server, runtime, without(runtime, FIRST, asked))
    (tmp_path / "a.png").write_bytes(PICTURE)
    page.goto(f"{site}checks/attachment/")
    form = page.locator("form[data-check=attachment]")
    form.locator("[type=file]").set_input_files(tmp_path / "a.png")
    form.get_by_role("button", name="Проверить", exact=True).click()
    expect(form.locator("output .verdict__level")).to_be_visible()
    assert asked_for_whole(server) == 1


@pytest.mark.allows_errors
def test_a_miss_without_a_network_is_told(page: Page, site: str, server: Server, runtime: Path) -> None:
    serve(server, runtime, without(runtime, USUAL, TENTH))
    visit(page, site)
    server.stop()
    card = open_card(page, site)
    card.ask(number=GOOD, expiry="12/40")
    card.expect("failed", "Проверка не загрузилась")
    expect(page.locator(".check details")).to_have_attribute("open", "")
    expect(card.form.locator("[name=expiry]")).to_have_value("12/40")


@pytest.mark.allows_errors
def test_an_error_of_python_is_no_answer_of_the_small_core(page: Page, site: str, server: Server) -> None:
    card = open_card(page, site)
    card.ask(number=GOOD)
    card.expect("ok", "Visa")
    fails = page.evaluate(FAILING)
    assert fails is True
    assert asked_for_whole(server) == 1


FAILING = """
async () => {
  const { Runtime } = await import(new URL("runtime.mjs", document.querySelector('script[src$="check.mjs"]').src));
  const form = document.querySelector("form[data-check]");
  const runtime = new Runtime(new URL(form.dataset.runtime, document.baseURI).href, "card");
  return runtime.ask({ nothing: "x" }, 60000).then(() => false, () => runtime.whole);
}
"""


def _late(answer: Answer) -> None:
    answer.pause = 1

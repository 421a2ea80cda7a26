"""The questions of node.py, asked in three browser engines: each has its own way through the start.

Nothing is assumed of what page and worker say to each other: after every message the worker tells what has been entered.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from macros.delivery import core, nowhere, runtime_files
from tests.harness import engines
from tests.harness.chromium import CHROMIUM, DESKTOP, FLAGS
from tests.harness.engines import Reader
from tests.harness.server import Server, changed
from tools.profile import instrument
from tools.profile.questions import Question

ROOT = Path(__file__).parents[2]
INSTANTIATED = "return { module, instance: await WebAssembly.instantiate(module, imports) };"
REMEMBERED = """
  const instance = await WebAssembly.instantiate(module, imports);
  const words = Object.entries(instance.exports).filter(([name]) => name.startsWith("$ENTERED"));
  const [hear, tell] = [self.onmessage, self.postMessage.bind(self)];
  self.onmessage = async (event) => {
    await hear.call(self, event);
    tell({ entered: words.map(([, { value }]) => value >>> 0) });
  };
  return { module, instance };
""".replace("$ENTERED", instrument.ENTERED)
WRONG = {"nothing": "x"}  # how errors are told is asked, too
READY = """
(async () => {
  const { Runtime } = await import(new URL("runtime.mjs", document.querySelector('script[src$="check.mjs"]').src));
  const folder = new URL(document.querySelector("form[data-check]").dataset.runtime, document.baseURI).href;
  const entered = [];
  const add = ({ data }) => data.entered?.forEach((word, at) => { entered[at] = (entered[at] ?? 0) | word; });
  const file = ({ name, content }) => new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name);
  const memories = () => caches.open("/ runtime");
  window.forget = async () => {
    const memory = await memories();
    for (const key of await memory.keys()) await memory.delete(key);
  };
  window.remembered = async () => {
    const memory = await memories();
    for (let patience = 200; patience && !await memory.match(`${folder}snapshot.bin`); patience--) {
      await new Promise((wake) => setTimeout(wake, 50));
    }
  };
  window.ask = async (check, questions) => {
    const runtime = new Runtime(folder, check);
    const start = () => {
      if (runtime.state !== "off") return;
      runtime.start();
      runtime.worker.addEventListener("message", add);
    };
    for (const raw of questions) {
      start();
      const revived = Object.entries(raw).map(([key, value]) => [key, typeof value === "string" ? value : file(value)]);
      await runtime.ask(Object.fromEntries(revived), 60000).catch(() => {});
    }
    runtime.stop();
    return entered.map((word) => word >>> 0);
  };
  return true;
})()
"""


def entered(site: Path, questions: Sequence[Question], work: Path) -> Iterator[tuple[str, set[int]]]:
    """The functions that each engine enters: at a first start, at one from a memory, and for all questions after either.

    Args:
        site: the folder of mkdocs.yml.
        questions: what is asked, each check in a Python of its own, as a page does it.
        work: a folder for what is in the way.
    """
    built = _site(site, work / "site")
    asked: dict[str, list[Any]] = {}
    for one in questions:
        asked.setdefault(one.check, []).append(one.raw)
    with Server(built) as server:
        server.faults["worker.mjs"] = changed(INSTANTIATED, REMEMBERED)
        for name in ("chromium", "firefox", "webkit"):
            with _reader(name, work) as reader:
                reader.open(f"{server.url}checks/{questions[0].check}/")
                reader.evaluate(READY)
                for check, raws in asked.items():
                    ask = f"ask({json.dumps(check)}, {json.dumps([*raws, WRONG, raws[0]])})"
                    reader.evaluate("forget()")
                    reader.evaluate(ask)
                    reader.evaluate("remembered()")
                    words = reader.evaluate(ask)
                if not isinstance(words, list) or not words:
                    raise RuntimeError(f"{name}: {words}")
                bits = instrument.BITS
                yield (
                    name,
                    {place * bits + bit for place, word in enumerate(words) for bit in range(bits) if word >> bit & 1},
                )


def _site(site: Path, folder: Path) -> Path:
    """The site, with a core that remembers what is entered."""
    settings = ["--config-file", str(site / "mkdocs.yml"), "--site-dir", str(folder)]
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", *settings]
    subprocess.run(command, cwd=ROOT, env=os.environ | {core.SWITCH: "1", "NO_MKDOCS_2_WARNING": "1"}, check=True)
    [runtime] = folder.glob("assets/runtime/*/")
    path, told = runtime / runtime_files.CORE, runtime / runtime_files.MANIFEST
    path.write_bytes(content := instrument.functions(nowhere.short(path.read_bytes())))
    manifest = json.loads(told.read_text())
    manifest["files"][runtime_files.CORE] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    told.write_text(json.dumps(manifest))
    return folder


@contextmanager
def _reader(name: str, work: Path) -> Iterator[Reader]:
    with ExitStack() as stack:
        if name == "webkit":
            display = stack.enter_context(engines.virtual_display())
            yield stack.enter_context(engines.webkit_reader(display, work / "console.txt", DESKTOP))
            return
        playwright = stack.enter_context(sync_playwright())
        if name == "chromium":
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        else:
            browser = playwright.firefox.launch(
                channel="moz-firefox", executable_path=engines.FIREFOX, firefox_user_prefs=engines.PREFERENCES
            )
        yield stack.enter_context(engines.playwright_reader(browser, DESKTOP))
        browser.close()

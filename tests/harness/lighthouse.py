"""Lighthouse of node_modules, as a phone on a slow line, in a Chromium of its own."""

import re
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.harness import node
from tests.harness.chromium import CHROMIUM, FLAGS

PROGRAM = Path(__file__).parents[2] / "node_modules" / "lighthouse" / "core" / "index.js"
# The marks of 100 by category, what costs some of them, and the figures; "phone" is the preset without a name.
AUDIT = """
const { default: lighthouse } = await import("$LIGHTHOUSE");
const found = [];
for (const url of given.urls) {
  const options = { port: given.port, onlyCategories: given.categories, disableFullPageScreenshot: true };
  const { lhr } = await lighthouse(url, options);
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const marks = Object.fromEntries(Object.entries(lhr.categories).map(([id, { score }]) => [id, Math.round(score * 100)]));
  const weighty = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs).filter(({ weight }) => weight);
  const bad = weighty.map(({ id }) => lhr.audits[id]).filter(({ score }) => score !== null && score < 1);
  const lost = bad.map(({ title, details }) => [title, ...(details?.items ?? []).map((item) => item.node?.snippet ?? "")]);
  const figures = Object.fromEntries(Object.values(lhr.audits).map(({ id, numericValue }) => [id, numericValue ?? null]));
  found.push({ marks, lost, figures });
}
answer(found);
"""


def audit(urls: Iterable[str], categories: Iterable[str]) -> list[Any]:
    """What Lighthouse says of pages: marks, what costs some of them, figures."""
    with _listening() as port:
        given = {"urls": list(urls), "categories": list(categories), "port": port}
        found: list[Any] = node.run(AUDIT.replace("$LIGHTHOUSE", PROGRAM.as_uri()), given)
    return found


@contextmanager
def _listening() -> Iterator[int]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [CHROMIUM, "--headless=new", *FLAGS, "--remote-debugging-port=0", f"--user-data-dir={profile}"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
            assert running.stderr
            listening = next(
                filter(None, (re.search(r"DevTools listening on ws://[^:]+:(\d+)", line) for line in running.stderr))
            )
            threading.Thread(target=running.stderr.read, daemon=True).start()  # a full pipe would stop it
            yield int(listening[1])
            running.terminate()

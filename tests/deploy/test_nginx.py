"""What readers get from nginx with the settings of deploy/: headers, types, packed copies, caching, refusals, load."""

import asyncio
import gzip
import http.client
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest

from macros.delivery import headers
from tests.harness.nginx import Nginx
from tests.harness.pages import asset

CONNECTIONS, REQUESTS = 100, 10_000
FOREVER = "public, max-age=31536000, immutable"
HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".map": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".wasm": "application/wasm",
    ".xml": "text/xml; charset=utf-8",
}


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(nginx: Nginx, path: str, method: str = "GET", **headers: str) -> Reply:
    """One request with the path as it is: no client of ours tidies it."""
    connection = http.client.HTTPConnection("127.0.0.1", nginx.port, timeout=30)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    reply = Reply(response.status, dict(response.getheaders()), response.read())
    connection.close()
    return reply


def policy(reply: Reply) -> dict[str, list[str]]:
    directives = [directive.split() for directive in reply.headers["Content-Security-Policy"].split("; ")]
    return {name: values for name, *values in directives}


def test_it_starts_without_a_warning(nginx: Nginx) -> None:
    assert ask(nginx, "/").status == 200
    assert not re.search(rb"\[(warn|alert|emerg)\]", nginx.errors.read_bytes())


@pytest.mark.parametrize("path", ["/", "/checks/card/", "/assets/icon.svg", "/nothing", "/assets/", "/guides"])
def test_every_answer_has_the_headers(nginx: Nginx, path: str) -> None:
    reply = ask(nginx, path)
    assert {name: reply.headers[name] for name in HEADERS} == HEADERS
    assert {f"{what}=()" for what in ("camera", "microphone", "geolocation", "payment")} <= set(
        reply.headers["Permissions-Policy"].split(", ")
    )
    assert policy(reply)["frame-ancestors"] == ["'none'"]
    assert reply.headers["Server"] == "nginx"  # no version
    assert "Set-Cookie" not in reply.headers


@pytest.mark.parametrize("path", ["/", "/checks/connection/", "/404.html", "/nothing"])
def test_the_header_allows_what_the_page_allows_itself(nginx: Nginx, path: str) -> None:
    """Both hold at once, so the header must not forbid what the page may do; and it is the one that the build wrote."""
    reply = ask(nginx, path)
    said = policy(reply)
    written = re.search(r"Content-Security-Policy: (.*)", (nginx.site / headers.FILE).read_text())
    assert written
    assert reply.headers["Content-Security-Policy"] == written[1], "строка для deploy/nginx.conf — в site/_headers"
    own = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', reply.body.decode())
    assert own
    for name, *values in (directive.split() for directive in own[1].split("; ")):
        assert set(values) - {"'none'"} <= set(said[name]), name
    assert said.keys() - {"frame-ancestors"} == {directive.split()[0] for directive in own[1].split("; ")}


def test_the_headers_for_other_hosts_are_those_of_nginx(nginx: Nginx) -> None:
    everywhere, *kept = (nginx.site / headers.FILE).read_text().strip().split("\n\n")
    path, *lines = everywhere.splitlines()
    reply = ask(nginx, "/")
    assert path == "/*"
    assert all(reply.headers[name] == value for name, value in (line.strip().split(": ", 1) for line in lines))
    for rule in kept:
        path, *lines = rule.splitlines()
        assert [line.strip() for line in lines] == ["! Cache-Control", f"Cache-Control: {FOREVER}"]
        found = list(nginx.site.glob(path.strip("/")))
        assert found, path
        for file in (file for each in found for file in (each, *each.rglob("*.*"))):
            if file.is_file() and file.suffix not in (".br", ".gz", ".map"):
                name = f"/{file.relative_to(nginx.site).as_posix()}"
                assert ask(nginx, name, "HEAD").headers["Cache-Control"] == FOREVER, name


def test_what_lies_there_by_mistake_is_not_served(tmp_path: Path) -> None:
    site, own = tmp_path / "site", tmp_path / "own"
    (site / ".git").mkdir(parents=True)
    own.mkdir()
    files = {
        "404.html": "нет",
        "index.html": "есть",
        ".env": "TOKEN",
        ".git/config": "x",
        "_headers": "x",
        "a/.env": "x",
    }
    for name, text in files.items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(text)
    with Nginx(site, own) as nginx:
        assert ask(nginx, "/").body.decode() == "есть"
        for path in ("/.env", "/.git/config", "/a/.env", "/_headers"):
            reply = ask(nginx, path)
            assert (reply.status, reply.body.decode()) == (404, "нет"), path


@pytest.mark.parametrize("path", ["/service-worker.js", "/assets/icon.svg"])
def test_what_is_no_page_may_do_next_to_nothing(nginx: Nginx, path: str) -> None:
    assert policy(ask(nginx, path)) == {
        "default-src": ["'none'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'"],
        "connect-src": ["'self'"],
        "frame-ancestors": ["'none'"],
    }


def test_every_file_has_its_type_and_comes_as_it_is(nginx: Nginx) -> None:
    for path in nginx.site.rglob("*.*"):
        if path.suffix != ".br":
            reply = ask(nginx, f"/{path.relative_to(nginx.site).as_posix()}")
            assert (reply.status, reply.headers["Content-Type"]) == (200, TYPES[path.suffix]), path
            assert reply.body == path.read_bytes()


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("gzip, deflate, br, zstd", "br"), ("gzip, deflate", "gzip"), ("", None)]
)
def test_packed_copies_go_to_those_who_can_unpack(nginx: Nginx, accepted: str, encoding: str) -> None:
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
    names = ["index.html", asset(nginx.site, "site.css"), asset(nginx.site, "site.mjs"), "sitemap.xml"]
    names += [path.relative_to(nginx.site).as_posix() for path in nginx.site.glob("assets/runtime/*/*.*[mt]")]
    for name in names:
        reply = ask(nginx, f"/{name}", Accept_Encoding=accepted)
        assert reply.headers.get("Content-Encoding") == encoding, name
        assert reply.headers["Vary"] == "Accept-Encoding"
        assert reply.headers["Content-Type"] == TYPES[Path(name).suffix]
        assert unpack[encoding](reply.body) == (nginx.site / name).read_bytes()


def test_only_names_that_change_with_the_content_are_kept_without_asking(nginx: Nginx) -> None:
    for path in nginx.site.rglob("*.*"):
        name = f"/{path.relative_to(nginx.site).as_posix()}"
        hashed = re.search(
            r"^/assets/((runtime/)?[0-9a-f]{16}/|workbench/(python|site)-)|\.[0-9a-f]{8}\.min\.(css|js)$", name
        )
        if path.suffix != ".br":
            assert ask(nginx, name, "HEAD").headers["Cache-Control"] == (FOREVER if hashed else "no-cache"), name


def test_what_has_not_changed_is_not_sent_again(nginx: Nginx) -> None:
    for encoding in ("br", "gzip", ""):
        first = ask(nginx, "/", Accept_Encoding=encoding)
        again = ask(nginx, "/", Accept_Encoding=encoding, If_None_Match=first.headers["ETag"])
        assert (again.status, again.body) == (304, b"")
        assert again.headers["Cache-Control"] == "no-cache"
        assert "Content-Security-Policy" in again.headers


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/nothing/",
        "/checks/nothing.html",
        "/assets/runtime/0123456789abcdef/pyodide.mjs",
        "/assets/x.0a1b2c3d.min.js",
    ],
)
def test_what_is_not_there_gets_our_page(nginx: Nginx, path: str) -> None:
    reply = ask(nginx, path)
    assert reply.status == 404
    assert reply.body == (nginx.site / "404.html").read_bytes()
    assert reply.headers["Content-Type"] == TYPES[".html"]
    assert reply.headers["Cache-Control"] == "no-cache"


def test_folders_show_their_page_or_nothing(nginx: Nginx) -> None:
    for folder in [path for path in nginx.site.rglob("*") if path.is_dir()]:
        page, name = folder / "index.html", f"/{folder.relative_to(nginx.site).as_posix()}"
        reply = ask(nginx, f"{name}/")
        assert reply.status == (200 if page.exists() else 404), name
        assert reply.body == (page if page.exists() else nginx.site / "404.html").read_bytes()
        redirect = ask(nginx, name)
        assert (redirect.status, redirect.headers["Location"]) == (301, f"{name}/")


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/assets/../../../../../../etc/passwd",
        "/assets..%2f..%2f..%2fetc/passwd",
        "/assets/runtime/0/../../../../../../../etc/passwd",
        "/.%00./etc/passwd",
        "/..%5c..%5c..%5cetc%5cpasswd",
        "/%252e%252e/%252e%252e/etc/passwd",
        "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
        "//etc/passwd",
        "/.git/config",
    ],
)
def test_nothing_outside_the_site_is_served(nginx: Nginx, path: str) -> None:
    reply = ask(nginx, path)
    assert reply.status in (400, 404)
    assert b"root:" not in reply.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "PROPFIND"])
def test_nothing_is_taken_from_readers(nginx: Nginx, method: str) -> None:
    assert ask(nginx, "/checks/card/", method).status == 405


def test_a_crowd_at_the_heaviest_page_is_served_without_an_error(nginx: Nginx) -> None:
    page = max(nginx.site.rglob("index.html"), key=lambda path: path.stat().st_size)
    name = page.parent.relative_to(nginx.site).as_posix()
    expected = page.with_name("index.html.br").read_bytes()
    assert ask(nginx, f"/{name}/").status == 200
    before = nginx.errors.read_bytes()
    with ThreadPoolExecutor(1) as thread:  # the browser tests' driver keeps a loop in this one
        bodies = thread.submit(asyncio.run, crowd(nginx.port, f"/{name}/")).result()
    assert len(bodies) == REQUESTS
    assert set(bodies) == {expected}
    assert nginx.errors.read_bytes() == before


async def crowd(port: int, path: str) -> list[bytes]:
    """Many readers at once, each with a connection that is kept; what they were sent."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\n\r\n".encode()

    async def reader() -> list[bytes]:
        incoming, outgoing = await asyncio.open_connection("127.0.0.1", port)
        bodies = []
        for _ in range(REQUESTS // CONNECTIONS):
            outgoing.write(request)
            head = await incoming.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200 "), head
            length = re.search(rb"Content-Length: (\d+)", head)
            assert length, head
            bodies.append(await incoming.readexactly(int(length[1])))
        outgoing.close()
        return bodies

    async with asyncio.timeout(180):  # a server that goes silent fails the test instead of stopping it
        return [body for bodies in await asyncio.gather(*[reader() for _ in range(CONNECTIONS)]) for body in bodies]

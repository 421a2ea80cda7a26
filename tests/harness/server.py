"""A static server on loopback that a test can make misbehave."""

import contextlib
import mimetypes
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urlsplit

POLL = 0.02  # seconds; until it is asked whether to stop, a server does not: every test waits for that
KEPT = {"Cache-Control": "max-age=600"}  # for a walk through many pages: their scripts and styles are the same
TYPES = {".mjs": "text/javascript", ".wasm": "application/wasm", ".zip": "application/zip"}


@dataclass
class Answer:
    """What goes out, before a fault may change it."""

    status: int
    body: bytes
    headers: dict[str, str]
    declared: int | None = None  # a Content-Length that is not true
    pause: float = 0.0  # seconds before the body
    rate: int = 0  # bytes a second; 0 is as fast as it goes
    hang: bool = False  # headers, then nothing


type Fault = Callable[[Answer], None]


def missing(answer: Answer) -> None:
    """404."""
    answer.status, answer.body = 404, b"not found"


def cut_off(answer: Answer) -> None:
    """The connection ends in the middle."""
    answer.declared, answer.body = len(answer.body), answer.body[: len(answer.body) // 2]


def corrupted(answer: Answer) -> None:
    """One byte in the middle is another one."""
    middle = len(answer.body) // 2
    answer.body = answer.body[:middle] + bytes([answer.body[middle] ^ 1]) + answer.body[middle + 1 :]


def changed(old: str, new: str) -> Fault:
    """A text of ours with something else in it."""

    def fault(answer: Answer) -> None:
        text = answer.body.decode()
        assert old in text
        answer.body = text.replace(old, new).encode()

    return fault


def silent(answer: Answer) -> None:
    """Nothing arrives."""
    answer.hang = True


def wrong_type(answer: Answer) -> None:
    """A host that does not know the file's type."""
    answer.headers["Content-Type"] = "application/octet-stream"


@dataclass
class Server:
    """Serves a folder below a prefix. `faults` go by the end of a path.

    `seen` lists the paths asked for, `asked` the whole requests: line and headers.
    """

    folder: Path
    prefix: str = "/"
    faults: dict[str, Fault] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    port: int = 0  # a free one, unless it is to be the same as before

    def __post_init__(self) -> None:
        self.open: set[socket.socket] = set()
        self.http = _HTTPServer(("127.0.0.1", self.port), _handler(self))
        self.port = self.http.server_port
        self.thread = threading.Thread(target=self.http.serve_forever, args=[POLL], daemon=True)
        self.thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The address of the folder, with a slash at its end."""
        return f"http://127.0.0.1:{self.http.server_port}{self.prefix}"

    def stop(self) -> None:
        """Be gone: connections that are kept alive too."""
        self.http.shutdown()
        self.http.server_close()
        for connection in list(self.open):
            with contextlib.suppress(OSError):  # it went first
                connection.shutdown(socket.SHUT_RDWR)

    def answer(self, target: str) -> Answer:
        """What a request for a path gets."""
        path = unquote(urlsplit(target).path)
        self.seen.append(path)
        file = self.folder / path.removeprefix(self.prefix).lstrip("/")
        if file.is_dir():
            file /= "index.html"
        found = path.startswith(self.prefix) and file.is_file()
        shown = file if found else self.folder / "404.html"
        kind = TYPES.get(shown.suffix) or mimetypes.guess_type(shown.name)[0] or "application/octet-stream"
        answer = Answer(200 if found else 404, shown.read_bytes(), {"Content-Type": kind, **self.headers})
        for end, fault in self.faults.items():
            if path.endswith(end):
                fault(answer)
        return answer


class _HTTPServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is no error of ours."""


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            server.open.add(self.connection)

        def finish(self) -> None:
            server.open.discard(self.connection)
            super().finish()

        def parse_request(self) -> bool:
            parsed = super().parse_request()
            server.asked.append(f"{self.requestline}\n{self.headers if parsed else ''}")
            return parsed

        def do_GET(self) -> None:
            answer = server.answer(self.path)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(answer.declared or len(answer.body)))
            self.end_headers()
            if answer.hang:
                self.connection.recv(1)  # until the browser gives up
                return
            time.sleep(answer.pause)
            step = answer.rate // 10 or len(answer.body) or 1
            for start in range(0, len(answer.body), step):
                self.wfile.write(answer.body[start : start + step])
                if answer.rate:
                    time.sleep(0.1)
            self.close_connection = answer.declared is not None

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the base class calls it so
            pass

    return Handler

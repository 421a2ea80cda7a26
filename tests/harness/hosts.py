"""Every host that the connection check asks, on loopback and with TLS; each can be made to fail in its own way."""

import base64
import contextlib
import socket
import ssl
import struct
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Self

from pyscripts.data import table

NAMES = [host["name"] for group in table("hosts")["group"] if group["id"] != "own" for host in group["host"]]
IMAGES = {host["image"] for group in table("hosts")["group"] for host in group["host"] if "image" in host}
PICTURE = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
SLOW = 1.8  # seconds


@dataclass(frozen=True)
class ServerCertificate:
    """A key of our own with its certificate, and the hash by which a browser can be told to trust it."""

    file: Path
    key: Path

    @classmethod
    def make(cls, folder: Path, name: str) -> Self:
        file, key = folder / f"{name}.pem", folder / f"{name}.key"
        names = ",".join(f"DNS:{host}" for host in NAMES)
        _openssl(f"req -x509 -newkey rsa:2048 -nodes -days 30 -keyout {key} -out {file} -subj /CN={name}", names)
        return cls(file, key)

    @property
    def spki(self) -> str:
        """SHA-256 of the public key, for --ignore-certificate-errors-spki-list."""
        public = subprocess.run(
            f"openssl x509 -in {self.file} -pubkey -noout | openssl pkey -pubin -outform der | "
            "openssl dgst -sha256 -binary",
            shell=True,
            capture_output=True,
            check=True,
        )
        return base64.b64encode(public.stdout).decode()

    def context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file, self.key)
        return context


def _openssl(arguments: str, names: str) -> None:
    command = ["openssl", *arguments.split(), "-addext", f"subjectAltName={names}"]
    subprocess.run(command, capture_output=True, check=True)


@dataclass
class Hosts:
    """All hosts, each on a port of its own, and a proxy that leads to them and to nothing else.

    `how` says for a host what it does instead of answering: reset, hang, slow, untrusted, or flaky (reset the first two
    connections: Chromium tries twice by itself). `asked` lists what was asked for: host, path and headers.
    """

    trusted: ServerCertificate
    untrusted: ServerCertificate
    how: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.contexts = {"untrusted": self.untrusted.context()}
        self.good = self.trusted.context()
        self.gone = threading.Event()
        self.proxy = self._listen(self._tunnel)
        self.ports = {name: self._listen(partial(self._answer, name)) for name in NAMES}

    @property
    def rules(self) -> str:
        """For --host-resolver-rules: our hosts are here, and nothing else is anywhere."""
        mapped = (f"MAP {name} 127.0.0.1:{port}" for name, port in self.ports.items())
        return ", ".join([*mapped, "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"])

    def set(self, how: str, *names: str) -> None:
        """Let some hosts do something else from now on."""
        self.how |= dict.fromkeys(names, how)

    def misbehave(self, faults: dict[str, list[str]]) -> None:
        """Set faults, given as the names of hosts by what they do."""
        for how, names in faults.items():
            self.set(how, *names)

    def reset(self) -> None:
        self.how.clear()
        self.asked.clear()

    def stop(self) -> None:
        self.gone.set()

    def _listen(self, serve: Callable[[socket.socket], None]) -> int:
        """Serve a free port from a thread; returns its number."""
        listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        threading.Thread(target=self._accept, args=(listening, serve), daemon=True).start()
        return int(listening.getsockname()[1])

    def _accept(self, listening: socket.socket, serve: Callable[[socket.socket], None]) -> None:
        with listening:
            listening.settimeout(1)
            while not self.gone.is_set():
                with contextlib.suppress(TimeoutError):
                    connection, _ = listening.accept()
                    connection.settimeout(None)
                    threading.Thread(target=_guarded, args=(serve, connection), daemon=True).start()

    def _tunnel(self, connection: socket.socket) -> None:
        """What a browser asks of a proxy: CONNECT www.gosuslugi.ru:443."""
        name = _request(connection).partition(" ")[2].partition(":")[0]
        if name in NAMES:
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            self._answer(name, connection)

    def _answer(self, name: str, connection: socket.socket) -> None:
        how = self.how.get(name, "ok")
        if how.startswith("flaky"):
            self.how[name] = {"flaky": "flaky again"}.get(how, "ok")
        if how == "reset" or how.startswith("flaky"):
            connection.recv(1, socket.MSG_PEEK)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        if how == "hang":
            self.gone.wait(60)
            return
        with self.contexts.get(how, self.good).wrap_socket(connection, server_side=True) as tls:
            request = _request(tls)
            if not request:
                return
            path = request.split(" ")[1]
            self.asked.append((name, path, request))
            if how == "slow":
                time.sleep(SLOW)
            image = path.partition("?")[0] in IMAGES
            body, kind = (PICTURE, "image/gif") if image else (b"Disallow:", "text/plain")
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nX-Content-Type-Options: nosniff\r\n"
            tls.sendall(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)


def _request(connection: socket.socket) -> str:
    """The head of a request; empty if none came."""
    request = b""
    while b"\r\n\r\n" not in request and (more := connection.recv(4096)):
        request += more
    return request.decode()


def _guarded(serve: Callable[[socket.socket], None], connection: socket.socket) -> None:
    with contextlib.suppress(OSError), connection:  # a browser that goes away is no error of ours
        serve(connection)

"""Every host that the connection check asks, on loopback and with TLS; each can be made to fail in its own way."""

import base64
import socket
import ssl
import struct
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from pyscripts.data import table

NAMES = [host["name"] for group in table("hosts")["group"] if group["id"] != "own" for host in group["host"]]
IMAGES = {host["image"] for group in table("hosts")["group"] for host in group["host"] if "image" in host}
PICTURE = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
SLOW = 1.3  # seconds


@dataclass(frozen=True)
class Certificate:
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
    """All hosts on one port.

    `how` says for a host what it does instead of answering: reset, hang, slow, untrusted, or flaky (reset the first two
    connections: Chromium tries twice by itself). `asked` lists what was asked for: host, path and headers.
    """

    trusted: Certificate
    untrusted: Certificate
    how: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.contexts = {"untrusted": self.untrusted.context()}
        self.good = self.trusted.context()
        self.gone = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def rules(self) -> str:
        """For --host-resolver-rules: our hosts are here, and nothing else is anywhere."""
        port = self.socket.getsockname()[1]
        return ", ".join([*(f"MAP {name} 127.0.0.1:{port}" for name in NAMES), "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"])

    def set(self, how: str, *names: str) -> None:
        """Let some hosts do something else from now on."""
        self.how |= dict.fromkeys(names, how)

    def reset(self) -> None:
        self.how.clear()
        self.asked.clear()

    def stop(self) -> None:
        self.gone.set()
        self.socket.close()

    def _serve(self) -> None:
        while not self.gone.is_set():
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._guarded, args=(connection,), daemon=True).start()

    def _guarded(self, connection: socket.socket) -> None:
        try:
            with connection:
                self._answer(connection)
        except OSError:
            pass  # a browser that goes away is no error of ours

    def _answer(self, connection: socket.socket) -> None:
        hello = connection.recv(16_384, socket.MSG_PEEK)
        name = max((host for host in NAMES if host.encode() in hello), key=len, default="")
        how = self.how.get(name, "ok")
        if how.startswith("flaky"):
            self.how[name] = {"flaky": "flaky again"}.get(how, "ok")
        if how == "reset" or how.startswith("flaky"):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        if how == "hang":
            self.gone.wait(60)
            return
        with self.contexts.get(how, self.good).wrap_socket(connection, server_side=True) as tls:
            request = b""
            while b"\r\n\r\n" not in request and (more := tls.recv(4096)):
                request += more
            if not request:
                return
            path = request.split(b" ")[1].decode()
            self.asked.append((name, path, request.decode()))
            if how == "slow":
                time.sleep(SLOW)
            image = path.partition("?")[0] in IMAGES
            body, kind = (PICTURE, "image/gif") if image else (b"Disallow:", "text/plain")
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nX-Content-Type-Options: nosniff\r\n"
            tls.sendall(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)

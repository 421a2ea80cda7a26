"""Pyodide's loader → the same, small, without what a cut core neither imports nor exports.

Emscripten's script stands in one function, and binds every import and every export of the full core by name. What only a
lost one needs is found by esbuild: a name that nobody uses goes. Whoever asks for it nevertheless gets an error, as from a
function of the core that has gone.
"""

import re
from collections.abc import Set
from pathlib import Path

from macros.delivery import esbuild
from macros.delivery.wasm import Module

# The one text of Python that the loader runs itself: without a compiler a module can be imported, too.
FIRST = re.compile(r'let\[(\w+),(\w+)\]=API\.rawRun\("import (\w+)"\)')
BASES = (
    '___memory_base=new WebAssembly.Global({value:"i32",mutable:false},1024)',
    '___table_base=new WebAssembly.Global({value:"i32",mutable:false},1)',
)
TABLE = "var wasmImports={"
SHAKEN = ("--tree-shaking=true", "--format=esm", "--legal-comments=none")
HEAD = "async function(moduleArg = {}) {"
TAIL = "return moduleRtn;"
_EXPORT = re.compile(r'var ([\w$]+)=(?:Module\["[\w$]+"\]=)?wasmExports\["([^"]+)"\];')
_PLACE = re.compile(r'var (_[\w$]+)=Module\["[\w$]+"\]=\d+;')  # of data
_SIGNED = re.compile(r'wasmExports\["([^"]+)"\]=makeWrapper_\w+\(wasmExports\["[^"]+"\]\);')
_MEMBER = re.compile(r'(?<=;)Module\["([\w$]+)"\]=([A-Za-z_$][\w$]*);')
_SIGNATURE = re.compile(r'([\w$]+)\.sig="[a-z]*";')
_EVAL = re.compile(r"(?<![.\w])eval\(")
_WORD = re.compile(r"[\w$]+")


class Unknown(ValueError):
    """Emscripten writes its loader in another way than this module knows."""


def without_compiler(script: str) -> str:
    """A loader that imports its first module, instead of running a text that does."""
    text, count = FIRST.subn(r'let \1=Module._PyImport_ImportModule(Module.stringToNewUTF8("\3"))?0:-1,\2=""', script)
    if count != 1:
        raise Unknown("загрузчик Pyodide начинает Python не так, как раньше")
    return text


def exports(script: str, outer: str) -> frozenset[str]:
    """What of a core's exports the loader asks for: in its own code, not only to bind it to a name.

    Args:
        script: pyodide.asm.js.
        outer: pyodide.mjs, which calls what that binds.
    """
    rest = _MEMBER.sub("", _SIGNED.sub("", _EXPORT.sub("", script)))
    words = set(_WORD.findall(rest)) | set(_WORD.findall(outer))
    asked = {name for bound, name in _EXPORT.findall(script) if bound in words}
    internal = {name for name in words if name.startswith("__wasm_")}
    return frozenset({*asked, *internal, "main", "__main_argc_argv"})


def trimmed(script: str, outer: str, core: bytes, npm: Path) -> str:
    """The loader of a cut core.

    Args:
        script: pyodide.asm.js as it came.
        outer: pyodide.mjs.
        core: the core that is left.
        npm: the folder of the project's packages.
    """
    module = Module.read(core)
    exported = {one.name for one in module.exports}
    if missing := [base for base in BASES if base not in script]:
        raise Unknown(f"в загрузчике Pyodide нет «{missing[0]}»")
    text = _without_imports(script, {one.name for one in module.imports})
    text = _EXPORT.sub(lambda found: found[0] if found[2] in exported else "", text)
    text = _SIGNED.sub(lambda found: found[0] if found[1] in exported else "", text)
    words = set(_WORD.findall(_PLACE.sub("", text))) | set(_WORD.findall(outer))
    text = _PLACE.sub(lambda found: found[0] if found[1] in words else "", text)
    text = _without_members(text, outer)
    start, end = text.index(HEAD) + len(HEAD), text.rindex(TAIL)
    return text[:start] + _shaken(text[start:end], npm) + text[end + len(TAIL) :]


def _without_imports(script: str, imported: Set[str]) -> str:
    """Without what only the lost part of the core imports, and without the signatures of that."""
    start = script.index(TABLE) + len(TABLE)
    end = script.index("}", start)
    named = set(re.findall(r'wasmImports(?:\.|\[")([\w$]+)', script))
    entries = [
        (key.strip('"'), value or key) for key, _, value in (one.partition(":") for one in script[start:end].split(","))
    ]
    kept = [(key, value) for key, value in entries if key in imported or key in named]
    values = {value for _, value in kept}
    text = script[:start] + ",".join(f'"{key}":{value}' for key, value in kept) + script[end:]
    return _SIGNATURE.sub(lambda found: found[0] if found[1] in values else "", text)


def _without_members(script: str, outer: str) -> str:
    """Without what is only put into `Module`, for programs that are not here."""
    rest = _MEMBER.sub("", script) + outer
    asked = set(re.findall(r'\.([\w$]+)|\["([\w$]+)"\]', rest))
    used = {name for pair in asked for name in pair} | set(
        re.findall(r"[{,]([\w$]+)(?=[,:}=][^;]{0,200}=\s*\w+)", rest)
    )
    return _MEMBER.sub(lambda found: found[0] if found[1] in used else "", script)


def _shaken(body: str, npm: Path) -> str:
    """The body of the function, as if it were a module: of a module esbuild knows what nobody uses."""
    # What is evaluated directly may use any name; nothing here does.
    module = f"{_EVAL.sub('(0,eval)(', body)}\nexport {{moduleRtn}};"
    code, found, end = esbuild.run(npm.parent, esbuild.SMALL, *SHAKEN, text=module).rstrip().rpartition("export{")
    if not found:
        raise Unknown("в загрузчике Pyodide после esbuild нет «export{»")
    return f"{code}return {end.partition(' ')[0]};"

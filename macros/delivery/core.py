"""Pyodide's core and its loader → the same, as small as the checks allow.

What is left is named by a profile: macros/delivery/profile.py. macros/delivery/cut.py takes the rest out, Binaryen's
wasm-opt clears up what nobody calls any more, macros/delivery/indirect.py keeps V8 from compiling the interpreter again and
again, macros/delivery/loader.py shortens the script that goes with it. A portal whose checks have no profile gets the core as
it comes.
"""

import os
import subprocess
from pathlib import Path

from macros.delivery import cut, esbuild, indirect, loader, nowhere, profile, reach, runtime_files, wasm
from macros.delivery.kept import digest, kept, named
from macros.delivery.names import NODE
from macros.delivery.profile import Profile
from pyscripts import checks

FILES = (runtime_files.CORE, runtime_files.SCRIPT)
SWITCH = "WHOLE_CORE"  # the environment variable that asks for the whole core: set while a profile is made
FEATURES = (
    "exception-handling",
    "bulk-memory",
    "mutable-globals",
    "sign-ext",
    "nontrapping-float-to-int",
    "reference-types",
    "multivalue",
)
PASSES = (
    "remove-unused-module-elements",
    "duplicate-function-elimination",
    "simplify-globals",
    "optimize-instructions",
    "vacuum",
    "remove-unused-module-elements",
)


def profiled() -> Path | None:
    """The profile of the checks whose site is made, if somebody has made one, and nobody wants the whole core."""
    if SWITCH in os.environ:
        return None
    path = Path(checks.__path__[0]).parents[1] / profile.FILE
    return path if path.exists() else None


def build(root: Path, path: Path) -> Path:
    """Cut the core, unless that has been done before.

    Args:
        root: the project, with `npm ci` done.
        path: of the profile.

    Returns:
        A folder with FILES.
    """
    npm = root / "node_modules"
    given = [npm / "pyodide" / name for name in (*FILES, runtime_files.LOADER)]
    programs = [npm / name / "package.json" for name in ("binaryen", "esbuild-wasm")]
    makers = [str(module.__file__) for module in (cut, esbuild, indirect, loader, nowhere, profile, reach, wasm)]
    made_from = digest(named((path, *given, *programs, *makers, __file__)))
    return kept(root / ".cache" / "core" / made_from[:16], lambda folder: _write(npm, Profile.read(path), folder))


def _write(npm: Path, known: Profile, made: Path) -> None:
    made.mkdir()
    full = (npm / "pyodide" / runtime_files.CORE).read_bytes()
    known.must_belong_to(full)
    script, outer = ((npm / "pyodide" / name).read_text() for name in (runtime_files.SCRIPT, runtime_files.LOADER))
    script = loader.without_compiler(script)
    small = indirect.gathered(_cleared(cut.cut(full, known, loader.exports(script, outer)), npm, made))
    (made / runtime_files.CORE).write_bytes(small)
    (made / runtime_files.SCRIPT).write_text(loader.trimmed(script, outer, small, npm))


def _cleared(core: bytes, npm: Path, work: Path) -> bytes:
    """Without functions, imports and globals that nothing leads to. No pass here may assume that code never traps."""
    before, after = work / "before.wasm", work / "after.wasm"
    before.write_bytes(core)
    options = [*(f"--enable-{name}" for name in FEATURES), *(f"--{name}" for name in PASSES)]
    command = [str(NODE), str(npm / "binaryen" / "bin" / "wasm-opt"), *options, str(before), "--output", str(after)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"wasm-opt не справился:\n{done.stderr}")
    small = after.read_bytes()
    before.unlink()
    after.unlink()
    return small

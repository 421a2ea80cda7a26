"""esbuild from npm: makes one script of several, and a small one of a large one."""

import subprocess
from pathlib import Path

from macros.delivery.names import NODE

# Comments that begin with `!` tell licences and stay.
OPTIONS = ("--target=es2022", "--legal-comments=inline", "--charset=utf8", "--log-level=error")
SMALL = "--minify"
TOGETHER = ("--bundle", "--format=esm")


def version(root: Path) -> bytes:
    """What tells this esbuild from another, for whoever keeps what it has made."""
    return (root / "node_modules" / "esbuild-wasm" / "package.json").read_bytes()


def run(root: Path, *arguments: str, place: Path | None = None, text: str = "") -> str:
    """Have scripts made.

    Args:
        root: the project, with `npm ci` done.
        arguments: what is to be done, what to read and where to write.
        place: the folder from which scripts are named; the present one if it is not given.
        text: a script that is no file.

    Returns:
        The script, if the arguments do not say where to write it.

    Raises:
        RuntimeError: a script is none.
    """
    program = root / "node_modules" / "esbuild-wasm" / "bin" / "esbuild"
    command = [str(NODE), str(program), *OPTIONS, *arguments]
    done = subprocess.run(command, cwd=place, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"esbuild не справился:\n{done.stderr}")
    return done.stdout

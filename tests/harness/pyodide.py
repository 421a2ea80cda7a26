"""Runs Python in the runtime that readers get, started by Node: for what would take a browser too long.

Its core is the whole one: what a test tells Python to do is in no profile.
"""

from pathlib import Path
from typing import Any

from macros.delivery import bundle, runtime_files
from tests.harness import node

ROOT = Path(__file__).parents[2]
START = """
import { createRequire } from "node:module";
import { readdirSync } from "node:fs";
// A part of Pyodide is no module, but lies in a project of modules.
Object.assign(globalThis, { require: createRequire("/"), __dirname: "/", __filename: "/" });
const { folder, core, code, values, bridge } = given;
const { extend } = await import(bridge);
const { loadPyodide } = await import(`${folder}pyodide.mjs`);
const { lock } = JSON.parse(readFileSync(new URL(`${folder}manifest.json`), "utf8"));
const path = new URL(folder).pathname;
const pyodide = await loadPyodide({
  indexURL: core, stdLibURL: `${path}python.zip.txt`, packageBaseUrl: path, lockFileContents: lock,
});
const python = pyodide.pyimport("sealed");
for (const name of readdirSync(`${path}checks`)) extend(pyodide, python, readFileSync(`${path}checks/${name}`));
pyodide.globals.set("values", JSON.stringify(values));
answer(JSON.parse(pyodide.runPython(code)));
"""


def run(code: str, values: Any) -> Any:
    """Run code that finds the text of `values` in JSON and ends with an expression for a text in JSON."""
    folder = bundle.build(ROOT)
    core = folder / runtime_files.WHOLE if (folder / runtime_files.WHOLE).exists() else folder
    bridge = (ROOT / "docs" / "assets" / "bridge.mjs").as_uri()
    places = {"folder": f"{folder.as_uri()}/", "core": f"{core}/", "bridge": bridge}
    return node.run(START, {**places, "code": code, "values": values})

"""The workbench's Python as its worker starts it, but in Node: for what would take a browser too long."""

from pathlib import Path
from typing import Any

from macros.content import portal
from macros.content.site import Site
from macros.delivery import bundle, runtime_files, workbench
from macros.workbench.bench import Bench
from tests.harness import node

ROOT = Path(__file__).parents[2]
START = """
import { createRequire } from "node:module";
// A part of Pyodide is no module, but lies in a project of modules.
Object.assign(globalThis, { require: createRequire("/"), __dirname: "/", __filename: "/" });
const { loader, core, folder, code, values } = given;
const { files, runtime, lock } = JSON.parse(readFileSync(`${folder}manifest.json`, "utf8"));
const { loadPyodide } = await import(`${loader}pyodide.mjs`);
const pyodide = await loadPyodide({
  indexURL: core, stdLibURL: folder + files.python.name, packageBaseUrl: core, lockFileContents: lock,
});
pyodide.FS.writeFile("/site.zip", readFileSync(folder + files.site.name));
pyodide.globals.set("runtime", runtime);
pyodide.globals.set("values", JSON.stringify(values));
const [, start] = readFileSync(new URL("$ASSETS/workbench_boot.mjs"), "utf8").match(/START = `([^`]*)`/);
pyodide.runPython(start);
answer(JSON.parse(pyodide.runPython(code)));
"""


def build(folder: Path, root: Path = ROOT) -> Bench:
    """Make what the workbench of a site loads, in an empty folder; gives the same bench in CPython."""
    portal.use(root)
    site = Site.load(root / "docs", root)
    runtime = f"assets/runtime/{bundle.build(ROOT).name}/"
    for name, content in workbench.files(ROOT, root, site, runtime).items():
        (folder / Path(name).name).write_bytes(content)
    return Bench(site, root, runtime)


def run(folder: Path, code: str, values: Any) -> Any:
    """Run code that finds `bench`, `workbench` and the text of `values` in JSON, and ends with an expression for a JSON text."""
    loader = bundle.build(ROOT)
    core = loader / runtime_files.WHOLE if (loader / runtime_files.WHOLE).exists() else loader
    given = {"loader": f"{loader}/", "core": f"{core}/", "folder": f"{folder}/", "code": code, "values": values}
    return node.run(START, given)

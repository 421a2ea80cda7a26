// @ts-check
/** How both workers of the workbench bring Python up: the build itself and the site, from our own origin. */

import { counter } from "./progress.mjs";
import { CORE, LOADER, SCRIPT } from "./runtime_files.mjs";

const START = `
import sys, zipfile
zipfile.ZipFile("/site.zip").extractall("/site")
sys.path.insert(0, "/site/project")
from pathlib import Path
from macros import workbench
bench = workbench.load(Path("/site"), runtime)
`;

/**
 * @param {string} folder of the archives
 * @param {(progress: {loaded: number, total: number}) => void} tell
 * @returns {Promise<any>} Pyodide, with `bench` and `workbench` among its globals
 */
export async function boot(folder, tell) {
  const response = await fetch(`${folder}manifest.json`, { cache: "no-cache" });
  if (!response.ok) throw new Error(`manifest.json: ${response.status}`);
  const { files, core: bytes, runtime, whole, lock } = await response.json();
  const core = new URL(`../../${whole}`, folder).href;
  const addresses = { python: folder + files.python.name, site: folder + files.site.name, wasm: core + CORE };
  const count = counter(Promise.resolve(files.python.bytes + files.site.bytes + bytes), tell);
  const [python, site, wasm] = Object.values(addresses).map((url) => download(url, count));
  const network = self.fetch;
  // Pyodide asks for its files by name and gets those that are already on the way.
  self.fetch = (input, options) => ({ [addresses.python]: python, [addresses.wasm]: wasm })[String(input)] ?? network(input, options);
  // @ts-expect-error: JSPI hangs Safari; nothing here waits inside Python.
  delete WebAssembly.Suspending;
  const [{ loadPyodide }] = await Promise.all([
    import(new URL(`../../${runtime}${LOADER}`, folder).href),
    import(core + SCRIPT), // defines the global that the loader looks for first: it would try importScripts
  ]);
  const starting = loadPyodide({ indexURL: core, stdLibURL: addresses.python, packageBaseUrl: core, lockFileContents: lock, enableRunUntilComplete: false });
  // loadPyodide() never settles when its WASM does not arrive; what has failed to arrive rejects the other promise.
  const [pyodide, archive] = await Promise.all([starting, site.then((response) => response.arrayBuffer()), python, wasm]);
  pyodide.FS.writeFile("/site.zip", new Uint8Array(archive));
  pyodide.globals.set("runtime", runtime);
  pyodide.runPython(START);
  return pyodide;
}

/**
 * @param {string} url
 * @param {(bytes: number) => void} count
 */
async function download(url, count) {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status}`);
  /** @type {TransformStream<Uint8Array, Uint8Array>} */
  const counted = new TransformStream({
    transform(chunk, out) {
      count(chunk.byteLength);
      out.enqueue(chunk);
    },
  });
  const type = url.endsWith(".wasm") ? "application/wasm" : "text/plain";
  return new Response(response.body.pipeThrough(counted), { headers: { "Content-Type": type } });
}

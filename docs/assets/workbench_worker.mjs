// @ts-check
/**
 * The workbench's Python: the build itself, brought up from our own origin, looks at pages.
 *
 * In:  {folder: URL} once, then {call, given}: the name of one of CALLS in macros/workbench.py, and its arguments.
 * Out: {progress: {loaded, total}}, {sources: {path: text}} or {failed: reason}, then {answer} or {error}.
 */

const START = `
import sys, zipfile
zipfile.ZipFile("/site.zip").extractall("/site")
sys.path.insert(0, "/site/project")
from pathlib import Path
from macros import workbench
bench = workbench.load(Path("/site"), runtime)
`;
const PROGRESS_EVERY = 100; // ms

/** @type {((call: string, given: string) => string) | undefined} */
let ask;

self.onmessage = async ({ data }) => {
  if (data.folder) {
    try {
      await boot(data.folder);
    } catch (error) {
      self.postMessage({ failed: String(error instanceof Error ? error.message : error) });
    }
    return;
  }
  try {
    if (!ask) throw new Error("Python is not up");
    self.postMessage({ answer: JSON.parse(ask(data.call, JSON.stringify(data.given))) });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};

/** @param {string} folder of the archives */
async function boot(folder) {
  const response = await fetch(`${folder}manifest.json`, { cache: "no-cache" });
  if (!response.ok) throw new Error(`manifest.json: ${response.status}`);
  const { files, core: bytes, runtime, whole, lock } = await response.json();
  const core = new URL(`../../${whole}`, folder).href;
  const addresses = { python: folder + files.python.name, site: folder + files.site.name, wasm: `${core}pyodide.asm.wasm` };
  const count = counter(files.python.bytes + files.site.bytes + bytes);
  const [python, site, wasm] = Object.values(addresses).map((url) => download(url, count));
  const network = self.fetch;
  // Pyodide asks for its files by name and gets those that are already on the way.
  self.fetch = (input, options) => ({ [addresses.python]: python, [addresses.wasm]: wasm })[String(input)] ?? network(input, options);
  // @ts-expect-error: JSPI hangs Safari; nothing here waits inside Python.
  delete WebAssembly.Suspending;
  const [{ loadPyodide }] = await Promise.all([
    import(new URL(`../../${runtime}pyodide.mjs`, folder).href),
    import(`${core}pyodide.asm.js`), // defines the global that the loader looks for first: it would try importScripts
  ]);
  const starting = loadPyodide({ indexURL: core, stdLibURL: addresses.python, packageBaseUrl: core, lockFileContents: lock, enableRunUntilComplete: false });
  // loadPyodide() never settles when its WASM does not arrive; what has failed to arrive rejects the other promise.
  const [pyodide, archive] = await Promise.all([starting, site.then((response) => response.arrayBuffer()), python, wasm]);
  pyodide.FS.writeFile("/site.zip", new Uint8Array(archive));
  pyodide.globals.set("runtime", runtime);
  pyodide.runPython(START);
  const bench = pyodide.globals.get("bench");
  const { answer } = pyodide.globals.get("workbench");
  ask = (call, given) => answer(bench, call, given);
  self.postMessage({ sources: bench.sources.toJs({ dict_converter: Object.fromEntries }) });
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

/**
 * Tells the page how many bytes have come, a few times a second.
 * @param {number} total
 */
function counter(total) {
  let loaded = 0;
  let last = 0;
  return (/** @type {number} */ bytes) => {
    loaded += bytes;
    const now = performance.now();
    if (loaded < total && now - last < PROGRESS_EVERY) return;
    last = now;
    self.postMessage({ progress: { loaded, total } });
  };
}

// @ts-check
/**
 * Runs Python: brings Pyodide up from our own origin, then answers questions of the page.
 *
 * In:  {runtime: URL, check: name, anew: boolean, whole: boolean, hasCache: boolean} once, then {id, name, raw}.
 * Out: {progress: {loaded, total}}, {started: true, memory?: to be kept, home: whose it is}, {ready: true, cut} or {failed: reason,
 *      remembered: boolean}, then {id, result} or {id, error}. A failure with `cut: true` is of a core from which the build has
 *      taken what checks seldom need: the whole one may do.
 *
 * Before a check is imported, the browser's network and storage are gone (realm.mjs), and JavaScript is gone from Python
 * (macros/delivery/sealed.py): nothing that a reader types leaves the page. The page's policy says so too.
 */

import { bridge, extend, openReader } from "./bridge.mjs";
import { counter } from "./progress.mjs";
import { wall } from "./realm.mjs";
import { ARCHIVE, archiveOf, CORE, LOADER, MANIFEST, SCRIPT, WHOLE } from "./runtime_files.mjs";
import { sha256 } from "./sha256.mjs";
import { remembered, stored } from "./snapshot.mjs";

/** @typedef {{files: Record<string, {bytes: number, sha256: string}>, lock: unknown}} Manifest */

const NAMES = [LOADER, SCRIPT, CORE, ARCHIVE];
/** The stages of a start, for whoever measures: bench/visits.py, and the browser's own tools. @param {string} stage */
const mark = (stage) => performance.mark(stage);

/** Nobody else has it, once the wall is there. @type {(message: unknown, transfer?: Transferable[]) => void} */
const post = /** @type {any} */ (self).postMessage.bind(self);

/** @type {ReturnType<typeof bridge> | undefined} */
let ask;
let cut = false; // whether the core is a cut one, all of it has come, and a larger one could do more

self.onmessage = async ({ data }) => {
  if (data.runtime) {
    mark("asked");
    const home = data.whole ? data.runtime + WHOLE : data.runtime;
    const snapshot = data.anew ? Promise.resolve(undefined) : remembered(home);
    try {
      ask = await boot(data.runtime, home, data.check, snapshot, data.hasCache ? keptOrFetched : fetch);
      post({ ready: true, cut });
    } catch (error) {
      post({ failed: String(error instanceof Error ? error.message : error), remembered: Boolean(await snapshot), cut });
    }
    return;
  }
  try {
    if (!ask) throw new Error("Python is not up");
    const answer = ask(data.name, data.raw);
    mark("answered");
    post({ id: data.id, ...answer, cut });
  } catch (error) {
    post({ id: data.id, error: String(error), cut });
  }
};

/**
 * Load everything at once, compare it with the manifest, and start Python.
 * @param {string} url the runtime's folder
 * @param {string} home the folder of the core: the same, or that of the whole one in it
 * @param {string} check the one that will be asked
 * @param {Promise<Uint8Array | undefined>} snapshot of an earlier page
 * @param {(url: string) => Promise<Response>} get a file
 */
async function boot(url, home, check, snapshot, get) {
  const manifest = get(url + MANIFEST).then((response) => {
    if (!response.ok) throw new Error(`${MANIFEST}: ${response.status}`);
    return /** @type {Promise<Manifest>} */ (response.json());
  });
  const paths = [...NAMES.map((name) => ([SCRIPT, CORE].includes(name) ? home + name : url + name).slice(url.length)), archiveOf(check)];
  const size = manifest.then(({ files }) => paths.reduce((sum, path) => sum + files[path].bytes, 0));
  const count = counter(size, (progress) => post({ progress }));
  const downloads = paths.map((path) => download(url, path, manifest, count, get));
  const verified = Promise.all(downloads.map(async (download) => (await download).verified)).then(async () => {
    mark("fetched");
    cut = home === url && typeof WebAssembly === "object" && Object.keys((await manifest).files).some((path) => path.startsWith(WHOLE));
  });
  const files = Object.fromEntries(NAMES.map((name, index) => [name, downloads[index].then(({ response }) => response)]));
  const started = start(url, files, manifest, snapshot);
  // loadPyodide() never settles when its WASM does not arrive; what has failed to arrive rejects the other promise.
  // A start that fails waits for that: only when all has come it is the core that fails.
  const [pyodide] = await Promise.all([started.catch((error) => verified.then(() => Promise.reject(error))), verified]);
  mark("python");
  delete pyodide._api.config._loadSnapshot; // as large as Python's memory, which is a copy of it
  const own = await (await downloads[NAMES.length]).response.arrayBuffer();
  openReader(pyodide);
  wall();
  const python = pyodide.pyimport("sealed");
  python.gather();
  const memory = (await snapshot) ? undefined : taken(pyodide);
  post({ started: true, memory, home }, memory ? [memory.buffer] : []);
  python.seal();
  extend(pyodide, python, own);
  python.load(check);
  mark("check");
  return bridge(pyodide, python);
}

/**
 * Python's memory, with nothing of a reader or of a check in it.
 * @param {any} pyodide
 * @returns {Uint8Array<ArrayBuffer> | undefined}
 */
function taken(pyodide) {
  try {
    return pyodide.makeMemorySnapshot();
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error; // Python itself has broken
    return undefined; // there is no room for two
  }
}

/**
 * @param {string} url
 * @param {Record<string, Promise<Response>>} files
 * @param {Promise<Manifest>} manifest
 * @param {Promise<Uint8Array | undefined>} snapshot
 */
async function start(url, files, manifest, snapshot) {
  // @ts-expect-error: JSPI hangs Safari and trips corporate antivirus; nothing here waits inside Python.
  delete WebAssembly.Suspending;
  // Compiled from the first byte on; Pyodide would begin only when all its scripts are there.
  const core = WebAssembly.compileStreaming(files[CORE]);
  core.then(() => mark("compiled"), () => {}); // told by `verified`
  // loadPyodide() may never settle, either, when the core traps on its way.
  const trap = new Promise((_, reject) => {
    self.addEventListener("error", ({ error }) => reject(error));
    self.addEventListener("unhandledrejection", ({ reason }) => reject(reason));
    // Of the two forms of its result Pyodide takes this one.
    WebAssembly.instantiateStreaming = async (_, imports) => {
      const module = await core;
      try {
        return { module, instance: await WebAssembly.instantiate(module, imports) };
      } catch (error) {
        reject(error);
        throw error;
      }
    };
  });
  trap.catch(() => {}); // told by whoever waits for Python
  const network = self.fetch;
  // Pyodide asks for its files by name and gets those that are already on the way.
  self.fetch = (input) => files[new URL(String(input), url).pathname.split("/").pop() ?? ""] ?? network(input);
  const [{ loadPyodide }] = await Promise.all([
    importText(await files[LOADER]),
    files[SCRIPT].then(importText), // defines the global that the loader looks for first
  ]);
  const memory = await snapshot;
  mark("scripts");
  const up = loadPyodide({
    indexURL: url,
    stdLibURL: url + ARCHIVE,
    packageBaseUrl: url,
    lockFileContents: (await manifest).lock,
    enableRunUntilComplete: false,
    ...(memory ? { _loadSnapshot: memory } : { _makeSnapshot: true }),
  });
  return Promise.race([up, trap]);
}

/** @param {Response} response */
async function importText(response) {
  const text = new Blob([await response.arrayBuffer()], { type: "text/javascript" });
  const url = URL.createObjectURL(text);
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * Fetch a file and compare it with the manifest. The WASM core is handed over at once, and as it came: it is compiled
 * while it arrives, and Chromium keeps what it has compiled for the next visit. All else waits for the comparison.
 * @param {string} url
 * @param {string} name
 * @param {Promise<Manifest>} manifest
 * @param {(bytes: number) => void} count
 * @param {(url: string) => Promise<Response>} get
 * @returns {Promise<{response: Response, verified: Promise<unknown>}>}
 */
async function download(url, name, manifest, count, get) {
  const response = await get(url + name);
  if (!response.ok || !response.body) throw new Error(`${name}: ${response.status}`);
  if (name.endsWith(".wasm")) {
    const verified = verify(name, response.clone(), manifest, count);
    return { response: typed(response), verified };
  }
  const verified = verify(name, response, manifest, count);
  return { response: new Response(await verified), verified };
}

/**
 * @param {string} url
 * @param {typeof fetch} network as it is when this is called: later Pyodide has another one, which waits for this
 */
async function keptOrFetched(url, network = fetch) {
  return (await stored(url)) ?? network(url);
}

/**
 * The response itself, or the same with the type that WASM must have where a host does not know it.
 * @param {Response} response
 */
function typed(response) {
  const type = "application/wasm";
  return response.headers.get("Content-Type") === type ? response : new Response(response.body, { headers: { "Content-Type": type } });
}

/**
 * Read a file to its end, and fail if it is not what the manifest says.
 * @param {string} name
 * @param {Response} response
 * @param {Promise<Manifest>} manifest
 * @param {(bytes: number) => void} count
 */
async function verify(name, response, manifest, count) {
  const content = await whole(response, count);
  const { bytes, sha256: expected } = (await manifest).files[name];
  if (content.length !== bytes) throw new Error(`${name}: ${content.length} bytes instead of ${bytes}`);
  // Without https there is no hash, as on a contributor's own network.
  if (self.crypto.subtle && (await sha256(content)) !== expected) throw new Error(`${name}: wrong hash`);
  return content;
}

/**
 * What a response brings, in one piece. Not as a Blob: browsers keep that in another process, and fetch it back.
 * @param {Response} response
 * @param {(bytes: number) => void} count
 */
async function whole(response, count) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const chunks = [];
  let size = 0;
  const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    size += part.value.length;
    count(part.value.length);
  }
  const content = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    content.set(chunk, at);
    at += chunk.length;
  }
  return content;
}

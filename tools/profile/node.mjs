/**
 * Asks a runtime questions in Node: `node node.mjs JSON` with
 *   {folder, core, loader?, load?, save?, questions: [paths], from, exercise?: an archive with that module, answers?, used?}
 * Starts like docs/assets/worker.mjs, with `core` in place of the folder's own. Writes the answers as lines, and what an
 * instrumented core has used. Ends with 9 where the core trapped: the number of that question is the last line of stdout.
 */

import { createRequire } from "node:module";
import { appendFileSync, createReadStream, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

// A part of Pyodide is no module, but lies in a project of modules.
Object.assign(globalThis, { require: createRequire("/"), __dirname: "/", __filename: "/" });
console.warn = console.error = () => {}; // what Python warns of
const given = JSON.parse(process.argv[2]);
const { folder, core, loader } = given;
delete WebAssembly.Suspending;

let instance;
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (source, imports) => {
  if (!imports?.env) return instantiate(source, imports); // one of the loader's own small modules
  const made = await instantiate(readFileSync(core), imports);
  instance = made.instance;
  return made;
};

/** Bit by bit what has been entered, then byte by byte what has been read. */
function used() {
  const words = Object.entries(instance.exports).filter(([name]) => name.startsWith("__entered_")).map(([, { value }]) => value);
  return Buffer.concat([Buffer.from(Uint32Array.from(words).buffer), Buffer.from(instance.exports.__reads?.buffer ?? new ArrayBuffer(0))]);
}

if (loader) (0, eval)(readFileSync(loader, "utf8").replace(/^"use strict";/, "").replace("var _createPyodideModule", "globalThis._createPyodideModule"));
// What WORKERFS wants to find of a browser's worker.
globalThis.WorkerGlobalScope = class {};
globalThis.FileReaderSync = class {
  readAsArrayBuffer(bytes) {
    return bytes;
  }
};
const { bridge, extend, openReader } = await import(new URL("../../docs/assets/bridge.mjs", import.meta.url));
const { loadPyodide } = await import(`file://${folder}/pyodide.mjs`);
const { lock } = JSON.parse(readFileSync(`${folder}/manifest.json`, "utf8"));
const pyodide = await loadPyodide({
  indexURL: `${folder}/`,
  stdLibURL: `${folder}/python.zip.txt`,
  packageBaseUrl: `${folder}/`,
  lockFileContents: lock,
  enableRunUntilComplete: false,
  env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" },
  ...(given.load ? { _loadSnapshot: new Uint8Array(readFileSync(given.load)) } : { _makeSnapshot: true }),
});
openReader(pyodide);
const python = pyodide.pyimport("sealed");
python.gather();
if (!given.load) {
  const memory = pyodide.makeMemorySnapshot();
  if (given.save) writeFileSync(given.save, memory);
}
if (!given.exercise) python.seal();
for (const name of readdirSync(`${folder}/checks`)) extend(pyodide, python, readFileSync(`${folder}/checks/${name}`));
if (given.exercise) {
  extend(pyodide, python, readFileSync(given.exercise));
  pyodide.pyimport("exercise"); // not its text: that would need a compiler
}

/** As much of a File as is asked of one. */
class Upload {
  constructor({ name, size, content }) {
    Object.assign(this, { name, size, content: Buffer.from(content, "base64") });
  }

  slice(start, end) {
    const part = new Uint8Array(this.content.subarray(start, end));
    return Object.assign(part, { size: part.length }); // WORKERFS asks this of what it reads
  }
}

const upload = (value) => (typeof value === "string" ? value : new Upload(value));
const answer = bridge(pyodide, python);
const ask = (name, raw) => {
  const { result, error } = answer(name, Object.fromEntries(Object.entries(raw).map(([field, value]) => [field, upload(value)])));
  return result ?? { error };
};

let number = -1;
let lines = [];
const finish = (code) => {
  if (given.answers) appendFileSync(given.answers, lines.join(""));
  if (given.used) writeFileSync(given.used, used());
  process.exit(code);
};
for (const path of given.questions ?? []) {
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (++number < (given.from ?? 0)) continue;
    const [name, raw] = JSON.parse(line);
    try {
      const answer = ask(name, raw);
      if (given.answers) lines.push(`${JSON.stringify([number, answer])}\n`);
    } catch (error) {
      console.log(`${error?.stack}`.slice(0, 2000)); // Python tells its own errors; what comes this way is the core's
      console.log(number);
      finish(9);
    }
  }
}
finish(0);

/**
 * Asks a runtime questions in Node: `node node.mjs JSON` with
 *   {folder, core, loader?, load?, save?, questions: [paths], from, exercise?, checks?, answers?, used?}
 * Starts like docs/assets/worker.mjs, with `core` in place of the folder's own. Writes the answers as lines, and what an
 * instrumented core has used. Ends with 9 where the core trapped: the number of that question is the last line of stdout.
 */

import { createRequire } from "node:module";
import { appendFileSync, createReadStream, readFileSync, writeFileSync } from "node:fs";
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
const { run, load } = pyodide.pyimport("pyscripts");
load("card").destroy();
if (!given.load) {
  const memory = pyodide.makeMemorySnapshot();
  if (given.save) writeFileSync(given.save, memory);
}
if (given.exercise) {
  pyodide.globals.set("CHECKS", given.checks.join(" "));
  pyodide.runPython(readFileSync(given.exercise, "utf8"));
}

function plain(value) {
  if (typeof value === "string") return value;
  const content = Buffer.from(value.content, "base64");
  return { name: value.name, size: value.size, bytes: (start, end) => pyodide.toPy(new Uint8Array(content.subarray(start, end))) };
}

function ask(name, raw) {
  const values = pyodide.toPy(Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, plain(value)])));
  const answer = run(name, values);
  try {
    return answer.toJs({ dict_converter: Object.fromEntries });
  } finally {
    answer.destroy();
    values.destroy();
  }
}

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
    let answer;
    try {
      answer = ask(name, raw);
    } catch (error) {
      answer = { error: String(error).trim().split("\n").pop() };
      // What Python raises, it survives; anything else may have left it in the middle of something.
      if (!(error instanceof pyodide.ffi.PythonError)) {
        console.log(`${error?.stack}`.slice(0, 2000));
        console.log(number);
        finish(9);
      }
    }
    if (given.answers) lines.push(`${JSON.stringify([number, answer])}\n`);
  }
}
finish(0);

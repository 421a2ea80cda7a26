/**
 * How long Python takes to start in Node, to its first answer, and how much memory: its own, and with the pages of Node's program
 * that are read meanwhile. `node start.mjs FOLDER ARCHIVE`, or FOLDER alone for Pyodide as it comes.
 */

import { readFileSync } from "node:fs";
import { extend } from "../docs/assets/bridge.mjs";

const [folder, name] = process.argv.slice(2);
/** Of the program's file nothing is counted: its pages are there once for all who run it, a browser's compiler too. */
const own = () => 1024 * Number(/^RssAnon:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
const before = [own(), process.memoryUsage.rss()];
const start = performance.now();
const { loadPyodide } = await import(new URL("pyodide.mjs", `file://${folder}`).href);
if (name) {
  const { default: manifest } = await import(`file://${folder}manifest.json`, { with: { type: "json" } });
  const pyodide = await loadPyodide({ indexURL: folder, stdLibURL: `${folder}${name}`, packageBaseUrl: folder, lockFileContents: manifest.lock });
  extend(pyodide, pyodide.pyimport("sealed"), readFileSync(`${folder}checks/card.zip.txt`));
  pyodide.pyimport("pyscripts").run("card", pyodide.toPy({ number: "2200 0000 0000 0053" }));
} else {
  const pyodide = await loadPyodide({ indexURL: folder });
  pyodide.runPython("1 + 1");
}
console.log(performance.now() - start, own() - before[0], process.memoryUsage.rss() - before[1]);

// @ts-check
/**
 * Tries a check that somebody is writing. It is hostile until shown otherwise, so it runs in a Python of its own, between the
 * walls that every reader's check has: realm.mjs takes the network and the storage, macros/delivery/sealed.py takes JavaScript.
 * The page gives it a time and then ends it: workbench_check.mjs.
 *
 * In:  {folder: URL} once, then {text, name} once, then {name, raw} for each press of its form.
 * Out: {ready: true} or {failed: reason}, then {tried} or {error}, then {result, ms} or {error}.
 */

import { bridge, openReader } from "./bridge.mjs";
import { wall } from "./realm.mjs";
import { boot } from "./workbench_boot.mjs";

const GATHER = `
from macros.delivery import sealed
from macros.workbench import trial
trial.gather(bench)
def tried(given):
    return trial.answer(bench, given)
`;

/** Nobody else has it, once the wall is there. @type {(message: unknown) => void} */
const post = /** @type {any} */ (self).postMessage.bind(self);
/** @type {ReturnType<typeof bridge> | undefined} */
let ask;
/** @type {((given: string) => string) | undefined} */
let tried;

self.onmessage = async ({ data }) => {
  try {
    if (data.folder) {
      await start(data.folder);
      post({ ready: true });
    } else if (data.raw) {
      const from = performance.now();
      const answer = ask?.(data.name, data.raw);
      post({ ...answer, ms: performance.now() - from });
    } else {
      post({ tried: JSON.parse(tried?.(JSON.stringify([data.name, data.text])) ?? "") });
    }
  } catch (error) {
    post({ [data.folder ? "failed" : "error"]: String(error instanceof Error ? error.message : error) });
  }
};

/** @param {string} folder */
async function start(folder) {
  const pyodide = await boot(folder, () => {});
  openReader(pyodide);
  pyodide.runPython(GATHER);
  tried = pyodide.globals.get("tried");
  const sealed = pyodide.globals.get("sealed");
  wall();
  sealed.seal();
  ask = bridge(pyodide, sealed);
}

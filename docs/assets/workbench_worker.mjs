// @ts-check
/**
 * The workbench's Python: the build itself, brought up from our own origin, looks at pages.
 *
 * In:  {folder: URL} once, then {call, given}: the name of one of CALLS in macros/workbench/, and its arguments.
 * Out: {progress: {loaded, total}}, {sources: {path: text}} or {failed: reason}, then {answer} or {error}.
 */

import { boot } from "./workbench_boot.mjs";

/** @type {((call: string, given: string) => string) | undefined} */
let ask;

self.onmessage = async ({ data }) => {
  if (data.folder) {
    try {
      const { globals } = await boot(data.folder, (progress) => self.postMessage({ progress }));
      const bench = globals.get("bench");
      const { answer } = globals.get("workbench");
      ask = (call, given) => answer(bench, call, given);
      self.postMessage({ sources: bench.sources.toJs({ dict_converter: Object.fromEntries }), runtime: globals.get("runtime") });
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

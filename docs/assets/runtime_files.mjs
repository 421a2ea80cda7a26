// @ts-check
/** The files of the readers' Python, by name. The build reads them here (macros/delivery/runtime_files.py) and tells the service worker. */

export const MANIFEST = "manifest.json"; // what the others must be
export const LOADER = "pyodide.mjs";
export const SCRIPT = "pyodide.asm.js";
export const CORE = "pyodide.asm.wasm";
export const ARCHIVE = "python.zip.txt"; // what every start needs
export const CHECKS = "checks/"; // the folder of what each check has for itself
export const WHOLE = "whole/"; // the folder of the whole core and its script, if those beside it are cut

/** @param {string} check */
export function archiveOf(check) {
  return `${CHECKS}${check}.zip.txt`;
}

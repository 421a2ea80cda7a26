// @ts-check
/**
 * The wall around a check: where it runs, JavaScript has no network, no storage, and nobody to talk to. Python could
 * reach whatever is here, so nothing is here. What may stay is named, not what must go: a browser's next version has
 * something new.
 */

/** The language itself (its ways to run a text are refused by the page's policy), and what Python's core asks of a browser while it runs: clocks, letters, chance, a console. */
const KEPT = new Set([
  "globalThis", "self", "undefined", "NaN", "Infinity", "console", "crypto", "performance", "TextDecoder", "TextEncoder", "WebAssembly",
  "Object", "Function", "Boolean", "Symbol", "Number", "BigInt", "Math", "Date", "String", "RegExp", "JSON", "Intl", "Promise", "Proxy", "Reflect",
  "Array", "Map", "Set", "WeakMap", "WeakSet", "WeakRef", "FinalizationRegistry", "Iterator", "ArrayBuffer", "DataView", "Atomics",
  "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float16Array", "Float32Array",
  "Float64Array", "BigInt64Array", "BigUint64Array",
  "Error", "AggregateError", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError",
  "eval", "isFinite", "isNaN", "parseFloat", "parseInt", "decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent",
]);

/**
 * Take everything else away, for good: from the worker's scope and from all that it inherits, so that no walk along
 * attributes finds it either.
 */
export function wall() {
  for (const owner of lineage(self)) {
    for (const name of Reflect.ownKeys(owner)) {
      if (typeof name !== "string" || !KEPT.has(name)) remove(owner, name);
    }
  }
  for (const name of ["compileStreaming", "instantiateStreaming"]) Reflect.deleteProperty(WebAssembly, name);
}

/**
 * @param {object} owner
 * @param {PropertyKey} name
 */
function remove(owner, name) {
  if (!Reflect.deleteProperty(owner, name)) Reflect.defineProperty(owner, name, { value: undefined });
}

/**
 * An object and what it inherits from, but for what all objects inherit.
 * @param {object | null} owner
 * @returns {Generator<object>}
 */
function* lineage(owner) {
  for (; owner && owner !== Object.prototype; owner = Reflect.getPrototypeOf(owner)) yield owner;
}

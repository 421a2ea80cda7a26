// @ts-check
/** Drafts: kept on this device and nowhere else, and packed into a link for somebody who is to look at them. */

export const KEY = "workbench";
const HASH = "#draft=";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** What the browser would not keep; it lives as long as the page. @type {string | undefined} */
let held;
const MOST = 1_000_000; // bytes of a draft in a link, unpacked: a small link could hold an endless one

/**
 * @typedef {{text: string, going: string[], said: Record<string, string>}} Draft `going`: warnings that its author means to lose;
 *   `said`: of a check that was tried as it is now, what it says
 * @typedef {Draft & {path: string}} Shared
 */

/** @param {string} text @returns {Draft} what is written, and nothing more */
export function begun(text) {
  return { text, going: [], said: {} };
}

/** @returns {Record<string, Draft>} drafts by the path of their page */
export function kept() {
  try {
    const found = Object.entries(JSON.parse(held ?? localStorage.getItem(KEY) ?? "{}"));
    return Object.fromEntries(found.flatMap(([path, each]) => [draftOf(each)].flatMap((draft) => (draft ? [[path, draft]] : []))));
  } catch {
    return {}; // a private window, or somebody else's words under our name
  }
}

/**
 * @param {string} path
 * @param {Draft} [draft] nothing to forget it
 * @returns {boolean} whether the browser has kept it
 */
export function keep(path, draft) {
  const drafts = kept();
  delete drafts[path];
  if (draft) drafts[path] = draft;
  const words = JSON.stringify(drafts);
  const any = Object.keys(drafts).length > 0;
  try {
    if (any) localStorage.setItem(KEY, words);
    else localStorage.removeItem(KEY);
    held = undefined;
  } catch {
    held = any ? words : undefined;
  }
  return held === undefined;
}

/** @returns {boolean} whether drafts would be lost with this page */
export function wouldBeLost() {
  return held !== undefined;
}

export function forgetAll() {
  held = undefined;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // nothing was kept
  }
}

/**
 * @param {Shared} draft
 * @returns {Promise<string>} the end of an address; nobody is sent what stands there
 */
export async function packed(draft) {
  const stream = new Blob([JSON.stringify(draft)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return HASH + btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} hash of an address */
export function isDraft(hash) {
  return hash.startsWith(HASH);
}

/**
 * @param {string} hash of an address; it can hold anything
 * @returns {Promise<Shared | undefined>}
 */
export async function unpacked(hash) {
  try {
    const stream = new Blob([bytesOf(hash.slice(HASH.length))]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const found = JSON.parse(await read(stream));
    const draft = draftOf(found);
    return draft && typeof found.path === "string" ? { path: found.path, ...draft } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {any} found a text alone is a draft from which no warning goes
 * @returns {Draft | undefined}
 */
export function draftOf(found) {
  const { text, going = [], said = {} } = typeof found === "string" ? begun(found) : found ?? {};
  const rows = Object.entries(Object(said));
  const isOne = Array.isArray(going) && [text, ...going, ...rows.flat()].every((each) => typeof each === "string");
  return isOne ? { text, going, said: Object.fromEntries(rows) } : undefined;
}

/**
 * What base64 for addresses stands for. The browser's own way is closed to all our scripts: with it a string could hide what it says.
 * @param {string} text
 */
function bytesOf(text) {
  const bytes = [];
  let held = 0;
  let bits = 0;
  for (const letter of text) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) throw new Error("not a letter of ours");
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return Uint8Array.from(bytes);
}

/** @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream */
async function read(stream) {
  const chunks = [];
  let size = 0;
  const reader = stream.getReader(); // Safari cannot walk through a stream by itself
  for (let { value } = await reader.read(); value; { value } = await reader.read()) {
    size += value.byteLength;
    if (size > MOST) throw new Error("too large");
    chunks.push(value);
  }
  return new Blob(chunks).text();
}

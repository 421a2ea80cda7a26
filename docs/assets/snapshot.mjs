// @ts-check
/**
 * The memory of Python as it was when it had just started, kept in the reader's browser: the next page goes on from
 * there. It is taken before the first check is imported, so nothing of a reader or of a check is in it. A site that is
 * not alone at its host keeps none: a neighbour's page could put another memory in its place.
 */

import { sha256 } from "./sha256.mjs";

const ROOT = new URL("../..", import.meta.url).pathname; // of the site: macros/delivery/fingerprint.py
const CACHE = `${ROOT} runtime`; // the service worker keeps it, and throws away what belongs to another version
const NAME = "snapshot.bin";
const HASH = "X-SHA-256";
const PAGE = 4_096; // bytes; of larger ones fewer are blank
const HEAD = 3; // words before the places of the pages
const WORD = Uint32Array.BYTES_PER_ELEMENT;

/**
 * @param {string} runtime the folder of the runtime, named by its content: a snapshot never meets another version
 * @returns {Promise<Uint8Array | undefined>} nothing if there is none that is whole, or a page may keep nothing here
 */
export async function remembered(runtime) {
  if (ROOT !== "/") return undefined;
  try {
    const response = await (await caches.open(CACHE)).match(runtime + NAME);
    if (!response) return undefined;
    const packed = await response.arrayBuffer();
    return (await sha256(packed)) === response.headers.get(HASH) ? unpack(packed) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A file of the runtime that the service worker keeps, without asking that: through it the way is twice as long.
 * @param {string} url
 * @returns {Promise<Response | undefined>}
 */
export async function stored(url) {
  try {
    return await (await caches.open(CACHE)).match(url);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} runtime the folder of the runtime
 * @param {Uint8Array<ArrayBuffer>} memory
 */
export async function remember(runtime, memory) {
  if (ROOT !== "/") return;
  try {
    const cache = await caches.open(CACHE);
    const packed = await pack(memory);
    const headers = { [HASH]: await sha256(packed) };
    for (const { url } of await cache.keys()) if (url.endsWith(NAME)) await cache.delete(url);
    await cache.put(runtime + NAME, new Response(packed, { headers }));
  } catch {
    // no room for one, or a private window: the next page starts Python anew
  }
}

/**
 * Four fifths of the memory are zeros. What is kept: its length, the size of a page, the number of pages that are not
 * blank, which those are, and the pages.
 * @param {Uint8Array<ArrayBuffer>} memory
 */
function pack(memory) {
  const places = Array.from({ length: Math.ceil(memory.length / PAGE) }, (_, place) => place).filter((place) => !isBlank(page(memory, place)));
  return new Blob([Uint32Array.of(memory.length, PAGE, places.length, ...places), ...places.map((place) => page(memory, place))]).arrayBuffer();
}

/**
 * @param {ArrayBuffer} packed
 * @returns {Uint8Array | undefined} nothing if another version of this module has packed it
 */
function unpack(packed) {
  const [length, size, count] = new Uint32Array(packed, 0, HEAD);
  if (size !== PAGE) return undefined;
  const memory = new Uint8Array(length);
  let start = (HEAD + count) * WORD;
  for (const place of new Uint32Array(packed, HEAD * WORD, count)) {
    const { length } = page(memory, place);
    memory.set(new Uint8Array(packed, start, length), place * PAGE);
    start += length;
  }
  return memory;
}

/**
 * @param {Uint8Array<ArrayBuffer>} memory
 * @param {number} place
 */
function page(memory, place) {
  return memory.subarray(place * PAGE, (place + 1) * PAGE); // the last one may be shorter
}

/** @param {Uint8Array} bytes */
function isBlank(bytes) {
  for (let index = 0; index < bytes.length; index++) if (bytes[index]) return false;
  return true;
}

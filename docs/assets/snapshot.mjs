// @ts-check
/**
 * The memory of Python as it was when it had just started, kept in the reader's browser: the next page goes on from
 * there. It is taken before the first question, so nothing of the reader is in it.
 */

import { sha256 } from "./sha256.mjs";

const CACHE = "runtime"; // the service worker keeps it, and throws away what belongs to another version
const NAME = "snapshot.bin";
const HASH = "X-SHA-256";

/**
 * @param {string} runtime the folder of the runtime, named by its content: a snapshot never meets another version
 * @returns {Promise<Uint8Array | undefined>} nothing if there is none that is whole, or a page may keep nothing here
 */
export async function remembered(runtime) {
  try {
    const response = await (await caches.open(CACHE)).match(runtime + NAME);
    if (!response) return undefined;
    const memory = await response.arrayBuffer();
    return (await sha256(memory)) === response.headers.get(HASH) ? new Uint8Array(memory) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} runtime the folder of the runtime
 * @param {() => Uint8Array<ArrayBuffer>} take is called at once: a question may change the memory
 */
export async function remember(runtime, take) {
  try {
    const memory = take();
    const cache = await caches.open(CACHE);
    const headers = { [HASH]: await sha256(memory) };
    for (const { url } of await cache.keys()) if (url.endsWith(NAME)) await cache.delete(url);
    await cache.put(runtime + NAME, new Response(memory, { headers }));
  } catch {
    // no room for one, or a private window: the next page starts Python anew
  }
}

// @ts-check
/**
 * Keeps the site working where the network does not. One version of the site lies in one cache, so that pages and
 * scripts of two versions never meet; a new version is fetched in the background and comes with the next visit.
 * Nothing is fetched ahead until a page says that the reader stays (docs/assets/offline.mjs).
 */

/** The build fills this in: macros/delivery/offline.py. `on: false` is the kill switch: everything is forgotten. */
const MANIFEST = { on: true, version: "", files: [""] };

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SITE = `site-${MANIFEST.version}`;
const RUNTIME = "runtime"; // its folder is named by its content, so that it outlives versions of the site
const IS_RUNTIME = /\/assets\/runtime\//;

worker.addEventListener("install", (event) => {
  // The old version serves its open pages to the end; a kill does not wait for them.
  if (!MANIFEST.on) event.waitUntil(worker.skipWaiting());
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(MANIFEST.on ? forgetOld().then(() => worker.clients.claim()) : forgetAll());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const own = new URL(request.url).origin === location.origin;
  // no-store is how the connection check asks whether the network is there: no memory may answer that.
  if (!MANIFEST.on || !own || request.method !== "GET" || request.cache === "no-store") return;
  event.respondWith(remembered(request));
});

worker.addEventListener("message", (event) => {
  event.waitUntil(fill(event.data.runtime).then((done) => event.source?.postMessage({ filled: done })));
});

/** @param {Request} request */
async function remembered(request) {
  const known = await caches.match(request, { ignoreSearch: true }).catch(() => undefined);
  if (known) return known;
  const response = await fetch(request);
  if (response.ok && response.type === "basic") keep(request.url, response.clone());
  return response;
}

/**
 * Fetch what is not there yet, one file after another: the reader's own requests come first.
 * @param {string | undefined} runtime the folder of the Python runtime, if this visit has used it
 * @returns {Promise<boolean>} whether all of it is there now
 */
async function fill(runtime) {
  const names = ["manifest.json", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python.zip.txt"];
  const urls = [...MANIFEST.files.map((file) => new URL(file, worker.registration.scope).href), ...(runtime ? names.map((name) => runtime + name) : [])];
  for (const url of urls) {
    try {
      if (await caches.match(url)) continue;
      const response = await fetch(url, { cache: IS_RUNTIME.test(url) ? "force-cache" : "no-cache" });
      if (!response.ok || !(await keep(url, response))) return false;
    } catch {
      return false; // the network went; the next visit goes on from here
    }
  }
  return true;
}

/**
 * @param {string} url
 * @param {Response} response
 * @returns {Promise<boolean>} false where storage is full or switched off: then the site works as without this file
 */
async function keep(url, response) {
  try {
    const cache = await caches.open(IS_RUNTIME.test(url) ? RUNTIME : SITE);
    await cache.put(url, response);
    return true;
  } catch {
    return false;
  }
}

async function forgetOld() {
  for (const name of await caches.keys()) if (name !== SITE && name !== RUNTIME) await caches.delete(name);
  const runtime = await caches.open(RUNTIME);
  const current = MANIFEST.files.find((file) => file.startsWith("assets/runtime/"))?.split("/")[2] ?? "";
  for (const { url } of await runtime.keys()) if (current && !url.includes(current)) await runtime.delete(url);
}

async function forgetAll() {
  for (const name of await caches.keys()) await caches.delete(name);
  await worker.registration.unregister();
}

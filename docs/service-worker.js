// @ts-check
/**
 * Keeps the site working where the network does not. Pages come from the network while it answers, so that a correction
 * is seen at once; scripts and styles lie at addresses that name their content (macros/delivery/fingerprint.py), so that
 * a page gets those of its own version, wherever they come from. Several sites may share a host: this one opens and
 * deletes no cache but its own.
 * Nothing is fetched ahead until a page says that the reader stays (docs/assets/offline.mjs).
 */

/** The build fills this in: macros/delivery/offline.py. `on: false` is the kill switch: everything is forgotten. */
const MANIFEST = { on: true, version: "", runtimes: [""], runtime: [""], files: [""] };

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const OWN = `${new URL(worker.registration.scope).pathname} `; // how the names of our caches begin: no path has a space
const SITE = `${OWN}site-${MANIFEST.version}`;
const RUNTIME = `${OWN}runtime`; // its folder is named by its content, so that it outlives versions of the site
const IS_RUNTIME = /\/assets\/runtime\//;
const IS_NAMED_BY_CONTENT = /\/assets\/(runtime\/)?[0-9a-f]{16}\//;
const PATIENCE = 2_500; // ms for the network, where there is something to show instead

worker.addEventListener("install", (event) => {
  // The old version keeps its files for its open pages; a kill does not wait for them.
  if (!MANIFEST.on) event.waitUntil(worker.skipWaiting());
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(MANIFEST.on ? forgetOld().then(() => worker.clients.claim()) : forgetAll());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const own = request.url.startsWith(worker.registration.scope);
  // no-store is how the connection check asks whether the network is there: no memory may answer that.
  if (!MANIFEST.on || !own || request.method !== "GET" || request.cache === "no-store") return;
  event.respondWith(IS_NAMED_BY_CONTENT.test(request.url) ? remembered(event) : fresh(event));
});

worker.addEventListener("message", (event) => {
  event.waitUntil(fill(event.data.runtime).then((done) => event.source?.postMessage({ filled: done })));
});

/** @param {FetchEvent} event */
async function remembered(event) {
  return (await known(event.request.url)) ?? fetched(event);
}

/**
 * What the network says, unless it says nothing, or too late.
 * @param {FetchEvent} event
 */
async function fresh(event) {
  const old = await known(event.request.url);
  if (!old) return fetched(event);
  const now = whole(event).then((response) => (response.status < 500 ? response : old), () => old);
  event.waitUntil(now); // a late answer is kept for the next time
  return Promise.race([now, new Promise((give) => setTimeout(give, PATIENCE, old))]);
}

/** @param {FetchEvent} event */
async function whole(event) {
  const response = await fetched(event);
  await response.clone().arrayBuffer(); // what has come in part only is no answer
  return response;
}

/** @param {FetchEvent} event */
async function fetched({ request }) {
  const response = await fetch(request);
  if (response.ok && response.type === "basic") keep(request.url, response.clone());
  return response;
}

/**
 * @param {string} url
 * @returns {Promise<Response | undefined>} from our own caches only: others at this host may have theirs
 */
async function known(url) {
  try {
    return await (await caches.open(cacheOf(url))).match(url, { ignoreSearch: true });
  } catch {
    return undefined; // a browser that keeps nothing
  }
}

/** @param {string} url */
function cacheOf(url) {
  return IS_RUNTIME.test(url) ? RUNTIME : SITE;
}

/**
 * Fetch what is not there yet, one file after another: the reader's own requests come first.
 * @param {string | undefined} runtime the folder of the Python runtime, if this visit has used it
 * @returns {Promise<boolean>} whether all of it is there now
 */
async function fill(runtime) {
  const urls = [...MANIFEST.files.map((file) => new URL(file, worker.registration.scope).href), ...(runtime ? MANIFEST.runtime.map((name) => runtime + name) : [])];
  for (const url of urls) {
    try {
      if (await known(url)) continue;
      const response = await fetch(url, { cache: IS_NAMED_BY_CONTENT.test(url) ? "force-cache" : "no-cache" });
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
    await (await caches.open(cacheOf(url))).put(url, response);
    return true;
  } catch {
    return false;
  }
}

async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(OWN));
}

async function forgetOld() {
  for (const name of await ownCaches()) if (name !== SITE && name !== RUNTIME) await caches.delete(name);
  const runtimes = await caches.open(RUNTIME);
  for (const { url } of await runtimes.keys()) {
    if (!MANIFEST.runtimes.some((name) => url.includes(`/assets/runtime/${name}/`))) await runtimes.delete(url);
  }
}

async function forgetAll() {
  for (const name of await ownCaches()) await caches.delete(name);
  await worker.registration.unregister();
}

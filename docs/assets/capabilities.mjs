// @ts-check
/** What the reader's browser is and can do, in the words that pyscripts/checks/browser.py reads: `cookies=yes wasm=no`. */

import { hints } from "./detect.mjs";

const CLOCK = new URL("own.txt", import.meta.url);
const PATIENCE = 5_000; // ms for the server to tell its time
const COOKIE = "razberemsya-check";
/** What fresh browsers have, from 2022 on; older ones lack at least one of these. */
const MODERN = [
  () => Object.hasOwn({ a: 1 }, "a"),
  () => [1].at(-1) === 1,
  () => typeof structuredClone === "function",
  () => "replaceAll" in String.prototype,
  () => typeof ResizeObserver === "function" && typeof IntersectionObserver === "function",
  () => CSS.supports("aspect-ratio", "1") && CSS.supports("gap", "1px"),
];

/** @type {Record<string, () => string | Promise<string>>} */
const answers = {
  ua: () => navigator.userAgent,
  touch: () => String(navigator.maxTouchPoints ?? 0),
  brands: () => hints().map((brand) => brand.replaceAll(",", " ")).join(","),
  abilities: () =>
    words({
      cookies: hasCookies(),
      storage: hasStorage(),
      worker: isSecureContext ? "serviceWorker" in navigator : undefined,
      wasm: typeof WebAssembly === "object",
      modern: MODERN.every(works),
    }),
  clock,
  signs: async () => words({ blocker: await hidesBait(), private: await isPrivate() }),
  line: () => {
    const { saveData, effectiveType } = /** @type {any} */ (navigator).connection ?? {};
    return words({ online: navigator.onLine, saver: saveData, type: effectiveType });
  },
};

/** @param {string} about */
export function measure(about) {
  return answers[about]();
}

/**
 * @param {Record<string, boolean | string | number | undefined>} facts those that are not known are left out
 */
function words(facts) {
  return Object.entries(facts)
    .filter(([, fact]) => fact !== undefined)
    .map(([name, fact]) => `${name}=${fact === true ? "yes" : fact === false ? "no" : fact}`)
    .join(" ");
}

/** @param {() => boolean} test */
function works(test) {
  try {
    return test();
  } catch {
    return false;
  }
}

/** Sets one and forgets it at once; its path is this page alone, so that no request of another takes it along. */
function hasCookies() {
  return works(() => {
    const where = `SameSite=Strict; Path=${location.pathname}`;
    document.cookie = `${COOKIE}=1; ${where}`;
    const kept = document.cookie.includes(`${COOKIE}=1`);
    document.cookie = `${COOKIE}=; ${where}; Max-Age=0`;
    return kept;
  });
}

function hasStorage() {
  return works(() => {
    localStorage.setItem(COOKIE, "1");
    localStorage.removeItem(COOKIE);
    return true;
  });
}

/** How many seconds the server's clock is ahead of ours; the zone, and the minutes that the browser takes it for. */
async function clock() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const offset = -new Date().getTimezoneOffset();
  return words({ skew: await skew(), zone, offset });
}

async function skew() {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const before = Date.now();
    const response = await fetch(`${CLOCK.href}?${before}`, { cache: "no-store", credentials: "omit", signal: stop.signal });
    const after = Date.now();
    const server = Date.parse(response.headers.get("Date") ?? "") + 1000 * Number(response.headers.get("Age") ?? 0);
    return Number.isNaN(server) ? undefined : Math.round((server - (before + after) / 2) / 1000);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Blockers hide what looks like an advertisement. */
async function hidesBait() {
  const bait = document.createElement("div");
  bait.className = "adsbox ad-banner ad-placement pub_300x250";
  bait.setAttribute("aria-hidden", "true");
  bait.style.cssText = "position:absolute;left:-9999px;width:10px;height:10px";
  document.body.append(bait);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const hidden = !bait.isConnected || bait.offsetHeight === 0;
  bait.remove();
  return hidden;
}

/** Firefox and Safari refuse a private window a place for files. Chromium gives no sign; then nothing is said. */
async function isPrivate() {
  if (!navigator.storage?.getDirectory || !hasStorage()) return undefined;
  try {
    await navigator.storage.getDirectory();
    return undefined;
  } catch {
    return true;
  }
}

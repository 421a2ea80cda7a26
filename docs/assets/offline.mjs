// @ts-check
/**
 * Asks the service worker to keep the site for a visit without a network, once the reader stays: after a verdict, or
 * after some time on a page. Somebody who saves data keeps only what he has opened.
 */

import { trusted } from "./trusted.mjs";

const STAY = 20_000; // ms; until then every byte belongs to the page that was opened
const SETTLE = 2_000; // ms after a verdict: the next press often follows at once, and must not stand behind downloads

/** @type {string | undefined} */
let runtime;
let settling = 0;

async function keep() {
  try {
    await navigator.serviceWorker.register(trusted(new URL("../../service-worker.js", import.meta.url).href));
    const { active } = await navigator.serviceWorker.ready;
    if (!(/** @type {any} */ (navigator).connection?.saveData)) active?.postMessage({ runtime });
  } catch {
    // private windows and old browsers: the site works with a network only
  }
}

if ("serviceWorker" in navigator) {
  document.addEventListener("verdict", ({ target }) => {
    runtime = new URL(/** @type {HTMLFormElement} */ (target).dataset.runtime ?? "", document.baseURI).href;
    clearTimeout(settling); // one press after another: the site is kept once
    settling = window.setTimeout(keep, SETTLE);
  });
  setTimeout(stay, STAY);
}

function stay() {
  if (document.querySelector("output[data-level=busy]")) setTimeout(stay, STAY); // a slow line has enough to do
  else keep();
}

// @ts-check
/**
 * What a page can find out about the reader's browser and line. A check's field names a measurement, and what it is
 * about: data-measure="today", data-measure="reach:portal".
 */

import { all } from "./report.mjs";

/**
 * @typedef {{form: HTMLFormElement, signal: AbortSignal}} Press one press of a form's button; aborted by the next
 * @typedef {string | {value: string, state: string}} Measured `state` is the value in one word, for answers.mjs
 * @typedef {(about: string, press: Press) => Measured | Promise<Measured>} Measurement
 */

const keyboard = { caps: "", layout: "" };

document.addEventListener("keydown", (event) => {
  if (!event.getModifierState) return; // browsers that fill in forms send events without it
  keyboard.caps = event.getModifierState("CapsLock") ? "on" : "off";
  if (/^Key/.test(event.code) && event.key.length === 1) keyboard.layout = /[а-яё]/i.test(event.key) ? "ru" : "en";
});

/** @type {Record<string, Measurement>} */
const measurements = {
  today: () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  },
  caps: () => keyboard.caps,
  layout: () => keyboard.layout,
  report: () => JSON.stringify(all()),
};

/** Measurements that few pages need: modules with `measure`. @type {Record<string, () => Promise<{measure: Measurement}>>} */
const modules = {
  reach: () => import("./probe.mjs"),
  browser: () => import("./capabilities.mjs"),
  popups: () => import("./popups.mjs"),
};

/** @param {ParentNode} place */
const measured = (place) => /** @type {NodeListOf<HTMLInputElement>} */ (place.querySelectorAll("input[data-measure]"));

// Loaded with the page that needs them: when the button is pressed there may be no network.
for (const { dataset } of measured(document)) modules[kindOf(dataset)]?.().catch(() => {});

/** @type {WeakMap<HTMLFormElement, AbortController>} */
const running = new WeakMap();

/**
 * Fill the hidden fields of a form. What an earlier press still measures is stopped.
 * @param {HTMLFormElement} form
 */
export async function measure(form) {
  running.get(form)?.abort();
  const controller = new AbortController();
  running.set(form, controller);
  await Promise.all(Array.from(measured(form), (input) => fill(input, { form, signal: controller.signal })));
}

/**
 * @param {HTMLInputElement} input
 * @param {Press} press
 */
async function fill(input, press) {
  const about = input.dataset.measure?.split(":")[1] ?? "";
  const kind = kindOf(input.dataset);
  /** @type {Measured} */
  let found = "";
  try {
    found = kind in modules ? await (await modules[kind]()).measure(about, press) : await measurements[kind](about, press);
  } catch {
    // not measured: the check sees an empty field and says what it can
  }
  if (press.signal.aborted) return;
  input.value = typeof found === "string" ? found : found.value;
  if (typeof found === "string") delete input.dataset.state;
  else input.dataset.state = found.state;
}

/** @param {DOMStringMap} dataset */
function kindOf(dataset) {
  return dataset.measure?.split(":")[0] ?? "";
}

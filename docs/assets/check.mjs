// @ts-check
/** Forms of checks: collect → ask → show. Knows no check by name. */

import { foreseen, loadTable } from "./answers.mjs";
import { measure } from "./measure.mjs";
import { Runtime, TimeLimit } from "./runtime.mjs";
import { collected, element } from "./dom.mjs";
import { record } from "./report.mjs";
import { clear, say, show } from "./verdict.mjs";

const SOON = 150; // ms; an answer that comes by then takes the place of the last one: nothing is drawn in between, and the page does not jump twice
const MEGABYTE = 1_000_000;
const WAIT = "Ответим, как только загрузится проверка.";
const NO_LINE = "Проверка не загрузилась: связь пропала или слишком слабая. То, что вы ввели, осталось на месте. Попробуйте снова или проверьте вручную: шаги перед формой. Если не помогает, обновите страницу.";
const NO_WASM = "Этот браузер не может запустить проверку: в нём выключена или не поддерживается технология WebAssembly. Так бывает в режиме блокировки на iPhone. То, что вы ввели, осталось на месте. Проверьте вручную: шаги перед формой. Или откройте страницу в другом браузере.";

/** By check: each has a Python of its own, so that none sees what another is asked, nor changes its answers. @type {Map<string, Runtime>} */
const runtimes = new Map();
/** @type {WeakMap<HTMLFormElement, number>} The number of the last press; answers to earlier ones are not shown. */
const presses = new WeakMap();

record();

for (const touch of ["pointerdown", "focusin"]) {
  document.addEventListener(touch, ({ target }) => {
    const form = formOf(target);
    // Somebody who saves data, or has a very slow line, pays only for a press of the button.
    if (form && !form.dataset.answers && !isFrugal()) runtimeFor(form).start();
  });
}

document.addEventListener("submit", (event) => {
  const form = formOf(event.target);
  if (!form) return;
  event.preventDefault();
  answer(form);
});

// One press for two: a form can wait for another's verdict. Not where Python would cost much: then it takes a press.
document.addEventListener("verdict", ({ target }) => {
  const next = /** @type {HTMLFormElement | null} */ (document.querySelector(`form[data-after="${formOf(target)?.dataset.check}"]`));
  if (next && !isFrugal()) next.requestSubmit();
});

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-check]"))) loadTable(form);

// From here on early.js leaves the forms alone. What was pressed before is answered now.
document.documentElement.dataset.checks = "";
for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-pressed]"))) answer(form);

/** @param {HTMLFormElement} form */
async function answer(form) {
  const press = (presses.get(form) ?? 0) + 1;
  presses.set(form, press);
  const isLast = () => presses.get(form) === press;
  const isReady = form.dataset.answers || runtimeFor(form).state === "ready";
  if (!isReady) say(form, "busy", WAIT);
  const late = isReady ? setTimeout(() => isLast() && working(form), SOON) : 0;
  await measure(form);
  if (!isLast()) return;
  try {
    const raw = collected(new FormData(form));
    const verdict = (await foreseen(form, raw)) ?? (await runtimeFor(form).ask(raw));
    if (!isLast()) return;
    show(form, verdict);
    form.dispatchEvent(new CustomEvent("verdict", { bubbles: true, detail: verdict }));
    if (form.querySelector("[data-lookup]")) beside(import("./related.mjs"), isLast, ({ relate }) => relate(form));
    beside(import("./share.mjs"), isLast, ({ offer }) => offer(form, verdict.report));
  } catch (error) {
    if (!isLast()) return;
    if (error instanceof TimeLimit) say(form, "failed", "Проверка шла слишком долго, и мы её остановили. Попробуйте ввести меньше.");
    else say(form, "failed", "В проверке ошибка, и она не ответила. Проверьте вручную: шаги перед формой.");
    openManual(form);
  } finally {
    clearTimeout(late);
  }
}

/**
 * What stands beside a verdict; without a line it is left out.
 * @template T
 * @param {Promise<T>} module
 * @param {() => boolean} isWanted when it has come
 * @param {(loaded: T) => void} use
 */
function beside(module, isWanted, use) {
  module.then((loaded) => isWanted() && use(loaded), () => {});
}

/** @param {HTMLFormElement} form whose answer takes long */
function working(form) {
  const state = runtimes.get(form.dataset.check ?? "")?.state;
  if (state !== "off") say(form, "busy", state === "loading" ? WAIT : "Проверяем."); // off: what failed has been said
}

/** @param {HTMLFormElement} form */
function runtimeFor(form) {
  const { check = "", runtime: folder = "" } = form.dataset;
  form.dataset.touched = "";
  const known = runtimes.get(check);
  if (known) return known;
  const runtime = new Runtime(new URL(folder, document.baseURI).href, check);
  runtimes.set(check, runtime);
  runtime.addEventListener("progress", (event) => progress(check, /** @type {CustomEvent} */ (event).detail));
  runtime.addEventListener("ready", () => ready(check));
  runtime.addEventListener("trouble", () => trouble(check, runtime));
  runtime.addEventListener("more", () => more(check));
  return runtime;
}

/**
 * @param {string} check
 * @returns {NodeListOf<HTMLFormElement>}
 */
function touchedForms(check) {
  return document.querySelectorAll(`form[data-check="${check}"][data-touched]`);
}

/**
 * @param {string} check
 * @param {{loaded: number, total: number}} state
 */
function progress(check, state) {
  for (const form of touchedForms(check)) {
    const bar = /** @type {HTMLElement} */ (form.querySelector("[role=progressbar]"));
    bar.hidden = false;
    if (form.querySelector("output")?.dataset.level === "failed") say(form, "busy", "Загрузка пошла дальше.");
    const part = state.total ? Math.min(100, Math.round((100 * state.loaded) / state.total)) : 0;
    bar.setAttribute("aria-valuenow", String(part));
    bar.textContent = `Загружаем проверку: ${megabytes(state.loaded)}${state.total ? ` из ${megabytes(state.total)}` : ""} МБ`;
    bar.style.setProperty("--part", `${part}%`);
  }
}

/** @param {string} check */
function ready(check) {
  for (const form of touchedForms(check)) {
    /** @type {HTMLElement} */ (form.querySelector("[role=progressbar]")).hidden = true;
    if (/busy|failed/.test(form.querySelector("output")?.dataset.level ?? "")) clear(form); // said of loading
  }
}

/**
 * An answer needs more of Python than has come: what waits for it is told that loading goes on.
 * @param {string} check
 */
function more(check) {
  for (const form of touchedForms(check)) if (form.querySelector("output")?.dataset.level === "busy") say(form, "busy", WAIT);
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / MEGABYTE).toFixed(1).replace(".", ",");
}

/**
 * @param {string} check
 * @param {Runtime} runtime
 */
function trouble(check, runtime) {
  for (const form of touchedForms(check)) {
    const retry = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "md-button" }, "Попробовать снова"));
    retry.addEventListener("click", () => {
      say(form, "busy", "Загружаем ещё раз.");
      form.querySelector("button")?.focus(); // the one that was pressed is gone
      runtime.restart();
    });
    say(form, "failed", typeof WebAssembly === "object" ? NO_LINE : NO_WASM, retry);
    openManual(form);
  }
}

/** @param {HTMLFormElement} form */
function openManual(form) {
  const manual = form.parentElement?.querySelector("details");
  if (manual) manual.open = true;
}

function isFrugal() {
  const line = /** @type {any} */ (navigator).connection;
  return Boolean(line?.saveData || /2g/.test(line?.effectiveType ?? ""));
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLFormElement | null}
 */
function formOf(target) {
  return target instanceof Element ? target.closest("form[data-check]") : null;
}

// @ts-check
/** The way from the reader to the portal: shows every probe as it ends, and what has changed since the last time. */

import table from "./data/connection_table.mjs";
import hosts from "./data/hosts.mjs";
import { element } from "./dom.mjs";
import { measure } from "./probe.mjs";

/**
 * @typedef {import("./probe.mjs").Step} Step
 * @typedef {Map<string, string>} States of groups
 */

/** Asked when the verdict stands: it does not depend on these groups. */
const AFTERWARDS = hosts.group.map(({ id }) => id).filter((id) => !table.table.columns.includes(id));
const WORDS = Object.fromEntries(table.state.map(({ id, words }) => [id, words]));
const MARKS = Object.fromEntries(table.state.map(({ id, mark }) => [id, mark]));
const ROOMY = "(min-width: 45em)"; // there is room to watch; on a phone the answer would be pushed away
const ASKED = { words: "спрашиваем", mark: "◌" };

const way = /** @type {HTMLElement} */ (document.querySelector("[data-way]"));
/** @type {States} */
let now = new Map();
/** @type {States} */
let before = new Map();

document.addEventListener("submit", ({ target }) => {
  if (!asks(target)) return;
  if (matchMedia(ROOMY).matches) /** @type {HTMLDetailsElement} */ (way.querySelector("details")).open = true;
  before = now;
  now = new Map();
  for (const stop of stops()) {
    draw(stop, "asked");
    for (const result of stop.querySelectorAll(".way__result")) result.textContent = "";
  }
  change().textContent = "";
});

document.addEventListener("probe", (event) => {
  const step = /** @type {CustomEvent<Step>} */ (event).detail;
  const stop = way.querySelector(`[data-group="${step.group}"]`);
  if (!(stop instanceof HTMLElement)) return;
  if (step.host) stop.querySelector(`[data-host="${step.host}"] .way__result`)?.replaceChildren(...result(step));
  else {
    now.set(step.group, step.status);
    draw(stop, step.status);
  }
});

document.addEventListener("verdict", ({ target }) => {
  if (!asks(target)) return;
  const form = /** @type {HTMLFormElement} */ (target);
  const button = form.querySelector("[type=submit]");
  if (button) button.textContent = "Проверить снова";
  if (before.size) change().textContent = difference();
  if (now.get("own") === "ok") for (const group of AFTERWARDS) measure(group, { form, signal: new AbortController().signal });
  else for (const stop of stops()) if (stop.dataset.state === "asked") draw(stop, "none");
});

/**
 * Whether this is the form whose answer the way shows.
 * @param {EventTarget | null} target
 */
function asks(target) {
  return target instanceof Element && Boolean(target.querySelector('[data-measure^="reach:"]'));
}

/**
 * @param {HTMLElement} stop
 * @param {string} state
 */
function draw(stop, state) {
  stop.dataset.state = state;
  const mark = stop.querySelector(".way__mark");
  const words = stop.querySelector(".way__state");
  if (mark) mark.textContent = MARKS[state] ?? ASKED.mark;
  if (words) words.textContent = WORDS[state] ?? ASKED.words;
}

/**
 * A mark and a time; the words, repeated at the group, are for screen readers.
 * @param {Step} step
 */
function result({ status, ms }) {
  if (status === "asked") return ["…"];
  if (status === "none") return ["хватило других"];
  const words = element("span", { class: "unseen" }, `${WORDS[status]}, `);
  return [element("span", { "aria-hidden": "true" }, MARKS[status]), " ", words, status === "timeout" ? "ждали " : "", milliseconds(ms)];
}

/** @param {number} ms */
function milliseconds(ms) {
  return ms < 1000 ? `${ms} мс` : `${(ms / 1000).toFixed(1).replace(".", ",")} с`;
}

/** What is not as it was the time before. */
function difference() {
  const changes = [...now]
    .filter(([group, state]) => before.has(group) && before.get(group) !== state)
    .map(([group, state]) => `${way.querySelector(`[data-group="${group}"] strong`)?.textContent} — было «${WORDS[before.get(group) ?? ""]}», стало «${WORDS[state]}»`);
  return changes.length ? `Что изменилось с прошлого раза. ${changes.join(". ")}.` : "С прошлого раза ничего не изменилось.";
}

/** @returns {NodeListOf<HTMLElement>} */
function stops() {
  return way.querySelectorAll("[data-group]");
}

function change() {
  return /** @type {HTMLElement} */ (way.querySelector(".way__change"));
}

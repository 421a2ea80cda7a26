// @ts-check
/**
 * What the checks of this visit found, for a report to support. Only what pyscripts.run allows: names, levels and
 * choices, never what was typed. Kept in the tab's own storage, and in memory where that is switched off.
 */

import { copyButton, downloadButton } from "./copy.mjs";
import { element } from "./verdict.mjs";

const KEY = "report";
const MOST = 30;

/** @typedef {{check: string, level: string, found: string[], given: Record<string, string>}} Report */

let reports = remembered();

/** @returns {Report[]} what earlier pages have kept; nothing if storage is switched off or holds something else */
function remembered() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return kept.filter((/** @type {any} */ report) => typeof report?.check === "string" && Array.isArray(report.found));
  } catch {
    return [];
  }
}

/** @returns {Report[]} oldest first */
export function all() {
  return reports;
}

/** @param {Report[]} kept */
function keep(kept) {
  reports = kept.slice(-MOST);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(reports));
  } catch {
    // memory will do until the page is left
  }
}

document.addEventListener("verdict", (event) => {
  const { report } = /** @type {CustomEvent} */ (event).detail;
  keep([...reports.filter((earlier) => earlier.check !== report.check), report]);
});

/** @param {HTMLElement} place the page «Мой отчёт» */
function show(place) {
  const words = JSON.parse(place.dataset.words ?? "{}");
  const text = reports.map((report) => lines(report, words)).join("\n\n");
  if (!text) {
    place.replaceChildren(element("p", {}, "Пока здесь пусто: на этой вкладке ещё не было проверок."));
    return;
  }
  const area = /** @type {HTMLTextAreaElement} */ (element("textarea", { readonly: "", "aria-label": "Мой отчёт" }));
  area.value = text;
  area.rows = Math.min(24, text.split("\n").length + 1);
  const print = element("button", { type: "button", class: "md-button copy" }, "Напечатать");
  print.addEventListener("click", () => window.print());
  const forget = element("button", { type: "button", class: "md-button copy" }, "Забыть всё");
  forget.addEventListener("click", () => {
    keep([]);
    show(place);
  });
  const buttons = [copyButton(() => text, area), downloadButton(() => text), print, forget];
  place.replaceChildren(area, element("pre", { class: "report__print" }, text), element("p", {}, ...buttons.flatMap((button) => [button, " "])));
}

/**
 * @param {Report} report
 * @param {Record<string, {title: string, levels: Record<string, string>, found: Record<string, string>}>} words
 */
function lines(report, words) {
  const known = words[report.check] ?? { title: report.check, found: {} };
  const found = report.found.map((key) => `— ${known.found[key] ?? key}`);
  return [`${known.title}`, ...found].join("\n");
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-report]"));
if (place) show(place);

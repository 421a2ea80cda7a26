// @ts-check
/**
 * What the checks of this visit found, for a report to support. Only what pyscripts.run allows: names, levels and
 * choices, never what was typed. Kept in the tab's own storage, and in memory where that is switched off.
 */

const KEY = "report";
const MOST = 30;
const LEVELS = ["ok", "unsure", "warn", "stop"];
const COARSE = 50; // ms: tells a slow line, and nothing of the reader

/**
 * @typedef {{check: string, level: string, found: string[], given: Record<string, string>, at?: string,
 *            times?: Record<string, number>}} Report `at` is the reader's clock, `times` ms by field
 */

let reports = remembered();

/** @returns {Report[]} what earlier pages have kept; nothing if storage is switched off or holds something else */
function remembered() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return kept.filter(isReport);
  } catch {
    return [];
  }
}

/** @param {any} kept an older version, or somebody else, may have left anything */
function isReport(kept) {
  const { check, level, found, given } = kept ?? {};
  const words = [check, level, ...(Array.isArray(found) ? found : [undefined]), ...Object.values(given ?? { none: undefined })];
  return words.every((word) => typeof word === "string");
}

/** @returns {Report[]} oldest first */
export function all() {
  return reports;
}

export function forget() {
  keep([]);
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

/** Keep what every check on the page finds from now on. */
export function record() {
  document.addEventListener("verdict", note);
}

/** @param {Event} event */
function note(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const { report } = /** @type {CustomEvent} */ (event).detail;
  const kept = { ...known(form, report), at: now(), ...times(form) };
  if (kept.found.length) keep([...reports.filter((earlier) => earlier.check !== kept.check), kept]);
}

/**
 * A check that somebody has written to steal could put what was typed into its report. So of what it says only what the
 * page has itself is kept: the names of outcomes and of choices.
 * @param {HTMLFormElement} form
 * @param {Report} report
 */
function known(form, { level, found, given }) {
  const outcomes = (form.dataset.outcomes ?? "").split(" ");
  return {
    check: form.dataset.check ?? "",
    level: LEVELS.includes(level) ? level : "unsure",
    found: found.filter((key) => outcomes.includes(key)),
    given: Object.fromEntries(Object.entries(given).filter(([name, value]) => isOffered(form, name, value))),
  };
}

/**
 * Whether a value is a choice of the form, or measured where nothing can be typed.
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} value of several choices there may be several words
 */
function isOffered(form, name, value) {
  const fields = /** @type {HTMLInputElement[]} */ ([...form.elements].filter((field) => field instanceof HTMLInputElement && field.name === name));
  if (fields[0]?.type === "hidden") return !form.querySelector("textarea, input:is([type=text], [type=date], [type=file])");
  const choices = fields.filter(({ type }) => type === "radio" || type === "checkbox").map((field) => field.value);
  return value.split(" ").every((word) => choices.includes(word));
}

/** @returns {string} 2026-11-23 10:40 */
function now() {
  return new Date().toLocaleString("sv").slice(0, 16);
}

/**
 * How soon the first host of each group answered.
 * @param {HTMLFormElement} form
 */
function times(form) {
  /** @type {Record<string, number>} */
  const found = {};
  for (const { name, value } of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('[data-measure^="reach:"]'))) {
    const answered = [...value.matchAll(/\b(?:ok|slow):(\d+)/g)].map(([, ms]) => Number(ms));
    if (answered.length) found[name] = Math.ceil(Math.min(...answered) / COARSE) * COARSE;
  }
  return Object.keys(found).length ? { times: found } : {};
}

// @ts-check
/**
 * The page «Мой отчёт»: what was found, in words and in a form for programs. With a link's fragment it shows somebody
 * else's report instead: `#connection=1112119&card=typo`. A fragment can hold anything, so only known words pass.
 */

import { fetchTable, lookUp } from "./answers.mjs";
import { button, copyButton, downloadButton } from "./copy.mjs";
import { element } from "./dom.mjs";
import { dictated, heard } from "./dictation.mjs";
import { all, forget } from "./report.mjs";
import { LEVELS } from "./verdict.mjs";

/**
 * @typedef {import("./report.mjs").Report} Report
 * @typedef {{title: string, page: string, fields: import("./dictation.mjs").Fields, answers: string,
 *            found: Record<string, {level: string, text: string, next: string, guide?: [string, string]}>}} Words
 *   `fields` are those with a few possible answers; `answers` is the address of the table, if the check has a code
 */

const NAME = "otchet.txt";
const place = /** @type {HTMLElement} */ (document.querySelector("[data-report]"));
/** @type {Record<string, Words>} */
const words = JSON.parse(place.dataset.words ?? "{}");

/** @param {string} name */
const known = (name) => (Object.hasOwn(words, name) ? words[name] : undefined);

/** @param {Report[]} reports */
function text(reports) {
  return [...reports.map(code), ...reports.map(section), `Для программ: ${JSON.stringify(reports)}`].filter(Boolean).join("\n\n");
}

/** @param {Report} report */
function code({ check, given }) {
  const about = words[check];
  return about.answers ? `Код для телефона: ${dictated(about.fields, given)}` : "";
}

/** @param {Report} report */
function section({ check, level, found, given, at, times }) {
  const about = words[check];
  const lines = [`${about.title}: ${(LEVELS[/** @type {keyof LEVELS} */ (level)] ?? "").toLowerCase()}`];
  if (at) lines.push(`Когда: ${new Date(at).toLocaleString("ru", { dateStyle: "long", timeStyle: "short" })}`);
  for (const [name, { label, options }] of Object.entries(about.fields)) {
    const answer = spoken(given[name] ?? "", options);
    if (answer) lines.push(`${label} — ${answer}${times?.[name] ? `, ${times[name]} мс` : ""}`);
  }
  for (const key of found.filter((key) => Object.hasOwn(about.found, key))) {
    const { text, next } = about.found[key];
    lines.push(...(text ? [`— ${text}`] : []), ...(next ? [`  Что делать: ${next}`] : []));
  }
  return lines.join("\n");
}

/**
 * What was chosen, in words; what was measured stands as it is.
 * @param {string} given
 * @param {Record<string, string>} options
 */
function spoken(given, options) {
  if (!Object.keys(options).length) return given;
  const chosen = given.split(" ").filter((option) => Object.hasOwn(options, option));
  return chosen.map((option) => options[option]).join("; ");
}

/**
 * A link that shows the same to somebody else: codes of measurements, and names of what was found.
 * @param {Report[]} reports
 */
function link(reports) {
  const parts = new URLSearchParams();
  for (const { check, found, given } of reports) {
    const about = words[check];
    parts.set(check, about.answers ? dictated(about.fields, given).replaceAll(" ", "") : found.join("."));
  }
  return `${location.href.split("#")[0]}#${parts}`;
}

/** @returns {Promise<Report[]>} what the fragment of the address tells, as far as it can be understood */
async function linked() {
  const told = [...new URLSearchParams(location.hash.slice(1))].map(([check, value]) => retold(check, value));
  return (await Promise.all(told)).filter((report) => report !== undefined);
}

/**
 * @param {string} check
 * @param {string} value
 * @returns {Promise<Report | undefined>}
 */
async function retold(check, value) {
  const about = known(check);
  if (!about) return undefined;
  if (about.answers && /^\d+$/.test(value)) {
    const given = heard(about.fields, value);
    const table = given && (await fetchTable(about.answers));
    return table && lookUp(table, check, given)?.report;
  }
  const found = [...new Set(value.split("."))].filter((key) => Object.hasOwn(about.found, key));
  const levels = Object.keys(LEVELS);
  const level = found.map((key) => about.found[key].level).sort((one, other) => levels.indexOf(other) - levels.indexOf(one))[0];
  return level ? { check, level, found, given: {} } : undefined;
}

async function show() {
  const theirs = await linked();
  const mine = all().filter(({ check }) => known(check));
  if (theirs.length) {
    const back = element("a", { href: "#" }, "Показать мой отчёт");
    draw(theirs, element("p", {}, element("strong", {}, "Это отчёт по ссылке или коду, а не ваш. "), "В ссылке мог быть записан любой ответ. ", back), ...theirs.flatMap(told));
  } else if (mine.length) {
    draw(mine);
  } else {
    place.replaceChildren(element("p", {}, "Пока здесь пусто: на этой вкладке ещё не было проверок."), codeForm());
  }
}

/**
 * What somebody else's check found, as it reads on his screen, with the way to the same check and to the guides.
 * @param {Report} report
 * @returns {Node[]}
 */
function told({ check, level, found }) {
  const about = words[check];
  const title = element("h2", {}, about.page ? element("a", { href: about.page }, about.title) : about.title);
  const findings = found.filter((key) => Object.hasOwn(about.found, key)).map((key) => finding(about.found[key]));
  return [title, element("div", { class: "report__verdict", "data-level": level }, element("p", { class: "verdict__level" }, LEVELS[/** @type {keyof LEVELS} */ (level)] ?? ""), ...findings)];
}

/** @param {Words["found"][string]} words */
function finding({ level, text, next, guide }) {
  const box = element("div", { class: "verdict__finding", "data-level": level }, element("p", { class: "verdict__text" }, text));
  if (next) box.append(element("p", { class: "verdict__next" }, element("strong", {}, "Что делать. "), next));
  if (guide) box.append(element("p", { class: "verdict__guide" }, "Подробно: ", element("a", { href: guide[0] }, guide[1])));
  return box;
}

/**
 * @param {Report[]} reports
 * @param {...Node} before
 */
function draw(reports, ...before) {
  const shown = text(reports);
  const area = /** @type {HTMLTextAreaElement} */ (element("textarea", { readonly: "", "aria-label": before.length ? "Отчёт по ссылке" : "Мой отчёт" }));
  area.value = shown;
  area.rows = Math.min(24, shown.split("\n").length + 1);
  const buttons = [copyButton(() => shown, area), copyButton(() => link(reports), undefined, "Скопировать ссылку"), downloadButton(() => shown, NAME), button("Напечатать", () => print())];
  if (!before.length) buttons.push(button("Забыть всё", forgetAll));
  const row = element("p", { class: "buttons" }, ...buttons);
  place.replaceChildren(...before, area, element("pre", { class: "report__print" }, shown), row, codeForm());
}

function forgetAll() {
  forget();
  show();
  place.focus(); // its button is gone
}

/** For somebody who was given a code over the phone. */
function codeForm() {
  const [name, { fields }] = Object.entries(words).find(([, { answers }]) => answers) ?? ["", { fields: {} }];
  const input = /** @type {HTMLInputElement} */ (element("input", { id: "report-code", type: "text", inputmode: "numeric", autocomplete: "off", maxlength: "30" }));
  const error = element("p", { class: "check__error", id: "report-code-error", role: "alert" });
  input.setAttribute("aria-describedby", error.id);
  const form = element("form", { class: "check", method: "dialog", novalidate: "" });
  const label = element("label", { for: input.id }, `Вам продиктовали код? Покажем, что он значит`);
  form.append(element("div", { class: "check__field" }, label, error, input), element("button", { class: "md-button" }, "Показать"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const length = Object.keys(fields).length + 1;
    const right = heard(fields, input.value);
    error.textContent = right ? "" : `Такого кода нет: в нём ${length} цифр, последняя проверочная. Переспросите цифры по одной.`;
    input.toggleAttribute("aria-invalid", !right);
    if (right) location.hash = new URLSearchParams({ [name]: input.value.replace(/\D/g, "") }).toString();
  });
  return form;
}

addEventListener("hashchange", show);
show();

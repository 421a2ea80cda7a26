// @ts-check
/**
 * The workbench: the text of a page, what is wrong with it, and how a reader would see it, all by the build's own Python.
 * Nothing is loaded before somebody opens a page here.
 */

import { element } from "./dom.mjs";
import { Bench } from "./workbench_bench.mjs";
import { Preview } from "./workbench_preview.mjs";

const PAUSE = 250; // ms without a key
const MEGABYTE = 1_000_000;

const place = /** @type {HTMLElement} */ (document.querySelector("[data-workbench]"));
const form = /** @type {HTMLFormElement} */ (place.querySelector("form"));
const select = /** @type {HTMLSelectElement} */ (place.querySelector("select"));
const bench = new Bench(new URL(place.dataset.workbench ?? "", document.baseURI).href);

const status = element("p", { role: "status", class: "workbench__status" });
const progress = element("p", { role: "progressbar", "aria-label": "Загрузка мастерской", "aria-valuemin": "0", "aria-valuemax": "100", hidden: "" });
const text = /** @type {HTMLTextAreaElement} */ (element("textarea", { id: "workbench-text", rows: "20", spellcheck: "true", autocapitalize: "off", autocomplete: "off" }));
const label = element("label", { for: "workbench-text" });
const problems = element("ol", { class: "workbench__problems" });
const fix = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "md-button", hidden: "" }, "Исправить оформление"));
const preview = new Preview();
const desk = element("div", { class: "workbench__desk", hidden: "" },
  element("div", { class: "workbench__text" }, label, text, status, fix, problems),
  element("div", { class: "workbench__shown" }, ...preview.parts));

let path = "";
let fixed = "";
let pause = 0;

form.hidden = false;
form.after(progress, desk);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  open(select.value);
});
text.addEventListener("input", () => {
  clearTimeout(pause);
  pause = window.setTimeout(look, PAUSE);
});
fix.addEventListener("click", () => {
  text.value = fixed;
  text.focus();
  look();
});
bench.addEventListener("progress", (event) => tell(/** @type {CustomEvent} */ (event).detail));

/** @param {string} name of a page, as it lies in docs/ */
async function open(name) {
  desk.hidden = true;
  say("Загружаем мастерскую.");
  try {
    const sources = await bench.start();
    progress.hidden = true;
    path = name;
    label.textContent = `Текст страницы docs/${path}`;
    text.value = sources[path];
    desk.hidden = false;
    await look();
    text.focus();
  } catch {
    progress.hidden = false;
    progress.textContent = "Мастерская не загрузилась: связь пропала или слишком слабая, или браузер слишком старый. Нажмите «Открыть» ещё раз.";
  }
}

async function look() {
  const asked = text.value;
  try {
    const answer = await bench.look(path, asked);
    if (asked !== text.value || !answer) return; // a later look is on its way
    show(answer);
  } catch (error) {
    say(`Проверка не справилась с этим текстом: ${error instanceof Error ? error.message : error}. Отмените последнюю правку.`);
  }
}

/** @param {import("./workbench_bench.mjs").Answer} answer */
function show(answer) {
  say(answer.problems.length ? `Ошибок: ${answer.problems.length}` : "Ошибок нет.");
  problems.replaceChildren(...answer.problems.map(({ line, text: words }) => {
    const where = line ? `Строка ${line}` : "Весь файл";
    const button = element("button", { type: "button", class: "workbench__line" }, where);
    button.addEventListener("click", () => goTo(line));
    return element("li", {}, button, ` ${words}`);
  }));
  fixed = answer.fixed;
  fix.hidden = fixed === text.value;
  if (answer.tree) preview.draw(answer.tree, new URL(`../../${answer.url}`, bench.folder).href);
}

/**
 * Put the caret at the beginning of a line.
 * @param {number} line
 */
function goTo(line) {
  const start = text.value.split("\n").slice(0, Math.max(0, line - 1)).join("\n").length + (line > 1 ? 1 : 0);
  const end = text.value.indexOf("\n", start);
  text.focus();
  text.setSelectionRange(start, end < 0 ? text.value.length : end);
  const height = text.scrollHeight / text.value.split("\n").length;
  text.scrollTop = Math.max(0, (line - 5) * height);
}

/** @param {string} words */
function say(words) {
  status.textContent = words;
}

/** @param {{loaded: number, total: number}} state */
function tell({ loaded, total }) {
  const part = Math.min(100, Math.round((100 * loaded) / total));
  progress.hidden = false;
  progress.setAttribute("aria-valuenow", String(part));
  progress.textContent = loaded < total ? `Загружаем мастерскую: ${megabytes(loaded)} из ${megabytes(total)} МБ` : "Запускаем Python.";
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / MEGABYTE).toFixed(1).replace(".", ",");
}

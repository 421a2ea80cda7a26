// @ts-check
/**
 * The workbench: the text of a page, what is wrong with it, and how a reader would see it, all by the build's own Python.
 * Nothing is loaded before somebody opens a page here.
 */

import { button, download } from "./copy.mjs";
import { element } from "./dom.mjs";
import { Runtime } from "./runtime.mjs";
import { answer } from "./workbench_answers.mjs";
import { Bench } from "./workbench_bench.mjs";
import { CheckBench } from "./workbench_check.mjs";
import { KEY, begun, draftOf, forgetAll, isDraft, keep, kept, unpacked, wouldBeLost } from "./workbench_drafts.mjs";
import { find } from "./workbench_find.mjs";
import { Preview } from "./workbench_preview.mjs";
import { offer as offerProof } from "./workbench_proof.mjs";
import { PATCH, Sending, fileOf } from "./workbench_send.mjs";
import { Plain } from "./workbench_text.mjs";

const PAUSE = 120; // ms without a key
/** What is left to do for a new file, by where it lies. @type {Record<string, string>} */
const NEW = {
  "guides/": "Это новая инструкция. К ней должен вести ответ: откройте «Вопросы „Что случилось?“», допишите его, потом — «Скачать все черновики».",
  "macros/data/browsers/": "Это новый браузер. Правило в pyscripts/data/browser_rules.toml должно назвать его файл: напишите в правке, как его узнать.",
  "pyscripts/checks/": "Это новая проверка. У неё три файла: код, страница и тест. Испытайте код и отправьте все одной правкой: «Скачать все черновики».",
};
const NOT_KEPT = "Браузер не даёт сохранить черновик: не закрывайте страницу, пока не отправите правку.";
const ELSEWHERE = "Этот файл правят и в другой вкладке: останется то, что написано последним. ";
const UNREAD = "Черновик из ссылки не читается: ссылка неполная, или браузер слишком старый.";
const NOT_HERE = "Этот файл здесь не правят.";
const KEEPERS = "Этот файл меняют только те, кто ведёт сайт: по нему программа решает, какую правку пропустить.";

const place = /** @type {HTMLElement} */ (document.querySelector("[data-workbench]"));
const form = /** @type {HTMLFormElement} */ (place.querySelector("form"));
const select = /** @type {HTMLSelectElement} */ (form.querySelector("select"));
const finder = /** @type {HTMLFormElement} */ (place.querySelector(".workbench__find"));
const places = /** @type {HTMLElement} */ (finder.querySelector("output"));
/** What a draft may be that the site has not. */
const CAN_BE_NEW = /^(guides\/[a-z0-9-]+\/[a-z0-9-]+\.md|checks\/\w+\.md|macros\/data\/browsers\/[a-z0-9-]+\.yml|pyscripts\/checks\/\w+\.py|tests\/unit\/checks\/test_\w+\.py)$/;
/** What decides which edits are let through. */
const GUARDED = /^(macros|pyscripts)\/data\/[\w-]+\.(toml|txt)$/;
const bench = new Bench(new URL(place.dataset.workbench ?? "", document.baseURI).href);

const status = element("p", { role: "status", class: "workbench__status" });
const progress = element("p", { role: "progressbar", "aria-label": "Загрузка мастерской", "aria-valuemin": "0", "aria-valuemax": "100", hidden: "" });
const text = /** @type {HTMLTextAreaElement} */ (element("textarea", { id: "workbench-text", rows: "20", spellcheck: "true", autocapitalize: "off", autocomplete: "off" }));
const label = element("label", { for: "workbench-text" });
const problems = element("ol", { class: "workbench__problems" });
const fix = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "md-button", hidden: "" }, "Исправить оформление"));
const preview = new Preview();
const trial = new CheckBench(bench.folder);
/** By check: those of the site, as their readers have them. @type {Map<string, Runtime>} */
const runtimes = new Map();
const sending = new Sending(() => location.href.split("#")[0], (warning) => mean(going.filter((each) => each !== warning)));
const drafts = element("p", { class: "workbench__drafts workbench__tools", hidden: "" });
const note = element("p", { class: "workbench__note" });
const restore = button("Вернуть текст с сайта", () => {
  if (!confirm("Черновик этой страницы пропадёт. Вернуть текст с сайта?")) return;
  keep(path);
  giveBack();
});
const whole = button("Скачать все черновики (.patch)", downloadAll);
const inserts = /** @type {HTMLSelectElement} */ (element("select", { id: "workbench-insert" }));
const insert = button("Вставить", () => field.insert(inserts.value));
const desk = element("div", { class: "workbench__desk", hidden: "" },
  element("div", { class: "workbench__text" }, label, note, status, text, fix, problems, element("p", { class: "workbench__insert" }, element("label", { for: "workbench-insert" }, "Вставка в текст"), inserts, insert), trial.section, sending.section, restore),
  element("div", { class: "workbench__shown" }, ...preview.parts));

/** @type {Record<string, string>} */
let sources = {};
let path = "";
/** Warnings that this draft is meant to lose. @type {string[]} */
let going = [];
/** What the check that is edited has said when it was tried as it is now. @type {Record<string, string>} */
let said = {};
let fixed = "";
let pause = 0;
/** @type {Plain | import("./workbench_editor.mjs").Editor} */
let field = new Plain(text);
/** @type {import("./workbench_text.mjs").Calls} */
let calls = {};
/** @type {Promise<void> | undefined} */
let equipping;

for (const each of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[hidden].workbench__choose"))) each.hidden = false;
place.append(desk);
for (const each of /** @type {NodeListOf<HTMLFormElement>} */ (place.querySelectorAll("form[data-new]"))) {
  each.addEventListener("submit", (event) => {
    event.preventDefault();
    begin(each);
  });
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  open(select.value);
});
finder.addEventListener("submit", (event) => {
  event.preventDefault();
  seek(String(new FormData(finder).get("words")));
});
text.addEventListener("input", () => {
  said = {};
  save();
  trial.hold();
  clearTimeout(pause);
  pause = window.setTimeout(look, PAUSE);
});
fix.addEventListener("click", () => {
  text.value = fixed;
  text.dispatchEvent(new Event("input"));
  field.focus();
});
preview.addEventListener("press", (event) => press(/** @type {CustomEvent} */ (event).detail));
trial.addEventListener("form", (event) => preview.draw(/** @type {CustomEvent} */ (event).detail, document.baseURI));
trial.addEventListener("said", (event) => {
  const tried = draftOf(/** @type {CustomEvent} */ (event).detail);
  if (tried?.text !== text.value) return; // it was edited meanwhile
  ({ said } = tried);
  save();
  look();
});
bench.addEventListener("progress", (event) => tell(/** @type {CustomEvent} */ (event).detail));

tellDrafts();
choose(new URLSearchParams(location.search).get("page"));
offerProof(/** @type {HTMLElement} */ (place.querySelector("[data-proof]")), bench, load);
window.addEventListener("hashchange", offer);
window.addEventListener("storage", ({ key }) => key === KEY && meet());
window.addEventListener("beforeunload", (event) => wouldBeLost() && event.preventDefault());
offer();

function save() {
  if (!keep(path, text.value === sources[path] ? undefined : { text: text.value, going, said })) note.textContent = NOT_KEPT;
  tellDrafts();
}

/**
 * Lose some warnings on purpose: what was there leaves the list of warnings too, in the same edit.
 * @param {string[]} warnings
 */
function mean(warnings) {
  going = warnings;
  save();
  look();
  field.focus();
}

/** Another tab has changed the drafts: whoever writes here is told if that was this one. */
function meet() {
  tellDrafts();
  const theirs = kept()[path];
  if (desk.hidden || !theirs || theirs.text === text.value) return;
  note.replaceChildren(ELSEWHERE, button("Взять текст оттуда", () => open(path)));
}

/** A link with a draft: it is opened by a press, like any page. */
async function offer() {
  if (!isDraft(location.hash)) return;
  const shared = await unpacked(location.hash);
  drafts.hidden = false;
  if (!shared) {
    drafts.replaceChildren(UNREAD);
    return;
  }
  select.value = shared.path;
  if (select.value !== shared.path && !CAN_BE_NEW.test(shared.path)) {
    drafts.replaceChildren(GUARDED.test(shared.path) ? KEEPERS : NOT_HERE);
    return;
  }
  drafts.replaceChildren("В ссылке чужой черновик. Он покажется, но ничего не запустит. ", button("Показать черновик", () => open(shared.path, shared)));
}

/**
 * Begin a new guide, browser or check from the template.
 * @param {HTMLFormElement} asked
 */
async function begin(asked) {
  const wrong = /** @type {HTMLElement} */ (asked.querySelector("[role=alert]"));
  wrong.textContent = "";
  if (!(await load(asked))) return;
  const given = Object.fromEntries([...new FormData(asked)].map(([name, value]) => [name, String(value)]));
  const made = await bench.begun(asked.dataset.new ?? "", given);
  if ("wrong" in made) {
    wrong.textContent = made.wrong;
    return;
  }
  if (asked.dataset.new === "portal") {
    say("");
    const files = Object.entries(made.files).map(([name, words]) => [name, begun(words)]);
    download(String(await bench.ask("patches", Object.fromEntries(files))), "portal.patch", PATCH); // a whole site is not edited here
    return;
  }
  const files = Object.entries(made.files);
  for (const [name, words] of files.length > 1 ? files : []) keep(name, begun(words)); // what belongs together waits among the drafts
  tellDrafts();
  open(files[0][0], begun(files[0][1]));
}

/**
 * A form of the preview was sent: the check that is tried answers itself, the others are the site's own.
 * @param {{check: string, raw: [string, unknown][]}} pressed
 */
async function press({ check, raw }) {
  const own = check === trial.draft.name;
  if (!own && !(`pyscripts/checks/${check}.py` in sources)) return; // a draft may name anything
  preview.answer({ check, level: "busy", tree: [["p", { class: "verdict__text" }, ["Проверяем."]]], errors: {} });
  try {
    const ask = own ? (/** @type {any} */ asked) => trial.ask(asked) : (/** @type {any} */ asked) => runtimeOf(check).ask(asked);
    const found = await answer(preview.last?.tree ?? [], check, raw, ask);
    if (found) preview.answer(found);
  } catch {
    preview.answer({ check, level: "failed", tree: [["p", { class: "verdict__text" }, ["Проверка не ответила."]]], errors: {} });
  }
}

/** @param {string} check */
function runtimeOf(check) {
  const known = runtimes.get(check) ?? new Runtime(bench.runtime, check);
  runtimes.set(check, known);
  return known;
}

/** Name the drafts that lie on this device. */
function tellDrafts() {
  settle();
  const names = Object.keys(kept());
  drafts.hidden = !names.length;
  const openers = names.flatMap((name) => [button(titleOf(name), () => open(name)), " "]);
  const forget = button("Забыть все черновики", () => {
    if (!confirm("Все черновики на этом устройстве пропадут. Забыть их?")) return;
    forgetAll();
    giveBack();
  });
  drafts.replaceChildren("Черновики на этом устройстве: ", ...openers, ...(names.length > 1 ? [whole, " "] : []), forget);
}

/** The drafts stand with what sends an edit, while one is open; on a phone the end of the page is far. */
function settle() {
  if (desk.hidden) desk.after(drafts);
  else restore.after(drafts);
}

/** One edit of all that lies on this device. */
async function downloadAll() {
  if (await load(drafts, false)) download(String(await bench.ask("patches", kept())), "drafts.patch", PATCH);
}

/** Show the page as it is on the site, if one is open; its draft is forgotten already. */
function giveBack() {
  tellDrafts();
  desk.hidden ||= !(path in sources); // a new page is no more
  settle();
  if (desk.hidden) return;
  ({ going, said } = begun(""));
  field.open(path, sources[path]);
  note.textContent = "";
  look();
}

/** @param {string | null} name of the page from which somebody came */
function choose(name) {
  if ([...select.options].some(({ value }) => value === name)) select.value = name ?? "";
  else if (GUARDED.test(name ?? "")) {
    drafts.hidden = false;
    drafts.replaceChildren(KEEPERS);
  }
}

/**
 * Go where some words stand; if that is in several places, they are listed.
 * @param {string} words
 */
async function seek(words) {
  places.replaceChildren();
  if (!(await load(finder, false))) return;
  const found = find(sources, words, select.value);
  if (found.length === 1) {
    openAt(found[0], words);
    return;
  }
  const listed = found.map((each) => element("li", {}, button(`${titleOf(each.path)}, строка ${each.line}`, () => openAt(each, words)), ` ${each.words}`));
  places.replaceChildren(found.length ? element("ul", {}, ...listed) : "Таких слов нет. Попробуйте одно или два слова подряд.");
}

/**
 * @param {import("./workbench_find.mjs").Found} found
 * @param {string} words
 */
async function openAt({ path: name, line }, words) {
  places.replaceChildren();
  await open(name);
  await equip(); // it would begin at the top
  if (path === name) field.goTo(line, words.trim());
}

/** @param {import("./workbench_text.mjs").Calls} groups */
function fillInserts(groups) {
  calls = groups;
  field.know(calls);
  inserts.replaceChildren(...Object.entries(groups).map(([title, calls]) => {
    const options = calls.map(([call, words]) => element("option", { value: call }, `${words} — ${call}`));
    return element("optgroup", { label: title }, ...options);
  }));
}

/** @param {string} name of a page */
function titleOf(name) {
  return [...select.options].find(({ value }) => value === name)?.text ?? name;
}

/**
 * @param {string} name of a page, as it lies in docs/
 * @param {import("./workbench_drafts.mjs").Draft} [given] somebody else's; it is kept only when it is edited here
 */
async function open(name, given) {
  equip(); // it is not waited for
  if (!(await load())) return;
  path = select.value = name;
  label.textContent = `Текст файла ${fileOf(path)}`;
  const draft = given ?? kept()[path];
  ({ going, said } = draft ?? begun(""));
  field.open(path, draft?.text ?? sources[path] ?? "");
  note.textContent = noteOf(given, draft);
  desk.hidden = false;
  settle();
  desk.scrollIntoView(); // on a phone it begins below what can be begun
  await look();
  field.focus();
}

/**
 * @param {object | undefined} given
 * @param {object | undefined} draft
 */
function noteOf(given, draft) {
  if (!(path in sources)) return Object.entries(NEW).find(([start]) => path.startsWith(start))?.[1] ?? "";
  if (given !== undefined) return "Это черновик из ссылки.";
  return draft === undefined ? "" : "Это ваш черновик, он лежит на этом устройстве.";
}

/**
 * @param {HTMLElement} [beside] what was pressed: how it goes is told there
 * @param {boolean} [anew] whether something else is about to be opened
 * @returns {Promise<boolean>} whether Python is there
 */
async function load(beside = form, anew = true) {
  beside.after(progress);
  if (anew) {
    desk.hidden = true;
    settle();
    say("Загружаем мастерскую.");
  }
  try {
    sources = await bench.start();
    progress.hidden = true;
    if (!inserts.length) fillInserts(/** @type {import("./workbench_text.mjs").Calls} */ (await bench.ask("inserts")));
    return true;
  } catch {
    progress.hidden = false;
    progress.textContent = "Мастерская не загрузилась: связь пропала или слишком слабая, или браузер слишком старый. Попробуйте ещё раз.";
    return false;
  }
}

/** Put CodeMirror over the plain field; where it cannot be had, the field goes on as it is. */
function equip() {
  equipping ??= cover();
  return equipping;
}

async function cover() {
  try {
    const { Editor } = await import("./workbench_editor.mjs");
    const made = new Editor(text, label, hints);
    if (path) made.open(path, text.value);
    made.know(calls);
    field = made;
    if (!desk.hidden) await look();
  } catch (error) {
    console.warn(error); // what it lacks is of use to whoever looks into it, and to nobody else
  }
}

/** @type {import("./workbench_text.mjs").AskHints} */
async function hints(line, column) {
  try {
    return /** @type {import("./workbench_text.mjs").Hints | null} */ (await bench.ask("hints", path, text.value, line, column));
  } catch {
    return null; // whoever writes goes on without
  }
}

async function look() {
  const asked = text.value;
  try {
    const found = await bench.look({ path, text: asked, going, said }, waiting());
    if (asked !== text.value || !found) return; // a later look is on its way
    show(found);
  } catch (error) {
    say(`Проверка не справилась с этим текстом: ${error instanceof Error ? error.message : error}. Отмените последнюю правку.`);
  }
}

/** What is new and waits among the drafts. */
function waiting() {
  const files = Object.entries(kept()).filter(([name]) => name !== path && !(name in sources));
  return Object.fromEntries(files.map(([name, draft]) => [name, draft.text]));
}

/** @param {import("./workbench_bench.mjs").Answer} answer */
function show(answer) {
  say(answer.problems.length ? `Ошибок: ${answer.problems.length}` : "Ошибок нет.");
  const found = mendable(answer);
  problems.replaceChildren(...found.map(({ line, text: words, ways }, place) => {
    const said = element("span", { id: `workbench-problem-${place}` }, words);
    const goTo = element("button", { type: "button", class: "workbench__line", "aria-describedby": said.id }, line ? `Строка ${line}` : "Весь файл");
    goTo.addEventListener("click", () => field.goTo(line));
    const buttons = ways.map(({ words: said, name, act }) => {
      const made = element("button", { type: "button", class: "workbench__line", "aria-label": name }, said);
      made.addEventListener("click", act);
      return made;
    });
    return element("li", {}, goTo, " ", said, " ", ...buttons);
  }));
  field.tell(found);
  sending.update({ path, text: text.value, going, said }, answer, !(path in sources));
  trial.update(path, text.value, answer.may_run);
  restore.hidden = !answer.patch;
  fixed = answer.fixed;
  fix.hidden = fixed === text.value;
  if (answer.tree) preview.draw(answer.tree, new URL(`../../${answer.url}`, bench.folder).href);
}

/**
 * What can be done about each problem. `make fix` puts things right line by line: it changes no line into two.
 * @param {import("./workbench_bench.mjs").Answer} answer
 * @returns {import("./workbench_text.mjs").Problem[]}
 */
function mendable(answer) {
  const [before, after] = [text.value, answer.fixed].map((each) => each.replace(/\n+$/, "").split("\n"));
  const same = before.length === after.length;
  return answer.problems.map(({ line, text: words, lost }) => {
    const mended = same && after[line - 1] !== before[line - 1] ? after[line - 1] : undefined;
    const ways = [];
    if (mended !== undefined) ways.push({ words: "Исправить", name: `Исправить строку ${line}`, act: () => field.mend(line, mended) });
    if (lost !== null) ways.push({ words: "Так задумано", name: `Так задумано: убрать «${lost}» и из списка предостережений`, act: () => mean([...going, lost]) });
    return { line, text: words, mended, ways };
  });
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
  progress.textContent = loaded < total ? `Загружаем мастерскую: ${part} %` : "Запускаем Python."; // bytes are counted unpacked: they would be three times what is paid for
}

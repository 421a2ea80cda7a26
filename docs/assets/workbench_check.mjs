// @ts-check
/** The check bench: a module that somebody is writing is tried in a worker of its own, which is ended when it takes too long. */

import { button } from "./copy.mjs";
import { element } from "./dom.mjs";
import { spawn } from "./runtime.mjs";

const START = 120_000; // ms until Python is up: the line may be slow
const TRY = 30_000; // ms for loading a check and for all its examples
const ANSWER = 10_000; // ms for one question, as for readers

/**
 * @typedef {import("./workbench_bench.mjs").Tree} Tree
 * @typedef {{line: number, text: string}} Problem
 * @typedef {{failed: string} | {tried: number, failures: number, told: string, ms: number | null,
 *            outcomes: Record<string, number>, said: Record<string, string>, problems: Problem[], form: Tree[]}} Tried
 */

class TooLong extends Error {}

/** Events, once its module was loaded: `form` (detail: the tree of the check's form), `said` (detail: of which text it is, and what it says). */
export class CheckBench extends EventTarget {
  /** @param {string} folder of the archives */
  constructor(folder) {
    super();
    this.folder = folder;
    this.draft = { name: "", text: "" };
    /** @type {Worker | undefined} */
    this.worker = undefined;
    this.start = button("Испытать проверку", () => this.run());
    this.status = element("p", { role: "status", class: "workbench__status" });
    this.list = element("ul", {});
    this.told = element("pre", { tabindex: "0", "aria-label": "Что не сошлось", hidden: "" });
    this.section = element("section", { class: "workbench__trial", "aria-label": "Испытать проверку", hidden: "" },
      element("p", {}, this.start), this.status, this.list, this.told);
  }

  /**
   * @param {string} path of the file that is edited
   * @param {string} text
   * @param {boolean} mayRun whether nothing is in it that may not be in a check
   */
  update(path, text, mayRun) {
    const name = path.match(/^pyscripts\/checks\/(\w+)\.py$/)?.[1] ?? "";
    this.section.hidden = !name;
    if (name !== this.draft.name) this.forget();
    this.draft = { name, text };
    this.start.disabled = !mayRun;
  }

  /** What is written now was not read yet: it must not run, and what was read must not run in its place. */
  hold() {
    this.start.disabled = true;
  }

  forget() {
    this.stop();
    this.say("");
    this.list.replaceChildren();
    this.told.hidden = true;
  }

  stop() {
    this.worker?.terminate();
    this.worker = undefined;
  }

  /** A new worker each time: what an earlier draft has done there is gone with it. */
  async run() {
    const { name, text } = this.draft;
    this.forget();
    this.say("Запускаем Python для этой проверки.");
    const worker = spawn("trial", "workbench_trial.mjs");
    this.worker = worker;
    try {
      await this.asked(worker, { folder: this.folder }, START);
      this.say("Прогоняем примеры.");
      const { tried } = await this.asked(worker, { name, text }, TRY);
      if (this.worker === worker) this.show(tried, text);
    } catch (error) {
      if (this.worker !== worker) return; // another one is on its way
      this.stop();
      this.say(`Проверка остановлена: ${error instanceof Error ? error.message : error}.`);
    }
  }

  /**
   * @param {Worker} worker
   * @param {Record<string, unknown>} question
   * @param {number} limit ms
   * @returns {Promise<any>}
   */
  asked(worker, question, limit) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        worker.terminate();
        reject(new TooLong(`она думает дольше ${limit / 1000} секунд`));
      }, limit);
      worker.onerror = ({ message }) => reject(new Error(message || "поток не запустился"));
      worker.onmessage = ({ data }) => {
        clearTimeout(timer);
        const wrong = data.failed ?? data.error;
        if (wrong === undefined) resolve(data);
        else reject(new Error(String(wrong)));
      };
      worker.postMessage(question);
    });
  }

  /**
   * @param {Tried} tried what a stranger's code has said of itself: shown as text, whatever it is
   * @param {string} text
   */
  show(tried, text) {
    if ("failed" in tried) {
      this.stop();
      this.say(`Проверка не загрузилась: ${tried.failed}`);
      return;
    }
    const missing = Object.entries(tried.outcomes).filter(([, count]) => !count).map(([key]) => key);
    this.say(`Примеров: ${tried.tried}, не сошлось: ${tried.failures}. Исходов без примера: ${missing.length}.`);
    const lines = [
      ...(missing.length ? [`Нет примера: ${missing.join(", ")}`] : []),
      `Исходы и примеры к ним: ${Object.entries(tried.outcomes).map(([key, count]) => `${key} — ${count}`).join(", ")}`,
      ...(tried.ms === null ? [] : [`Один ответ: ${milliseconds(tried.ms)}`]),
      ...tried.problems.map(({ line, text }) => `${line ? `Строка ${line}` : "Весь файл"}: ${text}`),
    ];
    this.list.replaceChildren(...lines.map((line) => element("li", {}, line)));
    this.told.textContent = tried.told;
    this.told.hidden = !tried.told;
    this.dispatchEvent(new CustomEvent("form", { detail: tried.form }));
    this.dispatchEvent(new CustomEvent("said", { detail: { text, said: tried.said } }));
  }

  /**
   * @param {Record<string, unknown>} raw
   * @returns {Promise<any>} the verdict of the draft
   */
  async ask(raw) {
    const { worker } = this;
    if (!worker) throw new Error("проверка не запущена");
    try {
      const { result, ms } = await this.asked(worker, { name: this.draft.name, raw }, ANSWER);
      this.say(`Ответила за ${milliseconds(ms)}.`);
      return result;
    } catch (error) {
      if (error instanceof TooLong) this.stop(); // the next press begins anew
      this.say(`Проверка не ответила: ${error instanceof Error ? error.message : error}.`);
      throw error;
    }
  }

  /** @param {string} words */
  say(words) {
    this.status.textContent = words;
  }
}

/** @param {number} ms */
function milliseconds(ms) {
  return `${Number(ms).toFixed(1).replace(".", ",")} мс`;
}

// @ts-check
/** The page's side of the workbench's worker: starts it, asks it one thing at a time, replaces it when it hangs. */

import { trusted } from "./trusted.mjs";

const LIMIT = 60_000; // ms for one look: some text may be more than any look can bear

/**
 * @typedef {string | [string, Record<string, string>, any[]]} Tree
 * @typedef {{problems: {line: number, text: string}[], tree: Tree[] | null, fixed: string, url: string}} Answer
 * @typedef {{path: string, text: string, resolve: (answer: Answer | undefined) => void, reject: (error: Error) => void}} Question
 */

/** Events: `progress` (detail {loaded, total}). */
export class Bench extends EventTarget {
  /** @param {string} folder of the archives */
  constructor(folder) {
    super();
    this.folder = folder;
    /** @type {Promise<Record<string, string>> | undefined} */
    this.started = undefined;
    /** @type {Worker | undefined} */
    this.worker = undefined;
    /** @type {Question | undefined} */
    this.asked = undefined;
    /** @type {Question | undefined} */
    this.next = undefined;
    this.timer = 0;
  }

  /** @returns {Promise<Record<string, string>>} the pages of the site by path; rejects if Python cannot be had */
  start() {
    this.started ??= new Promise((resolve, reject) => {
      const worker = (this.worker = spawn());
      const fail = (/** @type {string} */ reason) => {
        this.stop();
        reject(new Error(reason));
      };
      worker.onerror = (event) => fail(event.message || "the worker did not start");
      worker.onmessage = ({ data }) => {
        if (data.progress) this.dispatchEvent(new CustomEvent("progress", { detail: data.progress }));
        else if (data.failed) fail(data.failed);
        else if (data.sources) resolve(data.sources);
        else this.settle(data);
      };
      worker.postMessage({ folder: this.folder });
    });
    return this.started;
  }

  stop() {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = this.started = undefined;
  }

  /**
   * Ask for a look; of several that wait only the last is asked.
   * @param {string} path
   * @param {string} text
   * @returns {Promise<Answer | undefined>} nothing if a later question took the place of this one
   */
  async look(path, text) {
    await this.start();
    return new Promise((resolve, reject) => {
      this.next?.resolve(undefined);
      this.next = { path, text, resolve, reject };
      if (!this.asked) this.send();
    });
  }

  send() {
    this.asked = this.next;
    this.next = undefined;
    if (!this.asked) return;
    this.worker?.postMessage({ id: 1, path: this.asked.path, text: this.asked.text });
    this.timer = window.setTimeout(() => {
      this.stop();
      this.settle({ error: "дольше минуты" });
    }, LIMIT);
  }

  /** @param {{answer?: Answer, error?: string}} message */
  settle({ answer, error }) {
    clearTimeout(this.timer);
    if (answer) this.asked?.resolve(answer);
    else this.asked?.reject(new Error(error));
    this.asked = undefined;
    if (this.next) this.start().then(() => this.send());
  }
}

/** A worker started from a blob inherits the page's policy; one loaded from an address would have none. */
function spawn() {
  const line = `import ${JSON.stringify(new URL("workbench_worker.mjs", import.meta.url).href)};`;
  const url = URL.createObjectURL(new Blob([line], { type: "text/javascript" }));
  return new Worker(trusted(url), { type: "module", name: "workbench" });
}

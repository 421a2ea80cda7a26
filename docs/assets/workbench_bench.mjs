// @ts-check
/** The page's side of the workbench's worker: starts it, asks it one thing at a time, replaces it when it hangs. */

import { spawn } from "./runtime.mjs";

const LIMIT = 60_000; // ms for one look: some text may be more than any look can bear

/**
 * @typedef {string | [string, Record<string, string>, any[]]} Tree
 * @typedef {{problems: {line: number, text: string, lost: string | null}[], beside: {file: string, text: string, gone: string[]} | null, tree: Tree[] | null, fixed: string, patch: string, url: string, may_run: boolean}} Answer
 * @typedef {{files: Record<string, string>} | {wrong: string}} Begun
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
    this.runtime = ""; // the address of the readers' Python
    /** Python does one thing at a time. @type {Promise<unknown>} */
    this.busy = Promise.resolve();
    /** @type {((message: {answer?: unknown, error?: string}) => void) | undefined} */
    this.settle = undefined;
    /** @type {object | undefined} */
    this.wanted = undefined;
  }

  /** @returns {Promise<Record<string, string>>} the pages of the site by path; rejects if Python cannot be had */
  start() {
    this.started ??= new Promise((resolve, reject) => {
      const worker = spawn("workbench", "workbench_worker.mjs");
      this.worker = worker;
      const fail = (/** @type {string} */ reason) => {
        this.stop();
        reject(new Error(reason));
      };
      worker.onerror = (event) => fail(event.message || "the worker did not start");
      worker.onmessage = ({ data }) => {
        if (data.progress) this.dispatchEvent(new CustomEvent("progress", { detail: data.progress }));
        else if (data.failed) fail(data.failed);
        else if (data.sources) {
          this.runtime = new URL(`../../${data.runtime}`, this.folder).href;
          resolve(data.sources);
        }
        else this.settle?.(data);
      };
      worker.postMessage({ folder: this.folder });
    });
    return this.started;
  }

  stop() {
    this.worker?.terminate();
    this.worker = this.started = undefined;
  }

  /**
   * Ask for a look; of several that wait only the last is asked.
   * @param {import("./workbench_drafts.mjs").Shared} draft
   * @param {Record<string, string>} others what is new among the drafts
   * @returns {Promise<Answer | undefined>} nothing if a later one took the place of this one
   */
  async look({ path, text, going, said }, others) {
    const mine = {};
    this.wanted = mine;
    await this.busy;
    return this.wanted === mine ? /** @type {Promise<Answer>} */ (this.ask("look", path, text, going, said, others)) : undefined;
  }

  /**
   * How a new guide, browser or check begins.
   * @param {string} kind
   * @param {Record<string, string>} given
   */
  begun(kind, given) {
    return /** @type {Promise<Begun>} */ (this.ask("new", kind, given));
  }

  /**
   * @param {string} call
   * @param {...unknown} given
   * @returns {Promise<unknown>}
   */
  ask(call, ...given) {
    const answer = this.busy.then(() => this.send(call, given));
    this.busy = answer.catch(() => {});
    return answer;
  }

  /**
   * @param {string} call
   * @param {unknown[]} given
   */
  async send(call, given) {
    await this.start();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.stop();
        reject(new Error("дольше минуты"));
      }, LIMIT);
      this.settle = ({ answer, error }) => {
        clearTimeout(timer);
        if (error === undefined) resolve(answer);
        else reject(new Error(error));
      };
      this.worker?.postMessage({ call, given });
    });
  }
}

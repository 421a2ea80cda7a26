// @ts-check
/** The page's side of the worker: starts it, asks it, watches over it, replaces it. */

import { trusted } from "./trusted.mjs";

const PAUSE = 500; // ms: the first answer does not wait for the disk
const LIMIT = 10_000; // ms that a check may take, once it runs
const SILENCE = 12_000; // ms without a sign of life while loading, until the page says so

export class TimeLimit extends Error {}

/**
 * The Python of one check. Events: `progress` (detail {loaded, total}), `ready`, `trouble` (nothing has come for
 * a while, or loading failed; questions stay queued, and a slow line that moves again is not given up on), `more` (a
 * question, or the start, needs what the small core has not: the whole one is being loaded, and asked again).
 */
export class Runtime extends EventTarget {
  /**
   * @param {string} url the folder of the runtime
   * @param {string} check the name of the one that will be asked
   */
  constructor(url, check) {
    super();
    this.url = url;
    this.check = check;
    this.starts = 0;
    this.whole = false;
    this.cut = false; // whether there is a larger core than the one that runs
    /** @type {"off" | "loading" | "ready"} */
    this.state = "off";
    /** @type {Worker | undefined} */
    this.worker = undefined;
    /** @type {Map<number, Question>} */
    this.questions = new Map();
    this.lastId = 0;
    this.silence = 0;
    this.isMemorySent = false;
  }

  /** Start loading, unless that has been done. */
  start() {
    if (this.state !== "off") return;
    this.state = "loading";
    this.resetSilence();
    try {
      this.worker = spawn("python", "worker.mjs");
    } catch (error) {
      this.fail(String(error));
      return;
    }
    this.isMemorySent = false;
    this.worker.onmessage = ({ data }) => this.receive(data);
    this.worker.onerror = (event) => this.fail(event.message || "the worker did not start");
    const hasCache = Boolean(navigator.serviceWorker?.controller); // what keeps files has been there before this page
    this.worker.postMessage({ runtime: this.url, check: this.check, anew: this.starts++ > 0, whole: this.whole, hasCache });
  }

  /** Throw the worker away and start again; what was asked stays asked. */
  restart() {
    this.stop();
    this.start();
  }

  /** Go on with the whole core; what was asked stays asked. */
  widen() {
    this.whole = true;
    this.starts = 0; // it has a memory of its own
    this.restart();
    this.dispatchEvent(new Event("more"));
  }

  stop() {
    clearTimeout(this.silence);
    this.worker?.terminate();
    this.worker = undefined;
    this.state = "off";
    for (const question of this.questions.values()) clearTimeout(question.timer);
  }

  /**
   * Ask once Python is there. Until then a new question takes the place of the one before.
   * @param {Record<string, unknown>} raw
   * @param {number} limit
   * @returns {Promise<any>} what pyscripts.run returns; rejects if the check fails or takes too long
   */
  ask(raw, limit = LIMIT) {
    const id = ++this.lastId;
    if (this.state !== "ready") this.forget();
    return new Promise((resolve, reject) => {
      this.questions.set(id, { message: { id, name: this.check, raw }, limit, timer: 0, resolve, reject });
      if (this.state === "ready") this.send(id);
      else if (this.state === "loading") this.resetSilence(); // who asks again is told again
      else this.start();
    });
  }

  /** Reject all queued questions: a newer one replaces them. */
  forget() {
    for (const { reject } of this.questions.values()) reject(new Error("asked again"));
    this.questions.clear();
  }

  /** @param {number} id */
  send(id) {
    const question = this.questions.get(id);
    if (!question) return;
    this.worker?.postMessage(question.message);
    question.timer = window.setTimeout(() => {
      this.questions.delete(id);
      this.replace();
      question.reject(new TimeLimit());
    }, question.limit);
  }

  /** @param {any} message */
  receive(message) {
    if (message.progress) {
      this.resetSilence();
      this.dispatchEvent(new CustomEvent("progress", { detail: message.progress }));
    } else if (message.started) {
      this.keep(message.memory, message.home);
    } else if (message.ready) {
      clearTimeout(this.silence);
      this.state = "ready";
      this.cut = message.cut;
      this.dispatchEvent(new Event("ready"));
      for (const id of this.questions.keys()) this.send(id);
    } else if (message.failed) {
      if (message.remembered) this.restart();
      else if (message.cut) this.widen();
      else this.fail(message.failed);
    } else {
      this.settle(message);
    }
  }

  /**
   * Have Python's memory kept for the next page: once for a worker, and that before it has seen a check.
   * @param {Uint8Array<ArrayBuffer> | undefined} memory
   * @param {string} runtime the folder of the core whose memory it is
   */
  keep(memory, runtime) {
    if (this.isMemorySent) return;
    this.isMemorySent = true;
    if (memory) setTimeout(() => spawn("keeper", "keeper.mjs").postMessage({ runtime, memory }, [memory.buffer]), PAUSE);
  }

  /** @param {{id: number, result?: unknown, error?: string, cut?: boolean}} message */
  settle({ id, result, error, cut }) {
    const question = this.questions.get(id);
    if (!question) return;
    if (error && cut) return this.widen();
    clearTimeout(question.timer);
    this.questions.delete(id);
    if (!error) return question.resolve(result);
    this.replace();
    question.reject(new Error(error));
  }

  /** Python cannot be interrupted, and after an error it may be out of memory: a new one answers what else was asked. */
  replace() {
    this.stop();
    if (this.questions.size) this.start();
  }

  /** Something has come: the wait for trouble begins again. */
  resetSilence() {
    clearTimeout(this.silence);
    this.silence = window.setTimeout(() => this.trouble("nothing has come for a while"), SILENCE);
  }

  /**
   * The worker is no more; the next question starts another one.
   * @param {string} reason
   */
  fail(reason) {
    const { state } = this;
    this.stop();
    if (state === "loading") return this.trouble(reason);
    if (this.cut && this.questions.size) return this.widen();
    for (const question of this.questions.values()) question.reject(new Error(reason));
    this.questions.clear();
  }

  /** @param {string} reason */
  trouble(reason) {
    clearTimeout(this.silence);
    this.dispatchEvent(new CustomEvent("trouble", { detail: reason }));
  }
}

/**
 * @typedef {{message: {id: number, name: string, raw: Record<string, unknown>}, limit: number, timer: number,
 *            resolve: (result: any) => void, reject: (error: Error) => void}} Question
 */

/**
 * A worker started from a blob inherits the page's policy; one loaded from an address would have none.
 * @param {string} name
 * @param {string} module what readers get has all that it imports in it: macros/delivery/join.py
 */
export function spawn(name, module) {
  const line = `import ${JSON.stringify(new URL(module, import.meta.url).href)};`;
  const url = URL.createObjectURL(new Blob([line], { type: "text/javascript" }));
  return new Worker(trusted(url), { type: "module", name });
}

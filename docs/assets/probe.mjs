// @ts-check
/**
 * Asks the hosts of data/hosts.toml whether they answer. Only a press of the button starts it, on the one page that
 * lists them all. Tells each step with a bubbling `probe` event, so that the page shows it at once.
 */

import hosts from "./data/hosts.mjs";
import { state, told } from "./state.mjs";

/**
 * @typedef {import("./state.mjs").Probe} Probe
 * @typedef {import("./measure.mjs").Press} Press
 * @typedef {{name: string, path: string, image?: string}} Host
 * @typedef {{id: string, enough: number, host: Host[]}} Group
 * @typedef {{group: string, host?: string, status: string, ms: number}} Step without a host: the group as a whole
 * @typedef {{signal: AbortSignal, late: boolean}} Patience
 */

const OWN = new URL("own.txt", import.meta.url);
const OWN_TEXT = "Это наш сайт: 8b1f6c2e-разберёмся";
/** @type {RequestInit} */
const QUIET = { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" };
const AGAIN = ["slow", "fail", "blocked", "wrong"]; // worth a second look; who waited in vain is not made to wait twice

/**
 * How the hosts of a group answer, in one round or two.
 * @param {string} id of a group
 * @param {Press} press
 */
export async function measure(id, press) {
  const group = /** @type {Group} */ (hosts.group.find((other) => other.id === id));
  const rounds = [await round(group, press)];
  if (!enough(rounds[0], group) && rounds[0].some(({ status }) => AGAIN.includes(status)) && (await pause(hosts.again_ms, press.signal))) {
    rounds.push(await round(group, press));
  }
  const found = state(rounds.map((probes) => probes.map(({ status }) => status)));
  tell(press, { group: id, status: found, ms: 0 });
  return { value: told(rounds), state: found };
}

/**
 * Ask the hosts one after another until enough have answered; a slow one does not hold up the next.
 * @param {Group} group
 * @param {Press} press
 */
async function round(group, press) {
  const probes = group.host.map(({ name }) => ({ host: name, status: "none", ms: 0 }));
  const stop = new AbortController();
  const patience = { signal: stop.signal, late: false };
  const end = () => stop.abort();
  const timer = setTimeout(() => {
    patience.late = true;
    end();
  }, hosts.deadline_ms);
  press.signal.addEventListener("abort", end);
  const asked = [];
  try {
    for (const [place, host] of group.host.entries()) {
      if (stop.signal.aborted) break;
      tell(press, { group: group.id, host: host.name, status: "asked", ms: 0 });
      const probe = ask(group, host, patience).then((found) => {
        probes[place] = found;
        tell(press, { group: group.id, ...found });
        if (enough(probes, group)) end();
      });
      asked.push(probe);
      await Promise.race([probe, pause(hosts.slow_ms, stop.signal)]);
    }
    await Promise.all(asked);
  } finally {
    clearTimeout(timer);
    press.signal.removeEventListener("abort", end);
    end(); // nothing more of a page is loaded than the first of its answer
  }
  return probes;
}

/**
 * @param {Group} group
 * @param {Host} host
 * @param {Patience} patience
 * @returns {Promise<Probe>}
 */
async function ask(group, host, patience) {
  const start = performance.now();
  const status = group.id === "own" ? await askOwn(patience) : await askOther(host, patience);
  return { host: host.name, status: status ?? (performance.now() - start < hosts.slow_ms ? "ok" : "slow"), ms: Math.round(performance.now() - start) };
}

/**
 * Our own site proves itself: the address is new each time, so that no cache has it, and the text is known here.
 * @param {Patience} patience
 * @returns {Promise<string | undefined>} what went wrong
 */
async function askOwn(patience) {
  const start = performance.now();
  try {
    const nonce = `${Date.now()}-${Math.random()}`;
    const response = await fetch(`${OWN.href}?${nonce}`, { ...QUIET, mode: "same-origin", redirect: "error", signal: patience.signal });
    return response.ok && (await response.text()).trim() === OWN_TEXT ? undefined : "wrong";
  } catch {
    return failure(start, patience);
  }
}

/**
 * Another site only shows that it answers: what it says stays hidden from this page.
 * @param {Host} host
 * @param {Patience} patience
 * @returns {Promise<string | undefined>} what went wrong
 */
async function askOther(host, patience) {
  const start = performance.now();
  try {
    await fetch(`https://${host.name}${host.path}`, { ...QUIET, mode: "no-cors", signal: patience.signal });
    return undefined;
  } catch {
    const found = failure(start, patience);
    return found === "fail" && host.image && (await picture(`https://${host.name}${host.image}?${Date.now()}`, patience)) ? "blocked" : found;
  }
}

/**
 * The reason of a failure is hidden from pages; only its time tells a refusal from silence.
 * @param {number} start
 * @param {Patience} patience
 */
function failure(start, { signal, late }) {
  if (signal.aborted) return late ? "timeout" : "none";
  return performance.now() - start < hosts.late_ms ? "fail" : "timeout";
}

/**
 * Whether a real picture of the host comes, where the request did not: then it is the browser that stops requests.
 * @param {string} url
 * @param {Patience} patience
 * @returns {Promise<boolean>}
 */
function picture(url, patience) {
  return new Promise((resolve) => {
    const image = new Image();
    const end = (/** @type {boolean} */ came) => {
      patience.signal.removeEventListener("abort", stop);
      resolve(came);
    };
    const stop = () => {
      image.src = "";
      end(false);
    };
    patience.signal.addEventListener("abort", stop);
    image.referrerPolicy = "no-referrer";
    image.onload = () => end(true);
    image.onerror = () => end(false);
    image.src = url;
  });
}

/**
 * @param {Probe[]} probes
 * @param {Group} group
 */
function enough(probes, group) {
  return probes.filter(({ status }) => status === "ok").length >= group.enough;
}

/**
 * @param {number} ms
 * @param {AbortSignal} signal ends it early
 * @returns {Promise<boolean>} whether it went to its end
 */
function pause(ms, signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(false);
    const timer = setTimeout(() => resolve(true), ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

/**
 * @param {Press} press
 * @param {Step} step
 */
function tell({ form, signal }, step) {
  if (!signal.aborted) form.dispatchEvent(new CustomEvent("probe", { bubbles: true, detail: step }));
}

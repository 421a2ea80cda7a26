// @ts-check
/** What a group of hosts does, from its probes. The same as `state` in pyscripts/reach.py; a test compares. */

/** @typedef {{host: string, status: string, ms: number}} Probe */

const UP = ["ok", "slow"];
const MAJORITY = 2;

/**
 * @param {string[][]} rounds words for the probes of each round: ok, slow, fail, timeout, blocked, wrong or none
 * @returns {string} one of these words, or "mixed"
 */
export function state(rounds) {
  const ran = rounds.filter((probes) => probes.some((word) => word !== "none"));
  const seen = ran.flat();
  if (ran.length && ran.every((probes) => most(probes, UP))) return ran.some((probes) => most(probes, ["ok"])) ? "ok" : "slow";
  if (seen.includes("blocked")) return "blocked";
  if (seen.some((word) => UP.includes(word))) return "mixed";
  return ["wrong", "timeout", "fail"].find((word) => seen.includes(word)) ?? "none";
}

/**
 * Whether enough hosts of a round gave a wanted answer.
 * @param {string[]} probes
 * @param {string[]} wanted
 */
export function most(probes, wanted) {
  return probes.filter((word) => wanted.includes(word)).length >= Math.min(MAJORITY, probes.length);
}

/**
 * The probes of a group in the words that Python reads: `ok:90 fail:12 none / ok:80 ok:85 none`.
 * @param {Probe[][]} rounds
 */
export function told(rounds) {
  return rounds.map((probes) => probes.map(({ status, ms }) => (status === "none" ? status : `${status}:${ms}`)).join(" ")).join(" / ");
}

// @ts-check
/** Answers that the build has asked Python for: see macros/delivery/answers.py. Given at once, before Python is there. */

/**
 * @typedef {import("./verdict.mjs").Verdict} Verdict
 * @typedef {import("./verdict.mjs").Finding} Finding
 * @typedef {{fields: [string, string[]][], nodes: number[][][], findings: Finding[],
 *            answers: {level: string, findings: number[], errors: Record<string, string>}[]}} Table
 */

/**
 * @param {Table} table
 * @param {string} check its name
 * @param {Record<string, unknown>} raw the word of every field
 * @returns {Verdict | undefined} nothing if a word is not in the table: then Python is to be asked
 */
export function lookUp(table, check, raw) {
  let at = 0;
  for (const [depth, [name, words]] of table.fields.entries()) {
    const next = table.nodes[depth][at][words.indexOf(String(raw[name] ?? ""))];
    if (next === undefined) return undefined;
    at = next;
  }
  const { level, findings, errors } = table.answers[at];
  const found = findings.map((number) => table.findings[number]);
  const bad = Object.keys(errors);
  const given = table.fields.map(([name]) => [name, raw[name]]).filter(([name, word]) => word && !bad.includes(String(name)));
  return { level, findings: found, errors, report: { check, level, found: found.map(({ key }) => key), given: Object.fromEntries(given) } };
}

/** @type {WeakMap<HTMLFormElement, Promise<Table | undefined>>} */
const tables = new WeakMap();

/**
 * Load the table of a form that has one. Called when the page opens: when the button is pressed there may be no network.
 * @param {HTMLFormElement} form
 */
export function loadTable(form) {
  if (form.dataset.answers) tables.set(form, fetchTable(form.dataset.answers));
}

/**
 * @param {string} url
 * @returns {Promise<Table | undefined>} nothing where the network does not give it
 */
export async function fetchTable(url) {
  try {
    const response = await fetch(url);
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What the build knows to be the answer.
 * @param {HTMLFormElement} form
 * @param {Record<string, unknown>} raw what the form holds
 */
export async function foreseen(form, raw) {
  const table = await tables.get(form);
  if (!table) return undefined;
  const words = { ...raw };
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input[data-state]"))) words[input.name] = input.dataset.state;
  return lookUp(table, form.dataset.check ?? "", words);
}

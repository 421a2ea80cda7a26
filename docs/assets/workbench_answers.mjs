// @ts-check
/** Answers for the forms in the preview: a form like the one there is made here, unseen, and filled by the readers' own modules. */

import { collected } from "./dom.mjs";
import { measure } from "./measure.mjs";
import { show } from "./verdict.mjs";

const OF_A_FORM = /^(button|div|fieldset|form|input|label|legend|output|p|select|span|strong|textarea)$/;
const ASKS_OTHERS = /^reach/; // the preview has no network, nor has what it is shown for

/** @typedef {import("./workbench_bench.mjs").Tree} Tree */
/** @typedef {import("./workbench_preview.mjs").Answer} Answer */
/** @typedef {Record<string, string | File>} Raw */

/**
 * @param {Tree[]} page what the preview shows
 * @param {string} check
 * @param {[string, unknown][]} given what its form holds
 * @param {(raw: Raw) => Promise<any>} ask gives the verdict
 * @returns {Promise<Answer | undefined>} nothing if there is no such form
 */
export async function answer(page, check, given, ask) {
  const found = formIn(page, check);
  if (!found) return undefined;
  const form = /** @type {HTMLFormElement} */ (made(found));
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[data-measure]"))) if (ASKS_OTHERS.test(input.dataset.measure ?? "")) input.remove();
  await measure(form);
  const raw = collected(given);
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[data-measure]"))) raw[input.name] = input.value;
  const verdict = await ask(raw);
  show(form, verdict);
  const output = /** @type {HTMLElement} */ (form.querySelector("output"));
  return { check, level: output.dataset.level ?? "", tree: Array.from(output.childNodes, told).flat(), errors: verdict.errors };
}

/**
 * @param {Tree[]} trees
 * @param {string} check
 * @returns {Tree | undefined}
 */
function formIn(trees, check) {
  for (const tree of trees) {
    if (typeof tree === "string") continue;
    const [name, attributes, children] = tree;
    if (name === "form" && attributes["data-check"] === check) return tree;
    const inside = formIn(children, check);
    if (inside) return inside;
  }
  return undefined;
}

/** @param {Tree} tree @returns {Node | string} */
function made(tree) {
  if (typeof tree === "string") return tree;
  const [name, attributes, children] = tree;
  if (!OF_A_FORM.test(name)) return "";
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (/^(class|data-|id|name|type)/.test(key)) element.setAttribute(key, value);
  element.append(...children.map(made));
  return element;
}

/**
 * What stands in a verdict, for the frame; its buttons are of this page.
 * @param {ChildNode} node
 * @returns {Tree[]}
 */
function told(node) {
  if (node instanceof HTMLTextAreaElement) return [["p", { class: "verdict__text" }, [node.value]]];
  if (!(node instanceof Element)) return [node.textContent ?? ""];
  if (node.localName === "button") return [];
  const attributes = Object.fromEntries(Array.from(node.attributes, ({ name, value }) => [name, value]));
  return [[node.localName, attributes, Array.from(node.childNodes, told).flat()]];
}

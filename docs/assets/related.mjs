// @ts-check
/** Where a check knows nothing, the site's guides may: what was typed is looked up as in the search box, on this page. */

import index from "./data/search.mjs";
import { element } from "./dom.mjs";
import { Search } from "./query.mjs";

const MOST = 3; // guides
const ROOT = new URL("../..", import.meta.url); // of the site: macros/delivery/fingerprint.py puts us one folder deeper

/**
 * Put the nearest guides under each finding that names a field to look up.
 * @param {HTMLFormElement} form
 */
export function relate(form) {
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-lookup]"))) {
    const typed = new FormData(form).get(box.dataset.lookup ?? "");
    if (typeof typed === "string") box.querySelector(".verdict__text")?.after(...links(typed));
  }
}

/** @param {string} typed */
function links(typed) {
  const guides = new Search(index).answer(typed).found.filter(({ url }) => url.startsWith("guides/")).slice(0, MOST);
  if (!guides.length) return [];
  const items = guides.map(({ url, title }) => element("li", {}, element("a", { href: new URL(url, ROOT).href }, title.map(({ text }) => text).join(""))));
  return [element("p", { class: "verdict__guide" }, "Может быть, об этом:"), element("ul", {}, ...items)];
}

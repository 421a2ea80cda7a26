// @ts-check
/**
 * «Помогло / не помогло»: the links work without this file. Here the reader can add the name of the browser and what the
 * checks found, and a guide can be printed as a card. What is added goes into the address of a form which the reader sees and sends, or does not.
 */

const MOST = 1500; // characters of the report: GitHub takes no address longer than some 8000

const place = /** @type {HTMLElement} */ (document.querySelector("[data-feedback]"));
const box = /** @type {HTMLInputElement} */ (place.querySelector("input"));
const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (place.querySelectorAll('a[href*="/issues/new?"]'));
const plain = [...links].map((link) => link.href);

box.checked = false; // a browser may remember a tick from the last visit
/** @type {HTMLElement} */ (box.closest("[hidden]")).hidden = false;
box.addEventListener("change", async () => {
  const more = box.checked ? await known() : "";
  for (const [index, link] of links.entries()) link.href = plain[index] + more;
});

const leaflet = /** @type {HTMLButtonElement | null} */ (place.querySelector("button[data-leaflet]"));
if (leaflet) {
  /** @type {HTMLElement} */ (leaflet.closest("[hidden]")).hidden = false;
  leaflet.addEventListener("click", async () => (await import("./leaflet.mjs")).offer(leaflet));
}

/** What is added to the address, in the words of .github/ISSUE_TEMPLATE. Loaded only when it is wanted. */
async function known() {
  const [{ default: rules }, { detected }, report] = await Promise.all([import("./data/browser_rules.mjs"), import("./detect.mjs"), import("./report.mjs")]);
  const { name, version, platform } = detected(rules);
  const found = report.all().map(({ check, found }) => `${check}: ${found.join(", ")}`);
  const fields = { browser: [name, version, platform].filter(Boolean).join(" "), report: found.join("\n").slice(0, MOST) };
  return `&${new URLSearchParams(fields)}`;
}

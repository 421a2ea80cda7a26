// @ts-check
/**
 * Steps for the reader's own browser or system; «это не мой браузер» shows the others as tabs. One choice holds for all steps
 * of the site. Without this file, and on paper, all of them stand one below the other.
 */

import rules from "./data/browser_rules.mjs";
import { copy } from "./copy.mjs";
import { detected } from "./detect.mjs";
import { element } from "./dom.mjs";

const CHOICE = "steps"; // in localStorage: what the reader chose, by kind of steps

const reader = detected(rules);

/** @param {HTMLElement} way */
function nameOf(way) {
  return [way.dataset.browser, way.dataset.platform].filter(Boolean).join("-");
}

/** The choice of a link (#browser=firefox), else the one made before, else what was detected. */
function wanted() {
  const fragment = new URLSearchParams(location.hash.slice(1)).get("browser");
  return [fragment, remembered(), `${reader.steps}-${reader.platformSteps}`, reader.steps, reader.system].filter(Boolean);
}

/**
 * @param {HTMLElement[]} ways
 * @returns {HTMLElement}
 */
function best(ways) {
  for (const name of wanted()) {
    const exact = ways.find((way) => nameOf(way) === name);
    if (exact) return exact;
    const some = ways.filter((way) => way.dataset.browser === name);
    if (some.length) return some.find((way) => way.dataset.platform === reader.platformSteps) ?? some[0];
  }
  return ways.find((way) => way.dataset.platform === reader.platformSteps) ?? ways[0];
}

/** @param {HTMLElement} steps */
function makeTabs(steps) {
  const ways = /** @type {HTMLElement[]} */ ([...steps.querySelectorAll(".steps__way")]);
  if (ways.length < 2) return;
  const list = element("div", { role: "tablist", "aria-label": steps.querySelector(".steps__title")?.textContent ?? "" });
  const first = best(ways);
  for (const way of [first, ...ways.filter((other) => other !== first)]) list.append(makeTab(way));
  list.addEventListener("keydown", moveFocus);
  list.hidden = true;
  steps.querySelector(".steps__title")?.after(makeSwitch(list, Boolean(first.dataset.platform)), list);
  steps.classList.add("steps--tabs");
  choose(first);
}

/**
 * Says whose steps these are, and opens the choice of others.
 * @param {HTMLElement} list
 * @param {boolean} browsers whether the steps are for browsers, or for systems
 */
function makeSwitch(list, browsers) {
  const other = element("button", { type: "button", class: "steps__other", "aria-expanded": "false" }, browsers ? "Это не мой браузер" : "У меня другая система");
  other.addEventListener("click", () => open(list, list.hidden));
  return element("p", { class: "steps__whose" }, "Шаги для: ", element("strong", { class: "steps__name" }), " ", other);
}

/**
 * @param {HTMLElement} list
 * @param {boolean} opened
 */
function open(list, opened) {
  const other = /** @type {HTMLElement} */ (list.previousElementSibling?.querySelector(".steps__other"));
  list.hidden = !opened;
  other.setAttribute("aria-expanded", String(opened));
  if (opened) /** @type {HTMLElement} */ (list.querySelector("[aria-selected=true]")).focus();
  else if (list.contains(document.activeElement)) other.focus();
}

/** @param {HTMLElement} way */
function makeTab(way) {
  const tab = element("button", { type: "button", id: `tab-${way.id}`, role: "tab", "aria-controls": way.id }, way.querySelector("h3")?.textContent ?? "");
  tab.addEventListener("click", ({ detail }) => {
    const list = /** @type {HTMLElement} */ (tab.parentElement);
    if (detail) open(list, false); // a tap decides; arrow keys go on looking
    remember(nameOf(way));
    for (const steps of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".steps--tabs"))) {
      const twin = [...steps.querySelectorAll(".steps__way")].find((other) => nameOf(/** @type {HTMLElement} */ (other)) === nameOf(way));
      if (twin) choose(/** @type {HTMLElement} */ (twin));
    }
  });
  way.setAttribute("role", "tabpanel");
  way.setAttribute("aria-labelledby", tab.id);
  return tab;
}

/** @param {HTMLElement} way */
function choose(way) {
  const steps = /** @type {HTMLElement} */ (way.parentElement);
  const name = steps.querySelector(".steps__name");
  if (name) name.textContent = way.querySelector("h3")?.textContent ?? "";
  for (const other of /** @type {NodeListOf<HTMLElement>} */ (steps.querySelectorAll(".steps__way"))) other.classList.toggle("steps__way--chosen", other === way);
  for (const tab of /** @type {NodeListOf<HTMLElement>} */ (steps.querySelectorAll("[role=tab]"))) {
    const chosen = tab.getAttribute("aria-controls") === way.id;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
}

/** @param {KeyboardEvent} event */
function moveFocus(event) {
  const tabs = /** @type {HTMLElement[]} */ ([.../** @type {HTMLElement} */ (event.currentTarget).children]);
  const here = tabs.indexOf(/** @type {HTMLElement} */ (event.target));
  if (event.key === "Escape" || event.key === "Enter") {
    event.preventDefault();
    return open(/** @type {HTMLElement} */ (event.currentTarget), false);
  }
  const there = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (there === undefined) return;
  event.preventDefault();
  const tab = tabs[(there + tabs.length) % tabs.length];
  tab.focus();
  tab.click();
}

/** @returns {string | null} */
function remembered() {
  try {
    return localStorage.getItem(CHOICE);
  } catch {
    return null; // storage is switched off: the detected browser will do
  }
}

/** @param {string} name */
function remember(name) {
  try {
    localStorage.setItem(CHOICE, name);
  } catch {
    // as above
  }
}

for (const steps of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-steps]"))) makeTabs(steps);
window.addEventListener("hashchange", () => {
  for (const steps of document.querySelectorAll(".steps--tabs")) {
    choose(best(/** @type {HTMLElement[]} */ ([...steps.querySelectorAll(".steps__way")])));
  }
});
for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-copy-text]"))) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button, button.dataset.copyText ?? ""));
}

// @ts-check
/** The results below the search box, while somebody types: a combobox with a list, moved through by keys. */

import index from "./data/search.mjs";
import { element } from "./dom.mjs";
import { Search } from "./query.mjs";

const ROOT = new URL("../..", import.meta.url); // of the site: macros/delivery/fingerprint.py puts us one folder deeper
/** Where to go when nothing was found, or nothing sure. @type {import("./query.mjs").Result[]} */
const INSTEAD = [
  ["", "Что случилось?", "Ответьте на вопросы и получите подходящую инструкцию."],
  ["guides/", "Все инструкции", "Список по темам."],
  ["checks/appeal/", "Написать в поддержку", "Соберём обращение по пунктам, без лишних данных."],
].filter(([url]) => !url.startsWith("checks/") || index.pages.url.includes(url)).map(([url, title, says]) => ({ url, title: [{ text: title, hit: false }], says: [{ text: says, hit: false }] }));

/**
 * Bring a search box to life, and answer what was typed before.
 * @param {HTMLFormElement} form
 * @param {(form: HTMLFormElement, words: string) => void} open shows the list, and says what is in it
 */
export function start(form, open) {
  const search = new Search(index);
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("query"));
  const list = /** @type {HTMLElement} */ (form.querySelector("[role=listbox]"));
  const options = () => /** @type {HTMLAnchorElement[]} */ ([...list.children]);
  const chosen = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

  function show() {
    if (!input.value.trim()) return close();
    const { found, sure } = search.answer(input.value);
    list.replaceChildren(...(sure ? found : [...found, ...INSTEAD]).map(drawn));
    choose(undefined);
    input.setAttribute("aria-expanded", "true");
    open(form, told(found.length, sure));
  }

  function close() {
    list.replaceChildren();
    choose(undefined);
    input.setAttribute("aria-expanded", "false");
    form.classList.remove("search--open");
  }

  /** @param {HTMLAnchorElement | undefined} wanted */
  function choose(wanted) {
    for (const option of options()) option.setAttribute("aria-selected", String(option === wanted));
    if (wanted) input.setAttribute("aria-activedescendant", wanted.id);
    else input.removeAttribute("aria-activedescendant");
    wanted?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.isComposing) return;
    const all = options();
    const here = chosen();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!all.length) show();
      else choose(event.key === "ArrowDown" ? all[(here + 1) % all.length] : all.at(here < 0 ? -1 : here - 1));
    } else if (event.key === "Enter") {
      all.at(Math.max(here, 0))?.click();
    } else if (event.key === "Escape" && all.length) {
      close();
    } else {
      return;
    }
    event.preventDefault();
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  input.addEventListener("keydown", press);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus, and with it the list, stays until the click
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) close();
  });
  show();
}

/**
 * @param {number} found
 * @param {boolean} sure
 */
function told(found, sure) {
  if (sure) return `Подходящие страницы: ${found}`;
  return found ? "Точного ответа нет. Похожее и куда обратиться:" : "Ничего не нашлось. Начните отсюда:";
}

/**
 * @param {import("./query.mjs").Result} result
 * @param {number} at its place in the list
 */
function drawn({ url, title, says }, at) {
  const name = element("span", { class: "search__title" }, ...title.map(marked));
  const words = element("span", { class: "search__says" }, ...says.map(marked));
  // Keys move through the list while the focus stays in the box, hence no tab stop.
  return element("a", { class: "search__option", role: "option", id: `search-result-${at}`, href: new URL(url, ROOT).href, tabindex: "-1" }, name, words);
}

/** @param {import("./query.mjs").Piece} piece */
function marked({ text, hit }) {
  return hit ? element("mark", {}, text) : text;
}

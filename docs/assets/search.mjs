// @ts-check
/**
 * Replaces the link «Все инструкции» by a search box; without JavaScript the link stays.
 * What finds (results.mjs) loads at the first touch of the box. A link with `data-ask` leads into it too.
 */

import { element } from "./dom.mjs";

for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-search]"))) link.replaceWith(box(link));

/** @param {HTMLAnchorElement} link */
function box(link) {
  const input = element("input", {
    type: "search", name: "query", class: "search__input", placeholder: "Что случилось?", "aria-label": "Поиск: что случилось?", role: "combobox",
    "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": "search-results", autocomplete: "off", autocapitalize: "off",
    spellcheck: "false", autocorrect: "off", writingsuggestions: "false", translate: "no", enterkeyhint: "search",
  });
  const status = element("p", { class: "search__status", role: "status" });
  const list = element("div", { class: "search__list", id: "search-results", role: "listbox", "aria-label": "Что нашлось" });
  const panel = element("div", { class: "search__panel" }, status, list);
  const icon = /** @type {SVGElement} */ (link.querySelector("svg"));
  const form = /** @type {HTMLFormElement} */ (element("form", { class: "search", role: "search" }, icon, input, panel));
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const ask of document.querySelectorAll("a[data-ask]"))
    ask.addEventListener("click", (event) => {
      event.preventDefault();
      input.focus();
    });
  let loading = false;

  async function load() {
    if (loading) return;
    loading = true;
    form.addEventListener("input", wait);
    try {
      (await import("./results.mjs")).start(form, open);
    } catch {
      loading = false;
      list.replaceChildren(element("a", { class: "search__option", href: link.href }, "Все инструкции"));
      open(form, "Поиск не загрузился. Обновите страницу или найдите нужное в списке:");
    }
    form.removeEventListener("input", wait);
  }

  const wait = () => open(form, "Загружаем поиск…");
  for (const touch of ["pointerdown", "focusin"]) form.addEventListener(touch, load);
  return form;
}

/**
 * Show the panel with the list, and say what is in it.
 * @param {HTMLFormElement} form
 * @param {string} words
 */
function open(form, words) {
  form.classList.add("search--open");
  /** @type {HTMLElement} */ (form.querySelector(".search__status")).textContent = words;
}

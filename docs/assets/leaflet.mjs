// @ts-check
/**
 * «Карточка для печати»: one part of a guide on one A5 page, in letters as large as fit, with the steps of the chosen
 * browser, the phones, and a QR code of the page. For whoever helps somebody who has no screen at hand.
 */

import { button } from "./copy.mjs";
import { element } from "./dom.mjs";
import { qr } from "./qr.mjs";

const WAY = "Что делать";
const LARGEST = 24; // px
const SMALLEST = 11;
const LEFT_OUT = ".check, .where, .places, .headerlink, .copy, .steps__whose, .steps__source, .steps__weak, .steps__way:not(.steps__way--chosen), [role=tablist], noscript, script";

/** @param {Element} heading its words, without the link beside them */
const titleOf = (heading) => (heading.firstChild?.textContent ?? "").trim();

/**
 * Offer the parts of the guide; where there is one, print it.
 * @param {HTMLButtonElement} place the button that was pressed
 */
export function offer(place) {
  const parts = partsOf(/** @type {HTMLElement} */ (document.querySelector("article")));
  const phones = place.dataset.phones ?? "";
  if (parts.length === 1) return printed(parts[0], phones);
  const choices = parts.map((part) => element("li", {}, button(titleOf(part), () => printed(part, phones))));
  const list = element("ul", { class: "leaflet__choice", tabindex: "-1", "aria-label": "Что напечатать" }, ...choices);
  place.closest("p")?.replaceWith(element("p", {}, "Что напечатать?"), list);
  list.focus();
}

/**
 * The headings below «Что делать», or that heading itself.
 * @param {HTMLElement} article
 */
function partsOf(article) {
  const headings = [...article.querySelectorAll("h2, h3")].filter((heading) => !heading.closest(".steps, .check, aside, nav"));
  const start = headings.findIndex((heading) => titleOf(heading) === WAY);
  const rest = headings.slice(start + 1);
  const end = rest.findIndex(({ tagName }) => tagName === "H2");
  const parts = rest.slice(0, end < 0 ? undefined : end);
  return parts.length ? parts : headings.slice(start, start + 1);
}

/**
 * @param {Element} heading
 * @param {string} phones
 */
function printed(heading, phones) {
  const leaflet = made(heading, phones);
  document.body.append(leaflet);
  document.documentElement.dataset.leaflet = "";
  fit(leaflet);
  addEventListener("afterprint", () => {
    leaflet.remove();
    delete document.documentElement.dataset.leaflet;
  }, { once: true });
  print();
}

/**
 * @param {Element} heading
 * @param {string} phones
 */
function made(heading, phones) {
  const title = /** @type {Element} */ (document.querySelector("article h1"));
  const part = titleOf(heading) === WAY ? [] : [element("h2", {}, titleOf(heading))];
  const address = `${location.href.split("#")[0]}#${heading.id}`;
  const foot = element(
    "footer",
    {},
    qr(address, "QR-код этой страницы"),
    element("p", {}, ...(phones ? [element("strong", {}, "Поддержка портала: "), phones, element("br")] : []), "Никому не называйте пароль и коды из СМС.", element("br"), `${new URL(address).host}, сайт неофициальный`),
  );
  return element("section", { class: "leaflet" }, element("h1", {}, titleOf(title)), ...part, ...body(heading), foot);
}

/**
 * What stands below a heading, up to the next one, as it reads on paper.
 * @param {Element} heading
 */
function body(heading) {
  /** @type {Element[]} */
  const found = [];
  const first = (heading.closest("summary") ?? heading).nextElementSibling; // a case that folds has its heading in its summary
  for (let next = first; next && !/^H[23]$/.test(next.tagName); next = next.nextElementSibling) {
    const copy = /** @type {Element} */ (next.cloneNode(true));
    if (next.matches(LEFT_OUT)) continue;
    for (const element of copy.querySelectorAll(LEFT_OUT)) element.remove();
    for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id");
    found.push(copy);
  }
  return found;
}

/**
 * The largest letters with which it stays on one page; what is too long even for the smallest goes on to a second one.
 * @param {HTMLElement} leaflet
 */
function fit(leaflet) {
  for (let size = LARGEST; size >= SMALLEST; size--) {
    leaflet.style.setProperty("--size", `${size}px`);
    if (leaflet.scrollHeight <= leaflet.clientHeight) return;
  }
  leaflet.classList.add("leaflet--long");
}

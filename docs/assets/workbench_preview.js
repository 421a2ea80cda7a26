// @ts-check
/**
 * Runs in the frame of the workbench, which is of no origin, and draws what the page sends: names, attributes and children,
 * never a string of HTML. Links and forms lead nowhere.
 */

(() => {
  const REFUSED = /^(base|embed|frame|iframe|link|meta|object|script|style|template)$/i;
  const OF_DRAWING = /^(svg|symbol|path|use)$/;
  const SVG = "http://www.w3.org/2000/svg";

  /** @typedef {string | [string, Record<string, string>, any[]]} Tree */

  /** @param {Tree} tree @param {string} base @param {boolean} [drawn] whether it is a part of a drawing @returns {Node | string} */
  function made(tree, base, drawn = false) {
    if (typeof tree === "string") return tree;
    const [name, attributes, children] = tree;
    const isDrawn = drawn || name === "svg";
    if (isDrawn ? !OF_DRAWING.test(name) : REFUSED.test(name)) return "";
    const element = isDrawn ? document.createElementNS(SVG, name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (name === "use" && !value.startsWith("#")) continue;
      if (!/^on|^(style|action|formaction)$/i.test(key)) element.setAttribute(key, key === "src" ? new URL(value, base).href : value);
    }
    element.append(...children.map((child) => made(child, base, isDrawn)));
    return element;
  }

  window.addEventListener("message", ({ source, data }) => {
    if (source !== window.parent) return;
    document.body.dataset.mdColorScheme = data.scheme;
    const article = document.querySelector("article");
    const { scrollTop } = document.documentElement;
    article?.replaceChildren(...data.tree.map((/** @type {Tree} */ tree) => made(tree, data.base)));
    document.documentElement.scrollTop = scrollTop;
  });

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!link) return;
    event.preventDefault();
    const place = link.getAttribute("href") ?? "";
    if (place.startsWith("#")) document.getElementById(decodeURIComponent(place.slice(1)))?.scrollIntoView();
  });

  document.addEventListener("submit", (event) => event.preventDefault());
  window.parent.postMessage({ drawn: true }, "*");
})();

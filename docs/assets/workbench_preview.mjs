// @ts-check
/**
 * How a reader would see a page: in a frame of no origin, which inherits the page's policy, runs one script of ours and can
 * reach neither the network nor this page. What is drawn there is told by names and attributes, never by HTML.
 */

import { element } from "./dom.mjs";

const WIDTHS = { wide: "Как на компьютере", phone: "Как на телефоне" };
const SCHEMES = { default: "Светлая тема", slate: "Тёмная тема" };

export class Preview {
  constructor() {
    this.frame = /** @type {HTMLIFrameElement} */ (element("iframe", { class: "workbench__frame", title: "Как страницу увидит читатель", sandbox: "allow-scripts", "data-width": "wide" }));
    this.scheme = document.body.dataset.mdColorScheme === "slate" ? "slate" : "default";
    /** @type {{tree: unknown, base: string} | undefined} */
    this.last = undefined;
    const width = choice("workbench__widths", "Ширина", WIDTHS, "wide", (value) => (this.frame.dataset.width = value));
    const scheme = choice("workbench__schemes", "Тема", SCHEMES, this.scheme, (value) => {
      this.scheme = value;
      this.send();
    });
    this.parts = [element("div", { class: "workbench__choices" }, width, scheme), this.frame];
    window.addEventListener("message", ({ source }) => {
      if (source === this.frame.contentWindow) this.send();
    });
  }

  /**
   * @param {unknown} tree
   * @param {string} base the address of the page
   */
  draw(tree, base) {
    this.last = { tree, base };
    if (this.frame.src) this.send();
    else this.frame.src = URL.createObjectURL(new Blob([skeleton()], { type: "text/html" }));
  }

  send() {
    // The frame has no origin that could be named; it cannot be led elsewhere, by the page's policy.
    if (this.last) this.frame.contentWindow?.postMessage({ ...this.last, scheme: this.scheme }, "*");
  }
}

/** The page around an article, with the site's own styles. */
function skeleton() {
  const styles = /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('link[rel="stylesheet"]'));
  const links = [...styles].map(({ href }) => `<link rel="stylesheet" href="${href}">`).join("");
  const script = new URL("workbench_preview.js", import.meta.url).href;
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Страница</title>${links}</head>
<body dir="ltr" data-md-color-primary="custom" data-md-color-accent="custom"><div class="md-content"><article class="md-content__inner md-typeset"></article></div>
<script src="${script}"></script></body></html>`;
}

/**
 * @param {string} name
 * @param {string} title
 * @param {Record<string, string>} options
 * @param {string} chosen
 * @param {(value: string) => void} choose
 */
function choice(name, title, options, chosen, choose) {
  const made = Object.entries(options).map(([value, words]) => {
    const input = /** @type {HTMLInputElement} */ (element("input", { type: "radio", name, value }));
    input.checked = value === chosen;
    input.addEventListener("change", () => choose(value));
    return element("label", {}, input, ` ${words}`);
  });
  return element("fieldset", { class: name }, element("legend", {}, title), ...made);
}

// @ts-check
/**
 * How a reader would see a page: in a frame of no origin, which inherits the page's policy, runs one script of ours and can
 * reach neither the network nor this page. What is drawn there is told by names and attributes, never by HTML.
 */

import rules from "./data/browser_rules.mjs";
import { detected } from "./detect.mjs";
import { element } from "./dom.mjs";

const WIDTHS = { wide: "Как на компьютере", phone: "Как на телефоне" };
const PICTURES = new URL("../pictures/", import.meta.url).href; // of steps: of all that a draft can name, only these are asked for
const SCHEMES = { default: "Светлая тема", slate: "Тёмная тема" };

/** @typedef {import("./workbench_bench.mjs").Tree} Tree */
/** @typedef {{check: string, level: string, tree: Tree[], errors: Record<string, string>}} Answer */

/** Events: `press` (detail {check, raw}): a form of the page was sent; what it holds may be anything. */
export class Preview extends EventTarget {
  constructor() {
    super();
    this.frame = /** @type {HTMLIFrameElement} */ (element("iframe", { class: "workbench__frame", title: "Как страницу увидит читатель", sandbox: "allow-scripts", "data-width": "wide" }));
    this.scheme = document.body.dataset.mdColorScheme === "slate" ? "slate" : "default";
    /** @type {{tree: Tree[], base: string} | undefined} */
    this.last = undefined;
    this.opened = false;
    /** By address. @type {Map<string, Promise<string>>} */
    this.pictures = new Map();
    /** @type {string[] | undefined} */
    this.styles = undefined;
    const width = choice("workbench__widths", "Ширина", WIDTHS, "wide", (value) => (this.frame.dataset.width = value));
    const scheme = choice("workbench__schemes", "Тема", SCHEMES, this.scheme, (value) => {
      this.scheme = value;
      this.post({ scheme: value });
    });
    this.parts = [element("div", { class: "workbench__choices" }, width, scheme), this.frame];
    window.addEventListener("message", ({ source, data }) => {
      if (source !== this.frame.contentWindow) return;
      if (data.drawn) this.fill();
      else if (typeof data.check === "string" && Array.isArray(data.raw)) this.dispatchEvent(new CustomEvent("press", { detail: { check: data.check, raw: data.raw } }));
    });
  }

  /**
   * @param {Tree[]} tree
   * @param {string} base the address of the page
   */
  draw(tree, base) {
    this.last = { tree, base };
    if (this.opened) this.send();
    else this.open();
  }

  /** The frame and all that it needs come from this page, which has it without a network too. */
  async open() {
    const sheets = /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('link[rel="stylesheet"]'));
    const script = new URL("workbench_preview.js", import.meta.url).href;
    this.opened = true;
    const [code, ...styles] = await Promise.all([script, ...Array.from(sheets, ({ href }) => href)].map(textOf));
    this.styles = styles;
    this.frame.src = URL.createObjectURL(new Blob([skeleton(code)], { type: "text/html" }));
  }

  /** A frame that has come up anew has nothing yet. */
  fill() {
    this.post({ styles: this.styles });
    this.pictures.clear();
    this.send();
  }

  send() {
    if (!this.last || !this.styles) return;
    this.post({ ...this.last, scheme: this.scheme, reader: reader() });
    for (const address of addresses(this.last.tree)) this.picture(new URL(address, this.last.base).href.split("#")[0]);
  }

  /**
   * A picture comes through this page, which has it without a network too, if it was seen before.
   * @param {string} url
   */
  async picture(url) {
    if (!url.startsWith(PICTURES) || this.pictures.has(url)) return;
    this.pictures.set(url, dataOf(url));
    try {
      this.post({ pictures: { [url]: await this.pictures.get(url) } });
    } catch {
      this.pictures.delete(url); // the frame tries by itself, and the next look asks again
    }
  }

  /** @param {Answer} answer of a check, for its form */
  answer(answer) {
    this.post({ answer });
  }

  /** @param {Record<string, unknown>} message */
  post(message) {
    // The frame has no origin that could be named; it cannot be led elsewhere, by the page's policy.
    this.frame.contentWindow?.postMessage(message, "*");
  }
}

function reader() {
  const { steps, platformSteps, system } = detected(rules);
  return { steps, platformSteps, system };
}

/** @param {string} url */
async function textOf(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
}

/** @param {string} url */
async function dataOf(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const reading = new FileReader();
  reading.readAsDataURL(await response.blob());
  await new Promise((resolve) => reading.addEventListener("loadend", resolve));
  return String(reading.result);
}

/**
 * @param {Tree[]} tree
 * @returns {string[]} of its pictures
 */
function addresses(tree) {
  return tree.flatMap((part) => {
    if (typeof part === "string") return [];
    const [name, attributes, children] = part;
    return name === "img" ? [attributes.src ?? ""] : addresses(children);
  });
}

/**
 * The page around an article.
 * @param {string} code of the frame's script, as the page's policy knows it
 */
function skeleton(code) {
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Страница</title></head>
<body dir="ltr" data-md-color-primary="custom" data-md-color-accent="custom"><div class="md-content"><article class="md-content__inner md-typeset"></article></div>
<script>${code}</script></body></html>`;
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

// @ts-check
/**
 * Runs in the frame of the workbench, which is of no origin, and draws what the page sends: names, attributes and children,
 * never a string of HTML. Links lead nowhere; a form sends what it holds to the page, which answers.
 * It stands in the frame itself, and the page's policy knows it by its hash: a frame of no origin has no service worker, so
 * that without a network it could load nothing.
 */

(() => {
  const REFUSED = /^(base|embed|frame|iframe|link|meta|object|script|style|template)$/i;
  const OF_DRAWING = /^(svg|symbol|path|use)$/;
  const SVG = "http://www.w3.org/2000/svg";

  /** @typedef {string | [string, Record<string, string>, any[]]} Tree */
  /** @typedef {{steps: string, platformSteps: string, system: string}} Reader */

  /** By address: what the page has of a picture; the frame could load none without a network. @type {Record<string, string>} */
  const pictures = {};
  let shown = ""; // the address of the page that stands here

  /** @param {string} address @returns {string} the picture itself, if it has come */
  function pictured(address) {
    const [url, ...scheme] = address.split("#");
    return url in pictures ? [pictures[url], ...scheme].join("#") : address;
  }

  /** @param {Tree} tree @param {string} base @param {boolean} [drawn] whether it is a part of a drawing @returns {Node | string} */
  function made(tree, base, drawn = false) {
    if (typeof tree === "string") return tree;
    const [name, attributes, children] = tree;
    const isDrawn = drawn || name === "svg";
    if (isDrawn ? !OF_DRAWING.test(name) : REFUSED.test(name)) return "";
    const element = isDrawn ? document.createElementNS(SVG, name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (name === "use" && !value.startsWith("#")) continue;
      if (!/^on|^(style|action|formaction)$/i.test(key)) element.setAttribute(key, key === "src" ? pictured(new URL(value, base).href) : value);
    }
    element.append(...children.map((child) => made(child, base, isDrawn)));
    return element;
  }

  /**
   * The steps of the reader's own browser stand alone; a list has the others.
   * @param {HTMLElement} steps
   * @param {Reader} reader
   */
  function chooseSteps(steps, reader) {
    const ways = /** @type {HTMLElement[]} */ ([...steps.querySelectorAll(".steps__way")]);
    if (ways.length < 2) return;
    const here = ways.filter(({ dataset }) => dataset.platform === reader.platformSteps);
    const own = ways.find(({ dataset }) => dataset.browser === reader.steps && dataset.platform === reader.platformSteps);
    const first = own ?? ways.find(({ dataset }) => dataset.browser === reader.steps || dataset.browser === reader.system) ?? here[0] ?? ways[0];
    const select = document.createElement("select");
    const label = document.createElement("label");
    for (const [place, way] of ways.entries()) select.append(new Option(way.querySelector("h3")?.textContent ?? "", String(place), false, way === first));
    const show = () => {
      for (const [place, way] of ways.entries()) way.classList.toggle("steps__way--chosen", String(place) === select.value);
    };
    select.addEventListener("change", show);
    label.className = "steps__whose";
    label.append("Шаги для: ", select);
    steps.querySelector(".steps__title")?.after(label);
    steps.classList.add("steps--tabs");
    show();
  }

  /**
   * What a check has found, drawn by the page.
   * @param {{check: string, level: string, tree: Tree[], errors: Record<string, string>}} answer
   */
  function answered({ check, level, tree, errors }) {
    for (const form of document.querySelectorAll("form[data-check]")) {
      if (/** @type {HTMLElement} */ (form).dataset.check !== check) continue;
      const output = /** @type {HTMLElement} */ (form.querySelector("output"));
      output.dataset.level = level;
      output.replaceChildren(...tree.map((each) => made(each, document.baseURI)));
      for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-field]"))) {
        const place = field.querySelector(".check__error");
        const wrong = errors[field.dataset.field ?? ""] ?? "";
        if (place) place.textContent = wrong;
        field.querySelector("input, textarea")?.setAttribute("aria-invalid", String(Boolean(wrong)));
      }
    }
  }

  window.addEventListener("message", async ({ source, data }) => {
    if (source !== window.parent) return;
    if (data.pictures) {
      Object.assign(pictures, data.pictures);
      for (const image of document.images) image.src = pictured(image.src);
    }
    if (data.styles) {
      document.adoptedStyleSheets = await Promise.all(data.styles.map((/** @type {string} */ text) => new CSSStyleSheet().replace(text)));
    }
    if (data.scheme) document.body.dataset.mdColorScheme = data.scheme;
    if (data.answer) answered(data.answer);
    if (!data.tree) return;
    const article = document.querySelector("article");
    const scrollTop = data.base === shown ? document.documentElement.scrollTop : 0; // another page begins at its top
    shown = data.base;
    article?.replaceChildren(...data.tree.map((/** @type {Tree} */ tree) => made(tree, data.base)));
    for (const steps of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-steps]"))) chooseSteps(steps, data.reader);
    document.documentElement.scrollTop = scrollTop;
  });

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!link) return;
    event.preventDefault();
    const place = link.getAttribute("href") ?? "";
    if (place.startsWith("#")) document.getElementById(decodeURIComponent(place.slice(1)))?.scrollIntoView();
  });

  // Forms cannot be sent from here at all; a key that would send one presses its button.
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button?.form || button.type !== "submit") return;
    event.preventDefault();
    const { check } = button.form.dataset;
    if (check) window.parent.postMessage({ check, raw: [...new FormData(button.form)] }, "*");
  });
  window.parent.postMessage({ drawn: true }, "*");
})();

// @ts-check
/**
 * What moves around a page: light and dark, the menu, the title in the header, where one is in the contents, the way up,
 * what folds. It stands in for Material's own script, which weighs more than all of ours and is mostly for what this site
 * has not. Nothing here is needed to read a page.
 */

const MARGIN = 16; // px between the header and the button below it
const JUMP = 28; // px below the header at which a heading counts as reached: a link to it leaves 24
const SETTLED = 250; // ms that a jump within the page may take: it is no way up

const body = document.body;
const header = /** @type {HTMLElement} */ (document.querySelector(".md-header"));

/**
 * @template {Element} T
 * @param {string} selector
 * @returns {T[]}
 */
function all(selector) {
  return [.../** @type {NodeListOf<T>} */ (document.querySelectorAll(selector))];
}

/**
 * What an address leads to. A link that somebody has cut short leads nowhere.
 * @param {string} hash
 */
function named(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
}

/** Light or dark: what the reader chose, else what the system wants, now and when that changes. */
function palettes() {
  /** @type {HTMLInputElement[]} */
  const inputs = all("input[name=__palette]");
  const dark = matchMedia("(prefers-color-scheme: dark)");

  /** @param {number} index */
  function show(index) {
    body.setAttribute("data-md-color-switching", ""); // nothing fades meanwhile
    inputs[index].checked = true;
    for (const [name, value] of Object.entries(colours(inputs[index]))) body.setAttribute(`data-md-color-${name}`, value);
    for (const [other, input] of inputs.entries()) input.nextElementSibling?.toggleAttribute("hidden", other !== index);
    document.documentElement.style.colorScheme = body.dataset.mdColorScheme === "slate" ? "dark" : "light"; // of the bar that scrolls the page, too
    setTimeout(() => body.removeAttribute("data-md-color-switching"));
  }

  inputs.forEach((input, index) => {
    input.addEventListener("change", () => {
      show(index);
      __md_set("__palette", { index, color: colours(input) });
    });
    input.addEventListener("keydown", ({ key }) => {
      const other = inputs[(index + 1) % inputs.length];
      if (key !== "Enter") return;
      other.click();
      other.focus();
    });
  });
  const wanted = () => __md_get("__palette")?.index ?? Number(dark.matches);
  dark.addEventListener("change", () => show(wanted()));
  show(wanted());
}

/** @param {HTMLInputElement} input */
function colours({ dataset }) {
  const { mdColorMedia: media = "", mdColorScheme: scheme = "", mdColorPrimary: primary = "", mdColorAccent: accent = "" } = dataset;
  return { media, scheme, primary, accent };
}

/** The drawer of a narrow screen: a way within the page closes it. On wide screens the page's own place in the menu is in sight. */
function menu() {
  const drawer = /** @type {HTMLInputElement} */ (document.querySelector("[data-md-toggle=drawer]"));
  document.querySelector(".md-sidebar--primary")?.addEventListener("click", ({ target }) => {
    if (/** @type {Element} */ (target).closest('a[href^="#"]')) drawer.checked = false;
  });
  // Whoever asks where things stand makes the browser lay the page out: that waits for its turn, and forms are ready before.
  requestAnimationFrame(() => {
    for (const link of /** @type {HTMLElement[]} */ (all(".md-sidebar .md-nav__link[aria-current]"))) follow(link, "auto");
  });
}

/**
 * @param {HTMLElement} link
 * @param {ScrollBehavior} behavior
 */
function follow(link, behavior) {
  const box = /** @type {HTMLElement | null} */ (link.closest(".md-sidebar__scrollwrap"));
  if (box && link.offsetHeight) box.scrollTo({ top: link.offsetTop - box.offsetTop - box.offsetHeight / 2, behavior });
}

/** What changes while one reads on: the title, the contents, the way up. */
function scrolling() {
  const title = document.querySelector(".md-header__title");
  const heading = document.querySelector(".md-content h1");
  const main = document.querySelector(".md-main");
  const up = /** @type {HTMLButtonElement | null} */ (document.querySelector(".md-top"));
  /** @type {HTMLAnchorElement[]} */
  const links = all(".md-nav--secondary .md-nav__link");
  const targets = links.map(({ hash }) => named(hash));
  let before = scrollY;
  let passed = -1;
  let quietUntil = 0;
  let asked = false;

  function look() {
    asked = false;
    const edge = header.getBoundingClientRect().bottom;
    const moved = !!main && main.getBoundingClientRect().top < edge;
    header.classList.toggle("md-header--shadow", moved);
    title?.classList.toggle("md-header__title--active", !!heading && heading.getBoundingClientRect().bottom <= edge);
    contents(edge + JUMP);
    const goesUp = scrollY < before && scrollY > 0 && performance.now() > quietUntil;
    if (up && scrollY !== before) offer(up, goesUp && moved);
    before = scrollY;
  }

  /** @param {number} edge */
  function contents(edge) {
    const atEnd = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 1;
    const above = targets.filter((target) => target && target.getBoundingClientRect().top < edge);
    const now = (atEnd ? links : above).length - 1;
    if (now === passed) return;
    passed = now;
    links.forEach((link, index) => {
      link.classList.toggle("md-nav__link--passed", index <= now);
      link.classList.toggle("md-nav__link--active", index === now);
    });
    if (now >= 0) follow(links[now], "smooth");
  }

  addEventListener("scroll", () => {
    if (!asked) requestAnimationFrame(look);
    asked = true;
  }, { passive: true });
  addEventListener("hashchange", () => {
    quietUntil = performance.now() + SETTLED;
  });
  up?.addEventListener("click", () => scrollTo({ top: 0 }));
  requestAnimationFrame(look);
}

/**
 * @param {HTMLButtonElement} up
 * @param {boolean} shown
 */
function offer(up, shown) {
  up.hidden = !shown;
  if (!shown) up.blur();
  up.style.top = `${header.getBoundingClientRect().height + MARGIN}px`;
}

/** Folded sections open when a link leads into them, and in print. */
function folds() {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  function reveal() {
    const folded = named(location.hash)?.closest("details:not([open])");
    if (!folded) return;
    folded.setAttribute("open", "");
    folded.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  reveal();
  addEventListener("beforeprint", () => {
    opened = all(".md-content details:not([open], .where, .picture)"); // a drawing has a look of its own for paper
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}

palettes();
menu();
scrolling();
folds();

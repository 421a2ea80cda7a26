// @ts-check
/** Ways for an edit to leave the workbench. Each takes a press, and none asks for an account or a key of one. */

import { button, copy, copyButton, download } from "./copy.mjs";
import { element } from "./dom.mjs";
import { begun, packed } from "./workbench_drafts.mjs";

export const PATCH = "text/x-patch"; // the type of files
const LONGEST = 8000; // characters of an address that the code host takes
const NEW = "Новые предостережения повторены ещё в одном файле: «Скачать правку» допишет их и туда. Правите на GitHub — их допишет тот, кто примет правку.";
const UNTRIED = "Испытайте проверку до отправки: станет видно, не разучилась ли она предостерегать.";
const LONG = "Ссылка длинная: почта и чаты могут её обрезать. Надёжнее послать файл — «Скачать правку».";
const UNPACKED = "Этот браузер слишком старый, чтобы сделать ссылку. Пошлите файл — «Скачать правку».";
const FROM_THE_ROOT = ["macros/", "pyscripts/", "tests/"]; // files that are no pages
const STEPS = [
  "На открывшейся странице GitHub выделите весь текст и вставьте свой: он уже скопирован. Учётной записи нет — GitHub предложит её завести.",
  "Нажмите «Commit changes…», потом «Propose changes».",
  "Нажмите «Create pull request». Дальше правку посмотрят программа и человек.",
];

/**
 * Where a file lies in the project.
 * @param {string} path a page, as it lies in docs/, or another file
 */
export function fileOf(path) {
  return FROM_THE_ROOT.some((start) => path.startsWith(start)) ? path : ["docs", path].join("/"); // no backticks: the check of words pairs them
}

export class Sending {
  /**
   * @param {() => string} share the address of this page, without a fragment
   * @param {(stop: string) => void} hold a warning that was to go
   */
  constructor(share, hold) {
    this.share = share;
    this.hold = hold;
    /** @type {import("./workbench_drafts.mjs").Shared} */
    this.draft = { path: "", ...begun("") };
    this.patch = "";
    /** @type {HTMLAnchorElement | null} */
    const own = document.querySelector("a[rel~=edit]");
    this.host = own?.href.replace(/docs\/.*$/, "") ?? "";
    this.link = /** @type {HTMLAnchorElement} */ (element("a", { class: "md-button md-button--primary", target: "_blank", rel: "noreferrer noopener" }, "Предложить правку"));
    this.link.addEventListener("click", () => copy(this.copied, this.draft.text));
    this.copied = copyButton(() => this.draft.text, undefined, "Скопировать текст");
    this.saved = button("Скачать правку (.patch)", () => download(this.patch, this.draft.path.replace(/\.\w+$/, ".patch").replaceAll("/", "-"), PATCH));
    this.address = /** @type {HTMLTextAreaElement} */ (element("textarea", { id: "workbench-link", rows: "2", readonly: "", spellcheck: "false" }));
    this.shown = element("p", { hidden: "" }, element("label", { for: "workbench-link" }, "Ссылка на черновик"), this.address);
    this.told = element("p", { role: "status" });
    this.shared = button("Ссылка на черновик", () => this.show());
    this.beside = element("div", { hidden: "" });
    this.difference = element("pre", { tabindex: "0", "aria-label": "Что изменилось" });
    this.section = element("section", { class: "workbench__send", "aria-label": "Отправить правку", hidden: "" },
      this.beside,
      element("p", { class: "workbench__tools" }, ...(this.host ? [this.link] : []), this.saved, this.shared, this.copied),
      ...(this.host ? [element("ol", {}, ...STEPS.map((step) => element("li", {}, step)))] : []),
      this.shown,
      this.told,
      element("details", {}, element("summary", {}, "Что изменилось"), this.difference));
  }

  /**
   * @param {import("./workbench_drafts.mjs").Shared} draft
   * @param {Pick<import("./workbench_bench.mjs").Answer, "patch" | "beside">} answer its patch is empty if nothing has changed
   * @param {boolean} isNew whether the site has no such page
   */
  update(draft, { patch, beside }, isNew) {
    this.draft = draft;
    this.patch = patch;
    this.section.hidden = !patch;
    this.shown.hidden = true; // it was a link to what stood here before
    this.told.textContent = "";
    this.link.href = isNew ? newFile(this.host, draft) : this.host + fileOf(draft.path);
    this.difference.textContent = patch;
    const untried = /^pyscripts\/checks\//.test(draft.path) && !Object.keys(draft.said).length;
    this.beside.replaceChildren(...(beside ? this.words(beside) : []), ...(untried ? [element("p", {}, UNTRIED)] : []));
    this.beside.hidden = !this.beside.childNodes.length;
    // With two files the patch comes first: the editor of the code host takes one.
    this.link.classList.toggle("md-button--primary", !beside?.gone.length);
    this.saved.classList.toggle("md-button--primary", Boolean(beside?.gone.length));
  }

  /**
   * What there is to say of the other file of an edit.
   * @param {NonNullable<import("./workbench_bench.mjs").Answer["beside"]>} beside
   */
  words({ file, text, gone }) {
    if (!gone.length) return [element("p", {}, NEW)];
    const going = gone.map((each) => element("li", {}, "«", each, "» ", button("Оставить", () => this.hold(each))));
    return [
      element("p", {}, element("strong", {}, "В этой правке два файла: "), "ваш и список предостережений, ", file,
        ". «Скачать правку» даст оба сразу. GitHub правит по одному: вставьте список вторым в ту же ветку, без него правку не примут. ",
        copyButton(() => text, undefined, "Скопировать список")),
      element("p", {}, "В списке больше не будет:"), element("ul", {}, ...going),
    ];
  }

  async show() {
    try {
      this.address.value = this.share() + (await packed(this.draft));
    } catch {
      this.told.textContent = UNPACKED; // CompressionStream is younger than the rest
      return;
    }
    this.told.textContent = this.address.value.length > LONGEST ? LONG : "";
    this.shown.hidden = false;
    copy(this.shared, this.address.value, this.address);
  }
}

/**
 * Where the code host begins a new file, with the text in it if it is not too long for an address.
 * @param {string} host
 * @param {{path: string, text: string}} draft
 */
function newFile(host, { path, text }) {
  const start = host.replace(/\/edit\/(.*)\/$/, "/new/$1");
  const address = `${start}?${new URLSearchParams({ filename: fileOf(path), value: text })}`;
  return address.length <= LONGEST ? address : `${start}?${new URLSearchParams({ filename: fileOf(path) })}`;
}

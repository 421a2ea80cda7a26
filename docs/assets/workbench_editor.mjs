// @ts-check
/**
 * CodeMirror over the field of the workbench. The field stays what holds the text: what is typed here stands there at once,
 * and what is put there stands here.
 *
 * It lives in a shadow root: there CodeMirror adopts its styles as sheets, which the page's policy lets it; in a document it
 * would write a <style>, which is refused. Tab is left alone, as CodeMirror advises: it leads on, and nobody is caught.
 */

import * as cm from "./lib/codemirror.mjs";
import { button } from "./copy.mjs";
import { element } from "./dom.mjs";
import { chosen } from "./workbench_text.mjs";

/**
 * @typedef {import("./workbench_text.mjs").Problem} Problem
 * @typedef {import("./workbench_text.mjs").Calls} Calls
 * @typedef {import("./workbench_text.mjs").Plain} Plain
 */

/** CodeMirror's own words. */
const PHRASES = {
  Completions: "Подсказки",
  "Control character": "Управляющий знак",
  "Selection deleted": "Выделенное удалено",
  "Go to line": "Перейти к строке",
  go: "Перейти",
  Find: "Найти",
  Replace: "Заменить на",
  next: "Дальше",
  previous: "Назад",
  all: "Выделить все",
  "match case": "Различать большие буквы",
  regexp: "Регулярное выражение",
  "by word": "Целое слово",
  replace: "Заменить",
  "replace all": "Заменить все",
  close: "Закрыть",
  "current match": "Найдено",
  "on line": "в строке",
  "replaced match on line $": "Заменено в строке $",
  "replaced $ matches": "Замен: $",
};
const KEYS = "F8 — следующая ошибка, Alt+Enter — исправить строку"; // for who does not see the rest
const HELP = "Ctrl+Пробел — подсказки, Ctrl+F — найти, Ctrl+Z — отменить, F8 — следующая ошибка, Alt+Enter — исправить строку, Ctrl+] — отступ. Tab ведёт дальше по странице.";

const COLOURS = cm.HighlightStyle.define([
  { tag: cm.tags.heading, fontWeight: "700" },
  { tag: cm.tags.strong, fontWeight: "700" },
  { tag: cm.tags.emphasis, fontStyle: "italic" },
  { tag: [cm.tags.link, cm.tags.url], color: "var(--md-typeset-a-color)" },
  { tag: [cm.tags.keyword, cm.tags.definition(cm.tags.propertyName), cm.tags.tagName], color: "var(--busy)" },
  { tag: [cm.tags.string, cm.tags.monospace], color: "var(--ok)" },
  { tag: [cm.tags.number, cm.tags.bool, cm.tags.null, cm.tags.attributeName], color: "var(--warn)" },
  { tag: [cm.tags.comment, cm.tags.meta, cm.tags.processingInstruction], color: "var(--unsure)" },
]);
const EDGE = "1px solid var(--edge)";
const FIELD = { color: "inherit", backgroundColor: "var(--md-default-bg-color)", backgroundImage: "none", border: EDGE, borderRadius: ".2rem", fontSize: ".7rem", padding: ".3rem .5rem", boxSizing: "border-box" };
const LOOKS = cm.EditorView.theme({
  "&": { height: "100%", color: "inherit", backgroundColor: "var(--md-default-bg-color)" },
  "&.cm-focused": { outline: "none" }, // the place around it has one: here numbers of lines would lie over it
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "1.5", overflow: "auto" },
  ".cm-content": { caretColor: "currentColor" },
  ".cm-gutters": { color: "inherit", backgroundColor: "var(--panel)", borderRight: EDGE },
  ".cm-panels": { color: "inherit", backgroundColor: "var(--panel)", fontFamily: "var(--md-text-font-family), sans-serif" },
  ".cm-panels-top": { borderBottom: EDGE },
  ".cm-panel.cm-search": { display: "flex", flexWrap: "wrap", gap: ".3rem", alignItems: "center", padding: ".4rem 2.2rem .4rem .4rem", fontSize: ".7rem" },
  ".cm-panel.cm-search br": { display: "none" },
  ".cm-panel.cm-search :is(input, button, label)": { margin: "0" },
  ".cm-panel.cm-search label": { display: "inline-flex", gap: ".3rem", alignItems: "center", minHeight: "1.2rem", fontSize: ".65rem" },
  ".cm-panel.cm-search .cm-textfield": { flex: "1 1 8rem", minWidth: "0" },
  ".cm-panel.cm-search [name=close]": { minWidth: "1.8rem", minHeight: "1.8rem", top: ".2rem", right: ".2rem", fontSize: "1rem", color: "inherit" },
  ".cm-textfield": FIELD,
  ".cm-button": { ...FIELD, cursor: "pointer" },
  ":is(.cm-textfield, .cm-button, [name=close]):focus-visible": { outline: "2px solid var(--md-accent-fg-color)" },
  ".cm-searchMatch": { backgroundColor: "transparent", outline: "2px dotted var(--warn)" },
  ".cm-searchMatch-selected": { backgroundColor: "transparent", outline: "2px solid var(--warn)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: EDGE },
  ".cm-tooltip": { color: "inherit", backgroundColor: "var(--panel)", border: EDGE, borderRadius: ".2rem", maxWidth: "min(100%, 30rem)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxWidth: "100%", maxHeight: "12rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".3rem .5rem", whiteSpace: "normal", minHeight: "1.2rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--md-default-bg-color)", backgroundColor: "var(--md-typeset-a-color)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > completion-section": { opacity: "1", whiteSpace: "normal", fontWeight: "700", borderBottom: EDGE, padding: ".3rem .5rem" },
  ".cm-completionDetail": { fontStyle: "normal", marginLeft: "0", display: "block" },
  ".cm-diagnostic": { padding: ".3rem .5rem", fontFamily: "var(--md-text-font-family), sans-serif", borderLeft: "4px solid var(--stop)" },
  ".cm-diagnostic button": { ...FIELD, cursor: "pointer", marginLeft: ".3rem" },
  ".cm-gutter-lint": { width: "1.2em" },
  "@media (pointer: coarse)": {
    ":is(.cm-button, .cm-textfield, .cm-diagnostic button), .cm-tooltip.cm-tooltip-autocomplete > ul > li": { minHeight: "44px" },
    ".cm-panel.cm-search :is(label, [name=close])": { minHeight: "44px", minWidth: "44px" },
  },
  "@media (max-width: 30em)": { ".cm-panel.cm-search :is(label, [name=prev], [name=select], [name=replaceAll])": { display: "none" } }, // little of the text would be left to see
});

/** A line on which a key is begun, or what comes after it. */
const BEGUN = /^[ -]*(?:[\p{L}\w-]+|[\w-]+: [\p{L}\w./-]*)$/u;
const SECTIONS = [{ name: "Нужные ключи", rank: 0 }, { name: "Можно не писать", rank: 1 }];

/** What stands in place of the field. */
export class Editor {
  /**
   * @param {HTMLTextAreaElement} text the field; it is hidden, and stays what holds the text
   * @param {HTMLElement} label
   * @param {import("./workbench_text.mjs").AskHints} hints
   * @throws if the browser shows CodeMirror without its styles
   */
  constructor(text, label, hints) {
    this.text = text;
    this.label = label;
    this.hints = hints;
    this.path = "";
    /** @type {Problem[]} */
    this.problems = [];
    /** @type {Calls} */
    this.calls = {};
    const host = element("div", { class: "workbench__editor" });
    this.told = element("p", { role: "status", class: "unseen" });
    this.place = element("div", { class: "workbench__code" }, this.told,
      element("p", { class: "workbench__tools", role: "group", "aria-label": "Правка" },
        this.tool("Отменить", cm.undo), this.tool("Повторить", cm.redo), this.tool("Найти", cm.openSearchPanel), this.tool("Подсказки", cm.startCompletion)),
      host,
      element("p", { class: "workbench__keys" }, HELP));
    text.before(this.place);
    const root = host.attachShadow({ mode: "open" });
    this.view = new cm.EditorView({ parent: root, root, state: this.begun("", text.value) });
    if (getComputedStyle(this.view.scrollDOM).display !== "flex") {
      this.place.remove();
      throw new Error("the styles of CodeMirror are not there");
    }
    const active = document.activeElement === text;
    text.hidden = true;
    text.addEventListener("input", () => this.follow());
    label.addEventListener("click", () => this.focus());
    if (active) this.focus();
  }

  /**
   * @param {string} words
   * @param {(view: import("@codemirror/view").EditorView) => unknown} act
   */
  tool(words, act) {
    return button(words, () => {
      this.focus(); // first: a panel takes it on
      act(this.view);
    });
  }

  /**
   * @param {string} path
   * @param {string} words
   */
  begun(path, words) {
    return cm.EditorState.create({
      doc: words,
      extensions: [
        cm.lineNumbers(), cm.lintGutter(), cm.history(), cm.bracketMatching(), cm.search({ top: true }), cm.EditorView.lineWrapping,
        cm.autocompletion({ override: [async (context) => (await this.expected(context)) ?? this.suggested(context)], icons: false }),
        cm.keymap.of([
          { key: "F8", run: (view) => cm.nextDiagnostic(view) && this.read() },
          { key: "Shift-F8", run: (view) => cm.previousDiagnostic(view) && this.read() },
          { key: "Alt-Enter", run: () => this.mendHere() },
          ...cm.searchKeymap, ...cm.historyKeymap, ...cm.defaultKeymap,
        ]),
        languageOf(path), cm.syntaxHighlighting(COLOURS), cm.EditorState.phrases.of(PHRASES), LOOKS,
        cm.EditorView.contentAttributes.of({ "aria-label": this.label.textContent ?? "", "aria-description": KEYS, spellcheck: String(path.endsWith(".md")), tabindex: "0" }),
        cm.EditorView.updateListener.of(({ docChanged }) => docChanged && this.lead()),
      ],
    });
  }

  /**
   * Begin with another text: what was undone in the last one is of no use here.
   * @param {string} path
   * @param {string} words
   */
  open(path, words) {
    this.path = path;
    this.text.value = words;
    this.problems = [];
    this.view.setState(this.begun(path, words));
    this.view.scrollDOM.scrollTop = 0;
  }

  focus() {
    this.view.focus();
  }

  /** What was typed here stands in the field. */
  lead() {
    const words = this.view.state.doc.toString();
    if (words === this.text.value) return;
    this.text.value = words;
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** What was put into the field stands here: only what differs, so that caret and marks stay where they are. */
  follow() {
    const before = this.view.state.doc.toString();
    const after = this.text.value;
    if (before === after) return;
    const shorter = Math.min(before.length, after.length);
    let start = 0;
    while (start < shorter && before[start] === after[start]) start++;
    let rest = 0;
    while (rest < shorter - start && before[before.length - 1 - rest] === after[after.length - 1 - rest]) rest++;
    this.view.dispatch({ changes: { from: start, to: before.length - rest, insert: after.slice(start, after.length - rest) }, userEvent: "input" });
  }

  /** @param {string} words to stand at the caret */
  insert(words) {
    this.view.dispatch(this.view.state.replaceSelection(words), { scrollIntoView: true, userEvent: "input.complete" });
    this.focus();
  }

  /**
   * @param {number} number of the line
   * @param {string} words to stand there
   */
  mend(number, words) {
    const { from, to } = this.line(number);
    this.view.dispatch({ changes: { from, to, insert: words }, userEvent: "input" });
    this.say(`Строка ${number} исправлена`);
    this.focus();
  }

  /** Put the line right in which the caret stands. */
  mendHere() {
    const { number } = this.view.state.doc.lineAt(this.view.state.selection.main.head);
    const problem = this.problems.find(({ line, mended }) => line === number && mended !== undefined);
    if (problem?.mended === undefined) return false;
    this.mend(number, problem.mended);
    return true;
  }

  /**
   * Choose a line, or words in it.
   * @param {number} number
   * @param {string} [words]
   */
  goTo(number, words) {
    const { from, to } = this.line(number);
    const [anchor, head] = chosen(this.text.value, [from, to], words);
    this.view.dispatch({ selection: { anchor, head }, effects: cm.EditorView.scrollIntoView(from, { y: "center" }) });
    this.focus();
  }

  /** @param {number} number a line that may be gone, or 0 for the whole file */
  line(number) {
    const { doc } = this.view.state;
    return doc.line(Math.min(Math.max(number, 1), doc.lines));
  }

  /** @param {Problem[]} problems of the text that stands here now */
  tell(problems) {
    this.problems = problems;
    const marks = problems.map((problem) => {
      const { from, to } = this.line(problem.line);
      return { from, to, severity: /** @type {const} */ ("error"), message: wordsOf(problem), renderMessage: () => this.shown(problem) };
    });
    this.view.dispatch(cm.setDiagnostics(this.view.state, marks.sort((a, b) => a.from - b.from)));
  }

  /** @param {Problem} problem */
  shown({ line, text, ways }) {
    const buttons = ways.map(({ words, act }) => {
      const made = element("button", { type: "button" }, words);
      made.addEventListener("click", act);
      return made;
    });
    return element("span", {}, wordsOf({ line, text }), ...buttons);
  }

  /** Announce what is wrong at the caret. */
  read() {
    const { from } = this.view.state.selection.main;
    /** @type {string[]} */
    const here = [];
    cm.forEachDiagnostic(this.view.state, ({ message }, start) => {
      if (start === from) here.push(message);
    });
    const { number } = this.view.state.doc.lineAt(from);
    const mended = this.problems.some((problem) => problem.line === number && problem.mended !== undefined);
    this.say(`Строка ${number}: ${here.join("; ")}${mended ? ". Alt+Enter — исправить" : ""}`);
    return true;
  }

  /**
   * Announce to screen readers: Orca does not hear what CodeMirror announces inside the shadow root.
   * @param {string} words
   */
  say(words) {
    this.told.textContent = "";
    requestAnimationFrame(() => {
      this.told.textContent = words; // also when it is the same again
    });
  }

  /** @param {Calls} calls */
  know(calls) {
    this.calls = calls;
  }

  /**
   * What the shape of the file knows to stand at the caret, where that is YAML: keys, and values if they are a few.
   * @param {import("@codemirror/autocomplete").CompletionContext} context
   */
  async expected({ state, pos, explicit }) {
    const line = state.doc.lineAt(pos);
    const column = pos - line.from;
    if (!this.isYaml(state, pos) || !(explicit || BEGUN.test(line.text.slice(0, column)))) return null;
    const hints = await this.hints(line.number - 1, column);
    if (!hints) return null;
    const word = line.text.slice(hints.start, column).toLowerCase();
    const rest = line.text.slice(column);
    const end = hints.keys && !/^[\w-]*:/.test(rest) ? ": " : "";
    const found = hints.found.filter(({ name, says }) => `${name} ${says}`.toLowerCase().includes(word));
    if (found.length === 1 && found[0].name === word) return null; // it stands there
    const options = found.map(({ name, says, needed }) => ({ label: name, detail: says, apply: name + end, section: hints.keys ? SECTIONS[Number(!needed)] : { name: hints.says } }));
    return { from: line.from + hints.start, to: pos + (/^[\w./-]*/.exec(rest)?.[0].length ?? 0), options, filter: false };
  }

  /**
   * @param {import("@codemirror/state").EditorState} state
   * @param {number} pos
   */
  isYaml(state, pos) {
    if (this.path.endsWith(".yml")) return true;
    const above = state.sliceDoc(0, pos);
    return this.path.endsWith(".md") && above.startsWith("---\n") && !above.includes("\n---\n");
  }

  /**
   * What can stand at the caret: begun with two braces, or asked for. It is found by the words that people know it by, too.
   * @param {import("@codemirror/autocomplete").CompletionContext} context
   */
  suggested(context) {
    const begun = context.matchBefore(/\{\{[^{}]*/) ?? (context.explicit ? context.matchBefore(/[\p{L}\p{N}_-]*/u) : null);
    if (!begun) return null;
    const line = context.state.doc.lineAt(context.pos);
    const rest = begun.text.startsWith("{{") ? /^[^{}]*\}\}/.exec(line.text.slice(context.pos - line.from)) : null;
    const wanted = begun.text.replace(/^\{\{\s*/, "").toLowerCase();
    const options = Object.entries(this.calls).flatMap(([name, calls], rank) =>
      calls.filter((call) => call.some((words) => words.toLowerCase().includes(wanted)))
        .map(([label, title, says]) => ({ label, detail: says ? `${title} — ${says}` : title, section: { name, rank } })));
    return { from: begun.from, to: context.pos + (rest?.[0].length ?? 0), options, filter: false };
  }
}

/** @param {{line: number, text: string}} problem */
function wordsOf({ line, text }) {
  return line ? text : `Весь файл: ${text}`;
}

/** Markdown with HTML in it. The ready-made one would bring CSS and JavaScript with it; what lists go on with comes from it all the same. */
const MARKDOWN = new cm.Language(cm.markdownLanguage.data, /** @type {import("@lezer/markdown").MarkdownParser} */ (cm.markdownLanguage.parser).configure(cm.parseCode({ htmlParser: cm.htmlParser })), [], "markdown");

/**
 * @param {string} path
 */
function languageOf(path) {
  if (path.endsWith(".md")) return cm.yamlFrontmatter({ content: new cm.LanguageSupport(MARKDOWN, cm.Prec.high(cm.keymap.of(cm.markdownKeymap))) });
  if (path.endsWith(".yml")) return cm.yaml();
  return path.endsWith(".py") ? cm.python() : [];
}

// What of CodeMirror the workbench's editor uses: macros/delivery/libraries.py makes one module of it, without the rest.
export { autocompletion, startCompletion } from "@codemirror/autocomplete";
export { defaultKeymap, history, historyKeymap, redo, undo } from "@codemirror/commands";
export { markdownKeymap, markdownLanguage } from "@codemirror/lang-markdown";
export { python } from "@codemirror/lang-python";
export { yaml, yamlFrontmatter } from "@codemirror/lang-yaml";
export { HighlightStyle, Language, LanguageSupport, bracketMatching, syntaxHighlighting } from "@codemirror/language";
export { forEachDiagnostic, lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
export { openSearchPanel, search, searchKeymap } from "@codemirror/search";
export { EditorState, Prec } from "@codemirror/state";
export { EditorView, keymap, lineNumbers } from "@codemirror/view";
export { tags } from "@lezer/highlight";
export { parser as htmlParser } from "@lezer/html";
export { parseCode } from "@lezer/markdown";

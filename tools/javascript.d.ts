// What the type checker cannot find by itself: modules that the build writes, and what only workers have.
declare module "*/data/browser_rules.mjs" {
  const rules: import("../docs/assets/detect.mjs").Rules;
  export default rules;
}
declare module "*/data/connection_table.mjs" {
  const table: { state: { id: string; words: string; mark: string }[]; table: { columns: string[] } };
  export default table;
}
declare module "*/data/hosts.mjs" {
  const hosts: {
    slow_ms: number;
    late_ms: number;
    deadline_ms: number;
    again_ms: number;
    group: import("../docs/assets/probe.mjs").Group[];
  };
  export default hosts;
}
declare module "*/data/search.mjs" {
  const index: import("../docs/assets/query.mjs").Index;
  export default index;
}
declare module "*/lib/codemirror.mjs" {
  export * from "@codemirror/autocomplete";
  export * from "@codemirror/commands";
  export * from "@codemirror/lang-markdown";
  export * from "@codemirror/lang-python";
  export * from "@codemirror/lang-yaml";
  export * from "@codemirror/language";
  export * from "@codemirror/lint";
  export * from "@codemirror/search";
  export * from "@codemirror/state";
  export * from "@codemirror/view";
  export * from "@lezer/highlight";
  export { parser as htmlParser } from "@lezer/html";
  export { parseCode } from "@lezer/markdown";
}
declare module "*/lib/stemmers.mjs" {
  export { stemmer } from "@orama/stemmers/russian";
}
declare module "*/lib/uqr.mjs" {
  export { encode } from "uqr";
}
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}
// The theme's line in the head of each page: what a reader chose, kept by name.
declare function __md_get(name: string): any;
declare function __md_set(name: string, value: unknown): void;

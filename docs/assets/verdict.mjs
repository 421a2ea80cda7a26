// @ts-check
/** Shows what a check found. Text only through textContent: nothing of a verdict is ever read as HTML. */

import { copyButton, downloadButton } from "./copy.mjs";
import { element } from "./dom.mjs";

/**
 * @typedef {{key: string, level: string, field: string | null, text: string, limits: string, next: string}} Finding
 * @typedef {{level: string, findings: Finding[], errors: Record<string, string>,
 *            report: import("./report.mjs").Report}} Verdict
 */

export const LEVELS = { ok: "Всё в порядке", unsure: "Точно сказать нельзя", warn: "Есть что исправить", stop: "Остановитесь" };

/**
 * @param {HTMLFormElement} form
 * @param {Verdict} verdict
 */
export function show(form, verdict) {
  const output = outputOf(form);
  clear(form);
  output.dataset.level = verdict.level;
  const wrong = Object.entries(verdict.errors);
  if (wrong.length) {
    output.append(element("p", { class: "verdict__level" }, "Проверьте, что введено"), errorList(form, wrong));
    for (const [field, text] of wrong) markField(form, field, text);
    control(form, wrong[0][0])?.focus();
    return;
  }
  const copied = (form.dataset.copy ?? "").split(" ");
  output.append(element("p", { class: "verdict__level" }, LEVELS[/** @type {keyof LEVELS} */ (verdict.level)]));
  const { shown, folded } = sorted(verdict.findings, (form.dataset.fold ?? "").split(" "));
  for (const finding of shown) output.append(drawn(form, finding, copied.includes(finding.key)));
  if (folded.length) {
    const rest = folded.map((finding) => drawn(form, finding, copied.includes(finding.key)));
    output.append(element("details", { class: "verdict__more" }, element("summary", {}, `Ещё причины: ${folded.length}`), ...rest));
  }
}

/**
 * Of the findings that may fold, the first is the likeliest and is shown; the others wait.
 * @param {Finding[]} findings
 * @param {string[]} foldable
 */
function sorted(findings, foldable) {
  const first = findings.findIndex(({ key }) => foldable.includes(key));
  const folded = findings.filter(({ key }, at) => at > first && foldable.includes(key));
  return { shown: findings.filter((finding) => !folded.includes(finding)), folded };
}

/**
 * Say something that is no verdict: that we are working on it, or that it did not work.
 * @param {HTMLFormElement} form
 * @param {"busy" | "failed"} level
 * @param {string} text
 * @param {...Node} more
 */
export function say(form, level, text, ...more) {
  const output = outputOf(form);
  clear(form);
  output.dataset.level = level;
  output.append(element("p", { class: "verdict__text" }, text), ...more);
}

/** @param {HTMLFormElement} form */
export function clear(form) {
  const output = outputOf(form);
  form.querySelector(".share")?.remove();
  output.replaceChildren();
  delete output.dataset.level;
  for (const text of form.querySelectorAll(".check__error")) text.textContent = "";
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

/** @param {HTMLFormElement} form */
function outputOf(form) {
  return /** @type {HTMLOutputElement} */ (form.querySelector("output"));
}

/**
 * @param {HTMLFormElement} form
 * @param {Finding} finding
 * @param {boolean} copied
 */
function drawn(form, finding, copied) {
  const label = finding.field && form.querySelector(`[data-field="${finding.field}"] :is(label, legend)`);
  const box = element("div", { class: "verdict__finding", "data-level": finding.level, "data-key": finding.key });
  if (copied) {
    const area = /** @type {HTMLTextAreaElement} */ (element("textarea", { readonly: "", "aria-label": "Готовый текст" }));
    area.value = finding.text;
    area.rows = Math.min(16, finding.text.split("\n").length + 1);
    box.append(area, element("p", { class: "buttons" }, copyButton(() => finding.text, area), downloadButton(() => finding.text)));
  } else {
    box.append(element("p", { class: "verdict__text" }, finding.text));
  }
  if (label && form.querySelectorAll("[data-field]").length > 1) box.prepend(element("p", { class: "verdict__field" }, (label.firstChild?.textContent ?? "").trim()));
  if (finding.next) box.append(element("p", { class: "verdict__next" }, element("strong", {}, "Что делать. "), finding.next));
  if (finding.limits) box.append(element("p", { class: "verdict__limits" }, finding.limits));
  const lookup = (form.dataset.lookup ?? "").split(" ").find((pair) => pair.startsWith(`${finding.key}:`));
  if (lookup) box.dataset.lookup = lookup.split(":")[1];
  const guide = /** @type {HTMLTemplateElement | null} */ (form.querySelector(`template[data-guide="${finding.key}"]`));
  if (guide) box.append(element("p", { class: "verdict__guide" }, "Подробно: ", guide.content.cloneNode(true)));
  return box;
}

/**
 * @param {HTMLFormElement} form
 * @param {[string, string][]} wrong
 */
function errorList(form, wrong) {
  return element(
    "ul",
    {},
    ...wrong.map(([field, text]) => {
      const link = element("a", { href: `#${control(form, field)?.id ?? ""}` }, text);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        control(form, field)?.focus();
      });
      return element("li", {}, link);
    }),
  );
}

/**
 * @param {HTMLFormElement} form
 * @param {string} field
 * @param {string} text
 */
function markField(form, field, text) {
  const place = form.querySelector(`[data-field="${field}"] .check__error`);
  if (place) place.textContent = text;
  control(form, field)?.setAttribute("aria-invalid", "true");
}

/**
 * @param {HTMLFormElement} form
 * @param {string} field
 * @returns {HTMLElement | null}
 */
function control(form, field) {
  return form.querySelector(`[data-field="${field}"] :is(input, textarea)`);
}

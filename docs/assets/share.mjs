// @ts-check
/** «Показать близким»: a link, and a QR code of it, that show a verdict on another screen. Only names of what was found go in. */

import { button, copyButton } from "./copy.mjs";
import { element } from "./dom.mjs";

const REPORT = new URL("../../report/", import.meta.url); // macros/delivery/fingerprint.py puts us one folder deeper
const MOST = 700; // characters: a longer one gives a code that no phone reads off a screen

/**
 * Put the offer under a verdict.
 * @param {HTMLFormElement} form
 * @param {import("./report.mjs").Report} report
 */
export function offer(form, { check, found }) {
  form.querySelector(".share")?.remove();
  if (!found.length) return;
  const link = `${REPORT}#${new URLSearchParams({ [check]: found.join(".") })}`;
  const box = element("details", { class: "share" }, element("summary", {}, "Показать близким"));
  box.addEventListener("toggle", () => fill(box, link), { once: true });
  form.querySelector("output")?.after(box);
}

/**
 * @param {HTMLElement} box
 * @param {string} link
 */
async function fill(box, link) {
  const row = element("p", { class: "buttons" }, copyButton(() => link, undefined, "Скопировать ссылку"));
  if ("share" in navigator) row.append(button("Отправить ссылку", () => navigator.share({ url: link }).catch(() => {}))); // the reader changed his mind
  box.append(element("p", {}, "Другой человек увидит этот же ответ на своём экране. Того, что вы вводили, в ссылке нет."), row);
  if (link.length > MOST) return;
  const { qr } = await import("./qr.mjs");
  row.before(element("p", {}, qr(link, "QR-код со ссылкой на этот ответ")), element("p", {}, "Наведите на квадрат камеру другого телефона."));
}

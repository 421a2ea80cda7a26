// @ts-check
/** Buttons that give the reader a text to take away. */

import { element } from "./dom.mjs";

const DONE = "Скопировано";
const SELECT = "Выделено: скопируйте вручную";

/** Announces to screen readers what the button shows. */
const status = element("p", { role: "status", class: "unseen" });
document.body.append(status);

/**
 * @param {() => string} text
 * @param {HTMLTextAreaElement} [area] is selected where the browser does not let a page copy
 * @param {string} [label]
 */
export function copyButton(text, area, label = "Скопировать") {
  const made = button(label, () => copy(made, text(), area));
  return made;
}

/**
 * @param {() => string} text
 * @param {string} [name] of the file
 */
export function downloadButton(text, name = "obrashchenie.txt") {
  return button("Скачать .txt", () => download(text(), name));
}

/**
 * @param {string} text
 * @param {string} name of the file
 * @param {string} [type]
 */
export function download(text, name, type = "text/plain") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * @param {HTMLButtonElement} place says how it went
 * @param {string} text
 * @param {HTMLTextAreaElement} [area]
 */
export async function copy(place, text, area) {
  const before = place.textContent;
  try {
    await navigator.clipboard.writeText(text);
    place.textContent = DONE;
  } catch {
    area?.select();
    place.textContent = area ? SELECT : "Не вышло: скопируйте вручную";
  }
  status.textContent = place.textContent;
  setTimeout(() => {
    place.textContent = before;
    status.textContent = "";
  }, 4_000);
}

/**
 * @param {string} label
 * @param {() => void} press
 */
export function button(label, press) {
  const made = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "md-button copy" }, label));
  made.addEventListener("click", press);
  return made;
}

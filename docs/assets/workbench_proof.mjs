// @ts-check
/** «Проверки проверяют себя»: the examples in the descriptions of the checks, run on this device and counted. */

import { copyButton } from "./copy.mjs";
import { element } from "./dom.mjs";

/** @typedef {{tried: number, failed: number, told: string}} Tried */

/**
 * @param {HTMLElement} place
 * @param {import("./workbench_bench.mjs").Bench} bench
 * @param {() => Promise<boolean>} load
 */
export function offer(place, bench, load) {
  const start = /** @type {HTMLButtonElement} */ (place.querySelector("button"));
  const total = element("p", { role: "status", class: "workbench__status" });
  const list = element("ul");
  const report = copyButton(() => [total.textContent, ...Array.from(list.children, (item) => item.textContent), navigator.userAgent].join("\n"), undefined, "Скопировать отчёт");
  report.hidden = true;
  place.append(total, report, list);
  start.addEventListener("click", async () => {
    start.disabled = true;
    total.textContent = "Загружаем проверки.";
    list.replaceChildren();
    try {
      if (await load()) await run();
      else total.textContent = "";
    } catch (error) {
      total.textContent = `Примеры остановились: ${error instanceof Error ? error.message : error}`;
    }
    start.disabled = false;
  });

  async function run() {
    const from = performance.now();
    let tried = 0;
    let failed = 0;
    const checks = /** @type {Record<string, string>} */ (await bench.ask("checks"));
    for (const [name, title] of Object.entries(checks)) {
      total.textContent = `Примеров сошлось: ${tried - failed}. Сейчас: ${title}.`;
      const one = /** @type {Tried} */ (await bench.ask("tried", name));
      tried += one.tried;
      failed += one.failed;
      list.append(element("li", {}, `${title}: примеров ${one.tried}, не сошлось ${one.failed}`, ...(one.told ? [element("pre", { tabindex: "0" }, one.told)] : [])));
    }
    const seconds = ((performance.now() - from) / 1000).toFixed(1).replace(".", ",");
    total.textContent = failed ? `Примеров: ${tried}, не сошлось: ${failed}.` : `Примеров: ${tried}, все сошлись. Секунд: ${seconds}.`;
    report.hidden = false;
  }
}

// @ts-check
/** Whether the browser lets a page open a window: asked only where the reader ticked it. */

/**
 * @param {string} field the name of the tick
 * @param {import("./measure.mjs").Press} press
 */
export function measure(field, { form }) {
  const tick = /** @type {HTMLInputElement | null} */ (form.querySelector(`[name="${field}"]:checked`));
  // Without a press of the reader's own every browser refuses, which would prove nothing.
  if (!tick || navigator.userActivation?.isActive === false) return "";
  const opened = window.open("", "", "popup,width=200,height=100");
  opened?.close();
  return opened ? "yes" : "no";
}

// @ts-check
/** A QR code as a picture of one path: dark on white in every theme, as scanners want it. */

import { encode } from "./lib/uqr.mjs";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4; // modules of white around it: ISO/IEC 18004, 9.1

/**
 * @param {string} text
 * @param {string} label for screen readers
 * @returns {SVGSVGElement}
 */
export function qr(text, label) {
  const { data, size } = encode(text, { border: QUIET });
  const modules = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  const picture = /** @type {SVGSVGElement} */ (document.createElementNS(SVG, "svg"));
  for (const [name, value] of Object.entries({ class: "qr", role: "img", "aria-label": label, viewBox: `0 0 ${size} ${size}` })) picture.setAttribute(name, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", modules.join(""));
  picture.append(path);
  return picture;
}

// @ts-check
/** Where words of the site stand: somebody sees a wrong one on a page, and does not know of which file it comes. */

const MOST = 12; // places: more are no help
const SIGNS = /[*_`"«»„“\\]|\]\([^)]*\)|[[\]]/g; // of Markdown and YAML, and quotes: nobody copies them as they stand

/** @typedef {{path: string, line: number, words: string}} Found */

/**
 * @param {Record<string, string>} sources
 * @param {string} words
 * @param {string} first the file that is looked at first
 * @returns {Found[]}
 */
export function find(sources, words, first) {
  const wanted = plain(words);
  if (!wanted) return [];
  const paths = Object.keys(sources).sort((a, b) => Number(b === first) - Number(a === first));
  const found = [];
  for (const path of paths) {
    for (const [at, line] of sources[path].split("\n").entries()) {
      if (plain(line).includes(wanted)) found.push({ path, line: at + 1, words: line.replace(/^[\s-]+/, "") });
      if (found.length === MOST) return found;
    }
  }
  return found;
}

/** @param {string} text */
function plain(text) {
  return text.replace(SIGNS, "").replace(/\s+/g, " ").trim().toLowerCase().replaceAll("ё", "е");
}

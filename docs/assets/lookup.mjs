// @ts-check
/** Looks terms up in phrases, as BM25 weighs them: those of a query, and terms that are like them. */

/**
 * @typedef {{id: number, score: number, terms: Set<string>, asked: Set<string>}} Hit a phrase, its terms that were found, and those of the query that found them
 */

const OFTEN = 1.2; // a term that a phrase repeats counts little more than once
const LENGTH = 0.7; // how much less a term says in a long phrase
const LEAST = 0.5; // what it says in any
const ENDING = 0.3; // of a letter wrong is one that is not typed yet
const GUESSED = { mistake: 0.45, beginning: 0.6 }; // of a term that is only like what was asked for

/**
 * How many letters are wrong, missing, too many or have changed places with the next; any larger number, if there are more than `most`.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let to = 1; to <= other.length; to++) {
      const same = one[at - 1] === other[to - 1];
      next[to] = Math.min(row[to] + 1, next[to - 1] + 1, row[to - 1] + (same ? 0 : 1));
      if (at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]) next[to] = Math.min(next[to], before[to - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
}

/**
 * A bit for each letter that a word has.
 * @param {string} word
 */
const letters = (word) => [...word].reduce((bits, sign) => bits | (1 << sign.charCodeAt(0)), 0); // by its last five bits

/** @param {number} bits */
function count(bits) {
  let ones = 0;
  for (let left = bits; left; left &= left - 1) ones++;
  return ones;
}

/**
 * How much a term of the phrases says of the one that was asked for: it begins with that, or is it with a mistake.
 * @param {string} term
 * @param {string} other
 * @param {number} mistakes at most
 */
function likeness(term, other, mistakes) {
  if (term === other) return 1;
  if (term.length > 2 && other.startsWith(term)) return (GUESSED.beginning * other.length) / (other.length + ENDING * (other.length - term.length));
  const far = distance(term, other, mistakes);
  return far > mistakes ? 0 : (GUESSED.mistake * other.length) / (other.length + far);
}

/** The terms of phrases. */
export class Lookup {
  /**
   * @param {string[][]} phrases the terms of each
   * @param {number[]} weights of each
   */
  constructor(phrases, weights) {
    this.weights = weights;
    /** How often each phrase has a term. @type {Map<string, Map<number, number>>} */
    this.counts = new Map();
    for (const [id, terms] of phrases.entries()) {
      for (const term of terms) {
        const counts = this.counts.get(term) ?? new Map();
        this.counts.set(term, counts.set(id, (counts.get(id) ?? 0) + 1));
      }
    }
    /** @type {[string, number][]} */
    this.terms = Array.from(this.counts.keys(), (term) => [term, letters(term)]);
    const sizes = phrases.map((terms) => new Set(terms).size);
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    this.lengths = sizes.map((size) => OFTEN * (1 - LENGTH + (LENGTH * size) / mean));
  }

  /**
   * The terms of phrases that are like another, and how much: those that it begins, and those that it is with so many mistakes.
   * @param {string} term
   * @param {number} mistakes
   * @returns {[string, number][]}
   */
  alike(term, mistakes) {
    const own = letters(term);
    // A mistake is two letters at most, one instead of another: most terms differ in more, and are not compared.
    const near = this.terms.filter(([other, bits]) => other.startsWith(term) || count(own ^ bits) <= 2 * mistakes);
    return near.map(([other]) => /** @type {[string, number]} */ ([other, likeness(term, other, mistakes)])).filter(([, how]) => how);
  }

  /**
   * The phrases that have some of the terms: the more of them, the better.
   * @param {string[]} asked
   * @param {(term: string) => [string, number][]} alike
   * @param {(term: string) => number} tells how much a term says
   * @returns {Hit[]} the best first
   */
  find(asked, alike, tells) {
    /** @type {Map<number, Hit>} */
    const found = new Map();
    for (const term of asked) {
      for (const [other, likeness] of alike(term)) {
        const counts = /** @type {Map<number, number>} */ (this.counts.get(other));
        const rare = Math.sqrt(Math.log(1 + (this.lengths.length - counts.size + 0.5) / (counts.size + 0.5))); // how rare a term is on pages, `tells` knows
        for (const [id, count] of counts) {
          const hit = found.get(id) ?? { id, score: 0, terms: new Set(), asked: new Set() };
          hit.score += this.weights[id] * likeness * tells(term) * rare * (LEAST + (count * (OFTEN + 1)) / (count + this.lengths[id]));
          hit.terms.add(other);
          hit.asked.add(term);
          found.set(id, hit);
        }
      }
    }
    const hits = [...found.values()];
    for (const hit of hits) hit.score *= hit.asked.size;
    return hits.sort((one, other) => other.score - one.score);
  }
}

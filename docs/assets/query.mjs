// @ts-check
/**
 * From what somebody typed to the pages that help. Pure: no page, no network; the tests run it in Node.
 *
 * A page is a handful of phrases: its title, other names, headings, the errors it explains. The phrase that is most
 * like the query speaks for its page. Every word may be typed with a mistake, in the wrong keyboard layout or in Latin
 * letters: it is read in all these ways, and the reading that the phrases know best is looked up.
 */

import { stemmer } from "./lib/stemmers.mjs";
import { distance, Lookup } from "./lookup.mjs";

/**
 * @typedef {{url: string, title: string, description: string, body: string, aliases: string, headings: string, errors: string}} Page a phrase a line
 * @typedef {{same: string, weak: string, check: string, modal: string, skip: string, own: string, strange: string}} Words written short, as `known`, the aliases and the body of pages are
 * @typedef {{words: Words, known: string, pages: Record<keyof Page, string[]>, codes: Record<string, string>}} Index `pages`: by fields; `codes`: beginnings of codes by the page that explains them
 * @typedef {{text: string, says: string, page: Page, weight: number, isRead: boolean}} Phrase what is looked up, and how it reads, if it is for people
 * @typedef {[string, [string, number]]} Spelling a stem, its word and the number of its pages
 * @typedef {{text: string, hit: boolean}} Piece a part of a text, and whether it was asked for
 * @typedef {{url: string, title: Piece[], says: Piece[]}} Result
 */

const MOST = 7; // results
const FEWEST = 3; // even if they are far behind the first
const LEAST = 0.2; // of the best score has any further one
const LONGEST = 200; // signs of a query that are read
// Tuned on tests/content/search_tuned.tsv and, so that they suit words that no page has, on its pages with each fourth name
// taken away and asked for.
const FIELDS = { title: 1, aliases: 1, headings: 0.6, errors: 0.6, description: 0.5, body: 0.45 };
const PACKED = new Set(["aliases", "body"]); // fields of stems, which nobody reads
/** Who has trouble looks for a guide first. @type {Record<string, number>} */
const PARTS = { guides: 1, checks: 0.8 };
const OTHER_PARTS = 0.5;
const TO_CHECK = 2; // a check counts twice when the query asks to check something
const REST = 0.9; // of its score is what each next phrase of the same page adds
const STRANGE = 0.28; // of a query that a page knows: below it is about something else
const SURE = 0.55;
const GUESS = 0.6; // of a word that is only like one of the page, or stands in its text
const CODED = 0.9; // of the best score is added to the page that explains a code: other words may still say more
const LOOSE = 0.15; // of its score keeps a phrase that says much else besides
const SAME = 2; // a phrase that says just what was asked
const BASE = 0.3; // of its score keeps a page that has none of what was asked
const WEAK = 0.3; // a weak word, beside another
const NEGATED = 0.8; // «не» makes a rare word of a common one
const LONG = 7; // letters of a word that is known with a mistake in it and a space
const SHORT = 5; // letters: a word of fewer, with a mistake, may be any other
const GLUED = 12; // letters of a word that may be three without spaces
const HEARD = 4; // letters, at least, of a word that is known by its sound
const RESPELLED = 1; // mistakes, at most, for which the nearest spelling is taken

const WORD = "[\\p{L}\\p{N}]+";
const WORDS = new RegExp(WORD, "gu");
const HYPHENATED = new RegExp(`${WORD}(?:-${WORD})+`, "gu");
const CHUNK = new RegExp(`(не\\s+${WORD}|${WORD}(?:-${WORD})*)`, "iu");
const NOT = /(?:^|[^\p{L}])н[еи]\s+(\p{L}+)/gu; // «ни приходит», by ear
const CODE = /[A-Z]+(?:_[A-Z0-9]+)+/g;
const PHONE = /(?:\d[\s()+-]*){10,}/g;

const FIRST = 35; // of the signs that stand for words
const SIGNS = 92;

const CHECK = "проверить"; // what one does with each of the checks

const QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~{}:\"<>";
const JCUKEN = "ёйцукенгшщзхъфывапролджэячсмитьбюёхъжэбю";
const TO_RUSSIAN = new Map([...QWERTY].map((key, at) => [key, JCUKEN[at]]));
const TO_LATIN = new Map([...JCUKEN].map((key, at) => /** @type {[string, string]} */ ([key, QWERTY[at]])).reverse());
const SOUNDS = new Map(
  Object.entries({
    tsya: "тся", shch: "щ", sch: "щ", zh: "ж", kh: "х", ts: "ц", ch: "ч", sh: "ш", yo: "е", jo: "е", yu: "ю", ju: "ю", iu: "ю", ya: "я", ja: "я",
    ia: "я", ye: "е", a: "а", b: "б", c: "ц", d: "д", e: "е", f: "ф", g: "г", h: "х", i: "и", j: "й", k: "к", l: "л", m: "м",
    n: "н", o: "о", p: "п", q: "к", r: "р", s: "с", t: "т", u: "у", v: "в", w: "в", x: "кс", y: "ы", z: "з", "'": "ь",
  }),
);
const SOUND = new RegExp([...SOUNDS.keys()].join("|"), "g"); // the longer ones stand first

/**
 * Letters that are told apart by nobody in a hurry: «ё», «открываеться».
 * @param {string} text
 */
const fold = (text) => text.normalize("NFC").toLowerCase().replaceAll("ё", "е").replace(/еться(?!\p{L})/gu, "ется");

/** @param {string} text @param {Map<string, string>} keys */
const retype = (text, keys) => fold([...text].map((sign) => keys.get(sign) ?? sign).join(""));

/**
 * What macros/delivery/shorthand.py has typed on Latin keys.
 * @param {string} text
 */
const russian = (text) => retype(text, TO_RUSSIAN);

/** @param {string} text */
const list = (text) => russian(text).split(" ");

/**
 * Words of which each says first how many letters it shares with the one before.
 * @param {string} text
 */
function unfolded(text) {
  let word = "";
  return russian(text).split("\n").map((line) => (word = word.slice(0, Number(line[0])) + line.slice(1)));
}

/**
 * Names of which each word is two signs: the place of the word in a list.
 * @param {string} names
 * @param {string[]} known
 */
const named = (names, known) => names.replace(/[^\n]{2}/g, (signs) => `${known[(signs.charCodeAt(0) - FIRST) * SIGNS + signs.charCodeAt(1) - FIRST]} `);

/** @param {string} text */
const spell = (text) => text.replace(/([aeiouy])y(?![aeou])|([aeo])i/g, "$1$2j").replace(SOUND, (sound) => SOUNDS.get(sound) ?? sound);

/**
 * How many letters of a word may be wrong.
 * @param {string} term
 */
const mistakes = (term) => (/\d/.test(term) || term.length < 4 ? 0 : term.length < 7 ? 1 : 2);

/**
 * What is asked again and again at every key, answered once.
 * @template T
 * @param {(text: string) => T} answer
 * @returns {(text: string) => T}
 */
function kept(answer) {
  /** @type {Map<string, T>} */
  const all = new Map();
  return (text) => {
    const found = all.get(text) ?? answer(text);
    all.set(text, found);
    return found;
  };
}

/**
 * What is made at the first need.
 * @template T
 * @param {() => T} make
 */
function once(make) {
  /** @type {T | undefined} */
  let made;
  return () => (made = made ?? make());
}

/**
 * What forms of a word have in common; a vowel that comes and goes is out: «отпечаток», «отпечатка».
 * A letter stands once, where many write two and many one: «аппеляция». Portals ask in forms that the stemmer does not know:
 * «проверьте».
 */
const stemOf = kept((word) => stemmer(fold(word).replace(/([а-я])\1+/g, "$1").replace(/ьте$/, "ь")).replace(/([а-я]{2}[^аеиоуыэюя])[ое]к$/, "$1к"));

/** Spelling by ear: replacements applied in this order. @type {[RegExp, string][]} */
const BY_EAR = [
  [/[ьъ]/g, ""], [/([жчшщ])о/g, "$1е"], [/[еэыя]/g, "и"], [/о/g, "а"], [/ю/g, "у"], [/б/g, "п"], [/в/g, "ф"], [/г/g, "к"], [/д/g, "т"], [/ж/g, "ш"], [/з/g, "с"],
  [/[сш]ч/g, "щ"], [/т[сц]/g, "ц"], [/ч([тн])/g, "ш$1"], [/ст([нл])/g, "с$1"], [/фст/g, "ст"], [/й/g, "и"], [/(.)\1+/g, "$1"],
];

/**
 * What words have in common that sound alike: «сертификат», «сертефекат».
 * @param {string} word
 */
const sound = (word) => BY_EAR.reduce((text, [letters, heard]) => text.replace(letters, heard), stemOf(word));

/**
 * Endings as they are written, not as they are heard: «аткрываюца», «ево».
 * @param {string} word
 */
const ended = (word) => word.replace(/([аеуюя])т?ца$|(и)[тц]ца$/, "$1$2тся").replace(/([ое])во$/, "$1го");

/**
 * Three ways to read what was typed: as it stands, in the other layout, by the sound of Latin letters.
 * @param {string} typed
 */
export function readings(typed) {
  const text = fold(typed);
  if (/[a-z]/.test(text)) return [text, retype(text, TO_RUSSIAN), spell(text)];
  return [text, /[а-я]/.test(text) ? retype(text, TO_LATIN) : text, text];
}

/** Finds pages. */
export class Search {
  /** @param {Index} index */
  constructor({ words, known, pages: fields, codes }) {
    const same = russian(words.same).split("\n").map((group) => group.split(" "));
    const all = unfolded(known);
    const pages = fields.url.map((_, at) => {
      const page = /** @type {Page} */ (Object.fromEntries(Object.entries(fields).map(([field, texts]) => [field, texts[at]])));
      return { ...page, aliases: named(page.aliases, all), body: russian(page.body) };
    });
    /** The pages of each term. @type {Map<string, Set<Page>>} */
    this.spread = new Map();
    /** Of known terms. @type {Set<string>} */
    this.beginnings = new Set();
    const byUrl = new Map(pages.map((page) => [page.url, page]));
    /** @type {Map<string, Page | undefined>} */
    this.codes = new Map(Object.entries(codes).flatMap(([url, all]) => all.split(" ").map((code) => [code, byUrl.get(url)])));
    this.skip = new Set(list(words.skip));
    this.modal = new RegExp(`(^|[^\\p{L}])не\\s+(?:${list(words.modal).join("|")})\\s+`, "gu");
    this.same = new Map(same.flatMap(([first, ...rest]) => rest.map((word) => [stemOf(word), stemOf(first)])));
    const [weakTerms, ownTerms, strangeTerms, checkTerms] = [words.weak, words.own, words.strange, words.check].map((text) => new Set(list(text).map((word) => this.term(word))));
    this.weak = weakTerms;
    this.own = ownTerms;
    this.strange = strangeTerms;
    this.check = checkTerms;
    this.phrases = pages.flatMap(phrases);
    this.pages = pages.length;
    const said = this.phrases.map(({ text }) => this.words(text));
    const terms = said.map((words) => words.map((word) => this.term(word)));
    this.sizes = this.phrases.map(({ text, says }, id) => (says === text ? new Set(terms[id]) : this.termsOf(says))).map((all) => this.strong([...all])); // without what phrases() puts before
    for (const [id, { page }] of this.phrases.entries()) {
      for (const term of terms[id]) this.spread.set(term, (this.spread.get(term) ?? new Set()).add(page));
    }
    for (const term of this.spread.keys()) for (let end = 1; end <= term.length; end++) this.beginnings.add(term.slice(0, end));
    /** What was meant by a word that no phrase has: it has mistakes, or a space is missing. */
    this.mended = kept((word) => (this.strange.has(this.term(word)) ? word : (this.heard(word) ?? this.parted(word) ?? this.respelled(word) ?? word)));
    /** How well the phrases know a word: 3 as it is, 2 its beginning, 1 something like it, 0 not at all. */
    this.knownWord = kept((word) => {
      if ([word, `не${word}`].some((one) => this.spread.has(this.term(one)))) return 3; // «не» stands apart while words are read one by one
      const term = this.term(word);
      if (term.length > 2 && this.beginnings.has(term)) return 2;
      return this.alike(term).length ? 1 : 0;
    });
    const spelled = [...said.flat(), ...same.flat()];
    /** Known words, also those that mean what the phrases say, by their stems, with the number of their pages. @type {Map<string, [string, number]>} */
    this.spellings = new Map(spelled.map((word) => [stemOf(word), [word, this.spread.get(this.term(word))?.size ?? 0]]));
    /** The same words, and those that say nothing, by their sound. Few queries need them. @type {() => Map<string, Spelling[]>} */
    this.sounds = once(() => {
      const all = [...list(words.skip).map((word) => /** @type {Spelling} */ ([word, [word, 0]])), ...this.spellings];
      return all.reduce((found, spelling) => {
        const heard = sound(spelling[1][0]);
        return found.set(heard, [...(found.get(heard) ?? []), spelling]);
      }, new Map());
    });
    this.sums = terms.map((all) => this.tell(new Set(all)) || 1);
    this.index = new Lookup(terms, this.phrases.map(({ weight }) => weight));
    /** What the phrases have instead of a term. */
    this.alike = kept((term) => this.index.alike(term, this.isBegun(term) ? 0 : mistakes(term)));
  }

  /**
   * The words of a text that say something. «Не» is a part of the word that it belongs to, however far: «не могу войти»,
   * «невойти»; parts with a hyphen are one word, too.
   * @param {string} text
   */
  words(text) {
    const plain = fold(text)
      .replace(PHONE, (phone) => ` ${phone.replace(/\D/g, "").slice(-10)} `)
      .replace(this.modal, "$1не ");
    const denied = new Set([...plain.matchAll(NOT)].map(([, word]) => word).filter((word) => !this.skip.has(word) && this.knowsDenied(word)));
    const joined = (plain.match(HYPHENATED) ?? []).map((word) => word.replaceAll("-", ""));
    const words = [...(plain.match(WORDS) ?? []), ...joined].filter((word) => !this.skip.has(word) && !denied.has(word));
    return [...words, ...Array.from(denied, (word) => `не${word}`)];
  }

  /**
   * Whether «не» and a word are one: alone, the word says what was not meant. Not where the phrases never deny it.
   * @param {string} word
   */
  knowsDenied(word) {
    return this.spread.has(this.term(`не${word}`)) || !this.spread.has(this.term(word));
  }

  /**
   * Whether somebody is still typing a word that the phrases know: it has no mistake, it has no end.
   * @param {string} term
   */
  isBegun(term) {
    return !this.spread.has(term) && this.beginnings.has(term);
  }

  /** @param {string} text */
  termsOf(text) {
    return new Set(this.words(text).map((word) => this.term(word)));
  }

  /**
   * What a word is looked up by, whatever its ending.
   * @param {string} word
   */
  term(word) {
    const stem = stemOf(word);
    const denied = stem.startsWith("не") && this.same.get(stem.slice(2));
    const term = this.same.get(stem) ?? (denied ? `не${denied}` : stem);
    // What is still typed ends anywhere: «не прих» is no plural.
    return !this.spread.has(term) && this.isBegun(fold(word)) ? fold(word) : term;
  }

  /**
   * A query in the reading that the phrases know best.
   * @param {string} typed
   */
  read(typed) {
    return this.asked(typed).text;
  }

  /**
   * What is asked, as it was meant; its terms; those that are no more than a guess, as their words stand in no phrase as they were typed;
   * the phrases that know some of it; and the page of the code that it names.
   * @param {string} typed
   */
  asked(typed) {
    const { words, torn } = this.reading(typed);
    const text = [...words.map(({ meant }) => meant), ...torn].join(" ");
    const guessed = new Set(words.flatMap(({ text: word, meant }) => (word === meant ? [] : [...this.termsOf(meant)])));
    return { text, terms: [...this.termsOf(text)], guessed, hits: this.index.find(this.words(text).map((word) => this.term(word)), this.alike, (term) => this.tells(term)), coded: this.ofCode(typed) };
  }

  /** @param {string} typed */
  reading(typed) {
    const all = typed.slice(0, LONGEST).trim().split(/\s+/).map((word) => readings(word).map((text) => ({ text, known: this.known(text) })));
    // Few change the layout within a query, so the reading that suits all words together is preferred.
    const suits = [0, 1, 2].map((way) => all.reduce((sum, word) => sum + word[way].known, 0));
    const usual = suits.indexOf(Math.max(...suits));
    const read = all.map((word) => [word[usual], ...word].reduce((best, other) => (other.known > best.known + 1 || (other.known && !best.known) ? other : best)));
    return { words: read.map(({ text, known }) => ({ text, meant: known < 2 ? this.mended(text) : text })), torn: this.torn(read) };
  }

  /**
   * How well the phrases know the worst known word of a text.
   * @param {string} text
   */
  known(text) {
    const found = text.match(WORDS) ?? [];
    return Math.min(found.length && 3, ...this.words(text).map((word) => this.knownWord(word)));
  }

  /**
   * The known word whose stem is nearest to that of another.
   * @param {string} word
   */
  respelled(word) {
    return this.nearest(word, this.spellings, stemOf(word).length < SHORT ? 0 : RESPELLED);
  }

  /**
   * The known word that sounds like another.
   * @param {string} word
   */
  heard(word) {
    const heard = this.sounds().get(sound(ended(word))) ?? [];
    return this.nearest(word, heard.filter(([stem]) => stem.length >= HEARD || this.skip.has(stem)), Number.POSITIVE_INFINITY);
  }

  /**
   * The spelling with the fewest mistakes; of equally near ones, that of more pages.
   * @param {string} word
   * @param {Iterable<Spelling>} spellings
   * @param {number} most mistakes
   */
  nearest(word, spellings, most) {
    const stem = stemOf(word);
    let best;
    let least = most + 1;
    let pages = 0;
    for (const [spelling, [meant, of]] of spellings) {
      const far = distance(stem, spelling, least);
      if (far > least || (far === least && (of <= pages || !best))) continue;
      [best, least, pages] = [meant, far, of];
    }
    return best;
  }

  /**
   * Words that were typed as one: «черезбанк», «кодне», «записатьсякврачу».
   * @param {string} word
   */
  parted(word) {
    const pairs = [...word].slice(2, -1).map((_, at) => [word.slice(0, at + 2), word.slice(at + 2)]);
    const isWhole = (/** @type {string} */ part) => part.length > 2 && this.spread.has(this.term(part));
    const isKnown = (/** @type {string} */ part) => (part.length > 2 || part === "не") && this.skip.has(part) || isWhole(part);
    const pair = pairs.find((pair) => pair.every(isKnown) && pair.some(isWhole));
    return (pair ?? (word.length < GLUED ? undefined : this.chain(word)))?.join(" ");
  }

  /**
   * Three words or more that were typed as one; short ones, such as prepositions, stand between others.
   * @param {string} word
   */
  chain(word) {
    const all = this.links(word, word);
    return all.length ? all : undefined;
  }

  /**
   * The words of which the end of a chain is made; none, if it is not.
   * @param {string} rest
   * @param {string} chain
   * @param {Set<string>} vain ends that have been tried: else they would be tried again for each way to come to them
   * @returns {string[]}
   */
  links(rest, chain, vain = new Set()) {
    if (vain.has(rest)) return [];
    for (let end = rest.length; end > 0; end--) {
      const part = rest.slice(0, end);
      const isBetween = rest !== chain && part !== rest && this.skip.has(part);
      if (!isBetween && !(end >= HEARD && this.spread.has(this.term(part)))) continue;
      if (part === rest) return [part];
      const others = this.links(rest.slice(end), chain, vain);
      if (others.length) return [part, ...others];
    }
    vain.add(rest);
    return [];
  }

  /**
   * Words that were typed as two, perhaps with a mistake: «гос услуги», «гоус ключ».
   * @param {{text: string, known: number}[]} read
   */
  torn(read) {
    const pairs = read.slice(1).map((second, at) => ({ text: read[at].text + second.text, known: read[at].known }));
    const whole = pairs.filter(({ text, known }) => known < 3 && /\p{L}/u.test(text)).map(({ text }) => (text.length >= LONG && this.respelled(text)) || text);
    return whole.filter((text) => this.spread.has(this.term(text)));
  }

  /**
   * The page about a code that stands in a query: that of its longest known beginning.
   * @param {string} typed
   */
  ofCode(typed) {
    for (const code of typed.toUpperCase().match(CODE) ?? []) {
      for (let end = code.length; end > 0; end = code.lastIndexOf("_", end - 1)) {
        const page = this.codes.get(code.slice(0, end));
        if (page) return page;
      }
    }
    return undefined;
  }

  /**
   * How much of a query the page that has most of it knows, 0 to 1: words that only different pages have are about
   * something else. A word that no page has counts as much as the rarest; a number that no page has, such as a date, not at all.
   * @param {ReturnType<Search["asked"]>} query
   */
  share({ terms: asked, guessed, hits, coded }) {
    if (coded) return 1;
    // A short word is soon like any other.
    if (asked.some((term) => this.own.has(term) && (!guessed.has(term) || mistakes(term) > 1))) return 1;
    if (asked.some((term) => this.strange.has(term))) return 0;
    /** @type {Map<Page, Map<string, number>>} */
    const pages = new Map();
    for (const { id, terms, asked: found } of hits) {
      const { page, weight } = this.phrases[id];
      const known = pages.get(page) ?? new Map();
      pages.set(page, known);
      for (const term of found) known.set(term, Math.max(known.get(term) ?? 0, terms.has(term) && !guessed.has(term) && weight > FIELDS.body ? 1 : GUESS));
    }
    const total = this.tell(asked.filter((term) => this.spread.has(term) || !/^\d+$/.test(term))) || 1;
    return Math.max(0, ...Array.from(pages.values(), (known) => [...known].reduce((sum, [term, how]) => sum + how * this.tells(term), 0) / total));
  }

  /**
   * How many terms say something; if none does, how many there are.
   * @param {string[]} terms
   */
  strong(terms) {
    return terms.filter((term) => !this.weak.has(term)).length || terms.length;
  }

  /** @param {Iterable<string>} terms */
  tell(terms) {
    return [...terms].reduce((sum, term) => sum + this.tells(term), 0);
  }

  /**
   * How much a term tells: the fewer pages have it, the more.
   * @param {string} term
   */
  tells(term) {
    const own = this.weak.has(term) ? WEAK : term.startsWith("не") ? NEGATED : 1;
    return own * Math.log(1 + this.pages / (this.spread.get(term)?.size ?? 1));
  }

  /**
   * What to show: the pages, and whether they are likely to be meant. A query about something else finds nothing.
   * @param {string} typed
   * @returns {{found: Result[], sure: boolean}}
   */
  answer(typed) {
    const query = this.asked(typed);
    const share = this.share(query);
    const found = share < STRANGE ? [] : this.ranked(query);
    return share < SURE ? { found: found.slice(0, FEWEST), sure: false } : { found, sure: found.length > 0 };
  }

  /**
   * The pages, whether they are likely to be meant or not.
   * @param {string} typed
   */
  find(typed) {
    return this.ranked(this.asked(typed));
  }

  /**
   * @param {ReturnType<Search["asked"]>} query
   * @returns {Result[]} the best first
   */
  ranked({ terms: asked, hits, coded }) {
    /** @type {Map<Page, {score: number, share: number, best: Phrase, terms: Set<string>, asked: Set<string>}>} */
    const pages = new Map();
    const strong = this.strong(asked);
    for (const { id, score, terms, asked: some } of hits) {
      const best = this.phrases[id];
      const found = pages.get(best.page) ?? { score: 0, share: 1, best, terms, asked: new Set() };
      const same = this.strong([...terms]) >= this.sizes[id] && this.strong([...some]) === strong;
      const said = this.tell(terms) / this.sums[id];
      found.score += score * (LOOSE + (1 - LOOSE) * Math.min(1, said)) * (same ? SAME : 1) * found.share;
      found.share *= REST;
      for (const term of some) if (terms.has(term)) found.asked.add(term);
      pages.set(best.page, found);
    }
    const total = this.tell(asked) || 1;
    const toCheck = asked.some((term) => this.check.has(term));
    for (const [{ url }, found] of pages) {
      if (toCheck && url.startsWith("checks/")) found.score *= TO_CHECK;
      found.score *= BASE + (1 - BASE) * (this.tell(found.asked) / total);
    }
    if (coded) {
      const found = pages.get(coded) ?? { score: 0, share: 1, best: { text: "", says: coded.description, page: coded, weight: 1, isRead: true }, terms: new Set(), asked: new Set() };
      found.score += CODED * Math.max(1, ...Array.from(pages.values(), ({ score }) => score));
      pages.set(coded, found);
    }
    const sorted = [...pages].sort(([, one], [, other]) => other.score - one.score);
    const good = sorted.slice(0, MOST).filter(([, { score }], at) => at < FEWEST || score > LEAST * sorted[0][1].score);
    return good.map(([page, { best, terms }]) => this.result(page, best, terms));
  }

  /**
   * The description says most, unless what was asked for stands elsewhere. Stems and words of the text are no sentence.
   * @param {Page} page
   * @param {Phrase} best
   * @param {Set<string>} terms
   */
  result({ url, title: name, description }, best, terms) {
    const title = this.pieces(name, terms);
    const says = this.pieces(description, terms);
    const seen = [...title, ...says].some(({ hit }) => hit);
    return { url, title, says: seen || !best.isRead ? says : this.pieces(best.says, terms) };
  }

  /**
   * A text in pieces, so that what was asked for can be marked.
   * @param {string} text
   * @param {Set<string>} terms
   * @returns {Piece[]}
   */
  pieces(text, terms) {
    const parts = text.split(CHUNK).map((part) => ({ text: part, hit: this.words(part).some((word) => terms.has(this.term(word))) }));
    return parts.filter(({ text: part }) => part);
  }
}

/**
 * @param {Page} page
 * @returns {Phrase[]}
 */
function phrases(page) {
  const [part] = page.url.split("/");
  /** @param {string} field @param {string} says */
  const text = (field, says) => (part === "checks" && (field === "title" || field === "aliases") ? `${CHECK} ${says}` : says);
  return Object.entries(FIELDS).flatMap(([field, weight]) =>
    (page[/** @type {keyof typeof FIELDS} */ (field)].match(/.+/g) ?? []).map((says) => ({ text: text(field, says), says, page, weight: weight * (PARTS[part] ?? OTHER_PARTS), isRead: !PACKED.has(field) })),
  );
}

// @ts-check
/** The field of the workbench as browsers have it: what an edit begins with, and what is left where CodeMirror cannot be had. */

/**
 * @typedef {{words: string, name: string, act: () => void}} Way what can be done about a problem: a button, and its name for who does not see the line
 * @typedef {{line: number, text: string, mended: string | undefined, ways: Way[]}} Problem `mended`: the line put right, if that can be done
 * @typedef {{start: number, says: string, keys: boolean, found: {name: string, says: string, needed: boolean}[]}} Hints macros/workbench/hints.py
 * @typedef {(line: number, column: number) => Promise<Hints | null>} AskHints
 * @typedef {Record<string, [string, string, string][]>} Calls what a page can call, by what it is: the call, what people know it by, and more
 */

/** What the workbench asks of its field, be it plain or an editor. */
export class Plain {
  /** @param {HTMLTextAreaElement} text */
  constructor(text) {
    this.text = text;
  }

  /**
   * Begin with another text.
   * @param {string} _path of the file
   * @param {string} words
   */
  open(_path, words) {
    this.text.value = words;
    this.text.setSelectionRange(0, 0); // one begins to read at the top
  }

  focus() {
    this.text.focus();
  }

  /** @param {string} words to stand at the caret */
  insert(words) {
    this.put(words, this.text.selectionStart, this.text.selectionEnd);
    this.focus();
  }

  /**
   * @param {number} line
   * @param {string} words to stand there
   */
  mend(line, words) {
    this.put(words, ...this.ends(line));
    this.focus();
  }

  /**
   * Choose a line, or words in it.
   * @param {number} line
   * @param {string} [words]
   */
  goTo(line, words) {
    this.focus();
    this.text.setSelectionRange(...chosen(this.text.value, this.ends(line), words));
    const height = this.text.scrollHeight / this.text.value.split("\n").length;
    this.text.scrollTop = Math.max(0, (line - 5) * height);
  }

  /** @param {Problem[]} _problems stand in a list besides */
  tell(_problems) {}

  /** @param {Calls} _calls stand in a list besides */
  know(_calls) {}

  /**
   * @param {string} words
   * @param {number} start
   * @param {number} end
   */
  put(words, start, end) {
    this.text.setRangeText(words, start, end, "end");
    this.text.dispatchEvent(new Event("input"));
  }

  /**
   * @param {number} line
   * @returns {[number, number]} where it begins and ends
   */
  ends(line) {
    const start = this.text.value.split("\n").slice(0, Math.max(0, line - 1)).join("\n").length + (line > 1 ? 1 : 0);
    const end = this.text.value.indexOf("\n", start);
    return [start, end < 0 ? this.text.value.length : end];
  }
}

/**
 * What is selected where somebody is led to: what he types takes the place of that, so it is no more than he has asked for.
 * @param {string} text
 * @param {[number, number]} line where it begins and ends
 * @param {string} [words]
 * @returns {[number, number]}
 */
export function chosen(text, [from, to], words) {
  if (words === undefined) return [from, to];
  const at = text.slice(from, to).toLowerCase().indexOf(words.toLowerCase());
  return at < 0 ? [from, from] : [from + at, from + at + words.length];
}

// @ts-check
/** Helpers for building elements (always as text, never as HTML) and for reading forms. */

/**
 * Make an element with text and children.
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * What a form holds, by field: several ticks in one string, a file as it is.
 * @param {Iterable<[string, unknown]>} given
 */
export function collected(given) {
  /** @type {Record<string, string | File>} */
  const raw = {};
  for (const [name, value] of given) {
    if (value instanceof File) raw[name] = value.name ? value : "";
    else raw[name] = name in raw ? `${raw[name]} ${value}` : String(value);
  }
  return raw;
}

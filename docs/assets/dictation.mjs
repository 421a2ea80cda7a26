// @ts-check
/**
 * A report in a few digits, to be read out over the phone: the place of each answer among the possible ones, and at the
 * end a check digit, so that a misheard one is noticed.
 */

/** @typedef {Record<string, {label: string, options: Record<string, string>}>} Fields each with at most nine options */

/**
 * @param {Fields} fields
 * @param {Record<string, string>} given
 * @returns {string} digits in threes
 */
export function dictated(fields, given) {
  const places = Object.entries(fields).map(([name, { options }]) => Object.keys(options).indexOf(given[name]) + 1);
  const digits = places.join("");
  return `${digits}${checkDigit(digits)}`.replace(/\d{3}(?=\d)/g, "$& ");
}

/**
 * @param {Fields} fields
 * @param {string} text a code with or without spaces
 * @returns {Record<string, string> | undefined} nothing if it is no code
 */
export function heard(fields, text) {
  const digits = text.replace(/[\s-]/g, "");
  const names = Object.keys(fields);
  if (!/^\d+$/.test(digits) || digits.length !== names.length + 1) return undefined;
  if (checkDigit(digits.slice(0, -1)) !== digits.at(-1)) return undefined;
  const given = names.map((name, index) => [name, Object.keys(fields[name].options)[Number(digits[index]) - 1]]);
  return given.every(([, option]) => option) ? Object.fromEntries(given) : undefined;
}

/**
 * By Luhn: every single wrong digit shows, and nearly every two that were swapped.
 * @param {string} digits
 */
function checkDigit(digits) {
  const sum = [...digits].reverse().reduce((all, digit, index) => {
    const doubled = Number(digit) * (index % 2 ? 1 : 2);
    return all + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

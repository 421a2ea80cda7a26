// @ts-check
/**
 * Between JavaScript and Python only texts pass: a question goes in as JSON, the answer comes out as JSON. A file lies
 * where Python finds it by a path, and is read part by part. So no check ever holds anything of JavaScript.
 */

const PLACE = "/given";

/**
 * Make what reads files, while the browser still has it.
 * @param {any} pyodide
 */
export function openReader({ FS }) {
  FS.mkdirTree(PLACE);
  FS.mount(FS.filesystems.WORKERFS, {}, PLACE);
  FS.unmount(PLACE);
}

/**
 * Give Python what a check has for itself, besides what every start needs.
 * @param {any} pyodide
 * @param {any} python macros/delivery/sealed.py
 * @param {ArrayBuffer} archive
 */
export function extend({ FS }, python, archive) {
  FS.writeFile(python.archive(), new Uint8Array(archive), { flags: "a" });
  python.more();
}

/**
 * @param {any} pyodide
 * @param {any} python macros/delivery/sealed.py
 * @returns {(name: string, raw: Record<string, unknown>) => {result?: unknown, error?: string}}
 */
export function bridge({ FS }, { answer }) {
  return (name, raw) => {
    /** @type {{name: string, data: File}[]} */
    const blobs = [];
    const given = Object.fromEntries(Object.entries(raw).map(([field, value]) => [field, plain(value, blobs)]));
    FS.mount(FS.filesystems.WORKERFS, { blobs }, PLACE);
    try {
      return JSON.parse(answer(JSON.stringify([name, given])));
    } finally {
      FS.unmount(PLACE);
    }
  };
}

/**
 * @param {unknown} value of a field
 * @param {{name: string, data: File}[]} blobs those of the same question
 */
function plain(value, blobs) {
  if (!(value instanceof Object)) return value;
  const file = /** @type {File} */ (value);
  const name = String(blobs.length);
  blobs.push({ name, data: file });
  return { name: file.name, size: file.size, path: `${PLACE}/${name}` };
}

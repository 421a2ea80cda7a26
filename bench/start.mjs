/** How long Python takes to start in Node, to its first answer: `node start.mjs FOLDER`, or of Pyodide as it comes. */

const [folder, name] = process.argv.slice(2);
const start = performance.now();
const { loadPyodide } = await import(new URL("pyodide.mjs", `file://${folder}`).href);
if (name) {
  const { default: manifest } = await import(`file://${folder}manifest.json`, { with: { type: "json" } });
  const pyodide = await loadPyodide({ indexURL: folder, stdLibURL: `${folder}${name}`, packageBaseUrl: folder, lockFileContents: manifest.lock });
  pyodide.pyimport("pyscripts").run("card", pyodide.toPy({ number: "2200 0000 0000 0053" }));
} else {
  const pyodide = await loadPyodide({ indexURL: folder });
  pyodide.runPython("1 + 1");
}
console.log(performance.now() - start);

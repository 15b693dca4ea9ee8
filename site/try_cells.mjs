// Which cells of a notebook run in a page and print there what they print in the notebook, found by trying.
//
//   node site/try_cells.mjs PYTHON TASKS RESULTS
//
// TASKS: a file of [the notebook's path, {id: text}] with what each cell prints; RESULTS: the file to write, the ids of
// those that do so in a page, for each notebook.

import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { startPython } from "./start_python.mjs";

const [python, tasks, results] = process.argv.slice(2).map((path) => resolve(path));
const { NotebookPage } = await startPython(python);

// A cell may lean on one that does not run here, so those that are left are tried again by themselves.
function thatRun([notebook, wanted]) {
  const source = readFileSync(notebook, "utf8");
  let cells = Object.keys(wanted);
  for (;;) {
    const printed = JSON.parse(NotebookPage(source).run_on(JSON.stringify(cells)));
    const alike = cells.filter((cell) => printed[cell].trim() === wanted[cell].trim());
    if (alike.length === cells.length) return cells;
    cells = alike;
  }
}

writeFileSync(results, JSON.stringify(JSON.parse(readFileSync(tasks, "utf8")).map(thatRun)));

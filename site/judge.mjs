// Answers judged in WebAssembly without a browser: what the tests hold against the verdicts of the notebooks.
//
//   node site/judge.mjs PYTHON NOTEBOOKS QUESTIONS VERDICTS
//
// PYTHON: the site's folder of that name; QUESTIONS: a file of [notebook, exercise, text, seconds] for each answer;
// VERDICTS: the file to write, in the same order.

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { startPython } from "./start_python.mjs";

const [python, notebooks, questions, verdicts] = process.argv.slice(2).map((path) => resolve(path));
const { NotebookPage } = await startPython(python);

const pages = {};
const open = (name) => NotebookPage(readFileSync(join(notebooks, `${name}.ipynb`), "utf8"));
const judge = ([notebook, ...question]) => JSON.parse((pages[notebook] ??= open(notebook)).check(...question));
writeFileSync(verdicts, JSON.stringify(JSON.parse(readFileSync(questions, "utf8")).map(judge)));

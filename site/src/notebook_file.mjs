// The real notebook of this page: handed out with the answers in their cells, and taken back.

import { download } from "./elements.mjs";
import { recall, revise } from "./kept.mjs";
import { here, place } from "./places.mjs";

const idOf = (cell) => cell.metadata?.nbgrader?.grade_id;
const sourceOf = (cell) => [cell.source ?? ""].flat().join("");

// The notebook with what is kept of this page's exercises in their cells, as text.
export async function filledNotebook(notebook) {
  const answer = await fetch(place(`course/${notebook}.ipynb`));
  if (!answer.ok) throw new Error(`the notebook did not arrive (${answer.status})`);
  const filled = await answer.json();
  for (const cell of filled.cells) {
    const { text } = recall(`${notebook}/${idOf(cell)}`);
    if (text !== undefined && cell.metadata.nbgrader.solution) cell.source = text;
  }
  return JSON.stringify(filled, null, 1) + "\n";
}

export const downloadNotebook = async () =>
  download(`${here()}.ipynb`, await filledNotebook(here()), "application/x-ipynb+json");

// The answers that a notebook file holds to these exercises, by name. Throws an Error that says what is wrong with it.
export function answersIn(text, names) {
  let cells;
  try {
    cells = JSON.parse(text).cells;
  } catch {
    throw new Error("That file is no notebook, or it was saved half-way.");
  }
  if (!Array.isArray(cells)) throw new Error("That file is no notebook of the format that JupyterLab saves today.");
  const found = {};
  for (const cell of cells.filter((cell) => cell?.cell_type === "code")) {
    const source = sourceOf(cell);
    const defined = names.find((name) => idOf(cell) === name) ?? names.find((name) => new RegExp(`^def ${name}\\(`, "m").test(source));
    if (defined) found[defined] = source;
  }
  if (!Object.keys(found).length) throw new Error(`That notebook answers none of this page's exercises: ${names.join(", ")}.`);
  return found;
}

// Take the answers of a notebook file; returns their names.
export async function takeNotebook(file, names) {
  const answers = answersIn(await file.text(), names);
  for (const [name, text] of Object.entries(answers)) revise(`${here()}/${name}`, { text, status: undefined, points: undefined });
  return Object.keys(answers);
}

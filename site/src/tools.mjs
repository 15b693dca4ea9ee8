// The row of tools at the end of a page with exercises: how far one is, and the way into the real notebook and back.

import { button, counted, element } from "./elements.mjs";
import { recall } from "./kept.mjs";
import { downloadNotebook, takeNotebook } from "./notebook_file.mjs";
import { here } from "./places.mjs";

const SIGNS = { right: "●", partial: "◐", none: "○" };

// Points of these exercises, {name: points}, that were earned in this browser.
export function earned(notebook, exercises) {
  const got = Object.keys(exercises).map((name) => recall(`${notebook}/${name}`).points ?? 0);
  const all = Object.values(exercises);
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  return { got: sum(got), all: sum(all) };
}

export function standing({ got, all }) {
  const sign = got === all ? SIGNS.right : got ? SIGNS.partial : SIGNS.none;
  return `${sign} ${got}/${all}`;
}

// boxes: the page's exercises by name.
export function addTools(boxes) {
  const points = Object.fromEntries(Object.entries(boxes).map(([name, box]) => [name, box.record.points]));
  const where = element("p", { class: "lecture-standing" });
  const said = element("p", { role: "status" });
  const file = element("input", { type: "file", accept: ".ipynb,application/json", hidden: true, "aria-label": "a notebook file" });
  file.addEventListener("change", () => open(file, boxes, said));
  const show = () => {
    const { got, all } = earned(here(), points);
    where.textContent = `${standing({ got, all })} ${all === 1 ? "point" : "points"} on this page, kept in this browser.`;
  };
  document.addEventListener("lecture-judged", show);
  show();
  const row = element("section", { class: "lecture-tools", "aria-label": "your work on this page" }, where,
    button("Download my notebook", () => downloadNotebook().catch((error) => (said.textContent = error.message))),
    button("Open a notebook", () => file.click()), file, said);
  document.querySelector("article.bd-article")?.append(row);
}

async function open(file, boxes, said) {
  try {
    const taken = await takeNotebook(file.files[0], Object.keys(boxes));
    for (const name of taken) boxes[name].reopen();
    said.textContent = `${counted(taken.length, "answer")} taken: ${taken.join(", ")}. Check each to see how it stands.`;
  } catch (error) {
    said.textContent = error.message;
  }
  file.value = "";
}

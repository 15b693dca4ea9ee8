// The cells below an exercise run on in the page with the student's own functions, right or wrong: where they print
// something else than in the notebook, it is shown; and a live cell is run by the student's own step.

import { element } from "./elements.mjs";
import { ask } from "./python.mjs";
import { redraw, widgetsRunBy } from "./widgets.mjs";

const NOTE = "With your functions:";

// After a check of this exercise. live: the ids of the cells that run here, in order; checkCell: that of its check.
export async function runOn(name, live, checkCell) {
  try {
    const below = live.filter((id) => id > checkCell); // an id begins with the notebook and ends in the cell's number
    if (below.length) show(await ask({ ask: "run_on", with: [JSON.stringify(live)] }), below);
    for (const place of widgetsRunBy(name)) await runLiveCell(name, place);
  } catch {
    // Python was ended meanwhile: what the page shows stays as it was
  }
}

function show(printed, below) {
  for (const id of below) {
    const text = printed[id];
    const cell = document.querySelector(`.tag_id-${id}`);
    const before = [...cell.querySelectorAll(".cell_output pre")].map((pre) => pre.textContent.trim()).join("\n");
    cell.querySelector(".lecture-yours")?.remove();
    if (text.trim() === before) continue;
    const yours = element("pre", { tabindex: 0 }, text.trimEnd() || "nothing");
    cell.append(element("div", { class: "lecture-yours", role: "status" }, element("p", {}, NOTE), yours));
  }
}

async function runLiveCell(name, place) {
  place.nextElementSibling?.matches(".lecture-yours") && place.nextElementSibling.remove();
  const answer = await ask({ ask: "record_again", with: [name, JSON.stringify(place.model.get("records"))] });
  if (!answer.failed) redraw(place, { records: answer });
  const said = answer.failed ?? `The live cell is run by your ${name}; ticks show the course's where the two differ.`;
  place.after(element("p", { class: "lecture-yours", role: "status" }, said));
}

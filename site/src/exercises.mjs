// All exercises of the page. An editor is made when its exercise comes near, so that reading costs nothing.

import { ExerciseBox } from "./exercise.mjs";
import { fetchJSON, here } from "./places.mjs";
import { runOn } from "./run_on.mjs";
import { addTools } from "./tools.mjs";

const NEAR = "1500px";
const RETURNS = new Set(["right", "partial", "wrong"]); // of a function that returns something

const cellOf = (id) => document.querySelector(`.tag_id-${id}`);

function whenNear(cell, act) {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    act();
  }, { rootMargin: NEAR });
  observer.observe(cell);
}

export async function openExercises() {
  const { exercises, live } = await fetchJSON(`course/${here()}.json`);
  const boxes = {};
  for (const [name, record] of Object.entries(exercises)) {
    const cell = cellOf(record.cell);
    boxes[name] = new ExerciseBox(here(), name, record, (status) => {
      document.dispatchEvent(new Event("lecture-judged"));
      if (RETURNS.has(status)) runOn(name, live, record.check);
    });
    whenNear(cell, () => boxes[name].dress(cell, cellOf(record.check)));
  }
  if (Object.keys(boxes).length) addTools(boxes);
}

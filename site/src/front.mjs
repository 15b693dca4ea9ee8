// The first page: how far one is in each notebook, where one was, and all of it as a file.

import { button, download, element } from "./elements.mjs";
import { everything, keep, recall } from "./kept.mjs";
import { fetchJSON } from "./places.mjs";
import { earned, standing } from "./tools.mjs";

const FILE = "my-lecturelib.json";

export async function showFront() {
  const map = document.querySelector(".lecture-map");
  if (!map) return;
  const course = await fetchJSON("course/course.json");
  for (const { name, exercises } of course) {
    const row = map.querySelector(`[data-notebook="${name}"]`);
    const scored = Object.keys(exercises).length > 0;
    row?.append(element("span", { class: "lecture-standing" }, scored ? standing(earned(name, exercises)) : ""));
  }
  map.after(tools(course));
  showWhereOneWas();
}

function showWhereOneWas() {
  const { page, title } = recall("here");
  if (!page) return;
  const link = element("a", { href: page }, title);
  document.querySelector(".lecture-start")?.append(element("span", { class: "lecture-resume" }, "or go on where you were: ", link));
}

function tools(course) {
  const said = element("p", { role: "status" });
  const file = element("input", { type: "file", accept: ".json", hidden: true, "aria-label": "a file saved here" });
  file.addEventListener("change", () => takeBack(file, said));
  const all = course.map(({ name, exercises }) => earned(name, exercises));
  const sum = (field) => all.reduce((total, one) => total + one[field], 0);
  return element("section", { class: "lecture-tools", "aria-label": "your work" },
    element("p", { class: "lecture-standing" }, `${sum("got")} of ${sum("all")} points, kept in this browser alone.`),
    button("Save my work to a file", () => download(FILE, JSON.stringify(everything(), null, 1), "application/json")),
    button("Take it from a file", () => file.click()), file, said);
}

async function takeBack(file, said) {
  try {
    const kept = JSON.parse(await file.files[0].text());
    if (typeof kept !== "object" || !Object.keys(kept).some((name) => name.includes("/"))) throw new Error("other file");
    for (const [name, value] of Object.entries(kept)) keep(name, value);
    location.reload();
  } catch {
    said.textContent = `That is no file that this page has saved; it would be called ${FILE}.`;
  }
}

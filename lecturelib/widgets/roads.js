// What the controls pick out of the roads; at: the step, counted from the first word.
function read(model) {
  const [labels, roads, plan, back, scale] = ["labels", "roads", "plan", "back", "scale"].map((name) => model.get(name));
  const at = labels.length - 1 - back;
  const own = scale !== "one scale for all steps";
  const most = Math.max(...SIX.flatMap(([, name]) => (own ? [roads[name][at]] : roads[name])), 1e-300);
  const values = { label: labels[at] };
  for (const [name, road] of Object.entries(roads)) {
    values[name] = road[at];
    values[`wide ${name}`] = road[at] / most;
  }
  return { labels, roads, plan, back, at, most, own, values };
}

const SIX = [["c ← along the belt", "c", "c"], ["c ← through h", "out", "c"], ["h ← through i", "to i", "i"],
  ["h ← through f", "to f", "f"], ["h ← through g", "to g", "g"], ["h ← through o", "to o", "o"]];
const SCALES = ["one scale for all steps", "each step its own"];

// The cell with its wires as wide as what comes back on them, and what is said of the part that was pressed.
function cell(model) {
  const picture = svg("svg", { class: "wiring", role: "group", "aria-label": "the roads back through the cell" });
  const text = html("div", { class: "reading" });
  const element = html("div", { class: "stage" }, html("div", { class: "sheet" }, picture), text);
  let [built, drawn, chosen] = [0, null, "times keep"];
  const show = () => {
    const { plan, values } = read(model);
    const { value, said } = plan.cells.lstm.parts[chosen];
    for (const part of drawn.parts) {
      part.classList.toggle("chosen", part.dataset.part === chosen);
      part.setAttribute("aria-pressed", part.dataset.part === chosen);
      part.setAttribute("tabindex", part.dataset.part === chosen ? 0 : -1);
    }
    text.replaceChildren(html("div", { class: "equation" }, short(values[value], 2)), said);
  };
  const update = () => {
    const { plan, values } = read(model);
    const width = picture.clientWidth;
    if (built !== width) {
      const height = plan.height * Math.max(33, Math.min(40, width / plan.width));
      picture.setAttribute("height", height);
      drawn = wiring(plan, "lstm", width, height, (key) => {
        chosen = key;
        show();
      }, (value) => value.toFixed(value < 0.1 ? 3 : 2));
      picture.replaceChildren(...drawn.drawn);
      built = width;
    }
    drawn.update(values);
    for (const part of drawn.parts) {
      const { value, said } = plan.cells.lstm.parts[part.dataset.part];
      part.setAttribute("aria-label", `${short(values[value], 2)}: ${said}`);
    }
    show();
  };
  element.addEventListener("keydown", (event) => {
    const turn = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!turn) return;
    event.preventDefault();
    const at = drawn.parts.findIndex((part) => part.dataset.part === chosen);
    drawn.parts[(at + turn + drawn.parts.length) % drawn.parts.length].focus();
  });
  return { element, update };
}

// The six roads over the whole sequence, a row of bars for each; the error comes in at the right.
const ROW = 34;

function drawSix(model, width) {
  const { labels, roads, at, own } = read(model);
  const [left, right] = [132, width - 50];
  const column = (right - left) / labels.length;
  const most = range(labels.length).map((t) => Math.max(...SIX.map(([, name]) => roads[name][t]), 1e-300));
  const long = (value, t) => ((ROW - 8) * value) / (own ? most[t] : Math.max(...most));
  const bars = SIX.flatMap(([title, name, letter], row) => {
    const foot = (row + 1) * ROW;
    return [svg("g", { style: colourOf(letter) },
      line(left, foot, right, foot, "axis"), words(left - 8, foot - 6, title, "end"),
      ...roads[name].map((value, t) => svg("rect", { x: left + (t + 0.15) * column, width: 0.7 * column, class: t < at ? "value later" : "value",
        y: foot - Math.max(0.5, long(value, t)), height: Math.max(0.5, long(value, t)) })),
      words(right + 6, foot - 6, short(roads[name][at], 2)))];
  });
  const fits = Math.max(...labels.map((label) => label.length)) * 7.5 < column;
  const [bottom, named] = [SIX.length * ROW + 4, fits ? range(labels.length) : [at]];
  return {
    caption: ["what travels on each road, word by word"],
    description: `A row of bars for each of six roads over ${labels.length} words. At ${labels[at]}: `
      + SIX.map(([title, name]) => `${title} ${short(roads[name][at], 2)}`).join(", "),
    parts: [
      ...bars,
      svg("rect", { x: left + at * column, y: 0, width: column, height: bottom, rx: 3, class: "cursor" }),
      ...named.map((t) => words(left + (t + 0.5) * column, bottom + 16, labels[t], "middle")),
    ],
    pick: (x) => model.set("back", labels.length - 1 - Math.max(0, Math.min(labels.length - 1, Math.floor((x - left) / column)))),
  };
}

function numbers(model) {
  const { back, labels, at, values } = read(model);
  const [c, out, h, kept, ...gates] = ["c", "out", "h_before", "c_before", "to i", "to f", "to g", "to o"].map((name) => short(values[name], 2));
  const where = back === 0 ? "the last word" : `${back} step${back > 1 ? "s" : ""} back`;
  return `At “${labels[at]}”, ${where}: into c come ${c} along the belt and ${out} through h. To the step before go ${kept} into its c`
    + ` and ${h} into its h, on four roads: i ${gates[0]}, f ${gates[1]}, g ${gates[2]}, o ${gates[3]}.`;
}

function render({ model, el }) {
  const labels = model.get("labels");
  return explore(model, el, {
    traits: ["back", "scale"],
    controls: [
      stepper(model, "back", labels.length, (back) => `${labels[labels.length - 1 - back]}, ${back} back`),
      choice(model, "scale", SCALES, "width"),
    ],
    panels: [cell(model), panel(model, "What travels on each road", SIX.length * ROW + 26, (width) => drawSix(model, width))],
    numbers: () => numbers(model),
  });
}

export default { render };

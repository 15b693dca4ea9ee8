// What the controls pick out of the arrays.
function read(model) {
  const [h, names, chosen] = ["h", "names", "chosen"].map((name) => model.get(name));
  const [k, r] = [names.indexOf(chosen), [model.get("r0"), model.get("r1")]];
  const at = r.map((value) => nearest(model.get("resets"), value));
  const [before, after] = ["before", "after"].map((name) => model.get(name)[k][at[0]][at[1]]);
  return { h, names, r, U: model.get("matrices")[k], before, after };
}

const UNITS = [0, 1];
const ROWS = [70, 160];
const heard = (values) => UNITS.map((unit) => `unit ${unit} hears ${twoDigits(values[unit])}`).join(", ");

// A wire as thick as the number on it, hollow where that is below 0.
function wire(x1, y1, x2, y2, value, kind) {
  const thick = 1 + 11 * Math.min(1, Math.abs(value));
  const drawn = line(x1, y1, x2, y2, kind);
  drawn.style.strokeWidth = thick;
  const inner = line(x1, y1, x2, y2, "hollow");
  inner.style.strokeWidth = value < 0 ? 0.45 * thick : 0;
  return [drawn, inner];
}

function valve(x, y, opening) {
  const r = 15;
  const jaws = [0, 180].map((turn) => svg("path", { class: "jaw", d: jaw(r, opening), transform: `translate(${x} ${y}) rotate(${turn})` }));
  return [svg("g", { style: colourOf("r") }, svg("circle", { cx: x, cy: y, r, class: "paper" }), ...jaws,
    svg("circle", { cx: x, cy: y, r, class: "frame" }), written(x, y, "×", "sign"))];
}

// Four columns of numbers, h to the left and what is heard to the right. valves: the stage, 0 or 1, where r stands.
function drawHearing(model, width, valves) {
  const { h, r, U, before, after } = read(model);
  const columns = [0, 1, 2].map((stage) => 40 + (stage * (width - 80)) / 2);
  const middle = valves === 0 ? UNITS.map((unit) => r[unit] * h[unit]) : UNITS.map((to) => h[0] * U[0][to] + h[1] * U[1][to]);
  const numbers = [h, middle, valves === 0 ? before : after];
  const stages = UNITS.map((stage) => {
    const [from, to] = [columns[stage] + 26, columns[stage + 1] - 26];
    if (stage === valves) {
      return UNITS.flatMap((unit) => [
        ...wire(from, ROWS[unit], (from + to) / 2, ROWS[unit], numbers[stage][unit], "wire"),
        ...wire((from + to) / 2, ROWS[unit], to, ROWS[unit], numbers[stage + 1][unit], "wire"),
        ...valve((from + to) / 2, ROWS[unit], r[unit]), written((from + to) / 2, ROWS[unit] - 26, `r = ${r[unit]}`, ""),
      ]);
    }
    const crossing = UNITS.flatMap((unit) => UNITS.flatMap((other) => {
      const value = numbers[stage][unit] * U[unit][other];
      return U[unit][other] === 0 ? [] : wire(from, ROWS[unit], to, ROWS[other], value, "wire");
    }));
    return [...crossing, written((from + to) / 2, ROWS[0] - 26, "U", "symbol")];
  });
  const titles = ["h", valves === 0 ? "r ⊙ h" : "h U", valves === 0 ? "(r ⊙ h) U" : "r ⊙ (h U)"];
  const boxes = columns.flatMap((x, stage) => [written(x, 16, titles[stage], ""), ...UNITS.flatMap((unit) => [
    svg("rect", { x: x - 26, y: ROWS[unit] - 14, width: 52, height: 28, rx: 5, class: "frame" }),
    written(x, ROWS[unit], twoDigits(numbers[stage][unit]), ""),
  ])]);
  const title = valves === 0 ? "reset before the product" : "reset after the product";
  return {
    caption: [title],
    description: `${title}: the old state ${h.map(twoDigits).join(", ")} with r ${r.join(", ")}: ${heard(numbers[2])}.`,
    parts: [svg("g", { class: "wiring", style: colourOf("h") }, ...stages.flat(), ...boxes)],
    pick: () => {},
  };
}

function numbers(model) {
  const { r, before, after } = read(model);
  const apart = Math.max(...UNITS.map((unit) => Math.abs(before[unit] - after[unit])));
  const same = apart < 0.005 ? "The same." : `They are ${twoDigits(apart)} apart.`;
  return `With r = ${r[0]} and ${r[1]}: before the product, ${heard(before)}; after it, ${heard(after)}. ${same}`;
}

function render({ model, el }) {
  return explore(model, el, {
    traits: ["r0", "r1", "chosen"],
    controls: [
      slider(model, "r0", model.get("resets"), "r of unit 0"),
      slider(model, "r1", model.get("resets"), "r of unit 1"),
      choice(model, "chosen", model.get("names"), "U"),
    ],
    panels: [0, 1].map((valves) => panel(model, ["Before the product", "After the product"][valves], 200,
      (width) => drawHearing(model, width, valves))),
    numbers: () => numbers(model),
  });
}

export default { render };

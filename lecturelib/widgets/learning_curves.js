const MEASURES = ["bits", "share right"];
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

// What the controls pick out of the arrays.
function read(model) {
  const [models, days, measure] = ["models", "days", "measure"].map((name) => model.get(name));
  const s = model.get("samplings").indexOf(model.get("sampling"));
  const [m, n] = [model.get("model_at"), nearest(days, model.get("size"))];
  const [bits, right] = ["bits", "right"].map((name) => model.get(name)[s]);
  return { models, days, measure, m, n, bits, right, shown: measure === "bits" ? bits : right };
}

const WORST = 1.25; // bits: what is above runs along the top unless it is chosen, or all others would lie in one line

// Bits on a log scale, the share right on an even one.
function levels(measure, values, chosen) {
  const log = measure === "bits";
  const through = log ? Math.log : (value) => value;
  const ticks = log ? [0.7, 0.8, 0.9, 1, 1.2, 1.5, 2, 3, 4.5] : [0.4, 0.5, 0.6, 0.7, 0.8];
  const [low, high] = [Math.min(...values), log ? Math.max(WORST, ...chosen) : Math.max(...values)];
  const domain = [through(low) - 0.03, through(high) + 0.03];
  const inside = ticks.map(through).filter((tick) => tick >= domain[0] && tick <= domain[1]);
  return { through, domain, ticks: inside, text: (tick) => short(log ? Math.exp(tick) : tick, 2) };
}

function drawCurves(model, width, height) {
  const { models, days, measure, m, n, shown } = read(model);
  const ordinate = levels(measure, shown.flat(2), shown[m].flat());
  const logs = days.map(Math.log);
  const { atX, atY, grid } = axes(width, height,
    { domain: [logs[0] - 0.15, last(logs) + 0.15], ticks: logs, text: (tick) => Math.round(Math.exp(tick)),
      label: "days to learn from" },
    ordinate);
  const xs = logs.map(atX);
  const at = (value) => Math.max(atY(ordinate.through(value)), atY(ordinate.domain[1]));
  const rows = shown.map((curves) => curves.map((draws) => at(mean(draws))));
  const chosen = shown[m];
  return {
    caption: [`${models[m]}, ${days[n]} days: ${short(mean(chosen[n]), 2)} ${measure}`],
    description: `${measure} of ${models.length} models against the number of days they learnt from. ${models[m]}:`
      + ` ${days.map((day, k) => `${short(mean(chosen[k]), 2)} after ${day}`).join(", ")}.`,
    parts: [
      ...grid,
      ...rows.map((row) => curve(xs, row, "other")),
      curve(xs, rows[m], "here"),
      ...chosen.flatMap((draws, k) => draws.map((value) => circle(xs[k], at(value), 3))),
      circle(xs[n], rows[m][n], 7),
    ],
    pick: (x, y) => {
      const column = nearest(xs, x);
      model.set("size", days[column]);
      model.set("model_at", nearest(rows.map((row) => row[column]), y));
    },
  };
}

function numbers(model) {
  const { models, days, m, n, bits, right } = read(model);
  const [mine, share] = [bits[m][n], right[m][n]];
  const all = bits.map((curves) => mean(curves[n]));
  const ahead = all.filter((other) => other < all[m]).length;
  const place = `Fewer bits: ${ahead || "none"} of the other models.`;
  return `${models[m]} after ${days[n]} days: ${short(mean(share), 2)} right`
    + ` (${short(Math.min(...share), 2)} to ${short(Math.max(...share), 2)} over ${share.length} draws), `
    + `${short(mean(mine), 2)} bits (${short(Math.min(...mine), 2)} to ${short(Math.max(...mine), 2)}). ${place}`;
}

function render({ model, el }) {
  const models = model.get("models");
  return explore(model, el, {
    traits: ["model_at", "size", "measure", "sampling"],
    controls: [
      slider(model, "model_at", range(models.length), "model", (at) => models[at]),
      slider(model, "size", model.get("days"), "days to learn from"),
      choice(model, "measure", MEASURES, "measure"),
      choice(model, "sampling", model.get("samplings"), "how the days were chosen"),
    ],
    panels: [panel(model, "Learning curves", 340, (...size) => drawCurves(model, ...size))],
    numbers: () => numbers(model),
  });
}

export default { render };

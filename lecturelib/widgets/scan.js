const ROW = 78; // pixels from one level to the next

// What the slider picks out of the arrays: down to which level pairs are joined, from which level on states are known.
function read(model) {
  const [factors, summands, states] = ["factors", "summands", "states"].map((name) => model.get(name));
  const [depth, round] = [factors.length - 1, model.get("round")];
  const known = round >= depth ? 2 * depth - round : depth + 1;
  return { factors, summands, states, depth, round, joined: Math.min(round, depth), known };
}

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
const signed = (value) => (value < 0 ? withMinus(short(value)) : `+${short(value)}`);

function box(x, y, width, active, lines) {
  const frame = svg("rect", { x: x - width / 2, y, width, height: 38, rx: 4, class: active ? "box active" : "box" });
  return [frame, ...lines.map((text, k) => words(x, y + 16 + 15 * k, text, "middle"))];
}

function drawTree(model, width, height) {
  const { factors, summands, states, depth, round, joined, known } = read(model);
  const steps = factors[0].length;
  const place = width / steps;
  const atX = (level, k) => (2 ** level * (k + 1) - 0.5) * place; // where its last step stands
  const atY = (level) => 8 + level * ROW;
  const entries = (level) => range(steps / 2 ** level);
  const shown = range(joined + 1);
  const wires = shown.slice(1).flatMap((level) => entries(level).flatMap((k) => [2 * k, 2 * k + 1].map((from) =>
    line(atX(level - 1, from), atY(level - 1) + 38, atX(level, k), atY(level), "other"))));
  const boxes = shown.flatMap((level) => entries(level).flatMap((k) => box(
    atX(level, k), atY(level), Math.min(54, place - 4), level === (round <= depth ? joined : known),
    [`×${short(factors[level][k])}`, signed(summands[level][k])],
  )));
  const answers = shown.filter((level) => level >= known).flatMap((level) => entries(level).map((k) => {
    const text = words(atX(level, k), atY(level) + 53, `h=${short(states[level][k])}`, "middle");
    text.setAttribute("class", "state");
    return text;
  }));
  const said = states[0].map((value, k) => `h${k + 1} = ${short(value)}`).join(", ");
  return {
    caption: [round === 0 ? "the steps themselves" : `round ${round} of ${2 * depth}`],
    description: `A tree over ${steps} steps, each a factor and a summand; ${count(joined, "level")} of joined pairs below`
      + (known > 0 ? `; states known from level ${Math.min(known, depth)} on.` : `; all states known: ${said}.`),
    parts: [...wires, ...boxes, ...answers],
    pick: (x, y) => model.set("round", Math.max(0, Math.min(depth, Math.round((y - 27) / ROW)))),
  };
}

function numbers(model) {
  const { factors, summands, states, depth, round, joined, known } = read(model);
  const steps = factors[0].length;
  if (round === 0) return `${steps} steps h = a h + b, each a box: times its factor, plus its summand.`;
  if (round <= depth) {
    const [level, pairs] = [joined - 1, steps / 2 ** joined];
    const [[a1, a2], [b1, b2]] = [factors[level], summands[level]].map((row) => row.slice(0, 2).map((v) => short(v)));
    return `Round ${round} joins ${count(pairs, "pair")}${pairs > 1 ? ", all at once" : ""}. The first: `
      + `×${a1} then ×${a2} is ×${short(factors[joined][0])}; ${b1} through ×${a2}, plus ${b2}, is `
      + `${short(summands[joined][0])}.`;
  }
  const fresh = steps / 2 ** (known + 1);
  const at = 2 ** known;
  return `Round ${round} makes ${count(fresh, "state")} more${fresh > 1 ? ", all at once" : ""}, each one box from the `
    + `state before it; the first needs none: h${at} = ${short(states[known][0])}.`;
}

function render({ model, el }) {
  const { depth } = read(model);
  const rounds = range(2 * depth + 1);
  return explore(model, el, {
    traits: ["round"],
    controls: [
      stepper(model, "round", rounds.length),
      slider(model, "round", rounds, "round", (round) => `${round} of ${2 * depth}`),
    ],
    panels: [panel(model, "A scan as a tree", 20 + (depth + 1) * ROW, (...size) => drawTree(model, ...size))],
    numbers: () => numbers(model),
  });
}

export default { render };

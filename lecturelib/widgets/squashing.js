const SQUASHES = ["tanh", "sigmoid"];

// What the three controls pick out of the arrays.
function read(model) {
  const squash = SQUASHES.indexOf(model.get("squash"));
  const inputs = model.get("inputs");
  const at = nearest(inputs, model.get("a"));
  const [outputs, products] = [model.get("outputs")[squash], model.get("products")[squash]];
  const chain = [inputs[at], ...outputs.map((layer) => layer[at])];
  const product = products.map((layer) => layer[at]);
  const [name, layers, bound] = [SQUASHES[squash], model.get("layers"), model.get("bounds")[squash]];
  return { name, inputs, outputs: outputs[0], a: inputs[at], layers, chain, product, bound };
}

// As few digits, from three up, as show that a squashed value is not quite 1 or −1.
const inside = (value) =>
  [3, 4, 5, 6].map((digits) => short(value, digits)).find((text) => !/^−?1$/.test(text)) ?? short(value);

function drawCurve(model, width, height) {
  const { name, inputs, a, outputs, layers, chain, product } = read(model);
  const dots = layers > 1 ? ` (small dots: inputs of layers 2 to ${layers})` : "";
  const { atX, atY, grid } = axes(width, height,
    { domain: [-6, 6], ticks: [-6, -4, -2, 0, 2, 4, 6], label: `input a${dots}` },
    { domain: [-1.25, 1.25], ticks: [-1, -0.5, 0, 0.5, 1] });
  const [value, slope] = [chain[1], product[0]];
  const reach = 45 / Math.hypot(atX(1) - atX(0), slope * (atY(1) - atY(0))); // half the tangent is 45 pixels long
  const tangent = [Math.max(a - reach, inputs[0]), Math.min(a + reach, last(inputs))];
  const later = range(layers).slice(1).map((k) => circle(atX(chain[k]), atY(chain[k + 1]), 4));
  return {
    caption: [`${name}(${withMinus(a)}) = ${inside(value)}, slope ${short(slope)}`],
    description: `The curve of ${name} from -6 to 6, with its tangent at ${a}${dots}:`
      + ` value ${inside(value)}, slope ${short(slope)}.`,
    parts: [
      ...grid,
      curve(inputs.map(atX), outputs.map(atY), `chosen ${name}`),
      line(atX(a), atY(0), atX(a), atY(value), "level"),
      curve(tangent.map(atX), tangent.map((x) => atY(value + slope * (x - a))), "here"),
      ...later,
      circle(atX(a), atY(value), 7),
    ],
    pick: (x) => model.set("a", inputs[nearest(inputs, atX.inverse(x))]),
  };
}

function drawProducts(model, width, height) {
  const { name, layers, product, bound } = read(model);
  const count = product.length;
  const { atX, atY, grid } = axes(width, height,
    { domain: [0.3, count + 0.7], ticks: [1, 5, 10, 15, 20], label: "layers" },
    { domain: [-16, 0.8], ticks: [0, -4, -8, -12, -16], text: power });
  const steps = range(count);
  const [xs, ys] = [steps.map((k) => atX(k + 1)), product.map((value) => atY(Math.log10(value)))];
  const bars = steps.map((k) => line(xs[k], atY(0), xs[k], ys[k], `bar ${name} ${k < layers ? "" : "later"}`));
  return {
    caption: [`product of ${layers} slope${layers > 1 ? "s" : ""} = ${short(product[layers - 1])}`],
    description: `The product of the slopes of ${name} after 1 to ${count} layers, on a log scale:`
      + ` ${short(product[0])} after one, ${short(product[layers - 1])} after ${layers},`
      + ` ${short(last(product))} after ${count}.`,
    parts: [
      ...grid,
      ...bars,
      curve(xs, bound.map((value) => atY(Math.log10(value))), "level"),
      circle(xs[layers - 1], ys[layers - 1], 7),
      line(xs[0], atY(-14), xs[0] + 26, atY(-14), "level"),
      words(xs[0] + 33, atY(-14) + 4, "the most it can be"),
    ],
    pick: (x) => model.set("layers", nearest(steps, atX.inverse(x) - 1) + 1),
  };
}

function numbers(model) {
  const { name, a, layers, chain, product } = read(model);
  const times = layers > 1 ? `${layers} times` : "once";
  return `Squashed ${times} by ${name}, ${withMinus(a)} becomes ${inside(chain[layers])}; `
    + `a small change of the input arrives ${compared(product[layers - 1], "large")}.`;
}

function render({ model, el }) {
  return explore(model, el, {
    traits: ["squash", "a", "layers"],
    controls: [
      choice(model, "squash", SQUASHES, "squashing function"),
      slider(model, "a", model.get("inputs"), "input a"),
      slider(model, "layers", range(model.get("products")[0].length).map((k) => k + 1), "layers"),
    ],
    panels: [
      panel(model, "A squashing function and its tangent", 280, (...size) => drawCurve(model, ...size)),
      panel(model, "The product of the slopes, layer by layer", 280, (...size) => drawProducts(model, ...size)),
    ],
    numbers: () => numbers(model),
  });
}

export default { render };

// What every explorer shares: elements, numbers in words, controls, charts, and the loop from a control to the picture.

const maker = (namespace) => (tag, attributes = {}, ...children) => {
  const node = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const html = maker("http://www.w3.org/1999/xhtml");
const svg = maker("http://www.w3.org/2000/svg");

const range = (count) => [...Array(count).keys()];
const last = (values) => values[values.length - 1];

function nearest(values, value) {
  const distance = values.map((other) => Math.abs(other - value));
  return distance.indexOf(Math.min(...distance));
}

// Numbers as text

const withMinus = (text) => String(text).replace("-", "−");
const power = (exponent) => "10" + [...String(exponent)].map((c) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[c] ?? "⁻").join("");

function short(value, digits = 3) {
  const rounded = Number(value.toPrecision(digits));
  const [mantissa, exponent] = rounded.toExponential(1).split("e");
  if (rounded !== 0 && (exponent < -4 || exponent > 11)) return `${withMinus(mantissa)} × ${power(Number(exponent))}`;
  return withMinus(rounded.toLocaleString("en", { maximumFractionDigits: 20 }));
}

// "1/4,000 as strong", "0.8 times as strong", "12 times as strong"
function compared(value, adjective) {
  const [times, inverse] = [short(value, 2), short(1 / value, 2)];
  if (times === "1") return `about as ${adjective} as it left`;
  if (value > 0.5) return `${times} times as ${adjective}`;
  return `1/${inverse.includes("×") ? `(${inverse})` : inverse} as ${adjective}`;
}

// Controls: each is { element, update }

function slider(model, trait, values, label, text = withMinus) {
  const input = html("input", { type: "range", min: 0, max: values.length - 1, step: 1, "aria-label": label });
  const shown = html("span");
  input.addEventListener("input", () => model.set(trait, values[input.value]));
  input.addEventListener("change", () => model.save_changes());
  const update = () => {
    const value = model.get(trait);
    input.value = nearest(values, value);
    shown.textContent = text(value);
    input.setAttribute("aria-valuetext", text(value));
  };
  return { element: html("label", { class: "slider" }, `${label}: `, shown, input), update };
}

// One of a few values, as buttons side by side; to the keyboard they are one group of radio buttons.
function choice(model, trait, values, label) {
  const name = `${trait}-${Math.random()}`; // two explorers on a page must not share a group
  const inputs = values.map((value) => html("input", { type: "radio", name, value }));
  inputs.forEach((input, k) => input.addEventListener("change", () => {
    model.set(trait, values[k]);
    model.save_changes();
  }));
  const labels = inputs.map((input) => html("label", {}, input, input.value));
  const update = () => inputs.forEach((input, k) => (input.checked = values[k] === model.get(trait)));
  return { element: html("fieldset", {}, html("legend", {}, label), ...labels), update };
}

// Buttons that go through the values 0 … count − 1 of a trait: back, on, and to the start.
function stepper(model, trait, count, text = (at) => `${at} of ${count - 1}`) {
  const go = (value) => {
    model.set(trait, Math.max(0, Math.min(count - 1, value)));
    model.save_changes();
  };
  const button = (text, target) => {
    const node = html("button", { type: "button" }, text);
    node.addEventListener("click", () => go(target()));
    return node;
  };
  const at = () => model.get(trait);
  const [on, back, again] = [button("Step →", () => at() + 1), button("← Back", () => at() - 1), button("Start again", () => 0)];
  const shown = html("span");
  const update = () => {
    on.disabled = at() === count - 1;
    back.disabled = again.disabled = at() === 0;
    shown.textContent = text(at());
  };
  return { element: html("div", { class: "stepper" }, on, back, again, shown), update };
}

// Charts

const MARGIN = { left: 50, right: 16, top: 10, bottom: 42 };

function scale(domain, pixels) {
  const slope = (pixels[1] - pixels[0]) / (domain[1] - domain[0]);
  const at = (value) => pixels[0] + (value - domain[0]) * slope;
  at.inverse = (pixel) => domain[0] + (pixel - pixels[0]) / slope;
  return at;
}

// x and y: { domain, ticks, label, text }. Returns the two scales and the grid with its labels.
function axes(width, height, x, y, right = MARGIN.right) {
  const [left, end, top, bottom] = [MARGIN.left, width - right, MARGIN.top, height - MARGIN.bottom];
  const [atX, atY] = [scale(x.domain, [left, end]), scale(y.domain, [bottom, top])];
  const vertical = x.ticks.flatMap((tick) => [
    line(atX(tick), top, atX(tick), bottom, "axis"),
    words(atX(tick), bottom + 17, (x.text ?? withMinus)(tick), "middle"),
  ]);
  const horizontal = y.ticks.flatMap((tick) => [
    line(left, atY(tick), end, atY(tick), "axis"),
    words(left - 7, atY(tick) + 4, (y.text ?? withMinus)(tick), "end"),
  ]);
  const grid = [...vertical, ...horizontal, words((left + end) / 2, height - 6, x.label, "middle")];
  return { atX, atY, grid };
}

const line = (x1, y1, x2, y2, kind) => svg("line", { x1, y1, x2, y2, class: kind });
const circle = (cx, cy, r) => svg("circle", { cx, cy, r });
const words = (x, y, text, anchor = "start") => svg("text", { x, y, "text-anchor": anchor }, text);
const curve = (xs, ys, kind) => svg("path", { d: "M" + xs.map((x, i) => `${x},${ys[i]}`).join("L"), class: kind });

// A panel redraws itself for its width, so text keeps its size. draw(width, height) returns
// { caption, description, parts, pick }: caption is a list of text and elements; pick(x, y) is called where the reader
// presses or drags.
function panel(model, name, height, draw) {
  const caption = html("figcaption");
  const picture = svg("svg", { role: "img", height });
  let pick;
  const update = () => {
    const drawn = draw(picture.clientWidth, height);
    pick = drawn.pick;
    caption.replaceChildren(...drawn.caption);
    picture.replaceChildren(svg("title", {}, name), svg("desc", {}, drawn.description), ...drawn.parts);
  };
  const press = (event) => {
    if (!event.buttons) return;
    const corner = picture.getBoundingClientRect();
    pick(event.clientX - corner.left, event.clientY - corner.top);
  };
  picture.addEventListener("pointerdown", press);
  picture.addEventListener("pointermove", press);
  picture.addEventListener("pointerup", () => model.save_changes());
  return { element: html("figure", {}, caption, picture), update };
}

// The colours for the ground that the explorer stands on, which is dark where the theme's text is light.
function paint(root, { light, dark }) {
  const [red, green, blue] = getComputedStyle(root).color.match(/[\d.]+/g).map(Number);
  const colours = 0.3 * red + 0.6 * green + 0.1 * blue > 128 ? dark : light;
  for (const [name, colour] of Object.entries(colours)) root.style.setProperty(`--explorer-${name}`, colour);
}

// The explorer itself: what to do first, controls, panels, the numbers in words, the take-away. Returns what to call when it is removed.
// Keys belong to the control that has the focus: without the attribute JupyterLab takes the arrows for moves between
// cells. It must stand on the control itself, so each gets it when it gets the focus.
function explore(model, el, { traits, controls, panels, numbers }) {
  const said = html("p", { class: "numbers", "aria-live": "polite" });
  const root = html(
    "section", { class: "explorer", "aria-label": model.get("name") },
    html("p", { class: "first" }, model.get("first")),
    html("div", { class: "controls" }, ...controls.map((control) => control.element)),
    html("div", { class: "panels" }, ...panels.map((panel) => panel.element)),
    said,
    html("p", { class: "takeaway" }, model.get("takeaway")),
  );
  root.addEventListener("focusin", (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));
  const update = () => {
    paint(root, model.get("colours"));
    for (const part of [...controls, ...panels]) part.update();
    said.textContent = numbers();
  };
  const resized = new ResizeObserver(update);
  el.append(root);
  resized.observe(root);
  for (const trait of traits) model.on(`change:${trait}`, update);
  return () => {
    resized.disconnect();
    for (const trait of traits) model.off(`change:${trait}`, update);
  };
}

// What the reader has picked, and the numbers of that unit at that step.
function read(model) {
  const [title, at, labels, plan] = ["cell", "at", "labels", "plan"].map((name) => model.get(name));
  const record = model.get("records")[title];
  const unit = Math.min(model.get("unit"), record.values.h[0].length - 1);
  const over = (name) => record.values[name].map((row) => row[unit]);
  const names = Object.keys(record.values);
  const values = { label: labels[at] };
  for (const name of names) values[name] = record.values[name][at][unit];
  const [chances, expected] = ["chances", "chances_reference"].map((name) => record.chances[name]?.[at]);
  return { chances, expected, title, name: record.cell, cell: plan.cells[record.cell], plan, at, unit, labels, values, over, names };
}

// Where a reader's own step and the reference's are told apart: where two digits tell them apart.
const differ = (one, other) => other !== undefined && twoDigits(one) !== twoDigits(other);

const quoted = (word) => `“${word}”`;
const percent = (value) => `${Math.round(100 * value)} %`;

function numbers(model) {
  const { cell, at, unit, labels, values } = read(model);
  const says = cell.says.replace(/\{(\w+)( %)?\}/g, (_, name, share) => (share ? percent : twoDigits)(values[name]));
  return `Step ${at + 1} of ${labels.length}, ${quoted(labels[at])}, unit ${unit}: it ${says}.${astray(values)}`;
}

// Where a reader's own step returned something else than the equations make of what it was given.
function astray(values) {
  const made = { c: values.total, h: values.output ?? values.total };
  const off = Object.keys(made).filter((s) => values[`${s}_reference`] !== undefined && twoDigits(values[s]) !== twoDigits(made[s]));
  return off.map((s) => ` Your step returned ${s} = ${twoDigits(values[s])} where the equations make ${twoDigits(made[s])}.`).join("");
}

// The sequence as words to press; arrow keys step through it from anywhere on the stage.

function sequence(model) {
  const labels = model.get("labels");
  const buttons = labels.map((label, t) => html("button", { type: "button", "aria-label": `step ${t + 1}: ${label}` }, label));
  buttons.forEach((button, t) => button.addEventListener("click", () => go(model, "at", t, labels.length)));
  const element = html("div", { class: "sequence", role: "group", "aria-label": "sequence" }, ...buttons,
    html("span", { class: "keys" }, "keys: ← → word, ↑ ↓ part of the cell"));
  const update = () => {
    const at = model.get("at");
    buttons.forEach((button, t) => {
      button.tabIndex = t === at ? 0 : -1;
      button.className = t > at ? "later" : "";
      if (t === at) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
    if (element.contains(document.activeElement ?? null)) buttons[at].focus();
  };
  return { element, update };
}

function go(model, trait, value, count) {
  model.set(trait, Math.max(0, Math.min(count - 1, value)));
  model.save_changes();
}

// The arrows' moves along the words; with other keys nothing happens.
function step(model, event) {
  const { at, labels } = read(model);
  const moves = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: labels.length };
  if (!(event.key in moves) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  go(model, "at", moves[event.key], labels.length);
}

// The wiring, and below it what the chosen part computes.

const STANDS_FOR = { "c_{t-1}": "c_before", "h_{t-1}": "h_before", c_t: "total" };
const threeDigits = (value) => withMinus(Number(value.toPrecision(3)));

// "f ⊙ c_{t-1}" with numbers for letters, or nothing where the term takes other units' numbers too.
function inNumbers(term, values) {
  if (/[A-Z]/.test(term) || tokens(term).length === 1) return [];
  const number = (token) => {
    const value = values[STANDS_FOR[token] ?? token];
    return value < 0 ? `(${threeDigits(value)})` : threeDigits(value);
  };
  const said = tokens(term).map((token) => (isLetter(token) ? number(token) : withMinus(token.replaceAll("⊙", "×"))));
  return [` = ${said.join("")}`];
}

function reading(model, key) {
  const { title, cell, plan, values } = read(model);
  const [{ meaning }, part] = [plan.places[key], cell.parts[key]];
  const { line } = part ?? cell.parts.plus ?? cell.parts.new;
  const lineOf = html("div", { class: "equation" }, ...equation(line));
  if (!part) return [lineOf, `${meaning}: not in ${title}`];
  if (!part.value) return [html("div", { class: "equation" }, ...equation(part.term), ` = ${values.label}`), meaning];
  const term = line.endsWith(`= ${part.term}`) ? line.split(" = ")[0] : part.term;
  const result = [...equation(term), ...inNumbers(part.term, values), ` = ${threeDigits(values[part.value])}`];
  const other = values[`${part.value}_reference`];
  const beside = other === undefined ? [] : [`; the reference has ${threeDigits(other)}`];
  return [lineOf, html("div", {}, `${meaning}: `, ...result, ...beside)];
}

function stage(model) {
  const sentence = sequence(model);
  const picture = svg("svg", { class: "wiring", role: "group", "aria-label": "wiring of the cell" });
  const text = html("div", { class: "reading" });
  const element = html("div", { class: "stage" }, sentence.element, html("div", { class: "sheet" }, picture), text);
  let [built, drawn, chosen] = ["", null, "plus"];
  const choose = (key) => {
    chosen = key;
    show();
  };
  const show = () => {
    const stop = drawn.parts.find((part) => part.dataset.part === chosen) ?? drawn.parts[0];
    for (const part of drawn.parts) {
      part.classList.toggle("chosen", part.dataset.part === chosen);
      part.setAttribute("aria-pressed", part.dataset.part === chosen);
      part.setAttribute("tabindex", part === stop ? 0 : -1);
    }
    text.replaceChildren(...reading(model, chosen));
  };
  const build = (plan, name) => {
    const width = picture.clientWidth;
    const height = plan.height * Math.max(33, Math.min(40, width / plan.width));
    if (built === `${name} ${width}`) return;
    const focused = picture.contains(document.activeElement) ? document.activeElement.dataset.part : null;
    built = `${name} ${width}`;
    picture.setAttribute("height", height);
    drawn = wiring(plan, name, width, height, choose);
    picture.replaceChildren(...drawn.drawn);
    drawn.parts.find((part) => part.dataset.part === focused)?.focus();
  };
  const update = () => {
    const { plan, name, cell, values } = read(model);
    if (!(chosen in plan.places)) chosen = "new";
    build(plan, name);
    drawn.update(values);
    for (const part of drawn.parts) {
      const { value, term } = cell.parts[part.dataset.part];
      const said = value ? twoDigits(values[value]) : values.label;
      part.setAttribute("aria-label", `${term} = ${said}: ${plan.places[part.dataset.part].meaning}`);
    }
    show();
    sentence.update();
  };
  element.addEventListener("keydown", (event) => {
    const turn = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!turn) return step(model, event);
    event.preventDefault();
    const at = drawn.parts.findIndex((part) => part.dataset.part === chosen);
    drawn.parts[(at + turn + drawn.parts.length) % drawn.parts.length].focus();
  });
  return { element, update };
}

// The strips: every gate and state of the unit over the whole sequence, the current step framed. The memory's row is
// twice as high, since its values go further.

const ROWS = ["keep", "take", "reset", "new", "show", "new c", "new h"];
const ROW = 30;
const shownRows = (plan) => ROWS.filter((key) => key in plan.places);
const tall = (key) => (key === "new c" ? 2 * ROW : ROW);
const total = (keys) => keys.reduce((sum, key) => sum + tall(key), 0);

function drawStrips(model, width) {
  const { plan, cell, at, unit, labels, over, names } = read(model);
  const [left, right] = [34, width - 46];
  const column = (right - left) / labels.length;
  const rows = shownRows(plan);
  const letters = rows.map((key) => cell.parts[key]?.value).filter((value) => value?.length === 1);
  let differs = false;
  const bars = rows.flatMap((key, row) => {
    const [part, top, room] = [cell.parts[key], 4 + total(rows.slice(0, row)), tall(key) - 6];
    if (part?.value.length !== 1) return [line(left, top + room, right, top + room, "axis")];
    const values = over(part.value);
    const other = names.includes(`${part.value}_reference`) ? over(`${part.value}_reference`) : [];
    const most = Math.max(1, ...[...values, ...other].map(Math.abs));
    const [foot, reach] = part.squash !== "σ" ? [top + room / 2, room / 2] : [top + room, room];
    const rect = (t, y, height, kind) => svg("rect", { x: left + (t + 0.12) * column, width: 0.76 * column, y, height, class: kind });
    const bar = (value, t) => rect(t, foot - Math.max(0, (reach * value) / most), Math.max(0.5, (reach * Math.abs(value)) / most),
      t > at ? "value later" : "value");
    const ticks = other.flatMap((value, t) => (differ(values[t], value) ? [rect(t, foot - (reach * value) / most - 1.5, 3, "reference")] : []));
    differs ||= ticks.length > 0;
    return [svg("g", { style: colourOf(part.colour) },
      line(left, foot, right, foot, "axis"),
      svg("text", { x: left - 16, y: top + room / 2 + 5, "text-anchor": "middle", "font-style": "italic" }, part.value),
      ...values.map(bar),
      ...ticks,
      words(right + 6, top + room / 2 + 5, twoDigits(values[at])))];
  });
  const bottom = 4 + total(rows);
  const fits = Math.max(...labels.map((label) => label.length)) * 7.5 < column;
  const named = fits ? range(labels.length) : [at];
  return {
    caption: [`every value of unit ${unit}, step by step`, differs ? "; ticks: where the course's step is elsewhere" : ""],
    description: `One row of bars for each of ${letters.join(", ")}`
      + ` over ${labels.length} steps, step ${at + 1} framed.`,
    parts: [
      ...bars,
      svg("rect", { x: left + at * column, y: 0, width: column, height: bottom, rx: 3, class: "cursor" }),
      ...named.map((t) => words(Math.max(left + 10, Math.min(right - 10, left + (t + 0.5) * column)), bottom + 15, labels[t], "middle")),
    ],
    pick: (x) => model.set("at", Math.max(0, Math.min(labels.length - 1, Math.floor((x - left) / column)))),
  };
}

function render({ model, el }) {
  const [titles, answers] = [Object.keys(model.get("records")), model.get("answers").length];
  const units = Math.max(...titles.map((title) => model.get("records")[title].values.h[0].length));
  const rows = total(shownRows(model.get("plan")));
  return explore(model, el, {
    traits: ["cell", "unit", "at"],
    controls: [
      stepper(model, "at", model.get("labels").length, (at) => `word ${at + 1} of ${model.get("labels").length}`),
      ...(titles.length > 1 ? [choice(model, "cell", titles, "cell")] : []),
      ...(units > 1 ? [choice(model, "unit", range(units), "unit")] : []),
    ],
    panels: [
      stage(model),
      ...(answers ? [panel(model, "What comes next", 8 + answers * BAR, (width) => drawChances(model, width))] : []),
      panel(model, "Gates and states over the sequence", rows + 26, (width) => drawStrips(model, width)),
    ],
    numbers: () => numbers(model),
  });
}

export default { render };

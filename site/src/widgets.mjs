// The notebook's explorers without a kernel: each is a script that draws from a model's values and listens to them.

import { element } from "./elements.mjs";
import { fetchJSON, here, place } from "./places.mjs";

// What anywidget gives a script: values by name, and whoever listens to them.
export class Model {
  constructor(values) {
    this.values = values;
    this.listeners = new Map();
  }
  get(name) {
    return this.values[name];
  }
  set(name, value) {
    if (this.values[name] === value) return;
    this.values[name] = value;
    for (const event of [`change:${name}`, "change"]) for (const act of this.listeners.get(event) ?? []) act();
  }
  on(events, act) {
    for (const event of events.split(" ")) {
      if (!this.listeners.has(event)) this.listeners.set(event, new Set());
      this.listeners.get(event).add(act);
    }
  }
  off(event, act) {
    this.listeners.get(event)?.delete(act);
  }
  save_changes() {}
}

const styles = new Set();

async function draw(drawn, { script, style, state }) {
  if (!styles.has(style)) document.head.append(element("link", { rel: "stylesheet", href: place(style) }));
  styles.add(style);
  const { default: widget } = await import(place(script));
  Object.assign(drawn, { widget, model: new Model(state) });
  await redraw(drawn, {});
}

// Draw an explorer anew, with other values where some are given.
export async function redraw(drawn, values) {
  drawn.model = new Model({ ...drawn.model.values, ...values });
  drawn.leave?.();
  drawn.replaceChildren();
  drawn.leave = await drawn.widget.render({ model: drawn.model, el: drawn });
}

// The live cells of the page whose step is this exercise.
export const widgetsRunBy = (name) =>
  [...document.querySelectorAll("[data-widget]")].filter((drawn) =>
    Object.values(drawn.model?.get("records") ?? {}).some((record) => `${record.cell}_step` === name));

// Two explorers of one name are told apart by a number, for who goes from landmark to landmark.
function numberTwins() {
  const met = new Map();
  for (const region of document.querySelectorAll("[data-widget] section[aria-label]")) {
    const name = region.getAttribute("aria-label");
    const count = (met.get(name) ?? 0) + 1;
    met.set(name, count);
    if (count > 1) region.setAttribute("aria-label", `${name} ${count}`);
  }
}

// Draw all explorers of the page. One that cannot be drawn keeps its text.
export async function drawWidgets() {
  const places = [...document.querySelectorAll("[data-widget]")];
  if (!places.length) return;
  const widgets = await fetchJSON(`course/${here()}.widgets.json`);
  await Promise.all(places.map((drawn) => draw(drawn, widgets[drawn.dataset.widget])));
  numberTwins();
}

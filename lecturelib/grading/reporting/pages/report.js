// The table of all students: filtered, sorted, and drawn as far as it is scrolled to. Nothing is fetched.
"use strict";
const { notebooks, unexplained, flags, mistakes, rows } = JSON.parse(document.getElementById("class").textContent);
const fields = ["#search", "#section", "#which"];
const CHUNK = 100; // rows drawn at a time; more than a screen holds
const AHEAD = 800; // pixels below the last row that is seen
const order = new Intl.Collator(undefined, { numeric: true });
const find = selector => document.querySelector(selector);
const [head, body, scroller] = [find("#students thead"), find("#students tbody"), find("#students .scroll")];

function make(tag, content = "", attributes = {}) {
  const node = document.createElement(tag);
  node.append(...[content].flat());
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

const percent = row => (row.total[1] ? (100 * row.total[0]) / row.total[1] : 0);
const kinds = row => [...new Set((row.flags ?? []).map(([kind]) => flags[kind]))];

function flagged(row) {
  if (!row.flags) return make("td");
  const lines = row.flags.map(([kind, where, text]) => make("li", [make("b", flags[kind]), ` ${where}${text && ": "}`, make("bdi", text)]));
  return make("td", make("details", [make("summary", kinds(row).join(", ")), make("ul", lines)]));
}

const words = title => ({
  title,
  value: row => row[title] ?? null,
  cell: row => make("td", make("bdi", row[title] ?? "")),
});
const link = row => make("a", make("bdi", row.name), { href: row.page });
const figures = (title, value, written = String) => ({
  title,
  value,
  place: { class: "number" },
  cell: row => make("td", value(row) == null ? "–" : written(value(row)), { class: "number" }),
});
const columns = [
  { title: "student", value: row => row.name, cell: row => make("th", link(row), { scope: "row" }) },
  ...["id", "section"].filter(title => rows.some(row => row[title])).map(words),
  figures("points", row => row.total[0]),
  figures("%", percent, share => share.toFixed(0)),
  ...notebooks.map((title, k) => figures(title, row => row.marks[k])),
  { title: "flags", value: row => kinds(row).join(", ") || null, cell: flagged },
];

const filters = {
  mistake: (row, number) => row.mistakes?.includes(number),
  outcome: (row, exercise, status) => row.outcomes?.[exercise] == status,
  unexplained: (row, exercise) =>
    unexplained.includes(Number(row.outcomes?.[exercise])) && !row.mistakes?.some(k => mistakes[k][0] == exercise),
  flag: (row, kind) => row.flags?.some(flag => flag[0] == kind),
  flagged: row => row.flags,
  absent: row => row.marks.every(mark => mark == null),
};

const named = row => `${row.name} ${row.id ?? ""}`.toLowerCase();

function chosen() {
  const section = find("#section").value;
  const [name, ...values] = find("#which").value.split(" ");
  const sought = find("#search").value.toLowerCase().split(/\s+/);
  return rows.filter(
    row =>
      (!name || filters[name](row, ...values.map(Number))) &&
      (!section || row.section == section) &&
      sought.every(word => named(row).includes(word)),
  );
}

let [by, way, shown] = [columns[0], 1, []];

function compare(a, b) {
  const [one, other] = [by.value(a), by.value(b)];
  if (one == null || other == null) return (one == null) - (other == null);
  return way * (typeof one == "string" ? order.compare(one, other) : one - other);
}

function more() {
  const next = shown.slice(body.rows.length, body.rows.length + CHUNK);
  body.append(...next.map(row => make("tr", columns.map(column => column.cell(row)))));
}

function draw() {
  shown = chosen().sort(compare);
  body.replaceChildren();
  scroller.scrollTop = 0;
  more();
  find("#count").textContent = `${shown.length} of ${rows.length} students`;
  columns.forEach((column, k) => {
    const sorted = column == by ? (way > 0 ? "ascending" : "descending") : "none";
    head.rows[0].cells[k].setAttribute("aria-sort", sorted);
  });
}

function sortBy(column) {
  way = column == by ? -way : 1;
  by = column;
  draw();
}

function everybody() {
  for (const field of fields) find(field).value = "";
}

function showOnly({ value, label }) {
  const which = find("#which");
  everybody();
  if (![...which.options].some(option => option.value == value)) which.append(new Option(label, value));
  which.value = value;
  draw();
  find("#students").scrollIntoView();
}

const heading = ({ title, place }) => make("th", make("button", title, { type: "button" }), { scope: "col", ...place });
head.append(make("tr", columns.map(heading)));
[...head.rows[0].cells].forEach((cell, k) => cell.firstChild.addEventListener("click", () => sortBy(columns[k])));
for (const field of fields) find(field).addEventListener("input", draw);
for (const button of document.querySelectorAll("[data-show]")) {
  button.addEventListener("click", () => showOnly({ value: button.dataset.show, label: button.dataset.label }));
}
find("#all").addEventListener("click", () => {
  everybody();
  draw();
});
scroller.addEventListener("scroll", () => {
  const below = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight; // pixels
  if (below < AHEAD) more();
});
addEventListener("beforeprint", () => {
  while (body.rows.length < shown.length) more();
});
const sections = [...new Set(rows.map(row => row.section).filter(Boolean))].sort(order.compare);
find("#section").append(...sections.map(section => new Option(section, section)));
find("#section").parentElement.hidden = !sections.length;
find("#students form").hidden = scroller.hidden = false;
draw();

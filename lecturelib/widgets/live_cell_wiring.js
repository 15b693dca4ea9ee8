// The wiring of a cell, drawn after the plan that Python hands over. Built once for a cell and a width, then only its
// numbers move: update(values) sets widths of wires, levels of boxes, jaws of valves and the numbers beside them.

const THIN = 1.6;
const EDGE = 6; // pixels left and right of the sheet, for the frames of what stands at its ends
const SIGNS = { times: "×", plus: "+", minus: "1 −", product: "U" };
const colourOf = (letter) => `--part: ${letter === "h" ? "currentColor" : `var(--explorer-${letter})`}`;
const twoDigits = (value) => withMinus(value.toFixed(2).replace("-0.00", "0.00"));

// Equations as text: c_{t-1} and W_f get their subscripts, letters their italics.
const tokens = (text) => text.match(/tanh|[A-Za-z]+(_\{[^}]*\}|_\w)?|[^A-Za-z]+/g);
const isLetter = (token) => /^[A-Za-z]/.test(token) && token !== "tanh";
const lower = (token) => withMinus(token.replace(/^[^_]*_?/, "").replace(/[{}]/g, ""));
const equation = (text) => tokens(text).flatMap((token) => (isLetter(token)
  ? [html("i", {}, token.split("_")[0]), ...(token.includes("_") ? [html("sub", {}, lower(token))] : [])]
  : [withMinus(token)]));

function symbol(x, y, text) {
  const [base, below] = [text.split("_")[0], lower(text)];
  return svg("text", { x, y, "text-anchor": "middle", class: "symbol" },
    svg("tspan", { "font-style": "italic" }, base), svg("tspan", { dy: 5, class: "sub" }, below));
}

const written = (x, y, text, kind, anchor = "middle") => svg("text", { x, y, class: kind, "text-anchor": anchor }, text);
const ANCHORS = { left: "start", center: "middle", right: "end" };

// One of the two segments that shut a valve of radius r but for a slit; the other is the same, turned round.
function jaw(r, opening) {
  const slit = r * Math.max(0, Math.min(1, opening));
  const chord = Math.sqrt(r * r - slit * slit);
  return `M${-chord} ${-slit}A${r} ${r} 0 0 1 ${chord} ${-slit}Z`;
}

function wiring(plan, name, width, height, choose, number = twoDigits) {
  const cell = plan.cells[name];
  const [sx, sy] = [(width - 2 * EDGE) / plan.width, height / plan.height];
  const unit = Math.min(sx, sy);
  const narrow = sx < 28; // then words and functions do not fit beside the letters
  const at = ([x, y]) => [EDGE + x * sx, (plan.height - y) * sy];
  const round = (place) => place.kind === "times" || place.kind === "plus";
  const half = (place) => (round(place) ? [0.42 * unit, 0.42 * unit] : [(place.width * sx) / 2, (place.height * sy) / 2]);
  const middle = (place) => at([place.x, place.y]);
  const moves = []; // what to do with the values of a step
  const along = (path) => `M${path.map(at).join("L")}`;

  function wire(key) {
    const [value, letter] = cell.wires[key];
    const path = plan.wires[key];
    const drawn = (value ? ["wire", "hollow"] : ["wire"]).map((kind) => svg("path", { d: along(path), class: kind }));
    const band = path.every(([, y]) => y === plan.belt) ? [svg("path", { d: along(path), class: "belt" })] : [];
    if (value) {
      moves.push((values) => {
        const thick = THIN + 6 * Math.min(1, Math.abs(values[value]));
        drawn[0].style.strokeWidth = thick;
        drawn[1].style.strokeWidth = values[value] < 0 ? 0.4 * thick : 0;
      });
    }
    return svg("g", { style: colourOf(letter), "data-wire": key }, ...band, ...drawn, ...arrowhead(key, path));
  }

  function arrowhead(key, path) {
    if (!(key in cell.arrows)) return [];
    const [before, end] = path.slice(-2);
    const part = plan.places[cell.arrows[key]];
    const ahead = [Math.sign(end[0] - before[0]), -Math.sign(end[1] - before[1])];
    const [x, y] = at(end).map((value, axis) => value - ahead[axis] * (part ? half(part)[axis] + 1 : 0));
    const corner = (side) => [x - 12 * ahead[0] - 6.5 * side * ahead[1], y - 12 * ahead[1] + 6.5 * side * ahead[0]];
    return [svg("path", { d: `M${[x, y]}L${corner(1)}L${corner(-1)}Z`, class: "head" })];
  }

  function box(place, part) {
    const [[x, y], [w, h]] = [middle(place), half(place)];
    const shape = { x: x - w, width: 2 * w, rx: 6 };
    const level = svg("rect", { ...shape, rx: 0, class: "level" });
    const filled = part.squash && !part.flat;
    if (filled) {
      moves.push((values) => {
        const value = Math.max(-1, Math.min(1, values[part.value]));
        const reach = (part.squash === "σ" ? 2 * h : h) * value;
        const foot = part.squash === "σ" ? y + h : y;
        level.style.y = `${Math.min(foot, foot - reach)}px`;
        level.style.height = `${Math.abs(reach)}px`;
      });
    }
    const top = y - (place.kind === "product" ? 0 : 0.27 * sy);
    const letter = part.term.length === 1 && place.kind === "gate";
    const aside = { tanh: 19, σ: 10, "": 0 }[part.squash];
    const sign = SIGNS[place.kind] ?? part.squash;
    const beside = sign && !narrow;
    return [
      svg("rect", { ...shape, y: y - h, height: 2 * h, class: "paper" }),
      ...(filled ? [level] : []),
      svg("rect", { ...shape, y: y - h, height: 2 * h, class: "frame" }),
      ...(letter ? [symbol(beside ? x - aside : x, top, part.term), ...(beside ? [written(x + 9, top, sign, "quiet")] : [])]
        : [written(x, top, sign)]),
    ];
  }

  function junction(place, part) {
    const [[x, y], [r]] = [middle(place), half(place)];
    const jaws = [0, 180].map((turn) => svg("path", { class: "jaw", transform: `translate(${x} ${y}) rotate(${turn + (place.upright ? 90 : 0)})` }));
    if (part.valve) {
      moves.push((values) => {
        for (const half of jaws) half.setAttribute("d", jaw(r, values[part.valve]));
      });
    }
    return [
      svg("circle", { cx: x, cy: y, r, class: "paper" }),
      ...jaws,
      svg("circle", { cx: x, cy: y, r, class: "frame" }),
      written(x, y, SIGNS[place.kind], "sign"),
    ];
  }

  function port(place, part) {
    const [x, y] = middle(place);
    return [symbol(x, y - 0.6 * sy, part.term)];
  }

  function input(place, part) {
    const [[x, y], [reach]] = [middle(place), half(place)];
    const word = written(x - reach + 26, y, "", "", "start");
    moves.push((values) => (word.textContent = `= ${values.label}`));
    return [symbol(x - reach + 12, y, part.term), word];
  }

  function notes(key, place, part) {
    const [x, y] = middle(place);
    const put = ([aside, lift, end], text, kind) => written(x + aside * unit, y - lift * sy, text, kind, ANCHORS[end]);
    const drawn = plan.words[key] && !narrow ? [put(plan.words[key].slice(1), plan.words[key][0], "word")] : [];
    if (!part.value || place.kind === "product") return drawn;
    const where = plan.numbers[key] ?? plan.numbers[place.kind] ?? plan.numbers.box;
    const shown = put(narrow && where[2] === "right" ? [0.6, 0, "left"] : where, "", "number");
    const ghost = put([0, -1.0, "center"], "", "quiet");
    moves.push((values) => {
      const [value, other] = [values[part.value], values[`${part.value}_reference`]];
      shown.textContent = number(value);
      ghost.textContent = other !== undefined && number(other) !== number(value) ? `(${number(other)})` : "";
    });
    return [...drawn, shown, ghost];
  }

  const DRAW = { times: junction, plus: junction, port, input };

  function part(key) {
    const [place, own] = [plan.places[key], cell.parts[key]];
    const [[x, y], [w, h]] = [middle(place), half(place)];
    const touch = svg("rect", { x: x - w - 4, y: y - h - 4, width: 2 * w + 8, height: 2 * h + 8, rx: 8, class: "touch" });
    const group = svg("g", { tabindex: -1, role: "button", "data-part": key, style: colourOf(own.colour) },
      ...(DRAW[place.kind] ?? box)(place, own), ...notes(key, place, own), touch);
    for (const event of ["pointerenter", "focus", "click"]) group.addEventListener(event, () => choose(key));
    return group;
  }

  function ghost(key) {
    const place = plan.places[key];
    if (place.kind === "port" || place.kind === "input") return [];
    const [[x, y], [w, h]] = [middle(place), half(place)];
    const shape = svg("rect", { x: x - w, y: y - h, width: 2 * w, height: 2 * h, rx: round(place) ? w : 6, class: "ghost" });
    const group = svg("g", { "aria-hidden": "true" }, shape, svg("rect", { x: x - w, y: y - h, width: 2 * w, height: 2 * h, class: "touch" }));
    group.addEventListener("pointerenter", () => choose(key));
    return [group];
  }

  const missing = (all, own) => Object.keys(all).filter((key) => !(key in own));
  const dots = cell.joints.map((joint) => svg("circle", { cx: at(joint)[0], cy: at(joint)[1], r: 3.5, class: "joint", style: colourOf("h") }));
  const parts = Object.keys(plan.places).filter((key) => key in cell.parts).map(part);
  const drawn = [
    ...missing(plan.wires, cell.wires).map((key) => svg("path", { d: along(plan.wires[key]), class: "ghost" })),
    ...Object.keys(cell.wires).map(wire),
    ...missing(plan.places, cell.parts).flatMap(ghost),
    ...dots,
    ...parts,
  ];
  return { drawn, parts, update: (values) => moves.forEach((move) => move(values)) };
}

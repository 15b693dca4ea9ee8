// What the controls pick out of the arrays.
function read(model) {
  const [taken, us, bs, losses] = ["taken", "us", "bs", "losses"].map((name) => model.get(name));
  const [u, b] = [nearest(model.get("from_u"), model.get("u")), nearest(model.get("from_b"), model.get("b"))];
  const [free, clipped] = ["free", "clipped"].map((name) => model.get(name)[b][u]);
  return { taken, us, bs, losses, free, clipped, limit: model.get("limit"), rate: model.get("rate") };
}

// The landscape seen from the side: u runs right, b to the back, the loss up.
const [ASLANT, BACK, UP] = [0.2, 0.8, 0.9];

function view(us, bs, width, height) {
  const depth = bs[0] - last(bs);
  const atX = scale([us[0], last(us) + ASLANT * depth], [14, width - 14]);
  const atY = scale([0, BACK * depth + 0.72 * UP], [height - 46, 12]);
  return ([u, b, loss]) => [atX(u + ASLANT * (bs[0] - b)), atY(BACK * (bs[0] - b) + UP * loss)];
}

function ridges({ us, bs, losses }, at, height) {
  return range(bs.length).reverse().flatMap((k) => {
    const points = us.map((u, n) => at([u, bs[k], losses[k][n]]));
    const feet = [last(points), points[0]].map(([x]) => [x, height - 46]);
    return [svg("path", { d: `M${points.join("L")}L${feet.join("L")}Z`, class: "ground" }),
      svg("path", { d: `M${points.join("L")}`, class: "other" })];
  });
}

// A walk as far as it was taken: its places, and an arrow at the edge where it leaves the landscape.
function trail(walk, taken, kind, at, width, height) {
  const places = walk.slice(0, taken + 1).map((place) => at(place));
  const seen = ([x, y]) => x > 0 && x < width && y > 0 && y < height - 40;
  const gone = places.findIndex((place) => !seen(place));
  const shown = gone < 0 ? places : places.slice(0, gone);
  const dots = shown.map(([cx, cy], k) => svg("circle", { cx, cy, r: k === taken ? 7 : 4, class: kind }));
  const path = curve(shown.map((place) => place[0]), shown.map((place) => place[1]), kind);
  return [path, ...(gone > 0 ? thrown(shown[gone - 1], places[gone], kind, width, height) : []), ...dots];
}

function thrown([x, y], [farX, farY], kind, width, height) {
  const far = Math.hypot(farX - x, farY - y);
  const [aheadX, aheadY] = [(farX - x) / far, (farY - y) / far];
  const room = Math.min(...[[aheadX, x, width], [aheadY, y, height - 46]].map(([ahead, from, end]) =>
    (ahead > 0 ? end - 8 - from : from - 8) / Math.abs(ahead)));
  const [tipX, tipY] = [x + room * aheadX, y + room * aheadY];
  const corner = (side) => `${tipX - 13 * aheadX - side * 6 * aheadY},${tipY - 13 * aheadY + side * 6 * aheadX}`;
  return [line(x, y, tipX, tipY, kind), svg("path", { d: `M${tipX},${tipY}L${corner(1)}L${corner(-1)}Z`, class: "tip" })];
}

function drawLandscape(model, width, height) {
  const state = read(model);
  const { us, bs, taken, free, clipped, limit } = state;
  const at = view(us, bs, width, height);
  const [foot, middle] = [height - 29, width / 2];
  const [front, back] = [at([last(us), bs[0], 0.31]), at([last(us), last(bs), 0.31])];
  const starts = model.get("free").flat().map(([start]) => [start, at(start)]);
  return {
    caption: ["the loss, above the weight u and the bias b"],
    description: `A landscape of loss above u from 1 to 2.6 and b from 0 to −0.6: a plain of 0.3 on the right, a wall that`
      + ` rises from it to 0.7 on the left. ${said(state)}`,
    parts: [
      ...ridges(state, at, height),
      ...[1, 1.5, 2, 2.5].map((u) => words(at([u, bs[0], 0])[0], foot, u, "middle")),
      words(middle, height - 8, "u", "middle"),
      words(front[0], front[1] + 18, "b = 0", "end"),
      words(back[0], back[1] - 10, `b = ${withMinus(last(bs))}`, "end"),
      ...trail(clipped, taken, "clipped", at, width, height),
      ...trail(free, taken, "free", at, width, height),
      ...["free", "clipped"].flatMap((kind, k) => [
        line(middle - 60, height - 82 + 20 * k, middle - 20, height - 82 + 20 * k, kind),
        svg("circle", { cx: middle - 40, cy: height - 82 + 20 * k, r: 5, class: kind }),
        words(middle - 12, height - 78 + 20 * k, ["not clipped", `clipped at ${limit}`][k]),
      ]),
    ],
    pick: (x, y) => {
      const distance = starts.map(([, [a, b]]) => Math.hypot(a - x, b - y));
      const [[u, b]] = starts[distance.indexOf(Math.min(...distance))];
      for (const [trait, value] of Object.entries({ taken: 0, u, b })) model.set(trait, value);
    },
  };
}

const place = ([u, b]) => `u = ${short(u)}, b = ${short(b)}`;

function said({ taken, free, clipped, limit, rate }) {
  if (taken === 0) return `Both begin at ${place(free[0])}: loss ${short(free[0][2], 2)}, gradient ${short(free[0][3], 2)}.`;
  const [before, now, kept] = [free[taken - 1], free[taken], clipped[taken]];
  const stride = short(rate * before[3], 2);
  return `Step ${taken}. Not clipped: the gradient was ${short(before[3], 2)}, so a step of ${stride}, to ${place(now)}: `
    + `loss ${short(now[2], 2)}. Clipped: a step of ${short(rate * Math.min(limit, clipped[taken - 1][3]), 2)}, to ${place(kept)}: `
    + `loss ${short(kept[2], 2)}.`;
}

function render({ model, el }) {
  return explore(model, el, {
    traits: ["u", "b", "taken"],
    controls: [
      stepper(model, "taken", model.get("free")[0][0].length),
      slider(model, "u", model.get("from_u"), "begin at u"),
      slider(model, "b", model.get("from_b"), "and b"),
    ],
    panels: [panel(model, "The loss of one recurrent neuron", 400, (...size) => drawLandscape(model, ...size))],
    numbers: () => said(read(model)),
  });
}

export default { render };

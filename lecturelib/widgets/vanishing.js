// What the two sliders pick out of the arrays.
function read(model) {
  const [radii, lags, norms] = ["radii", "lags", "norms"].map((name) => model.get(name));
  const [r, l] = [nearest(radii, model.get("radius")), nearest(lags, model.get("lag"))];
  return { radii, lags, norms, r, l, radius: radii[r], lag: lags[l], norm: norms[r][l] };
}

const sub = (letter) => html("sub", {}, letter);
const steps = (lag) => `${lag} step${lag === 1 ? "" : "s"}`;

const LEAST = -9; // the power of ten at which curves run along the foot: nothing is left there

// The powers of ten around all norms, and at most eight of them, evenly spaced, to mark.
function decades(logs) {
  const [low, high] = [Math.floor(Math.min(...logs)), Math.max(1, Math.ceil(Math.max(...logs)))];
  const stride = Math.ceil((high - low) / 8);
  const [from, to] = [Math.floor(low / stride), Math.ceil(high / stride)];
  const ticks = range(to - from + 1).map((k) => (from + k) * stride);
  return { domain: [ticks[0], last(ticks)], ticks, text: power };
}

function lagTicks(lags) {
  const stride = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((width) => last(lags) <= 6 * width);
  return range(Math.floor(last(lags) / stride) + 1).map((k) => k * stride);
}

function drawFamily(model, width, height) {
  const { radii, lags, norms, r, l, radius, lag, norm } = read(model);
  const logs = norms.map((row) => row.map((value) => Math.max(LEAST, Math.log10(value))));
  const { atX, atY, grid } = axes(width, height,
    { domain: [lags[0], last(lags)], ticks: lagTicks(lags), label: "lag: steps back from the end" },
    decades(logs.flat()), 50);
  const [xs, ys] = [lags.map(atX), logs.map((row) => row.map(atY))];
  const end = last(xs);
  const ends = ys.map(last);
  const named = [r, ...[0, radii.length - 1].filter((other) => Math.abs(ends[other] - ends[r]) > 15)];
  return {
    caption: ["‖∂h", sub("T"), " / ∂h", sub("t"), `‖ = ${short(norm)} at radius ${radius}, lag ${lag}`],
    description: `The norm of the gradient of the last state by an earlier one against the lag, on a log scale, one`
      + ` curve for each spectral radius from ${radii[0]} to ${last(radii)}. At radius ${radius} it is ${short(norm)}`
      + ` at lag ${lag} and ${short(last(norms[r]))} at lag ${last(lags)}.`,
    parts: [
      ...grid,
      ...ys.map((row) => curve(xs, row, "other")),
      line(xs[0], atY(0), end, atY(0), "level"),
      line(xs[0], atY(-1), end, atY(-1), "level tenth"), words(xs[0] + 6, atY(-1) + 16, "a tenth"),
      curve(xs, ys[r], "chosen"),
      ...named.map((row) => words(end + 7, ends[row] + 4, radii[row])),
      line(xs[l], atY(0), xs[l], ys[r][l], "here"),
      circle(xs[l], ys[r][l], 7),
    ],
    pick: (x, y) => {
      const column = nearest(xs, x);
      model.set("lag", lags[column]);
      model.set("radius", radii[nearest(ys.map((row) => row[column]), y)]);
    },
  };
}

function numbers(model) {
  const { radius, lag, norm } = read(model);
  if (lag === 0) return `Spectral radius ${radius}, lag 0: this is the gradient itself.`;
  return `Spectral radius ${radius}: the gradient arrives ${steps(lag)} back ${compared(norm, "strong")}, `
    + `as if every step had multiplied it by ${short(norm ** (1 / lag), 2)}.`;
}

function render({ model, el }) {
  return explore(model, el, {
    traits: ["radius", "lag"],
    controls: [
      slider(model, "radius", model.get("radii"), "spectral radius"),
      slider(model, "lag", model.get("lags"), "lag", steps),
    ],
    panels: [panel(model, "Gradient norm against lag", 340, (...size) => drawFamily(model, ...size))],
    numbers: () => numbers(model),
  });
}

export default { render };

// What comes next, by the readout: a bar for every word it chooses between, and the word that does come marked.

const BAR = 26;

function drawChances(model, width) {
  const { chances, expected, at, labels } = read(model);
  const answers = model.get("answers");
  const [left, right] = [20 + 8 * Math.max(...answers.map((word) => word.length)), width - 58];
  const long = (chance) => chance * (right - left);
  const bars = answers.flatMap((word, k) => {
    const [y, comes] = [4 + k * BAR, word === labels[at + 1]];
    const name = words(left - 8, y + 16, word, "end");
    name.setAttribute("class", comes ? "comes" : "");
    const bar = svg("rect", { x: left, y: y + 2, width: Math.max(1, long(chances[k])), height: BAR - 8, class: comes ? "bar" : "bar other" });
    const off = differ(chances[k], expected?.[k]);
    const tick = svg("rect", { x: left + long(expected?.[k] ?? 0) - 1.5, y, width: 3, height: BAR - 4, class: "reference" });
    return [name, bar, ...(off ? [tick] : []), words(left + long(Math.max(chances[k], off ? expected[k] : 0)) + 6, y + 16, percent(chances[k]))];
  });
  const comes = at + 1 < labels.length ? `; then comes ${quoted(labels[at + 1])}` : "";
  return {
    caption: [`expected after ${quoted(labels[at])}${comes}`],
    description: `The chances of the next word: ${answers.map((word, k) => `${word} ${percent(chances[k])}`).join(", ")}${comes}.`,
    parts: [...bars, line(left, 0, left, 4 + answers.length * BAR, "axis")],
    pick: () => {},
  };
}

const VISIBLE = { " ": "␣", "\n": "↵" };

// What the slider picks out of the arrays.
function read(model) {
  const temperatures = model.get("temperatures");
  const at = nearest(temperatures, model.get("temperature"));
  const letters = model.get("letters").map((letter) => VISIBLE[letter] ?? letter);
  return { temperatures, at, letters, chances: model.get("chances")[at], written: model.get("written")[at] };
}

const percent = (chance) => `${short(100 * chance, 2)} %`;

function drawChances(model, width, height) {
  const { temperatures, at, letters, chances } = read(model);
  const { atX, atY, grid } = axes(width, height,
    { domain: [-0.7, letters.length - 0.3], ticks: range(letters.length), text: (k) => letters[k], label: "next character" },
    { domain: [0, 1], ticks: [0, 0.5, 1] });
  const bars = range(letters.length).map((k) => {
    const bar = line(atX(k), atY(0), atX(k), atY(chances[k]), "here");
    bar.setAttribute("style", `stroke-width: ${0.6 * (atX(1) - atX(0))}`);
    return bar;
  });
  return {
    caption: [`chances after “${model.get("read")}”, temperature ${temperatures[at]}`],
    description: `The likeliest next characters at temperature ${temperatures[at]}: `
      + letters.map((letter, k) => `${letter} ${percent(chances[k])}`).join(", "),
    parts: [...grid, ...bars],
    pick: () => {},
  };
}

function numbers(model) {
  const { written } = read(model);
  return `It writes: ${model.get("read")}${written.replaceAll("\n", " ")} …`;
}

function render({ model, el }) {
  return explore(model, el, {
    traits: ["temperature"],
    controls: [slider(model, "temperature", model.get("temperatures"), "temperature")],
    panels: [panel(model, "The chances of the next character", 240, (...size) => drawChances(model, ...size))],
    numbers: () => numbers(model),
  });
}

export default { render };

"""The cells on the sheet: from a cell's equations, which parts it has, what each computes, and what joins them."""

from dataclasses import asdict, dataclass
from itertools import pairwise

from .wiring_sheet import BELT, COLUMNS, HEIGHT, MEANINGS, NUMBERS, PLACES, SIZES, WIDTH, WIRES, WORDS


@dataclass(frozen=True)
class Part:
    """What stands at a place: the name of its value, the line of the equations it belongs to, its own term of that
    line, the letter whose colour it wears, and, at a times junction, the name of the value that opens it."""

    value: str
    line: str
    term: str
    colour: str
    valve: str = ""


@dataclass(frozen=True)
class Wiring:
    """A cell on the sheet: its parts by place; its wires by name, each with the name of the value it carries ("" where
    it carries those of all units) and a colour; and what a step does, with {values} and {shares %} to fill in."""

    title: str
    parts: dict[str, Part]
    wires: dict[str, tuple[str, str]]
    says: str


EQUATIONS = {
    "rnn": """RNN
        h_t = tanh(x_t W + h_{t-1} U + b)""",
    "lstm": """LSTM
        i = σ(x_t W_i + h_{t-1} U_i + b_i)
        f = σ(x_t W_f + h_{t-1} U_f + b_f)
        g = tanh(x_t W_g + h_{t-1} U_g + b_g)
        o = σ(x_t W_o + h_{t-1} U_o + b_o)
        c_t = f ⊙ c_{t-1} + i ⊙ g
        h_t = o ⊙ tanh(c_t)""",
    "no_forget": """LSTM of 1997
        i = σ(x_t W_i + h_{t-1} U_i + b_i)
        g = tanh(x_t W_g + h_{t-1} U_g + b_g)
        o = σ(x_t W_o + h_{t-1} U_o + b_o)
        c_t = c_{t-1} + i ⊙ g
        h_t = o ⊙ tanh(c_t)""",
    "peephole": """peephole
        i = σ(x_t W_i + h_{t-1} U_i + b_i + p_i ⊙ c_{t-1})
        f = σ(x_t W_f + h_{t-1} U_f + b_f + p_f ⊙ c_{t-1})
        g = tanh(x_t W_g + h_{t-1} U_g + b_g)
        o = σ(x_t W_o + h_{t-1} U_o + b_o + p_o ⊙ c_t)
        c_t = f ⊙ c_{t-1} + i ⊙ g
        h_t = o ⊙ tanh(c_t)""",
    "full_peephole": """full peephole
        i = σ(x_t W_i + h_{t-1} U_i + c_{t-1} V_i + b_i)
        f = σ(x_t W_f + h_{t-1} U_f + c_{t-1} V_f + b_f)
        g = tanh(x_t W_g + h_{t-1} U_g + b_g)
        o = σ(x_t W_o + h_{t-1} U_o + c_t V_o + b_o)
        c_t = f ⊙ c_{t-1} + i ⊙ g
        h_t = o ⊙ tanh(c_t)""",
    "cell_peephole": """cell peephole
        i = σ(x_t W_i + c_{t-1} U_i + b_i)
        f = σ(x_t W_f + c_{t-1} U_f + b_f)
        g = tanh(x_t W_g + b_g)
        o = σ(x_t W_o + c_{t-1} U_o + b_o)
        c_t = f ⊙ c_{t-1} + i ⊙ g
        h_t = o ⊙ c_t""",
    "coupled": """coupled
        f = σ(x_t W_f + h_{t-1} U_f + b_f)
        g = tanh(x_t W_g + h_{t-1} U_g + b_g)
        o = σ(x_t W_o + h_{t-1} U_o + b_o)
        c_t = f ⊙ c_{t-1} + (1 - f) ⊙ g
        h_t = o ⊙ tanh(c_t)""",
    "gru": """GRU
        r = σ(x_t W_r + h_{t-1} U_r + b_r)
        z = σ(x_t W_z + h_{t-1} U_z + b_z)
        n = tanh(x_t W_n + (r ⊙ h_{t-1}) U_n + b_n)
        h_t = (1 - z) ⊙ h_{t-1} + z ⊙ n""",
    "gru_after": """GRU, reset after
        r = σ(x_t W_r + h_{t-1} U_r + b_r)
        z = σ(x_t W_z + h_{t-1} U_z + b_z)
        n = tanh(x_t W_n + b_n + r ⊙ (h_{t-1} U_n + bn))
        h_t = z ⊙ h_{t-1} + (1 - z) ⊙ n""",
}
LETTERS = {"f": "keep", "i": "take", "r": "reset", "g": "new", "n": "new", "o": "show"}


def _wiring(text):
    """A cell's title and equations, turned into its Wiring."""
    title, *lines = map(str.strip, text.splitlines())
    lines = {line.partition(" = ")[0]: line for line in lines}
    if set(lines) == {"h_t"}:
        return _elman(title, lines["h_t"])
    memory = "c" if "c_t" in lines else "h"
    kept, taken = lines[f"{memory}_t"].partition(" = ")[2].split(" + ")
    at = LETTERS | {"z": "keep" if kept.startswith("z") else "take"}
    gates = {at[letter]: Part(letter, lines[letter], letter, letter) for letter in lines if letter in at}
    pieces = [(gates, _taps(gates)), _ports(memory, lines), _memory(memory, lines[f"{memory}_t"], kept, taken, gates)]
    pieces.append(_output(lines["h_t"], gates["show"]) if "show" in gates else _straight_out())
    if "reset" in gates:
        pieces.append(_reset(gates["new"].line))
    parts, wires = ({k: v for piece in pieces for k, v in piece[n].items()} for n in (0, 1))
    if not any("h_{t-1}" in line for line in lines.values()):
        del parts["old h"]
    return Wiring(title, parts, wires, _says(parts, gates))


def _elman(title, line):
    """The cell without gates: the road of what is new, and nothing on it."""
    ports, _ = _ports("h", {"h_t": line})
    new = {"new": Part("output", line, line.partition(" = ")[2], "h")}
    path = dict.fromkeys(("new", "taken", "total", "down", "squashed", "output"), ("output", "h"))
    return Wiring(title, new | ports, _taps(new) | path, "goes from {h_before} to {h}")


def _ports(memory, lines):
    """Where the input and the states enter and leave, and the ends of the memory's road."""
    ports = {"x": Part("", "x_t", "x_t", "x")}
    for s in {memory, "h"}:
        ports[f"old {s}"] = Part(f"{s}_before", f"{s}_{{t-1}}", f"{s}_{{t-1}}", s)
        ports[f"new {s}"] = Part(s, lines[f"{s}_t"], f"{s}_t", s)
    before, after = f"{memory}_before", "total"
    ends = {"memory in": (before, "c"), "memory out": (after, "c")} if memory == "c" else {"rise": (before, "h")}
    return ports, ends | {"memory": (before, memory), "total": (after, memory), "down": (after, memory)}


def _taps(gates):
    """The wires from the roads of x, h and c to the gates that name them in their lines.

    A peephole p ⊙ c sees its own unit's memory, so its wires carry one number; all others carry those of all units.
    """
    wires, own = {}, any("p_" in gate.line for gate in gates.values())
    for road, symbol in {"x": "x_t", "h": "h_{t-1}", "c": "c_{t-1}"}.items():
        tapped = [gate for gate in COLUMNS if gate in gates and symbol in gates[gate].line]
        reached = [gate for gate in COLUMNS if tapped and COLUMNS[gate] <= COLUMNS[tapped[-1]]]
        names = [f"{road} to {gate}" for gate in reached] + [f"{road} into {gate}" for gate in tapped]
        wires |= dict.fromkeys(names, ("c_before" if own and road == "c" else "", road))
    if any("c_t" in gate.line for gate in gates.values()):
        wires["peep"] = ("total" if own else "", "c")
    return wires


def _memory(memory, line, kept, taken, gates):
    """The road along the top: a valve for what is kept, if any, one for what is taken in, and the sum."""
    opens = {"keep": kept, "take": taken}
    opens = {place: term.partition(" ⊙ ")[0] for place, term in opens.items() if "⊙" in term}
    new = gates["new"].value
    parts = {"plus": Part("total", line, f"{kept} + {taken}", memory)}
    wires = {"new": (new, new), "taken": ("taken", new), "kept": (f"{memory}_before", memory)}
    for place, opening in opens.items():
        letter = opening.removeprefix("(1 - ").removesuffix(")")
        value = letter if letter == opening else "one_minus"
        term, name = (kept, "kept") if place == "keep" else (taken, "taken")
        parts[f"times {place}"] = Part(name, line, term, letter, value)
        wires |= {f"{place} on": (value, letter)}
        if value == letter:
            wires[place] = (letter, letter)
        else:
            other = "take" if place == "keep" else "keep"
            parts["one minus"] = Part(value, line, f"1 - {letter}", letter)
            wires |= {f"from {other}": (letter, letter), f"to {place}": (value, letter)}
    if "times keep" in parts:
        wires["kept"] = ("kept", memory)
    return parts, wires


def _output(line, gate):
    """From the memory's road down to h: squashed, unless the line does not say so, and through the last valve."""
    term = line.partition(" = ")[2]
    parts = {"times show": Part("output", line, term, gate.value, gate.value)}
    wires = {"show": (gate.value, gate.value), "squashed": ("total", "c"), "output": ("output", "h")}
    if "tanh" in term:
        parts["squash"] = Part("squashed", line, "tanh(c_t)", "c")
        wires["squashed"] = ("squashed", "c")
    return parts, wires


def _straight_out():
    """From the memory's road down to h where nothing stands between, since the memory is h."""
    return {}, dict.fromkeys(("squashed", "output"), ("total", "h"))


def _reset(line):
    """The valve on what the old state votes for, before or after its product with U."""
    before = "(r ⊙ h_{t-1}) U_n" in line
    read, vote = ("r ⊙ h_{t-1}", "(r ⊙ h_{t-1}) U_n") if before else ("r ⊙ (h_{t-1} U_n + bn)", "h_{t-1} U_n + bn")
    product = "product after" if before else "product before"
    parts = {"times reset": Part("read", line, read, "r", "r"), product: Part("vote", line, vote, "h")}
    return parts, {"reset": ("r", "r")}


def _says(parts, gates):
    """What a step does, in words."""
    kept = f"{{{parts['times keep'].valve} %}}" if "times keep" in parts else "all"
    says = f"keeps {kept} of its memory, takes in {{taken}}"
    says += ", lets out {o %}" if "show" in gates else ""
    return says + (", reads {r %} of its old state" if "reset" in gates else "")


WIRINGS = {cell: _wiring(text) for cell, text in EQUATIONS.items()}


def plan(cells):
    """The sheet as plain data, for the browser: the places and wires that any of the cells uses, and each cell's own.

    cells: names of WIRINGS. Lengths are in units of the sheet, y counts upwards.
    """
    wirings = [WIRINGS[cell] for cell in cells]
    places = {
        name: asdict(place) | dict(zip(("width", "height"), SIZES[place.kind], strict=True), meaning=MEANINGS[name])
        for name, place in PLACES.items()
        if any(name in wiring.parts for wiring in wirings)
    }
    wires = {name: path for name, path in WIRES.items() if any(name in wiring.wires for wiring in wirings)}
    own = {
        cell: asdict(wiring) | {"joints": joints(wiring), "arrows": arrows(wiring)}
        for cell, wiring in zip(cells, wirings, strict=True)
    }
    sheet = {"width": WIDTH, "height": HEIGHT, "belt": BELT, "words": WORDS, "numbers": NUMBERS}
    return sheet | {"places": places, "wires": wires, "cells": own}


def joints(wiring):
    """Where a cell's wires branch, and no part stands: points [(x, y), …]."""
    paths = [WIRES[name] for name in wiring.wires]
    taken = {(PLACES[name].x, PLACES[name].y) for name in wiring.parts}
    ends = [point for path in paths for point in (path[0], path[-1])]
    return [p for p in dict.fromkeys(ends) if p not in taken and sum(_meets(p, path) for path in paths) > 2]


def _meets(point, path):
    """How many pieces of wire a path brings to a point: two where it passes, one where it ends, else none."""
    if point in (path[0], path[-1]):
        return 1
    (x, y), pieces = point, pairwise(path)
    return 2 * any(min(a, c) <= x <= max(a, c) and min(b, d) <= y <= max(b, d) for (a, b), (c, d) in pieces)


def arrows(wiring):
    """Which of a cell's wires end in an arrowhead: wire -> the part it meets, or "" at a gate's or the sheet's edge."""
    middles = {(PLACES[name].x, PLACES[name].y): name for name in wiring.parts}
    met = {name: middles.get(WIRES[name][-1], "") for name in wiring.wires}
    return {name: part for name, part in met.items() if part or _at_an_edge(*WIRES[name][-1])}


def _at_an_edge(x, y):
    """Whether a point lies on the lower or upper edge of a gate, or where the sheet ends."""
    halves = [(place, SIZES[place.kind]) for place in PLACES.values() if place.kind in ("sigmoid", "tanh")]
    return x == WIDTH or any(abs(x - p.x) < w / 2 and abs(abs(y - p.y) - h / 2) < 1e-9 for p, (w, h) in halves)

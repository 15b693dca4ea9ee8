"""The cells on the sheet: from a cell's roles, which parts it has, what each computes, and what joins them."""

from dataclasses import asdict, dataclass
from itertools import pairwise

from ..cells import CELLS
from ..cells.equations import Equations
from ..cells.roles import ALL, NOTHING
from ..palette import COLOURS
from .wiring_sheet import BELT, COLUMNS, HEIGHT, MEANINGS, NUMBERS, PLACES, SIZES, WIDTH, WIRES, WORDS

ROADS = {"x_t": "x", "h_{t-1}": "h", "c_{t-1}": "c"}  # of what gates can see


@dataclass(frozen=True)
class Part:
    """What stands at a place: the name of its value, the line of the equations it belongs to, its own term of that
    line, the letter whose colour it wears, at a times junction the name of the value that opens it, and in a box the
    name of the function that squashes, "" for none."""

    value: str
    line: str
    term: str
    colour: str
    valve: str = ""
    squash: str = ""


@dataclass(frozen=True)
class Wiring:
    """A cell on the sheet: its parts by place; its wires by name, each with the name of the value it carries ("" where
    it carries those of all units) and a colour; and what a step does, with {values} and {shares %} to fill in."""

    title: str
    parts: dict[str, Part]
    wires: dict[str, tuple[str, str]]
    says: str


def wiring(cell):
    """A cell's Wiring, from its roles. Raises ValueError where they do not fit the cell, or a letter has no colour."""
    equations, roles = Equations(cell), cell.roles
    unknown = [letter for letter in equations.letters if letter not in COLOURS]
    if unknown:
        raise ValueError(f"{cell.name}: no colour for {', '.join(unknown)}; palette.py gives every letter one")
    if roles.keep == NOTHING:
        return _elman(equations)
    columns = _columns(roles)
    gates = {place: _gate(equations, letter) for place, letter in columns.items()}
    pieces = [(gates, _taps(equations, columns)), _ports(equations), _memory(equations)]
    pieces.append(_output(equations) if roles.show else _straight_out())
    if roles.reset:
        pieces.append(_reset(equations))
    parts, wires = ({k: v for piece in pieces for k, v in piece[n].items()} for n in (0, 1))
    if not _sees_h(equations):
        parts, wires = _without_h(equations, parts, wires)
    return Wiring(roles.title, parts, wires, _says(roles))


def _columns(roles):
    """Which letter's gate stands in which column; one that serves two valves stands where it is not inverted."""
    letters = {"keep": roles.keep, "take": roles.take, "reset": roles.reset, "new": roles.new, "show": roles.show}
    return {place: letter for place, letter in letters.items() if letter.isalpha()}


def _gate(equations, letter):
    return Part(letter, equations.line(letter), letter, letter, squash=equations.squash(letter))


def _elman(equations):
    """The cell without gates: the road of what is new, and nothing on it."""
    ports, _ = _ports(equations)
    term, letter = equations.lines["h_t"], equations.roles.new
    new = {"new": Part("output", equations.line("h_t"), str(term), "h", squash=equations.squash(letter))}
    path = dict.fromkeys(("new", "taken", "total", "down", "squashed", "output"), ("output", "h"))
    wires = _taps(equations, {"new": letter}) | path
    return Wiring(equations.roles.title, new | ports, wires, "has no gates. Its h goes from {h_before} to {h}")


def _ports(equations):
    """Where the input and the states enter and leave, and the ends of the memory's road."""
    memory, ports = equations.memory, {"x": Part("", "x_t", "x_t", "x")}
    for s in {memory, "h"}:
        ports[f"old {s}"] = Part(f"{s}_before", f"{s}_{{t-1}}", f"{s}_{{t-1}}", s)
        ports[f"new {s}"] = Part(s, equations.line(f"{s}_t"), f"{s}_t", s)
    before, after = f"{memory}_before", "total"
    ends = {"memory in": (before, "c"), "memory out": (after, "c")} if memory == "c" else {"rise": (before, "h")}
    return ports, ends | {"memory": (before, memory), "total": (after, memory), "down": (after, memory)}


def _taps(equations, columns):
    """The wires from the roads of x, h and c to the gates that see them, and from the new memory to the last gate.

    A wire carries one number where gates see their own unit's state alone, by a peephole p ⊙ c; else those of all.
    """
    wires, terms = {}, {gate: equations.gates[columns[gate]] for gate in COLUMNS if gate in columns}
    for seen, road in ROADS.items():
        tapped = [gate for gate, term in terms.items() if seen in term.symbols]
        reached = [gate for gate in COLUMNS if tapped and COLUMNS[gate] <= COLUMNS[tapped[-1]]]
        alone = not any(seen in terms[gate].across for gate in tapped)
        names = [f"{road} to {gate}" for gate in reached] + [f"{road} into {gate}" for gate in tapped]
        wires |= dict.fromkeys(names, (f"{road}_before" if alone else "", road))
    for term in terms.values():
        if "c_t" in term.symbols:
            wires["peep"] = ("" if "c_t" in term.across else "total", "c")
    return wires


def _memory(equations):
    """The road along the top: a valve for what is kept, if any, one for what is taken in, and the sum."""
    roles, memory, inside = equations.roles, equations.memory, equations.inside
    new, line = roles.new, equations.line(f"{memory}_t")
    parts = {"plus": Part("total", line, str(inside["total"]), memory)}
    wires = {"new": (new, new), "taken": ("taken", new), "kept": ("kept", memory)}
    for place, name, factor, other in (("keep", "kept", roles.keep, "take"), ("take", "taken", roles.take, "keep")):
        if factor == ALL:
            continue
        letter, inverted = factor[-1], factor.startswith("1 - ")
        value = "one_minus" if inverted else letter
        parts[f"times {place}"] = Part(name, line, str(inside[name]), letter, value)
        wires[f"{place} on"] = (value, letter)
        if inverted:
            parts["one minus"] = Part(value, line, str(inside[value]), letter)
            wires |= {f"from {other}": (letter, letter), f"to {place}": (value, letter)}
        else:
            wires[place] = (letter, letter)
    return parts, wires


def _output(equations):
    """From the memory's road down to h: squashed, or not, and through the last valve."""
    line, gate, inside = equations.line("h_t"), equations.roles.show, equations.inside
    parts = {"times show": Part("output", line, str(inside["output"]), gate, gate)}
    wires = {"show": (gate, gate), "squashed": ("total", "c"), "output": ("output", "h")}
    if "squashed" in inside:
        squash = equations.roles.shown_squash
        parts["squash"] = Part("squashed", line, str(inside["squashed"]), "c", squash=squash)
        wires["squashed"] = ("squashed", "c")
    return parts, wires


def _straight_out():
    """From the memory's road down to h where nothing stands between, since the memory is h."""
    return {}, dict.fromkeys(("squashed", "output"), ("total", "h"))


def _reset(equations):
    """The valve on what the old state votes for, before or after its product with U."""
    roles, inside = equations.roles, equations.inside
    line, r = equations.line(roles.new), roles.reset
    product = "product before" if roles.reset_after else "product after"
    parts = {"times reset": Part("read", line, str(inside["read"]), r, r)}
    return parts | {product: Part("vote", line, str(inside["vote"]), "h")}, {"reset": (r, r)}


def _sees_h(equations):
    return any("h_{t-1}" in term.symbols for term in equations.gates.values())


def _without_h(equations, parts, wires):
    """Where no gate sees the old h: it runs straight to its rise if it is the memory, and else has no port."""
    if equations.memory == "h":
        return parts, wires | {"state in": ("h_before", "h")}
    return {name: part for name, part in parts.items() if name != "old h"}, wires


def _says(roles):
    """What a step does, in words."""
    share = lambda gate: "all" if gate == ALL else f"{{{'one_minus' if gate.startswith('1 - ') else gate} %}}"  # noqa: E731
    says = f"keeps {share(roles.keep)} of its memory, takes in {share(roles.take)} of what is new"
    says += f", lets out {share(roles.show)}" if roles.show else ""
    says += f", reads {share(roles.reset)} of its old state" if roles.reset else ""
    memory = roles.memory
    says += f". Its {memory} goes from {{{memory}_before}} to {{{memory}}}"
    return says + (", its h is {h}" if memory != "h" else "")


WIRINGS = {name: wiring(cell) for name, cell in CELLS.items() if cell.roles is not None}


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
    halves = [(place, SIZES[place.kind]) for place in PLACES.values() if place.kind == "gate"]
    return x == WIDTH or any(abs(x - p.x) < w / 2 and abs(abs(y - p.y) - h / 2) < 1e-9 for p, (w, h) in halves)

"""The sheet on which every cell is drawn: where its parts stand, and through which points its wires run.

A part keeps its place in every cell, so that two cells differ on the page as they differ in their equations. The
memory runs along the top, from left to right, over the times junction that keeps and the plus junction that adds; x and
the old h run along the bottom and are tapped by the gates between. Lengths are in units of the sheet.
"""

from dataclasses import dataclass

WIDTH, HEIGHT = 19.0, 11.5
BELT, MIDDLE, GATES, RESET, STATE, INPUT = 10.2, 8.1, 6.1, 3.85, 1.95, 1.0
RISER, ENTRY, PEEP, BUS, OUT = 1.3, 2.1, 1.75, 2.5, 16.4
COLUMNS = {"keep": 2.9, "take": 5.6, "reset": 7.5, "new": 10.6, "show": 13.4}
TAP = 0.45  # from a gate's middle to where it taps h, on the left, and x, on the right
SIZES = {
    "gate": (1.7, 1.3),
    "squash": (1.7, 1.2),
    "minus": (1.2, 1.2),
    "product": (0.7, 0.6),
    "times": (0.84, 0.84),
    "plus": (0.84, 0.84),
    "port": (1.1, 1.5),
    "input": (4.0, 0.6),
}


@dataclass(frozen=True)
class Place:
    """Where a part stands, by its middle, and its kind, a key of SIZES; upright: what passes it runs up or down."""

    x: float
    y: float
    kind: str
    upright: bool = False


PLACES = {
    "keep": Place(COLUMNS["keep"], GATES, "gate"),
    "take": Place(COLUMNS["take"], GATES, "gate"),
    "reset": Place(COLUMNS["reset"], RESET, "gate"),
    "new": Place(COLUMNS["new"], GATES, "gate"),
    "show": Place(COLUMNS["show"], GATES, "gate"),
    "times keep": Place(COLUMNS["keep"], BELT, "times"),
    "times take": Place(COLUMNS["new"], MIDDLE, "times", upright=True),
    "times reset": Place(COLUMNS["new"] - TAP, RESET, "times", upright=True),
    "times show": Place(OUT, GATES, "times", upright=True),
    "one minus": Place((COLUMNS["keep"] + COLUMNS["take"]) / 2, MIDDLE, "minus"),
    "product before": Place(COLUMNS["new"] - TAP, 2.97, "product"),
    "product after": Place(COLUMNS["new"] - TAP, 4.85, "product"),
    "plus": Place(COLUMNS["new"], BELT, "plus"),
    "squash": Place(OUT, MIDDLE, "squash"),
    "x": Place(ENTRY + 2.2, 0.35, "input"),
    "old c": Place(0.6, BELT, "port"),
    "old h": Place(0.6, STATE, "port"),
    "new c": Place(WIDTH - 0.6, BELT, "port"),
    "new h": Place(WIDTH - 0.6, STATE, "port"),
}
NUMBERS = {  # where a part's number stands, from its middle, and which end of it stands there
    "times keep": (0, 0.88, "center"),
    "plus": (0, 0.88, "center"),
    "times take": (0.6, 0, "left"),
    "times show": (0.6, 0, "left"),
    "times reset": (-0.5, 0.45, "right"),
    "port": (0, -0.5, "center"),
    "box": (0, -0.3, "center"),
}
WORDS = {  # what a valve does, and where that stands, in the same way
    "times keep": ("keep", 0.35, -0.85, "left"),
    "times take": ("take in", -0.65, 0.38, "right"),
    "times show": ("let out", -0.5, 0.38, "right"),
    "times reset": ("read", -0.5, -0.42, "right"),
}
MEANINGS = {
    "keep": "the gate that says how much of the memory is kept",
    "take": "the gate that says how much of what is new is taken in",
    "reset": "the gate that says how much of the old state is read",
    "new": "what is new",
    "show": "the gate that says how much is let out",
    "times keep": "what is kept of the memory",
    "times take": "what is taken in of what is new",
    "times reset": "what is read of the old state",
    "times show": "what is let out",
    "one minus": "the same gate, for the other valve: one opens as the other shuts",
    "product before": "the old state's vote on what is new, before the gate",
    "product after": "the old state's vote on what is new, after the gate",
    "plus": "what is kept and what is taken in, added",
    "squash": "the memory, squashed",
    "x": "the input",
    "old c": "the memory before this step",
    "old h": "the state before this step",
    "new c": "the memory after this step",
    "new h": "the state after this step",
}


def _wires():
    """Every wire of every cell by name: the points it runs through, from where it starts to where it ends."""
    keep, take, _, new, show = COLUMNS.values()
    minus = PLACES["one minus"].x
    wires = {
        "memory in": [(0, BELT), (RISER, BELT)],
        "state in": [(0, STATE), (RISER, STATE)],
        "rise": [(RISER, STATE), (RISER, BELT)],
        "memory": [(RISER, BELT), (keep, BELT)],
        "kept": [(keep, BELT), (new, BELT)],
        "total": [(new, BELT), (OUT, BELT)],
        "memory out": [(OUT, BELT), (WIDTH, BELT)],
        "new": [(new, GATES), (new, MIDDLE)],
        "taken": [(new, MIDDLE), (new, BELT)],
        "down": [(OUT, BELT), (OUT, MIDDLE)],
        "squashed": [(OUT, MIDDLE), (OUT, GATES)],
        "output": [(OUT, GATES), (OUT, STATE), (WIDTH, STATE)],
        "keep": [(keep, GATES), (keep, MIDDLE)],
        "keep on": [(keep, MIDDLE), (keep, BELT)],
        "take": [(take, GATES), (take, MIDDLE)],
        "take on": [(take, MIDDLE), (new, MIDDLE)],
        "from keep": [(keep, MIDDLE), (minus, MIDDLE)],
        "to take": [(minus, MIDDLE), (take, MIDDLE)],
        "from take": [(take, MIDDLE), (minus, MIDDLE)],
        "to keep": [(minus, MIDDLE), (keep, MIDDLE)],
        "show": [(show, GATES), (OUT, GATES)],
        "reset": [(COLUMNS["reset"], RESET), (new - TAP, RESET)],
        "peep": [(show, BELT), (show, GATES + SIZES["gate"][1] / 2)],
    }
    roads = {
        "x": ([(ENTRY, 0), (ENTRY, INPUT)], INPUT, TAP),
        "h": ([(0, STATE)], STATE, -TAP),
        "c": ([(PEEP, BELT), (PEEP, BUS)], BUS, 0),
    }
    for road, (start, level, aside) in roads.items():
        for gate, column in COLUMNS.items():
            tap, place = (column + aside, level), PLACES[gate]
            wires[f"{road} to {gate}"] = [*start, tap]
            wires[f"{road} into {gate}"] = [tap, (tap[0], place.y - SIZES[place.kind][1] / 2)]
            start = [tap]
    return wires


WIRES = _wires()

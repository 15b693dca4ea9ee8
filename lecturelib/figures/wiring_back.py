"""The LSTM's sheet for the way back: the same parts in the same places, and every wire run through the other way."""

from .wiring_cells import plan
from .wiring_sheet import PLACES, WIRES

CARRIED = {  # wire -> what travels back on it, by the names of widgets.roads, and the letter whose colour it wears
    "output": ("h", "h"),
    "show": ("do", "o"),
    "squashed": ("shown", "c"),
    "down": ("out", "c"),
    "memory out": ("c", "c"),
    "total": ("total", "c"),
    "taken": ("total", "c"),
    "new": ("dg", "g"),
    "take on": ("di", "i"),
    "take": ("di", "i"),
    "kept": ("total", "c"),
    "keep on": ("df", "f"),
    "keep": ("df", "f"),
    "memory": ("c_before", "c"),
    "memory in": ("c_before", "c"),
    "h into keep": ("to f", "f"),
    "h into take": ("to i", "i"),
    "h into new": ("to g", "g"),
    "h into show": ("to o", "o"),
    "h to keep": ("from f", "h"),
    "h to take": ("from i", "h"),
    "h to reset": ("from g", "h"),
    "h to new": ("from g", "h"),
    "h to show": ("from o", "h"),
}
SHOWN = {  # part -> the number it shows, the share its valve lets pass, and what is said of it
    "new h": ("h", "", "what arrives at the new h: from the step after this one, and from its own answer"),
    "new c": ("c", "", "what arrives at the new c along the belt: the first road into c"),
    "times show": ("shown", "shows", "h = o ⊙ tanh(c): to tanh(c) goes what arrives, times o; to o, times tanh(c)"),
    "squash": ("out", "", "what comes to c through h, times the slope of tanh: the second road into c"),
    "plus": ("total", "", "what both roads bring to c; a plus passes it on to both its sides, whole"),
    "times keep": ("c_before", "keeps", "f ⊙ c: back along the belt goes what arrives, times f, and nothing else"),
    "times take": ("dg", "takes", "i ⊙ g: to g goes what arrives, times i; to i, times g"),
    "keep": ("to f", "", "the road through f: times the old c, the slope of σ, and the weights U_f"),
    "take": ("to i", "", "the road through i: times g, the slope of σ, and the weights U_i"),
    "new": ("to g", "", "the road through g: times i, the slope of tanh, and the weights U_g"),
    "show": ("to o", "", "the road through o: times tanh(c), the slope of σ, and the weights U_o"),
    "old h": ("h_before", "", "what four roads bring to the old h, added"),
    "old c": ("c_before", "", "what arrives at the old c"),
}


def plan_back():
    """The sheet of wiring_cells.plan for the LSTM, turned round: no x, since nothing before it can learn."""
    sheet, own = plan(["lstm"]), {}
    forward = sheet["cells"]["lstm"]
    own["parts"] = {
        name: forward["parts"][name] | {"value": value, "valve": valve, "flat": True, "said": said}
        for name, (value, valve, said) in SHOWN.items()
    }
    own["wires"] = {name: (f"wide {value}", colour) for name, (value, colour) in CARRIED.items()}
    own["arrows"] = {name: _met(WIRES[name][0]) for name in CARRIED if _ends(name)}
    ends = {point for name in CARRIED for point in WIRES[name]}
    own["joints"] = [joint for joint in forward["joints"] if joint in ends]
    paths = {name: WIRES[name][::-1] for name in CARRIED}
    places = {name: place for name, place in sheet["places"].items() if name in SHOWN}
    return sheet | {"places": places, "wires": paths, "cells": {"lstm": own}}


def _met(point):
    """The part that stands at a point, or ""."""
    return next((name for name in SHOWN if (PLACES[name].x, PLACES[name].y) == point), "")


def _ends(wire):
    """Whether a wire, run through backwards, ends in an arrowhead: at a part, another road, or the sheet's edge."""
    start = WIRES[wire][0]
    return bool(_met(start)) or wire == "down" or wire.startswith("h into") or start[0] == 0

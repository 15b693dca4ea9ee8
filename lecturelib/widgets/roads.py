"""The explorer of the LSTM's way back: how much of a gradient travels on which road, step by step."""

import numpy as np
from traitlets import Dict, Enum, Int, List, TraitError, Unicode, validate

from lecturelib.figures.stills import draw_roads
from lecturelib.figures.wiring_back import plan_back
from lecturelib.recording import record
from lecturelib.reference import lstm_memory_backward, lstm_output_backward, sigmoid_slope, tanh_slope

from .explorer import FOLDER, Explorer, script
from .live_cell import LONGEST

SCALES = ("one scale for all steps", "each step its own")


def back_through(params, xs, dhs, output_backward=lstm_output_backward, memory_backward=lstm_memory_backward):
    """Send errors back through an LSTM, and keep what travels on each road at each step: name -> (T, H).

    params: W, U and b by name; xs (T, D): one sequence; dhs (T, H): the error that enters at every h.
    h and c: what arrives at the new states, c without what comes through h, which is out; total, both;
    shown: what of h passes the last valve; di df dg do: what arrives at the gates; to i … to o: what each sends on to
    the old h; h_before, their sum, and c_before: what arrives at the old states.
    """
    kept, slope = record("lstm", params, xs).values, {"g": tanh_slope}
    U = dict(zip("ifgo", np.split(np.asarray(params["U"]), 4, axis=-1), strict=True))
    dh, dc, rows = np.zeros_like(kept["h"][:1]), np.zeros_like(kept["c"][:1]), []
    for t in reversed(range(len(dhs))):
        i, f, g, o, c, old = (kept[name][t : t + 1] for name in ("i", "f", "g", "o", "c", "c_before"))
        row = {"h": dh + dhs[t], "c": dc, "shown": (dh + dhs[t]) * o}
        row["out"], row["do"] = output_backward(row["h"], c, o)
        row["total"] = row["c"] + row["out"]
        row["c_before"], row["di"], row["df"], row["dg"] = memory_backward(row["total"], old, i, f, g)
        for letter, gate in zip("ifgo", (i, f, g, o), strict=True):
            row[f"to {letter}"] = row[f"d{letter}"] * slope.get(letter, sigmoid_slope)(gate) @ U[letter].T
        row["h_before"] = sum(row[f"to {letter}"] for letter in "ifgo")
        dh, dc = row["h_before"], row["c_before"]
        rows.append(row)
    return {name: np.concatenate([row[name] for row in reversed(rows)]) for name in rows[0]}


def widths(roads):
    """The norm of what travels on each road at each step, name -> (T,), and the shares that the three valves let pass.

    from f is what the old h gets from all gates, from i what it gets from i, g and o, and so on along the wire.
    """
    sums = {f"from {'figo'[k]}": sum(roads[f"to {letter}"] for letter in "figo"[k:]) for k in range(4)}
    norms = {name: np.linalg.norm(road, axis=-1) for name, road in (roads | sums).items()}
    pairs = {"keeps": ("c_before", "total"), "takes": ("dg", "total"), "shows": ("shown", "h")}
    shares = {name: norms[part] / np.maximum(norms[whole], 1e-300) for name, (part, whole) in pairs.items()}
    return norms | shares


class RoadsExplorer(Explorer):
    """Follow an error back through an LSTM: four roads into the old h, two into c, each as wide as what travels on it.

    params: the LSTM's W, U and b by name. xs (T, D): one sequence; labels (T,): a word for every step. dhs (T, H): the
    error that enters at every h, such as the gradient of a loss at the last. output_backward, memory_backward: those of
    the reference unless others are given (a student's own). back: how many steps back from the end the reader stands.

    Raises TraitError where the shapes do not fit together, no error enters, or a road is not finite.
    """

    _esm = script("live_cell_wiring.js", "roads.js")
    _css = Explorer._css + (FOLDER / "live_cell.css").read_text(encoding="utf-8")
    name = Unicode("The roads back").tag(sync=True)
    first = Unicode("Press Step → and the error goes back by one word. Press any part of the cell.").tag(sync=True)
    takeaway = Unicode(
        "Along the belt the error is multiplied by f and by nothing else. On the four roads into h it meets a gate's "
        "slope and the weights, at every step."
    ).tag(sync=True)
    labels = List(Unicode()).tag(sync=True)
    roads = Dict().tag(sync=True)  # name -> (T,), as widths returns them
    plan = Dict().tag(sync=True)
    back = Int(0, min=0).tag(sync=True)
    scale = Enum(SCALES, SCALES[0]).tag(sync=True)

    def __init__(self, params, xs, labels, dhs, *, back=0, **functions):
        xs, dhs = np.asarray(xs, dtype=float), np.asarray(dhs, dtype=float)
        steps, hidden = len(labels), len(params["U"])
        if not 1 <= steps <= LONGEST:
            raise TraitError(f"{steps} labels; 1 to {LONGEST} can be shown: follow a shorter sequence")
        if xs.shape[:-1] != (steps,) or dhs.shape != (steps, hidden):
            wanted = f"xs ({steps}, D) and dhs ({steps}, {hidden})"
            raise TraitError(f"{steps} labels want {wanted}, but their shapes are {xs.shape} and {dhs.shape}")
        roads = widths(back_through(params, xs, dhs, **functions))
        if not all(np.isfinite(road).all() for road in roads.values()) or not dhs.any():
            raise TraitError("an error must enter at some h, in dhs, and stay finite on every road")
        labels, roads = [str(label) for label in labels], {name: road.tolist() for name, road in roads.items()}
        super().__init__(labels=labels, roads=roads, plan=plan_back(), back=back)

    @validate("back")
    def _one_of_the_steps(self, proposal):
        return min(proposal.value, len(self.labels) - 1)

    def still(self):
        """What travels on each of the six roads, at every step."""
        draw_roads(self.labels, self.roads)

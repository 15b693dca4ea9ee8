"""The LSTM with one part changed: the eight variants of Greff et al. (LSTM: a search space odyssey, 2015)."""

import numpy as np

from .base import sigmoid_slopes, squash
from .lstm import LSTM


class Ablation(LSTM):
    """The LSTM with peepholes, CELLS["peephole"], less one of its parts; p has a row for each gate that is left.

    without: the gate that is left out, so that 1 stands in its place; coupled: 1 - f stands there instead; linear: "g"
    or "h", the place where values pass without a tanh.
    """

    roles = None

    def __init__(self, name, without="", coupled=False, linear=""):
        self.name, self.coupled, self.linear = name, coupled, linear
        self.blocks, self.layout, self.gates = (
            [letter for letter in order if letter not in without] for order in ("ifgo", "ofig", "ifo")
        )
        self.sigmoids = len(self.gates)

    def shapes(self, D, H):
        return {**super().shapes(D, H), "p": (len(self.gates), H)}

    def prepare(self, tape, params):
        tape.p = dict(zip(self.gates, params["p"][:, :, None].astype(tape.dtype, copy=False), strict=True))

    def split(self, tape, dN):
        da = dict(zip(self.layout, tape.dA.swapaxes(0, 1), strict=True))
        seen = {"i": tape.c[:-1], "f": tape.c[:-1], "o": tape.c[1:]}
        dp = [np.einsum("thb,thb->h", da[gate], seen[gate]) for gate in self.gates]
        return {**super().split(tape, dN), "p": np.array(dp)}

    def step(self, tape, t):
        a = dict(zip(self.layout, tape.A[t], strict=True))
        for gate in self.gates:
            if gate != "o":
                self._open(tape, gate, a[gate], tape.c[t])
        if self.linear != "g":
            np.tanh(a["g"], out=a["g"])
        i, f, o = self._gates(a)
        tape.c[t + 1] = f * tape.c[t] + i * a["g"]
        if "o" in a:
            self._open(tape, "o", a["o"], tape.c[t + 1])
        tape.h[t + 1] = o * self._shown(tape, t)

    def slopes(self, tape):
        sigmoid_slopes(tape, self.sigmoids)
        tape.dA[:, -1] = 1 if self.linear == "g" else 1 - tape.A[:, -1] ** 2

    def step_back(self, tape, t):
        a, da = (dict(zip(self.layout, blocks[t], strict=True)) for blocks in (tape.A, tape.dA))
        i, f, o = self._gates(a)
        shown, c, dc = self._shown(tape, t), tape.c[t], tape.dc
        dc += tape.dh * o * (1 if self.linear == "h" else 1 - shown**2)
        if "o" in da:
            da["o"] *= tape.dh * shown + self.handed_back(tape, "o")
            dc += tape.p["o"] * da["o"]
        if "i" in da:
            da["i"] *= dc * a["g"] + self.handed_back(tape, "i")
        if "f" in da:
            da["f"] *= dc * (c - a["g"] if self.coupled else c) + self.handed_back(tape, "f")
        da["g"] *= dc * i
        dc *= f
        for gate in self.gates:
            if gate != "o":
                dc += tape.p[gate] * da[gate]

    def handed_back(self, tape, gate):
        """The error of a gate from the step after, where gates see gates."""
        return 0

    def _open(self, tape, gate, a, c):
        a += 0.5 * tape.p[gate] * c
        squash(a[None], 1)

    def _gates(self, a):
        """i, f and o, with what stands in the place of one left out."""
        return a.get("i", 1 - a["f"] if self.coupled else 1), a.get("f", 1), a.get("o", 1)

    def _shown(self, tape, t):
        """What the output gate lets out."""
        return tape.c[t + 1] if self.linear == "h" else np.tanh(tape.c[t + 1])


class FullGateRecurrence(Ablation):
    """The LSTM with peepholes whose gates see all gates of the step before, by R (3H, 3H): they are states as well."""

    states = takes = ("h", "c", "i", "f", "o")
    seen = ("h", "i", "f", "o")

    def shapes(self, D, H):
        return {**super().shapes(D, H), "R": (3 * H, 3 * H)}

    def stack(self, params):
        i, f, o = np.split(params["R"], 3, axis=1)
        return np.concatenate([super().stack(params), np.concatenate([i, f, np.zeros_like(o), o], axis=1)])

    def split(self, tape, dN):
        above = 1 + tape.D + tape.H
        i, f, _, o = np.split(dN[above:], 4, axis=1)
        return {**super().split(tape, dN[:above]), "R": np.concatenate([i, f, o], axis=1)}

    def step(self, tape, t):
        super().step(tape, t)
        tape.o[t + 1], tape.f[t + 1], tape.i[t + 1], _ = tape.A[t]

    def handed_back(self, tape, gate):
        return vars(tape)[f"d{gate}"]


class NoPeepholes(LSTM):
    """The plain LSTM, under the name it has among the eight."""

    name = "no_peepholes"


_EIGHT = (
    Ablation("no_input_gate", without="i"),
    Ablation("no_forget_gate", without="f"),
    Ablation("no_output_gate", without="o"),
    Ablation("no_input_squash", linear="g"),
    Ablation("no_output_squash", linear="h"),
    Ablation("coupled_gates", without="i", coupled=True),
    NoPeepholes(),
    FullGateRecurrence("full_gate_recurrence"),
)

ABLATIONS = {cell.name: cell for cell in _EIGHT}

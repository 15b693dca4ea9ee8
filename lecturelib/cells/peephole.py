"""LSTMs whose gates see the memory: their own unit's, all units', or the memory in place of h."""

from dataclasses import replace

import numpy as np

from .base import HALF, squash
from .lstm import LSTM
from .tape import over_time, reordered


class SeesMemory(LSTM):
    """What both kinds of peepholes share: i and f see the old memory, o sees the new."""

    def step(self, tape, t):
        a, c = tape.A[t], tape.c
        o, others, see_old = a[:1], a[1:], a[1:3]
        see_old += self.look(tape.into_fi, c[t])
        squash(others, 2)
        self.remember(tape, t)
        o += self.look(tape.into_o, c[t + 1])
        squash(o, 1)
        self.show(tape, t)

    def look(self, weights, c):
        """What gates see of a memory c (H, B), halved as all else that they see: a block for each."""
        raise NotImplementedError


class Peephole(SeesMemory):
    """Each gate sees its own unit's memory: reference.peephole_step.

    On the way back its weights change how far h and c answer to c, and nothing is left to the loop.
    """

    name = "peephole"
    roles = replace(LSTM.roles, title="peephole", sees=(*LSTM.roles.sees, ("c_{t-1}", "p", "if"), ("c_t", "p", "o")))

    def shapes(self, D, H):
        return {**super().shapes(D, H), "p": (3, H)}

    def prepare(self, tape, params):
        super().prepare(tape, params)
        tape.p = params["p"][::-1, :, None].astype(tape.dtype)
        half = HALF * tape.p
        tape.into_o, tape.into_fi = half[:1], half[1:]

    def look(self, weights, c):
        return weights * c

    def slopes(self, tape):
        super().slopes(tape)
        o, f, i = tape.p
        do, df, di, _ = tape.dA.swapaxes(0, 1)
        tape.shown += o * do
        tape.kept = tape.kept + f * df
        tape.kept += i * di

    def split(self, tape, dN):
        dp_fi = np.einsum("tghb,thb->gh", tape.dA[:, 1:3], tape.c[:-1])
        dp_o = np.einsum("tghb,thb->gh", tape.dA[:, :1], tape.c[1:])
        return {**super().split(tape, dN), "p": np.concatenate([dp_fi[::-1], dp_o])}


class FullPeephole(SeesMemory):
    """Each gate sees the memory of all units: reference.full_peephole_step."""

    name = "full_peephole"
    roles = replace(
        LSTM.roles, title="full peephole", sees=(*LSTM.roles.sees, ("c_{t-1}", "V", "if"), ("c_t", "V", "o"))
    )

    def shapes(self, D, H):
        return {"W": (D, 4 * H), "U": (H, 4 * H), "V": (H, 3 * H), "b": (4 * H,)}

    def prepare(self, tape, params):
        super().prepare(tape, params)
        V = reordered(params["V"], "ifo", "ofi").astype(tape.dtype, copy=False)
        tape.V_o, tape.V_fi = V[:, : tape.H], V[:, tape.H :]
        half = HALF * V.T
        tape.into_o, tape.into_fi = half[: tape.H], half[tape.H :]

    def look(self, weights, c):
        return np.dot(weights, c).reshape(-1, *c.shape)

    def step_back(self, tape, t):
        da = tape.dA[t]
        da[0] *= tape.dh
        tape.dc += np.multiply(tape.dh, tape.shown[t], out=tape.room)
        tape.dc += np.dot(tape.V_o, da[0])
        da[1:] *= tape.dc
        tape.dc *= tape.kept[t]
        tape.dc += np.dot(tape.V_fi, da[1:3].reshape(-1, tape.B))

    def split(self, tape, dN):
        dV_o, dV_fi = over_time(tape.c[1:], tape.dA[:, 0]), over_time(tape.c[:-1], tape.dA[:, 1:3])
        dV = np.concatenate([dV_o, dV_fi], axis=1)
        return {**super().split(tape, dN), "V": reordered(dV, "ofi", "ifo")}


class CellPeephole(LSTM):
    """Gates see the old memory in place of h, the candidate x alone, and h = o ⊙ c: reference.cell_peephole_step."""

    name = "cell_peephole"
    takes, seen, carries, stateless = ("c",), ("c",), True, 1
    roles = replace(LSTM.roles, title="cell peephole", shown_squash="", sees=(("c_{t-1}", "U", "ifo"),))

    def shapes(self, D, H):
        return {"W": (D, 4 * H), "U": (H, 3 * H), "b": (4 * H,)}

    def stack(self, params):
        i, f, o = np.split(params["U"], 3, axis=1)
        return super().stack({**params, "U": np.concatenate([i, f, np.zeros_like(o), o], axis=1)})

    def split(self, tape, dN):
        grads = super().split(tape, dN)
        di, df, _, do = np.split(grads["U"], 4, axis=1)
        return {**grads, "U": np.concatenate([di, df, do], axis=1)}

    def prepare(self, tape, params):
        tape.room = np.empty_like(tape.A[0, 0])

    def show(self, tape, t):
        np.multiply(tape.A[t, 0], tape.c[t + 1], out=tape.h[t + 1])

    def shown_slopes(self, tape):
        tape.dA[:, 0] *= tape.c[1:]
        tape.shown = tape.A[:, 0]

    def step_back(self, tape, t):
        super().step_back(tape, t)
        tape.dh[:] = 0

"""Long short-term memory, and the variants that differ in its memory: no forget gate, and coupled gates."""

from copy import copy
from dataclasses import replace

import numpy as np

from .base import Cell, sigmoid_slopes, squash, tanh_slopes
from .roles import ALL, Roles


class LSTM(Cell):
    """c_t = f ⊙ c_{t-1} + i ⊙ g, h_t = o ⊙ tanh(c_t): reference.lstm_step.

    A variant changes how the memory is made (remember, memory_slopes) or how it is shown (show, shown_slopes).
    """

    name = "lstm"
    blocks, layout, sigmoids = "ifgo", "ofig", 3
    states = takes = ("h", "c")
    roles = Roles("LSTM", new="g", keep="f", take="i", show="o", sees=(("h_{t-1}", "U", "ifgo"),))
    forget_bias = 1.0

    def init(self, inputs, hidden, rng, dtype=np.float64, forget_bias=None):
        """Cell.init, with the biases of the forget gate, if there is one, at forget_bias; None means the cell's own.

        At 0 it starts by halving the memory at every step. Gers, Schmidhuber & Cummins (Neural Computation 12, 2000)
        began with positive biases; the 1 that it has of its own is the advice of Jozefowicz, Zaremba & Sutskever (ICML
        2015).
        """
        params = super().init(inputs, hidden, rng, dtype)
        if "f" in self.blocks:
            bias = self.forget_bias if forget_bias is None else forget_bias
            params["b"].reshape(-1, hidden)[self.blocks.index("f")] = bias
        return params

    def with_forget_bias(self, bias):
        """The same cell, whose own forget bias is this."""
        cell = copy(self)
        cell.forget_bias = bias
        return cell

    def prepare(self, tape, params):
        tape.tanh_c = np.empty_like(tape.A[:, 0])
        tape.room = np.empty_like(tape.A[0, 0])

    def step(self, tape, t):
        squash(tape.A[t], self.sigmoids)
        self.remember(tape, t)
        self.show(tape, t)

    def remember(self, tape, t):
        """Write c[t + 1]."""
        _, f, i, g = tape.A[t]
        c = np.multiply(f, tape.c[t], out=tape.c[t + 1])
        c += np.multiply(i, g, out=tape.room)

    def show(self, tape, t):
        """Write h[t + 1]."""
        tanh_c = np.tanh(tape.c[t + 1], out=tape.tanh_c[t])
        np.multiply(tape.A[t, 0], tanh_c, out=tape.h[t + 1])

    def slopes(self, tape):
        sigmoid_slopes(tape, self.sigmoids)
        tanh_slopes(tape.A[:, -1], out=tape.dA[:, -1])
        self.memory_slopes(tape)
        self.shown_slopes(tape)

    def memory_slopes(self, tape):
        """How c[t + 1] answers to the gates of step t, and, as tape.kept[t], to c[t]."""
        _, _, i, g = tape.A.swapaxes(0, 1)
        _, df, di, dg = tape.dA.swapaxes(0, 1)
        df *= tape.c[:-1]
        di *= g
        dg *= i
        tape.kept = tape.A[:, 1]

    def shown_slopes(self, tape):
        """How h[t + 1] answers to o and, as tape.shown[t], to c[t + 1]."""
        tape.dA[:, 0] *= tape.tanh_c
        tape.shown = tanh_slopes(tape.tanh_c, out=np.empty_like(tape.tanh_c))
        tape.shown *= tape.A[:, 0]

    def step_back(self, tape, t):
        da = tape.dA[t]
        tape.dc += np.multiply(tape.dh, tape.shown[t], out=tape.room)
        da[0] *= tape.dh
        da[1:] *= tape.dc
        tape.dc *= tape.kept[t]


class NoForget(LSTM):
    """The LSTM of 1997, c_t = c_{t-1} + i ⊙ g: reference.no_forget_step."""

    name = "no_forget"
    blocks, layout, sigmoids = "igo", "oig", 2
    roles = replace(LSTM.roles, title="LSTM of 1997", keep=ALL, sees=(("h_{t-1}", "U", "igo"),))

    def remember(self, tape, t):
        _, i, g = tape.A[t]
        c = np.multiply(i, g, out=tape.c[t + 1])
        c += tape.c[t]

    def memory_slopes(self, tape):
        _, i, g = tape.A.swapaxes(0, 1)
        _, di, dg = tape.dA.swapaxes(0, 1)
        di *= g
        dg *= i
        tape.kept = np.ones((tape.T, 1, 1), tape.dtype)


class Coupled(LSTM):
    """The LSTM that takes in what it forgets, c_t = f ⊙ c_{t-1} + (1 - f) ⊙ g: reference.coupled_step."""

    name = "coupled"
    blocks, layout, sigmoids = "fgo", "ofg", 2
    roles = replace(LSTM.roles, title="coupled", take="1 - f", sees=(("h_{t-1}", "U", "fgo"),))

    def remember(self, tape, t):
        _, f, g = tape.A[t]
        c = np.subtract(tape.c[t], g, out=tape.c[t + 1])
        c *= f
        c += g

    def memory_slopes(self, tape):
        _, f, g = tape.A.swapaxes(0, 1)
        _, df, dg = tape.dA.swapaxes(0, 1)
        df *= tape.c[:-1] - g
        dg *= 1 - f
        tape.kept = f

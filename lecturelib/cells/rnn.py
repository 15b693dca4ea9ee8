"""The vanilla recurrent cell of Elman (Cognitive Science 14, 1990), with tanh."""

import numpy as np

from .base import Cell
from .roles import ALL, NOTHING, Roles


class RNN(Cell):
    """h_t = tanh(x_t W + h_{t-1} U + b), where W (D, H), U (H, H), b (H,)."""

    name = "rnn"
    blocks = layout = "n"
    roles = Roles("RNN", new="n", keep=NOTHING, take=ALL, sees=(("h_{t-1}", "U", "n"),))

    def step(self, tape, t):
        np.tanh(tape.A[t, 0], out=tape.h[t + 1])

    def slopes(self, tape):
        h = tape.h[1:]
        np.multiply(h, h, out=tape.dA[:, 0])
        np.subtract(1, tape.dA, out=tape.dA)

    def step_back(self, tape, t):
        tape.dA[t, 0] *= tape.dh

"""The minimal gated recurrent unit, whose gate and candidate see the input alone."""

import numpy as np

from .base import Cell, sigmoid_slopes, squash
from .roles import Roles


class MinGRU(Cell):
    """h_t = (1 - z) ⊙ h_{t-1} + z ⊙ n, where n is not squashed: reference.min_gru_step."""

    name = "min_gru"
    blocks = layout = "zn"
    sigmoids, stateless, seen = 1, 2, ()
    roles = Roles("minGRU", new="n", keep="1 - z", take="z", squash="")

    def prepare(self, tape, params):
        tape.kept = np.empty_like(tape.A[:, 0])

    def step(self, tape, t):
        z, n = tape.A[t]
        squash(tape.A[t, :1], 1)
        np.subtract(1, z, out=tape.kept[t])
        new = np.multiply(tape.kept[t], tape.h[t], out=tape.h[t + 1])
        new += z * n

    def slopes(self, tape):
        z, n = tape.A.swapaxes(0, 1)
        dz, dn = tape.dA.swapaxes(0, 1)
        sigmoid_slopes(tape, 1)
        dz *= n - tape.h[:-1]
        dn[:] = z

    def step_back(self, tape, t):
        tape.dA[t] *= tape.dh
        tape.dh *= tape.kept[t]

"""Cells whose gates see the input alone, and whose state goes on without a squash: all steps at once, by a scan."""

import numpy as np

from ..reference import log_sigmoid
from .base import Cell, squash
from .roles import Roles
from .scan import scanned

PIECE = 8192  # numbers whose temporary copies are small beside what a pass leaves


class LinearCell(Cell):
    """h_t = keep ⊙ h_{t-1} + (1 - keep) ⊙ n, where n, the last block, is linear in x.

    A subclass writes `open`, which leaves tape.keep (T, H, B), and `close`, its way back.
    """

    seen = ()

    @property
    def stateless(self):
        return len(self.blocks)

    def open(self, tape):
        """Turn the gates in tape.A, of all steps, into tape.keep."""
        raise NotImplementedError

    def close(self, tape, dkeep):
        """Fill tape.dA of the gates with their errors, given those of tape.keep."""
        raise NotImplementedError

    def all_steps(self, tape):
        self.open(tape)
        h = tape.h[1:]
        np.subtract(1, tape.keep, out=h)
        h *= tape.A[:, -1]
        h[0] += tape.keep[0] * tape.h[0]
        scanned(tape.keep, h)

    def slopes(self, tape):
        """Nothing is known of the errors before they come in."""

    def all_steps_back(self, tape, from_above):
        keep, n, errors = tape.keep, tape.A[:, -1], from_above.copy()
        errors[-1] += tape.dh
        scanned(np.concatenate([keep[:1], keep[:0:-1]]), errors[::-1])
        np.multiply(errors, 1 - keep, out=tape.dA[:, -1])
        np.multiply(errors[0], keep[0], out=tape.dh)
        self.close(tape, errors * (tape.h[:-1] - n))


class MinGRU(LinearCell):
    """keep = 1 - z: reference.min_gru_step."""

    name = "min_gru"
    blocks = layout = "zn"
    sigmoids = 1
    roles = Roles("minGRU", new="n", keep="1 - z", take="z", squash="")

    def open(self, tape):
        z = tape.A[:, 0]
        squash(z[None], 1)
        tape.keep = np.subtract(1, z, out=z)

    def close(self, tape, dkeep):
        np.multiply(dkeep, tape.keep * (tape.keep - 1), out=tape.dA[:, 0])


class MinLSTM(LinearCell):
    """keep = f / (f + i): reference.min_lstm_step."""

    name = "min_lstm"
    blocks = layout = "fin"

    def init(self, inputs, hidden, rng, dtype=np.float64, forget_bias=1.0):
        """Cell.init, with the biases of the forget gate at forget_bias, as in the LSTM."""
        params = super().init(inputs, hidden, rng, dtype)
        params["b"][:hidden] = forget_bias
        return params

    def open(self, tape):
        tape.keep = np.empty_like(tape.A[:, 0])
        steps = max(1, PIECE // tape.A[0, 0].size)
        for start in range(0, tape.T, steps):
            piece = slice(start, start + steps)
            log_f, log_i = log_sigmoid(tape.A[piece, :2]).swapaxes(0, 1)
            tape.keep[piece] = 0.5 * (log_f - log_i)
            squash(tape.keep[None, piece], 1)

    def close(self, tape, dkeep):
        dkeep *= tape.keep * (1 - tape.keep)
        a = tape.A[:, :2]
        shut = 0.5 - 0.5 * np.tanh(0.5 * a)
        np.multiply(dkeep, shut[:, 0], out=tape.dA[:, 0])
        np.multiply(-dkeep, shut[:, 1], out=tape.dA[:, 1])

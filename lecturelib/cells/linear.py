"""Cells whose gates see the input alone, and whose state goes on without a squash: all steps at once, by a scan."""

import numpy as np

from ..reference import log_sigmoid
from .base import Cell, squash
from .roles import Roles
from .scan import scanned

PIECE = 8192  # numbers whose temporary copies are small beside what a pass leaves


class LinearCell(Cell):
    """h_t = keep ⊙ h_{t-1} + (1 - keep) ⊙ n, where n, the last block, is linear in x.

    A subclass writes `open`, which makes keep of the gates, and `close`, its way back. keep stands on the tape as kept
    (T + 1, H, B), with a row of zeros behind it, so that read backwards it is the factors of the way back.
    """

    seen = ()

    @property
    def stateless(self):
        return len(self.blocks)

    def open(self, tape, keep):
        """Write keep (T, H, B), of all steps, from the gates in tape.A."""
        raise NotImplementedError

    def close(self, tape, dkeep, keep, shut):
        """Turn dkeep (T, H, B), the error of keep, into those of the gates, in tape.dA; shut is keep - 1."""
        raise NotImplementedError

    def prepare(self, tape, params):
        tape.kept = np.zeros((tape.T + 1, tape.H, tape.B), tape.dtype)

    def all_steps(self, tape):
        h, keep = tape.h[1:], tape.kept[:-1]
        self.open(tape, keep)
        np.subtract(1, keep, out=h)
        h *= tape.A[:, -1]
        h[0] += keep[0] * tape.h[0]
        scanned(keep, h)

    def slopes(self, tape):
        """Nothing is known of the errors before they come in."""

    def all_steps_back(self, tape, from_above):
        keep, n, dn, errors = tape.kept[:-1], tape.A[:, -1], tape.dA[:, -1], from_above
        errors[-1] += tape.dh
        scanned(tape.kept[:0:-1], errors[::-1])
        np.multiply(errors[0], keep[0], out=tape.dh)
        np.subtract(1, keep, out=dn)
        dn *= errors
        dkeep = np.subtract(tape.h[:-1], n, out=tape.dA[:, 0])
        dkeep *= errors
        self.close(tape, dkeep, keep, np.subtract(keep, 1, out=errors))


class MinGRU(LinearCell):
    """keep = 1 - z: reference.min_gru_step."""

    name = "min_gru"
    blocks = layout = "zn"
    sigmoids = 1
    roles = Roles("minGRU", new="n", keep="1 - z", take="z", squash="")

    def open(self, tape, keep):
        z = tape.A[:, 0]
        squash(z[None], 1)
        np.subtract(1, z, out=keep)

    def close(self, tape, dkeep, keep, shut):
        dkeep *= keep
        dkeep *= shut


class MinLSTM(LinearCell):
    """keep = f / (f + i): reference.min_lstm_step."""

    name = "min_lstm"
    blocks = layout = "fin"
    roles = None

    def init(self, inputs, hidden, rng, dtype=np.float64, forget_bias=1.0):
        """Cell.init, with the biases of the forget gate at forget_bias, as in the LSTM."""
        params = super().init(inputs, hidden, rng, dtype)
        params["b"][:hidden] = forget_bias
        return params

    def open(self, tape, keep):
        steps = max(1, PIECE // tape.A[0, 0].size)
        for start in range(0, tape.T, steps):
            piece = slice(start, start + steps)
            log_f, log_i = log_sigmoid(tape.A[piece, :2]).swapaxes(0, 1)
            np.multiply(0.5, log_f - log_i, out=keep[piece])
            squash(keep[None, piece], 1)

    def close(self, tape, dkeep, keep, shut):
        dkeep *= keep
        dkeep *= shut
        by_gate = 0.5 * np.tanh(0.5 * tape.A[:, :2]) - 0.5
        np.multiply(-dkeep, by_gate[:, 1], out=tape.dA[:, 1])
        dkeep *= by_gate[:, 0]

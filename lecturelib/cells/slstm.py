"""The sLSTM: an exponential input gate, and beside the memory a normaliser and a stabiliser."""

import numpy as np

from ..reference import log_sigmoid
from .base import squash
from .lstm import LSTM


class SLSTM(LSTM):
    """h_t = o ⊙ c_t / n_t, where c_t and n_t = f ⊙ n_{t-1} + i are kept times exp(-m_t): reference.slstm_step.

    The blocks of i and f hold i' and f' on the tape.
    """

    name = "slstm"
    layout, sigmoids = "ogif", 1
    states = takes = ("h", "c", "n", "m")
    roles = None
    starts = {"m": -np.inf}  # noqa: RUF012

    def prepare(self, tape, params):
        tape.slope_f, tape.newer = np.empty_like(tape.A[:, 0]), np.empty(tape.A[:, 0].shape, bool)

    def step(self, tape, t):
        o, g, i, f = tape.A[t]
        squash(tape.A[t, :2], 1)
        np.subtract(0.5, 0.5 * np.tanh(0.5 * f), out=tape.slope_f[t])
        f[:] = log_sigmoid(f) + tape.m[t]
        m = np.maximum(f, i, out=tape.m[t + 1])
        np.equal(m, i, out=tape.newer[t])
        i -= m
        f -= m
        np.exp(tape.A[t, 2:], out=tape.A[t, 2:])
        tape.c[t + 1] = f * tape.c[t] + i * g
        tape.n[t + 1] = f * tape.n[t] + i
        tape.h[t + 1] = o * tape.c[t + 1] / tape.n[t + 1]

    def slopes(self, tape):
        """What answers to each gate of step t, as far as it does not hang on the errors."""
        o, g, i, _ = tape.A.swapaxes(0, 1)
        np.multiply(1 - o, tape.h[1:], out=tape.dA[:, 0])
        np.multiply(i, 1 - g * g, out=tape.dA[:, 1])

    def step_back(self, tape, t):
        o, g, i, f = tape.A[t]
        do, dg, di, df = tape.dA[t]
        do *= tape.dh
        mean_error = tape.dh * o / tape.n[t + 1]
        tape.dc += mean_error
        tape.dn -= mean_error * tape.c[t + 1] / tape.n[t + 1]
        dg *= tape.dc
        np.multiply(i, tape.dc * g + tape.dn, out=di)
        np.multiply(f, tape.dc * tape.c[t] + tape.dn * tape.n[t], out=df)
        tape.dm -= di + df
        di += tape.dm * tape.newer[t]
        df += tape.dm * ~tape.newer[t]
        tape.dm[:] = df
        df *= tape.slope_f[t]
        tape.dc *= f
        tape.dn *= f

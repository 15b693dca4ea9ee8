"""A cell made of two plain functions, as the course writes them by hand: slower than the engine, and open to edit."""

import numpy as np

from ..reference import as_tuple, bptt, unroll


class Looped:
    """A step and its backward function, run along time by `unroll` and `bptt`, under the protocol of a cell.

    cell: the engine's cell of the same equations, which gives the parameters; step(x, *state, *params) and
    step_backward(*dstate, x, *state, *params), with the parameters in the order of cell.shapes, as in the reference.
    So `train(Looped(CELLS["rnn"], rnn_step, rnn_step_backward), task)` trains with a reader's own functions.
    """

    def __init__(self, cell, step, step_backward):
        self.cell, self.step, self.step_backward = cell, step, step_backward
        self.name, self.init = cell.name, cell.init

    def forward(self, params, x, state=None):
        """Cell.forward, through unroll; the tape is what it was given."""
        if state is None:
            zeros = tuple(np.zeros((x.shape[1], len(params["U"])), x.dtype) for _ in self.cell.states)
            state = zeros if len(zeros) > 1 else zeros[0]
        h, last = unroll(self.step, x, state, *self._ordered(params))
        return h, last, (x, state)

    def backward(self, params, tape, dh, dstate=None):
        """Cell.backward, through bptt; of the last state's error it takes that of a single h alone."""
        if dstate is not None:
            (dlast,) = as_tuple(dstate)
            dh = np.concatenate([dh[:-1], dh[-1:] + dlast])
        dx, dstate, *grads = bptt(dh, self.step, self.step_backward, *tape, *self._ordered(params))
        return dict(zip(self.cell.shapes(1, 1), grads, strict=True)), dx, dstate

    def _ordered(self, params):
        return [params[name] for name in self.cell.shapes(1, 1)]

"""A cell made of two plain functions, as the course writes them by hand: slower than the engine, and open to edit."""

import numpy as np

from ..reference import as_tuple, bptt, unroll


class Looped:
    """A step and its backward function, run along time by `unroll` and `bptt`, under the protocol of a cell.

    cell: the engine's cell of the same equations, which gives the parameters; step(x, *state, *params) and
    step_backward(*dstate, x, *state, *params), with the parameters in the order of cell.shapes, as in the reference.
    So `train(Looped(CELLS["rnn"], rnn_step, rnn_step_backward), task)` trains with a reader's own functions. Where the
    cell's product does not see h (cell_peephole), the two functions take the state without it.
    """

    def __init__(self, cell, step, step_backward):
        if cell.seen == ("c",):
            step, step_backward = passing_over_h(step, step_backward)
        self.cell, self.step, self.step_backward = cell, step, step_backward
        self.name, self.init, self.hidden = cell.name, cell.init, cell.hidden

    def forward(self, params, x, state=None):
        """Cell.forward, through unroll; the tape is what it was given."""
        if state is None:
            shape, starts = (x.shape[1], self.hidden(params)), self.cell.starts
            first = tuple(np.full(shape, starts.get(name, 0), x.dtype) for name in self.cell.states)
            state = first if len(first) > 1 else first[0]
        h, last = unroll(self.step, x, state, *self._ordered(params))
        return h, last, (x, state)

    def backward(self, params, tape, dh, dstate=None):
        """Cell.backward, through bptt, which starts from the last step: there the last state's error comes in."""
        still_to_come = [] if dstate is None else [as_tuple(dstate)]

        def step_backward(*arguments):
            if still_to_come:
                dlast = still_to_come.pop()
                count = len(dlast)
                added = (d + more for d, more in zip(arguments[:count], dlast, strict=True))
                arguments = (*added, *arguments[count:])
            return self.step_backward(*arguments)

        dx, dstate, *grads = bptt(dh, self.step, step_backward, *tape, *self._ordered(params))
        return dict(zip(self.cell.shapes(1, 1), grads, strict=True)), dx, dstate

    def _ordered(self, params):
        return [params[name] for name in self.cell.shapes(1, 1)]


def passing_over_h(step, step_backward):
    """Two functions for the loops, which hand on h and c, from two that take c alone."""

    def with_h(x, h, *rest):
        return step(x, *rest)

    def with_h_backward(dh, dc, x, h, *rest):
        dx, *grads = step_backward(dh, dc, x, *rest)
        return dx, np.zeros_like(h), *grads

    return with_h, with_h_backward

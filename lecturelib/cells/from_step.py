"""A cell made of two plain functions, as the course writes them by hand: slower than the engine, and open to edit."""

import numpy as np

from ..reference import as_tuple, bptt, unroll


class CellFromStep:
    """A step and its backward function, run along time by `unroll` and `bptt`, under the protocol of a cell.

    cell: the engine's cell of the same equations, which gives the parameters; step(x, *state, *params) and
    step_backward(*dstate, x, *state, *params), with the states that cell.takes names and the parameters in the order of
    cell.shapes, as in the reference. So `train(CellFromStep(CELLS["rnn"], rnn_step, rnn_step_backward), task)` trains
    with a reader's own functions.
    """

    def __init__(self, cell, step, step_backward):
        if cell.takes != cell.states:
            step, step_backward = with_all_states(cell, step, step_backward)
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


def with_all_states(cell, step, step_backward):
    """Two functions for the loops, which hand on every state, from two that take those in cell.takes alone."""
    count, taken = len(cell.states), [cell.states.index(name) for name in cell.takes]

    def full_step(x, *rest):
        return step(x, *(rest[k] for k in taken), *rest[count:])

    def full_step_backward(*arguments):
        dstates, (x, *rest) = arguments[:count], arguments[count:]
        states, weights = rest[:count], rest[count:]
        dx, *grads = step_backward(*dstates, x, *(states[k] for k in taken), *weights)
        into = dict(zip(taken, grads[: len(taken)], strict=True))
        return dx, *(into.get(k, np.zeros_like(state)) for k, state in enumerate(states)), *grads[len(taken) :]

    return full_step, full_step_backward

"""Rows of different lengths in one batch: each stops at its own last step, and padding is never computed."""

import numpy as np

from ..reference import as_tuple
from .checks import check_lengths
from .tape import as_state


class Packed:
    """A cell along rows of these lengths, under the protocol of a cell, as torch's packed sequences.

    cell: any cell; lengths (B,), integers in any order: how many steps of x (T, B, D) belong to each row. What comes
    after them is padding, and may hold anything. h is 0 there, and the last state of a row is that of its own last
    step. On the way back dh is not looked at there, and dx is 0. The cell runs along the pieces between one row's end
    and the next, each time on the rows that go on. Forward raises ValueError, beside what the cell refuses, where
    lengths are no integers, not one for each row, below 1 or beyond T.
    """

    def __init__(self, cell, lengths):
        self.cell, self.lengths = cell, np.asarray(lengths)
        self.name, self.init, self.hidden = cell.name, cell.init, cell.hidden

    def forward(self, params, x, state=None):
        """Cell.forward; the tape is the shape of x and the tape of every piece."""
        check_lengths(self.lengths, x)
        h, last, tapes = None, None, []
        for steps, rows in self._pieces():
            first = state if last is None else _taken(last, rows)
            piece, now, tape = self.cell.forward(params, x[steps, rows], first)
            h = np.zeros((*x.shape[:2], piece.shape[2]), piece.dtype) if h is None else h
            h[steps, rows] = piece
            last = _put(last, rows, now, x.shape[1])
            tapes.append(tape)
        return h, as_state(last), (x.shape, tapes)

    def backward(self, params, tape, dh, dstate=None):
        """Cell.backward, from the last piece to the first; each row's error of the last state enters where it ends."""
        shape, tapes = tape
        error, dx, sums = dstate, np.zeros(shape, dh.dtype), {}
        for (steps, rows), piece in zip(reversed(self._pieces()), reversed(tapes), strict=True):
            dlast = None if error is None else _taken(error, rows)
            grads, dx[steps, rows], dfirst = self.cell.backward(params, piece, dh[steps, rows], dlast)
            sums = {name: sums.get(name, 0) + grad for name, grad in grads.items()}
            error = _put(error, rows, dfirst, shape[1])
        return sums, dx, as_state(error)

    def _pieces(self):
        """For each piece its steps, a slice, and the rows that run along it, all of them in the first."""
        ends = np.unique(self.lengths)
        starts = [0, *ends[:-1]]
        return [(slice(a, b), np.flatnonzero(self.lengths >= b)) for a, b in zip(starts, ends, strict=True)]


def _taken(state, rows):
    """These rows of a state."""
    return tuple(part[rows] for part in as_tuple(state))


def _put(state, rows, new, B):
    """A state of B rows, zeros if it is None, with these rows new."""
    parts = as_tuple(new)
    wholes = [np.zeros((B, part.shape[1]), part.dtype) for part in parts] if state is None else as_tuple(state)
    wholes = tuple(whole.copy() for whole in wholes)
    for whole, part in zip(wholes, parts, strict=True):
        whole[rows] = part
    return wholes

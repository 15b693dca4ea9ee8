"""What a forward pass leaves to the backward pass: a few long buffers, laid out for speed.

Outside, shapes are the course's: x (T, B, D), h (T, B, H), W (D, G*H). Here features come before the batch, so that the
gates of a step are one product of a matrix with one contiguous block, and each gate of a step is contiguous as well:

    V (T+1, 1+D+S*H, B)   V[t] = [1; x_t; the S states before step t]; step t writes its states to V[t + 1]
    N (C, G*H)            b, W and U on top of each other: one row for each of the C rows of V that the product sees
    M (G*H, C)            N turned, with the rows of gates squashed by a sigmoid halved; R of the rows see a state
    A (T, G, H, B)        A[t] = M V[t, :C], the gates before squashing; the cell squashes them in place
    dA (T, G, H, B)       first the slopes of all steps, filled at once, then, step by step back, the errors of A
"""

import numpy as np

from ..reference import as_tuple

# glibc gives memory back after every pass, and page faults then take half the time of a middling layer. It keeps as
# much as twice the largest block it has seen freed, so show it one; nothing is touched, and elsewhere nothing happens.
np.empty(31 * 2**20, np.uint8)

COLUMNS = 2048  # of the products that sum over time


class Tape:
    """The buffers of one pass of a cell along x (T, B, D), and whatever the cell's own steps keep beside them.

    Each state is a view of V by its own name: tape.h[t] (H, B) is h before step t, tape.h[t + 1] the h after it.
    On the way back, each has its error of the moment: tape.dh (H, B).
    """

    def __init__(self, cell, params, x, state, dtype):
        (T, B, D), H, G = x.shape, cell.hidden(params), len(cell.blocks)
        self.cell, self.dtype, self.T, self.B, self.D, self.H = cell, dtype, T, B, D, H
        self.N = reordered(cell.stack(params), cell.blocks, cell.layout).astype(dtype, copy=False)
        self.C, self.R = len(self.N), (G - cell.stateless) * H
        self.M = self.N.T.copy()
        self.M[: cell.sigmoids * H] *= 0.5
        self.A = np.empty((T, G, H, B), dtype)
        self.V = np.empty((T + 1, 1 + D + len(cell.states) * H, B), dtype)
        self.V[:, 0] = 1
        self.V[:T, 1 : 1 + D] = x.swapaxes(1, 2)
        states = self._by_name(self.V[:, 1 + D :])
        fill({name: view[0] for name, view in states.items()}, state, cell.starts)
        vars(self).update(states)

    def start_back(self, dstate):
        """Make room for the errors of the gates, and of the states, all of which are one stack, errors (S*H, B)."""
        self.dA = np.empty_like(self.A)
        self.errors = np.empty_like(self.V[0, 1 + self.D :])
        by_name = self._by_name(self.errors)
        fill(by_name, dstate)
        vars(self).update({f"d{name}": error for name, error in by_name.items()})

    def _by_name(self, stack):
        """The rows of each state in a stack (…, S*H, B) of all: those that the product sees come first."""
        stacked = sorted(self.cell.states, key=lambda name: name not in self.cell.seen)
        rows = {name: slice(k * self.H, (k + 1) * self.H) for k, name in enumerate(stacked)}
        return {name: stack[..., rows[name], :] for name in self.cell.states}


def fill(views, state, starts=()):
    """Copy a state from outside, rows of a batch, into views (H, B) by name; if it is None, what starts says, or 0."""
    values = [np.array(dict(starts).get(name, 0.0)) for name in views] if state is None else as_tuple(state)
    for view, value in zip(views.values(), values, strict=True):
        view[:] = value.T


def outside(views):
    """States as the caller sees them, rows of a batch: an array for one view (H, B), a tuple for more."""
    return as_state(tuple(view.T.copy() for view in views))


def as_state(parts):
    """A tuple of states in the form of a cell's state: an array for one, a tuple for more."""
    return parts[0] if len(parts) == 1 else parts


def reordered(matrix, blocks, wanted):
    """A matrix with its blocks of columns, one for each letter, in another order."""
    order = [blocks.index(letter) for letter in wanted]
    return matrix.reshape(len(matrix), len(blocks), -1).take(order, axis=1).reshape(matrix.shape)


def over_time(left, right):
    """Σ_t left[t] right[t]ᵀ for buffers (T, …, B), in few products large enough to be fast and to stay in the cache."""
    steps = max(1, COLUMNS // left.shape[-1])
    pieces = (slice(start, start + steps) for start in range(0, len(left), steps))
    return sum(joined(left[piece]) @ joined(right[piece]).T for piece in pieces)


def joined(buffer):
    """A buffer (T, …, B) as one matrix (…, T*B): a column for every row of the batch at every step."""
    T, B = buffer.shape[0], buffer.shape[-1]
    return buffer.reshape(T, -1, B).swapaxes(0, 1).reshape(-1, T * B)

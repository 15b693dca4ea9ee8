"""The engine every cell shares: one loop forward, one loop back, one product with the weights a step.

Outside, shapes are the course's: x (T, B, D), h (T, B, H), W (D, G*H). Inside, features come first and the batch last,
and everything of one sequence lies in a few long buffers, each row of a block contiguous:

    V (T+1, 1+D+S*H, B)   V[t] = [1; x_t; the states before step t], so V[t+1] is where step t writes its states
    M (G*H, C)            b, W and U as one matrix: A[t] = M V[t, :C] are all gates of step t before squashing
    A (T, G, H, B)        the gates, squashed in place by the cell
    dA (T, G, H, B)       first the slopes of all steps at once, then, step by step, the errors of A

A step back multiplies slopes by errors; the gradients of all weights come from one product after the loop.

A cell is one subclass: its blocks and states, and three short methods. See Cell, and rnn.py for the shortest.
"""

import numpy as np

from ..reference import as_tuple
from .checks import check_backward, check_forward

# glibc gives memory back after every pass, and page faults then take half the time of a middling layer. It keeps as
# much as twice the largest block it has seen freed, so show it one; nothing is touched, and elsewhere nothing happens.
np.empty(31 * 2**20, np.uint8)


class Tape:
    """What one forward pass leaves to the backward pass: the buffers above, and whatever a cell's own steps keep.

    Each state has a view of its rows of V by its own name, and in the backward pass one of its error: tape.h[t]
    (H, B) is h before step t, tape.h[t + 1] the h that step t writes, tape.dh (H, B) the error of that h.
    """

    def __init__(self, cell, params, x, state, dtype):
        (T, B, D), H = x.shape, len(params["U"])
        self.cell, self.T, self.B, self.D, self.H, self.dtype = cell, T, B, D, H, dtype
        self.N = _reorder(cell.stack(params), cell.blocks, cell.layout).astype(dtype, copy=False)
        self.C, self.G = len(self.N), len(cell.blocks)
        self.M = self.N.T.copy()
        self.M[: cell.sigmoids * H] *= 0.5
        self.V = np.empty((T + 1, 1 + D + len(cell.states) * H, B), dtype)
        self.A = np.empty((T, self.G, H, B), dtype)
        self.V[:, 0] = 1
        self.V[:T, 1 : 1 + D] = x.swapaxes(1, 2)
        self.V[0, 1 + D :] = 0
        for name, rows in self.rows():
            setattr(self, name, self.V[:, 1 + D :][:, rows])
        if state is not None:
            for name, value in zip(cell.states, as_tuple(state), strict=True):
                getattr(self, name)[0] = value.T

    def rows(self):
        """The rows of each state in a stack of all states, those the product sees first."""
        unseen = [name for name in self.cell.states if name not in self.cell.seen]
        for k, name in enumerate((*self.cell.seen, *unseen)):
            yield name, slice(k * self.H, (k + 1) * self.H)


class Cell:
    """A recurrent cell: its parameters, and the two loops over time.

    A subclass declares

    - name, and blocks: a letter for each gate block of W, U and b, in the course's order;
    - layout: the same letters in the order the arithmetic likes, those squashed by a sigmoid first; sigmoids: how many
      these are. Their rows of M are halved, so that σ(a) = (1 + tanh(a/2)) / 2 needs no more than tanh(A);
    - states, h first; seen: those the product sees, in the order of their rows in `stack`;
    - carries: True if a state that the product sees also goes on past it (a GRU's z ⊙ h), so that errors add up;

    and writes step, slopes and step_back. A cell with more than W, U and b extends shapes, stack, split and prepare.
    """

    name = ""
    blocks = layout = ""
    sigmoids = 0
    states = seen = ("h",)
    carries = False

    def shapes(self, D, H):
        """The shape of every parameter, by name."""
        G = len(self.blocks)
        return {"W": (D, G * H), "U": (H, G * H), "b": (G * H,)}

    def stack(self, params):
        """All weights of the product as one matrix (C, G*H): rows [1; x; seen states], blocks in the course's order."""
        return np.concatenate((params["b"][None], params["W"], params["U"]))

    def split(self, tape, dN):
        """The gradients of the parameters from dN (C, G*H), the gradient of what `stack` made."""
        D = tape.D
        return {"W": dN[1 : 1 + D], "U": dN[1 + D :], "b": dN[0]}

    def prepare(self, tape, params):
        """Put on the tape what the steps need besides V, M and A."""

    def step(self, tape, t):
        """Squash A[t] and write the new states to V[t + 1]."""
        raise NotImplementedError

    def slopes(self, tape):
        """Fill tape.dA with the slopes of all steps at once."""
        raise NotImplementedError

    def step_back(self, tape, t):
        """From tape.dh (and dc): fill tape.dA[t]; leave in dh, dc what reaches the states before past the product."""
        raise NotImplementedError

    def init(self, inputs, hidden, rng, dtype=np.float64):
        """Parameters to start from: biases 0, all else drawn evenly from ±1/√H, as torch does.

        inputs D, hidden H; rng: a numpy Generator. Returns {"W": (D, G*H), "U": (H, G*H), "b": (G*H,), …}.
        """
        bound = hidden**-0.5
        params = {k: rng.uniform(-bound, bound, shape) for k, shape in self.shapes(inputs, hidden).items()}
        return {k: (p * (not k.startswith("b"))).astype(dtype) for k, p in params.items()}

    def forward(self, params, x, state=None):
        """Run the cell along a sequence.

        params: as init returns them; x (T, B, D); state: an array (B, H), a tuple of them for a cell of several
        states, or None for zeros. Real or complex, all of one precision. Returns h (T, B, H), the last state in that
        same form, and the tape that backward needs. Raises ValueError before it computes anything if a shape or a
        precision does not fit, the sequence is empty, or x holds a number that is not finite.
        """
        dtype = check_forward(self, params, x, state)
        tape = Tape(self, params, x, state, dtype)
        self.prepare(tape, params)
        products = tape.A.reshape(tape.T, -1, tape.B)
        for t, (v, a) in enumerate(zip(tape.V[:, : tape.C], products, strict=False)):
            np.dot(tape.M, v, out=a)
            self.step(tape, t)
        return tape.h[1:].swapaxes(1, 2).copy(), self._outside(getattr(tape, k)[-1] for k in self.states), tape

    def backward(self, params, tape, dh, dstate=None):
        """Back-propagation through time along the tape that forward left.

        dh (T, B, H): the error that enters at every step; dstate: the error of the last state, in the state's form, or
        None for zeros. Returns the gradients by parameter, dx (T, B, D), and the error of the first state. Raises
        ValueError as forward does.
        """
        check_backward(self, tape, dh, dstate)
        T, B, D, H, C = tape.T, tape.B, tape.D, tape.H, tape.C
        error = np.zeros((len(self.states) * H, B), tape.dtype)
        for name, rows in tape.rows():
            setattr(tape, "d" + name, error[rows])
        if dstate is not None:
            for name, value in zip(self.states, as_tuple(dstate), strict=True):
                getattr(tape, "d" + name)[:] = value.T
        tape.dA = np.empty_like(tape.A)
        self.slopes(tape)

        U, seen = tape.N[1 + D :], error[: C - 1 - D]
        product = np.empty_like(seen) if self.carries else seen
        das = tape.dA.reshape(T, -1, B)
        dys = np.ascontiguousarray(dh.swapaxes(1, 2))
        for t in reversed(range(T)):
            tape.dh += dys[t]
            self.step_back(tape, t)
            np.dot(U, das[t], out=product)
            if self.carries:
                seen += product

        da = das.swapaxes(1, 2).reshape(T * B, -1)
        dN = tape.V[:T, :C].swapaxes(0, 1).reshape(C, T * B) @ da
        dx = (da @ tape.N[1 : 1 + D].T).reshape(T, B, D)
        grads = self.split(tape, _reorder(dN, self.layout, self.blocks))
        return grads, dx, self._outside(getattr(tape, "d" + k) for k in self.states)

    def _outside(self, states):
        """States as the caller sees them: rows of a batch, an array if there is one, a tuple if there are more."""
        states = tuple(state.T.copy() for state in states)
        return states[0] if len(states) == 1 else states


def _reorder(matrix, blocks, wanted):
    """The blocks of columns of a matrix, named by letters, in another order."""
    order = [blocks.index(letter) for letter in wanted]
    return matrix.reshape(len(matrix), len(blocks), -1).take(order, axis=1).reshape(matrix.shape)

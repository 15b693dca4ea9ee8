"""The engine every cell shares: one loop forward, one loop back, one product with the weights in each step.

What is fast here: features before the batch (see tape.py), the slopes of all steps taken at once before the loop back,
and the gradients of all weights in few large products after it. A new cell is a subclass of Cell, as short as rnn.py.
"""

import numpy as np

from .checks import check_backward, check_forward
from .roles import letters_of
from .tape import Tape, outside, over_time, reordered

HALF = np.array(0.5, np.float32)  # exact in every precision, and as an array half the cost of a number at each call


def squash(a, sigmoids):
    """Squash blocks a (G, H, B) in place: the first, which come halved, by a sigmoid, the others by tanh."""
    np.tanh(a, out=a)
    gates = a[:sigmoids]
    gates *= HALF
    gates += HALF


def sigmoid_slopes(tape, sigmoids):
    """Fill the first blocks of tape.dA, for all steps at once, with the slopes s (1 - s) of the gates s in tape.A."""
    gates, slopes = tape.A[:, :sigmoids], tape.dA[:, :sigmoids]
    np.subtract(1, gates, out=slopes)
    slopes *= gates


def tanh_slopes(t, out):
    """Write the slopes 1 - t² of outputs t of tanh, and return them."""
    np.multiply(t, t, out=out)
    return np.subtract(1, out, out=out)


class Cell:
    """A recurrent cell: how its parameters are made and packed, what one step does, and the loops over time.

    A subclass declares

    - name, and blocks: a letter for each gate block of W, U and b, in the course's order;
    - layout: the same letters in the order the arithmetic likes, those squashed by a sigmoid first, those whose product
      sees no state last; sigmoids and stateless: how many these are. The rows of the former come halved, since
      σ(a) = (1 + tanh(a/2)) / 2; the latter are computed for all steps at once;
    - states, h first; takes: those among them that the reference step takes, in its order; seen: those that the product
      sees. A cell whose product sees none has no U;
    - starts: what a state starts from, by name, where that is not 0;
    - carries: whether a state that the product sees also goes on past it (a GRU's z ⊙ h), so that its errors add up;
    - roles: what the blocks do in a step, for the equations and the wiring on the page; None for a cell that has none;

    and writes step, slopes and step_back. One with more parameters than W, U and b extends shapes, stack, split and
    prepare.
    """

    name = blocks = layout = ""
    sigmoids = stateless = 0
    states = takes = seen = ("h",)
    starts = {}  # noqa: RUF012
    carries = False
    roles = ()

    def shapes(self, D, H):
        """The shape of every parameter by name, in the order of the reference step's arguments."""
        G = len(self.blocks)
        return {"W": (D, G * H), **({"U": (H, G * H)} if self.seen else {}), "b": (G * H,)}

    def hidden(self, params):
        """The number of hidden units that params are for."""
        return params["W"].shape[1] // len(letters_of(self))

    def stack(self, params):
        """The weights of the product as one matrix (C, G*H): a row for the bias, D for x, H for every seen state."""
        return np.concatenate((params["b"][None], *(params[name] for name in ("W", "U") if name in params)))

    def split(self, tape, dN):
        """The gradients of the parameters by name, from that of the matrix that `stack` made."""
        return {"W": dN[1 : 1 + tape.D], **({"U": dN[1 + tape.D :]} if self.seen else {}), "b": dN[0]}

    def prepare(self, tape, params):
        """Put on the tape what the steps need beside its own buffers."""

    def step(self, tape, t):
        """Squash tape.A[t], and write the new states to tape.h[t + 1] and its like."""
        raise NotImplementedError

    def slopes(self, tape):
        """Fill tape.dA with all that can be known of the slopes before the loop back."""
        raise NotImplementedError

    def step_back(self, tape, t):
        """Turn tape.dA[t] into the errors of A[t]; leave in tape.dh and its like what goes back past the product."""
        raise NotImplementedError

    def init(self, inputs, hidden, rng, dtype=np.float64):
        """Parameters to start from, by name: biases 0, all else drawn evenly from ±1/√H, torch's range.

        inputs D, hidden H; rng, a numpy Generator. Their shapes are those of `shapes`.
        """
        bound = hidden**-0.5
        return {
            name: (np.zeros(shape) if name.startswith("b") else rng.uniform(-bound, bound, shape)).astype(dtype)
            for name, shape in self.shapes(inputs, hidden).items()
        }

    def forward(self, params, x, state=None):
        """Run the cell along a sequence.

        params: as init returns them; x (T, B, D); state: an array (B, H), a tuple of them for a cell of several
        states, or None for zeros; real or complex, all of one precision. Returns h (T, B, H), the last state, an array
        or a tuple in the same way, and the tape that backward needs. Raises ValueError, before it computes anything,
        if a shape or a precision does not fit, the sequence is empty, or x holds NaN or infinity.
        """
        dtype = check_forward(self, params, x, state)
        tape = Tape(self, params, x, state, dtype)
        self.prepare(tape, params)
        R, first, products = tape.R, 1 + tape.D, tape.A.reshape(tape.T, -1, tape.B)
        if self.stateless:
            np.matmul(tape.M[R:, :first], tape.V[:-1, :first], out=products[:, R:])
        self.all_steps(tape)
        return tape.h[1:].swapaxes(1, 2).copy(), outside(getattr(tape, name)[-1] for name in self.states), tape

    def all_steps(self, tape):
        """The loop forward: at every step one product with the weights, then the cell's own step."""
        M, seen, products = tape.M[: tape.R], tape.V[:, : tape.C], tape.A.reshape(tape.T, -1, tape.B)[:, : tape.R]
        for t in range(tape.T):
            np.dot(M, seen[t], out=products[t])
            self.step(tape, t)

    def backward(self, params, tape, dh, dstate=None):
        """Back-propagation through time, along the tape that forward left for the same params.

        dh (T, B, H): the error that enters at every step; dstate: the error of the last state, in the form of a state,
        or None for zeros. Returns the gradients by name, dx (T, B, D), and the error of the first state. Raises
        ValueError as forward does.
        """
        check_backward(self, params, tape, dh, dstate)
        T, C, R, first = tape.T, tape.C, tape.R, 1 + tape.D
        tape.start_back(dstate)
        self.slopes(tape)
        self.all_steps_back(tape, dh.swapaxes(1, 2).copy())
        da, dN = tape.dA.reshape(T, -1, tape.B), np.zeros_like(tape.N)
        dN[:, :R] = over_time(tape.V[:T, :C], da[:, :R])
        if self.stateless:
            dN[:first, R:] = over_time(tape.V[:T, :first], da[:, R:])
        dx = np.matmul(tape.N[1:first], da).swapaxes(1, 2).copy()
        grads = self.split(tape, reordered(dN, self.layout, self.blocks))
        return grads, dx, outside(getattr(tape, f"d{name}") for name in self.states)

    def all_steps_back(self, tape, from_above):
        """The loop back: at every step the error from above (T, H, B) comes in, then the cell's own step back.

        from_above is a copy, to be used up.
        """
        first = 1 + tape.D
        seen, da = tape.errors[: tape.C - first], tape.dA.reshape(tape.T, -1, tape.B)[:, : tape.R]
        U, through_product = tape.N[first:, : tape.R], np.empty_like(seen) if self.carries else seen
        for t in reversed(range(tape.T)):
            tape.dh += from_above[t]
            self.step_back(tape, t)
            np.dot(U, da[t], out=through_product)
            if self.carries:
                seen += through_product

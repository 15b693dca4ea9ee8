"""The cells of the course made fast: one file a family, one loop forward, one loop back.

``CELLS`` holds them by name, in the order in which the course meets them. All follow one protocol:

    cell = CELLS["rnn"]
    params = cell.init(inputs, hidden, rng)                            # {"W": …, "U": …, "b": …}
    h, state, tape = cell.forward(params, x, state=None)               # x (T, B, D) -> h (T, B, H)
    grads, dx, dstate = cell.backward(params, tape, dh, dstate=None)   # dh (T, B, H): the error at every step
"""

from .base import Cell
from .looped import Looped
from .rnn import RNN

CELLS = {cell.name: cell for cell in (RNN(),)}

__all__ = ["CELLS", "Cell", "Looped"]

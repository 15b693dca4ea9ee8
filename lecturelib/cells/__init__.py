"""The cells of the course made fast: one file a family, one loop forward, one loop back.

``CELLS`` holds them by name, in the order in which the course meets them. All follow one protocol:

    cell = CELLS["rnn"]
    params = cell.init(inputs, hidden, rng)                            # {"W": …, "U": …, "b": …}
    h, state, tape = cell.forward(params, x, state=None)               # x (T, B, D) -> h (T, B, H)
    grads, dx, dstate = cell.backward(params, tape, dh, dstate=None)   # dh (T, B, H): the error at every step
    H = cell.hidden(params)

``Stacked`` puts cells on top of each other, ``Packed`` runs one along rows of different lengths, ``CellFromStep`` makes
one of two plain functions; all three follow the protocol.

``ABLATIONS`` holds the LSTM with one part changed, eight times, for the experiment of the unit on variants.
"""

from .ablations import ABLATIONS
from .base import Cell
from .from_step import CellFromStep
from .gru import GRU, GRUAfter
from .linear import MinGRU, MinLSTM
from .lstm import LSTM, Coupled, NoForget
from .packed import Packed
from .peephole import CellPeephole, FullPeephole, Peephole
from .rnn import RNN
from .slstm import SLSTM
from .stacked import Stacked

_IN_COURSE_ORDER = (
    RNN,
    LSTM,
    NoForget,
    Peephole,
    FullPeephole,
    CellPeephole,
    Coupled,
    GRU,
    GRUAfter,
    MinGRU,
    MinLSTM,
    SLSTM,
)

CELLS = {cell.name: cell() for cell in _IN_COURSE_ORDER}

__all__ = ["ABLATIONS", "CELLS", "Cell", "CellFromStep", "Packed", "Stacked"]

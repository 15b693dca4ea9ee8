"""lecturelib: the code behind a course on recurrent networks.

Shapes everywhere: time first, batch rows. A sequence is ``x (T, B, D)``, its states are ``h (T, B, H)``; one step
sees ``x (B, D)`` and ``h (B, H)`` and computes ``a = x @ W + h @ U + b`` with ``W (D, G*H)``, ``U (H, G*H)``,
``b (G*H,)``.

The letters, in prose, code and figures alike:

======  ===========================================================================
T B D H  time steps, batch rows, inputs, hidden units; K classes of an output
x h c    input, short-term state (the output of a cell), long-term state
i f g o  input gate, forget gate, candidate, output gate
r z n    reset gate, update gate, new candidate
a_       a value before it is squashed
d        in front of a name: the gradient of the loss with respect to it
======  ===========================================================================
"""

__all__ = ["CELLS"]

__version__ = "0.1.0"


def __getattr__(name: str):
    """The cells, when they are first asked for: the process that runs students' answers must not hold any."""
    if name != "CELLS":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .cells import CELLS

    return CELLS

"""Every cell once more, one step in torch: the reference's own step, with torch where it says NumPy.

So the equations stand once, and autograd finds their gradients without what is written by hand for the way back.
"""

from types import FunctionType, SimpleNamespace

import torch

from .. import reference
from ..cells import CELLS
from ..reference import as_tuple

NUMPY_IN_TORCH = SimpleNamespace(
    exp=torch.exp,
    maximum=torch.maximum,
    split=lambda a, count, axis: torch.chunk(a, count, dim=axis),
    tanh=torch.tanh,
)
SQUASHES_IN_TORCH = {"sigmoid": torch.sigmoid, "log_sigmoid": torch.nn.functional.logsigmoid}


def in_torch(step):
    """A step of the reference as a function of tensors, which returns its new states as a tuple, h first.

    np and the squashes are torch's in it. Anything else of NumPy that it uses raises AttributeError: add it above.
    """
    known = {**step.__globals__, "np": NUMPY_IN_TORCH, **SQUASHES_IN_TORCH}
    moved = FunctionType(step.__code__, known, step.__name__, step.__defaults__)
    return lambda *arguments: as_tuple(moved(*arguments))


STEPS = {name: in_torch(getattr(reference, f"{name}_step")) for name in CELLS}

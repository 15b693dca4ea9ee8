"""What is measured: one pass forward and back, by the engine and by each of its rivals, made ready to be called.

Each function takes a cell's name, a dtype's and the sizes T, B, D, H, and returns a function without arguments.
"""

import numpy as np

from ..cells import CELLS
from ..interop import TORCH_LAYERS, to_torch
from . import textbook


def engine(name, dtype, T, B, D, H):
    """Our own cell."""
    rng, cell = np.random.default_rng(0), CELLS[name]
    params = cell.init(D, H, rng, dtype)
    x, dh = _drawn(rng, dtype, (T, B, D), (T, B, H))

    def there_and_back():
        _, _, tape = cell.forward(params, x)
        cell.backward(params, tape, dh)

    return there_and_back


def torch_layer(name, dtype, T, B, D, H):
    """torch's own layer, the one that `interop` says computes the same."""
    torch = _torch()
    rng = np.random.default_rng(0)
    layer = to_torch(name, CELLS[name].init(D, H, rng, dtype))
    x, dh = map(torch.from_numpy, _drawn(rng, dtype, (T, B, D), (T, B, H)))
    x.requires_grad_()

    def there_and_back():
        layer.zero_grad()
        x.grad = None
        h, _ = layer(x)
        h.backward(dh)

    return there_and_back


def torch_loop(name, dtype, T, B, D, H):
    """A loop over a step in torch, and autograd."""
    torch = _torch()
    from ..on_torch import step_by_step

    rng, cell = np.random.default_rng(0), CELLS[name]
    arrays = {"x": _drawn(rng, dtype, (T, B, D))[0], **cell.init(D, H, rng, dtype)}
    leaves = {name: torch.tensor(array, requires_grad=True) for name, array in arrays.items()}
    (dh,) = map(torch.from_numpy, _drawn(rng, dtype, (T, B, H)))

    def there_and_back():
        for leaf in leaves.values():
            leaf.grad = None
        h, _ = step_by_step(cell, leaves, leaves["x"])
        h.backward(dh)

    return there_and_back


def textbook_numpy(name, dtype, T, B, D, H):
    """The LSTM of textbook.py."""
    rng = np.random.default_rng(0)
    weights, biases = textbook.parameters(D, H, rng, dtype)
    x, dh = _drawn(rng, dtype, (T, B, D), (T, B, H))

    def there_and_back():
        _, tape = textbook.forward(weights, biases, x)
        textbook.backward(weights, biases, tape, dh)

    return there_and_back


SIDES = {"engine": engine, "torch layer": torch_layer, "torch loop": torch_loop, "textbook NumPy": textbook_numpy}


def rivals(name):
    """Whom a cell is measured against: torch's layer where there is one, else a loop; the LSTM the textbook too."""
    return ["torch layer" if name in TORCH_LAYERS else "torch loop", *["textbook NumPy"] * (name == "lstm")]


def _drawn(rng, dtype, *shapes):
    return [rng.normal(size=shape).astype(dtype) for shape in shapes]


def _torch():
    import torch

    torch.set_num_threads(1)
    return torch

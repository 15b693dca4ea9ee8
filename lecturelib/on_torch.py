"""Training by torch, on the CPU or a GPU: the same loss and the same steps, by torch's own layers where it has them."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
from torch.func import functional_call

from .bench.torch_steps import STEPS
from .cells import CELLS, Cell, Stacked
from .interop import TORCH_LAYERS
from .reference import as_tuple
from .train import Model, asked, targets_in_rows

DEVICES = ("cpu", "cuda")


def cross_entropy(answers, targets):
    return torch.nn.functional.cross_entropy(answers, targets)


def squared_error(answers, targets):
    return ((answers - targets) ** 2).sum() / len(answers)


LOSSES = {"cross_entropy": cross_entropy, "squared_error": squared_error}


@dataclass(frozen=True)
class TorchModel:
    """A train.Model whose parameters are tensors on a device, and whose gradients are autograd's."""

    cell: Cell
    params: dict

    @classmethod
    def of(cls, model, device):
        """A model moved to a device. Raises ValueError for one that is not there, or a cell that torch cannot run."""
        check_device(device)
        torch_cell(model.cell)
        return cls(model.cell, {name: torch.tensor(param, device=device) for name, param in model.params.items()})

    def gradients(self, task, x, y, state=None, lengths=None):
        """Model.gradients; x, y and lengths are arrays, all else tensors. No last state where rows differ in length."""
        leaves = {name: param.detach().requires_grad_() for name, param in self.params.items()}
        weights = dict(leaves)
        W_y, b_y = weights.pop("W_y"), weights.pop("b_y")
        places = asked(task, len(x), lengths)
        h, last, _ = torch_cell(self.cell).forward(weights, self._moved(x), state)
        answers = h[self._moved(places)].reshape(-1, h.shape[-1]) @ W_y + b_y
        loss = LOSSES[task.loss](answers, self._moved(targets_in_rows(task, y, places)))
        grads = torch.autograd.grad(loss, leaves.values())
        last = None if lengths is not None else tuple(part.detach() for part in as_tuple(last))
        return loss.item(), dict(zip(leaves, grads, strict=True)), last

    def clipped(self, grads, limit):
        """reference.clip_by_norm without the norm."""
        norm = torch.linalg.vector_norm(torch.stack([torch.linalg.vector_norm(grad) for grad in grads]))
        return [grad * (limit / norm).clamp(max=1) for grad in grads]

    def in_numpy(self):
        """The model with its parameters as arrays."""
        return Model(self.cell, {name: param.cpu().numpy() for name, param in self.params.items()})

    def _moved(self, value):
        """An array, or a tuple of arrays, on the device of the parameters; an index that is none stays."""
        if isinstance(value, tuple):
            return tuple(map(self._moved, value))
        return torch.tensor(value, device=self.params["W_y"].device) if isinstance(value, np.ndarray) else value


class TorchCell:
    """The forward of one of CELLS, on tensors: by torch's own layer where there is one, else step by step."""

    def __init__(self, cell):
        self.cell, self.name, self.states, self.shapes = cell, cell.name, cell.states, cell.shapes

    def forward(self, params, x, state=None):
        """Cell.forward, without a tape: autograd keeps its own."""
        if self.cell.name in TORCH_LAYERS:
            return *through_layer(self.cell, params, x, state), None
        return *step_by_step(self.cell, params, x, state), None


def torch_cell(cell):
    """A cell's forward on tensors; layers of cells stay layers. Raises ValueError for any that is not one of CELLS."""
    if isinstance(cell, Stacked):
        return Stacked(*map(torch_cell, cell.layers))
    if CELLS.get(cell.name) is not cell:
        raise ValueError(f"device: given for a {cell.name} that is none of CELLS, which torch has; None wanted")
    return TorchCell(cell)


def step_by_step(cell, params, x, state=None):
    """h (T, B, H) and the last state, by a loop over the reference's step, on tensors."""
    taken = [cell.states.index(name) for name in cell.takes]
    blank = x.new_empty(x.shape[1], cell.hidden(params))
    first = tuple(torch.full_like(blank, cell.starts.get(name, 0)) for name in cell.states)
    states, hs = first if state is None else as_tuple(state), []
    weights = [params[name] for name in cell.shapes(1, 1)]
    for moment in x.unbind():
        states = STEPS[cell.name](moment, *(states[k] for k in taken), *weights)
        hs.append(states[0])
    return torch.stack(hs), states


def through_layer(cell, params, x, state=None):
    """The same, by torch's own layer."""
    W, U, b = params["W"], params["U"], params["b"]
    second = torch.zeros_like(b)
    if "bn" in params:
        second = torch.cat([second[: -len(U)], params["bn"]])
    names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
    weights = dict(zip(names, (W.T, U.T, b, second), strict=True))
    first = None if state is None else tuple(part[None] for part in as_tuple(state))
    given = (x, first if first is None or len(first) > 1 else first[0])
    h, last = functional_call(_layer(TORCH_LAYERS[cell.name], len(W), len(U)), weights, given)
    return h, tuple(part[0] for part in as_tuple(last))


@cache
def _layer(kind, D, H):
    """A layer of these sizes without weights of its own."""
    return getattr(torch.nn, kind)(D, H, device="meta")


def check_device(device):
    """Refuse a device that torch does not have here."""
    if device not in DEVICES:
        raise ValueError(f"device: {device!r} given, 'cpu' or 'cuda' wanted, or None for the engine")
    if device == "cuda" and not torch.cuda.is_available():
        raise ValueError("device: 'cuda' given, but torch sees no GPU here; 'cpu' wanted, or None for the engine")

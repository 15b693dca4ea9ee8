"""Weights to and from torch's layers and Keras', whose blocks, biases and signs are not the course's.

            blocks   weights                        biases
course      i f g o  W (D, G*H), U (H, G*H)         one; gru_after has bn (H,) inside the reset as well
            r z n    gru's z renews, gru_after's keeps
torch       i f g o  turned: (G*H, D), (G*H, H)     two of each; they add up, but for n of the GRU
            r z n    z keeps
Keras       i f c o  as the course's                one; reset_after has two, (2, 3H), that add up as torch's do
            z r h    z keeps

torch resets after the product, Keras as its `reset_after` says. torch is imported where it is needed, Keras never.
"""

import numpy as np

from .cells import CELLS
from .cells.stacked import by_layer, numbered
from .reference import gru_from_torch

TORCH_LAYERS = {"rnn": "RNN", "lstm": "LSTM", "gru_after": "GRU"}
KERAS_LAYERS = {"rnn": "SimpleRNN", "lstm": "LSTM", "gru": "GRU", "gru_after": "GRU"}


def to_torch(cell, params):
    """A torch layer that computes what a cell does: torch.nn.RNN, LSTM or GRU, of the precision of params.

    cell: a name in CELLS; params: as its init returns them, or those of a Stacked of this cell alone, all layers of one
    size. Where torch has two biases for one, the second is 0. Raises ValueError for a cell that torch does not have.
    """
    kind = _counterpart("torch", TORCH_LAYERS, cell)
    import torch

    layers = [params] if "W" in params else by_layer(params)
    D, H, dtype = len(layers[0]["W"]), len(layers[0]["U"]), getattr(torch, str(layers[0]["W"].dtype))
    made = getattr(torch.nn, kind)(D, H, len(layers), dtype=dtype)
    values = [value for layer in layers for value in _in_torchs_order(layer)]
    with torch.no_grad():
        for parameter, value in zip(made.parameters(), values, strict=True):
            parameter.copy_(torch.from_numpy(value.copy()))
    return made


def _in_torchs_order(params):
    """The weights of one layer, turned, and its two biases."""
    second = np.zeros_like(params["b"])
    if "bn" in params:
        second[-len(params["U"]) :] = params["bn"]
    return params["W"].T, params["U"].T, params["b"], second


def from_torch(layer):
    """The cell that computes what a torch layer does: its name in CELLS, and its params.

    layer: a torch.nn.RNN with tanh, an LSTM or a GRU, in one direction; the params of one of several layers are those
    of Stacked(*[CELLS[name]] * layers). Raises ValueError for any other layer.
    """
    kind = type(layer).__name__
    if kind not in TORCH_LAYERS.values():
        raise ValueError(f"{kind} given; of torch's layers, {', '.join(TORCH_LAYERS.values())} have a counterpart here")
    if layer.bidirectional:
        raise ValueError(f"a {kind} of two directions given; a cell here has one")
    if kind == "RNN" and layer.nonlinearity != "tanh":
        raise ValueError(f"an RNN with {layer.nonlinearity} given; the cell here squashes by tanh")
    if kind == "LSTM" and layer.proj_size:
        raise ValueError(f"an LSTM that projects h to {layer.proj_size} numbers given; the cell here does not project")
    layers = [[weight.detach().cpu().numpy() for weight in weights] for weights in layer.all_weights]
    cell = "gru_after" if kind == "GRU" else kind.lower()
    params = [_out_of_torchs_order(cell, *weights) for weights in layers]
    return cell, params[0] if len(params) == 1 else numbered(params)


def _out_of_torchs_order(cell, weight_ih, weight_hh, *biases):
    """The params of one layer by name; those of a layer without biases get zeros."""
    bias_ih, bias_hh = biases or 2 * [np.zeros_like(weight_ih[:, 0])]
    if cell == "gru_after":
        weights = gru_from_torch(weight_ih, weight_hh, bias_ih, bias_hh)
    else:
        weights = weight_ih.T, weight_hh.T, bias_ih + bias_hh
    return _named(cell, *weights)[1]


def to_keras(cell, params):
    """The name of the Keras layer that computes what a cell does, and its weights as its set_weights takes them.

    cell: a name in CELLS; params: as its init returns them. Returns for example "LSTM", [kernel, recurrent_kernel,
    bias]. Of the GRUs, gru is Keras' with reset_after=False, gru_after that with reset_after=True, which is Keras'
    default. Raises ValueError for a cell that Keras does not have.
    """
    kind = _counterpart("Keras", KERAS_LAYERS, cell)
    weights = [params["W"], params["U"], params["b"]]
    if cell == "gru":
        weights = [z_turned(weight) for weight in weights]
    if kind == "GRU":
        weights = [_r_and_z_exchanged(weight) for weight in weights]
    if cell == "gru_after":
        second = np.zeros_like(params["b"])
        second[-CELLS[cell].hidden(params) :] = params["bn"]
        weights[2] = np.stack([weights[2], second])
    return kind, [weight.copy() for weight in weights]


def from_keras(kind, weights):
    """The cell that computes what a Keras layer does: its name in CELLS, and its params.

    kind: "SimpleRNN", "LSTM" or "GRU", with Keras' own activations; weights: kernel (D, G*H), recurrent_kernel
    (H, G*H) and bias, as its get_weights returns them. A GRU's bias says which it is: (2, 3H) with reset_after, (3H,)
    without. Raises ValueError for any other layer, or one without bias.
    """
    if kind not in KERAS_LAYERS.values():
        known = ", ".join(dict.fromkeys(KERAS_LAYERS.values()))
        raise ValueError(f"{kind} given; of Keras' layers, {known} have a counterpart here")
    if len(weights) != 3:
        raise ValueError(f"{len(weights)} weights given for {kind}; kernel, recurrent_kernel and bias wanted")
    if kind != "GRU":
        return _named("rnn" if kind == "SimpleRNN" else "lstm", *weights)
    W, U, b = (_r_and_z_exchanged(weight) for weight in weights)
    if b.ndim == 1:
        return _named("gru", *(z_turned(weight) for weight in (W, U, b)))
    return _named("gru_after", *gru_from_torch(W.T, U.T, *b))


def _counterpart(library, layers, cell):
    """The name of a library's layer for a cell; refuse a cell it does not have."""
    if cell not in CELLS:
        raise ValueError(f"{cell!r} given; a cell is one of {', '.join(CELLS)}")
    if cell not in layers:
        raise ValueError(f"{library} has no layer that computes what {cell} does; it has one for {', '.join(layers)}")
    return layers[cell]


def _named(cell, *weights):
    """A cell's name and its params, each an array of its own."""
    return cell, {name: weight.copy() for name, weight in zip(CELLS[cell].shapes(1, 1), weights, strict=True)}


def _r_and_z_exchanged(weight):
    """r z n from z r n, or the reverse, along the last axis."""
    first, second, n = np.split(weight, 3, axis=-1)
    return np.concatenate([second, first, n], axis=-1)


def z_turned(weight):
    """The sign of z's block changed, in r z n: since σ(-a) = 1 - σ(a), what kept now renews."""
    r, z, n = np.split(weight, 3, axis=-1)
    return np.concatenate([r, -z, n], axis=-1)

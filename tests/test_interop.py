"""Weights taken to torch and Keras and back: the same numbers come out, and what has no counterpart is refused."""

import subprocess
import sys

import numpy as np
import pytest
import torch
from engine import case, distance

from lecturelib import CELLS
from lecturelib.interop import KERAS_LAYERS, TORCH_LAYERS, from_keras, from_torch, to_keras, to_torch
from lecturelib.reference import sigmoid

SIZES = [(6, 3, 4, 5), (1, 1, 1, 1), (3, 2, 3, 3)]  # T, B, D, H
every_size = pytest.mark.parametrize("size", SIZES, ids=str)


def same(ours, theirs):
    """Whether two sets of params agree to the last bit."""
    return ours.keys() == theirs.keys() and all(np.array_equal(ours[name], theirs[name]) for name in ours)


@every_size
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", TORCH_LAYERS)
def test_torchs_layer_computes_the_same(name, size, dtype):
    params, x, *_ = case(CELLS[name], size, dtype)
    layer = to_torch(name, params)
    theirs = layer(torch.from_numpy(x))[0].detach().numpy()
    assert theirs.dtype == dtype
    assert distance(CELLS[name].forward(params, x)[0], theirs) < (1e-12 if dtype == np.float64 else 1e-5)
    assert from_torch(layer)[0] == name and same(from_torch(layer)[1], params)


@every_size
@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("name", TORCH_LAYERS)
def test_a_layer_of_torchs_own_making_is_taken_over(name, size, bias):
    torch.manual_seed(1)
    _, _, D, H = size
    layer = getattr(torch.nn, TORCH_LAYERS[name])(D, H, bias=bias, dtype=torch.float64)
    cell, params = from_torch(layer)
    _, x, *_ = case(CELLS[cell], size)
    assert cell == name
    assert distance(CELLS[cell].forward(params, x)[0], layer(torch.from_numpy(x))[0].detach().numpy()) < 1e-12


def keras_simple_rnn(x, h, kernel, recurrent, bias):
    return np.tanh(x @ kernel + h @ recurrent + bias), None


def keras_lstm(x, h, c, kernel, recurrent, bias):
    i, f, c_new, o = np.split(x @ kernel + h @ recurrent + bias, 4, axis=1)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(c_new)
    return sigmoid(o) * np.tanh(c), c


def keras_gru(x, h, kernel, recurrent, bias):
    """Keras' GRU of either form: z keeps; with two biases the reset comes after the product, else before it."""
    reset_after = bias.ndim == 2
    x_z, x_r, x_h = np.split(x @ kernel + (bias[0] if reset_after else bias), 3, axis=1)
    H = h.shape[1]
    if reset_after:
        inner_z, inner_r, inner_h = np.split(h @ recurrent + bias[1], 3, axis=1)
        z, r = sigmoid(x_z + inner_z), sigmoid(x_r + inner_r)
        candidate = np.tanh(x_h + r * inner_h)
    else:
        z = sigmoid(x_z + h @ recurrent[:, :H])
        r = sigmoid(x_r + h @ recurrent[:, H : 2 * H])
        candidate = np.tanh(x_h + (r * h) @ recurrent[:, 2 * H :])
    return z * h + (1 - z) * candidate, None


def keras_forward(kind, weights, x):
    """h at every step, by Keras' documented equations, from a state of zeros."""
    step = {"SimpleRNN": keras_simple_rnn, "LSTM": keras_lstm, "GRU": keras_gru}[kind]
    h = c = np.zeros((x.shape[1], len(weights[1])))
    hs = []
    for moment in x:
        h, c = step(moment, h, c, *weights) if kind == "LSTM" else step(moment, h, *weights)
        hs.append(h)
    return np.array(hs)


@every_size
@pytest.mark.parametrize("name", KERAS_LAYERS)
def test_keras_equations_compute_the_same(name, size):
    params, x, *_ = case(CELLS[name], size)
    kind, weights = to_keras(name, params)
    assert distance(CELLS[name].forward(params, x)[0], keras_forward(kind, weights, x)) < 1e-12
    assert from_keras(kind, weights)[0] == name and same(from_keras(kind, weights)[1], params)


@every_size
@pytest.mark.parametrize(
    ("kind", "blocks", "biases"), [("SimpleRNN", 1, ()), ("LSTM", 4, ()), ("GRU", 3, ()), ("GRU", 3, (2,))]
)
def test_weights_of_keras_own_making_are_taken_over(kind, blocks, biases, size):
    _, _, D, H = size
    rng = np.random.default_rng(4)
    weights = [rng.normal(size=shape) for shape in ((D, blocks * H), (H, blocks * H), (*biases, blocks * H))]
    cell, params = from_keras(kind, weights)
    _, x, *_ = case(CELLS[cell], size)
    assert distance(CELLS[cell].forward(params, x)[0], keras_forward(kind, weights, x)) < 1e-12


def params_of(name):
    return CELLS[name].init(2, 3, np.random.default_rng(0))


REFUSED = {
    "gru to torch": (
        lambda: to_torch("gru", params_of("gru")),
        "torch has no layer that computes what gru does; it has one for rnn, lstm, gru_after",
    ),
    "peephole to Keras": (
        lambda: to_keras("peephole", params_of("peephole")),
        "Keras has no layer that computes what peephole does; it has one for rnn, lstm, gru, gru_after",
    ),
    "no cell": (lambda: to_keras("LSTM", params_of("lstm")), "'LSTM' given; a cell is one of rnn, lstm, "),
    "no layer of torch": (lambda: from_torch(torch.nn.Linear(2, 3)), "Linear given; of torch's layers, RNN, LSTM, GRU"),
    "two directions": (lambda: from_torch(torch.nn.RNN(2, 3, bidirectional=True)), "a RNN of two directions given"),
    "relu": (lambda: from_torch(torch.nn.RNN(2, 3, nonlinearity="relu")), "an RNN with relu given"),
    "projection": (lambda: from_torch(torch.nn.LSTM(2, 3, proj_size=1)), "projects h to 1 numbers given"),
    "no layer of Keras": (lambda: from_keras("Dense", []), "Dense given; of Keras' layers, SimpleRNN, LSTM, GRU have"),
    "no bias": (lambda: from_keras("LSTM", [np.zeros(1)] * 2), "2 weights given for LSTM; kernel, recurrent_kernel"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refuses_in_a_sentence(what):
    call, sentence = REFUSED[what]
    with pytest.raises(ValueError, match=sentence):
        call()


def test_import_needs_no_torch():
    code = "import sys, lecturelib.interop; print('torch' in sys.modules or 'keras' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"

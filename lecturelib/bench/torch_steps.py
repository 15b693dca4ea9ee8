"""Every cell once more, one step in plain torch: what autograd and a loop make of the same equations."""

import torch
from torch import sigmoid, tanh
from torch.nn.functional import logsigmoid


def blocks(a, count):
    return torch.chunk(a, count, dim=-1)


def rnn(x, h, W, U, b):
    return (tanh(x @ W + h @ U + b),)


def lstm(x, h, c, W, U, b):
    i, f, g, o = blocks(x @ W + h @ U + b, 4)
    c = sigmoid(f) * c + sigmoid(i) * tanh(g)
    return sigmoid(o) * tanh(c), c


def no_forget(x, h, c, W, U, b):
    i, g, o = blocks(x @ W + h @ U + b, 3)
    c = c + sigmoid(i) * tanh(g)
    return sigmoid(o) * tanh(c), c


def peephole(x, h, c, W, U, b, p):
    i, f, g, o = blocks(x @ W + h @ U + b, 4)
    c = sigmoid(f + c * p[1]) * c + sigmoid(i + c * p[0]) * tanh(g)
    return sigmoid(o + c * p[2]) * tanh(c), c


def full_peephole(x, h, c, W, U, V, b):
    i, f, g, o = blocks(x @ W + h @ U + b, 4)
    V_i, V_f, V_o = blocks(V, 3)
    c = sigmoid(f + c @ V_f) * c + sigmoid(i + c @ V_i) * tanh(g)
    return sigmoid(o + c @ V_o) * tanh(c), c


def cell_peephole(x, c, W, U, b):
    i, f, g, o = blocks(x @ W + b, 4)
    into_i, into_f, into_o = blocks(c @ U, 3)
    c = sigmoid(f + into_f) * c + sigmoid(i + into_i) * tanh(g)
    return sigmoid(o + into_o) * c, c


def coupled(x, h, c, W, U, b):
    f, g, o = blocks(x @ W + h @ U + b, 3)
    c = torch.lerp(tanh(g), c, sigmoid(f))
    return sigmoid(o) * tanh(c), c


def gru(x, h, W, U, b):
    r, z, n = blocks(x @ W + b, 3)
    U_r, U_z, U_n = blocks(U, 3)
    reset = sigmoid(r + h @ U_r) * h
    return (torch.lerp(h, tanh(n + reset @ U_n), sigmoid(z + h @ U_z)),)


def gru_after(x, h, W, U, b, bn):
    r, z, n = blocks(x @ W + b, 3)
    into_r, into_z, into_n = blocks(h @ U, 3)
    n = tanh(n + sigmoid(r + into_r) * (into_n + bn))
    return (torch.lerp(n, h, sigmoid(z + into_z)),)


def min_gru(x, h, W, b):
    z, n = blocks(x @ W + b, 2)
    return (torch.lerp(h, n, sigmoid(z)),)


def min_lstm(x, h, W, b):
    f, i, n = blocks(x @ W + b, 3)
    keep = sigmoid(logsigmoid(f) - logsigmoid(i))
    return (keep * h + (1 - keep) * n,)


def slstm(x, h, c, n, m, W, U, b):
    i, f, g, o = blocks(x @ W + h @ U + b, 4)
    f = logsigmoid(f) + m
    m = torch.maximum(f, i)
    i, f = torch.exp(i - m), torch.exp(f - m)
    c, n = f * c + i * tanh(g), f * n + i
    return sigmoid(o) * c / n, c, n, m


STEPS = {
    step.__name__: step
    for step in (rnn, lstm, no_forget, peephole, full_peephole, cell_peephole, coupled, gru, gru_after, min_gru, min_lstm, slstm)
}

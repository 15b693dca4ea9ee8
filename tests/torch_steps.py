"""The gated cells once more, written in torch from their equations, so that autograd can judge what is by hand."""

import torch
from torch import sigmoid, tanh


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


STEPS = {
    step.__name__: step
    for step in (rnn, lstm, no_forget, peephole, full_peephole, cell_peephole, coupled, gru, gru_after)
}


def greff(without="", coupled=False, g_squash=tanh, h_squash=tanh):
    """The LSTM with peepholes less a gate or a squash, as Greff et al. (arXiv:1503.04069) took them out."""
    gates = [gate for gate in "ifo" if gate not in without]
    order = [letter for letter in "ifgo" if letter not in without]

    def step(x, h, c, W, U, b, p):
        a = dict(zip(order, blocks(x @ W + h @ U + b, len(order)), strict=True))
        look = dict(zip(gates, p, strict=True))
        f = sigmoid(a["f"] + look["f"] * c) if "f" in gates else 1
        i = sigmoid(a["i"] + look["i"] * c) if "i" in gates else 1 - f if coupled else 1
        c = f * c + i * g_squash(a["g"])
        o = sigmoid(a["o"] + look["o"] * c) if "o" in gates else 1
        return o * h_squash(c), c

    return step


def full_gate_recurrence(x, h, c, i, f, o, W, U, b, p, R):
    a_i, a_f, a_g, a_o = blocks(x @ W + h @ U + b, 4)
    r_i, r_f, r_o = blocks(torch.cat([i, f, o], dim=1) @ R, 3)
    i, f = sigmoid(a_i + p[0] * c + r_i), sigmoid(a_f + p[1] * c + r_f)
    c = f * c + i * tanh(a_g)
    o = sigmoid(a_o + p[2] * c + r_o)
    return o * tanh(c), c, i, f, o


def as_it_is(a):
    return a


ABLATIONS = {
    "no_input_gate": greff("i"),
    "no_forget_gate": greff("f"),
    "no_output_gate": greff("o"),
    "no_input_squash": greff(g_squash=as_it_is),
    "no_output_squash": greff(h_squash=as_it_is),
    "coupled_gates": greff("i", coupled=True),
    "no_peepholes": lstm,
    "full_gate_recurrence": full_gate_recurrence,
}

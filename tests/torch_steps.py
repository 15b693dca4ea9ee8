"""The ablations in torch, written from their equations, so that autograd can judge what is by hand."""

import torch
from torch import sigmoid, tanh

from lecturelib.bench.torch_steps import STEPS


def blocks(a, count):
    return torch.chunk(a, count, dim=-1)


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
    "no_peepholes": STEPS["lstm"],
    "full_gate_recurrence": full_gate_recurrence,
}

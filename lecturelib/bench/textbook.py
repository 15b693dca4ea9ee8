"""An LSTM as textbooks write it in NumPy: a matrix a gate, h and x joined at every step, lists in place of buffers."""

import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def parameters(D, H, rng, dtype):
    """A matrix (H + D, H) and a bias (H,) for each of f, i, g and o."""
    bound = H**-0.5
    weights = {gate: rng.uniform(-bound, bound, (H + D, H)).astype(dtype) for gate in "figo"}
    return weights, {gate: np.zeros(H, dtype) for gate in "figo"}


def forward(weights, biases, x):
    """x (T, B, D) -> h at every step, a list, and what backward needs."""
    h = c = np.zeros((x.shape[1], len(biases["f"])), x.dtype)
    hs, tape = [], []
    for moment in x:
        joined = np.concatenate([h, moment], axis=1)
        f = sigmoid(joined @ weights["f"] + biases["f"])
        i = sigmoid(joined @ weights["i"] + biases["i"])
        g = np.tanh(joined @ weights["g"] + biases["g"])
        o = sigmoid(joined @ weights["o"] + biases["o"])
        old, c = c, f * c + i * g
        h = o * np.tanh(c)
        hs.append(h)
        tape.append((joined, old, c, {"f": f, "i": i, "g": g, "o": o}))
    return hs, tape


def backward(weights, biases, tape, dhs):
    """The gradients of weights and biases, and dx at every step, a list, for dhs (T, B, H)."""
    dweights = {gate: np.zeros_like(weight) for gate, weight in weights.items()}
    dbiases = {gate: np.zeros_like(bias) for gate, bias in biases.items()}
    dh, dc, dxs, H = np.zeros_like(dhs[0]), np.zeros_like(dhs[0]), [], dhs.shape[2]
    for (joined, old, c, gates), dy in zip(reversed(tape), reversed(dhs), strict=True):
        f, i, g, o = gates["f"], gates["i"], gates["g"], gates["o"]
        dh = dh + dy
        dc = dc + dh * o * (1 - np.tanh(c) ** 2)
        da = {
            "f": dc * old * f * (1 - f),
            "i": dc * g * i * (1 - i),
            "g": dc * i * (1 - g**2),
            "o": dh * np.tanh(c) * o * (1 - o),
        }
        for gate, error in da.items():
            dweights[gate] += joined.T @ error
            dbiases[gate] += error.sum(axis=0)
        djoined = sum(error @ weights[gate].T for gate, error in da.items())
        dh, dx = djoined[:, :H], djoined[:, H:]
        dc = dc * f
        dxs.insert(0, dx)
    return dweights, dbiases, dxs

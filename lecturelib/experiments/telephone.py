"""The telephone book: read pairs of a name and a digit, then say the digit of one name. Trained in torch."""

import numpy as np
import torch
from torch import nn
from torch.nn.functional import logsigmoid

NAMES, DIGITS = 64, 8
INPUTS = NAMES + DIGITS


def draw(rng, batch, entries):
    """Books of so many entries: x (batch, entries + 1, 72), one-hot names beside one-hot digits, and at the end a name
    alone; y (batch,), its digit. No name stands twice in a book."""
    names = rng.random((batch, NAMES)).argsort(axis=1)[:, :entries]
    digits, asked, rows = (
        rng.integers(DIGITS, size=(batch, entries)),
        rng.integers(entries, size=batch),
        np.arange(batch),
    )
    x = np.zeros((batch, entries + 1, INPUTS), np.float32)
    x[rows[:, None], np.arange(entries), names] = 1
    x[rows[:, None], np.arange(entries), NAMES + digits] = 1
    x[rows, -1, names[rows, asked]] = 1
    return torch.from_numpy(x), torch.from_numpy(digits[rows, asked])


class Attention(nn.Module):
    """One layer of attention: the last step's query looks at all steps' keys, and says what it finds."""

    def __init__(self, width=18):
        super().__init__()
        self.q, self.k, self.v = (nn.Linear(INPUTS, width) for _ in range(3))
        self.readout = nn.Linear(width, DIGITS)

    def forward(self, x):
        found = nn.functional.scaled_dot_product_attention(self.q(x[:, -1:]), self.k(x), self.v(x))
        return self.readout(found[:, 0])


class MLSTM(nn.Module):
    """One mLSTM, in its parallel form (reference.mlstm_parallel), read at the last step."""

    def __init__(self, width=18):
        super().__init__()
        self.q, self.k, self.v = (nn.Linear(INPUTS, width) for _ in range(3))
        self.gates, self.readout = nn.Linear(INPUTS, 2), nn.Linear(width, DIGITS)
        nn.init.constant_(self.gates.bias[1:], 3.0)

    def forward(self, x):
        a_i, a_f = self.gates(x).unbind(-1)
        return self.readout(last_answer(self.q(x[:, -1]), self.k(x) / self.k.out_features**0.5, self.v(x), a_i, a_f))


def last_answer(q, ks, vs, a_i, a_f):
    """The mLSTM's answer at the last step: q (B, D); ks (B, T, D); vs (B, T, E); a_i, a_f (B, T). Returns (B, E)."""
    kept = logsigmoid(a_f).cumsum(1)
    exponents = kept[:, -1:] - kept + a_i
    m = exponents.max(dim=1, keepdim=True).values
    scores = torch.einsum("bd,btd->bt", q, ks) * torch.exp(exponents - m)
    return torch.einsum("bt,bte->be", scores, vs) / torch.maximum(scores.sum(1, keepdim=True).abs(), torch.exp(-m))


class Recurrent(nn.Module):
    """One of torch's recurrent layers, read at the last step."""

    def __init__(self, layer, width):
        super().__init__()
        self.layer, self.readout = layer(INPUTS, width, batch_first=True), nn.Linear(width, DIGITS)

    def forward(self, x):
        return self.readout(self.layer(x)[0][:, -1])


MODELS = {
    "attention": Attention,
    "mlstm": MLSTM,
    "lstm 32": lambda: Recurrent(nn.LSTM, 32),
    "gru 128": lambda: Recurrent(nn.GRU, 128),
}


def size(name):
    """How many numbers a model has."""
    return sum(p.numel() for p in MODELS[name]().parameters())


def trained(name, seed, rate, steps=600, batch=32, longest=8):
    """A model that has read books of 1 to `longest` entries: Adam, gradients clipped at 1."""
    torch.manual_seed(seed)
    model, rng = MODELS[name](), np.random.default_rng(seed)
    adam = torch.optim.Adam(model.parameters(), rate)
    for _ in range(steps):
        x, y = draw(rng, batch, rng.integers(1, longest + 1))
        adam.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        adam.step()
    return model


@torch.no_grad()
def right(model, entries, books=2000):
    """The share of right answers to books of so many entries that were not read before."""
    x, y = draw(np.random.default_rng(10_000 + entries), books, entries)
    return float((model(x).argmax(1) == y).float().mean())

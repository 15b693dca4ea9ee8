"""The experiments of notebook 12: what cells that can be scanned lose, what a forget bias is worth, who finds a number
in a telephone book, and what a step costs. ``python -m lecturelib.experiments after-lstm`` runs all of it."""

import json
from concurrent.futures import ProcessPoolExecutor
from copy import copy
from importlib.resources import files
from itertools import product
from multiprocessing import get_context

import numpy as np

from .. import CELLS
from ..cells import Stacked
from ..cells.slstm import SLSTM
from ..reference import log_sigmoid, one_hot, sigmoid
from ..tasks import Task, recall
from ..train import train


class SigmoidSLSTM(SLSTM):
    """The sLSTM with its exponential taken out: a sigmoid for an input gate, and all else, the mean too, as it was."""

    name = "slstm, sigmoid"

    def prepare(self, tape, params):
        super().prepare(tape, params)
        tape.slope_i = np.empty_like(tape.slope_f)

    def step(self, tape, t):
        i = tape.A[t, 2]
        tape.slope_i[t] = sigmoid(-i)
        i[:] = log_sigmoid(i)
        super().step(tape, t)

    def step_back(self, tape, t):
        super().step_back(tape, t)
        tape.dA[t, 2] *= tape.slope_i[t]


STORED = files("lecturelib") / "datasets" / "after-lstm.json"
SEEDS = range(8)
RATES = (0.01, 0.003)
SHORT, LONG, LAG, HIDDEN = 20, 200, 50, 16
PARITY = ("rnn", "lstm", "gru", "slstm", "min_gru", "min_lstm", "min_gru, two layers")
LEANING = {  # the cells that learn to recall, and the sign of each bias that makes them keep
    "lstm": (CELLS["lstm"], {"f": 1}),
    "lstm, i too": (CELLS["lstm"], {"f": 1, "i": -1}),
    "slstm": (CELLS["slstm"], {"f": 1}),
    "slstm, sigmoid": (SigmoidSLSTM(), {"f": 1}),
    "min_gru": (CELLS["min_gru"], {"z": -1}),
}
BIASES = list(product(LEANING, (0, 1, 3, 5)))
BOOKS = ("attention", "mlstm", "lstm 32", "gru 128")
ENTRIES = (8, 16, 32)


def results():
    """What a run of these experiments gave, as kept in datasets: see `run`."""
    return json.loads(STORED.read_text())


def parity(T):
    """Say at every step whether the ones so far are odd in number. x (T, B, 2), one-hot bits; y (T, B), 0 or 1."""

    def draw(rng, batch):
        bits = rng.integers(2, size=(T, batch))
        return one_hot(bits, 2), bits.cumsum(axis=0) % 2

    return Task(f"parity {T}", 2, 2, "cross_entropy", draw, chance=1 / 2, passmark=0.95)


def cell_for_parity(name):
    """A cell of PARITY; two layers are as wide as one."""
    name, _, more = name.partition(", ")
    return Stacked(CELLS[name], CELLS[name]) if more else CELLS[name]


def last_right(model, task, rows=200):
    """The share of right answers at the last step of sequences not seen before."""
    x, y = task.draw(np.random.default_rng(9), rows)
    return float((model.predict(x)[-1].argmax(axis=-1) == y[-1]).mean())


def parity_scores(name, rate, seed):
    """The share right at the last of 20 bits and of 200, after training on 20."""
    model = train(cell_for_parity(name), parity(SHORT), HIDDEN, rate=rate, seed=seed).model
    return [last_right(model, parity(T)) for T in (SHORT, LONG)]


def keeping(name, bias):
    """A cell of LEANING that starts with its gates leaning so far towards keeping what it has."""
    like, signs = LEANING[name]
    cell = copy(like)

    def init(inputs, hidden, rng, dtype=np.float64):
        params = like.init(inputs, hidden, rng, dtype)
        for letter, sign in signs.items():
            params["b"].reshape(-1, hidden)[cell.blocks.index(letter)] = sign * bias
        return params

    cell.init = init
    return cell


def recall_score(name, bias, seed):
    """The share right at recalling a symbol over 50 steps, after 300 batches."""
    return train(keeping(name, bias), recall(LAG), HIDDEN, steps=300, seed=seed).score


def book_scores(name, rate, seed):
    """The share right in telephone books of 8, 16 and 32 entries, after training on 1 to 8."""
    import torch

    from .telephone import right, trained

    torch.set_num_threads(1)
    model = trained(name, seed, rate)
    return [right(model, entries) for entries in ENTRIES]


def run():
    """Run everything on two processes, a quarter of an hour, and keep it in datasets/after-lstm.json.

    {"parity": {cell: {rate: [[at 20, at 200] of each seed]}}, "recall": {cell: {bias: [score of each seed]}},
    "telephone": {model: {rate: [[at 8, 16, 32] of each seed]}}, "sizes": {model: numbers}, "scan", "stream": see
    costs.py}.
    """
    from . import costs
    from .telephone import size

    jobs = {
        "parity": (parity_scores, list(product(PARITY, RATES, SEEDS))),
        "recall": (recall_score, [(*pair, seed) for pair, seed in product(BIASES, SEEDS)]),
        "telephone": (book_scores, list(product(BOOKS, RATES, SEEDS))),
    }
    kept = {"made by": "python -m lecturelib.experiments after-lstm"}
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        for part, (work, arguments) in jobs.items():
            kept[part] = {}
            for (name, setting, _), score in zip(arguments, pool.map(work, *zip(*arguments, strict=True)), strict=True):
                kept[part].setdefault(name, {}).setdefault(str(setting), []).append(score)
    kept |= {"sizes": {name: size(name) for name in BOOKS}, "scan": costs.of_scans(), "stream": costs.of_a_stream()}
    STORED.write_text(json.dumps(kept, indent=1) + "\n")


def decisions(measured):
    """When to take what, a row each, with the number of `results` that it stands on: a table in Markdown."""
    scan, stream, recall = (measured[part] for part in ("scan", "stream", "recall"))
    learnt = {
        name: max(sum(score > 0.9 for _, score in scores) for scores in by_rate.values())
        for name, by_rate in measured["parity"].items()
    }
    found = {
        name: max(np.mean(scores, axis=0)[-1] for scores in by_rate.values())
        for name, by_rate in measured["telephone"].items()
    }
    more = stream["bytes"][-1] // stream["lstm bytes"]
    return f"""\
| you want | take | measured here |
| --- | --- | --- |
| a long sequence at once, a narrow state | a cell that can be scanned | 16 numbers wide, 1000 steps: a loop takes \
{scan["16"]["1000"]:.0f} times as long |
| the same with a wide state, on one core | a loop | 256 wide: a loop takes {scan["256"]["1000"]:.1f} of the time |
| to follow a state: a switch, a protocol | gates that see the state: LSTM, GRU | parity after 200 bits: LSTM \
{learnt["lstm"]} of 8, GRU {learnt["gru"]}, minGRU {learnt["min_gru"]} |
| to hold one thing for long | any gated cell, with its bias set for the time | recall 50, LSTM: bias 1 right in \
{np.mean(recall["lstm"]["1"]):.2f}, bias 5 in {np.mean(recall["lstm"]["5"]):.2f} |
| to look up anything that was said | attention | 32 entries: {found["attention"]:.2f}, mLSTM {found["mlstm"]:.2f}, \
GRU {found["gru 128"]:.2f} |
| a stream without end, on a small machine | a recurrent net | after {stream["tokens"][-1]} tokens attention keeps \
{more} times as much as an LSTM |
"""

"""The experiments of the unit on the GRU: what its update gate does in trained networks, what a mistaken convention
costs, and a contest with the vanilla RNN and the LSTM. ``python -m lecturelib.experiments gru`` runs all of it, in
about five minutes on a free core."""

import json
from functools import partial
from importlib.resources import files

import numpy as np

from .. import CELLS
from ..interop import z_turned
from ..reference import gru_after_step, gru_step, sigmoid, unroll
from ..tasks import SAW, adding, childrens_book, echo, last_announced, recall
from ..train import train
from .contest import as_heavy, batches_needed, weight

STORED = files("lecturelib") / "datasets" / "gru.json"
SEEDS = range(8)
RATES = (0.01, 0.003)
HIDDEN = 16
BIASES = (0, 1, 2, 3)
SWAPPED = {"adding": adding(20), "echo": echo(5, T=30)}
CONTEST = {  # a task, the batches it is given, and the mean loss at which it counts as learnt
    "adding": (adding(20), 600, 0.01),
    "recall": (recall(10), 300, 0.1),
    "echo": (echo(5, T=30), 200, 0.2),
    "station": (last_announced(16), 300, 0.01),
}


def results():
    """What a run of these experiments gave, as kept in datasets: see `run`."""
    return json.loads(STORED.read_text())


# What the gates of trained networks do --------------------------------------------------------------------------------


def reader(seed):
    """A GRU of four units that has read the children's book."""
    return train(CELLS["gru"], childrens_book(), hidden=4, steps=800, seed=seed)


def adder(seed):
    """A GRU of four units that adds the two marked numbers of twenty."""
    return train(CELLS["gru"], adding(20), hidden=4, steps=600, seed=seed)


def update_gates(params, x):
    """z of a GRU at every step of sequences x (T, B, D): (T, B, H)."""
    W, U, b = (params[name] for name in ("W", "U", "b"))
    h, _ = unroll(gru_step, x, np.zeros((x.shape[1], len(U))), W, U, b)
    before, z = np.concatenate([np.zeros_like(h[:1]), h[:-1]]), slice(len(U), 2 * len(U))
    return sigmoid(x @ W[:, z] + before @ U[:, z] + b[z])


def z_at_saw(seed):
    """Of a reader, its score, and each unit's mean z at the word "saw"."""
    run, (x, _) = reader(seed), childrens_book().draw(np.random.default_rng(1), 200)
    return [run.score, update_gates(run.params, x)[x[..., SAW] == 1].mean(axis=0).tolist()]


def z_at_numbers(seed):
    """Of an adder, its score, and each unit's mean z at the numbers without a mark and at those with one."""
    run, (x, _) = adder(seed), adding(20).draw(np.random.default_rng(1), 200)
    z, marked = update_gates(run.params, x), x[..., 1] == 1
    return [run.score, z[~marked].mean(axis=0).tolist(), z[marked].mean(axis=0).tolist()]


def arriving(step, step_backward, bias, lags=60, hidden=32):
    """‖∂h_T/∂h_t‖ at lags 0, 1, 2, …, in untrained GRUs whose z has this bias: an array (8, lags + 1), a row a seed."""
    return np.array([_norms(step, step_backward, bias, lags, hidden, np.random.default_rng(seed)) for seed in SEEDS])


def _norms(step, step_backward, bias, lags, hidden, rng):
    W, U, b = CELLS["gru"].init(4, hidden, rng).values()
    b[hidden : 2 * hidden] = bias
    h, product, jacobians = np.zeros((1, hidden)), np.eye(hidden), []
    for x in rng.normal(size=(100, 1, 4)):
        rows = [np.repeat(array, hidden, axis=0) for array in (x, h)]  # each unit's error alone, H rows in one batch
        jacobians.append(np.transpose(step_backward(np.eye(hidden), *rows, W, U, b)[1]))
        h = np.asarray(step(x, h, W, U, b))
    norms = [1.0]
    for J in reversed(jacobians[-lags:]):
        product = J @ product
        norms.append(np.linalg.norm(product, 2))
    return norms


# Weights in the wrong cell --------------------------------------------------------------------------------------------


def four_kinds(before=gru_step, after=gru_after_step):
    """The four cells called GRU, each step(x, h, W, U, b), made of a step that resets before the product and of one
    that resets after it, with a second bias of 0."""

    def turned(step, x, h, *weights):
        return step(x, h, *(z_turned(array) for array in weights))

    def without_bn(x, h, W, U, b):
        return after(x, h, W, U, b, np.zeros(h.shape[-1]))

    return {
        "r before, z renews": before,
        "r before, z keeps": partial(turned, before),
        "r after, z renews": partial(turned, without_bn),
        "r after, z keeps": without_bn,
    }


def share_right(step, task, params, rows=300):
    """The share of right answers to a task, of weights that are run through this step."""
    x, y = task.draw(np.random.default_rng(1), rows)
    hs, last = unroll(step, x, np.zeros((rows, len(params["U"]))), *(params[name] for name in ("W", "U", "b")))
    answers = (hs if task.every_step else last) @ params["W_y"] + params["b_y"]
    return float(task.right(answers, y).mean())


def swapped(task, seed):
    """A GRU's weights trained on a task of SWAPPED, run through each of the four kinds: {kind: share right}."""
    params = train(CELLS["gru"], SWAPPED[task], HIDDEN, steps=400, seed=seed).params
    return {kind: share_right(step, SWAPPED[task], params) for kind, step in four_kinds().items()}


# The contest ----------------------------------------------------------------------------------------------------------


def entrants(task):
    """Who takes part: {name: (cell, units)}; RNN and GRU twice, of the LSTM's size and of its weight."""
    lstm = weight(CELLS["lstm"], task, HIDDEN)
    found = {}
    for name in ("rnn", "gru"):
        found[name] = CELLS[name], HIDDEN
        found[f"{name}, as heavy"] = CELLS[name], as_heavy(CELLS[name], task, lstm)
    return found | {f"lstm, bias {bias}": (CELLS["lstm"].with_forget_bias(bias), HIDDEN) for bias in BIASES}


def race(task, entrant, rate, seed):
    """How one start went: [batches until learnt, or None, the share right at the end], and the seconds it took."""
    learnt, steps, mark = CONTEST[task]
    cell, hidden = entrants(learnt)[entrant]
    run = train(cell, learnt, hidden, steps=steps, rate=rate, seed=seed)
    return [batches_needed(run.losses, mark), run.score], run.seconds


def contest(task):
    """All starts of all entrants at a task: {entrant: {rate: [a race for each seed]}}, and {entrant: the median of its
    seconds}."""
    print(task, flush=True)
    names = list(entrants(CONTEST[task][0]))
    starts = {name: {str(rate): [] for rate in RATES} for name in names}
    seconds = {name: [] for name in names}
    for seed in SEEDS:
        for rate in RATES:
            for name in names:  # in turn, so that a busy minute of the machine falls on all
                result, took = race(task, name, rate, seed)
                starts[name][str(rate)].append(result)
                seconds[name].append(took)
    return starts, {name: float(np.median(took)) for name, took in seconds.items()}


def best_rate(starts):
    """Of {rate: [race of each seed]}, the rate at which most starts learnt, of several the one with the lower median.

    Returns the rate, as text, and the batches that each start needed, inf for one that did not learn in time.
    """
    needed = {rate: np.array([batches or np.inf for batches, _ in runs]) for rate, runs in starts.items()}
    rate = min(needed, key=lambda rate: (np.sum(np.isinf(needed[rate])), np.median(needed[rate])))
    return rate, needed[rate]


def run():
    """Run everything on one core and keep it in datasets/gru.json.

    {"saw": [z_at_saw of each seed], "numbers": [z_at_numbers of each], "swapped": {task: {kind: [share of each]}},
    "contest": {task: {entrant: {rate: [race of each]}}}, "time": {task: GRU's seconds to the LSTM's, of one size}}.
    """
    kept = {"made by": "python -m lecturelib.experiments gru"}
    kept |= {"saw": [z_at_saw(seed) for seed in SEEDS], "numbers": [z_at_numbers(seed) for seed in SEEDS]}
    by_seed = {task: [swapped(task, seed) for seed in SEEDS] for task in SWAPPED}
    kept["swapped"] = {task: {kind: [one[kind] for one in runs] for kind in runs[0]} for task, runs in by_seed.items()}
    kept |= {"contest": {}, "time": {}}
    for task in CONTEST:
        kept["contest"][task], seconds = contest(task)
        kept["time"][task] = round(seconds["gru"] / seconds["lstm, bias 1"], 2)
    STORED.write_text(json.dumps(kept, indent=1) + "\n")

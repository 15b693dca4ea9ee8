"""The experiments of the unit on variants: a memory without a forget gate in a stream, and the LSTM taken apart.
``python -m lecturelib.experiments variants`` runs all of it, in about five minutes on a free core."""

import json
from functools import cache
from importlib.resources import files

import numpy as np

from .. import CELLS
from ..cells import ABLATIONS
from ..tasks import adding, last_announced
from ..train import train
from .contest import as_heavy, weight

STORED = files("lecturelib") / "datasets" / "variants.json"
SEEDS = range(8)
RATES = (0.03, 0.01)
HIDDEN = 16
PIECE = last_announced(16)
ENDS = (16, 32, 64, 128, 256, 512)
VARIANTS = {"whole": CELLS["peephole"], **ABLATIONS}
TASKS = {"adding": (adding(14), 250), "stream": (PIECE, 150)}
SIZES = ("equal size", "equal weight")


def results():
    """What a run of these experiments gave, as kept in datasets: see `run`."""
    return json.loads(STORED.read_text())


def follow(model, x, y):
    """Let a network go on along streams (512, B, 2), its memory never emptied, and hold its answers against y.

    Returns the share right in the stretches that end at ENDS, and the mean |c| at their ends, two lists.
    """
    right, memory, state, begin = [], [], None, 0
    for end in ENDS:
        h, state, _ = model.cell.forward(model.weights, x[begin:end], state)
        right.append(float(PIECE.right(h @ model.params["W_y"] + model.params["b_y"], y[begin:end]).mean()))
        memory.append(float(np.abs(state[1]).mean()))
        begin = end
    return right, memory


def streams(rows=20):
    """Streams of 512 numbers that no network was trained on: x (512, rows, 2), y (512, rows, 1)."""
    return last_announced(ENDS[-1]).draw(np.random.default_rng(6), rows)


def habit(seed):
    """The forget gate of a coupled cell of six units that has learnt the pieces: each unit's mean f at numbers that are
    noise, and at those announced."""
    params = train(CELLS["coupled"], PIECE, hidden=6, steps=300, rate=0.03, seed=seed).params
    x, _ = PIECE.draw(np.random.default_rng(5), 200)
    _, _, tape = CELLS["coupled"].forward({name: params[name] for name in ("W", "U", "b")}, x)
    f, announced = tape.A[:, 1].swapaxes(1, 2), x[..., 1] == 1
    return [f[~announced].mean(axis=0).tolist(), f[announced].mean(axis=0).tolist()]


def hearers():
    """Who hears the stream: the LSTM, the cell of 1997 of its size, and the one of its weight."""
    heavy = as_heavy(CELLS["no_forget"], PIECE, weight(CELLS["lstm"], PIECE, HIDDEN))
    return [("lstm", HIDDEN), ("no_forget", HIDDEN), ("no_forget", heavy)]


def hear(name, hidden, rate, seed):
    """Train a cell on 300 batches of pieces of 16 steps, then let it hear 512 without a break.

    Returns its score on pieces, and what `follow` returns: {"pieces", "right", "memory"}.
    """
    run = train(CELLS[name], PIECE, hidden, steps=300, rate=rate, seed=seed)
    right, memory = follow(run.model, *streams())
    return {"pieces": run.score, "right": right, "memory": memory}


def units(name, task, size):
    """How many units a variant has: as many as the whole cell, or as many as weigh what the whole cell weighs."""
    wanted = weight(VARIANTS["whole"], task, HIDDEN)
    return HIDDEN if size == "equal size" else as_heavy(VARIANTS[name], task, wanted)


@cache
def ablated(task, name, hidden, rate, seed):
    """A variant's share right at a task of TASKS; at the stream on pieces, and at the end of 512 steps."""
    learnt, steps = TASKS[task]
    run = train(VARIANTS[name], learnt, hidden, steps=steps, rate=rate, seed=seed)
    return [run.score] if task == "adding" else [run.score, follow(run.model, *streams())[0][-1]]


def better_rate(by_rate, score):
    """Of {rate: [run of each seed]}, the rate, as text, with the higher median score(run), and its runs."""
    return max(by_rate.items(), key=lambda item: np.median([score(run) for run in item[1]]))


def panels(ablation, size):
    """The ablation as a page shows it: {where asked: {variant: the share right of each seed}}, each at its better rate,
    which for the pieces is that of the stream."""
    shown = {"adding": {}, "stream: pieces": {}, "stream: its end": {}}
    for name in VARIANTS:
        _, added = better_rate(ablation["adding"][size][name], lambda run: run[-1])
        _, heard = better_rate(ablation["stream"][size][name], lambda run: run[-1])
        shown["adding"][name] = [right for (right,) in added]
        shown["stream: pieces"][name], shown["stream: its end"][name] = map(list, zip(*heard, strict=True))
    return shown


def run():
    """Run everything on one core and keep it in datasets/variants.json.

    {"habit": [habit of each seed], "stream": {"cell units": {rate: [hear of each seed]}}, "ablation": {task: {size:
    {variant: {rate: [ablated of each seed]}}}}, "units": {task: {variant: units at equal weight}}}.
    """
    kept = {"made by": "python -m lecturelib.experiments variants"}
    kept["habit"] = [habit(seed) for seed in SEEDS]
    kept["stream"] = {
        f"{name} {hidden}": {str(rate): [hear(name, hidden, rate, seed) for seed in SEEDS] for rate in RATES}
        for name, hidden in hearers()
    }
    kept["ablation"] = {task: {size: all_variants(task, size) for size in SIZES} for task in TASKS}
    kept["units"] = {
        task: {name: units(name, learnt, "equal weight") for name in VARIANTS} for task, (learnt, _) in TASKS.items()
    }
    STORED.write_text(json.dumps(kept, indent=1) + "\n")


def all_variants(task, size):
    """What `ablated` gives for every variant, rate and seed."""
    print(f"{task}, {size}", flush=True)
    hidden = {name: units(name, TASKS[task][0], size) for name in VARIANTS}
    return {
        name: {str(rate): [ablated(task, name, hidden[name], rate, seed) for seed in SEEDS] for rate in RATES}
        for name in VARIANTS
    }

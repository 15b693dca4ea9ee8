"""The experiments of the unit on the LSTM's way back: swap the cell, at every rate, at equal size and at equal
parameters. ``python -m lecturelib.experiments way-back`` runs all of it, in two minutes on two free cores."""

import json
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from itertools import product
from multiprocessing import get_context

import numpy as np

from .. import CELLS
from ..tasks import adding, recall, temporal_order
from ..train import train
from . import vanishing
from .contest import as_heavy, batches_needed, weight

STORED = files("lecturelib") / "datasets" / "way-back.json"
SEEDS = range(8)
RATES = (0.03, 0.01)
UNITS, BIASES = 16, (1, 2, 4)
SMOOTH = 25  # batches whose mean loss is watched
TASKS = {  # with its batches, and the loss of who always guesses
    "recall 40": (recall(40), 300, np.log(4)),
    "adding 50": (adding(50), 600, 1 / 6),
}


def results():
    """What a run of these experiments gave, as kept in datasets: see `run`."""
    return json.loads(STORED.read_text())


def contestants(task):
    """The networks compared on a task: {name: (cell, units)}."""
    lstms = {f"LSTM, bias {bias}": (CELLS["lstm"].with_forget_bias(bias), UNITS) for bias in BIASES}
    wide = as_heavy(CELLS["rnn"], task, weight(CELLS["lstm"], task, UNITS))
    return lstms | {f"RNN, {UNITS} units": (CELLS["rnn"], UNITS), f"RNN, {wide} units": (CELLS["rnn"], wide)}


def order_score(rate, seed):
    """The score of the LSTM at the longest temporal order of the unit on vanishing gradients, with its 600 batches."""
    return train(
        CELLS["lstm"], temporal_order(vanishing.ORDER_LENGTHS[-1]), UNITS, steps=600, rate=rate, seed=seed
    ).score


def trained(task, name, rate, seed):
    """A contestant's score, and the batches it took to come down to a quarter of a guess's loss, or None."""
    task, steps, guess = TASKS[task]
    cell, units = contestants(task)[name]
    run = train(cell, task, units, steps=steps, rate=rate, seed=seed)
    return [run.score, batches_needed(run.losses, guess / 4, SMOOTH)]


def told(runs):
    """What the runs of one contestant at one rate came to, in words."""
    needed = sorted(batches for _, batches in runs if batches is not None)
    if not needed:
        return f"none of {len(runs)} came down to a quarter of a guess's loss"
    return (
        f"{len(needed)} of {len(runs)} came down, after {np.median(needed):.0f} batches ({needed[0]} to {needed[-1]})"
    )


def run():
    """Run everything on two processes, and keep it in datasets/way-back.json.

    {task: {contestant: {rate: [[score, batches] of each seed]}}}, "order": {rate: [score of the LSTM of each seed]}, at
    the rates that vanishing.py tried, and "made by".
    """
    kept = {"made by": "python -m lecturelib.experiments way-back"}
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        for task, (described, _, _) in TASKS.items():
            jobs = list(product([task], contestants(described), RATES, SEEDS))
            kept[task] = {}
            for (_, name, rate, _), reached in zip(jobs, pool.map(trained, *zip(*jobs, strict=True)), strict=True):
                kept[task].setdefault(name, {}).setdefault(str(rate), []).append(reached)
        kept["order"] = {str(rate): list(pool.map(order_score, [rate] * len(SEEDS), SEEDS)) for rate in vanishing.RATES}
    STORED.write_text(json.dumps(kept) + "\n")

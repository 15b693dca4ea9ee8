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


def size(cell, inputs, hidden):
    """How many parameters a cell has."""
    return sum(int(np.prod(shape)) for shape in cell.shapes(inputs, hidden).values())


def as_large(inputs):
    """The number of units with which a vanilla network comes nearest to the parameters of the LSTM."""
    wanted = size(CELLS["lstm"], inputs, UNITS)
    return min(range(1, 4 * UNITS), key=lambda units: abs(size(CELLS["rnn"], inputs, units) - wanted))


def contestants(inputs):
    """The networks compared on a task with so many inputs: {name: (cell, units)}."""
    lstms = {f"LSTM, bias {bias}": (CELLS["lstm"].with_forget_bias(bias), UNITS) for bias in BIASES}
    wide = as_large(inputs)
    return lstms | {f"RNN, {UNITS} units": (CELLS["rnn"], UNITS), f"RNN, {wide} units": (CELLS["rnn"], wide)}


def order_score(rate, seed):
    """The score of the LSTM at the longest temporal order of notebook 05, with its 600 batches."""
    return train(
        CELLS["lstm"], temporal_order(vanishing.ORDER_LENGTHS[-1]), UNITS, steps=600, rate=rate, seed=seed
    ).score


def batches_to(losses, limit):
    """The number of batches after which the mean loss of the last 25 first lay below a limit; None if it never did."""
    below = np.flatnonzero(np.convolve(losses, np.full(SMOOTH, 1 / SMOOTH), "valid") < limit)
    return int(below[0]) + SMOOTH if len(below) else None


def trained(task, name, rate, seed):
    """A contestant's score, and the batches it took to come down to a quarter of a guess's loss, or None."""
    task, steps, guess = TASKS[task]
    cell, units = contestants(task.inputs)[name]
    run = train(cell, task, units, steps=steps, rate=rate, seed=seed)
    return [run.score, batches_to(run.losses, guess / 4)]


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
            jobs = list(product([task], contestants(described.inputs), RATES, SEEDS))
            kept[task] = {}
            for (_, name, rate, _), reached in zip(jobs, pool.map(trained, *zip(*jobs, strict=True)), strict=True):
                kept[task].setdefault(name, {}).setdefault(str(rate), []).append(reached)
        kept["order"] = {str(rate): list(pool.map(order_score, [rate] * len(SEEDS), SEEDS)) for rate in vanishing.RATES}
    STORED.write_text(json.dumps(kept) + "\n")

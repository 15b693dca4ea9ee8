"""The experiments of the unit on vanishing gradients: over how many steps a vanilla network learns, at which rate, and
what it loses where the error stops at a window's edge. ``python -m lecturelib.experiments vanishing`` runs all of it,
in five minutes on a free core."""

import json
from importlib.resources import files

from .. import CELLS
from ..tasks import echo, recall, temporal_order
from ..train import train

STORED = files("lecturelib") / "datasets" / "vanishing.json"
SEEDS = range(8)
RATES = (0.01, 0.003, 0.001)
LAGS = (1, 2, 5, 10, 20, 40)
ORDER_LENGTHS = (10, 20, 40)
ECHO = 8
WINDOWS = (2, 4, 6, 8, 9, 10, 12, 16)


def results():
    """What a run of these experiments gave, as kept in datasets: see `run`."""
    return json.loads(STORED.read_text())


def trained(task, steps, rate, seed, window=None):
    """A vanilla network of 32 units, trained on a task."""
    return train(CELLS["rnn"], task, hidden=32, steps=steps, rate=rate, seed=seed, window=window)


def recall_score(rate, lag, seed):
    """The share of dishes right after so many words of small talk, 300 batches."""
    return trained(recall(lag), 300, rate, seed).score


def order_score(rate, T, seed):
    """The share of orders of X and Y right, in sequences of T symbols, 600 batches."""
    return trained(temporal_order(T), 600, rate, seed).score


def echo_score(window, seed):
    """The share right of an echo of 8 steps, trained in windows on as many symbols as 80 batches of 80 hold."""
    return trained(echo(ECHO, T=80), 6400 // window, 0.01, seed, window).score


def by_rate(score, settings):
    """{rate: {setting: [score of each seed]}}, rates and settings as text."""
    return {str(rate): by_setting(lambda *args, rate=rate: score(rate, *args), settings) for rate in RATES}


def by_setting(score, settings):
    """{setting: [score of each seed]}, the settings as text."""
    return {str(setting): [score(setting, seed) for seed in SEEDS] for setting in settings}


PARTS = {
    "recall": lambda: by_rate(recall_score, LAGS),
    "order": lambda: by_rate(order_score, ORDER_LENGTHS),
    "echo": lambda: by_setting(echo_score, WINDOWS),
}


def run():
    """Run everything and keep it in datasets/vanishing.json: {part: {rate: {lag: [score of each seed]}}}, and for the
    echo {window: [score of each seed]}."""
    kept = {"made by": "python -m lecturelib.experiments vanishing"}
    kept |= {part: work() for part, work in PARTS.items()}
    STORED.write_text(json.dumps(kept, indent=1) + "\n")

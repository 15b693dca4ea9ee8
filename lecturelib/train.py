"""One training loop for every cell and every task: swap the cell, change nothing else."""

import os
import sys
import time
from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from .cells import Cell
from .reference import clip_by_norm, cross_entropy
from .threads import one_thread


@dataclass(frozen=True)
class Model:
    """A cell with a linear readout, answers = h @ W_y + b_y.

    params: the cell's parameters by name, and the readout's W_y (H, K) and b_y (K,).
    """

    cell: Cell
    params: dict

    @property
    def weights(self):
        """The cell's parameters alone, as its forward takes them."""
        return {name: param for name, param in self.params.items() if name not in ("W_y", "b_y")}

    def predict(self, x, state=None):
        """The answers at every step, logits or numbers: x (T, B, D) -> (T, B, K). state: as the cell's forward."""
        h, _, _ = self.cell.forward(self.weights, x, state)
        return h @ self.params["W_y"] + self.params["b_y"]

    def score(self, task, x, y):
        """The share of right answers to x (T, B, D), given the targets y."""
        answers = self.predict(x)
        return float(task.right(answers if task.every_step else answers[-1], y).mean())

    def gradients(self, task, x, y, state=None):
        """The loss on one batch of a task, its gradient by parameter, and the last state."""
        h, state, tape = self.cell.forward(self.weights, x, state)
        asked = h if task.every_step else h[-1:]
        rows = asked.reshape(-1, h.shape[-1])
        answers = rows @ self.params["W_y"] + self.params["b_y"]
        loss, error = LOSSES[task.loss](answers, y.reshape(len(rows), *y.shape[1 + task.every_step :]))
        dh = np.zeros_like(h)
        dh[-len(asked) :] = (error @ self.params["W_y"].T).reshape(asked.shape)
        grads, _, _ = self.cell.backward(self.weights, tape, dh)
        return loss, {**grads, "W_y": rows.T @ error, "b_y": error.sum(axis=0)}, state


@dataclass(frozen=True)
class Training:
    """What training leaves: the model, the loss at every step, the held-out score, and the seconds it took."""

    model: Model
    losses: np.ndarray
    score: float
    seconds: float

    @property
    def params(self):
        """The trained parameters by name, the readout's W_y and b_y among them."""
        return self.model.params


class Adam:
    """Kingma and Ba's optimiser (ICLR 2015): steps scaled by running means of each gradient and of its square."""

    def __init__(self, params, rate, decay=(0.9, 0.999), eps=1e-8):
        self.rate, self.decay, self.eps, self.steps = rate, decay, eps, 0
        self.mean = {name: np.zeros_like(param) for name, param in params.items()}
        self.square = {name: np.zeros_like(param) for name, param in params.items()}

    def update(self, params, grads):
        """Move every parameter, in place, one step against its gradient."""
        self.steps += 1
        keep, keep_square = self.decay
        rate = self.rate * np.sqrt(1 - keep_square**self.steps) / (1 - keep**self.steps)
        for name, grad in grads.items():
            mean, square = self.mean[name], self.square[name]
            mean += (1 - keep) * (grad - mean)
            square += (1 - keep_square) * (grad**2 - square)
            params[name] -= rate * mean / (np.sqrt(square) + self.eps)


def squared_error(answers, targets):
    """The squared error, summed over an answer's numbers, mean over rows, and its gradient.

    answers, targets (B, K). Returns the loss, a number, and its gradient with respect to the answers (B, K).
    """
    error = answers - targets
    return np.sum(error**2) / len(error), 2 * error / len(error)


BAR_AFTER = 1.0  # seconds of training before a progress bar is shown
LOSSES = {"cross_entropy": cross_entropy, "squared_error": squared_error}


@one_thread()
def train(cell, task, hidden=32, *, steps=500, rate=1e-2, batch=32, clip=1.0, seed=0, window=None, fixed=None):
    """Train a cell with a linear readout on a task: Adam, gradients clipped by their norm. Same seed, same numbers.

    cell: one of CELLS' values; hidden H. window: if given, truncated back-propagation through time on a task with an
    answer at every step: each step trains on the next `window` steps of the sequence, from the state the last window
    left, and no error goes back beyond its start. fixed: {name: value}, parameters held at a value; {"U": 0} takes a
    vanilla network's memory away. NumPy's linear algebra keeps to one thread meanwhile. Returns a Training; its score
    is the share of right answers to 500 sequences held out.
    """
    if window and not task.every_step:
        raise ValueError(f"window: {window} given, but {task.name} asks at the last step only; None wanted")
    init, drawn, held_out = np.random.default_rng(seed).spawn(3)
    model = new_model(cell, task, hidden, init)
    for name, value in (fixed or {}).items():
        model.params[name][:] = value
    adam, losses, began = Adam(model.params, rate), np.empty(steps), time.perf_counter()
    batches, state = _batches(task, drawn, batch, window), None
    for step in _with_bar(steps, task.name):
        x, y, goes_on = next(batches)
        losses[step], grads, state = model.gradients(task, x, y, state if goes_on else None)
        free = [name for name in grads if name not in (fixed or {})]
        clipped, _ = clip_by_norm([grads[name] for name in free], clip)
        adam.update(model.params, dict(zip(free, clipped, strict=True)))
    seconds = time.perf_counter() - began
    return Training(model, losses, model.score(task, *task.draw(held_out, 500)), seconds)


def new_model(cell, task, hidden, rng):
    """A model for a task, untrained: cell.init, then a readout drawn evenly from ±1/√H, biases 0."""
    bound = hidden**-0.5
    readout = {"W_y": rng.uniform(-bound, bound, (hidden, task.outputs)), "b_y": np.zeros(task.outputs)}
    return Model(cell, {**cell.init(task.inputs, hidden, rng), **readout})


def _batches(task, rng, batch, window):
    """Batches without end, cut into windows if wanted: x, y, and whether they go on where the one before ended."""
    while True:
        x, y = task.draw(rng, batch)
        width = window or len(x)
        for start in range(0, len(x), width):
            piece = slice(start, start + width)
            yield (x[piece], y[piece], start > 0) if task.every_step else (x, y, False)


def _with_bar(steps, title):
    """range(steps), with a progress bar if it takes long, for whoever watches: a terminal, or a notebook that a server
    opened; never CI. A notebook gets the bar as ordinary output, since it paints stderr red."""
    in_notebook = "JPY_SESSION_NAME" in os.environ
    if "CI" in os.environ or not (in_notebook or sys.stderr.isatty()):
        return range(steps)
    stream = sys.stdout if in_notebook else sys.stderr
    return tqdm(range(steps), title, leave=False, file=stream, delay=BAR_AFTER)

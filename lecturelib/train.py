"""One training loop for every cell and every task: swap the cell, change nothing else."""

import os
import sys
import time
from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from .cells import Cell, Packed
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

    def predict(self, x, state=None, lengths=None):
        """The answers at every step, logits or numbers: x (T, B, D) -> (T, B, K). state: as the cell's forward.

        lengths (B,): where each row ends, if they differ, as Packed has them; answers at padding mean nothing.
        """
        h, _, _ = self._run(lengths).forward(self.weights, x, state)
        return h @ self.params["W_y"] + self.params["b_y"]

    def score(self, task, x, y, lengths=None):
        """The share of right answers to x (T, B, D), given the targets y; padding is not asked."""
        places = asked(task, len(x), lengths)
        answers = self.predict(x, lengths=lengths)[places]
        return float(task.right(answers, y[places] if task.every_step else y).mean())

    def gradients(self, task, x, y, state=None, lengths=None):
        """The loss on one batch of a task, its gradient by parameter, and the last state."""
        cell, places = self._run(lengths), asked(task, len(x), lengths)
        h, state, tape = cell.forward(self.weights, x, state)
        rows = h[places].reshape(-1, h.shape[-1])
        answers = rows @ self.params["W_y"] + self.params["b_y"]
        loss, error = LOSSES[task.loss](answers, targets_in_rows(task, y, places))
        dh = np.zeros_like(h)
        dh[places] = (error @ self.params["W_y"].T).reshape(h[places].shape)
        grads, _, _ = cell.backward(self.weights, tape, dh)
        return loss, {**grads, "W_y": rows.T @ error, "b_y": error.sum(axis=0)}, state

    def clipped(self, grads, limit):
        """reference.clip_by_norm without the norm."""
        return clip_by_norm(grads, limit)[0]

    def _run(self, lengths):
        """The cell that runs along rows of these lengths, or along whole ones."""
        return self.cell if lengths is None else Packed(self.cell, lengths)


def asked(task, T, lengths=None):
    """The places among the answers (T, B, K) that a task asks for, as an index: every step of each row, or its last."""
    if lengths is None:
        return slice(None) if task.every_step else -1
    lengths = np.asarray(lengths)
    return np.arange(T)[:, None] < lengths if task.every_step else (lengths - 1, np.arange(len(lengths)))


def targets_in_rows(task, y, places):
    """The targets at these places, one row for each."""
    return y[places].reshape(-1, *y.shape[2:]) if task.every_step else y


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
        self.mean = {name: 0 * param for name, param in params.items()}
        self.square = {name: 0 * param for name, param in params.items()}

    def update(self, params, grads):
        """Move every parameter, in place, one step against its gradient."""
        self.steps += 1
        keep, keep_square = self.decay
        rate = self.rate * np.sqrt(1 - keep_square**self.steps) / (1 - keep**self.steps)
        for name, grad in grads.items():
            mean, square = self.mean[name], self.square[name]
            mean += (1 - keep) * (grad - mean)
            square += (1 - keep_square) * (grad**2 - square)
            params[name] -= rate * mean / (square**0.5 + self.eps)


def squared_error(answers, targets):
    """The squared error, summed over an answer's numbers, mean over rows, and its gradient.

    answers, targets (B, K). Returns the loss, a number, and its gradient with respect to the answers (B, K).
    """
    error = answers - targets
    return np.sum(error**2) / len(error), 2 * error / len(error)


BAR_AFTER = 1.0  # seconds of training before a progress bar is shown
LOSSES = {"cross_entropy": cross_entropy, "squared_error": squared_error}


@one_thread()
def train(
    cell,
    task,
    hidden=32,
    *,
    steps=500,
    rate=1e-2,
    batch=32,
    clip=1.0,
    seed=0,
    window=None,
    fixed=None,
    cool=False,
    dtype=np.float64,
    device=None,
):
    """Train a cell with a linear readout on a task: Adam, gradients clipped by their norm. Same seed, same numbers.

    cell: one of CELLS' values; hidden H. window: if given, truncated back-propagation through time on a task with an
    answer at every step: each step trains on the next `window` steps of the sequence, from the state the last window
    left, and no error goes back beyond its start. fixed: {name: value}, parameters held at a value; {"U": 0} takes a
    vanilla network's memory away. cool: whether the rate falls evenly, to reach 0 after the last step. dtype: the
    precision, np.float64 or np.float32. device: "cpu" or "cuda" trains by torch there, to the same losses but for
    rounding, in place of the course's own engine. NumPy's linear algebra keeps to one thread meanwhile. Returns a
    Training; its score is the share of right answers to 500 sequences held out.
    """
    if window and not task.every_step:
        raise ValueError(f"window: {window} given, but {task.name} asks at the last step only; None wanted")
    init, drawn, held_out = np.random.default_rng(seed).spawn(3)
    model = new_model(cell, task, hidden, init, dtype)
    for name, value in (fixed or {}).items():
        model.params[name][:] = value
    model = model if device is None else _on_torch(model, device)
    adam, losses, began = Adam(model.params, rate), np.empty(steps), time.perf_counter()
    batches, state = _batches(task, drawn, batch, window, dtype), None
    for step in _with_bar(steps, task.name):
        x, y, lengths, goes_on = next(batches)
        losses[step], grads, state = model.gradients(task, x, y, state if goes_on else None, lengths)
        free = [name for name in grads if name not in (fixed or {})]
        clipped = model.clipped([grads[name] for name in free], clip)
        adam.rate = rate * (1 - step / steps) if cool else rate
        adam.update(model.params, dict(zip(free, clipped, strict=True)))
    seconds = time.perf_counter() - began
    model = model if device is None else model.in_numpy()
    return Training(model, losses, model.score(task, *_draw(task, held_out, 500, dtype)), seconds)


def _on_torch(model, device):
    """The model on a device of torch, which is imported here and not before."""
    from .on_torch import TorchModel

    return TorchModel.of(model, device)


def new_model(cell, task, hidden, rng, dtype=np.float64):
    """A model for a task, untrained: cell.init, then a readout drawn evenly from ±1/√H, biases 0."""
    bound = hidden**-0.5
    readout = {"W_y": rng.uniform(-bound, bound, (hidden, task.outputs)), "b_y": np.zeros(task.outputs)}
    readout = {name: value.astype(dtype) for name, value in readout.items()}
    return Model(cell, {**cell.init(task.inputs, hidden, rng, dtype), **readout})


def _draw(task, rng, batch, dtype):
    """What a task draws, its numbers in this precision: x, y, and lengths, None if all rows are whole."""
    x, y, *lengths = (a.astype(dtype, copy=False) if a.dtype.kind == "f" else a for a in task.draw(rng, batch))
    return x, y, lengths[0] if lengths else None


def _batches(task, rng, batch, window, dtype):
    """Batches without end, cut into windows if wanted: x, y, lengths, and whether they go on where the last ended."""
    while True:
        x, y, lengths = _draw(task, rng, batch, dtype)
        if window and lengths is not None:
            raise ValueError(f"window: {window} given, but the rows of {task.name} differ in length; None wanted")
        width = window or len(x)
        for start in range(0, len(x), width):
            piece = slice(start, start + width)
            yield (x[piece], y[piece], lengths, start > 0) if task.every_step else (x, y, lengths, False)


def _with_bar(steps, title):
    """range(steps), with a progress bar if it takes long, for whoever watches: a terminal, or a notebook that a server
    opened; never CI. A notebook gets the bar as ordinary output, since it paints stderr red."""
    in_notebook = "JPY_SESSION_NAME" in os.environ
    if "CI" in os.environ or not (in_notebook or sys.stderr.isatty()):
        return range(steps)
    stream = sys.stdout if in_notebook else sys.stderr
    return tqdm(range(steps), title, leave=False, file=stream, delay=BAR_AFTER)

"""CPU against GPU by size: how long one step of training takes the engine, torch on the CPU, and torch on a GPU."""

import numpy as np

from ..cells import CELLS
from ..tasks import echo
from ..train import new_model
from .measure import median_time

NO_GPU = "No GPU here, so nothing is measured on one. Where there is, a last column and the size where it wins."


def compare_devices(cell="lstm", hidden=(32, 128, 512), T=64, batch=32, least=0.2):
    """Print the milliseconds of one step of training, loss and gradients, at these numbers of hidden units.

    In single precision, on sequences of T steps, the median over at least three steps and `least` seconds. Returns the
    seconds by side, {"engine": [...], "torch, cpu": [...]}, and "torch, cuda" where there is a GPU.
    """
    import torch

    devices = [None, "cpu", *["cuda"] * torch.cuda.is_available()]
    sides = {f"torch, {device}" if device else "engine": device for device in devices}
    seconds = {
        side: [median_time(one_step(CELLS[cell], H, T, batch, device), least) for H in hidden]
        for side, device in sides.items()
    }
    print("\n".join(table(hidden, seconds)))
    return seconds


def one_step(cell, hidden, T, batch, device):
    """A function that computes the loss and the gradients of one batch, by the engine or by torch on a device."""
    rng, task = np.random.default_rng(0), echo(1, T, symbols=64)
    model = new_model(cell, task, hidden, rng, np.float32)
    if device:
        from ..on_torch import TorchModel

        model = TorchModel.of(model, device)
    x, y = task.draw(rng, batch)
    return lambda: model.gradients(task, x.astype(np.float32), y)


def table(hidden, seconds):
    """The lines to print: milliseconds by size, and where the GPU begins to win."""
    yield "hidden " + "".join(f"{side:>13}" for side in seconds)
    for k, H in enumerate(hidden):
        yield f"{H:6} " + "".join(f"{1000 * each[k]:10.2f} ms" for each in seconds.values())
    yield crossing(hidden, seconds)


def crossing(hidden, seconds):
    """A sentence: from which size on the GPU is faster than every way on the CPU."""
    if "torch, cuda" not in seconds:
        return NO_GPU
    on_cpu = np.min([each for side, each in seconds.items() if side != "torch, cuda"], axis=0)
    slower = np.flatnonzero(np.array(seconds["torch, cuda"]) >= on_cpu)
    first = slower[-1] + 1 if len(slower) else 0
    if first == len(hidden):
        return f"The CPU wins up to {hidden[-1]} hidden units."
    return f"The GPU wins from {hidden[first]} hidden units on."

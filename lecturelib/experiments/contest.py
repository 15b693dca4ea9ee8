"""What the contests of cells share: cells as heavy as each other, and how many batches it took to learn a task."""

import numpy as np


def weight(cell, task, hidden):
    """How many numbers a cell of so many units has to learn on a task, its readout left out."""
    return sum(int(np.prod(shape)) for shape in cell.shapes(task.inputs, hidden).values())


def as_heavy(cell, task, wanted, most=100):
    """The number of units, up to `most`, with which a cell comes nearest to the weight wanted."""
    return min(range(1, most + 1), key=lambda hidden: abs(weight(cell, task, hidden) - wanted))


def batches_needed(losses, mark, window=20):
    """After how many batches the mean of the last `window` losses first lay below the mark; None if it never did."""
    below = np.convolve(losses, np.full(window, 1 / window), "valid") < mark
    return int(below.argmax()) + window if below.any() else None

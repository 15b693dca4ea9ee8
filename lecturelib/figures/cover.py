"""The picture at the top of the README: ``python -m lecturelib.figures.cover docs/cover.png`` draws it anew."""

import base64
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from ..reference import rnn_step, step_jacobian
from .bptt import draw_arriving
from .style import as_png, use_style

RADII = (0.5, 0.7, 0.9, 1.0, 1.1, 1.3, 1.5)


def arriving(radius: float, steps: int = 60, hidden: int = 32) -> np.ndarray:
    """‖∂h_T/∂h_t‖ (steps + 1,) for lags 0, 1, 2, … in a vanilla network that hears a whisper."""
    rng = np.random.default_rng(0)
    turn, _ = np.linalg.qr(rng.normal(size=(hidden, hidden)))
    weights = rng.normal(size=(4, hidden)), radius * turn, np.zeros(hidden)
    h, product, jacobians = np.zeros((1, hidden)), np.eye(hidden), []
    for x in 0.01 * rng.normal(size=(100 + steps, 1, 4)):
        jacobians.append(step_jacobian(x, h, *weights)[0])
        h = rnn_step(x, h, *weights)
    norms = [1.0]
    for jacobian in reversed(jacobians[-steps:]):
        product = jacobian @ product
        norms.append(np.linalg.norm(product, 2))
    return np.array(norms)


def main() -> None:
    """Write the cover to the file named on the command line."""
    use_style()
    draw_arriving({radius: arriving(radius) for radius in RADII}, "spectral radius")
    Path(sys.argv[1]).write_bytes(base64.b64decode(as_png(plt.gcf())))


if __name__ == "__main__":
    main()

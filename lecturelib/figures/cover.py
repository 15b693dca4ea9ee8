"""The picture at the top of the README: ``python -m lecturelib.figures.cover docs/cover.png`` draws it anew."""

import base64
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from .style import as_png, use_style
from .wiring import draw_wiring


def by_hand(f: float = 0.9, i: float = 0.5, g: float = -0.4, o: float = 0.5, c_before: float = 1.0) -> dict:
    """One unit's numbers in one step of the LSTM, by the names of its parts; the example of the unit on the LSTM."""
    kept, taken = f * c_before, i * g
    c = kept + taken
    h = o * np.tanh(c)
    inside = {"kept": kept, "taken": taken, "total": c, "squashed": np.tanh(c), "output": h}
    return {"f": f, "i": i, "g": g, "o": o, "c_before": c_before, "c": c, "h": h} | inside


def main() -> None:
    """Write the LSTM, with the numbers of one step in it, to the file named on the command line."""
    use_style()
    draw_wiring("lstm", by_hand())
    Path(sys.argv[1]).write_bytes(base64.b64decode(as_png(plt.gcf())))


if __name__ == "__main__":
    main()

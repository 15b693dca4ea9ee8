"""The stills of the explorers that no other figure draws: what stands on a page where no script runs."""

import matplotlib.pyplot as plt
import numpy as np

from ..palette import COLOURS
from .style import told_apart

ASLANT, BACK = 0.2, 0.8  # how far to the right, and how far up, what lies behind is drawn


def draw_chances(letters, chances, title):
    """The chances (K,) of K letters as bars."""
    axes = plt.figure(figsize=(7.0, 2.6)).subplots()
    axes.bar(range(len(letters)), chances, color=COLOURS["h"], width=0.6)
    names = [{" ": "␣", "\n": "↵"}.get(letter, letter) for letter in letters]
    axes.set(title=title, ylim=(0, 1), xticks=range(len(letters)), xticklabels=names, xlabel="next character")
    axes.grid(axis="x", visible=False)


ROADS = {
    "c": ("c ← belt", "c"),
    "out": ("c ← h", "c"),
    "to i": ("h ← i", "i"),
    "to f": ("h ← f", "f"),
    "to g": ("h ← g", "g"),
    "to o": ("h ← o", "o"),
}


def draw_roads(words, roads):
    """What travels on each of the six roads back, a row of bars each, over the words; roads: name -> (T,)."""
    rows = plt.figure(figsize=(7.0, 3.6)).subplots(len(ROADS), 1, sharex=True, sharey=True)
    for axes, (name, (title, letter)) in zip(rows, ROADS.items(), strict=True):
        axes.bar(range(len(words)), roads[name], color=COLOURS[letter], width=0.7)
        axes.set_ylabel(title, rotation=0, ha="right", va="center")
        axes.set(yticks=[], xticks=range(len(words)), xticklabels=words)
        axes.grid(False)


def draw_conventions(heard, r):
    """What two units hear with the reset r (2,) before the product and after it; heard: {matrix: (before, after)}."""
    panels = plt.figure(figsize=(7.0, 2.4)).subplots(1, len(heard), sharey=True)
    for axes, (name, pair) in zip(np.atleast_1d(panels), heard.items(), strict=True):
        for k, (votes, label) in enumerate(zip(pair, ("before", "after"), strict=True)):
            style = {"edgecolor": COLOURS["h"], "facecolor": COLOURS["h"] if k else "white"}
            axes.bar(np.arange(2) + (k - 0.5) * 0.36, votes, width=0.32, label=f"reset {label} the product", **style)
        axes.axhline(0, color=COLOURS["h"], linewidth=0.8)
        axes.set(title=f"U: {name}", xticks=[0, 1])
        axes.set_xticklabels([f"unit {k}, r = {value:g}" for k, value in enumerate(r)], fontsize=9.5)
    axes.figure.legend(*axes.get_legend_handles_labels(), loc="outside lower center", ncols=2)


def draw_landscape(us, bs, losses, walks):
    """A loss above two weights, seen from the side, and walks on it.

    us (N,), bs (M,): from front to back; losses (M, N); walks: {name: (steps, 3 or more)}, at each step u, b, the loss.
    What leaves the landscape is not followed.
    """
    axes = plt.figure(figsize=(7.0, 3.6)).subplots()
    seen = lambda u, b, loss: (u + ASLANT * (bs[0] - b), BACK * (bs[0] - b) + loss)  # noqa: E731
    for b, row in reversed(list(zip(bs, losses, strict=True))):
        x, y = seen(us, b, row)
        axes.fill_between(x, y, 0, color="white", zorder=1)
        axes.plot(x, y, color=COLOURS["quiet"], linewidth=0.7, zorder=1)
    limits = axes.get_xlim(), (0, axes.get_ylim()[1])
    for (name, places), marker in told_apart(walks.items(), ("o--", "o-")):
        fill = {"markerfacecolor": "white" if marker == "o--" else COLOURS["h"]}
        axes.plot(*seen(*places.T[:3]), marker, color=COLOURS["h"], markersize=5, linewidth=1.4, label=name, **fill)
    axes.set(xlim=limits[0], ylim=limits[1], xlabel="u; b falls to the back", yticks=[], ylabel="loss")
    axes.grid(False)
    axes.legend(loc="lower center")

"""The stills of the explorers that no other figure draws: what stands on a page where no script runs."""

import matplotlib.pyplot as plt

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

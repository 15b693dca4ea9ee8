"""The pictures of notebook 01: vectors, squashing functions and their slopes, junctions, gates."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from ..palette import COLOURS
from .diagram import arrow, box, junction, label, sheet
from .style import told_apart

SHADES = LinearSegmentedColormap.from_list("shades", ["white", COLOURS["x"]])
DASHES = {"tanh": "-", "sigmoid": "--"}


def draw_vectors(titles, vectors, names):
    """Vectors with values from 0 to 1 as strips of squares side by side, darker for more.

    titles: a word for each; vectors: a list of arrays (N,); names: for each vector the N names below its squares.
    """
    figure = plt.figure(figsize=(7.0, 1.35))
    strips = figure.subplots(1, len(vectors), width_ratios=[len(vector) for vector in vectors])
    for axes, title, vector, below in zip(strips, titles, vectors, names, strict=True):
        axes.imshow(np.array([vector]), cmap=SHADES, vmin=0, vmax=1.2)
        axes.set(title=title, xticks=range(len(vector)), xticklabels=below, yticks=[])
        axes.tick_params(length=0, labelsize=10)
        axes.grid(False)
        axes.spines[["top", "right"]].set_visible(True)
        for place, value in enumerate(vector):
            label(axes, place, 0, f"{value:g}")


def draw_squashing(a, curves):
    """Squashing functions over the input a (A,), with the bounds they never cross; curves: name -> values (A,)."""
    axes = plt.figure(figsize=(7.0, 2.9)).subplots()
    for bound in (-1, 0, 1):
        axes.axhline(bound, color=COLOURS["quiet"], linewidth=0.9, linestyle=":")
    draw_named(axes, a, curves)
    axes.set(xlabel="input a", ylabel="squashed", yticks=[-1, -0.5, 0, 0.5, 1], xlim=(a[0], a[-1]))
    axes.legend(loc="lower right")


def draw_named(axes, x, curves):
    """Curves over x (N,) in the colours and dashes of their names; curves: name -> values (N,)."""
    for name, values in curves.items():
        axes.plot(x, values, color=COLOURS[name], linestyle=DASHES[name], label=name)


def draw_lookalikes(x, target, candidates):
    """A curve (N,) in tanh's colour under the curves that claim to equal it; candidates: label -> values (N,)."""
    axes = plt.figure(figsize=(7.0, 2.6)).subplots()
    axes.plot(x, target, color=COLOURS["tanh"], linewidth=5, alpha=0.5, label="tanh(x)")
    for (text, values), dash in told_apart(candidates.items(), ("--", ":")):
        axes.plot(x, values, dash, color=COLOURS["h"], label=text)
    axes.set(xlabel="x", xlim=(x[0], x[-1]))
    axes.legend(loc="upper left")


def draw_again(histories):
    """Values squashed again and again, a panel for each squashing function; histories: name -> (times + 1, starts).

    Row 0 holds what was started with and is not drawn, since it may be huge.
    """
    figure = plt.figure(figsize=(7.0, 2.6))
    panels = figure.subplots(1, len(histories), sharey=True)
    for axes, (name, history) in zip(panels, histories.items(), strict=True):
        times = range(1, len(history))
        axes.plot(times, history[1:], color=COLOURS[name], linestyle=DASHES[name], marker=".", linewidth=1.2)
        axes.set(title=name, xlabel="times squashed", xticks=[1, 5, 10, 15, 20], yticks=[-1, -0.5, 0, 0.5, 1])


def draw_slopes(a, values, slopes, products):
    """Values (A,) and slopes (A,) over a (A,), and products (layers,) of slopes through layers; each name -> array."""
    curve, slope, product = plt.figure(figsize=(7.6, 2.8)).subplots(1, 3)
    draw_named(curve, a, values)
    draw_named(slope, a, slopes)
    for name, through in products.items():
        layers = range(1, len(through) + 1)
        product.plot(layers, through, color=COLOURS[name], linestyle=DASHES[name], marker=".")
    curve.set(title="value", xlabel="input a", yticks=[-1, 0, 1])
    slope.set(title="slope", xlabel="input a", yticks=[0, 0.25, 0.5, 0.75, 1])
    product.set(title="product of the slopes", xlabel="layers", xticks=[1, 5, 10, 15, 20], yscale="log")
    curve.legend(loc="upper left", fontsize=9.5)


def draw_junctions(left, above, total, product):
    """The plus and the times junction: left and above, three numbers each, go in; total and product come out."""
    axes = sheet(19.4, 4.3, unit=0.38)
    draw_junction(axes, 0.7, "+", left, above, total, "plus junction")
    draw_junction(axes, 10.5, "×", left, above, product, "times junction")


def draw_junction(axes, x, sign, left, above, out, title):
    """One junction from x on: a vector from the left, one from above, and what comes out."""
    centre, y = x + 4.0, 1.9
    draw_row(axes, x, y, left)
    draw_row(axes, centre - 1.2, 3.7, above)
    draw_row(axes, centre + 1.6, y, out)
    junction(axes, centre, y, sign)
    arrow(axes, (x + 2.98, y), (centre - 0.36, y))
    arrow(axes, (centre, 3.24), (centre, y + 0.36))
    arrow(axes, (centre + 0.36, y), (centre + 1.04, y))
    label(axes, centre, 0.8, title)


def draw_row(axes, x, y, numbers):
    """A vector as a row of boxes, the first centred at (x, y)."""
    for place, number in enumerate(numbers):
        box(axes, x + 1.2 * place, y, f"{number:g}".replace("-", "−"), width=1.1, height=0.9)


def draw_gated(time, signal, share, passed):
    """A signal, how far its gate is open, and what passes: three arrays (T,) over time (T,)."""
    axes = plt.figure(figsize=(7.0, 2.8)).subplots()
    axes.plot(time, signal, color=COLOURS["quiet"], linewidth=1.2, label="signal")
    axes.plot(time, share, color=COLOURS["sigmoid"], linestyle="--", label="gate")
    axes.plot(time, passed, color=COLOURS["h"], label="what passes")
    axes.set(xlabel="time", xlim=(time[0], time[-1]), yticks=[-1, -0.5, 0, 0.5, 1])
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3)


def draw_memories(memories):
    """What a memory holds after each piece of news; memories: the name of what squashed the news -> (T,)."""
    axes = plt.figure(figsize=(7.0, 2.4)).subplots()
    longest = max(map(len, memories.values()))
    draw_named(axes, range(1, longest + 1), memories)
    axes.set(xlabel="pieces of news", ylabel="held in memory")
    axes.legend(loc="upper left", title="news squashed by")

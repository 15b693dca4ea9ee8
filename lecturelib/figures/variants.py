"""The unit on variants, drawn: memories that fill, a clock of peepholes, the ladder, and what survives an ablation."""

import matplotlib.pyplot as plt
import numpy as np

from .diagram import arrow, box, label, sheet
from .style import CELL_COLOURS, COLOURS, DIVERGING, told_apart

MEMORY, STATE, QUIET = COLOURS["c"], COLOURS["h"], COLOURS["quiet"]
VARIANT_COLOURS = {"no_forget": COLOURS["g"], "lstm": CELL_COLOURS["lstm"], "coupled": COLOURS["i"]}


def draw_filling(told):
    """The memory of some cells and what they show of it, step by step; told: {cell: (c (T,), h (T,))}."""
    panels = plt.figure(figsize=(7.0, 2.8)).subplots(1, 2)
    for (name, curves), dash in told_apart(told.items(), ("-", "--", ":")):
        for axes, values in zip(panels, curves, strict=True):
            axes.plot(np.arange(1, len(values) + 1), values, dash, color=VARIANT_COLOURS[name], label=name)
    for axes, title in zip(panels, ("memory c", "shown, h"), strict=True):
        axes.axhline(0, color=QUIET, linewidth=1)
        axes.set(title=title, xlabel="step")
    panels[0].legend()


def draw_clock(c, h, threshold):
    """A memory that counts up to a threshold and starts again (T,), and what its output gate lets out (T,)."""
    upper, lower = plt.figure(figsize=(7.0, 2.9)).subplots(2, 1, sharex=True)
    steps = np.arange(1, len(c) + 1)
    upper.plot(steps, c, "o-", color=MEMORY, markersize=4)
    upper.axhline(threshold, color=QUIET, linestyle=":")
    upper.set(ylabel="memory c", ylim=(0, None))
    lower.bar(steps, h, color=STATE, width=0.5)
    lower.set(ylabel="shown, h", xlabel="step", ylim=(0, 1.05))


def draw_views(views):
    """Which memory, a row, which gate sees, a column, in blocks i f o; views: {name: weights (H, 3H)}."""
    panels = plt.figure(figsize=(7.0, 2.2)).subplots(1, len(views))
    for axes, (name, weights) in zip(panels, views.items(), strict=True):
        H = len(weights)
        limit = np.max(np.abs(weights))
        axes.imshow(weights, cmap=DIVERGING, vmin=-limit, vmax=limit)
        for k, gate in enumerate("ifo"):
            axes.text(H * k + (H - 1) / 2, -1.1, gate, color=COLOURS[gate], ha="center", style="italic")
            axes.axvline(H * k - 0.5, color=STATE, linewidth=1)
        axes.set_title(name, pad=18)
        axes.set(xlabel="gates of the units", ylabel="memories", xticks=[], yticks=[])
        axes.grid(visible=False)


def draw_ladder():
    """The cells as a ladder: an arrow leads from each to the one that it becomes, and says at which weights."""
    axes = sheet(15.2, 5.2, unit=0.45)
    places = {
        "full_peephole": (2.2, 4.3),
        "peephole": (7.6, 4.3),
        "lstm": (13.0, 4.3),
        "no_forget": (13.0, 1.0),
        "coupled": (7.6, 1.0),
        "cell_peephole": (2.2, 1.0),
    }
    for name, (x, y) in places.items():
        colour = CELL_COLOURS["lstm"] if name == "lstm" else STATE
        box(axes, x, y, name, colour, width=3.2)
    rungs = [
        ("full_peephole", "peephole", "V diagonal", (4.9, 4.85)),
        ("peephole", "lstm", "p = 0", (10.3, 4.85)),
        ("lstm", "no_forget", "f = 1", (13.8, 2.65)),
        ("lstm", "coupled", "i = 1 − f", (9.2, 2.65)),
        ("full_peephole", "cell_peephole", "U = 0, the c's alone", (4.75, 2.65)),
    ]
    for start, end, text, where in rungs:
        arrow(axes, *edges(places[start], places[end]), QUIET)
        label(axes, *where, text, fontsize=10)


def edges(start, end, width=3.2, height=1.0):
    """Where a line between two boxes leaves the one and meets the other."""
    (x0, y0), (x1, y1) = start, end
    if y0 == y1:
        return (x0 + width / 2, y0), (x1 - width / 2, y1)
    return (x0 - 0.6 * (x0 > x1), y0 - height / 2), (x1 + 0.6 * (x0 > x1), y1 + height / 2)


def draw_stream(right, memory):
    """Along an endless stream: the share right, and the size of the memory, at the steps; {cell: {step: number}}."""
    panels = plt.figure(figsize=(7.0, 2.8)).subplots(1, 2)
    for axes, curves, title in zip(panels, (right, memory), ("share right", "mean |c|"), strict=True):
        for (name, values), dash in told_apart(curves.items(), ("o-", "s--")):
            axes.semilogx(
                list(values), list(values.values()), dash, color=VARIANT_COLOURS[name], markersize=4, label=name
            )
        axes.set(title=title, xlabel="steps since the stream began")
        axes.set_xticks([16, 64, 256], ["16", "64", "256"])
        axes.minorticks_off()
    panels[0].set_ylim(0, 1.05)
    panels[1].set_yscale("log")
    panels[1].legend()


def draw_ablation(panels, chance):
    """Every network's score as a dot, their mean and its standard error as a bar, a variant a row.

    panels: {task: {variant: scores (S,)}}, the whole cell first: a line marks its mean. chance: the score of a guess.
    """
    names = list(next(iter(panels.values())))
    grid = plt.figure(figsize=(7.0, 0.8 + 0.32 * len(names))).subplots(1, len(panels), sharey=True)
    for axes, (task, scores) in zip(grid, panels.items(), strict=True):
        for row, values in enumerate(scores.values()):
            mean, error = np.mean(values), np.std(values, ddof=1) / np.sqrt(len(values))
            colour = CELL_COLOURS["lstm"] if row == 0 else STATE
            axes.plot(values, row + np.linspace(-0.2, 0.2, len(values)), "o", color=QUIET, alpha=0.6, markersize=3.5)
            axes.errorbar(mean, row, xerr=error, fmt="D", color=colour, markersize=5, capsize=3, linewidth=1.6)
        axes.axvline(np.mean(scores[names[0]]), color=CELL_COLOURS["lstm"], linewidth=1)
        axes.axvline(chance, color=QUIET, linestyle=":")
        axes.set(title=task, xlabel="share right", xlim=(-0.03, 1.06), xticks=(0, 0.5, 1))
        axes.set_yticks(range(len(names)), names)
        axes.grid(axis="y", visible=False)
    grid[0].invert_yaxis()

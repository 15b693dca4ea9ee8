"""The unit on variants, drawn: memories that fill, a clock of peepholes, the ladder, and what survives an ablation."""

import matplotlib.pyplot as plt
import numpy as np

from ..palette import CELL_COLOURS, COLOURS
from .diagram import arrow, box, label, sheet
from .style import DIVERGING, told_apart

MEMORY, STATE, QUIET = COLOURS["c"], COLOURS["h"], COLOURS["quiet"]
VARIANT_COLOURS = {"no_forget": STATE, "lstm": CELL_COLOURS["lstm"], "coupled": QUIET}


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
            axes.text(H * k + (H - 1) / 2, -0.75, gate, color=COLOURS[gate], ha="center", va="bottom", style="italic")
            axes.axvline(H * k - 0.5, color=STATE, linewidth=1)
        axes.set_title(name, pad=24)
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
        ("lstm", "no_forget", "f = 1", (13.75, 2.65)),
        ("lstm", "coupled", "i = 1 − f", (8.8, 2.95)),
        ("full_peephole", "cell_peephole", "U = 0, the c's alone", (4.2, 2.65)),
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


def draw_habit(networks):
    """The forget gate of trained networks, a column each: (f in noise (H,), f at announcements (H,)) by unit.

    The unit that minds announcements most stands out, its two values joined; the others are faint.
    """
    axes = plt.figure(figsize=(7.0, 2.8)).subplots()
    for column, (noise, mark) in enumerate(networks):
        best = int(np.argmax(np.subtract(noise, mark)))
        axes.plot([column, column], [noise[best], mark[best]], color=QUIET, linewidth=1.4)
        for values, shape, colour in ((noise, "o", COLOURS["f"]), (mark, "D", STATE)):
            others = np.delete(values, best)
            axes.plot(np.full(len(others), column), others, shape, color=colour, alpha=0.25, markersize=4)
            axes.plot(column, values[best], shape, color=colour, markersize=7)
    axes.plot([], [], "o", color=COLOURS["f"], label="in noise")
    axes.plot([], [], "D", color=STATE, label="at a mark")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    axes.set(xlabel="network", ylabel="forget gate f", ylim=(-0.03, 1.03))
    axes.set_xticks(range(len(networks)), range(1, len(networks) + 1))


def draw_stream(stored, own, ends):
    """Along an endless stream: the share right, and the size of the memory, in stretches up to the steps `ends`.

    stored: {cell and units: [{"right": [...], "memory": [...]} of each seed]}: a thin line each, their median thick;
    own: {cell: one of these}, a dotted line.
    """
    grid = plt.figure(figsize=(7.0, 3.0)).subplots(1, 2)
    for axes, what, title in zip(grid, ("right", "memory"), ("share right", "mean |c|"), strict=True):
        for (name, runs), shape in told_apart(stored.items(), ("o-", "s--", "^-.")):
            colour = VARIANT_COLOURS[name.split()[0]]
            curves = np.array([run[what] for run in runs])
            axes.semilogx(ends, curves.T, color=colour, alpha=0.25, linewidth=0.8)
            axes.semilogx(ends, np.median(curves, axis=0), shape, color=colour, markersize=4, label=name)
        for name, one in own.items():
            axes.semilogx(ends, one[what], ":", color=COLOURS["x"], label="yours" if name == "lstm" else None)
        axes.set(title=title, xlabel="steps since the stream began")
        axes.set_xticks([16, 64, 256], ["16", "64", "256"])
        axes.minorticks_off()
    grid[0].set_ylim(0, 1.05)
    grid[1].set_yscale("log")
    grid[1].legend(loc="center left", bbox_to_anchor=(1, 0.5))


def draw_ablation(panels, heavy, chance):
    """Every network's score as a dot, its variant a row, with the median as a bar; hollow, the median at equal weight.

    panels, heavy: {where asked: {variant: scores (S,)}}, the whole cell first: a line marks its median. chance: the
    score of a guess.
    """
    names = list(next(iter(panels.values())))
    grid = plt.figure(figsize=(7.0, 0.9 + 0.34 * len(names))).subplots(1, len(panels), sharey=True)
    for axes, (task, scores) in zip(grid, panels.items(), strict=True):
        for row, (name, values) in enumerate(scores.items()):
            colour = CELL_COLOURS["lstm"] if row == 0 else STATE
            axes.plot(values, row + np.linspace(-0.25, 0.25, len(values)), "o", color=QUIET, alpha=0.7, markersize=3.5)
            axes.plot(2 * [np.median(values)], [row - 0.38, row + 0.38], color=colour, linewidth=2.4)
            axes.plot(np.median(heavy[task][name]), row, "s", markerfacecolor="none", color=colour, markersize=8)
        axes.axvline(np.median(scores[names[0]]), color=CELL_COLOURS["lstm"], linewidth=1)
        axes.axvline(chance, color=QUIET, linestyle=":")
        axes.set(title=task, xlabel="share right", xlim=(-0.03, 1.06), xticks=(0, 0.5, 1))
        axes.set_yticks(range(len(names)), [name.replace("_", " ") for name in names])
        axes.grid(axis="y", visible=False)
    grid[0].invert_yaxis()

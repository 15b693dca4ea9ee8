"""The figures of the unit on the GRU: a changing mind, a tally and its gates, and three cells on the same tasks."""

import matplotlib.pyplot as plt
import numpy as np

from ..palette import CELL_COLOURS, COLOURS
from .style import told_apart

QUIET = COLOURS["quiet"]


def draw_beliefs(heard, beliefs):
    """What was heard day by day (T,), as dots, and what was believed: {z: (T,)}."""
    axes = plt.figure(figsize=(7.0, 2.9)).subplots()
    axes.plot(heard, ".", color=QUIET, label="measured")
    for (z, belief), style in told_apart(beliefs.items(), ("-", "--", ":")):
        axes.plot(belief, style, label=f"z = {z}")
    axes.set(xlabel="day", ylabel="°C")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))


def draw_tally(words, states, gates):
    """A tally's words, one a step, its states (T,) as bars, and below them its gates, {name: (T,)}."""
    figure = plt.figure(figsize=(7.0, 3.2))
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1.1))
    steps = np.arange(len(words))
    upper.bar(steps, states, color=COLOURS["h"], width=0.55)
    upper.set(ylabel="sheep", xlim=(-0.6, len(words) - 0.4))
    lower.imshow(np.stack(list(gates.values())), cmap="Greys", vmin=0, vmax=9, aspect="auto")
    for row, (name, values) in enumerate(gates.items()):
        for step, value in enumerate(values):
            style = {"color": COLOURS[name], "fontweight": "bold", "fontsize": 10}
            lower.text(step, row, f"{value.round(2):g}", ha="center", va="center", **style)
    lower.set(yticks=range(len(gates)), yticklabels=list(gates), xticks=steps, xticklabels=words)
    lower.grid(False)
    lower.tick_params(length=0)


def draw_counting(strokes, tallies):
    """How far each cell has counted (T,) after so many strokes (T,); tallies: {cell: (T,)}, and the truth dotted."""
    axes = plt.figure(figsize=(7.0, 2.9)).subplots()
    for (name, tally), style in zip(tallies.items(), ("-", "--"), strict=True):
        axes.plot(strokes, tally, style, color=CELL_COLOURS[name], linewidth=4, alpha=0.7, label=name.upper())
    axes.plot(strokes, strokes, ":", color=COLOURS["h"], label="the truth")
    axes.set(xlabel="strokes heard", ylabel="strokes in memory")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))


def draw_update_gates(saw, numbers):
    """z in trained GRUs, a column for each network and a dot for each unit.

    saw: (score, z at "saw" (H,)) of each reader. numbers: (score, z at plain numbers, z at marked ones) of each adder;
    a line joins the two of the unit that keeps best.
    """
    left, right = plt.figure(figsize=(7.0, 3.0)).subplots(1, 2, sharey=True)
    for column, (_, z) in enumerate(saw):
        left.plot(np.full(len(z), column), z, "o", color=COLOURS["z"], markersize=5)
    for column, (_, plain, marked) in enumerate(numbers):
        best = int(np.argmin(plain))
        right.plot([column, column], [plain[best], marked[best]], color=QUIET, linewidth=1.2)
        right.plot(np.full(len(plain), column), plain, "o", color=COLOURS["z"], markersize=5)
        right.plot(column, marked[best], "D", color=COLOURS["h"], markersize=5)
    right.plot([], [], "o", color=COLOURS["z"], markersize=5, label="at plain numbers")
    right.plot([], [], "D", color=COLOURS["h"], markersize=5, label="at marked ones, the best keeper")
    right.legend(loc="upper center", fontsize=9.5)
    left.set(title="the book: z at “saw”", ylabel="z, the share renewed", ylim=(-0.03, 1.03))
    right.set(title="adding: z at numbers")
    for axes, networks in ((left, saw), (right, numbers)):
        axes.set(xlabel="network", xticks=range(len(networks)), xticklabels=range(1, len(networks) + 1))


def draw_swapped(stored, own, chances):
    """The share right of the same weights run through several cells, the first the one they were trained in.

    stored: {task: {cell: shares (S,)}}, a dot each; own: {task: {cell: share}}, a ring; chances: {task: share}.
    """
    grid = plt.figure(figsize=(7.0, 2.6)).subplots(1, len(stored), sharey=True)
    for axes, (task, by_cell) in zip(grid, stored.items(), strict=True):
        places = np.arange(len(by_cell))[::-1]
        for place, (cell, shares) in zip(places, by_cell.items(), strict=True):
            spread = place + np.linspace(-0.22, 0.22, len(shares))
            colour = COLOURS["z"] if place == places[0] else COLOURS["f"]
            axes.plot(shares, spread, "o", color=colour, alpha=0.75, markersize=5)
            axes.plot(own[task][cell], place, "o", markerfacecolor="none", color=COLOURS["h"], markersize=11)
        axes.axvline(chances[task], color=COLOURS["h"], linestyle=":")
        axes.set(title=task, xlabel="share right", xlim=(-0.04, 1.04), yticks=places, yticklabels=list(by_cell))


def draw_race(results, limits):
    """Batches until learnt, a row for each entrant at the better of its rates; at most four tasks.

    results: {task: {entrant: (rate, batches (S,))}}, inf for a start that had not learnt, drawn as a cross behind the
    task's limit; limits: {task: batches given}.
    """
    names = list(next(iter(results.values())))
    grid = plt.figure(figsize=(7.0, 4.6)).subplots(2, 2, sharey=True)
    for axes, (task, cells) in zip(grid.flat, results.items(), strict=True):
        behind = 1.06 * limits[task]
        for row, (name, (_, batches)) in enumerate(cells.items()):
            colour, missed = CELL_COLOURS[name.split(",")[0]], np.isinf(batches)
            spread = row + np.linspace(-0.25, 0.25, len(batches))
            axes.plot(batches[~missed], spread[~missed], "o", color=colour, alpha=0.75, markersize=4)
            axes.plot(np.full(missed.sum(), behind), spread[missed], "x", color=colour, markersize=4)
            if missed.mean() < 0.5:
                axes.plot(2 * [np.median(batches)], [row - 0.38, row + 0.38], color=colour, linewidth=2.4)
        axes.axvline(limits[task], color=QUIET, linestyle=":")
        axes.set(title=task, xlim=(0, 1.12 * limits[task]), yticks=range(len(names)), yticklabels=names)
    grid[0, 0].invert_yaxis()
    for axes in grid[1]:
        axes.set_xlabel("batches until learnt")

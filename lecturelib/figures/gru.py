"""The figures of the unit on the GRU: a changing mind, a tally and its gates, and three cells on the same tasks."""

import matplotlib.pyplot as plt
import numpy as np

from .style import CELL_COLOURS, COLOURS, told_apart

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
    lower.imshow(np.stack(list(gates.values())), cmap="Greys", vmin=0, vmax=4, aspect="auto")
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
    axes.plot(strokes, strokes, ":", color=QUIET, label="the truth")
    for (name, tally), style in zip(tallies.items(), ("-", "--"), strict=True):
        axes.plot(strokes, tally, style, color=CELL_COLOURS[name], label=name.upper())
    axes.set(xlabel="strokes heard", ylabel="strokes in memory")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))


def draw_swapped(shares, chances):
    """The share right of the same weights run through several cells; shares: {task: {cell: share}}, the first cell the
    one they were trained in; chances: {task: share}."""
    grid = plt.figure(figsize=(7.0, 2.6)).subplots(1, len(shares), sharey=True)
    for axes, (task, by_cell) in zip(grid, shares.items(), strict=True):
        places = np.arange(len(by_cell))[::-1]
        colours = [COLOURS["z"], *[COLOURS["f"]] * (len(by_cell) - 1)]
        axes.barh(places, list(by_cell.values()), color=colours, height=0.6)
        axes.axvline(chances[task], color=COLOURS["h"], linestyle=":")
        for place, share in zip(places, by_cell.values(), strict=True):
            axes.text(max(share, chances[task]) + 0.03, place, f"{share:.2f}", va="center", fontsize=10)
        axes.set(title=task, xlabel="share right", xlim=(0, 1.19), yticks=places, yticklabels=list(by_cell))
        axes.grid(axis="y", visible=False)


def draw_race(results, budgets):
    """Batches until learnt, a dot a start; results: {task: {(cell, hidden): batches (S,)}}, nan for not within the
    task's budget, drawn as a cross above it."""
    grid = plt.figure(figsize=(7.0, 3.2)).subplots(1, len(results))
    for axes, (task, cells) in zip(grid, results.items(), strict=True):
        for place, ((cell, _), batches) in enumerate(cells.items()):
            aside = place + np.linspace(-0.25, 0.25, len(batches))
            missed = np.isnan(batches)
            style = {"color": CELL_COLOURS[cell], "markersize": 5, "linestyle": "none"}
            axes.plot(aside[~missed], batches[~missed], marker="o", **style)
            axes.plot(aside[missed], np.full(missed.sum(), 1.07 * budgets[task]), marker="x", **style)
        names = [f"{cell.upper()}\n{hidden}" for cell, hidden in cells]
        axes.set(title=task, xticks=range(len(names)), xlim=(-0.6, len(names) - 0.4), ylim=(0, 1.14 * budgets[task]))
        axes.set_xticklabels(names, fontsize=9)
        axes.axhline(budgets[task], color=QUIET, linestyle=":")
    grid[0].set_ylabel("batches until learnt")

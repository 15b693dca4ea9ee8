"""The units on the LSTM, drawn: gates word by word and start by start, the roads back, how long a memory lasts."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import to_rgba

from ..palette import CELL_COLOURS, COLOURS
from .diagram import label
from .style import told_apart

QUIET, STATE, MEMORY = COLOURS["quiet"], COLOURS["h"], COLOURS["c"]
STRONGEST = 0.6  # how much of its colour the largest number gets, so that what is written on it can be read
ROWS = {"f": "keep, f", "i": "take in, i", "g": "new, g", "o": "let out, o", "c": "memory, c", "h": "shown, h"}


def draw_walk(words, values):
    """One unit, word by word: a row for each of f, i, g, o, c and h, the stronger the colour, the larger the number.

    words (T,): strings; values: {letter: numbers (T,)}, the six of ROWS among them.
    """
    axes, many = plt.figure(figsize=(7.0, 2.9)).subplots(), len(words) > 12
    size = 8.5 if many else 10
    for row, letter in enumerate(ROWS):
        for step, value in enumerate(values[letter]):
            strength = STRONGEST * min(1, abs(value) / (2 if letter == "c" else 1))
            style = {"facecolor": to_rgba(COLOURS[letter], strength), "edgecolor": "white", "linewidth": 1.5}
            axes.add_patch(plt.Rectangle((step - 0.5, row - 0.5), 1, 1, **style))
            number = f"{value:.1f}".replace("-0.0", "0.0").replace("-", "−")
            colour = "white" if letter == "h" and strength > 0.55 else STATE
            label(axes, step, row, number, colour, fontsize=size)
    axes.set(xlim=(-0.5, len(words) - 0.5), ylim=(len(ROWS) - 0.5, -0.5))
    turned = {"rotation": 45, "ha": "left", "rotation_mode": "anchor"} if many else {}
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(words)), words, **turned)
    axes.set_yticks(range(len(ROWS)), ROWS.values())
    axes.tick_params(length=0)
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)


def draw_difference(words, apart):
    """How far the memories of two readers of nearly the same text are apart, apart (T, H): a row for each unit."""
    axes = plt.figure(figsize=(7.0, 2.7)).subplots()
    picture = axes.imshow(apart.T, cmap="Oranges", vmin=0, vmax=np.ceil(apart.max()), aspect="auto")
    axes.set_xticks(range(len(words)), words, rotation=45, ha="right", rotation_mode="anchor")
    axes.set(ylabel="unit", yticks=range(apart.shape[1]))
    axes.tick_params(length=0)
    axes.grid(visible=False)
    plt.colorbar(picture, ax=axes, label="difference of c")


def draw_strip(rows, seeds, shares, colour):
    """Shares from 0 to 1 as squares, the stronger the larger, a number in each: a column for each random start.

    rows: their names; shares (rows, seeds); colour: the letter whose colour it is.
    """
    axes = plt.figure(figsize=(7.0, 0.75 + 0.36 * len(rows))).subplots()
    for (row, column), share in np.ndenumerate(shares):
        style = {"facecolor": to_rgba(COLOURS[colour], STRONGEST * share), "edgecolor": "white", "linewidth": 1.5}
        axes.add_patch(plt.Rectangle((column - 0.5, row - 0.5), 1, 1, **style))
        label(axes, column, row, f"{share:.2f}", fontsize=9.5)
    axes.set(xlim=(-0.5, len(seeds) - 0.5), ylim=(len(rows) - 0.5, -0.5), xlabel="seed")
    axes.set_xticks(range(len(seeds)), seeds)
    axes.set_yticks(range(len(rows)), rows)
    axes.tick_params(length=0)
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)


def draw_secret(x, said, o):
    """A secret told, kept and asked for: what was heard, x (T, 3), what was said (T,), and the output gate, o (T,)."""
    above, below = plt.figure(figsize=(7.0, 3.2)).subplots(2, 1, sharex=True)
    steps, (told, asked) = np.arange(len(x)), (x[:, 1] == 1, x[:, 2] == 1)
    above.axhline(0, color=QUIET, linewidth=0.8)
    above.plot(steps[told], x[told, 0], "v", color=COLOURS["x"], ms=9, label="told")
    above.plot(steps, said, "-", color=STATE, label="said")
    above.plot(steps[asked], said[asked], "o", color=STATE, ms=6, label="said when asked")
    above.set(ylim=(-1.6, 1.6), yticks=(-1, 0, 1), yticklabels=("no, −1", "0", "yes, 1"))
    above.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    below.bar(steps, o, color=[COLOURS["o"] if ask else QUIET for ask in asked], width=0.8)
    below.set(ylim=(0, 1.03), ylabel="o", xlabel="step")


def draw_roads(roads):
    """How much of an error arrives, lag by lag, at h and at c, and what the belt alone would bring.

    roads: {title: (at h (L,), at c (L,), along the belt (L,))}.
    """
    panels = plt.figure(figsize=(7.0, 2.9)).subplots(1, len(roads), sharey=True)
    for axes, (title, (at_h, at_c, belt)) in zip(panels, roads.items(), strict=True):
        lags = np.arange(1, len(at_h) + 1)
        axes.semilogy(lags, at_c, color=MEMORY, label="at c")
        axes.semilogy(lags, at_h, "--", color=STATE, label="at h")
        axes.semilogy(lags, belt, ":", color=COLOURS["f"], label="belt alone")
        axes.set(title=title, xlabel="lag, in steps", ylim=(1e-12, 30))
    panels[0].set_ylabel("what arrives")
    panels[0].legend()


def draw_fading(fading):
    """What is left of a memory after 0, 1, 2, … steps; fading: {share kept f: (left (N,), time constant)}."""
    axes = plt.figure(figsize=(7.0, 2.8)).subplots()
    for (share, (left, constant)), dash in told_apart(fading.items()):
        (line,) = axes.plot(left, dash, label=f"f = {share:g}")
        if constant < len(left):
            axes.plot(constant, np.exp(-1), "o", color=line.get_color())
    axes.axhline(np.exp(-1), color=QUIET, linestyle=":", linewidth=1)
    axes.text(len(left) - 1, np.exp(-1) + 0.02, "1/e", ha="right", color=QUIET)
    axes.set(xlabel="steps", ylabel="share left", ylim=(0, 1.03))
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))


def draw_constants(words, constants):
    """A unit's time constant at each word (V,), on a log scale, as bars."""
    axes = plt.figure(figsize=(7.0, 2.6)).subplots()
    order = np.argsort(constants)
    bars = axes.barh([words[k] for k in order], constants[order], color=COLOURS["f"], height=0.7)
    axes.bar_label(bars, [f"{constants[k]:.1f}" for k in order], padding=4, fontsize=10)
    axes.set(xscale="log", xlabel="time constant while this word is read, in steps", xlim=(0.1, 4 * constants.max()))
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False, axis="y")


def draw_contest(contest, guess, xlabel):
    """What networks of several kinds reached at several rates: a dot for each random start, a line at the median.

    contest: {kind: {rate: numbers (seeds,)}}; guess: the number that a guess gets, dotted.
    """
    axes = plt.figure(figsize=(7.0, 0.9 + 0.62 * len(contest))).subplots()
    rates = list(next(iter(contest.values())))
    for row, (kind, by_rate) in enumerate(contest.items()):
        colour = CELL_COLOURS[kind.split(",")[0].lower()]
        for (rate, numbers), marker in told_apart(by_rate.items(), ("o", "s", "^", "D")):
            height = row + 0.25 * (rates.index(rate) - (len(rates) - 1) / 2)
            title = f"rate {rate}" if row == 0 else None
            axes.plot(numbers, np.full(len(numbers), height), marker, color=colour, alpha=0.55, ms=5, label=title)
            axes.plot([np.median(numbers)] * 2, [height - 0.1, height + 0.1], color=STATE, linewidth=2)
    axes.axvline(guess, color=QUIET, linestyle=":")
    axes.set(xlabel=xlabel, ylim=(len(contest) - 0.5, -0.5), yticks=range(len(contest)), yticklabels=contest)
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False, axis="y")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))

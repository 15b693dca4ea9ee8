"""The units on the LSTM, drawn: what the gates do at each word, the two roads back, how long a memory lasts, a race."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import to_rgba

from .diagram import label
from .style import CELL_COLOURS, COLOURS, told_apart

QUIET, STATE, MEMORY = COLOURS["quiet"], COLOURS["h"], COLOURS["c"]
ROWS = {"f": "keep, f", "i": "take in, i", "g": "new, g", "o": "let out, o", "c": "memory, c", "h": "shown, h"}


def draw_walk(words, values):
    """One unit, word by word: a row for each of f, i, g, o, c and h, the stronger the colour, the larger the number.

    words (T,): strings; values: {letter: numbers (T,)}, the six of ROWS among them.
    """
    axes, many = plt.figure(figsize=(7.0, 2.9)).subplots(), len(words) > 12
    size = 8.5 if many else 10
    for row, letter in enumerate(ROWS):
        for step, value in enumerate(values[letter]):
            strength = 0.75 * min(1, abs(value) / (2 if letter == "c" else 1))
            style = {"facecolor": to_rgba(COLOURS[letter], strength), "edgecolor": "white", "linewidth": 1.5}
            axes.add_patch(plt.Rectangle((step - 0.5, row - 0.5), 1, 1, **style))
            number = f"{value:.1f}".replace("-0.0", "0.0").replace("-", "−")
            colour = "white" if letter == "h" and strength > 0.4 else STATE
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


def draw_roads(roads):
    """How much of an error arrives, lag by lag, at h and at c; roads: {title: (at h (L,), at c (L,))}."""
    panels = plt.figure(figsize=(7.0, 2.8)).subplots(1, len(roads), sharey=True)
    for axes, (title, (at_h, at_c)) in zip(panels, roads.items(), strict=True):
        lags = np.arange(1, len(at_h) + 1)
        axes.semilogy(lags, at_c, color=MEMORY, label="at c")
        axes.semilogy(lags, at_h, "--", color=STATE, label="at h")
        axes.axhline(1, color=QUIET, linestyle=":", linewidth=1)
        axes.set(title=title, xlabel="lag, in steps", ylim=(1e-12, 10))
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


def draw_race(losses, guess, smooth=25):
    """Losses of every run, means over `smooth` batches; losses: {title: (cell's name, dash, [(steps,), …])}."""
    axes = plt.figure(figsize=(7.0, 3.0)).subplots()
    for title, (cell, dash, runs) in losses.items():
        for k, run in enumerate(runs):
            means = np.convolve(run, np.full(smooth, 1 / smooth), "valid")
            axes.semilogy(means, dash, color=CELL_COLOURS[cell], linewidth=1.1, label=title if k == 0 else None)
    axes.axhline(guess, color=QUIET, linestyle=":")
    axes.set(xlabel="batches", ylabel="squared error")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))

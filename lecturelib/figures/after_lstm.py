"""The figures of notebook 12: a scan's tree and its worth, scores seed by seed, lags read back, a stream's price."""

import matplotlib.pyplot as plt
import numpy as np

from ..palette import COLOURS
from .style import told_apart

QUIET = COLOURS["quiet"]
STYLES = ("o-", "s--", "^:", "D-.")


def draw_tree(factors, summands, states):
    """A scan's levels, each (levels, T), from widgets.scan.scan_tree: boxes of factor and summand, states below."""
    levels, T = factors.shape
    axes = plt.figure(figsize=(7.0, 3.4)).subplots()
    for level in range(levels):
        width = 1 << level
        for k in range(T >> level):
            x, y = width * (k + 1) - 1, -level
            if level:
                for child in (x - width // 2, x):
                    axes.plot([child, x], [y + 0.78, y + 0.2], color="#C4C4C4", linewidth=1, zorder=0)
            text = f"×{factors[level, k]:g}\n{summands[level, k]:+g}"
            frame = {"boxstyle": "round,pad=0.25", "facecolor": "white", "edgecolor": QUIET}
            axes.text(x, y, text, ha="center", va="center", fontsize=10, linespacing=1.0, bbox=frame)
            blank = {"boxstyle": "square,pad=0.05", "facecolor": "white", "edgecolor": "none"}
            answer = {"color": COLOURS["h"], "fontweight": "bold", "fontsize": 10, "bbox": blank}
            axes.text(x, y - 0.36, f"h={states[level, k]:g}", ha="center", va="center", **answer)
    axes.set(xlim=(-0.6, T - 0.4), ylim=(-levels + 0.45, 0.35))
    axes.axis("off")


def draw_scan_worth(ratios):
    """How many times as long a loop takes as a scan; ratios: {channels: {T: ratio}}, from the stored measurement."""
    axes = plt.figure(figsize=(7.0, 3.0)).subplots()
    axes.axhline(1, color=QUIET, linewidth=1)
    for channels, style in told_apart(ratios, STYLES):
        by_length = ratios[channels]
        label = f"{channels} number{'s' * (channels != '1')}"
        axes.plot([int(T) for T in by_length], list(by_length.values()), style, label=label)
    axes.set(xscale="log", yscale="log", xlabel="steps", ylabel="time of loop / of scan")
    axes.legend(title="in the state", loc="center left", bbox_to_anchor=(1, 0.5))


def draw_seeds(panels, chance):
    """A dot a seed; panels: {title: {name: scores (S,)}}, names from above; chance: a guess's score, dotted."""
    rows = max(map(len, panels.values()))
    grid = plt.figure(figsize=(7.0, 0.9 + 0.3 * rows)).subplots(1, len(panels), squeeze=False, sharey=True)[0]
    for axes, (title, scores) in zip(grid, panels.items(), strict=True):
        axes.axvline(chance, color=COLOURS["h"], linestyle=":", linewidth=1)
        for place, values in enumerate(scores.values()):
            aside = -place + np.linspace(-0.22, 0.22, len(values))
            axes.plot(values, aside, "o", color=COLOURS["quiet"], markersize=4.5, alpha=0.8)
        axes.set(title=title, xlim=(0, 1.05), xticks=(0, 0.5, 1), xlabel="share right", yticks=-np.arange(len(scores)))
        axes.set_yticklabels(list(scores))
        axes.grid(axis="y", visible=False)


def draw_read_back(scores):
    """How much of an input is read back from the state, lag by lag; scores: {name: R² (lags,)}."""
    axes = plt.figure(figsize=(7.0, 2.8)).subplots()
    for name, style in told_apart(scores):
        axes.plot(scores[name], style, label=name)
    axes.set(xlabel="lag: steps ago", ylabel="R²", ylim=(-0.05, 1.05))
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))


def draw_book(scores, entries, chance):
    """The share right by the entries of a book, a faint line a seed and their mean; scores: {model: (S, entries)}."""
    axes = plt.figure(figsize=(7.0, 3.0)).subplots()
    axes.axhline(chance, color=COLOURS["h"], linestyle=":", linewidth=1)
    for k, (name, by_seed) in enumerate(scores.items()):
        axes.plot(entries, np.transpose(by_seed), color=f"C{k}", alpha=0.25, linewidth=0.8)
        axes.plot(entries, np.mean(by_seed, axis=0), STYLES[k], color=f"C{k}", label=name)
    axes.set(xscale="log", xlabel="entries in the book", ylabel="share right", ylim=(0, 1.04))
    axes.set_xticks(entries, [str(count) for count in entries])
    axes.minorticks_off()
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))


def draw_price(tokens, time, kept):
    """What one more token costs attention, in steps and states of an LSTM; tokens, time, kept: lists of one length."""
    grid = plt.figure(figsize=(7.0, 2.8)).subplots(1, 2)
    for axes, values, title in zip(grid, (time, kept), ("time of a step", "memory"), strict=True):
        axes.axhline(1, color=COLOURS["f"], label="LSTM")
        axes.plot(tokens, values, "o--", color=COLOURS["o"], label="attention")
        axes.set(xscale="log", yscale="log", title=title, xlabel="tokens so far")
    grid[0].set_ylabel("times the LSTM's")
    grid[0].legend()

"""The figures of notebook 10: forecasts and scores, a digit row by row, an alignment."""

import matplotlib.pyplot as plt
import numpy as np

from ..palette import COLOURS
from ..reference import softmax
from .style import SEQUENCE, told_apart

QUIET, OUTPUT = COLOURS["quiet"], COLOURS["o"]


def draw_forecasts(days, truth, forecasts):
    """Highs as they came, dots, and as they were forecast, {name: (N,)}, over the days (N,) of a year."""
    axes = plt.figure(figsize=(7.0, 2.9)).subplots()
    axes.plot(days, truth, "o", color=COLOURS["h"], markersize=4, label="came")
    for (name, values), style in told_apart(forecasts.items()):
        axes.plot(days, values, style, label=name)
    axes.set(xlabel="day of the year", ylabel="high in °C")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))


def draw_scores(scores, label):
    """One row a model: a dot for each start, {name: scores (S,)}; a model without chance has one, a square."""
    axes = plt.figure(figsize=(7.0, 0.9 + 0.38 * len(scores))).subplots()
    for place, values in enumerate(scores.values()):
        values = np.atleast_1d(values)
        aside = place + (np.linspace(-0.2, 0.2, len(values)) if len(values) > 1 else 0)
        style = {"marker": "o", "color": OUTPUT} if len(values) > 1 else {"marker": "s", "color": COLOURS["f"]}
        axes.plot(values, aside + np.zeros(len(values)), linestyle="none", markersize=5, **style)
    axes.set(xlabel=label, yticks=range(len(scores)), yticklabels=list(scores), ylim=(len(scores) - 0.5, -0.5))


def draw_by_count(counts, shares, label, chance=None, learnt=None):
    """Shares right over a count; shares: {name: (C,), or (S, C) of S starts, drawn as mean and range}; learnt: the
    largest count that was trained on."""
    axes = plt.figure(figsize=(7.0, 2.8)).subplots()
    for (name, values), style in told_apart(shares.items(), ("o-", "s--", "^-.", "v:")):
        values = np.atleast_2d(values)
        drawn = axes.plot(counts, values.mean(axis=0), style, markersize=5, label=name)[0]
        axes.fill_between(counts, values.min(axis=0), values.max(axis=0), color=drawn.get_color(), alpha=0.15, lw=0)
    if chance is not None:
        axes.axhline(chance, color=QUIET, linestyle=":", label="a guess")
    if learnt is not None:
        axes.axvspan(counts[0] - 0.3, learnt + 0.3, color=QUIET, alpha=0.12, lw=0)
    axes.set(xlabel=label, ylabel="right", ylim=(-0.05, 1.05), xticks=counts)
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))


def draw_reading(image, p):
    """A digit (8, 8), and beside each of its rows the chances p (8, 10) that a network gives the ten digits by then."""
    left, right = plt.figure(figsize=(7.0, 3.1)).subplots(1, 2, width_ratios=(1, 1.6))
    left.imshow(image, cmap="Greys", vmin=0, vmax=1, aspect="auto")
    left.set(xticks=[], yticks=range(8), yticklabels=range(1, 9), ylabel="row")
    right.imshow(p, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for row, digit in np.argwhere(p >= 0.1):
        colour = "white" if p[row, digit] > 0.6 else "black"
        right.text(digit, row, f"{p[row, digit]:.1f}", ha="center", va="center", fontsize=9, color=colour)
    right.set(xticks=range(10), yticks=[], xlabel="it is a …")
    for axes in (left, right):
        axes.grid(visible=False)


def draw_named(images, names, wrong):
    """Digits (N, 8, 8) with what a network called them below; wrong (N,): which of the names are not right."""
    panels = plt.figure(figsize=(7.0, 1.5)).subplots(1, len(images))
    for axes, image, name, bad in zip(panels, images, names, wrong, strict=True):
        axes.imshow(image, cmap="Greys", vmin=0, vmax=1)
        axes.set(xticks=[], yticks=[])
        axes.set_xlabel(name, fontsize=10, color=COLOURS["f"] if bad else COLOURS["h"])
        axes.grid(visible=False)


def draw_scenes(images, captions, wrong):
    """Coloured pictures (N, S, S, 3) with their captions, two lines each; wrong (N,): which captions are not right."""
    panels = plt.figure(figsize=(7.0, 1.8)).subplots(1, len(images))
    for axes, image, caption, bad in zip(panels, images, captions, wrong, strict=True):
        axes.imshow(image)
        axes.set(xticks=[], yticks=[])
        words = caption.split()
        said = "\n".join([" ".join(words[:2]), " ".join(words[2:])])
        axes.set_xlabel(said, fontsize=9, color=COLOURS["f" if bad else "h"])
        axes.grid(visible=False)


def draw_temperatures(temperatures, logits, letters, shown=8):
    """The chances of the likeliest of K letters by their scores (K,), a panel for each of the temperatures (N,)."""
    panels = plt.figure(figsize=(7.0, 2.3)).subplots(1, len(temperatures), sharey=True)
    likeliest = np.argsort(-logits, kind="stable")[:shown]
    names = [letters[k] if letters[k].strip() else "␣" for k in likeliest]
    for axes, temperature in zip(panels, temperatures, strict=True):
        axes.bar(range(shown), softmax(logits / temperature)[likeliest], color=OUTPUT, width=0.7)
        axes.set(title=f"temperature {temperature:g}", ylim=(0, 1), xticks=range(shown), xticklabels=names)
        axes.grid(axis="x", visible=False)
    panels[0].set_ylabel("chance")


def draw_said(asked, said, right):
    """What was asked in words and what was written, a row each; what is not the right number, in orange."""
    axes = plt.figure(figsize=(7.0, 0.32 * len(asked))).subplots()
    axes.set(xlim=(0, 1), ylim=(len(asked) - 0.5, -0.5))
    axes.axis("off")
    for row, (words, number, wanted) in enumerate(zip(asked, said, right, strict=True)):
        axes.text(0, row, words, va="center")
        axes.text(0.85, row, number, va="center", color=COLOURS["h" if number == str(wanted) else "f"])


def draw_alignment(words, tokens, weights):
    """Which words were attended to at each token; weights (tokens, words)."""
    axes = plt.figure(figsize=(5.6, 0.9 + 0.36 * len(tokens))).subplots()
    picture = axes.imshow(weights, cmap=SEQUENCE, vmin=0, vmax=1, aspect="auto")
    axes.set(xticks=range(len(words)), yticks=range(len(tokens)), ylabel="written")
    axes.set_xticklabels(words, rotation=30, ha="right")
    axes.set_yticklabels(tokens)
    axes.grid(visible=False)
    plt.colorbar(picture, ax=axes, ticks=[0, 0.5, 1], label="weight")

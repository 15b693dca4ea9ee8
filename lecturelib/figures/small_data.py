"""The figures of notebook 11: days and questions, bags, intervals, learning curves, and what models say about why."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap

from ..palette import CELL_COLOURS, COLOURS
from .diagram import arrow, box, label, sheet

WET, DRY, INK, QUIET = COLOURS["o"], COLOURS["c"], COLOURS["h"], COLOURS["quiet"]
KINDS = {  # colour, dash and marker of the models that stand out in a plot of many
    "two counts": (QUIET, ":", "s"),
    "logistic": (COLOURS["o"], "-", "o"),
    "GRU": (CELL_COLOURS["gru"], "-", "D"),
    "LSTM": (CELL_COLOURS["lstm"], "--", "D"),
    "forest": (COLOURS["c"], "-", "^"),
    "full tree": (COLOURS["g"], "--", "v"),
}


def draw_year(wet):
    """A year as a strip for every month, wet days filled. wet: twelve lists, a 0 or 1 for every day."""
    table = np.full((12, 31), np.nan)
    for month, days in enumerate(wet):
        table[month, : len(days)] = days
    axes = plt.figure(figsize=(7, 2.9)).add_subplot()
    axes.imshow(table, cmap=ListedColormap(["#F1E3C0", WET]), vmin=0, vmax=1, aspect="auto")
    axes.set_yticks(range(12), ["Jan", "", "Mar", "", "May", "", "Jul", "", "Sep", "", "Nov", ""])
    axes.set_xticks(np.arange(0, 31, 5), np.arange(1, 32, 5))
    axes.set_xlabel("day of the month")
    axes.grid(False)
    axes.set_xticks(np.arange(0.5, 31), minor=True)
    axes.set_yticks(np.arange(0.5, 12), minor=True)
    axes.grid(True, which="minor", color="white", linewidth=1)
    axes.set_axisbelow(False)
    axes.tick_params(which="both", length=0)
    axes.spines[:].set_visible(False)


def draw_question(x, wet, thresholds, left):
    """Days by a number of theirs, x (N,), and what followed; below, what impurity each question leaves (K,)."""
    days, axes = plt.figure(figsize=(7, 3.1)).subplots(2, 1, sharex=True, height_ratios=(1, 1.6))
    for answer, colour, marker, name in ((0, DRY, "o", "dry tomorrow"), (1, WET, "v", "wet tomorrow")):
        shown = x[wet == answer]
        jitter = np.array([np.sum(shown[:k] == value) for k, value in enumerate(shown)])
        days.scatter(shown, 0.28 * jitter, color=colour, marker=marker, s=70, label=name)
    days.set(yticks=[], ylim=(-0.4, 1.2))
    days.spines["left"].set_visible(False)
    days.legend(loc="upper right", ncols=2)
    axes.plot(thresholds, left, drawstyle="steps-post", color=INK)
    axes.set(xlabel="rain today, mm: the threshold", ylabel="impurity left", ylim=(0, 0.55))


def draw_thresholds(curves, before):
    """The impurity left by each question about each column; curves: {name: (thresholds, impurities)}."""
    panels = plt.figure(figsize=(7, 2.5)).subplots(1, len(curves), sharey=True)
    for axes, (name, (thresholds, left)) in zip(panels, curves.items(), strict=True):
        axes.axhline(before, color=QUIET, linestyle=":")
        axes.plot(thresholds, left, color=INK)
        best = np.argmin(left)
        axes.plot(thresholds[best], left[best], "o", color=COLOURS["f"])
        axes.set(title=name, xlabel="threshold")
    panels[0].set_ylabel("impurity left")


def draw_tree(tree, columns, as_text):
    """A tree of scikit-learn, two questions deep: a question in each box, and at the leaves the chance of rain.

    columns: names of the columns; as_text: {name: a function that writes a threshold with its unit}.
    """
    axes = sheet(15.2, 6.2, unit=0.45)
    nodes = [(0, 7.6, 5.3, 3.7)]
    while nodes:
        node, x, y, reach = nodes.pop()
        p = tree.value[node, 0, 1] / tree.value[node, 0].sum()
        if tree.children_left[node] < 0:
            box(axes, x, y, "", WET if p > 0.5 else DRY, width=2.9, height=1.3)
            label(axes, x, y, f"rain {p:.0%}\n{tree.n_node_samples[node]} days")
            continue
        name = columns[tree.feature[node]]
        box(axes, x, y, f"{name} ≤ {as_text[name](tree.threshold[node])}?", width=4.2)
        for child, side, word in ((tree.children_left[node], -1, "yes"), (tree.children_right[node], 1, "no")):
            arrow(axes, (x + side * reach * 0.35, y - 0.5), (x + side * reach, y - 1.62), QUIET)
            label(axes, x + side * reach * 0.62 + 0.65 * side, y - 0.95, word, QUIET, fontsize=10)
            nodes.append((child, x + side * reach, y - 2.3, reach / 2))


def draw_bag(sizes, scores, alone):
    """Bits against the number of trees in a bag; scores: bags (S, K); alone: bits of one tree, a dashed line."""
    axes = plt.figure(figsize=(7, 2.8)).add_subplot()
    axes.fill_between(sizes, scores.min(axis=0), scores.max(axis=0), color=WET, alpha=0.25, linewidth=0)
    axes.plot(sizes, scores.mean(axis=0), "o-", color=WET)
    axes.axhline(alone, color=QUIET, linestyle="--")
    axes.text(sizes[-1], alone - 0.1, "one tree", ha="right", va="top", color=QUIET)
    axes.set(xlabel="trees in the bag", ylabel="bits a day", xscale="log", ylim=(0, None))
    axes.set_xticks(sizes, sizes)
    axes.minorticks_off()


def draw_replays(replays, seen, xlabel):
    """Histograms of what other years might have given, one below the other; replays: {title: (R,)}; seen: this year."""
    edges = np.histogram_bin_edges(np.concatenate(list(replays.values())), 40)
    panels = plt.figure(figsize=(7, 3.2)).subplots(len(replays), 1, sharex=True)
    for axes, (title, values) in zip(panels, replays.items(), strict=True):
        axes.hist(values, edges, color=WET, alpha=0.5)
        low, high = np.quantile(values, [0.025, 0.975])
        axes.hlines(0, low, high, color=INK, linewidth=5)
        axes.axvline(seen, color=COLOURS["f"], linestyle="--")
        axes.set(yticks=[])
        axes.set_title(title)
        axes.grid(False)
        axes.spines["left"].set_visible(False)
    panels[-1].set_xlabel(xlabel)


def draw_learning_curves(days, bits, right):
    """Every model's mean against days (N,), those of KINDS in colour; bits, right: {model: (N, draws)}."""
    panels = plt.figure(figsize=(7.2, 3.7)).subplots(1, 2)
    for axes, curves, ylabel in zip(panels, (bits, right), ("bits a day", "share right"), strict=True):
        for model, values in curves.items():
            colour, dash, marker = KINDS.get(model, ("#CFCFCF", "-", ""))
            place = {"label": model, "zorder": 3} if model in KINDS else {"zorder": 1, "linewidth": 1.2}
            axes.plot(days, values.mean(axis=1), dash, color=colour, marker=marker, markersize=5, **place)
        axes.set(xlabel="days to learn from", ylabel=ylabel, xscale="log")
        axes.set_xticks(days, days, fontsize=9)
        axes.minorticks_off()
    above = [model for model, values in bits.items() if values.mean(axis=1).min() > 1.2]
    panels[0].set_ylim(0.75, 1.22)
    for row, model in enumerate(above):
        text = f"↑ {model}, {bits[model].mean(axis=1).min():.1f} and more"
        panels[0].text(0.97, 0.96 - 0.08 * row, text, ha="right", va="top", color=INK, transform=panels[0].transAxes)
    panels[0].figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=6, fontsize=9)


def draw_differences(intervals, titles):
    """How far each model is from another: a dot and its interval; intervals: {model: [(low, middle, high), …]}."""
    panels = plt.figure(figsize=(7, 0.5 + 0.27 * len(intervals))).subplots(1, len(titles), sharey=True)
    for k, (axes, title) in enumerate(zip(panels, titles, strict=True)):
        for row, parts in enumerate(intervals.values()):
            low, middle, high = parts[k]
            clear = low > 0 or high < 0
            colour = COLOURS["f"] if clear else INK
            axes.plot([low, high], [row, row], color=colour)
            axes.plot(middle, row, "o" if clear else "|", color=colour, markersize=6)
        axes.axvline(0, color=QUIET, linestyle=":")
        axes.set(xlabel=title)
        axes.grid(axis="y", visible=False)
    panels[0].set_yticks(range(len(intervals)), list(intervals))
    panels[0].invert_yaxis()


def draw_importances(columns, kinds):
    """Importance by column, a dot for every repetition; kinds: {title: (repetitions, columns)}, a panel for each."""
    panels = plt.figure(figsize=(7, 2.6)).subplots(1, len(kinds), sharey=True)
    for axes, (title, values) in zip(panels, kinds.items(), strict=True):
        for row, column in enumerate(columns):
            colour = COLOURS["f"] if column == "noise" else INK
            axes.plot(values[:, row], np.full(len(values), row), "o", color=colour, alpha=0.5)
        axes.axvline(0, color=QUIET, linestyle=":")
        axes.set_title(title)
        axes.grid(axis="y", visible=False)
    panels[0].set_yticks(range(len(columns)), columns)
    panels[0].invert_yaxis()


def draw_maps(maps, columns):
    """What each number of a week is worth to each model; maps: {model: (days, columns)}, in bits, today last."""
    figure = plt.figure(figsize=(7, 2.9))
    panels, limit = figure.subplots(1, len(maps), sharey=True), max(np.abs(values).max() for values in maps.values())
    for axes, (model, values) in zip(panels, maps.items(), strict=True):
        picture = axes.imshow(values, cmap="PuOr", vmin=-limit, vmax=limit, aspect="auto")
        axes.set_xticks(range(len(columns)), columns)
        axes.set_title(model)
        axes.grid(False)
        axes.tick_params(length=0)
    days = len(values)
    panels[0].set_yticks(range(days), [*(f"{days - 1 - k} before" for k in range(days - 1)), "today"])
    figure.colorbar(picture, ax=panels, label="bits lost")


def draw_gates(rain, curves, scores):
    """The mean of z by the rain of the day, rain (K,) its groups; curves (S, K), scores: a label for each."""
    axes = plt.figure(figsize=(7, 2.9)).add_subplot()
    colours = plt.get_cmap("viridis")(np.linspace(0, 0.88, len(curves)))
    for k, (colour, curve, score) in enumerate(zip(colours, curves, scores, strict=True)):
        axes.plot(range(len(rain)), curve, "-:"[k % 2], color=colour, marker="o", markersize=4, label=score)
    axes.set_xticks(range(len(rain)), rain)
    axes.set(xlabel="rain today", ylabel="update gate z, mean")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), title="bits", fontsize=9)

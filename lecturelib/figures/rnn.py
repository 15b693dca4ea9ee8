"""The figures of notebook 03: the step and its shapes, surprise, and what a small network reads and writes."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle

from ..palette import CELL_COLOURS, COLOURS
from .diagram import arrow, box, label, sheet
from .style import DIVERGING

INPUT, STATE, OUTPUT, QUIET = COLOURS["x"], COLOURS["h"], COLOURS["o"], COLOURS["quiet"]
SQUARE = 0.4  # the side of a number in a block
KINDS = {
    "valid": (COLOURS["z"], ""),
    "same name": (COLOURS["c"], "//"),
    "runaway": (COLOURS["f"], "\\\\"),
    "no verb": (COLOURS["g"], ".."),
    "other": (QUIET, "xx"),
}


def draw_step(B, D, H):
    """The sum in a step as blocks of squares, a square for every number: x @ W + h @ U + b = a."""
    axes = sheet(15.7, 3.2, unit=0.46)
    blocks = [
        ("$x$", B, D, INPUT, "B × D", "@"),
        ("$W$", D, H, QUIET, "D × H", "+"),
        ("$h$", B, H, STATE, "B × H", "@"),
        ("$U$", H, H, QUIET, "H × H", "+"),
        ("$b$", 1, H, QUIET, "H", "="),
        ("$a$", B, H, OUTPUT, "B × H", ""),
    ]
    left = 0.5
    for name, rows, columns, colour, shape, sign in blocks:
        draw_block(axes, left, 1.5, rows, columns, colour)
        right = left + SQUARE * columns
        label(axes, (left + right) / 2, 2.85, name, fontsize=14)
        label(axes, (left + right) / 2, 1.2 - SQUARE * rows / 2, shape, fontsize=10)
        label(axes, right + 0.55, 1.5, sign, fontsize=14)
        left = right + 1.1


def draw_block(axes, left, middle, rows, columns, colour):
    """A matrix as a grid of squares; where rows are those of a batch, the first stands out."""
    top = middle + SQUARE * rows / 2
    for r in range(rows):
        strength = 0.35 if colour == QUIET or r > 0 else 0.9
        for c in range(columns):
            corner = (left + SQUARE * c, top - SQUARE * (r + 1))
            style = {"facecolor": colour, "alpha": strength, "edgecolor": "white", "linewidth": 1.5}
            axes.add_patch(Rectangle(corner, SQUARE, SQUARE, **style))


def draw_echoes(echoes):
    """What a neuron still says of one word, step after step; echoes: weight u -> states (T,)."""
    axes = plt.figure(figsize=(7.0, 2.8)).subplots()
    for (u, h), style in zip(echoes.items(), ("o-", "s--", "^-", "v:"), strict=True):
        axes.plot(h, style, markersize=4.5, label=f"u = {u}".replace("-", "−"))
    axes.set(xlabel="steps since the word", ylabel="state h", ylim=(-1.05, 1.05))
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))


PITCH = 1.35  # from one step of a drawn network to the next
SHAPES = {
    "sequence → sequence": ([1, 1, 1, 1], [1, 1, 1, 1]),
    "sequence → vector": ([1, 1, 1, 1], [0, 0, 0, 1]),
    "vector → sequence": ([0, 0, 0, 0], [1, 1, 1, 1]),
    "encoder – decoder": ([1, 1, 0, 0, 0], [0, 0, 1, 1, 1]),
}


def draw_four_shapes():
    """The four ways to use one unrolled network: where inputs enter below, and where answers leave above."""
    axes = sheet(15.4, 8.2, unit=0.47)
    for (name, (inputs, outputs)), x, y in zip(SHAPES.items(), (1.5, 9.1) * 2, (6.0, 6.0, 1.75, 1.75), strict=True):
        draw_shape(axes, x, y, inputs, outputs)
        label(axes, x + PITCH * (len(inputs) - 1) / 2, y + 1.95, name, fontweight="bold")


def draw_shape(axes, left, y, inputs, outputs):
    """One unrolled network; inputs, outputs: 1 where one enters or leaves. Without inputs its own answers enter."""
    places = left + PITCH * np.arange(len(inputs))
    for k, (x, enters, leaves) in enumerate(zip(places, inputs, outputs, strict=True)):
        box(axes, x, y, "$h$", width=0.75, height=0.75)
        if k > 0:
            arrow(axes, (places[k - 1] + 0.38, y), (x - 0.38, y))
        if enters:
            arrow(axes, (x, y - 1.1), (x, y - 0.38), INPUT)
            label(axes, x, y - 1.35, "$x$")
        if leaves:
            arrow(axes, (x, y + 0.38), (x, y + 1.15), OUTPUT)
            label(axes, x, y + 1.4, "$y$", OUTPUT)
        if not enters and k > 0 and outputs[k - 1]:
            feed_back(axes, places[k - 1], x, y)
    if not inputs[0]:
        arrow(axes, (left - 1.1, y), (left - 0.38, y), INPUT)
        label(axes, left - 1.3, y, "$v$")


def feed_back(axes, before, x, y):
    """The dashed way of an answer into the next step."""
    middle = (before + x) / 2
    path = [before, middle, middle, x], [y + 0.75, y + 0.75, y - 0.85, y - 0.85]
    axes.plot(*path, color=OUTPUT, linestyle="--", linewidth=1.4)
    arrow(axes, (x, y - 0.85), (x, y - 0.38), OUTPUT)


def draw_surprise(p, surprise, marked):
    """Surprise (N,) over the probability p (N,) of what then happened; marked: a note -> its probability."""
    axes = plt.figure(figsize=(7.0, 2.9)).subplots()
    axes.plot(p, surprise, color=OUTPUT)
    for note, at in marked.items():
        value = np.interp(at, p, surprise)
        axes.plot(at, value, "o", color=STATE)
        axes.annotate(note, (at, value), xytext=(9, 5), textcoords="offset points", fontsize=10)
    axes.set(xlabel="probability of the right answer", ylabel="surprise in nats", xlim=(0, 1.02), ylim=(-0.15, 5))


def draw_states(hs):
    """All states of one sequence, hs (T, H): a row for each neuron, a column for each word read."""
    axes = plt.figure(figsize=(7.0, 2.7)).subplots()
    picture = axes.imshow(hs.T, cmap=DIVERGING, vmin=-1, vmax=1, aspect="auto")
    axes.set(xlabel="words read", ylabel="neuron", xticks=range(len(hs)), xticklabels=range(1, len(hs) + 1), yticks=[])
    axes.grid(visible=False)
    plt.colorbar(picture, ax=axes, ticks=[-1, 0, 1], label="state")


def draw_stacked():
    """Two recurrent layers unrolled over four steps: the states of the lower are what the upper reads."""
    axes = sheet(8.4, 5.2, unit=0.47)
    places, rows = 1.9 + 1.6 * np.arange(4), (1.7, 3.3)
    for k, x in enumerate(places):
        arrow(axes, (x, 0.6), (x, rows[0] - 0.38), INPUT)
        label(axes, x, 0.35, "$x$")
        arrow(axes, (x, rows[0] + 0.38), (x, rows[1] - 0.38))
        arrow(axes, (x, rows[1] + 0.38), (x, 4.4), OUTPUT)
        label(axes, x, 4.65, "$y$", OUTPUT)
        for y, name in zip(rows, ("$h^1$", "$h^2$"), strict=True):
            box(axes, x, y, name, width=0.75, height=0.75)
            if k > 0:
                arrow(axes, (places[k - 1] + 0.38, y), (x - 0.38, y))


def draw_waiters(shares, lengths, asked):
    """Share of right answers of several networks at every length, a row for each network, a panel for each training.

    shares: title -> (networks, lengths); lengths: numbers in order; asked: title -> the lengths it was trained on.
    """
    figure = plt.figure(figsize=(7.6, 2.9))
    panels = figure.subplots(1, len(shares), sharey=True)
    for axes, (title, share) in zip(panels, shares.items(), strict=True):
        picture = axes.imshow(share, cmap="Blues", vmin=0, vmax=1.2, aspect="auto")
        first, width = lengths.index(asked[title][0]) - 0.5, len(asked[title])
        axes.add_patch(Rectangle((first, -0.5), width, len(share), fill=False, edgecolor=COLOURS["f"], linewidth=2))
        axes.set(title=title, xlabel="words of small talk")
        axes.set_xticks(range(1, len(lengths), 2), lengths[1::2])
        axes.set_yticks(range(len(share)))
        axes.grid(visible=False)
    panels[0].set_ylabel("waiter")
    bar = figure.colorbar(picture, ax=panels, ticks=[0, 1 / 3, 1], boundaries=np.linspace(0, 1, 101))
    bar.ax.set_yticklabels(["never", "a guess", "always"])


def draw_learning(losses, floors):
    """Loss at every step; losses: cell's name -> (steps,); floors: the same names -> the least surprise in reach."""
    axes = plt.figure(figsize=(7.0, 2.8)).subplots()
    for name, loss in losses.items():
        axes.plot(loss, color=CELL_COLOURS[name], linewidth=1.0, label={"rnn": "RNN"}.get(name, name))
        axes.axhline(floors[name], color=CELL_COLOURS[name], linestyle="--", linewidth=1.2)
        axes.text(1.005, floors[name], f"{floors[name]:.2f}", transform=axes.get_yaxis_transform(), va="center")
    longest = max(map(len, losses.values()))
    axes.set(xlabel="step of training", ylabel="surprise a word, in nats", ylim=(0.3, 1.8), xlim=(0, longest))
    axes.legend(loc="upper right")


def draw_pauses(losses, levels, shown):
    """The loss of several networks from the step on at which all are below 0.62, each a line, the mean of 20 steps.

    losses (networks, steps); levels: a note -> the loss at which it is drawn; shown: the network that stands out.
    """
    axes = plt.figure(figsize=(7.0, 3.2)).subplots()
    mean = losses.reshape(len(losses), -1, 20).mean(axis=2)
    middle = 20 * np.arange(mean.shape[1]) + 10
    for k, line in enumerate(mean):
        style = {"color": COLOURS["o"], "linewidth": 2.4} if k == shown else {"color": QUIET, "linewidth": 1.0}
        axes.plot(middle, line, **style)
    for note, level in levels.items():
        axes.axhline(level, color=STATE, linestyle="--", linewidth=1.0)
        axes.text(1.01, level, f"{level:.2f}, {note}", transform=axes.get_yaxis_transform(), va="center", fontsize=10)
    axes.set(xlabel="step of training", ylabel="surprise a word", xlim=(60, losses.shape[1]), ylim=(0.43, 0.62))


def draw_mistakes(shares):
    """What the sentences of each writer are, as shares of 1; shares: writer -> {kind: share}, kinds as KINDS."""
    axes = plt.figure(figsize=(7.0, 0.9 + 0.42 * len(shares))).subplots()
    writers = list(shares)
    left = np.zeros(len(writers))
    for kind, (colour, hatch) in KINDS.items():
        part = np.array([shares[writer][kind] for writer in writers])
        style = {"color": colour, "hatch": hatch, "edgecolor": "white", "height": 0.72}
        bars = axes.barh(writers, part, left=left, label=kind, **style)
        notes = [f"{value:.2f}" if value >= 0.06 else "" for value in part]
        axes.bar_label(bars, notes, label_type="center", fontsize=9, bbox=NOTE)
        left += part
    axes.invert_yaxis()
    axes.set(xlim=(0, 1), xlabel="share of the sentences written")
    axes.grid(visible=False)
    axes.legend(loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=len(KINDS), columnspacing=1.2, handlelength=1.4)


NOTE = {"facecolor": "white", "edgecolor": "none", "pad": 1.2, "alpha": 0.85}


def draw_next_words(read, words, predictions):
    """After each word read, the probability of each word next; predictions: title -> p (len(read), len(words))."""
    panels = plt.figure(figsize=(7.0, 0.95 + 0.36 * len(read))).subplots(1, len(predictions), sharey=True)
    for axes, (title, p) in zip(panels, predictions.items(), strict=True):
        axes.imshow(p, cmap="Blues", vmin=0, vmax=1.8, aspect="auto")
        for (row, column), value in np.ndenumerate(p):
            label(axes, column, row, f"{value:.2f}" if value >= 0.005 else "·", fontsize=10)
        axes.set_xticks(range(len(words)), words)
        axes.set_yticks(range(len(read)), [f"… {word}" for word in read])
        axes.set_title(title)
        axes.tick_params(length=0)
        axes.grid(visible=False)

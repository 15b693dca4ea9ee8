"""The figures of notebook 02: a calendar of dinners, the network that remembers them, and how well it does."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap

from ..palette import CELL_COLOURS, COLOURS
from ..tasks import DISHES
from .diagram import arrow, box, junction, label, sheet
from .style import told_apart

DISH_COLOURS = (COLOURS["c"], COLOURS["x"], "#F4F4F4")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
INPUT, STATE = COLOURS["x"], COLOURS["h"]
PREDICTORS = {
    "memoryless": {"color": CELL_COLOURS["memoryless"], "marker": "s", "linestyle": ":"},
    "yesterday only": {"color": INPUT, "marker": "^", "linestyle": "--"},
    "recurrent": {"color": CELL_COLOURS["rnn"], "marker": "o", "linestyle": "-"},
}


def draw_calendar(weeks):
    """A column for every week, a row for every day of it. weeks (weeks, 7): the dish of every evening, an index."""
    axes = plt.figure(figsize=(7, 2.3)).add_subplot()
    axes.imshow(weeks.T, cmap=ListedColormap(DISH_COLOURS), vmin=0, vmax=2, aspect="auto")
    for (week, day), dish in np.ndenumerate(weeks):
        axes.text(week, day, DISHES[dish][0].upper(), ha="center", va="center", fontsize=8)
    axes.set_yticks(range(7), WEEKDAYS)
    axes.set_xticks(np.arange(0, len(weeks), 5), np.arange(0, len(weeks), 5) + 1)
    axes.set_xlabel("week")
    tidy(axes)


def draw_loop():
    """The dinner network, folded: two votes and a bias, added, squashed, and the answer fed back."""
    axes = sheet(14, 5.2)
    arrow(axes, (1.9, 1.6), (3.1, 1.6), INPUT)
    label(axes, 0.95, 1.6, "diary\n$x_t$")
    box(axes, 3.8, 1.6, "", INPUT, width=1.4)
    label(axes, 3.8, 1.6, "$W$")
    arrow(axes, (4.5, 1.6), (6.08, 1.6), INPUT)
    label(axes, 5.25, 1.15, "vote", fontsize=9)
    junction(axes, 6.4, 1.6, "+")
    arrow(axes, (6.4, 0.7), (6.4, 1.28))
    label(axes, 6.4, 0.4, "$b$")
    arrow(axes, (6.72, 1.6), (7.75, 1.6))
    box(axes, 8.6, 1.6, "sigmoid", COLOURS["sigmoid"], width=1.7)
    arrow(axes, (9.45, 1.6), (12, 1.6))
    label(axes, 13, 1.6, "prediction\n$h_t$")
    axes.plot([10.8, 10.8, 3.5], [1.6, 4.2, 4.2], color=STATE, linewidth=1.6)
    label(axes, 7.1, 4.65, "one evening later: $h_{t-1}$")
    axes.plot([3.5, 3.5], [4.2, 3.2], color=STATE, linewidth=1.6)
    arrow(axes, (3.5, 3.2), (4.1, 3.2))
    box(axes, 4.8, 3.2, "$U$", width=1.4)
    arrow(axes, (5.5, 3.2), (6.27, 1.9))
    label(axes, 6.3, 2.75, "vote", fontsize=9)


def draw_unrolled(diary, predictions, days=WEEKDAYS):
    """The same network, a copy for every evening. diary, predictions: a word for each, what comes in and goes out."""
    count, pitch = len(diary), 3.0
    axes = sheet(count * pitch + 2.2, 5.2)
    label(axes, 0.8, 2.6, "nothing\nyet")
    arrow(axes, (1.6, 2.6), (2.1, 2.6))
    for t, (read, said) in enumerate(zip(diary, predictions, strict=True)):
        x = 3.0 + t * pitch
        arrow(axes, (x, 1.0), (x, 2.05), INPUT)
        box(axes, x, 2.6, "$W\\;\\;U\\;\\;b$", width=1.8, height=1.1)
        arrow(axes, (x, 3.15), (x, 4.05))
        label(axes, x, 0.65, read)
        label(axes, x, 4.4, said, fontweight="bold")
        label(axes, x, 4.95, days[t % len(days)], COLOURS["quiet"], fontsize=9)
        if t < count - 1:
            arrow(axes, (x + 0.9, 2.6), (x + pitch - 0.9, 2.6))
            label(axes, x + pitch / 2, 2.95, f"$h_{t + 1}$")


def draw_fortnight(diary, hs, cooked):
    """What was read, predicted and eaten. diary: a letter an evening; hs (T, 3): predictions; cooked (T,): indices."""
    axes = plt.figure(figsize=(7, 2.5)).add_subplot()
    axes.imshow(hs.T, cmap="Greys", vmin=0, vmax=1, aspect="auto")
    axes.scatter(range(len(cooked)), cooked, s=260, facecolors="none", edgecolors=COLOURS["c"], linewidths=2.5)
    axes.set_yticks(range(3), DISHES)
    axes.set_xticks(range(len(hs)), [WEEKDAYS[t % 7] for t in range(len(hs))], fontsize=9)
    top = axes.secondary_xaxis("top")
    top.set_xticks(range(len(hs)), list(diary))
    top.set_xlabel("last night, as the diary has it", loc="left")
    top.tick_params(length=0)
    top.spines["top"].set_visible(False)
    tidy(axes)


def draw_scores(shares, scores):
    """Accuracy against the share of days without an entry. shares (N,); scores: name of a predictor -> (N,)."""
    axes = plt.figure(figsize=(7, 3)).add_subplot()
    for name, line in scores.items():
        axes.plot(shares, line, label=name, **PREDICTORS[name])
    axes.set(xlabel="share of days on which nobody wrote dinner down", ylabel="share predicted right", ylim=(0, 1.02))
    axes.legend(loc="lower left", ncols=3)


def draw_fading(leads):
    """How far the remembered dish leads the others. leads: weight u -> (days,), the lead after so many empty days."""
    axes = plt.figure(figsize=(7, 2.8)).add_subplot()
    for (u, lead), dash in told_apart(leads.items()):
        days = np.arange(1, len(lead) + 1)
        axes.plot(days, lead, linestyle=dash)
        axes.text(days[-1] + 0.3, lead[-1], f"u = {u}", va="center")
    axes.set(xlabel="evenings in a row with nothing in the diary", ylabel="lead", ylim=(-0.04, 1.04))
    axes.set_xticks(range(0, len(days) + 1, 5))


def tidy(axes):
    """Make a grid of an image's pixels read as a table: pale lines between the columns, no frame, no tick marks."""
    axes.grid(False)
    axes.set_xticks(np.arange(0.5, axes.get_xlim()[1] - 0.5), minor=True)
    axes.grid(True, which="minor", axis="x", linewidth=1)
    axes.set_axisbelow(False)
    axes.tick_params(which="both", length=0)
    axes.spines[:].set_visible(False)

"""The units on gradients, drawn: the roads back through a step and through time, and how much arrives at their end."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Circle

from ..palette import COLOURS, INKS
from .diagram import arrow, box, junction, label, sheet
from .style import SEQUENCE

FORWARD, INPUT, QUIET = COLOURS["h"], COLOURS["x"], COLOURS["quiet"]
BACK = COLOURS["back"]


def draw_step_back(values, factors):
    """One neuron, forward from left to right; on each road the factor that whoever comes back along it meets.

    values: {name: number} for x w h u b a t; factors: {name: number} for x w h u b and, for the road through it, tanh.
    """
    axes = sheet(15.2, 6.6, unit=0.45)
    places = {"x": (1.1, 5.9), "w": (1.1, 4.6), "h": (1.1, 3.0), "u": (1.1, 1.7), "b": (4.9, 0.8)}
    products, total = {"x": (4.9, 5.25), "w": (4.9, 5.25), "h": (4.9, 2.35), "u": (4.9, 2.35)}, (8.1, 3.3)
    for name, place in places.items():
        draw_road(axes, place, products.get(name, total), factors[name])
    for product in (products["x"], products["h"]):
        draw_road(axes, product, total, 1)
        junction(axes, *product, "×", radius=0.4)
    draw_road(axes, total, (14.4, 3.3), factors["tanh"], at=0.765)
    junction(axes, *total, "+", radius=0.4)
    box(axes, 11.2, 3.3, "tanh", width=1.7)
    for name, (x, y) in {**places, "t": (14.4, 3.3)}.items():
        colour = INPUT if name == "x" else FORWARD
        axes.add_patch(Circle((x, y), 0.58, facecolor="white", edgecolor=colour, linewidth=1.6))
        label(axes, x, y, f"{name}\n{values[name]:.2g}", fontsize=9.5, linespacing=1.0)
    label(axes, 9.4, 3.75, f"a = {values['a']:g}", fontsize=10)


def draw_road(axes, start, end, factor, at=0.5):
    """An arrow forward, and below it, a share `at` along the way, the factor on the way back."""
    arrow(axes, start, end, QUIET)
    x, y = np.add(start, at * np.subtract(end, start))
    text = f"× {factor:.2f}" if factor % 1 and factor * 10 % 1 else f"× {factor:g}"
    patch = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
    label(axes, x, y, text, BACK, fontsize=10, fontweight="bold", bbox=patch)


def draw_through_time(steps=3):
    """An unrolled network: states go forward, errors back above them, and below the gradients of the weights add up."""
    axes = sheet(15.4, 6.0, unit=0.45)
    low, high, sums, apart = 3.0, 3.9, 0.6, 4.4
    label(axes, 0.5, low, "$h_0$")
    label(axes, 0.5, high, "$dh_0$", BACK)
    label(axes, 1.2, sums, "dW, dU, db", BACK)
    for t in range(steps):
        x, last, first = 3.3 + apart * t, t == steps - 1, t == 0
        came, went = x - (2.4 if first else apart - 1.15), x - (2.3 if first else apart - 2.52)
        arrow(axes, (came, low), (x - 1.15, low), FORWARD)
        arrow(axes, (x - 1.15, high), (went, high), BACK)
        draw_ends(axes, x, low, sums, t)
        arrow(axes, (x + 0.43, sums), (2.3 if first else x - apart + 1.07, sums), BACK)
        label(axes, x + 2.2 + 0.3 * last, low - 0.45 * (not last), f"$h_{t + 1}$")
        if last:
            arrow(axes, (x + 1.15, low), (x + 2.1, low), FORWARD)
        arrow(axes, (x + 2.2, 5.1), (x + 2.2, high + 0.32), BACK)
        label(axes, x + 2.2, 5.45, f"dhs[{t}]", BACK)
        junction(axes, x + 2.2, high, "+", BACK)
        arrow(axes, (x + 1.88, high), (x + 1.15, high), BACK)
        box(axes, x, (low + high) / 2, "step", width=2.3, height=1.9)


def draw_ends(axes, x, low, sums, t):
    """Below a step at x: its input, the error that its input gets, and what goes to the sums of the weights."""
    arrow(axes, (x - 0.85, low - 1.2), (x - 0.85, low - 0.5), INPUT)
    label(axes, x - 1.0, low - 1.5, f"$x_{t + 1}$", INKS["x"])
    arrow(axes, (x - 0.15, low - 0.5), (x - 0.15, low - 1.2), BACK)
    label(axes, x - 0.1, low - 1.5, f"dxs[{t}]", BACK)
    arrow(axes, (x + 0.75, low - 0.5), (x + 0.75, sums + 0.32), BACK)
    junction(axes, x + 0.75, sums, "+", BACK)


def draw_judges(steps, errors):
    """The error of each judge (N,) against its step (N,), by name, both on a log scale."""
    axes = plt.figure(figsize=(7.0, 3.0)).subplots()
    for (name, error), style in zip(errors.items(), ("s--", "o-", "D-"), strict=True):
        axes.loglog(steps, np.maximum(error, 1e-17), style, markersize=4, label=name)
    axes.set(xlabel="size of the nudge ε", ylabel="error of the gradient")
    axes.invert_xaxis()
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))


def draw_loss(us, losses):
    """The loss (N,) against the one weight (N,)."""
    plot_loss(plt.figure(figsize=(7.0, 2.6)).subplots(), us, losses)


def draw_cliff(us, losses, paths):
    """The loss (N,) against the one weight (N,), and the ways down it: paths, {name: (weights (S,), losses (S,))}."""
    panels = plt.figure(figsize=(7.0, 2.9)).subplots(1, len(paths), sharey=True)
    for axes, (name, (weights, values)) in zip(panels, paths.items(), strict=True):
        plot_loss(axes, us, losses)
        axes.plot(weights, values, "o:", color=BACK, markersize=4, linewidth=1.2)
        axes.set(title=name)
        axes.label_outer()
        if weights[-1] > us[-1]:
            where = {"xy": (us[-1], values[-1] + 0.04), "ha": "right", "color": BACK, "fontsize": 10}
            axes.annotate(f"to u = {weights[-1]:.0f} →", **where)


def plot_loss(axes, us, losses):
    """The loss as a curve."""
    axes.plot(us, losses, color=QUIET)
    axes.set(xlabel="weight u", ylabel="loss", xlim=(us[0], us[-1]))


def draw_stretch(arrows, sent):
    """Arrows of length 1 (N, 2) all round, and where a matrix sends them (N, 2); the longest is drawn."""
    panels = plt.figure(figsize=(7.0, 3.1)).subplots(1, 2, sharex=True, sharey=True)
    longest = np.argmax(np.linalg.norm(sent, axis=1))
    for axes, (title, ends) in zip(panels, {"before": arrows, "after": sent}.items(), strict=True):
        axes.plot(*ends.T, color=QUIET)
        arrow(axes, (0, 0), ends[longest], BACK)
        length = np.linalg.norm(ends[longest])
        axes.set(title=f"{title}: length {length:.2f}", aspect="equal", xlabel="first number")
    panels[0].set_ylabel("second number")


def draw_arriving(curves, title):
    """How much of a gradient arrives (L,) against the lag, down to 1e-12; curves: {value of the knob: norms}."""
    low, high = 1e-12, 1e3
    axes = plt.figure(figsize=(7.0, 3.4)).subplots()
    colours = plt.get_cmap(SEQUENCE)(np.linspace(0, 0.42, len(curves)))
    for colour, (name, norms) in zip(colours, curves.items(), strict=True):
        axes.semilogy(norms, color=colour)
        end = np.flatnonzero(norms > low)[-1]
        beyond = {"xytext": (5, 0), "va": "center"} if end == len(norms) - 1 else {"xytext": (4, 6), "va": "bottom"}
        axes.annotate(name, (end, norms[end]), textcoords="offset points", color=colour, **beyond)
    axes.axhline(1, color=QUIET, linestyle=":", linewidth=1)
    axes.set(xlabel="lag, in steps", ylabel=r"$\|\partial h_T\, /\, \partial h_t\|$", ylim=(low, high))
    axes.set_title(title, loc="right")


def draw_scores(panels, xlabel, chance, ceiling=1.0):
    """Every run's score as a dot and their mean as a line; panels: {title: {x: scores (S,)}}."""
    grid = plt.figure(figsize=(7.0, 2.9)).subplots(1, len(panels), sharey=True, squeeze=False)[0]
    for axes, (title, scores) in zip(grid, panels.items(), strict=True):
        places = np.arange(len(scores))
        for place, values in zip(places, scores.values(), strict=True):
            spread = np.linspace(-0.18, 0.18, len(values))
            axes.plot(place + spread, values, "o", color=QUIET, alpha=0.7, markersize=4)
        axes.plot(places, [np.mean(values) for values in scores.values()], color=FORWARD)
        axes.axhline(chance, color=QUIET, linestyle=":")
        axes.axhline(ceiling, color=QUIET, linestyle="--")
        axes.set(title=title, xlabel=xlabel, xticks=places, xticklabels=list(scores), ylim=(0, 1.05))
    grid[0].set_ylabel("share right")

"""Wiring diagrams: boxes, circles and arrows on an empty sheet whose unit is a box's height."""

import matplotlib.pyplot as plt
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch

from ..palette import COLOURS, INKS

INK_OF = {colour: INKS[name] for name, colour in COLOURS.items()}


def sheet(width: float, height: float, unit: float = 0.5):
    """A new figure of width × height units (unit in inches) without axes; returns the axes to draw on."""
    figure = plt.figure(figsize=(width * unit, height * unit), layout="none")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height), aspect="equal")
    axes.axis("off")
    return axes


def box(axes, x: float, y: float, text: str, colour: str = COLOURS["h"], width: float = 1.6, height: float = 1.0):
    """A rounded box centred at (x, y)."""
    corner = (x - width / 2, y - height / 2)
    style = {"boxstyle": "round,pad=0,rounding_size=0.15", "facecolor": "white", "edgecolor": colour, "linewidth": 1.8}
    axes.add_patch(FancyBboxPatch(corner, width, height, **style))
    label(axes, x, y, text, colour)


def junction(axes, x: float, y: float, sign: str, colour: str = COLOURS["h"], radius: float = 0.32):
    """A circle with a sign in it: + adds, × multiplies, element by element."""
    axes.add_patch(Circle((x, y), radius, facecolor="white", edgecolor=colour, linewidth=1.8))
    label(axes, x, y, sign, colour)


def arrow(axes, start: tuple, end: tuple, colour: str = COLOURS["h"], bend: float = 0.0, dashed: bool = False):
    """An arrow from start to end, bent sideways by a share of its length."""
    style = {"arrowstyle": "-|>", "mutation_scale": 13, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0}
    curve = f"arc3,rad={bend}"
    line = "--" if dashed else "-"
    axes.add_patch(FancyArrowPatch(start, end, connectionstyle=curve, color=colour, linestyle=line, **style))


def label(axes, x: float, y: float, text: str, colour: str = COLOURS["h"], **options):
    """Text centred at (x, y), in the ink of its colour."""
    axes.text(x, y, text, ha="center", va="center", color=INK_OF.get(colour, colour), **options)

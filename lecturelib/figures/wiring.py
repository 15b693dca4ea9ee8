"""The wiring of a cell as a figure, from the same sheet and equations as the live cell in the browser."""

import numpy as np
from matplotlib.patches import Circle, FancyBboxPatch, Polygon, Rectangle
from matplotlib.patheffects import withStroke

from ..palette import COLOURS
from .diagram import sheet
from .wiring_cells import WIRINGS, arrows, joints
from .wiring_sheet import BELT, HEIGHT, NUMBERS, PLACES, SIZES, WIDTH, WIRES, WORDS

QUIET, FAINT, THIN = "#6B6B6B", "#DDDDDD", 1.3
GHOST = {"linewidth": 1, "linestyle": (0, (3, 2))}
RADIUS = SIZES["times"][0] / 2
SIGNS = {"times": "×", "plus": "+", "minus": "1 −", "product": "$U$"}


def draw_wiring(cell, values=None, ghosts=()):
    """A cell's wiring on a new figure, each gate a valve of its colour.

    cell: a name of WIRINGS, such as "lstm". values: the numbers of one unit at one step, by the names that record gives
    them; then parts carry their numbers, a valve is open as far as its gate, and the wires that carry one unit's number
    are as thick as it is large, hollow where it is below 0. ghosts: names of cells; what they have and this one lacks
    is drawn faintly. Raises ValueError for an unknown cell.
    """
    for name in (cell, *ghosts):
        if name not in WIRINGS:
            raise ValueError(f"no wiring for {name!r}; there is one for each of {', '.join(WIRINGS)}")
    wiring, values = WIRINGS[cell], values or {}
    axes = sheet(WIDTH, HEIGHT, unit=7.0 / WIDTH)
    for other in ghosts:
        _ghost(axes, WIRINGS[other], wiring)
    for name, (value, colour) in wiring.wires.items():
        _wire(axes, WIRES[name], COLOURS[colour], values.get(value))
    for name, part in arrows(wiring).items():
        _arrowhead(axes, WIRES[name], COLOURS[wiring.wires[name][1]], PLACES.get(part))
    for x, y in joints(wiring):
        axes.add_patch(Circle((x, y), 0.11, color=COLOURS["h"], zorder=3))
    for name, part in wiring.parts.items():
        {"times": _junction, "plus": _junction, "port": _port, "input": _port}.get(PLACES[name].kind, _box)(
            axes, PLACES[name], part, values
        )
        _notes(axes, name, values.get(part.value))


def _ghost(axes, other, wiring):
    """What another cell has and this one lacks, faintly and unnamed."""
    for name in other.wires.keys() - wiring.wires.keys():
        axes.plot(*zip(*WIRES[name], strict=True), color=FAINT, zorder=0, **GHOST)
    for name in other.parts.keys() - wiring.parts.keys():
        if PLACES[name].kind not in ("port", "input"):
            axes.add_patch(_frame(PLACES[name], facecolor="white", edgecolor=FAINT, zorder=1, **GHOST))


def _frame(place, **style):
    """The outline of a box or of a junction."""
    width, height = SIZES[place.kind]
    if place.kind in ("times", "plus"):
        return Circle((place.x, place.y), RADIUS, **style)
    corner, shape = (place.x - width / 2, place.y - height / 2), "round,pad=0,rounding_size=0.2"
    return FancyBboxPatch(corner, width, height, boxstyle=shape, **style)


def _wire(axes, path, colour, value):
    """A wire through its points, thick as its value, hollow if that is below 0; on the belt, a band beneath it."""
    x, y = zip(*path, strict=True)
    if set(y) == {BELT}:
        axes.plot(x, y, color=colour, alpha=0.18, linewidth=13, solid_capstyle="butt", zorder=1)
    width = THIN if value is None else THIN + 4.2 * min(1, abs(value))
    ends = {"solid_joinstyle": "miter", "solid_capstyle": "projecting"}
    axes.plot(x, y, color=colour, linewidth=width, zorder=2, **ends)
    if value is not None and value < 0:
        axes.plot(x, y, color="white", linewidth=0.4 * width, zorder=2, **ends)


def _arrowhead(axes, path, colour, part):
    """A wire's direction where it ends; part: the place it meets there, if any, whose outline the tip touches."""
    (x0, y0), (x, y) = path[-2:]
    along = np.sign([x - x0, y - y0])
    across = np.array([-along[1], along[0]])
    tip = np.array([x, y]) - along * (np.array(SIZES[part.kind]) / 2 + 0.03 if part else 0)
    corners = [tip, tip - 0.36 * along + 0.18 * across, tip - 0.36 * along - 0.18 * across]
    axes.add_patch(Polygon(corners, color=colour, linewidth=0, zorder=3))


def _box(axes, place, part, values):
    """A box with what it computes; if it squashes, filled as far as its value, from below (σ) or the middle (tanh)."""
    width, height = SIZES[place.kind]
    value, colour, sign = values.get(part.value), COLOURS[part.colour], SIGNS.get(place.kind, part.squash)
    frame = axes.add_patch(_frame(place, facecolor="white", edgecolor=colour, linewidth=1.8, zorder=4))
    if value is not None and part.squash:
        foot, reach = (place.y - height / 2, height) if part.squash == "σ" else (place.y, height / 2)
        corner, style = (place.x - width / 2, foot), {"alpha": 0.3, "linewidth": 0, "zorder": 4}
        level = axes.add_patch(Rectangle(corner, width, reach * value, color=colour, **style))
        level.set_clip_path(frame)
    up = 0 if value is None or place.kind == "product" else 0.27
    if place.kind == "gate" and len(part.value) == 1:
        aside = {"tanh": 0.5, "σ": 0.28, "": 0}[part.squash]
        _text(axes, place.x - aside, place.y + up, f"${part.value}$", fontsize=13)
        _text(axes, place.x + 0.25, place.y + up, sign, color=QUIET)
    else:
        _text(axes, place.x, place.y + up, sign)


def _junction(axes, place, part, values):
    """A circle with its sign; where a valve stands, two jaws that leave open what its gate says."""
    opening, colour = values.get(part.valve), COLOURS[part.colour]
    axes.add_patch(_frame(place, facecolor="white", linewidth=0, zorder=4))
    for jaw in () if opening is None else _jaws(place, opening):
        axes.add_patch(Polygon(jaw, color=colour, linewidth=0, zorder=4))
    axes.add_patch(_frame(place, facecolor="none", edgecolor=colour, linewidth=1.8, zorder=5))
    halo = [withStroke(linewidth=2.5, foreground="white")]
    _text(axes, place.x, place.y, SIGNS[place.kind], fontsize=13, path_effects=halo)


def _jaws(place, opening):
    """The two segments of the circle that shut a valve but for a slit along its pipe."""
    slit = np.arcsin(np.clip(opening, 0, 1))
    for side in (0, np.pi):
        angles = side + (0 if place.upright else np.pi / 2) + np.linspace(slit - np.pi / 2, np.pi / 2 - slit, 40)
        yield np.stack([place.x + RADIUS * np.cos(angles), place.y + RADIUS * np.sin(angles)], axis=1)


def _port(axes, place, part, values):
    """Where a state enters or leaves, above its wire, or the input, beside it."""
    lift, aside = (0.55, 0) if place.kind == "port" else (0, -1.7)
    _text(axes, place.x + aside, place.y + lift, f"${part.term}$", fontsize=13)


def _notes(axes, name, value):
    """A part's number, and what it does in a word, beside it."""
    place = PLACES[name]
    if name in WORDS:
        word, aside, lift, end = WORDS[name]
        _text(axes, place.x + aside, place.y + lift, word, ha=end, color=QUIET)
    if value is not None and place.kind != "product":
        aside, lift, end = NUMBERS.get(name) or NUMBERS.get(place.kind, NUMBERS["box"])
        number = f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")
        _text(axes, place.x + aside, place.y + lift, number, ha=end)


def _text(axes, x, y, text, **options):
    usual = {"ha": "center", "va": "center", "fontsize": 9.5, "color": COLOURS["h"], "zorder": 6}
    axes.text(x, y, text, **usual | options)

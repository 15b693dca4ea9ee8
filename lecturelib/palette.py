"""The colours of the course, on a light and on a dark ground.

They are Okabe and Ito's, told apart by colour-blind readers, made darker until they stand out from white: every line by
a contrast of 3, every letter by 4.5 (WCAG 2.2, 1.4.3 and 1.4.11). Where a cell is taken apart, a colour belongs to
one part of it; where whole cells are compared, they wear colours of no part.
"""

COLOURS = {
    "i": "#00805C",
    "f": "#B84300",
    "g": "#B84F90",
    "o": "#004F8F",
    "r": "#B84300",
    "z": "#00805C",
    "n": "#B84F90",
    "x": "#3A96D6",
    "h": "#1B1B1B",
    "c": "#C28500",
    "tanh": "#B84F90",
    "sigmoid": "#004F8F",
    "quiet": "#6B6B6B",
    "back": "#6A3FA0",  # a gradient on its way back
}
INKS = COLOURS | {"x": "#1F6FA8", "c": "#8A5D00"}  # for letters
CELL_COLOURS = {"memoryless": COLOURS["quiet"], "rnn": COLOURS["h"], "lstm": "#8A5A2B", "gru": "#51658A"}

PAPER = 0.07  # how light the dark ground is
FILTER = f"invert({1 - PAPER}) hue-rotate(180deg)"  # what turns a picture on white into one on the dark ground
HUE_HALF_ROUND = ((-0.574, 1.43, 0.144), (0.426, 0.43, 0.144), (0.426, 1.43, -0.856))  # Filter Effects Level 1


def in_the_dark(colour: str) -> str:
    """What FILTER makes of a colour: light becomes dark, and the hue stays."""
    inverted = [(1 - PAPER) * (1 - part) + PAPER * part for part in _parts(colour)]
    turned = (sum(a * b for a, b in zip(row, inverted, strict=True)) for row in HUE_HALF_ROUND)
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, part))):02X}" for part in turned)


def _parts(colour):
    """Red, green and blue of "#RRGGBB", each from 0 to 1."""
    return [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour):
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


DARK = {name: in_the_dark(colour) for name, colour in COLOURS.items()}

"""Where the bars of a histogram of marks stand, in the units of its drawing."""

from dataclasses import dataclass

WIDTH, HEIGHT = 440, 230
LEFT, RIGHT, TOP, BOTTOM = 60, 16, 18, 44  # margins for the labels
BINS = 10
STEPS = (1, 2, 5)  # of the ticks, times a power of ten


@dataclass(frozen=True)
class Bar:
    """One bar: its corner, its size, the marks it stands for, and how many have them."""

    x: float
    y: float
    width: float
    height: float
    label: str
    count: int


@dataclass(frozen=True)
class Histogram:
    """Bars for ten equal ranges of percent, and ticks (place, label) on both axes."""

    bars: list[Bar]
    across: list[tuple[float, int]]
    up: list[tuple[float, int]]
    base: int = HEIGHT - BOTTOM
    left: int = LEFT
    right: int = WIDTH - RIGHT
    width: int = WIDTH
    height: int = HEIGHT


def histogram(percents: list[float]) -> Histogram:
    """The histogram of these percentages; 100 belongs to the last bar."""
    counts = [0] * BINS
    for percent in percents:
        counts[min(int(percent * BINS / 100), BINS - 1)] += 1
    step = tick_step(max(counts))
    most = step * -(-max(*counts, 1) // step)
    each, tall = (WIDTH - LEFT - RIGHT) / BINS, HEIGHT - TOP - BOTTOM
    base = HEIGHT - BOTTOM
    bars = [
        Bar(LEFT + k * each + 1, base - tall * n / most, each - 2, tall * n / most, in_range(k), n)
        for k, n in enumerate(counts)
    ]
    across = [(LEFT + k * each, 100 * k // BINS) for k in range(0, BINS + 1, 2)]
    up = [(base - tall * n / most, n) for n in range(0, most + 1, step)]
    return Histogram(bars, across, up)


def tick_step(most: int) -> int:
    """The smallest step of 1, 2, 5, 10, … that makes at most five ticks above zero."""
    scale = 1
    while True:
        for step in STEPS:
            if most <= 5 * step * scale:
                return step * scale
        scale *= 10


def in_range(k: int) -> str:
    """The marks of a bar in words."""
    last = "100" if k == BINS - 1 else f"below {100 * (k + 1) // BINS}"
    return f"{100 * k // BINS} to {last} %"

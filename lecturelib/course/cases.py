"""Cases for the checks: the shapes at which wrong answers show, at ordinary and at large values."""

from __future__ import annotations  # numpy.random is loaded where it is used: a grader forks thousands of times

from collections.abc import Iterator

import numpy as np

# (T, B, D, H), smallest first, so that the example a student sees is small. Among them T = 1, B = 1, D = 1, H = 1,
# H = D and B = H, where a forgotten axis or a transposed weight would go unseen, and enough others where it shows.
SIZES = [
    (2, 1, 2, 2),
    (1, 1, 1, 1),
    (1, 2, 3, 2),
    (2, 1, 3, 2),
    (3, 2, 1, 3),
    (3, 3, 2, 1),
    (2, 2, 2, 2),
    (4, 3, 2, 5),
    (5, 4, 3, 4),
    (6, 5, 4, 3),
]
SCALES = [1.0, 2.0]  # ordinary values; larger ones, which saturate some of what squashes and never all of it
FAR = 1500.0  # an opinion whose exp is no number
EDGE = (1, 2, 2, 3)  # the size at which whole numbers and far opinions are tried


def by_hand(*lists) -> tuple:
    """The arguments of an example that a page works by hand, written as lists of numbers, as arrays of floats."""
    return tuple(np.array(numbers, dtype=float) for numbers in lists)


def cell_cases(rng: np.random.Generator, build) -> list[tuple]:
    """Twenty cases: build(normal, T, B, D, H) at every size and scale; normal(*shape) draws values of that scale."""
    return [build(scaled(rng, scale), *size) for scale in SCALES for size in SIZES]


def step_cases(rng: np.random.Generator, build, bias: int = -1) -> list[tuple]:
    """Cases of a step: the twenty, then one in whole numbers, and one with far opinions; bias: which argument is b.

    Of whole numbers made in the likeness of h, nothing between 0 and 1 is left. Of a far opinion exp cannot be had, and
    every second opinion stays as it is.
    """
    whole = build(lambda *shape: rng.integers(1, 3, size=shape) * rng.choice([-1, 1], shape), *EDGE)
    return [*cell_cases(rng, build), whole, far_off(build(scaled(rng, 1.0), *EDGE), bias)]


def far_off(case: tuple, bias: int = -1) -> tuple:
    """A case with every second bias moved far up or down, in turn."""
    arguments = list(case)
    arguments[bias] = arguments[bias] + FAR * np.resize([1, 0, -1, 0], arguments[bias].shape)
    return tuple(arguments)


def scaled(rng: np.random.Generator, scale: float):
    """A function that draws a normal array of a shape at this scale."""
    return lambda *shape: scale * rng.normal(size=shape)


def positive(rng: np.random.Generator):
    """A function that draws an array of a shape, of values from ½ to 1½."""
    return lambda *shape: 0.5 + rng.random(shape)


def weights(normal, D: int, H: int, blocks: int = 1) -> tuple:
    """W, U, b of a cell with so many gate blocks."""
    return normal(D, blocks * H), normal(H, blocks * H), normal(blocks * H)


def cell_arguments(normal, B: int, D: int, H: int, blocks: int = 1, states: int = 1) -> tuple:
    """x, the states, W, U, b: what a step is given; h and c where there are two states."""
    return normal(B, D), *(normal(B, H) for _ in range(states)), *weights(normal, D, H, blocks)


def backward_cases(rng: np.random.Generator, blocks: int = 1, states: int = 1) -> list[tuple]:
    """Twenty cases of the new states' errors and the arguments of a step, for its way back, and one far off.

    The arguments lie within (-1, 1), the errors are of any size: were every slope 0, all answers would look alike.
    """

    def build(normal, T, B, D, H):
        errors = [normal(B, H) for _ in range(states)]
        return *errors, *map(np.tanh, cell_arguments(normal, B, D, H, blocks, states))

    return [*cell_cases(rng, build), far_off(build(scaled(rng, 1.0), *EDGE))]


def arrays(rng: np.random.Generator, scales=(1.0, 5.0, 1000.0)) -> Iterator[np.ndarray]:
    """Arrays of many shapes, the first of three values; every second value is as large as the scale or larger."""
    shapes = [(3,), (1,), (2, 2), (1, 4), (4, 1), (2, 3, 2), (7,)]
    for scale in scales:
        for shape in shapes:
            yield mixed(rng, scale, shape)


def mixed(rng: np.random.Generator, scale: float, shape: tuple) -> np.ndarray:
    """Ordinary values and large ones in turn, the large ones positive and negative in turn: luck decides none of it."""
    large = scale * (1 + rng.random(shape)) * np.resize([1, 0, -1, 0], shape)
    return np.where(large == 0, rng.normal(size=shape), large)

"""The cases of this unit's exercises: on what inputs an answer is held against the reference.

The first of each exercise holds the numbers of the page's example by hand.
"""

from ..cases import backward_cases, by_hand, cell_arguments, cell_cases, step_cases


def gru_cases(rng):
    half_read = by_hand([[1]], [[1]], [[0, 2.2, 0.05]], [[0, 0, 1]], [0, 0, 0])
    return [half_read, *step_cases(rng, lambda n, T, B, D, H: cell_arguments(n, B, D, H, blocks=3))]


def step_backward_cases(rng):
    four_roads = by_hand([[1]], [[1]], [[0.5]], [[0, 0, 0]], [[2, 4, 2]], [-1, -2, -0.5])
    return [four_roads, *backward_cases(rng, blocks=3)]


def after_cases(rng):
    swapping = [[0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 1, 0]]
    opinions = [50, -50, 0, 0, 0, 0]  # r is 1 and 0, z is ½
    two_units = by_hand([[0]], [[0.6, -0.2]], [[0] * 6], swapping, opinions, [0.75, 0.75])
    drawn = step_cases(rng, lambda n, T, B, D, H: (*cell_arguments(n, B, D, H, blocks=3), n(H)), bias=-2)
    return [two_units, *drawn]


def torch_cases(rng):
    one_unit = by_hand([[1], [2], [3]], [[4], [5], [6]], [0.1, 0.2, 0.3], [0.01, 0.02, 0.03])
    return [one_unit, *cell_cases(rng, lambda n, T, B, D, H: (n(3 * H, D), n(3 * H, H), n(3 * H), n(3 * H)))]

"""The cases of this unit's exercises: on what inputs an answer is held against the reference.

The first of each exercise holds the numbers of the page's example by hand: x is 1 there, the candidate tanh(0.55) = ½,
and a gate of which nothing is said ½.
"""

from ..cases import backward_cases, by_hand, cell_arguments, step_cases

HALF, NINE_TENTHS = 0.55, 2.2  # what tanh turns into ½, and the sigmoid into 0.9


def no_forget_cases(rng):
    full = by_hand([[1]], [[0]], [[2]], [[0, HALF, 0]], [[0, 0, 0]], [0, 0, 0])
    return [full, *step_cases(rng, lambda n, T, B, D, H: cell_arguments(n, B, D, H, blocks=3, states=2))]


def peephole_cases(rng):
    seeing = by_hand([[1]], [[0]], [[2]], [[0, 0, HALF, 0]], [[0, 0, 0, 0]], [0, 0, 0, 0], [[0], [-1], [1]])
    drawn = step_cases(rng, lambda n, T, B, D, H: (*cell_arguments(n, B, D, H, blocks=4, states=2), n(3, H)), bias=-2)
    return [seeing, *drawn]


def full_peephole_cases(rng):
    def build(n, T, B, D, H):
        *others, b = cell_arguments(n, B, D, H, blocks=4, states=2)
        return *others, n(H, 3 * H), b

    W, U, b = [[0, 0, 0, 0, HALF, HALF, 0, 0]], [[0] * 8] * 2, [0] * 8
    V = [[0, 0, 0, 0, 0, 1], [0] * 6]  # unit 1's output gate sees the memory of unit 0
    return [by_hand([[1]], [[0, 0]], [[2, 0]], W, U, V, b), *step_cases(rng, build)]


def cell_peephole_cases(rng):
    def build(n, T, B, D, H):
        return n(B, D), n(B, H), n(D, 4 * H), n(H, 3 * H), n(4 * H)

    seeing = by_hand([[1]], [[2]], [[0, 0, HALF, 0]], [[0, -1, 1]], [0, 0, 0, 0])
    return [seeing, *step_cases(rng, build)]


def coupled_cases(rng):
    shelf = by_hand([[1]], [[0]], [[1]], [[0, HALF, 0]], [[0, 0, 0]], [NINE_TENTHS, 0, 0])
    return [shelf, *step_cases(rng, lambda n, T, B, D, H: cell_arguments(n, B, D, H, blocks=3, states=2))]


def coupled_backward_cases(rng):
    shelf = by_hand([[0]], [[1]], [[1]], [[0]], [[1]], [[0, HALF, 0]], [[0, 0, 0]], [NINE_TENTHS, 0, 0])
    return [shelf, *backward_cases(rng, blocks=3, states=2)]

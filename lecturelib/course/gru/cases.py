"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

from ..cases import backward_cases, cell_arguments, cell_cases, step_cases


def gru_cases(rng):
    return step_cases(rng, lambda n, T, B, D, H: cell_arguments(n, B, D, H, blocks=3))


def step_backward_cases(rng):
    return backward_cases(rng, blocks=3)


def after_cases(rng):
    return step_cases(rng, lambda n, T, B, D, H: (*cell_arguments(n, B, D, H, blocks=3), n(H)), bias=-2)


def torch_cases(rng):
    return cell_cases(rng, lambda n, T, B, D, H: (n(3 * H, D), n(3 * H, H), n(3 * H), n(3 * H)))

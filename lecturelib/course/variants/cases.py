"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

from ..cases import backward_cases, cell_arguments, step_cases


def no_forget_cases(rng):
    return step_cases(rng, lambda n, T, B, D, H: cell_arguments(n, B, D, H, blocks=3, states=2))


def peephole_cases(rng):
    return step_cases(rng, lambda n, T, B, D, H: (*cell_arguments(n, B, D, H, blocks=4, states=2), n(3, H)), bias=-2)


def full_peephole_cases(rng):
    def build(n, T, B, D, H):
        *others, b = cell_arguments(n, B, D, H, blocks=4, states=2)
        return *others, n(H, 3 * H), b

    return step_cases(rng, build)


def cell_peephole_cases(rng):
    def build(n, T, B, D, H):
        return n(B, D), n(B, H), n(D, 4 * H), n(H, 3 * H), n(4 * H)

    return step_cases(rng, build)


def coupled_cases(rng):
    return step_cases(rng, lambda n, T, B, D, H: cell_arguments(n, B, D, H, blocks=3, states=2))


def coupled_backward_cases(rng):
    return backward_cases(rng, blocks=3, states=2)

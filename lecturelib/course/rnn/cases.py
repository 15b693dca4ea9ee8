"""The cases of this unit's exercises: on what inputs an answer is held against the reference."""

from ..cases import arrays, cell_arguments, cell_cases, weights


def step_cases(rng):
    return cell_cases(rng, lambda normal, T, B, D, H: cell_arguments(normal, B, D, H))


def classify_cases(rng):
    def build(normal, T, B, D, H):
        return normal(T, B, D), normal(B, H), *weights(normal, D, H), normal(H, D + 1), normal(D + 1)

    return cell_cases(rng, build)


def generate_cases(rng):
    def build(normal, T, B, D, H):
        words = D + 1
        start = rng.random((T + 3, B)), rng.integers(words, size=B)
        return *start, normal(B, H), *weights(normal, words, H), rng.normal(size=(H, words)), normal(words) / 8

    return cell_cases(rng, build)


SIZES = [(1, 2), (2, 3), (1, 1), (3, 2), (2, 2), (4, 5), (7, 3)]  # (B, K)


def softmax_cases(rng):
    """Arrays of many shapes; then rows thousands apart, where one maximum for all is not enough, and where it is."""
    apart = [rng.normal(size=(B, 3)) + 3000 * rng.permutation(B)[:, None] for B in (2, 3)]
    together = rng.normal(size=(2, 3)) + 3000
    return [(a,) for a in [*arrays(rng), *apart, together]]


def loss_cases(rng):
    scales = (1.0, 5.0, 1000.0)
    return [(scale * rng.normal(size=(B, K)), rng.integers(K, size=B)) for scale in scales for B, K in SIZES]

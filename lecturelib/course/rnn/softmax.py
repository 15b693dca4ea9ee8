"""The exercise softmax: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import softmax
from .cases import softmax_cases

EXERCISE = Exercise(
    softmax,
    points=2,
    level=2,
    cases=softmax_cases,
    hints=(
        "What makes any number positive, and a larger score larger still? And what makes positive numbers sum to 1?",
        "`np.exp(1000)` is too large for any float. What can you subtract from a row of scores without changing its p?",
        "Subtract each row's largest score before `np.exp`, then divide by each row's sum. With `axis=-1, "
        "keepdims=True` a row's maximum, and its sum, stay beside their row.",
    ),
    mistakes={
        "overflow": Mistake(
            "a - np.max(a, axis=-1, keepdims=True)",
            "a",
            "Right for small scores, but exp of a large one overflows. Subtracting a row's largest score changes no p.",
        ),
        "columns": Mistake(
            "axis=-1",
            "axis=0",
            "You sum down the first axis. A row is one question: what must sum to 1 runs along the last axis.",
        ),
        "second_axis": Mistake(
            "axis=-1",
            "axis=1",
            "axis=1 is the last axis of a table only; a single row has fewer, a stack has more. Count from the end.",
        ),
        "whole": Mistake(
            ", axis=-1, keepdims=True",
            "",
            "You sum over the whole array. Every row is a question of its own, and sums to 1 by itself.",
        ),
        "common_maximum": Mistake(
            "np.max(a, axis=-1, keepdims=True)",
            "np.max(a)",
            "You subtract one maximum from all rows. In a row far below it every exp rounds to 0, and 0/0 is nothing.",
        ),
        "lost_axis": Mistake(
            "np.sum(e, axis=-1, keepdims=True)",
            "np.sum(e, axis=-1)",
            "The sums lost their axis, so NumPy lines them up with columns, not rows. Look up keepdims.",
        ),
        "not_divided": Mistake(
            "e / np.sum(e, axis=-1, keepdims=True)",
            "e",
            "The exponentials are right but do not sum to 1 yet: divide each row by its sum.",
        ),
        "no_exp": Mistake(
            "np.exp(a - np.max(a, axis=-1, keepdims=True))",
            "a",
            "Scores over their sum are no probabilities: some are negative, the sum may be 0. What makes all positive?",
        ),
        "sigmoid": Mistake(
            "e / np.sum(e, axis=-1, keepdims=True)",
            "0.5 + 0.5 * np.tanh(0.5 * a)",
            "That is a sigmoid of each score on its own. Here scores compete: what one gains, the others lose.",
        ),
    },
    quiet=True,
)

"""The exercise one_hot: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import one_hot
from .cases import one_hot_cases

EXERCISE = Exercise(
    one_hot,
    points=2,
    level=1,
    cases=one_hot_cases,
    hints=(
        "Of three dishes, number 1 was eaten. How long is its vector, and where is the one?",
        "`np.eye(size)` holds every one-hot vector of that size, one a row. Which row is yours?",
        "An array takes an index in square brackets, and also a whole array of indices: then it answers with a row "
        "for each. Try `np.eye(3)[np.array([2, 0])]`.",
    ),
    mistakes={
        "one_vector_for_all": Mistake(
            "np.eye(size)[index]",
            "np.isin(np.arange(size), index) * 1.0",
            "For a single index this is right. For several you put all the ones into one vector: every index wants "
            "a vector of its own.",
        ),
        "single_index_has_no_axes": Mistake(
            "np.eye(size)[index]",
            "(np.arange(size) == index[..., None]) * 1.0",
            "For an array of indices this is right. A single index is a plain number: it has no axes and cannot be "
            "looped over.",
        ),
        "columns": Mistake(
            "[index]",
            "[:, index]",
            "Your vectors stand upright, as columns. The last axis should run along the vector: one row for every "
            "index.",
        ),
        "counted_from_one": Mistake(
            "[index]",
            "[index - 1]",
            "Your one stands a place too early. Python counts from 0, so index 0 is the first place.",
        ),
        "index_as_value": Mistake(
            "np.eye(size)[index]",
            "np.eye(size)[index] * np.arange(size)",
            "The place is right, the value is not: you wrote the index itself there, and a one-hot vector has a 1.",
        ),
    },
)

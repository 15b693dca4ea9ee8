"""The exercises of notebook 01: one-hot vectors, the sigmoid, two slopes, the gate."""

import numpy as np

from ..reference import one_hot, sigmoid
from .cases import arrays
from .record import Exercise, Mistake
from .slopes import SLOPES_AND_GATE

SIGMOID = "0.5 * (1 + np.tanh(0.5 * a))"  # the reference's formula, which the mistakes replace


def one_hot_cases(rng):
    one = [(1, 3), (0, 3), (4, 7), (0, 1), (6, 7)] + [(int(rng.integers(size)), size) for size in (2, 5, 9, 12)]
    shapes = [(2, 4), (3, 3), (1, 3), (5, 2), (4, 7), (3, 12), (2, 2, 3), (3, 2, 4), (2, 4, 5), (1, 1, 2), (4, 1, 3)]
    return one + [(rng.integers(size, size=shape), size) for *shape, size in shapes]


def sigmoid_cases(rng):
    ordinary = [np.array([0.0, 2.0, -2.0]), *arrays(rng, scales=(1.0, 2.0)), np.linspace(-20, 20, 9)]
    huge = [800 + 1000 * rng.random(shape) for shape in [(3,), (2, 2), (2, 1, 3)]]
    return [(a,) for a in ordinary + huge + [-a for a in huge] + [np.stack([a, -a]) for a in huge]]


EXERCISES = (
    Exercise(
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
    ),
    Exercise(
        sigmoid,
        points=4,
        level=2,
        cases=sigmoid_cases,
        quiet=True,
        hints=(
            "The formula is right and overflows all the same. For which sign of a does `np.exp(-a)` get too large?",
            "One road: where a is negative, multiply top and bottom of the fraction by exp(a), and take care that no "
            "number goes through the formula of the other sign. Another road: which squashing function of NumPy's is "
            "never troubled by large numbers?",
            "You checked that tanh(x) = 2σ(2x) − 1. Solve it for σ(a), with x = a / 2, and `np.tanh` does the work.",
        ),
        mistakes={
            "overflows": Mistake(
                SIGMOID,
                "1 / (1 + np.exp(-a))",
                "The formula is right, and for ordinary numbers so is the answer. But for a = −1000 it asks for "
                "exp(1000), and that overflows. Find a form that never takes exp of a large positive number.",
            ),
            "overflows_on_the_other_side": Mistake(
                SIGMOID,
                "np.exp(a) / (1 + np.exp(a))",
                "Large negative numbers no longer overflow; large positive ones do now, since you take exp(a). "
                "The two forms are each other's remedy: use each where it is safe.",
            ),
            "both_branches": Mistake(
                SIGMOID,
                "np.where(a >= 0, 1 / (1 + np.exp(-a)), np.exp(a) / (1 + np.exp(a)))",
                "You chose the right form for each sign, but np.where works out both forms for all numbers before it "
                "chooses, so both overflow. Make what goes into exp safe first, for example by way of abs(a).",
            ),
            "if_on_an_array": Mistake(
                SIGMOID,
                f"{SIGMOID} if a >= 0 else {SIGMOID}",
                "An if takes one decision, but a is a whole array with signs of both kinds. The choice has to be made "
                "value by value, or not be needed at all.",
            ),
            "takes_one_number": Mistake(
                SIGMOID,
                "1 / (1 + np.exp(float(a)))",
                "That takes a single number only. The functions of math do; those of NumPy, such as np.exp and "
                "np.tanh, take whole arrays.",
            ),
            "wrong_sign": Mistake(
                SIGMOID,
                "1 / (1 + np.exp(a))",
                "Your curve falls where it should rise: at a = 2 it gives what belongs to −2. Look at the sign inside "
                "exp. Large numbers overflow as well.",
            ),
            "falls": Mistake(
                "1 + np.tanh",
                "1 - np.tanh",
                "Your curve never overflows, but it falls where it should rise: at a = 2 it gives what belongs to −2. "
                "A sign is turned round.",
            ),
            "brackets": Mistake(
                SIGMOID,
                "1 / 1 + np.exp(-a)",
                "Your values exceed 1. In Python 1 / 1 + e means (1 / 1) + e: the whole sum below the bar needs "
                "brackets.",
            ),
            "tanh": Mistake(
                SIGMOID,
                "np.tanh(a)",
                "That is tanh itself. It answers between −1 and 1, the sigmoid between 0 and 1.",
            ),
            "not_shifted": Mistake(
                SIGMOID,
                "np.tanh(0.5 * a)",
                "The shape is right, but your answers lie between −1 and 1: this is 2σ(a) − 1. Undo the 2 and the −1.",
            ),
            "not_halved": Mistake(
                SIGMOID,
                "1 + np.tanh(0.5 * a)",
                "The shape is right, but your answers lie between 0 and 2. They are twice what they should be.",
            ),
            "too_steep": Mistake(
                "(0.5 * a)",
                "(a)",
                "Between 0 and 1, but twice as steep as the sigmoid: this is σ(2a). In tanh(x) = 2σ(2x) − 1, what is x "
                "if 2x is to be a?",
            ),
        },
    ),
    *SLOPES_AND_GATE,
)

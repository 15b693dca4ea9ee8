"""The exercises of notebook 01: one-hot vectors, the sigmoid, two slopes, the gate."""

import numpy as np

from ..reference import gate, one_hot, sigmoid, sigmoid_slope, tanh_slope
from .cases import arrays
from .record import Exercise, Mistake

SIGMOID = "0.5 * (1 + np.tanh(0.5 * a))"  # the reference's formula, which the mistakes replace


def one_hot_cases(rng):
    one = [(1, 3), (0, 3), (4, 7), (0, 1), (6, 7)] + [(int(rng.integers(size)), size) for size in (2, 5, 9, 12)]
    shapes = [(2, 4), (3, 3), (1, 3), (5, 2), (4, 7), (3, 12), (2, 2, 3), (3, 2, 4), (2, 4, 5), (1, 1, 2), (4, 1, 3)]
    return one + [(rng.integers(size, size=shape), size) for *shape, size in shapes]


def sigmoid_cases(rng):
    ordinary = [np.array([0.0, 2.0, -2.0]), *arrays(rng, scales=(1.0, 2.0)), np.linspace(-20, 20, 9)]
    huge = [800 + 1000 * rng.random(shape) for shape in [(3,), (2, 2), (2, 1, 3)]]
    return [(a,) for a in ordinary + huge + [-a for a in huge] + [np.stack([a, -a]) for a in huge]]


def sigmoid_slope_cases(rng):
    return [(np.array([0.5, 0.9, 0.1]),)] + [(sigmoid(a),) for a in arrays(rng)]


def tanh_slope_cases(rng):
    return [(np.array([0.0, 0.5, -0.9]),)] + [(np.tanh(a),) for a in arrays(rng)]


def gate_cases(rng):
    by_hand = (np.array([10.0, 10.0, 10.0]), np.array([2.0, 0.0, -2.0]))
    return [by_hand, *zip(arrays(rng, scales=(1.0, 5.0, 5.0)), arrays(rng), strict=True)]


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
    Exercise(
        sigmoid_slope,
        points=2,
        level=1,
        cases=sigmoid_slope_cases,
        hints=(
            "The sigmoid answered 0.9. How much of the way up is that, and how much is left to 1?",
            "The slope is the product of these two numbers. The function is given s, so nothing needs squashing.",
            "For s = 0.9 the slope is `0.9 * 0.1`. Write it for any s.",
        ),
        mistakes={
            "squashed_again": Mistake(
                "s * (1 - s)",
                "sigmoid(s) * (1 - sigmoid(s))",
                "You squashed s once more. What you are given is the output already, s = σ(a): use it as it is.",
            ),
            "plus": Mistake(
                "1 - s",
                "1 + s",
                "Where s is near 1 your slope is near 2, but there the sigmoid is flat. It is what is *left* to 1 "
                "that counts.",
            ),
            "of_tanh": Mistake(
                "s * (1 - s)",
                "1 - s**2",
                "That is the slope of tanh from its output. The sigmoid's is 0 at both ends, s = 0 and s = 1.",
            ),
            "half_of_it": Mistake(
                "s * (1 - s)",
                "1 - s",
                "That is what is left to 1, one of the two factors. Where s is near 0 the sigmoid is flat too: which "
                "factor says so?",
            ),
            "downhill": Mistake(
                "(1 - s)",
                "(s - 1)",
                "Your slopes are negative, and the sigmoid always rises. Which way round is the difference?",
            ),
        },
    ),
    Exercise(
        tanh_slope,
        points=2,
        level=1,
        cases=tanh_slope_cases,
        hints=(
            "tanh is steepest where it crosses 0, with slope 1, and flat near −1 and 1. Which formula of t does that?",
            "It must treat t and −t alike. What do you do to a number to forget its sign?",
            "For t = 0.5 the slope is `1 - 0.25`. Write it for any t.",
        ),
        mistakes={
            "squashed_again": Mistake(
                "1 - t**2",
                "1 - np.tanh(t) ** 2",
                "You squashed t once more. What you are given is the output already, t = tanh(a): use it as it is.",
            ),
            "not_squared": Mistake(
                "t**2",
                "t",
                "For negative t your slope exceeds 1, but tanh is as flat near −1 as it is near 1. The sign of t "
                "must not matter.",
            ),
            "plus": Mistake(
                "1 - t**2",
                "1 + t**2",
                "Your slope grows toward the ends, where tanh is flat. At t = 1 it should be 0.",
            ),
            "of_sigmoid": Mistake(
                "1 - t**2",
                "t * (1 - t)",
                "That is the slope of the sigmoid from its output. At t = 0 it gives 0, but there tanh is at its "
                "steepest.",
            ),
            "bracket_squared": Mistake(
                "1 - t**2",
                "(1 - t) ** 2",
                "You squared the whole difference. Only t is squared, and then taken from 1.",
            ),
        },
    ),
    Exercise(
        gate,
        points=2,
        level=1,
        cases=gate_cases,
        hints=(
            "An opinion may be any number, 1000 or −3. Which of your functions makes a share between 0 and 1 of it?",
            "A signal of 10 and a share of a half: 5 gets through. Which junction is that?",
            "Squash the opinion with your `sigmoid`, then multiply the signal by it, element by element, with `*`.",
        ),
        mistakes={
            "not_squashed": Mistake(
                "sigmoid(opinion)",
                "opinion",
                "You multiplied by the opinion itself, which may be 1000, or negative. A gate answers between 0 and 1: "
                "squash the opinion first.",
            ),
            "tanh": Mistake(
                "sigmoid(opinion)",
                "np.tanh(opinion)",
                "With tanh a gate can answer −1 and turn the signal round. A share lies between 0 and 1.",
            ),
            "plus": Mistake(
                "signal * ",
                "signal + ",
                "You used the plus junction. A gate lets a share of the signal through: that is the times junction.",
            ),
            "swapped": Mistake(
                "signal * sigmoid(opinion)",
                "sigmoid(signal) * opinion",
                "You squashed the signal and let the opinion through. It is the other way round: the opinion decides, "
                "the signal passes.",
            ),
            "squashed_together": Mistake(
                "signal * sigmoid(opinion)",
                "sigmoid(signal * opinion)",
                "You squashed the product. Squash the opinion alone, so that the signal keeps its size when the gate "
                "is open.",
            ),
            "summed": Mistake(
                "signal * sigmoid(opinion)",
                "np.sum(signal * sigmoid(opinion))",
                "The products are right, but you summed them into one number. Each signal has its own gate and keeps "
                "its own place.",
            ),
            "matrix_product": Mistake(
                "signal * ",
                "signal @ ",
                "That is the matrix product, which multiplies and then sums. The times junction only multiplies, "
                "element by element.",
            ),
            "inverted": Mistake(
                "sigmoid(opinion)",
                "(1 - sigmoid(opinion))",
                "Your gate shuts when the opinion is large. A large opinion should let everything through.",
            ),
        },
    ),
)

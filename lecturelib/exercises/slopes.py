"""The second half of notebook 01's exercises: the slopes of both squashing functions, and the gate."""

import numpy as np

from ..reference import gate, sigmoid, sigmoid_slope, tanh_slope
from .cases import arrays
from .record import Exercise, Mistake


def sigmoid_slope_cases(rng):
    return [(np.array([0.5, 0.9, 0.1]),)] + [(sigmoid(a),) for a in arrays(rng)]


def tanh_slope_cases(rng):
    return [(np.array([0.0, 0.5, -0.9]),)] + [(np.tanh(a),) for a in arrays(rng)]


def gate_cases(rng):
    by_hand = (np.array([10.0, 10.0, 10.0]), np.array([2.0, 0.0, -2.0]))
    return [by_hand, *zip(arrays(rng, scales=(1.0, 5.0, 5.0)), arrays(rng), strict=True)]


SLOPES_AND_GATE = (
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

"""The exercise tanh_slope: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import tanh_slope
from .cases import tanh_slope_cases

EXERCISE = Exercise(
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
            "That is the slope of the sigmoid from its output. At t = 0 it gives 0, but there tanh is at its steepest.",
        ),
        "bracket_squared": Mistake(
            "1 - t**2",
            "(1 - t) ** 2",
            "You squared the whole difference. Only t is squared, and then taken from 1.",
        ),
    },
)

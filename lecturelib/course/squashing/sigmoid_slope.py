"""The exercise sigmoid_slope: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import sigmoid_slope
from .cases import sigmoid_slope_cases

EXERCISE = Exercise(
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
)

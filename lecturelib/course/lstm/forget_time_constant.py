"""The exercise forget_time_constant: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import forget_time_constant
from .cases import share_cases

EXERCISE = Exercise(
    forget_time_constant,
    points=2,
    level=1,
    cases=share_cases,
    hints=(
        "Each step keeps the share f. How much is left after two steps, and after n?",
        "After n steps f to the power of n is left. Set that equal to 1/e and take the natural logarithm of both "
        "sides: what is ln(1/e)?",
        "n ln f = −1. Solve it for n, with `np.log`.",
    ),
    mistakes={
        "base_10": Mistake(
            "np.log(f)",
            "np.log10(f)",
            "That is the logarithm to base 10, so you count the steps until a tenth is left. Down to 1/e it is the "
            "natural one.",
        ),
        "half_life": Mistake(
            "-1 / np.log(f)",
            "-1 / np.log2(f)",
            "That is the half-life, the steps until ½ is left. Here it is until 1/e = 0.37 is left: the natural "
            "logarithm.",
        ),
        "minus": Mistake(
            "-1 / np.log(f)",
            "1 / np.log(f)",
            "A negative number of steps. f is below 1 and its logarithm below 0, so a minus is missing.",
        ),
        "first_order": Mistake(
            "-1 / np.log(f)",
            "1 / (1 - f)",
            "1 / (1 − f) is the mean time a thing stays, and close for f near 1: 100 for f = 0.99, against 99.5. "
            "For f = 0.5 it says 2 where 1.44 is right.",
        ),
        "rate": Mistake(
            "-1 / np.log(f)",
            "-np.log(f)",
            "That is the rate of fading, how much is lost in a step. The time is one over it.",
        ),
        "forgotten_share": Mistake(
            "np.log(f)",
            "np.log(1 - f)",
            "You took f for the share that is lost. In this cell, and in spite of its name, the forget gate says "
            "what is *kept*.",
        ),
    },
)

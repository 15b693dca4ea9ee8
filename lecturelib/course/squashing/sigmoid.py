"""The exercise sigmoid: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import sigmoid
from .cases import sigmoid_cases

SIGMOID = "0.5 * (1 + np.tanh(0.5 * a))"  # the reference's formula, which the mistakes replace

EXERCISE = Exercise(
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
            "Your values exceed 1. In Python 1 / 1 + e means (1 / 1) + e: the whole sum below the bar needs brackets.",
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
)

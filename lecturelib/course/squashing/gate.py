"""The exercise gate: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import gate
from .cases import gate_cases

EXERCISE = Exercise(
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
            "Your gate is the opinion itself, which may be 1000, or negative. A gate answers between 0 and 1: "
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
)

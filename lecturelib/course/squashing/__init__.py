"""The unit on squashing functions and gates."""

from ..notebook import Notebook
from . import gate, one_hot, sigmoid, sigmoid_slope, tanh_slope

NOTEBOOK = Notebook(
    name="01-squashing",
    title="Squashing functions and gates",
    question='How does a network say "half of it"?',
    builds="sigmoid, two slopes, one-hot vectors, a gate",
    exercises=(
        one_hot.EXERCISE,
        sigmoid.EXERCISE,
        sigmoid_slope.EXERCISE,
        tanh_slope.EXERCISE,
        gate.EXERCISE,
    ),
    minutes=55,
)

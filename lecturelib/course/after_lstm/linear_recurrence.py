"""The exercise linear_recurrence: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import linear_recurrence
from .cases import recurrence_cases

EXERCISE = Exercise(
    linear_recurrence,
    points=2,
    level=1,
    cases=recurrence_cases,
    hints=(
        "It is the RNN of notebook 03 less two things. Which?",
        "Start from a row of zeros, `np.zeros(len(A))`, and collect each new state in a list.",
        "In a loop over xs: `h = h @ A + x @ B`, then `hs.append(h)`. Return `np.array(hs)`.",
    ),
    mistakes={
        "squashed": Mistake(
            "h = h @ A + x @ B",
            "h = np.tanh(h @ A + x @ B)",
            "You squash the state. This recurrence is linear: no tanh anywhere.",
        ),
        "turned": Mistake(
            "h @ A",
            "A @ h",
            "You multiply A by h from the other side. A state is a row, and stands in front of A: h @ A.",
        ),
        "input_through_A": Mistake(
            "h @ A + x @ B",
            "(h + x @ B) @ A",
            "Your input passes through A at the step at which it comes in. A meets the old state alone.",
        ),
        "before": Mistake(
            "        h = h @ A + x @ B\n        hs.append(h)",
            "        hs.append(h)\n        h = h @ A + x @ B",
            "You note the state before the step. h_t has heard x_t already.",
        ),
        "one_too_many": Mistake(
            "np.array(hs)",
            "np.array([0 * hs[0], *hs])",
            "You return the zeros before the first step as well. T states are wanted, the first of them after x_1.",
        ),
        "one_array": Mistake(
            "h = h @ A",
            "h[:] = h @ A",
            "All your states are the last one: the list holds the same array T times, and each step writes into "
            "it. Make a "
            "new h at every step.",
        ),
        "last": Mistake(
            "np.array(hs)",
            "h",
            "You return the last state alone. All T of them are wanted.",
        ),
        "forgetful": Mistake(
            "h @ A + x @ B",
            "x @ B",
            "Your state forgets: nothing of the old h is in the new one.",
        ),
        "sum": Mistake(
            "h @ A + x @ B",
            "h + x @ B",
            "Your state adds up all inputs, and A is used by nobody. The old state goes through A first.",
        ),
    },
)

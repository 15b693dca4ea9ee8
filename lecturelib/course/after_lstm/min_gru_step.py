"""The exercise min_gru_step: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import min_gru_step
from .cases import min_gru_cases

EXERCISE = Exercise(
    min_gru_step,
    points=2,
    level=1,
    cases=min_gru_cases,
    hints=(
        "Begin with your `gru_step`. What in it looks at the old state? Only one thing may be left that does.",
        "There is no U and no r. One product, `x @ W + b`, holds both blocks, z n. Which of the two is squashed?",
        "`a_z, n = np.split(x @ W + b, 2, axis=-1)`, then `z = sigmoid(a_z)`, and the mixture of the GRU, in "
        "which z is "
        "the share of n.",
    ),
    mistakes={
        "z_keeps": Mistake(
            "(1 - z) * h + z * n",
            "(1 - z) * n + z * h",
            "Your z says how much is kept. Here, as in notebook 07, it says how much is renewed.",
        ),
        "tanh_candidate": Mistake(
            "return (1 - z)",
            "n = np.tanh(n)\n    return (1 - z)",
            "Your candidate is squashed by tanh. In this cell n is x W_n + b_n as it is.",
        ),
        "sigmoid_candidate": Mistake(
            "return (1 - z)",
            "n = sigmoid(n)\n    return (1 - z)",
            "You squash both blocks. z is a gate and needs its sigmoid; n is content, and stays as it is.",
        ),
        "not_squashed": Mistake(
            "sigmoid(a_z)",
            "a_z",
            "Your z is the opinion itself. A gate answers between 0 and 1: squash it.",
        ),
        "blocks_n_z": Mistake(
            "a_z, n =",
            "n, a_z =",
            "z and n have changed places. The blocks come in the order z n.",
        ),
        "added": Mistake(
            "(1 - z) * h + z * n",
            "h + z * n",
            "You keep all of the old state and add to it. What is renewed must make room: keep 1 − z of it.",
        ),
        "no_bias": Mistake(
            "x @ W + b",
            "x @ W",
            "b is missing. It belongs to both blocks.",
        ),
        "squashed_state": Mistake(
            "return (1 - z) * h + z * n",
            "return np.tanh((1 - z) * h + z * n)",
            "You squash the new state. This cell has no squash on its way through time: that is what the scan needs.",
        ),
    },
)

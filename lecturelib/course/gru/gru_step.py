"""The exercise gru_step: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import gru_step
from .cases import gru_cases

EXERCISE = Exercise(
    gru_step,
    points=3,
    level=2,
    cases=gru_cases,
    hints=(
        "Two gates look at x and at the old state, as gates do. The candidate looks at x and at what? It is not "
        "the old state itself.",
        "U has three blocks of columns. r and z use theirs on h. The third meets r * h, so it cannot be part of "
        "one product for all three: split U as well.",
        "`a_r, a_z, a_n = np.split(x @ W + b, 3, axis=-1)` and `U_r, U_z, U_n = np.split(U, 3, axis=-1)`. Then "
        "`r = sigmoid(a_r + h @ U_r)` and z alike, `n = np.tanh(a_n + (r * h) @ U_n)`, and last the mixture, in "
        "which z is the share of n.",
    ),
    mistakes={
        "z_keeps": Mistake(
            "(1 - z) * h + z * n",
            "(1 - z) * n + z * h",
            "Your z says how much is *kept*. Many libraries write it so; here z is the update: it says how much of "
            "the state is renewed.",
        ),
        "reset_after": Mistake(
            "(r * h) @ U_n",
            "r * (h @ U_n)",
            "You reset after the product with U_n. Here r acts on the old state itself, number by number, before "
            "U_n mixes the numbers. (Yours is a GRU too, and you will need it later in this notebook.)",
        ),
        "reset_on_x": Mistake(
            "a_n + (r * h) @ U_n",
            "r * a_n + h @ U_n",
            "Your reset gate shuts out the input. It is the *old state* that the candidate may have to look away "
            "from; x is heard in full.",
        ),
        "reset_on_all": Mistake(
            "np.tanh(a_n + (r * h) @ U_n)",
            "np.tanh(r * (a_n + h @ U_n))",
            "Your reset gate stands around the whole sum, the input included. It belongs to the old state alone.",
        ),
        "no_reset": Mistake(
            "(r * h) @ U_n",
            "h @ U_n",
            "Your candidate reads the old state in full, and r is computed for nobody.",
        ),
        "reset_keeps": Mistake(
            "(1 - z) * h + z * n",
            "(1 - z) * (r * h) + z * n",
            "What you carry over has passed the reset gate. r decides what the *candidate* may read; what is kept "
            "of the old state is decided by z alone.",
        ),
        "sigmoid_candidate": Mistake(
            "np.tanh(a_n",
            "sigmoid(a_n",
            "Your candidate is squashed by a sigmoid. It is content and no gate: it must be able to say no, and to "
            "take a number of the state down again.",
        ),
        "candidate_reads_kept": Mistake(
            "    n = np.tanh(a_n + (r * h) @ U_n)\n    return (1 - z) * h + z * n",
            "    h = (1 - z) * h\n    n = np.tanh(a_n + (r * h) @ U_n)\n    return h + z * n",
            "Your candidate reads a state that has been changed already. It reads the *old* one, as both gates do; "
            "the mixing comes last.",
        ),
        "adds": Mistake(
            "(1 - z) * h + z * n",
            "h + z * n",
            "You add what is new and take nothing away, so the state grows without limit. Whatever share is "
            "renewed has to be given up of the old.",
        ),
        "squashed_again": Mistake(
            "return (1 - z) * h + z * n",
            "return np.tanh((1 - z) * h + z * n)",
            "You squash the mixture once more. It lies between the old state and n anyway, and a squash on the "
            "road from state to state would shrink the gradient at every step.",
        ),
        "blocks_z_r_n": Mistake(
            "a_r, a_z, a_n = np.split(x @ W + b, 3, axis=-1)\n    U_r, U_z, U_n =",
            "a_z, a_r, a_n = np.split(x @ W + b, 3, axis=-1)\n    U_z, U_r, U_n =",
            "r and z have changed places. The blocks come in the order r z n; z r n is the order of Keras.",
        ),
        "no_bias": Mistake(
            "x @ W + b",
            "x @ W",
            "The bias b is missing. Its three blocks belong to r, z and n, like those of W.",
        ),
    },
)

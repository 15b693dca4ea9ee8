"""The exercises of notebook 07: the gated recurrent unit and its way back, then torch's convention of it."""


from ..reference import gru_step, gru_step_backward
from .cases import backward_cases, cell_arguments, cell_cases
from .record import Exercise, Mistake
from .reset_after import RESET_AFTER


def step_cases(rng):
    return cell_cases(rng, lambda n, T, B, D, H: cell_arguments(n, B, D, H, blocks=3))


def step_backward_cases(rng):
    return backward_cases(rng, blocks=3)


EXERCISES = (
    Exercise(
        gru_step,
        points=3,
        level=2,
        cases=step_cases,
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
                "Your z says how much is *kept*. Many libraries write it so; in the lectures' cell z is the update: it "
                "says how much of the state is renewed.",
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
    ),
    Exercise(
        gru_step_backward,
        points=5,
        level=3,
        cases=step_backward_cases,
        returns=("dx", "dh", "dW", "dU", "db"),
        hints=(
            "Do it from the back. h_t = (1 − z) ⊙ h + z ⊙ n is made of three things that can change. What is the "
            "factor of each?",
            "The old state is used four times: it is kept, it is read through r, and both gates look at it. So dh is a "
            "sum of four. And `r * h` is one thing, with a gradient of its own, before you part it into r and h.",
            "`dz, dn = dh * (n - h), dh * z`, and `dh * (1 - z)` goes straight to the old state. `da_n = dn * "
            "tanh_slope(n)`; `drh, dU_n, _ = affine_backward(da_n, r * h, U_n, b)`; from drh come dr = drh * h and a "
            "second share of dh, drh * r. Then da_r and da_z, and each goes through its own block of U.",
        ),
        mistakes={
            "nothing_kept": Mistake(
                "dh = dh_kept + dh_read + dh_r + dh_z",
                "dh = dh_read + dh_r + dh_z",
                "The direct road is missing, from the new state to the old one with the factor 1 − z. It is the one "
                "road without a squash or a matrix on it, and for it the cell was made.",
            ),
            "z_keeps": Mistake(
                "dh * (n - h), dh * z, dh * (1 - z)",
                "dh * (h - n), dh * (1 - z), dh * z",
                "Your way back belongs to the cell in which z keeps. Here z is the share of n: a little more of z "
                "means more of n and less of the old state.",
            ),
            "dz_half": Mistake(
                "dh * (n - h)",
                "dh * n",
                "Your dz sees only what is gained. A little more of z brings more of n *and* less of the old state.",
            ),
            "dz_sign": Mistake(
                "dh * (n - h)",
                "dh * (h - n)",
                "Your dz has the wrong sign. As z grows, the state moves towards n and away from the old one.",
            ),
            "read_past_reset": Mistake(
                "drh * h, drh * r",
                "drh * h, drh",
                "On its way back through U_n your error walks past the reset gate. What was read of h was r ⊙ h, so "
                "the factor of that road is r.",
            ),
            "read_forgotten": Mistake(
                "dh_kept + dh_read + dh_r + dh_z",
                "dh_kept + dh_r + dh_z",
                "The road through the candidate is missing from dh: n was made of x and of r ⊙ h.",
            ),
            "gates_forgotten": Mistake(
                "dh_kept + dh_read + dh_r + dh_z",
                "dh_kept + dh_read",
                "Your dh leaves out the roads through the gates. Both r and z looked at the old state, so a change of "
                "it moves them.",
            ),
            "dU_n_unreset": Mistake(
                "affine_backward(da_n, r * h, U_n, b)",
                "affine_backward(da_n, h, U_n, b)",
                "The third block of your dU is made with h. What stood in front of U_n was r ⊙ h.",
            ),
            "dr_from_r": Mistake(
                "drh * h, drh * r",
                "drh * r, drh * h",
                "In the product r ⊙ h each side's factor is the *other* side: dr has the factor h, and the share of dh "
                "has the factor r.",
            ),
            "no_slope_n": Mistake(
                "dn * tanh_slope(n)",
                "dn",
                "The slope of tanh is missing between dn and da_n.",
            ),
            "no_slope_gates": Mistake(
                "dr * sigmoid_slope(r), dz * sigmoid_slope(z)",
                "dr, dz",
                "The slopes of the two sigmoids are missing, between dr and da_r and between dz and da_z.",
            ),
            "slope_of_input": Mistake(
                "sigmoid_slope(r), dz * sigmoid_slope(z)",
                "sigmoid_slope(a_r + h @ U_r), dz * sigmoid_slope(a_z + h @ U_z)",
                "sigmoid_slope wants the *output* of the sigmoid, the gate itself, and you gave it what went in.",
            ),
            "tanh_slope_gates": Mistake(
                "dr * sigmoid_slope(r), dz * sigmoid_slope(z)",
                "dr * tanh_slope(r), dz * tanh_slope(z)",
                "You use the slope of tanh for the gates. They are sigmoids, and their slope is s (1 − s).",
            ),
            "blocks_of_dU": Mistake(
                "[dU_r, dU_z, dU_n]",
                "[dU_z, dU_r, dU_n]",
                "The blocks of your dU come in another order than those of U. It is r z n.",
            ),
            "upstream_returned": Mistake(
                "    dh = dh_kept + dh_read + dh_r + dh_z\n",
                "",
                "The dh you return is the one you were given, that of the new state. The old state's is a sum of four "
                "roads.",
            ),
        },
    ),
    *RESET_AFTER,
)

"""The exercise gru_step_backward: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import gru_step_backward
from .cases import step_backward_cases

EXERCISE = Exercise(
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
)

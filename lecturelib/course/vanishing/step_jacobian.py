"""The exercise step_jacobian: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import step_jacobian
from .cases import jacobian_cases

EXERCISE = Exercise(
    step_jacobian,
    points=3,
    level=2,
    cases=jacobian_cases,
    hints=(
        "Nudge one old number, h[b, j]. By how much does the sum inside tanh change in column k?",
        "Inside tanh it changes by U[j, k] for each unit of the nudge. Then tanh passes on as much as its slope at "
        "k allows. The slope is different in every row of the batch.",
        "`slope = tanh_slope(rnn_step(x, h, W, U, b))` has the shape (B, H), its last axis is k. Give it a middle "
        "axis of length 1, `slope[:, None, :]`, and multiply U by it.",
    ),
    mistakes={
        "transposed": Mistake(
            "U * slope[:, None, :]",
            "(U * slope[:, None, :]).swapaxes(1, 2)",
            "Your matrices lie on their side: new states in the rows, old in the columns, as for column vectors. "
            "Here states are rows, so the old state's number j picks the row.",
        ),
        "slope_on_rows": Mistake(
            "slope[:, None, :]",
            "slope[:, :, None]",
            "Your slopes scale the rows. A row belongs to an old number, and the slope to a new one: the tanh "
            "comes after U, so it scales the columns.",
        ),
        "U_transposed": Mistake(
            "U * slope[:, None, :]",
            "U.T * slope[:, None, :]",
            "Your slopes stand right, but U is transposed. U[j, k] leads from the old j to the new k already.",
        ),
        "no_slope": Mistake(
            "slope[:, None, :]",
            "np.ones_like(slope)[:, None, :]",
            "That is U alone. After U comes the tanh: its slope scales what arrives at each new number.",
        ),
        "slope_of_old_state": Mistake(
            "tanh_slope(rnn_step(x, h, W, U, b))",
            "tanh_slope(h)",
            "Your slope is taken at the old state. The tanh of this step made the *new* one.",
        ),
        "slope_of_input": Mistake(
            "tanh_slope(rnn_step(x, h, W, U, b))",
            "tanh_slope(x @ W + h @ U + b)",
            "tanh_slope wants the *output* of tanh, and you gave it what went in.",
        ),
        "no_batch": Mistake(
            "slope[:, None, :]",
            "slope",
            "U * slope pairs the rows of U with the rows of the batch. There is one matrix for every row of the "
            "batch: give slope a middle axis, so that each of its rows meets all of U.",
        ),
    },
)

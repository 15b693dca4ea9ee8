"""The second half of notebook 04's exercises: gradients too long, and the matrices whose products make them vanish."""

import numpy as np

from ..reference import clip_by_norm, step_jacobian
from .cases import SIZES, cell_arguments, cell_cases
from .record import Exercise, Mistake


def jacobian_cases(rng):
    """Arguments within (-1, 1), where no slope is 0."""
    return cell_cases(rng, lambda n, T, B, D, H: tuple(map(np.tanh, cell_arguments(n, B, D, H))))


def clip_cases(rng):
    """Lists of one to four arrays, norms on both sides of the limit, and a gradient that is all zeros."""
    by_hand = [([np.array([3.0]), np.array([4.0])], limit) for limit in (1.0, 10.0)]
    drawn = []
    for _, B, D, H in SIZES:
        arrays = [rng.normal(size=shape) for shape in ((D, H), (H, H), (H,), (B, D, H))[: 1 + (D + H) % 4]]
        norm = float(np.sqrt(sum(np.sum(a**2) for a in arrays)))
        drawn += [(arrays, 0.3 * norm), (arrays, 1.7 * norm)]
    return [*by_hand, *drawn, ([np.zeros((2, 3)), np.zeros(3)], 1.0)]


VANISHING = (
    Exercise(
        clip_by_norm,
        points=2,
        level=1,
        cases=clip_cases,
        returns=("clipped", "norm"),
        hints=(
            "Two gradients, 3 and 4, are the sides of a right angle. How long is the step they make together?",
            "One number scales all arrays, so the direction stays. Which number makes the common norm equal to limit, "
            "and when is nothing to be done at all?",
            "`norm = np.sqrt(sum(np.sum(grad**2) for grad in grads))`. Where norm is larger than limit, multiply every "
            "array by limit / norm. Return the list, and norm as it was before.",
        ),
        mistakes={
            "each_alone": Mistake(
                "[scale * grad for grad in grads]",
                "[grad * min(1.0, limit / max(np.linalg.norm(grad), 1e-300)) for grad in grads]",
                "You clip each array by its own norm. That shortens some and not others, and the step points "
                "elsewhere: one norm for all of them, one scale for all of them.",
            ),
            "elements": Mistake(
                "scale * grad for",
                "np.clip(grad, -limit, limit) for",
                "You clip number by number. That bends the step; here all numbers are scaled alike, and its direction "
                "stays.",
            ),
            "always": Mistake(
                "limit / norm if norm > limit else 1.0",
                "limit / norm",
                "You scale short gradients too, up to the limit, and one that is all zeros becomes nan. A gradient "
                "below the limit is left as it is.",
            ),
            "inverted": Mistake(
                "norm > limit",
                "norm < limit",
                "You leave the long gradients as they are and stretch the short ones. Turn the comparison round.",
            ),
            "norm_after": Mistake(
                "grads], norm",
                "grads], scale * norm",
                "The norm you return is the one after clipping, which says little. Return the norm before: it tells "
                "whether the gradient exploded.",
            ),
            "squared": Mistake(
                "np.sqrt(sum(np.sum(grad**2) for grad in grads))",
                "sum(np.sum(grad**2) for grad in grads)",
                "That is the norm squared. 3 and 4 make 5, not 25: take the square root.",
            ),
            "sum_of_norms": Mistake(
                "np.sqrt(sum(np.sum(grad**2) for grad in grads))",
                "sum(np.sqrt(np.sum(grad**2)) for grad in grads)",
                "You add up the norms of the arrays. 3 and 4 make 5, not 7: add up the squares of all numbers, then "
                "take one root.",
            ),
            "largest": Mistake(
                "np.sqrt(sum(np.sum(grad**2) for grad in grads))",
                "max(np.max(np.abs(grad)) for grad in grads)",
                "You measure the largest number. The norm is the length of all numbers as one vector: the root of the "
                "sum of their squares.",
            ),
            "torch_epsilon": Mistake(
                "limit / norm if norm > limit else 1.0",
                "min(1.0, limit / (norm + 1e-6))",
                "Very nearly: the 1e-6 beside the norm, which torch adds, leaves the clipped norm a hair below the "
                "limit. Here it comes out at the limit; where norm is 0 nothing needs dividing.",
            ),
        },
    ),
    Exercise(
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
    ),
)

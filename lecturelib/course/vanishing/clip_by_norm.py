"""The exercise clip_by_norm: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import clip_by_norm
from .cases import clip_cases

EXERCISE = Exercise(
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
        "norms": Mistake(
            "    scale = limit / norm if norm > limit else 1.0\n    return [scale * grad for grad in grads], norm",
            "    norms = [np.linalg.norm(grad) for grad in grads]\n"
            "    return [grad * min(1.0, limit / max(n, 1e-300)) for grad, n in zip(grads, norms, strict=True)], norms",
            "You have a norm for each array, and clip each by its own. All arrays together are one arrow: one norm for "
            "all of them, and one scale.",
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
)

"""The exercise scan: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import scan
from .cases import scan_cases

START = "    if len(a) == 1:\n        return b.copy()\n"


def by_loop(change, states="hs"):
    """The edit that puts a loop in front, in which a step is `change`."""
    loop = f"    h, hs = 0 * b[0], []\n    for t in range(len(a)):\n        h = {change}\n        hs.append(h)\n"
    return f"{loop}    return np.array({states})\n{START}"


EXERCISE = Exercise(
    scan,
    points=5,
    level=3,
    cases=scan_cases,
    hints=(
        "What is the answer for one step? And for two steps in a row, as one step: what is its factor, what its "
        "summand?",
        "Slices with a stride of 2 give the first and the second steps of all pairs at once. (With T odd, the "
        "last step "
        "has no partner: stop the first ones at an even number.) Call `scan` on the pairs. Which states do you get?",
        "With `first = slice(0, len(a) // 2 * 2, 2)` and `second = slice(1, None, 2)`: `h[second] = scan(a[second] * "
        "a[first], a[second] * b[first] + b[second])`. Then `h[0] = b[0]`, and every other even state is one step from "
        "the odd one before it.",
    ),
    mistakes={
        "order": Mistake(
            "a[second] * b[first] + b[second]",
            "a[first] * b[second] + b[first]",
            "You join a pair in the wrong order. What the first step added goes through the second: a₂ b₁ + b₂.",
        ),
        "factor": Mistake(
            "a[second] * a[first]",
            "a[second]",
            "The factor of a pair is both factors multiplied; you hand on the second one alone.",
        ),
        "summand": Mistake(
            "a[second] * b[first] + b[second]",
            "b[first] + b[second]",
            "In your pairs the summands are added as they are. The first one passes through the second step, so it is "
            "multiplied by a₂.",
        ),
        "between": Mistake(
            "a[2::2] * h[1:-1:2] + b[2::2]",
            "h[1:-1:2] + b[2::2]",
            "From the states of the pairs to those between them is one whole step: times a, plus b.",
        ),
        "not_between": Mistake(
            "a[2::2] * h[1:-1:2] + b[2::2]",
            "b[2::2]",
            "The states between the pairs have no past in your answer. Each is one step from the state before it.",
        ),
        "added_first": Mistake(
            START,
            by_loop("a[t] * (h + b[t])"),
            "You add before you multiply. The factor meets the old state alone: a h + b.",
        ),
        "before": Mistake(
            START,
            by_loop("a[t] * h + b[t]", "[0 * b[0], *hs[:-1]]"),
            "Your states come a step late: h_t is the state *after* step t, and the first is b_1.",
        ),
        "one_too_many": Mistake(
            START,
            by_loop("a[t] * h + b[t]", "[0 * b[0], *hs]"),
            "You return the zeros before the first step as well. T states are wanted, the first of them after step 1.",
        ),
        "from_one": Mistake(
            START,
            by_loop("a[t] * (h if t else 1) + b[t]"),
            "Your scan starts from 1. Before the first step the state is 0, so the first state is b_1.",
        ),
        "last": Mistake(
            START,
            by_loop("a[t] * h + b[t]", "hs[-1]"),
            "You return the last state alone. All of them are wanted, one for each step.",
        ),
        "divided": Mistake(
            START,
            f"    kept = np.cumprod(a, axis=0)\n    return kept * np.cumsum(b / kept, axis=0)\n{START}",
            "You divide by the product of all factors so far. On paper that is right; but where a factor is 0, "
            "and after "
            "many steps, that product is 0, and 0/0 is nothing.",
        ),
        "sum": Mistake(
            START,
            f"    return np.cumsum(a * b, axis=0)\n{START}",
            "You weigh each summand by its own factor and add up. A summand meets the factors of all *later* steps.",
        ),
    },
)

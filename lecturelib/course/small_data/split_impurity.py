"""The exercise split_impurity: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import split_impurity
from .cases import split_cases

EXERCISE = Exercise(
    split_impurity,
    points=2,
    level=1,
    cases=split_cases,
    hints=(
        "Two groups, an impurity each. If one holds seven of the eight days, whose impurity matters more?",
        "`x <= threshold` says for each day whether it is on the low side, `x > threshold` whether it is on the other. "
        "What are the y of each side?",
        "For each side that has days: `len(side) / len(y) * gini(side)`. Add the two up.",
    ),
    mistakes={
        "plain_mean": Mistake(
            "len(side) / len(y) * gini(side)",
            "gini(side) / 2",
            "You take the plain mean of the two impurities. A side with one day would count as much as one with a "
            "thousand: weigh each with its share of the days.",
        ),
        "plain_mean_of_all": Mistake(
            "return sum(len(side) / len(y) * gini(side) for side in sides if len(side))",
            "return (gini(sides[0]) + gini(sides[1])) / 2",
            "You take the plain mean of the two impurities. Weigh each with its side's share of the days, and leave "
            "out a side that has none.",
        ),
        "two_numbers": Mistake(
            "return sum(len(side) / len(y) * gini(side) for side in sides if len(side))",
            "return [gini(side) if len(side) else 0.0 for side in sides]",
            "You return two impurities. To compare questions one number is wanted: their mean, weighed by the days.",
        ),
        "two_numbers_of_all": Mistake(
            "return sum(len(side) / len(y) * gini(side) for side in sides if len(side))",
            "return [gini(side) for side in sides]",
            "You return the impurities of both sides. Wanted is one number, their mean, weighed by the days.",
        ),
        "sum": Mistake(
            "len(side) / len(y) * gini(side)",
            "gini(side)",
            "You add the two impurities up. Wanted is their mean, each weighed with its share of the days.",
        ),
        "counts": Mistake(
            "len(side) / len(y) * gini(side)",
            "len(side) * gini(side)",
            "You weigh each side with the *number* of its days. Divide by the number of all days.",
        ),
        "strict": Mistake(
            "x <= threshold",
            "x < threshold",
            "A day exactly at the threshold is on your high side. The question is *at most*: <=.",
        ),
        "empty": Mistake(
            " for side in sides if len(side))",
            " for side in sides)",
            "Right, but for a question that leaves one side empty: the mean of no days is nan. Leave that side out.",
        ),
        "one_side": Mistake(
            "[y[low], y[~low]]",
            "[y[low]]",
            "You count the low side alone. The days above the threshold have an impurity too.",
        ),
        "gain": Mistake(
            "return sum(",
            "return gini(y) - sum(",
            "That is what the question *gains*, the impurity before less the impurity after. Wanted is what is left.",
        ),
        "of_x": Mistake(
            "[y[low], y[~low]]",
            "[x[low], x[~low]]",
            "You take the impurity of x. What should become pure on each side is the answers, y.",
        ),
        "swapped_shares": Mistake(
            "len(side) / len(y)",
            "(1 - len(side) / len(y))",
            "Each side is weighed with the share of the *other*. The larger side counts more.",
        ),
    },
)

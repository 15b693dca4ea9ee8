"""The exercise leaked_share: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import leaked_share
from .cases import leak_cases

EXERCISE = Exercise(
    leaked_share,
    points=2,
    level=2,
    cases=leak_cases,
    hints=(
        "Write down the days of an example whose today is 10 and that reads 7 days. Which is first, which last?",
        "It occupies the days 4 to 11, its tomorrow among them. Another one, later: how far must its today be away, so "
        "that its first day is 12?",
        "Two examples share a day when their todays are at most `days` apart. `np.abs(test[:, None] - train)` has a "
        "row for each example asked about; does *any* of its row come so close?",
    ),
    mistakes={
        "tomorrow_forgotten": Mistake(
            "apart <= days",
            "apart < days",
            "At a distance of exactly `days`, the tomorrow of the one is the first day of the other. That is a shared "
            "day too.",
        ),
        "same_day": Mistake(
            "apart <= days",
            "apart == 0",
            "You look for examples with the same today. They need not be the same to share a day: each is made of "
            "several.",
        ),
        "one_too_many": Mistake(
            "apart <= days",
            "apart <= days + 1",
            "At a distance of days + 1 the one ends the day before the other begins. Nothing is shared.",
        ),
        "one_sided": Mistake(
            "np.abs(test[:, None] - train)",
            "np.where(test[:, None] >= train, test[:, None] - train, 10**6)",
            "You look back alone. An example that was learnt from can also lie *behind* the one asked about, and then "
            "it knows its tomorrow.",
        ),
        "last_learnt_only": Mistake(
            "np.abs(test[:, None] - train)",
            "test[:, None] - np.max(train)",
            "You measure the distance to the last day that was learnt from. In a shuffled split the near ones lie "
            "anywhere: compare with all.",
        ),
        "of_train": Mistake(
            "any(axis=1)",
            "any(axis=0)",
            "That is the share of the examples *learnt from* that touch one asked about. Count those asked about.",
        ),
        "of_pairs": Mistake(
            ".any(axis=1)",
            "",
            "You count pairs. One shared day with one other example is enough: is there *any* in the row?",
        ),
        "all": Mistake(
            ".any(axis=1)",
            ".all(axis=1)",
            "You ask whether an example touches *all* that were learnt from. One is enough: any.",
        ),
        "count": Mistake(
            "np.mean(",
            "np.sum(",
            "That is the number of examples that leak. Wanted is their share.",
        ),
        "clean": Mistake(
            "np.mean((apart <= days).any(axis=1))",
            "1 - np.mean((apart <= days).any(axis=1))",
            "That is the share of the clean ones. Wanted are those that leak.",
        ),
    },
)

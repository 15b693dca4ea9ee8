"""The exercise block_bootstrap: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import block_bootstrap
from .cases import block_cases

EXERCISE = Exercise(
    block_bootstrap,
    points=3,
    level=2,
    cases=block_cases,
    hints=(
        "A block begins on day 5 and is 3 days long. Which days are in it?",
        "For one year: collect the days of all its blocks, take the values of these days, then their mean. A loop over "
        "the rows of `starts` is fine.",
        "A block is `values[start : start + length]`. Or all at once: `starts[:, :, None] + np.arange(length)` holds "
        "every day of every block, (R, K, length).",
    ),
    mistakes={
        "starts_only": Mistake(
            "starts[:, :, None] + np.arange(length)",
            "starts[:, :, None] + np.arange(1)",
            "You take the first day of each block alone. That is the bootstrap of single days; take the days behind it "
            "too.",
        ),
        "one_too_many": Mistake(
            "np.arange(length)",
            "np.arange(length + 1).clip(max=len(values) - 1 - starts.max())",
            "Your blocks are a day too long. A block of 3 that begins on day 5 has the days 5, 6 and 7.",
        ),
        "one_too_few": Mistake(
            "np.arange(length)",
            "np.arange(max(length - 1, 1))",
            "Your blocks are a day short. A block of 3 that begins on day 5 has the days 5, 6 and 7.",
        ),
        "backwards": Mistake(
            "+ np.arange(length)",
            "- np.arange(length)",
            "Your blocks run backwards from their first day, and from day 0 into the end of the year.",
        ),
        "one_mean": Mistake(
            ".mean(axis=(1, 2))",
            ".mean()",
            "You average over all years. Each gives one mean, and it is their spread that we are after.",
        ),
        "block_means": Mistake(
            ".mean(axis=(1, 2))",
            ".mean(axis=2)",
            "You stop at the mean of each block. A year is K blocks: one mean for all of its days.",
        ),
        "all_block_means": Mistake(
            ".mean(axis=(1, 2))",
            ".mean(axis=2).ravel()",
            "You return a mean for every block of every year. A year is K blocks: one mean for each year.",
        ),
        "first_block": Mistake(
            "starts[:, :, None]",
            "starts[:, :1, None]",
            "Each of your years has its first block alone. Take all K blocks of its row.",
        ),
        "sums": Mistake(
            ".mean(axis=(1, 2))",
            ".sum(axis=(1, 2))",
            "You add the days up. Wanted is their mean.",
        ),
        "over_years": Mistake(
            ".mean(axis=(1, 2))",
            ".mean(axis=(0, 2))",
            "You average over the years, block by block. The first axis of `starts` is the years: one mean for each.",
        ),
        "blocks_apart": Mistake(
            "starts[:, :, None]",
            "length * (starts[:, :, None] // length)",
            "Your blocks begin at multiples of the length only. They begin where `starts` says, anywhere in the year.",
        ),
    },
)

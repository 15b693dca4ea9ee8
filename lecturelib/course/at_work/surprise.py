"""The exercise surprise: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import surprise
from .cases import surprise_cases

PICKED = "p[np.arange(len(tokens)), tokens]"

EXERCISE = Exercise(
    surprise,
    points=2,
    level=1,
    cases=surprise_cases,
    hints=(
        "It gave ½ to what came: one bit. It gave ¼: two bits. And ⅛? Which function counts that?",
        "From row t of p you want the entry at tokens[t]. NumPy takes one index for the rows and one for the columns.",
        "`np.arange(len(tokens))` are the rows, tokens the columns: `p[np.arange(len(tokens)), tokens]`. The "
        "surprise is `-np.log2(p[np.arange(len(tokens)), tokens])`.",
    ),
    mistakes={
        "nats": Mistake(
            "np.log2",
            "np.log",
            "You measure in nats, with the natural logarithm. A bit is one halving: the logarithm to base 2.",
        ),
        "positive": Mistake(
            "-np.log2", "np.log2", "Your surprise is below 0. A logarithm of a share is: turn the sign."
        ),
        "summed": Mistake(
            f"-np.log2({PICKED})",
            f"-np.sum(np.log2({PICKED}))",
            "You summed. Each step keeps its own surprise, (T,); whoever needs a sum or a mean takes it afterwards.",
        ),
        "mean": Mistake(
            f"-np.log2({PICKED})",
            f"-np.mean(np.log2({PICKED}))",
            "You took the mean. Each step keeps its own surprise, (T,).",
        ),
        "all_columns": Mistake(
            PICKED,
            "p[:, tokens]",
            "p[:, tokens] picks those columns from *every* row, (T, T). One entry of each row is wanted.",
        ),
        "likeliest": Mistake(
            PICKED,
            "p.max(axis=1)",
            "You use the likeliest token of each row. What counts is the probability of the one that came.",
        ),
        "entropy": Mistake(
            f"-np.log2({PICKED})",
            "-np.sum(p * np.log2(p), axis=1)",
            "That is what each row expects on average, its entropy. Asked is for the surprise at what came.",
        ),
        "not_logged": Mistake(
            f"-np.log2({PICKED})",
            PICKED,
            "You return the probabilities. How many halvings is each of them worth? Take the logarithm.",
        ),
    },
)

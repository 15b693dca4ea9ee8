"""The exercise gini: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import gini
from .cases import gini_cases

EXERCISE = Exercise(
    gini,
    points=1,
    level=1,
    cases=gini_cases,
    hints=(
        "Draw two days. In which two ways can they differ?",
        "First wet and then dry, or first dry and then wet. How likely is each, if the share of wet days is p?",
        "`p = np.mean(y)`; each of the two ways has the probability p (1 − p).",
    ),
    mistakes={
        "one_way": Mistake(
            "2 * p",
            "p",
            "p (1 − p) is one way to differ: first wet, then dry. First dry, then wet is another.",
        ),
        "alike": Mistake(
            "2 * p * (1 - p)",
            "p**2 + (1 - p) ** 2",
            "That is how often the two are alike. Impurity is how often they differ.",
        ),
        "error": Mistake(
            "2 * p * (1 - p)",
            "min(p, 1 - p)",
            "That is how often you err by always saying what is more frequent. Gini asks how often two days differ.",
        ),
        "entropy": Mistake(
            "2 * p * (1 - p)",
            "-sum(q * np.log2(q) for q in (p, 1 - p) if q > 0)",
            "You measure impurity in bits, the entropy. Many trees do; this one asks how often two days differ.",
        ),
        "without_return": Mistake(
            "2 * p * (1 - p)",
            "2 * p * (1 - p) * len(y) / max(len(y) - 1, 1)",
            "You draw two different days. Here the first one is put back, so it may be drawn twice.",
        ),
        "counts": Mistake(
            "p = np.mean(y)",
            "p = np.sum(y)",
            "Your p is a number of days. Wanted is a share of the group, from 0 to 1.",
        ),
        "counts_of_both": Mistake(
            "2 * p * (1 - p)",
            "2 * p * (1 - p) * len(y) ** 2",
            "You multiply numbers of days. Divide both by the size of the group: impurity is made of shares.",
        ),
        "dry_share": Mistake(
            "2 * p * (1 - p)",
            "1 - p",
            "That is the share of dry days. A group of dry days alone is pure: its impurity is 0.",
        ),
        "share": Mistake(
            "2 * p * (1 - p)",
            "p",
            "That is the share of wet days. A group of wet days alone is pure too: its impurity is 0.",
        ),
    },
)

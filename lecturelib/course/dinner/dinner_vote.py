"""The exercise dinner_vote: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import dinner_vote
from .cases import evening_cases

VOTES = "x @ W + h @ U + b"

EXERCISE = Exercise(
    dinner_vote,
    points=2,
    level=1,
    cases=evening_cases,
    hints=(
        "Two sources speak, the diary and the prediction, and each has its own weights. Which belong to which?",
        "One source's vote is a row times a matrix, `x @ W`. What becomes of two votes in an election?",
        "Add the diary's vote, the prediction's vote and `b`, nothing else. No squashing yet.",
    ),
    mistakes={
        "multiplied": Mistake(
            "x @ W + h @ U",
            "(x @ W) * (h @ U)",
            "You multiplied the two votes. Then an empty diary, all zeros, would silence the prediction "
            "too. Votes are added.",
        ),
        "diary_only": Mistake(
            VOTES,
            "x @ W + b",
            "Only the diary has voted. On an evening when nobody wrote anything down, last night's prediction h "
            "must speak as well, with its own weights U.",
        ),
        "prediction_only": Mistake(
            VOTES,
            "h @ U + b",
            "Only the prediction has voted. What was written down, x, must be heard too, with its own weights W.",
        ),
        "no_bias": Mistake(
            VOTES,
            "x @ W + h @ U",
            "Both votes are there, but b is missing: what every dish starts from before anybody has spoken.",
        ),
        "bias_taken_off": Mistake(
            "+ b",
            "- b",
            "You took b off. It is added like a vote; where it shall speak against a dish, it is negative itself.",
        ),
        "swapped_weights": Mistake(
            VOTES,
            "x @ U + h @ W + b",
            "The weights are exchanged: the diary x has the weights W, the prediction h has U.",
        ),
        "W_transposed": Mistake(
            "x @ W",
            "x @ W.T",
            "W is lying on its side. It has a row for every input and a column for every dish, so x goes in from "
            "the left as it is: no .T needed.",
        ),
        "U_transposed": Mistake(
            "h @ U",
            "h @ U.T",
            "U is lying on its side: your prediction asks what comes *before* a dish. Row: last night's dish, "
            "column: tonight's, so no .T.",
        ),
        "matrix_first": Mistake(
            VOTES,
            "W @ x + U @ h + b",
            "You put the matrices first, as many books do, whose vectors are columns. Here every evening is a row, "
            "and the row stands on the left of its matrix.",
        ),
        "squashed": Mistake(
            VOTES,
            f"sigmoid({VOTES})",
            "The votes are right, but squashed already. Here the bare sum is wanted; squashing comes next.",
        ),
    },
)

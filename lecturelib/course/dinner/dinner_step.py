"""The exercise dinner_step: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import dinner_step
from .cases import evening_cases

STEP = "sigmoid(dinner_vote(x, h, W, U, b))"

EXERCISE = Exercise(
    dinner_step,
    points=2,
    level=1,
    cases=evening_cases,
    hints=(
        "The votes can be any number, and tomorrow the answer goes back in beside a diary of zeros and ones. "
        "Which tool from notebook 01 turns any number into one between 0 and 1?",
        "You have both parts: `dinner_vote` adds up the votes, `sigmoid` squashes. Which comes first?",
        "Call `dinner_vote` with all five arguments, and hand what it returns to `sigmoid`.",
    ),
    mistakes={
        "not_squashed": Mistake(
            STEP,
            "dinner_vote(x, h, W, U, b)",
            "These are the bare votes. Fed back evening after evening they would grow without end: squash them.",
        ),
        "tanh": Mistake(
            STEP,
            "2 * sigmoid(2 * dinner_vote(x, h, W, U, b)) - 1",
            "You squashed with tanh, whose answers reach down to −1. A dish is predicted or not, 1 or 0, as it is "
            "written in the diary or not: that is the sigmoid's range.",
        ),
        "each_vote_squashed": Mistake(
            STEP,
            "sigmoid(x @ W) + sigmoid(h @ U) + b",
            "You squashed each vote by itself and added afterwards, so the sum need not lie in (0, 1). Add first, "
            "then squash once.",
        ),
        "votes_squashed_before": Mistake(
            STEP,
            "sigmoid(sigmoid(x @ W) + sigmoid(h @ U) + b)",
            "The votes are squashed before they are added, so a strong voice counts hardly more than a weak one. "
            "Only the sum is squashed.",
        ),
        "squashed_twice": Mistake(
            STEP,
            f"sigmoid({STEP})",
            "This is squashed twice, and what was squashed once already lies in (0, 1): the second time it can "
            "only land between 0.5 and 0.73.",
        ),
        "no_memory": Mistake(
            STEP,
            "sigmoid(x @ W + b)",
            "Your step does not listen to h. A network without its own last answer is no recurrent network: it "
            "forgets when the diary is empty.",
        ),
        "no_bias": Mistake(
            STEP,
            "sigmoid(x @ W + h @ U)",
            "The bias b has got lost on the way. Your dinner_vote adds it; hand all five arguments to it.",
        ),
        "swapped_sources": Mistake(
            "(x, h,",
            "(h, x,",
            "The diary and the prediction have changed places: dinner_vote takes x first, then h.",
        ),
        "old_state_added": Mistake(
            STEP,
            f"h + {STEP}",
            "You added the new prediction to the old one. The old one has had its say already, through U: the new "
            "state takes its place.",
        ),
    },
)

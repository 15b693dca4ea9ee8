"""The exercises of notebook 02: two votes for tonight's dinner, squashed, and handed on from evening to evening."""

import numpy as np

from ..reference import continue_trend, dinner_step, dinner_vote, gate, one_hot, rnn_step, unroll
from .cases import SCALES, cell_arguments, cell_cases, scaled, weights
from .record import Exercise, Mistake

ROTATION = one_hot(np.array([1, 2, 0]), 3)
KITCHEN = 8 * (2 * ROTATION - 1), 8 * ROTATION, np.full(3, -4.0)  # the notebook's W, U, b
NOTHING = np.zeros((1, 3))
PIZZA, BURGER, FRIES = one_hot(np.arange(3)[:, None], 3)


def evening_cases(rng):
    """Three evenings that the notebook works by hand, then cells of every size."""
    evenings = [(PIZZA, BURGER, *KITCHEN), (NOTHING, BURGER, *KITCHEN), (FRIES, FRIES, *KITCHEN)]
    return evenings + cell_cases(rng, lambda normal, T, B, D, H: cell_arguments(normal, B, D, H))


def unroll_cases(rng):
    """The diary of three evenings; then steps with three weights, at every size, and steps that have none."""
    diary = np.array([PIZZA, NOTHING, NOTHING])
    cases = [(dinner_step, diary, NOTHING, *KITCHEN)]
    for step in dinner_step, rnn_step:
        cases += cell_cases(rng, lambda n, T, B, D, H: (step, n(T, B, D), n(B, H), *weights(n, D, H)))  # noqa: B023
    for step in gate, continue_trend:
        cases += [(step, normal(4, 3, 2), normal(3, 2)) for normal in (scaled(rng, scale) for scale in SCALES)]
    return cases


VOTES = "x @ W + h @ U + b"
STEP = "sigmoid(dinner_vote(x, h, W, U, b))"
TURN = "state = step(x, *as_tuple(state), *weights)"
NOTE = "hs.append(as_tuple(state)[0])"
RETURN = "return np.array(hs), state"

EXERCISES = (
    Exercise(
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
    ),
    Exercise(
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
    ),
    Exercise(
        unroll,
        points=3,
        level=2,
        cases=unroll_cases,
        returns=("hs", "last state"),
        hints=(
            "By hand: you have a state and the first evening's input. What do you do, what do you write down, and what "
            "do you need for the second evening?",
            "`for x in xs:` goes through the evenings. Which variable must have changed when the second turn begins?",
            "In each turn: `state = step(x, state, *weights)`, then append the new state to a list. At the end return "
            "the list as an array, and the state.",
        ),
        mistakes={
            "not_handed_on": Mistake(
                f"{TURN}\n        {NOTE}",
                f"{TURN.replace('state =', 'new =', 1)}\n        {NOTE.replace('state', 'new')}",
                "Every evening starts from the first state again. What the step returns must take the old state's "
                "place before the next turn, and it is also the last state to return.",
            ),
            "not_handed_on_but_returned": Mistake(
                f"{TURN}\n        {NOTE}\n    {RETURN}",
                f"{TURN.replace('state =', 'new =', 1)}\n        {NOTE.replace('state', 'new')}\n"
                f"    {RETURN.replace('state', 'new')}",
                "The message is not passed on: every step is given the first state, and only the last one's answer "
                "leaves the loop. Give each step the state that the step before it returned.",
            ),
            "shifted": Mistake(
                f"{TURN}\n        {NOTE}",
                f"{NOTE}\n        {TURN}",
                "Your hs are one step late: you note the state before the step. hs[0] is the state *after* the first "
                "input has been read.",
            ),
            "start_included": Mistake(
                "hs = []",
                "hs = [as_tuple(state)[0]]",
                "Your hs begin with the state you started from, so there is one too many. One state for every input: "
                "T inputs, T states.",
            ),
            "last_only": Mistake(
                RETURN,
                "return state",
                "That is the last state alone. The states of all evenings are wanted too, hs, before it.",
            ),
            "no_last_state": Mistake(
                RETURN,
                "return np.array(hs)",
                "All the states are there. Return the last one also, by itself, so that somebody can go on from it.",
            ),
            "order_of_results": Mistake(
                RETURN,
                "return state, np.array(hs)",
                "Both results are there, in the other order: first all the states hs, then the last.",
            ),
            "backwards": Mistake(
                "for x in xs:",
                "for x in xs[::-1]:",
                "Time runs backwards here: the last input is read first. Read xs from its beginning.",
            ),
            "batch_first": Mistake(
                "np.array(hs)",
                "np.stack(hs, axis=1)",
                "The states are right, but time stands in second place. Time comes first here: hs has the shape "
                "(T, B, H).",
            ),
            "rows_joined": Mistake(
                "np.array(hs)",
                "np.concatenate(hs)",
                "You joined the evenings into one long table, and the axis of time is lost. Stack them instead, so "
                "that hs[t] is evening t: shape (T, B, H).",
            ),
            "state_first": Mistake(
                "step(x, *as_tuple(state),",
                "step(*as_tuple(state), x,",
                "The step is called with the state first. It takes the input first, then the state, then the weights.",
            ),
        },
    ),
)

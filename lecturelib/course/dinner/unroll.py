"""The exercise unroll: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import unroll
from .cases import unroll_cases

TURN = "state = step(x, *as_tuple(state), *weights)"
NOTE = "hs.append(as_tuple(state)[0])"
RETURN = "return np.array(hs), state"

EXERCISE = Exercise(
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
            "The states are right, but time stands in second place. Time comes first here: hs has the shape (T, B, H).",
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
)

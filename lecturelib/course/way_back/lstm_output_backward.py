"""The exercise lstm_output_backward: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import lstm_output_backward
from .cases import output_cases

EXERCISE = Exercise(
    lstm_output_backward,
    points=2,
    level=1,
    cases=output_cases,
    returns=("dc", "do"),
    hints=(
        "h is made at a times junction. At a times junction, what is the factor on each side's road back?",
        "o's factor is the other side, tanh(c). c's factor is o, and then its road leads through the tanh.",
        "`t = np.tanh(c)`. Then do is dh times t, and dc is dh times o times `tanh_slope(t)`.",
    ),
    mistakes={
        "unsquashed": Mistake(
            "do = dh * t",
            "do = dh * c",
            "Your do is made with c. What stood beside o at the junction was the squashed memory, tanh(c).",
        ),
        "no_slope": Mistake(
            "dh * o * tanh_slope(t)",
            "dh * o",
            "Your dc has passed the junction and not yet the tanh that lies behind it. Its slope is missing.",
        ),
        "no_gate": Mistake(
            "dh * o * tanh_slope(t)",
            "dh * tanh_slope(t)",
            "Your dc has passed the tanh and not the gate. What o did not show of the memory is not blamed either.",
        ),
        "slope_of_input": Mistake(
            "tanh_slope(t)",
            "tanh_slope(c)",
            "tanh_slope wants the *output* of tanh, and you gave it what went in, c.",
        ),
        "sigmoid_slope": Mistake(
            "tanh_slope(t)",
            "sigmoid_slope(t)",
            "The memory is squashed by tanh on its way out, so the slope is 1 − t².",
        ),
        "through_the_gate": Mistake(
            "do = dh * t",
            "do = dh * t * sigmoid_slope(o)",
            "Your do has gone one step too far, through o's own sigmoid. That comes in lstm_step_backward; do ends "
            "at the gate.",
        ),
        "roads_crossed": Mistake(
            "    dc = dh * o * tanh_slope(t)\n    do = dh * t",
            "    dc = dh * t\n    do = dh * o * tanh_slope(t)",
            "dc and do have changed places. The gate's road back carries the memory, the memory's carries the "
            "gate. And dc is returned first.",
        ),
    },
)

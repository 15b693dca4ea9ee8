"""The exercise coupled_step_backward: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import coupled_step_backward
from .cases import coupled_backward_cases

EXERCISE = Exercise(
    coupled_step_backward,
    points=5,
    level=3,
    cases=coupled_backward_cases,
    returns=("dx", "dh", "dc", "dW", "dU", "db"),
    hints=(
        "Lay `lstm_step_backward` beside it. Which of its lines can stay as they are?",
        "Nudge f up a little. The memory gains some of c_{t-1}; and what does it lose? So by how much does it change?",
        "`df = dc * (c - g)` and `dg = dc * (1 - f)`, with dc the whole error of the new memory, from h_t and from "
        "later steps. Only then `dc = dc * f` for the old one. da is three blocks, f g o.",
    ),
    mistakes={
        "f_keeps_only": Mistake(
            "dc * (c - g)",
            "dc * c",
            "Your f is blamed for what it keeps, and not for what it keeps out. It stands in both terms of the "
            "memory: in f ⊙ c and in (1 − f) ⊙ g.",
        ),
        "plus": Mistake(
            "dc * (c - g)",
            "dc * (c + g)",
            "Both roads to f are there, with the wrong sign on one. More f means *less* of g.",
        ),
        "minus_turned": Mistake(
            "dc * (c - g)",
            "dc * (g - c)",
            "Your df has the wrong sign. f keeps the old memory; it is the new that it turns away.",
        ),
        "new_memory": Mistake(
            "dc * (c - g)",
            "dc * (c_new - g)",
            "Your df uses the new memory. The one that f multiplied is the old.",
        ),
        "dg_through_f": Mistake(
            "dc * (1 - f)",
            "dc * f",
            "Your dg comes back through f. The candidate went in through 1 − f.",
        ),
        "too_early": Mistake(
            "    df, dg = dc * (c - g), dc * (1 - f)\n    dc = dc * f",
            "    dc = dc * f\n    df, dg = dc * (c - g), dc * (1 - f)",
            "Your dc has passed the forget gate before df and dg were taken from it. They belong to the *new* "
            "memory's error: take them first.",
        ),
        "not_through_f": Mistake(
            "    dc = dc * f\n",
            "",
            "The dc you return is that of the new memory. On its way to the old one it passes the forget gate.",
        ),
        "h_road_lost": Mistake(
            "    dc = dc + dc_out\n",
            "",
            "What h_t felt never reaches the memory. Two errors meet in c_t: the one from later steps, and the one "
            "that comes through h_t.",
        ),
        "later_steps_lost": Mistake(
            "dc = dc + dc_out",
            "dc = dc_out",
            "What later steps sent back, the dc you were given, is lost. Two errors meet in c_t, and they add up.",
        ),
        "old_memory_out": Mistake(
            "lstm_output_backward(dh, c_new, o)",
            "lstm_output_backward(dh, c, o)",
            "You go back through the output with the old memory. h_t showed the new one; make it again.",
        ),
        "no_gate_slope": Mistake(
            "df * sigmoid_slope(f)",
            "df",
            "The slope of the forget gate's sigmoid is missing.",
        ),
        "candidate_slope": Mistake(
            "tanh_slope(g)",
            "sigmoid_slope(g)",
            "The candidate went through tanh, so its slope is 1 − g².",
        ),
        "blocks": Mistake(
            "dg * tanh_slope(g), do * sigmoid_slope(o)]",
            "do * sigmoid_slope(o), dg * tanh_slope(g)]",
            "The blocks of da for g and o have changed places. They go back in the order they came: f g o.",
        ),
    },
)

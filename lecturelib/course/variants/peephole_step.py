"""The exercise peephole_step: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import peephole_step
from .cases import peephole_cases

EXERCISE = Exercise(
    peephole_step,
    points=3,
    level=2,
    cases=peephole_cases,
    returns=("h", "c"),
    hints=(
        "Which memory exists when i and f decide, and which when o does?",
        "The output gate has to wait: c first, then o. Which row of p belongs to which gate?",
        "`p_i, p_f, p_o = p`, then `i = sigmoid(a_i + p_i * c)` and f alike; after `c = f * c + i * g` comes "
        "`o = sigmoid(a_o + p_o * c)`.",
    ),
    mistakes={
        "o_sees_old_memory": Mistake(
            "    c = f * c + i * g\n    o = sigmoid(a_o + p_o * c)",
            "    o = sigmoid(a_o + p_o * c)\n    c = f * c + i * g",
            "Your output gate sees the old memory. It decides about showing the new one, and that is what it looks at.",
        ),
        "rows_i_and_f": Mistake(
            "p_i, p_f, p_o = p",
            "p_f, p_i, p_o = p",
            "The peepholes of i and f have changed places. The rows of p come in the order i f o.",
        ),
        "rows_f_and_o": Mistake(
            "p_i, p_f, p_o = p",
            "p_i, p_o, p_f = p",
            "The peepholes of f and o have changed places. The rows of p come in the order i f o.",
        ),
        "outside": Mistake(
            "sigmoid(a_i + p_i * c), sigmoid(a_f + p_f * c), np.tanh(a_g)\n    c = f * c + i * g\n"
            "    o = sigmoid(a_o + p_o * c)",
            "sigmoid(a_i) + p_i * c, sigmoid(a_f) + p_f * c, np.tanh(a_g)\n    c = f * c + i * g\n"
            "    o = sigmoid(a_o) + p_o * c",
            "Your peepholes are added after the squash, so a gate can leave the range from 0 to 1. They are "
            "opinions like the others, and stand inside the sigmoid.",
        ),
        "sees_h": Mistake(
            "sigmoid(a_i + p_i * c), sigmoid(a_f + p_f * c), np.tanh(a_g)\n    c = f * c + i * g\n"
            "    o = sigmoid(a_o + p_o * c)",
            "sigmoid(a_i + p_i * h), sigmoid(a_f + p_f * h), np.tanh(a_g)\n    c = f * c + i * g\n"
            "    o = sigmoid(a_o + p_o * h)",
            "Your peepholes look at h, which the gates can see already. A peephole is for seeing the memory "
            "itself, c, also when the output gate is shut.",
        ),
        "o_blind": Mistake(
            "sigmoid(a_o + p_o * c)",
            "sigmoid(a_o)",
            "Your output gate has no peephole. p has three rows, and the last one is for o.",
        ),
        "no_output_squash": Mistake(
            "o * np.tanh(c)",
            "o * c",
            "The tanh in front of the output gate is missing. (The paper of 2002 leaves it out too; here, as in "
            "most later work, it stays.)",
        ),
        "shows_old_memory": Mistake(
            "    c = f * c + i * g\n    o = sigmoid(a_o + p_o * c)\n    h = o * np.tanh(c)",
            "    old, c = c, f * c + i * g\n    o = sigmoid(a_o + p_o * c)\n    h = o * np.tanh(old)",
            "Your h shows the old memory. The output gate looks at the new one, and lets out the new one.",
        ),
    },
)

"""The exercise lstm_memory_backward: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import lstm_memory_backward
from .cases import memory_cases

EXERCISE = Exercise(
    lstm_memory_backward,
    points=3,
    level=1,
    cases=memory_cases,
    returns=("dc", "di", "df", "dg"),
    hints=(
        "Draw f ⊙ c + i ⊙ g: two times junctions that meet in a plus. What does a plus do to an error on its way back?",
        "It passes on all of it to both sides. So dc arrives at each times junction whole, and there each side's "
        "factor is the other side's value.",
        "di is dc times g, dg is dc times i, df is dc times the old c, and what goes on to the old c is dc times "
        "f. Compute that one last, or under another name.",
    ),
    mistakes={
        "not_times_f": Mistake(
            "dc = dc * f",
            "dc = dc",
            "Your dc goes on unchanged. That is so only where f is 1; elsewhere the old memory had come through "
            "the forget gate, and so must its error.",
        ),
        "overwritten_first": Mistake(
            "    di = dc * g\n    df = dc * c\n    dg = dc * i\n    dc = dc * f\n",
            "    dc = dc * f\n    di = dc * g\n    df = dc * c\n    dg = dc * i\n",
            "You bring dc to the old memory first, and then use that for the gates. They want the error of the "
            "*new* memory: compute them first, or give the two errors two names.",
        ),
        "i_and_g_swapped": Mistake(
            "    di = dc * g\n    df = dc * c\n    dg = dc * i\n",
            "    di = dc * i\n    df = dc * c\n    dg = dc * g\n",
            "di and dg are each multiplied by their own value. At a times junction each side's factor is the "
            "*other* side.",
        ),
        "f_and_c_swapped": Mistake(
            "    df = dc * c\n    dg = dc * i\n    dc = dc * f\n",
            "    df = dc * f\n    dg = dc * i\n    dc = dc * c\n",
            "df and the dc that goes on are each multiplied by their own value. At a times junction each side's "
            "factor is the *other* side.",
        ),
        "new_memory": Mistake(
            "df = dc * c",
            "df = dc * (f * c + i * g)",
            "Your df is made with the new memory. Beside f stood the *old* one.",
        ),
        "through_input_gate": Mistake(
            "dc = dc * f",
            "dc = dc * i",
            "Your dc goes back through the input gate. The old memory had come through the forget gate.",
        ),
        "through_the_gates": Mistake(
            "    di = dc * g\n    df = dc * c\n    dg = dc * i\n",
            "    di = dc * g * i * (1 - i)\n    df = dc * c * f * (1 - f)\n    dg = dc * i * (1 - g * g)\n",
            "You went on through the squashes of the gates. That comes in lstm_step_backward; here di, df and dg "
            "end at the gates themselves.",
        ),
        "order": Mistake(
            "return dc, di, df, dg",
            "return di, df, dg, dc",
            "The results come in another order: dc first, then di, df, dg.",
        ),
    },
)

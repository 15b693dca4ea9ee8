"""The exercise cell_peephole_step: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import cell_peephole_step
from .cases import cell_peephole_cases

EXERCISE = Exercise(
    cell_peephole_step,
    points=3,
    level=2,
    cases=cell_peephole_cases,
    returns=("h", "c"),
    hints=(
        "Nobody hands you an h. Who gets the old memory in its place, and who gets nothing?",
        "The four blocks of x W + b, i f g o, meet three of c U, i f o. Which one stays alone? And which c do all "
        "three gates see?",
        "`a_i, a_f, a_g, a_o = np.split(x @ W + b, 4, axis=-1)` and `m_i, m_f, m_o = np.split(c @ U, 3, axis=-1)`, "
        "all before c changes. g is `np.tanh(a_g)`. At the end h is o times the new c, nothing between them.",
    ),
    mistakes={
        "output_squashed": Mistake(
            "o * c",
            "o * np.tanh(c)",
            "You squash the memory before it is shown, as the LSTM does. This cell shows it as it is: h = o ⊙ c.",
        ),
        "o_sees_new_memory": Mistake(
            "    h = o * c",
            "    o = sigmoid(a_o + np.split(c @ U, 3, axis=-1)[2])\n    h = o * c",
            "Your output gate sees the new memory. In the cell before it did; here all three gates see the old.",
        ),
        "g_sees_memory": Mistake(
            "np.tanh(a_g), sigmoid(a_o + m_o)",
            "np.tanh(a_g + m_o), sigmoid(a_o)",
            "Your candidate hears the third block of c U, and the output gate none. That block is o's; g hears x "
            "alone.",
        ),
        "blocks_i_and_f": Mistake(
            "m_i, m_f, m_o =",
            "m_f, m_i, m_o =",
            "The blocks of U for i and f have changed places. They come in the order i f o.",
        ),
        "blocks_f_and_o": Mistake(
            "m_i, m_f, m_o =",
            "m_i, m_o, m_f =",
            "The blocks of U for f and o have changed places. They come in the order i f o.",
        ),
        "candidate_unsquashed": Mistake(
            "np.tanh(a_g)",
            "a_g",
            "Your candidate is not squashed. The tanh that this cell leaves out is the one of the output; that of "
            "g stays.",
        ),
        "no_bias": Mistake(
            "x @ W + b",
            "x @ W",
            "The bias is missing. All four blocks have one, g as well.",
        ),
        "shows_old_memory": Mistake(
            "    c = f * c + i * g\n    h = o * c",
            "    h = o * c\n    c = f * c + i * g",
            "Your h shows the old memory. First the memory is written, then it is shown.",
        ),
        "order": Mistake(
            "return h, c",
            "return c, h",
            "h and c have changed places on the way out. h comes first, though the step was not given one.",
        ),
    },
)

"""The exercise no_forget_step: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import no_forget_step
from .cases import no_forget_cases

EXERCISE = Exercise(
    no_forget_step,
    points=2,
    level=1,
    cases=no_forget_cases,
    returns=("h", "c"),
    hints=(
        "Lay your `lstm_step` beside this one. Which road has gone, and what is left of the old memory when nobody "
        "decides about it?",
        "W, U and b have three blocks now. In which order, and so how do you split the sum?",
        "Split in 3: `a_i, a_g, a_o`. The memory keeps all that it had: `c = c + i * g`.",
    ),
    mistakes={
        "four_blocks": Mistake(
            "a_i, a_g, a_o = np.split(x @ W + h @ U + b, 3, axis=-1)",
            "a_i, a_f, a_g, a_o = np.split(x @ W + h @ U + b, 4, axis=-1)",
            "You split into four blocks, as for the LSTM. This cell has three, i g o: there is no forget gate.",
        ),
        "i_and_g_swapped": Mistake(
            "a_i, a_g, a_o =",
            "a_g, a_i, a_o =",
            "i and g have changed places. The first block is the input gate's, the second the candidate's.",
        ),
        "g_and_o_swapped": Mistake(
            "a_i, a_g, a_o =",
            "a_i, a_o, a_g =",
            "g and o have changed places. The blocks come in the order i g o.",
        ),
        "makes_room": Mistake(
            "c + i * g",
            "(1 - i) * c + i * g",
            "You make room for what is new. That is kind, and a later idea: in 1997 everything old stays, whatever "
            "comes in.",
        ),
        "old_memory_lost": Mistake(
            "c + i * g",
            "i * g",
            "The old memory is gone. No forget gate means that nothing is forgotten, so all of it has to be kept.",
        ),
        "no_input_gate": Mistake(
            "c + i * g",
            "c + g",
            "The candidate comes in without passing the input gate. Only the forget gate is missing here.",
        ),
        "sigmoid_candidate": Mistake(
            "np.tanh(a_g)",
            "sigmoid(a_g)",
            "Your candidate is squashed by a sigmoid. It is content and no gate: it must be able to be negative, "
            "above all in a cell that cannot take anything back.",
        ),
        "shows_old_memory": Mistake(
            "    c = c + i * g\n    h = o * np.tanh(c)",
            "    h = o * np.tanh(c)\n    c = c + i * g",
            "Your h shows the old memory. First the memory is written, then it is shown.",
        ),
        "no_output_squash": Mistake(
            "o * np.tanh(c)",
            "o * c",
            "The tanh between the memory and the output gate is missing. This memory grows without limit, and what "
            "is shown of it must not.",
        ),
        "order": Mistake(
            "return h, c",
            "return c, h",
            "h and c have changed places on the way out. h comes first.",
        ),
    },
)

"""The exercise coupled_step: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import coupled_step
from .cases import coupled_cases

EXERCISE = Exercise(
    coupled_step,
    points=2,
    level=1,
    cases=coupled_cases,
    returns=("h", "c"),
    hints=(
        "If a unit keeps nine tenths of its memory, how much is there room for?",
        "There is no block for i. Where does it come from, and is it subtracted before or after the squash?",
        "Split in 3: `a_f, a_g, a_o`. Then `c = f * c + (1 - f) * g`; the rest is the LSTM's.",
    ),
    mistakes={
        "i_is_f": Mistake(
            "(1 - f) * g",
            "f * g",
            "Your input gate opens and shuts with the forget gate: i = f. Here it takes in what the forget gate "
            "gives up, so it opens when f shuts.",
        ),
        "reversed": Mistake(
            "f * c + (1 - f) * g",
            "(1 - f) * c + f * g",
            "Old and new have changed sides. f is the share of the old memory that is kept. (The GRU of the next "
            "notebook counts the other way.)",
        ),
        "before_the_squash": Mistake(
            "(1 - f) * g",
            "sigmoid(1 - a_f) * g",
            "You subtract from 1 before the squash. The two shares add up to 1 only if f itself is subtracted; of "
            "the opinion you would have to turn the sign.",
        ),
        "no_input_gate": Mistake(
            "(1 - f) * g",
            "g",
            "All of the candidate comes in. There is no block for i, but there is an input gate: what f leaves over.",
        ),
        "four_blocks": Mistake(
            "a_f, a_g, a_o = np.split(x @ W + h @ U + b, 3, axis=-1)",
            "a_i, a_f, a_g, a_o = np.split(x @ W + h @ U + b, 4, axis=-1)",
            "You split into four blocks, as for the LSTM. This cell has three, f g o; i is made from f.",
        ),
        "f_and_g_swapped": Mistake(
            "a_f, a_g, a_o =",
            "a_g, a_f, a_o =",
            "f and g have changed places. The blocks come in the order f g o.",
        ),
        "g_and_o_swapped": Mistake(
            "a_f, a_g, a_o =",
            "a_f, a_o, a_g =",
            "g and o have changed places. The blocks come in the order f g o.",
        ),
        "no_output_squash": Mistake(
            "o * np.tanh(c)",
            "o * c",
            "The tanh in front of the output gate is missing. It was the cell before that did without.",
        ),
        "shows_old_memory": Mistake(
            "    c = f * c + (1 - f) * g\n    h = o * np.tanh(c)",
            "    h = o * np.tanh(c)\n    c = f * c + (1 - f) * g",
            "Your h shows the old memory. It is the new one, just mixed, that the output gate lets out.",
        ),
    },
)

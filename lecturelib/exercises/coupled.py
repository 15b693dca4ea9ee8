"""The second half of notebook 06's exercises: a cell that sees its memory in place of h, and gates that are coupled."""

from ..reference import cell_peephole_step, coupled_step, coupled_step_backward
from .cases import backward_cases, cell_arguments, cell_cases
from .record import Exercise, Mistake


def cell_peephole_cases(rng):
    def build(n, T, B, D, H):
        return n(B, D), n(B, H), n(D, 4 * H), n(H, 3 * H), n(4 * H)

    return cell_cases(rng, build)


def coupled_cases(rng):
    return cell_cases(rng, lambda n, T, B, D, H: cell_arguments(n, B, D, H, blocks=3, states=2))


def coupled_backward_cases(rng):
    return backward_cases(rng, blocks=3, states=2)


COUPLED = (
    Exercise(
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
    ),
    Exercise(
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
                "All of the candidate comes in. There is no block for i, but there is an input gate: what f leaves "
                "over.",
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
    ),
    Exercise(
        coupled_step_backward,
        points=5,
        level=3,
        cases=coupled_backward_cases,
        returns=("dx", "dh", "dc", "dW", "dU", "db"),
        hints=(
            "Lay `lstm_step_backward` beside it. Which of its lines can stay as they are?",
            "Nudge f up a little. The memory gains some of c_{t-1}; and what does it lose? So by how much does it "
            "change?",
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
    ),
)

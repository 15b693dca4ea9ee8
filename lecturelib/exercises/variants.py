"""The exercises of notebook 06: the LSTM's relatives, first those that differ in the forget gate and the peepholes."""

from ..reference import full_peephole_step, no_forget_step, peephole_step
from .cases import cell_arguments, cell_cases
from .coupled import COUPLED
from .record import Exercise, Mistake


def no_forget_cases(rng):
    return cell_cases(rng, lambda n, T, B, D, H: cell_arguments(n, B, D, H, blocks=3, states=2))


def peephole_cases(rng):
    return cell_cases(rng, lambda n, T, B, D, H: (*cell_arguments(n, B, D, H, blocks=4, states=2), n(3, H)))


def full_peephole_cases(rng):
    def build(n, T, B, D, H):
        *others, b = cell_arguments(n, B, D, H, blocks=4, states=2)
        return *others, n(H, 3 * H), b

    return cell_cases(rng, build)


EXERCISES = (
    Exercise(
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
    ),
    Exercise(
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
                "Your output gate sees the old memory. It decides about showing the new one, and that is what it looks "
                "at.",
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
    ),
    Exercise(
        full_peephole_step,
        points=3,
        level=2,
        cases=full_peephole_cases,
        returns=("h", "c"),
        hints=(
            "A peephole let a gate see one memory. Now it sees all of them. What stood there as `p_i * c`, and what "
            "does the sum over all units make of it?",
            "V has three blocks of columns, i f o, for g sees no memory. And which c does o see?",
            "`V_i, V_f, V_o = np.split(V, 3, axis=-1)`, then `a_i + c @ V_i`, and for o, `a_o + c @ V_o` with the new "
            "c.",
        ),
        mistakes={
            "o_sees_old_memory": Mistake(
                "    c = f * c + i * g\n    o = sigmoid(a_o + c @ V_o)",
                "    o = sigmoid(a_o + c @ V_o)\n    c = f * c + i * g",
                "Your output gate sees C of a step ago. Written W·[C, h, x] all three gates look alike, but o sees "
                "the memory that has just been made.",
            ),
            "blocks_i_and_f": Mistake(
                "V_i, V_f, V_o =",
                "V_f, V_i, V_o =",
                "The blocks of V for i and f have changed places. They come in the order i f o.",
            ),
            "blocks_f_and_o": Mistake(
                "V_i, V_f, V_o =",
                "V_i, V_o, V_f =",
                "The blocks of V for f and o have changed places. They come in the order i f o.",
            ),
            "four_blocks": Mistake(
                "V_i, V_f, V_o = np.split(V, 3, axis=-1)",
                "V_i, V_f, V_g, V_o = np.split(V, 4, axis=-1)",
                "You split V into four blocks. It has three, i f o: the candidate g sees no memory.",
            ),
            "transposed": Mistake(
                "V_i, V_f, V_o = np.split(V, 3, axis=-1)",
                "V_i, V_f, V_o = (block.T for block in np.split(V, 3, axis=-1))",
                "The blocks of V are turned. Each is square, so the shapes do not complain: its rows belong to the "
                "memories, its columns to the gates.",
            ),
            "diagonal": Mistake(
                "V_i, V_f, V_o = np.split(V, 3, axis=-1)",
                "V_i, V_f, V_o = (np.diag(np.diag(block)) for block in np.split(V, 3, axis=-1))",
                "You use the diagonals of V alone. Those are the peepholes of before; here each gate sees the memory "
                "of every unit.",
            ),
            "sees_h": Mistake(
                "sigmoid(a_i + c @ V_i), sigmoid(a_f + c @ V_f), np.tanh(a_g)\n    c = f * c + i * g\n"
                "    o = sigmoid(a_o + c @ V_o)",
                "sigmoid(a_i + h @ V_i), sigmoid(a_f + h @ V_f), np.tanh(a_g)\n    c = f * c + i * g\n"
                "    o = sigmoid(a_o + h @ V_o)",
                "Your V multiplies h. That is what U does already; V is for the memories c.",
            ),
            "no_output_squash": Mistake(
                "o * np.tanh(c)",
                "o * c",
                "The tanh in front of the output gate is missing.",
            ),
        },
    ),
    *COUPLED,
)

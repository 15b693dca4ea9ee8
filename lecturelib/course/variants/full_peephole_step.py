"""The exercise full_peephole_step: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import full_peephole_step
from .cases import full_peephole_cases

EXERCISE = Exercise(
    full_peephole_step,
    points=3,
    level=2,
    cases=full_peephole_cases,
    returns=("h", "c"),
    hints=(
        "A peephole let a gate see one memory. Now it sees all of them. What stood there as `p_i * c`, and what "
        "does the sum over all units make of it?",
        "V has three blocks of columns, i f o, for g sees no memory. And which c does o see?",
        "`V_i, V_f, V_o = np.split(V, 3, axis=-1)`, then `a_i + c @ V_i`, and for o, `a_o + c @ V_o` with the new c.",
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
        "seen_by_the_candidate": Mistake(
            "np.tanh(a_g)\n    c = f * c + i * g\n    o = sigmoid(a_o + c @ V_o)",
            "np.tanh(a_g + c @ V_o)\n    c = f * c + i * g\n    o = sigmoid(a_o)",
            "You give the third block of V to g. It is that of o; the candidate g sees no memory.",
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
)

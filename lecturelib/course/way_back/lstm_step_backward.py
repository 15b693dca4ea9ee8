"""The exercise lstm_step_backward: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import lstm_step_backward
from .cases import step_backward_cases

EXERCISE = Exercise(
    lstm_step_backward,
    points=6,
    level=3,
    cases=step_backward_cases,
    returns=("dx", "dh", "dc", "dW", "dU", "db"),
    hints=(
        "Go forward first, as far as the new c, for you will need i, f, g, o and both memories. On which two roads "
        "does an error reach the new c?",
        "One comes from later steps, the dc you are given. The other comes from h: lstm_output_backward brings it. "
        "They add up. Then lstm_memory_backward, then each gate through its own squash, and at last one "
        "affine_backward for x and one for h.",
        "`dc_out, do = lstm_output_backward(dh, c_new, o)`, then `dc, di, df, dg = lstm_memory_backward(dc + "
        "dc_out, c, i, f, g)`. Multiply di, df, do by `sigmoid_slope` of their gates and dg by `tanh_slope(g)`, "
        "and lay them side by side, i f g o, with `np.concatenate(…, axis=-1)`: that is da.",
    ),
    mistakes={
        "output_road_missing": Mistake(
            "dc + dc_out",
            "dc",
            "The memory hears only what comes from later steps. It was shown as well, in h: what comes back "
            "through h is added.",
        ),
        "memory_road_missing": Mistake(
            "dc + dc_out",
            "dc_out",
            "The dc you were given is overwritten by what comes through h. Both errors reach the memory: add them. "
            "The one you lost is the long road.",
        ),
        "shown_from_old": Mistake(
            "lstm_output_backward(dh, c_new, o)",
            "lstm_output_backward(dh, c, o)",
            "You go back out of h with the old memory. What h showed was the new one.",
        ),
        "memory_from_new": Mistake(
            "lstm_memory_backward(dc + dc_out, c, i, f, g)",
            "lstm_memory_backward(dc + dc_out, c_new, i, f, g)",
            "You go back through the memory with the new c. Beside the forget gate stood the old one.",
        ),
        "no_slopes": Mistake(
            "di * sigmoid_slope(i), df * sigmoid_slope(f), do * sigmoid_slope(o)\n    da_g = dg * tanh_slope(g)",
            "di, df, do\n    da_g = dg",
            "None of your four errors has been through its squash. Each passes the slope of its own on the way to the "
            "sum: three sigmoids, and the tanh of g.",
        ),
        "slopes_of_input": Mistake(
            "di * sigmoid_slope(i), df * sigmoid_slope(f), do * sigmoid_slope(o)\n    da_g = dg * tanh_slope(g)",
            "di * sigmoid_slope(a_i), df * sigmoid_slope(a_f), do * sigmoid_slope(a_o)\n"
            "    da_g = dg * tanh_slope(a_g)",
            "All four slopes are taken of what went in. They want what came out of the squash: i, f, g and o.",
        ),
        "no_gate_slopes": Mistake(
            "di * sigmoid_slope(i), df * sigmoid_slope(f), do * sigmoid_slope(o)",
            "di, df, do",
            "The three gates have not been squashed back: each error passes the slope of its sigmoid on the way to "
            "the sum.",
        ),
        "gate_slopes_of_input": Mistake(
            "di * sigmoid_slope(i), df * sigmoid_slope(f), do * sigmoid_slope(o)",
            "di * sigmoid_slope(a_i), df * sigmoid_slope(a_f), do * sigmoid_slope(a_o)",
            "sigmoid_slope wants the output of the sigmoid, i f o, and you gave it what went in.",
        ),
        "candidate_slope": Mistake(
            "tanh_slope(g)",
            "sigmoid_slope(g)",
            "g is squashed by tanh, so its slope is 1 − g². The other three have the sigmoid's.",
        ),
        "no_candidate_slope": Mistake(
            "dg * tanh_slope(g)",
            "dg",
            "The candidate has not been squashed back: its tanh has a slope too.",
        ),
        "blocks": Mistake(
            "[da_i, da_f, da_g, da_o]",
            "[da_i, da_f, da_o, da_g]",
            "The blocks of da are in another order than those of W, U and b: i f g o.",
        ),
        "blocks_i_f": Mistake(
            "[da_i, da_f, da_g, da_o]",
            "[da_f, da_i, da_g, da_o]",
            "The first two blocks of da have changed places. The order is i f g o.",
        ),
        "upstream_dh": Mistake(
            "dh, dU, _ =",
            "_, dU, _ =",
            "The dh you return is the one you were given, that of the new h. What the old h gets is da sent back "
            "through U.",
        ),
        "dh_skips": Mistake(
            "    dh, dU, _ = affine_backward(da, h, U, b)\n",
            "    dh_old, dU, _ = affine_backward(da, h, U, b)\n    dh = dh + dh_old\n",
            "You add the dh you were given to the one you return. Only c has a road that goes past the gates; the "
            "old h is heard in the sum, and nowhere else.",
        ),
        "upstream_dc": Mistake(
            "    dc, di, df, dg = lstm_memory_backward(dc + dc_out, c, i, f, g)",
            "    _, di, df, dg = lstm_memory_backward(dc + dc_out, c, i, f, g)",
            "The dc you return is the one you were given. The old memory's is what lstm_memory_backward returns first.",
        ),
        "dU_from_new": Mistake(
            "affine_backward(da, h, U, b)",
            "(da @ U.T, (o * np.tanh(c_new)).T @ da, None)",
            "Your dU is made with the new h. U multiplied the old one.",
        ),
        "bias_twice": Mistake(
            "    dh, dU, _ = affine_backward(da, h, U, b)\n",
            "    dh, dU, _ = affine_backward(da, h, U, b)\n    db = 2 * db\n",
            "Your db counts the bias twice, once for each product. b was added once.",
        ),
        "mean": Mistake(
            "    return dx,",
            "    dW, dU, db = dW / len(x), dU / len(x), db / len(x)\n    return dx,",
            "Your gradients of the weights are means over the batch. What the rows want adds up; where a loss is a "
            "mean, its division is in dh already.",
        ),
    },
)

"""The way back through a step of long short-term memory: out of h, through the memory, and whole."""

import numpy as np

from ..reference import lstm_memory_backward, lstm_output_backward, lstm_step_backward, sigmoid
from .cases import backward_cases, cell_cases
from .record import Exercise, Mistake


def output_cases(rng):
    return cell_cases(rng, lambda n, T, B, D, H: (n(B, H), np.clip(n(B, H), -4, 4), sigmoid(n(B, H))))


def memory_cases(rng):
    def build(n, T, B, D, H):
        i, f, g = sigmoid(n(B, H)), sigmoid(n(B, H)), np.tanh(n(B, H))
        return n(B, H), n(B, H), i, f, g

    return cell_cases(rng, build)


def step_backward_cases(rng):
    return backward_cases(rng, blocks=4, states=2)


LSTM_BACK = (
    Exercise(
        lstm_output_backward,
        points=2,
        level=1,
        cases=output_cases,
        returns=("dc", "do"),
        hints=(
            "h is made at a times junction. At a times junction, what is the factor on each side's road back?",
            "o's factor is the other side, tanh(c). c's factor is o, and then its road leads through the tanh.",
            "`t = np.tanh(c)`. Then do is dh times t, and dc is dh times o times `tanh_slope(t)`.",
        ),
        mistakes={
            "unsquashed": Mistake(
                "do = dh * t",
                "do = dh * c",
                "Your do is made with c. What stood beside o at the junction was the squashed memory, tanh(c).",
            ),
            "no_slope": Mistake(
                "dh * o * tanh_slope(t)",
                "dh * o",
                "Your dc has passed the junction and not yet the tanh that lies behind it. Its slope is missing.",
            ),
            "no_gate": Mistake(
                "dh * o * tanh_slope(t)",
                "dh * tanh_slope(t)",
                "Your dc has passed the tanh and not the gate. What o did not show of the memory is not blamed either.",
            ),
            "slope_of_input": Mistake(
                "tanh_slope(t)",
                "tanh_slope(c)",
                "tanh_slope wants the *output* of tanh, and you gave it what went in, c.",
            ),
            "sigmoid_slope": Mistake(
                "tanh_slope(t)",
                "sigmoid_slope(t)",
                "The memory is squashed by tanh on its way out, so the slope is 1 − t².",
            ),
            "through_the_gate": Mistake(
                "do = dh * t",
                "do = dh * t * sigmoid_slope(o)",
                "Your do has gone one step too far, through o's own sigmoid. That comes in lstm_step_backward; do ends "
                "at the gate.",
            ),
            "roads_crossed": Mistake(
                "    dc = dh * o * tanh_slope(t)\n    do = dh * t",
                "    dc = dh * t\n    do = dh * o * tanh_slope(t)",
                "dc and do have changed places. The gate's road back carries the memory, the memory's carries the "
                "gate. And dc is returned first.",
            ),
        },
    ),
    Exercise(
        lstm_memory_backward,
        points=3,
        level=1,
        cases=memory_cases,
        returns=("dc", "di", "df", "dg"),
        hints=(
            "Draw f ⊙ c + i ⊙ g: two times junctions that meet in a plus. What does a plus do to an error on its way "
            "back?",
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
    ),
    Exercise(
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
                "The dc you return is the one you were given. The old memory's is what lstm_memory_backward returns "
                "first.",
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
    ),
)

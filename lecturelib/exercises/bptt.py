"""The exercises of notebook 04: the chain rule through one step, through all steps, and what becomes of it there."""

import numpy as np

from ..reference import affine_backward, bptt, rnn_step, rnn_step_backward
from .cases import backward_cases, cell_arguments, cell_cases
from .record import Exercise, Mistake
from .vanishing import VANISHING


def affine_cases(rng):
    """da, x, W, b at every size; B rows, D numbers in, H numbers out."""
    return cell_cases(rng, lambda n, T, B, D, H: (n(B, H), n(B, D), n(D, H), n(H)))


def bptt_cases(rng):
    def build(n, T, B, D, H):
        _, h, *weights = map(np.tanh, cell_arguments(n, B, D, H))
        return n(T, B, H), rnn_step, rnn_step_backward, n(T, B, D), h, *weights

    return cell_cases(rng, build)


EXERCISES = (
    Exercise(
        affine_backward,
        points=3,
        level=1,
        cases=affine_cases,
        returns=("dx", "dW", "db"),
        hints=(
            "Take one number of W, the one in row i and column j. Which column of x does it multiply, and in which "
            "column of a does the product land?",
            "The gradient of a thing has the shape of that thing. dW is (M, N); you hold x (B, M) and da (B, N). The "
            "rows of the batch have to be summed away: which product sums over them?",
            "`dx = da @ W.T`. For dW, x turned on its side meets da. Every row of the batch used the same b, so db "
            "adds up the rows of da.",
        ),
        mistakes={
            "bias_mean": Mistake(
                "da.sum(axis=0)",
                "da.mean(axis=0)",
                "Your db is a mean over the batch. Every row moved when b moved, so what came from the rows adds up. "
                "(If a loss is a mean, its division by B is in da already.)",
            ),
            "weight_mean": Mistake(
                "x.T @ da\n    db = da.sum(axis=0)",
                "x.T @ da / len(x)\n    db = da.mean(axis=0)",
                "You divide dW and db by the size of the batch. That division belongs to the loss, and where the loss "
                "is a mean it is in da already. Here the rows add up.",
            ),
            "bias_rows": Mistake(
                "da.sum(axis=0)",
                "da.sum(axis=1)",
                "Your db sums along the wrong axis. b has one number for each column of a, so the rows are to be "
                "added, and N numbers stay.",
            ),
            "bias_not_summed": Mistake(
                "da.sum(axis=0)",
                "da",
                "Your db still has a row for every row of the batch. There is one b, and all rows used it.",
            ),
            "bias_keepdims": Mistake(
                "da.sum(axis=0)",
                "da.sum(axis=0, keepdims=True)",
                "Your db holds the right numbers in the shape (1, N). The gradient of b has the shape of b, (N,).",
            ),
            "bias_all": Mistake(
                "da.sum(axis=0)",
                "da.sum()",
                "Your db is a single number. Add the rows only: each of the N numbers of b has a gradient of its own.",
            ),
            "dx_untransposed": Mistake(
                "da @ W.T",
                "da @ W",
                "Your dx uses W as the forward step does. On the way back W is crossed from its other side: da has N "
                "columns, and dx must have M. A square W hides this from the shapes, not from the numbers.",
            ),
            "dW_transposed": Mistake(
                "x.T @ da",
                "da.T @ x",
                "Your dW lies on its side. W is (M, N), one row for each number of x, and its gradient has that shape; "
                "where M = N the shapes do not tell.",
            ),
            "dW_untransposed": Mistake(
                "x.T @ da",
                "x @ da",
                "Your dW multiplies x and da as they stand, which fits only where B = M. To sum over the rows of the "
                "batch, turn x on its side first.",
            ),
            "order": Mistake(
                "return dx, dW, db",
                "return dW, dx, db",
                "dx and dW have changed places. The results come in the order of the arguments: x, then W, then b.",
            ),
        },
    ),
    Exercise(
        rnn_step_backward,
        points=4,
        level=2,
        cases=backward_cases,
        returns=("dx", "dh", "dW", "dU", "db"),
        hints=(
            "On the way forward, what was done last? Then that is the first thing to go back through.",
            "dh belongs to the new state, the output of tanh. One multiplication brings it to da, the gradient of what "
            "stood inside tanh. For the slope you need that output: run `rnn_step` again.",
            "`da = dh * tanh_slope(rnn_step(x, h, W, U, b))`. Inside tanh stand two products, x W + b and h U + b: "
            "`affine_backward` once for each. The bias was added once, so take one of the two db.",
        ),
        mistakes={
            "no_slope": Mistake(
                "dh * tanh_slope(h_new)",
                "dh",
                "The slope of tanh is missing. dh belongs to the output of tanh; on the way in, each number is "
                "multiplied by the slope at its own place.",
            ),
            "slope_of_input": Mistake(
                "tanh_slope(h_new)",
                "tanh_slope(x @ W + h @ U + b)",
                "tanh_slope wants the *output* of tanh. You gave it what went in, so a slope can come out negative, "
                "and tanh has none that is.",
            ),
            "slope_of_old_state": Mistake(
                "tanh_slope(h_new)",
                "tanh_slope(h)",
                "Your slope is taken at the old state. The tanh you are going back through made the *new* one.",
            ),
            "sigmoid_slope": Mistake(
                "tanh_slope(h_new)",
                "h_new * (1 - h_new)",
                "s (1 − s) is the slope of the sigmoid. This step squashes with tanh, whose slope is 1 − t².",
            ),
            "bias_twice": Mistake(
                "dh, dU, _ = affine_backward(da, h, U, b)",
                "dh, dU, db = affine_backward(da, h, U, b)\n    db = 2 * db",
                "Your db counts the bias twice, once for each product. b was added once.",
            ),
            "dh_untransposed": Mistake(
                "dh, dU, _ = affine_backward(da, h, U, b)",
                "dh, dU = da @ U, h.T @ da",
                "Your dh goes back through U the way one goes forward. U is square, so the shapes do not complain; on "
                "the way back it must be transposed.",
            ),
            "dU_transposed": Mistake(
                "dh, dU, _ = affine_backward(da, h, U, b)",
                "dh, dU = da @ U.T, da.T @ h",
                "Your dU lies on its side: U is square, so the shapes do not tell. Its rows belong to the old state, "
                "its columns to a.",
            ),
            "dU_from_new_state": Mistake(
                "affine_backward(da, h, U, b)",
                "affine_backward(da, h_new, U, b)",
                "Your dU uses the new state. U multiplied the *old* one, the h that came in.",
            ),
            "upstream_returned": Mistake(
                "dh, dU, _ =",
                "_, dU, _ =",
                "The dh you return is the one you were given, that of the new state. What goes on to the step before "
                "is da sent back through U.",
            ),
            "dh_skips_tanh": Mistake(
                "dh, dU, _ = affine_backward(da, h, U, b)",
                "dh, dU = dh @ U.T, h.T @ da",
                "Your dh goes back through U without passing tanh first. The road to the old state is the same tanh, "
                "then U: start from da.",
            ),
        },
    ),
    Exercise(
        bptt,
        points=6,
        level=3,
        cases=bptt_cases,
        returns=("dxs", "dstate", "dW", "dU", "db"),
        hints=(
            "`step_backward` needs the state that each step was given. Which states does a loop forward meet, and "
            "where will you keep them?",
            "Walk from the last step to the first with one array, dh, in your hand. At every step two errors meet in "
            "it: what came back from the step after, and `dhs[t]`. After the last step nothing comes back: zeros.",
            "`states = [state]`, then append `step(xs[t], states[t], *weights)`. For t in `reversed(range(len(xs)))`: "
            "`dxs[t], dh, *grads = step_backward(dh + dhs[t], xs[t], states[t], *weights)`, and each grad is added to "
            "its weight's total. Return dxs, dh and the totals.",
        ),
        mistakes={
            "nothing_through_time": Mistake(
                "dstate[0] + dhs[t]",
                "dhs[t]",
                "Nothing travels through time: your step back starts from dhs[t] alone. What the step after sent back "
                "arrives at this state as well, and the two add up.",
            ),
            "only_the_last": Mistake(
                "dstate[0] + dhs[t]",
                "dstate[0] + dhs[t] * (t == len(xs) - 1)",
                "Only the last step's error goes in. Here every state may have one of its own: dhs[t] enters at each "
                "t.",
            ),
            "overwritten": Mistake(
                "total + grad for total, grad",
                "grad for _, grad",
                "Each step overwrites the gradients of the weights, so that only the first step's are left. All steps "
                "use the same weights: add them up.",
            ),
            "mean_over_time": Mistake(
                "dstate[0], *dweights",
                "dstate[0], *[d / len(xs) for d in dweights]",
                "Your gradients of the weights are means over the steps. One change of W is felt at every step, and "
                "what the steps feel adds up.",
            ),
            "new_state": Mistake(
                "xs[t], *states[t], *weights)",
                "xs[t], *states[t + 1], *weights)",
                "The states are one step off: each step back gets the state that its step *made*. It needs the one "
                "that the step was given.",
            ),
            "one_state": Mistake(
                "xs[t], *states[t], *weights)",
                "xs[t], *states[-1], *weights)",
                "Every step back gets the last state. Each needs its own: keep them all on the way forward.",
            ),
            "first_state": Mistake(
                "xs[t], *states[t], *weights)",
                "xs[t], *states[0], *weights)",
                "Every step back gets the state from before the sequence. Each needs its own: run the steps forward "
                "first and keep the states.",
            ),
            "forwards": Mistake(
                "in reversed(range(len(xs)))",
                "in range(len(xs))",
                "You walk from the first step to the last. An error can go on to the step before only when it is "
                "complete, so begin at the end.",
            ),
            "dxs_backwards": Mistake(
                "np.array(dxs)",
                "np.array(dxs[::-1])",
                "Your dxs run backwards in time: the first is the gradient of the last input. What is collected from "
                "the end must be turned round, or put at its own t.",
            ),
            "enters_late": Mistake(
                """        dstate[0] = dstate[0] + dhs[t]
        dxs[t], *grads = step_backward(*dstate, xs[t], *states[t], *weights)
        dstate, grads = grads[: len(dstate)], grads[len(dstate) :]
""",
                """        dxs[t], *grads = step_backward(*dstate, xs[t], *states[t], *weights)
        dstate, grads = grads[: len(dstate)], grads[len(dstate) :]
        dstate[0] = dstate[0] + dhs[t]
""",
                "dhs[t] enters one step late: you add it when step t has been gone through. It belongs to what step t "
                "*made*, so it has to go through step t as well.",
            ),
            "weights_in_a_list": Mistake(
                "dstate[0], *dweights",
                "dstate[0], dweights",
                "You return the gradients of the weights as one list. They are wanted one by one behind the others: a "
                "star in the return does it.",
            ),
        },
    ),
    *VANISHING,
)

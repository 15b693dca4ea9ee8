"""The exercise rnn_step_backward: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import rnn_step_backward
from .cases import neuron_cases

EXERCISE = Exercise(
    rnn_step_backward,
    points=4,
    level=2,
    cases=neuron_cases,
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
)

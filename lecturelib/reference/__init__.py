"""The graded reference implementations: the equations of the lectures, nothing else.

Pure functions, arrays in, arrays out, NumPy alone. Every exercise's solution is its function here, and every stub a
student opens is derived from it. Backward functions take what flows back first, then the arguments of their forward
function, and return the gradient of each of these arguments in order.
"""

from .first_steps import continue_trend, dinner_step, dinner_vote
from .rnn import (
    affine_backward,
    generate,
    rnn_classify,
    rnn_step,
    rnn_step_backward,
    step_jacobian,
)
from .sequence import as_tuple, bptt, clip_by_norm, cross_entropy, pick, unroll
from .squashing import gate, one_hot, sigmoid, sigmoid_slope, softmax, tanh_slope

__all__ = [
    "affine_backward",
    "as_tuple",
    "bptt",
    "clip_by_norm",
    "continue_trend",
    "cross_entropy",
    "dinner_step",
    "dinner_vote",
    "gate",
    "generate",
    "one_hot",
    "pick",
    "rnn_classify",
    "rnn_step",
    "rnn_step_backward",
    "sigmoid",
    "sigmoid_slope",
    "softmax",
    "step_jacobian",
    "tanh_slope",
    "unroll",
]

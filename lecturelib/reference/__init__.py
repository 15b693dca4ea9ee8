"""The graded reference implementations: the equations of the lectures, nothing else.

Pure functions, arrays in, arrays out, NumPy alone. Every exercise's solution is its function here, and every stub a
student opens is derived from it. Backward functions take what flows back first, then the arguments of their forward
function, and return the gradient of each of these arguments in order.
"""

from .at_work import attend, beam_search, sample, skill, surprise, translate
from .first_steps import continue_trend, dinner_step, dinner_vote
from .gru import (
    gru_after_step,
    gru_after_step_backward,
    gru_from_torch,
    gru_step,
    gru_step_backward,
)
from .lstm import (
    forget_time_constant,
    lstm_memory_backward,
    lstm_output_backward,
    lstm_step,
    lstm_step_backward,
)
from .min_gru import min_gru_step, min_gru_step_backward
from .min_lstm import min_lstm_step, min_lstm_step_backward
from .parallel import attention, linear_recurrence, mlstm, mlstm_parallel, scan
from .rnn import (
    affine_backward,
    generate,
    rnn_classify,
    rnn_step,
    rnn_step_backward,
    step_jacobian,
)
from .sequence import as_tuple, bptt, clip_by_norm, cross_entropy, pick, unroll
from .small_data import (
    bag,
    block_bootstrap,
    gini,
    leaked_share,
    permutation_importance,
    split_impurity,
)
from .squashing import gate, log_sigmoid, one_hot, sigmoid, sigmoid_slope, softmax, tanh_slope
from .variants import (
    cell_peephole_step,
    cell_peephole_step_backward,
    coupled_step,
    coupled_step_backward,
    full_peephole_step,
    full_peephole_step_backward,
    no_forget_step,
    no_forget_step_backward,
    peephole_step,
    peephole_step_backward,
)
from .xlstm import slstm_step, slstm_step_backward

__all__ = [
    "affine_backward",
    "as_tuple",
    "attend",
    "attention",
    "bag",
    "beam_search",
    "block_bootstrap",
    "bptt",
    "cell_peephole_step",
    "cell_peephole_step_backward",
    "clip_by_norm",
    "continue_trend",
    "coupled_step",
    "coupled_step_backward",
    "cross_entropy",
    "dinner_step",
    "dinner_vote",
    "forget_time_constant",
    "full_peephole_step",
    "full_peephole_step_backward",
    "gate",
    "generate",
    "gini",
    "gru_after_step",
    "gru_after_step_backward",
    "gru_from_torch",
    "gru_step",
    "gru_step_backward",
    "leaked_share",
    "linear_recurrence",
    "log_sigmoid",
    "lstm_memory_backward",
    "lstm_output_backward",
    "lstm_step",
    "lstm_step_backward",
    "min_gru_step",
    "min_gru_step_backward",
    "min_lstm_step",
    "min_lstm_step_backward",
    "mlstm",
    "mlstm_parallel",
    "no_forget_step",
    "no_forget_step_backward",
    "one_hot",
    "peephole_step",
    "peephole_step_backward",
    "permutation_importance",
    "pick",
    "rnn_classify",
    "rnn_step",
    "rnn_step_backward",
    "sample",
    "scan",
    "sigmoid",
    "sigmoid_slope",
    "skill",
    "slstm_step",
    "slstm_step_backward",
    "softmax",
    "split_impurity",
    "step_jacobian",
    "surprise",
    "tanh_slope",
    "translate",
    "unroll",
]

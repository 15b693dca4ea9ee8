"""The exercise slstm_step: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import slstm_step
from .cases import slstm_cases

EXERCISE = Exercise(
    slstm_step,
    points=4,
    level=3,
    cases=slstm_cases,
    returns=("h", "c", "n", "m"),
    hints=(
        "Begin with your `lstm_step`. Blocks, g and o stay. Which three lines are new, and what of them does "
        "the softmax "
        "of notebook 03 do too?",
        "Write both exponents first: that of what is carried on, `log_sigmoid(a_f) + m`, and that of what is new, a_i. "
        "The new m is the larger of the two. What is left of each when it is subtracted?",
        "`carried = log_sigmoid(a_f) + m`, `m = np.maximum(carried, a_i)`, `i, f = np.exp(a_i - m), "
        "np.exp(carried - m)`. "
        "Then c as in the LSTM, n like c with 1 in place of g, and h is o times c / n.",
    ),
    mistakes={
        "no_normaliser": Mistake(
            "o * c / n",
            "o * c",
            "You show c itself. c is a sum of what came in, each with its weight; divided by n, the sum of the "
            "weights, "
            "it is their mean.",
        ),
        "tanh_memory": Mistake(
            "o * c / n",
            "o * np.tanh(c)",
            "You show tanh of the memory, as the LSTM does. Here no squash is needed: c / n is a mean of numbers "
            "between −1 and 1.",
        ),
        "tanh_mean": Mistake(
            "o * c / n",
            "o * np.tanh(c / n)",
            "The mean c / n lies between −1 and 1 already. It is shown as it is, without a tanh.",
        ),
        "no_stabiliser": Mistake(
            "    m = np.maximum(carried, a_i)\n    i, f = np.exp(a_i - m), np.exp(carried - m)\n",
            "    i, f = np.exp(a_i), sigmoid(a_f)\n",
            "c and n are written down as they are, and m is left as it was. That is the same cell until an "
            "opinion is too "
            "large for exp: subtract the new m from both exponents first.",
        ),
        "log_of_sigmoid": Mistake(
            "log_sigmoid(a_f)",
            "np.log(sigmoid(a_f))",
            "Right for ordinary opinions. But where sigmoid(a_f) is too small for a number, its log is −∞: "
            "`log_sigmoid(a_f)` goes on.",
        ),
        "forget_not_moved": Mistake(
            "np.exp(carried - m)",
            "sigmoid(a_f)",
            "The old c and n were written down with the *old* m. To go on with the new one, f is exp(log f + m_old − "
            "m_new). If you have that line: did you give the new m the name of the old one too early?",
        ),
        "input_not_moved": Mistake(
            "np.exp(a_i - m), np",
            "np.exp(a_i), np",
            "Your i is exp(a_i), which overflows for large opinions. Subtract the new m first.",
        ),
        "sigmoid_input": Mistake(
            "np.exp(a_i - m)",
            "sigmoid(a_i)",
            "Your input gate is a sigmoid. In this cell it is an exp, so that something new can outweigh all that was.",
        ),
        "m_forgets": Mistake(
            "log_sigmoid(a_f) + m",
            "log_sigmoid(a_f)",
            "What is carried on has the exponent log f *plus the old m*: that is how the old states were written down.",
        ),
        "no_logarithm": Mistake(
            "log_sigmoid(a_f) + m",
            "sigmoid(a_f) + m",
            "You add f itself to m. Exponents add where factors multiply, so it is log f that is added: "
            "`log_sigmoid(a_f)`.",
        ),
        "exponential_forget": Mistake(
            "log_sigmoid(a_f) + m",
            "a_f + m",
            "Your forget gate is exp(a_f). The paper allows it too; here f is a sigmoid, as in the LSTM, and its "
            "logarithm is `log_sigmoid(a_f)`.",
        ),
        "n_weighs_g": Mistake(
            "f * n + i",
            "f * n + i * g",
            "n counts weights, and g has no place in it: with each step it gains i, whatever came in.",
        ),
        "n_from_one": Mistake(
            "f * n + i",
            "f * n + 1",
            "Your n gains 1 at each step. It sums the weights with which things came in, so it gains i.",
        ),
        "sigmoid_candidate": Mistake(
            "np.tanh(a_g)",
            "sigmoid(a_g)",
            "Your g is squashed by a sigmoid. It is content and must be able to say no: its squash is tanh.",
        ),
        "i_and_f_swapped": Mistake(
            "a_i, a_f, a_g, a_o =",
            "a_f, a_i, a_g, a_o =",
            "i and f have changed places. The blocks come in the order i f g o.",
        ),
    },
    quiet=True,
)

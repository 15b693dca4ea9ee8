"""The exercise rnn_step: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import rnn_step
from .cases import rnn_cases

EXERCISE = Exercise(
    rnn_step,
    points=2,
    level=1,
    cases=rnn_cases,
    hints=(
        "Three things are added before anything is squashed. Which three?",
        "`x` has B rows of D values. Which product with `W (D, H)` gives B rows of H values?",
        "`x @ W` is what the input says, `h @ U` what memory says. Add both and `b`; put the sum through `np.tanh`.",
    ),
    mistakes={
        "no_bias": Mistake(
            " + b",
            "",
            "The bias is missing. It is what a neuron leans towards when input and memory are both silent.",
        ),
        "no_squash": Mistake(
            "np.tanh(x @ W + h @ U + b)",
            "x @ W + h @ U + b",
            "That is the sum before squashing. Fed back step after step it may grow without bound: it needs tanh.",
        ),
        "bias_outside": Mistake(
            "+ b)",
            ") + b",
            "The bias is added after squashing, so a state can leave (−1, 1). It belongs to the sum inside tanh.",
        ),
        "squashed_apart": Mistake(
            "x @ W + h @ U + b",
            "x @ W) + np.tanh(h @ U + b",
            "Input and memory are squashed one by one and then added. First the votes meet: squash their sum, once.",
        ),
        "sigmoid": Mistake(
            "np.tanh(x @ W + h @ U + b)",
            "0.5 + 0.5 * np.tanh(0.5 * (x @ W + h @ U + b))",
            "You squash into (0, 1), with a sigmoid. What this network remembers may be negative: squash with tanh.",
        ),
        "elementwise": Mistake(
            "x @ W + h @ U",
            "x * W + h * U",
            "* multiplies number by number. Every neuron listens to all inputs: that is the matrix product, @.",
        ),
        "transposed": Mistake(
            "x @ W + h @ U",
            "x @ W.T + h @ U.T",
            "The weights are transposed. W (D, H) has a row for every input already, so nothing needs turning.",
        ),
        "memory_transposed": Mistake(
            "h @ U",
            "h @ U.T",
            "U is transposed. It is square, so no shape complains; its row j is what the old value j has to say.",
        ),
        "weights_first": Mistake(
            "x @ W + h @ U",
            "W @ x + U @ h",
            "The weights stand on the left, as in books where x is a column. Our batch lies in rows: x comes first.",
        ),
        "swapped": Mistake(
            "x @ W + h @ U",
            "x @ U + h @ W",
            "The weights are swapped: W belongs to the input, U to the state. Where D = H no shape warns of it.",
        ),
        "memoryless": Mistake(
            " + h @ U",
            "",
            "The old state is never used, so this step remembers nothing. Memory has a vote too, weighed by U.",
        ),
    },
)

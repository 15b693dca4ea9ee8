"""Two exercises of notebook 03: from scores to probabilities, and from probabilities to surprise."""

from ..reference import cross_entropy, softmax
from .cases import arrays
from .record import Exercise, Mistake

SIZES = [(1, 2), (2, 3), (1, 1), (3, 2), (2, 2), (4, 5), (7, 3)]  # (B, K)


def softmax_cases(rng):
    """Arrays of many shapes; then rows thousands apart, where one maximum for all is not enough, and where it is."""
    apart = [rng.normal(size=(B, 3)) + 3000 * rng.permutation(B)[:, None] for B in (2, 3)]
    together = rng.normal(size=(2, 3)) + 3000
    return [(a,) for a in [*arrays(rng), *apart, together]]


def loss_cases(rng):
    scales = (1.0, 5.0, 1000.0)
    return [(scale * rng.normal(size=(B, K)), rng.integers(K, size=B)) for scale in scales for B, K in SIZES]


SOFTMAX = Exercise(
    softmax,
    points=2,
    level=2,
    cases=softmax_cases,
    hints=(
        "What makes any number positive, and a larger score larger still? And what makes positive numbers sum to 1?",
        "`np.exp(1000)` is too large for any float. What can you subtract from a row of scores without changing its p?",
        "Subtract each row's largest score before `np.exp`, then divide by each row's sum. With `axis=-1, "
        "keepdims=True` a row's maximum, and its sum, stay beside their row.",
    ),
    mistakes={
        "overflow": Mistake(
            "a - np.max(a, axis=-1, keepdims=True)",
            "a",
            "Right for small scores, but exp of a large one overflows. Subtracting a row's largest score changes no p.",
        ),
        "columns": Mistake(
            "axis=-1",
            "axis=0",
            "You sum down the first axis. A row is one question: what must sum to 1 runs along the last axis.",
        ),
        "second_axis": Mistake(
            "axis=-1",
            "axis=1",
            "axis=1 is the last axis of a table only; a single row has fewer, a stack has more. Count from the end.",
        ),
        "whole": Mistake(
            ", axis=-1, keepdims=True",
            "",
            "You sum over the whole array. Every row is a question of its own, and sums to 1 by itself.",
        ),
        "common_maximum": Mistake(
            "np.max(a, axis=-1, keepdims=True)",
            "np.max(a)",
            "You subtract one maximum from all rows. In a row far below it every exp rounds to 0, and 0/0 is nothing.",
        ),
        "lost_axis": Mistake(
            "np.sum(e, axis=-1, keepdims=True)",
            "np.sum(e, axis=-1)",
            "The sums lost their axis, so NumPy lines them up with columns, not rows. Look up keepdims.",
        ),
        "not_divided": Mistake(
            "e / np.sum(e, axis=-1, keepdims=True)",
            "e",
            "The exponentials are right but do not sum to 1 yet: divide each row by its sum.",
        ),
        "no_exp": Mistake(
            "np.exp(a - np.max(a, axis=-1, keepdims=True))",
            "a",
            "Scores over their sum are no probabilities: some are negative, the sum may be 0. What makes all positive?",
        ),
        "sigmoid": Mistake(
            "e / np.sum(e, axis=-1, keepdims=True)",
            "0.5 + 0.5 * np.tanh(0.5 * a)",
            "That is a sigmoid of each score on its own. Here scores compete: what one gains, the others lose.",
        ),
    },
    quiet=True,
)

CROSS_ENTROPY = Exercise(
    cross_entropy,
    points=4,
    level=3,
    cases=loss_cases,
    hints=(
        "Of each row's probabilities, only one matters for the loss. Which?",
        "On paper, log p of class k is its logit minus the logarithm of Σ exp(logits). Computed like that, with the "
        "row's largest logit subtracted from all first, no p is rounded to 0 before its logarithm is taken.",
        "`y = one_hot(targets, K)` marks the right answers. The loss is minus the sum of the marked log p, over the "
        "number of rows; the gradient is `softmax(logits)` minus `y`, over the same number.",
    ),
    returns=("loss", "dlogits"),
    mistakes={
        "sums": Mistake(
            " / len(logits)",
            "",
            "You add up the rows. Wanted is their mean, and its gradient: else a larger batch takes larger steps.",
        ),
        "loss_sum": Mistake(
            "-np.sum(y * log_p) / len(logits)",
            "-np.sum(y * log_p)",
            "The gradient is right; the loss is the sum over the rows where their mean was wanted.",
        ),
        "gradient_sum": Mistake(
            "(softmax(logits) - y) / len(logits)",
            "softmax(logits) - y",
            "The loss is right, a mean over B rows. If one row's surprise grows by 1, by how much does the mean grow?",
        ),
        "mean_of_all": Mistake(
            "-np.sum(y * log_p) / len(logits)",
            "-np.mean(y * log_p)",
            "np.mean divides by B · K, but most of these entries are zeros that answer nothing. There are B answers.",
        ),
        "negative": Mistake(
            "loss = -np",
            "loss = np",
            "Your loss is negative: the logarithm of a probability is at most 0. Surprise is minus that.",
        ),
        "uphill": Mistake(
            "(softmax(logits) - y)",
            "(y - softmax(logits))",
            "Your gradient points the wrong way. A larger score for the right answer must lower the loss.",
        ),
        "no_target": Mistake(
            "(softmax(logits) - y)",
            "softmax(logits)",
            "Your gradient pushes every score down, the right answer's too. Where does the target enter?",
        ),
        "of_p": Mistake(
            "(softmax(logits) - y)",
            "-y / np.exp(log_p)",
            "That is the gradient with respect to p. Wanted is that of the logits: it still has to pass the softmax.",
        ),
        "overflow": Mistake(
            "shifted - np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True))",
            "np.log(softmax(logits))",
            "Right until some p is rounded to 0, whose logarithm is −∞. Take the logarithm on paper first.",
        ),
        "bits": Mistake(
            "loss = -np.sum(y * log_p)",
            "loss = -np.sum(y * log_p) / np.log(2)",
            "Your surprise is in bits, a logarithm to the base 2. Here it is in nats: np.log, to the base e.",
        ),
        "no_log": Mistake(
            "-np.sum(y * log_p)",
            "-np.sum(y * np.exp(log_p))",
            "You average the probabilities themselves. Surprise is minus the logarithm of the right answer's.",
        ),
    },
    quiet=True,
)

"""The exercise cross_entropy: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import cross_entropy
from .cases import loss_cases

EXERCISE = Exercise(
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
            "You do not divide by the number of rows. Wanted is a mean, and its gradient: else a larger batch "
            "takes larger steps.",
        ),
        "loss_sum": Mistake(
            "-np.sum(y * log_p) / len(logits)",
            "-np.sum(y * log_p)",
            "The gradient is right; the loss is the sum over the rows where their mean was wanted.",
        ),
        "row_by_row": Mistake(
            "-np.sum(y * log_p) / len(logits)",
            "-np.sum(y * log_p, axis=-1)",
            "Your loss has a number for each row. Wanted is one for all of them, their mean.",
        ),
        "row_by_row_overflow": Mistake(
            "-np.sum(y * log_p) / len(logits)",
            "-np.log(softmax(logits)[np.arange(len(logits)), targets])",
            "Your loss has a number for each row, where their mean is wanted. And some p is rounded to 0, whose "
            "logarithm is −∞: take the logarithm on paper first.",
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

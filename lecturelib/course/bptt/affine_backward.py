"""The exercise affine_backward: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import affine_backward
from .cases import affine_cases

EXERCISE = Exercise(
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
)

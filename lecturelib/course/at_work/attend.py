"""The exercise attend: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import attend
from .cases import attend_cases

SCORES = "np.sum(keys * query, axis=-1)"
MEAN = "np.sum(weights[..., None] * values, axis=0)"

EXERCISE = Exercise(
    attend,
    points=3,
    level=2,
    cases=attend_cases,
    returns=("mean", "weights"),
    hints=(
        "How well does one key fit the query? Two lists of numbers, multiplied and summed, give one number. For each "
        "moment and each row you need one.",
        "query (B, H) times keys (T, B, H) works as it stands, moment by moment. Sum over H: scores (T, B). The "
        "course's softmax works along the last axis, and you need it along time.",
        f"`scores = {SCORES}`, then `weights = softmax(scores.T).T`. The mean is `{MEAN}`.",
    ),
    mistakes={
        "over_rows": Mistake(
            "softmax(scores.T).T",
            "softmax(scores)",
            "Your softmax runs along the batch, so rows share what each should have alone. The weights of one row sum "
            "to 1 over *time*.",
        ),
        "scaled": Mistake(
            SCORES,
            f"{SCORES} / np.sqrt(query.shape[-1])",
            "You divide the scores by √H. Some attention does; here the score is the product as it is.",
        ),
        "unsummed_mean": Mistake(
            SCORES,
            "np.mean(keys * query, axis=-1)",
            "Your score is the mean of the products. It is their sum: a query and a key, multiplied and summed.",
        ),
        "no_softmax": Mistake(
            "softmax(scores.T).T",
            "scores",
            "You weigh the values by the scores themselves. Weights are positive and sum to 1 over time: softmax.",
        ),
        "keys_for_values": Mistake(
            MEAN,
            "np.sum(weights[..., None] * np.resize(keys, values.shape), axis=0)",
            "You return a mean of the keys. Keys are compared with the query; what is averaged are the values.",
        ),
        "best_alone": Mistake(
            "softmax(scores.T).T",
            "(scores == scores.max(axis=0)) * 1.0",
            "You listen to the best moment alone. The softmax lets all of them speak, each as loud as it fits.",
        ),
        "over_time_again": Mistake(
            MEAN,
            "np.mean(weights[..., None] * values, axis=0)",
            "You take the mean of weighted values. The weights sum to 1 already, so the sum is the mean.",
        ),
        "swapped": Mistake(
            f"{MEAN}, weights",
            f"weights, {MEAN}",
            "Your two results have changed places: first the mean, then weights.",
        ),
    },
)

"""The exercise skill: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import skill
from .cases import skill_cases

EXERCISE = Exercise(
    skill,
    points=2,
    level=1,
    cases=skill_cases,
    hints=(
        "The baseline's mean squared error is 4, the forecast's is 1. Which share of the error is gone?",
        "You need two mean squared errors, each against the truth. What is left is one divided by the other.",
        "The forecast's error is `np.mean((forecast - truth) ** 2)`, the baseline's is made likewise. Return 1 minus "
        "the first divided by the second.",
    ),
    mistakes={
        "what_is_left": Mistake(
            "1 - np.mean((forecast",
            "np.mean((forecast",
            "That is the share of the error that is left. Skill is the share that is gone: 1 minus it.",
        ),
        "upside_down": Mistake(
            "1 - np.mean((forecast - truth) ** 2) / np.mean((baseline - truth) ** 2)",
            "1 - np.mean((baseline - truth) ** 2) / np.mean((forecast - truth) ** 2)",
            "Forecast and baseline have changed places. The baseline's error is what you divide by.",
        ),
        "rooted": Mistake(
            "1 - np.mean((forecast - truth) ** 2) / np.mean((baseline - truth) ** 2)",
            "1 - np.sqrt(np.mean((forecast - truth) ** 2) / np.mean((baseline - truth) ** 2))",
            "You took the root. Skill compares the mean squared errors as they are.",
        ),
        "absolute": Mistake(
            "1 - np.mean((forecast - truth) ** 2) / np.mean((baseline - truth) ** 2)",
            "1 - np.mean(np.abs(forecast - truth)) / np.mean(np.abs(baseline - truth))",
            "You compare mean absolute errors. Here the errors are squared before the mean is taken.",
        ),
        "mean_of_ratios": Mistake(
            "np.mean((forecast - truth) ** 2) / np.mean((baseline - truth) ** 2)",
            "np.mean((forecast - truth) ** 2 / (baseline - truth) ** 2)",
            "You divide day by day and take the mean of the quotients, so one lucky day of the baseline decides all. "
            "First the two means, then one division.",
        ),
        "squared_late": Mistake(
            "1 - np.mean((forecast - truth) ** 2) / np.mean((baseline - truth) ** 2)",
            "1 - np.mean(forecast - truth) ** 2 / np.mean(baseline - truth) ** 2",
            "You square the mean. Errors of both signs have cancelled by then: square each, then take the mean.",
        ),
        "difference": Mistake(
            "1 - np.mean((forecast - truth) ** 2) / np.mean((baseline - truth) ** 2)",
            "np.mean((baseline - truth) ** 2) - np.mean((forecast - truth) ** 2)",
            "That is how much error is gone, in squared units. As a share, divide it by the baseline's error.",
        ),
    },
)

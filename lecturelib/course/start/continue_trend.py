"""The exercise continue_trend: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import continue_trend
from .cases import trend_cases

EXERCISE = Exercise(
    continue_trend,
    points=1,
    level=1,
    cases=trend_cases,
    hints=(
        "From 14 to 17 degrees: by how much did it change?",
        "If it changes by the same amount once more, where does it land?",
        "The change is `today - yesterday`. Add it to `today`.",
    ),
    mistakes={
        "average": Mistake(
            "today + (today - yesterday)",
            "(yesterday + today) / 2",
            "That is halfway between the two days. A trend goes on beyond today: it takes the same step again.",
        ),
        "backwards": Mistake(
            "(today - yesterday)",
            "(yesterday - today)",
            "Your step points back to yesterday. The change from yesterday to today is today minus yesterday.",
        ),
        "change_only": Mistake(
            "today + (today - yesterday)",
            "today - yesterday",
            "That is the change since yesterday. The forecast starts from today's value and adds the change.",
        ),
        "stays": Mistake(
            "today + (today - yesterday)",
            "today",
            "That forecasts no change at all. It did change since yesterday: let it change by as much again.",
        ),
    },
)

"""What an answer is asked beyond the cases that decide, once it is wrong: other numbers, the same once more, and cases
that fit on a napkin. None of it counts for the mark."""

from dataclasses import dataclass
from functools import cache, cached_property

from ..checking.calling import Outcome
from ..checking.record import Exercise
from ..checking.worked_cases import WorkedCases
from .napkin import napkins

SEED = 2  # of cases that nobody was shown; it is no secret, and no mark comes from it
FRESH, AGAIN = 6, 3


@dataclass(frozen=True)
class Further:
    """The further cases of an exercise: fresh ones, napkins, then the first visible ones once more, the last first."""

    exercise: Exercise
    fresh: tuple[tuple, ...]
    napkins: tuple[tuple, ...]

    @cached_property
    def new(self) -> list[tuple]:
        return [*self.fresh, *self.napkins]

    @cached_property
    def cases(self) -> list[tuple]:
        """All of them, in the order in which they are asked."""
        return [*self.new, *reversed(self.exercise.visible.cases[:AGAIN])]

    @cached_property
    def wanted(self) -> list[Outcome]:
        """The right answers to the new ones."""
        return WorkedCases(self.exercise, self.new).wanted


@cache
def further(exercise: Exercise) -> Further:
    """The further cases of an exercise."""
    drawn = exercise.draw(SEED)
    return Further(exercise, tuple(drawn[:: max(1, len(drawn) // FRESH)][:FRESH]), napkins(exercise))

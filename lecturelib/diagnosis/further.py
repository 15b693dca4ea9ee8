"""What an answer is asked beyond the cases that decide, once it is wrong: other numbers, cases that
fit on a napkin, some that separate, and the same once more. None of it counts for the mark."""

from dataclasses import dataclass
from functools import cache, cached_property

from ..checking.calling import Outcome
from ..checking.record import Exercise
from ..checking.worked_cases import WorkedCases
from .napkin import napkins, shaped_cases
from .probes import Probe, probes

SEED = 2  # of cases that nobody was shown; it is no secret, and no mark comes from it
FRESH, AGAIN = 6, 3


@dataclass(frozen=True)
class Further:
    """The further cases of an exercise: fresh ones, those of telling sizes among them, napkins, probes, then the first
    visible ones, the last first."""

    exercise: Exercise
    fresh: tuple[tuple, ...]
    napkins: tuple[tuple, ...]
    probes: tuple[Probe, ...]

    @cached_property
    def new(self) -> list[tuple]:
        return [*self.fresh, *self.napkins]

    @cached_property
    def cases(self) -> list[tuple]:
        """All of them, in the order in which they are asked."""
        return [*self.new, *(probe.case for probe in self.probes), *reversed(self.exercise.visible.cases[:AGAIN])]

    def parted(self, answers: list[Outcome]) -> tuple[list[Outcome], list[Outcome], list[Outcome]]:
        """Answers to the new cases, to the probes, and to the first visible ones once more."""
        new, probed = len(self.new), len(self.new) + len(self.probes)
        return answers[:new], answers[new:probed], answers[probed:]

    @cached_property
    def wanted(self) -> list[Outcome]:
        """The right answers to the new ones."""
        return WorkedCases(self.exercise, self.new).wanted


@cache
def further(exercise: Exercise) -> Further:
    """The further cases of an exercise."""
    drawn = exercise.draw(SEED)
    fresh = tuple(drawn[:: max(1, len(drawn) // FRESH)][:FRESH])
    return Further(exercise, fresh + shaped_cases(exercise), napkins(exercise), probes(exercise))

"""What the course knows of a notebook before it is opened."""

from dataclasses import dataclass

from ..checking.record import Exercise


@dataclass(frozen=True)
class Notebook:
    """A notebook: its file's name without the ending, and its title; the question it answers; what a student builds in
    it; its exercises in order, none for an appendix; the minutes it takes, the median of trials from the page alone, 0
    where nobody has tried."""

    name: str
    title: str
    question: str
    builds: str
    exercises: tuple[Exercise, ...] = ()
    minutes: int = 0

    @property
    def number(self) -> str:
        """The two digits its file begins with."""
        return self.name.partition("-")[0]

    @property
    def points(self) -> int:
        """What all its exercises earn together."""
        return sum(exercise.points for exercise in self.exercises)

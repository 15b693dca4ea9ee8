"""The cases of one seed, worked out: the right answers, the answers of known mistakes, and how a call is written."""

from functools import cached_property

from .calling import Outcome, call, hushed
from .describe import describe_call


class WorkedCases:
    """The cases of one seed. All that is worked out about them is kept: a grader asks for the visible ones again and
    again."""

    def __init__(self, exercise, cases: list[tuple]):
        self.exercise, self.cases = exercise, cases
        self._mistaken: dict[tuple[str, int], Outcome] = {}
        self._described: dict[int, str] = {}

    @cached_property
    def wanted(self) -> list[Outcome]:
        """What the reference answers to each case."""
        return [Outcome(self.exercise.function(*case)) for case in self.cases]

    def mistaken(self, mistake: str, number: int) -> Outcome:
        """What a known mistake answers to a case."""
        if (mistake, number) not in self._mistaken:
            with hushed():
                outcome = call(self.exercise.wrong_ways[mistake], self.cases[number], self.exercise.quiet)
            self._mistaken[mistake, number] = outcome
        return self._mistaken[mistake, number]

    def described(self, number: int) -> str:
        """A case as text."""
        if number not in self._described:
            self._described[number] = describe_call(self.exercise, self.cases[number])
        return self._described[number]

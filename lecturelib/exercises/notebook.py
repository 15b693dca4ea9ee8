"""Exercises in a notebook: the decorator on the student's function, the check below it, hints on the way."""

import difflib
import functools
from collections.abc import Callable

from ..checking.calling import copied
from ..checking.compare import in_form
from ..checking.plain import plain
from ..checking.record import Exercise
from ..checking.verdict import Verdict
from ..course import COURSE, EXERCISES
from .display import Points, show_hint, told
from .hints import next_hint

_attempts: dict[str, "Attempt"] = {}  # the latest answer to each exercise in this kernel
_judged: list[str] = []  # the exercise that is being judged, if one is
_hints_given: dict[str, int] = {}  # kept while a student rewrites the function


class Attempt:
    """A student's answer to an exercise, callable like the function itself.

    Where the answer is right, calling it runs the student's own function; where it is not yet, the course's reference,
    and it says so. ``mine`` is the student's function in either case. While one exercise is judged, all others are the
    course's own, so that it stands or falls by itself.
    """

    def __init__(self, exercise: Exercise, function: Callable):
        functools.update_wrapper(self, function)
        self.exercise, self.mine = exercise, function
        self._verdict: Verdict | None = None
        self._said_in: int | str | None = "nowhere"

    def __repr__(self) -> str:
        return f"<{self.exercise.name}: your function under @exercise; check({self.exercise.name}) says how it stands>"

    def grade(self, seconds: float = 5.0) -> Verdict:
        """Judge the function as it is now; all its calls together may take so long."""
        _judged.append(self.exercise.name)
        try:
            self._verdict = self.exercise.grade(self.mine, seconds=seconds)
        finally:
            _judged.pop()
        return self._verdict

    def __call__(self, *arguments, **named):
        if _judged:
            own = self.exercise.name == _judged[-1]  # a function that calls itself
            return (self.mine if own else self.exercise.function)(*arguments, **named)
        verdict = self._verdict or self.grade()
        if verdict.status == "right":
            return in_form(plain(self.mine(*arguments, **named)), self.exercise.form)
        if verdict.status != "not_started":
            self._say_who_answers()
        return self.exercise.function(*arguments, **named)

    def _say_who_answers(self) -> None:
        """Once a cell: that the reference stands in."""
        name, cell = self.exercise.name, _cell_number()
        if cell != self._said_in:
            self._said_in = cell
            print(f"[{name} is not right yet: this cell uses the course's own. Yours is {name}.mine]")

    def case(self) -> tuple:
        """The arguments of the example that the last check showed, to debug with: ``gate.mine(*gate.case())``."""
        verdict = self._verdict or self.grade()
        return copied(self.exercise.visible.cases[0] if verdict.case is None else verdict.case)

    def hint(self) -> None:
        """Show the next hint, stronger than those before; after a mistake that was named, the one that meets it."""
        name, named = self.exercise.name, self._verdict and self._verdict.mistake
        found = self._verdict.message if named else ""
        _hints_given[name] = next_hint(self.exercise.hints, _hints_given.get(name, 0), found)
        show_hint(self.exercise, _hints_given[name])

    def solution(self) -> None:
        """Print the course's own answer, for when the hints are used up or the work is done."""
        print(solution_of(self.exercise))


def solution_of(exercise: Exercise) -> str:
    """The course's own answer, as a student reads it."""
    return exercise.solution().replace("    ### BEGIN SOLUTION\n", "").replace("    ### END SOLUTION\n", "")


def _cell_number() -> int | None:
    """The number of the running notebook cell, or None outside a notebook."""
    try:
        return get_ipython().execution_count
    except NameError:
        return None


def find(name: str) -> Exercise:
    """The exercise of this name. Raises LookupError that names the nearest one."""
    if name in EXERCISES:
        return EXERCISES[name]
    near = difflib.get_close_matches(name, EXERCISES, 1)
    advice = f"did you mean {near[0]}?" if near else f"the exercises are {', '.join(EXERCISES)}"
    raise LookupError(f"there is no exercise called {name}: {advice}")


def exercise(function: Callable) -> Attempt:
    """Mark a function as the answer to the exercise of its name. Raises LookupError where there is none."""
    attempt = Attempt(find(function.__name__), function)
    _attempts[function.__name__] = attempt
    return attempt


def check(answer: Callable | Attempt) -> Points:
    """Judge an answer and return the points. Never raises for what the answer does.

    How it stands is what a notebook shows of the points where the check is a cell's last line. Elsewhere it is printed.
    """
    if not isinstance(answer, Attempt):
        answer = exercise(answer)
    verdict = answer.grade()
    html, text = told(answer.exercise, verdict)
    if _cell_number() is None:
        print(text)
    return Points(verdict.points, html)


def standing() -> dict[str, dict[str, Verdict | None]]:
    """For every notebook with an answer in this kernel: each of its exercises and its verdict, None if not met yet."""
    verdicts = {name: attempt._verdict for name, attempt in _attempts.items()}
    return {
        notebook: {e.name: verdicts.get(e.name) for e in exercises}
        for notebook, exercises in COURSE.items()
        if any(e.name in verdicts for e in exercises)
    }

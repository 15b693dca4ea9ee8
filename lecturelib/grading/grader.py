"""One notebook in, its marks out. Holds the hidden inputs and the answers, and runs nothing of a student's."""

import hashlib
import hmac
from dataclasses import dataclass, replace
from functools import cache

from ..checking.calling import Outcome
from ..checking.record import VISIBLE, Exercise
from ..checking.verdict import NOT_STARTED, Verdict, judge, known_mistake
from ..checking.worked_cases import WorkedCases
from ..course import COURSE, notebook_named_in
from . import wording
from .checked_answer import CheckedAnswer, checked
from .errors import GradingError
from .results import Graded, Note, Result

try:
    from .sandbox.confine import Isolation
    from .sandbox.warden import Warden
    from .sandbox.wire import Job
except ModuleNotFoundError as error:
    if error.name != "resource":
        raise
    raise GradingError("grading needs Linux or macOS; on Windows, use WSL") from error

LONGEST = 4000  # characters of a message or an example that are kept
STOPPED = {"timeout": "timeout", "MemoryError": "memory", "crash": "crash"}  # failures that are a status of their own


@dataclass(frozen=True)
class Settings:
    """What marks may depend on.

    seconds, memory (MiB): the limits of each exercise. secret: what hidden inputs are drawn from; with None the cases
    that students see decide. strict: refuse to grade where students' code cannot be shut in fully.
    """

    seconds: float = 10.0
    memory: int = 1024
    secret: bytes | None = None
    strict: bool = False


class Grader:
    """Grades one notebook after the other; a context that ends its helper process. Raises GradingError."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.warden = Warden(settings.seconds, settings.memory)
        if settings.strict and self.isolation.level != "full":
            self.close()
            raise GradingError(f"--strict wants full isolation, and here it is {self.isolation}; see docs/grading.md")

    @property
    def isolation(self) -> Isolation:
        return self.warden.isolation

    def close(self) -> None:
        self.warden.close()

    def __enter__(self) -> "Grader":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def grade(self, content: bytes, file_name: str) -> Graded:
        """The marks of a notebook file. Never raises for what is in it; what it raises is about this machine."""
        found = checked(self.warden.read(content, file_name))
        if found is None or not found.readable:
            return unreadable(found.notebook if found else notebook_named_in(file_name), found.notes if found else ())
        digest = hashlib.sha256(content).digest()
        exercises = COURSE.get(found.notebook, ())
        results = (self._result(e, found.answers.get(e.name), self._seed(digest, e)) for e in exercises)
        like = (answer.like for answer in found.answers.values() if not (answer.is_stub or answer.problem))
        return Graded(found.notebook, tuple(results), found.notes, tuple(like))

    def _seed(self, digest: bytes, exercise: Exercise) -> int:
        """What this file's hidden inputs for an exercise are drawn from: nobody can tell it without the secret."""
        if self.settings.secret is None:
            return VISIBLE
        told = hmac.digest(self.settings.secret, digest + exercise.name.encode(), "sha256")
        return int.from_bytes(told[:7], "big") + 1

    def _result(self, exercise: Exercise, answer: CheckedAnswer | None, seed: int) -> Result:
        if answer is None:
            return without_points(exercise, "missing", wording.no_function(exercise.name))
        if answer.is_stub:
            return without_points(exercise, "missing", NOT_STARTED)
        if answer.problem:
            return without_points(exercise, "error", wording.cannot_run(answer.problem))
        if answer.forbidden:
            return as_result(exercise, exercise.refused(answer.forbidden), seed)
        worked = exercise.worked(seed)
        outcomes = self._outcomes(worked, answer)
        verdict = stopped(judge(worked, outcomes, in_words=seed == VISIBLE), outcomes)
        if seed != VISIBLE and verdict.status in ("partial", "wrong", "error"):
            mistake = known_mistake(worked, outcomes)
            verdict = explained(verdict, shown(exercise, mistake) if mistake else self._seen(exercise, answer))
        if verdict.status != "right":
            verdict = replace(verdict, message=verdict.message + wording.left_out(answer.left_out))
        return as_result(exercise, verdict, seed)

    def _seen(self, exercise: Exercise, answer: CheckedAnswer) -> Verdict:
        """What the cases that students see say, from a child that has not seen any hidden ones."""
        outcomes = self._outcomes(exercise.visible, answer)
        return stopped(judge(exercise.visible, outcomes), outcomes)

    def _outcomes(self, worked: WorkedCases, answer: CheckedAnswer) -> list[Outcome]:
        """Have a child run the function on the cases."""
        exercise, seconds = worked.exercise, self.settings.seconds
        job = Job(exercise.name, answer.pieces, answer.target, seconds, exercise.quiet)
        return self.warden.run(job, worked.cases)


def stopped(verdict: Verdict, outcomes: list[Outcome]) -> Verdict:
    """The verdict, with a status of its own where a call was stopped; only that is told, and no input."""
    kinds = [outcome.failure.kind for outcome in outcomes if outcome.failure and outcome.failure.kind in STOPPED]
    if not kinds or verdict.status == "not_started":
        return verdict
    status = STOPPED[kinds[0]]
    return replace(verdict, status=status, mistake=None, message=wording.STOPPED[status], example="")


@cache
def shown(exercise: Exercise, mistake: str) -> Verdict:
    """What is said of a known mistake, with what it does to a visible case: the same for all who make it."""
    outcomes = [exercise.visible.mistaken(mistake, number) for number in range(len(exercise.visible.cases))]
    return judge(exercise.visible, outcomes)


def explained(hidden: Verdict, visible: Verdict) -> Verdict:
    """The mark of the hidden cases, in the words of the visible ones, so that no hidden input is told."""
    if visible.status == "right":
        return replace(hidden, message=wording.HIDDEN_ONLY)
    return replace(hidden, mistake=visible.mistake, message=visible.message, example=visible.example)


def as_result(exercise: Exercise, verdict: Verdict, seed: int) -> Result:
    """A verdict as it stands in the gradebook."""
    status = "missing" if verdict.status == "not_started" else verdict.status
    message, example = verdict.message[:LONGEST], verdict.example[:LONGEST]
    points, most = verdict.points, verdict.max_points
    return Result(exercise.name, points, most, status, verdict.mistake or "", message, example, seed)


def without_points(exercise: Exercise, status: str, message: str) -> Result:
    return Result(exercise.name, 0.0, exercise.points, status, "", message[:LONGEST])


def unreadable(notebook: str, notes: tuple[Note, ...], message: str = wording.UNREADABLE) -> Graded:
    """What a file that cannot be read earns: nothing, and a person's look."""
    results = (without_points(exercise, "unreadable", message) for exercise in COURSE.get(notebook, ()))
    return Graded(notebook, tuple(results), notes)

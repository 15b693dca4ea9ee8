"""One notebook in, its marks out. Holds the hidden inputs and the answers, and runs nothing of a student's."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

from ..checking.calling import Outcome
from ..checking.record import VISIBLE, Exercise
from ..checking.time_limit import TooSlow
from ..checking.verdict import NOT_STARTED, Verdict, judge, known_mistake, nothing_more
from ..checking.worked_cases import WorkedCases
from ..course import COURSE, notebook_named_in
from ..diagnosis import further
from . import wording
from .bounded import bounded
from .checked_answer import CheckedAnswer, checked
from .errors import GradingError
from .provided import as_code
from .results import Graded, Note, Result

try:
    from .sandbox import wire
    from .sandbox.confine import Isolation
    from .sandbox.warden import Warden
    from .sandbox.wire import Job
except ModuleNotFoundError as error:
    if error.name != "resource":
        raise
    raise GradingError("grading needs Linux or macOS; on Windows, use WSL") from error

LONGEST = 4000  # characters of a message or an example that are kept
COMPANY_SECONDS = 0.5  # for an answer in company, where honest ones take a hundredth of that
EXAMPLE_SECONDS = 2.0  # for the example of an answer that is wrong: it need not be slow a second time
MOST_KEPT = 1000  # verdicts for each exercise
WRONG = ("partial", "wrong", "error")
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


@dataclass(frozen=True)
class Drawn:
    """The inputs on which every answer to an exercise is judged in a run: what they were drawn from, the cases, these
    as bytes, and the verdicts on what came back, by its digest, since many students' answers do the same."""

    seed: int
    worked: WorkedCases
    sent: bytes
    verdicts: dict[bytes, Verdict] = field(default_factory=dict)


class Grader:
    """Grades one notebook after the other; a context that ends its helper processes. Raises GradingError."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.warden = Warden(settings.seconds, settings.memory)
        self._drawn: dict[str, Drawn] = {}
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
        named = notebook_named_in(file_name)
        said, in_company = self.warden.read(content, file_name, self._company(named))
        found = checked(said)
        if found is None or not found.readable:
            return unreadable(found.notebook if found else named, found.notes if found else ())
        results, notes = [], [*found.notes]
        for exercise in COURSE.get(found.notebook, ()):
            try:
                result = self._result(exercise, found.answers.get(exercise.name), in_company.get(exercise.name, ()))
            except Defeated as defeat:
                result = without_points(exercise, "error", wording.NOT_COMPARED)
                notes.append(Note("defeated", exercise.name, str(defeat)))
            results.append(result)
        like = (answer.like for answer in found.answers.values() if not (answer.is_stub or answer.problem))
        return Graded(found.notebook, tuple(results), tuple(notes), tuple(like))

    def _company(self, notebook: str) -> list[bytes]:
        """The exercises of a notebook and the hidden inputs of each, as a reading child is sent them."""
        exercises = COURSE.get(notebook, ())
        seconds = min(COMPANY_SECONDS, self.settings.seconds)
        asked = wire.encode([(exercise.name, exercise.quiet, seconds) for exercise in exercises])
        return [asked, *(self.drawn(exercise).sent for exercise in exercises)]

    def drawn(self, exercise: Exercise) -> Drawn:
        """The hidden inputs of an exercise: the same for all who are graded with this secret."""
        if exercise.name not in self._drawn:
            seed = self._seed(exercise)
            worked = exercise.worked(seed)
            self._drawn[exercise.name] = Drawn(seed, worked, wire.encode(worked.cases))
        return self._drawn[exercise.name]

    def _seed(self, exercise: Exercise) -> int:
        """What an exercise's hidden inputs are drawn from: nobody can tell it without the secret."""
        if self.settings.secret is None:
            return VISIBLE
        told = hmac.digest(self.settings.secret, exercise.name.encode(), "sha256")
        return int.from_bytes(told[:7], "big") + 1

    def _result(self, exercise: Exercise, answer: CheckedAnswer | None, told: list[bytes]) -> Result:
        """How an exercise stands. told: what its answer did in company, where it came to its end there."""
        if answer is None:
            return without_points(exercise, "missing", wording.no_function(exercise.name))
        if answer.is_stub:
            return without_points(exercise, "missing", NOT_STARTED)
        if answer.problem:
            return without_points(exercise, "error", wording.cannot_run(answer.problem))
        drawn = self.drawn(exercise)
        if answer.forbidden:
            return as_result(exercise, exercise.refused(answer.forbidden), drawn.seed)
        verdict = self._in_company(drawn, told)
        if verdict is None or not (verdict.status == "right" or verdict.mistake):
            verdict = self._alone(drawn, answer)
        if verdict.status != "right":
            verdict = replace(verdict, message=verdict.message + wording.left_out(answer.left_out))
        return as_result(exercise, verdict, drawn.seed)

    def _in_company(self, drawn: Drawn, told: list[bytes]) -> Verdict | None:
        """The verdict on what an answer did in company, or None where it did not come to its end there."""
        if len(told) != len(drawn.worked.cases):
            return None
        digest = hashlib.sha256(b"".join(map(wire.framed, told))).digest()
        if digest not in drawn.verdicts:
            if len(drawn.verdicts) == MOST_KEPT:
                drawn.verdicts.clear()
            try:
                drawn.verdicts[digest] = judged(drawn.worked, [wire.decode_outcome(answer) for answer in told])
            except ValueError:
                return None
        return drawn.verdicts[digest]

    def _alone(self, drawn: Drawn, answer: CheckedAnswer) -> Verdict:
        """The verdict on an answer that has a child of its own, and if need be another one for its example."""
        exercise, count = drawn.worked.exercise, len(drawn.worked.cases)
        outcomes = self._outcomes(exercise, drawn.sent, count, answer, self.settings.seconds)
        verdict = stopped(judged(drawn.worked, outcomes, in_words=drawn.seed == VISIBLE), outcomes)
        unexplained = verdict.status in WRONG and not verdict.message
        return explained(verdict, self._seen(exercise, answer)) if unexplained else verdict

    def _seen(self, exercise: Exercise, answer: CheckedAnswer) -> Verdict:
        """What the cases that students see say, from a child that has not seen any hidden ones."""
        visible, seconds = exercise.visible, min(EXAMPLE_SECONDS, self.settings.seconds)
        cases = [*visible.cases, *further(exercise).cases]
        answers = self._outcomes(exercise, wire.encode(cases), len(cases), answer, seconds)
        outcomes, more = answers[: len(visible.cases)], answers[len(visible.cases) :]
        return stopped(judged(visible, outcomes, in_words=True, more=lambda: more), outcomes)

    def _outcomes(
        self, exercise: Exercise, cases: bytes, count: int, answer: CheckedAnswer, seconds: float
    ) -> list[Outcome]:
        """Have a child of its own run the function on so many cases."""
        job = Job(exercise.name, answer.pieces, answer.target, seconds, exercise.quiet)
        return self.warden.run(job, as_code(exercise.name), cases, count)


class Defeated(Exception):
    """What an answer returned could not be compared, though a right one could right after it."""


def judged(
    worked: WorkedCases,
    outcomes: list[Outcome],
    in_words: bool = False,
    more: Callable[[], list[Outcome]] = nothing_more,
) -> Verdict:
    """The verdict, within bounds of time and memory; a known mistake is told in the words of the visible cases.

    Raises Defeated where comparing fails and a right answer's does not; if that fails too, it is not the student's.
    """
    try:
        with bounded():
            verdict = judge(worked, outcomes, in_words, more)
            mistake = None if in_words or verdict.status not in WRONG else known_mistake(worked, outcomes)
            return explained(verdict, shown(worked.exercise, mistake)) if mistake else verdict
    except (Exception, TooSlow) as error:
        failure = f"Comparing what it returned failed ({type(error).__name__}); a right answer went through after it."
    with bounded():
        judge(worked, worked.wanted)
    raise Defeated(failure)


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
    return exercise.grade(exercise.wrong_ways[mistake])


def explained(hidden: Verdict, visible: Verdict) -> Verdict:
    """The mark of the hidden cases, in the words of the visible ones, so that no hidden input is told."""
    if visible.status in STOPPED.values():
        return replace(hidden, message=wording.NO_EXAMPLE)
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

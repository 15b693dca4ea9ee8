"""From what a function did to a verdict: compared with the reference, explained in a sentence."""

from dataclasses import dataclass, replace

from .calling import Outcome
from .compare import agree, complaint, parts_right
from .explain import describe_value
from .trial import Trial

NOT_STARTED = "Not started yet."


@dataclass(frozen=True)
class Verdict:
    """How an answer stands. status is one of right partial wrong error timeout not_started.

    points of max_points, in halves; mistake: the id of the known mistake the answer equals, or None; message: one or
    two sentences for the student; example: the smallest case that went wrong, as lines of text, or empty.
    """

    points: float
    max_points: float
    status: str
    mistake: str | None
    message: str
    example: str = ""


def judge(trial: Trial, outcomes: list[Outcome], in_words: bool = True) -> Verdict:
    """Compare outcomes with the reference's on the same cases. in_words: say also what is wrong, and show it."""
    exercise, wanted = trial.exercise, trial.wanted
    if any(o.failure and o.failure.kind == "NotImplementedError" for o in outcomes):
        return Verdict(0.0, exercise.points, "not_started", None, NOT_STARTED)
    scores = [parts_right(outcome, want) for outcome, want in zip(outcomes, wanted, strict=True)]
    share = sum(scores) / len(scores)
    if share == 1:
        return Verdict(float(exercise.points), exercise.points, "right", None, "Right on every case.")
    points, worst = half_points(exercise.points, share), most_telling(outcomes, scores)
    verdict = Verdict(points, exercise.points, status_of(points, outcomes, worst), None, "")
    return explained(verdict, trial, outcomes, worst) if in_words else verdict


def explained(verdict: Verdict, trial: Trial, outcomes: list[Outcome], worst: int) -> Verdict:
    """The verdict with its sentence, and the case that tells most as its example."""
    outcome, want = outcomes[worst], trial.wanted[worst]
    mistake = known_mistake(trial, outcomes)
    sentence = trial.exercise.mistakes[mistake].sentence if mistake else complaint(trial.exercise, outcome, want)
    lines = [] if outcome.failure else describe_value(trial.exercise, outcome.value, want.value)
    return replace(verdict, mistake=mistake, message=sentence, example="\n".join([trial.described(worst), *lines]))


def half_points(most: float, share: float) -> float:
    """This share of the points, rounded down to a half."""
    return int(2 * most * share + 1e-9) / 2


def most_telling(outcomes: list[Outcome], scores: list[float]) -> int:
    """The case to talk about: the first at which the call failed, else the first with a wrong result."""
    wrong = [k for k, score in enumerate(scores) if score < 1]
    return next((k for k in wrong if outcomes[k].failure), wrong[0])


def status_of(points: float, outcomes: list[Outcome], worst: int) -> str:
    """The one word for an answer that is not right."""
    if any(o.failure and o.failure.kind == "timeout" for o in outcomes):
        return "timeout"
    if points > 0:
        return "partial"
    return "error" if outcomes[worst].failure else "wrong"


def known_mistake(trial: Trial, outcomes: list[Outcome]) -> str | None:
    """The id of the mistake that behaves as the answer did on every case, or None.

    Failing everywhere says little: then the words of the failure must be the mistake's too.
    """
    only_failures = all(outcome.failure for outcome in outcomes)

    def alike(mistake: str, number: int) -> bool:
        outcome, other = outcomes[number], trial.mistaken(mistake, number)
        return agree(outcome, other) and not (only_failures and outcome.failure.text != other.failure.text)

    ways = trial.exercise.mistakes
    return next((way for way in ways if all(alike(way, number) for number in range(len(outcomes)))), None)

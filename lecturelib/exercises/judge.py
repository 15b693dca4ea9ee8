"""From what a function did to a verdict: compared with the reference, explained in a sentence."""

from dataclasses import dataclass

from .calling import Outcome, call, hushed
from .compare import agree, complaint, parts_right
from .explain import describe_call, describe_value


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


def judge(exercise, cases: list[tuple], outcomes: list[Outcome]) -> Verdict:
    """Compare outcomes with the reference's on the same cases."""
    if any(o.failure and o.failure.kind == "NotImplementedError" for o in outcomes):
        return Verdict(0.0, exercise.points, "not_started", None, "Not started yet.")
    wanted = [Outcome(exercise.function(*case)) for case in cases]
    scores = [parts_right(outcome, want) for outcome, want in zip(outcomes, wanted, strict=True)]
    share = sum(scores) / len(scores)
    if share == 1:
        return Verdict(float(exercise.points), exercise.points, "right", None, "Right on every case.")
    points = half_points(exercise.points, share)
    mistake = known_mistake(exercise, cases, outcomes)
    worst = most_telling(outcomes, scores)
    message = complaint(exercise, outcomes[worst], wanted[worst])
    if mistake:
        message = exercise.mistakes[mistake].sentence
    example = show_case(exercise, cases[worst], outcomes[worst], wanted[worst])
    return Verdict(points, exercise.points, status_of(points, outcomes, worst), mistake, message, example)


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


def known_mistake(exercise, cases: list[tuple], outcomes: list[Outcome]) -> str | None:
    """The id of the mistake that behaves as the answer did on every case, or None.

    Failing everywhere says little: then the words of the failure must be the mistake's too.
    """
    only_failures = all(outcome.failure for outcome in outcomes)
    for mistake, wrong_way in exercise.wrong_ways.items():
        if all(alike(wrong_way, *pair, exercise.quiet, only_failures) for pair in zip(cases, outcomes, strict=True)):
            return mistake
    return None


def alike(wrong_way, case: tuple, outcome: Outcome, quiet: bool, to_the_word: bool) -> bool:
    """Whether a wrong way does on this case what the answer did; to_the_word: a failure's text counts too."""
    with hushed():
        other = call(wrong_way, case, quiet)
    return agree(outcome, other) and not (to_the_word and outcome.failure.text != other.failure.text)


def show_case(exercise, case: tuple, outcome: Outcome, want: Outcome) -> str:
    """The case as text: what was called, what came back, what was expected."""
    if outcome.failure:
        return describe_call(exercise, case)
    lines = [describe_call(exercise, case), *describe_value(exercise, outcome.value, want.value)]
    return "\n".join(lines)

"""From what a function did to a verdict: its score, and a sentence on what is wrong with it."""

import ast
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from .calling import Outcome
from .compare import agree, close, pair_up
from .describe import complaint, describe_value, result_names
from .scoring import score
from .worked_cases import WorkedCases

NOT_STARTED = "Not started yet."
RIGHT = "Right on every case."


@dataclass(frozen=True)
class Verdict:
    """How an answer stands. status is one of right partial wrong error timeout not_started.

    points of max_points, in halves; mistake: the id of the mistake that the answer makes, or None; message: one or two
    sentences for the student; example: the smallest case that went wrong, as lines of text, or empty; case: its
    arguments, or None.
    """

    points: float
    max_points: float
    status: str
    mistake: str | None
    message: str
    example: str = ""
    case: tuple | None = field(default=None, compare=False, repr=False)


def nothing_more() -> list[Outcome]:
    """For an answer that cannot be asked anything beyond its cases."""
    return []


def judge(
    worked: WorkedCases,
    outcomes: list[Outcome],
    in_words: bool = True,
    more: Callable[[], list[Outcome]] = nothing_more,
    tree: ast.AST | None = None,
) -> Verdict:
    """Compare outcomes with the reference's on the same cases. in_words: say also what is wrong, and show it; more:
    what the answer does on the further cases of ``diagnosis``, asked only where it is wrong; tree: its text."""
    result = score(outcomes, worked.wanted, worked.exercise.points)
    message = {"not_started": NOT_STARTED, "right": RIGHT}.get(result.status, "")
    verdict = Verdict(result.points, worked.exercise.points, result.status, None, message)
    if result.telling is None or not in_words:
        return verdict
    verdict = explained(verdict, worked, outcomes, result.telling)
    if worked is not worked.exercise.visible or verdict.status == "timeout":
        return verdict
    return diagnosed(verdict, worked, outcomes, more(), tree)


def explained(verdict: Verdict, worked: WorkedCases, outcomes: list[Outcome], telling: int) -> Verdict:
    """The verdict with its sentence, and the case that tells most as its example."""
    exercise, outcome, want = worked.exercise, outcomes[telling], worked.wanted[telling]
    if mistake := known_mistake(worked, outcomes):
        sentence = exercise.mistakes[mistake].sentence
    else:
        sentence = complaint(exercise, worked.cases[telling], outcome, want, right_throughout(worked, outcomes))
    lines = [] if outcome.failure else describe_value(exercise, outcome.value, want.value)
    example = "\n".join([worked.described(telling), *lines])
    return replace(verdict, mistake=mistake, message=sentence, example=example, case=worked.cases[telling])


def diagnosed(
    verdict: Verdict, worked: WorkedCases, outcomes: list[Outcome], more: list[Outcome], tree: ast.AST | None
) -> Verdict:
    """The verdict with what a search finds, where nobody foresaw the mistake, and the smallest case that shows it."""
    from ..diagnosis import diagnose, in_small  # they know what an exercise is, and that knows this module

    if not verdict.mistake:
        mistake, message = diagnose(worked.exercise, outcomes, more, tree)
        told = (
            [message, praise(worked, outcomes)]
            if mistake
            else [ended(verdict.message) if message else verdict.message, message]
        )
        verdict = replace(verdict, mistake=mistake, message=" ".join(filter(None, dict.fromkeys(told))))
    small = in_small(worked.exercise, outcomes, more)
    return replace(verdict, example=small.lines, case=small.case) if small else verdict


def ended(message: str) -> str:
    """A message that more can follow: one that ends with a line of code has no full stop of its own."""
    return message if message.endswith((".", "?")) else f"{message}."


def praise(worked: WorkedCases, outcomes: list[Outcome]) -> str:
    """Which of several results are right on every case."""
    right = right_throughout(worked, outcomes)
    names = [name for name in worked.exercise.returns if name in right]
    return f"Right already: {', '.join(names)}." if names else ""


def right_throughout(worked: WorkedCases, outcomes: list[Outcome]) -> set[str]:
    """The names of the results that are right on every case."""

    def right(outcome: Outcome, want: Outcome) -> set[str]:
        pairs = None if outcome.failure or outcome.changed else pair_up(outcome.value, want.value)
        names = result_names(worked.exercise, want.value)
        return {name for name, pair in zip(names, pairs or (), strict=False) if close(*pair)}

    return set.intersection(*map(right, outcomes, worked.wanted))


def known_mistake(worked: WorkedCases, outcomes: list[Outcome]) -> str | None:
    """The id of the mistake that behaves as the answer did on every case, or None.

    Failing everywhere says little: then the words of the failure must be the mistake's too.
    """
    only_failures = all(outcome.failure for outcome in outcomes)

    def alike(mistake: str, number: int) -> bool:
        outcome, other = outcomes[number], worked.mistaken(mistake, number)
        return agree(outcome, other) and not (only_failures and outcome.failure.text != other.failure.text)

    ways = worked.exercise.mistakes
    return next((way for way in ways if all(alike(way, number) for number in range(len(outcomes)))), None)

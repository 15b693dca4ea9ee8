"""From what an answer did on every case to its points, and to the one word for how it stands."""

from dataclasses import dataclass

from .calling import Outcome
from .compare import parts_right

# numbers that grew too large, and whole ones that cannot hold a fraction: failures of the last cases of an exercise
EXTREME = {"FloatingPointError", "OverflowError", "UFuncTypeError", "_UFuncOutputCastingError"}


@dataclass(frozen=True)
class Score:
    """points, in halves; status: one of right partial wrong error timeout not_started; telling: the number of the case
    to talk about, None where there is nothing to say."""

    points: float
    status: str
    telling: int | None = None


def score(outcomes: list[Outcome], wanted: list[Outcome], most: int) -> Score:
    """What these outcomes earn of so many points: the share of results that are right, over all cases."""
    if any(o.failure and o.failure.kind == "NotImplementedError" for o in outcomes):
        return Score(0.0, "not_started")
    shares = [parts_right(outcome, want) for outcome, want in zip(outcomes, wanted, strict=True)]
    share = sum(shares) / len(shares)
    if share == 1:
        return Score(float(most), "right")
    points, telling = half_points(most, share), most_telling(outcomes, shares)
    return Score(points, status_of(points, outcomes, telling), telling)


def half_points(most: float, share: float) -> float:
    """This share of the points, rounded down to a half."""
    return int(2 * most * share + 1e-9) / 2


def most_telling(outcomes: list[Outcome], shares: list[float]) -> int:
    """The case to talk about: the first at which the call failed, else the first with a wrong result.

    A failure of extreme cases does not come before a wrong result of an ordinary one.
    """
    wrong = [k for k, share in enumerate(shares) if share < 1]
    failed = (k for k in wrong if outcomes[k].failure and outcomes[k].failure.kind not in EXTREME)
    return next(failed, wrong[0])


def status_of(points: float, outcomes: list[Outcome], telling: int) -> str:
    """The one word for an answer that is not right."""
    if any(o.failure and o.failure.kind == "timeout" for o in outcomes):
        return "timeout"
    if points > 0:
        return "partial"
    return "error" if outcomes[telling].failure else "wrong"

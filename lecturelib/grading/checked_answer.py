"""What a reading child says stands in a notebook, believed only where it has the right form."""

from dataclasses import dataclass

from ..course import COURSE, EXERCISES
from .results import AnswerPrint, Note

LONGEST, LARGEST = 64, 4000  # of prints: characters, bytes


@dataclass(frozen=True)
class CheckedAnswer:
    """What defines one exercise's function: the pieces in order, and which of them is the function (target).

    is_stub: whether it is as it was given out; problem: why there is no function, such as a syntax error, or empty;
    left_out: what it seems to need and is not run; forbidden: what it uses of a library and may not, or empty; like: by
    what it is compared with others.
    """

    pieces: list[str]
    target: int
    is_stub: bool
    problem: str
    left_out: list[str]
    forbidden: str
    like: AnswerPrint


@dataclass(frozen=True)
class CheckedReading:
    """A notebook as it was read: which of the course it is, and an answer for each exercise that is in it."""

    notebook: str
    readable: bool
    notes: tuple[Note, ...]
    answers: dict[str, CheckedAnswer]


def checked(said: object) -> CheckedReading | None:
    """What a child said, or None where it is not of the form that reading gives it."""
    try:
        pieces = [text(piece) for piece in said["pieces"]]
        answers = {name: checked_answer(name, one, pieces) for name, one in said["programs"].items()}
        notes = tuple(Note(*map(text, note)) for note in said["notes"])
        return CheckedReading(one_of((*COURSE, ""), said["notebook"]), said["readable"] is True, notes, answers)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def checked_answer(name: str, said: dict, pieces: list[str]) -> CheckedAnswer:
    numbers = [one_of(range(len(pieces)), number) for number in said["pieces"]]
    target = -1 if said["problem"] else numbers.index(said["target"])
    own, left_out = [pieces[number] for number in numbers], [text(line) for line in said["left_out"]]
    like = AnswerPrint(one_of(EXERCISES, name), text(said["same"])[:LONGEST], bytes.fromhex(said["prints"])[:LARGEST])
    problem, forbidden = text(said["problem"]), text(said["forbidden"])
    return CheckedAnswer(own, target, said["is_stub"] is True, problem, left_out, forbidden, like)


def one_of(known, value):
    """The value, if it is a known one. Raises ValueError."""
    if value not in known or isinstance(value, bool):
        raise ValueError(value)
    return value


def text(value: object) -> str:
    """The value, if it is text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value

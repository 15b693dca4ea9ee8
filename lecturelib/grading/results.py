"""What grading says of a submission: plain records, which cross from process to process and lie in the gradebook."""

from dataclasses import dataclass

STATUSES = ("right", "partial", "wrong", "error", "timeout", "memory", "crash", "missing", "unreadable")


@dataclass(frozen=True)
class Note:
    """Something about a submission that a person should see; it changes no mark.

    kind: one word (copied, redefined, moved, damaged, …); exercise: its name, or empty where the whole file is meant.
    """

    kind: str
    exercise: str
    text: str


@dataclass(frozen=True)
class Result:
    """How one exercise of one submission stands.

    points of max_points, in halves; status: one of STATUSES; mistake: the id of a known mistake, or empty; message:
    the sentence for the student; example: a visible case that went wrong, as lines of text, or empty; seed: what the
    hidden inputs were drawn from, so that the mark can be reproduced.
    """

    exercise: str
    points: float
    max_points: float
    status: str
    mistake: str
    message: str
    example: str = ""
    seed: int = 0


@dataclass(frozen=True)
class AnswerPrint:
    """By what an answer to an exercise is compared with others.

    same: equal where two are the same word for word, or empty where that says nothing; prints: what it computes, as
    sorted numbers of eight bytes.
    """

    exercise: str
    same: str
    prints: bytes


@dataclass(frozen=True)
class Graded:
    """One notebook file: which notebook of the course it is (empty if that cannot be told), its results, its notes, and
    the prints of its answers."""

    notebook: str
    results: tuple[Result, ...]
    notes: tuple[Note, ...] = ()
    answers: tuple[AnswerPrint, ...] = ()


@dataclass(frozen=True)
class HandedIn:
    """A file of a student's: its path among the submissions, the notebook it was taken for, and its notes."""

    path: str
    notebook: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Student:
    """All that counts for one student: the files, and by notebook the result of each exercise, in course order."""

    name: str
    files: tuple[HandedIn, ...]
    results: dict[str, tuple[Result, ...]]

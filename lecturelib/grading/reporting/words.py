"""What is said of a status, a note, a change or points, and how a status looks in a bar."""

from dataclasses import dataclass

from ..results import Change


@dataclass(frozen=True)
class Status:
    """sign: for a narrow place; word: for the student; meaning: for the instructor."""

    sign: str
    word: str
    meaning: str


STATUS = {
    "right": Status("●", "right", "right on every case"),
    "partial": Status("◐", "right in part", "some results or some cases are right"),
    "wrong": Status("×", "not right yet", "it runs, and what it returns is wrong"),
    "error": Status("!", "stopped with an error", "it raises an exception"),
    "timeout": Status("t", "ran out of time", "it takes longer than the limit"),
    "memory": Status("m", "ran out of memory", "it wants more memory than the limit"),
    "crash": Status("c", "stopped Python itself", "the process that ran it died"),
    "missing": Status("○", "not started", "not started, deleted, or no notebook handed in"),
    "unreadable": Status("?", "could not be read", "the file is no notebook that can be read"),
}

ODD = ("crash", "memory", "timeout", "unreadable")  # statuses that a person should see
MISTAKABLE = ("partial", "wrong", "error")  # statuses of answers that may be a known mistake

NOTES = {
    "copied": "The function is the course's own, up to names. The solutions are public: a question, no proof.",
    "forbidden": "An answer is a library's own cell, or has its gradients taken by one. It earned no points.",
    "hidden": "An answer reaches for things in a roundabout way. Read it, if its marks surprise you.",
    "redefined": "An exercise is defined in more than one cell. The text says which definition was graded.",
    "moved": "An exercise stands in another place than in the course's notebook. It was graded as usual.",
    "damaged": "The file is broken. What could be read of it was graded.",
    "renamed": "The file's name says another notebook than its content. The content was believed.",
    "identical": "Several students handed in the same file, to the last byte.",
    "not_code": "An exercise stands in a cell that is not code, so it could not run.",
    "crash": "Python itself stopped while it ran the answer. This is rarely honest; look at the code.",
    "memory": "The answer wanted more memory than it may have.",
    "timeout": "The answer took longer than it may, often a loop without an end. A higher --timeout tells.",
    "unreadable": "The file could not be read at all. Ask for it again.",
    "defeated": "What the answer returned could not be compared. This is rarely honest; look at the code.",
    "identity": "It is not certain who this student is, so no export has a mark. A roster with aliases tells.",
    "limits": "Graded under other limits than the class, as an instructor asked for.",
    "adjusted": "An instructor has changed these points.",
    "excused": "An instructor has excused the student from this; it does not count.",
    "extended": "An instructor has moved the deadline for this student.",
    "late": "The notebook came late. Points were taken off, or, where the text says so, it does not count.",
    "dropped": "One of the student's lowest marks, which by the rule of this class does not count.",
    "ungraded": "The grader itself failed on this file, so it has no marks yet. The text says how to go on.",
    "not graded": "Files that are no notebook of the course. Is one of them a submission under another name?",
}
OTHER = "The grader found something that a person should see."

CHANGED = {  # what a student reads of it
    "adjusted": "Changed by your instructor",
    "excused": "Excused by your instructor; it does not count",
    "extended": "Your instructor has moved your deadline",
    "late": "Handed in late",
    "dropped": "Among your lowest marks, which do not count in this class",
}

CHANGED_FOR_ALL = {"adjusted": "For everybody", "excused": "It does not count for anybody", "extended": "New deadline"}


def in_figures(points: float) -> str:
    """Points as ``2``, ``1.5`` or, where a rule has changed them, ``1.35``."""
    return f"{points:.2f}".rstrip("0").removesuffix(".")


def size_of(change: Change) -> str:
    """By how much a change moves the points, as ``+1`` or ``−0.5``; empty where it moves none."""
    return f"{'+' if change.points > 0 else '−'}{in_figures(abs(change.points))}" if change.points else ""


def size_and_comment(change: Change) -> str:
    """By how much, and why: ``+1: the comment``."""
    return ": ".join(filter(None, (size_of(change), change.comment)))

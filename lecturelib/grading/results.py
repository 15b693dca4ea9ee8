"""What grading says of a submission: plain records, which cross from process to process and lie in the gradebook."""

from dataclasses import dataclass, field

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
    """A file of a student's: its path among the submissions, the notebook it was taken for, and its notes.

    counts: whether it is among the files from which the marks come; late: in words how late it came, or empty.
    """

    path: str
    notebook: str
    notes: tuple[Note, ...] = ()
    counts: bool = True
    late: str = ""


@dataclass(frozen=True)
class Change:
    """Something beside the grader's results that changes a mark.

    kind: one of CHANGES; exercise: its name, or empty where the whole notebook is meant; points: by how much the
    notebook's points change; comment: what the instructor wrote, or the rule in words; for_all: whether it is one
    for everybody.
    """

    kind: str
    exercise: str
    points: float
    comment: str
    for_all: bool = False


CHANGES = ("adjusted", "excused", "extended", "late", "dropped")


@dataclass(frozen=True)
class Mark:
    """What counts of a notebook: points of max_points after all changes; counts: whether it enters sums over notebooks.

    Points that a person or a rule has changed are rounded to hundredths.
    """

    points: float
    max_points: float
    changes: tuple[Change, ...] = ()
    counts: bool = True


@dataclass(frozen=True)
class Student:
    """All that counts for one student.

    name: as it is shown, no two the same; files: also those that do not count; results: by notebook the result of each
    exercise in course order, with what instructors changed; id, section, email: of the roster, or the id that the
    learning system put into the names of files. known: the name as it is written there, and what else they are surely
    called; system: the learning system whose id it is, if that came with the files; is_listed: whether on the roster.
    A notebook's mark is asked of ``mark``.
    """

    name: str
    files: tuple[HandedIn, ...]
    results: dict[str, tuple[Result, ...]]
    id: str = ""
    section: str = ""
    email: str = ""
    known: tuple[str, ...] = ()
    system: str = ""
    is_listed: bool = False
    marks: dict[str, Mark] = field(default_factory=dict)

    def mark(self, notebook: str) -> Mark:
        """What counts of a notebook; without rules or changes that is the sum of its results."""
        results = self.results.get(notebook, ())
        return self.marks.get(notebook) or Mark(sum(r.points for r in results), sum(r.max_points for r in results))

    def total(self) -> Mark:
        """The sum over the notebooks that count."""
        marks = [mark for mark in map(self.mark, self.results) if mark.counts]
        return Mark(sum(mark.points for mark in marks), sum(mark.max_points for mark in marks))

"""The class at a glance: gathered student by student, keeping counts, marks and a line of the table for each."""

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import fmean, median

from ..results import STATUSES, Mark, Result, Student
from .class_table import ClassTable
from .feedback import template
from .flags import Flag
from .histogram import histogram
from .tables import files_of, percentage, share_of
from .words import MISTAKABLE, NOTES, OTHER

LABELLED = 0.06  # of a bar: a narrower part has no room for its sign
COMMON = 100 / 3  # percent of those who handed the notebook in: what so many got wrong is a matter for the class
AT_LEAST = 3  # mistakes on top where none is that common


@dataclass
class Marks:
    """The marks of many, in percent."""

    percents: list[float] = field(default_factory=list)

    def add(self, mark: Mark) -> None:
        self.percents.append(share_of(mark))

    @property
    def mean(self) -> float:
        return fmean(self.percents or [0])

    @property
    def median(self) -> float:
        return median(self.percents or [0])


@dataclass
class Mistaken:
    """A known mistake: its number in the table, its sentence, one case of it, and how many students made it."""

    number: int
    notebook: str
    exercise: str
    sentence: str
    example: str = ""
    count: int = 0

    def add(self, result: Result) -> None:
        self.count += 1
        self.example = self.example or result.example


@dataclass
class Outcomes:
    """How an exercise went: the number of students for each status, its known mistakes, and answers nobody foresaw."""

    name: str
    number: int
    statuses: Counter = field(default_factory=Counter)
    mistakes: dict[str, Mistaken] = field(default_factory=dict)
    unexplained: int = 0

    def parts(self) -> list[tuple[str, int, float, bool]]:
        """The parts of its bar: status, count, percent of the width, whether the sign fits in."""
        everybody = self.statuses.total()
        counts = [(status, self.statuses[status]) for status in STATUSES if self.statuses[status]]
        return [(status, n, 100 * n / everybody, n / everybody >= LABELLED) for status, n in counts]

    def ranked(self) -> list[Mistaken]:
        """Its mistakes, the most frequent first."""
        return sorted(self.mistakes.values(), key=lambda mistake: -mistake.count)


@dataclass
class Section:
    """A notebook: the marks of those who handed it in, and its exercises."""

    name: str
    marks: Marks = field(default_factory=Marks)
    exercises: dict[str, Outcomes] = field(default_factory=dict)

    def share(self, count: int) -> float:
        """So many students in percent of those who handed the notebook in."""
        return percentage(count, len(self.marks.percents))


class ClassPicture:
    """What report.html shows. Add every student once, then ask for the page."""

    def __init__(self, about: dict):
        self.about = about
        self.students = self.absent = 0
        self.marks = Marks()
        self.sections = {name: Section(name) for name in about["notebooks"]}
        self.for_all: dict[tuple[str, str, str], None] = {}  # where, kind and comment, each once
        self.flagged: Counter[str] = Counter()
        self.table = ClassTable(about["notebooks"])

    def add(self, student: Student, flags: list[Flag], page: str) -> None:
        """Count a student in; page is the name of the feedback page."""
        self.students += 1
        if student.files:
            self.marks.add(student.total())
        else:
            self.absent += 1
        self.flagged.update({flag.kind for flag in flags})
        self.table.add(student, flags, page)
        for notebook, results in student.results.items():
            if files_of(student, notebook):
                self.sections[notebook].marks.add(student.mark(notebook))
            for change in student.mark(notebook).changes:
                if change.for_all:
                    self.for_all.setdefault((f"{notebook} {change.exercise}".strip(), change.kind, change.comment))
            for result in results:
                self._count(notebook, result)

    def _count(self, notebook: str, result: Result) -> None:
        number = self.table.exercises[result.exercise]
        outcomes = self.sections[notebook].exercises.setdefault(result.exercise, Outcomes(result.exercise, number))
        outcomes.statuses[result.status] += 1
        outcomes.unexplained += result.status in MISTAKABLE and not result.mistake
        if result.mistake:
            number = self.table.mistakes[result.exercise, result.mistake]
            new = Mistaken(number, notebook, result.exercise, result.message)
            outcomes.mistakes.setdefault(result.mistake, new).add(result)

    def to_teach(self) -> tuple[list[Mistaken], bool]:
        """The mistakes that a third of a notebook's students made, or else the most frequent; whether it is a third."""
        ranked = sorted(self._mistakes(), key=self.share, reverse=True)
        common = [mistake for mistake in ranked if self.share(mistake) >= COMMON]
        return common or ranked[:AT_LEAST], bool(common)

    def _mistakes(self) -> Iterator[Mistaken]:
        for section in self.sections.values():
            for exercise in section.exercises.values():
                yield from exercise.mistakes.values()

    def share(self, mistake: Mistaken) -> float:
        """How many of those who handed the notebook in made a mistake, in percent."""
        return self.sections[mistake.notebook].share(mistake.count)

    def page(self) -> str:
        """The report, complete in itself: one script of ours runs, no other can, and nothing is fetched."""
        kinds = sorted(self.flagged, key=lambda kind: (list(NOTES).index(kind) if kind in NOTES else len(NOTES), kind))
        to_teach, common = self.to_teach()
        return template("report.html").render(
            picture=self,
            about=self.about,
            histogram=histogram(self.marks.percents),
            to_teach=to_teach,
            common=common,
            flags=[(self.table.flags[kind], kind, NOTES.get(kind, OTHER), self.flagged[kind]) for kind in kinds],
            not_graded=NOTES["not graded"],
            data=self.table.script(),
            script=script(),
            script_hash=b64encode(hashlib.sha256(script().encode()).digest()).decode(),
        )


@cache
def script() -> str:
    """What draws the table."""
    return (Path(__file__).parent / "pages" / "report.js").read_text(encoding="utf-8")

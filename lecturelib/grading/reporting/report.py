"""The class at a glance: gathered student by student, keeping only counts, marks and short lists."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import fmean, median
from typing import Any
from urllib.parse import quote

from ..results import STATUSES, Result, Student
from .feedback import template
from .histogram import histogram
from .tables import all_results, files_of, percentage, total
from .words import NOTES, ODD, OTHER

LISTED = 30  # of any list, so that the page stays a page
LABELLED = 0.06  # of a bar: a narrower part has no room for its sign


@dataclass
class Some:
    """The first of many, and how many there are."""

    first: list = field(default_factory=list)
    count: int = 0

    def add(self, item: Any) -> None:
        self.count += 1
        if len(self.first) < LISTED:
            self.first.append(item)

    @property
    def more(self) -> int:
        return self.count - len(self.first)


@dataclass
class Marks:
    """The marks of many, in percent."""

    percents: list[float] = field(default_factory=list)

    def add(self, results: Iterable[Result]) -> None:
        self.percents.append(percentage(*total(results)))

    @property
    def mean(self) -> float:
        return fmean(self.percents or [0])

    @property
    def median(self) -> float:
        return median(self.percents or [0])


@dataclass(frozen=True)
class Person:
    """A student and the address of the feedback page."""

    name: str
    page: str


@dataclass(frozen=True)
class Case:
    """Something that a person should see: whose it is, if it is anybody's, where it stands, and what it is."""

    who: Person | None
    where: str
    text: str


@dataclass
class Outcomes:
    """How an exercise went: the number of students for each status, and of answers nobody foresaw."""

    name: str
    statuses: Counter = field(default_factory=Counter)
    unexplained: int = 0

    def add(self, result: Result) -> None:
        self.statuses[result.status] += 1
        self.unexplained += result.status in ("partial", "wrong", "error") and not result.mistake

    def parts(self) -> list[tuple[str, int, float, bool]]:
        """The parts of its bar: status, count, percent of the width, whether the sign fits in."""
        everybody = self.statuses.total()
        counts = [(status, self.statuses[status]) for status in STATUSES if self.statuses[status]]
        return [(status, n, 100 * n / everybody, n / everybody >= LABELLED) for status, n in counts]


@dataclass
class Mistaken:
    """A known mistake and who made it."""

    notebook: str
    exercise: str
    sentence: str
    who: Some = field(default_factory=Some)


@dataclass
class Section:
    """A notebook: the marks of those who handed it in, and its exercises."""

    name: str
    marks: Marks = field(default_factory=Marks)
    exercises: dict[str, Outcomes] = field(default_factory=dict)

    def add(self, results: tuple[Result, ...], handed_in: bool) -> None:
        if handed_in:
            self.marks.add(results)
        for result in results:
            self.exercises.setdefault(result.exercise, Outcomes(result.exercise)).add(result)


class ClassPicture:
    """What report.html shows. Add every student once, then ask for the page."""

    def __init__(self, about: dict):
        self.about = about
        self.students = 0
        self.marks = Marks()
        self.sections = {name: Section(name) for name in about["notebooks"]}
        self.mistakes: dict[tuple, Mistaken] = {}
        self.cases: dict[str, Some] = {}
        self.absent = Some()
        for path in about["not_graded"]:
            self._add_case("not graded", Case(None, path, ""))

    def add(self, student: Student, page: str) -> None:
        """Count a student in; page is the name of the feedback page."""
        who = Person(student.name, f"feedback/{quote(page)}")
        self.students += 1
        if student.files:
            self.marks.add(all_results(student))
        else:
            self.absent.add(who)
        for notebook, results in student.results.items():
            self.sections[notebook].add(results, bool(files_of(student, notebook)))
            self._add_mistakes(who, notebook, results)
            self._add_odd_ones(who, student, notebook)
        for file in student.files:
            for note in file.notes:
                where = f"{file.path}: {note.exercise}" if note.exercise else file.path
                self._add_case(note.kind, Case(who, where, note.text))

    def _add_mistakes(self, who: Person, notebook: str, results: tuple[Result, ...]) -> None:
        for r in results:
            if r.mistake:
                mistake = Mistaken(notebook, r.exercise, r.message)
                self.mistakes.setdefault((r.exercise, r.mistake), mistake).who.add(who)

    def _add_odd_ones(self, who: Person, student: Student, notebook: str) -> None:
        results = student.results[notebook]
        noted = {note.kind for file in student.files if file.notebook == notebook for note in file.notes}
        for status in ODD:
            odd = [result.exercise for result in results if result.status == status]
            if odd and status not in noted:
                self._add_case(status, Case(who, notebook, "" if len(odd) == len(results) else ", ".join(odd)))

    def _add_case(self, kind: str, case: Case) -> None:
        self.cases.setdefault(kind, Some()).add(case)

    def page(self) -> str:
        """The report, complete in itself: no script, and nothing is fetched."""
        ranked = sorted(self.mistakes.values(), key=lambda mistake: -mistake.who.count)
        kinds = sorted(self.cases, key=lambda kind: (list(NOTES).index(kind) if kind in NOTES else len(NOTES), kind))
        exercises = [exercise for section in self.sections.values() for exercise in section.exercises.values()]
        unexplained = [exercise for exercise in exercises if exercise.unexplained]
        return template("report.html").render(
            picture=self,
            about=self.about,
            histogram=histogram(self.marks.percents),
            mistakes=ranked,
            cases=[(kind, NOTES.get(kind, OTHER), self.cases[kind]) for kind in kinds],
            listed=LISTED,
            unexplained=sorted(unexplained, key=lambda exercise: -exercise.unexplained),
        )

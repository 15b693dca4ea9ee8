"""The marks in the form that an LMS imports: what each column sums, who is on which row, and who gets no grade."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import GradingError
from ..gradebook import Gradebook
from ..gradebook.adjustments import Adjustment
from ..reporting import tables
from ..reporting.words import in_figures
from ..results import Mark, Student
from ..roster.people import Person
from ..roster.whose import Index, Somebody, find_all

EXCUSED = "EX"  # as Canvas writes it
NOT_GRADED = "not in the gradebook of this grader"
TEST_STUDENT = "Student, Test"  # whom Canvas puts into its gradebook for the instructor to try things as


@dataclass(frozen=True)
class Column:
    """A column of an export: title, and the notebooks that it sums."""

    title: str
    notebooks: tuple[str, ...]


@dataclass
class Class:
    """What an export takes of a gradebook: the columns, the most that each can be, and by student the grades.

    A grade is empty where nothing was handed in, and EXCUSED where nothing counts. identities: by student, what a
    roster of ours holds of what Moodle identifies by.
    """

    columns: list[Column]
    most: list[float]
    students: dict[str, Somebody]
    identities: dict[str, dict[str, str]]
    grades: dict[str, list[str]]

    @property
    def possible(self) -> list[str]:
        return list(map(in_figures, self.most))


def columns_of(gradebook: Gradebook, only: Iterable[str], title: str) -> list[Column]:
    """A column for each notebook, or, under a title, one for all together. Raises GradingError for unknown ones."""
    there = gradebook.about()["notebooks"]
    if unknown := [name for name in only if name not in there]:
        raise GradingError(f"there are no marks for {unknown[0]}; there are for {', '.join(there) or 'none'}")
    chosen = tuple(name for name in there if name in only) if only else tuple(there)
    return [Column(title, chosen)] if title else [Column(name, (name,)) for name in chosen]


def class_of(gradebook: Gradebook, columns: list[Column]) -> Class:
    """The grades of everybody in the gradebook."""
    found, by_hand = Class(columns, most_of(gradebook, columns), {}, {}, {}), gradebook.rules().adjustments
    for student in gradebook.students():
        found.students[student.name] = somebody(student)
        own = {"useremail": student.email, "useridnumber": student.id}
        found.identities[student.name] = own if student.is_listed else {}
        rows = by_hand.get(student.name, ())
        found.grades[student.name] = [grade(student, rows, *each) for each in zip(columns, found.most, strict=True)]
    return found


def most_of(gradebook: Gradebook, columns: list[Column]) -> list[float]:
    """The most that can be had in each column, by the points in force."""
    most = gradebook.about()["most"]
    return [sum(most[notebook] for notebook in column.notebooks) for column in columns]


def grade(student: Student, rows: Iterable[Adjustment], column: Column, most: float) -> str:
    """What stands in a cell. Where something of it is excused or dropped, the rest counts for the whole.

    rows: what an instructor has changed for this student alone.
    """
    marks = [student.mark(notebook) for notebook in column.notebooks]
    is_there = any(tables.files_of(student, notebook) for notebook in column.notebooks)
    if not is_there and not any(row.notebook in column.notebooks and is_given(row) for row in rows):
        return ""
    counting = [mark for mark in marks if not is_excused(mark) and (mark.counts or len(marks) == 1)]
    points, possible = sum(mark.points for mark in counting), sum(mark.max_points for mark in counting)
    if not possible:
        return EXCUSED
    is_whole = counting == marks and not any(change.kind == "excused" for mark in marks for change in mark.changes)
    return in_figures(points if is_whole else points / possible * most)


def is_given(row: Adjustment) -> bool:
    """Whether an instructor has given points, or an excuse for the whole, also where nothing was handed in."""
    return row.points is not None or (row.excused and not row.exercise)


def is_excused(mark: Mark) -> bool:
    return any(change.kind == "excused" and not change.exercise for change in mark.changes)


def somebody(student: Student) -> Somebody:
    """Who a student is, to be looked up on another list."""
    name, *known = student.known or (student.name,)
    sure = frozenset({student.id, student.email, *known}) if student.is_listed else frozenset()
    return Somebody(student.name, name, student.id, student.system, sure - {""})


def rows_of(found: Class, people: list[Person], called: list[str]) -> tuple[dict[str, int], list[str]]:
    """By student, the place on the list; and a line for everybody who is on one side alone or cannot be told apart."""
    places, refused = find_all(found.students.values(), people)
    graded = {place for name, place in places.items() if any(found.grades[name])}
    index, unsure = Index(people), defaultdict(list)
    for key in refused:
        for place in index.fitting(found.students[key]):
            unsure[place].append(key)
    why = dict.fromkeys(places.values(), "nothing handed in")
    why |= {k: f"the marks of {' or '.join(keys)} may be theirs" for k, keys in unsure.items()}
    why |= {k: "Canvas's own test student" for k, person in enumerate(people) if person.name == TEST_STUDENT}
    without = [f"{name}: {why.get(k, NOT_GRADED)}" for k, name in enumerate(called) if k not in graded]
    return places, [f"{name}: {reason}" for name, reason in refused.items()] + without

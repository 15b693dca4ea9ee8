"""``adjust.csv`` beside the gradebook: what an instructor changes by hand, read at every run and never written."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ...course import COURSE
from ..errors import GradingError
from ..options import moment
from ..roster.csv_file import Row, Table, read_table

NAME = "adjust.csv"
COLUMNS = ("student", "notebook", "exercise", "points", "max_points", "comment", "until", "excused")
EVERYBODY = "*"
NUMBER = re.compile(r"[+−-]?\d{1,4}([.,]\d{1,3})?")
YES, NO = ("yes", "y", "x", "true", "1"), ("", "no", "n", "false", "0")
POINTS = {exercise.name: float(exercise.points) for exercises in COURSE.values() for exercise in exercises}
EXERCISES_OF = {notebook: [exercise.name for exercise in exercises] for notebook, exercises in COURSE.items()}
NOTEBOOK_OF = {exercise.name: notebook for notebook, exercises in COURSE.items() for exercise in exercises}


@dataclass(frozen=True)
class Adjustment:
    """A row: for one notebook, or for all where it is empty, and there for one exercise or the whole.

    points: None, or what is set, or added where it is relative; until: a deadline of their own; excused: it does not
    count at all; for_all: the row is for everybody.
    """

    notebook: str
    exercise: str
    points: float | None
    relative: bool
    comment: str
    until: str
    excused: bool
    for_all: bool = False


@dataclass
class Adjustments:
    """All rows: by student, in the order of the file, and by exercise the points that it is worth now."""

    by_student: dict[str, list[Adjustment]] = field(default_factory=dict)
    most: dict[str, float] = field(default_factory=dict)


def read_adjustments(path: Path, student_named: Callable[[str], list[str]]) -> Adjustments:
    """The rows of the file, none where there is no file. Raises GradingError, with file and row.

    student_named: the students whom a text may mean; None among them is one whom this run is not about.
    """
    found = Adjustments()
    if not path.exists():
        return found
    table = read_table(path)
    table.want(COLUMNS[:1])
    if unknown := [column for column in table.header if column not in COLUMNS]:
        raise GradingError(f"{path} has a column {unknown[0]!r}; it may have {', '.join(COLUMNS)}")
    seen: dict[tuple, int] = {}
    set_by: list[tuple[Row, Adjustment]] = []
    for row in table.rows:
        keys = whom(table, row, student_named)
        notebook, exercise = where(table, row)
        if row.cells.get("max_points"):
            found.most[exercise] = worth_now(table, row, keys, exercise)
        one = Adjustment(notebook, exercise, *points(table, row), *rest(table, row), keys == [EVERYBODY])
        for key in keys:
            hold_apart(table, row, seen, (key, notebook, exercise), one)
            found.by_student.setdefault(key, []).append(one)
        set_by.append((row, one))
    for row, one in set_by:  # once it is known what everything is worth
        hold_within(table, row, one, found.most)
    return found


def whom(table: Table, row: Row, student_named: Callable[[str], list[str]]) -> list[str]:
    """Whom a row is about: one student, everybody, or nobody of this run."""
    name = row.cells["student"]
    if name == EVERYBODY:
        return [EVERYBODY]
    students = student_named(name)
    if not students:
        raise table.trouble(row.number, f"there is no student {name or 'without a name'}; write a name, an id or *")
    if len(students) > 1:
        raise table.trouble(row.number, f"{name} may be {' or '.join(sorted(map(str, students)))}; write the id")
    return [key for key in students if key is not None]


def where(table: Table, row: Row) -> tuple[str, str]:
    """The notebook and the exercise that a row is about."""
    notebook, exercise = row.cells.get("notebook", ""), row.cells.get("exercise", "")
    if notebook and notebook not in COURSE:
        raise table.trouble(row.number, f"there is no notebook {notebook}; there are {', '.join(COURSE)}")
    if exercise and exercise not in NOTEBOOK_OF:
        raise table.trouble(row.number, f"there is no exercise {exercise}")
    if exercise and notebook and NOTEBOOK_OF[exercise] != notebook:
        raise table.trouble(row.number, f"{exercise} is in {NOTEBOOK_OF[exercise]}, not in {notebook}")
    if not (notebook or exercise or row.cells.get("until")):
        raise table.trouble(row.number, "neither notebook nor exercise; give one of them")
    return notebook or NOTEBOOK_OF.get(exercise, ""), exercise


def points(table: Table, row: Row) -> tuple[float | None, bool]:
    """The points that a row sets, or adds."""
    text = row.cells.get("points", "").replace(" ", "")
    return (number(table, row, "points", text), not text[0].isdigit()) if text else (None, False)


def number(table: Table, row: Row, column: str, text: str) -> float:
    """A number of points."""
    if not NUMBER.fullmatch(text):
        told = "write 3 to set them, +1 or -0.5 to change them"
        raise table.trouble(row.number, f"{column} {text!r} is no number of points; {told}")
    return float(text.replace(",", ".").replace("−", "-"))


def worth_now(table: Table, row: Row, keys: list[str], exercise: str) -> float:
    """What an exercise is worth, for everybody alike."""
    text = row.cells["max_points"]
    if keys != [EVERYBODY] or not exercise:
        raise table.trouble(row.number, "max_points is for an exercise and for everybody; write * as student")
    if not text[0].isdigit():
        raise table.trouble(row.number, f"max_points {text!r} is no number of points from 0 on")
    return number(table, row, "max_points", text)


def rest(table: Table, row: Row) -> tuple[str, str, bool]:
    """Comment, until and excused."""
    comment, until, excused = (row.cells.get(column, "") for column in COLUMNS[-3:])
    if excused.casefold() not in (*YES, *NO):
        raise table.trouble(row.number, f"excused {excused!r} is neither yes nor no")
    if until:
        try:
            until = moment(until)
        except ValueError:
            raise table.trouble(row.number, f"until {until!r} is no time such as 2026-11-30T23:59") from None
    if not any((comment, until, excused, row.cells.get("points"), row.cells.get("max_points"))):
        raise table.trouble(row.number, "it changes nothing; give points, until, excused or a comment")
    return comment, until, excused.casefold() in YES


def hold_within(table: Table, row: Row, one: Adjustment, most: dict[str, float]) -> None:
    """Raise GradingError for points that are no mark of what they are for, or change it by more than it is worth."""
    if one.points is None:
        return
    what, exercises = one.exercise or one.notebook, [one.exercise] if one.exercise else EXERCISES_OF.get(one.notebook)
    if not exercises:
        raise table.trouble(row.number, "points for all notebooks at once; name a notebook or an exercise")
    worth = sum(most.get(name, POINTS[name]) for name in exercises)
    if abs(one.points) > worth:
        given = f"points {row.cells['points']} for {what}, which is worth {worth:g}"
        told = f"change it by at most {worth:g}" if one.relative else f"write 0 to {worth:g}, or +1 for a bonus"
        raise table.trouble(row.number, f"{given}; {told}")


def hold_apart(table: Table, row: Row, seen: dict[tuple, int], what: tuple, one: Adjustment) -> None:
    """Raise GradingError where the same is set twice."""
    sets = [("points", one.points is not None and not one.relative), ("until", one.until), ("excused", one.excused)]
    for kind in (kind for kind, given in sets if given):
        if (before := seen.setdefault((*what, kind), row.number)) != row.number:
            raise table.trouble(row.number, f"{kind} of the same stands in row {before} already; leave one of them")

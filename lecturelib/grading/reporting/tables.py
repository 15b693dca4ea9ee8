"""The marks as tables: grades.csv, a row a result, and summary.csv, a row a student.

Both are plain UTF-8 without a byte order mark, which every program reads; Excel wants to be told, in its import.
"""

import csv
from collections.abc import Iterable
from typing import IO

from ..escape import csv_cell
from ..results import Change, HandedIn, Mark, Result, Student
from .flags import Flag, kinds
from .words import in_figures, size_of

GRADES = (
    "student",
    "notebook",
    "exercise",
    "points",
    "max_points",
    "status",
    "mistake",
    "message",
    "flags",
    "changes",
    "id",
    "section",
)


def writer(file: IO[str]):
    """A CSV writer as all our tables use it."""
    return csv.writer(file, lineterminator="\n")


def total(results: Iterable[Result]) -> tuple[float, float]:
    """The points of these results, and the most that they could be."""
    points, most = 0.0, 0.0
    for result in results:
        points, most = points + result.points, most + result.max_points
    return points, most


def percentage(points: float, most: float) -> float:
    """Points as a share of the most, in percent; 0 where nothing could be earned."""
    return 100 * points / most if most else 0.0


def share_of(mark: Mark) -> float:
    """The share of the points that a mark is, in percent."""
    return percentage(mark.points, mark.max_points)


def all_results(student: Student) -> list[Result]:
    """The results of all notebooks, in course order."""
    return [result for results in student.results.values() for result in results]


def counting_results(student: Student) -> list[Result]:
    """The results that enter the student's sum: what is excused or dropped is not among them."""
    found = []
    for notebook, results in student.results.items():
        mark = student.mark(notebook)
        excused = {change.exercise for change in mark.changes if change.kind == "excused"}
        found += [result for result in results if mark.counts and result.exercise not in excused]
    return found


def files_of(student: Student, notebook: str) -> list[HandedIn]:
    """What a student handed in for a notebook, those files that count first."""
    return sorted((file for file in student.files if file.notebook == notebook), key=lambda file: not file.counts)


def grade_rows(student: Student, flags: list[Flag]) -> Iterable[tuple[str, ...]]:
    """One row for each result of a student, in the order of GRADES; a flag on a file is one on all its exercises."""
    name, whose = csv_cell(student.name), (csv_cell(student.id), csv_cell(student.section))
    for notebook, results in student.results.items():
        of_notebook = [flag for flag in flags if flag.notebook == notebook]
        changes = student.mark(notebook).changes
        for r in results:
            marks = in_figures(r.points), in_figures(r.max_points)
            own = kinds([flag for flag in of_notebook if flag.exercise in ("", r.exercise)])
            changed = in_words([change for change in changes if change.exercise == r.exercise])
            yield name, notebook, r.exercise, *marks, r.status, r.mistake, csv_cell(r.message), own, changed, *whose


def in_words(changes: Iterable[Change]) -> str:
    """Changes as a cell of a table has them: ``adjusted gate +1: the comment; late −2``."""
    return csv_cell("; ".join(map(told, changes)))


def told(change: Change) -> str:
    """What was changed, and after a colon why."""
    what = " ".join(filter(None, (change.kind, change.exercise, size_of(change))))
    return ": ".join(filter(None, (what, change.comment)))


def summary_header(notebooks: list[str]) -> tuple[str, ...]:
    """The first row of summary.csv."""
    marks = "points", "max_points", "percent", "right", "exercises"
    return "student", *notebooks, *marks, "flags", "changes", "id", "section"


def summary_row(student: Student, notebooks: list[str], flags: list[Flag]) -> tuple[str, ...]:
    """A student's points by notebook and in all, how many exercises are right, and what a person should see."""
    results, sum_of = counting_results(student), student.total()
    by_notebook = [in_figures(student.mark(notebook).points) for notebook in notebooks]
    marks = map(in_figures, (sum_of.points, sum_of.max_points, round(share_of(sum_of), 1)))
    right = sum(result.status == "right" for result in results)
    changes = in_words(change for notebook in notebooks for change in student.mark(notebook).changes)
    whose = csv_cell(student.id), csv_cell(student.section)
    return csv_cell(student.name), *by_notebook, *marks, str(right), str(len(results)), kinds(flags), changes, *whose

"""The marks as tables: grades.csv, a row a result, and summary.csv, a row a student.

Both are plain UTF-8 without a byte order mark, which every program reads; Excel wants to be told, in its import.
"""

import csv
from collections.abc import Iterable
from typing import IO

from ..escape import csv_cell
from ..results import Result, Student
from .flags import Flag, kinds

GRADES = ("student", "notebook", "exercise", "points", "max_points", "status", "mistake", "message", "flags")


def writer(file: IO[str]):
    """A CSV writer as all our tables use it."""
    return csv.writer(file, lineterminator="\n")


def in_figures(points: float) -> str:
    """Points as ``2`` or ``1.5``."""
    return f"{points:.1f}".removesuffix(".0")


def total(results: Iterable[Result]) -> tuple[float, float]:
    """The points of these results, and the most that they could be."""
    points, most = 0.0, 0.0
    for result in results:
        points, most = points + result.points, most + result.max_points
    return points, most


def percentage(points: float, most: float) -> float:
    """Points as a share of the most, in percent; 0 where nothing could be earned."""
    return 100 * points / most if most else 0.0


def all_results(student: Student) -> list[Result]:
    """The results of all notebooks, in course order."""
    return [result for results in student.results.values() for result in results]


def files_of(student: Student, notebook: str) -> list[str]:
    """The paths of what a student handed in for a notebook."""
    return [file.path for file in student.files if file.notebook == notebook]


def grade_rows(student: Student, flags: list[Flag]) -> Iterable[tuple[str, ...]]:
    """One row for each result of a student, in the order of GRADES; a flag on a file is one on all its exercises."""
    name = csv_cell(student.name)
    for notebook, results in student.results.items():
        of_notebook = [flag for flag in flags if flag.notebook == notebook]
        for r in results:
            marks = in_figures(r.points), in_figures(r.max_points)
            own = kinds([flag for flag in of_notebook if flag.exercise in ("", r.exercise)])
            yield name, notebook, r.exercise, *marks, r.status, r.mistake, csv_cell(r.message), own


def summary_header(notebooks: list[str]) -> tuple[str, ...]:
    """The first row of summary.csv."""
    return "student", *notebooks, "points", "max_points", "percent", "right", "exercises", "flags"


def summary_row(student: Student, notebooks: list[str], flags: list[Flag]) -> tuple[str, ...]:
    """A student's points by notebook and in all, how many exercises are right, and what a person should see."""
    results = all_results(student)
    points, most = total(results)
    by_notebook = [in_figures(total(student.results.get(notebook, ()))[0]) for notebook in notebooks]
    marks = map(in_figures, (points, most, percentage(points, most)))
    right = sum(result.status == "right" for result in results)
    return csv_cell(student.name), *by_notebook, *marks, str(right), str(len(results)), kinds(flags)

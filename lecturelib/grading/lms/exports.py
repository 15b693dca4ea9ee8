"""The marks in the form that an LMS imports."""

import json
import re
from itertools import chain
from pathlib import Path

from ...course import COURSE
from ...files import whole_file
from ..errors import GradingError
from ..escape import csv_cell, file_name
from ..gradebook import Gradebook
from ..reporting import tables
from ..results import Student
from .gradescope import results_json
from .roster import Row, match, read_roster, squeezed

CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS_POSSIBLE = "    Points Possible"  # as Canvas writes it
MOODLE = {  # how a participant is identified, and what Moodle calls that in a list of participants
    "username": ("username",),
    "useremail": ("email address", "email"),
    "useridnumber": ("id number", "idnumber"),
    "userid": ("userid", "user id", "id"),
}
MOODLE_NAMES = (("full name",), ("name",), ("first name", "last name"), ("first name", "surname"))
NO_GRADE = "-"  # Moodle's

Grades = dict[str, list[str]]  # by student, the points for each notebook, empty where none was handed in


def export(
    gradebook: Gradebook, kind: str, target: Path, roster: Path | None = None, identify: str = "username"
) -> list[str]:
    """Write the marks for one of KINDS to target: a CSV file, or for gradescope a folder.

    roster: the students as the LMS lists them; identify: Moodle's column, one of MOODLE. Returns a line for everybody
    who is on one side alone or cannot be told apart; they get no grade. Raises GradingError.
    """
    if kind not in KINDS:
        raise GradingError(f"there is no export to {kind}; there are {', '.join(KINDS)}")
    try:
        return KINDS[kind](gradebook, target, roster, identify)
    except OSError as error:
        raise GradingError(f"{error.filename or target}: {error.strerror}; name another place with -o") from error


def to_canvas(gradebook: Gradebook, target: Path, roster: Path | None, _: str) -> list[str]:
    """Canvas's own gradebook with our columns in it; where we have no grade, the cell stays as it was."""
    if roster is None:
        raise GradingError("--to canvas wants --roster FILE: the gradebook as Canvas exports it")
    header, rows = read_roster(roster, CANVAS)
    rows = [row for row in rows if any(row[column].strip() for column in CANVAS[1:4])]  # not the points possible
    grades, notebooks = grades_of(gradebook), gradebook.about()["notebooks"]
    columns = [canvas_column(notebook, header) for notebook in notebooks]
    found, unmatched = match(grades, rows, canvas_forms)
    for name, number in found.items():
        rows[number] |= {column: grade for column, grade in zip(columns, grades[name], strict=True) if grade}
    everything = [*header[: header.index("Section") + 1], *columns]
    possible = [tables.in_figures(sum(exercise.points for exercise in COURSE[notebook])) for notebook in notebooks]
    with whole_file(target) as file:
        writer = tables.writer(file)
        writer.writerow(everything)
        writer.writerow([POINTS_POSSIBLE, *[""] * (len(everything) - len(columns) - 1), *possible])
        writer.writerows([csv_cell(row.get(column, "")) for column in everything] for row in rows)
    return unmatched + absent([row["Student"] for row in rows], found, grades)


def canvas_column(notebook: str, header: list[str]) -> str:
    """The header of a notebook's column: the one that Canvas has for it, number and all, or a new one."""
    exact = [column for column in header if re.fullmatch(rf"{notebook}( \(\d+\))?", column)]
    known = exact or [column for column in header if column.startswith(notebook)]
    if len(known) > 1:
        raise GradingError(
            f"the roster has several columns for {notebook}: {', '.join(known)}; leave one of them in it"
        )
    return known[0] if known else notebook


def canvas_forms(row: Row) -> list[set[str]]:
    """What a student of Canvas may be called, also in the name of a file that was handed in there."""
    name, number = row["Student"], row["ID"]
    last, _, first = name.partition(",")
    in_file = squeezed(name)
    return [
        {number, f"{in_file}_{number}"},
        {row["SIS User ID"]},
        {row["SIS Login ID"]},
        {name, f"{first} {last}", in_file},
    ]


def to_moodle(gradebook: Gradebook, target: Path, roster: Path | None, identify: str) -> list[str]:
    """A row a student, identified as Moodle is told to expect; without a roster, by the name in our gradebook."""
    if identify not in MOODLE:
        raise GradingError(f"Moodle identifies by {', '.join(MOODLE)}, not by {identify}")
    grades, notebooks = grades_of(gradebook), gradebook.about()["notebooks"]
    called, unmatched = ({name: name for name in grades}, []) if roster is None else in_moodle(grades, roster, identify)
    with whole_file(target) as file:
        writer = tables.writer(file)
        writer.writerow([identify, *notebooks])
        for name, identity in called.items():
            writer.writerow([csv_cell(identity), *(grade or NO_GRADE for grade in grades[name])])
    return unmatched


def in_moodle(grades: Grades, roster: Path, identify: str) -> tuple[dict[str, str], list[str]]:
    """How Moodle identifies each student of ours, and a line for everybody on one side alone."""
    _, rows = read_roster(roster, ())
    rows = [{str(column).strip().casefold(): text for column, text in row.items()} for row in rows]
    columns = [name for name in MOODLE[identify] if any(name in row for row in rows)]
    if not columns:
        raise GradingError(f"--roster {roster} has no column {MOODLE[identify][0]}; name another with --identify")
    rows = [row for row in rows if row[columns[0]].strip()]
    identities = [row[columns[0]] for row in rows]
    found, unmatched = match(grades, rows, moodle_forms)
    return {name: identities[number] for name, number in found.items()}, unmatched + absent(identities, found, grades)


def moodle_forms(row: Row) -> list[set[str]]:
    """What a participant may be called."""
    names = {" ".join(row.get(part, "") for part in parts) for parts in MOODLE_NAMES}
    return [*({row.get(column, "")} for column in chain(*MOODLE.values())), names]


def to_gradescope(gradebook: Gradebook, target: Path, _: Path | None, __: str) -> list[str]:
    """A folder a student with the results.json that an autograder would have written."""
    taken, absentees = set(), []
    for student in gradebook.students():
        if not student.files:
            absentees.append(f"{student.name}: nothing handed in")
            continue
        folder = target / file_name(student.name, taken)
        folder.mkdir(parents=True, exist_ok=True)
        with whole_file(folder / "results.json") as file:
            json.dump(results_json(student.results), file, ensure_ascii=False, indent=1)
    return absentees


def grades_of(gradebook: Gradebook) -> Grades:
    """What an LMS takes of a gradebook."""
    notebooks = gradebook.about()["notebooks"]
    return {student.name: [grade_of(student, notebook) for notebook in notebooks] for student in gradebook.students()}


def grade_of(student: Student, notebook: str) -> str:
    """The points for a notebook, or nothing where it was not handed in."""
    if not tables.files_of(student, notebook):
        return ""
    return tables.in_figures(tables.total(student.results[notebook])[0])


def absent(called: list[str], found: dict[str, int], grades: Grades) -> list[str]:
    """A line for everybody on the roster who has no grade."""
    graded = {number for name, number in found.items() if any(grades[name])}
    return [f"{name}: nothing handed in" for number, name in enumerate(called) if number not in graded]


KINDS = {"canvas": to_canvas, "moodle": to_moodle, "gradescope": to_gradescope}

"""The files that Canvas, Moodle and Gradescope read."""

import json
import re
from pathlib import Path

from ...files import whole_file
from ..errors import GradingError
from ..escape import csv_cell, file_name
from ..gradebook import Gradebook
from ..reporting import tables
from ..roster.csv_file import Table, read_table
from ..roster.people import CANVAS, people_in
from .exports import EXCUSED, Class, Column, class_of, columns_of, rows_of
from .gradescope import student_json

POINTS_POSSIBLE = "    Points Possible"  # as Canvas writes it
NUMBER = re.compile(r"\d+(\.\d+)?")
NUMBERED = re.compile(r".+ \(\d+\)")  # an assignment as Canvas calls it
MOODLE = {  # how a participant is identified, and what Moodle calls that in a list of participants
    "username": ("username",),
    "useremail": ("email address", "email"),
    "useridnumber": ("id number", "idnumber"),
    "userid": ("userid", "user id", "id"),
}
DEFAULT = "username"
NO_GRADE = "-"  # Moodle's


def export(
    gradebook: Gradebook,
    kind: str,
    target: Path,
    roster: Path | None = None,
    identify: str = "",
    only: tuple[str, ...] = (),
    column: str = "",
) -> list[str]:
    """Write the marks for one of KINDS to target: a CSV file, or for gradescope a folder.

    roster: the students as the LMS lists them; identify: Moodle's column, one of MOODLE, or
    empty for the only one that the roster has, else the first of them; only: notebooks, or all; column: the title of
    one column that sums them. Returns a line for everybody who is on one side alone or cannot be told apart; they get
    no grade. Raises GradingError.
    """
    if kind not in KINDS:
        raise GradingError(f"there is no export to {kind}; there are {', '.join(KINDS)}")
    if roster and target.exists() and roster.exists() and target.samefile(roster):
        raise GradingError(f"{target} is the roster itself; name another file with -o")
    try:
        return KINDS[kind](gradebook, target, roster, identify, columns_of(gradebook, only, column))
    except OSError as error:
        raise GradingError(f"{error.filename or target}: {error.strerror}; name another place with -o") from error


def to_canvas(gradebook: Gradebook, target: Path, roster: Path | None, _: str, columns: list[Column]) -> list[str]:
    """Canvas's own gradebook with our columns in it; where we have no grade, the cell stays as it was."""
    if roster is None:
        raise GradingError("--to canvas wants --roster FILE: the gradebook as Canvas exports it")
    table = read_table(roster, "--roster")
    table.want(CANVAS)
    people = people_in(table)
    found = class_of(gradebook, columns)
    titles = [canvas_column(column, table.header) for column in columns]
    hold_to_canvas(table, titles, found.possible)
    cells = dict(table.rows)
    rows = [cells[person.row] for person in people]
    places, unmatched = rows_of(found, people, [person.name for person in people])
    for name, place in places.items():
        rows[place] |= {title: grade for title, grade in zip(titles, found.grades[name], strict=True) if grade}
    everything = [*table.header[: table.header.index("Section") + 1], *titles]
    with whole_file(target) as file:
        writer = tables.writer(file)
        writer.writerow(everything)
        writer.writerow([POINTS_POSSIBLE, *[""] * (len(everything) - len(titles) - 1), *found.possible])
        writer.writerows([csv_cell(row.get(column, "")) for column in everything] for row in rows)
    return unmatched


def hold_to_canvas(table: Table, titles: list[str], possible: list[str]) -> None:
    """Raise GradingError where an assignment of Canvas's is out of other points than these marks: no import changes
    that, and 6 of 6 would stand there as 6 of 100."""
    said = next((row.cells for row in table.rows if row.cells["Student"] == POINTS_POSSIBLE.strip()), {})
    for title, points in zip(titles, possible, strict=True):
        theirs = said.get(title, "")
        if NUMBER.fullmatch(theirs) and float(theirs) != float(points):
            told = f"{title} is out of {theirs} points in Canvas, and these marks are out of {points}"
            raise GradingError(f"{told}; set it to {points} there and export its gradebook again")


def canvas_column(column: Column, header: list[str]) -> str:
    """The header of a column: the one that Canvas has for it, number and all, or a new one."""
    exact = [known for known in header if re.fullmatch(rf"{re.escape(column.title)}( \(\d+\))?", known)]
    known = exact or [
        known for known in header if column.notebooks == (column.title,) and known.startswith(column.title)
    ]
    if len(known) > 1:
        title = column.title
        raise GradingError(f"the roster has several columns for {title}: {', '.join(known)}; leave one of them in it")
    if not known and NUMBERED.fullmatch(column.title):
        there = ", ".join(filter(NUMBERED.fullmatch, header)) or "no assignments"
        raise GradingError(f"the roster has no column {column.title}; it has {there}")
    return known[0] if known else column.title


def to_moodle(
    gradebook: Gradebook, target: Path, roster: Path | None, identify: str, columns: list[Column]
) -> list[str]:
    """A row a student, identified as Moodle is told to expect; without a roster, by the name in our gradebook."""
    if identify and identify not in MOODLE:
        raise GradingError(f"Moodle identifies by {', '.join(MOODLE)}, not by {identify}")
    found = class_of(gradebook, columns)
    table = read_table(roster, "--roster") if roster else None
    identify, column = moodle_column(table, identify) if table else (identify or DEFAULT, "")
    called, unmatched = in_moodle(found, table, column) if table else as_known(found, identify)
    with whole_file(target) as file:
        writer = tables.writer(file)
        writer.writerow([identify, *(column.title for column in columns)])
        for name, identity in called.items():
            grades = (NO_GRADE if grade in ("", EXCUSED) else grade for grade in found.grades[name])
            writer.writerow([csv_cell(identity), *grades])
    return unmatched


def as_known(found: Class, identify: str) -> tuple[dict[str, str], list[str]]:
    """How we know each student, and a line for those whom Moodle does not know so."""
    called, unmatched = {}, []
    for name, who in found.students.items():
        if who.system and not found.identities[name]:
            unmatched.append(f"{name}: no name that Moodle knows; give --roster")
        else:
            called[name] = found.identities[name].get(identify) or name
    return called, unmatched


def moodle_column(table: Table, identify: str) -> tuple[str, str]:
    """By which of MOODLE students are identified, and the list's column of that."""
    there = {key: name for key, names in MOODLE.items() for name in reversed(table.header) if name.casefold() in names}
    if not identify:
        identify = next(iter(there)) if len(there) == 1 else DEFAULT
    if identify not in there:
        advice = f"name another with --identify; it has {', '.join(there) or 'none of them'}"
        raise GradingError(f"{table.name} has no column {MOODLE[identify][0]}; {advice}")
    return identify, there[identify]


def in_moodle(found: Class, table: Table, column: str) -> tuple[dict[str, str], list[str]]:
    """How Moodle identifies each student of ours, and a line for everybody on one side alone."""
    cells = dict(table.rows)
    people = [person for person in people_in(table) if cells[person.row][column]]
    identities = [cells[person.row][column] for person in people]
    places, unmatched = rows_of(found, people, identities)
    return {name: identities[place] for name, place in places.items()}, unmatched


def to_gradescope(gradebook: Gradebook, target: Path, _: Path | None, __: str, columns: list[Column]) -> list[str]:
    """A folder a student with the results.json that an autograder would have written."""
    if columns and columns[0].notebooks != (columns[0].title,):
        raise GradingError("--column is for canvas and moodle; Gradescope takes each exercise by itself")
    notebooks = [column.title for column in columns]
    taken, absentees = set(), []
    for student in gradebook.students():
        if not student.files:
            absentees.append(f"{student.name}: nothing handed in")
            continue
        folder = target / file_name(student.name, taken)
        folder.mkdir(parents=True, exist_ok=True)
        with whole_file(folder / "results.json") as file:
            json.dump(student_json(student, notebooks), file, ensure_ascii=False, indent=1)
    return absentees


KINDS = {"canvas": to_canvas, "moodle": to_moodle, "gradescope": to_gradescope}

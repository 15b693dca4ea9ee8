"""Which course marks belong to: a digest of all that decides a mark, and of nothing that is only said or shown.

A tolerance, a case or a point more makes another course, with which a gradebook does not go on. A hint, a sentence, a
known mistake or a colour does not.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .. import __version__
from ..course import COURSE

PACKAGE = Path(__file__).parents[1]
DECIDES = (
    "reference/*.py",
    "course/cases.py",
    "course/*/cases.py",
    "checking/record.py",
    "checking/calling.py",
    "checking/time_limit.py",
    "checking/plain.py",
    "checking/forbidden.py",
    "checking/compare.py",
    "checking/scoring.py",
    "grading/bounded.py",
    "grading/grader.py",
    "grading/provided.py",
    "grading/checked_answer.py",
    "grading/reading/*.py",
    "grading/sandbox/*.py",
)
ONLY_SAYS = {f"grading/reading/{name}.py" for name in ("notes", "likeness", "operations")}  # for a person to see


@cache
def course_version() -> str:
    """Twelve hexadecimal digits that change with anything that decides marks."""
    told = hashlib.sha256(__version__.encode())
    for file in deciding_files():
        told.update(file.read_bytes().replace(b"\r\n", b"\n"))
    for notebook, exercises in COURSE.items():
        asked = [(exercise.name, exercise.points, exercise.quiet) for exercise in exercises]
        told.update(f"{notebook} {asked}".encode())
    return told.hexdigest()[:12]


def deciding_files() -> Iterator[Path]:
    """The files of the package on which marks hang, in a fixed order."""
    for pattern in DECIDES:
        for file in sorted(PACKAGE.glob(pattern)):
            if file.relative_to(PACKAGE).as_posix() not in ONLY_SAYS:
                yield file

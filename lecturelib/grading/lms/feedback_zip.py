"""Feedback as one zip under the names that Canvas and Moodle gave the files, by which they know whose it is.

Canvas takes the two numbers in a file's name (the student's and the file's) and shows what it finds under the name
that the student's own file has there: so the feedback for a notebook is a notebook. Moodle takes the number in a
folder's name and shows the file under its own name. Each is about the notebook in whose place it comes.
"""

import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ...files import whole_file
from ..errors import GradingError
from ..gradebook import Gradebook
from ..reporting.feedback import feedback_body, feedback_page
from ..results import HandedIn, Student
from ..running.owners import IN_CANVAS, IN_MOODLE
from .counting_files import counting_files

DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can have: the same marks give the same bytes
BLANK_LINE = re.compile(r"\n(?=[ \t]*\n)")  # after one, Markdown would no longer take what follows for HTML


def write_feedback(
    gradebook: Gradebook,
    kind: str,
    target: Path,
    only: tuple[str, ...] = (),
    write_marks: Callable[[], None] = lambda: None,
) -> list[str]:
    """Write the zip for ``canvas`` or ``moodle``, and with it the marks: both, or neither if one of them fails.

    only: notebooks, or all. Returns the paths of files that have no place in it, since that system did not name them.
    Raises GradingError where it is another system, no file has such a name, or the disk refuses.
    """
    if kind not in KINDS:
        raise GradingError(f"--feedback is for {' or '.join(KINDS)}; {kind} takes no zip of feedback")
    if target.is_dir():
        raise GradingError(f"{target}: a folder; name another file")
    without, count = [], 0
    try:
        with whole_file(target, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for student, handed_in in counting_files(gradebook, only):
                if entry := KINDS[kind](student, handed_in):
                    archive.writestr(zipfile.ZipInfo(entry[0], DATE), entry[1], zipfile.ZIP_DEFLATED)
                    count += 1
                else:
                    without.append(handed_in.path)
            if not count:
                raise GradingError(f"no file has a name that {kind.title()} gives; grade the zip that it makes")
            write_marks()
    except OSError as error:
        raise GradingError(f"{error.filename or target}: {error.strerror}; name another file") from error
    return without


def for_canvas(student: Student, file: HandedIn) -> tuple[str, str] | None:
    """The name of the file that was handed in, and the feedback as a notebook."""
    name = PurePosixPath(file.path).name
    return (name, as_notebook(feedback_body(about(student, file)))) if IN_CANVAS.match(name) else None


def for_moodle(student: Student, file: HandedIn) -> tuple[str, str] | None:
    """The student's folder with a page in it, called like the notebook."""
    folder = next((part for part in PurePosixPath(file.path).parts if IN_MOODLE.match(part)), "")
    return (f"{folder}/{file.notebook}.html", feedback_page(about(student, file))) if folder else None


def about(student: Student, file: HandedIn) -> Student:
    """The student with the notebook of this file alone."""
    own = tuple(other for other in student.files if other.notebook == file.notebook)
    return replace(student, files=own, results={file.notebook: student.results[file.notebook]})


def as_notebook(html: str) -> str:
    """A notebook with one cell of text that holds this HTML."""
    cell = {"cell_type": "markdown", "id": "feedback", "metadata": {}, "source": BLANK_LINE.sub("\n&#160;", html)}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, ensure_ascii=False)


KINDS = {"canvas": for_canvas, "moodle": for_moodle}

"""nbgrader: our points in the place of those that a check reported from inside the student's own notebook."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import GradingError
from ..gradebook import Gradebook
from ..reporting.words import in_figures
from ..results import HandedIn, Result, Student
from .counting_files import counting_files

LAYOUT = "STUDENT/ASSIGNMENT/NOTEBOOK.ipynb, as in nbgrader's folder submitted"
NOT_IN_SESSION = r"Object of type <Submitted\w+> not in session, add operation"  # nbgrader adds it right after


def write_marks(gradebook: Gradebook, database: Path, only: tuple[str, ...] = ()) -> list[str]:
    """Write the points of every file that counts into nbgrader's gradebook.db, of these notebooks or of all.

    They go where its autograder's points go; what a person has given there by hand stays and counts. Returns a line for
    each file that has no place there, each mark that differs from what was there, and each that stays. Raises
    GradingError; then nothing is written.
    """
    with opened(database) as book:
        told = [line for student, file in counting_files(gradebook, only) for line in write_file(book, student, file)]
        book.db.commit()
    return told


@contextmanager
def opened(database: Path) -> Iterator:
    """nbgrader's own Gradebook on a file that is there. Raises GradingError."""
    try:
        from nbgrader.api import Gradebook as Book
        from sqlalchemy.exc import SAWarning, SQLAlchemyError
    except ImportError:
        raise GradingError("--to nbgrader wants nbgrader itself: pip install -e '.[nbgrader]'") from None
    if not database.is_file():
        raise GradingError(f"--db {database} is no file; name the gradebook.db in the folder of nbgrader's course")
    try:
        with warnings.catch_warnings(), Book(f"sqlite:///{database}", course_id="") as book:
            warnings.filterwarnings("ignore", NOT_IN_SESSION, SAWarning)
            yield book
    except SQLAlchemyError as error:
        reason = str(error).splitlines()[0]
        raise GradingError(f"--db {database} cannot be written as nbgrader's gradebook: {reason}") from error


def write_file(book, student: Student, file: HandedIn) -> Iterator[str]:
    """Write the points of one file, and say what of it is worth a line."""
    from nbgrader.api import MissingEntry

    whose, _, rest = file.path.partition("/")
    assignment, _, name = rest.partition("/")
    if not name or "/" in name:
        yield f"{file.path}: not {LAYOUT}"
        return
    try:
        book.find_notebook(file.notebook, assignment)
    except MissingEntry:
        yield f"{file.path}: nbgrader has no notebook {file.notebook} in an assignment {assignment}"
        return
    book.update_or_create_student(whose)
    book.update_or_create_submission(assignment, whose)
    submitted = book.find_submission_notebook(file.notebook, assignment, whose)
    yield from write_results(submitted, student.results[file.notebook], file.path)
    yield from not_said(student, file)


def write_results(submitted, results: tuple[Result, ...], path: str) -> Iterator[str]:
    """Write the points of a notebook's exercises into the grades of a submitted notebook."""
    grades = {grade.name: grade for grade in submitted.grades}
    before = [grade.auto_score for grade in grades.values()]
    for result in results:
        grade = grades.get(f"check_{result.exercise}")
        if grade is None or grade.max_score != result.max_points:
            yield f"{path}: nbgrader has no check_{result.exercise} worth {in_figures(result.max_points)} points"
            continue
        grade.auto_score, grade.needs_manual_grade = result.points, False
        if grade.manual_score is not None:
            yield f"{path}: {result.exercise} keeps its {in_figures(grade.manual_score)} points, given by hand there"
    if None not in before and sum(before) != (now := sum(grade.auto_score for grade in grades.values())):
        yield f"{path}: nbgrader had {in_figures(sum(before))} points, here it earned {in_figures(now)}"


def not_said(student: Student, file: HandedIn) -> Iterator[str]:
    """A line where the mark of the whole notebook was changed: nbgrader gets the points of checks alone."""
    earned = sum(result.points for result in student.results[file.notebook])
    mark = student.mark(file.notebook).points
    if mark != earned:
        yield f"{file.path}: nbgrader gets the {in_figures(earned)} points of the checks, not {in_figures(mark)}"

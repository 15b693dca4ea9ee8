"""The files behind the marks, for systems that want something for each file."""

from collections.abc import Iterator

from ..gradebook import Gradebook
from ..results import HandedIn, Student


def counting_files(gradebook: Gradebook, only: tuple[str, ...] = ()) -> Iterator[tuple[Student, HandedIn]]:
    """Every file from which the marks of these notebooks come, or of all, with its student."""
    for student in gradebook.students():
        for file in student.files:
            if file.counts and file.notebook and (file.notebook in only or not only):
                yield student, file

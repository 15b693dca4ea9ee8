"""All that a run leaves for people to read, made from the gradebook in one pass over its students."""

from contextlib import ExitStack
from pathlib import Path

from ...files import whole_file
from ..escape import file_name
from ..gradebook import Gradebook
from ..likeness import pairs_page
from . import tables
from .feedback import feedback_page
from .flags import flags_of
from .report import ClassPicture


def write_outputs(gradebook: Gradebook, out: Path) -> None:
    """Write grades.csv, summary.csv, report.html, pairs.html and a page for each student into the folder out.

    The same gradebook gives the same bytes. Every file is written whole or not at all. Raises OSError where the disk
    refuses.
    """
    about = gradebook.about()
    pages = out / "feedback"
    pages.mkdir(parents=True, exist_ok=True)
    picture, taken = ClassPicture(about), set()
    with ExitStack() as stack:
        grades = tables.writer(stack.enter_context(whole_file(out / "grades.csv")))
        summary = tables.writer(stack.enter_context(whole_file(out / "summary.csv")))
        grades.writerow(tables.GRADES)
        summary.writerow(tables.summary_header(about["notebooks"]))
        for student in gradebook.students():
            flags = flags_of(student)
            grades.writerows(tables.grade_rows(student, flags))
            summary.writerow(tables.summary_row(student, about["notebooks"], flags))
            page = f"{file_name(student.name, taken)}.html"
            with whole_file(pages / page) as file:
                file.write(feedback_page(student))
            picture.add(student, flags, page)
        with whole_file(out / "report.html") as file:
            file.write(picture.page())
        with whole_file(out / "pairs.html") as file:
            file.write(pairs_page(gradebook))

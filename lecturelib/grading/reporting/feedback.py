"""A student's page: every exercise, how it stands, why, and where to go on."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ...exercises.display import code, sign_of
from ..escape import visible
from ..results import STATUSES, HandedIn, Result, Student
from .tables import files_of, share_of
from .words import CHANGED, CHANGED_FOR_ALL, STATUS, in_figures, size_of


def harmless(value):
    """What a page shows of a value: a text with all that is hidden in it made visible."""
    return visible(value) if type(value) is str else value


@cache
def pages() -> Environment:
    """The templates, compiled once; they escape all that they are given."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "pages"),
        autoescape=True,
        finalize=harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "points": in_figures,
        "size": size_of,
        "lines": in_lines,
        "code": lambda text: Markup(code(visible(text))),
    }
    environment.globals |= {
        "STATUS": STATUS,
        "CHANGED": CHANGED,
        "CHANGED_FOR_ALL": CHANGED_FOR_ALL,
        "STATUSES": STATUSES,
        "sign_of": sign,
        "share_of": share_of,
    }
    return environment


def in_lines(text: str) -> Markup:
    """Each line in an element of its own, so that what does not fit is indented under its beginning."""
    line = Markup('<span class="line">%s\n</span>')
    return Markup("").join(line % each for each in visible(text).split("\n"))


def sign(status: str) -> tuple[str, str]:
    """The sign and the colour that the notebook shows for this status."""
    return sign_of("not_started" if status == "missing" else status)


@cache
def template(name: str):
    return pages().get_template(name)


def feedback_page(student: Student) -> str:
    """The page of one student, complete in itself: no script, and nothing is fetched."""
    return template("feedback.html").render(shown(student))


def feedback_body(student: Student) -> str:
    """What the page shows, without its looks, for a place that has its own."""
    page = template("feedback.html")
    return "".join(page.blocks["main"](page.new_context(shown(student))))


def shown(student: Student) -> dict:
    """What the page is made of."""
    notebooks = [
        (name, results, student.mark(name), files, in_place_of(name, results, files))
        for name, results in student.results.items()
        for files in [files_of(student, name)]
    ]
    return {"student": student, "total": student.total(), "notebooks": notebooks}


def in_place_of(notebook: str, results: tuple[Result, ...], files: list[HandedIn]) -> str:
    """What is said once for all exercises where nothing came, counts or can be read; empty otherwise."""
    if not files:
        return f"No notebook {notebook} was handed in."
    if any(file.counts for file in files) and any(result.status != "unreadable" for result in results):
        return ""
    return results[0].message

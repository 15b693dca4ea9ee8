"""From a notebook to what Sphinx reads, and to what the page's script knows of it."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat.v4 import new_markdown_cell

from ..building.build import read, write
from ..building.execute import code_cells
from ..course import EXERCISES, NOTEBOOKS
from ..exercises.display import code
from ..exercises.notebook import solution_of
from .files import write_json
from .pictures import take_pictures
from .widgets import take_widgets

# How far one is, only a kernel and saved notebooks know; a page has a line of its own at its end.
INSTEAD = {"progress()": "", "course_progress()": "In the browser, the [first page](index.ipynb) has this table."}


def write_page(executed: Path, live: list[str], sources: Path, static: Path) -> None:
    """Write a notebook for Sphinx, and beside it, for the page's script: its widgets, its exercises, and the notebook
    as a student downloads it, without outputs. live: the ids of the cells that run in the page."""
    notebook, name = read(executed), executed.stem
    take_pictures(notebook, static)
    write_json(static / f"course/{name}.widgets.json", take_widgets(notebook, static))
    write_json(static / f"course/{name}.json", {"exercises": dict(exercises(notebook)), "live": live})
    notebook.cells = list(filter(None, map(in_a_page, notebook.cells)))
    for cell in code_cells(notebook):
        # a class of the cell's element, by which the script finds it
        cell.metadata["tags"] = [*cell.metadata.get("tags", []), f"id-{cell.id}"]
    write(notebook, sources / executed.name)
    write(blank(read(executed)), static / "course" / executed.name)


def in_a_page(cell: nbformat.NotebookNode) -> nbformat.NotebookNode | None:
    """The cell, or what stands in its place, or nothing."""
    if (source := cell.source.strip()) not in INSTEAD:
        return cell
    return new_markdown_cell(INSTEAD[source], id=cell.id) if INSTEAD[source] else None


def exercises(notebook: nbformat.NotebookNode) -> Iterator[tuple[str, dict]]:
    """Each exercise of a notebook and what a page needs to ask it; its cells by their ids."""
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.id for cell in code_cells(notebook)}
    for name in filter(EXERCISES.__contains__, cells):
        exercise = EXERCISES[name]
        record = {
            "cell": cells[name],
            "check": cells[f"check_{name}"],
            "points": exercise.points,
            "stub": exercise.stub().rstrip(),
            "hints": [code(hint) for hint in exercise.hints],
            "solution": solution_of(exercise),
        }
        yield name, record


def blank(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook as if nobody had run it."""
    notebook.metadata.pop("widgets", None)
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    return notebook


def write_course(static: Path) -> None:
    """Write what every page knows of the course: its notebooks in order, and the points of their exercises."""
    notebooks = [
        {"name": n.name, "title": n.title, "exercises": {e.name: e.points for e in n.exercises}} for n in NOTEBOOKS
    ]
    write_json(static / "course/course.json", notebooks)

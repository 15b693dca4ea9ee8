"""From source cells to notebook cells, and from a stub to a solution."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from ..checking.record import Exercise
from ..course import EXERCISES, NOTEBOOKS
from .fields import filled
from .source import SourceCell, SourceError, read_source

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def convert(source: Path) -> nbformat.NotebookNode:
    """The notebook of a source, not executed. Ids come from file and position, so the same source gives the same bytes.

    Each cell's metadata names the line of the source it came from, for errors. Raises SourceError.
    """
    cells = [node for cell in with_fields(source, read_source(source)) for node in nodes_of(cell)]
    for position, node in enumerate(cells):
        node["id"] = f"{source.stem}-{position:03d}"
    notebook = new_notebook(cells=cells, metadata=METADATA)
    notebook.metadata["lecturelib"] = {"built": fingerprint(notebook)}
    return notebook


def with_fields(source: Path, cells: list[SourceCell]) -> Iterator[SourceCell]:
    """The cells of a source, what their prose says of the course filled in. Raises SourceError."""
    notebook = next((known for known in NOTEBOOKS if known.name == source.stem), None)
    for cell, after in zip_longest(cells, cells[1:]):
        try:
            below = EXERCISES.get(after.exercise) if after else None
            yield replace(cell, text=filled(cell.text, notebook, below)) if cell.kind == "markdown" else cell
        except ValueError as error:
            raise SourceError(source, cell.line, str(error)) from error


def fingerprint(notebook: nbformat.NotebookNode) -> str:
    """A short digest of what the cells say, by which a notebook is known to be as it was built."""
    told = "\0".join(f"{cell.cell_type}\0{cell.source}" for cell in notebook.cells)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def nodes_of(cell: SourceCell) -> list[nbformat.NotebookNode]:
    """The notebook cells that one source cell becomes: two for an exercise, else one."""
    line = {"lecturelib": {"line": cell.line}}
    if cell.exercise:
        exercise = EXERCISES[cell.exercise]
        check = new_code_cell(f"check({exercise.name})", metadata=line | check_metadata(exercise))
        return [new_code_cell(exercise.stub().rstrip(), metadata=line | answer_metadata(exercise)), check]
    new_cell = new_markdown_cell if cell.kind == "markdown" else new_code_cell
    return [new_cell(cell.text, metadata=line | cell.metadata)]


def answer_metadata(exercise: Exercise) -> dict:
    """nbgrader's schema 3 for the cell a student writes in."""
    return {"nbgrader": nbgrader(exercise.name, solution=True), "deletable": False}


def check_metadata(exercise: Exercise) -> dict:
    """nbgrader's schema 3 for the locked cell below it, which earns the points."""
    points = {"points": exercise.points}
    locked = {"deletable": False, "editable": False}
    return {"nbgrader": nbgrader(f"check_{exercise.name}", grade=True, locked=True) | points} | locked


def nbgrader(grade_id: str, **switched_on: bool) -> dict:
    """The block that nbgrader reads, every switch off but the given ones."""
    switches = {"solution": False, "grade": False, "locked": False, "task": False}
    return {"schema_version": 3, "grade_id": grade_id} | switches | switched_on


def put_solutions(notebook: nbformat.NotebookNode) -> int:
    """Put the reference's source into every exercise cell of the notebook; returns how many there were."""
    count = 0
    for cell in notebook.cells:
        block = cell.metadata.get("nbgrader", {})
        if block.get("solution") and block.get("grade_id") in EXERCISES:
            cell.source = EXERCISES[block["grade_id"]].solution().rstrip()
            count += 1
    return count

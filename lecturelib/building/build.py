"""Build the notebooks from their sources, say which are out of date, and make the instructor's versions."""

import json
from pathlib import Path

import nbformat

from ..files import whole_file
from .convert import convert, fingerprint, put_solutions
from .execute import code_cells, execute, output_fault


class NotebookError(Exception):
    """A notebook file that cannot serve; the message names it and says why in one line."""


def sources(folder: Path) -> list[Path]:
    """The sources of a course folder in course order. Raises NotebookError where there are none."""
    found = sorted((folder / "src").glob("[0-9]*.py"))
    if not found:
        advice = "run this in the course's folder, or name it with --folder"
        raise NotebookError(f"no sources in {folder / 'src'}: {advice}")
    return found


def target_of(source: Path) -> Path:
    """``src/01-name.py`` becomes ``01-name.ipynb`` in the folder above."""
    return source.parent.parent / f"{source.stem}.ipynb"


def build(source: Path, overwrite: bool = False) -> Path:
    """Write the executed notebook of one source, and return its path.

    Raises SourceError, or NotebookError where somebody's answers or edits would be lost and overwrite is not given;
    then the notebook on disk stays as it was.
    """
    target = target_of(source)
    if target.exists() and not overwrite and edited_by_hand(read(target)):
        advice = "move it aside to keep that, or build with --overwrite"
        raise NotebookError(f"{target} has been edited since it was built; {advice}")
    notebook = convert(source)
    execute(notebook, target.parent, source)
    write(without_lines(notebook), target)
    return target


def edited_by_hand(notebook: nbformat.NotebookNode) -> bool:
    """Whether the cells are no longer the ones that were built; running them is no edit."""
    return notebook.metadata.get("lecturelib", {}).get("built") != fingerprint(notebook)


def without_lines(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook without the source's line numbers, which would change whole files with every edit."""
    for cell in notebook.cells:
        cell.metadata.pop("lecturelib", None)
    return notebook


def write(notebook: nbformat.NotebookNode, target: Path) -> None:
    """Write whole or not at all, keys sorted, so that the same notebook gives the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(target) as file:
        file.write(json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def read(file: Path) -> nbformat.NotebookNode:
    """A notebook from disk. Raises NotebookError where it is missing, cut off, or no notebook."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise NotebookError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise NotebookError(f"{file} is not a notebook: it is not text") from error
    try:
        json.loads(text)  # for its line number; nbformat says only that something is wrong
        notebook = nbformat.reads(text, as_version=4)
        nbformat.validate(notebook)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}"
        advice = "it was probably saved half-way: take an earlier copy, or generate it anew with lecturelib build"
        raise NotebookError(f"{file} ends or breaks at {where}; {advice}") from error
    except (nbformat.ValidationError, ValueError, KeyError, AttributeError, TypeError) as error:
        reason = str(error).splitlines()[0]
        raise NotebookError(f"{file} is JSON but not a notebook of format 4 that can be read: {reason}") from error
    return notebook


def out_of_date(source: Path) -> str | None:
    """Why the notebook of a source needs building, or None. Looks at all but the outputs' content, runs nothing."""
    target = target_of(source)
    if not target.exists():
        return f"{target} has not been built"
    built, fresh = read(target), without_lines(convert(source))
    if [bare(cell) for cell in built.cells] != [bare(cell) for cell in fresh.cells] or built.metadata != fresh.metadata:
        return f"{target} differs from {source}"
    for cell in code_cells(built):
        if cell.execution_count is None:
            return f"{target} has cells that were not run (cell {cell.id})"
        complaint = output_fault(cell)
        if complaint:
            return f"{target}, cell {cell.id}: {complaint}"
    return None


def bare(cell: nbformat.NotebookNode) -> tuple:
    """What of a cell comes from the source."""
    return cell.cell_type, cell.id, cell.source, cell.metadata


def solve(file: Path, target: Path, run: bool) -> int:
    """Write the notebook with the solutions in, executed if run; returns the number of solutions.

    Raises NotebookError, or SourceError where a cell fails; then nothing is written.
    """
    notebook = read(file)
    count = put_solutions(notebook)
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    if run:
        target.parent.mkdir(parents=True, exist_ok=True)
        execute(notebook, target.parent, file)
    write(notebook, target)
    return count

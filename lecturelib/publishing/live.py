"""Which cells of a notebook run on in the page, with the student's own functions: those that need NumPy alone."""

import json
import subprocess
import tempfile
from pathlib import Path

import nbformat

from ..building.build import read
from ..building.execute import code_cells
from .errors import SiteError
from .files import write_json


def cells_that_run(executed: list[Path], room: Path, python: Path) -> dict[str, list[str]]:
    """For each executed notebook, by name, the ids of the cells that print the same in a page, in order.

    room: where the site's sources lie; python: the laid out runtime. Each cell is tried, in Node. Raises SiteError
    where that fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        tasks, results = Path(folder, "tasks.json"), Path(folder, "results.json")
        write_json(tasks, [(str(notebook), what_is_printed(read(notebook))) for notebook in executed])
        command = ["node", room / "try_cells.mjs", python, tasks, results]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise SiteError(f"no cell could be tried in Node: {done.stderr.strip()[-500:]}")
        found = json.loads(results.read_text(encoding="utf-8"))
    return {notebook.stem: ids for notebook, ids in zip(executed, found, strict=True)}


def what_is_printed(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """The text that each cell printed, by its id; without exercises, checks, and cells that show more than text."""
    cells = (cell for cell in code_cells(notebook) if "nbgrader" not in cell.metadata)
    texts = {cell.id: text_of(cell) for cell in cells}
    return {cell: text for cell, text in texts.items() if text is not None}


def text_of(cell: nbformat.NotebookNode) -> str | None:
    """What a cell printed, and the value of its last line; None where it showed something else."""
    pieces = []
    for output in cell.outputs:
        if output.output_type == "stream":
            pieces.append(output.text)
        elif set(output.get("data", {})) == {"text/plain"}:
            pieces.append(output.data["text/plain"])
        else:
            return None
    return "".join(pieces)

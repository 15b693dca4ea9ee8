"""The notebooks as executed for a page: with the state of their widgets, which the committed ones leave out."""

from pathlib import Path

from ..building.build import read, write
from ..building.execute import execute

PACKAGE = Path(__file__).parents[1]
NOT_RUN = {"bench", "building", "grading", "page", "publishing"}  # rooms that no cell of a notebook looks into


def executed(notebook: Path, folder: Path) -> Path:
    """The notebook, run in its own folder and kept in this one; run anew only where it or the course has changed.

    Raises NotebookError or SourceError where it cannot be read or run.
    """
    target = folder / notebook.name
    if not target.exists() or target.stat().st_mtime < max(last_change(), notebook.stat().st_mtime):
        ready = read(notebook)
        execute(ready, notebook.parent, notebook, keep_widgets=True)
        write(ready, target)
    return target


def last_change() -> float:
    """When a file that notebooks run was last written, in seconds since 1970."""
    rooms = [room for room in PACKAGE.iterdir() if room.name not in NOT_RUN]
    files = [file for room in rooms for file in ([room] if room.is_file() else room.rglob("*"))]
    return max(file.stat().st_mtime for file in files if "__pycache__" not in file.parts)

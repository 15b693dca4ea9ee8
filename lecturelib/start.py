"""``lecturelib start``: a student's own copy of the course, opened in JupyterLab."""

import os
import subprocess
import sys
from pathlib import Path

from .building import NotebookError
from .course.files import notebook_files
from .files import whole_file

FIRST = "00-start.ipynb"


def copy_course(folder: Path) -> list[Path]:
    """Copy the notebooks that are not in the folder yet, which is made if need be; what is there stays as it is.

    Returns the copies. Raises NotebookError where the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = {file.name for file in folder.iterdir()}
        missing = [notebook for notebook in notebook_files() if notebook.name not in there]
        for notebook in missing:
            with whole_file(folder / notebook.name, "wb") as file:
                file.write(notebook.read_bytes())
    except OSError as error:
        raise NotebookError(f"{error.filename or folder}: {error.strerror}; name another folder") from error
    return [folder / notebook.name for notebook in missing]


def open_course(folder: Path, arguments: list[str]) -> int:
    """Run JupyterLab in the folder with the first notebook open, until it is stopped; returns its exit status."""
    command = [sys.executable, "-m", "jupyterlab", f"--LabApp.default_url=/lab/tree/{FIRST}", *arguments]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    return subprocess.run(command, cwd=folder).returncode

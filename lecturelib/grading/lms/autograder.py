"""Gradescope: the zip that its autograder is made of, and what that runs for every submission."""

import json
import os
import sys
import traceback
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from ...course import COURSE
from ...files import whole_file
from ..errors import GradingError
from ..gradebook.counting import worth
from ..grader import Grader, Settings
from ..results import Graded, Result
from ..running.handed_in import FILE, NOTEBOOK, Folder, Unreadable
from ..version import course_version
from .gradescope import results_json

PACKAGE = Path(__file__).parents[2]
SCRIPTS = {"setup.sh": "setup.sh", "run_autograder": "run_autograder.sh"}  # in the zip, and in the folder container
NEEDED = ("numpy",)  # all that grading imports
SECRET, ONLY = "secret", "notebook"  # files of the zip: what hidden inputs are drawn from; what is graded, if not all
SECRET_BYTES = 32
DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can have: the same content gives the same bytes
TROUBLE = "Your submission could not be graded. This is not your fault; tell your instructor."


def write_zip(target: Path, notebook: str | None = None) -> None:
    """Write the autograder for one notebook, or for the whole course, with a secret of its own. Raises GradingError."""
    if notebook is not None and notebook not in COURSE:
        raise GradingError(f"there is no notebook {notebook}; there are {', '.join(COURSE)}")
    try:
        with whole_file(target, "wb") as file, zipfile.ZipFile(file, "w") as archive:
            for name, content in contents(notebook):
                info = zipfile.ZipInfo(name, DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = (0o755 if name in SCRIPTS else 0o644) << 16
                archive.writestr(info, content)
        target.chmod(0o600)  # it holds the secret
    except OSError as error:
        raise GradingError(f"{error.filename or target}: {error.strerror}; name another file with -o") from error


def contents(notebook: str | None) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the zip's files."""
    for name, script in SCRIPTS.items():
        yield name, (Path(__file__).parent / "container" / script).read_bytes().replace(b"\r\n", b"\n")
    yield "requirements.txt", "".join(f"{name}=={version(name)}\n" for name in NEEDED).encode()
    yield SECRET, os.urandom(SECRET_BYTES)
    yield ONLY, (notebook or "").encode()
    for file in sorted(PACKAGE.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield f"{PACKAGE.name}/{file.relative_to(PACKAGE).as_posix()}", file.read_bytes()


def main(submission: str, results: str, source: str) -> None:
    """Grade the folder submission by what the zip, unpacked in source, says, and write results.json in any case."""
    try:
        found = graded(Path(submission), Path(source))
    except Exception:
        found = results_json({}, TROUBLE, traceback.format_exc())
    with whole_file(Path(results)) as file:
        json.dump(found, file, ensure_ascii=False, indent=1)


def graded(submission: Path, source: Path) -> dict:
    """The results.json of a submission: for each exercise the best answer in its files."""
    only, secret = (source / ONLY).read_text(), (source / SECRET).read_bytes()
    folder = Folder(submission.resolve(), None)
    paths = sorted(path for path, kind in folder.look() if kind == FILE and NOTEBOOK.search(path))
    with Grader(Settings(secret=secret)) as grader:
        gradings = {path: grader.grade(content(folder, path), path) for path in paths}
        extra = {"course_version": course_version(), "isolation": str(grader.isolation)}
    wanted = {path: one for path, one in gradings.items() if one.notebook in ([only] if only else COURSE)}
    notes = "\n".join(f"{path}: {n.kind} {n.exercise} {n.text}" for path, one in gradings.items() for n in one.notes)
    return results_json(best(list(wanted.values())), "" if wanted else missing(only, paths), notes, extra)


def content(folder: Folder, path: str) -> bytes:
    """What is in a file; nothing, which no notebook is, where that cannot be had."""
    try:
        return folder.read(path)
    except Unreadable:
        return b""


def best(gradings: list[Graded]) -> dict[str, tuple[Result, ...]]:
    """By notebook in course order, the best result of each exercise, as a gradebook takes it; of equals the first."""
    all_of = {notebook: [one.results for one in gradings if one.notebook == notebook] for notebook in COURSE}
    return {
        notebook: tuple(max(answers, key=worth) for answers in zip(*several, strict=True))
        for notebook, several in all_of.items()
        if several
    }


def missing(only: str, paths: list[str]) -> str:
    """What is said where there is nothing to grade."""
    wanted = f"the notebook {only}" if only else "a notebook of the course"
    there = f"None of your files is {wanted}: {', '.join(paths)}." if paths else "You handed in no notebook."
    return f"{there} Hand in {wanted}, a file that ends in .ipynb."


if __name__ == "__main__":
    main(*sys.argv[1:])

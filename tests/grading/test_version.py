"""What marks hang on: a gradebook goes on after a hint or a colour has changed, and not after a tolerance has."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import lecturelib

PACKAGE = Path(lecturelib.__file__).parent
DECIDING = {  # what is edited: file, what stands there, what is put in its place
    "a tolerance": ("checking/compare.py", "EXACT, SINGLE = 1e-9", "EXACT, SINGLE = 1e-8"),
    "points": ("course/squashing/gate.py", "points=2", "points=3"),
    "whether warnings count": ("course/squashing/sigmoid.py", "quiet=True", "quiet=False"),
    "a unit's case": ("course/squashing/cases.py", "10.0, 10.0, 10.0", "10.0, 10.0, 20.0"),
    "the cases of all cells": ("course/cases.py", "SCALES = [1.0, 2.0]", "SCALES = [1.0, 3.0]"),
    "how points are rounded": ("checking/scoring.py", "int(2 * most * share + 1e-9) / 2", "int(most * share + 1e-9)"),
    "the reference": ("reference/squashing.py", "return s * (1 - s)", "return s - s**2"),
    "the reading": ("grading/reading/finder.py", "2: an answer", "2: an  answer"),
    "what may not be used": ("checking/forbidden.py", '"LSTMCell", ', ""),
    "what a tensor is": ("checking/plain.py", "detach", "clone"),
    "the jail": ("grading/sandbox/seccomp.py", '"getcwd": (79, 17),', ""),
}
SAID = {
    "a hint": ("course/squashing/gate.py", "hints=(", 'hints=(\n        "Think of a door.",'),
    "a known mistake's sentence": ("course/squashing/sigmoid_slope.py", "You squashed s once more.", "Squashed twice."),
    "a complaint": ("checking/describe.py", "It returned nothing (None).", "Nothing came back."),
    "a colour": ("palette.py", "#00805C", "#00805D"),
    "what is told of a time limit": ("grading/wording.py", "It took too long.", "Time is up."),
    "a note for a person": ("grading/reading/notes.py", '"""', '""" '),
    "how answers are compared with each other": ("grading/reading/operations.py", "DEPTH = 3", "DEPTH = 4"),
    "a title": ("course/squashing/__init__.py", "Squashing functions and gates", "Squashing"),
    "the report": ("grading/reporting/report.py", '"""', '""" '),
}


@pytest.fixture
def copy(tmp_path):
    """A copy of the package in a folder, and functions that edit it and run Python with it."""
    folder = tmp_path / "elsewhere"
    shutil.copytree(PACKAGE, folder / "lecturelib", ignore=shutil.ignore_patterns("__pycache__", "widgets", "figures"))

    def edit(file, old, new):
        text = (folder / "lecturelib" / file).read_text(encoding="utf-8")
        assert old in text, f"{file} no longer has {old!r}"
        (folder / "lecturelib" / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    def python(*arguments):
        environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=100)

    return edit, python


def version(python):
    done = python("-c", "from lecturelib.grading.version import course_version; print(course_version())")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("what", DECIDING)
def test_the_version_changes_with_what_decides_marks(what, copy):
    edit, python = copy
    before = version(python)
    edit(*DECIDING[what])
    assert version(python) != before


def test_the_version_does_not_change_with_what_is_only_said_or_shown(copy):
    edit, python = copy
    before = version(python)
    for what, change in SAID.items():
        edit(*change)
        assert version(python) == before, what


def test_a_gradebook_goes_on_after_a_hint_has_changed_and_is_refused_after_a_tolerance_has(copy, tmp_path):
    edit, python = copy
    notebook = tmp_path / "class" / "ann" / "00-start.ipynb"
    notebook.parent.mkdir(parents=True)
    shutil.copy(PACKAGE.parent / "notebooks" / "00-start.ipynb", notebook)

    def grade():
        arguments = ("grade", str(tmp_path / "class"), "--out", str(tmp_path / "marks"), "--jobs", "1")
        return python("-c", "import sys; from lecturelib.cli import main; sys.exit(main())", *arguments)

    assert grade().stdout.startswith("graded now: 1 notebook in ")
    edit(*SAID["a hint"])
    edit(*SAID["a colour"])
    assert grade().stdout.startswith("graded now: 0 notebooks")
    edit(*DECIDING["a tolerance"])
    refused = grade()
    assert refused.returncode == 1
    assert "was graded with course version" in refused.stderr and refused.stderr.count("\n") == 1

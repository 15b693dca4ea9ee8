"""The command, however it is started."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lecturelib.cli import main

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


def unread(*arguments):
    """The command, when nobody reads what it prints: its exit status, and what it says of that."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-u", "-m", "lecturelib", *arguments]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    return done.returncode, done.stderr


def test_the_work_is_done_also_if_nobody_reads(tmp_path):
    solved = tmp_path / "solved"
    assert unread("solve", *NOTEBOOKS, "-o", solved) == (0, "")
    assert sorted(file.name for file in solved.iterdir()) == [file.name for file in NOTEBOOKS]
    status, told = unread("solve", NOTEBOOKS[0], tmp_path / "none.ipynb", "-o", solved)
    assert status == 1 and told.count("\n") == 1


@pytest.mark.parametrize("module", ["lecturelib", "lecturelib.cli"])
def test_it_runs_as_a_module(module, tmp_path):
    command = [sys.executable, "-m", module, "build", "--folder", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith("lecturelib: no sources in ") and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["grade", "x", "--out", "y", "--jobs", "none"], "lecturelib grade: argument --jobs: "),
        (["grade", "x"], "lecturelib grade: the following arguments are required: --out"),
        (["export", "x", "--to", "paper"], "lecturelib export: argument --to: invalid choice: 'paper'"),
        (["mark"], "lecturelib: argument COMMAND: invalid choice: 'mark'"),
    ],
)
def test_an_option_that_is_wrong_is_told_in_one_line(arguments, told, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    said = capsys.readouterr().err
    assert said.startswith(told) and said.endswith(" --help\n") and said.count("\n") == 1

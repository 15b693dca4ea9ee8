"""Gradescope's autograder as its container runs it: unpacked, with NumPy and nothing else, as a script."""

import importlib.metadata
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy
import pytest

from lecturelib.exercises import COURSE
from lecturelib.grading.errors import GradingError
from lecturelib.grading.lms.autograder import SECRET, write_zip

MOST = sum(exercise.points for exercise in COURSE["01-squashing"])
NOT_NUMPY = "def sigmoid(a):\n    import torch\n    return a"


def notebook(*sources):
    cells = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def solved(name):
    return notebook(*(exercise.solution() for exercise in COURSE[name]))


def unpack(place, only):
    """Lay a place out as a container of Gradescope's, with Python and NumPy alone."""
    write_zip(place / "autograder.zip", only)
    with zipfile.ZipFile(place / "autograder.zip") as archive:
        archive.extractall(place / "source")
    (place / "results").mkdir()
    (place / "submission").mkdir()
    (place / "bin").mkdir()
    python = f'#!/bin/sh\nexec "{sys.executable}" -S -P "$@"\n'  # -S: nothing that is installed
    (place / "bin" / "python3").write_text(python)
    (place / "bin" / "python3").chmod(0o755)
    packages = place / "source" / "site-packages"
    packages.mkdir()
    for name in ("numpy", "numpy.libs"):
        if (there := Path(numpy.__file__).parents[1] / name).exists():
            (packages / name).symlink_to(there)


def seen(results):
    """The tests that a student sees."""
    return [test for test in results["tests"] if test["visibility"] == "visible"]


@pytest.fixture
def run(tmp_path):
    """Hand files in to an autograder for one notebook; returns what is in its results.json."""

    def run(files, only="01-squashing"):
        unpack(tmp_path, only)
        for name, content in files.items():
            (tmp_path / "submission" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "submission" / name).write_text(content)
        environment = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "AUTOGRADER": str(tmp_path)}
        script = tmp_path / "source" / "run_autograder"
        subprocess.run(["bash", script], env=environment, check=True, timeout=60, cwd=tmp_path / "submission")
        return json.loads((tmp_path / "results" / "results.json").read_text(encoding="utf-8"))

    return run


def test_a_solved_notebook_earns_all_points(run):
    results = run({"my 01-squashing (1).ipynb": solved("01-squashing")})
    assert results["score"] == MOST and results["output"] == ""
    exercises = [(exercise.name, exercise.points, "passed") for exercise in COURSE["01-squashing"]]
    assert [(test["name"], test["score"], test["status"]) for test in seen(results)] == exercises
    assert set(results["extra_data"]) == {"course_version", "isolation"}


def test_of_several_files_the_best_answers_count(run):
    gate, one_hot = (next(e for e in COURSE["01-squashing"] if e.name == name) for name in ("gate", "one_hot"))
    files = {"a/01-squashing.ipynb": notebook(gate.solution()), "b/01-squashing.ipynb": notebook(one_hot.solution())}
    results = run({**files, "06-lstm.ipynb": solved("06-lstm"), "notes.txt": "x"})
    assert results["score"] == gate.points + one_hot.points
    assert sum(test["status"] == "passed" for test in seen(results)) == 2


def test_of_two_answers_without_points_the_one_that_was_tried_is_told(run):
    files = {"a/01-squashing.ipynb": notebook(), "b/01-squashing.ipynb": notebook("def sigmoid(a):\n    return a")}
    sigmoid = next(test for test in seen(run(files)) if test["name"] == "sigmoid")
    assert sigmoid["score"] == 0 and "called    sigmoid(" in sigmoid["output"]


def test_without_a_notebook_named_the_whole_course_counts(run):
    results = run({"00-start.ipynb": solved("00-start"), "01-squashing.ipynb": solved("01-squashing")}, None)
    assert results["score"] == 1 + MOST
    assert [test["number"] for test in seen(results)] == ["1.1", *(f"2.{k}" for k in range(1, 6))]


def test_a_wrong_answer_is_told_why_and_where_to_go_on(run):
    results = run(
        {"01-squashing.ipynb": notebook("def sigmoid(a):\n    return a", NOT_NUMPY.replace("sigmoid", "gate"))}
    )
    sigmoid = next(test for test in results["tests"] if test["name"] == "sigmoid")
    gate = next(test for test in results["tests"] if test["name"] == "gate")
    assert "called    sigmoid(" in sigmoid["output"] and "For a hint run sigmoid.hint()" in sigmoid["output"]
    assert results["score"] == 0 and sigmoid["status"] == gate["status"] == "failed"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "You handed in no notebook. Hand in the notebook 01-squashing, a file that ends in .ipynb."),
        ({"06-lstm.ipynb": solved("06-lstm")}, "None of your files is the notebook 01-squashing: 06-lstm.ipynb."),
    ],
)
def test_with_nothing_to_grade_a_student_reads_what_is_wanted(files, said, run):
    results = run(files)
    assert results["score"] == 0 and seen(results) == [] and results["output"].startswith(said)


def test_a_broken_file_is_told_and_shown_to_the_instructor(run):
    results = run({"01-squashing.ipynb": "PK\x03\x04"})
    assert results["score"] == 0
    assert all("could not be read" in test["output"] for test in seen(results)) and len(seen(results)) == 5


@pytest.mark.parametrize(
    ("broken", "aside"),
    [("lecturelib/reference/__init__.py", None), (SECRET, "FileNotFoundError"), ("notebook", "Error")],
)
def test_there_are_results_whatever_is_wrong_with_the_grader(broken, aside, tmp_path, run, monkeypatch):
    def unpack_broken(place, only):
        whole(place, only)
        (place / "source" / broken).unlink()

    whole = unpack
    monkeypatch.setitem(globals(), "unpack", unpack_broken)
    results = run({"01-squashing.ipynb": solved("01-squashing")})
    assert results["score"] == 0 and "This is not your fault" in results["output"]
    asides = [test for test in results.get("tests", []) if test["visibility"] == "hidden"]
    assert [aside in test["output"] for test in asides] == [True] * bool(aside)


def test_the_zip_is_the_same_but_for_its_secret(tmp_path):
    for name in ("a.zip", "b.zip"):
        write_zip(tmp_path / name, "06-lstm")
    one, other = ({i.filename: i for i in zipfile.ZipFile(tmp_path / name).infolist()} for name in ("a.zip", "b.zip"))
    assert list(one) == list(other)
    assert [name for name in one if one[name].CRC != other[name].CRC] == [SECRET]
    assert {info.date_time for info in one.values()} == {(1980, 1, 1, 0, 0, 0)}
    executable = {name for name, info in one.items() if info.external_attr >> 16 & 0o111}
    assert executable == {"setup.sh", "run_autograder"}
    assert (tmp_path / "a.zip").stat().st_mode & 0o077 == 0


def test_the_zip_asks_for_the_versions_that_are_installed(tmp_path):
    write_zip(tmp_path / "a.zip", None)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.read("requirements.txt").decode() == f"numpy=={importlib.metadata.version('numpy')}\n"
        assert archive.read("setup.sh").startswith(b"#!") and b"\r" not in archive.read("run_autograder")


@pytest.mark.parametrize("script", ["setup.sh", "run_autograder.sh"])
def test_the_scripts_parse(script):
    folder = Path(sys.modules["lecturelib.grading.lms.autograder"].__file__).parent / "container"
    subprocess.run(["bash", "-n", folder / script], check=True)


def test_what_a_person_gets_wrong_is_told_in_one_line(tmp_path):
    with pytest.raises(GradingError, match="there is no notebook 5-lstm; there are 00-start, "):
        write_zip(tmp_path / "a.zip", "5-lstm")
    with pytest.raises(GradingError, match="No such file or directory; name another file with -o"):
        write_zip(tmp_path / "none" / "a.zip")

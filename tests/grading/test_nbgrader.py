"""The solved notebooks as the source of an unmodified nbgrader: released, handed in three times, graded, exported."""

import csv
import os
import sys
from pathlib import Path

import numpy as np
import pytest
from classroom import NOTEBOOKS, submission

from lecturelib.building import read, solve
from lecturelib.exercises import COURSE, EXERCISES

pytest.importorskip("nbgrader", reason="nbgrader comes with an extra: pip install -e .[nbgrader]")

from nbgrader.apps import NbGraderAPI
from nbgrader.plugins import CsvExportPlugin
from traitlets.config import Config

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own

LIGHT = ("00-start", "02-dinner")  # nothing is trained in them, so a second or two each
NAMES = [exercise.name for notebook in LIGHT for exercise in COURSE[notebook]]
NO_LAST_STATE = """
@exercise
def unroll(step, xs, state, *weights):
    states, start = [], state
    for x in xs:
        state = step(x, *(state if isinstance(state, tuple) else (state,)), *weights)
        states.append(state[0] if isinstance(state, tuple) else state)
    return np.array(states), start
"""
SOLUTIONS = {name: EXERCISES[name].solution() for name in NAMES}
HANDED_IN = {
    "empty": {},
    "halfway": {"dinner_vote": SOLUTIONS["dinner_vote"], "unroll": NO_LAST_STATE},
    "done": SOLUTIONS,
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The folder of a course in which nbgrader has done all its work."""
    root = tmp_path_factory.mktemp("course")
    (root / "home").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            patch.setenv(variable, str(root / "home" / variable.lower()))
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)  # nbgrader calls alembic by its name
        for notebook in LIGHT:
            solve(NOTEBOOKS / f"{notebook}.ipynb", root / "source" / "week-1" / f"{notebook}.ipynb", run=False)
        api = NbGraderAPI(config=Config({"CourseDirectory": {"root": str(root), "course_id": "recurrent"}}))
        succeeded(api.generate_assignment("week-1"))
        for student, answers in HANDED_IN.items():
            hand_in(root / "submitted" / student / "week-1", answers)
            succeeded(api.autograde("week-1", student))
        succeeded(api.generate_feedback("week-1"))
        CsvExportPlugin(to=str(root / "grades.csv")).export(api.gradebook)
        api.gradebook.close()
    return root


def succeeded(answer: dict) -> None:
    assert answer["success"], answer.get("error") or answer.get("log")


def hand_in(folder: Path, answers: dict[str, str]) -> None:
    folder.mkdir(parents=True)
    for notebook in LIGHT:
        (folder / f"{notebook}.ipynb").write_bytes(submission(notebook, answers))


def points_due(student: str) -> float:
    """What our own checks give for a student's answers."""
    total = 0.0
    for name, source in HANDED_IN[student].items():
        namespace = {"np": np, "exercise": lambda function: function}
        exec("from lecturelib.reference import *\n" + source, namespace)
        total += EXERCISES[name].grade(namespace[name]).points
    return total


@pytest.mark.parametrize("notebook", LIGHT)
def test_the_release_is_the_students_notebook(course, notebook):
    """Signatures and docstrings are there, solutions are not: as in the notebook that the course hands out."""
    released = read(course / "release" / "week-1" / f"{notebook}.ipynb").cells
    ours = read(NOTEBOOKS / f"{notebook}.ipynb").cells
    assert len(released) == len(ours)
    for cell, our in zip(released, ours, strict=True):
        block = our.metadata.get("nbgrader", {})
        if block.get("solution"):
            exercise = EXERCISES[block["grade_id"]]
            assert cell.source.split("\n    # YOUR CODE HERE")[0] == exercise.stub().split("\n    raise ")[0]
            assert cell.source.endswith("raise NotImplementedError()")
        else:
            assert cell.source == our.source


def test_nbgraders_marks_are_ours(course):
    with (course / "grades.csv").open(newline="") as lines:
        rows = {row["student_id"]: row for row in csv.DictReader(lines)}
    most = sum(EXERCISES[name].points for name in NAMES)
    assert {row["max_score"] for row in rows.values()} == {str(float(most))}
    scores = {student: float(row["score"]) for student, row in rows.items()}
    assert scores == {student: points_due(student) for student in HANDED_IN}
    assert scores["empty"] == 0 < scores["halfway"] < scores["done"] == most
    assert points_due("halfway") > EXERCISES["dinner_vote"].points  # so part of unroll's points came through


@pytest.mark.parametrize("student", HANDED_IN)
def test_the_feedback_shows_the_verdicts(course, student):
    page = (course / "feedback" / student / "week-1" / "02-dinner.html").read_text(encoding="utf-8")
    verdicts = {"empty": "○ dinner_vote", "halfway": "◐ unroll", "done": "● unroll"}
    assert verdicts[student] in page

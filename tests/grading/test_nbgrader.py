"""The solved notebooks as the source of an unmodified nbgrader, and our marks in its gradebook.

They are released, handed in, graded and exported by nbgrader; then what it collected is graded by us and written back.
"""

import csv
import os
import shutil
import sys
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
import pytest
from classroom import NOTEBOOKS, submission
from standin import StandIn

from lecturelib.building import read, solve
from lecturelib.cli import main
from lecturelib.exercises import COURSE, EXERCISES
from lecturelib.grading.errors import GradingError
from lecturelib.grading.lms.nbgrader import write_marks
from lecturelib.grading.results import Change, HandedIn, Mark, Result, Student

pytest.importorskip("nbgrader", reason="nbgrader comes with an extra: pip install -e .[nbgrader]")

from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.plugins import CsvExportPlugin
from sqlalchemy.orm import object_session
from traitlets.config import Config

LATE = {"02-dinner": Mark(0.5, 5, (Change("late", "", -0.5, "10 % a day"),))}
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
MOST = sum(EXERCISES[name].points for name in NAMES)
FORGED = f"""
def check(function):
    return { ({name: EXERCISES[name].points for name in NAMES})!r}[function.__name__]
"""
SOLUTIONS = {name: EXERCISES[name].solution() for name in NAMES}
HANDED_IN = {
    "empty": {},
    "halfway": {"dinner_vote": SOLUTIONS["dinner_vote"], "unroll": NO_LAST_STATE},
    "done": SOLUTIONS,
}
FORGER = {name: EXERCISES[name].stub() + FORGED for name in ("continue_trend", "dinner_vote")}  # one in each notebook


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
        for student, answers in {**HANDED_IN, "forger": FORGER}.items():
            hand_in(root / "submitted" / student / "week-1", answers)
            succeeded(api.autograde("week-1", student))
        succeeded(api.generate_feedback("week-1"))
        CsvExportPlugin(to=str(root / "grades.csv")).export(api.gradebook)
        hand_in(root / "submitted" / "never-autograded" / "week-1", SOLUTIONS)
        by_hand = api.gradebook.find_grade("check_unroll", "02-dinner", "week-1", "empty")
        by_hand.manual_score = 0.25
        object_session(by_hand).commit()
        assert main(["grade", str(root / "submitted"), "--out", str(root / "marks")]) == 0
        with open(root / "told.txt", "w") as told, redirect_stdout(told):
            assert main(["export", str(root / "marks"), "--to", "nbgrader", "--db", str(root / "gradebook.db")]) == 0
        CsvExportPlugin(to=str(root / "ours.csv")).export(api.gradebook)
        succeeded(api.generate_feedback("week-1", force=True))
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


def scores(file: Path) -> dict[str, float]:
    """The score of each student in what nbgrader exported, where it knows one."""
    with file.open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["max_score"] for row in rows} == {str(float(MOST))}
    return {row["student_id"]: float(row["score"]) for row in rows}


def test_nbgraders_marks_are_ours_where_nobody_cheats(course):
    given = scores(course / "grades.csv")
    assert {student: given[student] for student in HANDED_IN} == {name: points_due(name) for name in HANDED_IN}
    assert given["empty"] == 0 < given["halfway"] < given["done"] == MOST
    assert points_due("halfway") > EXERCISES["dinner_vote"].points  # so part of unroll's points came through


def test_marks_of_nbgrader_can_be_forged_and_ours_in_their_place_cannot(course):
    assert scores(course / "grades.csv")["forger"] == MOST
    ours = scores(course / "ours.csv")
    assert ours["forger"] == 0 and ours["never-autograded"] == MOST
    assert {name: ours[name] for name in ("halfway", "done")} == {
        name: points_due(name) for name in ("halfway", "done")
    }
    assert "02-dinner.ipynb: nbgrader had 7 points, here it earned 0" in (course / "told.txt").read_text()


def test_points_given_by_hand_in_nbgrader_stay_and_are_told(course):
    assert scores(course / "ours.csv")["empty"] == 0.25
    line = "empty/week-1/02-dinner.ipynb: unroll keeps its 0.25 points, given by hand there"
    assert line in (course / "told.txt").read_text()


def test_nbgraders_own_feedback_then_shows_our_points(course):
    page = (course / "feedback" / "forger" / "week-1" / "02-dinner.html").read_text(encoding="utf-8")
    assert "(Score: 0.0 / 7.0)" in page


@pytest.mark.parametrize("student", HANDED_IN)
def test_the_feedback_shows_the_verdicts(course, student):
    page = (course / "feedback" / student / "week-1" / "02-dinner.html").read_text(encoding="utf-8")
    verdicts = {"empty": "○ dinner_vote", "halfway": "◐ unroll", "done": "● unroll"}
    assert verdicts[student] in page


def test_what_has_no_place_in_nbgraders_gradebook_is_told(course, tmp_path):
    files = HandedIn("ann/week-9/02-dinner.ipynb", "02-dinner"), HandedIn("ann/02-dinner.ipynb", "02-dinner")
    dear = Result("dinner_vote", 1.0, 5, "partial", "", "")
    moved = Student("done", (HandedIn("done/week-1/02-dinner.ipynb", "02-dinner"),), {"02-dinner": (dear,)}, marks=LATE)
    students = [Student("ann", files, {"02-dinner": ()}), moved]
    copy = shutil.copy(course / "gradebook.db", tmp_path)
    assert write_marks(StandIn(students, ["02-dinner"]), Path(copy), only=("06-lstm",)) == []
    assert write_marks(StandIn(students, ["02-dinner"]), Path(copy)) == [
        "ann/week-9/02-dinner.ipynb: nbgrader has no notebook 02-dinner in an assignment week-9",
        "ann/02-dinner.ipynb: not STUDENT/ASSIGNMENT/NOTEBOOK.ipynb, as in nbgrader's folder submitted",
        "done/week-1/02-dinner.ipynb: nbgrader has no check_dinner_vote worth 5 points",
        "done/week-1/02-dinner.ipynb: nbgrader gets the 1 points of the checks, not 0.5",
    ]


@pytest.mark.filterwarnings("always::sqlalchemy.exc.SAWarning")
def test_a_student_whom_nbgrader_has_not_seen_is_written_without_a_warning(tmp_path, recwarn, monkeypatch):
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)  # for alembic, as above
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as book:
        book.add_assignment("week-1")
        book.add_notebook("02-dinner", "week-1")
        for name in ("check_dinner_vote", "check_unroll"):
            book.add_grade_cell(name, "02-dinner", "week-1", max_score=1, cell_type="code")
    recwarn.clear()
    results = (Result("dinner_vote", 1.0, 1, "right", "", ""), Result("unroll", 0.5, 1, "partial", "", ""))
    students = [
        Student(name, (HandedIn(f"{name}/week-1/02-dinner.ipynb", "02-dinner"),), {"02-dinner": results})
        for name in ("ann", "bob")
    ]
    assert write_marks(StandIn(students, ["02-dinner"]), tmp_path / "gradebook.db") == []
    assert [str(warning.message) for warning in recwarn] == []
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as book:
        assert [s.score for s in book.assignment_submissions("week-1")] == [1.5, 1.5]


def test_a_gradebook_that_is_none_is_refused_in_one_line(tmp_path):
    with pytest.raises(GradingError, match=r"gradebook\.db is no file; name the gradebook\.db"):
        write_marks(StandIn([], []), tmp_path / "gradebook.db")
    (tmp_path / "gradebook.db").write_text("no database" * 100)
    with pytest.raises(GradingError, match="cannot be written as nbgrader's gradebook"):
        write_marks(StandIn([], []), tmp_path / "gradebook.db")

"""A class in which some try to stop the run: everybody else has the marks that they earned, and it ends."""

import csv
import os
import sys

import pytest
from attacks import ATTACKS
from hostile import HONEST, IMPORTS, notebook
from stoppers import STOPPERS

from lecturelib.exercises import COURSE
from lecturelib.grading.running import run
from lecturelib.grading.running.request import Request

if sys.platform != "linux":
    pytest.skip("the full jail is Linux's; docs/grading.md says what holds elsewhere", allow_module_level=True)

MANY = bool(os.environ.get("LECTURELIB_MANY"))  # 250 honest students among 50 who are not; minutes
HONEST_STUDENTS, ATTACKERS = (250, 50) if MANY else (10, len(STOPPERS))


def test_whoever_attacks_the_judge_the_honest_have_their_marks(tmp_path):
    names = [*STOPPERS] * 2
    for number, name in enumerate(names[:ATTACKERS]):
        hand_in(tmp_path / "class" / f"attacker {number}", ATTACKS[name].submission() + b" " * number)
    cells = [(IMPORTS, ""), *((exercise.solution(), exercise.name) for exercise in COURSE["03-rnn"])]
    for number in range(HONEST_STUDENTS):
        hand_in(tmp_path / "class" / f"honest {number}", notebook(cells) + b" " * number)
    run.grade(tmp_path / "class", tmp_path / "marks", Request(seconds=2, jobs=2))
    rows = list(csv.DictReader((tmp_path / "marks" / "grades.csv").open(encoding="utf-8-sig")))
    honest = [row for row in rows if row["student"].startswith("honest") or row["exercise"] in HONEST]
    assert len(honest) == HONEST_STUDENTS * len(COURSE["03-rnn"]) + ATTACKERS * len(HONEST)
    assert [row for row in honest if row["status"] != "right"] == []
    assert [row for row in rows if row["exercise"] == "rnn_step" and row not in honest and row["points"] == "2"] == []
    assert not [row for row in rows if row["status"] == "unreadable"]


def hand_in(folder, content):
    folder.mkdir(parents=True)
    (folder / "03-rnn.ipynb").write_bytes(content)

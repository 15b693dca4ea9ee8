"""The wrong answers of other hands: each is wrong, labelled, and told something that a person can act on."""

import re
from collections import Counter
from pathlib import Path

import pytest
from wrong import FOLDER, JUDGED, WrongAnswer, told, wrong_answers

from lecturelib.course import UNITS
from lecturelib.exercises import EXERCISES

ANSWERS = list(wrong_answers())
LATER = list(wrong_answers(JUDGED))


def in_files(folder: Path) -> dict[str, set[str]]:
    """For each file of a folder the exercises that it has answers to."""
    return {file.stem: set(re.findall(r"^== (\w+)", file.read_text(), re.MULTILINE)) for file in folder.glob("*.txt")}


def test_a_file_is_named_after_its_unit():
    wanted = {name: {e.name for e in unit.exercises} for name, unit in UNITS.items() if unit.exercises}
    assert in_files(FOLDER) == wanted
    assert all(some <= wanted[name] for name, some in in_files(JUDGED).items())


def test_there_are_enough_for_every_exercise_and_a_third_has_two_slips():
    each = Counter(answer.exercise for answer in ANSWERS)
    assert set(each) == set(EXERCISES) and min(each.values()) >= 4
    assert 3 * sum(len(answer.slips) == 2 for answer in ANSWERS) >= len(ANSWERS)


def test_every_slip_names_the_term_it_concerns():
    assert all(1 <= len(answer.slips) <= 2 and all(": " in slip for slip in answer.slips) for answer in ANSWERS + LATER)


@pytest.mark.parametrize("answer", ANSWERS + LATER, ids=lambda answer: answer.name)
def test_it_earns_less_than_all_points(answer: WrongAnswer):
    verdict = EXERCISES[answer.exercise].grade(answer.function())
    assert told(verdict) != "right" and verdict.points < verdict.max_points
    assert verdict.message

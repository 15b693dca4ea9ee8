"""Every odd but honest answer earns all its points, from the grader as in the notebook."""

import pytest
from oddities import HONEST
from pupils import NEXT_CELL, odd_answer
from submissions import code_cell, file_of

from lecturelib.exercises import COURSE, EXERCISES
from lecturelib.grading.grader import Grader, Settings

TRIED = {"01-squashing": "sigmoid", "06-lstm": "lstm_step"}  # one result, several results


@pytest.fixture(scope="module")
def grader():
    with Grader(Settings(20.0, 1024, b"a secret")) as grader:
        yield grader


@pytest.mark.parametrize("notebook", TRIED)
@pytest.mark.parametrize("name", HONEST)
def test_it_earns_all_its_points(grader, notebook, name):
    exercise = EXERCISES[TRIED[notebook]]
    *above, own = odd_answer("odd but honest", name, exercise).source.split(NEXT_CELL)
    content = file_of(*above, code_cell(own, exercise.name))
    results = grader.grade(content, f"{notebook}.ipynb").results
    (result,) = (result for result in results if result.exercise == exercise.name)
    assert len(results) == len(COURSE[notebook])
    assert (result.status, result.message) == ("right", "Right on every case.")

"""The likeliest first answers of the hard exercises: each is told what is wrong with it, and not only that it is."""

import pytest
from wrong import FOLDER, told, wrong_answers

from lecturelib.exercises import EXERCISES

ANSWERS = list(wrong_answers(FOLDER.parent / "first_answers"))


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.name)
def test_it_is_named_or_its_error_is(answer):
    verdict = EXERCISES[answer.exercise].grade(answer.function())
    assert told(verdict) == "named" or verdict.message.startswith("It stopped. "), verdict.message

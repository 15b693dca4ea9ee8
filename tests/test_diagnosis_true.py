"""What a wrong answer is told is true of it: the answers that were once told something misleading, as a reader judged."""

import re

import pytest
from wrong import JUDGED, wrong_answers

from lecturelib.diagnosis.probes import probes
from lecturelib.diagnosis.together import OF_THE_WHOLE
from lecturelib.exercises import EXERCISES

ANSWERS = {answer.name: answer for answer in wrong_answers(JUDGED)}


def message(name: str) -> str:
    answer = ANSWERS[name]
    return EXERCISES[answer.exercise].grade(answer.function()).message


@pytest.mark.parametrize(
    "name", ["cross_entropy-7", "cross_entropy-8", "cross_entropy-9", "sigmoid-8", "gate-9", "cell_peephole_step-8"]
)
def test_of_two_mistakes_neither_sentence_denies_the_other(name: str):
    said = message(name)
    assert not OF_THE_WHOLE.search(said) and not re.search(r"\bYou (multiplied|add up)\b", said)


def test_one_of_two_mistakes_is_named_where_the_other_sentence_would_not_be_true():
    assert message("cross_entropy-7").startswith("Two things are wrong, and this is one of them. Your surprise is in bits")
    assert message("gate-9").count(". ") > 2 and message("gate-9").startswith("Two things. Your gate is the opinion")


@pytest.mark.parametrize("name", ["rnn_classify-5", "rnn_classify-8"])
def test_nothing_is_blamed_that_would_hide_any_mistake(name: str):
    assert "Right as soon as" not in message(name)


def test_an_argument_is_blamed_where_the_others_keep_their_say():
    assert "Right as soon as c = 0 or p = 0: look at what c and p do." in message("peephole_step-6")
    assert all(probe.how != "W_y = 0" for probe in probes(EXERCISES["rnn_classify"]))

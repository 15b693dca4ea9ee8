"""What a wrong answer is told is true of it: the answers that once were told something misleading, as was judged."""

import itertools
import re

import numpy as np
import pytest
from wrong import JUDGED, wrong_answers

from lecturelib.checking.calling import call_all
from lecturelib.checking.describe import fault
from lecturelib.checking.forbidden import text_of
from lecturelib.diagnosis import diagnose, further
from lecturelib.diagnosis.napkin import shaped_cases
from lecturelib.diagnosis.probes import probes
from lecturelib.diagnosis.shapes import sizes_of
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
    assert message("cross_entropy-7").startswith(
        "Two things are wrong, and this is one of them. Your surprise is in bits"
    )
    assert message("gate-9").count(". ") > 2 and message("gate-9").startswith("Two things. Your gate is the opinion")


@pytest.mark.parametrize("name", ["rnn_classify-5", "rnn_classify-8"])
def test_nothing_is_blamed_that_would_hide_any_mistake(name: str):
    assert "Right as soon as" not in message(name)


def test_an_argument_is_blamed_where_the_others_keep_their_say():
    assert "Right as soon as c = 0 or p = 0: look at what c and p do." in message("peephole_step-6")
    assert {probe.how for probe in probes(EXERCISES["rnn_classify"]) if not probe.telling} == {"W_y = 0"}


def test_what_is_quoted_stands_in_the_answer():
    assert "stands where" not in message("scan-7") + message("linear_recurrence-5")
    assert "`h @ W_y` stands where `h @ W_y + b_y` belongs" in message("rnn_classify-7")


def test_what_is_written_in_other_names_is_told_as_a_guess():
    assert "It is as if `norm / limit` stood where `limit / norm` belongs." in message("clip_by_norm-4")


def test_without_the_text_it_is_a_guess_as_well():
    answer = ANSWERS["rnn_classify-7"]
    asked = EXERCISES[answer.exercise]
    cases = further(asked).cases
    outcomes, more = (call_all(answer.function(), some, 1.0, asked.quiet) for some in (asked.visible.cases, cases))
    assert "stands where" in diagnose(asked, outcomes, more, text_of(answer.function())).message
    assert "It is as if `h @ W_y` stood where" in diagnose(asked, outcomes, more).message


def test_a_loop_is_not_blamed_beside_what_it_does_right():
    assert message("unroll-7") == "last state has wrong values. Right already: hs."


def test_what_underflows_is_not_said_to_overflow():
    assert "overflow" not in message("softmax-10") and "power of 2" in message("softmax-10")


@pytest.mark.parametrize("name", ["attention-10", "attend-6", "attend-8"])
def test_no_condition_is_concluded_from_sizes_that_are_all_1(name: str):
    assert "it is right where" not in message(name)


def test_a_condition_that_holds_on_sizes_chosen_for_it_is_told():
    assert "h = h @ A + x @ B. In all that was asked, it is right where D = H and wrong" in message(
        "linear_recurrence-5"
    )


def test_every_two_sizes_are_asked_for_as_equal_with_the_others_apart():
    sizes = [sizes_of(EXERCISES["attention"], case) for case in shaped_cases(EXERCISES["attention"])]
    for one, other in itertools.combinations(sizes[0], 2):
        alone = [s for s in sizes if s[one] == s[other] and len(set(s.values())) == len(s) - 1]
        assert any(min(s.values()) > 1 for s in alone)


def test_all_wrong_results_are_told_and_one_value_is_no_values():
    assert "mean has wrong values. Wrong, too: weights." in message("attend-6")
    assert fault(np.array([1.0, 2.0, 4.0]), np.array([1.0, 2.0, 3.0])) == "has 1 wrong value of 3"


def test_no_argument_is_blamed_where_the_answer_is_right_without_a_zero_too():
    assert "Right as soon as" not in message("scan-7")
    assert "Right as soon as a = 0" in message("scan-2")

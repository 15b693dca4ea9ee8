"""The grader names what nobody foresaw, as the notebook does, and gives no other mark for it."""

import pytest
from hostile import IMPORTS, SIGNATURE, notebook

from lecturelib.exercises import EXERCISES
from lecturelib.grading import grader as module
from lecturelib.grading.grader import Grader, Settings

UNFORESEEN = "return np.tanh(x @ W + h @ U + 2 * b)"
STEP = EXERCISES["rnn_step"]


@pytest.fixture(scope="module")
def grader():
    with Grader(Settings(5.0, 256, b"a secret")) as grader:
        yield grader


def graded(grader, body):
    """The result of an rnn_step with this body."""
    content = notebook([(IMPORTS, ""), (f"@exercise\n{SIGNATURE}    {body}", "rnn_step")])
    return next(result for result in grader.grade(content, "03-rnn.ipynb").results if result.exercise == "rnn_step")


def in_the_notebook(body):
    """The verdict on the same body where it is written."""
    namespace: dict = {}
    exec(f"{IMPORTS}\n{SIGNATURE}    {body}", namespace)
    return STEP.grade(namespace["rnn_step"])


def test_what_nobody_foresaw_is_named_in_the_jail_as_in_the_notebook(grader):
    result, verdict = graded(grader, UNFORESEEN), in_the_notebook(UNFORESEEN)
    assert (result.mistake, result.message, result.example) == (verdict.mistake, verdict.message, verdict.example)
    assert "b counts twice" in result.message and "by hand" in result.example


def test_the_mark_is_that_of_the_hidden_cases_whatever_is_said(grader, monkeypatch):
    said = graded(grader, UNFORESEEN)
    monkeypatch.setattr("lecturelib.checking.verdict.diagnosed", lambda verdict, *_: verdict)
    grader.drawn(STEP).verdicts.clear()
    unsaid = graded(grader, UNFORESEEN)
    assert (said.points, said.status) == (unsaid.points, unsaid.status) and said.message != unsaid.message


def test_an_answer_too_slow_for_further_cases_is_told_what_the_others_say(grader, monkeypatch):
    monkeypatch.setattr(module, "EXAMPLE_SECONDS", 0.3)
    slow = "import time; time.sleep(0.01); return np.tanh(x @ W + h @ U + 2 * b)"
    result = graded(grader, slow)
    assert result.status in ("wrong", "partial") and result.message

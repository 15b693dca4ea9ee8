"""What a check says to answers that no one foresaw, and how a notebook shows it."""

import json
import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from lecturelib.checking.calling import call_all
from lecturelib.checking.describe import describe_pair
from lecturelib.checking.scoring import score
from lecturelib.checking.time_limit import TooSlow, time_limit
from lecturelib.checking.verdict import Verdict, explained
from lecturelib.exercises import EXERCISES, check, course_progress, display, exercise, notebook, progress
from lecturelib.exercises.hints import next_hint
from lecturelib.reference import affine_backward, cross_entropy, rnn_step

STEP, BACKWARD = EXERCISES["rnn_step"], EXERCISES["affine_backward"]


SPOILT = json.dumps({"cells": [{"metadata": {"nbgrader": {"grade_id": "check_gate"}}, "outputs": [
    {"output_type": "execute_result", "data": {"text/plain": "all of them"}}]}]})  # fmt: skip


def changes_h(x, h, W, U, b):
    h += 1
    return rnn_step(x, h - 1, W, U, b)


def breaks(x, h, W, U, b):
    return x @ U + h @ W


def never_ends(x, h, W, U, b):
    while True:
        pass


def sleeps(x, h, W, U, b):
    time.sleep(60)


def swallows(x, h, W, U, b):
    try:
        return never_ends(x, h, W, U, b)
    except Exception:
        return h


REFUSALS = [
    (STEP, lambda *a: None, "wrong", "It returned nothing (None). Does it end in a return?"),
    (STEP, lambda *a: rnn_step(*a)[None], "wrong", "The result has the shape (1, 1, 2) where (1, 2) was wanted."),
    (STEP, lambda *a: rnn_step(*a)[0], "wrong", "has the shape (2,) where (1, 2)"),  # would broadcast
    (STEP, lambda *a: np.nan * rnn_step(*a), "wrong", "has values that are not a number (nan)"),
    (STEP, lambda *a: np.full(rnn_step(*a).shape, np.inf), "wrong", "has values that are infinite"),
    (STEP, lambda *a: "a string", "wrong", "is not an array of numbers but str"),
    (STEP, lambda *a: rnn_step(*a) + 0j, "wrong", "is not an array of numbers but ndarray"),
    (STEP, changes_h, "wrong", "Your function changed its argument h. Make a new array instead: h = h + …, not h += …"),
    (STEP, breaks, "error", "It stopped. x (2, 3) @ U (2, 2) does not fit"),
    (STEP, lambda x: x, "error", "It stopped with TypeError"),
    (STEP, lambda *a: exit(), "error", "It stopped with SystemExit"),
    (BACKWARD, lambda *a: affine_backward(*a)[:2], "wrong", "It returned 2 results where 3 were wanted: dx, dW, db."),
    (BACKWARD, lambda *a: affine_backward(*a)[0], "wrong", "It returned 1 result where 3 were wanted: dx, dW, db."),
]


@pytest.mark.parametrize(("asked", "answer", "status", "sentence"), REFUSALS)
def test_refused_with_a_sentence(asked, answer, status, sentence):
    verdict = asked.grade(answer)
    assert sentence in verdict.message
    assert verdict.status == status and verdict.points < verdict.max_points and verdict.mistake is None


def test_an_exception_names_the_students_line():
    assert "In your line 2: return x @ U + h @ W" in STEP.grade(breaks).message


def in_a_block(a):
    with np.errstate(all="ignore"):
        return 1 / (1 + np.exp(-a))


def by_setting(a):
    np.seterr(all="ignore")
    return 1 / (1 + np.exp(-a))


def needlessly(a):
    with np.errstate(all="ignore"):
        return 0.5 + 0.5 * np.tanh(a / 2)


@pytest.mark.parametrize(("answer", "points"), [(in_a_block, 3), (by_setting, 3), (needlessly, 4)])
def test_an_overflow_that_nobody_hears_is_still_one(answer, points):
    before = np.geterr()
    assert EXERCISES["sigmoid"].grade(answer).points == points
    assert np.geterr() == before
    with np.errstate(over="ignore"):
        assert np.geterr()["over"] == "ignore"


@pytest.mark.parametrize("answer", [never_ends, sleeps, swallows])
def test_more_than_the_allowed_seconds_is_a_timeout(answer):
    verdict = STEP.grade(answer, seconds=0.3)
    assert (verdict.status, verdict.points) == ("timeout", 0)
    assert verdict.message == "It took more than 0.3 seconds. Is there a loop that never ends?"


def test_the_time_limit_holds_in_other_threads_too():
    verdicts = []
    thread = threading.Thread(target=lambda: verdicts.append(STEP.grade(never_ends, seconds=0.3)))
    thread.start()
    thread.join(10)
    assert [v.status for v in verdicts] == ["timeout"]


def test_an_inner_time_limit_leaves_the_outer_one_running():
    with pytest.raises(TooSlow), time_limit(0.3):
        with time_limit(5):
            pass
        time.sleep(5)


def test_partial_credit_for_the_results_that_are_right():
    def no_dx(da, x, W, b):
        _, dW, db = affine_backward(da, x, W, b)
        return 0 * x, dW, db

    verdict = BACKWARD.grade(no_dx)
    assert verdict.status == "partial" and verdict.points == int(2 * BACKWARD.points * 2 / 3) / 2
    assert "Right already: dW, db." in verdict.message
    assert "returned  dx" in verdict.example and "dW =" not in verdict.example.split("returned", 1)[1]


def changes_dhs(dhs, step, step_backward, xs, state, *weights):
    dhs += 1


def changes_the_first_weight(step, xs, state, *weights):
    weights[0].fill(1)


def changes_grads(grads, limit):
    for grad in grads:
        grad *= 0.5


def complained(asked, answer):
    """What is said of an answer in which no mistake is known."""
    outcomes = call_all(answer, asked.visible.cases, 5.0, asked.quiet)
    telling = score(outcomes, asked.visible.wanted, asked.points).telling
    return explained(Verdict(0, asked.points, "wrong", None, ""), asked.visible, outcomes, telling).message


def test_the_argument_that_was_changed_is_the_one_that_is_named():
    assert "changed its argument dhs." in EXERCISES["bptt"].grade(changes_dhs).message
    cases = [case for case in EXERCISES["unroll"].draw() if len(case) > 3]
    changes = replace(EXERCISES["unroll"], cases=lambda rng: cases)
    assert "changed its argument weights[0]." in changes.grade(changes_the_first_weight).message
    message = EXERCISES["clip_by_norm"].grade(changes_grads).message
    assert "argument grads. Make new arrays and a new list" in message and "+ …" not in message


def test_results_that_are_lists_are_named_by_their_parts():
    verdict = EXERCISES["clip_by_norm"].grade(lambda grads, limit: ([0 * g + 1 for g in grads], 1.5))
    assert verdict.message.startswith("clipped[0] has wrong values.")
    assert "returned  clipped[0] = [1.]" in verdict.example and "returned  norm = 1.5" in verdict.example


def test_right_already_is_said_of_what_is_right_on_every_case():
    """A loss that is summed is right where there is one row."""

    def summed(logits, targets):
        loss, gradient = cross_entropy(logits, targets)
        return loss * len(logits), 0 * gradient

    assert "Right already" not in complained(EXERCISES["cross_entropy"], summed)
    only_loss = complained(EXERCISES["cross_entropy"], lambda *a: (cross_entropy(*a)[0], 0))
    assert only_loss.endswith("Right already: loss.")


@pytest.mark.parametrize(("made", "said"), [((v for v in "ab"), "It returned a generator"), (len, "1 result"),
                                            (breaks, "It returned a function. Call it")])  # fmt: skip
def test_what_has_not_been_made_yet_is_called_by_its_name(made, said):
    assert said in BACKWARD.grade(lambda *a: made).message


def test_an_ordinary_case_is_talked_about_before_one_that_is_too_large():
    def base_2(a):
        return 2.0**a / np.sum(2.0**a, axis=-1, keepdims=True)

    assert complained(EXERCISES["softmax"], base_2) == "The result has wrong values."


def test_numbers_are_shown_as_far_as_they_differ_and_none_as_minus_zero():
    assert describe_pair(0.5000001, 0.5) == ("0.5000001", "0.5")
    assert describe_pair(np.array([-0.0, 2.0]), np.array([-1e-6, 1.0])) == ("[0., 2.]", "[0., 1.]")
    returned, expected = describe_pair(np.eye(5), np.eye(5) - 2 * np.eye(5)[3])
    assert returned == "array of shape (5, 5) with 0. at [0, 3]" and expected.endswith("with -2. at [0, 3]")


@pytest.mark.parametrize(
    "value", [["A" * 990_000] + [""] * 9_900, [[0.0], [[1.0]]], [1, [2]], [2**70] * 3, [np.zeros((0, 2**31))] * 9]
)
def test_lists_that_are_no_array_are_told_in_a_line_and_never_made_one(value, monkeypatch):
    monkeypatch.setattr(np, "asarray", lambda a, *_, real=np.asarray: real(a) if not isinstance(a, list) else 1 / 0)
    verdict = STEP.grade(lambda *_: value)
    assert (verdict.status, verdict.points) == ("wrong", 0)
    assert len(verdict.message) < 200 and len(verdict.example) < 1000


def test_nobody_is_right_by_answering_like_a_chameleon():
    class Chameleon(np.ndarray):
        def __eq__(self, other):
            return True

        def __sub__(self, other):
            return np.zeros(np.shape(other))

    assert STEP.grade(lambda *a: np.ones(rnn_step(*a).shape).view(Chameleon)).status != "right"


@pytest.fixture
def fresh(monkeypatch):
    monkeypatch.setattr(notebook, "_attempts", {})
    monkeypatch.setattr(notebook, "_hints_given", {})


def wrong_gate(signal, opinion):
    return signal


def test_an_unsolved_exercise_falls_back_to_the_reference_and_says_so(fresh, capsys):
    wrong_gate.__name__ = "gate"
    attempt = exercise(wrong_gate)
    assert check(attempt) < EXERCISES["gate"].points
    assert "The cells below use the course's own gate" in capsys.readouterr().out
    assert attempt(1.0, 0.0) == 0.5
    assert "gate is not right yet: this cell uses the course's own. Yours is gate.mine" in capsys.readouterr().out
    assert attempt(1.0, 0.0) == 0.5 and capsys.readouterr().out == ""
    assert attempt.mine(1.0, 0.0) == 1.0


def test_while_one_exercise_is_judged_the_others_are_the_courses_own(fresh):
    """A sigmoid in single precision is right, and would make every gate look wrong."""

    def sigmoid(a):
        return np.float32(0.5 + 0.5 * np.tanh(a / 2))

    sigmoid = exercise(sigmoid)
    assert check(sigmoid) == EXERCISES["sigmoid"].points

    def gate(signal, opinion):
        return signal * sigmoid(opinion)

    assert check(gate) == EXERCISES["gate"].points
    assert sigmoid(np.ones(2)).dtype == np.float32


def test_a_function_that_calls_itself_is_judged_as_it_is(fresh):
    def gate(signal, opinion, again=True):
        return attempt(signal, opinion, False) if again else signal

    attempt = exercise(gate)
    assert check(attempt) < EXERCISES["gate"].points


def test_a_solved_exercise_runs_the_students_function(fresh):
    calls = []

    def rnn_step(x, h, W, U, b):
        calls.append(x.shape)
        return np.tanh(x @ W + h @ U + b)

    attempt = exercise(rnn_step)
    assert check(attempt) == STEP.points
    calls.clear()
    attempt(np.ones((2, 3)), np.ones((2, 1)), np.ones((3, 1)), np.ones((1, 1)), np.ones(1))
    assert calls == [(2, 3)]


def test_a_right_answer_in_lists_comes_back_in_arrays(fresh):
    @exercise
    def unroll(step, xs, h, *weights):
        hs = []
        for x in xs:
            h = step(x, h, *weights)
            hs.append(h.tolist())
        return [hs, h]

    w = np.ones((3, 1)), np.ones((1, 1)), np.ones(1)
    hs, h = unroll(rnn_step, np.ones((4, 2, 3)), np.zeros((2, 1)), *w)
    assert hs.shape == (4, 2, 1) and np.array_equal(hs[-1], h)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_right_answer_may_return_more_or_less_than_the_first_case_did(fresh, count):
    @exercise
    def clip_by_norm(grads, limit):
        norm = np.sqrt(sum((grad**2).sum() for grad in grads))
        return [(grad * min(1, limit / max(norm, limit))).tolist() for grad in grads], norm

    clipped, norm = clip_by_norm([np.full(4, 1.0)] * count, 1.0)
    assert norm == 2 * np.sqrt(count)
    assert [c.shape for c in clipped] == [(4,)] * count


def test_failing_everywhere_is_not_taken_for_a_known_mistake():
    def always_overflows(a):
        raise FloatingPointError

    assert EXERCISES["sigmoid"].grade(always_overflows).mistake is None


def test_check_takes_an_undecorated_function_too(fresh):
    assert check(rnn_step) == STEP.points


def test_an_unknown_name_is_refused_with_the_nearest():
    def rnn_stepp(x):
        return x

    with pytest.raises(LookupError, match="there is no exercise called rnn_stepp: did you mean rnn_step"):
        exercise(rnn_stepp)


def test_hints_grow_stronger_and_survive_a_rewrite(fresh, capsys):
    hints = EXERCISES["gate"].hints
    wrong_gate.__name__ = "gate"
    for k in (0, 1, 2, 2):
        exercise(wrong_gate).hint()
        assert f"Hint {k + 1} of {len(hints)}. {hints[k]}" in capsys.readouterr().out
    exercise(wrong_gate).hint()
    assert "gate.solution()" in capsys.readouterr().out


def test_after_a_named_mistake_comes_the_hint_that_meets_it(fresh, capsys):
    def rnn_step_backward(dh, x, h, W, U, b):
        dx, dW, db = affine_backward(dh, x, W, b)
        dh, dU, _ = affine_backward(dh, h, U, b)
        return dx, dh, dW, dU, db

    attempt = exercise(rnn_step_backward)
    check(attempt)
    assert "The slope of tanh is missing" in capsys.readouterr().out
    for number in (2, 3, 3):  # the first asks what was done last, the second is about tanh and its slope
        attempt.hint()
        assert f"Hint {number} of 3. {attempt.exercise.hints[number - 1]}" in capsys.readouterr().out


def test_a_mistake_that_no_hint_speaks_of_leaves_the_order_as_it_is(fresh, capsys):
    def sigmoid_slope(s):
        return 1 - s**2

    attempt = exercise(sigmoid_slope)
    check(attempt)
    attempt.hint()
    assert attempt.grade().mistake and "Hint 1 of 3." in capsys.readouterr().out


def test_the_last_hint_says_all_and_never_comes_before_its_turn():
    for each in EXERCISES.values():
        for mistake in each.mistakes.values():
            assert next_hint(each.hints, 0, mistake.sentence) < len(each.hints)
    assert [next_hint(("a", "b", "c"), given, "") for given in range(4)] == [1, 2, 3, 3]


def test_progress_counts_this_notebook_and_the_saved_ones(fresh, capsys, tmp_path):
    progress()
    assert "No exercise has been run yet." in capsys.readouterr().out
    check(rnn_step)
    progress()
    assert f"● rnn_step {STEP.points}/{STEP.points}" in capsys.readouterr().out
    (tmp_path / "01-squashing.ipynb").write_text("{ cut off")
    course_progress(tmp_path)
    out = " ".join(capsys.readouterr().out.split())
    assert f"◐ 03-rnn {STEP.points}/" in out and "○ 01-squashing 0/" in out


@pytest.mark.parametrize("content", ["{ cut off", "[1, 2]", '{"cells": [3]}', '{"cells": [{"metadata": 1}]}', SPOILT])
def test_a_notebook_that_cannot_be_read_counts_as_not_started(fresh, capsys, tmp_path, content):
    (tmp_path / "01-squashing.ipynb").write_text(content)
    course_progress(tmp_path)
    assert "○ 01-squashing 0/" in " ".join(capsys.readouterr().out.split())


def test_markup_in_an_answer_is_escaped(fresh):
    def gate(signal, opinion):
        raise ValueError("<script>alert(1)</script>")

    html = check(gate).html
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_a_notebook_shows_the_verdict_and_nbgrader_reads_the_number(fresh):
    """IPython asks the points how to show themselves; no bare number stands below the verdict."""
    from IPython.core.formatters import DisplayFormatter

    wrong_gate.__name__ = "gate"
    points = check(wrong_gate)
    data, _ = DisplayFormatter().format(points)
    assert float(data["text/plain"]) == points < EXERCISES["gate"].points
    assert set(data) == {"text/plain", "text/html"} and "gate" in data["text/html"]


def test_code_is_set_as_code_and_stars_stress_but_do_not_multiply():
    text = "A gate says what is *kept* of `r * h`: r * h, 4*H and 2*D."
    shown = "A gate says what is <em>kept</em> of <code>r * h</code>: r * h, 4*H and 2*D."
    assert display.code(text) == shown
    assert display.code("*<b>*") == "*&lt;b&gt;*"

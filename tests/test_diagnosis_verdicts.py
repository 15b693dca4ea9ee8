"""What a wrong answer is told that nobody foresaw: true, in the page's words, and with a case that fits on a napkin."""

import inspect
from importlib import import_module
from pkgutil import iter_modules

import numpy as np
import pytest
from answers import ANSWERS

from lecturelib.diagnosis import answered, diagnose, edits, further
from lecturelib.diagnosis.edits import FAMILIES
from lecturelib.diagnosis.edits.operators import other_numbers, other_powers, other_sizes
from lecturelib.diagnosis.form import form_of
from lecturelib.diagnosis.napkin import by_hand
from lecturelib.exercises import EXERCISES, exercise
from lecturelib.reference import affine_backward, sigmoid, tanh_slope

HELPERS = {other_numbers, other_powers, other_sizes}  # of a family


def told(name: str, function):
    """The verdict on an answer, with the mistakes that are written by hand switched off."""
    asked = EXERCISES[name]
    saved = dict(asked.mistakes)
    asked.mistakes.clear()
    try:
        return asked.grade(function)
    finally:
        asked.mistakes.update(saved)


def lstm(x, h, c, W, U, b, *, kept=lambda f, i: f, shown=np.tanh, order=(0, 1, 2, 3)):
    a = np.split(x @ W + h @ U + b, 4, axis=-1)
    i, f, o = (sigmoid(a[order[k]]) for k in (0, 1, 3))
    c = kept(f, i) * c + i * np.tanh(a[order[2]])
    return o * shown(c), c


def forgets_upside_down(x, h, c, W, U, b):
    return lstm(x, h, c, W, U, b, kept=lambda f, i: 1 - f)


def two_slips(x, h, c, W, U, b):
    return lstm(x, h, c, W, U, b, kept=lambda f, i: 1 - f, shown=lambda c: c)


def swapped_blocks(x, h, c, W, U, b):
    return lstm(x, h, c, W, U, b, order=(1, 0, 2, 3))


def no_slope(dh, x, h, W, U, b):
    dx, dW, db = affine_backward(dh, x, W, b)
    return dx, *affine_backward(dh, h, U, b)[:1], dW, affine_backward(dh, h, U, b)[1], db


def mean_over_the_batch(dh, x, h, W, U, b):
    da = dh * tanh_slope(np.tanh(x @ W + h @ U + b)) / len(x)
    dx, dW, db = affine_backward(da, x, W, b)
    dh, dU, _ = affine_backward(da * len(x), h, U, b)
    return dx * len(x), dh, dW, dU / len(x), db


def reset_too_late(x, h, W, U, b):
    a_r, a_z, a_n = np.split(x @ W + b, 3, axis=-1)
    U_r, U_z, U_n = np.split(U, 3, axis=-1)
    r, z = sigmoid(a_r + h @ U_r), sigmoid(a_z + h @ U_z)
    return (1 - z) * h + z * np.tanh(a_n + r * (h @ U_n))


def backwards(step, xs, state, *weights):
    hs = []
    for x in xs[::-1]:
        state = step(x, *(state if isinstance(state, tuple) else (state,)), *weights)
        hs.append(state[0] if isinstance(state, tuple) else state)
    return np.array(hs), state


NAMED = {
    ("lstm_step", forgets_upside_down): "1 − f stands where f belongs",
    ("lstm_step", two_slips): "Two things.",
    ("lstm_step", swapped_blocks): "i and f have changed places",
    ("rnn_step_backward", no_slope): "The slope",
    ("rnn_step_backward", mean_over_the_batch): "means over the batch",
    ("gru_step", reset_too_late): "r comes after the product with U_n",
    ("unroll", backwards): "in the wrong direction",
    ("gate", lambda signal, opinion: signal * np.tanh(opinion)): "squashed by tanh",
    ("gate", lambda signal, opinion: signal + sigmoid(opinion)): "+",
    (
        "softmax",
        lambda a: np.exp2(a - a.max(-1, keepdims=True)) / np.exp2(a - a.max(-1, keepdims=True)).sum(-1, keepdims=True),
    ): "power of 2",
    ("rnn_step", lambda x, h, W, U, b: np.tanh(x @ W + h @ U + b) + h): "the right one plus the old h",
}


@pytest.mark.parametrize(("name", "function"), NAMED, ids=lambda value: getattr(value, "__name__", value))
def test_a_mistake_that_nobody_wrote_down_is_named(name: str, function):
    verdict = told(name, function)
    assert NAMED[name, function] in verdict.message and verdict.mistake
    assert verdict.case is not None and by_hand(verdict.case)


@pytest.mark.parametrize("name", EXERCISES)
def test_a_right_answer_is_told_nothing_else(name: str):
    for function in ANSWERS[name]:
        assert EXERCISES[name].grade(function).mistake is None


def test_a_mistake_written_by_hand_wins():
    verdict = EXERCISES["lstm_step"].grade(swapped_blocks)
    assert (
        verdict.mistake == "i_and_f_swapped"
        and verdict.message == EXERCISES["lstm_step"].mistakes[verdict.mistake].sentence
    )


def test_the_marks_do_not_change_by_what_is_said(monkeypatch):
    said = EXERCISES["lstm_step"].grade(two_slips)
    monkeypatch.setattr("lecturelib.checking.verdict.diagnosed", lambda verdict, *_: verdict)
    unsaid = EXERCISES["lstm_step"].grade(two_slips)
    assert (said.points, said.status) == (unsaid.points, unsaid.status) and said.message != unsaid.message


def right_but_on_fresh_cases(signal, opinion):
    """Like a known mistake on all visible cases, and unlike it on the further ones."""
    visible = any(np.array_equal(signal, case[0]) for case in EXERCISES["gate"].visible.cases)
    return signal * (np.tanh(opinion) if visible else sigmoid(opinion) + 0.25)


def test_what_holds_on_the_visible_cases_alone_is_not_said():
    assert "tanh" not in told("gate", right_but_on_fresh_cases).message


def test_without_verification_something_untrue_would_be_said(monkeypatch):
    monkeypatch.setattr(answered.Answered, "equals", lambda *_: True)
    assert "tanh" in told("gate", right_but_on_fresh_cases).message


def test_no_family_of_edits_is_switched_off():
    modules = [import_module(f"lecturelib.diagnosis.edits.{found.name}") for found in iter_modules(edits.__path__)]
    generators = {one for module in modules for one in vars(module).values() if inspect.isgeneratorfunction(one)}
    assert {one for one in generators if list(inspect.signature(one).parameters) == ["view"]} - HELPERS <= set(FAMILIES)


def test_every_family_makes_an_edit_somewhere():
    views = [form.view for form in map(form_of, EXERCISES.values()) if hasattr(form, "view")]
    assert not [family.__name__ for family in FAMILIES if not any(any(True for _ in family(view)) for view in views)]


def test_without_a_table_todays_sentence_is_said(monkeypatch):
    monkeypatch.setattr(import_module("lecturelib.diagnosis.diagnose"), "table_of", lambda exercise: None)
    verdict = told("gate", lambda signal, opinion: signal * np.tanh(opinion))
    assert verdict.mistake is None and verdict.message


CALLS = []


def keeps_what_it_saw(signal, opinion):
    CALLS.append(1)
    return signal * sigmoid(opinion) + len(CALLS)


ODD = {
    "nothing": (lambda signal, opinion: None, "return"),
    "an argument": (lambda signal, opinion: signal, "sigmoid(opinion) is missing"),
    "a generator": (lambda signal, opinion: (s for s in signal), "generator"),
    "a function": (lambda signal, opinion: sigmoid, "function"),
    "too many": (lambda signal, opinion: (signal, opinion), "2"),
    "text": (lambda signal, opinion: "half", "not an array"),
    "an object": (lambda signal, opinion: object(), "not an array"),
    "not numbers": (lambda signal, opinion: signal * np.nan, "nan"),
    "always the same": (lambda signal, opinion: np.array([1.0, 2.0]), "same"),
    "rounded": (lambda signal, opinion: np.round(signal * sigmoid(opinion), 2), "rounded to 2 digits"),
    "whole numbers": (lambda signal, opinion: (signal * sigmoid(opinion)).astype(int), "whole"),
    "state": (keeps_what_it_saw, "two answers"),
    "random": (lambda signal, opinion: signal * np.random.default_rng().random(signal.shape), "random"),
    "an exit": (lambda signal, opinion: exit(), "SystemExit"),
    "a change of its argument": (
        lambda signal, opinion: np.multiply(signal, sigmoid(opinion), out=signal),
        "changed its argument signal",
    ),
}


@pytest.mark.parametrize("what", ODD)
def test_an_odd_answer_gets_a_sentence(what: str):
    function, expected = ODD[what]
    verdict = told("gate", function)
    assert expected in verdict.message and verdict.points < verdict.max_points


def test_the_case_that_was_shown_can_be_debugged_with():
    def gate(signal, opinion):
        return signal * np.tanh(opinion)

    attempt = exercise(gate)
    attempt.grade()
    case = attempt.case()
    assert by_hand(case) and not np.array_equal(attempt.mine(*case), EXERCISES["gate"].function(*case))


def test_an_example_can_be_pasted():
    verdict = told("lstm_step", forgets_upside_down)
    call = verdict.example.split("called", 1)[1].split("by hand")[0].strip()
    values = eval(call, {"lstm_step": lambda **arguments: arguments})
    assert all(np.array_equal(value, argument) for value, argument in zip(values.values(), verdict.case, strict=True))
    assert "← you returned" in verdict.example


def test_further_cases_are_no_visible_ones_and_the_first_come_again():
    for asked in (EXERCISES["gate"], EXERCISES["lstm_step"]):
        more = further(asked)
        assert more.cases[-1] is asked.visible.cases[0]
        assert not any(case is seen for case in more.new for seen in asked.visible.cases)


def test_what_took_too_long_is_not_diagnosed():
    from lecturelib.checking.calling import too_slow

    outcomes = [too_slow(1.0) for _ in EXERCISES["gate"].visible.cases]
    assert diagnose(EXERCISES["gate"], outcomes, []).message == ""

"""From a file to its results: whose code counts, what decides the mark, and what a student is told of it."""

import re
import time

import numpy as np
import pytest
from hostile import IMPORTS, RIGHT, SIGNATURE, notebook

from lecturelib.checking.forbidden import sentence
from lecturelib.checking.time_limit import TooSlow
from lecturelib.exercises import COURSE, EXERCISES
from lecturelib.grading import bounded as bounded_module
from lecturelib.grading import grader as module
from lecturelib.grading import wording
from lecturelib.grading.grader import Grader, Settings, unreadable
from lecturelib.grading.reading import read_submission

FILE = "03-rnn.ipynb"
STEP, SOFTMAX = EXERCISES["rnn_step"], EXERCISES["softmax"]
NUMBER = re.compile(r"\d+\.\d{4,8}")


@pytest.fixture(scope="module")
def grader():
    with Grader(Settings(5.0, 256, b"a secret")) as grader:
        yield grader


def graded(grader, body, name="rnn_step", *, head=SIGNATURE, above=""):
    """The result of one exercise whose function has this body."""
    content = notebook([(IMPORTS, ""), (above, ""), (f"@exercise\n{head}    {body}", name)])
    (result,) = (result for result in grader.grade(content, FILE).results if result.exercise == name)
    return result


def test_a_right_answer(grader):
    result = graded(grader, RIGHT)
    assert (result.status, result.points, result.max_points, result.mistake) == ("right", STEP.points, STEP.points, "")
    assert result.message == "Right on every case." and not result.example


def test_every_exercise_of_the_notebook_has_a_result_in_course_order(grader):
    results = grader.grade(notebook([(IMPORTS, "")]), FILE).results
    assert [result.exercise for result in results] == [exercise.name for exercise in COURSE["03-rnn"]]
    assert {(result.status, result.points) for result in results} == {("missing", 0)}
    assert results[0].message == "There is no function rnn_step in the notebook."


def test_a_known_mistake_is_named_and_shown_on_a_visible_case(grader):
    result = graded(grader, "return np.tanh(x @ W + h @ U)")
    assert (result.mistake, result.message) == ("no_bias", STEP.mistakes["no_bias"].sentence)
    visible = STEP.grade(STEP.mistaken("no_bias"))
    assert result.example == visible.example and result.seed != 0


def test_an_error_is_told_in_the_students_own_names_from_the_jail_too(grader):
    result = graded(grader, "return x @ U + h @ W")
    assert result.message.startswith("It stopped. x (2, 3) @ U (2, 2) does not fit")
    assert result.message.endswith("return x @ U + h @ W")


def test_the_stub_is_missing_and_not_an_error(grader):
    result = graded(grader, "raise NotImplementedError")
    assert (result.status, result.message) == ("missing", "Not started yet.")


def test_a_cell_that_python_cannot_read_is_an_error_of_that_exercise_alone(grader):
    content = notebook(
        [(f"@exercise\n{SIGNATURE}    return (", "rnn_step"), (EXERCISES["softmax"].solution(), "softmax")]
    )
    step, softmax, *_ = grader.grade(content, FILE).results
    assert step.status == "error" and step.message.startswith("The cell cannot be run. SyntaxError")
    assert softmax.status == "right"


def test_a_function_right_only_on_what_everybody_sees_is_told_no_more(grader):
    seen = [case[0][0, 0] for case in STEP.draw(0)]
    body = f"return np.tanh(x @ W + h @ U + b) if x[0, 0] in {seen} else 0 * h"
    result = graded(grader, body)
    assert (result.points, result.message, result.example) == (0, wording.HIDDEN_ONLY, "")


@pytest.mark.parametrize("body", ["raise ValueError(repr(x))", "return x", "return repr(h)", "return {1: x}"])
def test_no_hidden_input_reaches_the_student(grader, body):
    result = graded(grader, body)
    told = result.message + result.example
    assert f"called    {STEP.name}(" in result.example
    assert not (numbers(STEP.draw(result.seed)) - numbers(STEP.draw(0))) & set(NUMBER.findall(told))


def numbers(cases):
    """All numbers of some cases as messages and examples write them, short ones left out."""
    shown = (f"{abs(number):.{digits}f}" for case in cases for a in case for number in a.ravel() for digits in (4, 8))
    return set(filter(NUMBER.fullmatch, shown))


def test_hidden_inputs_differ_by_exercise_and_secret_and_are_the_same_for_everybody(grader):
    seeds = {graded(grader, body).seed for body in (RIGHT, f"{RIGHT}  # mine", "return x")}
    seeds.add(graded(grader, "return a", "softmax", head="def softmax(a):\n").seed)
    with Grader(Settings(5.0, 256, b"another")) as other:
        seeds.add(graded(other, RIGHT).seed)
    assert len(seeds) == 3 and 0 not in seeds


def test_what_defeats_the_judge_is_that_answers_loss_and_flagged(grader, monkeypatch):
    judge = module.judge

    def judge_in_trouble(worked, outcomes, *how):
        if worked.exercise is STEP and outcomes is not worked.wanted:
            raise MemoryError
        return judge(worked, outcomes, *how)

    monkeypatch.setattr(module, "judge", judge_in_trouble)
    cells = [(IMPORTS, ""), (f"@exercise\n{SIGNATURE}    return 3 * h", "rnn_step"), (SOFTMAX.solution(), "softmax")]
    graded = grader.grade(notebook(cells), FILE)
    step, softmax, *_ = graded.results
    assert (step.status, step.points, step.message) == ("error", 0, wording.NOT_COMPARED)
    assert (softmax.status, [(note.kind, note.exercise) for note in graded.notes]) == (
        "right",
        [("defeated", "rnn_step")],
    )
    assert "MemoryError" in graded.notes[0].text


def test_a_judge_that_fails_on_right_answers_too_is_no_students_loss(grader, monkeypatch):
    monkeypatch.setattr(module, "judge", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        graded(grader, "return 4 * h")


@pytest.mark.parametrize("wants", ["[0] * 10**9", "sum(range(10**12))"])
def test_a_judge_is_bounded_in_time_and_memory(wants, monkeypatch):
    monkeypatch.setattr(bounded_module, "SECONDS", 0.5)
    with pytest.raises((MemoryError, TooSlow)), bounded_module.bounded():
        for _ in range(100):
            eval(wants.replace("12", "7"))
    assert len([0] * 10**6) == 10**6


def test_a_wrong_answer_that_is_slow_is_not_slow_twice():
    with Grader(Settings(6.0, 256, b"a secret")) as grader:
        began = time.monotonic()
        result = graded(grader, "import time\n    time.sleep(0.2)\n    return x")
        assert result.message == wording.NO_EXAMPLE and result.status in ("wrong", "error")
        assert time.monotonic() - began < 11


def test_a_warning_that_is_switched_off_is_an_overflow_here_too(grader):
    above = "quietly = np.errstate(all='ignore')"
    ways = (
        "with quietly:\n        return 1 / (1 + np.exp(-a))",
        "np.seterr(all='ignore')\n    return 1 / (1 + np.exp(-a))",
    )
    for body in ways:
        cells = [(IMPORTS, ""), (above, ""), (f"@exercise\ndef sigmoid(a):\n    {body}", "sigmoid")]
        results = grader.grade(notebook(cells), "01-squashing.ipynb").results
        assert [(r.points, r.mistake) for r in results if r.exercise == "sigmoid"] == [(3, "overflows")]


def test_without_a_secret_the_visible_cases_decide():
    with Grader(Settings(5.0, 256)) as grader:
        result = graded(grader, "return x")
        assert result.seed == 0 and result.message == STEP.grade(lambda x, h, W, U, b: x).message


def test_an_answer_in_single_precision_does_not_spoil_the_next(grader):
    single = "return (0.5 + 0.5 * np.tanh(a / 2)).astype(np.float32)"
    cells = [
        (f"@exercise\ndef sigmoid(a):\n    {single}", "sigmoid"),
        ("@exercise\ndef gate(signal, opinion):\n    return signal * sigmoid(opinion)", "gate"),
    ]
    results = grader.grade(notebook(cells), "01-squashing.ipynb").results
    assert {r.exercise: r.status for r in results if r.status != "missing"}["gate"] == "right"


LEFT_OUT = [
    ("K = 1\n# %%\nwhile True:\n    K = {}", "cell 3, while True: (a loop without an end)"),
    ("K = (1", "cell 2, SyntaxError: '(' was never closed (line 1: K = (1)"),
]


@pytest.mark.parametrize(("above", "told"), LEFT_OUT)
def test_what_was_not_run_is_told_where_the_answer_then_fails(grader, above, told):
    cells = [(IMPORTS, ""), *((text, "") for text in above.split("\n# %%\n"))]

    def result(body):
        content = notebook([*cells, (f"@exercise\n{SIGNATURE}    {body}", "rnn_step")])
        return grader.grade(content, FILE).results[0]

    assert result("return x + K['a']").message.endswith(f" Not run for this exercise: {told}.")
    assert result(f"K\n    {RIGHT}" if "while" in above else RIGHT).status == "right"
    assert "Not run" not in result("return x").message


@pytest.mark.parametrize("grad", [False, True])
def test_a_torch_tensor_counts_as_in_the_notebook(grad):
    import torch

    body = f"import torch\n    return torch.tensor(np.tanh(x @ W + h @ U + b), requires_grad={grad})"
    with Grader(Settings(30.0, 1024, b"a secret")) as roomy:
        assert graded(roomy, body).status == "right"
    answer = lambda x, h, W, U, b: torch.tensor(np.tanh(x @ W + h @ U + b), requires_grad=grad)  # noqa: E731
    assert STEP.grade(answer).status == "right"


def test_a_librarys_cell_earns_nothing_and_the_notebook_says_the_same(grader):
    body = "import torch\n    return torch.nn.RNNCell(x.shape[1], h.shape[1])(x, h)"
    result = graded(grader, body)
    assert (result.points, result.status, result.message) == (0, "wrong", sentence("torch.nn.RNNCell"))
    notes = grader.grade(notebook([(f"{SIGNATURE}    {body}", "rnn_step")]), FILE).notes
    assert [(note.kind, note.exercise) for note in notes] == [("forbidden", "rnn_step")]


@pytest.mark.parametrize(("file", "notebook"), [("06_LSTM.ipynb", "06-lstm"), ("2007-gruber.ipynb", "")])
def test_a_broken_file_is_taken_for_what_its_name_says(grader, file, notebook):
    graded = grader.grade(b"broken", file)
    assert graded.notebook == read_submission(b"broken", file)["notebook"] == notebook
    assert len(graded.results) == len(COURSE.get(notebook, ()))


def test_a_file_that_is_no_notebook_is_unreadable_under_the_name_it_has(grader):
    graded = grader.grade(b"\x00\xff no notebook", "ann_06-lstm (2).ipynb")
    assert graded.notebook == "06-lstm"
    assert {result.status for result in graded.results} == {"unreadable"}
    assert len(graded.results) == len(COURSE["06-lstm"])
    assert grader.grade(b"", "holiday.ipynb") == unreadable("", grader.grade(b"", "holiday.ipynb").notes)


def test_a_notebook_of_another_course_has_no_results(grader):
    graded = grader.grade(notebook([("print('hello')", "")]), "holiday.ipynb")
    assert (graded.notebook, graded.results) == ("", ())

"""Answers that run in company: which may, that these mean the same there as alone, and that none helps another."""

import marshal

import pytest
from answers import ANSWERS as STYLES
from hostile import IMPORTS, notebook
from pupils import in_style
from submissions import code_cell, file_of

from lecturelib.course import COURSE, EXERCISES
from lecturelib.grading.grader import Grader, Settings
from lecturelib.grading.provided import as_code, provided
from lecturelib.grading.reading import read_submission
from lecturelib.grading.sandbox import reader, wire
from lecturelib.grading.sandbox.harmless import harmless

NOTEBOOK_OF = {exercise.name: notebook for notebook, exercises in COURSE.items() for exercise in exercises}
ANSWERS = [(name, style) for name, styles in STYLES.items() for style in styles]
HARMFUL = [
    "np.tanh = print", "np.random.seed(0)", "np.errstate(all='ignore')", "np.seterr(all='ignore')", "np.load('x')",
    "np.lib.stride_tricks.as_strided(a)", "np.ndarray((9,), buffer=a)", "np.frombuffer(a)", "a.view(int)", "a.data",
    "a.setflags(write=1)", "a.tofile('x')", "a.dump('x')", "a.ctypes", "a.base", "np.core", "np.testing",
    "f.__globals__", "f.__defaults__", "().__class__", "type(a)", "getattr(a, 'x')", "setattr(np, 'tanh', print)",
    "globals()", "vars(np)", "open('x')", "eval('1')", "exec('1')", "__import__('os')", "__builtins__", "object()",
    "'{0.x}'.format(a)", "f'{a.base}'", "import os", "import sys as np", "from os import path",
    "from numpy import random",
    "import numpy.random", "import ctypes", "from . import x", "from lecturelib.course import EXERCISES",
    "class A: pass", "try: pass\nexcept: pass", "with a: pass", "del a", "global a", "async def f(): pass",
    "def f():\n    yield", "def f():\n    nonlocal_ = 1\n    def g():\n        nonlocal nonlocal_", "@a\ndef f(): pass",
    "lambda: (yield)", "a.x = 1", "a.x += 1", "for a.x in b: pass", "[a for a.x in b]", "(a.x, b) = 1, 2",
    "f(__x__=1)", "def f(__x__): pass", "import numpy as __x__", "match a:\n    case b: pass", "type X = int", "(",
    "a" + ".T" * 100_000, "print(input())", "breakpoint()", "memoryview(a)", "super()", "raise SystemExit",
    "while True:\n    try: pass\n    finally: pass", "def f(a=open): pass", "x: open = 1", "a[:open]", "dir()",
]  # fmt: skip


@pytest.mark.parametrize("piece", HARMFUL, ids=lambda piece: piece[:30])
def test_what_could_outlive_its_run_does_not_run_in_company(piece):
    assert harmless(["import numpy as np", piece]) is None


def read(function, name):
    *before, answer = in_style(function, name).split("\n# %%\n")
    content = file_of("import numpy as np", *before, code_cell(answer, name))
    return reader.job_of(read_submission(content, f"{NOTEBOOK_OF[name]}.ipynb"), name, EXERCISES[name].quiet, 60.0)


def test_most_honest_answers_may_and_mean_there_what_they_mean_alone():
    """Of 154 right answers in many styles; the others import libraries, take derivatives by nudging, or the like."""
    lenient = 0
    for name, style in ANSWERS:
        trees = harmless((job := read(style, name)).pieces)
        if trees is None:
            continue
        lenient += 1
        cases = EXERCISES[name].draw()
        told = reader.in_company(job._replace(pieces=trees), wire.encode(cases))
        outcomes = [wire.decode_outcome(answer) for answer in told]
        assert EXERCISES[name].grade(dict_of(outcomes)).status == "right", (name, style)
    assert lenient >= 0.9 * len(ANSWERS) > 130


def dict_of(outcomes):
    """A function that gives one outcome's value after the other."""
    values = iter(outcomes)
    return lambda *_: next(values).value


REAL = (
    "lambda a, *_: np.exp(a - a.max(-1, keepdims=True)) / np.exp(a - a.max(-1, keepdims=True)).sum(-1, keepdims=True)"
)
REBINDS = {  # what makes a wrong softmax right, and that softmax
    "a function of NumPy's": (f"np.exp2 = {REAL}", "np.exp2(a)"),
    "a name of a module that it can reach": (f"import sys\n    sys.modules['numpy'].exp2 = {REAL}", "np.exp2(a)"),
    "a function of the course's": (f"one_hot.__code__ = ({REAL}).__code__", "one_hot(a, 0)"),
    "what is built in": (f"import builtins\n    builtins.sum = {REAL}", "sum(a)"),
    "a module's own table": (f"np.__dict__.update(exp2={REAL})", "np.exp2(a)"),
    "a constant of its cell": (f"nothing = setattr(np, 'exp2', {REAL})", "np.exp2(a)"),
}


@pytest.fixture(scope="module")
def grader():
    with Grader(Settings(5.0, 256, b"a secret")) as grader:
        yield grader


@pytest.mark.parametrize("what", REBINDS)
def test_an_answer_that_rebinds_makes_no_other_right(grader, what):
    rebind, softmax = REBINDS[what]
    cells = [
        (IMPORTS, ""),
        (f"@exercise\ndef rnn_step(x, h, W, U, b):\n    {rebind}\n    return np.zeros_like(h)", "rnn_step"),
        (f"@exercise\ndef softmax(a):\n    return {softmax}", "softmax"),
        (EXERCISES["cross_entropy"].solution(), "cross_entropy"),
    ]
    alone = grader.grade(notebook([cells[0], *cells[2:]]), "03-rnn.ipynb").results
    beside = grader.grade(notebook(cells), "03-rnn.ipynb").results
    assert beside[1:] == alone[1:] and (beside[0].points, beside[1].points) == (0, 0)
    assert beside[2].status == "right"


def test_what_stops_an_answer_costs_no_other_its_marks(grader):
    for body in (
        "while True: pass",
        "return sum(range(10**15))",
        "return [0] * 10**11",
        "return rnn_step(x, h, W, U, b)",
    ):
        cells = [(IMPORTS, ""), (f"@exercise\ndef rnn_step(x, h, W, U, b):\n    {body}", "rnn_step")]
        cells += [(EXERCISES[name].solution(), name) for name in ("softmax", "generate")]
        step, softmax, _, _, generate = grader.grade(notebook(cells), "03-rnn.ipynb").results
        assert (step.points, softmax.status, generate.status) == (0, "right", "right"), body


def test_a_right_answer_needs_no_child_of_its_own(grader, monkeypatch):
    content = notebook([(IMPORTS, ""), *((exercise.solution(), exercise.name) for exercise in COURSE["03-rnn"])])
    monkeypatch.setattr(grader.warden, "run", None)
    assert {result.status for result in grader.grade(content, "03-rnn.ipynb").results} == {"right"}


@pytest.mark.parametrize("name", EXERCISES)
def test_what_an_exercise_may_use_says_nothing_of_its_own_answer(name):
    may_use = provided(name)
    for function in may_use.values():
        assert name not in function.__code__.co_names
    assert name not in may_use and name not in marshal.loads(as_code(name))


def test_an_exercise_may_use_what_came_before_it():
    assert {"sigmoid", "tanh_slope", "affine_backward", "lstm_output_backward"} <= provided("lstm_step_backward").keys()
    assert not {"peephole_step", "gru_step", "peephole_step_backward"} & provided("lstm_step").keys()
    assert "gate" not in provided("sigmoid")

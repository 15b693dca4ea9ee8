"""What is read of a submission: which definition counts, what comes along, what a person is told."""

import json

import pytest
from submissions import ASKED, code_cell, file_of, pieces, read, solved, target

from lecturelib.exercises import EXERCISES
from lecturelib.grading.reading import read_submission
from lecturelib.grading.reading.notebook import NotebookCell
from lecturelib.grading.reading.statements import CodeCell

GATE = "def gate(signal, opinion):\n    return signal * opinion"
OTHER = "def gate(signal, opinion):\n    return opinion * signal"
BROKEN = "def gate(signal, opinion):\n    return (signal"
STUB = EXERCISES["gate"].stub()


def kinds(submission):
    return [(kind, exercise) for kind, exercise, _ in submission["notes"]]


# which definition counts ----------------------------------------------------------------------------------------------

CHOICES = {
    "by id": ([code_cell(GATE, "gate")], GATE, []),
    "by name": ([GATE], GATE, []),
    "with the decorator": (["@exercise\n" + GATE], GATE, []),
    "with the decorator by its long name": (["@lecturelib.exercises.exercise\n" + GATE], GATE, []),
    "with the decorator renamed": (["from lecturelib.exercises import exercise as task", "@task\n" + GATE], GATE, []),
    "a comment below the decorator": (["@exercise\n# mine\n" + GATE], GATE, []),
    "wrapped by hand": ([GATE + "\ngate = exercise(gate)"], GATE, []),
    "a lambda": (["gate = lambda s, o: s * o"], "gate = lambda s, o: s * o", []),
    "the last in a cell": ([OTHER + "\n\n" + GATE], GATE, []),
    "the last of two cells": ([OTHER, GATE], GATE, ["redefined"]),
    "its own cell before a later one": ([code_cell(GATE, "gate"), OTHER], GATE, ["redefined"]),
    "not the stub, even if that is later": ([GATE, STUB], GATE, []),
    "not the stub, even if that has the id": ([code_cell(STUB, "gate"), GATE], GATE, ["moved"]),
    "the last of a doubled cell": ([code_cell(OTHER, "gate"), code_cell(GATE, "gate")], GATE, ["redefined"]),
    "the answer of a doubled cell": ([code_cell(GATE, "gate"), code_cell(STUB, "gate")], GATE, []),
    "a cell twice the same": ([code_cell(GATE, "gate")] * 2, GATE, []),
    "a function, not a later result": ([GATE, "gate = gate(1.0, 0.5)"], GATE, ["redefined"]),
    "one that Python can read": ([code_cell(BROKEN, "gate"), GATE], GATE, ["moved"]),
    "in an if": (
        ["if True:\n    @exercise\n    def gate(s, o): return s"],
        "if True:\n\n    def gate(s, o): return s",
        [],
    ),
    "in an if that loops": (
        ["if True:\n    for k in range(3):\n        pass\n    def gate(s, o): return s"],
        None,
        [],
    ),
    "a plain import in its own cell": (
        [code_cell("from scipy.special import expit as gate", "gate")],
        "from scipy.special import expit as gate",
        [],
    ),
    "a plain import, if there is nothing else": (["from mylib import gate"], "from mylib import gate", []),
    "not an import, even if that is later": ([GATE, "from mylib import gate"], GATE, []),
    "in a try": (["try:\n    gate = fast\nexcept NameError:\n    gate = slow"] * 1, None, []),
    "of the cell's kind lost": ([code_cell(GATE, cell_type=None)], GATE, []),
    "of a cell with nothing but nbgrader's block": (
        [{"source": GATE, "metadata": {"nbgrader": {"grade_id": "gate", "solution": True}}}],
        GATE,
        [],
    ),
    "a source of lines": ([code_cell(GATE.splitlines(keepends=True))], GATE, []),
    "a source of lines and rubbish": ([code_cell([*GATE.splitlines(keepends=True), None, 7, {}])], GATE, []),
    "other line ends": ([GATE.replace("\n", "\r\n")], GATE, []),
    "a null in the text": ([GATE.replace("return", "return \0")], GATE.replace("return", "return "), []),
    "a form feed in front": (["\f" + GATE], GATE, []),
    "tabs": ([GATE.replace("    ", "\t")], GATE.replace("    ", "\t"), []),
    "half a sign": ([GATE + "  # \ud800"], GATE, []),
    "other metadata": ([code_cell(GATE, metadata=[]), code_cell("1", metadata={"nbgrader": 3})], GATE, []),
    "cells that are none": ([7, None, GATE, [], "x = 1"], GATE, []),
    "indented as a whole": (["    " + GATE.replace("\n", "\n    ")], GATE, []),
}


@pytest.mark.parametrize("case", CHOICES)
def test_the_definition_that_counts(case):
    cells, wanted, notes = CHOICES[case]
    submission = read(*cells)
    assert target(submission, "gate") == (wanted or cells[0])
    assert kinds(submission) == [(kind, "gate") for kind in notes]


@pytest.mark.parametrize(
    "source",
    [
        "gate(1.0, 0.5)",
        "gate += 1",
        "for gate, x in ((1, 2),):\n    pass",
        "import gate",
        "from lecturelib.reference import gate",
        "x = gate",
    ],
)
def test_what_defines_nothing(source):
    assert read(source)["programs"] == {}


def test_own_decorators_stay():
    source = "@exercise\n@twice\n" + GATE
    submission = read("def twice(f):\n    return f", source)
    assert pieces(submission, "gate") == ["def twice(f):\n    return f", "@twice\n" + GATE]


# cells that Python cannot read ----------------------------------------------------------------------------------------

MAGICS = [
    "%matplotlib inline",
    "%%time",
    "!pip install x \\\n  y",
    "gate?",
    "np.dot??",
    "?gate",
    "files = !ls",
    "t = %time 1",
]


@pytest.mark.parametrize("magic", MAGICS)
def test_magics_are_passed_over(magic):
    submission = read(code_cell(f"{magic}\n{GATE}\n", "gate"))
    assert target(submission, "gate") == GATE
    assert submission["programs"]["gate"]["problem"] == ""


@pytest.mark.parametrize("magic", ["%%bash", "%%writefile gate.py", "%%html", "%%!"])
def test_a_cell_of_another_language_defines_nothing(magic):
    assert read(f"{magic}\n{GATE}")["programs"] == {}


PROBLEMS = {
    "a bracket left open": (BROKEN, "SyntaxError: '(' was never closed (line 2: return (signal)"),
    "below a magic": ("%time 1\n\n" + BROKEN, "SyntaxError: '(' was never closed (line 4: return (signal)"),
    "below a magic of two lines": (
        "!ls \\\n  -l\n" + BROKEN,
        "SyntaxError: '(' was never closed (line 4: return (signal)",
    ),
    "an argument twice": (
        "def gate(a, a): pass",
        "SyntaxError: duplicate argument 'a' in function definition (line 1: def",
    ),
    "tabs and spaces": ("def gate(a):\n  if a:\n\treturn a", "TabError: inconsistent use of tabs and spaces"),
    "many brackets": (GATE + "\nx = " + "(" * 500, "SyntaxError: too many nested parentheses"),
    "deep nesting": ("def gate(a):\n    return a" + ".a" * 50_000, "SyntaxError: too deeply nested"),
    "too long": (f"x = '{'x' * 300_000}'\n{GATE}", "SyntaxError: the cell is too long to read: 300061 characters"),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_a_cell_that_cannot_be_read_is_a_problem_of_its_exercise_alone(case):
    source, problem = PROBLEMS[case]
    submission = read(code_cell(source, "gate"), "def sigmoid(a):\n    return a")
    program = submission["programs"]["gate"]
    assert program["problem"].startswith(problem)
    assert (program["pieces"], program["target"]) == ([], None)
    assert target(submission, "sigmoid") == "def sigmoid(a):\n    return a"


def test_a_broken_cell_is_known_by_its_id_or_by_its_function():
    assert read(code_cell("x = (", "gate"))["programs"]["gate"]["problem"]
    assert read(BROKEN)["programs"]["gate"]["problem"]
    assert read("x = gate((")["programs"] == {}


def test_an_attempt_that_cannot_be_read_is_more_than_the_stub():
    assert read(BROKEN, code_cell(STUB, "gate"))["programs"]["gate"]["problem"]


# what comes along -----------------------------------------------------------------------------------------------------

USES_K = "def gate(s, o):\n    return s * o * K"
NEEDED = {
    "a constant": (["K = 2", "L = 3", USES_K], ["K = 2", USES_K]),
    "not what is local": (["h = train()", "def gate(s, h):\n    return s * h"], ["def gate(s, h):\n    return s * h"]),
    "a helper's helper": (
        ["def a(x): return b(x)\ndef b(x): return K * x", "K = 2", "def gate(s, o): return a(s) * o"],
        ["def a(x): return b(x)", "def b(x): return K * x", "K = 2", "def gate(s, o): return a(s) * o"],
    ),
    "one import of several": (
        ["import math, os as system\nfrom numpy import exp as e, log", "def gate(s, o): return e(s) + math.pi"],
        ["import math", "from numpy import exp as e", "def gate(s, o): return e(s) + math.pi"],
    ),
    "of a line of several statements": (["J = 1; K = 2; print(K)", USES_K], ["K = 2", USES_K]),
    "a constant over several lines": (["K = (\n    1,\n)  # one", USES_K], ["K = (\n    1,\n)", USES_K]),
    "non-ASCII before it": (["'é'; K = 'ü'", USES_K], ["K = 'ü'", USES_K]),
    "a name in other letters": (["µ = 1", "def gate(s, o): return s * μ"], ["µ = 1", "def gate(s, o): return s * μ"]),
    "the last before": (["K = 1", "K = 2", USES_K, "K = 3"], ["K = 2", USES_K]),
    "the last in the same cell": (["K = 1", USES_K + "\nK = 2"], [USES_K, "K = 2"]),
    "the first after, if none before": ([USES_K, "K = 1", "K = 2"], [USES_K, "K = 1"]),
    "all of the first cell after": (
        [USES_K, "K = [1]\nK += [2]", "K = 2"],
        [USES_K, "K = [1]", "K += [2]"],
    ),
    "for a default, the last before it": (
        ["K = 1", "def gate(s, o=K): return s\nK = 2"],
        ["K = 1", "def gate(s, o=K): return s"],
    ),
    "what a value was made of": (["J = 1", "K = J + 1", "J = 2", USES_K], ["J = 1", "K = J + 1", USES_K]),
    "changes between": (
        ["K = [1]", "K[0] = 2", "K += [3]", "K.append(4)", USES_K],
        ["K = [1]", "K[0] = 2", "K += [3]", "K.append(4)", USES_K],
    ),
    "a loop": (
        ["K = 0\nfor i in range(3):\n    K += i", USES_K],
        ["K = 0", "for i in range(3):\n    K += i", USES_K],
    ),
    "a loop that fills it": (
        ["K = {}", "for i in range(3):\n    K.update({i: i})", USES_K],
        ["K = {}", "for i in range(3):\n    K.update({i: i})", USES_K],
    ),
    "no loop without an end": (["K = 0", "while True:\n    K += 1", USES_K], ["K = 0", USES_K]),
    "a loop that breaks off": (
        ["K = 0", "while True:\n    K += 1\n    break", USES_K],
        ["K = 0", "while True:\n    K += 1\n    break", USES_K],
    ),
    "a change within": (
        ["K = np.ones(2)", "np.fill_diagonal(K, 0)", USES_K],
        ["K = np.ones(2)", "np.fill_diagonal(K, 0)", USES_K],
    ),
    "a function of one's own that fills it": (
        ["K = []", "def fill(t): t.append(1)", "fill(K)", USES_K],
        ["K = []", "def fill(t): t.append(1)", "fill(K)", USES_K],
    ),
    "no function that only looks": (["K = []", "def look(t): print(t)", "look(K)", USES_K], ["K = []", USES_K]),
    "no settings of a module": (
        ["import numpy as np", "np.seterr(all='raise')", "def gate(s, o): return np.array(s)"],
        ["import numpy as np", "def gate(s, o): return np.array(s)"],
    ),
    "how deep a function may call itself": (
        ["import sys", "sys.setrecursionlimit(9)", "def gate(s, o): return sys.maxsize"],
        ["import sys", "sys.setrecursionlimit(9)", "def gate(s, o): return sys.maxsize"],
    ),
    "what a condition may leave as it was": (
        ["K = 1", "if False:\n    K = 2", USES_K],
        ["K = 1", "if False:\n    K = 2", USES_K],
    ),
    "how annotations are read": (
        ["from __future__ import annotations", "def gate(s: A, o) -> B: return s"],
        ["from __future__ import annotations", "def gate(s: A, o) -> B: return s"],
    ),
    "no deletion": (["K = 0", "del K", USES_K], ["K = 0", USES_K]),
    "no call, print or prompt": (["K = 1", "print(K)\ninput()\ngate(1, 2)\ncheck(gate)", USES_K], ["K = 1", USES_K]),
    "an if": (["if True:\n    K = 1\nelse:\n    K = 2", USES_K], ["if True:\n    K = 1\nelse:\n    K = 2", USES_K]),
    "an if with a loop": (
        ["if True:\n    K = 1\n    while K < 5:\n        K += 1", USES_K],
        ["if True:\n    K = 1\n    while K < 5:\n        K += 1", USES_K],
    ),
    "an if with a loop in a function": (
        ["if True:\n    def K():\n        while True: pass", USES_K],
        ["if True:\n    def K():\n        while True: pass", USES_K],
    ),
    "a try": (
        ["try:\n    import fast as K\nexcept ImportError:\n    K = 1", USES_K],
        ["try:\n    import fast as K\nexcept ImportError:\n    K = 1", USES_K],
    ),
    "a with": (["with quiet() as q:\n    K = 1", USES_K], ["with quiet() as q:\n    K = 1", USES_K]),
    "a class": (
        [
            "class Cell:\n    size = K\n    def step(self): return J",
            "K = 1; J = 2",
            "def gate(s, o): return Cell()",
        ],
        ["class Cell:\n    size = K\n    def step(self): return J", "J = 2", "def gate(s, o): return Cell()"],
    ),
    "each needing the other": (
        [
            "def odd(n): return n and even(n - 1)",
            "def even(n): return n or odd(n - 1)",
            "def gate(s, o): return odd(s)",
        ],
        [
            "def odd(n): return n and even(n - 1)",
            "def even(n): return n or odd(n - 1)",
            "def gate(s, o): return odd(s)",
        ],
    ),
    "itself": (["def gate(s, o): return gate(s, o - 1)"], ["def gate(s, o): return gate(s, o - 1)"]),
    "its own earlier self": (
        ["def gate(s, o): return s\ngate = twice(gate)"],
        ["def gate(s, o): return s", "gate = twice(gate)"],
    ),
    "what is kept on itself": (
        ["def gate(s, o): return gate.memory\ngate.memory = {}"],
        ["def gate(s, o): return gate.memory", "gate.memory = {}"],
    ),
    "all of a module, if a name is nowhere": (
        ["from numpy import *", "from math import *", "def gate(s, o): return exp(s)", "from os import *"],
        ["from numpy import *", "from math import *", "def gate(s, o): return exp(s)"],
    ),
    "not all of a module for what is there": (
        ["from math import *", "def gate(s, o): return np"],
        ["def gate(s, o): return np"],
    ),
    "nothing of a cell that cannot be read": (["K = (", USES_K], [USES_K]),
    "nothing that waits": (["K = await answer()", USES_K], [USES_K]),
    "nothing that does not compile": (["K = 1", "def K(a, a): pass", USES_K], [USES_K]),
    "nothing of the course's checks": (
        ["from lecturelib.exercises import check, exercise", "def gate(s, o): return check"],
        ["def gate(s, o): return check"],
    ),
    "a global that a function sets": (
        ["K = 0", "def gate(s, o):\n    global K\n    K = 1"],
        ["K = 0", "def gate(s, o):\n    global K\n    K = 1"],
    ),
}


@pytest.mark.parametrize("case", NEEDED)
def test_what_a_definition_needs(case):
    cells, wanted = NEEDED[case]
    assert pieces(read(*cells), "gate") == wanted


def test_other_exercises_are_not_followed():
    sigmoid, helper = "def sigmoid(a): return helper(a)", "def helper(a): return a"
    submission = read(sigmoid, helper, "def gate(s, o): return sigmoid(o) * s")
    assert pieces(submission, "gate") == ["def gate(s, o): return sigmoid(o) * s"]
    assert pieces(submission, "sigmoid") == [sigmoid, helper]


def test_a_name_from_another_notebook_may_be_the_students_own():
    step = "def rnn_step(x, h, W, U, b): return gate(x @ W)"
    mine = read("def gate(a): return a", step, name="03-rnn.ipynb")
    assert pieces(mine, "rnn_step") == ["def gate(a): return a", step]
    imported = read("from lecturelib.reference import gate", step, name="03-rnn.ipynb")
    assert pieces(imported, "rnn_step") == [step]


def test_pieces_that_several_programs_need_are_given_once():
    submission = read("K = 1", "def sigmoid(a): return K", "def gate(s, o): return K")
    assert submission["pieces"] == ["K = 1", "def sigmoid(a): return K", "def gate(s, o): return K"]
    assert [program["pieces"] for program in submission["programs"].values()] == [[0, 1], [0, 2]]


@pytest.mark.parametrize("notebook", sorted({notebook for notebook, _ in ASKED}))
def test_no_binding_is_missed_before_a_cell_is_parsed(notebook):
    for cell in solved(notebook)["cells"]:
        if cell["cell_type"] == "code":
            source = "".join(cell["source"])
            parsed = CodeCell(NotebookCell(0, True, source, ""), bool)
            assert parsed.takeable.keys() <= parsed.may_bind


# files and notebooks --------------------------------------------------------------------------------------------------

NAMES = {
    "06-lstm.ipynb": "06-lstm",
    "john_06-lstm (1).ipynb": "06-lstm",
    "Smith, J. 06_LSTM copy.IPYNB": "06-lstm",
    "106-lstm.ipynb": "",
    "06-lstmx.ipynb": "",
    "03-rnn and 06-lstm.ipynb": "",
    "homework.ipynb": "",
}


@pytest.mark.parametrize("name", NAMES)
def test_the_files_name_tells_the_notebook(name):
    assert read("x = 1", name=name)["notebook"] == NAMES[name]


def test_the_content_tells_it_where_the_name_does_not():
    assert read(code_cell("", "check_rnn_step"), name="a.ipynb")["notebook"] == "03-rnn"
    assert read("def rnn_step(): return", name="a.ipynb")["notebook"] == "03-rnn"
    assert read("def rnn_step(): return", GATE, name="a.ipynb")["notebook"] == ""


def test_a_renamed_file_goes_by_its_content():
    by_id = read(code_cell(GATE, "gate"), name="06-lstm.ipynb")
    assert (by_id["notebook"], kinds(by_id)) == ("01-squashing", [("renamed", "")])
    by_function = read(*(f"def {name}(): return" for name in ("gate", "sigmoid", "one_hot")), name="06-lstm.ipynb")
    assert (by_function["notebook"], kinds(by_function)) == ("01-squashing", [("renamed", "")])
    assert read(GATE, name="06-lstm.ipynb")["notebook"] == "06-lstm"


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_an_answer_in_a_cell_that_is_no_code_is_noted(kind):
    text = code_cell(f"```\n{GATE}\n```", cell_type=kind)
    assert kinds(read(text)) == [("not_code", "gate")]
    assert kinds(read(text, code_cell(STUB, "gate"))) == [("not_code", "gate")]
    assert kinds(read(text, GATE)) == []


@pytest.mark.parametrize(
    ("old", "new"), [(b"\\n", b"\n"), (b"null", b"NaN"), (b"null", b"9" * 10_000), (b"{", b"\n {\n")]
)
def test_odd_json_is_read(old, new):
    content = file_of(GATE).replace(old, new) + b"\n// end"
    submission = read_submission(content, "01-squashing.ipynb")
    assert (target(submission, "gate"), submission["notes"]) == (GATE, [])


def test_bytes_that_are_no_text_harm_their_own_sign_only():
    content = file_of(GATE + "  # X").replace(b"X", b"\xff\xfe")
    assert target(read_submission(content, "a.ipynb"), "gate") == GATE


def test_nothing_is_said_of_what_is_in_order():
    submission = read(code_cell(GATE, "gate"), code_cell("check(gate)", "check_gate"), "gate(1.0, 0.3)")
    assert submission["notes"] == []
    assert json.loads(json.dumps(submission)) == submission

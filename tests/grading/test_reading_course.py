"""The course's own notebooks and all known answers, read as submissions; and when an answer counts as copied."""

import ast
import inspect
import re
import textwrap

import pytest
from answers import MODULES
from submissions import ASKED, NOTEBOOKS, code_cell, file_of, pieces, read, run, solved, target

from lecturelib.exercises import COURSE, EXERCISES
from lecturelib.grading.reading import read_submission
from lecturelib.grading.reading.likeness import LONG_ENOUGH, REFERENCES, body_of, fingerprint

ANSWERS = [
    (module, name, style)
    for module in MODULES
    for name, styles in module.ANSWERS.items()
    for style in range(len(styles))
]


@pytest.mark.parametrize("notebook", COURSE)
def test_a_notebook_as_given_out_holds_stubs_alone(notebook):
    file = NOTEBOOKS / f"{notebook}.ipynb"
    submission = read_submission(file.read_bytes(), file.name)
    assert (submission["notebook"], submission["readable"], submission["notes"]) == (notebook, True, [])
    for exercise in COURSE[notebook]:
        assert target(submission, exercise.name) == exercise.stub().removeprefix("@exercise\n").rstrip()


@pytest.mark.parametrize("notebook", COURSE)
def test_a_solved_notebook_is_read_whole(notebook):
    submission = read_submission(file_of(*solved(notebook)["cells"]), f"{notebook}.ipynb")
    assert list(submission["programs"]) == [exercise.name for exercise in COURSE[notebook]]
    assert {kind for kind, _, _ in submission["notes"]} <= {"copied"}
    for exercise in COURSE[notebook]:
        assert exercise.grade(run(submission, exercise.name)).status == "right"


def test_the_notebook_of_notations_asks_nothing():
    submission = read_submission((NOTEBOOKS / "90-notations.ipynb").read_bytes(), "90-notations.ipynb")
    assert (submission["notebook"], submission["programs"], submission["notes"]) == ("", {}, [])


def cells_of(module):
    """The statements of a module of answers, each a cell, as a student has helpers; without the table at its end."""
    source = inspect.getsource(module)
    return [ast.get_source_segment(source, node) for node in ast.parse(source).body[1:-1]]


def as_answer(function, name):
    """An answer's source under the exercise's name."""
    source = textwrap.dedent(inspect.getsource(function))
    return "@exercise\n" + re.sub(rf"\b{function.__name__}\b", name, source)


@pytest.mark.parametrize(("module", "name", "style"), ANSWERS)
def test_every_known_answer_is_read_and_right(module, name, style):
    function = module.ANSWERS[name][style]
    notebook = next(notebook for notebook, asked in ASKED if asked == name)
    submission = read(*cells_of(module), code_cell(as_answer(function, name), name), name=f"{notebook}.ipynb")
    assert submission["notes"] == []
    assert EXERCISES[name].grade(run(submission, name)).status == "right"


# copied answers -------------------------------------------------------------------------------------------------------

RENAMED = {"a_i": "one", "a_f": "two", "a_g": "three", "a_o": "four", "x": "word", "c": "cell"}


def copied(*sources, notebook="06-lstm"):
    return [name for kind, name, _ in read(*sources, name=f"{notebook}.ipynb")["notes"] if kind == "copied"]


def test_a_copy_is_known_under_other_names():
    source = EXERCISES["lstm_step"].solution()
    function = ast.parse(source).body[0]
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            node.id = RENAMED.get(node.id, node.id)
        elif isinstance(node, ast.arg):
            node.arg = RENAMED.get(node.arg, node.arg)
    function.body[0].value.value = "Mine."
    assert copied(source) == copied(ast.unparse(function)) == ["lstm_step"]


def test_a_copy_with_one_change_is_not_known():
    source = EXERCISES["lstm_step"].solution()
    assert copied(source.replace("f * c + i * g", "i * g + f * c")) == []
    assert copied(source.replace("4, axis=-1", "4, axis=1")) == []


def test_a_copy_with_a_default_is_looked_at_too():
    source = EXERCISES["lstm_step"].solution()
    assert copied(source.replace("U, b)", "U, b=(lambda: 0))")) == ["lstm_step"]


def test_an_answer_nested_too_deeply_to_compare_is_no_copy():
    assert copied("def lstm_step(x):\n    return x" + "[0]" * 2000) == []


def test_a_copied_helper_is_known():
    helper = EXERCISES["lstm_step"].solution().replace("@exercise\n", "").replace("def lstm_step", "def mine")
    assert copied(helper, "def lstm_step(*all):\n    return mine(*all)") == ["lstm_step"]
    assert copied(helper, "def lstm_step(*all):\n    return None") == []


FETCHED = [
    ("from lecturelib.reference import lstm_step as ours", "def lstm_step(*a): return ours(*a)"),
    ("from lecturelib import reference", "lstm_step = reference.lstm_step"),
    ("import lecturelib.reference.lstm as r", "def lstm_step(*a): return r.lstm_step(*a)"),
    ("def lstm_step(*a):\n    from lecturelib.reference import lstm_step as ours\n    return ours(*a)",),
    ("def lstm_step(*a):\n    import lecturelib.reference as r\n    return getattr(r, 'lstm_step')(*a)",),
    ("from lecturelib.exercises import EXERCISES", "lstm_step = EXERCISES['lstm_step'].function"),
]


@pytest.mark.parametrize("cells", FETCHED)
def test_an_answer_fetched_from_the_package_is_noted(cells):
    assert copied(*cells) == ["lstm_step"]


HIDDEN = {
    "globals of a function": ("def lstm_step(*a): return lstm_step.__globals__['sigmoid'](a[0])", "__globals__"),
    "an import by text": ("def lstm_step(*a): return __import__('lecture' + 'lib').reference", "__import__"),
    "the course's table": (
        "import lecturelib.course as c\ndef lstm_step(*a): return list(c.EXERCISES.values())",
        "EXERCISES",
    ),
    "a text that is run": ("def lstm_step(*a): return eval('1')", "eval"),
    "a name that is put together": (
        "import torch\ndef lstm_step(*a): return getattr(torch.nn, 'LSTM' + 'Cell')",
        "getattr",
    ),
}


@pytest.mark.parametrize("case", HIDDEN)
def test_what_hides_what_an_answer_uses_is_noted(case):
    source, word = HIDDEN[case]
    (text,) = [text for kind, _, text in read(source, name="06-lstm.ipynb")["notes"] if kind == "hidden"]
    assert text == f"The answer looks things up with {word}, which hides what it uses."
    assert not read("def lstm_step(x): return getattr(x, 'T')", name="06-lstm.ipynb")["notes"]


@pytest.mark.parametrize(("loop", "count"), [("[lstm_step(x) for k in x]", 1), ("lstm_step(x)", 0)])
def test_finite_differences_are_noted(loop, count):
    notes = read(f"def lstm_step_backward(x): return {loop}", name="06-lstm.ipynb")["notes"]
    assert [kind for kind, _, _ in notes] == ["hidden"] * count


def test_other_things_of_the_package_may_be_used():
    assert copied("from lecturelib.reference import as_tuple", "def lstm_step(*a): return as_tuple(a)") == []


def test_only_long_references_can_be_copied():
    for name, exercise in EXERCISES.items():
        nodes = sum(1 for statement in body_of(ast.parse(exercise.solution()).body[0]) for _ in ast.walk(statement))
        assert (name in REFERENCES) == (nodes >= LONG_ENOUGH)
    assert len(REFERENCES) >= 10


@pytest.mark.parametrize(("module", "name", "style"), ANSWERS)
def test_no_known_answer_equals_its_reference(module, name, style):
    function = ast.parse(as_answer(module.ANSWERS[name][style], name)).body[0]
    reference = ast.parse(EXERCISES[name].solution()).body[0]
    assert not isinstance(function, ast.FunctionDef) or fingerprint(function) != fingerprint(reference)


def test_pieces_of_a_real_program():
    submission = read_submission(file_of(*solved("06-lstm")["cells"]), "06-lstm.ipynb")
    assert pieces(submission, "lstm_step")[0] == "import numpy as np"
    assert not any("sigmoid" in piece for piece in pieces(submission, "lstm_step")[:-1])

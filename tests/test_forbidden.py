"""What an answer may not use is found where it is used, in the notebook as in the grader, and nowhere else."""

import ast
import linecache
import textwrap

import numpy as np
import pytest

from lecturelib.checking.forbidden import LIBRARIES, READY_MADE, forbidden_in, used
from lecturelib.exercises import EXERCISES

CELL = "torch.nn.LSTMCell"
FORBIDDEN = {
    "a cell by its long name": ("import torch", "return torch.nn.LSTMCell(2, 2)(x)", CELL),
    "a cell of a renamed module": ("import torch.nn as nn", "return nn.LSTMCell(2, 2)(x)", CELL),
    "an imported cell": ("from torch.nn import LSTMCell as Mine", "return Mine(2, 2)(x)", CELL),
    "imported where it is used": ("", "from torch import nn\nreturn nn.LSTMCell(2, 2)(x)", CELL),
    "a module under another name": ("import torch\nparts = torch.nn", "return parts.LSTMCell(2, 2)(x)", CELL),
    "by getattr and its name": ("import torch", "return getattr(torch.nn, 'LSTMCell')(2, 2)(x)", CELL),
    "in a helper": ("import torch\ndef mine(x): return torch.nn.LSTMCell(2, 2)(x)", "return mine(x)", CELL),
    "in a class": (
        "import torch\nclass Mine:\n    def run(self, x): return torch.nn.LSTMCell(2, 2)(x)",
        "return Mine().run(x)",
        CELL,
    ),
    "the function behind the cell": ("import torch", "return torch.lstm_cell(x)", "torch.lstm_cell"),
    "autograd": ("import torch", "return torch.autograd.grad(x, x)", "torch.autograd.grad"),
    "a Jacobian": ("from torch.func import jacrev", "return jacrev(np.tanh)(x)", "jacrev"),
    "the way back of a tensor": (
        "import torch",
        "x = torch.tensor(x, requires_grad=True)\nx.sum().backward()\nreturn x.grad",
        "torch.Tensor.backward",
    ),
    "differences that SciPy takes": (
        "from scipy.optimize import approx_fprime",
        "return approx_fprime(x, np.tanh)",
        "approx_fprime",
    ),
}
ALLOWED = {
    "torch's arithmetic": ("import torch", "return torch.tanh(torch.as_tensor(x))"),
    "SciPy's sigmoid": ("from scipy.special import expit", "return expit(x)"),
    "a name in a comment": ("import torch", "return x  # torch.nn.LSTMCell"),
    "a name in a text": ("import torch", "'like torch.nn.LSTMCell'\nreturn x"),
    "an import alone": ("from torch.nn import LSTMCell", "return x"),
    "variables of these names": ("", "grad = gru = lstm = x\nreturn grad + gru + lstm"),
    "a function of one's own": ("def backward(x): return x\ndef grad(x): return backward(x)", "return grad(x)"),
    "a method of one's own": ("class Layer:\n    def backward(self, x): return x", "return Layer().backward(x)"),
}


def live(above, body, name="answer"):
    """The function as a kernel has it, whose source can be had."""
    source = f"import numpy as np\n{above}\ndef {name}(x):\n{textwrap.indent(body, '    ')}\n"
    file = f"<cell {hash(source)}>"
    linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
    namespace = {}
    exec(compile(source, file, "exec"), namespace)
    return namespace[name], source


@pytest.mark.parametrize("case", FORBIDDEN)
def test_what_may_not_be_used_is_found_in_the_notebook_and_in_text(case):
    above, body, path = FORBIDDEN[case]
    function, source = live(above, body)
    assert used([ast.parse(source)], READY_MADE).endswith(path)
    assert forbidden_in(function, READY_MADE).split(".")[-1] == path.split(".")[-1]


@pytest.mark.parametrize("case", ALLOWED)
def test_what_only_looks_like_it_is_not(case):
    function, source = live(*ALLOWED[case])
    assert used([ast.parse(source)], READY_MADE) == forbidden_in(function, READY_MADE) == ""


def test_such_an_answer_earns_nothing_and_is_told_why():
    function, _ = live("import torch", "return torch.nn.LSTMCell(2, 2)(x)", "lstm_step")
    verdict = EXERCISES["lstm_step"].grade(function)
    assert (verdict.points, verdict.status, verdict.mistake) == (0, "wrong", None)
    assert verdict.message.startswith("It uses `torch.nn.LSTMCell`, and a library's own cell or gradient is no answer")


def test_the_courses_own_functions_use_nothing_forbidden():
    assert not any(forbidden_in(exercise.function, exercise.forbidden) for exercise in EXERCISES.values())


def test_objects_with_odd_manners_are_no_trouble():
    class Odd:
        def __getattr__(self, name):
            raise ValueError(name)

        def __call__(self, x):
            return x

    class Endless:
        __call__ = None

        @property
        def __wrapped__(self):
            return self

    assert forbidden_in(lambda x: Odd, READY_MADE) == forbidden_in(Endless(), READY_MADE) == ""
    assert forbidden_in(np.tanh, READY_MADE) == ""
    deep = ast.parse("import torch\ntorch" + ".a" * 300 + ".LSTM")
    assert used([deep], READY_MADE) == "" and "numpy" not in LIBRARIES

"""What a page makes of a cell's text, tried here in Python itself."""

import json

import numpy as np
import pytest

from lecturelib.building.convert import answer_metadata
from lecturelib.cells import CELLS
from lecturelib.course import EXERCISES
from lecturelib.page import NotebookPage
from lecturelib.page.cells import imports, printed
from lecturelib.widgets import LiveCell, record

NAME = "rnn_step"
SOLUTION = EXERCISES[NAME].solution()
CELLS_BELOW = {
    "c1": "import numpy as np\nfrom no_such_library import thing\nfrom lecturelib.reference import one_hot",
    "c2": "h = rnn_step(*[np.zeros((1, 1))] * 4, np.ones(1))\nprint(round(float(h[0, 0]), 2))",
    "c3": "h + 1",
    "c4": "thing(h)",
}


@pytest.fixture
def page():
    """A notebook of one exercise and a few cells around it."""
    cells = [{"cell_type": "code", "id": name, "source": [text], "metadata": {}} for name, text in CELLS_BELOW.items()]
    stub = {"id": "e1", "source": EXERCISES[NAME].stub(), "metadata": answer_metadata(EXERCISES[NAME])}
    return NotebookPage(json.dumps({"cells": [cells[0], {"cell_type": "code", **stub}, *cells[1:]]}))


def judged(page, text, **options):
    return json.loads(page.check(NAME, text, **options))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = 1", "There is no function `rnn_step` in the cell."),
        ("def rnn_step(:", "SyntaxError in line 1: invalid syntax"),
        ("\n1 / 0", "ZeroDivisionError in line 2: division by zero"),
        ("raise KeyboardInterrupt('stop')", "KeyboardInterrupt in line 1: stop"),
        ("rnn_step = lambda *a: a", "there is no exercise called <lambda>"),
    ],
)
def test_a_cell_that_is_no_answer_is_told_in_one_line(page, text, words):
    verdict = judged(page, text)
    assert verdict["status"] == "error" and words in verdict["message"]
    assert judged(page, SOLUTION)["status"] == "right"


def test_a_cell_that_never_ends(page):
    verdict = judged(page, "while True:\n    pass", seconds=0.2)
    assert verdict["message"] == "The cell took more than 0.2 seconds. Is there a loop that never ends?"


def test_what_comes_along_with_a_copy_does_no_harm(page):
    pasted = "\ufeff" + SOLUTION.replace("    ", "\xa0\xa0\xa0\xa0").replace("\n", "\r\n") + "\r\ncheck(rnn_step)\r\n"
    assert "check" not in page.names
    page.names["check"] = print
    assert judged(page, pasted)["status"] == "right"


def test_cells_run_on_with_the_students_own_function_right_or_wrong(page):
    def below():
        return json.loads(page.run_on(json.dumps(["c2", "c3", "c4"])))

    assert below() == {
        "c2": "0.76\n",
        "c3": "array([[1.76159416]])\n",
        "c4": "NameError: name 'thing' is not defined\n",
    }
    assert judged(page, SOLUTION.replace("np.tanh(", "2 * np.tanh("))["status"] == "wrong"
    assert below()["c2"] == "1.52\n"
    assert judged(page, EXERCISES[NAME].stub())["status"] == "not_started"
    assert below()["c2"] == "0.76\n"


def test_a_live_cell_is_run_by_the_students_own_step(page):
    rng = np.random.default_rng(0)
    params = CELLS["rnn"].init(3, 2, rng)
    sent = LiveCell(record("rnn", params, rng.normal(size=(4, 3))), ["a", "b", "c", "d"]).records
    judged(page, SOLUTION.replace("np.tanh(", "2 * np.tanh("))
    (new,) = json.loads(page.record_again(NAME, json.dumps(sent))).values()
    (old,) = sent.values()
    assert new["values"]["h_reference"] == old["values"]["h"] != new["values"]["h"]
    assert page.record_again("lstm_step", json.dumps(sent)) == json.dumps(sent)


def test_what_is_printed_and_imported():
    assert printed("print('a')\n[1, 2]", {}, 1) == "a\n[1, 2]\n"
    assert printed("print('a'); x = 1", {}, 1) == "a\n"
    assert printed("None", {}, 1) == ""
    assert "more than 0.1 seconds" in printed("while True:\n    pass", {}, 0.1)
    assert imports(["import a\nx = 1", "from b import c as d"]) == ["import a", "from b import c as d"]

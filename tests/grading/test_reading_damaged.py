"""Notebook files that came to harm: nothing raises or takes long, and no exercise is lost whose cell is whole.

How long something takes is counted in calls of functions, or compared with half of it: the clock of a busy machine says
little.
"""

import json
import random
import sys
import textwrap
import time

import pytest
from damage import DAMAGES, as_bytes
from submissions import solved, target

from lecturelib.grading.reading import read_submission

HELD = 25  # variants of each damage
NOTEBOOKS = ("01-squashing", "06-lstm")
BYTE_DAMAGES = ("cut", "cut in front", "bytes flipped", "blanked out", "in conflict")


def without_pictures(name):
    """A solved notebook whose outputs are few, so that damage hits the cells."""
    notebook = solved(name)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [output for output in cell["outputs"] if len(json.dumps(output)) < 2000]
    return notebook


FILES = {name: as_bytes(without_pictures(name)) for name in NOTEBOOKS}
WHOLE = {name: read_submission(content, f"{name}.ipynb") for name, content in FILES.items()}


def counted(content, file_name):
    """A submission as it is read, and how many functions were called for it, Python's own included."""
    events = []
    sys.setprofile(lambda frame, event, argument: events.append(event))
    try:
        submission = read_submission(content, file_name)
    finally:
        sys.setprofile(None)
    return submission, sum(event in ("call", "c_call") for event in events)


CALLS = {name: counted(content, f"{name}.ipynb")[1] for name, content in FILES.items()}


def answer_cells(content):
    """Each exercise's cell, by name."""
    cells = json.loads(content)["cells"]
    blocks = [(cell["metadata"].get("nbgrader", {}), cell) for cell in cells]
    return {block["grade_id"]: cell for block, cell in blocks if block.get("solution")}


def survives(cell, damage, content):
    """Whether the cell is still in the file, letter for letter."""
    if damage in ("cells deleted", *BYTE_DAMAGES):
        text = textwrap.indent(as_bytes(cell).decode().strip(), "  ")
        return text.encode() in content
    return True


@pytest.mark.parametrize("seed", range(HELD))
@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_whole_is_found(damage, seed):
    rng = random.Random(f"{damage} {seed}")
    name = NOTEBOOKS[seed % len(NOTEBOOKS)]
    content = DAMAGES[damage](FILES[name], rng)
    submission, calls = counted(content, "handed in.ipynb")
    assert calls < 3 * CALLS[name]
    assert json.loads(json.dumps(submission)) == submission
    for exercise, cell in answer_cells(FILES[name]).items():
        if survives(cell, damage, content):
            assert target(submission, exercise) == target(WHOLE[name], exercise)
    if damage not in (*BYTE_DAMAGES, "cells deleted"):
        assert (submission["readable"], submission["notebook"]) == (True, name)


def test_most_cells_survive_most_damage():
    found = {damage: [] for damage in BYTE_DAMAGES}
    for damage, seed in ((damage, seed) for damage in BYTE_DAMAGES for seed in range(HELD)):
        content = DAMAGES[damage](FILES["06-lstm"], random.Random(seed))
        cells = answer_cells(FILES["06-lstm"]).values()
        found[damage].append(sum(survives(cell, damage, content) for cell in cells) / len(cells))
    assert all(sum(shares) / HELD > 0.3 for shares in found.values())


@pytest.mark.parametrize("damage", ["cut", "bytes flipped"])
def test_damage_is_noted(damage):
    content = FILES["06-lstm"][:-3] if damage == "cut" else FILES["06-lstm"].replace(b'"cells": [', b'"cells": {', 1)
    submission = read_submission(content, "06-lstm.ipynb")
    assert [note[0] for note in submission["notes"]].count("damaged") == 1
    assert set(submission["programs"]) == set(WHOLE["06-lstm"]["programs"])


NESTED = '{"cells": [{"cell_type": "code", "source": "def gate(s, o):\\n    return s * o", "outputs": DEEP}]}'
HOSTILE = {
    "empty": b"",
    "nothing but spaces": b" \n" * 100_000,
    "no JSON": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 1000,
    "a number": b"9" * 1_000_000,
    "a list": b"[]",
    "lists without end": b"[" * 1_000_000,
    "objects without end": b'{"cells":' * 200_000,
    "cells in cells": b'{"cell_type":' * 200_000,
    "sources in sources": b'{"cell_type":"code","source":["source":' * 50_000,
    "one text without end": b'{"cells": [{"cell_type": "code", "source": "' + b"\\" * 1_000_000,
    "a hundred thousand cells": b'{"cells": [' + b'{"cell_type": "code"},' * 100_000 + b"{}]}",
}


def seconds(content):
    """The processor time of reading a file."""
    began = time.process_time()
    read_submission(content, "01-squashing.ipynb")
    return time.process_time() - began


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_take_no_time(case):
    small, large = (HOSTILE[case][:size] for size in (50_000, 100_000))
    taken = [[seconds(content) for content in (small, large)] for _ in range(5)]
    half, whole = map(min, zip(*taken, strict=True))
    assert whole < 3 * half + 0.002
    submission, calls = counted(HOSTILE[case], "01-squashing.ipynb")
    assert calls < 1_000_000
    assert submission["programs"] == {}
    assert submission["notebook"] == "01-squashing"


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b'{"metadata": {}}', b"def gate(s, o): return s"])
def test_without_cells_it_is_unreadable(content):
    submission = read_submission(content, "01-squashing.ipynb")
    assert submission == {"notebook": "01-squashing", "readable": False, "notes": [], "pieces": [], "programs": {}}


def test_a_notebook_whose_cells_are_all_gone_is_readable():
    assert read_submission(b'{"cells": []}', "01-squashing.ipynb")["readable"]


@pytest.mark.parametrize("deep", ["[" * 50_000 + "]" * 50_000, '{"a":' * 50_000 + "1" + "}" * 50_000])
def test_an_output_nested_too_deeply_costs_no_exercise(deep):
    submission = read_submission(NESTED.replace("DEEP", deep).encode(), "01-squashing.ipynb")
    assert target(submission, "gate") == "def gate(s, o):\n    return s * o"


@pytest.mark.parametrize("keys", [("metadata", "cell_type", "source"), ("source", "metadata", "cell_type")])
def test_a_damaged_file_may_have_its_keys_in_any_order(keys):
    cells = [
        {"cell_type": "code", "metadata": {}, "source": f"def {name}(a): return a"} for name in ("gate", "sigmoid")
    ]
    text = json.dumps({"cells": [{key: cell[key] for key in keys} for cell in cells]})
    submission = read_submission(text[:-2].encode(), "01-squashing.ipynb")
    assert set(submission["programs"]) == {"gate", "sigmoid"}


def test_of_a_damaged_cell_its_source_is_left():
    cell = {"cell_type": "code", "outputs": ["X"], "metadata": {}, "source": "def gate(s, o): return s"}
    text = json.dumps({"cells": [cell, cell | {"source": "1"}]}).replace('"X"', '"X', 1)
    assert target(read_submission(text.encode(), "01-squashing.ipynb"), "gate") == cell["source"]

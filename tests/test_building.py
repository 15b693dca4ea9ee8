"""Building notebooks: refusals with file and line, the same bytes twice, what is out of date, solutions."""

import json
import subprocess
import sys

import nbformat
import pytest

from lecturelib.building import NotebookError, SourceError, build, out_of_date, read, solve
from lecturelib.building.convert import convert
from lecturelib.cli import main
from lecturelib.exercises import EXERCISES

HEAD = (
    "# %%\nfrom lecturelib.exercises import check, exercise\nfrom lecturelib.reference import sigmoid\n"
    '\n# %% [markdown]\n# # A title\n\n# %% exercise="gate"\n\n'
)
PLOT = "# %%\nimport matplotlib.pyplot as plt\nfrom lecturelib.figures import show\n\nplt.plot([1, 3, 2])\n"
REFUSED = [
    ('# %% exercise="gaet"\n', 10, "unknown exercise 'gaet'; known are continue_trend"),
    ('# %% exercise="gate"\n', 10, "the id 'gate' is used a second time in this notebook"),
    ('# %% exercise="sigmoid"\nx = 1\n', 10, "the cell of exercise sigmoid must be empty"),
    ("# %% exercise=sigmoid\n", 10, "cannot read 'exercise=sigmoid'"),
    ("# %%\n" + "x = 1\n" * 21, 10, "the cell has 21 lines; 20 are the most"),
    ("# %% [markdown]\n" + "# x\n" * 21, 10, "the cell has 21 lines; 20 are the most"),
    ("# %% [markdown]\n# ![](picture.png)\n", 10, "a picture without alt text"),
    ('# %% [markdown]\n# <img src="picture.png">\n', 10, "a picture without alt text"),
    ("# %%\n\n", 10, "the cell is empty"),
    ("# %% [markdown]\n# {{pionts}}\n", 10, "{{pionts}} cannot be filled in here; fields are points, total, minutes"),
    ("# %% [markdown]\n# No exercise is below {{points}}.\n", 10, "{{points}} cannot be filled in here"),
    ("# %% [markdown]\n# This is no notebook of the course: {{total}}.\n", 10, "{{total}} cannot be filled in here"),
]
REFUSED_WHEN_RUN = [
    ("# %%\n1 / 0\n", 10, "the cell fails: ZeroDivisionError: division by zero"),
    ("# %%\nimport sys\nprint('careful', file=sys.stderr)\n", 10, "the cell writes to stderr: careful"),
    (PLOT + "plt.show()\n", 10, "a figure without alt text: end the plot with show("),
]


@pytest.fixture
def source(tmp_path):
    """A function that writes a small course source with the given cells and returns its path."""

    def write(cells=""):
        file = tmp_path / "src" / "07-small.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(HEAD + cells, encoding="utf-8")
        return file

    return write


@pytest.mark.parametrize(("cells", "line", "complaint"), REFUSED)
def test_a_faulty_source_is_refused_with_file_and_line(source, cells, line, complaint):
    file = source(cells)
    with pytest.raises(SourceError) as refusal:
        convert(file)
    assert str(refusal.value).startswith(f"{file}:{line}: ") and complaint in str(refusal.value)


@pytest.mark.parametrize(("cells", "line", "complaint"), REFUSED_WHEN_RUN)
def test_a_cell_that_misbehaves_is_refused_and_nothing_is_written(source, cells, line, complaint):
    file = source(cells)
    with pytest.raises(SourceError) as refusal:
        build(file)
    assert str(refusal.value).startswith(f"{file}:{line}: ") and complaint in str(refusal.value)
    assert list(file.parent.parent.glob("*.ipynb")) == []


def test_the_same_source_gives_the_same_bytes_and_changes_are_noticed(source):
    file = source(PLOT + "show('it goes up, then down')\n")
    target = build(file)
    first = target.read_bytes()
    assert out_of_date(file) is None
    assert build(file).read_bytes() == first
    source(PLOT + "show('it goes up, then down')\n\n# %%\nx = 1\n")
    assert out_of_date(file) == f"{target} differs from {file}"
    target.unlink()
    assert out_of_date(file) == f"{target} has not been built"


def test_answers_typed_into_a_notebook_are_not_built_over(source, tmp_path, capsys):
    target = build(source())
    notebook = json.loads(target.read_text(encoding="utf-8"))
    notebook["cells"][2]["source"] = "def gate(signal, opinion): return 'my own work'"
    target.write_text(json.dumps(notebook), encoding="utf-8")
    assert main(["build", "--folder", str(tmp_path)]) == 1
    assert "has been edited since it was built; move it aside" in capsys.readouterr().err
    assert "my own work" in target.read_text(encoding="utf-8")
    assert main(["build", "--folder", str(tmp_path), "--overwrite"]) == 0
    assert "my own work" not in target.read_text(encoding="utf-8")


def test_a_notebook_that_jupyter_saved_is_the_same_notebook(source, tmp_path):
    """JupyterLab and nbformat write sources and outputs as lists of lines."""
    file = source(PLOT + "print('one\\ntwo')\nshow('it goes up, then down')\n")
    target = build(file)
    nbformat.write(nbformat.read(target, as_version=4), target)
    assert isinstance(json.loads(target.read_text(encoding="utf-8"))["cells"][0]["source"], list)
    assert out_of_date(file) is None
    assert solve(target, tmp_path / "solved.ipynb", run=True) == 1
    build(file)


def test_a_stripped_notebook_is_out_of_date(source):
    file = source()
    target = build(file)
    notebook = json.loads(target.read_text(encoding="utf-8"))
    notebook["cells"][0]["execution_count"] = None
    target.write_text(json.dumps(notebook), encoding="utf-8")
    assert "has cells that were not run" in out_of_date(file)


def test_a_figure_carries_its_caption_as_alt_text_and_as_words(source):
    target = build(source(PLOT + "show('it goes up, then down')\n"))
    (picture,) = read(target).cells[-1].outputs
    assert picture.data["text/plain"] == "[figure] it goes up, then down"
    for template in ("lab", "classic"):
        command = [sys.executable, "-m", "nbconvert", "--to", "html", "--template", template, "--stdout", str(target)]
        page = subprocess.run(command, capture_output=True, text=True).stdout
        assert page.count('alt="it goes up, then down"') == 1
        assert page.count("<i>it goes up, then down</i>") == 1


def test_an_exercise_becomes_a_stub_and_a_locked_check(source):
    notebook = convert(source())
    nbformat.validate(notebook)
    answer, check = notebook.cells[-2:]
    assert answer.source == EXERCISES["gate"].stub().rstrip() and check.source == "check(gate)"
    blocks = answer.metadata["nbgrader"], check.metadata["nbgrader"]
    assert blocks[0] == {
        "schema_version": 3, "grade_id": "gate", "solution": True, "grade": False, "locked": False, "task": False,
    }  # fmt: skip
    assert blocks[1] == {
        "schema_version": 3, "grade_id": "check_gate", "solution": False, "grade": True, "locked": True, "task": False,
        "points": EXERCISES["gate"].points,
    }  # fmt: skip
    assert check.metadata["editable"] is False and check.metadata["deletable"] is False


def test_solve_puts_the_solutions_in_and_leaves_the_original(source, tmp_path, capsys):
    target = build(source())
    before = target.read_bytes()
    solved = tmp_path / "out" / "solved.ipynb"
    assert main(["solve", str(target), "-o", str(solved), "--run"]) == 0
    assert target.read_bytes() == before and "1 solution" in capsys.readouterr().out
    answer, check = read(solved).cells[-2:]
    assert "### BEGIN SOLUTION" in answer.source and "NotImplementedError" not in answer.source
    assert float(check.outputs[-1].data["text/plain"]) == EXERCISES["gate"].points


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b'{"cells": [{"cell_type": "code", "sou', "probably saved half-way"),
        (b"", "probably saved half-way"),
        (b"\xff\xfe\x00\x01", "is not a notebook: it is not text"),
        (b'{"cells": 3}', "is JSON but not a notebook"),
        (b"[1, 2]", "is JSON but not a notebook"),
    ],
)
def test_a_damaged_notebook_is_one_clear_line(tmp_path, capsys, content, complaint):
    damaged, target = tmp_path / "damaged.ipynb", tmp_path / "out.ipynb"
    damaged.write_bytes(content)
    assert main(["solve", str(damaged), "-o", str(target)]) == 1
    said = capsys.readouterr().err
    assert complaint in said and said.count("\n") == 1 and str(damaged) in said
    assert not target.exists()


def test_what_does_not_end_as_a_notebook_is_a_folder_to_solve_into(source, tmp_path):
    target = build(source())
    assert main(["solve", str(target), "-o", str(tmp_path / "solved")]) == 0
    assert [file.name for file in (tmp_path / "solved").iterdir()] == [target.name]


def test_solve_names_the_cell_that_fails(source, tmp_path, capsys):
    target = build(source("# %%\nx = gate(1.0, 1000.0) == 1.0\n\n# %%\nx\n"))
    spoilt = target.read_text(encoding="utf-8").replace("x = gate", "y = gate")
    target.write_text(spoilt, encoding="utf-8")
    assert main(["solve", str(target), "-o", str(tmp_path / "out.ipynb"), "--run"]) == 1
    assert f"{target}:07-small-005: the cell fails: NameError" in capsys.readouterr().err
    assert not (tmp_path / "out.ipynb").exists()


def test_solve_refuses_what_would_lose_something(source, tmp_path, capsys):
    target = build(source())
    with pytest.raises(NotebookError, match="cannot be read: No such file"):
        solve(tmp_path / "missing.ipynb", tmp_path / "out.ipynb", run=False)
    assert main(["solve", str(target), "-o", str(target)]) == 1
    assert "is the notebook itself; name another file with -o" in capsys.readouterr().err
    assert main(["solve", str(target), str(target), "-o", str(target)]) == 1
    assert "is a file; several notebooks need a folder" in capsys.readouterr().err


def test_build_says_what_it_does_not_know(tmp_path, source, capsys):
    assert main(["build", "--folder", str(tmp_path / "nowhere")]) == 1
    assert "no sources in" in capsys.readouterr().err
    source()
    assert main(["build", "99-none", "--folder", str(tmp_path)]) == 1
    assert "no source called 99-none; there are 07-small" in capsys.readouterr().err
    assert main(["build", "--check", "--folder", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "07-small.ipynb has not been built; run: lecturelib build" in said.err
    assert "0 of 1 notebooks are up to date" in said.out

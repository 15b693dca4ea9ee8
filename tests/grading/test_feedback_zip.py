"""Feedback to upload: the names that Canvas and Moodle read, held against their own rules, and what is in it."""

import re
import zipfile

import nbformat
import pytest
from classroom import submission
from nbconvert import HTMLExporter
from standin import RESULTS, StandIn

from lecturelib.cli import main
from lecturelib.grading.errors import GradingError
from lecturelib.grading.lms.feedback_zip import write_feedback
from lecturelib.grading.results import Change, HandedIn, Mark, Result, Student

LSTM = (
    Result("lstm_step", 1.0, 4, "wrong", "", "No.\n\n    *Look* again.", "returned  [[1 2]\n\n           [3 4]] <b>"),
)


def student(name, *paths):
    files = tuple(HandedIn(path, "06-lstm" if "06" in path else "01-squashing") for path in paths)
    return Student(name, files, {"01-squashing": RESULTS, "06-lstm": LSTM})


def unpacked(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def canvas_reads(name):
    """The student's number and the file's, as Canvas's infer_comment_context_from_filename finds them."""
    return [part for part in name.split("_") if re.fullmatch(r"\d+", part)][:2]


def moodle_reads(path):
    """The participant's number, and the name of the feedback file, as Moodle's zip importer finds them."""
    folder, _, name = path.partition("/")
    _, number, kind, plugin, *_ = folder.split("_", 4)
    return number, f"{kind}_{plugin}", name


def test_canvas_knows_each_file_by_its_name_and_gets_a_notebook(tmp_path):
    ada = student("ada", "lovelaceada_101_5001_01-squashing.ipynb", "lovelaceada_LATE_101_5002_06-lstm-1.ipynb")
    assert write_feedback(StandIn([ada], []), "canvas", tmp_path / "f.zip") == []
    files = unpacked(tmp_path / "f.zip")
    assert [file.path for file in ada.files] == list(files)
    assert list(map(canvas_reads, files)) == [["101", "5001"], ["101", "5002"]]
    squashing, lstm = (nbformat.reads(text, as_version=4) for text in files.values())
    nbformat.validate(lstm)
    assert "sigmoid" in squashing.cells[0].source and "lstm_step" not in squashing.cells[0].source
    page, _ = HTMLExporter().from_notebook_node(lstm)
    example = re.search(r"<pre aria-label[^>]*>(.*?)</pre>", page, re.DOTALL)[1]
    assert re.sub(r"</?span[^>]*>|\s+", " ", example).split() == ["returned", "[[1", "2]", "[3", "4]]", "&lt;b&gt;"]
    assert "<pre><code>" not in page  # no part of a message is taken for Markdown
    shown = re.sub(r"<[^>]+>", "", page.split('id="feedback"')[-1])
    assert "1 of 4 points" in shown and "lstm_step" in shown


@pytest.mark.parametrize(
    ("late", "status", "changes", "words"),
    [
        ("", "wrong", (Change("adjusted", "lstm_step", 1.0, "Nearly."),), "Changed by your instructor, +1: Nearly."),
        ("2 days late", "wrong", (Change("late", "", -0.2, "10%/day"),), "Handed in late, −0.2: 10%/day"),
        ("", "unreadable", (), "No. Its exercises: lstm_step (4)."),
        ("", "wrong", (), "lstm_step: not right yet, 1/4"),
    ],
)
def test_the_notebook_for_canvas_says_what_the_page_says(late, status, changes, words, tmp_path):
    """Also of what is changed, late or unreadable; and it runs together nowhere, though it has no style of its own."""
    file = HandedIn("lovelaceada_101_5002_06-lstm.ipynb", "06-lstm", late=late)
    results = {"06-lstm": (Result("lstm_step", 1.0, 4, status, "", "No."),)}
    ada = Student("ada", (file,), results, marks={"06-lstm": Mark(1, 4, changes)})
    write_feedback(StandIn([ada], []), "canvas", tmp_path / "f.zip")
    (text,) = unpacked(tmp_path / "f.zip").values()
    assert words in " ".join(re.sub(r"<[^>]+>", "", nbformat.reads(text, as_version=4).cells[0].source).split())


def test_moodle_knows_each_folder_by_its_number_and_gets_a_page(tmp_path):
    kurt = student("kurt", "Kurt Gödel_40961_assignsubmission_file_/week 1/06-lstm.ipynb")
    new = student("new", "Emmy Noether_40962_assignsubmission_file/01-squashing.ipynb")  # since Moodle 4.1
    assert write_feedback(StandIn([kurt, new], []), "moodle", tmp_path / "f.zip") == []
    files = unpacked(tmp_path / "f.zip")
    assert list(map(moodle_reads, files)) == [
        ("40961", "assignsubmission_file", "06-lstm.html"),
        ("40962", "assignsubmission_file", "01-squashing.html"),
    ]
    lstm, squashing = files.values()
    assert lstm.startswith("<!doctype html>") and "lstm_step" in lstm and "lstm_step" not in squashing


def test_only_files_that_count_have_feedback_and_other_names_are_told(tmp_path):
    old = HandedIn("lovelaceada_101_4000_06-lstm.ipynb", "06-lstm", counts=False)
    unknown = HandedIn("lovelaceada_101_4001_notes.ipynb", "")
    ada = student("ada", "lovelaceada_101_5002_06-lstm.ipynb", "ada/06-lstm.ipynb")
    ada = Student("ada", (old, unknown, *ada.files), ada.results)
    assert write_feedback(StandIn([ada], []), "canvas", tmp_path / "f.zip") == ["ada/06-lstm.ipynb"]
    assert list(unpacked(tmp_path / "f.zip")) == ["lovelaceada_101_5002_06-lstm.ipynb"]


def test_the_feedback_of_some_notebooks_alone(tmp_path):
    ada = student(
        "ada", "lovelaceada_101_5001_01-squashing.ipynb", "lovelaceada_101_5002_06-lstm.ipynb", "06-lstm.ipynb"
    )
    assert write_feedback(StandIn([ada], []), "canvas", tmp_path / "f.zip", only=("01-squashing",)) == []
    assert list(unpacked(tmp_path / "f.zip")) == [ada.files[0].path]


def test_the_same_marks_give_the_same_zip(tmp_path):
    marks = StandIn([student("ada", "lovelaceada_101_5001_01-squashing.ipynb")], [])
    for name in ("a.zip", "b.zip"):
        write_feedback(marks, "canvas", tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_what_cannot_be_is_told_in_one_line_and_nothing_is_left(tmp_path):
    marks = StandIn([student("ada", "ada/06-lstm.ipynb")], [])
    with pytest.raises(GradingError, match="no file has a name that Moodle gives; grade the zip that it makes"):
        write_feedback(marks, "moodle", tmp_path / "f.zip")
    with pytest.raises(GradingError, match="--feedback is for canvas or moodle; gradescope takes no zip"):
        write_feedback(marks, "gradescope", tmp_path / "f.zip")
    with pytest.raises(GradingError, match="No such file or directory; name another file"):
        write_feedback(marks, "moodle", tmp_path / "none" / "f.zip")
    with pytest.raises(GradingError, match="a folder; name another file"):
        write_feedback(marks, "moodle", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--to", "moodle", "--feedback", "f.zip"], "no file has a name that Moodle gives"),
        (["--to", "gradescope", "--feedback", "f.zip"], "gradescope takes no zip"),
        (["--to", "moodle", "--feedback", "."], "a folder; name another file"),
        (["--to", "canvas", "--feedback", "f.zip"], "wants --roster"),
    ],
)
def test_marks_and_feedback_are_both_written_or_neither(options, line, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    name = "lovelaceada_101_5001_00-start.ipynb" if "canvas" in options else "ada/00-start.ipynb"
    with zipfile.ZipFile("in.zip", "w") as archive:
        archive.writestr(name, submission("00-start", {}))
    assert main(["grade", "in.zip", "--out", "marks", "--jobs", "1"]) == 0
    before = {*tmp_path.rglob("*")}
    assert main(["export", "marks", *options]) != 0
    assert line in capsys.readouterr().err and {*tmp_path.rglob("*")} == before


def test_the_command_writes_marks_and_feedback_of_a_moodle_zip(tmp_path, capsys):
    folders = [f"{name}_{number}_assignsubmission_file_" for name, number in (("Ada Byron", 77), ("Bo", 78))]
    with zipfile.ZipFile(tmp_path / "moodle.zip", "w") as archive:
        for folder in folders:
            archive.writestr(f"{folder}/00-start.ipynb", submission("00-start", {}))
    assert main(["grade", str(tmp_path / "moodle.zip"), "--out", str(tmp_path / "marks"), "--jobs", "1"]) == 0
    target = tmp_path / "feedback.zip"
    assert main(["export", str(tmp_path / "marks"), "--to", "moodle", "--feedback", str(target)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == str(target)
    assert list(unpacked(target)) == [f"{folder}/00-start.html" for folder in folders]

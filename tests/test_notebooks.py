"""The notebooks of the course as they lie in the repository: whole, small, in step with their exercises."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from lecturelib.building import read, sources, target_of
from lecturelib.building.source import read_source
from lecturelib.exercises import COURSE, EXERCISES

FOLDER = Path(__file__).parent.parent / "notebooks"
SOURCES = {source.stem: source for source in sources(FOLDER)}
APPENDICES = {"90-notations"}  # no exercises, so no points to show at their end
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)\)")


def markdown(name):
    return [cell for cell in read_source(SOURCES[name]) if cell.kind == "markdown"]


def test_every_notebook_has_its_exercises_and_every_exercise_its_notebook():
    cells = {name: read_source(source) for name, source in SOURCES.items()}
    found = {name: tuple(cell.exercise for cell in some if cell.exercise) for name, some in cells.items()}
    wanted = {name: tuple(e.name for e in exercises) for name, exercises in COURSE.items()}
    assert found == wanted | dict.fromkeys(APPENDICES, ())


@pytest.mark.parametrize("name", SOURCES)
def test_no_notebook_is_stripped_or_large(name):
    """Strict nbval compares nothing in a cell without its number, so a stripped notebook would pass in silence."""
    target = target_of(SOURCES[name])
    code = [cell for cell in read(target).cells if cell.cell_type == "code"]
    assert code and [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert sum(bool(cell.outputs) for cell in code) > len(code) / 2
    assert target.stat().st_size < 400_000


@pytest.mark.parametrize("name", SOURCES)
def test_no_solution_is_typed_into_a_source(name):
    text = SOURCES[name].read_text(encoding="utf-8")
    assert "NotImplementedError" not in text
    assert not [e for e in EXERCISES if re.search(rf"^def {e}\(", text, re.MULTILINE)]


@pytest.mark.parametrize("name", SOURCES)
def test_the_prose_announces_each_exercise_with_its_points(name):
    cells = read_source(SOURCES[name])
    for before, cell in pairwise(cells):
        if cell.exercise:
            points = EXERCISES[cell.exercise].points
            assert f"**Your turn ({points} point{'s' * (points != 1)}).**" in before.text, cell.exercise
            assert f"`{cell.exercise}(" in before.text, cell.exercise


@pytest.mark.parametrize("name", SOURCES)
def test_links_lead_somewhere(name):
    links = [link for cell in markdown(name) for link in LINK.findall(cell.text)]
    assert [link for link in links if not (FOLDER / link).exists()] == []


@pytest.mark.parametrize("name", SOURCES)
def test_a_quiz_asks_and_every_answer_explains(name):
    questions = [cell.text for cell in markdown(name) if "<details>" in cell.text]
    assert len(questions) >= (1 if name == "00-start" else 3)
    for question in questions:
        answers = re.findall(r"<details><summary>(.+?)</summary>\s*(.+?)</details>", question, re.DOTALL)
        assert len(answers) == question.count("<details>") >= 2
        assert min(len(why) for _, why in answers) > 20


@pytest.mark.parametrize("name", [name for name in SOURCES if name not in {"00-start", *APPENDICES}])
def test_a_notebook_ends_with_what_was_learnt_and_how_far_one_is(name):
    text = SOURCES[name].read_text(encoding="utf-8")
    assert "What you have now" in text
    assert text.rindex("progress()") > text.rindex("# %% exercise=")

"""The notebooks of the course as they lie in the repository: whole, small, in step with their exercises."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from lecturelib.building import read, sources, target_of
from lecturelib.building.fields import FIELD
from lecturelib.building.source import read_source
from lecturelib.course import COURSE, EXERCISES, NOTEBOOKS

FOLDER = Path(__file__).parent.parent / "notebooks"
SOURCES = {source.stem: source for source in sources(FOLDER)}
APPENDICES = {notebook.name for notebook in NOTEBOOKS if not notebook.exercises}
ANSWER = re.compile(
    r"<details><summary>(.+?)</summary>\s*<blockquote>(<b>(?:Yes|No|Not|Right|Wrong)\b.+?)</blockquote></details>",
    re.DOTALL,
)
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)\)")


def markdown(name):
    return [cell for cell in read_source(SOURCES[name]) if cell.kind == "markdown"]


def test_the_course_lists_every_notebook_in_order():
    assert [notebook.name for notebook in NOTEBOOKS] == list(SOURCES)
    assert [target_of(source).stem for source in SOURCES.values()] == sorted(f.stem for f in FOLDER.glob("*.ipynb"))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.name)
def test_a_page_begins_with_the_title_that_the_map_gives_it(notebook):
    title = markdown(notebook.name)[0].text.splitlines()[0].removeprefix("# ")
    assert title.startswith(notebook.title)


@pytest.mark.parametrize("notebook", [n for n in NOTEBOOKS if n.minutes], ids=lambda notebook: notebook.name)
def test_a_page_that_was_timed_says_so_near_its_top(notebook):
    assert "{{minutes}}" in markdown(notebook.name)[0].text


@pytest.mark.parametrize("name", SOURCES)
def test_points_totals_and_other_notebooks_are_filled_in_not_typed(name):
    text = "\n".join(cell.text for cell in markdown(name))
    assert not re.findall(r"\bnotebook \d\d|\(\d+ points?\)|\w+ exercises?, \d+ points?", text)
    built = "\n".join(cell.source for cell in read(target_of(SOURCES[name])).cells)
    assert not FIELD.search(built)


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
            assert "**Your turn ({{points}}).**" in before.text, cell.exercise
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
        answers = ANSWER.findall(question)
        assert len(answers) == question.count("<details>") >= 2
        assert min(len(why) for _, why in answers) > 20


@pytest.mark.parametrize("name", [name for name in SOURCES if name not in {"00-start", *APPENDICES}])
def test_a_notebook_ends_with_what_was_learnt_and_how_far_one_is(name):
    text = SOURCES[name].read_text(encoding="utf-8")
    assert "What you have now" in text
    assert text.rindex("progress()") > text.rindex("# %% exercise=")

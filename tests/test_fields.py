"""What the build fills into the prose of a page: points, totals, links and the map, from the course itself."""

from dataclasses import replace

import pytest

from lecturelib.building.fields import filled
from lecturelib.course import EXERCISES, NOTEBOOKS, UNITS


def test_points_are_those_of_the_exercise_below():
    assert filled("({{points}})", None, EXERCISES["gate"]) == "(2 points)"
    assert filled("({{points}})", None, EXERCISES["continue_trend"]) == "(1 point)"


@pytest.mark.parametrize("notebook", NOTEBOOKS[1:-1], ids=lambda notebook: notebook.name)
def test_the_total_counts_exercises_and_points(notebook):
    said = filled("{{total}}", notebook, None).split()
    numbers = ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]
    assert numbers.index(said[0]) == len(notebook.exercises)
    assert said[1:] == ["exercises,", str(sum(exercise.points for exercise in notebook.exercises)), "points"]


def test_minutes_are_those_of_the_notebook_and_none_are_made_up():
    timed = next(notebook for notebook in NOTEBOOKS if notebook.minutes)
    assert filled("{{minutes}}", timed, None) == f"{timed.minutes} minutes"
    with pytest.raises(ValueError, match=r"minutes.. cannot be filled in here"):
        filled("{{minutes}}", replace(timed, minutes=0), None)


def test_links_lead_on_and_the_last_notebook_leads_nowhere():
    assert filled("{{next}}", NOTEBOOKS[0], None) == "[notebook 01](01-squashing.ipynb)"
    assert filled("see {{rnn}}", None, None) == f"see [notebook {UNITS['rnn'].number}]({UNITS['rnn'].name}.ipynb)"
    with pytest.raises(ValueError, match=r"next.. cannot be filled in here"):
        filled("{{next}}", NOTEBOOKS[-1], None)


def test_the_map_has_a_row_for_every_notebook_and_braces_of_formulas_stay():
    rows = filled("{{map}}", None, None).splitlines()
    assert [row.split("](")[1].split(".ipynb")[0] for row in rows[2:]] == [notebook.name for notebook in NOTEBOOKS]
    assert [row.split(" | ")[1] for row in rows[2:]] == [str(n.minutes or "–") for n in NOTEBOOKS]
    assert filled("$W_{xf}$ and {{W_{xf}}}", None, None) == "$W_{xf}$ and {{W_{xf}}}"

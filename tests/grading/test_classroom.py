"""A small class with every sort of answer and file is graded, and every verdict is the one it should be."""

import random

import pytest
from answers import ANSWERS
from classroom import LOSING, NOT_HANDED_IN, WAYS, Expected, accuracy, classroom, deal, deal_ways, submission
from damage import DAMAGES
from oddities import ODDITIES

from lecturelib.cli import main
from lecturelib.exercises import EXERCISES

HEAD = "student,notebook,exercise,points,max_points,status,mistake,message\n"
DUE = {
    ("Ada", "00-start", "continue_trend"): Expected("right", "solution", ("right",), None, ""),
    ("Bob", "00-start", "continue_trend"): Expected("known mistake", "stays", ("partial", "wrong"), None, "stays"),
}
ADA, BOB = "Ada,00-start,continue_trend,1.0,1,right,,\n", "Bob,00-start,continue_trend,0.0,1,wrong,stays,\n"


def test_every_verdict_on_a_class_is_the_one_it_should_be(tmp_path, capsys):
    expected = classroom(tmp_path / "submissions", seed=1, students=8)
    assert main(["grade", str(tmp_path / "submissions"), "--out", str(tmp_path / "marks"), "--timeout", "5"]) == 0
    capsys.readouterr()
    table = accuracy(expected, tmp_path / "marks" / "grades.csv")
    assert capsys.readouterr().out == ""
    assert sum(count for count, _ in table.values()) == 8 * len(EXERCISES)
    assert all(count == right for count, right in table.values())


def test_a_full_class_has_every_answer_that_we_know():
    names = [f"student-{number}" for number in range(300)]
    hands = deal(random.Random(1), names)
    dealt = {(place[1], answer.kind, answer.name) for place, answer in hands.items()}
    for name, exercise in EXERCISES.items():
        assert {(name, "known mistake", mistake) for mistake in exercise.mistakes} <= dealt
        assert {(name, "right", style.__name__) for style in ANSWERS[name]} <= dealt
    assert {(kind, name) for kind, some in ODDITIES.items() for name in some} <= {answer[1:] for answer in dealt}
    assert {*WAYS, NOT_HANDED_IN} == set(deal_ways(random.Random(1), names).values())
    assert set(DAMAGES) > LOSING


def test_a_submission_is_the_notebook_with_the_answers_in():
    """Cells above come with an answer, and None takes its cell away; all else stays."""
    bare = submission("00-start", {}).decode()
    answered = submission("00-start", {"continue_trend": "a = 1\n# %%\nb = 2"}).decode()
    deleted = submission("00-start", {"continue_trend": None}).decode()
    assert "raise NotImplementedError" in bare and "raise NotImplementedError" not in answered + deleted
    assert '"source": "a = 1"' in answered and '"source": "b = 2"' in answered
    assert [text.count('"cell_type"') for text in (answered, bare, deleted)] == [18, 17, 16]
    assert len(submission("00-start", {}, outputs=True)) > len(bare) + 1000


@pytest.mark.parametrize(
    ("rows", "right"),
    [
        (ADA + BOB, 2),
        (ADA, 1),
        (ADA + BOB.replace("stays", ""), 1),
        (ADA + BOB.replace("wrong", "right"), 1),
        (ADA.replace("1.0", "0.5") + BOB, 1),
    ],
)
def test_a_verdict_that_should_not_be_is_counted_and_shown(tmp_path, capsys, rows, right):
    (tmp_path / "grades.csv").write_text(HEAD + rows)
    table = accuracy(DUE, tmp_path / "grades.csv")
    assert sum(some for _, some in table.values()) == right
    assert capsys.readouterr().out.count("continue_trend") == (2 - right) * (1 + (rows != ADA))


def test_a_row_that_nobody_earned_is_no_verdict(tmp_path):
    (tmp_path / "grades.csv").write_text(HEAD + ADA + BOB + ADA.replace("Ada", "Eve"))
    with pytest.raises(KeyError, match="Eve"):
        accuracy(DUE, tmp_path / "grades.csv")

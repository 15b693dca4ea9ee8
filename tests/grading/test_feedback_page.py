"""A student's own page: all the marks on it, what it says of each exercise, and what it keeps to itself."""

import re

from standin import RESULTS, StandIn, small_class

from lecturelib.grading.reporting.outputs import write_outputs
from lecturelib.grading.results import Change, HandedIn, Mark, Note, Result, Student


def test_a_students_page_says_how_each_exercise_stands_and_where_to_go_on(tmp_path):
    write_outputs(small_class(), tmp_path)
    page = next(path for path in (tmp_path / "feedback").iterdir() if "Ada" in path.name).read_text()
    assert page.count("<article") == 2 and "●" in page and "◐" in page
    assert "<p>Use <code>f</code> first.\nThen <code>i</code>.</p>" in page
    example = re.search("<pre[^>]*>(.*?)</pre>", page, re.DOTALL)[1]
    assert re.sub("</?span[^>]*>", "", example) == "called    gate()\nreturned  1\nexpected  &lt;2&gt;\n"
    assert "<code>gate.hint()</code>" in page and "sigmoid.hint()" not in page


def test_all_the_points_on_a_page_are_the_gradebooks(tmp_path):
    """In all, for each notebook and for each exercise."""
    lstm = (Result("lstm_step", 1.5, 4, "partial", "", "Nearly."),)
    files = HandedIn("x/1.ipynb", "01-squashing"), HandedIn("x/5.ipynb", "05-lstm")
    one = Student("x", files, {"01-squashing": RESULTS, "05-lstm": lstm})
    write_outputs(StandIn([one], ["01-squashing", "05-lstm"]), tmp_path)
    page = re.sub('<span class="apart">.</span>', "", (tmp_path / "feedback" / "x.html").read_text())
    assert re.findall(r"[\d.]+ of \d+(?= points)", page) == ["6 of 10"] and "60&nbsp;%" in page
    assert re.findall(r'<h2>(\S+) <span class="marks">([^<]+)', page) == [
        ("01-squashing", "4.5 of 6"),
        ("05-lstm", "1.5 of 4"),
    ]
    assert re.findall(r'</span> (\w+) <span.*<span class="marks">([^<]+)', page) == [
        ("sigmoid", "4/4"),
        ("gate", "0.5/2"),
        ("lstm_step", "1.5/4"),
    ]


def test_a_page_says_what_a_person_or_a_rule_has_changed_and_which_files_count(tmp_path):
    changes = Change("adjusted", "gate", 1.0, "You <told> me."), Change("late", "", -0.45, "10 % a day")
    files = (
        HandedIn("x/old.ipynb", "01-squashing", counts=False),
        HandedIn("x/new.ipynb", "01-squashing", late="1 h late"),
    )
    mark = Mark(5.05, 6, changes, counts=False)
    one = Student("x", files, {"01-squashing": RESULTS}, id="007", section="B", marks={"01-squashing": mark})
    write_outputs(StandIn([one], ["01-squashing"]), tmp_path)
    page = (tmp_path / "feedback" / "x.html").read_text()
    assert "5.05 of 6, does not count</span></h2>" in page and "0 of 0 points" in page
    gate = page.split("</span> gate")[1]
    assert "Changed by your instructor, +1: You &lt;told&gt; me." in gate and "Handed in late" not in gate
    assert page.count("Handed in late, −0.45: 10 % a day") == 1
    text = re.sub("<[^>]+>", "", page)
    assert "Read from x/new.ipynb, 1 h late" in text and "Not counted: x/old.ipynb" in text
    assert "007, B" in text


def test_what_was_changed_in_a_notebook_that_was_not_handed_in_is_said_too(tmp_path):
    results = tuple(Result(name, 0.0, 2, "missing", "", "") for name in ("sigmoid", "gate"))
    mark = Mark(1, 4, (Change("adjusted", "gate", 1.0, "At the board."), Change("excused", "", 0.0, "")))
    one = Student("x", (), {"01-squashing": results}, marks={"01-squashing": mark})
    write_outputs(StandIn([one], ["01-squashing"]), tmp_path)
    page = (tmp_path / "feedback" / "x.html").read_text()
    assert "gate: Changed by your instructor, +1: At the board.</p>" in page
    assert "Excused by your instructor; it does not count</p>" in page


def test_a_students_page_shows_no_note(tmp_path):
    file = HandedIn("x/01-squashing.ipynb", "01-squashing", (Note("copied", "gate", "The course's own."),))
    write_outputs(StandIn([Student("x", (file,), {"01-squashing": RESULTS})], ["01-squashing"]), tmp_path)
    assert "own" not in (tmp_path / "feedback" / "x.html").read_text()
    assert "The course's own." in (tmp_path / "report.html").read_text()


def test_an_unreadable_file_is_said_once(tmp_path):
    lost = Result("sigmoid", 0.0, 4, "unreadable", "", "Save it again."), Result("gate", 0.0, 2, "unreadable", "", "")
    one = Student("x", (HandedIn("x/1.ipynb", "01-squashing"),), {"01-squashing": lost})
    write_outputs(StandIn([one], ["01-squashing"]), tmp_path)
    feedback = (tmp_path / "feedback" / "x.html").read_text()
    assert "Save it again. Its exercises: sigmoid (4), gate (2)." in feedback and "<article" not in feedback

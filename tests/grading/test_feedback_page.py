"""A student's own page: all the marks on it, what it says of each exercise, and what it keeps to itself."""

import re

from standin import RESULTS, StandIn, small_class

from lecturelib.grading.reporting.flags import flags_of
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
    files = HandedIn("x/1.ipynb", "01-squashing"), HandedIn("x/5.ipynb", "06-lstm")
    one = Student("x", files, {"01-squashing": RESULTS, "06-lstm": lstm})
    write_outputs(StandIn([one], ["01-squashing", "06-lstm"]), tmp_path)
    page = re.sub('<span class="apart">.</span>', "", (tmp_path / "feedback" / "x.html").read_text())
    assert re.findall(r"[\d.]+ of \d+(?= points)", page) == ["6 of 10"] and "60&nbsp;%" in page
    assert re.findall(r'<h2>(\S+) <span class="marks">([^<]+)', page) == [
        ("01-squashing", "4.5 of 6"),
        ("06-lstm", "1.5 of 4"),
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


def page_of(student, folder):
    """The text of a student's page, and the report."""
    write_outputs(StandIn([student], ["01-squashing"]), folder)
    page = (folder / "feedback" / "x.html").read_text().split("<main>")[1]
    return " ".join(re.sub("<[^>]+>", "", page).split()), (folder / "report.html").read_text()


def test_what_came_too_late_to_count_was_not_left_out(tmp_path):
    """The page does not say "not started"; what an instructor gave for it stands there, and the report has a flag."""
    told = "It was handed in, but it does not count: 2 days late."
    results = tuple(Result(name, 0.0, 2, "missing", "", told) for name in ("sigmoid", "gate"))
    file = HandedIn("x/1.ipynb", "01-squashing", counts=False, late="2 days late")
    mark = Mark(1, 4, (Change("adjusted", "gate", 1.0, "At the board."),))
    page, report = page_of(Student("x", (file,), {"01-squashing": results}, marks={"01-squashing": mark}), tmp_path)
    assert f"{told} Its exercises: sigmoid (2), gate (2)." in page and "gate: Changed by your instructor, +1" in page
    assert "not started" not in page and "hint" not in page and "Not counted: x/1.ipynb, 2 days late" in page
    assert '"late"' in report and "2 days late, does not count" in report
    rows = (tmp_path / "grades.csv").read_text().splitlines()[1:]
    assert len(rows) == 2 and all(",late," in row or ',"late, adjusted",' in row for row in rows)


def test_a_late_file_beside_one_in_time_is_flagged_too_but_not_one_that_costs_points():
    one = Student("x", (HandedIn("a", "n"), HandedIn("b", "n", counts=False, late="1 hour late")), {"n": RESULTS})
    assert [(flag.kind, flag.where, flag.text) for flag in flags_of(one)] == [
        ("late", "b", "1 hour late, does not count")
    ]
    both = (HandedIn("a", "n", late="1 hour late"), HandedIn("b", "n", counts=False, late="1 hour late"))
    assert flags_of(Student("x", both, {"n": RESULTS})) == []


def test_a_student_learns_that_the_file_is_damaged(tmp_path):
    note = Note("damaged", "", "The file is damaged. What could be read of it was graded.")
    told = "The file is damaged. What could be read of it was graded; hand it in again."
    for counts in (True, False):
        files = HandedIn("x/1.ipynb", "01-squashing", (note,), counts), HandedIn("x/2.ipynb", "01-squashing")
        page, _ = page_of(Student("x", files, {"01-squashing": RESULTS}), tmp_path)
        assert (told in page) == counts


def test_what_is_changed_for_everybody_is_a_plain_note_and_no_flag(tmp_path):
    """The report says it once, however many students it is about."""
    file, mark = (
        HandedIn("x/1.ipynb", "01-squashing"),
        Mark(5.5, 6, (Change("adjusted", "gate", 1.0, "The sheet was wrong.", for_all=True),)),
    )
    one, two = (Student(name, (file,), {"01-squashing": RESULTS}, marks={"01-squashing": mark}) for name in ("x", "y"))
    write_outputs(StandIn([one, two], ["01-squashing"]), tmp_path)
    page = (tmp_path / "feedback" / "x.html").read_text()
    assert '<p class="quiet small">For everybody, +1: The sheet was wrong.</p>' in page
    assert "Changed by your instructor" not in page and flags_of(one) == []
    report = (tmp_path / "report.html").read_text()
    assert report.count("The sheet was wrong.") == 1
    assert "For everybody, 01-squashing gate: The sheet was wrong.</p>" in report
    assert ",adjusted," not in (tmp_path / "summary.csv").read_text()

"""The tables to the byte, and what a run leaves beside them."""

import csv
import gc
import tracemalloc
from dataclasses import replace

from standin import RESULTS, StandIn, a_class, small_class

from lecturelib.grading.reporting.outputs import write_outputs
from lecturelib.grading.reporting.tables import in_words, summary_row
from lecturelib.grading.results import Change, HandedIn, Mark, Note, Result, Student

GRADES = """student,notebook,exercise,points,max_points,status,mistake,message,flags,changes,id,section
'=Ada,01-squashing,sigmoid,4,4,right,,Right on every case.,,,,
'=Ada,01-squashing,gate,0.5,2,partial,half,Use `f` first.\\nThen `i`.,copied,,,
"Öz, B",01-squashing,sigmoid,0,4,missing,,None.,,,,
"""
SUMMARY = """student,01-squashing,points,max_points,percent,right,exercises,flags,changes,id,section
'=Ada,4.5,4.5,6,75,1,2,copied,,,
"Öz, B",0,0,4,0,0,1,,,,
"""


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_tables_to_the_byte(tmp_path):
    write_outputs(small_class(), tmp_path)
    assert (tmp_path / "grades.csv").read_bytes().decode() == GRADES
    assert (tmp_path / "summary.csv").read_bytes().decode() == SUMMARY


def test_the_tables_parse_back(written):
    marks = a_class()
    with open(written / "grades.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    results = [(name, r) for s in marks.students() for name, results in s.results.items() for r in results]
    assert [(r["notebook"], r["exercise"], float(r["points"]), r["status"]) for r in rows] == [
        (notebook, r.exercise, r.points, r.status) for notebook, r in results
    ]
    assert len({row["student"] for row in rows}) == 40


def test_a_flag_on_a_file_is_one_on_all_its_exercises_and_a_summary_names_each_kind_once(tmp_path):
    notes = Note("identical", "", "As Bo's."), Note("copied", "gate", "Ours."), Note("copied", "sigmoid", "Ours.")
    crash = Result("lstm_step", 0.0, 4, "crash", "", "It stopped Python."), Result("x", 0.0, 4, "missing", "", "")
    files = HandedIn("x/1.ipynb", "01-squashing", notes[:2]), HandedIn("x/2.ipynb", "01-squashing", notes[2:])
    one = Student("x", files, {"01-squashing": RESULTS, "06-lstm": crash})
    write_outputs(StandIn([one], ["01-squashing", "06-lstm"]), tmp_path)
    with open(tmp_path / "grades.csv", newline="") as file:
        flags = {row["exercise"]: row["flags"] for row in csv.DictReader(file)}
    expected = {"sigmoid": "identical, copied", "gate": "identical, copied", "lstm_step": "crash", "x": ""}
    assert flags == expected
    assert (tmp_path / "summary.csv").read_text().endswith('"identical, copied, crash",,,\n')


def test_what_a_person_or_a_rule_has_changed_stands_in_both_tables(tmp_path):
    changes = Change("adjusted", "gate", 1.0, "=You told me."), Change("late", "", -0.45, "10 % a day")
    gate = replace(RESULTS[1], points=1.5)
    mark = Mark(5.05, 6, changes)
    one = Student(
        "Ada",
        (HandedIn("a/1.ipynb", "01-squashing"),),
        {"01-squashing": (RESULTS[0], gate)},
        id="007",
        section="B",
        marks={"01-squashing": mark},
    )
    write_outputs(StandIn([one], ["01-squashing"]), tmp_path)
    with open(tmp_path / "grades.csv", newline="") as file:
        sigmoid, gate = csv.DictReader(file)
    assert (sigmoid["changes"], gate["changes"], gate["points"]) == ("", "adjusted gate +1: =You told me.", "1.5")
    assert (sigmoid["flags"], gate["flags"]) == ("late", "adjusted, late")
    with open(tmp_path / "summary.csv", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["changes"] == "adjusted gate +1: =You told me.; late −0.45: 10 % a day"
    assert [row[name] for name in ("points", "percent", "id", "section")] == ["5.05", "84.2", "007", "B"]


def test_the_same_gradebook_gives_the_same_bytes(written, tmp_path):
    write_outputs(a_class(), tmp_path)
    assert contents(tmp_path) == contents(written)


def test_every_student_has_a_page_and_nothing_else_is_left(written):
    files = contents(written)
    pages = [name for name in files if name.startswith("feedback/")]
    assert len(pages) == 40 and len(files) == 44
    assert "feedback/Ada Lovelace.html" in pages


def peak_memory(students, folder):
    gc.collect()
    tracemalloc.start()
    write_outputs(students, folder)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_memory_hardly_grows_with_the_class(tmp_path):
    few, many = a_class(100), a_class(1000)
    write_outputs(few, tmp_path)  # the templates are compiled
    grown = peak_memory(many, tmp_path) - peak_memory(few, tmp_path)
    pages = [page.stat().st_size for page in (tmp_path / "feedback").iterdir()]
    assert grown < 900 * sum(pages) / len(pages)  # each of the 900 more leaves less behind than its page has bytes


def test_what_does_not_count_is_not_among_the_exercises():
    """Neither an exercise that is excused nor a notebook that is excused or dropped."""
    whole, excused = Mark(4.5, 6), Mark(4, 4, (Change("excused", "gate", -0.5, "ill"),))
    dropped = Mark(4.5, 6, (Change("dropped", "", 0.0, ""),), counts=False)
    for mark, right, exercises in ((whole, "1", "2"), (excused, "1", "1"), (dropped, "0", "0")):
        row = summary_row(Student("x", (), {"01-squashing": RESULTS}, marks={"01-squashing": mark}), [], [])
        assert row[4:6] == (right, exercises)


def test_a_change_is_told_apart_from_its_reason_by_one_colon():
    changes = (
        Change("excused", "", 0.0, "on leave"),
        Change("adjusted", "gate", 0.0, "counts double"),
        Change("adjusted", "gate", 1.0, "at the board"),
        Change("late", "", -0.45, "10%/day"),
        Change("dropped", "", 0.0, ""),
    )
    assert in_words(changes) == (
        "excused: on leave; adjusted gate: counts double; adjusted gate +1: at the board; late −0.45: 10%/day; dropped"
    )

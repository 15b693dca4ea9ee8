"""Exports against files written by hand, and rosters on which not everybody can be told apart."""

import csv
import json

import pytest
from standin import StandIn

from lecturelib.grading.errors import GradingError
from lecturelib.grading.lms.files import export
from lecturelib.grading.results import HandedIn, Result, Student
from lecturelib.grading.roster.people import Person
from lecturelib.grading.roster.whose import Somebody, find_all

CANVAS_HEADER = "Student,ID,SIS User ID,SIS Login ID,Section"
CANVAS_ROSTER = f"""\ufeff{CANVAS_HEADER},06-lstm (8812),Quiz (7),Current Score
,,,,,Manual Posting,,
    Points Possible,,,,,6,3,(read only)
"Lovelace, Ada",101,s1,ada@x.org,LSTM 1,,2,
"Gödel, Kurt",102,s2,kurt@x.org,LSTM 1,4,2,
"Noether, Emmy",103,s3,emmy@x.org,LSTM 2,9,1,
"Li, Na",104,s4,nali@x.org,LSTM 2,,,
"Li, Na",105,s5,lina@x.org,LSTM 2,,,
"""
CANVAS_FILE = f"""{CANVAS_HEADER},01-squashing,06-lstm (8812)
    Points Possible,,,,,12,6
"Lovelace, Ada",101,s1,ada@x.org,LSTM 1,4,1.5
"Gödel, Kurt",102,s2,kurt@x.org,LSTM 1,,1.5
"Noether, Emmy",103,s3,emmy@x.org,LSTM 2,,9
"Li, Na",104,s4,nali@x.org,LSTM 2,4,
"Li, Na",105,s5,lina@x.org,LSTM 2,,
"""
MOODLE_ROSTER = """First name,Last name,Username,ID number,Email address
Ada,Lovelace,ada,s1,ada@x.org
Kurt,Gödel,kurt,s2,kurt@x.org
Emmy,Noether,emmy,,emmy@x.org
"""
MOODLE_IDENTITIES = {
    "Kurt": {"username": "kurt", "useridnumber": "s2", "useremail": "kurt@x.org"},
    "Emmy": {"username": "emmy", "useridnumber": "", "useremail": "emmy@x.org"},
}
LSTM = (Result("lstm_step", 1.5, 4, "partial", "", "Nearly.", "called    <b>\nreturned  1"),)
SQUASHING = (Result("sigmoid", 4.0, 4, "right", "", "Right on every case."),)


def student(name, *notebooks):
    files = tuple(HandedIn(f"{name}/{notebook}.ipynb", notebook) for notebook in notebooks)
    return Student(name, files, {"01-squashing": SQUASHING, "06-lstm": LSTM})


def a_class(*students):
    return StandIn(students, ["01-squashing", "06-lstm"])


@pytest.fixture
def roster(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "roster.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


BOTH, LAST = ("01-squashing", "06-lstm"), ("06-lstm",)


def test_canvas_to_the_byte(roster, tmp_path):
    marks = a_class(
        student("ada@x.org", *BOTH),
        student("Kurt Go\u0308del", *LAST),
        student("lina_104", "01-squashing"),
        student("Li, Na", *BOTH),
        student("Emmy Noether"),
        student("zoe", *BOTH),
    )
    unmatched = export(marks, "canvas", tmp_path / "canvas.csv", roster(CANVAS_ROSTER))
    assert (tmp_path / "canvas.csv").read_bytes().decode() == CANVAS_FILE
    assert unmatched == [
        "Li, Na: several rows of the roster fit",
        "zoe: not on the roster",
        "Noether, Emmy: nothing handed in",
        "Li, Na: the marks of Li, Na may be theirs",
    ]


@pytest.mark.parametrize(
    "name",
    ["101", "S1", "ADA@x.org", "Lovelace, Ada", "Ada Lovelace", "ada  lovelace", "lovelaceada", "lovelaceada_101"],
)
def test_canvas_knows_a_student_by_id_login_and_name(name, roster, tmp_path):
    unmatched = export(a_class(student(name, *LAST)), "canvas", tmp_path / "c.csv", roster(CANVAS_ROSTER))
    with open(tmp_path / "c.csv", encoding="utf-8", newline="") as file:
        grades = {row["ID"]: row["06-lstm (8812)"] for row in csv.DictReader(file)}
    assert grades["101"] == "1.5" and len(unmatched) == 4


def test_an_id_counts_before_a_name(roster, tmp_path):
    text = f'{CANVAS_HEADER}\n"102",101,s1,a,\n"Gödel, Kurt",102,s2,b,\n'
    export(a_class(student("102", *LAST)), "canvas", tmp_path / "c.csv", roster(text))
    assert (tmp_path / "c.csv").read_text().endswith('102,101,s1,a,,,\n"Gödel, Kurt",102,s2,b,,,1.5\n')


def test_two_students_for_one_row_get_no_grade(roster, tmp_path):
    marks = a_class(student("Ada Lovelace", *LAST), student("101", *LAST))
    unmatched = export(marks, "canvas", tmp_path / "c.csv", roster(CANVAS_ROSTER))
    assert unmatched[:2] == [f"{n}: another student fits the same row of the roster" for n in ("Ada Lovelace", "101")]
    assert unmatched[2] == "Lovelace, Ada: the marks of Ada Lovelace or 101 may be theirs"
    assert "1.5" not in (tmp_path / "c.csv").read_text()


def test_a_roster_with_semicolons_is_read_too(roster, tmp_path):
    text = CANVAS_HEADER.replace(",", ";") + "\nLovelace, Ada;101;;;\n"
    assert export(a_class(student("101", *LAST)), "canvas", tmp_path / "c.csv", roster(text)) == []


def test_a_column_is_found_by_the_notebooks_name(roster, tmp_path):
    text = f"{CANVAS_HEADER},06-lstm resit (1),06-lstm (2)\na,101,,,,,\n"
    export(a_class(student("101", *LAST)), "canvas", tmp_path / "c.csv", roster(text))
    assert (tmp_path / "c.csv").read_text().startswith(f"{CANVAS_HEADER},01-squashing,06-lstm (2)\n")
    with pytest.raises(GradingError, match="several columns for 06-lstm: 06-lstm one, 06-lstm two"):
        export(a_class(), "canvas", tmp_path / "c.csv", roster(f"{CANVAS_HEADER},06-lstm one,06-lstm two\n"))


def test_an_assignment_that_is_out_of_other_points_in_canvas_is_refused(roster, tmp_path):
    text = CANVAS_ROSTER.replace(",,,,,6,3,", ",,,,,100,3,")
    with pytest.raises(GradingError, match=r"06-lstm \(8812\) is out of 100 points in Canvas, .* are out of 6; set it"):
        export(a_class(), "canvas", tmp_path / "c.csv", roster(text))
    assert not (tmp_path / "c.csv").exists()


def test_a_formula_in_a_roster_stays_text(roster, tmp_path):
    text = f"{CANVAS_HEADER}\n=HYPERLINK(1),101,,,\n"
    export(a_class(), "canvas", tmp_path / "c.csv", roster(text))
    assert "\n'=HYPERLINK(1),101" in (tmp_path / "c.csv").read_text()


def test_moodle_to_the_byte(tmp_path):
    marks = a_class(student("ada", *BOTH), student("kurt", *LAST), student("=zoe"))
    assert export(marks, "moodle", tmp_path / "m.csv") == []
    wanted = "username,01-squashing,06-lstm\nada,4,1.5\nkurt,-,1.5\n'=zoe,-,-\n"
    assert (tmp_path / "m.csv").read_bytes().decode() == wanted


@pytest.mark.parametrize(("identify", "ada"), [("username", "ada"), ("useremail", "ada@x.org"), ("useridnumber", "s1")])
def test_moodle_takes_the_identity_from_the_roster(identify, ada, roster, tmp_path):
    marks = a_class(student("Ada Lovelace", *BOTH), student("zoe", *LAST))
    unmatched = export(marks, "moodle", tmp_path / "m.csv", roster(MOODLE_ROSTER), identify)
    assert (tmp_path / "m.csv").read_text() == f"{identify},01-squashing,06-lstm\n{ada},4,1.5\n"
    assert unmatched[0] == "zoe: not on the roster"
    assert unmatched[1:] == [
        f"{MOODLE_IDENTITIES[name][identify]}: not in the gradebook of this grader"
        for name in ("Kurt", "Emmy")
        if MOODLE_IDENTITIES[name][identify]
    ]


def test_the_only_identity_on_a_moodle_list_is_taken(roster, tmp_path):
    marks = a_class(student("Ada Lovelace", *BOTH))
    export(marks, "moodle", tmp_path / "m.csv", roster("Full name,Email address\nAda Lovelace,ada@x.org\n"))
    assert (tmp_path / "m.csv").read_text() == "useremail,01-squashing,06-lstm\nada@x.org,4,1.5\n"
    several = roster("Full name,ID number,Email address\nAda Lovelace,s1,ada@x.org\n")
    with pytest.raises(GradingError, match="no column username; name another with --identify; it has useremail, user"):
        export(marks, "moodle", tmp_path / "m.csv", several)


def test_an_export_never_overwrites_its_roster(roster, tmp_path):
    known = roster(CANVAS_ROSTER)
    (tmp_path / "link.csv").hardlink_to(known)
    for target in (known, tmp_path / "link.csv"):
        with pytest.raises(GradingError, match=r"is the roster itself; name another file with -o$"):
            export(a_class(student("101", *LAST)), "canvas", target, known)
    assert known.read_text("utf-8") == CANVAS_ROSTER


def test_why_somebody_has_no_grade_is_the_true_reason(roster, tmp_path):
    text = f'{CANVAS_HEADER}\n"Lovelace, Ada",101,,,\n"Extra, Person",999,,,\n"Student, Test",1,,abc,\n'
    unmatched = export(a_class(student("101")), "canvas", tmp_path / "c.csv", roster(text))
    assert unmatched == [
        "Lovelace, Ada: nothing handed in",
        "Extra, Person: not in the gradebook of this grader",
        "Student, Test: Canvas's own test student",
    ]


def test_a_participant_without_the_identity_is_not_matched(roster, tmp_path):
    marks = a_class(student("Emmy Noether", *BOTH))
    unmatched = export(marks, "moodle", tmp_path / "m.csv", roster(MOODLE_ROSTER), "useridnumber")
    assert "Emmy Noether: not on the roster" in unmatched


def test_gradescope_results_parse_back(tmp_path):
    marks = a_class(student("a/b", *BOTH), student("zoe"))
    assert export(marks, "gradescope", tmp_path / "g") == ["zoe: nothing handed in"]
    [folder] = (tmp_path / "g").iterdir()
    assert folder.name.startswith("a_b-")
    assert json.loads((folder / "results.json").read_text(encoding="utf-8")) == {
        "score": 5.5,
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {},
        "output": "",
        "output_format": "text",
        "tests": [
            {
                "name": "sigmoid",
                "number": "1.1",
                "score": 4.0,
                "max_score": 4,
                "status": "passed",
                "visibility": "visible",
                "output": "Right on every case.",
                "output_format": "text",
            },
            {
                "name": "lstm_step",
                "number": "2.1",
                "score": 1.5,
                "max_score": 4,
                "status": "failed",
                "visibility": "visible",
                "output": "Nearly.\n\ncalled    <b>\nreturned  1\n\nFor a hint run lstm_step.hint() in your notebook.",
                "output_format": "text",
            },
        ],
    }


@pytest.mark.parametrize(
    ("kind", "text", "identify", "line"),
    [
        ("blackboard", "", "username", "there is no export to blackboard; there are canvas, moodle, gradescope"),
        ("canvas", None, "username", "--to canvas wants --roster FILE: the gradebook as Canvas exports it"),
        ("canvas", "Student,ID\n", "username", r"roster.csv has no column SIS User ID, SIS Login ID, Section; its"),
        ("canvas", "", "username", r"has no column Student, .* its columns are none"),
        ("moodle", None, "nickname", "Moodle identifies by username, useremail, useridnumber, userid, not by nickname"),
        ("moodle", "Name\nAda\n", "useremail", "has no column email address; name another with --identify"),
    ],
)
def test_what_a_person_gets_wrong_is_told_in_one_line(kind, text, identify, line, roster, tmp_path):
    with pytest.raises(GradingError, match=line):
        export(a_class(), kind, tmp_path / "x", roster(text) if text is not None else None, identify)


def test_a_roster_that_is_none_is_told(roster, tmp_path):
    with pytest.raises(GradingError, match=r"none\.csv: No such file"):
        export(a_class(), "canvas", tmp_path / "x", tmp_path / "none.csv")
    with pytest.raises(GradingError, match="row 1: not in UTF-8; save it as CSV in UTF-8"):
        export(a_class(), "canvas", tmp_path / "x", roster(CANVAS_ROSTER, "utf-16"))
    with pytest.raises(GradingError, match="No such file or directory; name another place"):
        export(a_class(), "moodle", tmp_path / "none" / "x")


def test_nobody_is_matched_by_nothing():
    found, refused = find_all([Somebody("", ""), Somebody("a", "a")], [Person(2, "", ""), Person(3, "", "")])
    assert found == {} and refused == {"": "not on the roster", "a": "not on the roster"}

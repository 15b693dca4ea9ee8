"""Nobody is taken for another: ids of learning systems, rosters in three forms, namesakes within and across weeks."""

import pytest

from lecturelib.grading.errors import GradingError
from lecturelib.grading.gradebook import Gradebook
from lecturelib.grading.lms.files import export
from lecturelib.grading.results import Graded, Note, Result
from lecturelib.grading.roster.people import Person, read_people
from lecturelib.grading.roster.whose import NOT_THERE, RIVALS, SEVERAL, Somebody, find_all
from lecturelib.grading.running.handed_in import find
from lecturelib.grading.running.owners import owner

TERMS = {"course": "0123456789ab", "seconds": 10.0, "memory": 1024, "secret": None}
CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section
    Points Possible,,,,
"Lee, Ann",904,s4,ann.lee@x.org,Tuesday
"Lee, Ann",907,s7,lee.ann@x.org,Friday
"Ruiz, José",908,s8,jose@x.org,Friday
"""
MOODLE = """First name,Last name,ID number,Email address,Groups
Ann,Lee,s4,ann@x.org,Tuesday
José,Ruiz,s8,jose@x.org,Friday
"""
WORKSHEET = """Identifier,Full name,Email address,Grade
Participant 1201,Ann Lee,ann@x.org,
Participant 1202,Ann Lee,lee@x.org,
"""
OWN = """id,name,aliases,section,e-mail
904,Ann Lee,al4;annie,Tuesday,ann@x.org
907,Ann Lee,,Friday,
908,José Ruiz,,Friday,jose@x.org
"""


@pytest.fixture
def people(tmp_path):
    def read(text, encoding="utf-8-sig"):
        (tmp_path / "roster.csv").write_bytes(text.encode(encoding))
        return read_people(tmp_path / "roster.csv")

    return read


@pytest.fixture
def gradebook(tmp_path):
    with Gradebook(tmp_path / "marks") as gradebook:
        gradebook.agree(TERMS)
        yield gradebook


def hand_in(gradebook, *paths):
    """A run with these files, each with its own content."""
    owners = {owner(path, "file").label: owner(path, "file") for path in paths}
    gradebook.begin(owners.values(), [])
    for path in paths:
        gradebook.enter(owner(path, "file").label, path, path, "06-lstm")
        result = Result("lstm_step", 3.0, 4, "partial", "", "Nearly.")
        gradebook.record((path, "06-lstm", Graded("06-lstm", (result,))))


def students(gradebook):
    return {student.name: (student.id, [file.path for file in student.files]) for student in gradebook.students()}


ANN_4, ANN_7 = "leeann_904_1_06-lstm.ipynb", "leeann_907_2_06-lstm.ipynb"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (CANVAS, Person(3, "904", "Lee, Ann", "Tuesday", "", ("s4", "ann.lee@x.org", "LeeAnn_904"))),
        (MOODLE, Person(2, "s4", "Ann Lee", "Tuesday", "ann@x.org", ("ann@x.org", "s4"))),
        (
            WORKSHEET,
            Person(
                2, "Participant 1201", "Ann Lee", "", "ann@x.org", ("ann@x.org", "Participant 1201", "Participant_1201")
            ),
        ),
        (OWN, Person(2, "904", "Ann Lee", "Tuesday", "ann@x.org", ("al4", "annie"))),
        (OWN.replace(",", "\t"), Person(2, "904", "Ann Lee", "Tuesday", "ann@x.org", ("al4", "annie"))),
    ],
)
def test_a_roster_is_read_in_three_forms(text, first, people):
    assert people(text)[0] == first


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id,name\n1,Ann\n2,Bob\n1,Cy\n", "row 4: the id 1 stands in row 2 already; leave one of them"),
        (
            "id,name\n1,Ann\n\n,\n2,Lee, Bob\n",
            "row 5: it has 3 cells, the header has 2; put text with a separator in it",
        ),
        ("id,name,email\n1,Ann,\n,,x@y\n", "row 3: neither id nor name; give one of them"),
        ("id,id,name\n1,1,Ann\n", "row 1: two columns are called id; leave one of them"),
        ("who,mark\nann,3\n", "has the columns who, mark; wanted are id and name, or what Canvas or Moodle exports"),
        ("", "has the columns none; wanted are id and name"),
        ("Student,ID\nAnn,1\n", "has no column SIS User ID, SIS Login ID, Section; its columns are Student, ID"),
    ],
)
def test_a_roster_that_cannot_be_is_told_with_its_row(text, line, people):
    with pytest.raises(GradingError, match=line):
        people(text)


@pytest.mark.parametrize(("encoding", "row"), [("utf-16", 1), ("cp1252", 4)])
def test_another_encoding_is_told_with_its_row(encoding, row, people):
    with pytest.raises(
        GradingError, match=rf"--roster .*roster\.csv, row {row}: not in UTF-8; save it as CSV in UTF-8"
    ):
        people(OWN, encoding)


@pytest.mark.parametrize(
    ("who", "place"),
    [
        (Somebody("leeann_907", "leeann", "907", "canvas"), 1),
        (Somebody("leeann_906", "leeann", "906", "canvas"), NOT_THERE),
        (Somebody("joséruiz", "joséruiz"), 2),
        (Somebody("josé RUIZ", "josé RUIZ"), 2),
        (Somebody("al4", "al4"), 0),
        (Somebody("Ann Lee", "Ann Lee"), SEVERAL),
        (Somebody("Ann Lee_907", "Ann Lee", "907", "moodle"), 1),
        (Somebody("Ann Lee_1201", "Ann Lee", "1201", "moodle"), SEVERAL),
        (Somebody("José Ruiz_904", "José Ruiz", "904", "moodle"), 2),
        (Somebody("zoe_904", "zoe"), NOT_THERE),
        (Somebody("anon_904", "anon", "904", "canvas"), 0),
    ],
)
def test_who_somebody_is(who, place, people):
    found, refused = find_all([who], people(OWN))
    assert (found | refused) == {who.key: place}


def test_two_of_one_run_for_one_row_are_neither_and_of_two_runs_they_are_one(people):
    ruiz = [Somebody(f"José Ruiz_{n}", "José Ruiz", str(n), "moodle", run=n) for n in (1, 2)]
    assert find_all(ruiz, people(OWN)) == ({"José Ruiz_1": 2, "José Ruiz_2": 2}, {})
    same = [Somebody(who.key, who.name, who.number, who.system) for who in ruiz]
    assert find_all(same, people(OWN)) == ({}, {"José Ruiz_1": RIVALS, "José Ruiz_2": RIVALS})


def test_two_namesakes_in_different_weeks_are_two(gradebook):
    hand_in(gradebook, ANN_7)
    hand_in(gradebook, ANN_4)
    assert students(gradebook) == {"leeann_904": ("904", [ANN_4]), "leeann_907": ("907", [ANN_7])}


def test_a_second_namesake_in_a_later_week_changes_nobody(gradebook):
    first, second = (f"Ann Lee_{n}_assignsubmission_file_/06-lstm.ipynb" for n in (1201, 1202))
    hand_in(gradebook, first)
    before = students(gradebook)
    assert gradebook.troubles() == []
    hand_in(gradebook, first, second)
    assert students(gradebook) == before | {"Ann Lee_1202": ("1202", [second])}
    assert gradebook.troubles() == [
        f"Ann Lee_{n}: Moodle knows this name under several numbers; --roster tells who is who" for n in (1201, 1202)
    ]


@pytest.mark.parametrize("form", ["anon_{}_77_06-lstm.ipynb", "Participant_{}_assignsubmission_file_/06-lstm.ipynb"])
def test_without_names_two_stay_two_and_weeks_do_not_mix(form, gradebook):
    for numbers in ((11, 12), (13, 14)):
        hand_in(gradebook, *(form.format(number) for number in numbers))
    assert [number for number, _ in students(gradebook).values()] == ["11", "12", "13", "14"]


def test_a_roster_brings_weeks_together_and_names_who_is_not_on_it(gradebook, people):
    weeks = [f"José Ruiz_{n}_assignsubmission_file_/06-lstm.ipynb" for n in (1, 2)]
    for week in weeks:
        hand_in(gradebook, week, ANN_7, "Ann Lee/06-lstm.ipynb")
    gradebook.take_roster(people(OWN))
    known = students(gradebook)
    assert known["José Ruiz"] == ("908", weeks[1:])  # the newest run that has one of this notebook
    assert known["Ann Lee (907)"] == ("907", [ANN_7]) and known["Ann Lee (904)"] == ("904", [])
    assert gradebook.troubles() == ["Ann Lee: several rows of the roster fit"]
    notes = {s.name: [note for file in s.files for note in file.notes] for s in gradebook.students()}
    assert notes["Ann Lee"] == [Note("identity", "", "Several rows of the roster fit.")] and notes["José Ruiz"] == []
    ann = next(student for student in gradebook.students() if student.name == "Ann Lee (907)")
    assert (ann.section, ann.is_listed, ann.system) == ("Friday", True, "canvas")
    gradebook.take_roster([])
    assert set(students(gradebook)) == {"José Ruiz_1", "José Ruiz_2", "leeann_907", "Ann Lee"}


def test_a_name_on_the_roster_and_a_stranger_of_that_name_are_two(gradebook):
    hand_in(gradebook, "zoe/06-lstm.ipynb", "ZOE/06-lstm.ipynb")
    gradebook.take_roster([Person(2, "1", "zoe")])
    assert {name: files for name, (_, files) in students(gradebook).items()} == {
        "ZOE": ["ZOE/06-lstm.ipynb"],
        "zoe": [],
        "zoe (not on the roster)": ["zoe/06-lstm.ipynb"],
    }


def test_marks_of_one_never_land_on_the_row_of_a_namesake(gradebook, people, tmp_path):
    hand_in(gradebook, ANN_7)
    text = CANVAS.replace('"Lee, Ann",907,s7,lee.ann@x.org,Friday\n', "")
    with gradebook.known_by(people(text)):
        unmatched = export(gradebook, "canvas", tmp_path / "c.csv", tmp_path / "roster.csv")
    assert unmatched == [
        "leeann_907: not on the roster",
        "Lee, Ann: nothing handed in",
        "Ruiz, José: nothing handed in",
    ]
    assert ",3" not in (tmp_path / "c.csv").read_text().partition("Possible")[2].partition("\n")[2]
    assert set(students(gradebook)) == {"leeann_907"}  # who looked, changed nothing


def test_canvas_namesakes_get_their_own_marks(gradebook, people, tmp_path):
    hand_in(gradebook, ANN_7)
    people(CANVAS)
    assert export(gradebook, "canvas", tmp_path / "c.csv", tmp_path / "roster.csv")[:1] == [
        "Lee, Ann: not in the gradebook of this grader"
    ]
    rows = (tmp_path / "c.csv").read_text().splitlines()
    assert rows[2:4] == ['"Lee, Ann",904,s4,ann.lee@x.org,Tuesday,', '"Lee, Ann",907,s7,lee.ann@x.org,Friday,3']


@pytest.mark.parametrize("column", ["", "HW"])
@pytest.mark.parametrize(
    ("rows", "grade"),
    [
        ("*,,lstm_step_backward,,12,,counts double", ""),
        ("*,06-lstm,,+2,,,", ""),
        ("*,06-lstm,,,,yes,", ""),
        ("904,,lstm_step,,,yes,", ""),
        ("904,06-lstm,,,,,wrote to me", ""),
        ("904,06-lstm,,5,,,", "5"),
        ("904,,lstm_step,1,,,", "1"),
        ("904,06-lstm,,,,yes,", "EX"),
    ],
)
def test_who_handed_in_nothing_has_no_grade_but_what_is_given_to_them(rows, grade, column, gradebook, people, tmp_path):
    hand_in(gradebook, ANN_7)
    gradebook.take_roster(people(CANVAS))
    header = "student,notebook,exercise,points,max_points,excused,comment"
    (tmp_path / "marks" / "adjust.csv").write_text(f"{header}\n{rows}\n")
    told = export(gradebook, "canvas", tmp_path / "c.csv", tmp_path / "roster.csv", column=column)
    assert (tmp_path / "c.csv").read_text().splitlines()[2] == f'"Lee, Ann",904,s4,ann.lee@x.org,Tuesday,{grade}'
    assert ("Lee, Ann: nothing handed in" in told) == (not grade)


def test_a_notebook_that_is_missing_in_a_sum_counts_nothing(gradebook, people, tmp_path):
    hand_in(gradebook, ANN_7)
    gradebook.begin([], [], ["01-squashing"])
    gradebook.take_roster(people(CANVAS))
    for column, cells in (("", ",,3"), ("HW", ",3")):
        export(gradebook, "canvas", tmp_path / "c.csv", tmp_path / "roster.csv", column=column)
        assert (tmp_path / "c.csv").read_text().splitlines()[3] == f'"Lee, Ann",907,s7,lee.ann@x.org,Friday{cells}'


def test_moodles_worksheet_tells_namesakes_apart(gradebook, people, tmp_path):
    hand_in(gradebook, "Ann Lee_1202_assignsubmission_file_/06-lstm.ipynb")
    people(WORKSHEET)
    unmatched = export(gradebook, "moodle", tmp_path / "m.csv", tmp_path / "roster.csv", "useremail")
    assert (tmp_path / "m.csv").read_text() == "useremail,06-lstm\nlee@x.org,3\n"
    assert unmatched == ["ann@x.org: not in the gradebook of this grader"]


def test_without_a_roster_a_numbered_student_of_moodle_is_not_exported(gradebook, tmp_path):
    hand_in(gradebook, "Ann Lee_1202_assignsubmission_file_/06-lstm.ipynb", "bob/06-lstm.ipynb")
    assert export(gradebook, "moodle", tmp_path / "m.csv") == ["Ann Lee_1202: no name that Moodle knows; give --roster"]
    assert (tmp_path / "m.csv").read_text() == "username,06-lstm\nbob,3\n"


def test_a_zip_of_canvas_in_which_one_is_alone_keeps_the_id(tmp_path):
    (tmp_path / ANN_7).write_bytes(b"{}")
    assert find(tmp_path).students == ["leeann_907"]

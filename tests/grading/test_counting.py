"""What counts for a student: which file, late or not, what an instructor has changed, and what is dropped."""

import itertools
from dataclasses import replace

import pytest

from lecturelib.course import COURSE
from lecturelib.grading.errors import GradingError
from lecturelib.grading.gradebook.adjustments import NAME, Adjustment, read_adjustments
from lecturelib.grading.gradebook.counting import Filed, counted
from lecturelib.grading.gradebook.rules import Rules, how_late
from lecturelib.grading.results import Change, HandedIn, Result, Student

LSTM, GRU = "06-lstm", "09-gru"
STEP, *OTHERS = (exercise.name for exercise in COURSE[LSTM])
ANN = Student("ann", (), {})
DUE = {"deadlines": {LSTM: "2026-11-30T23:59:00"}}


def filed(path, *points, notebook=LSTM, run=1, attempt=0, time="", late=False, status="partial"):
    """A file with these points for the notebook's first exercises."""
    exercises = zip(COURSE[notebook], points)  # noqa: B905
    results = tuple(Result(e.name, float(p), float(e.points), status, "", f"of {path}") for e, p in exercises)
    return Filed(HandedIn(path, notebook), results, run, (attempt, 0, time, path), time, late)


def adjusted(notebook=LSTM, exercise="", points=None, relative=False, comment="", until="", excused=False):
    return Adjustment(notebook, exercise, points, relative, comment, until, excused)


def lstm(*files, rows=(), everybody=(), **rules):
    """The student with these files, and the mark of the notebook."""
    adjustments = {"ann": tuple(rows), "*": tuple(everybody)}
    student = counted(ANN, list(files), [LSTM], Rules(**rules, adjustments=adjustments))
    return student, student.marks[LSTM]


ORDERED = [  # the first to the last: by attempt, then by time, then by path
    filed("b", 1, time="2026-11-01T10:00:00"),
    filed("a", 2, time="2026-11-02T10:00:00"),
    filed("c", 3, time="2026-11-02T10:00:00"),
    filed("a-1", 4, attempt=1, time="2026-10-01T10:00:00"),
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_the_latest_or_the_first_counts_in_whatever_order_they_are_found(order):
    files = [ORDERED[k] for k in order]
    for policy, path, points in (("latest", "a-1", 4), ("first", "b", 1)):
        student, mark = lstm(*files, policy=policy)
        assert mark.points == points
        assert [file.path for file in student.files if file.counts] == [path]
        assert [file.path for file in student.files] == ["a", "a-1", "b", "c"]


def test_the_best_is_each_exercises_own():
    student, mark = lstm(filed("a", 2, 0), filed("b", 0, 1.5), filed("c", 2, 1), policy="best")
    assert (mark.points, [r.message for r in student.results[LSTM]]) == (3.5, ["of a", "of b"])
    assert all(file.counts for file in student.files)


def test_a_file_that_cannot_be_read_counts_only_if_there_is_no_other():
    broken = filed("b", 0, 0, status="unreadable", attempt=1)
    assert lstm(filed("a", 1), broken)[1].points == 1
    assert lstm(broken)[0].results[LSTM][0].status == "unreadable"


def test_what_was_deleted_does_not_count_and_another_notebooks_week_stays():
    old = [filed("a", 3), filed("b", 1, attempt=2), filed("g", 2, notebook=GRU)]
    student = counted(ANN, [*old, filed("a", 2, run=2)], [LSTM, GRU], Rules(policy="best"))
    assert (student.marks[LSTM].points, student.marks[GRU].points) == (2, 2)
    assert [file.path for file in student.files] == ["a", "g"]


@pytest.mark.parametrize("path", ["a", "a-1"])
def test_a_late_file_of_a_later_run_leaves_the_one_in_time_standing(path):
    files = filed("a", 3, run=1), filed(path, 0, run=2, late=True)
    student, mark = lstm(*files, **DUE)
    assert mark.points == 3 and student.results[LSTM][0].message == "of a"
    assert sorted((file.path, file.counts, file.late) for file in student.files) == sorted(
        [("a", True, ""), (path, False, "late, says the learning system")]
    )
    student, mark = lstm(*files, late_penalty="10%/day", **DUE)
    assert mark.points == 0 and [(file.path, file.counts) for file in student.files] == [(path, True)]


def test_a_later_run_in_time_takes_the_place_of_an_earlier_one_whatever_is_late_beside_it():
    files = filed("a", 3, run=1), filed("b", 2, run=2), filed("c", 1, run=2, late=True), filed("d", 4, run=3, late=True)
    for policy in ("first", "latest", "best"):
        student, mark = lstm(*files, policy=policy, **DUE)
        assert mark.points == 2
        assert [(file.path, file.counts) for file in student.files] == [("b", True), ("d", False)]


def test_who_handed_in_nothing_has_nothing():
    student, mark = lstm()
    assert (mark.points, mark.max_points, student.files) == (0, sum(e.points for e in COURSE[LSTM]), ())
    assert student.results[LSTM][0].message == "No notebook 06-lstm was handed in."


def test_after_the_deadline_a_file_does_not_count():
    files = filed("a", 1, time="2026-11-30T23:59:00"), filed("b", 3, time="2026-12-01T00:00:00")
    student, mark = lstm(*files, **DUE)
    assert mark.points == 1 and [(f.counts, f.late) for f in student.files] == [(True, ""), (False, "1 minute late")]
    only_late, mark = lstm(files[1], **DUE)
    assert mark.points == 0 and only_late.results[LSTM][0].message.endswith("it does not count: 1 minute late.")


@pytest.mark.parametrize(
    ("penalty", "time", "left"),
    [
        ("10%/day", "2026-11-30T23:59:01", 0.9),
        ("10%/day", "2026-12-01T23:59:00", 0.9),
        ("10%/day", "2026-12-01T23:59:01", 0.8),
        ("5%/hour", "2026-12-01T02:00:00", 0.85),
        ("20%", "2026-12-24T00:00:00", 0.8),
        ("10%/day", "2026-12-24T00:00:00", 0.0),
        ("10%/day", "2026-11-30T23:59:00", 1.0),
    ],
)
def test_a_late_file_counts_with_its_penalty(penalty, time, left):
    student, mark = lstm(filed("a", 3, 1, time=time), late_penalty=penalty, **DUE)
    assert mark.points == pytest.approx(4 * left)
    lost = (Change("late", "", pytest.approx(-4 * (1 - left)), penalty),) if left < 1 else ()
    assert mark.changes == lost and student.results[LSTM][0].points == 3


def test_of_the_best_a_late_answer_counts_less():
    files = filed("a", 2, time="2026-11-30T12:00:00"), filed("b", 2.5, 1, time="2026-12-01T12:00:00")
    assert lstm(*files, policy="best", late_penalty="50%", **DUE)[1].points == 2.5


def test_what_the_learning_system_calls_late_is_told_and_costs_a_day():
    late = filed("a", 3, late=True)
    student, mark = lstm(late)
    assert (student.files[0].late, student.files[0].counts, mark.points) == ("late, says the learning system", True, 3)
    assert lstm(late, **DUE)[1].points == 0
    assert lstm(late, late_penalty="10%/day")[1].points == pytest.approx(2.7)
    assert lstm(late, rows=[adjusted(until="2026-12-02T00:00:00")], **DUE)[1].points == 3


def test_an_extension_moves_the_deadline_of_one():
    file = filed("a", 3, time="2026-12-01T12:00:00")
    student, mark = lstm(file, rows=[adjusted(until="2026-12-02T00:00:00", comment="ill")], **DUE)
    assert (mark.points, student.files[0].late) == (3, "")
    assert mark.changes == (Change("extended", "", 0, "until 2026-12-02 00:00:00, ill"),)


def test_points_of_an_exercise_are_set_and_changed():
    rows = [
        adjusted(exercise=STEP, points=3.5, comment="right idea"),
        adjusted(exercise=OTHERS[0], points=-1, relative=True),
    ]
    student, mark = lstm(filed("a", 1, 2), rows=rows)
    assert [r.points for r in student.results[LSTM][:2]] == [3.5, 1] and mark.points == 4.5
    assert mark.changes == (Change("adjusted", STEP, 2.5, "right idea"), Change("adjusted", OTHERS[0], -1, ""))


def test_points_may_be_set_up_to_what_an_exercise_is_worth_now(tmp_path):
    set_to = read(tmp_path, f"{HEADER}ann,,{STEP},9,,,,\n*,,{STEP},,9,,,\n").by_student["ann"]
    _, mark = lstm(filed("a", 4), rows=set_to, most={STEP: 9.0})
    assert mark.points == 9
    with pytest.raises(GradingError, match="row 2: points 9 for lstm_step, which is worth 8"):
        read(tmp_path, f"{HEADER}ann,,{STEP},9,,,,\n*,,{STEP},,8,,,\n")


def test_a_bonus_goes_beyond_what_an_exercise_is_worth_and_is_told():
    student, mark = lstm(filed("a", 4), rows=[adjusted(exercise=STEP, points=1.0, relative=True, comment="neat")])
    assert (student.results[LSTM][0].points, mark.points) == (5, 5)
    assert mark.changes == (Change("adjusted", STEP, 1, "neat"),)


@pytest.mark.parametrize("exercise", [STEP, ""])
def test_what_would_fall_below_0_is_told_with_its_number(exercise):
    _, mark = lstm(filed("a", 1), rows=[adjusted(exercise=exercise, points=-3.0, relative=True, comment="copied")])
    assert mark.changes == (Change("adjusted", exercise, -1, "−3 of 1 points, held at 0; copied"),)


def test_points_of_a_notebook_are_a_persons_last_word():
    late = filed("a", 4, time="2026-12-01T12:00:00")
    for row, points in (
        (adjusted(points=5), 5),
        (adjusted(points=1, relative=True), 3),
        (adjusted(points=-9, relative=True), 0),
    ):
        _, mark = lstm(late, rows=[row], late_penalty="50%", **DUE)
        assert mark.points == points and [change.kind for change in mark.changes] == ["late", "adjusted"]


def test_a_late_penalty_takes_nothing_of_points_that_a_person_set():
    late = filed("a", 2, 2, time="2026-12-01T12:00:00")
    _, mark = lstm(late, rows=[adjusted(exercise=STEP, points=4)], late_penalty="50%", **DUE)
    assert mark.points == 5


def test_what_is_excused_is_in_no_sum():
    most = sum(exercise.points for exercise in COURSE[LSTM])
    student, mark = lstm(filed("a", 1, 2), rows=[adjusted(exercise=STEP, excused=True, comment="ill")])
    assert (mark.points, mark.max_points) == (2, most - COURSE[LSTM][0].points)
    assert mark.changes == (Change("excused", STEP, -1, "ill"),)
    student, mark = lstm(filed("a", 1, 2), rows=[adjusted(excused=True)])
    assert not mark.counts and (student.total().points, student.total().max_points) == (0, 0)


def test_an_exercise_is_worth_other_points_for_all():
    student, mark = lstm(filed("a", 2, 1), most={STEP: 10.0})
    first = student.results[LSTM][0]
    assert (first.points, first.max_points) == (10 * 2 / COURSE[LSTM][0].points, 10)
    assert mark.max_points == sum(e.points for e in COURSE[LSTM]) - COURSE[LSTM][0].points + 10


def test_the_lowest_are_dropped_but_for_the_last():
    files = [filed("a", 1), filed("g", 3, notebook=GRU)]
    for count, counting in ((0, [LSTM, GRU]), (1, [GRU]), (9, [GRU])):
        student = counted(ANN, files, [LSTM, GRU], Rules(drop_lowest=count))
        assert [notebook for notebook, mark in student.marks.items() if mark.counts] == counting
    assert student.marks[LSTM].changes == (Change("dropped", "", 0, "the lowest does not count"),)
    assert student.total().points == 3


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 minute late"),
        (61, "2 minutes late"),
        (3601, "2 hours late"),
        (86400, "24 hours late"),
        (86401, "2 days late"),
    ],
)
def test_a_delay_in_words(seconds, words):
    assert how_late(seconds) == words


def read(folder, text, encoding="utf-8"):
    (folder / NAME).write_bytes(text.encode(encoding))
    known = {"ann": ["ann"], "907": ["ann"], "Lee": ["ann", "zoe"], "away": [None]}
    return read_adjustments(folder / NAME, lambda name: known.get(name, []))


HEADER = "student,notebook,exercise,points,max_points,comment,until,excused\n"


def test_a_file_of_adjustments_is_read(tmp_path):
    text = f"""\ufeff{HEADER}ann,,{STEP},+1,,well argued,,
907,06-lstm,,"4,5",,,,
ann,,,,,ill,2026-12-02,
*,,{STEP},,6,,,
away,06-lstm,,,,,,yes
"""
    found = read(tmp_path, text)
    assert found.most == {STEP: 6.0}
    assert found.by_student == {
        "ann": [
            adjusted(exercise=STEP, points=1.0, relative=True, comment="well argued"),
            adjusted(points=4.5),
            adjusted(notebook="", until="2026-12-02T23:59:59", comment="ill"),
        ],
        "*": [replace(adjusted(exercise=STEP), for_all=True)],
    }
    (tmp_path / NAME).unlink()
    assert read_adjustments(tmp_path / NAME, None).by_student == {}


def test_a_change_for_everybody_is_known_as_one(tmp_path):
    rows = read(tmp_path, f"{HEADER}*,,{STEP},+1,,all,,\nann,,{STEP},+0.5,,own,,\n").by_student
    _, mark = lstm(filed("a", 1), rows=rows["ann"], everybody=rows["*"])
    assert mark.changes == (Change("adjusted", STEP, 1, "all", for_all=True), Change("adjusted", STEP, 0.5, "own"))


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("bob,06-lstm,,1,,,,", "row 3: there is no student bob; write a name, an id or *"),
        (",06-lstm,,1,,,,", "row 3: there is no student without a name; write"),
        ("Lee,06-lstm,,1,,,,", "row 3: Lee may be ann or zoe; write the id"),
        ("ann,05-lstn,,1,,,,", "row 3: there is no notebook 05-lstn; there are 00-start, "),
        ("ann,,lstm_stop,1,,,,", "row 3: there is no exercise lstm_stop"),
        ("ann,09-gru,lstm_step,1,,,,", "row 3: lstm_step is in 06-lstm, not in 09-gru"),
        ("ann,,,1,,,,", "row 3: neither notebook nor exercise; give one of them"),
        ("ann,06-lstm,,much,,,,", r"row 3: points 'much' is no number of points; write 3 to set them, \+1 or -0.5"),
        ("ann,06-lstm,,nan,,,,", "row 3: points 'nan' is no number"),
        ("ann,06-lstm,,1e9,,,,", "row 3: points '1e9' is no number"),
        ("ann,06-lstm,,,,,30.11.2026,", "row 3: until '30.11.2026' is no time such as 2026-11-30T23:59"),
        ("ann,06-lstm,,,,,2026-11-31,", "row 3: until '2026-11-31' is no time"),
        ("ann,06-lstm,,,,,,perhaps", "row 3: excused 'perhaps' is neither yes nor no"),
        ("ann,06-lstm,,,,,,", "row 3: it changes nothing; give points, until, excused or a comment"),
        ("ann,,lstm_step,,6,,,", "row 3: max_points is for an exercise and for everybody; write"),
        ("*,,lstm_step,,-6,,,", "row 3: max_points '-6' is no number of points from 0 on"),
        (
            "ann,,lstm_output_backward,99,,,,",
            "row 3: points 99 for lstm_output_backward, which is worth 2; write 0 to 2",
        ),
        ("ann,06-lstm,,99,,,,", "row 3: points 99 for 06-lstm, which is worth 6; write 0 to 6"),
        ("ann,,,3,,,2026-12-02T23:59,", "row 3: points for all notebooks at once; name a notebook"),
        ("*,,lstm_output_backward,-5,,,,", "row 3: points -5 for lstm_output_backward, which is worth 2; change it by"),
        (
            "ann,,lstm_output_backward,+3,,,,",
            r"row 3: points \+3 for lstm_output_backward, which is worth 2; change it",
        ),
        ("907,,lstm_step,2,,,,", "row 3: points of the same stands in row 2 already; leave one of them"),
        ("ann,06-lstm,,1,,,,,,x", "row 3: it has 10 cells, the header has 8"),
    ],
)
def test_a_row_that_cannot_be_is_told(row, line, tmp_path):
    with pytest.raises(GradingError, match=rf"^/.*adjust\.csv, {line}"):
        read(tmp_path, f"{HEADER}ann,,lstm_step,3,,,,\n{row}\n")


@pytest.mark.parametrize(
    ("text", "encoding", "line"),
    [
        ("name,points\nann,1\n", "utf-8", "has no column student; its columns are name, points"),
        ("student,exercise,point\nann,lstm_step,1\n", "utf-8", "has a column 'point'; it may have student, notebook"),
        (f"{HEADER}ann,,lstm_step,3,,Größe,,\n", "cp1252", "row 2: not in UTF-8"),
        (HEADER, "utf-16", "row 1: not in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_is_told(text, encoding, line, tmp_path):
    with pytest.raises(GradingError, match=line):
        read(tmp_path, text, encoding)

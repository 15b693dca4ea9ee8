"""Weeks in one folder, and grading again: what changes is listed first, and nothing else changes."""

import os
import shutil

import pytest
from test_run import Workers

from lecturelib.course import COURSE
from lecturelib.grading.errors import GradingError
from lecturelib.grading.gradebook import Gradebook
from lecturelib.grading.results import Graded, Result
from lecturelib.grading.running import run
from lecturelib.grading.running.merge import merge
from lecturelib.grading.running.regrade import DRAFT
from lecturelib.grading.running.request import Request

LSTM, GRU = "06-lstm", "09-gru"
STEP = COURSE[LSTM][0].name


class Judge(Workers):
    """Gives every exercise as many half points as the content says, and more where it is told to."""

    more, seconds = 0.0, None

    def submit(self, settings, batch):
        self.seconds = settings.seconds
        return super().submit(settings, batch)

    def mark(self, name, content):
        notebook = name.removesuffix(".ipynb")
        points = int(content[-1:]) / 2 + self.more
        results = (Result(e.name, points, e.points, "partial", "", "So so.") for e in COURSE.get(notebook, ()))
        return Graded(notebook, tuple(results))


@pytest.fixture
def judge(monkeypatch):
    judge = Judge()
    monkeypatch.setattr("test_run.marks", judge.mark)
    monkeypatch.setattr(run, "start_workers", lambda jobs, scheduler: judge)
    return judge


@pytest.fixture
def weeks(tmp_path):
    """Two weeks of three students; the file of the second week has the same path in both."""
    for week, notebook in (("week 1", LSTM), ("week 2", GRU)):
        for k, student in enumerate(("ann", "bob", "cy")):
            file = tmp_path / week / student / f"{notebook}.ipynb"
            file.parent.mkdir(parents=True)
            file.write_text(f"{student} {notebook} {k + 1}")
    return tmp_path / "week 1", tmp_path / "week 2"


@pytest.fixture
def graded(weeks, judge, tmp_path):
    """Both weeks in one folder."""
    for week in weeks:
        run.grade(week, tmp_path / "out", Request())
    judge.graded.clear()
    return tmp_path / "out"


def marks(out):
    with Gradebook.of_finished_run(out) as gradebook:
        return {s.name: [[r.points for r in results] for results in s.results.values()] for s in gradebook.students()}


def again(source, out, **asked):
    told = []
    done = run.grade(source, out, Request(regrade=True, **asked), told.append)
    return done.graded, told


def changed(before, **students):
    return {name: students.get(name, old) for name, old in before.items()}


LSTM_EXERCISES, GRU_EXERCISES = len(COURSE[LSTM]), len(COURSE[GRU])
ONE_MORE = ", ".join(f"{e.name} 0.5 → 1.5" for e in COURSE[LSTM])


def test_what_is_regraded_leaves_the_other_week_as_it_was(graded, weeks, judge):
    before, judge.more = marks(graded), 1.0
    count, told = again(weeks[0], graded)
    assert count == 3 and judge.graded.total() == 3
    assert told[0] == "students whose marks change: 3"
    assert told[1] == f"  ann: {ONE_MORE}, 06-lstm {LSTM_EXERCISES / 2:g} → {1.5 * LSTM_EXERCISES:g}"
    assert marks(graded) == {name: [[p + 1 for p in lstm], gru] for name, (lstm, gru) in before.items()}
    assert not (graded / DRAFT).exists()


@pytest.mark.parametrize(
    ("asked", "count", "after"),
    [
        ({"students": ("bob",)}, 2, {"bob": [[2.0] * LSTM_EXERCISES, [2.0] * GRU_EXERCISES]}),
        ({"students": ("bob",), "notebooks": (GRU,)}, 1, {"bob": [[1.0] * LSTM_EXERCISES, [2.0] * GRU_EXERCISES]}),
        (
            {"students": ("cy",), "exercises": (STEP,)},
            1,
            {"cy": [[2.5] + [1.5] * (LSTM_EXERCISES - 1), [1.5] * GRU_EXERCISES]},
        ),
    ],
)
def test_only_what_is_named_is_regraded(asked, count, after, graded, weeks, judge, tmp_path):
    both = tmp_path / "both"
    for week in weeks:
        shutil.copytree(week, both, dirs_exist_ok=True)
    before, judge.more = marks(graded), 1.0
    assert again(both, graded, **asked)[0] == count
    assert marks(graded) == changed(before, **after)


def test_a_dry_run_only_lists_and_what_it_found_is_what_is_kept(graded, weeks, judge):
    before, judge.more = {file: file.read_bytes() for file in graded.rglob("*.csv")}, 1.0
    marks_before = marks(graded)
    (graded / "adjust.csv").write_text(
        f"student,exercise,comment\nann,{STEP},well done\n"
    )  # shown from the next run on
    _, told = again(weeks[0], graded, dry_run=True)
    assert told[0] == "students whose marks change: 3" and marks(graded) == marks_before
    assert {file: file.read_bytes() for file in before} == before
    judge.graded.clear()
    assert again(weeks[0], graded) == (0, told) and judge.graded.total() == 0
    assert marks(graded) != marks_before


def test_where_nothing_changes_that_is_told(graded, weeks):
    assert again(weeks[1], graded) == (3, ["students whose marks change: 0"])


def test_a_regrade_that_is_stopped_has_changed_nothing_and_goes_on(graded, weeks, judge):
    before, judge.more = marks(graded), 1.0

    def stop(contents):
        if judge.graded.total() >= 1:
            raise KeyboardInterrupt

    judge.batch, judge.window, judge.fails = 1, 1, stop
    with pytest.raises(KeyboardInterrupt):
        again(weeks[0], graded)
    assert marks(graded) == before
    judge.fails = lambda contents: None
    assert again(weeks[0], graded)[0] == 2
    assert marks(graded) == {name: [[p + 1 for p in lstm], gru] for name, (lstm, gru) in before.items()}


def test_another_course_version_is_refused_and_the_advice_is_right(graded, weeks, judge, tmp_path, monkeypatch):
    before, judge.more = marks(graded), 1.0
    monkeypatch.setattr("lecturelib.grading.running.request.course_version", lambda: "another")
    third = tmp_path / "week 3" / "ann" / "01-squashing.ipynb"
    third.parent.mkdir(parents=True)
    third.write_text("ann 1")
    with pytest.raises(
        GradingError, match="grade these submissions anew with --regrade, and all others keep their marks"
    ):
        run.grade(tmp_path / "week 3", graded, Request())
    again(tmp_path / "week 3", graded)
    assert {name: notebooks[1:] for name, notebooks in marks(graded).items()} == before
    assert marks(graded)["ann"][0][0] == 1.5
    run.grade(tmp_path / "week 3", graded, Request())  # from now on this version is the gradebook's
    with Gradebook(graded) as gradebook:
        versions = dict(gradebook.db.execute("SELECT notebook, course FROM results JOIN gradings USING (sha, named)"))
    assert versions["01-squashing"] == "another" and versions[LSTM] == versions[GRU] != "another"


def test_other_limits_for_one_student_are_noted_and_the_class_keeps_its_own(graded, weeks, judge):
    judge.more = 1.0
    again(weeks[0], graded, students=("bob",), seconds=30.0)
    assert judge.seconds == 30.0
    with Gradebook.of_finished_run(graded) as gradebook:
        notes = {s.name: [n.text for file in s.files for n in file.notes] for s in gradebook.students()}
        assert gradebook.meta("seconds") == 10.0
    assert notes == {"ann": [], "bob": ["Graded with 30 s and 1024 MiB; the class has 10 s and 1024 MiB."], "cy": []}
    assert run.grade(weeks[0], graded, Request()).graded == 0


def test_a_new_file_is_taken_whole_also_where_one_exercise_is_regraded(graded, weeks, judge):
    (weeks[0] / "ann" / f"{LSTM}.ipynb").write_text("ann anew 4")
    again(weeks[0], graded, students=("ann",), exercises=(STEP,))
    assert marks(graded)["ann"][0] == [2.0] * LSTM_EXERCISES


def test_weeks_under_the_same_path_stay(judge, tmp_path, monkeypatch):
    file = tmp_path / "in" / "ann" / "homework.ipynb"
    file.parent.mkdir(parents=True)
    monkeypatch.setattr("test_run.marks", lambda _, content: judge.mark(content.decode().split()[0], content))
    for notebook in (LSTM, GRU):
        file.write_text(f"{notebook} 2")
        run.grade(tmp_path / "in", tmp_path / "out", Request())
    assert marks(tmp_path / "out") == {"ann": [[1.0] * LSTM_EXERCISES, [1.0] * GRU_EXERCISES]}


def test_what_was_deleted_does_not_count_where_another_file_is_there(judge, weeks, tmp_path):
    better = weeks[0] / "ann" / f"{LSTM} (2).ipynb"
    better.write_text("ann 8")
    os.utime(better, (1_000_000_000,) * 2)  # the higher attempt is the later one, whatever the time says
    run.grade(weeks[0], tmp_path / "out", Request())
    assert marks(tmp_path / "out")["ann"] == [[4.0] * LSTM_EXERCISES]
    better.unlink()
    run.grade(weeks[0], tmp_path / "out", Request())
    assert marks(tmp_path / "out")["ann"] == [[0.5] * LSTM_EXERCISES]


def test_a_deadline_is_the_notebooks_own(judge, weeks, tmp_path):
    told = []

    def grade(week, deadline, *notebooks):
        run.grade(week, tmp_path / "out", Request(notebooks, deadline=deadline), told.append)
        with Gradebook.of_finished_run(tmp_path / "out") as gradebook:
            return dict(gradebook.rules().deadlines)

    assert grade(weeks[0], "2026-11-09T23:59:00") == {LSTM: "2026-11-09T23:59:00"}
    shutil.copy(weeks[0] / "ann" / f"{LSTM}.ipynb", weeks[1] / "ann" / f"{LSTM}.ipynb")  # somebody late
    both = {LSTM: "2026-11-09T23:59:00", GRU: "2026-11-16T23:59:00"}
    assert grade(weeks[1], "2026-11-16T23:59:00") == both
    assert told == ["06-lstm keeps its deadline 2026-11-09T23:59:00; to change it, add --only 06-lstm"]
    assert grade(weeks[0], "2026-11-10T23:59:00", LSTM) == {**both, LSTM: "2026-11-10T23:59:00"}
    assert grade(weeks[0], "none", LSTM) == {GRU: "2026-11-16T23:59:00"}


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        (Request(exercises=(STEP,)), "--exercise goes with --regrade; add that"),
        (Request(dry_run=True), "--dry-run goes with --regrade; add that"),
        (Request(exercises=("lstm_stop",), regrade=True), "the course has no exercise lstm_stop; it has "),
    ],
)
def test_what_does_not_go_together_is_told(asked, line, weeks, judge, tmp_path):
    with pytest.raises(GradingError, match=line):
        run.grade(weeks[0], tmp_path / "out", asked)
    assert not (tmp_path / "out").exists()


def test_another_secret_is_for_the_whole_class(graded, weeks, tmp_path):
    (tmp_path / "seed").write_bytes(b"any sixteen bytes will do")
    with pytest.raises(
        GradingError, match="was graded with another --seed-file; with it all is graded anew: leave out"
    ):
        again(weeks[0], graded, students=("ann",), seed_file=tmp_path / "seed")
    with pytest.raises(GradingError, match=r"nothing is graded in .* yet; leave out --dry-run"):
        again(weeks[0], tmp_path / "new", dry_run=True)


def test_a_wrong_adjustment_stops_a_run_before_anything_is_graded(graded, weeks, judge):
    before = {file: file.read_bytes() for file in graded.rglob("*.*")}
    (graded / "adjust.csv").write_text("student,exercise,points\nann,lstm_step,4\ndora,lstm_step,4\n")
    for asked in (Request(), Request(regrade=True)):
        with pytest.raises(GradingError, match=r"adjust\.csv, row 3: there is no student dora; write a name"):
            run.grade(weeks[0], graded, asked)
    assert judge.graded.total() == 0 and marks_of_files(graded) == marks_of_files_in(before)
    (graded / "adjust.csv").write_text("student,exercise,points\nann,lstm_step,4\n")
    run.grade(weeks[0], graded, Request(students=("bob",)))
    assert marks(graded)["ann"][0][0] == 4.0 and (graded / "adjust.csv").read_text().endswith("ann,lstm_step,4\n")


def marks_of_files(out):
    return {file.name: file.read_bytes() for file in out.glob("*.csv") if file.name != "adjust.csv"}


def marks_of_files_in(contents):
    return {file.name: content for file, content in contents.items() if file.suffix == ".csv"}


def test_no_page_is_left_of_a_name_that_nobody_has_any_more(graded, weeks, tmp_path):
    (tmp_path / "roster.csv").write_text("id,name,aliases\n1,Ann Lee,ann\n2,Bob,\n")
    run.grade(weeks[0], graded, Request(roster=tmp_path / "roster.csv"), lambda line: None)
    assert {page.stem for page in (graded / "feedback").iterdir()} == {"Ann Lee", "Bob", "cy"}


def test_shards_bring_roster_and_rules_along(judge, weeks, tmp_path):
    (tmp_path / "seed").write_bytes(b"any sixteen bytes will do")
    (tmp_path / "roster.csv").write_text("id,name,aliases\n1,Ann Lee,ann\n2,Bob,\n")
    asked = {"seed_file": tmp_path / "seed", "roster": tmp_path / "roster.csv", "rules": {"drop_lowest": 1}}

    def grade(out, **more):
        run.grade(weeks[0], out, Request(**{**asked, **more}), lambda line: None)
        return out

    due = "2026-11-09T23:59:00"
    parts = [grade(tmp_path / f"part{k}", shard=(k, 2), deadline=due) for k in (1, 2)]
    grade(tmp_path / "whole", deadline=due)
    merge(parts, tmp_path / "out")
    for name in ("grades.csv", "summary.csv", "report.html"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    with Gradebook.of_finished_run(tmp_path / "out") as gradebook:
        assert gradebook.rules().deadlines == {LSTM: due} and gradebook.rules().drop_lowest == 1
    other = grade(tmp_path / "other", shard=(2, 2), deadline=due, rules={"policy": "best"})
    with pytest.raises(GradingError, match=r"part1 and .*other were graded by different rules"):
        merge([parts[0], other], tmp_path / "no")


def test_a_student_is_named_as_the_report_does(graded, weeks, judge, tmp_path):
    (tmp_path / "roster.csv").write_text("id,name,aliases\n1,Ann Lee,ann\n2,Bob,\n")
    run.grade(weeks[0], graded, Request(roster=tmp_path / "roster.csv"), lambda line: None)
    for name in ("Ann Lee", "1", "ann"):
        assert again(weeks[0], graded, students=(name,))[0] == 1
    assert judge.graded == {b"ann 06-lstm 1": 3}
    with pytest.raises(GradingError, match="no student Anna among the submissions; there are 3, such as ann; bob; cy"):
        again(weeks[0], graded, students=("Anna",))


def test_a_missing_part_is_named(judge, weeks, tmp_path):
    (tmp_path / "seed").write_bytes(b"any sixteen bytes will do")
    parts = [tmp_path / f"part{k}" for k in (1, 2, 3)]
    for k, part in enumerate(parts, 1):
        run.grade(weeks[0], part, Request(seed_file=tmp_path / "seed", shard=(k, 3)))
    with pytest.raises(GradingError, match=r"part1 is not all of a run in 3 parts; name the folders of part 2, 3 too"):
        merge(parts[:1], tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert merge(parts, tmp_path / "out").students == 3

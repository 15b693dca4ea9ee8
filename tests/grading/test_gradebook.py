"""The gradebook: what it keeps, for whom it counts, whom it lets in, and what it says when something is amiss."""

import os
import sqlite3
import stat
import subprocess
import sys
import tracemalloc

import pytest

from lecturelib.exercises import COURSE
from lecturelib.grading.errors import GradingError
from lecturelib.grading.gradebook import Gradebook, database
from lecturelib.grading.results import Graded, HandedIn, Note, Result

TERMS = {"course": "0123456789ab", "seconds": 10.0, "memory": 1024, "secret": None}
GATES = COURSE["09-gru"]


def graded(*points, status="wrong", notebook="09-gru", notes=()):
    """A grading of a notebook's first exercises."""
    exercises = zip(COURSE[notebook], points)  # noqa: B905
    results = (Result(e.name, p, float(e.points), status, "", f"{p}", "example", 2**55 + 1) for e, p in exercises)
    return Graded(notebook, tuple(results), notes)


@pytest.fixture
def gradebook(tmp_path):
    with Gradebook(tmp_path / "marks") as gradebook:
        gradebook.agree(TERMS)
        yield gradebook


def of(gradebook, name):
    return next(student for student in gradebook.students() if student.name == name)


def test_results_come_back_as_they_went_in(gradebook):
    note = Note("moved", "gate", "It stands elsewhere.")
    one = graded(1.5, 0.0, 2.0, 1.0, notes=(note,))
    gradebook.begin(["ann"], ["ann/notes.txt"])
    gradebook.enter("ann", "ann/09-gru.ipynb", "a" * 64, "09-gru")
    assert not gradebook.has("a" * 64, "09-gru")
    gradebook.record(("a" * 64, "09-gru", one))
    assert gradebook.has("a" * 64, "09-gru") and not gradebook.has("a" * 64, "")
    (student,) = gradebook.students()
    assert student.files == (HandedIn("ann/09-gru.ipynb", "09-gru", (note,)),)
    assert student.results["09-gru"][:4] == one.results
    assert gradebook.about() | {"course": ""} == {
        "course": "",
        "version": TERMS["course"],
        "isolation": "",
        "notebooks": ["09-gru"],
        "most": {notebook: sum(e.points for e in exercises) for notebook, exercises in COURSE.items()},
        "graded": 1,
        "not_graded": ["ann/notes.txt"],
    }


def test_the_best_file_counts_for_each_exercise_and_the_first_of_equals(gradebook):
    gradebook.begin(["ann"], [])
    gradebook.set_meta(rules={"policy": "best"})
    for path, one in {
        "1": graded(0.0, 0.0, 0.0, 0.0, status="unreadable"),
        "2": graded(0.0, 1.0, 0.5, 0.0),
        "3": graded(0.0, 1.0, 1.0, 0.0, status="error"),
    }.items():
        gradebook.enter("ann", path, path, "")
        gradebook.record((path, "", one))
    best = of(gradebook, "ann").results["09-gru"]
    assert [(r.points, r.status) for r in best[:4]] == [(0, "wrong"), (1, "wrong"), (1, "error"), (0, "wrong")]


def test_everybody_has_every_notebook_that_anybody_handed_in_or_that_is_wanted(gradebook):
    gradebook.begin(["bob", "ann", "Åsa"], [], ["00-start"])
    gradebook.enter("bob", "bob/x", "b", "09-gru")
    gradebook.record(("b", "09-gru", graded(1.0)))
    assert [student.name for student in gradebook.students()] == ["ann", "bob", "Åsa"]
    for student in gradebook.students():
        assert list(student.results) == ["00-start", "09-gru"]
        assert [r.exercise for r in student.results["09-gru"]] == [e.name for e in GATES]
    first = of(gradebook, "ann").results["09-gru"][0]
    message = "No notebook 09-gru was handed in."
    assert first == Result(GATES[0].name, 0.0, GATES[0].points, "missing", "", message)


def test_a_file_handed_in_by_several_is_noted_where_it_earned_something(gradebook):
    gradebook.begin(["ann", "bob", "cy", "di", "ed"], [])
    for student in ("ann", "bob", "cy", "di", "ed"):
        gradebook.enter(student, f"{student}/a", "same", "09-gru")
        gradebook.enter(student, f"{student}/stub", "stub", "06-lstm")
    gradebook.record(("same", "09-gru", graded(1.0)))
    gradebook.record(("stub", "06-lstm", graded(0.0, notebook="06-lstm")))
    text = "The same file was handed in by ann; bob; di; and others."
    assert [file.notes for file in of(gradebook, "cy").files] == [(Note("identical", "", text),), ()]


def test_a_changed_file_counts_with_its_new_content(gradebook):
    gradebook.begin(["ann"], [])
    for sha, points in (("old", 3.0), ("new", 1.0)):
        gradebook.enter("ann", "ann/x", sha, "")
        gradebook.record((sha, "", graded(points)))
    assert of(gradebook, "ann").results["09-gru"][0].points == 1.0


def test_text_that_is_no_text_is_kept_as_escapes(gradebook):
    odd = Result("gru_step", 0.0, 1.0, "error", "", "half \ud800", "and \udcff\0", 1)
    gradebook.begin(["ann\udcff"], ["x\udcff"])
    gradebook.enter("ann\udcff", "p\udcff", "a", "")
    gradebook.record(("a", "", Graded("09-gru", (odd,), (Note("damaged", "", "\ud800"),))))
    (student,) = gradebook.students()
    assert student.name == "ann\\udcff" and student.files[0].path == "p\\udcff"
    assert student.files[0].notes[0].text == "\\ud800"
    assert [r.example for r in student.results["09-gru"] if r.example] == ["and \\udcff\0"]


def test_a_result_is_on_the_disk_once_it_is_recorded(tmp_path):
    script = (
        "import os, sys; from pathlib import Path; from test_gradebook import *\n"
        "gradebook = Gradebook(Path(sys.argv[1])); gradebook.agree(TERMS); gradebook.begin(['ann'], [])\n"
        "gradebook.enter('ann', 'x', 'a', ''); gradebook.record(('a', '', graded(1.5)))\n"
        "gradebook.enter('ann', 'y', 'b', '')\n"
        "os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", script, tmp_path], cwd=os.path.dirname(__file__))
    assert killed.returncode == -9
    with Gradebook(tmp_path) as gradebook:
        assert gradebook.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert gradebook.has("a", "") and of(gradebook, "ann").results["09-gru"][0].points == 1.5
        assert len(of(gradebook, "ann").files) == 1


def test_a_finished_run_leaves_one_file_that_only_its_owner_reads(gradebook):
    gradebook.begin(["ann"], [])
    gradebook.finish()
    folder = gradebook.folder
    gradebook.close()
    assert os.listdir(folder) == [database.FILE]
    assert stat.S_IMODE((folder / database.FILE).stat().st_mode) == 0o600
    with Gradebook.of_finished_run(folder) as again:
        assert [student.name for student in again.students()] == ["ann"]


def test_the_secret_is_made_once_and_kept(tmp_path):
    secrets = set()
    for _ in range(2):
        with Gradebook(tmp_path) as gradebook:
            secrets.add(gradebook.agree(TERMS))
    (secret,) = secrets
    assert len(secret) == 32
    with Gradebook(tmp_path / "other") as other:
        assert other.agree(TERMS) != secret


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("course", "ba9876543210", "course version 0123456789ab, here it is ba9876543210"),
        ("seconds", 5.0, "--timeout 10.0, here it is 5.0"),
        ("memory", 512, "--memory 1024, here it is 512"),
        ("secret", "00", "--seed-file another one"),
    ],
)
def test_other_terms_are_refused_unless_they_may_change(gradebook, name, value, told):
    gradebook.record(("a", "", graded(1.0)))
    with pytest.raises(GradingError) as refusal:
        gradebook.agree({**TERMS, name: value})
    advice = "name another --out, or grade these submissions anew with --regrade, and all others keep their marks"
    assert str(refusal.value) == f"{gradebook.folder} was graded with {told}; {advice}"
    assert gradebook.has("a", "")
    gradebook.agree({**TERMS, name: value}, may_change=True)
    assert gradebook.has("a", "") and gradebook.meta(name) == value


def test_each_result_says_by_which_course_and_limits_it_came_about(gradebook):
    gradebook.begin(["ann"], [])
    gradebook.enter("ann", "1", "a", "")
    gradebook.record(("a", "", graded(1.0)))
    gradebook.agree({**TERMS, "course": "new", "seconds": 30.0}, may_change=True)
    gradebook.enter("ann", "2", "b", "")
    gradebook.record(("b", "", graded(2.0)))
    rows = gradebook.db.execute("SELECT course, seconds, memory, points FROM results ORDER BY points").fetchall()
    assert rows == [(TERMS["course"], 10.0, 1024, 1.0), ("new", 30.0, 1024, 2.0)]
    note = Note("limits", "", "Graded with 10 s and 1024 MiB; the class has 30 s and 1024 MiB.")
    assert [file.notes for file in of(gradebook, "ann").files] == [(note,), ()]


def refused(folder):
    with pytest.raises(GradingError) as refusal, database.in_one_line(folder):
        Gradebook(folder)
    return str(refusal.value)


def test_a_second_run_on_the_same_folder_is_told(gradebook):
    told = "another run is at work in {}; wait until it has ended, or name another --out"
    assert refused(gradebook.folder) == told.format(gradebook.folder)


def test_a_file_that_is_no_gradebook_is_left_as_it_is(tmp_path):
    file = tmp_path / database.FILE
    file.write_bytes(b"no database" * 1000)
    assert refused(tmp_path) == f"{file} is no gradebook; name another --out"
    assert file.read_bytes() == b"no database" * 1000
    file.unlink()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE mine (x)")
    assert refused(tmp_path) == f"{file} is no gradebook of this lecturelib; name another --out"


def test_a_gradebook_of_an_older_form_is_refused(tmp_path):
    file = tmp_path / database.FILE
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE students (name)")
        other.execute(f"PRAGMA application_id = {database.APPLICATION}")
        other.execute("PRAGMA user_version = 1")
    told = "has form 1, and this lecturelib keeps form 2; name another --out and grade all of it again"
    assert refused(tmp_path) == f"{file} {told}"


def test_a_place_that_cannot_be_a_folder_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    assert refused(tmp_path / "file") == f"{tmp_path / 'file'} is a file; --out wants a folder"
    assert refused(tmp_path / "file" / "x").startswith(f"{tmp_path / 'file' / 'x'}: Not a directory; ")


def test_a_run_that_did_not_end_is_not_read(gradebook):
    folder = gradebook.folder
    gradebook.close()
    with pytest.raises(GradingError, match="has not come to its end; run the same lecturelib grade again"):
        Gradebook.of_finished_run(folder)
    with pytest.raises(GradingError, match=r"no gradebook in .*; make one: lecturelib grade SUBMISSIONS --out"):
        Gradebook.of_finished_run(folder / "none")


def test_a_full_disk_is_told_and_costs_nothing_that_was_kept(tmp_path):
    script = (
        "import sys, resource, signal; from pathlib import Path; from test_gradebook import *\n"
        "folder = Path(sys.argv[1]); signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "with database.in_one_line(folder), Gradebook(folder) as gradebook:\n"
        "    gradebook.agree(TERMS)\n"
        "    for number in range(1000):\n"
        "        gradebook.record((str(number), '', graded(1.0))); print(number, flush=True)\n"
    )
    command = [sys.executable, "-c", script, tmp_path]
    ended = subprocess.run(command, cwd=os.path.dirname(__file__), capture_output=True, text=True)
    kept = len(ended.stdout.split())
    assert ended.returncode == 1 and "GradingError: " in ended.stderr and 10 < kept < 1000
    with Gradebook(tmp_path) as gradebook:
        assert gradebook.db.execute("SELECT count(*) FROM gradings").fetchone() == (kept,)


@pytest.mark.parametrize(
    ("code", "words"), [(sqlite3.SQLITE_FULL, "the disk is full"), (sqlite3.SQLITE_IOERR, "see to the disk")]
)
def test_what_the_disk_refuses_is_one_line(code, words, tmp_path):
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = code | 3 << 8  # as an extended code comes
    with (
        pytest.raises(GradingError, match=f"{words}.*run the same command again, nothing graded is lost"),
        database.in_one_line(tmp_path),
    ):
        raise error


def test_an_error_of_our_own_is_not_taken_for_the_disks(gradebook):
    with pytest.raises(sqlite3.Error), database.in_one_line(gradebook.folder):
        gradebook.db.execute("SELECT nothing FROM nowhere")


def test_memory_stays_flat_over_thousands_of_students(gradebook):
    for number in range(3000):
        gradebook.enter(f"student {number}", "x", str(number), "")
    gradebook.begin((f"student {number}" for number in range(3000)), [])
    gradebook.record(("1", "", graded(1.0, 1.0, 1.0, 1.0)))
    next(gradebook.students())
    tracemalloc.start()
    assert sum(1 for _ in gradebook.students()) == 3000
    assert tracemalloc.get_traced_memory()[1] < 300_000
    tracemalloc.stop()

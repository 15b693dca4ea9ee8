"""A run with stand-ins for its workers: what is graded, once, in which order, and what a lost worker costs."""

import hashlib
import os
from collections import Counter
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest

from lecturelib.exercises import COURSE
from lecturelib.grading import wording
from lecturelib.grading.errors import GradingError
from lecturelib.grading.gradebook import Gradebook
from lecturelib.grading.results import Graded, Result
from lecturelib.grading.running import dispatcher, run
from lecturelib.grading.running.known_good import known_good
from lecturelib.grading.running.merge import merge
from lecturelib.grading.running.request import Request, secret_in
from lecturelib.grading.running.workers import grade_batch


def marks(name, content):
    """What the stand-in gives: half points drawn from the content, for the notebook that the file's name says."""
    notebook, digest = name.removesuffix(".ipynb"), hashlib.sha256(content).digest()
    if (name, content) == known_good(notebook):
        return Graded(notebook, tuple(Result(e.name, e.points, e.points, "right", "", "") for e in COURSE[notebook]))
    exercises = zip(COURSE.get(notebook, ()), digest)  # noqa: B905
    results = (Result(e.name, e.points * (byte % 3) / 2, e.points, "partial", "", "So so.") for e, byte in exercises)
    return Graded(notebook, tuple(results))


class Workers:
    """Workers in this process. fails: a function of contents that says whether a batch is lost."""

    batch, window = 3, 4

    def __init__(self):
        self.graded, self.batches, self.fails, self.most_ahead = Counter(), [], lambda contents: None, 0

    def submit(self, settings, batch):
        contents, future = [content for _, content in batch], Future()
        self.batches.append(len(batch))
        if error := self.fails(contents):
            future.set_exception(error)
        else:
            self.graded.update(contents)
            future.set_result(("full", [marks(*file) for file in batch]))
        return future

    def ready(self, pending):
        return list(pending)[:1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


@pytest.fixture
def workers(monkeypatch):
    workers = Workers()
    monkeypatch.setattr(run, "start_workers", lambda jobs, scheduler: workers)
    return workers


@pytest.fixture
def submissions(tmp_path):
    """Twenty students with two notebooks each; no two the same."""
    for number in range(20):
        for notebook in ("06-lstm", "09-gru"):
            file = tmp_path / "submissions" / f"student {number:02d}" / f"{notebook}.ipynb"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(f"{number} {notebook}".encode())
    return tmp_path / "submissions"


def table(out):
    return (out / "grades.csv").read_bytes()


def test_every_file_is_graded_once_and_never_again(submissions, workers, tmp_path):
    first = run.grade(submissions, tmp_path / "out", Request())
    assert (first.graded, first.summary.students, first.summary.files) == (40, 20, 40)
    assert set(workers.graded.values()) == {1} and workers.graded.total() == 40
    before = table(tmp_path / "out")
    again = run.grade(submissions, tmp_path / "out", Request())
    assert (again.graded, workers.graded.total(), table(tmp_path / "out")) == (0, 40, before)


@pytest.mark.parametrize(("batch", "window"), [(1, 1), (4, 2), (100, 100)])
def test_the_table_does_not_depend_on_batches(batch, window, submissions, workers, tmp_path):
    run.grade(submissions, tmp_path / "usual", Request())
    workers.batch, workers.window = batch, window
    run.grade(submissions, tmp_path / "other", Request())
    assert table(tmp_path / "other") == table(tmp_path / "usual")


def test_large_files_do_not_travel_together(submissions, workers, tmp_path, monkeypatch):
    monkeypatch.setattr(dispatcher, "HEAVY", 5)
    run.grade(submissions, tmp_path / "out", Request())
    assert set(workers.batches) == {1} and workers.graded.total() == 40


def test_the_same_file_is_graded_once_for_all_who_handed_it_in(submissions, workers, tmp_path):
    for number in range(20):
        (submissions / f"student {number:02d}" / "06-lstm.ipynb").write_bytes(b"the same")
    run.grade(submissions, tmp_path / "out", Request())
    assert workers.graded[b"the same"] == 1
    with Gradebook.of_finished_run(tmp_path / "out") as gradebook:
        assert len({student.results["06-lstm"] for student in gradebook.students()}) == 1


def test_the_same_bytes_under_two_notebooks_names_are_two_submissions(submissions, workers, tmp_path):
    for notebook in ("06-lstm", "09-gru"):
        (submissions / "student 00" / f"{notebook}.ipynb").write_bytes(b"")
    run.grade(submissions, tmp_path / "out", Request())
    assert workers.graded[b""] == 2


def test_a_changed_file_is_graded_anew(submissions, workers, tmp_path):
    run.grade(submissions, tmp_path / "out", Request())
    (submissions / "student 07" / "06-lstm.ipynb").write_bytes(b"changed")
    assert run.grade(submissions, tmp_path / "out", Request()).graded == 1


def test_only_some_notebooks_also_where_one_has_another_name(submissions, workers, tmp_path):
    step = b'"def lstm_step(x, h, c, W, U, b):"'
    (submissions / "student 00" / "09-gru.ipynb").write_bytes(step)
    (submissions / "student 01" / "copy.ipynb").write_bytes(step + b" ")
    (submissions / "student 02" / "holiday.ipynb").write_bytes(b'"def gru_step(x, h, W, U, b):"')
    wide, named = '"def  lstm_step (x, h)"'.encode("utf-16"), b'{"grade_id" : "check_lstm_step"}'
    (submissions / "student 03" / "copy.ipynb").write_bytes(wide)
    (submissions / "student 04" / "copy.ipynb").write_bytes(named)
    run.grade(submissions, tmp_path / "out", Request(notebooks=("06-lstm",)))
    others = {content for content in workers.graded if not content.endswith(b" 06-lstm")}
    assert len(workers.graded) == 24 and others == {step, step + b" ", wide, named}


def test_only_some_students(submissions, workers, tmp_path):
    assert run.grade(submissions, tmp_path / "out", Request(students=("student 03",))).graded == 2
    assert run.grade(submissions, tmp_path / "out", Request(students=("student 03", "student 04"))).graded == 2
    assert run.grade(submissions, tmp_path / "out", Request()).graded == 36


def test_what_is_to_be_graded_again_is(submissions, workers, tmp_path):
    run.grade(submissions, tmp_path / "out", Request())
    before = table(tmp_path / "out")
    again = Request(students=("student 03",), notebooks=("06-lstm",), regrade=True)
    assert run.grade(submissions, tmp_path / "out", again).graded == 1
    assert run.grade(submissions, tmp_path / "out", Request(regrade=True)).graded == 40
    assert table(tmp_path / "out") == before


def test_a_file_that_cannot_be_read_is_told_and_stops_nobody(submissions, workers, tmp_path, monkeypatch):
    monkeypatch.setattr("lecturelib.grading.running.handed_in.LARGEST", 50)
    (submissions / "student 00" / "06-lstm.ipynb").write_bytes(b"x" * 51)
    done = run.grade(submissions, tmp_path / "out", Request())
    assert done.summary.statuses["unreadable"] == len(COURSE["06-lstm"]) and done.summary.to_see == 1
    with Gradebook.of_finished_run(tmp_path / "out") as gradebook:
        (note,) = next(gradebook.students()).files[0].notes
        assert next(gradebook.students()).results["06-lstm"][0].message == wording.TOO_LARGE
    assert (note.kind, note.text) == ("unreadable", "It could not be read: it is larger than 0 MiB.")
    before = table(tmp_path / "out")
    assert (done.graded, run.grade(submissions, tmp_path / "out", Request()).graded) == (40, 0)
    assert table(tmp_path / "out") == before


def test_a_worker_that_dies_once_costs_nothing(submissions, workers, tmp_path):
    run.grade(submissions, tmp_path / "usual", Request())
    lost = []

    def dies_now_and_then(contents):
        if len(contents) > 1 and len(workers.batches) % 3 == 0:
            lost.extend(contents)
            return BrokenProcessPool("died")
        return None

    workers.fails = dies_now_and_then
    run.grade(submissions, tmp_path / "out", Request())
    assert lost and table(tmp_path / "out") == table(tmp_path / "usual")


def test_a_submission_that_ends_every_worker_is_left_to_a_person(submissions, workers, tmp_path):
    killer = b"7 06-lstm"
    workers.fails = lambda contents: BrokenProcessPool("died") if killer in contents else None
    done = run.grade(submissions, tmp_path / "out", Request())
    assert workers.graded.pop(known_good("06-lstm")[1]) == 1
    assert workers.graded.total() == 39 and done.summary.statuses["unreadable"] == len(COURSE["06-lstm"])
    with Gradebook.of_finished_run(tmp_path / "out") as gradebook:
        notes = [note for student in gradebook.students() for file in student.files for note in file.notes]
    assert [note.kind for note in notes] == ["ungraded"] and "Grading it failed 3 times" in notes[0].text


def test_however_many_submissions_end_their_workers_the_others_have_their_marks(submissions, workers, tmp_path):
    run.grade(submissions, tmp_path / "usual", Request())
    usual = marked(tmp_path / "usual")
    workers.fails = lambda contents: MemoryError() if any(b"06-lstm" in content[:11] for content in contents) else None
    done = run.grade(submissions, tmp_path / "out", Request())
    assert done.summary.statuses["unreadable"] == 20 * len(COURSE["06-lstm"])
    assert [row for row in marked(tmp_path / "out") if "09-gru" in row] == [row for row in usual if "09-gru" in row]


def marked(out):
    return table(out).decode().splitlines()


def test_workers_that_always_fail_stop_the_run(submissions, workers, tmp_path):
    workers.fails = lambda contents: ZeroDivisionError("oh")
    line = r"workers keep failing \(ZeroDivisionError\('oh'\), then ZeroDivisionError\('oh'\)\); mend that and run"
    with pytest.raises(GradingError, match=line):
        run.grade(submissions, tmp_path / "out", Request())


def test_workers_that_find_the_courses_own_answers_wrong_stop_the_run(submissions, workers, tmp_path, monkeypatch):
    workers.fails = lambda contents: MemoryError() if b"7 06-lstm" in contents else None
    monkeypatch.setattr(dispatcher, "is_right", lambda graded: False)
    with pytest.raises(
        GradingError, match=r"workers fail \(MemoryError\(\)\), and find the course's own answers wrong"
    ):
        run.grade(submissions, tmp_path / "out", Request())


def test_what_the_grader_refuses_stops_the_run_at_once(submissions, workers, tmp_path):
    workers.fails = lambda contents: GradingError("--strict wants full isolation")
    with pytest.raises(GradingError, match="--strict wants full isolation"):
        run.grade(submissions, tmp_path / "out", Request())
    assert len(workers.batches) <= workers.window + 1


def test_a_run_that_is_stopped_says_how_far_it_came_and_goes_on(submissions, workers, tmp_path):
    run.grade(submissions, tmp_path / "usual", Request())
    workers.graded.clear()

    def stop(contents):
        if workers.graded.total() >= 20:
            raise KeyboardInterrupt

    workers.fails = stop
    with pytest.raises(KeyboardInterrupt) as stopped:
        run.grade(submissions, tmp_path / "out", Request())
    kept = int(str(stopped.value).split()[1])
    told = f"stopped; {kept} of 40 notebooks are graded and kept, the same command goes on from there"
    assert str(stopped.value) == told and 0 < kept <= 20
    workers.fails = lambda contents: None
    assert run.grade(submissions, tmp_path / "out", Request()).graded == 40 - kept
    assert table(tmp_path / "out") == table(tmp_path / "usual")


def test_no_more_is_read_than_the_workers_can_take(submissions, workers, tmp_path, monkeypatch):
    read, ahead = Counter(), []
    real = run.find

    def watched(source, besides):
        found = real(source, besides)
        content_of = found.place.read

        def read_one(path):
            read[path] += 1
            ahead.append(read.total() - sum(workers.batches))
            return content_of(path)

        found.place.read = read_one
        return found

    monkeypatch.setattr(run, "find", watched)
    run.grade(submissions, tmp_path / "out", Request())
    assert max(ahead) <= workers.batch and set(read.values()) == {1}


def test_three_shards_merged_are_the_whole(submissions, workers, tmp_path):
    seed = tmp_path / "seed"
    seed.write_bytes(os.urandom(16))
    run.grade(submissions, tmp_path / "whole", Request(seed_file=seed))
    folders = [tmp_path / f"part {part}" for part in (1, 2, 3)]
    graded = [
        run.grade(submissions, folder, Request(seed_file=seed, shard=(part, 3))).graded
        for part, folder in enumerate(folders, 1)
    ]
    assert sum(graded) == 40 and min(graded) > 0
    for _ in range(2):
        summary = merge(folders, tmp_path / "merged")
        assert (summary.students, summary.files, summary.isolation) == (20, 40, "full")
    for name in ("grades.csv", "summary.csv", "report.html"):
        assert (tmp_path / "merged" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


def test_what_does_not_belong_together_is_not_merged(submissions, workers, tmp_path):
    run.grade(submissions, tmp_path / "a", Request())
    run.grade(submissions, tmp_path / "b", Request())
    run.grade(submissions, tmp_path / "c", Request(seconds=5))
    for other, term in (("b", "--seed-file"), ("c", "--timeout")):
        with pytest.raises(GradingError, match=f"a and .*{other} were graded with different {term}s"):
            merge([tmp_path / "a", tmp_path / other], tmp_path / "out")
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        (
            Request(notebooks=("05-lstn",)),
            "the course has no exercises in 05-lstn; it has some in 00-start, 01-squashing",
        ),
        (Request(students=("nobody",)), "no student nobody among the submissions; there are 20, such as student 00; "),
        (Request(shard=(1, 2)), "--shard wants --seed-file, the same for all shards, so that they draw the same"),
    ],
)
def test_a_request_that_cannot_be_met_is_told(asked, line, submissions, workers, tmp_path):
    with pytest.raises(GradingError) as refusal:
        run.grade(submissions, tmp_path / "out", asked)
    assert str(refusal.value).startswith(line)


def test_a_seed_file_that_can_be_guessed_is_refused(tmp_path):
    (tmp_path / "seed").write_bytes(b"1234")
    with pytest.raises(GradingError, match="has 4 bytes; at least 16 that nobody can guess are wanted"):
        secret_in(tmp_path / "seed")


def test_a_run_into_the_submissions_own_folder_does_not_grade_itself(submissions, workers, tmp_path):
    for _ in range(2):
        assert run.grade(submissions, submissions / "marks", Request()).summary.students == 20


def test_a_worker_with_another_course_version_is_refused():
    with pytest.raises(GradingError, match=r"a worker has course version .*, not another; install the same lecturelib"):
        grade_batch(None, "another", [])

"""The commands of the grader as a person types them: what they print, what they leave, how they refuse."""

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from classroom import submission
from runs import COMMAND, run, small_class

from lecturelib.cli import main, parser
from lecturelib.exercises import COURSE, EXERCISES

SOLVED = {exercise.name: exercise.solution() for exercise in COURSE["09-gru"]}
HEAVY = {"torch", "matplotlib", "IPython", "nbformat", "nbclient", "jupytext", "pandas", "distributed", "ipywidgets"}


@pytest.fixture(scope="module")
def submissions(tmp_path_factory):
    """Ann has solved it all, Bob began, Cy handed in a picture."""
    folder = tmp_path_factory.mktemp("submissions")
    first = COURSE["09-gru"][0].name
    for student, answers in {"ann": SOLVED, "bob": {first: SOLVED[first]}}.items():
        (folder / student).mkdir()
        (folder / student / "09-gru.ipynb").write_bytes(submission("09-gru", answers))
    (folder / "cy").mkdir()
    (folder / "cy" / "picture.png").write_bytes(b"\x89PNG")
    return folder


@pytest.fixture(scope="module")
def graded(submissions, tmp_path_factory):
    """The folder that a run has left, and what it printed."""
    out = tmp_path_factory.mktemp("marks")
    ended = run("grade", submissions, "--out", out, "--jobs", 1)
    assert (ended.returncode, ended.stderr) == (0, "")
    return out, ended.stdout


def refused(capsys, *arguments):
    """The one line with which a command refuses."""
    assert main([*map(str, arguments)]) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("lecturelib: ") and err.count("\n") == 1
    return err.removeprefix("lecturelib: ").rstrip("\n")


def test_a_run_prints_how_the_class_stands_and_leaves_what_people_read(graded):
    out, printed = graded
    lines = printed.splitlines()
    exercises = len(COURSE["09-gru"])
    assert re.fullmatch(r"graded now: 2 notebooks in \d+\.\d s, \d+\.\d a second", lines[0])
    told = f"{exercises + 1} right · {2 * exercises - 1} missing"
    assert lines[1] == f"students: 3, notebooks: 2, exercises: {told}"
    assert re.fullmatch(r"isolation of students' code: (full|partial.*|weak.*)", lines[2])
    assert lines[3] == "students of whom a person should see something: 2"  # the solutions are the course's own
    assert lines[-1] == f"marks: {out / 'grades.csv'}, report: {out / 'report.html'}"
    left = {"feedback", "gradebook.sqlite", "grades.csv", "pairs.html", "report.html", "summary.csv"}
    assert set(os.listdir(out)) == left
    assert {page.name for page in (out / "feedback").iterdir()} == {"ann.html", "bob.html", "cy.html"}
    rows = (out / "grades.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + 3 * exercises
    assert sum(row.startswith("ann,") and ",right," in row for row in rows) == exercises


def test_again_there_is_nothing_to_grade(graded, submissions):
    out, _ = graded
    before = {file: file.read_bytes() for file in out.rglob("*.*") if file.suffix in (".csv", ".html")}
    again = run("grade", submissions, "--out", out)
    assert again.stdout.startswith("graded now: 0 notebooks in ")
    assert {file: file.read_bytes() for file in before} == before


def test_shards_merged_are_the_whole(tmp_path):
    folder = small_class(tmp_path / "class", 9)
    (tmp_path / "seed").write_bytes(b"any sixteen bytes will do")
    options = ["grade", folder, "--seed-file", tmp_path / "seed", "--jobs", 1, "--out"]
    parts = [tmp_path / f"part {k}" for k in (1, 2, 3)]
    for k, part in enumerate(parts, 1):
        assert run(*options, part, "--shard", f"{k}/3").returncode == 0
    merged = run("merge", *parts, "--out", tmp_path / "merged")
    assert merged.stdout.startswith("students: 9, notebooks: 9, exercises: ")
    assert run(*options, tmp_path / "whole").returncode == 0
    tables = [(tmp_path / name / "grades.csv").read_bytes() for name in ("merged", "whole")]
    assert tables[0] == tables[1]


def test_a_shard_whose_students_handed_in_nothing(submissions, tmp_path):
    (tmp_path / "seed").write_bytes(b"any sixteen bytes will do")
    options = ["grade", submissions, "--seed-file", tmp_path / "seed", "--jobs", 1, "--out"]
    ended = [run(*options, tmp_path / str(k), "--shard", f"{k}/40") for k in range(1, 4)]
    assert [one.returncode for one in ended] == [0, 0, 0]


def test_an_export_takes_its_marks_from_a_run(graded, tmp_path):
    out, _ = graded
    ended = run("export", out, "--to", "moodle", "-o", tmp_path / "moodle.csv")
    assert (ended.returncode, ended.stdout.splitlines()[0]) == (0, str(tmp_path / "moodle.csv"))
    most = sum(exercise.points for exercise in COURSE["09-gru"])
    assert (tmp_path / "moodle.csv").read_text().splitlines()[:2] == ["username,09-gru", f"ann,{most:g}"]


def test_the_autograder_is_made(tmp_path):
    ended = run("gradescope", "-o", tmp_path / "autograder.zip", "--only", "09-gru")
    assert (ended.returncode, ended.stdout) == (0, f"{tmp_path / 'autograder.zip'}\n")


def test_a_student_checks_a_solved_notebook(submissions, capsys):
    assert main(["check", str(submissions / "ann" / "09-gru.ipynb")]) == 0
    lines = capsys.readouterr().out.splitlines()
    exercises = COURSE["09-gru"]
    wanted = [f"● {e.name} {e.points:g}/{e.points:g} · Right on every case." for e in exercises]
    assert lines[: 1 + len(exercises)] == [f"{submissions / 'ann' / '09-gru.ipynb'}: 09-gru", *wanted]


def test_a_student_checks_a_mistake_and_sees_a_case(tmp_path, capsys):
    exercise = EXERCISES["gru_step"]
    head = exercise.solution().split("    ### BEGIN SOLUTION")[0]
    content = submission("09-gru", {"gru_step": f"{head}    return np.zeros((1, 1))\n"})
    (tmp_path / "09-gru.ipynb").write_bytes(content)
    assert main(["check", str(tmp_path / "09-gru.ipynb")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith(f"× gru_step 0/{exercise.points:g} · ")
    shown = [line for line in lines if line.startswith("    ")]
    assert "called" in shown[0] and any("expected" in line for line in shown)
    assert f"○ {COURSE['09-gru'][1].name} 0/" in "\n".join(lines)


def test_what_a_student_wrote_cannot_steer_a_terminal(tmp_path, capsys):
    head = EXERCISES["gru_step"].solution().split("    ### BEGIN SOLUTION")[0]
    source = f"{head}    raise ValueError('\\x1b[2J\\u202ehello')\n"
    (tmp_path / "09-gru.ipynb").write_bytes(submission("09-gru", {"gru_step": source}))
    main(["check", str(tmp_path / "09-gru.ipynb")])
    printed = capsys.readouterr().out
    assert "hello" in printed and "\x1b" not in printed and "\u202e" not in printed


def test_a_check_of_something_else_is_told(tmp_path, capsys):
    (tmp_path / "x.ipynb").write_bytes(b"\0")
    assert main(["check", str(tmp_path / "x.ipynb")]) == 1
    assert capsys.readouterr().out.splitlines()[0] == f"{tmp_path / 'x.ipynb'}: no notebook of the course"
    line = refused(capsys, "check", tmp_path / "none.ipynb")
    assert line == f"{tmp_path / 'none.ipynb'} cannot be read: No such file or directory; name a notebook"


def test_what_cannot_be_graded_is_told_in_one_line(submissions, tmp_path, capsys):
    out = ["--out", tmp_path / "out"]
    assert refused(capsys, "grade", tmp_path / "none", *out).startswith(f"no folder {tmp_path / 'none'}; name the")
    assert refused(capsys, "grade", submissions / "cy", *out).startswith(f"no notebook in {submissions / 'cy'}; wanted")
    assert refused(capsys, "grade", submissions, *out, "--only", "5").startswith("the course has no exercises in 5; ")
    assert refused(capsys, "grade", submissions, *out, "--student", "di").startswith("no student di among the sub")
    assert not (tmp_path / "out").exists()
    line = refused(capsys, "grade", submissions, *out, "--seed-file", tmp_path / "none")
    assert line.startswith(f"{tmp_path / 'none'}: No such file or directory; ")


def test_marks_of_another_version_are_not_mixed(graded, submissions, capsys, monkeypatch):
    monkeypatch.setattr("lecturelib.grading.running.request.course_version", lambda: "another")
    out, _ = graded
    line = refused(capsys, "grade", submissions, "--out", out)
    assert re.fullmatch(
        rf"{re.escape(str(out))} was graded with course version [0-9a-f]{{12}}, here it is another; "
        r"name another --out, or grade these submissions anew with --regrade, and all others keep their marks",
        line,
    )


def test_whoever_reads_only_the_first_line_stops_nothing(submissions, tmp_path):
    arguments = ["grade", str(submissions), "--out", str(tmp_path / "out"), "--jobs", "1"]
    main([*arguments, "--deadline", "2026-11-30"])  # so that there is a line to tell before the marks are written
    (tmp_path / "out" / "report.html").unlink()
    arguments += ["--deadline", "2026-12-24"]
    reading, writing = os.pipe()
    os.close(reading)
    unbuffered = {**os.environ, "PYTHONUNBUFFERED": "1"}
    ended = subprocess.run([*COMMAND, *arguments], stdout=writing, stderr=subprocess.PIPE, text=True, env=unbuffered)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (tmp_path / "out" / "report.html").exists()


def test_a_folder_that_may_not_be_written_is_told_in_one_line(graded, submissions, tmp_path, capsys, monkeypatch):
    def refusing(path, *rest, call=os.open):
        if str(path).startswith(str(tmp_path)):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return call(path, *rest)

    monkeypatch.setattr(os, "open", refusing)
    told = f"{tmp_path / 'out' / 'gradebook.sqlite'}: Read-only file system; see to that and run the same command again"
    assert refused(capsys, "grade", submissions, "--out", tmp_path / "out").startswith(told)
    monkeypatch.undo()
    (tmp_path / "file").touch()
    line = refused(capsys, "solve", submissions / "ann" / "09-gru.ipynb", "-o", tmp_path / "file" / "x.ipynb")
    assert re.fullmatch(r".*: (Not a directory|File exists); name another place with -o", line)


def test_an_export_sums_notebooks_in_one_column(graded, tmp_path, capsys):
    out, _ = graded
    arguments = ["export", str(out), "--to", "moodle", "-o", str(tmp_path / "m.csv")]
    assert main([*arguments, "--only", "09-gru", "--column", "HW 7"]) == 0
    assert (tmp_path / "m.csv").read_text().startswith("username,HW 7\nann,14\n")
    capsys.readouterr()
    assert refused(capsys, *arguments, "--only", "06-lstm") == "there are no marks for 06-lstm; there are for 09-gru"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--deadline", "tomorrow"], "'tomorrow' is no time such as 2026-11-30T23:59, nor none"),
        (["--late-penalty", "200%"], "'200%' takes more than all the points; give 100% or less"),
        (["--late-penalty", "10"], "'10' is no penalty such as 10%/day, 5%/hour or 20%, nor 0"),
        (["--drop-lowest", "-1"], "-1"),
        (["--policy", "worst"], "worst"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(given, told, capsys):
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["grade", "x", "--out", "y", *given])
    assert ended.value.code == 2 and told in capsys.readouterr().err


def test_a_full_disk_at_the_end_is_told(graded, submissions, capsys, monkeypatch):
    def full(gradebook, out):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(out / "grades.csv"))

    monkeypatch.setattr("lecturelib.grading.running.run.write_outputs", full)
    out, _ = graded
    told = f"{out / 'grades.csv'}: No space left on device; see to that and run the same command again"
    assert refused(capsys, "grade", submissions, "--out", out).startswith(told)


def test_an_unfinished_or_missing_gradebook_is_not_exported(tmp_path, capsys):
    assert refused(capsys, "export", tmp_path, "--to", "moodle").startswith(f"no gradebook in {tmp_path}; make one: ")
    assert refused(capsys, "merge", tmp_path, "--out", tmp_path / "x").startswith(f"no gradebook in {tmp_path}; make")


@pytest.mark.parametrize(
    "given", [["--jobs", "0"], ["--timeout", "0"], ["--timeout", "nan"], ["--shard", "3/2"], ["--memory", "-1"]]
)
def test_a_number_that_cannot_be_is_refused(given, capsys):
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["grade", "x", "--out", "y", *given])
    assert ended.value.code == 2 and given[1] in capsys.readouterr().err


def test_nothing_heavy_is_loaded_to_grade(graded, submissions):
    script = "import sys; from lecturelib.cli import main; assert main(sys.argv[1:]) == 0; print(*sys.modules)"
    command = [sys.executable, "-c", script, "grade", submissions, "--out", graded[0]]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1].split()
    assert "lecturelib.grading.running.run" in loaded and HEAVY.intersection(loaded) == set()


def test_the_installed_command_grades_with_processes_of_its_own(submissions, tmp_path):
    command = Path(sys.executable).with_name("lecturelib")
    ended = subprocess.run([command, "grade", submissions, "--out", tmp_path], capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_bench_measures_the_cells_unless_told_otherwise():
    assert parser().parse_args(["bench"]).what == "cells"
    assert parser().parse_args(["bench", "grading", "--submissions", "12"]).submissions == 12


def test_a_dry_run_says_that_it_wrote_nothing(tmp_path, capsys):
    folder, marks = tmp_path / "in", tmp_path / "marks"
    (folder / "ada").mkdir(parents=True)
    (folder / "ada" / "00-start.ipynb").write_bytes(submission("00-start", {}))
    command = ["grade", str(folder), "--out", str(marks), "--jobs", "1"]
    assert main(command) == 0
    first = capsys.readouterr().out.splitlines()
    assert first[0].startswith("graded now: 1 notebook in ") and first[-1].startswith(f"marks: {marks}")
    assert main([*command, "--regrade", "--dry-run"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "dry run: nothing was written"

"""Runs that are killed, stopped, or lose a worker come to the marks of an undisturbed run, and leave nothing behind."""

import json
import os
import random
import signal
import sys
import time

import pytest
from runs import ENVIRONMENT, adopt_orphans, children, outlived, run, small_class, start

from lecturelib.bench.hand_ins import NOTEBOOK

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="who adopts orphans is told by Linux alone")
STUDENTS, TIMEOUT = 40, 4  # seconds, for the loop; who outlives a run is found out sooner


@pytest.fixture(scope="module")
def submissions(tmp_path_factory):
    """A class of forty, one of whom wrote a loop that never ends."""
    folder = small_class(tmp_path_factory.mktemp("class"), STUDENTS)
    looping = folder / "student-00000" / f"{NOTEBOOK}.ipynb"
    content = json.loads(looping.read_text(encoding="utf-8"))
    name = content["cells"][1]["metadata"]["nbgrader"]["grade_id"]
    content["cells"][1]["source"] = f"def {name}(*arguments):\n    while True:\n        pass\n"
    looping.write_text(json.dumps(content), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def options(submissions, tmp_path_factory):
    """What every run here is given, but for where its marks go."""
    seed = tmp_path_factory.mktemp("seed") / "seed"
    seed.write_bytes(b"any sixteen bytes will do")
    return ["grade", submissions, "--seed-file", seed, "--timeout", TIMEOUT, "--jobs", 2, "--out"]


@pytest.fixture(scope="module")
def undisturbed(options, tmp_path_factory):
    """The table of a run that nobody disturbed."""
    out = tmp_path_factory.mktemp("undisturbed")
    ended = run(*options, out)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert f"graded now: {STUDENTS} notebooks" in ended.stdout and "1 timeout" in ended.stdout
    return (out / "grades.csv").read_bytes()


@pytest.fixture(autouse=True)
def nothing_is_left(tmp_path, monkeypatch):
    """No process and no file of a run outlives it, however it ended."""
    home = tmp_path / "temporary"
    home.mkdir()
    monkeypatch.setitem(ENVIRONMENT, "TMPDIR", str(home))
    before = children()
    adopt_orphans()
    yield
    left = outlived(before)
    adopt_orphans(False)
    assert (left, list(home.iterdir())) == ({}, [])


def workers():
    """The processes of the run now at work that hold answers."""
    found = {}
    for pid in children():
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children") as told:
                found |= {int(child): pid for child in told.read().split()}
    return [pid for pid in found if "spawn_main" in command_line(pid)]


def command_line(pid):
    with open(f"/proc/{pid}/cmdline") as told:
        return told.read()


def test_killed_at_twenty_moments_and_resumed_the_marks_are_the_same(options, undisturbed, tmp_path):
    rng, kills, whole_runs, out = random.Random(4), 0, 0, tmp_path / "0"
    before = children()
    while kills < 20:
        with start(*options, out) as process:
            time.sleep(rng.uniform(0.05, 1.2))
            if process.poll() is None:
                kill = rng.choice([os.kill, os.killpg])
                kill(process.pid, signal.SIGKILL)
                process.wait()
                kills += 1
            else:
                assert (out / "grades.csv").read_bytes() == undisturbed
                whole_runs += 1
                out = tmp_path / str(whole_runs)
        assert outlived(before) == {}
    assert run(*options, out).returncode == 0
    assert (out / "grades.csv").read_bytes() == undisturbed


def test_judges_that_are_killed_cost_no_mark(options, undisturbed, tmp_path):
    with start(*options, tmp_path / "out") as process:
        killed = 0
        while process.poll() is None and killed < 3:
            time.sleep(0.5)
            for pid in workers()[:1]:
                os.kill(pid, signal.SIGKILL)
                killed += 1
        assert process.wait(60) == 0
    assert killed and (tmp_path / "out" / "grades.csv").read_bytes() == undisturbed


def test_ctrl_c_stops_at_once_and_the_same_command_goes_on(options, undisturbed, tmp_path):
    with start(*options, tmp_path / "out") as process:
        while not (tmp_path / "out" / "gradebook.sqlite-wal").exists():
            time.sleep(0.02)
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGINT)
        asked = time.monotonic()
        _, err = process.communicate(timeout=30)
    assert time.monotonic() - asked < 10
    kept = int(err.split()[2])
    told = f"stopped; {kept} of {STUDENTS} notebooks are graded and kept, the same command goes on from there"
    assert (process.returncode, err) == (130, f"lecturelib: {told}\n")
    again = run(*options, tmp_path / "out")
    assert f"graded now: {STUDENTS - kept} notebooks" in again.stdout
    assert (tmp_path / "out" / "grades.csv").read_bytes() == undisturbed


def test_a_second_run_at_the_same_time_is_refused_and_disturbs_nothing(options, undisturbed, tmp_path):
    with start(*options, tmp_path / "out") as first:
        while not (tmp_path / "out" / "gradebook.sqlite-wal").exists():
            time.sleep(0.02)
        second = run(*options, tmp_path / "out")
        assert first.wait(60) == 0
    assert second.returncode == 1 and second.stderr.startswith("lecturelib: another run is at work in ")
    assert (tmp_path / "out" / "grades.csv").read_bytes() == undisturbed

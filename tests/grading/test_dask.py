"""On a Dask cluster of two workers, one of them killed half-way, the marks are those of one machine."""

import importlib.util
import os
import signal
import subprocess
import sys
import time

import pytest
from runs import ENVIRONMENT, run, small_class, start

pytestmark = pytest.mark.skipif(not importlib.util.find_spec("distributed"), reason="needs the extra dask")
STUDENTS = 60
QUIET = {**ENVIRONMENT, "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "false"}


@pytest.fixture(scope="module")
def submissions(tmp_path_factory):
    return small_class(tmp_path_factory.mktemp("class"), STUDENTS)


@pytest.fixture(scope="module")
def options(submissions, tmp_path_factory):
    """What every run here is given, but for where its marks go and who grades."""
    seed = tmp_path_factory.mktemp("seed") / "seed"
    seed.write_bytes(b"any sixteen bytes will do")
    return ["grade", submissions, "--seed-file", seed, "--out"]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """The address of a scheduler, and the processes of two workers."""
    place = tmp_path_factory.mktemp("dask")
    told = place / "scheduler.json"
    local = ["--host", "127.0.0.1", "--no-dashboard"]
    with (
        dask("scheduler", *local, "--port", "0", "--scheduler-file", told) as scheduler,
        dask("worker", *local, "--scheduler-file", told, "--no-nanny", "--nthreads", "1", cwd=place) as one,
        dask("worker", *local, "--scheduler-file", told, "--no-nanny", "--nthreads", "1", cwd=place) as other,
    ):
        yield wait_for_address(told), (one, other)
        for process in (one, other, scheduler):
            process.kill()


def dask(kind, *arguments, **options):
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *map(str, arguments)]
    return subprocess.Popen(command, env=QUIET, stderr=subprocess.DEVNULL, **options)


def wait_for_address(told):
    from distributed import Client

    with Client(scheduler_file=str(told), timeout="30s") as client:
        client.wait_for_workers(2, timeout=30)
        return client.scheduler.address


def test_a_worker_killed_half_way_costs_no_mark(options, cluster, tmp_path):
    address, (killed, _) = cluster
    assert run(*options, tmp_path / "here", "--jobs", 2).returncode == 0
    with start(*options, tmp_path / "there", "--scheduler", address) as process:
        log = tmp_path / "there" / "gradebook.sqlite-wal"
        while not log.exists() or log.stat().st_size < 150_000:
            time.sleep(0.01)
        os.kill(killed.pid, signal.SIGKILL)
        assert process.poll() is None
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert f"graded now: {STUDENTS} notebooks" in out
    assert (tmp_path / "there" / "grades.csv").read_bytes() == (tmp_path / "here" / "grades.csv").read_bytes()


def test_a_run_begun_here_goes_on_there(options, cluster, submissions, tmp_path):
    first = sorted(os.listdir(submissions))[:10]
    assert run(*options, tmp_path, "--student", *first).returncode == 0
    there = run(*options, tmp_path, "--scheduler", cluster[0])
    assert f"graded now: {STUDENTS - 10} notebooks" in there.stdout


def test_a_scheduler_that_does_not_answer_is_told(options, tmp_path):
    there = run(*options, tmp_path, "--scheduler", "tcp://127.0.0.1:1")
    assert there.returncode == 1
    assert there.stderr == "lecturelib: no Dask scheduler answers at tcp://127.0.0.1:1; start one: dask scheduler\n"

"""On a Dask cluster of two workers, one of them killed half-way, the marks are those of one machine."""

import importlib.util
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

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
    with cluster_in(tmp_path_factory.mktemp("dask")) as cluster:
        yield cluster


@contextmanager
def cluster_in(place):
    """The address of a scheduler, its process, and those of two workers."""
    told = place / "scheduler.json"
    local = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", told]
    with (
        dask("scheduler", *local, "--port", "0", cwd=place) as scheduler,
        dask("worker", *local, "--no-nanny", "--nthreads", "1", cwd=place) as one,
        dask("worker", *local, "--no-nanny", "--nthreads", "1", cwd=place) as other,
    ):
        yield address_in(told), scheduler, one, other
        for process in (one, other, scheduler):
            process.kill()


def dask(kind, *arguments, **options):
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *map(str, arguments)]
    return subprocess.Popen(command, env=QUIET, stderr=subprocess.DEVNULL, **options)


def address_in(told):
    from distributed import Client

    with Client(scheduler_file=str(told), timeout="30s") as client:
        client.wait_for_workers(2, timeout=30)
        return client.scheduler.address


def wait_for_results(out):
    """Wait until a part of the class is graded, as the growing log of the gradebook tells."""
    log = out / "gradebook.sqlite-wal"
    while not log.exists() or log.stat().st_size < 400_000:
        time.sleep(0.01)


def test_a_worker_killed_half_way_costs_no_mark(options, cluster, tmp_path):
    address, _, killed, _ = cluster
    assert run(*options, tmp_path / "here", "--jobs", 2).returncode == 0
    with start(*options, tmp_path / "there", "--scheduler", address) as process:
        wait_for_results(tmp_path / "there")
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


def test_a_scheduler_that_dies_ends_the_run_and_nothing_is_lost(options, tmp_path):
    with (
        cluster_in(tmp_path) as (address, scheduler, *_),
        start(*options, tmp_path / "out", "--scheduler", address) as it,
    ):
        wait_for_results(tmp_path / "out")
        scheduler.kill()
        out, err = it.communicate(timeout=60)
    told = "the Dask scheduler has gone; start one and run the same command again, nothing graded is lost"
    assert (it.returncode, out, err.splitlines()[-1]) == (1, "", f"lecturelib: {told}")
    again = run(*options, tmp_path / "out", "--jobs", 2)
    assert 0 < int(again.stdout.split()[2]) < STUDENTS


def test_a_scheduler_that_does_not_answer_is_told(options, tmp_path):
    there = run(*options, tmp_path, "--scheduler", "tcp://127.0.0.1:1")
    assert there.returncode == 1
    assert there.stderr == "lecturelib: no Dask scheduler answers at tcp://127.0.0.1:1; start one: dask scheduler\n"

"""Hostile submissions: no mark forged, no mark of another harmed, nothing hangs, nothing is left behind."""

import os
import socket
import sys
import sysconfig
import time
from pathlib import Path

import pytest
from attacks import ATTACKS, HONEST, submission

from lecturelib.exercises import EXERCISES
from lecturelib.grading.grader import Grader, Settings

if sys.platform != "linux":
    pytest.skip("the full jail is Linux's; docs/grading.md says what holds elsewhere", allow_module_level=True)

SECONDS = 1.0
MOST_SECONDS = 8.0  # for all exercises of one attack: two runs at most of the hostile one, the honest ones, a busy machine
LEFT = "left-behind"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The folder in which every child gets a private one."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def grader(home):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(home))
        with Grader(Settings(SECONDS, 256, b"a secret of the tests")) as grader:
            assert grader.isolation.level == "full", grader.isolation
            yield grader


@pytest.fixture(scope="module")
def server():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def processes(home):
    """The processes that this one started, however far down, and any that stand in a child's folder."""
    return {pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if is_ours(pid, home)}


def is_ours(pid, home):
    while pid > 1:
        try:
            stands, status = os.readlink(f"/proc/{pid}/cwd"), Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return False
        if stands.startswith(str(home)):
            return True
        pid = int(status.rsplit(")", 1)[1].split()[1])
        if pid == os.getpid():
            return True
    return False


def state(file):
    """All of a file that an attack could change."""
    about = file.stat()
    return file.read_text(), about.st_mode, about.st_mtime_ns, about.st_nlink, about.st_uid


def left_behind():
    """Files that the attacks would make."""
    places = {Path("/tmp"), Path("/dev/shm"), Path.cwd(), Path(sysconfig.get_path("purelib"))}
    return [str(file) for place in places for name in (LEFT, "x.pth") for file in place.glob(name)]


@pytest.mark.parametrize("name", ATTACKS)
def test_attack(name, grader, server, home, tmp_path):
    attack, canary = ATTACKS[name], tmp_path / "another.ipynb"
    canary.write_text("untouched")
    before, began = state(canary), time.monotonic()
    content = submission(attack, CANARY=canary, JUDGE=os.getpid(), PORT=server.getsockname()[1])
    graded = grader.grade(content, "03-rnn.ipynb")
    seconds = time.monotonic() - began
    results = {result.exercise: result for result in graded.results}
    verdict = results["rnn_step"]
    assert verdict.status in attack.statuses, verdict
    assert (verdict.points == EXERCISES["rnn_step"].points) == (verdict.status == "right")
    assert {results[honest].status for honest in HONEST} == {"right"}
    assert seconds < MOST_SECONDS
    assert state(canary) == before
    assert processes(home) == {grader.warden.process.pid}
    assert left_behind() == [] and os.listdir(home) == []
    with pytest.raises(BlockingIOError):
        server.accept()
    if attack.note:
        assert attack.note in {note.kind for note in graded.notes}

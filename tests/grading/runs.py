"""A class small enough to be graded in a second or two, and the command run on it in a process of its own."""

import ctypes
import os
import subprocess
import time
from itertools import chain
from pathlib import Path

from lecturelib.bench.grading import COMMAND
from lecturelib.bench.hand_ins import hand_in
from lecturelib.threads import ONE_THREAD

BE_REAPER = 36  # of prctl: orphans of our children become ours, and are found
ENVIRONMENT = {**os.environ, **ONE_THREAD}


def small_class(folder: Path, students: int) -> Path:
    """A folder of so many students, each with one short notebook that nobody else has."""
    hand_in(folder, students)
    return folder


def start(*arguments, **options) -> subprocess.Popen:
    """Start ``lecturelib …`` in a process group of its own."""
    command = [*COMMAND, *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, env=ENVIRONMENT, stdout=pipe, stderr=pipe, text=True, start_new_session=True, **options
    )


def run(*arguments, **options) -> subprocess.CompletedProcess:
    """Run ``lecturelib …`` to its end."""
    with start(*arguments, **options) as process:
        out, err = process.communicate(timeout=60)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def adopt_orphans(yes: bool = True) -> None:
    """Become the parent of whatever the command leaves behind, or be it no longer."""
    assert ctypes.CDLL(None).prctl(BE_REAPER, int(yes), 0, 0, 0) == 0


def children() -> dict[int, str]:
    """The command lines of this process's living children; the dead are buried."""
    found = {}
    for pid in chain.from_iterable(tasks.read_text().split() for tasks in Path("/proc/self/task").glob("*/children")):
        if os.waitid(os.P_PID, int(pid), os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            found[int(pid)] = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return found


def outlived(before: dict[int, str], seconds: float = 2.5) -> dict[int, str]:
    """The children that this process did not have before and still has after so many seconds."""
    deadline = time.monotonic() + seconds
    while left := {pid: line for pid, line in children().items() if pid not in before}:
        if time.monotonic() > deadline:
            break
        time.sleep(0.02)
    return left

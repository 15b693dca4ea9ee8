"""What a command costs with all the processes it starts: seconds, processor time, memory."""

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from ..threads import ONE_THREAD
from .measure import most_held

ADOPT_ORPHANS = 36  # of prctl: who outlives its parent becomes our child, so that its time is not lost
PAUSE = 0.02  # seconds between two looks at the memory


def cost(command: list[str], **environment: str) -> dict[str, float]:
    """Run a command in a watching process of its own. Returns its seconds, the processor seconds of all its processes,
    and the most MiB that it itself and the largest of its children ever held; memory is 0 where there is no /proc.

    Raises RuntimeError where the command fails, with what it complained of.
    """
    watcher = [sys.executable, "-c", f"import {__name__} as m; m.watch()", *command]
    done = subprocess.run(watcher, env={**os.environ, **ONE_THREAD, **environment}, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr}")
    return json.loads(done.stdout)


def watch() -> None:
    """Run the command that the command line holds and print what it cost."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1)
    own = children = 0
    began = time.perf_counter()
    process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
    while process.poll() is None:
        own = max(own, most_held(process.pid))
        children = max([children, *map(most_held, children_of(process.pid))])
        time.sleep(PAUSE)
    seconds = time.perf_counter() - began
    wait_for_orphans()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    held = {"own": own / 2**20, "children": children / 2**20}
    print(json.dumps({"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, **held}))
    sys.exit(process.returncode)


def wait_for_orphans() -> None:
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def children_of(process: int) -> list[int]:
    """The numbers of a process's children; none where the system does not tell or the process is gone."""
    told = [read(file) for file in Path(f"/proc/{process}/task").glob("*/children")]
    return [int(number) for numbers in told for number in numbers.split()]


def read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""

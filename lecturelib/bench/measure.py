"""Seconds and bytes, each measured in a fresh process of one thread."""

import json
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

from ..threads import ONE_THREAD
from .passes import SIDES


def in_fresh_process(job, *arguments):
    """What a job of JOBS, by name, gives there."""
    command = [sys.executable, "-c", f"import {__name__} as m; m.answer()", json.dumps([job, *arguments])]
    done = subprocess.run(command, env={**os.environ, **ONE_THREAD}, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def seconds_each(side, cell, dtype, sizes, least):
    """The median seconds of one pass at each size, over at least three passes and so many seconds."""
    return [median_time(SIDES[side](cell, dtype, *size), least) for size in sizes]


def bytes_grown(side, cell, dtype, size):
    """How much one pass raises the most memory that the process ever held, after a small pass that loads all code."""
    SIDES[side](cell, dtype, 2, 1, 2, 2)()
    work = SIDES[side](cell, dtype, *size)
    before = most_memory()
    work()
    return most_memory() - before


def median_time(work, least):
    """The median seconds of work(), after calls to warm up."""
    times = [timed(work)]
    while sum(times) < least and len(times) < 3:
        times.append(timed(work))
    times = []
    while sum(times) < least or len(times) < 3:
        times.append(timed(work))
    return statistics.median(times)


def timed(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def most_memory():
    """The most bytes this process ever held; 0 on Windows, which does not tell.

    On Linux the resource module counts what the parent held as well, so there the kernel's own count is read.
    """
    if counted := most_held("self"):
        return counted
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def most_held(process):
    """The most bytes that a process ever held, by its number; 0 where the system does not tell or it is gone."""
    try:
        told = re.search(r"VmHWM:\s*(\d+) kB", Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0
    return 1024 * int(told.group(1)) if told else 0


JOBS = {"seconds": seconds_each, "bytes": bytes_grown}


def answer():
    """Do the job that the command line asks for, and print what it gives."""
    job, *arguments = json.loads(sys.argv[1])
    print(json.dumps(JOBS[job](*arguments)))

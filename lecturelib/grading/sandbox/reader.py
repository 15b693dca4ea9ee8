"""What a child does that reads a notebook: say what stands in it, then run those of its answers that can do no harm.

They run one after another, in company. What ``harmless`` does not let through, what takes its time and what comes after
it is not run here, and will be run alone. Nothing of a student's runs before the notebook is read and told.
"""

import json
import os
import signal

import numpy as np

from ...checking.calling import call, hushed
from ...course import EXERCISES
from ...course.files import notebook_files
from ..provided import in_cases, provided
from ..reading import learn, read_submission
from . import wire
from .child import asked, defined, in_bytes, send, stand_in
from .harmless import builtins_for, harmless

EXHAUSTED = ("MemoryError", "RecursionError")  # failures after which nothing more runs in company


def serve(channel: int) -> None:
    """Take a file's name and content, the notebook's exercises and the cases of each; answer reading and outcomes."""
    name, content, *company = asked(channel)
    said = read_submission(content, wire.decode(name, {}))
    send(channel, json.dumps(said).encode())
    if not company:
        return
    exercises, *cases = company
    for (exercise, quiet, seconds), sent in zip(wire.decode(exercises, {}), cases, strict=True):
        job = job_of(said, exercise, quiet, seconds)
        trees = harmless(job.pieces) if job else None
        if trees is not None:
            answers = in_company(job._replace(pieces=trees), sent)
            send(channel, wire.encode([exercise, len(answers)]), *answers)


def job_of(said: dict, exercise: str, quiet: bool, seconds: float) -> wire.Job | None:
    """What there is to run of an exercise, if anything."""
    program = said["programs"].get(exercise)
    if program is None or program["is_stub"] or program["problem"]:
        return None
    pieces = [said["pieces"][number] for number in program["pieces"]]
    return wire.Job(exercise, pieces, program["pieces"].index(program["target"]), seconds, quiet)


def in_company(job: wire.Job, cases: bytes) -> list[bytes]:
    """What a harmless answer does on its cases, as bytes. Ends this process where that takes too long or too much."""
    functions = provided(job.name)
    signal.setitimer(signal.ITIMER_REAL, job.seconds)  # without a handler, so it is heard in the midst of any operation
    try:
        with hushed():
            function = defined(job, functions | {"__builtins__": builtins_for(stand_in(functions))})
            outcomes = [call(function, case, job.quiet) for case in wire.decode(cases, in_cases(job.name))]
    except Exception:
        return []
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    if any(outcome.failure and outcome.failure.kind in EXHAUSTED for outcome in outcomes):
        os._exit(0)
    return [in_bytes(outcome) for outcome in outcomes]


def warm_up() -> None:
    """Walk the common ways a few times, so that the children forked from this process find them trodden."""
    source = "@exercise\ndef rnn_step(x, h, W, U, b):\n    return np.tanh(x @ W + h @ U + b)"
    cell = {"cell_type": "code", "source": f"import numpy as np\n{source}", "metadata": {}}
    case = np.ones((2, 3)), np.ones((2, 2)), np.ones((3, 2)), np.ones((2, 2)), np.ones(2)
    for name in EXERCISES:
        provided(name)
        in_cases(name)
    for file in notebook_files():
        learn(file.read_bytes())
    for _ in range(10):
        said = json.loads(json.dumps(read_submission(json.dumps({"cells": [cell] * 3}).encode(), "03-rnn.ipynb")))
        job = job_of(said, "rnn_step", False, 60.0)
        in_company(job._replace(pieces=harmless(job.pieces)), wire.encode([case] * 10))

"""What a child does that reads a notebook: say what stands in it, then run those of its answers that can do no harm.

They run one after another, in company. What ``harmless`` does not let through, what takes its time and what comes after
it is not run here, and will be run alone. Nothing of a student's runs before the notebook is read and told.
"""

import json
from collections.abc import Iterator

import numpy as np

from ...checking.calling import Outcome
from ...course import EXERCISES
from ..provided import FUNCTIONS, provided
from ..reading import read_submission
from . import wire
from .child import asked, attempt, in_bytes, send, stand_in
from .harmless import builtins_for, is_harmless

SECONDS = 0.5  # for an answer in company, where honest ones take a hundredth of that


def serve(channel: int) -> None:
    """Take a file's name and content, the notebook's exercises and the cases of each; answer reading and outcomes."""
    name, content, *company = asked(channel)
    said = read_submission(content, wire.decode(name, {}))
    send(channel, json.dumps(said).encode())
    if not company:
        return
    exercises, *cases = company
    for (exercise, quiet), sent in zip(wire.decode(exercises, {}), cases, strict=True):
        job = job_of(said, exercise, quiet)
        if job and is_harmless(job.pieces):
            outcomes = list(in_company(job, wire.decode(sent, FUNCTIONS)))
            if outcomes[-1] is None:
                return
            send(channel, wire.encode([exercise, len(outcomes)]))
            for outcome in outcomes:
                send(channel, in_bytes(outcome))


def job_of(said: dict, exercise: str, quiet: bool) -> wire.Job | None:
    """What there is to run of an exercise, if anything."""
    program = said["programs"].get(exercise)
    if program is None or program["is_stub"] or program["problem"]:
        return None
    pieces = [said["pieces"][number] for number in program["pieces"]]
    return wire.Job(exercise, pieces, program["pieces"].index(program["target"]), SECONDS, quiet)


def in_company(job: wire.Job, cases: list[tuple]) -> Iterator[Outcome | None]:
    """What a harmless answer does on its cases; None at the end where something stopped it."""
    functions = provided(job.name)
    outcomes: list[Outcome] = []
    attempt(job, functions | {"__builtins__": builtins_for(stand_in(functions))}, cases, outcomes.append)
    for outcome in outcomes[: len(cases)]:
        yield outcome
        if outcome.failure and outcome.failure.kind in ("timeout", "MemoryError", "RecursionError"):
            yield None
            return


def warm_up() -> None:
    """Walk the common ways a few times, so that the children forked from this process find them trodden."""
    source = "@exercise\ndef rnn_step(x, h, W, U, b):\n    return np.tanh(x @ W + h @ U + b)"
    cell = {"cell_type": "code", "source": f"import numpy as np\n{source}", "metadata": {}}
    case = np.ones((2, 3)), np.ones((2, 2)), np.ones((3, 2)), np.ones((2, 2)), np.ones(2)
    for name in EXERCISES:
        provided(name)
    for _ in range(10):
        said = json.loads(json.dumps(read_submission(json.dumps({"cells": [cell] * 3}).encode(), "03-rnn.ipynb")))
        job = job_of(said, "rnn_step", False)
        if is_harmless(job.pieces):
            for outcome in in_company(job, wire.decode(wire.encode([case] * 10), {})):
                in_bytes(outcome)

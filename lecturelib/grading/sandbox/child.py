"""What a jailed child does: read a notebook, or run a student's function on the inputs it is sent."""

import __future__

import functools
import json
import linecache
import os
from collections.abc import Callable
from inspect import getsource

import numpy as np

from ... import reference
from ...checking.calling import Failure, Outcome, TooSlow, call_each, time_limit, too_slow
from ..reading import read_submission
from . import wire

FUNCTIONS = {name: getattr(reference, name) for name in reference.__all__}
PIECE = 2**16  # bytes read at a time
ANNOTATIONS = __future__.annotations.compiler_flag
LARGEST_JOB = 2**26  # bytes of what the worker sends


def serve(channel: int) -> None:
    """Take one job from the channel and answer it: a file's name and content, or a Job and its cases."""
    pieces = iter(functools.partial(os.read, channel, PIECE), b"")
    head, *rest = wire.frames(b"".join(pieces), LARGEST_JOB)
    about = wire.decode(head, FUNCTIONS)
    if isinstance(about, str):
        send(channel, json.dumps(read_submission(rest[0], about)).encode())
    else:
        attempt(wire.Job(*about), wire.decode(rest[0], FUNCTIONS), lambda outcome: send(channel, in_bytes(outcome)))


def send(channel: int, answer: bytes) -> None:
    message = wire.framed(answer)
    while message:
        message = message[os.write(channel, message) :]


def in_bytes(outcome: Outcome) -> bytes:
    try:
        return wire.encode_outcome(outcome)
    except TooSlow:
        raise
    except BaseException as error:  # an answer may do anything when it is looked at
        return wire.encode_outcome(failed(error))


def attempt(job: wire.Job, cases: list[tuple], tell: Callable[[Outcome], None]) -> None:
    """Define the function, call it on every case, and tell each outcome."""
    waiting = list(cases)

    def told(outcome: Outcome) -> None:
        tell(outcome)
        waiting.pop()

    if any("random" in piece for piece in job.pieces):
        sow()
    try:
        with time_limit(job.seconds):
            function = defined(job)
    except BaseException as error:  # whatever a student's cell raises is an answer, if a wrong one
        outcome = too_slow(job.seconds) if isinstance(error, TooSlow) else failed(error)
        for _ in cases:
            tell(outcome)
        return
    while waiting:
        try:
            call_each(function, cases[-len(waiting) :], job.seconds, job.quiet, told)
        except BaseException as error:  # one that call_each lets pass, since in a notebook it is meant for the kernel
            told(failed(error))


def sow() -> None:
    """Let chance be the same for everybody, so that the same answer earns the same mark."""
    import random

    random.seed(0)
    np.random.seed(0)


def defined(job: wire.Job) -> Callable:
    """The student's function; other exercises are the course's own, so that each stands or falls by itself.

    A piece before it that fails is passed over: what it lacks will be named in use.
    """
    namespace = {**FUNCTIONS, "np": np, "numpy": np, "display": print, "__name__": "__main__"}
    namespace.pop(job.name, None)
    flags = 0
    for number, source in enumerate(job.pieces):
        file = f"<{job.name}>" if number == job.target else f"<piece {number}>"
        linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
        try:
            code = compile(source, file, "exec", flags, dont_inherit=True)
            flags |= code.co_flags & ANNOTATIONS
            exec(code, namespace)
        except Exception:
            if number == job.target:
                raise
    return namespace[job.name]


def failed(error: BaseException) -> Outcome:
    return Outcome(failure=Failure(type(error).__name__, str(error)))


def warm_up() -> None:
    """Walk the common ways a few times, so that the children forked from this process find them trodden."""
    case = np.ones((2, 3)), np.ones((2, 2)), np.ones((3, 2)), np.ones((2, 2)), np.ones(2)
    job = wire.Job("rnn_step", [getsource(reference.rnn_step)], 0, 5.0, True)
    cell = {"cell_type": "code", "source": f"import numpy as np\n@exercise\n{job.pieces[0]}", "metadata": {}}
    for _ in range(10):
        json.dumps(read_submission(json.dumps({"cells": [cell] * 3}).encode(), "03-rnn.ipynb"))
        about, cases = wire.encode(job), wire.encode([case] * 10)
        attempt(wire.Job(*wire.decode(about, FUNCTIONS)), wire.decode(cases, FUNCTIONS), in_bytes)

"""What a jailed child does: read a notebook, or run a student's function on the inputs it is sent."""

import functools
import json
import linecache
import os
from collections.abc import Callable, Iterator
from inspect import getsource

import numpy as np

from ... import reference
from ...exercises.calling import Failure, Outcome, TooSlow, call_each, time_limit, too_slow
from ...exercises.compare import in_form
from ..reading import read_submission
from . import wire

FUNCTIONS = {name: getattr(reference, name) for name in reference.__all__}
PIECE = 2**16  # bytes read at a time
LARGEST_TASK = 2**26  # bytes of what the judge sends


def serve(channel: int) -> None:
    """Take one task from the channel and answer it."""
    incoming = wire.frames(lambda: os.read(channel, PIECE), LARGEST_TASK)
    task = json.loads(next(incoming))
    answers = reading(task, next(incoming)) if "file" in task else outcomes(task, next(incoming))
    for answer in answers:
        send(channel, wire.framed(answer))


def send(channel: int, message: bytes) -> None:
    while message:
        message = message[os.write(channel, message) :]


def reading(task: dict, content: bytes) -> Iterator[bytes]:
    """What stands in a notebook, as JSON."""
    yield json.dumps(read_submission(content, task["file"])).encode()


def outcomes(task: dict, message: bytes) -> Iterator[bytes]:
    """The outcome of each case, as soon as it is known.

    task: the function's name, its pieces and which of them defines it (target), the other exercises (own) that they
    define, seconds for all calls, quiet. message: the forms of what those return, and the cases.
    """
    forms, cases = wire.decode(message, FUNCTIONS)
    for outcome in attempt(task, forms, cases):
        try:
            yield wire.encode_outcome(outcome)
        except BaseException as error:  # an answer may do anything when it is looked at
            yield wire.encode_outcome(failed(error))


def attempt(task: dict, forms: list, cases: list[tuple]) -> Iterator[Outcome]:
    """Define the function, then call it on every case."""
    seconds = task["seconds"]
    if any("random" in piece for piece in task["pieces"]):
        np.random.seed(0)  # so that the same answer earns the same mark
    try:
        with time_limit(seconds):
            function = defined(task, forms)
    except TooSlow:
        yield from [too_slow(seconds)] * len(cases)
    except BaseException as error:  # whatever a student's cell raises is an answer, if a wrong one
        yield from [failed(error)] * len(cases)
    else:
        calls = call_each(function, cases, seconds, task["quiet"])
        for _ in cases:
            try:
                yield next(calls)
            except BaseException as error:
                calls.close()
                yield failed(error)
                calls = iter([failed(error)] * len(cases))


def defined(task: dict, forms: list) -> Callable:
    """The student's function. A piece before it that fails is passed over: what it lacks will be named in use."""
    name, target = task["name"], task["target"]
    namespace = {**FUNCTIONS, "np": np, "numpy": np, "__name__": "__main__"}
    namespace.pop(name, None)
    for number, source in enumerate(task["pieces"]):
        file = f"<{name}>" if number == target else f"<piece {number}>"
        linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
        try:
            exec(compile(source, file, "exec"), namespace)
        except Exception:
            if number == target:
                raise
    for other, form in zip(task["own"], forms, strict=True):
        namespace[other] = formed(namespace[other], form)
    return namespace[name]


def formed(function: Callable, form) -> Callable:
    """The function, its results in the form that the course's own returns, as in the notebook."""

    @functools.wraps(function)
    def call(*arguments, **named):
        return in_form(function(*arguments, **named), form)

    return call


def warm_up() -> None:
    """Walk the common way once, so that the children forked from this process find it trodden."""
    cases = [(np.ones((2, 3)), np.ones((2, 2)), np.ones((3, 2)), np.ones((2, 2)), np.ones(2))] * 20
    task = {"name": "rnn_step", "pieces": [getsource(reference.rnn_step)], "target": 0, "own": []}
    limits = {"seconds": 5.0, "quiet": True}
    for _ in range(5):
        for answer in outcomes(json.loads(json.dumps(task | limits)), wire.encode(([], cases))):
            wire.framed(answer)


def failed(error: BaseException) -> Outcome:
    return Outcome(failure=Failure(type(error).__name__, str(error)))

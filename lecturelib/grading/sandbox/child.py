"""What a jailed child does: read a notebook, or run a student's function on the inputs it is sent."""

import json
import linecache
import os
from collections.abc import Callable, Iterator

import numpy as np

from ... import reference
from ...exercises.calling import Failure, Outcome, TooSlow, call_each, time_limit, too_slow
read_submission = None
from . import wire

FUNCTIONS = {name: getattr(reference, name) for name in reference.__all__}
LARGEST_TASK = 2**26  # bytes of what the judge sends


def serve(channel: int) -> None:
    """Take one task from the channel and answer it."""
    incoming = wire.frames(lambda count: os.read(channel, count), LARGEST_TASK)
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

    task: the function's name, its pieces, seconds for all, quiet.
    """
    cases = wire.decode_cases(message, FUNCTIONS)
    for outcome in attempt(task, cases):
        try:
            yield wire.encode_outcome(outcome)
        except BaseException as error:  # an answer may do anything when it is looked at
            yield wire.encode_outcome(failed(error))


def attempt(task: dict, cases: list[tuple]) -> Iterator[Outcome]:
    """Define the function, then call it on every case."""
    seconds = task["seconds"]
    try:
        with time_limit(seconds):
            function = defined(task["name"], task["pieces"], task["target"])
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


def defined(name: str, pieces: list[str], target: int) -> Callable:
    """The student's function. A piece before it that fails is passed over: what it lacks will be named in use."""
    namespace = {**FUNCTIONS, "np": np, "numpy": np, "__name__": "__main__", "__builtins__": __builtins__}
    namespace.pop(name, None)
    for number, source in enumerate(pieces):
        file = f"<{name}>" if number == target else f"<piece {number}>"
        linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
        try:
            exec(compile(source, file, "exec"), namespace)
        except Exception:
            if number == target:
                raise
    return namespace[name]


def failed(error: BaseException) -> Outcome:
    return Outcome(failure=Failure(type(error).__name__, str(error)))

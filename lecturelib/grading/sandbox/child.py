"""What a child does that runs one answer: define the student's function, call it on every case, and tell what it did.

The process it is forked from holds neither the course nor its reference; what an answer may use comes with the job.
"""

import __future__

import builtins
import functools
import gc
import linecache
import marshal
import os
import sys
from collections.abc import Callable, Iterator
from types import FunctionType, ModuleType

import numpy as np

from ...checking.calling import Failure, Outcome, call_each, too_slow, unsilenced
from ...checking.time_limit import TooSlow, time_limit
from . import wire

PIECE = 2**16  # bytes read at a time
ANNOTATIONS = __future__.annotations.compiler_flag
LARGEST_JOB = 2**26  # bytes of what the worker sends
REFERENCE = f"{__name__.partition('.')[0]}.reference"


def serve(channel: int) -> None:
    """Take a Job, the functions it may use and its cases from the channel, and answer each case."""
    about, given, cases = asked(channel)
    functions = functions_from(given)
    answer_imports(functions)
    job = wire.Job(*wire.decode(about, functions))
    gc.enable()
    attempt(job, functions, wire.decode(cases, functions), lambda outcome: send(channel, in_bytes(outcome)))


def asked(channel: int) -> Iterator[bytes]:
    """All messages of the worker."""
    return wire.frames(b"".join(iter(functools.partial(os.read, channel, PIECE), b"")), LARGEST_JOB)


def send(channel: int, *answers: bytes) -> None:
    message = b"".join(map(wire.framed, answers))
    while message:
        message = message[os.write(channel, message) :]


def functions_from(given: bytes) -> dict[str, FunctionType]:
    """The functions whose code the worker sent. They know each other, NumPy and nothing else."""
    world = {"np": np, "__name__": REFERENCE, "__builtins__": builtins}
    world |= {name: FunctionType(code, world) for name, code in marshal.loads(given).items()}
    functions = {name: function for name, function in world.items() if isinstance(function, FunctionType)}
    for function in functions.values():
        function.mine = function  # as an exercise in a notebook has it
    return functions


def answer_imports(functions: dict[str, FunctionType]) -> None:
    """Let ``from lecturelib.reference import …`` find these functions; of the package nothing else is to be had."""
    package = sys.modules[REFERENCE.partition(".")[0]]
    package.__path__, package.reference = [], stand_in(functions)
    sys.modules[REFERENCE] = package.reference


def stand_in(functions: dict[str, FunctionType]) -> ModuleType:
    """A module of these functions under the reference's name."""
    module = ModuleType(REFERENCE)
    vars(module).update(functions, __all__=list(functions))
    return module


def in_bytes(outcome: Outcome) -> bytes:
    try:
        return wire.encode_outcome(outcome)
    except TooSlow:
        raise
    except BaseException as error:  # an answer may do anything when it is looked at
        return wire.encode_outcome(failed(error))


def attempt(job: wire.Job, functions: dict, cases: list[tuple], tell: Callable[[Outcome], None]) -> None:
    """Define the function among those it may use, call it on every case, and tell each outcome."""
    waiting = list(cases)

    def told(outcome: Outcome) -> None:
        tell(outcome)
        waiting.pop()

    if any("random" in piece for piece in job.pieces):
        sow()
    for file, source in zip(files(job), job.pieces, strict=True):  # so that an error can show its line
        linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
    try:
        with time_limit(job.seconds):
            function = defined(job, functions)
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


def defined(job: wire.Job, functions: dict) -> Callable:
    """The student's function; other exercises are the course's own, so that each stands or falls by itself.

    The pieces may be trees as well as texts. One before it that fails is passed over: what it lacks is named in use.
    """
    namespace = {**functions, "np": np, "numpy": np, "display": print, "__name__": "__main__"}
    namespace.pop(job.name, None)
    flags = 0
    with unsilenced(namespace, job.quiet):
        for number, (file, piece) in enumerate(zip(files(job), job.pieces, strict=True)):
            try:
                code = compile(piece, file, "exec", flags, dont_inherit=True)
                flags |= code.co_flags & ANNOTATIONS
                exec(code, namespace)
            except Exception:
                if number == job.target:
                    raise
    return namespace[job.name]


def files(job: wire.Job) -> list[str]:
    """The names under which the pieces are compiled."""
    return [f"<{job.name}>" if number == job.target else f"<piece {number}>" for number in range(len(job.pieces))]


def failed(error: BaseException) -> Outcome:
    return Outcome(failure=Failure(type(error).__name__, str(error)))


def warm_up() -> None:
    """Walk the common ways a few times, so that the children forked from this process find them trodden."""
    case = np.ones((2, 3)), np.ones((2, 2)), np.ones((3, 2)), np.ones((2, 2)), np.ones(2)
    source = "def warm(x, h, W, U, b):\n    return np.tanh(x @ W + h @ U + b)"
    job = wire.Job("warm", [source], 0, 5.0, True)
    for _ in range(10):
        about, cases = wire.encode(job), wire.encode([case] * 10)
        attempt(wire.Job(*wire.decode(about, {})), {}, wire.decode(cases, {}), in_bytes)

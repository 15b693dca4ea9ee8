"""The worker's side of the jail: asks for children, sends them their work, and believes nothing that comes back."""

import contextlib
import itertools
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import cached_property

from ...checking.calling import Failure, Outcome, too_slow
from ...threads import ONE_THREAD
from ..errors import GradingError
from . import wire
from .confine import Isolation, Limits, be_unreadable
from .wire import FORK, KILL, NOT_JAILED, SHUT_IN, STATUS, Job

READING_SECONDS = 10.0
PIECE = 2**16  # bytes read at a time
LARGEST_ANSWERS = 2**25  # bytes of all answers of one child
GRACE = 1.0  # seconds that a child has beyond its own limit before it is killed
START_SECONDS = 30.0
CRASH, MEMORY = "crash", "MemoryError"
PASSED_ON = ("PATH", "TMPDIR", "LD_LIBRARY_PATH", "LANG")  # of the environment, which may hold secrets


class ZygoteDied(Exception):
    """The process that children are forked from has gone. No student's doing, so no mark comes of it; try again."""


class Zygote:
    """A process that forks children, one at a time. kind: ``reader`` or ``child``, the module that they run."""

    def __init__(self, kind: str, limits: Limits):
        self.kind, self.limits = kind, limits
        self._start()

    def _start(self) -> None:
        self.control, theirs = socket.socketpair()
        command = [sys.executable, "-c", f"from {__package__}.zygote import main; main()", self.kind]
        numbers = map(str, (theirs.fileno(), self.limits.seconds, self.limits.memory))
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        environment |= {**ONE_THREAD, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
        environment |= {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        self.process = subprocess.Popen(
            [*command, *numbers],
            env=environment,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,  # it ends when we hang up, and not before it has tidied up
        )
        theirs.close()
        self.control.settimeout(START_SECONDS)
        with self.control.makefile("rb") as lines:
            greeting = lines.readline()
        if not greeting:
            raise GradingError("the process that runs students' code could not be started")
        self.isolation = Isolation(tuple(json.loads(greeting)))

    def ensure(self) -> None:
        """Start another where the last one died."""
        if self.process.poll() is not None:
            self.control.close()
            self._start()

    def close(self) -> None:
        """Hang up, and see it out."""
        self.control.close()
        self.process.wait(START_SECONDS)


class Warden:
    """The two zygotes, and what their children say. isolation says how well these are shut in."""

    def __init__(self, seconds: float, memory: int):
        self.limits = Limits(seconds, memory)
        be_unreadable()
        self.reader = Zygote("reader", self.limits)
        self.isolation = self.reader.isolation

    @cached_property
    def runner(self) -> Zygote:
        """The one whose children run an answer alone, started when there is one."""
        return Zygote("child", self.limits)

    @property
    def zygotes(self) -> list[Zygote]:
        """Those that were started."""
        return [self.reader, *([self.runner] if "runner" in vars(self) else [])]

    def close(self) -> None:
        for zygote in self.zygotes:
            zygote.close()

    def read(self, content: bytes, file: str, company: Sequence[bytes] = ()) -> tuple[object, dict[str, list[bytes]]]:
        """What stands in a notebook, as reading.read_submission says it, unchecked; None where nothing was said.

        company: the exercises to run beside, as (name, quiet, seconds), and the cases of each, all encoded; with the
        reading come the outcomes of those that ran to their end, in bytes.
        """
        with Child(self.reader, READING_SECONDS) as child:
            received = child.asked(wire.encode(file), content, *company)
        outcomes: dict[str, list[bytes]] = {}
        try:
            said, *told = wire.frames(received, LARGEST_ANSWERS)
            said = json.loads(said)
        except (ValueError, RecursionError):
            return None, outcomes
        with contextlib.suppress(ValueError, TypeError):
            outcomes.update(wire.by_exercise(told))
        return said, outcomes

    def run(self, job: Job, given: bytes, cases: bytes, count: int) -> list[Outcome]:
        """What the student's function does on so many cases, alone; given: the functions that it may use, as code."""
        outcomes: list[Outcome] = []
        with Child(self.runner, job.seconds + GRACE) as child:
            received = child.asked(wire.encode(job), given, cases)
            try:
                for answer in itertools.islice(wire.frames(received, wire.LARGEST), count):
                    outcomes.append(wire.decode_outcome(answer))
                rest = None if len(outcomes) == count else self._ending(child.ended())
            except ValueError as error:
                rest = Outcome(failure=Failure("ValueError", f"what it returned cannot be read: {error}"))
        return outcomes + [rest] * (count - len(outcomes))

    def _ending(self, status: int | None) -> Outcome:
        """The outcome of the calls that a child's end left unanswered. status: its exit code, None if it was killed."""
        if status in (None, -signal.SIGXCPU):
            return too_slow(self.limits.seconds)
        if status == -signal.SIGKILL:  # not ours: the system ran out of memory
            return Outcome(failure=Failure(MEMORY, "it wanted more memory than there is"))
        how = f"by {signal.Signals(-status).name}" if status < 0 else "it ended Python itself"
        return Outcome(failure=Failure(CRASH, how))


class Child:
    """One child at work; a context that ends with its end."""

    def __init__(self, zygote: Zygote, seconds: float):
        self.zygote, self.deadline = zygote, time.monotonic() + seconds
        self.watched, self.status = False, None

    def __enter__(self) -> "Child":
        self.zygote.ensure()
        self.channel, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self.zygote.control, [FORK], [theirs.fileno()])
            except BrokenPipeError as error:
                raise ZygoteDied("before it forked a child") from error
        self.watched = True
        return self

    def __exit__(self, *_) -> None:
        self.channel.close()
        if self.watched:
            self._kill()

    def asked(self, *messages: bytes) -> bytes:
        """Send the work, and wait for all that the child answers: until it hangs up, says too much, or time is up.

        Raises GradingError for a child that could not be shut in.
        """
        received = bytearray()
        with contextlib.suppress(OSError):
            self._until_deadline(self.channel).sendall(b"".join(map(wire.framed, messages)))
            self.channel.shutdown(socket.SHUT_WR)
        self.channel.setblocking(True)
        self.channel.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, PIECE)  # not to be woken for every answer
        with contextlib.suppress(OSError):
            while len(received) < LARGEST_ANSWERS:
                wait = struct.pack("@ll", *divmod(1 + int(1e6 * self._left()), 1_000_000))
                self.channel.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, wait)
                piece = self.channel.recv(PIECE)
                if not piece:
                    break
                received += piece
        if not received and self.ended() == NOT_JAILED:
            raise GradingError("a child could not be shut in, though it could when the grader started")
        return bytes(received[len(SHUT_IN) :])

    def ended(self) -> int | None:
        """Its exit code, negative for a signal; None if it did not end by itself in time."""
        if self.watched:
            try:
                self.status = self._status(self._until_deadline(self.zygote.control))
            except TimeoutError:
                self._kill()
        return self.status

    def _kill(self) -> None:
        with contextlib.suppress(BrokenPipeError):
            self.zygote.control.send(KILL)
        self.zygote.control.settimeout(START_SECONDS)
        self._status(self.zygote.control)

    def _status(self, control: socket.socket) -> int:
        """What the zygote says of the child's end. Raises ZygoteDied."""
        report = control.recv(STATUS.size)
        self.watched = False
        if len(report) < STATUS.size:
            self.zygote.process.wait(START_SECONDS)
            raise ZygoteDied("while it watched a child")
        return STATUS.unpack(report)[0]

    def _left(self) -> float:
        """Seconds until the deadline. Raises TimeoutError."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _until_deadline(self, connection: socket.socket) -> socket.socket:
        connection.settimeout(self._left())
        return connection

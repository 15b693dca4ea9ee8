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


class Warden:
    """One zygote and the children it forks, one at a time. isolation says how well they are shut in."""

    def __init__(self, seconds: float, memory: int):
        self.limits = Limits(seconds, memory)
        be_unreadable()
        self._start()

    def _start(self) -> None:
        self.control, theirs = socket.socketpair()
        command = [sys.executable, "-c", f"from {__package__}.zygote import main; main()"]
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

    def ensure_zygote(self) -> None:
        """Start another where the last one died."""
        if self.process.poll() is not None:
            self.control.close()
            self._start()

    def close(self) -> None:
        """Hang up, and see the zygote out."""
        self.control.close()
        self.process.wait(START_SECONDS)

    def read(self, content: bytes, file: str) -> object:
        """What stands in a notebook, as reading.read_submission says it, unchecked; None where nothing was said."""
        with Child(self, READING_SECONDS) as child:
            received = child.asked(wire.encode(file), content)
        try:
            (answer,) = wire.frames(received, LARGEST_ANSWERS)
            return json.loads(answer)
        except (ValueError, RecursionError):
            return None

    def run(self, job: Job, cases: list[tuple]) -> list[Outcome]:
        """What the student's function does on every case."""
        outcomes: list[Outcome] = []
        with Child(self, job.seconds + GRACE) as child:
            received = child.asked(wire.encode(job), wire.encode(cases))
            try:
                for answer in itertools.islice(wire.frames(received, wire.LARGEST), len(cases)):
                    outcomes.append(wire.decode_outcome(answer))
                rest = None if len(outcomes) == len(cases) else self._ending(child.ended())
            except ValueError as error:
                rest = Outcome(failure=Failure("ValueError", f"what it returned cannot be read: {error}"))
        return outcomes + [rest] * (len(cases) - len(outcomes))

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

    def __init__(self, warden: Warden, seconds: float):
        self.warden, self.deadline = warden, time.monotonic() + seconds
        self.watched, self.status = False, None

    def __enter__(self) -> "Child":
        self.warden.ensure_zygote()
        self.channel, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self.warden.control, [FORK], [theirs.fileno()])
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
                self.status = self._status(self._until_deadline(self.warden.control))
            except TimeoutError:
                self._kill()
        return self.status

    def _kill(self) -> None:
        with contextlib.suppress(BrokenPipeError):
            self.warden.control.send(KILL)
        self.warden.control.settimeout(START_SECONDS)
        self._status(self.warden.control)

    def _status(self, control: socket.socket) -> int:
        """What the zygote says of the child's end. Raises ZygoteDied."""
        report = control.recv(STATUS.size)
        self.watched = False
        if len(report) < STATUS.size:
            self.warden.process.wait(START_SECONDS)
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

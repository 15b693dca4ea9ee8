"""The bytes between worker and child: arrays raw behind a fixed header, and a few plain things around them.

What comes from a child may be anything. ``Reader`` builds only numbers, arrays of listed types, lists, tuples and
names out of it, within limits, and raises WireError for all else. Nothing is unpickled or evaluated.
"""

import math
import struct
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from ...checking.calling import Failure, Outcome

CODES = "b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"
TYPES = {code.encode(): np.dtype(f"<{code}") for code in CODES}
DIMENSIONS, DEPTH, PARTS = 8, 8, 3_000  # the most that an answer may have; an honest one has a tenth
LONG_DOUBLE = np.dtype(np.longdouble)
COUNT, HEAD = struct.Struct("<I"), struct.Struct("<2sB")
SHAPES = [struct.Struct(f"<{dimensions}I") for dimensions in range(DIMENSIONS + 1)]
SCALARS = {b"B": struct.Struct("<?"), b"I": struct.Struct("<q"), b"D": struct.Struct("<d")}
TEXT = 300  # characters of an exception that are worth telling
LARGEST = 2**20  # bytes of one answer
TOO_LARGE = "what it returned is far too large"
FORK, KILL = b"f", b"k"  # what a Warden orders of its zygote
STATUS = struct.Struct("<i")  # what the zygote answers: how a child has ended
SHUT_IN, NOT_JAILED = b"!", 97  # what a child says first; the exit status of one that could not be shut in


class Job(NamedTuple):
    """A function to run: its name, the pieces of source and which of them defines it (target), seconds for all calls,
    quiet."""

    name: str
    pieces: list[str]
    target: int
    seconds: float
    quiet: bool


class WireError(ValueError):
    """Bytes that no honest child sends."""


class Foreign:
    """What came back in place of numbers, known only by the name of its type."""

    def __init__(self, type_name: str):
        self.type_name = type_name

    def __repr__(self) -> str:
        return f"<{self.type_name}>"


def encode(value: Any) -> bytes:
    """A value as bytes; what is no number, array, list, tuple, function or None becomes the name of its type."""
    if value is None:
        return b"N"
    if isinstance(value, (np.ndarray, np.generic)):
        return encode_array(value)
    if isinstance(value, bool):
        return b"B" + SCALARS[b"B"].pack(value)
    if isinstance(value, int) and -(2**63) <= value < 2**63:
        return b"I" + SCALARS[b"I"].pack(value)
    if isinstance(value, float):
        return b"D" + SCALARS[b"D"].pack(value)
    if isinstance(value, str):
        return b"S" + encode_text(value, len(value))
    if isinstance(value, (list, tuple)):
        head = b"T" if isinstance(value, tuple) else b"L"
        return head + COUNT.pack(len(value)) + b"".join(map(encode, value))
    if callable(value) and hasattr(value, "__name__"):
        return b"F" + encode_text(value.__name__)
    return b"O" + encode_text(type(value).__name__)


def encode_array(value: np.ndarray | np.generic) -> bytes:
    """Type, number of dimensions, shape, and the values row by row, least byte first. Raises ValueError."""
    array = np.asarray(value)
    if array.nbytes > LARGEST:
        raise ValueError(TOO_LARGE)
    if array.dtype == LONG_DOUBLE:
        array = array.astype(np.float64)
    code = array.dtype.str[1:].encode()
    if code not in TYPES or array.ndim > DIMENSIONS:
        return b"O" + encode_text(type(value).__name__)
    shape = HEAD.pack(code, array.ndim) + SHAPES[array.ndim].pack(*array.shape)
    return b"A" + shape + array.astype(TYPES[code], copy=False).tobytes()


def encode_text(text: str, longest: int = TEXT) -> bytes:
    short = text[:longest].encode("utf-8", "replace")
    return COUNT.pack(len(short)) + short


def encode_outcome(outcome: Outcome) -> bytes:
    """An outcome as bytes. Raises ValueError where that would be too large."""
    if outcome.failure:
        failure = outcome.failure
        return b"X" + b"".join(map(encode_text, (failure.kind, failure.text, failure.line, failure.expression)))
    payload = b"V" + bytes([len(outcome.changed), *outcome.changed]) + encode(outcome.value)
    if len(payload) > LARGEST:
        raise ValueError(TOO_LARGE)
    return payload


class Reader:
    """Takes a message apart, never beyond its end. Its arrays are views of one copy of the message."""

    def __init__(self, message: bytes, functions: dict | None = None):
        self.message, self.memory = message, bytearray(message)
        self.at, self.parts, self.functions = 0, 0, functions
        self.most = PARTS if functions is None else math.inf  # what names functions comes from the worker

    def skip(self, count: int) -> int:
        """Where the next so many bytes begin; they count as read."""
        start, self.at = self.at, self.at + count
        if self.at > len(self.message):
            raise WireError("the message ends too early")
        return start

    def take(self, count: int) -> bytes:
        start = self.skip(count)
        return self.message[start : self.at]

    def number(self, form: struct.Struct):
        return form.unpack_from(self.message, self.skip(form.size))[0]

    def text(self) -> str:
        return self.take(self.number(COUNT)).decode("utf-8", "replace")

    def value(self, depth: int = 0) -> Any:
        """The next value of the message. Raises WireError at the first part that is one too many."""
        self.parts += 1
        if depth > DEPTH or self.parts > self.most:
            raise WireError("too many parts")
        tag = self.take(1)
        if tag == b"A":
            return self.array()
        if tag in b"LT":
            parts = [self.value(depth + 1) for _ in range(self.number(COUNT))]
            return tuple(parts) if tag == b"T" else parts
        if tag in SCALARS:
            return self.number(SCALARS[tag])
        if tag in b"FO":
            return self.named(tag)
        if tag == b"S":
            return self.text()[: None if self.functions is not None else TEXT]
        if tag == b"N":
            return None
        raise WireError("no such kind of value")

    def named(self, tag: bytes) -> Any:
        """One of the known functions by its name, or else something foreign."""
        name = self.text()
        if tag == b"F" and self.functions is not None:
            return self.functions[name]
        return Foreign("function" if tag == b"F" else name[:TEXT])

    def array(self) -> np.ndarray:
        """Type, shape and size are looked at before a single value is."""
        code, dimensions = HEAD.unpack_from(self.message, self.skip(HEAD.size))
        if code not in TYPES or dimensions > DIMENSIONS:
            raise WireError("no such kind of array")
        dtype = TYPES[code]
        shape = SHAPES[dimensions].unpack_from(self.message, self.skip(4 * dimensions))
        return np.ndarray(shape, dtype, self.memory, self.skip(math.prod(shape) * dtype.itemsize))

    def outcome(self) -> Outcome:
        """The next outcome of the message."""
        tag = self.take(1)
        if tag == b"X":
            return Outcome(failure=Failure(*(self.text()[:TEXT] for _ in range(4))))
        if tag != b"V":
            raise WireError("no such kind of outcome")
        changed = tuple(self.take(self.take(1)[0]))
        return Outcome(self.value(), changed=changed)


def decode_outcome(message: bytes) -> Outcome:
    """What a child says one call did. Raises WireError."""
    return Reader(message).outcome()


def by_exercise(told: list[bytes]) -> Iterator[tuple[str, list[bytes]]]:
    """What a child says of the answers that it ran in company: a name and as many outcomes, in bytes, as it says.

    A name whose outcomes do not all follow is left out. Raises WireError, or TypeError for another form.
    """
    waiting = iter(told)
    for head in waiting:
        name, count = Reader(head).value()
        outcomes = list(islice(waiting, count))
        if len(outcomes) == count:
            yield name, outcomes


def decode(message: bytes, functions: dict) -> Any:
    """What the worker encoded; functions gives the course's own by name."""
    return Reader(message, functions).value()


def framed(message: bytes) -> bytes:
    """A message behind its length."""
    return COUNT.pack(len(message)) + message


def frames(received: bytes, largest: int) -> Iterator[bytes]:
    """The whole messages among the bytes received. Raises WireError for one that claims to be too long."""
    at = 0
    while at + COUNT.size <= len(received):
        (length,) = COUNT.unpack_from(received, at)
        if length > largest:
            raise WireError("too long a message")
        at += COUNT.size + length
        if at <= len(received):
            yield received[at - length : at]

"""Landlock: a Linux process gives up the file system but for what it names, for good (kernel 5.13 and later).

From kernel 6.7 on it gives up TCP as well, from 6.12 on signals and abstract sockets beyond its own kind.
See https://docs.kernel.org/userspace-api/landlock.html
"""

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
VERSION_FLAG, PATH_BENEATH = 1, 1
READ_FILE, READ_DIRECTORY = 1 << 2, 1 << 3
ALL_OF_TCP, ALL_SCOPES = 0b11, 0b11
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # how many rights over files each version knows
SIGNALS_SINCE = 6

libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """The version of landlock that the kernel offers; 0 where it has none."""
    return max(libc.syscall(CREATE_RULESET, None, 0, VERSION_FLAG), 0) if libc else 0


def read_only(paths: Iterable[Path], listable: Iterable[Path] = ()) -> int | None:
    """A descriptor of rules that allow reading beneath these paths, listing folders beneath others, and nothing else;
    None without landlock."""
    offered = version()
    if not offered:
        return None
    files = (1 << FILE_RIGHTS.get(offered, 16)) - 1
    rules = Ruleset(files, ALL_OF_TCP if offered >= 4 else 0, ALL_SCOPES if offered >= SIGNALS_SINCE else 0)
    size = 24 if offered >= SIGNALS_SINCE else 16 if offered >= 4 else 8
    ruleset = _checked(libc.syscall(CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(size), 0))
    for path in paths:
        if path.exists():
            _allow(ruleset, path, READ_FILE | READ_DIRECTORY if path.is_dir() else READ_FILE)
    return ruleset


def _allow(ruleset: int, path: Path, allowed: int) -> None:
    parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rule = Beneath(allowed, parent)
    _checked(libc.syscall(ADD_RULE, ruleset, PATH_BENEATH, ctypes.byref(rule), 0))
    os.close(parent)


def restrict(ruleset: int) -> None:
    """Bind this process by the rules for the rest of its life. It must have given up new privileges before."""
    _checked(libc.syscall(RESTRICT_SELF, ruleset, 0))


def _checked(result: int) -> int:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"landlock: {os.strerror(error)}")
    return result

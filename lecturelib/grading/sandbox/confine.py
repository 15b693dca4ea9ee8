"""How a child shuts itself in, and how well that works on this machine."""

import contextlib
import ctypes
import math
import os
import resource
import signal
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import landlock, seccomp

GUARANTEES = {
    "limits": "memory, time and open files are limited",
    "files": "no file outside Python's own can be read, none written",
    "network": "no socket can be opened",
    "signals": "no other process can be signalled or slowed",
    "processes": "no process or thread can be started",
    "memory": "the memory of no other process can be read",
}
MIB = 2**20
DEATH_SIGNAL, DUMPABLE, NO_NEW_PRIVILEGES = 1, 4, 38  # of prctl
NO_CAPABILITIES = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
OPEN_FILES = 64
PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Isolation:
    """How well a child is shut in here. missing: those of GUARANTEES that do not hold."""

    missing: tuple[str, ...]

    @property
    def level(self) -> str:
        """``full``, ``partial``, or ``weak`` where a child may read and write files as the person who grades may."""
        return "weak" if "files" in self.missing else "partial" if self.missing else "full"

    def __str__(self) -> str:
        lacking = "; ".join(f"not so here: {GUARANTEES[name]}" for name in self.missing)
        return f"{self.level} ({lacking})" if lacking else self.level


def isolation(linux: bool, by_landlock: bool, by_seccomp: bool, as_root: bool) -> Isolation:
    """What holds where these layers are there."""
    holds = {
        "limits": linux,
        "files": by_landlock,
        "network": by_seccomp,
        "signals": by_seccomp,
        "processes": by_seccomp or not as_root,
        "memory": by_landlock or by_seccomp,
    }
    return Isolation(tuple(name for name in GUARANTEES if not holds[name]))


@dataclass(frozen=True)
class Limits:
    """What one child may use: seconds of processor time, and MiB of memory beyond what it starts with."""

    seconds: float
    memory: int


class Jail:
    """What a child needs to shut itself in, made ready once before any is forked.

    Of what a child inherits, the process that makes a jail gives up all that it can do without itself.
    """

    def __init__(self, limits: Limits, of_package: bool):
        self.limits = limits
        self.linux = sys.platform == "linux"
        self.rules = landlock.read_only(readable(of_package), [place for place in places() if place in PACKAGE.parents])
        self.filter = seccomp.syscall_filter()
        self._limit()
        if self.linux:
            be_unreadable()
            prctl(NO_NEW_PRIVILEGES, 1)
            checked(landlock.libc.capset(*NO_CAPABILITIES), "capabilities could not be given up")

    def isolation(self) -> Isolation:
        """What holds for a child that entered without an error."""
        return isolation(self.linux, self.rules is not None, self.filter is not None, os.getuid() == 0)

    def _limit(self) -> None:
        if self.linux:
            limit(resource.RLIMIT_AS, address_space() + self.limits.memory * MIB)
            limit(resource.RLIMIT_MSGQUEUE, 0)
        limit(resource.RLIMIT_MEMLOCK, 0)
        limit(resource.RLIMIT_CORE, 0)
        limit(resource.RLIMIT_NOFILE, OPEN_FILES)

    def enter(self, channel: int, home: str) -> None:
        """Shut this process in, for good: one descriptor is left, and home to stand in. Raises OSError."""
        die_with_parent()
        os.setsid()
        keep_only(channel, self.rules)
        os.chdir(home)
        os.environ.update(HOME=home, TMPDIR=home, MPLCONFIGDIR=home, MPLBACKEND="Agg")
        seconds = math.ceil(self.limits.seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        if self.rules is not None:
            landlock.restrict(self.rules)
            os.close(self.rules)
        if self.filter is not None:
            seccomp.restrict(self.filter)


def address_space() -> int:
    """Bytes of addresses that this process has taken; 0 where the system does not tell."""
    table = Path("/proc/self/statm")
    return int(table.read_text().split()[0]) * resource.getpagesize() if table.exists() else 0


def keep_only(channel: int, rules: int | None) -> None:
    """Close every descriptor but these; what is read, written or complained goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    kept = sorted({channel} | ({rules} if rules is not None else set()))
    for below, above in zip([2, *kept], [*kept, OPEN_FILES], strict=True):
        os.closerange(below + 1, above)


def limit(what: int, most: int) -> None:
    """Lower a limit for good; never above what this process may have anyway."""
    allowed = resource.getrlimit(what)[1]
    most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
    resource.setrlimit(what, (most, most))


def places() -> list[Path]:
    """Where Python finds its own: the standard library, installed packages, shared libraries, devices."""
    own = {Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    own |= {Path(entry) for entry in sys.path if entry.endswith(("site-packages", "dist-packages", ".zip"))}
    shared = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/usr/share/zoneinfo", "/etc/ld.so.cache")
    devices = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
    base = Path(sys.base_prefix) / "lib"
    return [place.resolve() for place in (*sorted(own), base, *map(Path, (*shared, *devices)))]


def readable(of_package: bool) -> list[Path]:
    """What a child may read: Python's own, and this package only where it reads for us and runs no answer alone."""
    return [*[PACKAGE] * of_package, *(path for place in places() for path in around(place))]


def around(path: Path) -> Iterator[Path]:
    """A path; or where this package lies beneath it, everything else that does."""
    if path not in PACKAGE.parents:
        yield path
        return
    for entry in path.iterdir():
        if entry != PACKAGE:
            yield from around(entry)


def prctl(option: int, value: int) -> None:
    checked(landlock.libc.prctl(option, value, 0, 0, 0), f"prctl {option} was refused")


def checked(result: int, complaint: str) -> None:
    if result:
        raise OSError(ctypes.get_errno(), complaint)


def be_unreadable() -> None:
    """Let no other process of the same person read this one's memory; nothing where the system has no such thing."""
    if sys.platform == "linux":
        prctl(DUMPABLE, 0)


def die_with_parent() -> None:
    """Be killed when the process that started this one dies; nothing where the system has no such thing."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            prctl(DEATH_SIGNAL, signal.SIGKILL)

"""The time and the memory that a worker gives to what came from one student, so that nobody's answer stops the run."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ..checking.time_limit import time_limit

SECONDS, MIB = 30.0, 1024  # thousands of times what comparing an honest answer takes


@contextmanager
def bounded() -> Iterator[None]:
    """Raise TooSlow in this block when its time is up, and MemoryError where it wants too much more than there was."""
    with memory_limit(MIB * 2**20), time_limit(SECONDS):
        yield


@contextmanager
def memory_limit(more: int) -> Iterator[None]:
    """Let this process take so many bytes of addresses more in this block; no limit where the system has none."""
    if sys.platform != "linux":
        yield
        return
    import resource

    from .sandbox.confine import address_space

    before, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = address_space() + more
    below = [limit for limit in (wanted, before, most) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(below), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))

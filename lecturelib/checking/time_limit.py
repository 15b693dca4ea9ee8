"""An end to code that has none: after so many seconds it is stopped, by whatever the system has for that."""

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType


class TooSlow(BaseException):
    """Time is up. Not an Exception, so that a student's ``except Exception`` does not swallow it."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the block when its time is up.

    Uses the interval timer, which interrupts sleeping too, in the main thread of systems that have one; nested
    limits give the outer one its remaining time back. Elsewhere a second thread raises it between two instructions;
    and in WebAssembly, which has neither, the lines that are run look at the clock.
    """
    if sys.platform == "emscripten":
        yield from _limit_by_lines(seconds)
    elif threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
        yield from _limit_by_signal(seconds)
    else:
        yield from _limit_by_thread(seconds)


def _limit_by_signal(seconds: float) -> Iterator[None]:
    def ring(*_):
        raise TooSlow

    started = time.monotonic()
    handler = signal.signal(signal.SIGALRM, ring)
    outer, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if outer:
            signal.setitimer(signal.ITIMER_REAL, max(outer - (time.monotonic() - started), 1e-3))


def _limit_by_thread(seconds: float) -> Iterator[None]:
    import ctypes

    here = ctypes.c_ulong(threading.get_ident())
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    timer = threading.Timer(seconds, raise_in, (here, ctypes.py_object(TooSlow)))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        raise_in(here, None)


def _limit_by_lines(seconds: float) -> Iterator[None]:
    """Only code that is no file is looked at, as a cell's is: what the course itself runs comes to an end."""
    end, outer = time.monotonic() + seconds, sys.gettrace()

    def look(frame: FrameType, *_):
        if time.monotonic() > end:
            raise TooSlow
        return look

    def enter(frame: FrameType, *_):
        return look if frame.f_code.co_filename.startswith("<") else None

    sys.settrace(enter)
    try:
        yield
    finally:
        sys.settrace(outer)

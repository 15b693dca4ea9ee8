"""Calling a function whose author we do not know, and noting all that it does. Nothing here knows an answer."""

import contextlib
import io
import linecache
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from .flags import watching
from .operands import failing_expression
from .plain import plain
from .time_limit import TooSlow, time_limit

HAS_FLAGS = sys.platform != "emscripten"  # WebAssembly has none: there watched arrays look at every result


@dataclass(frozen=True)
class Failure:
    """How a call ended without a result: the exception's type and text, and if they are known the student's own line,
    and the expression in it that could not be worked out."""

    kind: str
    text: str = ""
    line: str = ""
    expression: str = ""


@dataclass(frozen=True)
class Outcome:
    """What one call did: what it returned, or how it failed, and the positions of arguments it changed."""

    value: Any = None
    failure: Failure | None = None
    changed: tuple[int, ...] = ()


def call_all(function: Callable, cases: list[tuple], seconds: float, quiet: bool) -> list[Outcome]:
    """Call the function on every case, all together within the given time; those left over are timeouts."""
    outcomes: list[Outcome] = []
    call_each(function, cases, seconds, quiet, outcomes.append)
    return outcomes[: len(cases)]


def call_each(function: Callable, cases: list[tuple], seconds: float, quiet: bool, tell: Callable) -> None:
    """Like call_all, but each outcome is told as soon as it is known, and not kept; prints and warnings go unheard.

    One timeout more than there are cases may be told, where time was up just as one ended.
    """
    waiting = iter(cases)
    own = getattr(function, "__globals__", {})
    with contextlib.suppress(TooSlow), hushed(), unsilenced(own, quiet), time_limit(seconds):
        for arguments in waiting:
            tell(call(function, arguments, quiet))
        return
    for _ in (None, *waiting):  # the one that was under way, and those behind it
        tell(too_slow(seconds))


def too_slow(seconds: float) -> Outcome:
    """The outcome of a call that was not over in time."""
    return Outcome(failure=Failure("timeout", f"{seconds:g} seconds"))


def call(function: Callable, arguments: tuple, quiet: bool) -> Outcome:
    """Call the function on copies of the arguments. quiet: NumPy's warnings of numbers gone wrong are errors."""
    given = copied(arguments)
    run = function if HAS_FLAGS or not quiet else watching(function)
    how = "raise" if quiet else "ignore"
    try:
        with np.errstate(over=how, divide=how, invalid=how):
            value = plain(run(*given))
    except (Exception, SystemExit) as error:
        return Outcome(failure=failed(error, function))
    changed = tuple(k for k, pair in enumerate(zip(given, arguments, strict=True)) if not same(*pair))
    return Outcome(value=value, changed=changed)


def copied(value: Any) -> Any:
    """Arrays and what lists and tuples hold of them anew; all else as it is."""
    return each_array(np.ndarray.copy, value)


def each_array(change: Callable, value: Any) -> Any:
    """The value with every array in it changed, also those in lists and tuples; all else as it is."""
    if isinstance(value, np.ndarray):
        return change(value)
    return type(value)([each_array(change, part) for part in value]) if isinstance(value, (list, tuple)) else value


def same(given: Any, original: Any) -> bool:
    """Whether an argument is still what it was, to the last bit."""
    if isinstance(original, np.ndarray):
        return given.shape == original.shape and given.tobytes() == original.tobytes()
    if isinstance(original, (list, tuple)):
        return len(given) == len(original) and all(map(same, given, original))
    return True


def failed(error: BaseException, function: Callable) -> Failure:
    """What is known of an exception that a function raised."""
    code = getattr(function, "__code__", None)
    expression = failing_expression(error, code.co_filename) if code else ""
    return Failure(type(error).__name__, str(error), own_line(error, function), expression)


def own_line(error: BaseException, function: Callable) -> str:
    """The line of the student's code in which the error arose, as ``line 4: h = x @ U``."""
    code = getattr(function, "__code__", None)
    numbers = [
        number
        for frame, number in traceback.walk_tb(error.__traceback__)
        if code and frame.f_code.co_filename == code.co_filename
    ]
    if not numbers:
        return ""
    text = linecache.getline(code.co_filename, numbers[-1]).strip()
    return f"line {numbers[-1] - code.co_firstlineno + 1}: {text}" if text else ""


@contextlib.contextmanager
def hushed() -> Iterator[None]:
    """Swallow what is printed and warned of."""
    nowhere = io.StringIO()
    with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def unsilenced(own: dict, quiet: bool) -> Iterator[None]:
    """If quiet, what code with these globals asks of ``np.errstate`` and ``np.seterr`` is not done in this block.

    Where an exercise is about not overflowing, a warning that is switched off is still a number gone wrong. Libraries
    have other globals, and go on as usual.
    """
    if not quiet:
        yield
        return
    ways = {name: getattr(np.errstate, name) for name in ("__enter__", "__exit__", "__call__")}
    seterr, instead = np.seterr, {"__call__": lambda self, function: function}

    def deaf(way: Callable, otherwise: Callable) -> Callable:
        return lambda *a, **k: (otherwise if sys._getframe(1).f_globals is own else way)(*a, **k)

    for name, way in ways.items():
        setattr(np.errstate, name, deaf(way, instead.get(name, lambda *_: None)))
    np.seterr = deaf(seterr, lambda **_: np.geterr())
    try:
        yield
    finally:
        np.seterr = seterr
        for name, way in ways.items():
            setattr(np.errstate, name, way)

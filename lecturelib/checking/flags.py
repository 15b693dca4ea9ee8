"""NumPy's floating-point flags in software, for where the hardware has none: WebAssembly.

There ``np.errstate(over="raise")`` never raises. So the arguments of a function that must not overflow are arrays that
look at every result themselves. They lose track where an answer leaves the array, as ``np.asarray`` does.
"""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

# Where a function grows without bound: which argument, and at which size.
POLES = {"divide": (1, 0), "floor_divide": (1, 0), "reciprocal": (0, 0), "power": (0, 0), "float_power": (0, 0)}
POLES |= {"log": (0, 0), "log2": (0, 0), "log10": (0, 0), "log1p": (0, 1), "arctanh": (0, 1)}


class Watched(np.ndarray):
    """An array on which a ufunc raises FloatingPointError as NumPy does under
    ``np.errstate(over="raise", divide="raise", invalid="raise")``, and in the same words."""

    def __array_ufunc__(self, ufunc, method, *inputs, out=None, **options):
        given = tuple(map(unwatched_part, inputs))
        before = given
        if out is not None:  # which may be one of the inputs
            before = tuple(part.copy() if isinstance(part, np.ndarray) else part for part in given)
            options["out"] = tuple(map(unwatched_part, out))
        result = getattr(ufunc, method)(*given, **options)
        if method in ("__call__", "reduce"):
            look(ufunc, method, before if method == "__call__" else before[:1], result)
        if out is None:
            return watched(result)
        return out[0] if len(out) == 1 else out

    def __array_function__(self, function, types, arguments, options):
        return watched(super().__array_function__(function, types, arguments, options))

    def __getitem__(self, key):
        return watched(super().__getitem__(key))


def unwatched_part(value: Any) -> Any:
    """A watched array as plain NumPy's; all else as it is."""
    return value.view(np.ndarray) if isinstance(value, Watched) else value


def watched(value: Any) -> Any:
    """Arrays and scalars of floats as watched arrays, also those in lists and tuples; all else as it is."""
    if type(value) in (tuple, list):
        return type(value)(map(watched, value))
    if isinstance(value, np.floating):
        value = np.asarray(value)
    return value.view(Watched) if isinstance(value, np.ndarray) and value.dtype.kind == "f" else value


def unwatched(value: Any) -> Any:
    """The way back: what has no axes is a scalar again."""
    if type(value) in (tuple, list):
        return type(value)(map(unwatched, value))
    return value.view(np.ndarray)[()] if isinstance(value, Watched) else value


def watching(function: Callable) -> Callable:
    """The function on watched arguments; what it returns is plain again."""

    @functools.wraps(function)
    def watching_function(*arguments):
        return unwatched(function(*map(watched, arguments)))

    return watching_function


def look(ufunc: np.ufunc, method: str, inputs: tuple, result: Any) -> None:
    """Raise FloatingPointError where the flags would have told of this operation: something became of numbers that is
    none, or an infinity of what was finite."""
    result = np.asarray(result)
    if result.dtype.kind != "f" or np.isfinite(result).all():
        return
    given = [np.asarray(part) for part in inputs]
    name = ufunc.__name__ if method == "__call__" else method
    mixes = method == "reduce" or ufunc.signature is not None or any(g.dtype.kind not in "fiub" for g in given)

    def everywhere(test: Callable) -> Any:
        """Where all inputs pass: entry by entry, or at all, for an operation that mixes them."""
        if mixes:
            return all(test(g).all() for g in given)
        return np.logical_and.reduce(np.broadcast_arrays(*[test(g) for g in given]))

    endless = np.isinf(result) & everywhere(np.isfinite)
    if np.any(endless & at_pole(name, given)):
        raise FloatingPointError(f"divide by zero encountered in {name}")
    if np.any(endless):
        raise FloatingPointError(f"overflow encountered in {name}")
    if np.any(np.isnan(result) & everywhere(lambda g: ~np.isnan(g))):
        raise FloatingPointError(f"invalid value encountered in {name}")


def at_pole(name: str, given: list[np.ndarray]) -> Any:
    """Where an operation is asked for a value that grows without bound; nowhere for one that has no such place."""
    if name not in POLES:
        return False
    argument, size = POLES[name]
    return np.abs(given[argument]) == size

"""The shapes of an exercise's arguments in the letters of its docstring: x (B, D), W (D, 4H)."""

import inspect
import re
from functools import cache

import numpy as np

from ..checking.record import Exercise

NAMED = re.compile(r"((?:[A-Za-z]\w*, )*[A-Za-z]\w*) \(([^()]*)\)")
SIZE = re.compile(r"(\d*)([A-Z]?)")


@cache
def written_shapes(exercise: Exercise) -> dict[str, tuple[tuple[int, str], ...]]:
    """For each argument with a shape in the docstring its sizes, 4H as (4, "H") and a plain 3 as (3, "")."""
    shapes = {}
    for names, sizes in NAMED.findall(inspect.getdoc(exercise.function) or ""):
        found = [SIZE.fullmatch(size.strip()) for size in sizes.split(",") if size.strip()]
        if found and all(found):
            read = tuple((int(size[1] or 1), size[2]) for size in found)
            for name in names.split(", "):
                shapes.setdefault(name, read)
    return {name: shapes[name] for name in inspect.signature(exercise.function).parameters if name in shapes}


def letters(exercise: Exercise) -> list[str]:
    """The letters of the sizes, in the order in which they come."""
    return list(dict.fromkeys(letter for shape in written_shapes(exercise).values() for _, letter in shape if letter))


def sizes_of(exercise: Exercise, case: tuple) -> dict[str, int]:
    """What each letter stands for in a case; empty where the case does not fit what is written."""
    names, sizes = exercise.argument_names(len(case)), {}
    for name, value in zip(names, case, strict=True):
        written = written_shapes(exercise).get(name)
        if written is None or not isinstance(value, np.ndarray):
            continue
        if len(written) != value.ndim:
            return {}
        for (factor, letter), size in zip(written, value.shape, strict=True):
            if letter and sizes.setdefault(letter, size // factor) * factor != size:
                return {}
    return sizes


def shape_for(exercise: Exercise, name: str, sizes: dict[str, int]) -> tuple[int, ...]:
    """The shape of an argument at given sizes."""
    return tuple(factor * (sizes[letter] if letter else 1) for factor, letter in written_shapes(exercise)[name])

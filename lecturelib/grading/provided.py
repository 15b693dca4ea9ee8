"""What stands ready for a student's function: the course's own functions that its exercise may use, never its own.

An exercise may use what was met up to its own notebook; but neither itself nor what is made of it, since ``gate(1, a)``
is a sigmoid. The functions travel as bare code, so that the process that runs an answer holds no other.
"""

import marshal
import sys
from functools import cache
from types import FunctionType

from .. import reference
from ..checking.record import Exercise
from ..course import COURSE, EXERCISES

FUNCTIONS: dict[str, FunctionType] = {name: getattr(reference, name) for name in reference.__all__}
PLACE = {exercise.name: place for place, exercises in enumerate(COURSE.values()) for exercise in exercises}


@cache
def provided(name: str) -> dict[str, FunctionType]:
    """The functions that an answer to this exercise may use, by name."""
    return {n: f for n, f in FUNCTIONS.items() if may_use(name, n)}


def may_use(name: str, other: str) -> bool:
    """Whether an exercise may use a function: one of its own notebook or an earlier one, that is not made of it.

    A step's way back belongs where the step does.
    """
    place = PLACE.get(other, PLACE.get(other.removesuffix("_backward"), 0))
    return place <= PLACE[name] and name not in {other, *made_of(other)}


@cache
def made_of(name: str) -> frozenset[str]:
    """The functions that a function calls, and those that these call."""
    found, to_follow = set(), {name}
    while to_follow:
        called = set(FUNCTIONS[to_follow.pop()].__code__.co_names) & FUNCTIONS.keys()
        to_follow |= called - found
        found |= called
    return frozenset(found)


@cache
def in_cases(name: str) -> dict[str, FunctionType]:
    """The functions that may stand among an exercise's arguments: the reference's, and those beside its cases."""
    beside = vars(sys.modules[EXERCISES[name].cases.__module__])
    return FUNCTIONS | {n: value for n, value in beside.items() if isinstance(value, FunctionType)}


def handed(exercise: Exercise) -> dict[str, FunctionType]:
    """The functions among the arguments of an exercise."""
    return {argument.__name__: argument for case in exercise.visible.cases for argument in case if callable(argument)}


@cache
def as_code(name: str) -> bytes:
    """What an answer may use and what it is handed, with all that these call, as bytes for ``child.functions_from``."""
    functions = provided(name) | handed(EXERCISES[name])
    called = set().union(*(made_of(other) for other in functions.keys() & FUNCTIONS.keys()))
    functions |= {other: FUNCTIONS[other] for other in called}
    return marshal.dumps({other: functions[other].__code__ for other in sorted(functions)})

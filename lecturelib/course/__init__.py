"""The course: which notebooks there are, in which order, and the exercises of each. A folder here is a unit.

A unit's ``__init__`` holds its notebook, ``cases`` the inputs on which answers are compared, and each exercise has a
file of its own name. The table in the README, the map in the first notebook, the links from one to the next, and the
lists of the tests all follow this one.
"""

import re

from ..checking.record import Exercise
from . import (
    after_lstm,
    at_work,
    bptt,
    dinner,
    gru,
    lstm,
    notations,
    rnn,
    small_data,
    squashing,
    start,
    vanishing,
    variants,
    way_back,
)
from .notebook import Notebook

_IN_ORDER = (
    start,
    squashing,
    dinner,
    rnn,
    bptt,
    vanishing,
    lstm,
    way_back,
    variants,
    gru,
    at_work,
    small_data,
    after_lstm,
    notations,
)

UNITS: dict[str, Notebook] = {unit.__name__.rpartition(".")[2]: unit.NOTEBOOK for unit in _IN_ORDER}
NOTEBOOKS = tuple(UNITS.values())
COURSE: dict[str, tuple[Exercise, ...]] = {n.name: n.exercises for n in NOTEBOOKS if n.exercises}
EXERCISES: dict[str, Exercise] = {e.name: e for exercises in COURSE.values() for e in exercises}
IN_FILE_NAMES = {
    name: re.compile(rf"(?<!\d){name.replace('-', '[^a-z0-9]+')}(?![a-z0-9])", re.IGNORECASE | re.ASCII)
    for name in COURSE
}

__all__ = ["COURSE", "EXERCISES", "IN_FILE_NAMES", "NOTEBOOKS", "UNITS", "Notebook", "notebook_named_in"]


def notebook_named_in(file_name: str) -> str:
    """The notebook with exercises whose name stands in a file's name, however it is written: ``ann_06_LSTM (1).ipynb``
    holds 06-lstm. Empty if none does, or several do."""
    found = [name for name, pattern in IN_FILE_NAMES.items() if pattern.search(file_name)]
    return found[0] if len(found) == 1 else ""

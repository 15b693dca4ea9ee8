"""The live cells of a page, run again with the step that a student has written."""

from collections.abc import Callable

import numpy as np

from ..checking.calling import hushed
from ..checking.time_limit import time_limit
from ..recording import record


def recorded_again(old: dict, step: Callable, seconds: float) -> dict:
    """A live cell's record with this step's states in it, and the reference's beside them.

    old: the record as the widget has it. What is not drawn is left out. Raises ValueError where the step returns no
    states, whatever else it raises, and TooSlow.
    """
    params = {name: np.array(values) for name, values in old["run"]["params"].items()}
    with hushed(), time_limit(seconds):
        new = record(old["cell"], params, old["run"]["xs"], step=step)
    drawn = {name: array for name, array in new.values.items() if name.removesuffix("_reference") in old["values"]}
    chances = new.chances if old["chances"] else {}
    return old | {"values": as_lists(drawn), "chances": as_lists(chances)}


def as_lists(arrays: dict[str, np.ndarray]) -> dict[str, list]:
    """Arrays as JSON has them."""
    return {name: array.tolist() for name, array in arrays.items()}

"""The tables of wrong answers, by which checks say what is wrong: built with the notebooks of their exercises."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from ..course import COURSE, EXERCISES
from ..diagnosis import table


def stale_tables(notebooks: Iterable[str]) -> dict[str, str]:
    """For each exercise of these notebooks whose table needs building, why."""
    exercises = [exercise for notebook in notebooks for exercise in COURSE.get(notebook, ())]
    reasons = {exercise.name: table.reason_to_build(exercise) for exercise in exercises}
    return {name: reason for name, reason in reasons.items() if reason}


def build_tables(names: Iterable[str]) -> Iterator[Path]:
    """Build the tables of these exercises, on all cores, and store them."""
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        yield from workers.map(build_table, sorted(names, key=len, reverse=True))  # those of a way back take longest


def build_table(name: str) -> Path:
    """Build and store one table."""
    exercise = EXERCISES[name]
    table.save(exercise, table.build(exercise))
    return table.path_of(exercise)

"""Exercises: what is asked, how it is judged, and how a notebook shows it.

One file a notebook (``start.py``, ``squashing.py``, …) holds the records; ``calling`` runs a student's function and
knows no answer, ``judge`` compares with the reference and runs nothing of a student's.
"""

from .course import COURSE, EXERCISES
from .judge import Verdict
from .notebook import Attempt, check, exercise
from .progress import course_progress, progress
from .record import Exercise, Mistake

__all__ = [
    "COURSE",
    "EXERCISES",
    "Attempt",
    "Exercise",
    "Mistake",
    "Verdict",
    "check",
    "course_progress",
    "exercise",
    "progress",
]

"""The public face of the exercises: what a notebook imports. What is asked stands in ``course``, how it is judged in
``checking``; here is what a student sees of it."""

from ..checking.record import Exercise, Mistake
from ..checking.verdict import Verdict
from ..course import COURSE, EXERCISES
from .notebook import Attempt, check, exercise
from .progress import course_progress, progress

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

"""The gradebook of a class: who handed in what, and every result; ``database`` is the file under it."""

from .database import in_one_line
from .gradebook import TERMS, Gradebook

__all__ = ["TERMS", "Gradebook", "in_one_line"]

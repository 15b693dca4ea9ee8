"""The gradebook of a class: who handed in what, and every result; ``database`` is the file under it."""

from .book import TERMS
from .database import in_one_line
from .gradebook import Gradebook
from .taking import take

__all__ = ["TERMS", "Gradebook", "in_one_line", "take"]

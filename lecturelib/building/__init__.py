"""From py:percent sources to the notebooks that students open, and on to the instructor's solved ones."""

from .build import NotebookError, build, out_of_date, read, solve, sources, target_of
from .source import SourceError
from .tables import build_tables, stale_tables

__all__ = [
    "NotebookError",
    "SourceError",
    "build",
    "build_tables",
    "out_of_date",
    "read",
    "solve",
    "sources",
    "stale_tables",
    "target_of",
]

"""From py:percent sources to the notebooks that students open, and on to the instructor's solved ones."""

from .build import NotebookError, build, out_of_date, read, solve, sources, target_of
from .source import SourceError

__all__ = ["NotebookError", "SourceError", "build", "out_of_date", "read", "solve", "sources", "target_of"]

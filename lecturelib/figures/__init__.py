"""The figures of the course: every picture is a function here, drawn in one style from arrays handed in.

Importing this package gives matplotlib the course's look.
"""

from ..palette import CELL_COLOURS, COLOURS
from .style import show, use_style

use_style()

__all__ = ["CELL_COLOURS", "COLOURS", "show"]

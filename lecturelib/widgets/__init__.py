"""Explorers: pictures with sliders that show arrays computed in Python and need no kernel to move."""

from .learning_curves import LearningCurves
from .live_cell import LiveCell
from .recording import Record, record
from .squashing import SquashingExplorer
from .vanishing import VanishingExplorer

__all__ = ["LearningCurves", "LiveCell", "Record", "SquashingExplorer", "VanishingExplorer", "record"]

"""Explorers: pictures with sliders that show arrays computed in Python and need no kernel to move."""

from ..recording import Record, record
from .cliff import CliffExplorer
from .learning_curves import LearningCurves
from .live_cell import LiveCell
from .scan import ScanExplorer
from .squashing import SquashingExplorer
from .temperature import TemperatureExplorer
from .vanishing import VanishingExplorer

__all__ = [
    "CliffExplorer",
    "LearningCurves",
    "LiveCell",
    "Record",
    "ScanExplorer",
    "SquashingExplorer",
    "TemperatureExplorer",
    "VanishingExplorer",
    "record",
]

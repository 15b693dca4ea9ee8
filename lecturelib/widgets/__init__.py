"""Explorers: pictures with sliders that show arrays computed in Python and need no kernel to move."""

from ..recording import Record, record
from .cliff import CliffExplorer
from .conventions import ConventionsExplorer
from .learning_curves import LearningCurves
from .live_cell import LiveCell
from .roads import RoadsExplorer
from .scan import ScanExplorer
from .squashing import SquashingExplorer
from .temperature import TemperatureExplorer
from .vanishing import VanishingExplorer

__all__ = [
    "CliffExplorer",
    "ConventionsExplorer",
    "LearningCurves",
    "LiveCell",
    "Record",
    "RoadsExplorer",
    "ScanExplorer",
    "SquashingExplorer",
    "TemperatureExplorer",
    "VanishingExplorer",
    "record",
]

"""Explorers: pictures with sliders that show arrays computed in Python and need no kernel to move."""

from .live_cell import LiveCell
from .recording import Record, record
from .squashing import SquashingExplorer
from .temperature import TemperatureExplorer
from .vanishing import VanishingExplorer

__all__ = ["LiveCell", "Record", "SquashingExplorer", "TemperatureExplorer", "VanishingExplorer", "record"]

"""Explorers: pictures with sliders that show arrays computed in Python and need no kernel to move."""

from .squashing import SquashingExplorer
from .vanishing import VanishingExplorer

__all__ = ["SquashingExplorer", "VanishingExplorer"]

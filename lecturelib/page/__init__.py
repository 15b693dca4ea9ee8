"""What of the course runs in a web page, in Python compiled to WebAssembly: exercises judged in the notebook's own
words, and the cells below them that need NumPy alone. The same code runs natively, where the tests compare the two.
"""

from .notebook_page import NotebookPage

__all__ = ["NotebookPage"]

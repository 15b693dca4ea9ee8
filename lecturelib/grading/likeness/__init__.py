"""Who may have written from whom: answers compared with each other and with the course's own, for a person to read.

``own_ways`` says what of an answer tells nothing, since the course itself teaches it; ``pairs`` finds who shares the
rest; ``page`` shows it. Nothing here changes a mark.
"""

from .page import pairs_page

__all__ = ["pairs_page"]

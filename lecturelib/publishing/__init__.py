"""From executed notebooks to the site: pages to read, and in them Python to solve the exercises with.

``run`` executes the notebooks and keeps what their widgets show; ``widgets`` takes that apart; ``pages`` makes of a
notebook what Sphinx reads and what the page's script knows of it; ``runtime`` lays out Python for the browser; ``site``
puts it all together, ``serve`` shows it on this machine. What is no Python lies in the folder ``site`` of the course.
"""

from .serve import serve
from .site import make_site

__all__ = ["make_site", "serve"]

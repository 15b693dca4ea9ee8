"""What stands in a submission: which notebook it is, and of each exercise the program that counts. Nothing is run.

``notebook`` takes bytes apart into cells, ``statements`` cells into statements, ``names`` says what these bind and use;
``finder`` picks the definitions that count and what they need, ``likeness`` knows a copied answer, ``notes`` tells it.
"""

from .submission import learn, read_submission

__all__ = ["learn", "read_submission"]

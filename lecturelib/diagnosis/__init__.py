"""What is wrong with an answer that nobody foresaw: found by search, and told with a case that fits on a napkin.

``trace`` makes a graph of a reference (``graph``, ``stand_in``), ``edits`` changes it in every way that has a sentence,
``text`` does the same for a reference with loops; ``form`` makes both look alike. ``table`` stores what each edit
answers, as fingerprints, and ``lookup`` finds the edits that do what an answer did. ``conduct``, ``residual`` and
``where`` say what else can be said. ``further`` is what an answer is asked beyond the cases that decide, ``napkin`` the
small ones of these, ``arithmetic`` their sums. ``diagnose`` puts it together; nothing unverified is told.
"""

from .diagnose import Diagnosis, diagnose, in_small
from .further import further

__all__ = ["Diagnosis", "diagnose", "further", "in_small"]

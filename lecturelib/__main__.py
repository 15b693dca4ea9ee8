"""``python -m lecturelib …`` is ``lecturelib …``."""

import sys

from .cli import main

sys.exit(main())

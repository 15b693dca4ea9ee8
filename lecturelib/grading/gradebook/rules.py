"""What counts, as the instructor decides: which of several files, from when on one is late, and what that costs."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ...course import COURSE
from ..options import PENALTY, POLICIES
from .adjustments import Adjustment

UNITS = {"": math.inf, "/hour": 3600.0, "/day": 86400.0}  # seconds for which a late penalty is taken once


@dataclass(frozen=True)
class Rules:
    """The rules of a gradebook.

    deadlines: by notebook, in local time such as 2026-11-30T23:59; late_penalty: such as 10%/day, or empty, and then a
    late file does not count; drop_lowest: how many notebooks of each student; most: by exercise, points in place of the
    course's own; adjustments: by student.
    """

    policy: str = POLICIES[0]
    deadlines: Mapping[str, str] = field(default_factory=dict)
    late_penalty: str = ""
    drop_lowest: int = 0
    most: Mapping[str, float] = field(default_factory=dict)
    adjustments: Mapping[str, tuple[Adjustment, ...]] = field(default_factory=dict)

    def possible(self) -> dict[str, float]:
        """By notebook the most that can be had."""
        return {notebook: sum(self.most.get(e.name, e.points) for e in own) for notebook, own in COURSE.items()}

    def share_left(self, seconds: float) -> float:
        """What is left of the points of a file that came so many seconds late, from 0 to 1; every day begun counts."""
        if not seconds or not (penalty := PENALTY.fullmatch(self.late_penalty)):
            return 1.0
        times = max(1, math.ceil(seconds / UNITS[penalty[2] or ""]))
        return max(0.0, 1 - float(penalty[1]) / 100 * times)


def seconds_after(time: str, deadline: str) -> float:
    """How late something came, in seconds; 0 where it did not."""
    return max(0.0, (datetime.fromisoformat(time) - datetime.fromisoformat(deadline)).total_seconds())


def how_late(seconds: float) -> str:
    """A delay in the largest unit that it fills, rounded up, such as ``2 days late``."""
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds > length or unit == "minute":
            count = math.ceil(seconds / length)
            return f"{count} {unit}{'s' * (count != 1)} late"
    raise AssertionError

"""What the options of the grader's commands may be, each with the words in which another value is refused."""

import argparse
import re
from datetime import datetime

HOUR = 3600
POLICIES = ("latest", "best", "first")
PENALTY = re.compile(r"(\d{1,3}(?:\.\d+)?)%(/hour|/day)?")
NO_DEADLINE = "none"


def positive(text: str) -> int:
    """A whole number above 0."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)


def seconds(text: str) -> float:
    """A time above 0 and up to an hour."""
    if not re.fullmatch(r"\d+(\.\d+)?", text) or not 0 < float(text) <= HOUR:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds above 0 and up to {HOUR}")
    return float(text)


def shard(text: str) -> tuple[int, int]:
    """``2/5`` as a part and the number of parts."""
    part, _, parts = text.partition("/")
    if not (part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts)):
        raise argparse.ArgumentTypeError(f"{text!r} is no part such as 2/5, counted from 1")
    return int(part), int(parts)


def count(text: str) -> int:
    """A whole number from 0 on."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 on")
    return int(text)


def deadline(text: str) -> str:
    """A time of this machine's clock, or that there is none."""
    try:
        return text if text == NO_DEADLINE else moment(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no time such as 2026-11-30T23:59, nor none") from None


def penalty(text: str) -> str:
    """What being late costs, such as ``10%/day``; 0 stands for nothing at all, and then what is late does not count."""
    found = PENALTY.fullmatch(text)
    if found and float(found[1]) > 100:
        raise argparse.ArgumentTypeError(f"{text!r} takes more than all the points; give 100% or less")
    if text != "0" and not found:
        raise argparse.ArgumentTypeError(f"{text!r} is no penalty such as 10%/day, 5%/hour or 20%, nor 0")
    return "" if text == "0" else text


def moment(text: str) -> str:
    """A time of this machine's clock such as ``2026-11-30T23:59``; a day alone means its end. Raises ValueError."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        text += "T23:59:59"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?", text):
        raise ValueError(text)
    return datetime.fromisoformat(text).isoformat()

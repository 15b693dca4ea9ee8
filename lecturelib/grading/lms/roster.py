"""Who is on a course's list, and which student of ours is which of theirs; where two would do, neither is taken."""

import csv
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from ..errors import GradingError

Row = dict[str, str]
Forms = list[set[str]]  # what a student may be called, the surest first


def read_roster(path: Path, wanted: Iterable[str]) -> tuple[list[str], list[Row]]:
    """The header and the rows of a CSV file that has the wanted columns. Raises GradingError."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            lines = csv.DictReader(file, delimiter=";" if first.count(";") > first.count(",") else ",", restval="")
            rows, header = list(lines), lines.fieldnames or []
    except OSError as error:
        raise GradingError(f"--roster {path}: {error.strerror}; name the list that your LMS exports") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise GradingError(f"--roster {path} is no CSV file in UTF-8 ({error}); export it again") from error
    if missing := [column for column in wanted if column not in header]:
        there = ", ".join(header) or "none"
        raise GradingError(f"--roster {path} has no column {', '.join(missing)}; its columns are {there}")
    return header, rows


def match(names: Iterable[str], rows: list[Row], forms_of: Callable[[Row], Forms]) -> tuple[dict[str, int], list[str]]:
    """The number of the row for each name that has one, and a line for every name that has none or several."""
    levels = by_form([forms_of(row) for row in rows])
    found, unmatched = {}, []
    for name in names:
        fitting = next((level[plain(name)] for level in levels if plain(name) in level), set())
        if len(fitting) == 1:
            [found[name]] = fitting
        else:
            unmatched.append(f"{name}: {'several rows of the roster fit' if fitting else 'not on the roster'}")
    claims = Counter(found.values())
    rivals = [name for name, number in found.items() if claims[number] > 1]
    unmatched += [f"{name}: another student fits the same row of the roster" for name in rivals]
    return {name: number for name, number in found.items() if claims[number] == 1}, unmatched


def by_form(all_forms: list[Forms]) -> list[dict[str, set[int]]]:
    """For every level, the rows that a form may mean."""
    levels = [defaultdict(set) for _ in max(all_forms, key=len, default=[])]
    for number, forms in enumerate(all_forms):
        for level, texts in zip(levels, forms, strict=True):
            for text in filter(None, map(plain, texts)):
                level[text].add(number)
    return levels


def plain(text: str) -> str:
    """A name without what differs from system to system: case, spaces, ways to write the same letter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def squeezed(text: str) -> str:
    """A name as an LMS puts it into a file's name: its letters and digits."""
    return "".join(filter(str.isalnum, text))

"""The fingerprints of all edits of a reference: built once, stored with the package, looked up in a moment.

A table belongs to one text of the reference, of its cases and of the edits; with any other it is not used. Where there
is none that fits, answers are told what they were told without it, and ``lecturelib build`` says so.
"""

import ast
import hashlib
import itertools
import zipfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ..checking.calling import Outcome, hushed
from ..checking.record import Exercise
from . import fingerprints
from .form import form_of

HERE = Path(__file__).parent
FOLDER = HERE / "tables"
ENGINE = ("operations", "fingerprints")  # files in which every line counts
MOST_PARTS = 2  # of the results, where every two likely edits are also made together


class Table(NamedTuple):
    """numbers: the edits, by their place in ``form.edits``; prints: a row of fingerprints for each; right: that of the
    right answer. likely: edits of which every two were also made together; pairs: one fingerprint for each two."""

    numbers: np.ndarray
    prints: np.ndarray
    right: np.ndarray
    likely: np.ndarray
    pairs: np.ndarray


def columns(exercise: Exercise) -> list[int]:
    """The cases on which fingerprints are taken: one with sizes that differ, one with sizes that agree, the last."""
    cases = exercise.visible.cases
    typical = form_of(exercise).typical

    def uniformity(number: int) -> tuple:
        sizes = [size for a in cases[number] if isinstance(a, np.ndarray) for size in a.shape]
        return min(sizes, default=1) < 2, len(set(sizes)), sum(sizes), number

    chosen = [typical, min(range(len(cases)), key=uniformity), len(cases) - 1]
    return list(dict.fromkeys(chosen))


def row_of(exercise: Exercise, outcomes: Iterable[Outcome]) -> list[float]:
    """The fingerprints of what was answered to the cases of the columns: part by part on the first."""
    blocks = form_of(exercise).blocks
    rows = [fingerprints.row(outcome, blocks, apart=k == 0) for k, outcome in enumerate(outcomes)]
    return [number for row in rows for number in row]


def build(exercise: Exercise) -> Table:
    """The table of an exercise: of edits that answer alike on every case the likeliest, and none that is right."""
    form, cases, chosen = form_of(exercise), exercise.visible.cases, columns(exercise)
    right = row_of(exercise, [exercise.visible.wanted[k] for k in chosen])
    alike: dict[tuple, list[int]] = {}
    rows: dict[int, list[float]] = {}
    with hushed():
        for number, edit in enumerate(form.edits):
            rows[number] = row_of(exercise, [form.answer([edit], cases[k]) for k in chosen])
            alike.setdefault(rounded(rows[number]), []).append(number)
        kept = sorted(n for key, group in alike.items() for n in distinct(exercise, group, key == rounded(right)))
        likely = likeliest(exercise, kept)
        pairs = [pair_print(exercise, likely[i], likely[j]) for i, j in likely_pairs(len(likely))]
    prints = np.array([rows[n] for n in kept], np.float32).reshape(len(kept), -1)
    numbers = np.array(kept, np.uint16), np.array(likely, np.uint16)
    return Table(numbers[0], prints, np.array(right, np.float32), numbers[1], halved(pairs))


def likeliest(exercise: Exercise, kept: list[int]) -> list[int]:
    """The edits of which every two are also made together: none where the results can be looked at one by one."""
    form = form_of(exercise)
    count = form.likely if sum(form.blocks) <= MOST_PARTS else 0
    return sorted(kept, key=lambda number: (form.edits[number].cost, number))[:count]


def halved(numbers: list[float]) -> np.ndarray:
    """Numbers in half precision, which is enough where what agrees is looked at again; infinite where too large."""
    with np.errstate(over="ignore"):
        return np.array(numbers, np.float16)


@cache
def likely_pairs(count: int) -> list[tuple[int, int]]:
    """All pairs of so many."""
    return list(itertools.combinations(range(count), 2))


def pair_print(exercise: Exercise, one: int, other: int) -> float:
    """The fingerprint of two edits made together, on the typical case."""
    form = form_of(exercise)
    first, second = form.edits[one], form.edits[other]
    if set(first.changes) & set(second.changes):
        return fingerprints.FAILED
    outcome = form.answer((first, second), exercise.visible.cases[form.typical])
    return fingerprints.combined(fingerprints.row(outcome, form.blocks, apart=True))


def rounded(row: list[float]) -> tuple:
    return tuple(float(f"{number:.7g}") for number in row)


def distinct(exercise: Exercise, group: list[int], maybe_right: bool) -> list[int]:
    """Of edits whose fingerprints agree, the likeliest of each kind of answer; none that is right."""
    form, visible = form_of(exercise), exercise.visible
    if len(group) == 1 and not maybe_right:
        return group
    best: dict[tuple, int] = {}
    for number in group:
        outcomes = [form.answer([form.edits[number]], case) for case in visible.cases]
        key = rounded([n for outcome in outcomes for n in fingerprints.row(outcome, form.blocks, apart=False)])
        if key not in best or form.edits[number].cost < form.edits[best[key]].cost:
            best[key] = number
    right = rounded([n for outcome in visible.wanted for n in fingerprints.row(outcome, form.blocks, apart=False)])
    return [number for key, number in best.items() if key != right]


@cache
def key_of(exercise: Exercise) -> str:
    """A digest of what a table's numbers hang on, beside the right answers: the edits, and how they are computed."""
    told = hashlib.sha256(form_of(exercise).told().encode())
    for name in ENGINE:
        told.update(ast.dump(ast.parse((HERE / f"{name}.py").read_bytes())).encode())
    return told.hexdigest()


def path_of(exercise: Exercise, folder: Path = FOLDER) -> Path:
    return folder / f"{exercise.name}.npz"


def save(exercise: Exercise, table: Table, folder: Path = FOLDER) -> None:
    """Store a table under the key of what it was built from."""
    folder.mkdir(exist_ok=True)
    np.savez_compressed(path_of(exercise, folder), key=np.array(key_of(exercise)), **table._asdict())


def stored(exercise: Exercise, folder: Path = FOLDER) -> Table | None:
    """The stored table, or None where it is missing, damaged, or of another text."""
    try:
        with np.load(path_of(exercise, folder)) as file:
            fits = str(file["key"]) == key_of(exercise)
            table = Table(*(file[name] for name in Table._fields))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    right = np.array(row_of(exercise, [exercise.visible.wanted[k] for k in columns(exercise)]))
    fits = fits and table.right.shape == right.shape and fingerprints.near(table.right, right).all()
    return table if fits else None


def reason_to_build(exercise: Exercise, folder: Path = FOLDER) -> str | None:
    """Why the table of an exercise needs building, or None."""
    if stored(exercise, folder) is not None:
        return None
    missing = not path_of(exercise, folder).exists()
    return f"the table of {exercise.name}'s wrong answers {'is missing' if missing else 'is out of date or damaged'}"


@cache
def table_of(exercise: Exercise) -> Table | None:
    """The stored table, kept in memory."""
    return stored(exercise)


def candidates(table: Table, row: list[float], some: Any = slice(None), single: bool = False) -> np.ndarray:
    """The rows of a table that agree with this one, in these columns."""
    agree = fingerprints.near(table.prints[:, some], np.asarray(row, dtype=float)[some], single)
    return np.flatnonzero(agree.all(axis=1))

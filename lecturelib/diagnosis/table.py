"""The fingerprints of all edits of a reference: built once, stored with the package, looked up in a moment.

A table belongs to one text of the reference, of its cases and of the edits; with any other it is not used. Where there
is none that fits, answers are told what they were told without it, and ``lecturelib build`` says so.
"""

import hashlib
import inspect
import zipfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from .. import reference
from ..checking.calling import Outcome, hushed
from ..checking.record import Exercise
from . import fingerprints
from .form import form_of

HERE = Path(__file__).parent
FOLDER = HERE / "tables"
ENGINE = ("operations", "graph", "stand_in", "trace", "words", "view", "text", "text_edits", "form", "fingerprints", "table")


class Table(NamedTuple):
    """numbers: the edits, by their place in ``form.edits``; prints: a row of fingerprints for each."""

    numbers: np.ndarray
    prints: np.ndarray


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
    """The table of an exercise: of edits that answer alike on every case the likeliest, of those that are right none."""
    form, cases, chosen = form_of(exercise), exercise.visible.cases, columns(exercise)
    alike: dict[tuple, list[int]] = {}
    rows: dict[int, list[float]] = {}
    with hushed():
        for number, edit in enumerate(form.edits):
            rows[number] = row_of(exercise, [form.answer([edit], cases[k]) for k in chosen])
            alike.setdefault(rounded(rows[number]), []).append(number)
        right = rounded(row_of(exercise, [exercise.visible.wanted[k] for k in chosen]))
        kept = [n for key, group in alike.items() for n in distinct(exercise, group, key == right)]
    kept.sort()
    prints = np.array([rows[n] for n in kept], dtype=np.float32).reshape(len(kept), -1)
    return Table(np.array(kept, dtype=np.uint16), prints)


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
    """A digest of all that a table hangs on: the references, the cases, the edits."""
    told = hashlib.sha256()
    folder = Path(inspect.getfile(exercise.function))
    cases = Path(inspect.getfile(exercise.cases))
    engine = [*(HERE / f"{name}.py" for name in ENGINE), *sorted((HERE / "edits").glob("*.py"))]
    for file in [folder, Path(reference.__file__).parent / "squashing.py", cases, HERE.parent / "course" / "cases.py", *engine]:
        told.update(file.read_bytes().replace(b"\r\n", b"\n"))
    told.update(exercise.name.encode())
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
            if str(file["key"]) != key_of(exercise):
                return None
            return Table(file["numbers"], file["prints"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


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

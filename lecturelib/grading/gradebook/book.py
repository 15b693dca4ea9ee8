"""What goes into a gradebook: who handed in what, and every result, kept as soon as it is known."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import astuple, fields
from pathlib import Path

from ..errors import GradingError
from ..results import Graded, Result
from . import database
from .identities import identify, storable

TERMS = {"course": "course version", "seconds": "--timeout", "memory": "--memory", "secret": "--seed-file"}
RESULT = tuple(field.name for field in fields(Result))
NOT_TOLD = (0, 0, False, "")  # attempt, upload, late and time of a file of which nobody knows them


class Book:
    """What goes into the gradebook in a folder, made if there is none; a context that closes it.

    A submission is (sha, named): the SHA-256 of a file's content, and the notebook that the file's name says. What the
    disk refuses comes as sqlite3.Error or OSError, see database.in_one_line. arrival: of a file's path its attempt,
    upload, late and time, as handed_in.HandIns has them.
    """

    def __init__(self, folder: Path):
        self.folder, self.db, self.is_whole = folder, database.opened(folder), False
        self.arrival: Callable[[str], tuple] = lambda path: NOT_TOLD

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; it can be opened again and the run go on."""
        self.db.close()

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Either all that happens in this block is kept, or, after an error, nothing; also in blocks inside it."""
        if self.is_whole:
            yield
            return
        self.is_whole = True
        try:
            with self.db:
                yield
        finally:
            self.is_whole = False

    def meta(self, key: str):
        """A fact about the run, or None."""
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row and json.loads(row[0])

    def set_meta(self, **facts) -> None:
        """Keep facts about the run; they are committed with what comes next."""
        rows = [(key, json.dumps(value)) for key, value in facts.items()]
        self.db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)

    @property
    def course(self) -> str:
        """The course version by which new submissions are graded."""
        return self.meta("course")

    def terms(self) -> dict:
        """What the marks depend on: a value for each of TERMS."""
        return {name: self.meta(name) for name in TERMS}

    def agree(self, terms: Mapping, may_change: bool = False) -> bytes:
        """Hold a run to the terms that the gradebook was begun with, or begin it; returns the secret.

        terms: a value for each of TERMS; the secret is hexadecimal, and None leaves it to the gradebook. Raises
        GradingError where they differ, unless they may change; what is graded already stays as it is in any case.
        """
        known = self.terms()
        terms = {**terms, "secret": terms["secret"] or known["secret"] or os.urandom(32).hex()}
        differing = [name for name in TERMS if known["course"] and terms[name] != known[name]]
        if differing and not may_change:
            raise GradingError(self._disagreement(differing[0], known, terms))
        with self.whole():
            self.set_meta(**terms, finished=False)
        return bytes.fromhex(terms["secret"])

    def _disagreement(self, name: str, known: Mapping, terms: Mapping) -> str:
        values = "another one" if name == "secret" else f"{known[name]}, here it is {terms[name]}"
        advice = "name another --out, or grade these submissions anew with --regrade, and all others keep their marks"
        return f"{self.folder} was graded with {TERMS[name]} {values}; {advice}"

    def begin(self, students: Iterable, not_graded: Iterable[str], notebooks: Iterable[str] = ()) -> None:
        """Note a new run: whom it is about, what it leaves aside, and the notebooks that are wanted of everybody.

        students: each a text, or as handed_in.Owner says who they are to a learning system.
        """
        run = (self.meta("run") or 0) + 1
        owners = [(one, one, "", "") if isinstance(one, str) else (one.label, *one) for one in students]
        with self.whole():
            rows = ((*map(storable, owner), run) for owner in owners)
            self.db.executemany("INSERT OR REPLACE INTO owners VALUES (?, ?, ?, ?, ?, '', '')", rows)
            self.db.executemany("INSERT OR IGNORE INTO not_graded VALUES (?)", ((storable(p),) for p in not_graded))
            self.set_meta(wanted=sorted({*(self.meta("wanted") or ()), *notebooks}), run=run)
            self.identify()

    def identify(self) -> None:
        """Say anew who is whose, and keep the names that nobody has any more, for there may be pages of them."""
        with self.whole():
            before = {name for (name,) in self.db.execute("SELECT student FROM students")}
            identify(self.db)
            now = {name for (name,) in self.db.execute("SELECT student FROM students")}
            self.set_meta(gone=sorted({*(self.meta("gone") or ()), *before} - now))

    def enter(self, student: str, path: str, sha: str, named: str) -> None:
        """Note a student's file; it is committed with the next result."""
        row = storable(student), storable(path), sha, named, self.meta("run") or 0, *self.arrival(path)
        self.db.execute("DELETE FROM files WHERE (owner, path, run) = (?, ?, ?)", (*row[:2], row[4]))
        self.db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def has(self, sha: str, named: str) -> bool:
        """Whether this submission is graded."""
        query = "SELECT 1 FROM gradings WHERE (sha, named) = (?, ?)"
        return self.db.execute(query, (sha, named)).fetchone() is not None

    def record(self, *gradings: tuple[str, str, Graded]) -> None:
        """Keep what submissions have earned, each (sha, named, graded): once this returns, it is on the disk."""
        terms = self.terms()
        with self.whole():
            for sha, named, graded in gradings:
                self._insert((sha, named), graded, (terms["course"], terms["seconds"], terms["memory"]))

    def _insert(self, key: tuple[str, str], graded: Graded, terms: tuple) -> None:
        notes = json.dumps([[*map(storable, astuple(note))] for note in graded.notes])
        rows = [(*key, *map(storable, astuple(result)), *terms) for result in graded.results]
        self.db.execute("INSERT OR REPLACE INTO gradings VALUES (?, ?, ?, ?)", (*key, graded.notebook, notes))
        answers = [(*key, *astuple(answer)) for answer in graded.answers]
        self.db.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)", answers)
        self.db.executemany(f"INSERT OR REPLACE INTO results VALUES ({', '.join('?' * (5 + len(RESULT)))})", rows)

    def note_isolation(self, line: str) -> None:
        """Keep how well the students' code was shut in."""
        known = self.meta("isolation") or []
        if line not in known:
            self.set_meta(isolation=sorted([*known, line]))

    def finish(self) -> None:
        """The run has come to its end: fold the log into one plain file."""
        with self.whole():
            self.set_meta(finished=True)
        self.db.execute("PRAGMA journal_mode = DELETE")

    @contextmanager
    def beside(self, folder: Path) -> Iterator[None]:
        """Another folder's gradebook can be read in this block, as ``other``."""
        self.db.execute("ATTACH ? AS other", (str(folder / database.FILE),))
        try:
            yield
        finally:
            self.db.execute("DETACH other")

    def unite(self, folder: Path) -> None:
        """Take in all that another folder's gradebook holds, whose terms are the same."""
        with self.beside(folder), self.whole():
            for table in database.TABLES:
                self.db.execute(f"INSERT OR REPLACE INTO main.{table} SELECT * FROM other.{table}")

    @contextmanager
    def supposing(self) -> Iterator[None]:
        """What happens in this block is taken back at its end."""
        with suppress(TakenBack), self.whole():
            yield
            raise TakenBack


class TakenBack(Exception):
    """Ends a block of which nothing is to be kept."""

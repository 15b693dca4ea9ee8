"""The gradebook: who handed in what, and every result, kept as soon as it is known; the marks are read out of it."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from itertools import starmap
from pathlib import Path

from ... import __version__
from ...checking.record import Exercise
from ...course import COURSE
from ..errors import GradingError
from ..results import Graded, HandedIn, Note, Result, Student
from . import database

TERMS = {"course": "course version", "seconds": "--timeout", "memory": "--memory", "secret": "--seed-file"}
COLUMNS = ", ".join(field.name for field in fields(Result))
NOT_TRIED = ("missing", "unreadable")
NAMED = 3  # the most that a note on the same file names
FORGET = """
DELETE FROM gradings WHERE course = :course
AND (:students = '[]' OR (sha, named) IN (
    SELECT sha, named FROM files WHERE student IN (SELECT value FROM json_each(:students))))
AND (:notebooks = '[]' OR notebook = '' OR notebook IN (SELECT value FROM json_each(:notebooks)))
"""
ENTER = """
INSERT INTO files VALUES (?, ?, ?, ?)
ON CONFLICT DO UPDATE SET sha = excluded.sha, named = excluded.named
WHERE (sha, named) <> (excluded.sha, excluded.named)
"""
FILES = """
SELECT path, sha, notebook, notes, (SELECT max(points) FROM results AS r WHERE (r.sha, r.named, r.course)
                                    = (gradings.sha, gradings.named, gradings.course))
FROM files JOIN gradings USING (sha, named) WHERE student = ? AND course = ? ORDER BY path
"""
ANSWERS = """
SELECT student, path, same, prints FROM files JOIN answers USING (sha, named)
WHERE exercise = ? AND course = ? ORDER BY student, path
"""
RESULTS = f"""
SELECT {COLUMNS} FROM files JOIN gradings USING (sha, named) JOIN results USING (sha, named, course)
WHERE student = ? AND course = ? ORDER BY path
"""


class Gradebook:
    """The gradebook in a folder, made if there is none; a context that closes it.

    A submission is (sha, named): the SHA-256 of a file's content, and the notebook that the file's name says. What the
    disk refuses comes as sqlite3.Error or OSError, see database.in_one_line.
    """

    def __init__(self, folder: Path):
        self.folder, self.db = folder, database.opened(folder)

    @classmethod
    def of_finished_run(cls, folder: Path) -> "Gradebook":
        """The gradebook that a run has left. Raises GradingError where there is none, or the run did not end."""
        if not (folder / database.FILE).is_file():
            raise GradingError(f"no gradebook in {folder}; make one: lecturelib grade SUBMISSIONS --out {folder}")
        gradebook = cls(folder)
        if not gradebook.meta("finished"):
            gradebook.close()
            raise GradingError(f"the run in {folder} has not come to its end; run the same lecturelib grade again")
        return gradebook

    def __enter__(self) -> "Gradebook":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; it can be opened again and the run go on."""
        self.db.close()

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
        """The course version whose marks count."""
        return self.meta("course")

    def terms(self) -> dict:
        """What the marks depend on: a value for each of TERMS."""
        return {name: self.meta(name) for name in TERMS}

    def agree(self, terms: dict, may_change: bool = False) -> bytes:
        """Hold a run to the terms that the gradebook was begun with, or begin it; returns the secret.

        terms: a value for each of TERMS; the secret is hexadecimal, and None leaves it to the gradebook. Raises
        GradingError where they differ, unless they may change, which takes all marks back.
        """
        known = self.terms()
        terms = {**terms, "secret": terms["secret"] or known["secret"] or os.urandom(32).hex()}
        differing = [name for name in TERMS if known["course"] and terms[name] != known[name]]
        if differing and not may_change:
            raise GradingError(self._disagreement(differing[0], known, terms))
        with self.db:
            self.set_meta(**terms, finished=False)
            if differing:
                self.db.execute("DELETE FROM gradings WHERE course = ?", (terms["course"],))
        return bytes.fromhex(terms["secret"])

    def _disagreement(self, name: str, known: dict, terms: dict) -> str:
        values = "another one" if name == "secret" else f"{known[name]}, here it is {terms[name]}"
        advice = "name another --out, or grade all of it again with --regrade"
        return f"{self.folder} was graded with {TERMS[name]} {values}; {advice}"

    def begin(self, students: Iterable[str], not_graded: Iterable[str], notebooks: Iterable[str] = ()) -> None:
        """Note whom a run is about, what it leaves aside, and the notebooks that are wanted of everybody."""
        with self.db:
            self.db.executemany("INSERT OR IGNORE INTO students VALUES (?)", ((storable(name),) for name in students))
            self.db.executemany("INSERT OR IGNORE INTO not_graded VALUES (?)", ((storable(p),) for p in not_graded))
            self.set_meta(wanted=sorted({*(self.meta("wanted") or ()), *notebooks}))

    def forget(self, students: Iterable[str] = (), notebooks: Iterable[str] = ()) -> None:
        """Take back the marks of these students and these notebooks; of all where none are given."""
        students, notebooks = json.dumps([*map(storable, students)]), json.dumps([*notebooks])
        with self.db:
            self.db.execute(FORGET, {"course": self.course, "students": students, "notebooks": notebooks})

    def enter(self, student: str, path: str, sha: str, named: str) -> None:
        """Note a student's file; it is committed with the next result."""
        self.db.execute(ENTER, (storable(student), storable(path), sha, named))

    def has(self, sha: str, named: str) -> bool:
        """Whether this submission is graded."""
        query = "SELECT 1 FROM gradings WHERE (sha, named, course) = (?, ?, ?)"
        return self.db.execute(query, (sha, named, self.course)).fetchone() is not None

    def record(self, *gradings: tuple[str, str, Graded]) -> None:
        """Keep what submissions have earned, each (sha, named, graded): once this returns, it is on the disk."""
        with self.db:
            for sha, named, graded in gradings:
                self._insert((sha, named, self.course), graded)

    def _insert(self, key: tuple[str, str, str], graded: Graded) -> None:
        notes = json.dumps([[*map(storable, astuple(note))] for note in graded.notes])
        rows = [(*key, *map(storable, astuple(result))) for result in graded.results]
        self.db.execute("INSERT OR REPLACE INTO gradings VALUES (?, ?, ?, ?, ?)", (*key, graded.notebook, notes))
        self.db.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        answers = [(*key, *astuple(answer)) for answer in graded.answers]
        self.db.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)", answers)

    def note_isolation(self, line: str) -> None:
        """Keep how well the students' code was shut in."""
        known = self.meta("isolation") or []
        if line not in known:
            self.set_meta(isolation=sorted([*known, line]))

    def finish(self) -> None:
        """The run has come to its end: fold the log into one plain file."""
        with self.db:
            self.set_meta(finished=True)
        self.db.execute("PRAGMA journal_mode = DELETE")

    def unite(self, folder: Path) -> None:
        """Take in all that another folder's gradebook holds, whose terms are the same."""
        self.db.execute("ATTACH ? AS shard", (str(folder / database.FILE),))
        with self.db:
            for table in database.TABLES:
                self.db.execute(f"INSERT OR REPLACE INTO main.{table} SELECT * FROM shard.{table}")
        self.db.execute("DETACH shard")

    def about(self) -> dict:
        """What is known of the run as a whole."""
        return {
            "course": f"lecturelib {__version__}",
            "version": self.course,
            "isolation": "; ".join(self.meta("isolation") or ()),
            "notebooks": self.notebooks(),
            "graded": self.db.execute("SELECT count(*) FROM files").fetchone()[0],
            "not_graded": [path for (path,) in self.db.execute("SELECT path FROM not_graded ORDER BY path")],
        }

    def notebooks(self) -> list[str]:
        """The notebooks that were handed in or are wanted, in course order."""
        query = "SELECT DISTINCT notebook FROM files JOIN gradings USING (sha, named) WHERE course = ?"
        handed_in = {notebook for (notebook,) in self.db.execute(query, (self.course,))}
        return [notebook for notebook in COURSE if notebook in handed_in or notebook in (self.meta("wanted") or ())]

    def students(self) -> Iterator[Student]:
        """Every student in order of names, one at a time: for each exercise the best that any file has earned."""
        notebooks, course = self.notebooks(), self.course
        for (name,) in self.db.execute("SELECT name FROM students ORDER BY name"):
            best = self._best(name, course)
            results = {
                notebook: tuple(best.get(exercise.name) or missing(notebook, exercise) for exercise in COURSE[notebook])
                for notebook in notebooks
            }
            yield Student(name, tuple(self._files(name, course)), results)

    def _best(self, student: str, course: str) -> dict[str, Result]:
        """A student's best result of each exercise tried; of equals the first, by path."""
        best: dict[str, Result] = {}
        for result in starmap(Result, self.db.execute(RESULTS, (student, course))):
            if result.exercise not in best or worth(result) > worth(best[result.exercise]):
                best[result.exercise] = result
        return best

    def _files(self, student: str, course: str) -> Iterator[HandedIn]:
        """A student's files with what a person should know of them."""
        for path, sha, notebook, notes, points in self.db.execute(FILES, (student, course)):
            known = [Note(*note) for note in json.loads(notes)]
            others = self._others(student, sha) if points else []
            yield HandedIn(path, notebook, (*known, *others))

    def answers(self, exercise: str) -> Iterator[tuple[str, str, str, bytes]]:
        """Every answer to an exercise that was handed in: student, path, and what it is compared by."""
        return iter(self.db.execute(ANSWERS, (exercise, self.course)))

    def _others(self, student: str, sha: str) -> Iterator[Note]:
        """A note where others handed in the same file."""
        query = "SELECT DISTINCT student FROM files WHERE sha = ? AND student <> ? ORDER BY student LIMIT ?"
        others = [name for (name,) in self.db.execute(query, (sha, student, NAMED + 1))]
        if others:
            names = ", ".join(others[:NAMED]) + (" and others" if len(others) > NAMED else "")
            yield Note("identical", "", f"The same file was handed in by {names}.")


def worth(result: Result) -> tuple[float, bool]:
    """By which of two results is the better."""
    return result.points, result.status not in NOT_TRIED


def missing(notebook: str, exercise: Exercise) -> Result:
    """The result of an exercise in a notebook that was not handed in."""
    return Result(exercise.name, 0.0, exercise.points, "missing", "", f"No notebook {notebook} was handed in.")


def storable(value):
    """A value as SQLite takes it: half characters in a text become escapes."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value

"""What is read out of a gradebook: the students with what counts for them, and what is known of the run."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ... import __version__
from ...course import COURSE
from ..errors import GradingError
from ..results import HandedIn, Note, Result, Student
from ..roster.people import Person
from . import database
from .adjustments import NAME, read_adjustments
from .book import RESULT, Book
from .counting import Filed, counted
from .identities import keep_roster, roster, students_named
from .rules import Rules

NAMED = 3  # the most that a note on the same file names
FILES = """
SELECT path, sha, named, notebook, notes, files.run, attempt, upload, time, late, trouble
FROM owners JOIN files USING (owner) JOIN gradings USING (sha, named) WHERE student = ? ORDER BY path, sha
"""
RESULTS = f"SELECT course, seconds, memory, {', '.join(RESULT)} FROM results WHERE (sha, named) = (?, ?)"
ANSWERS = """
SELECT student, path, same, prints
FROM answers JOIN files USING (sha, named) JOIN gradings USING (sha, named) JOIN owners USING (owner)
WHERE exercise = ? AND files.run = (
    SELECT max(f.run) FROM owners AS o JOIN files AS f USING (owner) JOIN gradings AS g USING (sha, named)
    WHERE (o.student, g.notebook) = (owners.student, gradings.notebook))
ORDER BY student, path
"""
OTHERS = """
SELECT DISTINCT student FROM files JOIN owners USING (owner) WHERE sha = ? AND student <> ? ORDER BY student LIMIT ?
"""


class Gradebook(Book):
    """The gradebook in a folder. See Book for what goes into it."""

    def __init__(self, folder: Path):
        super().__init__(folder)
        self.besides: set[str] = set()  # students among the submissions whom this run leaves aside

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

    def take_roster(self, people: Iterable[Person]) -> None:
        """Let this list say who is who, in place of the one before."""
        with self.whole():
            keep_roster(self.db, people)
            self.identify()

    def roster(self) -> list[Person]:
        """The list that says who is who, or none."""
        return roster(self.db)

    def owners_of(self, text: str) -> list[str]:
        """Whose files are a student's, who is named as they are shown, or by the id."""
        query = "SELECT owner FROM owners JOIN students USING (student) WHERE ? IN (student, id)"
        return [owner for (owner,) in self.db.execute(query, (text,))]

    def has_roster(self) -> bool:
        return self.db.execute("SELECT count(*) FROM roster").fetchone() != (0,)

    @contextmanager
    def known_by(self, people: Iterable[Person]) -> Iterator[None]:
        """In this block a list says who is who, if the gradebook has none."""
        with self.supposing():
            if not self.has_roster():
                self.take_roster(people)
            yield

    def troubles(self) -> list[str]:
        """A line for everybody of whom it is not certain who they are."""
        query = "SELECT owner, trouble FROM owners WHERE trouble <> '' ORDER BY owner"
        return [f"{owner}: {trouble}" for owner, trouble in self.db.execute(query)]

    def rules(self) -> Rules:
        """The rules in force, with what stands in adjust.csv. Raises GradingError for what is wrong there."""
        found = read_adjustments(self.folder / NAME, self._meant)
        adjustments = {student: tuple(rows) for student, rows in found.by_student.items()}
        return Rules(**(self.meta("rules") or {}), most=found.most, adjustments=adjustments)

    def _meant(self, text: str) -> list[str | None]:
        return students_named(self.db, text) or [None] * (text in self.besides)

    def about(self) -> dict:
        """What is known of the run as a whole."""
        return {
            "course": f"lecturelib {__version__}",
            "version": self.course,
            "isolation": "; ".join(self.meta("isolation") or ()),
            "notebooks": self.notebooks(),
            "most": self.rules().possible(),
            "graded": self.db.execute("SELECT count(*) FROM (SELECT DISTINCT owner, path FROM files)").fetchone()[0],
            "not_graded": [path for (path,) in self.db.execute("SELECT path FROM not_graded ORDER BY path")],
        }

    def notebooks(self) -> list[str]:
        """The notebooks that were handed in or are wanted, in course order."""
        query = "SELECT DISTINCT notebook FROM files JOIN gradings USING (sha, named)"
        handed_in = {notebook for (notebook,) in self.db.execute(query)}
        return [notebook for notebook in COURSE if notebook in handed_in or notebook in (self.meta("wanted") or ())]

    def notebooks_of_run(self) -> list[str]:
        """The notebooks of which there was a file in the last run, in course order."""
        query = "SELECT DISTINCT notebook FROM files JOIN gradings USING (sha, named) WHERE run = ?"
        found = {notebook for (notebook,) in self.db.execute(query, (self.meta("run"),))}
        return [notebook for notebook in COURSE if notebook in found]

    def students(self) -> Iterator[Student]:
        """Every student in order of names, one at a time, with what counts for them by the rules."""
        rules, notebooks, terms = self.rules(), self.notebooks(), self.terms()
        for name, *rest, known, system, row in self.db.execute("SELECT * FROM students ORDER BY student"):
            filed = [self._filed(name, one, terms) for one in self.db.execute(FILES, (name,))]
            student = Student(name, (), {}, *rest, tuple(json.loads(known)), system, row is not None)
            yield counted(student, filed, notebooks, rules)

    def _filed(self, student: str, row: tuple, terms: dict) -> Filed:
        """A file with its results and with what a person should know of it."""
        path, sha, named, notebook, notes, run, attempt, upload, time, late, trouble = row
        found = self.db.execute(RESULTS, (sha, named)).fetchall()
        results = tuple(Result(*rest) for _, _, _, *rest in found)
        told = [Note(*note) for note in json.loads(notes)] + list(other_limits(found, terms))
        if trouble:
            told.append(Note("identity", "", f"{trouble[0].upper()}{trouble[1:]}."))
        if any(result.points for result in results):
            told += self._others(student, sha)
        order = attempt, upload, time, path
        return Filed(HandedIn(path, notebook, tuple(told)), results, run, order, time, bool(late))

    def answers(self, exercise: str) -> Iterator[tuple[str, str, str, bytes]]:
        """Every answer to an exercise that was handed in: student, path, and what it is compared by."""
        return iter(self.db.execute(ANSWERS, (exercise,)))

    def _others(self, student: str, sha: str) -> Iterator[Note]:
        """A note where others handed in the same file."""
        others = [name for (name,) in self.db.execute(OTHERS, (sha, student, NAMED + 1))]
        if others:
            names = "; ".join(others[:NAMED]) + ("; and others" if len(others) > NAMED else "")
            yield Note("identical", "", f"The same file was handed in by {names}.")


def other_limits(found: list[tuple], terms: dict) -> Iterator[Note]:
    """A note where results came about under other limits than the class has."""
    usual = terms["seconds"], terms["memory"]
    for seconds, memory in sorted({(seconds, memory) for _, seconds, memory, *_ in found} - {usual}):
        limits = f"{seconds:g} s and {memory} MiB"
        yield Note("limits", "", f"Graded with {limits}; the class has {usual[0]:g} s and {usual[1]} MiB.")

"""What a person should see of a student: the notes on the files, and what became of answers that ended oddly."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..results import Student
from .words import ODD, size_and_comment


@dataclass(frozen=True)
class Flag:
    """kind: one of words.NOTES; notebook and exercise: empty where it is about the file as a whole; where: in words."""

    kind: str
    notebook: str
    exercise: str
    where: str
    text: str


def flags_of(student: Student) -> list[Flag]:
    """All flags of a student: notes on files, which change no mark, odd endings, and what has changed theirs alone."""
    noted = [
        Flag(note.kind, file.notebook, note.exercise, joined(file.path, note.exercise), note.text)
        for file in student.files
        for note in file.notes
    ]
    changed = [
        Flag(change.kind, notebook, change.exercise, joined(notebook, change.exercise), size_and_comment(change))
        for notebook in student.results
        for change in student.mark(notebook).changes
        if not change.for_all
    ]
    noted += late_in_vain(student)
    known = {(flag.notebook, flag.kind) for flag in noted}
    odd = [flag for flag in odd_endings(student) if (flag.notebook, flag.kind) not in known]
    return [*noted, *odd, *changed]


def late_in_vain(student: Student) -> Iterator[Flag]:
    """A flag for each file that does not count since it came late, and so not where late ones do count."""
    for notebook in student.results:
        files = [file for file in student.files if file.notebook == notebook]
        if not any(file.late for file in files if file.counts):
            for file in files:
                if file.late:
                    yield Flag("late", notebook, "", file.path, f"{file.late}, does not count")


def odd_endings(student: Student) -> Iterator[Flag]:
    """A flag for each exercise that ended oddly, or one for the notebook where all of them did."""
    for notebook, results in student.results.items():
        for status in ODD:
            odd = [result.exercise for result in results if result.status == status]
            for exercise in odd if len(odd) < len(results) else odd and [""]:
                yield Flag(status, notebook, exercise, joined(notebook, exercise), "")


def joined(file: str, exercise: str) -> str:
    """Where something stands: a file, and in it an exercise if one is meant."""
    return f"{file}: {exercise}" if exercise else file


def kinds(flags: list[Flag]) -> str:
    """The kinds of these flags, each once, as a cell of a table has them."""
    return ", ".join(dict.fromkeys(flag.kind for flag in flags))

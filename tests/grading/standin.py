"""A stand-in for the gradebook: a class with every status, every kind of note, and names nobody should trust."""

import random

from lecturelib.exercises import COURSE
from lecturelib.grading.gradebook.rules import Rules
from lecturelib.grading.results import CHANGES, STATUSES, Change, HandedIn, Mark, Note, Result, Student

HOSTILE = '<script>document.title="ran"</script><img src="http://127.0.0.1:9/x" onerror="document.title=\'ran\'">'
NAMES = [
    "Ada Lovelace",
    "ada lovelace",
    "Kurt Gödel",
    "Kurt Go\u0308del",
    "محمد بن موسى الخوارزمي",
    "עדה",
    "山田　太郎",
    '=HYPERLINK("http://127.0.0.1")',
    "../../etc/passwd",
    "con",
    "a\u202eb\x1b[31m",
    HOSTILE,
    "Wolfeschlegelsteinhausenbergerdorff" * 8,
    'O\'Brien, Pat "the bat"',
]
EXAMPLE = "called    gate(\n              a=[[ 0.1257, -0.1321]])\nreturned  [[0.5314]]\nexpected  [[0.5314, 0.467 ]]"
RESULTS = (
    Result("sigmoid", 4.0, 4, "right", "", "Right on every case."),
    Result(
        "gate", 0.5, 2, "partial", "half", "Use `f` first.\nThen `i`.", "called    gate()\nreturned  1\nexpected  <2>"
    ),
)
KINDS = ("copied", "redefined", "moved", "damaged", "renamed", "identical", "not_code", "of a new kind")


class StandIn:
    """Students as a gradebook gives them; each call of students() begins anew."""

    def __init__(self, students, notebooks, not_graded=()):
        self._students, self._notebooks, self._not_graded = students, notebooks, list(not_graded)

    def students(self):
        yield from self._students

    def rules(self):
        return Rules()

    def notebooks(self):
        return self._notebooks

    def answers(self, exercise):
        """As a gradebook gives them: the first students wrote the same gate, two by two, each in an own file."""
        for number, student in enumerate(self._students[:14] if exercise == "gate" else ()):
            yield student.name, f"{student.name}/01-squashing.ipynb", f"answer {number // 2}", b""

    def about(self):
        return {
            "course": "lecturelib 0.1.0",
            "version": "0123456789ab",
            "isolation": "full",
            "notebooks": self._notebooks,
            "most": {notebook: sum(e.points for e in exercises) for notebook, exercises in COURSE.items()},
            "graded": sum(len(student.files) for student in self._students),
            "not_graded": self._not_graded,
        }


def a_class(size=40, notebooks=("01-squashing", "06-lstm"), seed=1):
    """So many students, with the names above among them; the last has handed in nothing."""
    rng = random.Random(seed)
    names = [*NAMES, *(f"Student {k:05d}" for k in range(size))][:size]
    students = [a_student(rng, name, notebooks, k) for k, name in enumerate(names[:-1])]
    nobody = Student(names[-1], (), {notebook: tuple(map(missing, COURSE[notebook])) for notebook in notebooks})
    return StandIn([*students, nobody], list(notebooks), [f"{HOSTILE}/notes.txt", "x/06-lstm.pdf"])


def small_class():
    """Two students: one with a result of either kind, one with nothing."""
    copied = Note("copied", "gate", "The course's own.")
    ada = Student("=Ada", (HandedIn("=Ada/01-squashing.ipynb", "01-squashing", (copied,)),), {"01-squashing": RESULTS})
    missing = Result("sigmoid", 0.0, 4, "missing", "", "None.")
    return StandIn([ada, Student("Öz, B", (), {"01-squashing": (missing,)})], ["01-squashing"])


def a_student(rng, name, notebooks, number):
    files = tuple(
        HandedIn(f"{name}/{notebook}.ipynb", notebook, tuple(some_notes(rng, number)))
        for notebook in notebooks
        if rng.random() < 0.9
    ) or (HandedIn(f"{name}/{notebooks[0]}.ipynb", notebooks[0]),)
    there = {file.notebook for file in files}
    results = {
        notebook: tuple((result if notebook in there else missing)(e, rng) for e in COURSE[notebook])
        for notebook in notebooks
    }
    who = {"id": f"{7000 + number}", "section": f"LSTM {number % 3}"} if number > 3 else {}
    return Student(name, files, results, **who, marks=dict(some_changes(rng, files, results)))


def some_changes(rng, files, results):
    """A mark that an instructor or a rule has changed, for one student in ten."""
    if rng.random() < 0.1:
        notebook, kind = files[0].notebook, rng.choice(CHANGES)
        points, most = (sum(getattr(r, what) for r in results[notebook]) for what in ("points", "max_points"))
        yield (
            notebook,
            Mark(points + 1, most, (Change(kind, "", 1.0, f"A word with me. {HOSTILE}"),), kind != "dropped"),
        )


def some_notes(rng, number):
    if number % 3 == 0:
        yield Note(rng.choice(KINDS), rng.choice(["", "lstm_step"]), f"Cell 3 and {HOSTILE}")


def missing(exercise, _=None):
    return Result(exercise.name, 0.0, exercise.points, "missing", "", "No notebook of this name was handed in.")


def result(exercise, rng):
    """A result of any status, right ones more often."""
    status = rng.choice(["right"] * 9 + ["partial", "wrong", "wrong", *STATUSES])
    points = {"right": exercise.points, "partial": exercise.points / 2}.get(status, 0.0)
    mistake = rng.choice([*exercise.mistakes][:4]) if status in ("partial", "wrong") and rng.random() < 0.8 else ""
    message = exercise.mistakes[mistake].sentence if mistake else f"It stopped with ValueError: {HOSTILE} `a`\x1b[2J."
    if status == "right":
        message = "Right on every case."
    example = f"{EXAMPLE} {HOSTILE}" if status in ("partial", "wrong") else ""
    return Result(exercise.name, float(points), exercise.points, status, mistake, message, example, 7)

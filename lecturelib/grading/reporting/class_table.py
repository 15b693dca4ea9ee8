"""The class as the report's table holds it: a line of JSON for each student, from which the page draws its rows."""

import json
from collections.abc import Iterator
from urllib.parse import quote

from markupsafe import Markup

from ..escape import visible
from ..results import STATUSES, Student
from .flags import Flag
from .tables import all_results, files_of
from .words import MISTAKABLE

NOT_IN_A_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}  # no text of a student's ends the script it lies in


class Numbers(dict):
    """What came first is 0, what came next 1, and so on: things that many rows say, each written once."""

    def __missing__(self, thing) -> int:
        self[thing] = len(self)
        return self[thing]


class ClassTable:
    """The rows of the report's table. Add every student once, then ask for the script that holds them."""

    def __init__(self, notebooks: list[str]):
        self.notebooks = notebooks
        self.exercises, self.mistakes, self.flags = Numbers(), Numbers(), Numbers()
        self.rows: list[str] = []

    def add(self, student: Student, flags: list[Flag], page: str) -> None:
        """Add a student; page is the name of the feedback page."""
        sum_of = student.total()
        row = {
            "name": visible(student.name),
            "page": f"feedback/{quote(page)}",
            "total": [round(sum_of.points, 2), round(sum_of.max_points, 2)],
            "marks": [self._mark(student, notebook) for notebook in self.notebooks],
        }
        not_always = {
            "id": visible(student.id),
            "section": visible(student.section),
            "outcomes": self._outcomes(student),
            "mistakes": list(self._mistakes(student)),
            "flags": [[self.flags[flag.kind], visible(flag.where), visible(flag.text)] for flag in flags],
        }
        self.rows.append(written(row | {key: value for key, value in not_always.items() if value}))

    def _mark(self, student: Student, notebook: str) -> float | None:
        """The points for a notebook that was handed in; an instructor may give some for one that was not."""
        mark = student.mark(notebook)
        return mark.points if mark.points or files_of(student, notebook) else None

    def _outcomes(self, student: Student) -> str:
        """For each exercise, by its number, a digit that says which of STATUSES; - where there is no result."""
        digits = {self.exercises[r.exercise]: str(STATUSES.index(r.status)) for r in all_results(student)}
        return "".join(digits.get(number, "-") for number in range(len(self.exercises)))

    def _mistakes(self, student: Student) -> Iterator[int]:
        for result in all_results(student):
            if result.mistake:
                yield self.mistakes[result.exercise, result.mistake]

    def script(self) -> Markup:
        """All of it as JSON that may stand in a page."""
        head = {
            "notebooks": self.notebooks,
            "unexplained": [STATUSES.index(status) for status in MISTAKABLE],
            "flags": list(self.flags),
            "mistakes": [[self.exercises[exercise], mistake] for exercise, mistake in self.mistakes],
        }
        return Markup('%s,\n"rows": [\n%s\n]}') % (Markup(written(head)[:-1]), Markup(",\n".join(self.rows)))


def written(value) -> str:
    """A value as JSON without markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(str.maketrans(NOT_IN_A_SCRIPT))

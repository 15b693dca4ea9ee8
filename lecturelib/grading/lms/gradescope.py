"""Results as Gradescope reads them."""

from collections.abc import Mapping

from ..escape import visible
from ..reporting.tables import total
from ..reporting.words import size_and_comment
from ..results import Change, Result, Student

SEEN, UNSEEN = "visible", "hidden"  # hidden: from students, not from instructors


def results_json(
    results: Mapping[str, tuple[Result, ...]], opening: str = "", aside: str = "", extra: dict | None = None
) -> dict:
    """What stands in a results.json: the score and a test for each exercise, numbered by notebook.

    opening: said above all; aside: for instructors' eyes alone; extra: kept with the submission, shown to nobody.
    """
    tests = [
        as_test(result, f"{chapter}.{k}")
        for chapter, notebook in enumerate(results.values(), 1)
        for k, result in enumerate(notebook, 1)
    ]
    score, _ = total(result for notebook in results.values() for result in notebook)
    if aside:
        tests.append(in_text({"name": "For the instructor", "visibility": UNSEEN}, aside))
    top = {"score": score, "visibility": SEEN, "stdout_visibility": UNSEEN, "extra_data": extra or {}, "tests": tests}
    return in_text(top, opening)


def student_json(student: Student, notebooks: list[str]) -> dict:
    """The results.json of a student in a gradebook, with what a person or a rule has changed as tests of their own."""
    results = {name: student.results[name] for name in notebooks if name in student.results}
    who = {"id": student.id, "email": student.email} if student.id or student.email else {}
    found = results_json(results, extra=who)
    marks = {name: student.mark(name) for name in results}
    found["score"] = round(sum(mark.points for mark in marks.values() if mark.counts), 2)
    changes = [as_entry(name, change) for name, mark in marks.items() for change in mark.changes]
    return {**found, "tests": [*found["tests"], *changes]}


def as_entry(notebook: str, change: Change) -> dict:
    """A change as a test without points, since the score has them already."""
    name = " ".join(filter(None, (notebook, change.exercise, change.kind)))
    return in_text({"name": name, "visibility": SEEN}, size_and_comment(change))


def as_test(result: Result, number: str) -> dict:
    """One exercise as a test."""
    lines = [result.message, result.example]
    if result.status not in ("right", "unreadable"):
        lines.append(f"For a hint run {result.exercise}.hint() in your notebook.")
    test = {
        "name": result.exercise,
        "number": number,
        "score": result.points,
        "max_score": result.max_points,
        "status": "passed" if result.status == "right" else "failed",
        "visibility": SEEN,
    }
    return in_text(test, "\n\n".join(filter(None, lines)))


def in_text(entry: dict, output: str) -> dict:
    """The entry with this output, which is shown as it is, never as markup."""
    return {**entry, "output": visible(output), "output_format": "text"}

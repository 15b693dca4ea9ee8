"""Grading again: into a draft beside the gradebook, held against it, listed, and only then taken over as a whole."""

import shutil
from collections.abc import Callable
from pathlib import Path

from ...course import COURSE, EXERCISES
from ..escape import terminal
from ..gradebook import Gradebook, take
from ..reporting.tables import in_figures
from ..roster.people import Person
from .handed_in import HandIns
from .request import Request, agreed, begin, set_deadlines, terms_of

DRAFT = ".regrading"  # a folder beside the gradebook; what it holds is used if the same is asked again
Standing = dict[str, tuple[list[float], list[float]]]  # by student, points by exercise and by notebook


def regrade(
    gradebook: Gradebook,
    handed_in: HandIns,
    request: Request,
    people: list[Person] | None,
    tell: Callable[[str], None],
    grade_all: Callable,
) -> int:
    """Grade what is asked for again, tell whose marks change and by how much, and keep that unless it is a dry run.

    All else in the gradebook stays as it is. Returns how many notebooks were graded.
    """
    with gradebook.supposing():  # so that what is wrong in a roster or in adjust.csv is told at once
        settings = agreed(gradebook, request)
        begin(gradebook, handed_in, request, people)
    terms = {**terms_of(request), "secret": settings.secret.hex()}
    folder = gradebook.folder / DRAFT
    with draft_in(folder, terms) as draft:
        draft.arrival = handed_in.arrival
        draft.begin([handed_in.owners[student] for student in handed_in.students], ())
        graded = grade_all(handed_in, draft, settings, request)
        isolation = draft.meta("isolation") or ()
        draft.finish()
    with gradebook.beside(folder), gradebook.supposing() if request.dry_run else gradebook.whole():
        before = standing(gradebook)
        begin(gradebook, handed_in, request, people)
        if not request.is_part:
            gradebook.agree(terms, may_change=True)
        take(gradebook, request.wanted, request.exercises)
        for line in isolation:
            gradebook.note_isolation(line)
        gradebook.set_meta(finished=False)
        for line in (*set_deadlines(gradebook, request), *differences(before, standing(gradebook))):
            tell(line)
    if not request.dry_run:
        shutil.rmtree(folder)
    return graded


def draft_in(folder: Path, terms: dict) -> Gradebook:
    """The draft, which goes on where an earlier one with the same terms was stopped."""
    draft = Gradebook(folder)
    if draft.course and draft.terms() != terms:
        draft.close()
        shutil.rmtree(folder)
        draft = Gradebook(folder)
    draft.agree(terms)
    return draft


def standing(gradebook: Gradebook) -> Standing:
    """How every student stands."""
    found = {}
    for student in gradebook.students():
        points = {result.exercise: result.points for results in student.results.values() for result in results}
        marks = [student.mark(notebook).points for notebook in COURSE]
        found[student.name] = [points.get(name, 0.0) for name in EXERCISES], marks
    return found


def differences(before: Standing, after: Standing) -> list[str]:
    """A line for every student whose marks change, below one that says how many these are."""
    nothing = [0.0] * len(EXERCISES), [0.0] * len(COURSE)
    lines = []
    for student, (points, marks) in after.items():
        old_points, old_marks = before.get(student, nothing)
        changed = [*moved(EXERCISES, old_points, points), *moved(COURSE, old_marks, marks)]
        if changed:
            lines.append(terminal(f"  {student}: {', '.join(changed)}"))
    return [f"students whose marks change: {len(lines)}", *lines]


def moved(names: dict, before: list[float], after: list[float]) -> list[str]:
    """What has changed, such as ``lstm_step 2 → 4``."""
    changed = ((name, old, new) for name, old, new in zip(names, before, after, strict=True) if old != new)
    return [f"{name} {in_figures(old)} → {in_figures(new)}" for name, old, new in changed]

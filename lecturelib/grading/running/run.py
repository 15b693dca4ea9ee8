"""A run from what was handed in to all that people read; a dispatcher has the grading done in between."""

import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from ..errors import GradingError
from ..escape import file_name
from ..gradebook import Gradebook, in_one_line
from ..gradebook.database import FILE
from ..grader import Settings
from ..reporting.outputs import write_outputs
from ..reporting.words import ODD
from ..roster.people import Person, read_people
from .dispatcher import Dispatcher
from .handed_in import HandIns, find
from .regrade import regrade
from .request import Request, agreed, begin, chosen, set_deadlines, with_owners
from .workers import start_workers

TOLD = 20  # lines of one kind that a person is told


@dataclass(frozen=True)
class Summary:
    """How a gradebook stands. statuses: how often each; to_see: students of whom a person should see something."""

    students: int
    files: int
    statuses: Counter[str]
    to_see: int
    isolation: str


@dataclass(frozen=True)
class Done:
    """What a run has done, and in how many seconds."""

    graded: int
    seconds: float
    summary: Summary


def grade(source: Path, out: Path, request: Request, tell: Callable[[str], None] = print) -> Done:
    """Grade a folder or zip and write marks, feedback and report to out; a run that was stopped goes on.

    tell: what is done with a line that the instructor should read. Raises GradingError for what a person got wrong and
    what the disk refuses, KeyboardInterrupt with how far it came.
    """
    started = time.monotonic()
    with in_one_line(out):
        found = find(source, besides=out)
        if request.students and (out / FILE).is_file():
            with Gradebook(out) as gradebook:
                request = with_owners(request, gradebook, found)
        handed_in = chosen(found, request)
        people = read_people(request.roster) if request.roster else None
        with Gradebook(out) as gradebook:
            if request.regrade and gradebook.course:
                graded = regrade(gradebook, handed_in, request, people, tell, grade_all)
            else:
                graded = grade_new(gradebook, handed_in, request, people, tell)
            tell_some(gradebook.troubles(), tell)
            summary = summed(gradebook) if request.dry_run else published(gradebook)
            return Done(graded, time.monotonic() - started, summary)


def tell_some(lines: list[str], tell: Callable[[str], None]) -> None:
    """The first of many lines, and how many more there are."""
    for line in lines[:TOLD]:
        tell(line)
    if len(lines) > TOLD:
        tell(f"and {len(lines) - TOLD} more, in report.html")


def grade_new(
    gradebook: Gradebook, handed_in: HandIns, request: Request, people: list[Person] | None, tell: Callable
) -> int:
    """Grade all that the gradebook does not have yet, by its terms."""
    if request.dry_run:
        raise GradingError(f"nothing is graded in {gradebook.folder} yet; leave out --dry-run")
    with gradebook.whole():
        settings = agreed(gradebook, request)
        begin(gradebook, handed_in, request, people)
    graded = grade_all(handed_in, gradebook, settings, request)
    for line in set_deadlines(gradebook, request):
        tell(line)
    return graded


def grade_all(handed_in: HandIns, gradebook: Gradebook, settings: Settings, request: Request) -> int:
    """Grade all that the gradebook does not have yet; returns the number of submissions that were."""
    count = len(handed_in.files)
    with (
        start_workers(request.jobs or cores(), request.scheduler) as workers,
        tqdm(total=count, unit=" notebooks", disable=None, dynamic_ncols=True) as bar,
    ):
        dispatcher = Dispatcher(gradebook, workers, settings, bar)
        try:
            dispatcher.go(handed_in, request.wanted)
        except KeyboardInterrupt:
            kept = f"{dispatcher.done} of {count} notebooks are graded and kept"
            raise KeyboardInterrupt(f"stopped; {kept}, the same command goes on from there") from None
    return dispatcher.graded


def published(gradebook: Gradebook) -> Summary:
    """End a run: write all that people read, and sum it up."""
    gradebook.finish()
    for name in gradebook.meta("gone") or ():
        (gradebook.folder / "feedback" / f"{file_name(name, set())}.html").unlink(missing_ok=True)
    write_outputs(gradebook, gradebook.folder)
    return summed(gradebook)


def summed(gradebook: Gradebook) -> Summary:
    """How a gradebook stands."""
    students, statuses, to_see = 0, Counter(), 0
    for student in gradebook.students():
        own = Counter(result.status for results in student.results.values() for result in results)
        students += 1
        statuses += own
        to_see += any(own[status] for status in ODD) or any(file.notes for file in student.files)
    about = gradebook.about()
    return Summary(students, about["graded"], statuses, to_see, about["isolation"])


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

"""What is asked of a run, and which submissions and settings follow from it."""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...course import COURSE, EXERCISES
from ..errors import GradingError
from ..escape import terminal
from ..gradebook import Gradebook
from ..grader import Settings
from ..options import NO_DEADLINE
from ..roster.people import Person
from ..version import course_version
from .handed_in import HandIns

SECRET_BYTES = 16  # the least of a seed file
SHOWN = 5  # students named where one is not found


@dataclass(frozen=True)
class Request:
    """What is asked of a run.

    notebooks, students, exercises: empty means all; shard: which part, of how many; dry_run: only list whose marks a
    regrade would change; rules: those of gradebook.rules.Rules that are given anew; deadline: a time, "none", or empty.
    """

    notebooks: tuple[str, ...] = ()
    students: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    shard: tuple[int, int] | None = None
    regrade: bool = False
    dry_run: bool = False
    roster: Path | None = None
    rules: Mapping[str, str | int] = field(default_factory=dict)
    deadline: str = ""
    seed_file: Path | None = None
    seconds: float = Settings.seconds
    memory: int = Settings.memory
    strict: bool = False
    jobs: int | None = None
    scheduler: str | None = None

    @property
    def is_part(self) -> bool:
        """Whether it is about some of the notebooks, exercises or students, and not about all."""
        return bool(self.notebooks or self.students or self.exercises)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The notebooks that it is about: those named, and those of the exercises named."""
        of_exercises = (name for name, own in COURSE.items() if any(e.name in self.exercises for e in own))
        return tuple(dict.fromkeys((*self.notebooks, *of_exercises)))


def chosen(handed_in: HandIns, request: Request) -> HandIns:
    """Those students, and their files, that the request is about. Raises GradingError for unknown names."""
    if unknown := [name for name in request.notebooks if name not in COURSE]:
        raise GradingError(f"the course has no exercises in {unknown[0]}; it has some in {', '.join(COURSE)}")
    if unknown := [name for name in request.exercises if name not in EXERCISES]:
        raise GradingError(f"the course has no exercise {unknown[0]}; it has {', '.join(EXERCISES)}")
    if (request.exercises or request.dry_run) and not request.regrade:
        raise GradingError(f"{'--exercise' if request.exercises else '--dry-run'} goes with --regrade; add that")
    named = {label_of(name, handed_in) for name in request.students}
    wanted = {name for name in named or handed_in.students if in_shard(name, request.shard or (1, 1))}
    students = [name for name in handed_in.students if name in wanted]
    return handed_in._replace(students=students, files=[entry for entry in handed_in.files if entry.student in wanted])


def with_owners(request: Request, gradebook: Gradebook, handed_in: HandIns) -> Request:
    """The request with students named as the submissions name them, where it names them as the gradebook does."""
    named = {name: set(gradebook.owners_of(name)) & handed_in.owners.keys() for name in request.students}
    return replace(request, students=tuple(label for name in named for label in sorted(named[name]) or [name]))


def label_of(text: str, handed_in: HandIns) -> str:
    """The student whom a text means: by the whole name, or by the name alone or the number if nobody shares it."""
    if text in handed_in.owners:
        return text
    fitting = [label for label, owner in handed_in.owners.items() if text in (owner.name, owner.number)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise GradingError(terminal(f"{text} may be {' or '.join(sorted(fitting))}; name one of them"))
    count, some = len(handed_in.students), "; ".join(handed_in.students[:SHOWN])
    raise GradingError(terminal(f"no student {text} among the submissions; there are {count}, such as {some}"))


def in_shard(student: str, shard: tuple[int, int]) -> bool:
    """Whether a student falls into this part of so many; it depends on the name alone."""
    part, parts = shard
    return int(hashlib.sha256(os.fsencode(student)).hexdigest(), 16) % parts == part - 1


def concerns(named: str, content: bytes, notebooks: tuple[str, ...]) -> bool:
    """Whether a file may be one of these notebooks: by its name, or under another or no name by what it defines."""
    if not notebooks or named in notebooks:
        return True
    names = "|".join(exercise.name for notebook in notebooks for exercise in COURSE[notebook])
    holds = rf'\bdef\s+(?:{names})\b|\b(?:{names})\s*=\s*lambda|"grade_id"\s*:\s*"(?:check_)?(?:{names})"'
    return re.search(holds, content.decode(json.detect_encoding(content), "replace")) is not None


def agreed(gradebook: Gradebook, request: Request) -> Settings:
    """The settings in which the gradebook and the request agree. Raises GradingError where they differ.

    What is regraded may have other terms; where it is but a part of the class, the class keeps its own.
    """
    if request.shard and not request.seed_file:
        raise GradingError("--shard wants --seed-file, the same for all shards, so that they draw the same inputs")
    terms = terms_of(request)
    if gradebook.course and request.regrade and request.is_part:
        known = gradebook.meta("secret")
        if terms["secret"] not in (None, known):
            told = "with it all is graded anew: leave out --only, --exercise and --student, or --seed-file"
            raise GradingError(f"{gradebook.folder} was graded with another --seed-file; {told}")
        return settings_of(request, known)
    return settings_of(request, gradebook.agree(terms, may_change=request.regrade).hex())


def terms_of(request: Request) -> dict:
    """The terms that are asked for; the secret may be None."""
    secret = secret_in(request.seed_file) if request.seed_file else None
    return {"course": course_version(), "seconds": request.seconds, "memory": request.memory, "secret": secret}


def settings_of(request: Request, secret: str) -> Settings:
    return Settings(request.seconds, request.memory, bytes.fromhex(secret), request.strict)


def begin(gradebook: Gradebook, handed_in: HandIns, request: Request, people: list[Person] | None) -> None:
    """Note in the gradebook what a run is about, who is who, and by which rules; then hold adjust.csv against it."""
    gradebook.arrival = handed_in.arrival
    gradebook.besides = {name for label, owner in handed_in.owners.items() for name in (label, owner.name)}
    owners = [handed_in.owners[student] for student in handed_in.students]
    gradebook.begin(owners, handed_in.not_graded, request.notebooks)
    if people is not None:
        gradebook.take_roster(people)
    known = gradebook.meta("shards") or []
    shards = [*known, *([request.shard] * (list(request.shard) not in known))] if request.shard else []
    gradebook.set_meta(rules={**(gradebook.meta("rules") or {}), **request.rules}, shards=shards)
    gradebook.rules()


def set_deadlines(gradebook: Gradebook, request: Request) -> list[str]:
    """Keep the deadline for the notebooks named, or for those handed in now that have none; returns what to tell."""
    if not request.deadline:
        return []
    rules = gradebook.meta("rules") or {}
    deadlines, told = dict(rules.get("deadlines", {})), []
    for notebook in request.notebooks or gradebook.notebooks_of_run():
        known = deadlines.get(notebook)
        if known and known != request.deadline and not request.notebooks:
            told.append(f"{notebook} keeps its deadline {known}; to change it, add --only {notebook}")
        elif request.deadline == NO_DEADLINE:
            deadlines.pop(notebook, None)
        else:
            deadlines[notebook] = request.deadline
    with gradebook.whole():
        gradebook.set_meta(rules={**rules, "deadlines": deadlines})
    return told


def secret_in(seed_file: Path) -> str:
    """The secret that a seed file stands for, in hexadecimal."""
    content = seed_file.read_bytes()
    if len(content) < SECRET_BYTES:
        wanted = f"at least {SECRET_BYTES} that nobody can guess are wanted"
        raise GradingError(f"{seed_file} has {len(content)} bytes; {wanted}")
    return hashlib.sha256(content).hexdigest()

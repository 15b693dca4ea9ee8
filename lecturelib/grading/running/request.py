"""What is asked of a run, and which submissions and settings follow from it."""

import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from ...course import COURSE
from ..errors import GradingError
from ..escape import terminal
from ..gradebook import Gradebook
from ..grader import Settings
from ..version import course_version
from .handed_in import HandIns

SECRET_BYTES = 16  # the least of a seed file
SHOWN = 5  # students named where one is not found


@dataclass(frozen=True)
class Request:
    """What is asked of a run. notebooks and students: empty means all; shard: which part, of how many."""

    notebooks: tuple[str, ...] = ()
    students: tuple[str, ...] = ()
    shard: tuple[int, int] | None = None
    regrade: bool = False
    seed_file: Path | None = None
    seconds: float = Settings.seconds
    memory: int = Settings.memory
    strict: bool = False
    jobs: int | None = None
    scheduler: str | None = None


def chosen(handed_in: HandIns, request: Request) -> HandIns:
    """Those students, and their files, that the request is about. Raises GradingError for unknown names."""
    if unknown := [name for name in request.notebooks if name not in COURSE]:
        raise GradingError(f"the course has no exercises in {unknown[0]}; it has some in {', '.join(COURSE)}")
    if unknown := [name for name in request.students if name not in handed_in.students]:
        count, some = len(handed_in.students), terminal(", ".join(handed_in.students[:SHOWN]))
        raise GradingError(f"no student {unknown[0]} among the submissions; there are {count}, such as {some}")
    wanted = {name for name in request.students or handed_in.students if in_shard(name, request.shard or (1, 1))}
    students = [name for name in handed_in.students if name in wanted]
    return handed_in._replace(students=students, files=[entry for entry in handed_in.files if entry.student in wanted])


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
    """The settings in which the gradebook and the request agree. Raises GradingError where they differ."""
    if request.shard and not request.seed_file:
        raise GradingError("--shard wants --seed-file, the same for all shards, so that they draw the same inputs")
    terms = {
        "course": course_version(),
        "seconds": request.seconds,
        "memory": request.memory,
        "secret": secret_in(request.seed_file) if request.seed_file else None,
    }
    everything = not (request.notebooks or request.students)
    secret = gradebook.agree(terms, may_change=request.regrade and everything)
    return Settings(request.seconds, request.memory, secret, request.strict)


def secret_in(seed_file: Path) -> str:
    """The secret that a seed file stands for, in hexadecimal."""
    content = seed_file.read_bytes()
    if len(content) < SECRET_BYTES:
        wanted = f"at least {SECRET_BYTES} that nobody can guess are wanted"
        raise GradingError(f"{seed_file} has {len(content)} bytes; {wanted}")
    return hashlib.sha256(content).hexdigest()

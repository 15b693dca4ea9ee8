"""What is handed in goes to the workers, batch by batch, and what they say to the gradebook as it comes."""

import hashlib
import os
from collections.abc import Iterator
from concurrent.futures import Future
from typing import NamedTuple

from tqdm import tqdm

from ...course import notebook_named_in
from ..errors import GradingError
from ..gradebook import Gradebook
from ..grader import Settings, unreadable
from ..results import Graded, Note
from .handed_in import HandIns, Unreadable
from .known_good import is_right, known_good
from .request import concerns
from .workers import DaskWorkers, LocalWorkers

TRIES = 3  # for a submission alone, after workers have died with it
HEAVY = 4 * 2**20  # bytes of a batch that is not added to
AGAIN = "mend that and run the same command again"


class Submission(NamedTuple):
    """A file to grade: SHA-256 of its content, the notebook that its name says, the content."""

    sha: str
    named: str
    content: bytes


class Dispatcher:
    """The workers at work on a window of batches, so that memory stays flat however many submissions there are."""

    def __init__(self, gradebook: Gradebook, workers: LocalWorkers | DaskWorkers, settings: Settings, bar: tqdm):
        self.gradebook, self.workers, self.settings, self.bar = gradebook, workers, settings, bar
        self.pending: dict[Future, list[Submission]] = {}
        self.on_the_way: set[tuple[str, str]] = set()
        self.done = self.graded = 0

    def go(self, handed_in: HandIns, notebooks: tuple[str, ...]) -> None:
        """Grade every submission that the gradebook does not have yet; of other notebooks none, if some are named."""
        size = min(self.workers.batch, max(1, len(handed_in.files) // (4 * self.workers.window)))
        batch: list[Submission] = []
        for submission in self._ungraded(handed_in, notebooks):
            batch.append(submission)
            if len(batch) == size or sum(len(one.content) for one in batch) > HEAVY:
                self._send(batch)
                batch = []
        if batch:
            self._send(batch)
        while self.pending:
            self._collect()

    def _ungraded(self, handed_in: HandIns, notebooks: tuple[str, ...]) -> Iterator[Submission]:
        """The submissions still to grade, each read when its turn comes; every file is entered."""
        for student, path in handed_in.files:
            named = notebook_named_in(path.rpartition("/")[2])
            try:
                content = handed_in.place.read(path)
            except Unreadable as reason:
                self._enter_unreadable(student, path, named, reason)
                continue
            submission = Submission(hashlib.sha256(content).hexdigest(), named, content)
            if not concerns(named, content, notebooks) or self._known(student, path, submission):
                self._count()
            else:
                yield submission

    def _known(self, student: str, path: str, submission: Submission) -> bool:
        """Enter a file; whether its like is graded already, or on the way."""
        key = submission.sha, submission.named
        self.gradebook.enter(student, path, *key)
        if key in self.on_the_way or self.gradebook.has(*key):
            return True
        self.on_the_way.add(key)
        return False

    def _enter_unreadable(self, student: str, path: str, named: str, reason: Unreadable) -> None:
        sha = hashlib.sha256(os.fsencode(f"{path}: {reason}")).hexdigest()
        submission = Submission(sha, named, b"")
        if self._known(student, path, submission):
            self._count()
            return
        note = Note("unreadable", "", f"It could not be read: {reason}.")
        self._keep((submission, unreadable(named, (note,), reason.advice)))

    def _send(self, batch: list[Submission]) -> None:
        while len(self.pending) >= self.workers.window:
            self._collect()
        self.pending[self._submit(batch)] = batch

    def _submit(self, batch: list[Submission]) -> Future:
        return self.workers.submit(self.settings, [(f"{one.named}.ipynb", one.content) for one in batch])

    def _collect(self) -> None:
        """Keep what the next batches bring; what was lost with a worker is tried again, one by one."""
        for future in self.workers.ready(self.pending):
            batch = self.pending.pop(future)
            if self._failure(future, batch):
                for submission in batch:
                    self._try_alone(submission)

    def _failure(self, future: Future, batch: list[Submission]) -> Exception | None:
        """Keep what a batch has brought, or return why it brought nothing."""
        try:
            isolation, gradings = future.result()
        except GradingError:
            raise
        except Exception as error:
            return error
        self.gradebook.note_isolation(isolation)
        self._keep(*zip(batch, gradings, strict=True))
        return None

    def _try_alone(self, submission: Submission) -> None:
        """Grade a submission with no other at stake; one that ends its worker every time is left to a person."""
        for _ in range(TRIES):
            (future,) = self.workers.ready([self._submit([submission])])
            if not (failure := self._failure(future, [submission])):
                return
        self._try_known_good(submission.named, failure)
        text = f"Grading it failed {TRIES} times ({failure!r}). Once that is mended, use --regrade --student."
        self._keep((submission, unreadable(submission.named, (Note("ungraded", "", text),))))

    def _try_known_good(self, notebook: str, failure: Exception) -> None:
        """Raise GradingError where the workers fail on right answers as well, after they have failed on a student's."""
        file = known_good(notebook)
        (future,) = self.workers.ready([self.workers.submit(self.settings, [file])])
        try:
            _, (graded,) = future.result()
        except Exception as error:
            raise GradingError(f"workers keep failing ({failure!r}, then {error!r}); {AGAIN}") from error
        if not is_right(graded):
            raise GradingError(f"workers fail ({failure!r}), and find the course's own answers wrong; {AGAIN}")

    def _keep(self, *gradings: tuple[Submission, Graded]) -> None:
        self.gradebook.record(*((submission.sha, submission.named, graded) for submission, graded in gradings))
        self.on_the_way -= {(submission.sha, submission.named) for submission, _ in gradings}
        self.graded += len(gradings)
        self._count(len(gradings))

    def _count(self, number: int = 1) -> None:
        self.done += number
        self.bar.update(number)

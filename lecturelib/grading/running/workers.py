"""Who grades: workers in processes of this machine, or on a Dask cluster. Both take the same batches."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing.connection import Connection

from ..errors import GradingError
from ..gradebook.database import LATER
from ..grader import Grader, Settings
from ..results import Graded
from ..version import course_version

Batch = list[tuple[str, bytes]]  # names and contents of notebook files
ONE_AT_A_TIME = threading.Lock()  # a worker has one grader, also where Dask gives it several threads
graders: dict[Settings, Grader] = {}


def grade_batch(settings: Settings, course: str, batch: Batch) -> tuple[str, list[Graded]]:
    """What a worker does: the level of isolation that it reached, and what each file has earned.

    Raises GradingError where this process has another version of the course than the one who asks.
    """
    if course_version() != course:
        raise GradingError(f"a worker has course version {course_version()}, not {course}; install the same lecturelib")
    with ONE_AT_A_TIME:
        if settings not in graders:
            while graders:
                graders.popitem()[1].close()
            graders[settings] = Grader(settings)
        grader = graders[settings]
        return str(grader.isolation), [grader.grade(content, name) for name, content in batch]


class LocalWorkers:
    """Workers in processes of this machine; a context that ends them, at once where an error or Ctrl-C leads out of it.

    They hold one end of a pipe whose other end nobody but this process has: should it die, they end themselves.
    """

    batch = 4

    def __init__(self, jobs: int):
        self.jobs, self.window = jobs, 2 * jobs
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.held, self.leash = context.Pipe(duplex=False)
        self.pool = ProcessPoolExecutor(self.jobs, context, initializer=end_with_the_command, initargs=(self.held,))

    def submit(self, settings: Settings, batch: Batch) -> Future:
        """Have a batch graded, by new workers if the old ones have died."""
        with deaf_children():
            try:
                return self.pool.submit(grade_batch, settings, course_version(), batch)
            except BrokenExecutor:
                self._end()
                self._start()
                return self.pool.submit(grade_batch, settings, course_version(), batch)

    def ready(self, pending: Collection[Future]) -> set[Future]:
        """Wait for one or more of these."""
        return wait(pending, return_when=FIRST_COMPLETED).done

    def _end(self) -> None:
        self.leash.close()
        self.pool.shutdown(cancel_futures=True)
        self.held.close()

    def __enter__(self) -> "LocalWorkers":
        return self

    def __exit__(self, kind, *_) -> None:
        if kind is None:
            self.pool.shutdown()
        self._end()


@contextmanager
def deaf_children() -> Iterator[None]:
    """Processes begun in this block never hear Ctrl-C, which is the business of the command; to it, it comes later."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_the_command(held: Connection) -> None:
    """Prepare a pool's process: when nobody has the other end of its pipe any more, it ends at once."""

    def wait() -> None:
        held.poll(None)
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


class DaskWorkers:
    """Workers on the workers of a Dask cluster; a context that takes back what was not graded yet."""

    batch = 8
    patience, glance = "5s", 1.0

    def __init__(self, address: str):
        try:
            from distributed import Client
        except ImportError as error:
            raise GradingError("--scheduler needs Dask: pip install -e '.[dask]', in the course's folder") from error
        try:
            self.client = Client(address, timeout=self.patience)
        except (OSError, ValueError) as error:
            raise GradingError(f"no Dask scheduler answers at {address}; start one: dask scheduler") from error
        self.executor, self.line = self.client.get_executor(), self.client.scheduler_comm
        self.window = max(32, 4 * sum(self.client.nthreads().values()))

    def submit(self, settings: Settings, batch: Batch) -> Future:
        """Have a batch graded; Dask gives it to another worker where one dies."""
        return self.executor.submit(grade_batch, settings, course_version(), batch)

    def ready(self, pending: Collection[Future]) -> set[Future]:
        """Wait for one or more of these. Raises GradingError where the line is cut on which they would come."""
        while not (done := wait(pending, timeout=self.glance, return_when=FIRST_COMPLETED).done):
            if self.client.scheduler_comm is not self.line:
                raise GradingError(f"the Dask scheduler has gone; start one and {LATER}")
        return done

    def __enter__(self) -> "DaskWorkers":
        return self

    def __exit__(self, *_) -> None:
        self.client.close()


def start_workers(jobs: int, scheduler: str | None) -> LocalWorkers | DaskWorkers:
    """The workers that are asked for: those of a scheduler, or so many here."""
    return DaskWorkers(scheduler) if scheduler else LocalWorkers(jobs)

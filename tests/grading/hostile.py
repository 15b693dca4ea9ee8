"""A hostile submission, and what it left behind. Run as a script: the table of all attacks, verdicts and side effects.

An attack stands in the place of ``rnn_step`` in notebook 03; the honest ``softmax`` and ``cross_entropy`` beside it
must keep their marks. ``CANARY``, ``TEMP``, ``WORKER`` and ``PORT`` in its source stand for a file of somebody else's,
the folder for everybody's temporary files, the process that holds the answers, and the port of a server.
"""

import json
import os
import socket
import sysconfig
import tempfile
import textwrap
import time
from dataclasses import dataclass
from pathlib import Path

from lecturelib.building.convert import answer_metadata
from lecturelib.exercises import EXERCISES
from lecturelib.grading.grader import Grader, Settings
from lecturelib.grading.results import Graded

NO_MARK = frozenset({"wrong", "error", "timeout", "memory", "crash", "missing"})
HONEST = ("softmax", "cross_entropy")
SIGNATURE = "def rnn_step(x, h, W, U, b):\n"
IMPORTS = "import numpy as np\nfrom lecturelib.exercises import exercise\nfrom lecturelib.reference import one_hot"
RIGHT = "return np.tanh(x @ W + h @ U + b)"
LYING = "return np.zeros_like(h)"
SECONDS, MEMORY = 1.0, 256
TEMP = tempfile.gettempdir()
MOST_SECONDS = 12.0  # three runs at most of the hostile answer, the honest ones, and a busy machine


@dataclass(frozen=True)
class Attack:
    """family: what is attacked; body of the function, cell above it; statuses that are right; kind of note wanted."""

    family: str
    body: str
    statuses: frozenset | set = NO_MARK
    cell: str = ""
    note: str = ""

    def source(self) -> str:
        return "@exercise\n" + SIGNATURE + textwrap.indent(textwrap.dedent(self.body).strip(), "    ")

    def submission(self, **places) -> bytes:
        """A notebook with the attack and two honest answers."""
        cells = [(IMPORTS, ""), (self.cell, ""), (self.source(), "rnn_step")]
        cells += [(EXERCISES[name].solution(), name) for name in HONEST]
        for word, place in places.items():
            cells = [(source.replace(word, str(place)), name) for source, name in cells]
        return notebook(cells)


def notebook(cells: list[tuple[str, str]]) -> bytes:
    """A notebook file of code cells, (source, grade_id), grade_id empty for a plain cell."""
    head = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}}
    return json.dumps(head | {"cells": [code(*cell) for cell in cells]}).encode()


def code(source: str, grade_id: str) -> dict:
    metadata = answer_metadata(EXERCISES[grade_id]) if grade_id else {}
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": [], "execution_count": None}


class Range:
    """Where attacks are tried: a grader, a file, a server and a folder for children's folders, all watched."""

    def __init__(self, folder: Path):
        self.home, self.canary = folder / "home", folder / "another.ipynb"
        self.home.mkdir()
        self.canary.write_text("untouched")
        os.environ["TMPDIR"] = str(self.home)
        self.grader = Grader(Settings(SECONDS, MEMORY, b"a secret of the tests"))
        self.server = socket.create_server(("127.0.0.1", 0))
        self.server.setblocking(False)
        self.untouched = self.state()

    def close(self) -> None:
        self.grader.close()
        self.server.close()

    def try_out(self, attack: Attack) -> tuple[Graded, list[str]]:
        """What the attack is given, and its side effects: none, if all is well."""
        places = {"CANARY": self.canary, "TEMP": TEMP, "WORKER": os.getpid(), "PORT": self.server.getsockname()[1]}
        began = time.monotonic()
        graded = self.grader.grade(attack.submission(**places), "03-rnn.ipynb")
        return graded, list(self.side_effects(graded, time.monotonic() - began))

    def side_effects(self, graded: Graded, seconds: float):
        """Each thing that is not as it was, in a few words."""
        if seconds > MOST_SECONDS:
            yield f"took {seconds:.0f} s"
        if any(result.status != "right" for result in graded.results if result.exercise in HONEST):
            yield "an honest answer lost its marks"
        if self.state() != self.untouched:
            yield "a file of somebody else's was touched"
        if processes(self.home) != {zygote.process.pid for zygote in self.grader.warden.zygotes}:
            yield "a process is left, or one is gone"
        yield from (f"{file} is left" for file in [*left_behind(), *self.home.iterdir()])
        try:
            self.server.accept()
            yield "a server was reached"
        except BlockingIOError:
            pass

    def state(self) -> tuple:
        """All of the file that an attack could change."""
        about = self.canary.stat()
        return self.canary.read_text(), about.st_mode, about.st_mtime_ns, about.st_nlink, about.st_uid


def processes(home: Path) -> set[int]:
    """The processes that this one started, however far down, and any that stand in a child's folder."""
    return {pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if is_ours(pid, home)}


def is_ours(pid: int, home: Path) -> bool:
    while pid > 1:
        try:
            stands, status = os.readlink(f"/proc/{pid}/cwd"), Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return False
        if stands.startswith(str(home)):
            return True
        pid = int(status.rsplit(")", 1)[1].split()[1])
        if pid == os.getpid():
            return True
    return False


def left_behind() -> list[Path]:
    """Files that the attacks would make."""
    places = {Path(TEMP), Path("/dev/shm"), Path.cwd(), Path(sysconfig.get_path("purelib"))}
    return [file for place in places for name in ("left-behind", "x.pth") for file in place.glob(name)]


def main() -> None:
    from attacks import ATTACKS

    with tempfile.TemporaryDirectory() as folder:
        place = Range(Path(folder))
        print(f"isolation: {place.grader.isolation}\n")
        print("| attack on | case | wanted | verdict | side effects |\n| --- | --- | --- | --- | --- |")
        for name, attack in ATTACKS.items():
            graded, effects = place.try_out(attack)
            (result,) = (result for result in graded.results if result.exercise == "rnn_step")
            wanted = "no mark" if attack.statuses is NO_MARK else " or ".join(sorted(attack.statuses))
            told = ", ".join(effects) or "none"
            print(f"| {attack.family} | {name} | {wanted} | {result.status} | {told} |", flush=True)
        place.close()


if __name__ == "__main__":
    main()

"""How fast the grader is, what it costs and how much memory it takes; `lecturelib bench grading` prints it.

Submissions hold four exercises each and differ from one another. Costs count every process: the command, its workers,
and the children that run students' code. Each round grades a class, then lets nbgrader grade some of the same
notebooks right after, so that a busy machine slows both. The CPU seconds of a submission are those of one more: what
either needs to start is taken off, and told apart for ours.
"""

import importlib.util
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

from tqdm import tqdm

from ..building.build import write
from .hand_ins import ASKED, MIX, NOTEBOOK, hand_in, solved
from .machine import about
from .processes import cost

JOBS = 2
FEW = 100  # the class whose memory that of the large one is compared with
RIVALS = 4  # notebooks that nbgrader grades in each round
COMMAND = [sys.executable, "-m", "lecturelib"]
QUICK = {"submissions": 40, "rounds": 1, "many": 0}  # of `run`, for three minutes or less


def run(json_file=None, submissions=200, rounds=3, rival=True, many=2000):
    """Measure, print, and return what was found; write it to json_file if given.

    submissions: the class of each round; rival: whether nbgrader is measured too; many: the class whose memory is
    compared with that of a class of 100, or of all submissions if they are fewer; 0 leaves that out. Returns
    {"about": {…}, "speed": {…}, "rounds": […], "memory": […]}.
    """
    if rival and not importlib.util.find_spec("nbgrader"):
        print("nbgrader is not measured: it is not installed (pip install -e '.[nbgrader]')")
        rival = False
    report = {"about": {**about(), **conditions(submissions, rounds)}}
    print("\n".join(f"{key}: {value}" for key, value in report["about"].items()))
    sizes = (min(FEW, submissions), many) if many else ()
    total = rounds * (3 if rival else 2) + len(sizes)
    with tempfile.TemporaryDirectory() as temporary, tqdm(total=total, leave=False, disable=None) as bar:
        folder = Path(temporary)
        report["rounds"] = [one_round(folder / str(k), submissions, rival, bar) for k in range(rounds)]
        report["speed"] = medians(report["rounds"])
        say("\n" + "\n".join(f"{name:62}{value:8.3f}" for name, value in report["speed"].items()))
        report["memory"] = [memory(folder / f"class of {size}", size, bar) for size in sizes]
    if json_file:
        Path(json_file).write_text(json.dumps(report, indent=1) + "\n")
    return report


def conditions(submissions: int, rounds: int) -> dict[str, str]:
    """What was graded, in words."""
    mix = ", ".join(f"{percent} % {sort}" for sort, percent in MIX.items())
    return {
        "class": f"{submissions} notebooks of {len(ASKED)} exercises ({', '.join(e.name for e in ASKED)}): {mix}",
        "measured": f"{JOBS} jobs, median of {rounds} rounds",
    }


def say(text: str) -> None:
    """Print above the bar."""
    with tqdm.external_write_mode():
        print(text, flush=True)


def one_round(folder: Path, submissions: int, rival: bool, bar: tqdm) -> dict[str, float]:
    """A class graded, a class of two graded, and what nbgrader takes for the same notebooks."""
    spent = graded(folder / "class", submissions, bar)
    few = graded(folder / "few", JOBS, bar)
    found = {
        "submissions a second, start included": submissions / spent["seconds"],
        "CPU seconds a submission": (spent["cpu"] - few["cpu"]) / (submissions - JOBS),
        f"CPU seconds for the first {JOBS}": few["cpu"],
        f"seconds for a class of {JOBS}": few["seconds"],
    }
    if rival:
        for steps, theirs in nbgrader_cpu(folder / "nbgrader").items():
            found[f"CPU seconds a submission, {steps}"] = theirs
            found[f"times less CPU than {steps}"] = theirs / found["CPU seconds a submission"]
        bar.update()
    return found


def graded(folder: Path, submissions: int, bar: tqdm) -> dict[str, float]:
    """What it costs to grade so many submissions, from the command to the last page written."""
    hand_in(folder / "submissions", submissions)
    command = ["grade", str(folder / "submissions"), "--out", str(folder / "marks"), "--jobs", str(JOBS)]
    spent = cost([*COMMAND, *command])
    bar.update()
    return spent


def medians(rounds: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}


def memory(folder: Path, submissions: int, bar: tqdm) -> dict[str, float]:
    """The most MiB that the command and the largest of its workers held; printed too."""
    spent = graded(folder, submissions, bar)
    own, children = spent["own"], spent["children"]
    say(f"{submissions:6} submissions: command {own:.0f} MiB, worker {children:.0f} MiB")
    return {"submissions": submissions, "command MiB": own, "worker MiB": children}


def nbgrader_cpu(folder: Path) -> dict[str, float]:
    """The processor seconds of nbgrader for one submission more: its marks alone, and with its feedback."""
    alone, together = (in_nbgrader(folder / str(count), count) for count in (1, 1 + RIVALS))
    marks, feedback = ((more - one) / RIVALS for one, more in zip(alone, together, strict=True))
    return {"nbgrader's marks": marks, "nbgrader's marks and feedback": marks + feedback}


def in_nbgrader(course: Path, submissions: int) -> list[float]:
    """The processor seconds of grading so many submissions in a fresh course, and of writing their feedback."""
    write(solved(), course / "source" / "week" / f"{NOTEBOOK}.ipynb")
    hand_in(course / "submitted", submissions, "week")
    places = ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    homes = {place: str(course / "homes" / place.lower()) for place in places}
    for home in homes.values():
        Path(home).mkdir(parents=True)
    homes["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))  # it calls alembic by name
    options = ["week", f"--CourseDirectory.root={course}", "--log-level=ERROR"]
    steps = ("generate_assignment", "autograde", "generate_feedback")
    _, *spent = [cost([sys.executable, "-m", "nbgrader", step, *options], **homes)["cpu"] for step in steps]
    return spent

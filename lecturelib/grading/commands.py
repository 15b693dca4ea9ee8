"""``lecturelib grade``, ``check``, ``merge``, ``export`` and ``gradescope``: their options, and what they print."""

import argparse
from pathlib import Path

from .options import POLICIES, count, deadline, penalty, positive, seconds, shard

LMS = ("canvas", "moodle", "gradescope", "nbgrader")
IDENTIFIERS = ("username", "useremail", "userid", "useridnumber")


def add_commands(commands) -> None:
    """Add them to the subcommands of a parser."""
    one = commands.add_parser("grade", help="grade a folder or zip of submissions")
    one.add_argument("submissions", type=Path, metavar="SUBMISSIONS", help="STUDENT/…/NN-name.ipynb, or an LMS's zip")
    one.add_argument("--out", type=Path, required=True, metavar="DIR", help="where marks, feedback and report go")
    one.add_argument("--only", nargs="+", default=(), metavar="NOTEBOOK", help="such as 06-lstm")
    one.add_argument("--student", nargs="+", default=(), metavar="NAME", help="grade only these")
    one.add_argument("--regrade", action="store_true", help="grade again what is graded already")
    one.add_argument("--exercise", nargs="+", default=(), metavar="NAME", help="with --regrade: only these exercises")
    one.add_argument("--dry-run", action="store_true", help="with --regrade: only list whose marks would change")
    one.add_argument(
        "--roster", type=Path, metavar="CSV", help="who is who: id, name, …, or what Canvas or Moodle exports"
    )
    add_rules(one)
    one.add_argument("--seed-file", type=Path, metavar="FILE", help="a secret that hidden inputs are drawn from")
    add_limits(one)
    one.add_argument("--jobs", type=positive, metavar="N", help="processes that grade (one for each core)")
    one.add_argument("--strict", action="store_true", help="refuse to run students' code in less than full isolation")
    one.add_argument("--shard", type=shard, metavar="I/N", help="only part I of N of the students; then merge")
    one.add_argument("--scheduler", metavar="ADDRESS", help="grade on a Dask cluster, such as tcp://host:8786")
    one.set_defaults(run=run_grade)

    one = commands.add_parser("check", help="check your own notebooks; exit status 0 if all is right")
    one.add_argument("notebooks", nargs="+", type=Path, metavar="NOTEBOOK")
    add_limits(one)
    one.set_defaults(run=run_check)

    one = commands.add_parser("merge", help="unite the results of shards")
    one.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    one.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the united marks go")
    one.set_defaults(run=run_merge)

    one = commands.add_parser("export", help="write marks for a learning management system")
    one.add_argument("folder", type=Path, metavar="DIR", help="the --out of a run")
    one.add_argument("--to", choices=LMS, required=True)
    one.add_argument("--roster", type=Path, metavar="CSV", help="the list of students, exported from there")
    one.add_argument("--identify", choices=IDENTIFIERS, default="", help="what Moodle knows students by")
    one.add_argument("--only", nargs="+", default=(), metavar="NOTEBOOK", help="such as 06-lstm")
    one.add_argument(
        "--column", default="", metavar="TITLE", help='one column that sums them, such as "HW5: LSTM (33)"'
    )
    one.add_argument("-o", "--output", type=Path, metavar="FILE", help="DIR/canvas.csv, DIR/moodle.csv, DIR/gradescope")
    one.add_argument("--feedback", type=Path, metavar="ZIP", help="also write feedback to upload, canvas and moodle")
    one.add_argument("--db", type=Path, default=Path("gradebook.db"), metavar="FILE", help="nbgrader's (gradebook.db)")
    one.set_defaults(run=run_export)

    one = commands.add_parser("gradescope", help="make the zip of an autograder for Gradescope")
    one.add_argument("-o", "--output", type=Path, default=Path("autograder.zip"), metavar="FILE", help="autograder.zip")
    one.add_argument("--only", metavar="NOTEBOOK", help="such as 06-lstm; any of the course if none is given")
    one.set_defaults(run=run_gradescope)


def add_limits(one: argparse.ArgumentParser) -> None:
    one.add_argument("--timeout", type=seconds, default=10.0, metavar="S", help="seconds for an exercise (10)")
    one.add_argument("--memory", type=positive, default=1024, metavar="MIB", help="memory for an exercise (1024)")


def add_rules(one: argparse.ArgumentParser) -> None:
    """What counts; what is not given stays as it was."""
    one.add_argument("--policy", choices=POLICIES, help="which of several files counts (latest)")
    one.add_argument("--deadline", type=deadline, metavar="TIME", help="such as 2026-11-30T23:59, or none")
    one.add_argument(
        "--late-penalty", type=penalty, metavar="P", help="such as 10%%/day; without, late files do not count"
    )
    one.add_argument("--drop-lowest", type=count, metavar="N", help="notebooks of each student that do not count (0)")


def rules_given(options) -> dict:
    """Those of the rules that were given."""
    rules = {name: getattr(options, name) for name in ("policy", "late_penalty", "drop_lowest")}
    return {name: value for name, value in rules.items() if value is not None}


def run_grade(options) -> int:
    from .escape import terminal
    from .running.request import Request
    from .running.run import grade

    request = Request(
        notebooks=tuple(options.only),
        students=tuple(options.student),
        exercises=tuple(options.exercise),
        shard=options.shard,
        regrade=options.regrade,
        dry_run=options.dry_run,
        roster=options.roster,
        rules=rules_given(options),
        deadline=options.deadline or "",
        seed_file=options.seed_file,
        seconds=options.timeout,
        memory=options.memory,
        strict=options.strict,
        jobs=options.jobs,
        scheduler=options.scheduler,
    )
    done = grade(options.submissions, options.out, request, tell=lambda line: print(terminal(line)))
    notebooks = "1 notebook" if done.graded == 1 else f"{done.graded} notebooks"
    print(f"graded now: {notebooks} in {done.seconds:.1f} s, {done.graded / done.seconds:.1f} a second")
    print_summary(done.summary)
    print("dry run: nothing was written" if options.dry_run else where_to_look(options.out))
    return 0


def print_summary(summary) -> None:
    """How the class stands."""
    from .results import STATUSES

    exercises = " · ".join(f"{summary.statuses[status]} {status}" for status in STATUSES if summary.statuses[status])
    print(f"students: {summary.students}, notebooks: {summary.files}, exercises: {exercises}")
    print(f"isolation of students' code: {summary.isolation or 'none of it was run'}")
    print(f"students of whom a person should see something: {summary.to_see}")


def where_to_look(out: Path) -> str:
    """Where a run has written what people read."""
    return f"marks: {out / 'grades.csv'}, report: {out / 'report.html'}"


def run_check(options) -> int:
    from .errors import GradingError
    from .grader import Grader, Settings

    contents = []
    for notebook in options.notebooks:
        try:
            contents.append(notebook.read_bytes())
        except OSError as error:
            raise GradingError(f"{notebook} cannot be read: {error.strerror}; name a notebook") from error
    with Grader(Settings(options.timeout, options.memory)) as grader:
        graded = [grader.grade(content, file.name) for file, content in zip(options.notebooks, contents, strict=True)]
    for file, one in zip(options.notebooks, graded, strict=True):
        print_graded(file, one)
    return 0 if all(one.results and all(r.status == "right" for r in one.results) for one in graded) else 1


def print_graded(file: Path, graded) -> None:
    """A notebook's verdicts, as its own checks word them, and what else was noticed."""
    from ..exercises.display import headline
    from .escape import terminal, visible

    print(terminal(f"{file}: {graded.notebook or 'no notebook of the course'}"))
    for result in graded.results:
        verdict = None if result.status == "missing" else result
        print(terminal(f"{headline(result.exercise, verdict, result.max_points)} · {result.message}"))
        for line in visible(result.example).splitlines():
            print(f"    {line}")
    for note in graded.notes:
        print(terminal(f"note: {' '.join(filter(None, (note.exercise, note.text)))}"))


def run_merge(options) -> int:
    from .running.merge import merge

    print_summary(merge(options.folders, options.out))
    print(where_to_look(options.out))
    return 0


def run_export(options) -> int:
    from .gradebook import Gradebook, in_one_line
    from .roster.people import read_people

    people = read_people(options.roster) if options.roster else []
    with (
        in_one_line(options.folder),
        Gradebook.of_finished_run(options.folder) as gradebook,
        gradebook.known_by(people),
    ):
        write_marks = write_into_nbgrader if options.to == "nbgrader" else write_for_lms
        if options.feedback:
            write_feedback_zip(gradebook, options, lambda: write_marks(gradebook, options))
        else:
            write_marks(gradebook, options)
    return 0


def write_for_lms(gradebook, options) -> None:
    """Write the marks as a system wants them; say who has none."""
    from .escape import terminal
    from .lms.files import export

    target = options.output or options.folder / (options.to if options.to == "gradescope" else f"{options.to}.csv")
    only, title = tuple(options.only), options.column
    unmatched = export(gradebook, options.to, target, options.roster, options.identify, only, title)
    print(target)
    for name in unmatched:
        print(terminal(f"no grade: {name}"))


def write_into_nbgrader(gradebook, options) -> None:
    """Write the marks into nbgrader's own gradebook; say what is not there as it is here."""
    from .escape import terminal
    from .lms.nbgrader import write_marks

    told = write_marks(gradebook, options.db, tuple(options.only))
    print(options.db)
    for line in told:
        print(terminal(line))


def write_feedback_zip(gradebook, options, write_marks) -> None:
    """Write the marks and the feedback to upload; say whose there is none of."""
    from .escape import terminal
    from .lms.feedback_zip import write_feedback

    without = write_feedback(gradebook, options.to, options.feedback, tuple(options.only), write_marks)
    print(options.feedback)
    for path in without:
        print(terminal(f"no feedback: {path} has no name of {options.to.title()}'s"))


def run_gradescope(options) -> int:
    from .gradebook import in_one_line
    from .lms.autograder import write_zip

    with in_one_line(options.output):
        write_zip(options.output, options.only)
    print(options.output)
    return 0

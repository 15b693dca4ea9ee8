"""``lecturelib …`` on the command line. Every error is one line: what was given, what was wanted, what to do."""

import argparse
import os
import sys
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from . import __version__
from .grading.commands import add_commands, positive
from .grading.errors import GradingError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 1 refused with one line on stderr, 130 stopped by Ctrl-C."""
    options = parser().parse_args(arguments)
    with redirect_stdout(WhileItIsRead(sys.stdout)) as output:
        status = status_of(options)
        output.flush()
    return status


class WhileItIsRead:
    """A stream that takes no harm when whoever read it, such as head, has enough: the rest goes nowhere."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, name: str):
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        with self._unread():
            self.stream.write(text)
        return len(text)

    def flush(self) -> None:
        with self._unread():
            self.stream.flush()

    @contextmanager
    def _unread(self):
        try:
            yield
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.stream.fileno())


def status_of(options) -> int:
    """The exit status of a command, which is run."""
    try:
        return options.run(options)
    except KeyboardInterrupt as stop:
        print(f"lecturelib: {stop or 'stopped; nothing is left half-written'}", file=sys.stderr)
        return 130
    except GradingError as error:
        return refuse(error)
    except errors_of_building() as error:
        return refuse(error)


def refuse(error: Exception) -> int:
    """Print the one line in which an error says what a person got wrong."""
    print(f"lecturelib: {error}", file=sys.stderr)
    return 1


def errors_of_building() -> tuple[type[Exception], ...]:
    """Those with such a line; looked up only where there is an error, since their package is slow to load."""
    from .building import NotebookError, SourceError
    from .publishing.errors import SiteError

    return NotebookError, SourceError, SiteError


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, as all others are."""

    def error(self, message: str):
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = Parser(prog="lecturelib", description="The tools of the course on recurrent networks.")
    top.add_argument("--version", action="version", version=f"lecturelib {__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("start", help="copy the course into a folder of your own, and open it in JupyterLab")
    one.add_argument("folder", type=Path, metavar="DIR", help="what lies there already stays as it is")
    one.add_argument(
        "lab", nargs="*", metavar="LAB_ARG", help="after --: what JupyterLab is told, such as --no-browser"
    )
    one.add_argument("--copy-only", action="store_true", help="copy, and open nothing")
    one.set_defaults(run=run_start)

    one = commands.add_parser("build", help="make the notebooks from their sources, and the tables of their checks")
    one.add_argument("names", nargs="*", metavar="NAME", help="such as 01-squashing; all if none is given")
    one.add_argument("--check", action="store_true", help="build nothing; fail naming what is out of date")
    one.add_argument("--overwrite", action="store_true", help="build over notebooks that were edited by hand")
    one.add_argument("--folder", type=Path, default=Path("notebooks"), help="where the notebooks lie (notebooks)")
    one.set_defaults(run=run_build)

    one = commands.add_parser("solve", help="write a notebook with the solutions in")
    one.add_argument("notebooks", nargs="+", type=Path, metavar="NOTEBOOK")
    one.add_argument("-o", "--output", type=Path, required=True, help="a folder, or for one notebook such as a.ipynb")
    one.add_argument("--run", action="store_true", dest="execute", help="run it too, so that it has its outputs")
    one.set_defaults(run=run_solve)

    one = commands.add_parser("bench", help="measure the cells against torch's layers and loops, or the grading")
    one.add_argument("what", nargs="?", choices=("cells", "grading"), default="cells", help="which of the two (cells)")
    one.add_argument("--quick", action="store_true", help="fewer sizes and rounds, in under three minutes")
    one.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there too")
    one.add_argument("--plot", type=Path, metavar="FILE", help="draw them there, of the cells: PNG, SVG or PDF")
    one.add_argument("--rounds", type=positive, metavar="N", help="how often each number is taken (cells 5, grading 3)")
    one.add_argument("--submissions", type=positive, metavar="N", help="how many to grade (200)")
    one.add_argument("--many", type=int, metavar="N", help="a class whose memory is looked at (2000)")
    one.set_defaults(run=run_bench)

    one = commands.add_parser("site", help="make of the notebooks a site to read and to solve the exercises in")
    one.add_argument("names", nargs="*", metavar="NAME", help="such as 01-squashing; all if none is given")
    one.add_argument("--folder", type=Path, default=Path("notebooks"), help="where the notebooks lie (notebooks)")
    one.add_argument("--room", type=Path, default=Path("site"), help="where the sources of the site lie (site)")
    one.add_argument("--build", type=Path, default=Path("build"), help="where to make it, in its folder site (build)")
    one.add_argument("--numpy", type=Path, metavar="WHEEL", help="Pyodide's own NumPy; a stand-in if none is given")
    one.add_argument("--serve", type=int, nargs="?", const=8000, metavar="PORT", help="then show it on this machine")
    one.set_defaults(run=run_site)

    add_commands(commands)
    return top


def run_start(options) -> int:
    from .start import copy_course, open_course

    copies = copy_course(options.folder)
    print(f"{options.folder}: {len(copies)} notebook{'s' * (len(copies) != 1)} copied")
    return 0 if options.copy_only else open_course(options.folder, options.lab)


def run_build(options) -> int:
    from .building import NotebookError, build, build_tables, out_of_date, sources, stale_tables

    chosen = sources(options.folder)
    if unknown := set(options.names) - {source.stem for source in chosen}:
        known = ", ".join(source.stem for source in chosen)
        raise NotebookError(f"no source called {', '.join(sorted(unknown))}; there are {known}")
    chosen = [source for source in chosen if not options.names or source.stem in options.names]
    tables = stale_tables(source.stem for source in chosen)
    if options.check:
        stale = [reason for source in chosen if (reason := out_of_date(source))]
        for reason in (*stale, *tables.values()):
            print(f"lecturelib: {reason}; run: lecturelib build", file=sys.stderr)
        print(f"{len(chosen) - len(stale)} of {len(chosen)} notebooks are up to date")
        return 1 if stale or tables else 0
    for path in build_tables(tables):
        print(path)
    for source in reversed(chosen):  # the start page last: it shows the progress in the others
        print(build(source, options.overwrite))
    return 0


def run_solve(options) -> int:
    from .building import NotebookError, solve

    into_folder = len(options.notebooks) > 1 or options.output.is_dir() or options.output.suffix.lower() != ".ipynb"
    if into_folder and options.output.is_file():
        raise NotebookError(
            f"{options.output} is a file; several notebooks need a folder, one needs that or a file such as a.ipynb"
        )
    for notebook in reversed(options.notebooks):
        target = options.output / notebook.name if into_folder else options.output
        if target.resolve() == notebook.resolve():
            raise NotebookError(f"{target} is the notebook itself; name another file with -o")
        try:
            count = solve(notebook, target, options.execute)
        except OSError as error:
            raise NotebookError(f"{error.filename or target}: {error.strerror}; name another place with -o") from error
        print(f"{target}: {count} solution{'s' * (count != 1)}")
    return 0


def run_site(options) -> int:
    from .publishing import make_site, serve

    site = make_site(options.room, options.folder, options.build, options.names, options.numpy)
    print(site)
    if options.serve is not None:
        serve(site, options.serve)
    return 0


def run_bench(options) -> int:
    if options.what == "grading":
        from .bench import grading

        grading.run(options.json, **shape_of_bench(options, grading.QUICK, "rounds", "submissions", "many"))
        return 0
    from . import bench

    bench.run(options.json, options.plot, **shape_of_bench(options, bench.QUICK, "rounds"))
    return 0


def shape_of_bench(options, quick: dict, *names: str) -> dict:
    """What `run` is told: the quick form if that is asked for, and over it the options that are given."""
    given = {name: value for name in names if (value := getattr(options, name)) is not None}
    return (quick if options.quick else {}) | given


if __name__ == "__main__":
    sys.exit(main())

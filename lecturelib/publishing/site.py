"""The whole site in a folder, for any server of static files."""

import shutil
import subprocess
import sys
from pathlib import Path

from ..course import NOTEBOOKS
from ..palette import FILTER
from .errors import SiteError
from .files import copy, write_text
from .front import write_front
from .live import cells_that_run
from .pages import write_course, write_page
from .run import executed
from .runtime import lay_out_runtime

NPM = "npm ci --ignore-scripts --prefix site"
UNASKED = ("_sources", "_static/locales", "_static/scripts/*.map", "_static/styles/*.map", ".buildinfo", "objects.inv")
MATHJAX = ("tex-chtml.js", "output/chtml")


def make_site(room: Path, notebooks: Path, build: Path, names: list[str], numpy: Path | None) -> Path:
    """Build the site of these notebooks, all if none is named, and return its folder.

    room: where the site's sources lie; notebooks: the course's; build: where everything that can be made again goes.
    Raises SiteError where something is missing, NotebookError or SourceError where a notebook cannot be run.
    """
    room, build, modules = room.resolve(), build.resolve(), installed(room)
    sources, site = build / "site-sources", build / "site"
    shutil.rmtree(sources, ignore_errors=True)
    static = sources / "_static"
    taken, front = chosen(names), build / "front/index.ipynb"
    write_front(room / "index.py", taken, front)
    lay_out_runtime(modules, numpy, static / "python")
    course = [notebooks / f"{name}.ipynb" for name in taken]
    ready = [executed(notebook, build / "executed") for notebook in (front, *course)]
    live = cells_that_run(ready, room, static / "python")
    for notebook in ready:
        write_page(notebook, live[notebook.stem], sources, static)
    write_course(static)
    for part in MATHJAX:
        copy(modules / "mathjax/es5" / part, static / "mathjax" / part)
    copy(room / "style", static / "style")
    write_text(static / "style/dark.css", f"html[data-theme=dark] .lecturelib img {{ filter: {FILTER} }}\n")
    bundle(room, ["main", "worker"], "esm", "--splitting", f"--outdir={static / 'script'}")
    run_sphinx(room, sources, site, partial=bool(names))
    bundle(room, ["icons"], "iife", f"--outfile={site / '_static/scripts/fontawesome.js'}")
    trim(site)
    return site


def installed(room: Path) -> Path:
    """npm's folder in the site's sources. Raises SiteError where either is not there."""
    if not (room / "package.json").exists():
        raise SiteError(f"no sources of the site in {room}; run this in the course's folder, or name it with --room")
    modules = room / "node_modules"
    if not (modules / ".package-lock.json").exists():
        raise SiteError(f"{modules} is not there; install Node and npm, then run: {NPM}")
    return modules


def chosen(names: list[str]) -> list[str]:
    """The names of the notebooks to take, in course order. Raises SiteError for one that does not exist."""
    known = [notebook.name for notebook in NOTEBOOKS]
    if unknown := sorted(set(names) - set(known)):
        raise SiteError(f"no notebook called {', '.join(unknown)}; there are {', '.join(known)}")
    return [name for name in known if name in names or not names]


def bundle(room: Path, names: list[str], form: str, *options: str) -> None:
    """Scripts of the page and what they import, as few files as serve. Raises SiteError where one has an error."""
    entries = [str(room / "src" / f"{name}.mjs") for name in names]
    fixed = ["--bundle", "--minify", f"--format={form}", "--log-level=error"]
    fixed += ["--out-extension:.js=.mjs"] if form == "esm" else []
    command = [room / "node_modules/.bin/esbuild", *entries, *fixed, *options]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SiteError(f"the page's scripts could not be bundled: {done.stderr.strip()}")


def run_sphinx(room: Path, sources: Path, site: Path, partial: bool) -> None:
    """Make pages of what lies in sources. partial: links may lead to notebooks that are left out. Raises SiteError for
    anything else that Sphinx warns of."""
    shutil.rmtree(site, ignore_errors=True)
    options = ["-q", "-W", "--keep-going", "-j", "auto", "-c", str(room), "-d", str(site.with_name("site-doctrees"))]
    options += ["-D", f"html_static_path={sources / '_static'}"]
    options += ["-D", "suppress_warnings=myst.header,myst.xref_missing"] if partial else []
    done = subprocess.run([sys.executable, "-m", "sphinx", *options, sources, site], capture_output=True, text=True)
    if done.returncode:
        raise SiteError(f"Sphinx found fault with the pages:\n{done.stderr.strip()}")


def trim(site: Path) -> None:
    """Leave out what no page asks for."""
    for pattern in UNASKED:
        for path in site.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    write_text(site / ".nojekyll", "")  # or GitHub leaves out all folders that begin with _

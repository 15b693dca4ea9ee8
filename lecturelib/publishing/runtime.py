"""Python for the browser: Pyodide, NumPy for it, and the part of the course that judges answers."""

import hashlib
import json
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath

from .errors import SiteError
from .files import copy, write_json

PACKAGE = Path(__file__).parents[1]
PYODIDE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
STAYS_HOME = {"bench", "building", "datasets", "experiments", "figures", "grading", "publishing", "widgets", "train.py"}
GOES_ALONG = {".py", ".npz"}  # modules, and the tables of diagnosis
STAND_IN = "@emscripten-forge/numpy/pkg/*.tar.gz"
UNUSED = {"tests", "f2py", "distutils", "include", "testing"}  # of NumPy, in a page
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # so that the same content gives the same bytes


def lay_out_runtime(modules: Path, numpy: Path | None, target: Path) -> None:
    """Write Pyodide, its list of packages with NumPy alone, NumPy's wheel and the course's code into a folder.

    modules: npm's folder. numpy: the wheel that Pyodide's own list names, None for the stand-in that npm brought.
    Raises SiteError where the wheel is another.
    """
    for name in PYODIDE:
        copy(modules / "pyodide" / name, target / name)
    lock = json.loads((modules / "pyodide/pyodide-lock.json").read_text(encoding="utf-8"))
    wanted = lock["packages"]["numpy"]
    wheel = checked(numpy, wanted) if numpy else stand_in(modules)
    (target / wanted["file_name"]).write_bytes(wheel)
    lock["packages"] = {"numpy": wanted | {"sha256": hashlib.sha256(wheel).hexdigest()}}
    write_json(target / "pyodide-lock.json", lock)
    (target / "course.zip").write_bytes(course())
    # so that a page can say how far it is
    fetched = [target / name for name in (*PYODIDE[2:], wanted["file_name"], "course.zip")]
    write_json(target / "size.json", sum(file.stat().st_size for file in fetched))


def checked(wheel: Path, wanted: dict) -> bytes:
    """The content of a wheel, if it is the one that Pyodide wants. Raises SiteError."""
    content = wheel.read_bytes()
    if (found := hashlib.sha256(content).hexdigest()) != wanted["sha256"]:
        raise SiteError(f"{wheel} has the SHA-256 {found}; Pyodide's {wanted['file_name']} has {wanted['sha256']}")
    return content


def stand_in(modules: Path) -> bytes:
    """emscripten-forge's NumPy as a wheel: its files, and no more than a page imports."""
    packed, where = BytesIO(), PurePosixPath("lib/python3.12/site-packages")
    (archive,) = modules.glob(STAND_IN)
    with tarfile.open(archive) as tar, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as wheel:
        for member in sorted(tar.getmembers(), key=lambda member: member.name):
            path = PurePosixPath(member.name)
            if member.isfile() and path.is_relative_to(where) and not UNUSED & set(path.parts):
                add(wheel, str(path.relative_to(where)), tar.extractfile(member).read())
    return packed.getvalue()


def course() -> bytes:
    """The modules of the course that a page may import, zipped."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in sorted(PACKAGE.rglob("*")):
            path = file.relative_to(PACKAGE.parent)
            if path.suffix in GOES_ALONG and not STAYS_HOME & set(path.parts):
                add(zipped, path.as_posix(), file.read_bytes())
    return packed.getvalue()


def add(zipped: zipfile.ZipFile, name: str, content: bytes) -> None:
    """A file of an archive, dated like all others."""
    zipped.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), content, zipfile.ZIP_DEFLATED)

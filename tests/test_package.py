"""The course as a package: a wheel with the notebooks inside, and a folder of one's own that it starts."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from lecturelib.cli import main
from lecturelib.course import NOTEBOOKS
from lecturelib.start import FIRST

ROOT = Path(__file__).parent.parent
NAMES = sorted(f"{notebook.name}.ipynb" for notebook in NOTEBOOKS)
RUN = f"""
import nbformat, sys
from nbclient import NotebookClient
notebook = nbformat.read({FIRST!r}, as_version=4)
NotebookClient(notebook, timeout=120).execute()
nbformat.write(notebook, "run.ipynb")
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with nothing but the package, installed from its wheel, in an environment that finds it first."""
    folder, source = tmp_path_factory.mktemp("package"), tmp_path_factory.mktemp("source") / "course"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", ROOT.as_uri(), source], check=True)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", source, "--no-deps", "--no-build-isolation", "-w", folder], check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", wheel, "--no-deps", "--target", folder / "site"], check=True)
    return os.environ | {"PYTHONPATH": str(folder / "site")}


def test_the_wheel_starts_a_course_whose_first_notebook_runs(installed, tmp_path):
    def python(*arguments):
        return subprocess.run(
            [sys.executable, *arguments], cwd=tmp_path, env=installed, capture_output=True, text=True, check=True
        ).stdout

    assert python("-c", "import lecturelib; print(lecturelib.__file__)").startswith(installed["PYTHONPATH"])
    assert python("-m", "lecturelib", "start", "mine", "--copy-only") == f"mine: {len(NAMES)} notebooks copied\n"
    assert sorted(file.name for file in (tmp_path / "mine").iterdir()) == NAMES
    subprocess.run([sys.executable, "-c", RUN], cwd=tmp_path / "mine", env=installed, check=True)
    shown = nbformat.reads((tmp_path / "mine" / "run.ipynb").read_text(encoding="utf-8"), as_version=4)
    outputs = [output for cell in shown.cells for output in cell.get("outputs", ())]
    assert outputs and not [output for output in outputs if output.output_type == "error"]


def test_what_a_student_has_is_kept(tmp_path, capsys):
    (tmp_path / NAMES[0]).write_text("mine")
    assert main(["start", str(tmp_path), "--copy-only"]) == 0
    assert (tmp_path / NAMES[0]).read_text() == "mine"
    assert capsys.readouterr().out == f"{tmp_path}: {len(NAMES) - 1} notebooks copied\n"
    assert main(["start", str(tmp_path), "--copy-only"]) == 0
    assert capsys.readouterr().out == f"{tmp_path}: 0 notebooks copied\n"


def test_a_folder_that_cannot_be_is_told_in_one_line(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["start", str(tmp_path / "file"), "--copy-only"]) == 1
    assert capsys.readouterr().err == f"lecturelib: {tmp_path / 'file'}: File exists; name another folder\n"


def test_jupyterlab_is_started_in_the_folder_with_what_it_is_told(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(
        subprocess, "run", lambda command, cwd: calls.append((command, cwd)) or subprocess.CompletedProcess(command, 3)
    )
    assert main(["start", str(tmp_path), "--", "--no-browser", "--port=9000"]) == 3
    ((command, folder),) = calls
    assert folder == tmp_path and command[1:3] == ["-m", "jupyterlab"]
    assert f"--LabApp.default_url=/lab/tree/{FIRST}" in command and command[4:6] == ["--no-browser", "--port=9000"]

"""The command, however it is started."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["lecturelib", "lecturelib.cli"])
def test_it_runs_as_a_module(module, tmp_path):
    command = [sys.executable, "-m", module, "build", "--folder", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith("lecturelib: no sources in ") and done.stderr.count("\n") == 1

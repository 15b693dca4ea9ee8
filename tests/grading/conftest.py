"""Grading does not run on Windows (docs/grading.md says why), so neither do its tests; what several of them read."""

import sys

import pytest

collect_ignore_glob = ["test_*.py"] if sys.platform == "win32" else []


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """All that people read of a class with every status, flag and name."""
    from standin import a_class

    from lecturelib.grading.reporting.outputs import write_outputs

    folder = tmp_path_factory.mktemp("marks")
    write_outputs(a_class(), folder)
    return folder

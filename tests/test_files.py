"""Files are written whole or not at all."""

import pytest

from lecturelib.building.build import write
from lecturelib.files import whole_file


def test_what_breaks_off_leaves_the_file_as_it_was(tmp_path):
    (tmp_path / "grades.csv").write_text("old")
    with pytest.raises(KeyboardInterrupt), whole_file(tmp_path / "grades.csv") as file:
        file.write("half")
        raise KeyboardInterrupt
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("grades.csv", b"old")]


def test_a_notebook_too(tmp_path):
    write({"cells": []}, tmp_path / "a.ipynb")
    with pytest.raises(TypeError):
        write({"cells": [object()]}, tmp_path / "a.ipynb")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.ipynb", b'{\n "cells": []\n}\n')]

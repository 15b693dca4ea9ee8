"""From executed notebooks to what Sphinx and the page's script read; what is refused, and in which words."""

import base64
import json
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from lecturelib.building.execute import WIDGET
from lecturelib.course import NOTEBOOKS
from lecturelib.publishing.errors import SiteError
from lecturelib.publishing.front import write_front
from lecturelib.publishing.live import what_is_printed
from lecturelib.publishing.pictures import take_pictures
from lecturelib.publishing.runtime import course, lay_out_runtime, stand_in
from lecturelib.publishing.serve import POLICY
from lecturelib.publishing.site import chosen, installed
from lecturelib.publishing.widgets import STATE, take_widgets

ROOT = Path(__file__).parents[2]
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480)


def notebook(*outputs):
    return new_notebook(cells=[new_code_cell("1", outputs=[new_output(**output)]) for output in outputs])


def test_a_picture_becomes_a_file_that_waits_until_it_is_near(tmp_path):
    html = f'<figure><img alt="a curve" src="data:image/png;base64,{base64.b64encode(PNG).decode()}"></figure>'
    page = notebook({"output_type": "display_data", "data": {"text/html": html}})
    take_pictures(page, tmp_path)
    (file,) = (tmp_path / "pictures").iterdir()
    assert file.read_bytes() == PNG
    fetched = f'src="_static/pictures/{file.name}" width="640" height="480" loading="lazy"'
    assert page.cells[0].outputs[0].data["text/html"] == f'<figure><img alt="a curve" {fetched}></figure>'


def test_a_widget_becomes_script_style_and_state_and_keeps_its_still(tmp_path):
    view = {"model_id": "m1"}
    data = {WIDGET: view, "text/html": "<i>still</i>", "text/plain": "words"}
    page = notebook({"output_type": "display_data", "data": data})
    state = {"_esm": "export default {}", "_css": "i {}", "_model_name": "AnyModel", "unit": 2}
    page.metadata["widgets"] = {STATE: {"state": {"m1": {"state": state}, "other": {"state": {}}}}}
    widgets = take_widgets(page, tmp_path)
    assert list(widgets) == ["m1"] and widgets["m1"]["state"] == {"unit": 2}
    assert (tmp_path / widgets["m1"]["script"]).read_text() == "export default {}"
    shown = page.cells[0].outputs[0].data["text/html"]
    assert 'data-widget="m1"' in shown and "<noscript><i>still</i></noscript>" in shown
    assert "widgets" not in page.metadata


def test_what_a_cell_prints():
    page = notebook(
        {"output_type": "stream", "name": "stdout", "text": "a\n"},
        {"output_type": "execute_result", "data": {"text/plain": "2"}},
        {"output_type": "display_data", "data": {"text/html": "<p>", "text/plain": "p"}},
    )
    page.cells.append(new_code_cell("check(gate)", metadata={"nbgrader": {}}))
    ids = [cell.id for cell in page.cells]
    assert what_is_printed(page) == {ids[0]: "a\n", ids[1]: "2"}


def test_the_front_page_follows_the_list_of_notebooks(tmp_path):
    names = [NOTEBOOKS[1].name, NOTEBOOKS[2].name]
    write_front(ROOT / "site/index.py", names, tmp_path / "index.ipynb")
    text = (tmp_path / "index.ipynb").read_text(encoding="utf-8")
    assert f'href=\\"{names[0]}.html\\">Start here' in text
    assert [text.count(f'data-notebook=\\"{name}\\"') for name in names] == [1, 1]
    assert NOTEBOOKS[3].name not in text


def test_the_course_in_a_page_has_no_grader_and_no_training():
    names = zipfile.ZipFile(BytesIO(course())).namelist()
    assert "lecturelib/page/notebook_page.py" in names and "lecturelib/checking/flags.py" in names
    assert not [name for name in names if name.startswith("lecturelib/grading") or "train" in name]
    assert course() == course()


def test_the_runtime_names_one_package_and_refuses_another_numpy(modules, tmp_path):
    lay_out_runtime(modules, None, tmp_path / "python")
    lock = json.loads((tmp_path / "python/pyodide-lock.json").read_text(encoding="utf-8"))
    assert list(lock["packages"]) == ["numpy"]
    assert (tmp_path / "python" / lock["packages"]["numpy"]["file_name"]).read_bytes() == stand_in(modules)
    (tmp_path / "numpy.whl").write_bytes(b"another")
    with pytest.raises(SiteError, match=r"numpy\.whl has the SHA-256 .*; Pyodide's numpy-2\.0\.2-.* has ebb61241"):
        lay_out_runtime(modules, tmp_path / "numpy.whl", tmp_path / "other")


def test_what_is_missing_is_said_with_what_to_do(tmp_path):
    with pytest.raises(SiteError, match=r"no sources of the site in .*; run this in the course's folder"):
        installed(tmp_path)
    (tmp_path / "package.json").write_text("{}")
    with pytest.raises(SiteError, match="node_modules is not there; install Node and npm, then run: npm ci"):
        installed(tmp_path)
    with pytest.raises(SiteError, match="no notebook called 03-rmm; there are 00-start"):
        chosen(["03-rmm"])
    assert chosen([]) == [notebook.name for notebook in NOTEBOOKS]


def test_the_policy_that_is_tested_is_the_one_that_is_handed_on():
    assert POLICY in (ROOT / "docs/site.md").read_text(encoding="utf-8")


def test_the_lock_file_holds_hashes_and_no_addresses():
    lock = json.loads((ROOT / "site/package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages and all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert not any("resolved" in package for package in packages.values())

"""What axe-core, the usual judge of accessible pages, finds in an exported notebook and in the explorers: nothing."""

import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest
from test_live_cell import live
from test_scan_explorer import A, B
from test_widgets import EXPLORERS

from lecturelib.building.execute import execute
from lecturelib.widgets import CliffExplorer, ScanExplorer

AXE = "axe-core@4.10.3"
CELLS = [
    "import numpy as np\nimport matplotlib.pyplot as plt\nfrom lecturelib.exercises import check\n"
    "from lecturelib.figures import show\nfrom lecturelib.widgets import CliffExplorer",
    "plt.plot([1, 3, 2])\nshow('it goes up, then down')",
    "CliffExplorer()",
    "def gate(signal, opinion):\n    return signal",
    "check(gate)",
]
FOUND = """async ([where, rules]) => {
    const options = rules.length ? {runOnly: {type: 'rule', values: rules}} : {};
    const {violations} = await axe.run(where, options);
    return violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.html.slice(0, 120)}`));
}"""
DARK = "body {background: #111; color: #eee; --jp-layout-color0: #111; --jp-ui-font-color1: #eee}"


@pytest.fixture(scope="session")
def axe():
    """axe-core's script, from npm; skips where it cannot be had."""
    npm, folder = shutil.which("npm"), Path(__file__).parent.parent / "build" / "axe"
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    if npm and not script.exists():
        folder.mkdir(parents=True, exist_ok=True)
        quiet = ["--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run([npm, "install", *quiet, "--prefix", folder, AXE], capture_output=True, timeout=120, check=False)
    if not script.exists():
        pytest.skip(f"no {AXE}: npm is not there, or could not fetch it")
    return script.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """A notebook with a figure, an explorer and a check, run, and exported as nbconvert does, light and dark."""
    from nbconvert import HTMLExporter

    folder = tmp_path_factory.mktemp("exported")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in CELLS])
    execute(notebook, folder, folder / "made_up.py")
    return {theme: HTMLExporter(theme=theme).from_notebook_node(notebook)[0] for theme in ("light", "dark")}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_picture_of_an_export_has_its_alt_text_and_our_outputs_no_fault(chromium, axe, exported, theme):
    page = chromium.new_page()
    page.route("**/*", lambda route: route.abort())  # what the page would fetch from elsewhere
    page.set_content(exported[theme], wait_until="commit")
    page.wait_for_selector(".lecturelib img")
    page.evaluate(axe)
    alts = page.locator("img").evaluate_all("all => all.map(e => e.alt)")  # where there is none nbconvert writes that
    assert alts == ["it goes up, then down", f"The cliff: run this cell to move it. {CliffExplorer().takeaway}"]
    assert page.evaluate(FOUND, ["body", ["image-alt"]]) == []
    assert page.evaluate(FOUND, [".jp-OutputArea-output", []]) == []
    grounds = page.locator(".lecturelib img").evaluate_all("all => all.map(e => getComputedStyle(e).filter)")
    assert [ground == "none" for ground in grounds] == [theme == "light"] * 2
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("make", [*EXPLORERS, live, lambda: ScanExplorer(A, B)])
def test_an_explorer_has_no_fault(show, axe, make, theme):
    page = show(make())
    if theme == "dark":
        page.add_style_tag(content=DARK)
        page.set_viewport_size({"width": 700, "height": 1000})  # it paints itself anew
        page.wait_for_timeout(100)
    page.evaluate(axe)
    assert page.evaluate(FOUND, [".explorer", []]) == []

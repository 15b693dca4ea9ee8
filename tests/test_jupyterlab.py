"""The course as a student meets it: JupyterLab in a real browser, a notebook run, an answer typed, a slider moved."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from lecturelib.exercises import EXERCISES

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
ANSWER = EXERCISES["clip_by_norm"]
QUIET = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
}
IDLE = r"""() => /\| Idle/.test(document.querySelector('#jp-main-statusbar')?.textContent || '')
  && !/No Kernel/.test(document.querySelector('.jp-KernelName')?.textContent || 'No Kernel')"""
ALL_RUN = r"""() => [...document.querySelectorAll('.jp-CodeCell')]
  .every(cell => /\[\d+\]/.test(cell.querySelector('.jp-InputPrompt')?.textContent || ''))"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab that serves a copy of the course from a home of its own."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(NOTEBOOKS, home / "course", ignore=shutil.ignore_patterns("src", ".*"))
    for name, value in QUIET.items():
        file = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(value))
    rooms = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_RUNTIME_DIR": "runtime", "JUPYTERLAB_SETTINGS_DIR": "settings"}
    rooms |= {"JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython", "JUPYTER_DATA_DIR": "data"}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"]
    options += [f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={home / 'course'}"]
    with open(home / "log", "w") as log:
        environment = os.environ | {name: str(home / room) for name, room in rooms.items()}
        command = [sys.executable, "-m", "jupyterlab", *options]
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for(f"http://127.0.0.1:{port}/api/status?token={token}")
        yield lambda name: f"http://127.0.0.1:{port}/lab/tree/{name}?token={token}&reset"
    finally:
        server.terminate()
        server.wait(20)


def wait_for(address, seconds=60):
    deadline = time.monotonic() + seconds
    while True:
        try:
            return urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@pytest.fixture(scope="module")
def page(chromium, lab):
    """A notebook with exercises and a slider, all cells run. The tests below share it, in order, as a student would."""
    page = chromium.new_page(viewport={"width": 1280, "height": 1000})
    page.goto(lab("05-vanishing.ipynb"))
    page.wait_for_function(IDLE, timeout=90_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator('[data-command="runmenu:run-all"]').click()
    page.wait_for_function(ALL_RUN, timeout=180_000)
    page.wait_for_function(IDLE, timeout=60_000)
    return page


def cell_with(page, text):
    return page.locator(".jp-CodeCell", has=page.locator(".cm-content", has_text=text)).first


def answer(page, source):
    """Type a source over the exercise's cell, run it and its check, and return the text of the check's verdict."""
    cell = cell_with(page, f"def {ANSWER.name}(")
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)
    page.keyboard.press("Shift+Enter")
    check = cell_with(page, f"check({ANSWER.name})")
    before = check.locator(".jp-InputPrompt").inner_text()
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(IDLE)
    page.wait_for_function(
        "([cell, before]) => { const now = cell.querySelector('.jp-InputPrompt').textContent;"
        " return now !== before && /\\d/.test(now) }",
        arg=[check.element_handle(), before],
    )
    return check.locator(".jp-OutputArea").inner_text()


def test_the_notebook_runs_without_an_error(page):
    assert page.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0
    assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0


def test_a_wrong_answer_then_a_right_one(page):
    started = cell_with(page, f"check({ANSWER.name})").locator(".jp-OutputArea").inner_text()
    assert f"○ {ANSWER.name} 0/{ANSWER.points}" in started
    wrong = ANSWER.solution().replace("limit / norm if", "norm / limit if")
    assert wrong != ANSWER.solution()
    verdict = answer(page, wrong)
    assert f"◐ {ANSWER.name}" in verdict and "returned" in verdict and "expected" in verdict
    assert f"● {ANSWER.name} {ANSWER.points}/{ANSWER.points}" in answer(page, ANSWER.solution())


def test_a_slider_moves_with_the_keyboard_and_the_picture_follows(page):
    slider = page.locator(".jp-OutputArea input[type=range]").first
    slider.scroll_into_view_if_needed()
    picture = page.locator(".jp-OutputArea svg[role=img]").first
    before, value = picture.inner_html(), slider.input_value()
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert slider.input_value() != value
    page.wait_for_function("([svg, before]) => svg.innerHTML !== before", arg=[picture.element_handle(), before])

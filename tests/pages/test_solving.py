"""Exercises solved in the page, in Chromium with no other machine in reach."""

import json
from pathlib import Path

import nbformat
import pytest
from reader import Reader

from lecturelib.cli import main
from lecturelib.course import EXERCISES, UNITS
from lecturelib.page import NotebookPage

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
START = UNITS["start"].name
NAME = "continue_trend"
RIGHT = EXERCISES[NAME].solution()
WRONG = RIGHT.replace("today + (today - yesterday)", "yesterday")
SLEEPS = f"import time\n\n@exercise\ndef {NAME}(yesterday, today):\n    time.sleep(1000)\n"
LEAVES = f"import os\n\n@exercise\ndef {NAME}(yesterday, today):\n    os._exit(3)\n"


def in_words(text):
    """What the notebook says of an answer, laid out as the page shows it."""
    verdict = json.loads(NotebookPage((NOTEBOOKS / f"{START}.ipynb").read_text(encoding="utf-8")).check(NAME, text))
    return "\n".join(filter(None, (f"{verdict['head']} · {verdict['message']}", verdict["example"])))


def test_an_afternoon_of_a_student(reader):
    """Not started, wrong in the notebook's words, hints to the last, the solution, right, and all of it there again."""
    page = reader.open(START)
    assert reader.check(NAME) == ("not_started", in_words(EXERCISES[NAME].stub()))
    assert WRONG != RIGHT and reader.check(NAME, WRONG) == ("wrong", in_words(WRONG))
    box = reader.exercise(NAME)
    for _ in EXERCISES[NAME].hints:
        box.get_by_role("button", name="Hint").click()
    assert box.get_by_role("button", name="Hint").is_hidden()
    box.get_by_role("button", name="Solution").click()
    assert "return" in box.locator(".lecture-verdict").inner_text()
    assert reader.check(NAME, RIGHT)[0] == "right"
    page.reload()
    assert "BEGIN SOLUTION" in reader.exercise(NAME).locator(".cm-content").inner_text()
    assert reader.exercise(NAME).locator(".lecture-hints p").count() == len(EXERCISES[NAME].hints)
    reader.exercise(NAME).get_by_role("button", name="Start again").click()
    assert "NotImplementedError" in reader.exercise(NAME).locator(".cm-content").inner_text()


def test_what_does_not_end_or_ends_python_costs_one_line(reader):
    reader.open(START)
    assert "did not come to an end" in reader.check(NAME, SLEEPS)[1]
    assert "ended Python itself" in reader.check(NAME, LEAVES)[1]
    assert reader.check(NAME, RIGHT)[0] == "right"


def test_a_lost_network_is_said_and_tried_again(reader):
    reader.open(START)
    reader.exercise(NAME)
    reader.context.route("**/_static/python/**", lambda route: route.abort())
    status, words = reader.check(NAME, RIGHT)
    assert status == "error" and "Python could not be started" in words and "network" in words
    reader.context.unroute("**/_static/python/**")
    assert reader.check(NAME)[0] == "right"


@pytest.mark.parametrize("missing", ["Worker", "WebAssembly"])
def test_a_browser_that_cannot_run_python_says_so_and_still_reads(reader, missing):
    reader.context.add_init_script(f"delete window.{missing}")
    reader.open(START)
    status, words = reader.check(NAME)
    assert status == "error" and "this browser" in words


FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"


@pytest.mark.parametrize(("refuse", "reason"), [(FORBIDDEN, "allows this page no storage"), (FULL, "is full")])
def test_storage_that_is_forbidden_or_full_is_said_once(chromium, address, refuse, reason):
    """The theme's own scripts fail where storage is forbidden; the course's go on."""
    with Reader(chromium, address) as reader:
        reader.context.add_init_script(refuse)
        page = reader.open(START)
        reader.type(NAME, RIGHT)
        warning = page.locator(".lecture-not-kept")
        assert warning.count() == 1 and reason in warning.inner_text()
        assert "BEGIN SOLUTION" in reader.exercise(NAME).locator(".cm-content").inner_text()


def test_keyboard_alone(reader):
    """From the first page to a solved exercise without a pointer."""
    page = reader.open("index")
    page.get_by_role("article").get_by_role("link", name="Start here").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{START}.html")
    reader.exercise(NAME).locator(".cm-content").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(RIGHT)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("cm-content")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Check"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ControlOrMeta+z")
    assert reader.check(NAME, RIGHT)[0] == "right"


def test_what_a_screen_reader_hears(reader):
    reader.open(START)
    box = reader.exercise(NAME)
    editor = box.get_by_role("textbox", name=f"your {NAME}")
    assert editor.count() == 1
    described = editor.get_attribute("aria-describedby")
    assert "Escape" in box.locator(f"#{described}").inner_text()
    assert box.locator(".lecture-verdict").get_attribute("role") == "status"


def test_the_notebook_goes_out_with_the_answers_and_comes_back(reader, tmp_path, capsys):
    page = reader.open(START)
    reader.type(NAME, RIGHT)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my notebook").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    notebook = nbformat.read(file, as_version=4)
    nbformat.validate(notebook)
    assert main(["check", str(file)]) == 0 and f"● {NAME}" in capsys.readouterr().out
    page.evaluate("localStorage.clear()")
    reader.open(START)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a notebook").click()
    chooser.value.set_files(file)
    page.get_by_text(f"1 answer taken: {NAME}").wait_for()
    assert "BEGIN SOLUTION" in reader.exercise(NAME).locator(".cm-content").inner_text()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [("no JSON", "is no notebook"), ("{}", "no notebook of the format"), ('{"cells": []}', "answers none of")],
)
def test_a_file_that_is_no_notebook_of_this_page(reader, tmp_path, content, complaint):
    page = reader.open(START)
    (tmp_path / "other.ipynb").write_text(content)
    page.locator(".lecture-tools input[type=file]").set_input_files(tmp_path / "other.ipynb")
    page.get_by_text(complaint).wait_for()


def test_the_first_page_knows_how_far_one_is_and_where_one_was(reader, tmp_path):
    page = reader.open(START)
    assert reader.check(NAME, RIGHT)[0] == "right"
    reader.open("index")
    row = page.locator(f'.lecture-map [data-notebook="{START}"]')
    assert "● 1/1" in row.inner_text()
    assert page.locator(".lecture-resume a").get_attribute("href").startswith(f"{START}.html")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my work").click()
    file = tmp_path / "mine.json"
    download.value.save_as(file)
    page.evaluate("localStorage.clear()")
    page = reader.open("index")
    assert "○ 0/1" in row.inner_text()
    page.locator(".lecture-tools input[type=file]").set_input_files(file)
    page.wait_for_function("() => document.querySelector('.lecture-map').textContent.includes('● 1/1')")


def test_two_tabs_hold_the_same_text(chromium, address):
    with Reader(chromium, address) as reader:
        reader.open(START)
        reader.exercise(NAME)
        first, reader.page = reader.page, reader.context.new_page()
        reader.open(START)
        reader.type(NAME, RIGHT)
        first.wait_for_function("() => document.querySelector('.cm-content').innerText.includes('BEGIN SOLUTION')")


def test_the_cells_below_run_on_with_the_students_own_function(reader):
    """Also where it is wrong: then one sees what comes of that."""
    page = reader.open(START)
    assert reader.check(NAME, WRONG)[0] == "wrong"
    yours = page.locator(".cell", has_text="14, then 17, then:").locator(".lecture-yours pre")
    yours.wait_for()
    assert "14, then 17, then: 14.0" in yours.inner_text()
    assert reader.check(NAME, RIGHT)[0] == "right"
    yours.wait_for(state="detached")


def test_the_live_cell_is_run_by_the_students_own_step(reader):
    page = reader.open(UNITS["lstm"].name)
    step = EXERCISES["lstm_step"].solution()
    wrong = step.replace("f * c + i * g", "i * c + f * g")
    assert wrong != step and reader.check("lstm_step", wrong)[0] == "wrong"
    said = page.locator("[data-widget] + .lecture-yours").first
    said.wait_for(timeout=30_000)
    assert "run by your lstm_step" in said.inner_text()
    values = "Object.values(document.querySelector('[data-widget]').model.get('records'))[0].values"
    assert page.evaluate(f"String({values}.c) !== String({values}.c_reference)")
    assert reader.check("lstm_step", step)[0] == "right"
    page.wait_for_function(f"() => String({values}.c) === String({values}.c_reference)")

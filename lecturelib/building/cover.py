"""The moving picture at the top of the README: ``python -m lecturelib.building.cover docs`` makes it anew.

A wrong answer is checked, mended and checked again; then a trained cell reads a sentence. Verdicts and numbers are
computed as in a notebook and drawn by Chromium. It wants the tools of the tests: pip install -e '.[test]'.
"""

import inspect
import io
import json
import shutil
import sys
from html import escape
from pathlib import Path

import numpy as np
from PIL import Image

from .. import CELLS
from ..course import EXERCISES
from ..exercises.display import told
from ..reference import lstm_step
from ..tasks import DICTIONARY, childrens_book
from ..train import train
from ..widgets import LiveCell, record

PAGE = (Path(__file__).parent / "cover.html").read_text(encoding="utf-8")
SENTENCE = (".", "Jane", "saw", "Spot", ".", "Doug", "saw")
SIZE = {"width": 900, "height": 300}
CODE = """def lstm_step(x, h, c, W, U, b):
    a_i, a_f, a_g, a_o = np.split(x @ W + h @ U + b, 4, axis=-1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    c = <mark>{memory}</mark>
    return o * np.tanh(c), c"""
WRONG, RIGHT = "f * h + i * g", "f * c + i * g"
STILL = 1  # the frame for who wants no motion: the wrong answer and what is said of it


def frames() -> list[tuple[dict, int]]:
    """What the page shows, one picture after the other, and for how many milliseconds."""
    exercise = EXERCISES["lstm_step"]
    mistaken = next(mistake for mistake in exercise.mistakes.values() if mistake.new == WRONG)
    namespace = dict(vars(sys.modules[lstm_step.__module__]))
    exec(inspect.getsource(lstm_step).replace(mistaken.old, mistaken.new), namespace)
    wrong, right = (told(exercise, exercise.grade(step))[0] for step in (namespace["lstm_step"], lstm_step))
    answer = lambda memory, verdict="": {"scene": "answer", "code": code(memory), "verdict": verdict}  # noqa: E731
    check = [
        (answer(WRONG), 1500),
        (answer(WRONG, wrong), 4500),
        (answer(RIGHT, wrong), 1500),
        (answer(RIGHT, right), 3000),
    ]
    return check + [({"scene": "cell", "at": at}, 1600) for at in range(1, len(SENTENCE))]


def code(memory: str) -> str:
    """The answer with this line for the memory in it, as HTML."""
    return CODE.format(memory=escape(memory))


def reader() -> LiveCell:
    """A trained LSTM on the sentence, one of its units, and the words that it expects."""
    run = train(CELLS["lstm"], childrens_book(), hidden=4, steps=600, rate=0.02)
    xs = np.eye(len(DICTIONARY))[[DICTIONARY.index(word) for word in SENTENCE]]
    return LiveCell(record("lstm", run.params, xs), SENTENCE, answers=DICTIONARY, unit=2, at=1)


def drawn(browser, theme: str, widget: LiveCell) -> list[Image.Image]:
    """Every frame on a light or a dark page."""
    state = {name: value for name, value in widget.get_state().items() if name != "layout"}
    page = browser.new_page(viewport=SIZE, reduced_motion="reduce")
    page.set_content(PAGE % {"theme": theme, "css": state["_css"], "state": json.dumps(state).replace("</", r"<\/")})
    page.wait_for_function("() => Boolean(window.show)")
    pictures = []
    for scene, _ in frames():
        page.evaluate("scene => show(scene)", scene)
        page.wait_for_timeout(150)  # until the explorer has seen its new width
        pictures.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
    page.close()
    return pictures


def main() -> None:
    """Write cover-light and cover-dark, moving (.webp) and still (.png), to the folder named on the command line."""
    from playwright.sync_api import sync_playwright

    folder, widget = Path(sys.argv[1]), reader()
    lasting = [milliseconds for _, milliseconds in frames()]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for theme in ("light", "dark"):
            first, *rest = pictures = drawn(browser, theme, widget)
            moving = {"save_all": True, "append_images": rest, "duration": lasting, "loop": 0, "lossless": True}
            first.save(folder / f"cover-{theme}.webp", **moving)
            pictures[STILL].quantize(64).save(folder / f"cover-{theme}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()

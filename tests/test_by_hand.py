"""The first case of a check is the example that the page works by hand."""

import re

import nbformat
import numpy as np
import pytest

from lecturelib.course import COURSE, EXERCISES

PARTS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}
NUMBER = re.compile(rf"[-−]?(?:\d+(?:\.\d*)?|[{''.join(PARTS)}])")


def sections(notebook):
    """Text and output around each exercise of a notebook, back to the exercise before and on to the next."""
    cells = nbformat.read(f"notebooks/{notebook}.ipynb", as_version=4).cells
    places = [k for k, cell in enumerate(cells) if cell.source.startswith("@exercise")]
    for before, place, after in zip([0, *places], places, [*places[1:], len(cells)], strict=False):
        yield re.search(r"def (\w+)", cells[place].source)[1], " ".join(map(text_of, cells[before:after]))


def text_of(cell):
    outputs = cell.get("outputs", ())
    return " ".join([cell.source, *(o.get("text") or str(o.get("data", {}).get("text/plain")) for o in outputs)])


def stands_in(value, page):
    """Whether a number is on the page, in as many digits as the page writes."""
    return any(abs(value - number) <= width for number, width in page)


def numbers(text):
    for found in NUMBER.findall(text.replace("{", "").replace("}", "")):
        digits = found.lstrip("-−")
        size = PARTS.get(digits) or float(digits)
        yield -size if found[0] in "-−" else size, 0.5 * 10.0 ** -len(digits.partition(".")[2]) * ("." in digits) + 1e-9


PAGES = {name: text for notebook in COURSE for name, text in sections(notebook)}


def flat(value):
    return np.concatenate([flat(part) for part in value]) if isinstance(value, (list, tuple)) else np.ravel(value)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_first_case_gives_what_the_page_works_out(name):
    """It is the same for every seed, and most of its results stand on the page, in as many digits as that writes."""
    exercise, page = EXERCISES[name], list(numbers(PAGES[name]))
    seen, hidden = (flat(exercise.function(*exercise.draw(seed)[0])) for seed in (0, 12345))
    assert np.array_equal(seen, hidden)
    missing = [value for value in seen.astype(float) if not stands_in(value, page)]
    assert len(missing) <= len(seen) / 2, missing

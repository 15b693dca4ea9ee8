"""The explorer of the scan: the reference's numbers at every level, clear refusals, rounds stepped in a browser."""

import numpy as np
import pytest
from test_widgets import WIDGET, press
from traitlets import TraitError

from lecturelib.reference import scan
from lecturelib.widgets import ScanExplorer
from lecturelib.widgets.scan import scan_tree

A, B = np.array([1, 0.5, 1, 0.5, 1, 0, 1, 0.5]), np.array([4.0, 0, 2, 0, 8, 2, 0, 4])


@pytest.mark.parametrize("T", [2, 4, 8, 16])
def test_every_level_holds_the_same_recurrence_seen_from_further_off(T):
    rng = np.random.default_rng(T)
    a, b = rng.random(T), rng.normal(size=T)
    wanted = scan(a, b)
    for level, (factors, summands, states) in enumerate(zip(*scan_tree(a, b), strict=True)):
        count, ends = T >> level, slice((1 << level) - 1, None, 1 << level)
        np.testing.assert_allclose(states[:count], wanted[ends], rtol=1e-14)
        np.testing.assert_allclose(scan(factors[:count], summands[:count]), wanted[ends], rtol=1e-14)
        assert not (factors[count:].any() or summands[count:].any() or states[count:].any())


def test_the_slider_ends_where_all_is_known():
    assert ScanExplorer(A, B, round=99).round == 6
    assert ScanExplorer(A[:2], B[:2], round=3).round == 2


@pytest.mark.parametrize(("a", "b"), [(A[:3], B[:3]), (A, B[:4]), (A[None], B[None]), (A[:1], B[:1])])
def test_what_is_no_tree_is_refused(a, b):
    with pytest.raises(TraitError, match=r"a and b must have one shape, \(2,\), \(4,\), \(8,\) or \(16,\), but have"):
        ScanExplorer(a, b)


def test_the_plain_text_twin_is_constant_and_says_the_takeaway():
    (first, _), (second, _) = (ScanExplorer(A, B)._repr_mimebundle_() for _ in range(2))
    assert first["text/plain"] == second["text/plain"]
    assert first["text/plain"].endswith("for 1000 steps 20, for a million 40.") and WIDGET in first


def test_the_slider_steps_through_the_rounds(show):
    page = show(ScanExplorer(A, B))
    start = press(page, "round", "Shift")
    assert start[0] == "0 of 6" and page.locator("svg rect").count() == 8
    one = press(page, "round", "ArrowRight")
    assert one[0] == "1 of 6" and page.locator("svg rect").count() == 12
    assert (
        one[1] == "Round 1 joins 4 pairs, all at once. The first: ×1 then ×0.5 is ×0.5; 4 through ×0.5, plus 0, is 2."
    )
    four = [press(page, "round", "ArrowRight") for _ in range(3)][-1]
    assert four[1] == "Round 4 makes 1 state more, each one box from the state before it; the first needs none: h4 = 2."
    end = press(page, "round", "End")
    assert end[0] == "6 of 6" and "h5 = 10, h6 = 2, h7 = 2, h8 = 5" in page.locator("desc").text_content()
    assert page.locator("svg .state").count() == 15
    page.locator("svg").click(position={"x": 300, "y": 110})
    assert page.evaluate("saved.round") == 1


@pytest.mark.parametrize("width", [360, 612, 800, 1280])
@pytest.mark.parametrize("T", [8, 16])
def test_nothing_overflows_and_no_text_is_small(show, width, T):
    page = show(ScanExplorer(np.tile(A, T // 8), np.tile(B, T // 8), round=2 * T.bit_length() - 2))
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_timeout(50)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = "[...document.querySelectorAll('.explorer *')].map(e => parseFloat(getComputedStyle(e).fontSize))"
    assert min(page.evaluate(sizes)) >= 12
    outside = """[...document.querySelectorAll('svg text')].map(t => t.getBoundingClientRect())
        .filter(r => r.left < 0 || r.right > innerWidth).length"""
    assert page.evaluate(outside) == 0


def test_a_screen_reader_finds_names_everywhere(show):
    page = show(ScanExplorer(A, B))
    assert page.get_by_role("region", name="Scan explorer").count() == 1
    picture = page.get_by_role("img")
    assert picture.locator("title").text_content() and len(picture.locator("desc").text_content()) > 60
    assert page.get_by_role("slider", name="round", exact=True).get_attribute("aria-valuetext") == "0 of 6"


def test_a_removed_explorer_stops_listening(show):
    assert show(ScanExplorer(A, B)).evaluate("leave()") == 0

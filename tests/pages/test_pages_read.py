"""Every page of the site as a reader finds it: nothing from elsewhere, at any width, light and dark."""

import gzip
import json

import pytest
from reader import Reader
from which import NAMES

from lecturelib.course import UNITS

PAGES = ["index", *NAMES]
# What stands in the theme's frame; the drawings in it are looked at in tests/test_accessibility.py.
OURS = {"include": [["article.bd-article"]], "exclude": [["svg.wiring"]]}
WIDTHS = (390, 800, 1280, 1600)
FIRST_PAINT = 400_000  # bytes as a server sends them, but for fonts and maths
NOT_COUNTED = (".woff2", "/mathjax/", ".png")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_comes_from_elsewhere_and_nothing_scrolls_sideways(reader, name):
    page = reader.open(name)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("article.bd-article h1").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_ours_shuts_anybody_out(chromium, address, modules, name, scheme):
    with Reader(chromium, address, color_scheme=scheme, reduced_motion="reduce") as reader:
        page = reader.open(name)
        reader.walk_through()
        page.add_script_tag(path=modules / "axe-core/axe.min.js")
        found = page.evaluate(f"axe.run({json.dumps(OURS)})")["violations"]
    assert [(fault["id"], node["html"][:200]) for fault in found for node in fault["nodes"]] == []


def test_every_picture_has_its_words(reader):
    without = "[...document.images].filter((image) => !image.alt.trim()).map((image) => image.src)"
    for name in PAGES:
        assert reader.open(name).evaluate(without) == []


def test_an_explorer_moves_without_a_kernel(reader):
    page = reader.open("index")
    picture = page.locator("[data-widget] svg[role=img]").first
    before = picture.inner_html()
    page.get_by_role("button", name="Step →").first.press("Enter")
    page.wait_for_function("([svg, before]) => svg.innerHTML !== before", arg=[picture.element_handle(), before])


def test_explorers_lie_on_no_light_slab_in_the_dark(chromium, address):
    with Reader(chromium, address, color_scheme="dark") as reader:
        page = reader.open("index")
        ground = "(place) => getComputedStyle(place.closest('.text_html')).backgroundColor"
        assert page.locator("[data-widget]").first.evaluate(ground) == "rgba(0, 0, 0, 0)"


def test_without_scripts_a_page_still_reads(chromium, address):
    with Reader(chromium, address, java_script_enabled=False) as reader:
        page = reader.open(UNITS["start"].name)
        assert page.get_by_text("def continue_trend(yesterday, today)").is_visible()
        assert page.get_by_text("check(continue_trend)").is_visible()
        page.goto(f"{address}index.html")
        assert page.get_by_alt_text("The cell, live: run this cell").is_visible()
        assert page.get_by_role("link", name="Start here").first.is_visible()


def test_a_page_is_light_before_python_is_asked_for(reader, site):
    """What a server that compresses sends for a page to read."""
    asked = []
    reader.context.on("response", lambda response: asked.append(response.url))
    reader.open(UNITS["lstm"].name)
    paths = {url.removeprefix(reader.address).split("?")[0] for url in asked}
    assert not any("/python/" in path for path in paths)
    counted = [path for path in paths if not any(part in f"/{path}" for part in NOT_COUNTED)]
    assert sum(len(gzip.compress((site / path).read_bytes())) for path in counted) <= FIRST_PAINT


@pytest.mark.parametrize(
    "ask", ["new Image().src = 'https://example.org/a.png'", "fetch('https://example.org/').catch(() => 0)"]
)
def test_what_a_page_asks_of_another_machine_is_seen(chromium, address, ask):
    """The counter that all these tests rely on counts."""
    with Reader(chromium, address) as reader:
        page = reader.open("index")
        page.evaluate(f"() => {{ {ask} }}")
        page.wait_for_timeout(300)
        assert reader.away

"""The pages in a real browser: what they show, that nothing foreign runs, that all of it can be read."""

import pytest
from browser import open_chromium
from standin import HOSTILE, NAMES, a_class

from lecturelib.grading.reporting.outputs import write_outputs


@pytest.fixture(scope="module")
def browser():
    with open_chromium() as browser:
        yield browser


@pytest.mark.parametrize("width", [400, 800, 1280])
@pytest.mark.parametrize("page", ["report", "pairs", "feedback"])
def test_in_a_browser_nothing_runs_is_fetched_or_wider_than_the_page(written, browser, page, width):
    pages = sorted((written / "feedback").iterdir()) if page == "feedback" else [written / f"{page}.html"]
    chosen = pages if width == 400 else pages[:3]
    view = browser.new_page(viewport={"width": width, "height": 900})
    requests, errors = [], []
    view.on("request", lambda request: requests.append(request.url))
    view.on("console", lambda message: errors.append(message.text))
    view.on("pageerror", lambda error: errors.append(str(error)))
    for path in chosen:
        view.goto(path.as_uri())
        view.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        assert view.evaluate("document.documentElement.scrollWidth") <= width, path.name
        assert view.title() != "ran"
    view.close()
    assert requests == [path.as_uri() for path in chosen]
    assert errors == []


def test_a_hostile_name_is_read_as_it_is_written(written, browser):
    view = browser.new_page()
    view.goto((written / "report.html").as_uri())
    links = view.evaluate("Array.from(document.querySelectorAll('a bdi'), name => name.textContent)")
    view.close()
    assert {HOSTILE, NAMES[4]} <= set(links)
    assert {"a\\u202eb\\x1b[31m"} <= set(links)


def test_every_link_of_the_report_leads_to_a_page(written, browser):
    view = browser.new_page()
    view.goto((written / "report.html").as_uri())
    links = view.evaluate("Array.from(document.links, link => link.href)")
    view.close()
    there = {path.as_uri() for path in written.rglob("*") if path.is_file()}
    assert len(links) > 40 and set(links) <= there


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    write_outputs(a_class(450), folder)
    return folder / "report.html"


@pytest.fixture
def view(browser, many):
    """The report of a class of 450, open."""
    view = browser.new_page()
    view.goto(many.as_uri())
    yield view
    view.close()


ROWS = "document.querySelectorAll('#students tbody tr').length"
COLUMN = """title => {
  const k = Array.from(document.querySelectorAll('#students thead th'), cell => cell.textContent).indexOf(title);
  return Array.from(document.querySelectorAll('#students tbody tr'), row => row.cells[k].textContent);
}"""


def test_the_table_draws_as_far_as_it_is_scrolled_to(view):
    assert view.evaluate(ROWS) < 450
    to_the_end = "document.querySelector('.scroll').scrollTop = 1e9"
    view.wait_for_function(f"() => {{ {to_the_end}; return {ROWS} == 450 }}")
    assert view.inner_text("#count") == "450 of 450 students"


def test_all_of_the_table_is_printed(view):
    view.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert view.evaluate(ROWS) == 450


def test_the_table_is_sorted_by_any_column_and_back(view):
    view.get_by_role("button", name="points").click()
    up = [float(points) for points in view.evaluate(COLUMN, "points")]
    view.get_by_role("button", name="points").click()
    down = [float(points) for points in view.evaluate(COLUMN, "points")]
    assert up == sorted(up) and down == sorted(down, reverse=True) and up[0] < down[0]
    view.get_by_role("button", name="06-lstm").click()
    assert view.inner_text("#students thead [aria-sort=ascending]") == "06-lstm"
    assert view.locator("#students thead [aria-sort=none]").count() == 7


def test_the_table_is_searched_by_words_of_a_name(view):
    view.fill("#search", "0041 STUDENT")
    assert view.evaluate(COLUMN, "student") == ["Student 00041", *(f"Student 0041{k}" for k in range(10))]
    view.get_by_role("button", name="Show everybody").click()
    assert view.inner_text("#count") == "450 of 450 students"


def test_the_table_is_searched_by_id_and_filtered_by_section(view):
    view.fill("#search", "7041")
    assert view.evaluate(COLUMN, "id") == ["7041"]
    view.fill("#search", "")
    view.select_option("#section", "LSTM 2")
    assert set(view.evaluate(COLUMN, "section")) == {"LSTM 2"}
    assert view.inner_text("#count") == "148 of 450 students"


def test_a_flag_shows_those_who_have_it_and_what_it_says(view):
    view.select_option("#which", label="flag: identical")
    flags = view.evaluate(COLUMN, "flags")
    assert 0 < len(flags) < 100 and all("identical" in flag for flag in flags)
    assert all("Cell 3 and <script>" in flag for flag in flags)


def test_every_count_leads_to_as_many_students(view):
    buttons = view.evaluate("Array.from(document.querySelectorAll('[data-show]'), button => button.textContent)")
    for k, text in enumerate(buttons):
        view.evaluate("k => document.querySelectorAll('[data-show]')[k].click()", k)
        count = next(word for word in text.split() if word.isdecimal())
        assert view.inner_text("#count") == f"{count} of 450 students", text
    assert len(buttons) > 50


def test_no_script_but_ours_can_run(view):
    foreign = (
        "const s = document.createElement('script'); s.textContent = 'document.title = 1'; document.body.append(s)"
    )
    view.evaluate(foreign)
    assert view.title() == "Report on 450 students"


LOW_CONTRAST = """() => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, k) => sum + c * [0.2126, 0.7152, 0.0722][k], 0);
  const behind = node => {
    for (; node; node = node.parentElement) {
      const colour = channels(getComputedStyle(node).backgroundColor);
      if (colour.length == 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const node of document.querySelectorAll("main *")) {
    if (![...node.childNodes].some(n => n.nodeType == 3 && n.data.trim())) continue;
    if (node.matches("title, desc")) continue; // not drawn
    if (node.matches("h3 > span[aria-hidden]")) continue; // the coloured sign; the word beside it says the same
    const style = getComputedStyle(node);
    const ink = light(channels(node.closest("svg") ? style.fill : style.color)), ground = light(behind(node));
    const ratio = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    if (ratio < 4.5) low.push(`${node.tagName} ${node.className} ${node.textContent.slice(0, 20)}: ${ratio}`);
  }
  return low;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["report.html", "pairs.html", "feedback/ada lovelace*.html"])
def test_text_stands_out_from_its_ground(written, browser, page, scheme):
    view = browser.new_page(color_scheme=scheme)
    view.goto(next(written.glob(page)).as_uri())
    view.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    dark = view.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 22, 22)"
    low = view.evaluate(LOW_CONTRAST)
    view.close()
    assert dark == (scheme == "dark") and low == []

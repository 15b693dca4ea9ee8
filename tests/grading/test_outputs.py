"""What people see: the tables to the byte, the pages in a real browser."""

import csv
import gc
import re
import tracemalloc
from html.parser import HTMLParser

import pytest
from browser import open_chromium
from standin import HOSTILE, NAMES, StandIn, a_class

from lecturelib.exercises import COURSE
from lecturelib.grading.reporting import report
from lecturelib.grading.reporting.histogram import histogram
from lecturelib.grading.reporting.outputs import write_outputs
from lecturelib.grading.reporting.words import STATUS
from lecturelib.grading.results import STATUSES, HandedIn, Note, Result, Student

RESULTS = (
    Result("sigmoid", 4.0, 4, "right", "", "Right on every case."),
    Result(
        "gate", 0.5, 2, "partial", "half", "Use `f` first.\nThen `i`.", "called    gate()\nreturned  1\nexpected  <2>"
    ),
)
GRADES = """student,notebook,exercise,points,max_points,status,mistake,message
'=Ada,01-squashing,sigmoid,4,4,right,,Right on every case.
'=Ada,01-squashing,gate,0.5,2,partial,half,Use `f` first.\\nThen `i`.
"Öz, B",01-squashing,sigmoid,0,4,missing,,None.
"""
SUMMARY = """student,01-squashing,points,max_points,percent,right,exercises
'=Ada,4.5,4.5,6,75,1,2
"Öz, B",0,0,4,0,0,1
"""


def small_class():
    ada = Student("=Ada", (HandedIn("=Ada/01-squashing.ipynb", "01-squashing"),), {"01-squashing": RESULTS})
    missing = Result("sigmoid", 0.0, 4, "missing", "", "None.")
    return StandIn([ada, Student("Öz, B", (), {"01-squashing": (missing,)})], ["01-squashing"])


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("marks")
    write_outputs(a_class(), folder)
    return folder


def test_the_tables_to_the_byte(tmp_path):
    write_outputs(small_class(), tmp_path)
    assert (tmp_path / "grades.csv").read_bytes().decode() == GRADES
    assert (tmp_path / "summary.csv").read_bytes().decode() == SUMMARY


def test_the_tables_parse_back(written):
    marks = a_class()
    with open(written / "grades.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    results = [(name, r) for s in marks.students() for name, results in s.results.items() for r in results]
    assert [(r["notebook"], r["exercise"], float(r["points"]), r["status"]) for r in rows] == [
        (notebook, r.exercise, r.points, r.status) for notebook, r in results
    ]
    assert len({row["student"] for row in rows}) == 40


def test_the_same_gradebook_gives_the_same_bytes(written, tmp_path):
    write_outputs(a_class(), tmp_path)
    assert contents(tmp_path) == contents(written)


def test_every_student_has_a_page_and_nothing_else_is_left(written):
    files = contents(written)
    pages = [name for name in files if name.startswith("feedback/")]
    assert len(pages) == 40 and len(files) == 43
    assert "feedback/Ada Lovelace.html" in pages


def test_a_students_page_says_how_each_exercise_stands_and_where_to_go_on(tmp_path):
    write_outputs(small_class(), tmp_path)
    page = next(path for path in (tmp_path / "feedback").iterdir() if "Ada" in path.name).read_text()
    assert "4.5 of 6 points, 75&nbsp;%" in page
    assert page.count("<article") == 2 and "●" in page and "◐" in page
    assert "<p>Use <code>f</code> first.\nThen <code>i</code>.</p>" in page
    assert "called    gate()\nreturned  1\nexpected  &lt;2&gt;</pre>" in page
    assert "<code>gate.hint()</code>" in page and "sigmoid.hint()" not in page


def test_a_students_page_shows_no_note(tmp_path):
    file = HandedIn("x/01-squashing.ipynb", "01-squashing", (Note("copied", "gate", "The course's own."),))
    write_outputs(StandIn([Student("x", (file,), {"01-squashing": RESULTS})], ["01-squashing"]), tmp_path)
    assert "own" not in (tmp_path / "feedback" / "x.html").read_text()
    assert "The course&#39;s own." in (tmp_path / "report.html").read_text()


def test_the_report_counts_every_status_and_ranks_the_mistakes(written):
    page = (written / "report.html").read_text()
    students = list(a_class().students())
    for notebook, exercises in COURSE.items():
        for k, exercise in enumerate(exercises if notebook in ("01-squashing", "05-lstm") else ()):
            statuses = [student.results[notebook][k].status for student in students]
            counts = " · ".join(f"{s} {statuses.count(s)}" for s in STATUSES if s in statuses)
            assert f'{exercise.name} <span class="counts small">{counts}</span>' in page
    ranked = [int(n) for n in re.findall(r"<summary>\w+, \d\d-\w+: (\d+) student", page)]
    mistakes = [r.mistake for s in students for results in s.results.values() for r in results if r.mistake]
    assert ranked == sorted(ranked, reverse=True) and sum(ranked) == len(mistakes)
    assert all(f"<h3>{kind}</h3>" in page for kind in ("crash", "timeout", "copied", "of a new kind", "not graded"))


def test_an_unreadable_file_is_one_case(tmp_path):
    lost = Result("sigmoid", 0.0, 4, "unreadable", "", "Save it again."), Result("gate", 0.0, 2, "unreadable", "", "")
    noted = HandedIn("x/1.ipynb", "01-squashing", (Note("unreadable", "", "It is encrypted."),))
    for file in (noted, HandedIn("x/1.ipynb", "01-squashing")):
        write_outputs(StandIn([Student("x", (file,), {"01-squashing": lost})], ["01-squashing"]), tmp_path)
        page = (tmp_path / "report.html").read_text()
        assert page.count("<summary>1 case</summary>") == 1 and "2 cases" not in page
        feedback = (tmp_path / "feedback" / "x.html").read_text()
        assert "Save it again. Its exercises: sigmoid (4), gate (2)." in feedback and "<article" not in feedback


def test_every_status_has_its_words_and_its_colour(written):
    assert tuple(STATUS) == STATUSES
    assert all(
        re.search(rf"\.{status} {{ background-color", (written / "report.html").read_text()) for status in STATUSES
    )


def test_long_lists_are_cut_and_say_so(written, tmp_path, monkeypatch):
    monkeypatch.setattr(report, "LISTED", 2)
    write_outputs(a_class(), tmp_path)
    page = (tmp_path / "report.html").read_text()
    assert re.search(r"and \d+ more, in grades\.csv", page) and re.search(r"and \d+ more, in gradebook\.sqlite", page)
    assert re.search(r"<summary>\d+ rarer mistakes</summary>", page)
    assert page.count("<li>") < (written / "report.html").read_text().count("<li>")


@pytest.mark.parametrize(
    "students", [[], [Student("x", (), {})], [Student("x", (HandedIn("x/a", ""),), {"05-lstm": ()})]]
)
def test_a_class_of_next_to_nothing_has_its_report(students, tmp_path):
    write_outputs(StandIn(students, ["05-lstm"]), tmp_path)
    assert "Nothing." in (tmp_path / "report.html").read_text()


def test_a_histogram_counts_everybody_once():
    bars = histogram([0, 9.9, 10, 99, 100, 100]).bars
    assert [bar.count for bar in bars] == [2, 1, 0, 0, 0, 0, 0, 0, 0, 3]
    assert bars[-1].height == max(bar.height for bar in bars) and bars[-1].label == "90 to 100 %"


@pytest.mark.parametrize(
    ("most", "ticks"), [(0, [0, 1]), (4, [0, 1, 2, 3, 4]), (6, [0, 2, 4, 6]), (11000, [0, 5000, 10000, 15000])]
)
def test_ticks_are_round_and_few(most, ticks):
    assert [number for _, number in histogram([50] * most).up] == ticks


class Tags(HTMLParser):
    """The names of all tags and attributes of the pages fed to it."""

    def __init__(self):
        super().__init__()
        self.seen = set()

    def handle_starttag(self, tag, attrs):
        self.seen |= {tag, *(name for name, _ in attrs)}


def test_no_markup_of_a_students_reaches_a_page(written):
    tags = Tags()
    for path in written.rglob("*.html"):
        tags.feed(path.read_text())
    assert "article" in tags.seen and not tags.seen & {"script", "img", "onerror", "src", "link", "base"}


def peak_memory(students, folder):
    gc.collect()
    tracemalloc.start()
    write_outputs(students, folder)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_memory_hardly_grows_with_the_class(tmp_path):
    few, many = a_class(100), a_class(1000)
    write_outputs(few, tmp_path)  # the templates are compiled
    assert peak_memory(many, tmp_path) - peak_memory(few, tmp_path) < 900 * 5000  # bytes; a page has more


@pytest.fixture(scope="module")
def browser():
    with open_chromium() as browser:
        yield browser


@pytest.mark.parametrize("width", [400, 800, 1280])
@pytest.mark.parametrize("page", ["report", "feedback"])
def test_in_a_browser_nothing_runs_is_fetched_or_wider_than_the_page(written, browser, page, width):
    pages = sorted((written / "feedback").iterdir()) if page == "feedback" else [written / "report.html"]
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
@pytest.mark.parametrize("page", ["report.html", "feedback/ada lovelace*.html"])
def test_text_stands_out_from_its_ground(written, browser, page, scheme):
    view = browser.new_page(color_scheme=scheme)
    view.goto(next(written.glob(page)).as_uri())
    view.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    dark = view.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 22, 22)"
    low = view.evaluate(LOW_CONTRAST)
    view.close()
    assert dark == (scheme == "dark") and low == []

"""The report: counts, what to teach again, and the table of all students, of which nothing is left out."""

import json
import re
from html.parser import HTMLParser

import pytest
from standin import StandIn, a_class

from lecturelib.exercises import COURSE, EXERCISES
from lecturelib.grading.reporting.flags import flags_of
from lecturelib.grading.reporting.histogram import histogram
from lecturelib.grading.reporting.outputs import write_outputs
from lecturelib.grading.reporting.words import CHANGED, NOTES, STATUS
from lecturelib.grading.results import CHANGES, STATUSES, HandedIn, Note, Result, Student

MISTAKES = EXERCISES["sigmoid"].mistakes
OVERFLOWING, OTHER = list(MISTAKES)[:2]


def report_on(students, folder, notebooks=("01-squashing",)):
    write_outputs(StandIn(students, list(notebooks)), folder)
    return (folder / "report.html").read_text()


def table_of(page):
    return json.loads(re.search(r'<script type="application/json" id="class">(.*?)</script>', page, re.DOTALL)[1])


def one_answer(name, mistake=""):
    """A student whose only answer is this mistake, or right."""
    result = Result("sigmoid", 4.0, 4, "right", "", "Right on every case.")
    if mistake:
        result = Result("sigmoid", 1.0, 4, "partial", mistake, MISTAKES[mistake].sentence, f"case of {name}")
    return Student(name, (HandedIn(f"{name}/1.ipynb", "01-squashing"),), {"01-squashing": (result,)})


def test_the_report_counts_every_status(written):
    page = (written / "report.html").read_text()
    students = list(a_class().students())
    for notebook in ("01-squashing", "06-lstm"):
        for k, exercise in enumerate(COURSE[notebook]):
            statuses = [student.results[notebook][k].status for student in students]
            counted = re.findall(rf'data-label="{exercise.name}: (\w+)">\w+ (\d+)<', page)
            assert counted == [(s, str(statuses.count(s))) for s in STATUSES if s in statuses]


def test_every_known_mistake_is_counted_the_most_frequent_first(written):
    page = (written / "report.html").read_text()
    results = [r for s in a_class().students() for results in s.results.values() for r in results]
    for exercise in (*COURSE["01-squashing"], *COURSE["06-lstm"]):
        part = page.split(f"<h3>{exercise.name} ")[1].split("<h3>")[0]
        counts = [int(n) for n in re.findall(r'data-show="mistake \d+"[^>]*>(\d+) student', part)]
        mistaken = [r for r in results if r.exercise == exercise.name and r.mistake]
        assert counts == sorted(counts, reverse=True) and sum(counts) == len(mistaken)


def test_what_a_third_got_wrong_is_on_top_with_its_sentence_and_a_case(tmp_path):
    few = [one_answer("a", OVERFLOWING), one_answer("b", OTHER), one_answer("c"), one_answer("d", OVERFLOWING)]
    page = report_on([*few, Student("e", (), {})], tmp_path)
    top = page.split("<h2>Students</h2>")[0]
    assert "A third or more" in top and "2 students</button>, 50&nbsp;%" in top  # of four: one handed in nothing
    assert top.count("<li>") == 1 and "case of a\n</span></pre>" in top and OTHER not in top
    assert re.sub(r"\W|code", "", MISTAKES[OVERFLOWING].sentence) in re.sub(r"<[^>]+>|\W|code", "", top)


def test_where_no_mistake_is_that_common_the_most_frequent_are_on_top(tmp_path):
    page = report_on([one_answer("a", OTHER), *(one_answer(name) for name in "bcd")], tmp_path)
    top = page.split("<h2>Students</h2>")[0]
    assert "No mistake was made by a third" in top and "1 student</button>, 25&nbsp;%" in top


def test_the_table_leaves_nobody_and_nothing_out(tmp_path):
    marks = a_class(200)
    write_outputs(marks, tmp_path)
    table = table_of((tmp_path / "report.html").read_text())
    for row, student in zip(table["rows"], marks.students(), strict=True):
        results = [r for results in student.results.values() for r in results]
        handed_in = {file.notebook for file in student.files}
        assert row["total"] == [student.total().points, student.total().max_points]
        marks = {name: student.mark(name).points for name in table["notebooks"]}
        assert row["marks"] == [marks[name] if name in handed_in else None for name in table["notebooks"]]
        assert (row.get("id", ""), row.get("section", "")) == (student.id, student.section)
        assert [STATUSES[int(digit)] for digit in row["outcomes"]] == [r.status for r in results]
        assert len(row.get("mistakes", ())) == sum(bool(r.mistake) for r in results)
        flags = [(table["flags"][kind], len(text) > 0) for kind, _, text in row.get("flags", ())]
        assert flags == [(flag.kind, len(flag.text) > 0) for flag in flags_of(student)]


def test_a_student_more_is_a_short_line_more(tmp_path):
    few, many = (report_on([one_answer(f"{k:05d}") for k in range(size)], tmp_path) for size in (10, 2010))
    assert len(many) - len(few) < 2000 * 120  # bytes


def test_every_kind_of_flag_is_explained_and_counted(written):
    page = (written / "report.html").read_text()
    for kind in ("crash", "timeout", "copied", "identical", "of a new kind"):
        students = sum(any(flag.kind == kind for flag in flags_of(student)) for student in a_class().students())
        assert re.search(rf"<h3>{kind} .*>{students} students?</button>", page)
    assert "x/06-lstm.pdf</pre>" in page


@pytest.mark.parametrize("notes", [(), (Note("unreadable", "", "It is encrypted."),)])
def test_an_unreadable_file_is_one_flag(notes):
    lost = tuple(Result(name, 0.0, 2, "unreadable", "", "") for name in ("sigmoid", "gate"))
    (flag,) = flags_of(Student("x", (HandedIn("x/1.ipynb", "01-squashing", notes),), {"01-squashing": lost}))
    assert flag.kind == "unreadable" and not flag.exercise


def test_every_status_has_its_words_and_its_colour(written):
    page = (written / "report.html").read_text()
    assert tuple(STATUS) == STATUSES
    assert tuple(CHANGED) == CHANGES and set(CHANGES) < set(NOTES)
    assert all(re.search(rf"\.{status} {{ background-color", page) for status in STATUSES)


@pytest.mark.parametrize(
    ("students", "line"),
    [
        ([], "Nothing."),
        ([Student("x", (), {})], "nothing handed in"),
        ([Student("x", (HandedIn("x/a", ""),), {"06-lstm": ()})], "Nothing."),
    ],
)
def test_a_class_of_next_to_nothing_has_its_report(students, line, tmp_path):
    page = report_on(students, tmp_path, ["06-lstm"])
    assert line in page and len(table_of(page)["rows"]) == len(students)


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
    """The names of all tags and attributes of the pages fed to it, and how often there was a script."""

    def __init__(self):
        super().__init__()
        self.seen, self.scripts = set(), 0

    def handle_starttag(self, tag, attrs):
        self.seen |= {tag, *(name for name, _ in attrs)}
        self.scripts += tag == "script"


def test_no_markup_of_a_students_reaches_a_page(written):
    tags = Tags()
    for path in written.rglob("*.html"):
        tags.feed(path.read_text())
    assert "article" in tags.seen and not tags.seen & {"img", "onerror", "src", "link", "base"}
    assert tags.scripts == 2  # the report's table: its data and what draws it

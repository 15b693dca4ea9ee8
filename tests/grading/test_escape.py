"""Text of a student's does no harm on a page, in a table, on a terminal, as a file's name."""

import sys
import unicodedata

import pytest

from lecturelib.grading.escape import csv_cell, file_name, terminal, visible

UNSAFE = [
    "",
    ".",
    "..",
    "../../x",
    "a/b",
    "a\\b",
    "a\x00b",
    "con",
    "COM1.txt",
    "com¹",
    "a ",
    "-rf",
    ".hidden",
    "x:y",
    "%2e",
]
UNSAFE += ["w" * 300, "ö" * 300, "\udcff", "a\u202eb", "Go\u0308del", "<b>", "~", "a\nb"]


@pytest.mark.parametrize("category", ["Cc", "Zl", "Zp", "Cs"])
def test_nothing_of_a_hidden_kind_passes(category):
    hidden = [chr(k) for k in range(sys.maxunicode + 1) if unicodedata.category(chr(k)) == category]
    assert hidden and not set(hidden) & set(terminal("".join(hidden)))


def test_nothing_that_turns_the_direction_passes():
    kinds = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    turners = {chr(k) for k in range(sys.maxunicode + 1) if unicodedata.bidirectional(chr(k)) in kinds}
    marks = set("\u200e\u200f\u061c")
    assert len(turners) == len(kinds) and not (turners | marks) & set(terminal("".join(turners | marks)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("abc\u202egnp.exe", r"abc\u202egnp.exe"),
        ("a\rb\nc\td", r"a\rb\nc\td"),
        ("\udcff", r"\udcff"),
        ("Kurt Gödel, می\u200cخواهم, 山田　太郎", "Kurt Gödel, می\u200cخواهم, 山田　太郎"),
    ],
)
def test_a_terminal_shows_what_is_hidden_and_leaves_the_rest(text, shown):
    assert terminal(text) == shown


def test_a_page_keeps_the_ends_of_lines():
    assert visible("called\n  x=1\r\n\x00") == "called\n  x=1\\r\n\\x00"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " =", "\n-"])
def test_no_cell_begins_a_formula(first):
    assert csv_cell(f"{first}1+1").startswith("'")


def test_no_cell_hides_a_formula_behind_a_semicolon():
    assert csv_cell("a;=1+1; -2") == "a;'=1+1;' -2"


@pytest.mark.parametrize("text", ["", "Ada", "a = b - c", "x, -1", "0.5", "'"])
def test_a_harmless_cell_stays(text):
    assert csv_cell(text) == text


@pytest.mark.parametrize(
    "name", ["Ada Lovelace", "Kurt Gödel", "محمد", "山田", "s1234@school.org", "O'Brien, Pat", "हिन्दी"]
)
def test_a_safe_name_is_the_name_of_its_file(name):
    assert file_name(name, set()) == name


@pytest.mark.parametrize("name", UNSAFE)
def test_an_unsafe_name_makes_a_safe_one(name, tmp_path):
    safe = file_name(name, set())
    assert safe != name and len(f"{safe}.html.part".encode()) < 255
    assert not set(safe) & set('/\\:*?"<>|\x00%~') and safe[0] not in ".- " and safe[-1] not in ". "
    (tmp_path / safe).write_text("x")
    assert [path.name for path in tmp_path.iterdir()] == [safe]


def test_no_two_students_share_a_file():
    names = ["Ada", "ada", "ADA", "Gödel", "Go\u0308del", "a/b", "a\\b", "a_b", "straße", "strasse", "", ".", "ﬁ", "fi"]
    taken = set()
    given = [file_name(name, taken) for name in names]
    assert len({unicodedata.normalize("NFKC", name.casefold()) for name in given}) == len(names)


def test_a_name_that_foresees_the_hash_gets_another():
    first = file_name("a/b", set())
    taken = set()
    assert file_name(first, taken) == first
    assert file_name("a/b", taken) not in (first, "a/b")

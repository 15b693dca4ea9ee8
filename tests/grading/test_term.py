"""A term in one script: three weeks from two systems, late files, namesakes, a regraded exercise, adjustments, exports.

Every mark is held against MARKS, which was written by hand from what follows. A term that is killed at twenty moments
comes to the same bytes.
"""

import csv
import json
import os
import random
import signal
import sys
import time
import zipfile
from datetime import datetime

import pytest
from runs import adopt_orphans, children, outlived, run, start
from submissions import code_cell, file_of

from lecturelib.course import COURSE, EXERCISES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="who adopts orphans is told by Linux alone")
SQUASHING, LSTM, GRU = "01-squashing", "06-lstm", "09-gru"
ALL = {notebook: [exercise.name for exercise in COURSE[notebook]] for notebook in (SQUASHING, LSTM, GRU)}

ROSTER = """id,name,aliases,section,email
901,Emmy Noether,Participant_31,A,emmy@x.org
904,Ann Lee,Participant_34,A,ann@x.org
907,Ann Lee,Participant_37,B,lee@x.org
910,José Ruiz,,B,jose@x.org
912,Kurt Gödel,,B,kurt@x.org
915,Marie Curie,Participant_41,A,marie@x.org
"""
ADJUST = """student,notebook,exercise,points,comment,until,excused
904,,one_hot,+1,nearly right,,
912,06-lstm,,,ill,2026-11-12,
Marie Curie,06-lstm,,,on leave,,yes
"""
CANVAS_ROSTER = """Student,ID,SIS User ID,SIS Login ID,Section,HW5: LSTM (33)
    Points Possible,,,,,6
"Noether, Emmy",901,s1,emmy@x.org,A,
"Lee, Ann",904,s4,ann@x.org,A,
"Lee, Ann",907,s7,lee@x.org,B,
"Ruiz, José",910,s10,jose@x.org,B,
"Gödel, Kurt",912,s12,kurt@x.org,B,
"Curie, Marie",915,s15,marie@x.org,A,
"""
MOODLE_ROSTER = """First name,Last name,Email address
Emmy,Noether,emmy@x.org
Ann,Lee,ann@x.org
Ann,Lee,lee@x.org
José,Ruiz,jose@x.org
Kurt,Gödel,kurt@x.org
Marie,Curie,marie@x.org
"""
KILLS = (4, 4, 4, 4, 1, 1, 1, 1)  # of each command, twenty in all
HUNGRY = """@exercise
def forget_time_constant(*arguments):
    np.empty(2**28)
    return draft(*arguments)
"""

WEEKS = {  # by zip, by path: what is right in that file, and when it came
    "week1.zip": {
        "noetheremmy_901_1_01-squashing.ipynb": ALL[SQUASHING],
        "leeann_904_2_01-squashing.ipynb": ["sigmoid", "gate"],
        "ruizjosé_LATE_910_3_01-squashing.ipynb": ALL[SQUASHING],
        "gödelkurt_912_4_01-squashing.ipynb": ALL[SQUASHING],
        "gödelkurt_912_5_01-squashing-1.ipynb": ["one_hot"],  # the latest counts
        "curiemarie_915_6_01-squashing.ipynb": ["sigmoid_slope", "tanh_slope"],
    },
    "week2.zip": {
        "noetheremmy_901_11_06-lstm.ipynb": ALL[LSTM],
        "leeann_904_12_06-lstm.ipynb": ["lstm_step", HUNGRY],
        "leeann_907_13_06-lstm.ipynb": ["forget_time_constant"],
        "ruizjosé_910_14_06-lstm.ipynb": ALL[LSTM],
        "gödelkurt_LATE_912_15_06-lstm.ipynb": ["lstm_step"],
    },
    "week3.zip": {
        "Emmy Noether_31_assignsubmission_file_/09-gru.ipynb": (ALL[GRU], "2026-11-16T23:59:00"),
        "Ann Lee_34_assignsubmission_file_/09-gru.ipynb": (["gru_step"], "2026-11-15T10:00:00"),
        "Ann Lee_37_assignsubmission_file_/09-gru.ipynb": (ALL[GRU], "2026-11-18T10:00:00"),
        "José Ruiz_38_assignsubmission_file_/09-gru.ipynb": (["gru_step", "gru_after_step"], "2026-11-17T00:30:00"),
        "Kurt Gödel_39_assignsubmission_file_/09-gru.ipynb": (ALL[GRU], "2026-11-14T10:00:00"),
        "Kurt Gödel_39_assignsubmission_file_/copy of 09-gru.ipynb": (["gru_step"], "2026-11-16T10:00:00"),
        "Marie Curie_41_assignsubmission_file_/09-gru.ipynb": (["gru_from_torch"], "2026-11-16T10:00:00"),
    },
}

MARKS = {  # by hand: 12, 6 and 14 points; what counts in all, without the lowest, and out of how many
    "Emmy Noether": ("12", "6", "14", "20", "20"),  # the lowest is the first of equals
    "Ann Lee (904)": ("7", "6", "3", "13", "18"),  # 4 + 2 + 1 by hand; 4 + 2 after the regrade
    "Ann Lee (907)": ("0", "2", "11.2", "13.2", "20"),  # nothing in week 1; 14 − 20 % for two days begun
    "José Ruiz": ("10.8", "6", "5.4", "16.8", "18"),  # 12 − 10 %; 6 − 10 %
    "Kurt Gödel": ("2", "4", "3", "7", "20"),  # an extension in week 2
    "Marie Curie": ("4", "0", "3", "4", "12"),  # excused in week 2
}
HW5 = ["6", "6", "2", "6", "4", "EX"]
SQUASHING_AND_GRU = ["26", "15.17", "20.8", "23.4", "5.57", "8.67"]  # of 26; what was dropped is made up by the rest


def solved(right):
    """A notebook's bytes with these exercises right; a text is an answer of its own, on top of the right function."""
    cells = []
    for one in right:
        if one in EXERCISES:
            cells.append(code_cell(EXERCISES[one].solution(), one))
        else:
            name = "forget_time_constant"
            draft = EXERCISES[name].solution().replace(f"def {name}", "def draft").removeprefix("@exercise\n")
            cells += [draft, code_cell(one, name)]
    return file_of("import numpy as np", *cells)


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """All that the term begins with."""
    folder = tmp_path_factory.mktemp("given")
    lists = {"roster.csv": ROSTER, "canvas.csv": CANVAS_ROSTER, "moodle.csv": MOODLE_ROSTER, "adjust.csv": ADJUST}
    for name, text in lists.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "seed").write_bytes(b"any sixteen bytes will do")
    for week, files in WEEKS.items():
        with zipfile.ZipFile(folder / week, "w") as archive:
            for path, what in files.items():
                right, at = what if isinstance(what, tuple) else (what, "2026-11-20T10:00:00")
                info = zipfile.ZipInfo(path, datetime.fromisoformat(at).timetuple()[:6])
                archive.writestr(info, solved(right))
    return folder


def term(given, out):
    """The commands of the term."""
    grade = ["--out", out, "--seed-file", given / "seed", "--jobs", 2]
    rules = ["--roster", given / "roster.csv", "--late-penalty", "10%/day", "--drop-lowest", 1]
    hungry = ["--regrade", "--student", 904, "--exercise", "forget_time_constant", "--memory", 8192]
    canvas = ["--to", "canvas", "--roster", given / "canvas.csv"]
    both = ["--only", SQUASHING, GRU, "--column", "Squashing and GRU", "-o", out / "both.csv"]
    moodle = ["--to", "moodle", "--roster", given / "moodle.csv", "--identify", "useremail"]
    return [
        ["grade", given / "week1.zip", *grade, *rules],
        ["grade", given / "week2.zip", *grade],
        ["grade", given / "week3.zip", *grade, "--deadline", "2026-11-16T23:59"],
        ["grade", given / "week2.zip", *grade, *hungry],
        ["export", out, *canvas, "--only", LSTM, "--column", "HW5: LSTM (33)"],
        ["export", out, *canvas, *both],
        ["export", out, *moodle],
        ["export", out, "--to", "gradescope"],
    ]


def begun(given, out):
    """The folder of marks with what the instructor wrote."""
    out.mkdir()
    (out / "adjust.csv").write_text(ADJUST, encoding="utf-8")
    return out


@pytest.fixture(scope="module")
def undisturbed(given, tmp_path_factory):
    """The marks of a term that nobody disturbed, what was printed, and how long each command took."""
    out, printed, seconds = begun(given, tmp_path_factory.mktemp("term") / "out"), [], []
    for command in term(given, out):
        before = time.monotonic()
        ended = run(*command)
        assert (ended.returncode, ended.stderr) == (0, "")
        seconds.append(time.monotonic() - before)
        printed.append(ended.stdout.splitlines())
    return out, printed, seconds


def table(file):
    with open(file, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_mark_of_the_term_is_as_it_was_worked_out_by_hand(undisturbed):
    rows = table(undisturbed[0] / "summary.csv")
    columns = SQUASHING, LSTM, GRU, "points", "max_points"
    assert {row["student"]: tuple(row[column] for column in columns) for row in rows} == MARKS


def test_the_regraded_exercise_was_listed_and_nothing_else_changed(undisturbed):
    told = undisturbed[1][3]
    change = "  Ann Lee (904): forget_time_constant 0 → 2, 06-lstm 4 → 6"
    assert told[told.index("students whose marks change: 1") + 1] == change
    assert sum("→" in line for line in told) == 1


def test_canvas_gets_every_mark_in_its_row(undisturbed):
    out, printed, _ = undisturbed
    for name, title, marks in (("canvas", "HW5: LSTM (33)", HW5), ("both", "Squashing and GRU", SQUASHING_AND_GRU)):
        _, *rows = table(out / f"{name}.csv")
        assert [(row["ID"], row[title]) for row in rows] == list(
            zip(("901", "904", "907", "910", "912", "915"), marks, strict=True)
        )
    assert printed[4][1:] == printed[5][1:] == []


def test_moodle_gets_every_mark_by_its_address(undisturbed):
    out, printed, _ = undisturbed
    rows = {
        row["useremail"].partition("@")[0]: [row[n] for n in (SQUASHING, LSTM, GRU)]
        for row in table(out / "moodle.csv")
    }
    wanted = dict(
        zip(("emmy", "ann", "lee", "jose", "kurt", "marie"), (list(m[:3]) for m in MARKS.values()), strict=True)
    )
    wanted["lee"][0] = wanted["marie"][1] = "-"  # nothing handed in; excused
    assert rows == wanted and printed[6][1:] == []


def test_gradescope_gets_what_counts_and_what_was_changed(undisturbed):
    out, printed, _ = undisturbed
    found = [json.loads(file.read_text("utf-8")) for file in (out / "gradescope").glob("*/results.json")]
    assert {one["extra_data"]["id"]: one["score"] for one in found} == {
        "901": 20, "904": 13, "907": 13.2, "910": 16.8, "912": 7, "915": 4,
    }  # fmt: skip
    changes = {
        (one["extra_data"]["id"], test["name"]): test["output"]
        for one in found
        for test in one["tests"]
        if "score" not in test and "dropped" not in test["name"]
    }
    assert changes == {
        ("904", "01-squashing one_hot adjusted"): "+1: nearly right",
        ("907", "09-gru late"): "−2.8: 10%/day",
        ("910", "01-squashing late"): "−1.2: 10%/day",
        ("910", "09-gru late"): "−0.6: 10%/day",
        ("912", "06-lstm extended"): "until 2026-11-12 23:59:59, ill",
        ("915", "06-lstm excused"): "on leave",
    }
    assert printed[7][1:] == []


def test_what_a_person_wrote_is_as_it_was(undisturbed):
    assert (undisturbed[0] / "adjust.csv").read_text("utf-8") == ADJUST


def contents(out):
    """All that people read."""
    return {f.relative_to(out): f.read_bytes() for f in out.rglob("*") if f.is_file() and "sqlite" not in f.name}


def test_a_term_killed_at_twenty_moments_comes_to_the_same_bytes(given, undisturbed, tmp_path):
    out, rng, before = begun(given, tmp_path / "out"), random.Random(4), children()
    adopt_orphans()
    try:
        for command, seconds, kills in zip(term(given, out), undisturbed[2], KILLS, strict=True):
            while kills:
                with start(*command) as process:
                    time.sleep(rng.uniform(0.1, 1) * seconds)
                    if process.poll() is None:
                        rng.choice([os.kill, os.killpg])(process.pid, signal.SIGKILL)
                        kills -= 1
            assert run(*command).returncode == 0
        left = outlived(before)
    finally:
        adopt_orphans(False)
    assert left == {}
    assert contents(out) == contents(undisturbed[0])

"""Finding submissions: whose they are in folders and in what an LMS exports; what is never opened; broken zips."""

import errno
import os
import random
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from lecturelib.grading.errors import GradingError
from lecturelib.grading.running import handed_in
from lecturelib.grading.running.handed_in import Entry, Unreadable, find

LAYOUTS = {
    "student folders": {
        "ann/06-lstm.ipynb": "ann",
        "ann/week 3/deep/09-gru.ipynb": "ann",
        "bob/my copy (1).IPYNB": "bob",
        "cy/06-lstm.ipynb.txt": "cy",
    },
    "a flat folder": {
        "ann_06-lstm.ipynb": "ann",
        "ann - 09-gru (2).ipynb": "ann",
        "bob.ipynb": "bob",
        "06-lstm.ipynb": "06-lstm",
    },
    "moodle": {
        "Ann Lee_1201_assignsubmission_file_/06-lstm.ipynb": "Ann Lee_1201",
        "Ann Lee_1201_assignsubmission_onlinetext_/more/09-gru.ipynb": "Ann Lee_1201",
        "José Ruiz_77_assignsubmission_file_06-lstm.ipynb": "José Ruiz_77",
    },
    "moodle with namesakes": {
        "Ann Lee_1201_assignsubmission_file_/06-lstm.ipynb": "Ann Lee_1201",
        "Ann Lee_1202_assignsubmission_file_/06-lstm.ipynb": "Ann Lee_1202",
        "Bo_3_assignsubmission_file_/06-lstm.ipynb": "Bo_3",
    },
    "canvas": {
        "leeann_12345_67890_06-lstm.ipynb": "leeann_12345",
        "leeann_12345_67891_09-gru-1.ipynb": "leeann_12345",
        "ruizjos_LATE_12346_67892_06-lstm.ipynb": "ruizjos_12346",
    },
    "canvas without names": {
        "anon_8Wq2x_67890_06-lstm.ipynb": "anon_8Wq2x",
        "anon_8Wq2x_67891_09-gru.ipynb": "anon_8Wq2x",
        "LATE_anon_1bX9z_67892_06-lstm.ipynb": "anon_1bX9z",
    },
    "moodle without names": {
        "Participant_12345_assignsubmission_file_/06-lstm.ipynb": "Participant_12345",
        "Participant 12346_assignsubmission_file_/06-lstm.ipynb": "Participant_12346",
    },
    "canvas in a folder, and something beside it": {
        "submissions/leeann_901_12345_06-lstm.ipynb": "leeann_901",
        "submissions/leeann_902_12346_06-lstm.ipynb": "leeann_902",
        "submissions/stonebob_LATE_903_12347_06-lstm.ipynb": "stonebob_903",
        "zoe/06-lstm.ipynb": "zoe",
    },
    "moodle in a folder, and something beside it": {
        "deep/week 1/Ann Lee_1201_assignsubmission_file_/06-lstm.ipynb": "Ann Lee_1201",
        "deep/week 1/Ann Lee_1202_assignsubmission_file_/06-lstm.ipynb": "Ann Lee_1202",
        "zoe/06-lstm.ipynb": "zoe",
    },
    "a moodle student who writes as canvas does": {
        "Ann Lee_1201_assignsubmission_file_/leeann_901_12345_06-lstm.ipynb": "Ann Lee_1201",
        "Ann Lee_1201_assignsubmission_file_/leeann_902_12346_06-lstm.ipynb": "Ann Lee_1201",
        "Bo_3_assignsubmission_file_/06-lstm.ipynb": "Bo_3",
    },
    "a student who numbers weeks": {
        "ann/week_1_01_squashing.ipynb": "ann",
        "ann/week_2_06_lstm.ipynb": "ann",
        "bob/06-lstm.ipynb": "bob",
    },
    "a student who writes as an LMS does": {
        "ann/06-lstm.ipynb": "ann",
        "bob/leeann_12345_67890_06-lstm.ipynb": "bob",
        "bob/Ann Lee_1201_assignsubmission_file_/06-lstm.ipynb": "bob",
    },
}


def in_folder(root, files):
    for path in files:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(path.encode())
    return root


def in_zip(target, files, around=""):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            archive.writestr(around + path, path.encode())
    return target


def owners(found):
    return {entry.path: entry.student for entry in found.files}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_everybody_owns_their_files(layout, tmp_path):
    expected = LAYOUTS[layout]
    for source in (in_folder(tmp_path / "folder", expected), in_zip(tmp_path / "some.zip", expected)):
        found = find(source)
        assert owners(found) == expected
        assert found.students == sorted(set(expected.values()))
        assert found.files == sorted(found.files)
        assert [found.place.read(entry.path).decode() for entry in found.files] == [entry.path for entry in found.files]


ARRIVALS = {
    "leeann_907_67891_06-lstm-2.ipynb": (2, 67891, False),
    "leeann_LATE_907_67891_06-lstm.ipynb": (0, 67891, True),
    "LATE_anon_8Wq2x_67890_06-lstm (1).ipynb": (1, 67890, True),
    "ann/06_LSTM (12).ipynb": (12, 0, False),
    "ann/week 2/06-lstm_attempt_3.ipynb": (3, 0, False),
    "ann/06-lstm v2.ipynb": (2, 0, False),
    "ann/06-lstm.ipynb": (0, 0, False),
    "ann/LATE_907_06-lstm.ipynb": (0, 0, False),
    "ann/final.ipynb": (0, 0, False),
    "ann/hw-2026.ipynb": (0, 0, False),
}


def test_when_a_file_came_stands_in_its_name_and_in_its_time(tmp_path):
    with zipfile.ZipFile(tmp_path / "some.zip", "w") as archive:
        for path in ARRIVALS:
            archive.writestr(zipfile.ZipInfo(path, (2026, 11, 30, 23, 59, 58)), b"")
        archive.writestr(zipfile.ZipInfo("ann/never.ipynb", (2026, 0, 31, 0, 0, 0)), b"")
    found = find(tmp_path / "some.zip")
    for path, (attempt, upload, late) in ARRIVALS.items():  # Canvas puts no times into its zips
        assert found.arrival(path) == (attempt, upload, late, "" if upload else "2026-11-30T23:59:58"), path
    assert found.arrival("ann/never.ipynb") == (0, 0, False, "")
    (in_folder(tmp_path / "f", ["ann/1.ipynb"]) / "ann" / "1.ipynb").touch()
    os.utime(tmp_path / "f" / "ann" / "1.ipynb", (1_800_000_000,) * 2)
    at = datetime.fromtimestamp(1_800_000_000).isoformat()
    assert find(tmp_path / "f").arrival("ann/1.ipynb") == (0, 0, False, at)


def test_the_folder_of_submissions_is_not_where_marks_go(tmp_path):
    in_folder(tmp_path, ["ann/06-lstm.ipynb"])
    with pytest.raises(GradingError, match="holds the submissions; name another --out, such as "):
        find(tmp_path, besides=tmp_path)


@pytest.mark.parametrize("layout", ["student folders", "moodle", "canvas"])
def test_a_folder_around_all_in_a_zip_does_not_count(layout, tmp_path):
    found = find(in_zip(tmp_path / "some.zip", [*LAYOUTS[layout], "__MACOSX/x/._y.ipynb"], around="submissions/"))
    assert owners(found).items() >= {path: owner for path, owner in LAYOUTS[layout].items() if "/" in path}.items()
    assert "submissions" not in found.students


def test_what_canvas_named_counts_in_a_folder_as_well(tmp_path):
    names = ["leeann_901_12345_06-lstm.ipynb", "leeann_902_12346_06-lstm.ipynb", "bob_LATE_903_12347_06-lstm.ipynb"]
    files = [*(f"submissions/{name}" for name in names), "submissions/list.txt", "readme.txt"]
    for source in (in_folder(tmp_path / "folder", files), in_zip(tmp_path / "some.zip", files)):
        found = find(source)
        assert found.students == ["bob_903", "leeann_901", "leeann_902"]
        assert found.not_graded == ["readme.txt", "submissions/list.txt"]
        assert found.arrival(f"submissions/{names[2]}") == (0, 12347, True, "")


def test_one_student_alone_in_a_zip_is_a_student(tmp_path):
    assert find(in_zip(tmp_path / "some.zip", ["ann/06-lstm.ipynb", "ann/notes.txt"])).students == ["ann"]


def test_who_handed_in_no_notebook_is_a_student_and_other_files_are_told(tmp_path):
    files = ["ann/06-lstm.ipynb", "bob/06-lstm.pdf", "cy/x/", "leeann_1_2_report.pdf", "marks.xlsx"]
    in_folder(tmp_path / "f", [file for file in files if not file.endswith("/")])
    (tmp_path / "f" / "cy" / "x").mkdir(parents=True)
    for source in (tmp_path / "f", in_zip(tmp_path / "some.zip", files)):
        found = find(source)
        assert found.students == ["ann", "bob", "cy", "leeann_1"]
        assert found.not_graded == ["bob/06-lstm.pdf", "leeann_1_2_report.pdf", "marks.xlsx"]


def test_hidden_files_and_the_runs_own_folder_are_passed_over(tmp_path):
    hidden = [".git/a.ipynb", "ann/.ipynb_checkpoints/06-lstm-checkpoint.ipynb", "ann/._x.ipynb", "__MACOSX/b.ipynb"]
    in_folder(tmp_path, ["ann/06-lstm.ipynb", "marks/feedback/x.html", *hidden])
    found = find(tmp_path, besides=tmp_path / "marks")
    assert (found.files, found.students, found.not_graded) == ([Entry("ann", "ann/06-lstm.ipynb")], ["ann"], [])


def test_a_folder_whose_name_begins_with_a_dot_is_told(tmp_path):
    files = ["ann/06-lstm.ipynb", ".bob/06-lstm.ipynb", "cy/.late/deep/09-gru.ipynb", "cy/.git/.x/a.ipynb"]
    for source in (in_folder(tmp_path / "f", files), in_zip(tmp_path / "some.zip", files)):
        found = find(source)
        assert owners(found) == {"ann/06-lstm.ipynb": "ann"}
        assert found.students == ["ann", "cy"]
        told = "a folder whose name begins with a dot"
        assert found.not_graded == [f".bob ({told})", f"cy/.late ({told})"]


def test_a_folder_in_a_zip_does_not_hide_the_file_of_its_name(tmp_path):
    with zipfile.ZipFile(tmp_path / "some.zip", "w") as archive:
        for path in ("Anna/", "Anna/hw1.ipynb", "Anna/hw1.ipynb/", "bob/06-lstm.ipynb/", "bob/06-lstm.ipynb"):
            archive.writestr(path, b"" if path.endswith("/") else path.encode())
    found = find(tmp_path / "some.zip")
    assert owners(found) == {"Anna/hw1.ipynb": "Anna", "bob/06-lstm.ipynb": "bob"}
    assert found.place.read("Anna/hw1.ipynb") == b"Anna/hw1.ipynb"


@pytest.mark.parametrize("inner", [["week1"], ["week 1", "week 2"], ["06-lstm"], ["hw_3", "HW4"], ["1", "2"]])
def test_one_student_with_folders_for_weeks_is_a_student(inner, tmp_path):
    files = [f"ann/{folder}/01-squashing.ipynb" for folder in inner]
    assert find(in_zip(tmp_path / "some.zip", files)).students == ["ann"]


def test_one_student_in_a_folder_around_is_a_student(tmp_path):
    assert find(in_zip(tmp_path / "some.zip", ["submissions/ann/01-squashing.ipynb"])).students == ["ann"]


def test_links_and_pipes_are_told_and_never_opened(tmp_path):
    secret = in_folder(tmp_path / "elsewhere", ["secret.ipynb"]) / "secret.ipynb"
    root = in_folder(tmp_path / "f", ["ann/06-lstm.ipynb"])
    (root / "ann" / "link.ipynb").symlink_to(secret)
    (root / "ann" / "out").symlink_to(secret.parent)
    os.mkfifo(root / "ann" / "pipe.ipynb")
    found = find(root)
    assert owners(found) == {"ann/06-lstm.ipynb": "ann"}
    assert found.not_graded == ["ann/link.ipynb (a link)", "ann/out (a link)", "ann/pipe.ipynb (no regular file)"]
    for late in ("ann/link.ipynb", "ann/pipe.ipynb"):
        with pytest.raises(Unreadable):
            found.place.read(late)


def test_a_file_is_read_up_to_a_limit_and_no_further(tmp_path, monkeypatch):
    monkeypatch.setattr(handed_in, "LARGEST", 1000)
    for source in (in_folder(tmp_path / "f", ["a/1.ipynb"]), in_zip(tmp_path / "some.zip", ["a/1.ipynb"])):
        found = find(source)
        assert found.place.read("a/1.ipynb") == b"a/1.ipynb"
        monkeypatch.setattr(handed_in, "LARGEST", 5)
        with pytest.raises(Unreadable, match="larger than"):
            found.place.read("a/1.ipynb")
        monkeypatch.setattr(handed_in, "LARGEST", 1000)


def test_what_may_not_be_read_is_unreadable(tmp_path, monkeypatch):
    root = in_folder(tmp_path, ["ann/06-lstm.ipynb", "bob/06-lstm.ipynb"])

    def refusing(call, name):
        def refused(path, *arguments):
            if Path(path).name == name:
                raise PermissionError(errno.EACCES, "Permission denied")
            return call(path, *arguments)

        return refused

    monkeypatch.setattr(os, "open", refusing(os.open, "06-lstm.ipynb"))  # root may read everything
    monkeypatch.setattr(os, "scandir", refusing(os.scandir, "bob"))
    found = find(root)
    with pytest.raises(Unreadable, match="Permission denied"):
        found.place.read("ann/06-lstm.ipynb")
    assert found.not_graded == ["bob (Permission denied)"]


def test_a_name_that_is_no_text_can_be_told_and_read(tmp_path):
    folder = os.fsencode(tmp_path) + b"/ann\xff"
    os.mkdir(folder)
    with open(folder + b"/06-lstm.ipynb", "wb") as file:
        file.write(b"content")
    found = find(tmp_path)
    assert found.place.read(found.files[0].path) == b"content"


def test_paths_in_a_zip_lead_nowhere_and_backslashes_part_folders(tmp_path):
    found = find(in_zip(tmp_path / "some.zip", ["../../ann/06-lstm.ipynb", "/bob/06-lstm.ipynb", "cy\\06-lstm.ipynb"]))
    assert owners(found) == {f"{name}/06-lstm.ipynb": name for name in ("ann", "bob", "cy")}


def test_a_name_in_a_zip_that_forgot_to_say_utf8(tmp_path):
    file = in_zip(tmp_path / "some.zip", ["José/06-lstm.ipynb"])
    content = bytearray(file.read_bytes())
    local, central = content.find(b"PK\x03\x04"), content.find(b"PK\x01\x02")
    content[local + 7] = content[central + 9] = 0  # the flag in both headers
    file.write_bytes(content)
    found = find(file)
    assert found.files == [Entry("José", "José/06-lstm.ipynb")]
    assert found.place.read("José/06-lstm.ipynb") == "José/06-lstm.ipynb".encode()


def test_an_encrypted_entry_and_a_wrong_checksum_cost_only_that_file(tmp_path):
    file = in_zip(tmp_path / "some.zip", ["ann/1.ipynb", "bob/1.ipynb", "cy/1.ipynb"])
    content = bytearray(file.read_bytes())
    starts = [k for k in range(len(content)) if content[k : k + 4] == b"PK\x01\x02"]
    content[starts[0] + 8] |= 1
    content[starts[1] + 16] ^= 0xFF
    file.write_bytes(content)
    place = find(file).place
    with pytest.raises(Unreadable, match="encrypted"):
        place.read("ann/1.ipynb")
    with pytest.raises(Unreadable, match="CRC"):
        place.read("bob/1.ipynb")
    assert place.read("cy/1.ipynb") == b"cy/1.ipynb"


def test_a_damaged_zip_never_ends_the_run(tmp_path):
    file, rng = in_zip(tmp_path / "some.zip", ["ann/1.ipynb", "bob/1.ipynb"]), random.Random(1)
    whole, outcomes = file.read_bytes(), set()
    for _ in range(400):
        content = bytearray(whole)
        for _ in range(3):
            content[rng.randrange(len(content))] = rng.randrange(256)
        file.write_bytes(content[: rng.choice([len(content), rng.randrange(len(content))])])
        try:
            found = find(file)
            outcomes |= {found.place.read(entry.path) for entry in found.files}
        except (GradingError, Unreadable) as error:
            outcomes.add(type(error))
    assert outcomes >= {GradingError, Unreadable, b"ann/1.ipynb"}


def test_a_declared_size_is_not_believed(tmp_path, monkeypatch):
    monkeypatch.setattr(handed_in, "LARGEST", 10**6)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ann/1.ipynb", bytes(10**8))
    content = bytearray((tmp_path / "bomb.zip").read_bytes())
    central = content.find(b"PK\x01\x02")
    content[central + 24 : central + 28] = (10).to_bytes(4, "little")
    (tmp_path / "bomb.zip").write_bytes(content)
    with pytest.raises(Unreadable):
        find(tmp_path / "bomb.zip").place.read("ann/1.ipynb")


@pytest.mark.parametrize(
    ("make", "line"),
    [
        (lambda p: None, "no folder {}; name the folder or the zip that holds the submissions"),
        (lambda p: p.mkdir(), "no notebook in {}; wanted are files such as STUDENT/06-lstm.ipynb"),
        (lambda p: p.write_bytes(b"no zip"), "{} is no zip that can be read (File is not a zip file); export it again"),
        (lambda p: in_zip(p, ["a/notes.txt"]), "no notebook in {}; wanted are files such as STUDENT/06-lstm.ipynb"),
        (lambda p: os.mkfifo(p), "no folder {}; name the folder or the zip that holds the submissions"),
    ],
)
def test_a_source_that_cannot_serve_is_told_in_one_line(make, line, tmp_path):
    make(tmp_path / "given")
    with pytest.raises(GradingError) as refusal:
        find(tmp_path / "given")
    assert str(refusal.value) == line.format(tmp_path / "given")


def test_a_single_notebook_is_for_check(tmp_path):
    with pytest.raises(GradingError, match="try: lecturelib check "):
        find(in_folder(tmp_path, ["a.ipynb"]) / "a.ipynb")


def test_thousands_of_files_are_found_and_none_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(handed_in.Archive, "read", None)
    with zipfile.ZipFile(tmp_path / "some.zip", "w") as archive:
        for number in range(5000):
            archive.writestr(f"student {number}/06-lstm.ipynb", b"")
    assert len(find(tmp_path / "some.zip").students) == 5000

"""The stored tables are up to date, small, and never used where they do not fit."""

import numpy as np
import pytest

from lecturelib.cli import main
from lecturelib.diagnosis import table
from lecturelib.exercises import EXERCISES

GATE = EXERCISES["gate"]


@pytest.fixture
def folder(tmp_path):
    """A folder with a fresh table of one exercise."""
    table.save(GATE, table.build(GATE), tmp_path)
    return tmp_path


def test_every_table_is_up_to_date():
    assert not list(filter(None, map(table.reason_to_build, EXERCISES.values())))


def test_there_is_no_table_of_anything_else():
    assert {file.stem for file in table.FOLDER.glob("*.npz")} == set(EXERCISES)


def test_all_tables_together_are_small():
    assert sum(file.stat().st_size for file in table.FOLDER.glob("*.npz")) < 3e6


def test_a_table_that_was_stored_is_the_one_that_was_built(folder):
    stored, built = table.stored(GATE, folder), table.build(GATE)
    assert all(np.array_equal(a, b) for a, b in zip(stored, built, strict=True))


def test_a_missing_table_is_told(tmp_path):
    assert table.stored(GATE, tmp_path) is None
    assert table.reason_to_build(GATE, tmp_path) == "the table of gate's wrong answers is missing"


def test_a_damaged_table_is_told_and_not_used(folder):
    file = table.path_of(GATE, folder)
    file.write_bytes(file.read_bytes()[:400])
    assert table.stored(GATE, folder) is None
    assert "damaged" in table.reason_to_build(GATE, folder)


def test_a_table_of_other_edits_is_stale(folder, monkeypatch):
    monkeypatch.setattr(table, "key_of", lambda exercise: "another")
    assert table.stored(GATE, folder) is None


def test_a_table_of_other_cases_is_stale(folder, monkeypatch):
    right = table.row_of(GATE, [GATE.visible.wanted[k] for k in table.columns(GATE)])
    monkeypatch.setattr(table, "row_of", lambda *_: [1.01 * number for number in right])
    assert table.stored(GATE, folder) is None


def test_the_key_hangs_on_the_edits_and_not_on_their_words():
    form = table.form_of(GATE)
    before = form.told()
    kept = form.edits[:]
    try:
        form.edits[0] = form.edits[0]._replace(sentence="Other words.")
        assert form.told() == before
        form.edits.reverse()
        assert form.told() != before
    finally:
        form.edits[:] = kept


def test_whoever_builds_is_told_of_a_stale_table(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(table, "FOLDER", tmp_path)
    monkeypatch.setattr(table.reason_to_build, "__defaults__", (tmp_path,))
    monkeypatch.setattr(table.stored, "__defaults__", (tmp_path,))
    monkeypatch.setattr(table.path_of, "__defaults__", (tmp_path,))
    assert main(["build", "--check", "01-squashing"]) == 1
    assert "the table of gate's wrong answers is missing; run: lecturelib build" in capsys.readouterr().err

"""Hostile submissions: no mark forged, no mark of another harmed, nothing hangs, nothing is left behind."""

import sys

import pytest
from attacks import ATTACKS
from hostile import Range

from lecturelib.exercises import EXERCISES

if sys.platform != "linux":
    pytest.skip("the full jail is Linux's; docs/grading.md says what holds elsewhere", allow_module_level=True)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", "")  # put back at the end
        place = Range(tmp_path_factory.mktemp("range"))
        yield place
        place.close()


def test_the_jail_is_shut_on_all_sides(place):
    assert place.grader.isolation.level == "full", str(place.grader.isolation)


@pytest.mark.parametrize("name", ATTACKS)
def test_attack(name, place):
    attack = ATTACKS[name]
    graded, side_effects = place.try_out(attack)
    (verdict,) = (result for result in graded.results if result.exercise == "rnn_step")
    assert verdict.status in attack.statuses, verdict
    assert (verdict.points == EXERCISES["rnn_step"].points) == (verdict.status == "right")
    assert side_effects == []
    assert not attack.note or attack.note in {note.kind for note in graded.notes}

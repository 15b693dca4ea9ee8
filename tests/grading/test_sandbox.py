"""The jail by itself: what crosses the line and what does not, how a child's end is told, and what is left of it."""

import os
import platform
import random
import signal
import socket
import subprocess
import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from lecturelib import reference
from lecturelib.checking.calling import Failure, Outcome
from lecturelib.exercises import EXERCISES
from lecturelib.grading.errors import GradingError
from lecturelib.grading.grader import Grader, Settings
from lecturelib.grading.provided import as_code, in_cases
from lecturelib.grading.sandbox import confine, seccomp, wire, zygote
from lecturelib.grading.sandbox.confine import Isolation
from lecturelib.grading.sandbox.warden import Warden, ZygoteDied
from lecturelib.grading.sandbox.wire import Job

EXERCISE = EXERCISES["rnn_step"]
RIGHT = "def rnn_step(x, h, W, U, b):\n    return np.tanh(x @ W + h @ U + b)"
WAYS_TO_SEE_OUT = [zygote.see_out_by_number, *[zygote.see_out_by_descriptor] * hasattr(os, "pidfd_open")]
FUNCTIONS = {name: getattr(reference, name) for name in reference.__all__}


@pytest.fixture(scope="module")
def warden():
    warden = Warden(2.0, 256)
    yield warden
    warden.close()


def run(warden, source=RIGHT, **changes):
    job = Job("rnn_step", [source], 0, warden.limits.seconds, False)
    cases = EXERCISE.draw()
    return warden.run(job._replace(**changes), as_code("rnn_step"), wire.encode(cases), len(cases))


def same(value, other):
    if isinstance(value, (list, tuple)):
        return type(value) is type(other) and len(value) == len(other) and all(map(same, value, other))
    if isinstance(value, np.ndarray):
        return value.dtype == other.dtype and np.array_equal(value, other, equal_nan=value.dtype.kind == "f")
    return type(value) is type(other) and value == other


VALUES = [
    None, True, -3, 2.5, 2**62, float("inf"), "a text é", np.arange(6.0).reshape(2, 3), np.float32([1, np.nan]),
    np.array(7), np.zeros((0, 3)), [1.0, [2, None]], (np.ones(2), [np.eye(2), ()]), np.array([True, False]),
    np.asfortranarray(np.arange(6).reshape(2, 3)), np.arange(4.0)[::2],
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_values_cross_the_line_as_they_are(value):
    assert same(value, wire.decode(wire.encode(value), FUNCTIONS))


def test_the_cases_of_every_exercise_cross_the_line_functions_by_name():
    for name, exercise in EXERCISES.items():
        cases = exercise.draw()
        assert wire.encode(wire.decode(wire.encode(cases), in_cases(name))) == wire.encode(cases)


@pytest.mark.parametrize(
    "value", [{1: 2}, object(), 1j, np.array(1j), np.array("text"), np.array([None]), 2**64, b"bytes"]
)
def test_anything_else_crosses_as_the_name_of_its_type(value):
    (foreign,) = [wire.decode(wire.encode(value), FUNCTIONS)]
    assert isinstance(foreign, wire.Foreign) and foreign.type_name == type(value).__name__


OUTCOMES = [
    Outcome(np.arange(3.0), changed=(1, 4)), Outcome(failure=Failure("ValueError", "a text", "line 2: x")),
    Outcome(None),
]  # fmt: skip


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_outcomes_cross_the_line(outcome):
    there = wire.decode_outcome(wire.encode_outcome(outcome))
    assert same(there.value, outcome.value)
    assert replace(there, value=None) == replace(outcome, value=None)


def test_damaged_messages_are_refused_and_nothing_else_happens():
    """Cut, flipped and invented messages give a value or a ValueError, soon, and no more memory than they bring."""
    rng = random.Random(0)
    whole = [wire.encode_outcome(outcome) for outcome in OUTCOMES] + [b"V\0" + wire.encode(value) for value in VALUES]
    refused = 0
    for _ in range(5000):
        message = bytearray(rng.choice(whole))
        for _ in range(rng.randint(0, 4)):
            message[rng.randrange(len(message))] = rng.randrange(256)
        try:
            wire.decode_outcome(bytes(message[: rng.randint(0, len(message))]))
        except ValueError:
            refused += 1
    assert refused > 1000


def test_a_message_that_claims_too_much_is_refused():
    with pytest.raises(wire.WireError):
        list(wire.frames(b"\xff\xff\xff\x7f", wire.LARGEST))
    deep = b"V\0" + b"L\1\0\0\0" * 100_000
    with pytest.raises(wire.WireError):
        wire.decode_outcome(deep)
    with pytest.raises(wire.WireError):
        wire.decode_outcome(b"V\0L\xff\xff\xff\xff" + b"N" * 20_000)


def test_a_right_answer_comes_back(warden):
    outcomes = run(warden)
    assert [o.failure for o in outcomes] == [None] * len(outcomes)
    assert all(
        np.allclose(o.value, EXERCISE.function(*case)) for o, case in zip(outcomes, EXERCISE.draw(), strict=True)
    )


def test_what_came_before_a_crash_still_counts(warden):
    source = (
        "import os\ncalls = []\ndef rnn_step(*a):\n    calls.append(len(calls) > 4 and os._exit(3))\n    return a[1]"
    )
    outcomes = run(warden, source)
    assert [o.failure is None for o in outcomes] == [True] * 5 + [False] * (len(outcomes) - 5)
    assert {o.failure.kind for o in outcomes[5:]} == {"crash"}


def test_each_child_begins_afresh(warden):
    run(warden, "def rnn_step(*a):\n    np.tanh = None\n    return 0")
    assert run(warden)[0].failure is None


def test_chance_is_the_same_for_everybody(warden):
    source = "import random\ndef rnn_step(*a):\n    return np.random.rand(3) + random.random()"
    first, second = run(warden, source), run(warden, source)
    assert all(np.array_equal(a.value, b.value) for a, b in zip(first, second, strict=True))


def test_another_exercise_is_the_courses_own(warden):
    source = "def rnn_step(*a):\n    return softmax(a[1])"
    outcomes = run(warden, source)
    assert all(np.allclose(o.value, reference.softmax(a[1])) for o, a in zip(outcomes, EXERCISE.draw(), strict=True))


def test_a_child_that_keeps_the_line_open_is_ended(warden):
    began = time.monotonic()
    outcomes = run(
        warden, "import signal\nsignal.pthread_sigmask(0, range(1, 65))\ndef rnn_step(*a):\n    while True: pass"
    )
    assert {o.failure.kind for o in outcomes} == {"timeout"}
    assert time.monotonic() - began < 6


def test_a_zygote_that_died_is_told_and_replaced(warden):
    os.kill(warden.runner.process.pid, signal.SIGKILL)
    warden.runner.process.wait()
    assert run(warden)[0].failure is None
    os.kill(warden.runner.process.pid, signal.SIGSTOP)
    threading.Timer(0.2, os.kill, (warden.runner.process.pid, signal.SIGKILL)).start()  # while it is waited for
    with pytest.raises(ZygoteDied):
        run(warden)
    assert run(warden)[0].failure is None


def test_nothing_is_left_when_the_warden_closes(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    warden = Warden(2.0, 256)
    run(warden)
    warden.close()
    assert [zygote.process.returncode for zygote in warden.zygotes] == [0, 0]
    assert list(tmp_path.iterdir()) == []


def test_the_environment_brings_no_secret(monkeypatch):
    monkeypatch.setenv("A_TOKEN", "hush")
    warden = Warden(2.0, 256)
    source = "import os\ndef rnn_step(*a):\n    return [os.environ.get('A_TOKEN'), os.environ.get('PATH') is not None]"
    assert run(warden, source)[0].value == [None, True]
    warden.close()


def test_a_missing_layer_lowers_the_level():
    assert str(confine.isolation(linux=True, by_landlock=True, by_seccomp=True, as_root=True)) == "full"
    partial = confine.isolation(linux=True, by_landlock=True, by_seccomp=False, as_root=False)
    assert partial.missing == ("network", "signals")
    assert str(partial).startswith("partial (not so here: no socket can be opened; not so here: no other process")
    assert confine.isolation(linux=True, by_landlock=False, by_seccomp=True, as_root=False).level == "weak"
    macos = confine.isolation(linux=False, by_landlock=False, by_seccomp=False, as_root=True)
    assert macos.level == "weak" and macos.missing == tuple(confine.GUARANTEES)


def test_strict_refuses_less_than_full(monkeypatch):
    monkeypatch.setattr(Grader, "isolation", Isolation(("files",)))
    with pytest.raises(
        GradingError, match=r"--strict wants full isolation, and here it is weak \(not so here: no file"
    ):
        Grader(Settings(strict=True))


@pytest.mark.skipif(platform.machine() not in seccomp.COLUMNS, reason="no numbers are known for this processor")
def test_the_filter_names_each_call_once():
    for column in (0, 1):
        numbers = [call[column] for call in seccomp.CALLS.values() if call[column] is not None]
        assert len(set(numbers)) == len(numbers) and seccomp.LIMITS[column] not in numbers
    assert all(seccomp.syscall_filter(machine).length > 60 for machine in seccomp.COLUMNS)
    assert seccomp.syscall_filter("a machine nobody knows") is None


@pytest.mark.parametrize("see_out", WAYS_TO_SEE_OUT)
def test_a_child_is_seen_out_with_and_without_descriptors_of_processes(see_out):
    def status_of(life, word=b""):
        warden, control = socket.socketpair()
        with warden, control:
            pid = os.fork()
            if not pid:
                os.setsid()
                life()
                os._exit(3)
            warden.send(word)
            return os.waitstatus_to_exitcode(see_out(pid, control))

    assert status_of(lambda: None) == 3
    assert status_of(lambda: time.sleep(60), wire.KILL) == -signal.SIGKILL


def test_a_child_that_cannot_be_shut_in_ends_the_run_and_not_the_students_marks(monkeypatch):
    refusing = """
import lecturelib.grading.sandbox.zygote as zygote
def enter(*_): raise OSError
zygote.Jail.enter = enter
zygote.main()"""
    popen = subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda command, **options: popen([*command[:2], refusing, *command[3:]], **options)
    )
    warden = Warden(2.0, 256)
    with pytest.raises(GradingError, match="could not be shut in"):
        run(warden)
    with pytest.raises(GradingError, match="could not be shut in"):
        warden.read(b"{}", "06-lstm.ipynb")
    warden.close()

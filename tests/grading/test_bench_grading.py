"""The grader's benchmark measures what it says, on a class that is mixed as it says, and writes it down."""

import json
import sys
from collections import Counter
from random import Random

import numpy as np
import pytest

from lecturelib import reference
from lecturelib.bench import grading, hand_ins, processes
from lecturelib.bench.restyle import restyled
from lecturelib.building import read
from lecturelib.cli import main
from lecturelib.exercises import EXERCISES

BUSY = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
LARGE = "import time; large = bytearray(100 * 2**20); time.sleep(0.5)"


def python(*lines):
    return [sys.executable, "-c", "\n".join(lines)]


def starts(*lines):
    return f"import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', {chr(10).join(lines)!r}])"


def test_a_tiny_run_prints_and_writes_what_it_found(tmp_path, capsys):
    report = grading.run(tmp_path / "bench.json", submissions=12, rounds=1, rival=False, many=0)
    assert json.loads((tmp_path / "bench.json").read_text()) == report
    assert report["rounds"] == [report["speed"]]
    assert 0.1 < report["speed"]["submissions a second, start included"] < 10_000
    assert 0 < report["speed"]["CPU seconds a submission"] < 10
    assert 0 < report["speed"]["seconds for a class of 2"] < 60
    printed = capsys.readouterr().out
    assert "60 % right" in printed and "12 notebooks of 4 exercises" in printed and "submissions a second" in printed


def test_the_command_takes_its_options(monkeypatch):
    asked = []
    monkeypatch.setattr(grading, "run", lambda *given, **named: asked.append((*given, named)))
    assert main(["bench", "grading", "--submissions", "12", "--many", "0", "--rounds", "2"]) == 0
    assert main(["bench", "grading", "--quick", "--submissions", "12"]) == 0
    assert asked == [
        (None, {"rounds": 2, "submissions": 12, "many": 0}),
        (None, grading.QUICK | {"submissions": 12}),
    ]


def test_what_children_and_orphans_spend_is_counted():
    alone = processes.cost(python("pass"))["cpu"]
    waited_for = processes.cost(python(starts(BUSY), "child.wait()"))["cpu"]
    left_behind = processes.cost(python(starts(starts(BUSY)), "child.wait()"))["cpu"]
    assert alone < 0.25
    assert waited_for > 0.3 and left_behind > 0.3


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell what another process holds")
def test_memory_is_told_for_the_command_and_its_children():
    spent = processes.cost(python(LARGE))
    assert 100 < spent["own"] < 200 and spent["children"] == 0
    spent = processes.cost(python(starts(LARGE), "child.wait()"))
    assert spent["own"] < 50 and 100 < spent["children"] < 200


def test_a_command_that_fails_says_why():
    with pytest.raises(RuntimeError, match="no such thing"):
        processes.cost(python("raise SystemExit('no such thing')"))


def sort(exercise, text):
    """Which of MIX an answer is."""
    if text == exercise.stub():
        return "a stub"
    if "not_defined" in text:
        return "an error"
    namespace = {**vars(reference), "np": np, "exercise": lambda function: function}
    exec(text, namespace)
    verdict = exercise.grade(namespace[exercise.name])
    assert verdict.status == "right" or verdict.mistake
    return "a known mistake" if verdict.mistake else "right"


def test_the_class_is_mixed_as_it_says():
    rng, exercise = Random(0), hand_ins.ASKED[0]
    answers = Counter(hand_ins.answer(exercise, rng) for _ in range(2000))
    share = Counter()
    for text, count in answers.items():
        share[sort(exercise, text)] += count
    assert all(abs(share[sort] / 20 - percent) < 3 for sort, percent in hand_ins.MIX.items())
    assert len(answers) > 500, "written in many styles"


def test_no_two_hand_in_the_same_and_a_larger_class_begins_alike(tmp_path):
    hand_ins.hand_in(tmp_path / "small", 3)
    hand_ins.hand_in(tmp_path / "large", 30)
    small, large = ([f.read_bytes() for f in sorted((tmp_path / c).rglob("*.ipynb"))] for c in ("small", "large"))
    assert len(set(large)) == 30 and large[:3] == small


def test_the_solved_notebook_holds_all_solutions(tmp_path):
    cells = [cell.source for cell in hand_ins.solved().cells]
    assert len(cells) == 9 and all(exercise.solution() in cells for exercise in hand_ins.ASKED)
    hand_ins.hand_in(tmp_path, 1)
    (file,) = tmp_path.rglob("*.ipynb")
    assert [cell.cell_type for cell in read(file).cells] == ["code"] * 9


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda exercise: exercise.name)
def test_an_answer_in_another_style_is_as_right(exercise):
    rng, texts = Random(0), set()
    for _ in range(6):
        source = restyled(exercise.solution(), rng)
        texts.add(source)
        namespace = {**vars(reference), "np": np, "exercise": lambda function: function}
        exec(source, namespace)
        assert exercise.grade(namespace[exercise.name]).status == "right"
    assert len(texts) > 1


@pytest.mark.parametrize("exercise", hand_ins.ASKED, ids=lambda exercise: exercise.name)
def test_a_mistaken_answer_is_the_mistake(exercise, monkeypatch):
    monkeypatch.setattr(hand_ins, "MIX", {"a known mistake": 100})
    namespace, rng, found = {}, Random(0), set()
    exec(f"{hand_ins.IMPORTS}\nexercise = lambda function: function", namespace)
    for _ in range(40):
        answer = hand_ins.answer(exercise, rng)
        exec(answer, namespace)
        found.add(exercise.grade(namespace[exercise.name]).mistake)
    assert found <= exercise.mistakes.keys() and len(found) > 3

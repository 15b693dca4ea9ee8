"""Who may have written from whom: disguised copies are found, independent answers are not, and time stays linear."""

import ast
import random
import time
from itertools import combinations

import numpy as np
import pytest
from answers import ANSWERS
from disguise import disguised
from pupils import NEXT_CELL, in_style
from submissions import file_of, pieces, read_submission

from lecturelib.exercises import COURSE, EXERCISES
from lecturelib.grading.gradebook import Gradebook
from lecturelib.grading.likeness import pairs_page
from lecturelib.grading.likeness.own_ways import as_numbers, printed, solution, taught
from lecturelib.grading.likeness.pairs import FEWEST, LIKE, LONG, OWN, Answer, Pairs, alike, like_the_course
from lecturelib.grading.results import AnswerPrint, Graded

RIGHT = {
    (name, style.__name__): in_style(style, name).replace(NEXT_CELL, "\n\n")
    for name, styles in ANSWERS.items()
    for style in styles
}


def answer(student, source, same=""):
    """An answer as it lies in the gradebook, all its functions the student's own."""
    functions = [node for node in ast.parse(source).body if isinstance(node, (ast.FunctionDef, ast.Assign))]
    return Answer(student, f"{student}/a.ipynb", same, printed("\n".join(map(ast.unparse, functions))))


def telling(name, source):
    """How many operations of an answer are not what the course teaches."""
    return (~np.isin(as_numbers(answer("a", source).prints), taught(name))).sum()


def told(name, *sources):
    some = [answer(f"student {number}", source) for number, source in enumerate(sources)]
    return [likeness for _, _, likeness in alike(name, some)]


@pytest.mark.parametrize("name", EXERCISES)
def test_independent_answers_are_not_told(name):
    answers = {style: source for (exercise, style), source in RIGHT.items() if exercise == name}
    for one, other in combinations(answers, 2):
        calls_it = one in answers[other] or other in answers[one]
        assert bool(told(name, answers[one], answers[other])) <= calls_it, (one, other)


LONG_ANSWERS = [place for place, source in RIGHT.items() if telling(place[0], source) >= FEWEST]


@pytest.mark.parametrize(("name", "style"), LONG_ANSWERS)
def test_a_disguised_copy_is_told(name, style):
    source = RIGHT[name, style]
    copy = disguised(source, seed=1)
    assert copy != ast.unparse(ast.parse(source))
    (likeness,) = told(name, source, copy)
    assert likeness.share >= LIKE and likeness.count >= FEWEST


def test_disguised_answers_are_still_right_ones():
    """Else the test above would say nothing."""
    for name, style in LONG_ANSWERS[::7]:
        namespace = {"np": np, **{other: exercise.function for other, exercise in EXERCISES.items() if other != name}}
        exec(disguised(RIGHT[name, style].replace("@exercise\n", ""), seed=1), namespace)
        assert EXERCISES[name].grade(namespace[name]).status == "right"


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.replace("i * g + f * c", "f * c + i * g"),
        lambda s: s.replace("f * c", "(f + 0) * c * 1"),
        lambda s: s.replace("c = ", "new = i * g\n    c = 0 + new + f * c - 0  # mine\n    old = ").replace(
            "x", "word"
        ),
    ],
)
def test_what_is_the_same_computation(change):
    source = "def f(x, i, f, g, c):\n    c = i * g + f * c\n    return c @ x"
    assert printed(source) == printed(change(source))


def test_what_is_another_computation():
    sources = ["return a - b", "return b - a", "return a * b", "return a[0]", "return a[1]", "return a, b", "return a"]
    assert len({printed(f"def f(a, b):\n    {body}") for body in sources}) == len(sources)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_courses_own_ways_make_no_pair(name):
    """Who writes what the last hint says, or makes the same known mistake, has not copied from a neighbour."""
    exercise = EXERCISES[name]
    for source in (exercise.solution(), *map(exercise.mistaken_source, exercise.mistakes)):
        assert told(name, source, disguised(source)) == []


def test_what_many_share_makes_no_pair():
    source = RIGHT["lstm_step", "step_by_blocks"]
    assert len(told("lstm_step", *[source] * 20)) == 190
    assert told("lstm_step", *[source] * 21) == []


def test_the_same_words_are_told_also_where_the_course_has_taught_them():
    same = [answer(student, EXERCISES["lstm_step"].solution(), same="7") for student in ("Ann", "Bob", "Ann")]
    ((one, other, likeness),) = alike("lstm_step", same)
    assert {one.student, other.student} == {"Ann", "Bob"} and likeness.word_for_word


def test_answers_like_the_courses_own():
    for name, exercise in EXERCISES.items():
        own = list(like_the_course(name, [answer("Ann", disguised(exercise.solution()))]))
        assert len(own) == (len(solution(name)) >= LONG)
    styles = ((name, answer(style, source)) for (name, style), source in RIGHT.items())
    assert not [one for name, one in styles for one in like_the_course(name, [one])] and OWN > LIKE


def test_words_are_compared_only_where_there_are_own_ones():
    def same(source):
        return read_submission(file_of(source), "06-lstm.ipynb")["programs"]["lstm_step"]["same"]

    course, own = EXERCISES["lstm_step"].solution(), RIGHT["lstm_step", "step_by_blocks"]
    assert same(course) == same("def lstm_step(x): return x") == ""
    assert same(own) == same(own.replace("take_in, keep", "take_in,  keep") + "\n# mine") != ""
    assert same(own) != same(own.replace("memory", "remembered"))
    assert pieces(read_submission(file_of(own), "06-lstm.ipynb"), "lstm_step")


def gradebook_of(folder, files):
    """A gradebook with these files: student to prints of exercises of 09-gru."""
    gradebook = Gradebook(folder)
    gradebook.agree({"course": "1", "seconds": 1, "memory": 1, "secret": None})
    gradebook.begin(files, ())
    for student, answers in files.items():
        gradebook.enter(student, f"{student}/09-gru.ipynb", student, "09-gru")
        gradebook.record((student, "09-gru", Graded("09-gru", (), (), tuple(answers))))
    return gradebook


def test_the_page_shows_pairs_and_escapes_names(tmp_path):
    own, copy = RIGHT["gru_step", "step_gate_by_gate"], disguised(RIGHT["gru_step", "step_gate_by_gate"])
    back = EXERCISES["gru_step_backward"].solution()
    files = {
        "Ann": [AnswerPrint("gru_step", "", answer("", own).prints)],
        "<b>Bob": [AnswerPrint("gru_step", "", answer("", copy).prints)],
        "Cy": [AnswerPrint("gru_step_backward", "", answer("", back).prints)],
    }
    with gradebook_of(tmp_path / "one", files) as gradebook:
        page = pairs_page(gradebook)
    assert page.count("<tr>") == 2 + 2 and "&lt;b&gt;Bob" in page and "<b>Bob" not in page
    assert "100&nbsp;%" in page and "<td>1: <code>gru_step_backward</code></td>" in page
    with gradebook_of(tmp_path / "two", {"Ann": files["Ann"]}) as gradebook:
        assert "No two answers." in pairs_page(gradebook)


def test_the_time_grows_with_the_class_and_not_with_its_square():
    """Half of the operations of each answer are one's own, half are shared with a few."""
    rng = random.Random(1)

    def seconds(count):
        def prints(k):
            numbers = [rng.getrandbits(64) for _ in range(20)] + [k // 10 * 1000 + n for n in range(20)]
            return np.sort(np.array(numbers, ">u8")).tobytes()

        some = [Answer(f"student {k}", "", "", prints(k)) for k in range(count)]
        started = time.process_time()
        Pairs().add("lstm_step", some)
        return time.process_time() - started

    seconds(100)
    assert seconds(8000) < 16 * seconds(1000) + 0.5


def test_every_exercise_has_prints():
    assert sum(map(len, COURSE.values())) == sum(len(solution(name)) > 0 for name in EXERCISES)

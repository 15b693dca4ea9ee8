"""The tasks are what they say: shapes, rules, and the scores of a guess."""

import re

import numpy as np
import pytest

from lecturelib.lstm_tasks import PRONOUN_WORDS, pronouns, secret
from lecturelib.tasks import (
    AGREEMENT_WORDS,
    DICTIONARY,
    DINNER_INPUTS,
    adding,
    agreement,
    as_text,
    childrens_book,
    count_mistakes,
    dinner_ceilings,
    dinners,
    echo,
    last_announced,
    recall,
    temporal_order,
)

TASKS = [
    childrens_book(),
    agreement(),
    dinners(),
    dinners(forgotten=0.7),
    adding(20),
    adding(2),
    recall(5),
    recall(0, symbols=3),
    echo(4),
    last_announced(20),
    pronouns(),
    secret(),
    temporal_order(5),
    temporal_order(20),
]
every_task = pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)


def words(text):
    return [DICTIONARY.index(word) for word in text.replace(".", " .").split()]


@every_task
def test_shapes_are_as_declared(task):
    x, y = task.draw(np.random.default_rng(0), 7)
    assert x.shape == (len(x), 7, task.inputs) and x.dtype == float
    steps = (len(x),) if task.every_step else ()
    assert y.shape == (*steps, 7) + ((task.outputs,) if task.loss == "squared_error" else ())
    if task.loss == "cross_entropy":
        assert y.dtype.kind == "i" and y.min() >= 0 and y.max() < task.outputs


@every_task
def test_same_seed_same_draw_other_seed_another(task):
    (x, _), (again, _), (other, _) = (task.draw(np.random.default_rng(seed), 50) for seed in (3, 3, 4))
    assert (x == again).all() and (x != other).any()


@every_task
def test_chance_is_the_best_constant_answer(task):
    _, y = task.draw(np.random.default_rng(1), 20_000)
    constants = np.eye(task.outputs) if task.loss == "cross_entropy" else np.linspace(0, 2, 41)[:, None]
    best = max(
        task.right(np.broadcast_to(answer, (*y.shape[: 1 + task.every_step], task.outputs)), y).mean()
        for answer in constants
    )
    assert best == pytest.approx(task.chance, abs=0.01)
    assert task.chance + 0.04 < task.passmark < 1


@every_task
def test_the_right_answers_score_one(task):
    _, y = task.draw(np.random.default_rng(1), 50)
    answers = np.eye(task.outputs)[y] if task.loss == "cross_entropy" else y + 0.099
    assert task.right(answers, y).all()


def test_a_book_is_made_of_valid_sentences_and_predicts_its_next_word():
    x, y = childrens_book(sentences=6).draw(np.random.default_rng(0), 40)
    assert (x.sum(axis=-1) == 1).all()
    said = x.argmax(axis=-1)
    assert (said[0] == DICTIONARY.index(".")).all() and (said[1:] == y[:-1]).all()
    for book in y.T:
        assert count_mistakes(book) == {
            "sentences": 6,
            "valid": 6,
            "same name": 0,
            "runaway": 0,
            "no verb": 0,
            "other": 0,
        }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Doug saw Jane.", "valid"),
        ("Doug saw Doug.", "same name"),
        ("Jane saw Spot saw Doug.", "runaway"),
        ("Jane saw saw.", "runaway"),
        ("Spot Doug Jane.", "no verb"),
        ("Spot.", "no verb"),
        (".", "no verb"),
        ("saw Doug.", "other"),
        ("Doug Jane saw.", "other"),
        ("Doug saw.", "other"),
    ],
)
def test_each_mistake_is_counted_in_its_own_kind(text, kind):
    counts = count_mistakes(words(text + " Jane saw"))
    assert counts.pop("sentences") == 1
    assert [name for name, count in counts.items() if count] == [kind]


def test_text_reads_as_the_words_that_were_written():
    text = "Doug saw Jane. Spot saw Doug."
    assert as_text(words(text)) == text


def test_no_memoryless_guess_passes_the_book():
    _, y = childrens_book().draw(np.random.default_rng(0), 5000)
    said = np.concatenate([np.full_like(y[:1], 4), y[:-1]])
    best = sum(np.bincount(y[said == word]).max() for word in range(5)) / y.size
    assert best == pytest.approx(5 / 12, abs=0.01)


def test_dinners_rotate_unless_the_cook_repeats():
    x, tonight = dinners(days=40, forgotten=0.25, repeats=0.1).draw(np.random.default_rng(0), 2000)
    moves = (tonight[1:] - tonight[:-1]) % 3
    assert set(np.unique(moves)) == {0, 1}
    assert (moves == 0).mean() == pytest.approx(0.1, abs=0.005)
    note = x[..., DINNER_INPUTS["yesterday"]]
    written = note.any(axis=-1)
    assert written.mean() == pytest.approx(0.75, abs=0.005)
    assert (note.argmax(axis=-1)[1:] == tonight[:-1])[written[1:]].all()


def test_dinner_features_are_a_calendar_and_a_meeting():
    x, _ = dinners().draw(np.random.default_rng(0), 50)
    day, month, late = (x[..., DINNER_INPUTS[name]] for name in ("day", "month", "late"))
    assert (day.sum(axis=-1) == 1).all() and (month.sum(axis=-1) == 1).all() and set(np.unique(late)) == {0, 1}
    assert ((np.diff(day.argmax(axis=-1), axis=0) - 1) % 7 == 0).all()


@pytest.mark.parametrize(("forgotten", "repeats"), [(0.0, 0.05), (0.3, 0.05), (0.8, 0.2)])
def test_dinner_ceilings_are_those_of_the_best_players(forgotten, repeats):
    x, tonight = dinners(120, forgotten, repeats).draw(np.random.default_rng(0), 2000)
    note = x[..., DINNER_INPUTS["yesterday"]]
    belief, hits = np.full((2000, 3), 1 / 3), []
    for noted, dish in zip(note, tonight, strict=True):
        belief = np.where(noted.any(axis=-1, keepdims=True), noted, belief)
        belief = (1 - repeats) * np.roll(belief, 1, axis=-1) + repeats * belief
        hits.append(belief.argmax(axis=-1) == dish)
    alone = ((note.argmax(axis=-1) + 1) % 3 == tonight)[note.any(axis=-1)].mean() * (1 - forgotten) + forgotten / 3
    measured = (alone, np.mean(hits[40:]))
    assert dinner_ceilings(forgotten, repeats) == pytest.approx(measured, abs=0.01)


def test_the_last_announced_number_is_asked_for_until_the_next():
    x, y = last_announced(30).draw(np.random.default_rng(0), 200)
    numbers, marks = x[..., 0], x[..., 1] == 1
    wanted = [[numbers[np.flatnonzero(marks[: t + 1, row])[-1], row] for row in range(200)] for t in range(30)]
    np.testing.assert_array_equal(y[..., 0], wanted)
    assert marks[0].all() and marks[1:].mean() == pytest.approx(0.2, abs=0.02)


def test_adding_marks_one_number_in_each_half():
    x, y = adding(21).draw(np.random.default_rng(0), 500)
    numbers, marker = np.moveaxis(x, -1, 0)
    assert (marker[:10].sum(axis=0) == 1).all() and (marker[10:].sum(axis=0) == 1).all()
    assert np.allclose((numbers * marker).sum(axis=0), y[:, 0], rtol=0, atol=1e-15)


def test_recall_shows_its_symbol_first_and_distractors_after():
    x, y = recall(6, symbols=3).draw(np.random.default_rng(0), 200)
    shown = x.argmax(axis=-1)
    assert len(x) == 7 and (shown[0] == y).all() and (shown[1:] >= 3).all()


def test_echo_is_late_by_its_lag():
    x, y = echo(4, T=30).draw(np.random.default_rng(0), 20)
    assert (x.argmax(axis=-1)[:-4] == y[4:]).all()


def test_temporal_order_asks_which_mark_came_first():
    x, y = temporal_order(20).draw(np.random.default_rng(0), 200)
    for symbols, order in zip(x.argmax(axis=-1).T, y, strict=True):
        first, second = np.flatnonzero(symbols < 2)
        assert first < 4 and 8 <= second < 12
        assert order == 2 * symbols[first] + symbols[second]


def test_verbs_agree_with_the_first_noun_of_their_sentence():
    x, y = agreement().draw(np.random.default_rng(0), 30)
    assert (x.sum(axis=-1) == 1).all() and (x[1:].argmax(axis=-1) == y[:-1]).all()
    for page in x.argmax(axis=-1).T:
        text = " ".join(AGREEMENT_WORDS[word] for word in page)
        assert text.startswith(". ")
        for sentence in text[1:].split(" .")[:-1]:
            assert re.fullmatch(r" (girl( with hats?)* often sings|girls( with hats?)* often sing)", sentence)


def test_a_pronoun_means_the_last_subject_and_nobody_sees_themselves():
    x, y = pronouns(T=60).draw(np.random.default_rng(0), 30)
    assert (x.sum(axis=-1) == 1).all() and (x[1:].argmax(axis=-1) == y[:-1]).all()
    for page in x.argmax(axis=-1).T:
        subject = None
        for sentence in " ".join(PRONOUN_WORDS[word] for word in page)[1:].split(" .")[:-1]:
            told, saw, *others = sentence.split()
            assert saw == "saw" and re.fullmatch(
                r"(Jane|Mary|Doug|Paul)( with (Jane|Mary|Doug|Paul))*", " ".join(others)
            )
            if subject is None or told in PRONOUN_WORDS[:4]:
                subject = told
            assert told == subject or told == ("she" if subject in ("Jane", "Mary") else "he")
            assert subject not in others


def test_a_secret_is_said_when_asked_for_and_replaced_by_the_next():
    x, y = secret(T=40, told=0.3, asked=0.4).draw(np.random.default_rng(0), 20)
    for heard, wanted in zip(x.swapaxes(0, 1), y[..., 0].T, strict=True):
        assert heard[0, 1] == 1 and not (heard[:, 1] * heard[:, 2]).any()
        kept = None
        for (value, told, asked), answer in zip(heard, wanted, strict=True):
            kept = value if told else kept
            assert answer == (kept if asked else 0) and (told or value == 0)

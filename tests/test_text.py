"""Text as a task: characters to numbers and back, the next one, and bits that a person can work out."""

import numpy as np
import pytest

from lecturelib import CELLS
from lecturelib.data import ALPHABET
from lecturelib.text import PIECE, bits_per_character, decode, encode, next_character
from lecturelib.train import new_model, train

TEXT = "call me ishmael. "


def test_text_goes_to_numbers_and_back():
    assert encode("ba", "abc").tolist() == [1, 0] and encode("", "abc").shape == (0,)
    assert decode(encode(TEXT)) == TEXT


def test_pieces_are_of_the_text_and_y_is_what_follows():
    task = next_character(TEXT * 3, T=10)
    x, y = task.draw(np.random.default_rng(0), 500)
    assert x.shape == (10, 500, 39) and y.shape == (10, 500)
    read = [decode([*x[:, row].argmax(axis=1), y[-1, row]]) for row in range(500)]
    assert all(piece in TEXT * 3 for piece in read) and {TEXT[:11], (TEXT * 3)[-11:]} <= set(read)
    assert (x[1:].argmax(axis=2) == y[:-1]).all()
    assert task.chance == TEXT.count(" ") / len(TEXT)


def model_of(answers):
    """A model that always gives these logits."""
    model = new_model(CELLS["lstm"], next_character("abc" * 9, 4, "abc"), 3, np.random.default_rng(0))
    model.params["W_y"][:], model.params["b_y"][:] = 0, answers
    return model


def test_bits_of_a_guess():
    assert bits_per_character(model_of([0, 0, 0]), "abcab", "abc") == pytest.approx(np.log2(3))
    odds = np.log([0.5, 0.25, 0.25])
    assert bits_per_character(model_of(odds), "cab", "abc") == pytest.approx((1 + 2) / 2)


def test_the_state_goes_on_along_a_long_text():
    task = next_character("abc" * 9, 4, "abc")
    model, text = new_model(CELLS["lstm"], task, 3, np.random.default_rng(0)), "abbca" * 500
    assert len(text) > PIECE
    letters = encode(text, "abc")
    logits = model.predict(np.eye(3)[letters[:-1], None])[:, 0]
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    wanted = -np.log2(p[np.arange(len(p)), letters[1:]]).mean()
    assert bits_per_character(model, text, "abc") == pytest.approx(wanted, rel=1e-12)


def test_a_text_of_one_sentence_is_learnt():
    run = train(CELLS["gru"], next_character(TEXT * 9, T=30), 16, steps=150)
    assert bits_per_character(run.model, TEXT * 9) < 0.5


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: encode("Zoë"), f"text: 'Z' 'ë' given, characters of {ALPHABET!r} wanted"),
        (lambda: next_character("abc", 3), "text: 3 characters given, more than T = 3 wanted"),
        (lambda: bits_per_character(model_of(0), "a", "abc"), "text: 1 characters given, at least 2 wanted"),
    ],
)
def test_refuses_in_words(call, message):
    with pytest.raises(ValueError) as refused:
        call()
    assert str(refused.value) == message

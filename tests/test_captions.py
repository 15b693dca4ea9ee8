"""The mini captions of notebook 10, beam search, and real reviews: the tasks, and that their numbers come again."""

from pathlib import Path

import numpy as np
import pytest
import torch

from lecturelib import CELLS, number_words
from lecturelib.applications import seen_then_heard
from lecturelib.captions import EYES, KEPT, PAINTS, THINGS, WORDS, captioning, captions, in_words, look, scenes
from lecturelib.experiments import at_work
from lecturelib.experiments.captions import captions_by_regression, captions_looked_up, captions_right
from lecturelib.experiments.real_reviews import clear_sentences, numbered, right
from lecturelib.interop import to_torch
from lecturelib.reference import beam_search
from lecturelib.train import new_model

MEASURED = at_work.results()
PAGE = (Path(__file__).parent.parent / "notebooks" / "src" / "10-at-work.py").read_text()
PARTS = "captions", "captions, apart"
NAMES = {tuple(map(bool, paint)): name for name, paint in PAINTS.items()}


# Pictures and captions


@pytest.mark.parametrize("kept", [False, True])
def test_a_caption_says_what_the_picture_shows(kept):
    for image, words in zip(*scenes(np.random.default_rng(0), 200, kept), strict=True):
        corner = np.unravel_index(image.reshape(2, 5, 2, 5, 3).sum(axis=(1, 3, 4)).argmax(), (2, 2))
        top, left = (1 + 5 * place for place in corner)
        ink = image[top : top + 3, left : left + 3]
        thing = max(THINGS, key=lambda name: np.corrcoef(ink.max(axis=-1).ravel(), THINGS[name].ravel())[0, 1])
        paint = NAMES[tuple(ink[THINGS[thing]].mean(axis=0) > 0.35)]
        where = ("top", "bottom")[corner[0]], ("left", "right")[corner[1]]
        assert in_words(words) == " ".join((paint, thing, *where))


def test_no_pair_that_is_kept_is_learnt_from_and_each_of_its_words_is():
    _, learnt = scenes(np.random.default_rng(1), 2000)
    _, kept = scenes(np.random.default_rng(2), 200, kept=True)
    pairs = {tuple(pair) for pair in learnt[:, :2] - (1, 5)}
    assert len(pairs) == 14 and not pairs & set(KEPT)
    assert {tuple(pair) for pair in kept[:, :2] - (1, 5)} == set(KEPT)
    assert set(np.ravel(learnt)) == set(range(1, len(WORDS)))


def test_an_eye_that_takes_apart_sees_the_same_brightness_in_every_colour():
    image = np.zeros((4, 10, 10, 3))
    for one, paint in zip(image, PAINTS.values(), strict=True):
        one[1:4, 1:4] = 0.7 * np.array(paint)
    seen = look(image, "apart")
    assert seen.shape == (4, 103) and (seen[:, :100] == seen[0, :100]).all()
    np.testing.assert_allclose(seen[:, 100:].sum(axis=1), 3)
    assert len(np.unique(seen[:, 100:].round(9), axis=0)) == 4


def test_an_eye_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="eye: 'third' given; 'pixels' or 'apart' wanted"):
        look(np.zeros((1, 10, 10, 3)), "third")


@pytest.mark.parametrize("eye", EYES)
def test_the_picture_is_seen_once_and_then_the_word_before_is_heard(eye):
    x, y = captioning(eye).draw(np.random.default_rng(3), 6)
    assert x.shape == (5, 6, captioning(eye).inputs) and (y[-1] == 0).all()
    assert x[0, :, -13:].sum() == 0 and x[1:, :, :-13].sum() == 0 and x[0, :, :-13].any(axis=1).all()
    np.testing.assert_array_equal(x[1:, :, -13:].argmax(axis=-1), y[:-1])


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru_after"])
def test_what_is_written_is_the_likeliest_after_what_was_written_and_torch_agrees(cell):
    model = new_model(CELLS[cell], captioning(), 16, np.random.default_rng(4))
    images, _ = scenes(np.random.default_rng(5), 7)
    said = captions(model, images).T
    x = seen_then_heard(look(images), said[:-1], len(WORDS))
    np.testing.assert_array_equal(model.predict(x).argmax(axis=-1), said)
    hs, _, _ = model.cell.forward(model.weights, x)
    assert abs(hs - to_torch(cell, model.weights)(torch.tensor(x))[0].detach().numpy()).max() < 1e-13


# Beam search


def untrained():
    torch.manual_seed(0)
    return number_words.Translator(8, attention=False)


def test_a_width_of_one_is_the_likeliest_token_each_time():
    model, numbers = untrained(), [7, 40_312, 999_999]
    said = [beam_search(number_words.next_bits(model, n), 1, number_words.LONGEST)[0][0] for n in numbers]
    np.testing.assert_array_equal(np.array(said).T, number_words.writes(model, numbers))


def test_keeping_all_beginnings_finds_the_cheapest_of_all():
    bits = number_words.next_bits(untrained(), 52)
    tokens, cost = beam_search(bits, 12**3, 3)
    costs = {t: sum(bits(list(t[:k]))[t[k]] for k in range(3)) for t in np.ndindex(12, 12, 12)}
    assert tuple(tokens[0]) == min(costs, key=costs.get) and len(tokens) == 12**3
    np.testing.assert_allclose(cost, sorted(costs.values()))


# Real reviews


def test_no_review_is_on_both_sides_and_a_word_met_once_is_unknown():
    words, good, asked = clear_sentences()
    assert len(words) == len(good) == len(asked) and 0.15 < asked.mean() < 0.25
    x, lengths, known = numbered([["a", "b"], ["a", "c", "b"], ["c"]], [0, 1])
    assert x.tolist() == [[1, 2, 0], [1, 0, 2], [0, 0, 0]] and lengths.tolist() == [2, 3, 1] and known == 3


# What is stored comes out again


def test_all_is_stored_for_eight_starts():
    for part in PARTS:
        assert {np.shape(MEASURED[part][cell]) for cell in at_work.ALIKE} == {(8, 2)}
    for by_rate in MEASURED["verdicts, alike"].values():
        assert {rate: np.shape(scores) for rate, scores in by_rate.items()} == {"0.01": (8, 4), "0.003": (8, 4)}
    assert {len(scores) for scores in MEASURED["reviews"].values()} == {8}
    assert np.shape(MEASURED["numbers, beam"]["note"]) == (8, 2, 2)


def test_a_start_comes_out_again():
    assert captions_right("rnn", "pixels", 1) == pytest.approx(MEASURED["captions"]["rnn"][1], abs=0.05)
    alike = at_work.verdicts_right("lstm", 2, 2, at_work.ALIKE["lstm"], 0.01)
    assert alike == pytest.approx(MEASURED["verdicts, alike"]["lstm"]["0.01"][2], abs=0.05)
    assert right("gru_after", 3) == pytest.approx(MEASURED["reviews"]["gru_after"][3], abs=0.03)
    assert at_work.beam_right(4, [1])[0] == pytest.approx(MEASURED["numbers, beam"]["note"][4][0], abs=0.03)


def test_what_learns_without_chance_comes_out_again():
    assert captions_looked_up() == pytest.approx(MEASURED["captions"]["looked up"])
    assert captions_by_regression("apart") == pytest.approx(MEASURED["captions, apart"]["regressions"], abs=0.01)


def test_cells_compared_have_about_as_many_numbers():
    task = at_work.applications.verdicts([1])
    models = [new_model(CELLS[cell], task, units, np.random.default_rng(0)) for cell, units in at_work.ALIKE.items()]
    assert [sum(p.size for p in model.params.values()) for model in models] == [1850, 1796, 1826]


def test_what_the_page_says_of_captions_and_reviews_was_measured():
    pixels, apart = ([np.array(MEASURED[part][cell]) for cell in at_work.ALIKE] for part in PARTS)
    assert max(scores[:, 1].max() for scores in pixels) < 2 / 3
    assert np.sum([scores[:, 1] > 0.5 for scores in apart]) == 23
    assert max(scores[:, 1].max() for scores in apart) < MEASURED[PARTS[1]]["regressions"][1]
    regressions, gru = MEASURED[PARTS[1]]["regressions"][1], apart[2][:, 1].mean()
    assert f"yes: of new pairs {regressions:.2f} against {gru:.2f}, with the better eye |" in PAGE
    alike = {cell: np.array(scores["0.01"])[:, 1] for cell, scores in MEASURED["verdicts, alike"].items()}
    assert min(alike["lstm"]) == min(alike["gru_after"]) == 1
    assert np.max(list(MEASURED["verdicts, alike"]["rnn"].values())) < 0.6
    beam = np.array(MEASURED["numbers, beam"]["note"])
    assert np.sum(beam[:, 1, 1] > beam[:, 0, 1]) == 7 and (beam[:, 1, 1] >= beam[:, 0, 1]).all()
    assert (np.diff(beam.mean(axis=0), axis=0) < 0.03).all()
    networks = list(MEASURED["reviews"].values())
    assert np.max(networks) < 0.77
    assert np.round(np.mean(networks, axis=1), 2).tolist() == [0.74, 0.73]

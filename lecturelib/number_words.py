"""Numbers in words, translated into digits by an encoder and a decoder, with attention or without: torch trains them.

An encoder reads the words; its last state is where the decoder begins, which writes digits until END. With attention,
the decoder also asks at each digit which of the encoder's states matter, and reads their mean.
"""

from functools import cache

import numpy as np
import torch

from .interop import from_torch
from .reference import beam_search, gru_after_step, one_hot, softmax, unroll

ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    "ten",
    "eleven",
    "twelve",
    *(f"{stem}teen" for stem in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
)
TENS = tuple(f"{stem}ty" for stem in ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"))
SMALL = ("", *ONES, *TEENS)
WORDS = (*SMALL[1:], *TENS, "hundred", "thousand")
END, START = 10, 11  # after the ten digits
TOKENS = 12
MOST_WORDS, LONGEST = 9, 7  # steps of reading; steps of writing, six digits and END


def in_words(number):
    """A number from 1 to 999,999 as a list of words: 1204 is one thousand two hundred four."""
    if number >= 1000:
        return in_words(number // 1000) + ["thousand"] + (in_words(number % 1000) if number % 1000 else [])
    if number >= 100:
        return [SMALL[number // 100], "hundred"] + (in_words(number % 100) if number % 100 else [])
    if number >= 20:
        return [TENS[number // 10 - 2]] + ([SMALL[number % 10]] if number % 10 else [])
    return [SMALL[number]]


def read(numbers):
    """Numbers as the encoder sees them: (9, B, 29), one-hot words of WORDS, silence, all zeros, before the shorter."""
    xs = np.zeros((MOST_WORDS, len(numbers), len(WORDS)))
    for row, words in enumerate(map(in_words, numbers)):
        steps = np.arange(MOST_WORDS - len(words), MOST_WORDS)
        xs[steps, row, [WORDS.index(word) for word in words]] = 1
    return xs


def written(numbers):
    """Numbers as the decoder writes them: (7, B), their digits, then END to the end."""
    return np.array([[*map(int, str(n)), *[END] * (LONGEST - len(str(n)))] for n in numbers]).T


def as_number(tokens):
    """What a decoder wrote (T,), up to the first END, as a string."""
    digits = [str(token) for token in tokens]
    return "".join(digits[: digits.index(str(END))] if str(END) in digits else digits)


def is_held_out(number):
    """Whether a number is kept for the test: one of ten, by Knuth's multiplicative hash."""
    return number * 2654435761 % 2**32 < 2**32 // 10


class Translator(torch.nn.Module):
    """A GRU that reads and a GRU that writes, of H units each, and a readout of the writer's state.

    With attention the readout sees the mean of the reader's states as well, weighted by the softmax of their products
    with the writer's state (Luong, Pham & Manning, EMNLP 2015).
    """

    def __init__(self, hidden, attention):
        super().__init__()
        self.attention = attention
        self.encoder, self.decoder = torch.nn.GRU(len(WORDS), hidden), torch.nn.GRU(TOKENS, hidden)
        self.readout = torch.nn.Linear(hidden * (1 + attention), TOKENS)

    def forward(self, xs, before):
        """Scores (L, B, 12) of the tokens after those before (L, B, 12), one-hot, having read xs (T, B, 29)."""
        states, last = self.encoder(xs)
        h, _ = self.decoder(before, last)
        if self.attention:
            scores = torch.einsum("lbh,tbh->lbt", h, states)
            h = torch.cat([h, torch.einsum("lbt,tbh->lbh", scores.softmax(-1), states)], dim=-1)
        return self.readout(h)

    def weights(self):
        """What a student's function takes: encoder and decoder, weights of gru_after_step, and W_y, b_y, in float64."""
        encoder, decoder = (from_torch(layer.double())[1] for layer in (self.encoder, self.decoder))
        W_y, b_y = self.readout.double().weight.detach().numpy().T, self.readout.bias.detach().numpy()
        self.float()
        return tuple(encoder.values()), tuple(decoder.values()), W_y, b_y


@cache
def _pool(digits):
    """Numbers to learn from and, one-hot, their words: as many draws of one digit as of each count up to `digits`."""
    rng = np.random.default_rng(0)
    drawn = np.concatenate([rng.integers(10 ** (n - 1), 10**n, size=3000) for n in range(1, digits + 1)])
    numbers = drawn[~is_held_out(drawn)]
    return read(numbers.tolist()), written(numbers.tolist())


def trained(attention, seed, steps=500, hidden=32, batch=64, rate=0.01, digits=5):
    """A Translator trained by Adam on numbers of up to so many digits, the writer always told the right last digit."""
    torch.manual_seed(seed)
    model, rng = Translator(hidden, attention), np.random.default_rng(seed)
    optimiser, (xs, ys) = torch.optim.Adam(model.parameters(), rate), _pool(digits)
    for _ in range(steps):
        chosen = rng.integers(ys.shape[1], size=batch)
        x, y = xs[:, chosen], ys[:, chosen]
        before = one_hot(np.concatenate([np.full((1, batch), START), y[:-1]]), TOKENS)
        scores = model(*(torch.tensor(a, dtype=torch.float32) for a in (x, before)))
        loss = torch.nn.functional.cross_entropy(scores.flatten(0, 1), torch.tensor(y).flatten())
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
    return model


@torch.no_grad()
def writes(model, numbers):
    """What a Translator writes for numbers, the likeliest token each time: (7, B)."""
    tokens, xs = np.full((1, len(numbers)), START), torch.tensor(read(numbers), dtype=torch.float32)
    for _ in range(LONGEST):
        scores = model(xs, torch.tensor(one_hot(tokens, TOKENS), dtype=torch.float32))
        tokens = np.concatenate([tokens, scores[-1:].argmax(-1).numpy()])
    return tokens[1:]


def held_out(digits, count=400):
    """Numbers of so many digits that no training has seen, at most so many."""
    numbers = np.random.default_rng(digits).integers(10 ** (digits - 1), 10**digits, size=20 * count)
    return numbers[is_held_out(numbers)][:count].tolist()


def share_right(model, digits, count=400):
    """The share of held-out numbers of so many digits that a Translator gets right, every digit of them."""
    numbers = held_out(digits, count)
    return float((writes(model, numbers) == written(numbers)).all(axis=0).mean())


def next_bits(model, number):
    """Have a Translator without attention read a number; returns bits(tokens), what each token would cost that comes
    next, in bits (12,), as beam_search asks for it."""
    encoder, decoder, W_y, b_y = model.weights()
    _, read_all = unroll(gru_after_step, read([number]), np.zeros((1, len(encoder[1]))), *encoder)

    def bits(tokens):
        h = read_all
        for token in (START, *tokens):
            h = gru_after_step(one_hot(np.array([token]), TOKENS), h, *decoder)
        return -np.log2(softmax(h @ W_y + b_y)[0])

    return bits


def share_right_by_beam(model, digits, width, count=200):
    """The share of held-out numbers that a Translator without attention gets right if it keeps so many beginnings."""
    numbers = held_out(digits, count)
    said = [beam_search(next_bits(model, number), width, LONGEST)[0][0] for number in numbers]
    return float((written(numbers) == np.array(said).T).all(axis=0).mean())

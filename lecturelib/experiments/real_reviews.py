"""The part of notebook 10's experiments that is about real reviews: torch's networks, which read every word in order,
beside a count of words. Both learn from four fifths of the reviews and are asked about every fifth."""

import re
from collections import Counter

import numpy as np
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

from ..data import reviews

UNITS, EPOCHS, RATE, BATCH = 32, 8, 0.01, 32  # the best of a few, asked about a fifth of the reviews to learn from
LAYERS = {"lstm": nn.LSTM, "gru_after": nn.GRU}


def clear_sentences():
    """The sentences that are clearly good or bad, as lists of words; whether they are good; whether they are asked
    about, since their review is every fifth."""
    real = reviews()
    clear = np.flatnonzero(np.abs(real.rating) > 0.5)
    words = [re.findall(r"[a-z']+", real.sentences[k].lower()) or ["."] for k in clear]
    return words, torch.tensor(real.rating[clear] > 0), real.review[clear] % 5 == 0


class Reader(nn.Module):
    """Words as 32 numbers each, a recurrent layer of 32 units over them, and a verdict from its last state."""

    def __init__(self, cell, words):
        super().__init__()
        self.words, self.layer = nn.Embedding(words, UNITS), LAYERS[cell](UNITS, UNITS, batch_first=True)
        self.readout = nn.Sequential(nn.Dropout(0.3), nn.Linear(UNITS, 1))

    def forward(self, x, lengths):
        """How good, a number for each of the sentences x (B, T), integers padded behind: (B,), above 0 for good."""
        packed = pack_padded_sequence(self.words(x), lengths, batch_first=True, enforce_sorted=False)
        last = self.layer(packed)[1]
        return self.readout((last[0] if isinstance(last, tuple) else last)[0])[:, 0]


def numbered(words, learn):
    """Sentences as integers, padded behind (N, T), their lengths (N,), and how many different integers there are; a
    word that stands less than twice in the sentences to learn from, whose places are `learn`, is 0."""
    counts = Counter(word for k in learn for word in words[k])
    known = {word: k for k, word in enumerate((word for word, count in counts.items() if count > 1), 1)}
    sentences = [torch.tensor([known.get(word, 0) for word in sentence]) for sentence in words]
    return pad_sequence(sentences, batch_first=True), torch.tensor(list(map(len, words))), len(known) + 1


def right(cell, seed):
    """The share of the sentences asked about that torch's layer gets right: Adam, gradients clipped at 1."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    words, good, asked = clear_sentences()
    learn, rng = np.flatnonzero(~asked), np.random.default_rng(seed)
    x, lengths, known = numbered(words, learn)
    model = Reader(cell, known)
    adam = torch.optim.Adam(model.parameters(), RATE)
    for _ in range(EPOCHS):
        for rows in map(torch.from_numpy, np.array_split(rng.permutation(learn), len(learn) // BATCH)):
            adam.zero_grad()
            loss = nn.functional.binary_cross_entropy_with_logits(model(x[rows], lengths[rows]), good[rows].float())
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.step()
    with torch.no_grad():
        return float(((model.eval()(x[asked], lengths[asked]) > 0) == good[asked]).float().mean())

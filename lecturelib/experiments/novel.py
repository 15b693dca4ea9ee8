"""A GRU that has read most of half a novel for minutes, and says which character comes next; kept in ``datasets``."""

from importlib.resources import files

import numpy as np

from ..cells import CELLS
from ..data import novel
from ..stored import load, save
from ..text import bits_per_character, next_character
from ..train import train

STORED = files("lecturelib") / "datasets" / "novel-gru.npz"
COMMAND = "python -m lecturelib.experiments novel"
HELD_OUT = 60_000  # characters at the end of the text, a tenth of it


def parts():
    """The text to train on, and the text that is held out."""
    text = novel()
    return text[:-HELD_OUT], text[-HELD_OUT:]


def trained(hidden=160, steps=5000):
    """A model that has read pieces of 1024 characters in windows of 64, its state carried from window to window."""
    task = next_character(parts()[0], T=1024)
    cell = CELLS["gru_after"]
    return train(cell, task, hidden, steps=steps, rate=5e-3, cool=True, window=64, dtype=np.float32).model


def run():
    """Train the network, store it, and print how many bits it needs for a character held out."""
    save(STORED, trained(), COMMAND)
    print(f"{STORED}: {bits_per_character(stored(), parts()[1]):.3f} bits a character of the text held out")


def stored():
    """The model that the command left in ``datasets``."""
    return load(STORED).model

# %% [markdown]
# # Recurrent networks, built by hand
#
# You write every equation of the network yourself, here in the page, and it tells you at once whether it is right.

# %% [markdown]
# This is a cell with a memory reading *Jane saw Spot*. Step through the sentence: what does it keep, what does it let
# go?

# %%
from lecturelib import CELLS
from lecturelib.reference import one_hot
from lecturelib.tasks import DICTIONARY, childrens_book
from lecturelib.train import train
from lecturelib.widgets import LiveCell, record

words = [".", "Jane", "saw", "Spot", "."]
xs = one_hot([DICTIONARY.index(word) for word in words], len(DICTIONARY))
reader = train(CELLS["lstm"], childrens_book(), hidden=4, steps=600, rate=0.02)
read = record("lstm", reader.params, xs)
LiveCell(read, words, answers=DICTIONARY, unit=int(read.values["f"][2].argmax()), at=2)

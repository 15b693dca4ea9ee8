# %% [markdown]
# # Long short-term memory
#
# A waiter who has to pass an order on by whispering it to the next waiter, who whispers it to the next, loses it on the
# way. That was the vanilla network: its memory went through the same weights and the same squash at every step, and so
# did every error on its way back.
#
# What if the order were written on a note, and the note put on a conveyor belt?
#
# Sepp Hochreiter and Jürgen Schmidhuber built that belt in 1997. Felix Gers, Schmidhuber and Fred Cummins taught it to
# forget in 2000. You build it today, watch it read, send errors back through it, and measure what it is worth, also
# where it is worth nothing. {{total}}, about an hour.

# %%
import numpy as np

from lecturelib import CELLS
from lecturelib.exercises import check, exercise, progress
from lecturelib.figures import lstm as figures
from lecturelib.figures import show, wiring
from lecturelib.reference import one_hot, sigmoid, unroll

np.set_printoptions(precision=2, suppress=True)

# %% [markdown]
# ## A belt, and three doorkeepers
#
# On the belt lies a number: the **long-term memory**, $c$. If nobody touches it, it moves on as it is, from step to step.
# Beside the belt somebody speaks: $h$, the **short-term memory**, what is on the network's mind right now. So the state
# is in two, and each step asks three questions. What to *forget* of what lies on the belt? What to *take in* that is
# new? What to *let out*, to be said aloud?
#
# How much of it shall pass: you know who answers that. A gate, for each question one.
#
# By hand. On the belt lies 1. The first doorkeeper keeps nine tenths of it. Something new is offered, −0.4, and the second
# takes in half. What lies on the belt now? The third lets out half of that, and since a sum may grow beyond 1, it is
# squashed first.

# %%
c_before, f, i, g, o = 1.0, 0.9, 0.5, -0.4, 0.5
kept, taken = f * c_before, i * g
c = kept + taken
h = o * np.tanh(c)
print(f"kept {kept:.2f}, taken in {taken:.2f}, so c = {c:.2f}")
print(f"let out: {o} · tanh({c:.2f}) = {h:.2f}")

# %% [markdown]
# Here is the whole cell with these numbers in it. A valve is open as far as its gate says, and a colour belongs to a gate,
# in every picture of this course: <b style="color:#D55E00">f</b> forget, <b style="color:#009E73">i</b> input,
# <b style="color:#CC79A7">g</b> what is new, <b style="color:#0072B2">o</b> output.

# %%
values = {"f": f, "i": i, "g": g, "o": o, "c_before": c_before, "kept": kept, "taken": taken}
values |= {"total": c, "c": c, "squashed": np.tanh(c), "output": h, "h": h}
wiring.draw_wiring("lstm", values)
show("The memory runs along the top: × keeps nine tenths of 1, + adds −0.2, and 0.70 goes on. Half of its tanh is h.")

# %% [markdown]
# Follow the line along the top. There is a times junction on it and a plus junction, and nothing else: no weights, no
# squash.
#
# (The forget gate has an unlucky name. It says how much is *kept*: 1 forgets nothing, 0 forgets all.)
#
# Where do the gates get their opinions? Where every neuron got them: from what comes in and from what was said a step ago,
# with weights of their own.
#
# $$i = \sigma(x_t W_i + h_{t-1} U_i + b_i) \qquad f = \sigma(x_t W_f + h_{t-1} U_f + b_f)$$
# $$o = \sigma(x_t W_o + h_{t-1} U_o + b_o) \qquad g = \tanh(x_t W_g + h_{t-1} U_g + b_g)$$
#
# Three are sigmoids, since they answer *how much*. The fourth is content, which may also say no, so it is a tanh: the old
# vanilla step, now only a proposal. Then the belt, and what is said:
#
# $$c_t = f \odot c_{t-1} + i \odot g \qquad\qquad h_t = o \odot \tanh(c_t)$$
#
# The cell's answer is $y_t = h_t$. (Books also write $\tilde c$ or *candidate* for g, and $\cdot$, $\circ$ or $*$ for ⊙,
# which multiplies element by element.)

# %% [markdown]
# Four times weights could be twelve arrays. Instead the four stand side by side: W has 4H columns, the first H of them
# for i, then f, g, o, the order of PyTorch. One product serves all, and `np.split` takes it apart.
#
# > **Your turn ({{points}}).** Write `lstm_step(x, h, c, W, U, b)`. It returns both states, h first. `sigmoid` is imported.

# %% exercise="lstm_step"

# %% [markdown]
# The example by hand, through your function. With W and U at 0 the biases alone decide, so let them say what the gates
# said: a bias of 0 opens a gate by half, and one of ln 9 = 2.2 by nine tenths.

# %%
b = np.array([0.0, np.log(9), np.arctanh(-0.4), 0.0])
h, c = lstm_step(np.zeros((1, 1)), np.zeros((1, 1)), np.ones((1, 1)), np.zeros((1, 4)), np.zeros((1, 4)), b)
print(f"h = {np.ravel(h)[0]:.2f}, c = {np.ravel(c)[0]:.2f}")

# %% [markdown]
# What does it cost? Four times the vanilla layer, since everything is there four times.

# %%
for name in ("rnn", "lstm"):
    params = CELLS[name].init(5, 16, np.random.default_rng(0))
    print(f"{name:4}", {part: array.shape for part, array in params.items()}, sum(p.size for p in params.values()))

# %% [markdown]
# Everything else stays. `unroll` runs any step along a sequence, and hands on whatever state it is given: now the two.

# %%
rng = np.random.default_rng(5)
xs, start = rng.normal(size=(6, 2, 3)), (np.zeros((2, 4)), np.zeros((2, 4)))
weights = rng.normal(size=(3, 16)), rng.normal(size=(4, 16)), rng.normal(size=16)
hs, (h, c) = unroll(lstm_step, xs, start, *weights)
print("hs", hs.shape, " last h", h.shape, " last c", c.shape)

# %% [markdown]
# ## Watching it read
#
# Four units, the children's book of {{rnn}}, and the same `train`. Only the name of the cell is another.

# %%
from lecturelib.tasks import DICTIONARY, childrens_book
from lecturelib.train import train
from lecturelib.widgets import LiveCell, record

reader = train(CELLS["lstm"], childrens_book(), hidden=4, steps=600, rate=0.02)
sentence = ". Jane saw Spot . Doug saw Jane . Spot saw"
words = sentence.split()
xs = one_hot([DICTIONARY.index(word) for word in words], 5)
values = record("lstm", reader.model.weights, xs, step=lstm_step).values
print({name: values[name].shape for name in "figoch"})

# %% [markdown]
# `record` runs your step along one sequence and notes, for each of the 4 units at each of the 11 words, what its gates
# answered and what lay on its belt. Now, after *saw*: who was it? The network must know, for nobody sees themselves.
#
# Does a unit know it? Look for one whose c, at *saw*, keeps the three names apart: the gap between two names large,
# compared with how much c varies for the same name.


# %%
def who_knows(reader, sentences=100):
    """For each unit, the smallest gap in c between two names at "saw", over its spread for the same name."""
    xs, _ = childrens_book(sentences).draw(np.random.default_rng(7), 1)
    c, said = record("lstm", reader.model.weights, xs[:, 0], step=lstm_step).values["c"], xs[:, 0].argmax(axis=1)
    saw = np.flatnonzero(said == DICTIONARY.index("saw"))
    groups = [c[saw[said[saw - 1] == name]] for name in range(3)]
    gaps = np.diff(np.sort([group.mean(axis=0) for group in groups], axis=0), axis=0)
    return gaps.min(axis=0) / np.mean([group.std(axis=0) for group in groups], axis=0)


# %%
unit = int(who_knows(reader).argmax())
figures.draw_walk(words, {name: numbers[:, unit] for name, numbers in values.items()})
show("The unit that knows who. At “saw” its f is 1 and c has one value for each name; at the full stop f is 0.")

# %% [markdown]
# Read the column of each *saw*: the first doorkeeper stands wide open, and c has one value for Jane, another for Doug, a
# third for Spot. Then the column of each full stop after a sentence: the keeper shuts, and what lay on the belt is gone.

# %%
kept, c = values["f"][:, unit], values["c"][:, unit]
saw, stop = ([k for k, word in enumerate(words) if word == wanted and k > 0] for wanted in ("saw", "."))
print("at saw, more than nine tenths is kept:        ", bool((kept[saw] > 0.9).all()))
print("at a full stop, less than a tenth:            ", bool((kept[stop] < 0.1).all()))
print("three names, three values of c, ½ apart:      ", bool(np.diff(np.sort(c[saw])).min() > 0.5))

# %% [markdown]
# Nobody told it to. *A memory must be able to hold, and also to let go*, said {{dinner}}; here a network has learnt when
# to do which. Step through the sentence yourself. Which of the other units would you trust with *has there been a verb
# yet?*

# %%
LiveCell(record("lstm", reader.model.weights, xs, step=lstm_step), words, unit=unit, at=2)

# %% [markdown]
# ## The girls with the hat sing
#
# In the book a name has to be kept for one word. Ask for more: *girls with hat with hat often* … *sing*, for they are
# *girls*, and the hats, which come later and are nearer to the verb, have no say in it. The language is endless and has
# nine words:

# %%
from lecturelib.tasks import AGREEMENT_WORDS, agreement

x, _ = agreement(T=26).draw(np.random.default_rng(1), 1)
print(" ".join(AGREEMENT_WORDS[word] for word in x[:, 0].argmax(axis=1)))

# %%
singer = train(CELLS["lstm"], agreement(), hidden=8, steps=300, rate=0.02, seed=1)
trained = [singer.params[name] for name in ("W", "U", "b")]


def twins(text):
    """Two sequences that differ in nothing but the number of their first subject: (T, 2, 9)."""
    pair = (text.split(), text.replace("girl", "girls", 1).replace("sings", "sing", 1).split())
    return one_hot([[AGREEMENT_WORDS.index(word) for word in words] for words in zip(*pair)], 9)


# %% [markdown]
# Where in the cell is the number of the subject? Let it read twice, once of one girl, once of several, and look where
# the two memories differ.

# %%
text = ". girl with hats with hat with hats often sings . girl with hat often sings ."
xs = twins(text)
one, several = (record("lstm", singer.params, xs[:, row], step=lstm_step) for row in range(2))
apart = np.abs(one.values["c"] - several.values["c"])
words = text.replace("girl", "girl(s)", 1).replace("sings", "sing(s)", 1).split()
figures.draw_difference(words, apart)
show(
    "How far two readers' memories are apart, one of a girl, one of girls: in many units up to the verb; then it fades."
)

# %% [markdown]
# Many units differ. But a lamp that is lit during the meal has not cooked it. Does the network *use* what they hold?
#
# Operate. Two hundred pairs of twins read up to the second hat. Then the twins' numbers in one unit, h and c, change
# places, and all read on: *often*. Whose verb will each expect now?


# %%
def own_verb(swapped, pairs=200):
    """The share of twins that expect their own verb, after these units (a list) have changed places."""
    rng = np.random.default_rng(3)
    texts = [f". girl with {' with '.join(rng.choice(['hat', 'hats'], 2))} often" for _ in range(pairs)]
    xs, nothing = np.concatenate([twins(text) for text in texts], axis=1), np.zeros((2 * pairs, 8))
    _, state = unroll(lstm_step, xs[:-1], (nothing, nothing), *trained)
    state = [np.array(part).reshape(pairs, 2, 8) for part in state]
    for part in state:
        part[:, :, swapped] = part[:, ::-1][:, :, swapped]
    h, _ = lstm_step(xs[-1], *(part.reshape(-1, 8) for part in state), *trained)
    scores = h @ singer.params["W_y"] + singer.params["b_y"]
    sings, sing = (scores[:, AGREEMENT_WORDS.index(verb)] for verb in ("sings", "sing"))
    return np.mean((sing > sings) == np.tile([False, True], pairs))


# %%
one_by_one = np.array([own_verb([k]) for k in range(8)])
number = int(one_by_one.argmin())
print("nothing swapped:   ", own_verb([]))
print("one unit swapped:  ", *one_by_one)
print("the seven others:  ", own_verb([k for k in range(8) if k != number]))

# %% [markdown]
# One unit does it, all of it. Swap that one, and every girl *sing* and all girls *sings*; swap the seven others together,
# and no verb changes. What does its keeper do along the text?

# %%
figures.draw_walk(words, {name: numbers[:, number] for name, numbers in several.values.items()})
show("The unit that keeps the number. From the noun to “often” it keeps nearly all; at the verb its keeper shuts.")

# %%
kept, verb = several.values["f"][:, number], words.index("sing(s)")
print("kept at each word from with to often, more than nine tenths:", bool((kept[2:verb] > 0.9).all()))
print("kept at the verb, less than a third:                        ", bool(kept[verb] < 1 / 3))
print("difference between the twins at the next verb, below 0.1:   ", bool(apart[-2, number] < 0.1))

# %% [markdown]
# It holds through three hats of either number, and lets go once the verb has been said. What the verb leaves, the next
# subject overwrites.
#
# It is no clean lamp. Its c falls at each *with* and rises at each hat, for the unit has a second job. But it does so alike
# for one girl and for several, and what is added to both, while f is 1, leaves their difference as it was: the even dark
# row above. Step through it, and change between the two readers.

# %%
LiveCell({"one girl": one, "several girls": several}, words, cell="several girls", unit=number, at=1)

# %% [markdown]
# An honest word. Which unit gets the job is chance: with `seed=3` it is another. And the vanilla network learns this
# language as well, for keeping a bit over eight words is not beyond it. What the gates add here is that one can see who
# keeps it, and when it is dropped.

# %%
elman = train(CELLS["rnn"], agreement(), hidden=8, steps=300)
for name, run in {"RNN": elman, "LSTM": singer}.items():
    print(f"{name:4} right as often as anybody can be, 0.69:", abs(run.score - 0.69) < 0.02)

# %% [markdown]
# ## How long does a memory last?
#
# Of the warmth of a cup nine tenths are left after each minute: 0.9, then 0.81, and so on. It is never quite cold. So one
# asks when it has come down to 1/e, about 0.37, of what it was, and calls that its **time constant**.
#
# $$f^{\,n} = \frac1e \quad\Rightarrow\quad n \ln f = -1 \quad\Rightarrow\quad n = \frac{-1}{\ln f}$$
#
# By hand: ln 0.9 = −0.105, so n = 9.5 steps.
#
# > **Your turn ({{points}}).** Write `forget_time_constant(f)`.

# %% exercise="forget_time_constant"

# %%
shares = (0.5, 0.9, 0.98)
figures.draw_fading({f: (f ** np.arange(61), forget_time_constant(f)) for f in shares})
show(
    "With f fixed a memory fades by the same factor at each step; the dots mark time constants of 1.4, 9.5 and 49 steps."
)

# %% [markdown]
# Now the biases, for a gate to which nobody has given an opinion:

# %%
for bias in (0, 1, 2, 4, 6):
    f = sigmoid(np.array(float(bias)))
    print(f"bias {bias}: keeps {f:.3f}, time constant {float(forget_time_constant(f)):.1f} steps")

# %% [markdown]
# {{squashing}} said of the soft gate: what leaks a little at every step leaks away over many. At an opinion of 4 it leaks a
# fiftieth, and in some fifty steps the memory has come down to 1/e. For a lag of 40, bias 1, with its 3 steps, is hopeless,
# and 4 looks right. Keep this guess; it will be tested.
#
# But a fixed f is a leak, and a leak is no memory. The gate's point is that f *changes with the input*. Take the unit that
# kept the number of the girls, let it read a long text, and turn its f at each word into a time constant.

# %%
x, _ = agreement(T=1000).draw(np.random.default_rng(2), 1)
f = record("lstm", singer.params, x[:, 0], step=lstm_step).values["f"][:, number]
read = x[:, 0].argmax(axis=1)
by_word = np.array([f[read == word].mean() for word in range(9)])
constants = np.array(forget_time_constant(by_word))

# %%
figures.draw_constants(AGREEMENT_WORDS, constants)
show("One unit, nine time constants: dozens of steps while hats go by, less than two once the verb has been said.")

# %%
by = dict(zip(AGREEMENT_WORDS, constants))
print("longer than 10 steps at with, hat, hats:", all(by[word] > 10 for word in ("with", "hat", "hats")))
print("shorter than 2 steps at sing, sings:    ", all(by[word] < 2 for word in ("sing", "sings")))

# %% [markdown]
# The same unit holds for dozens of steps and forgets within one. No fixed leak can do that: whoever forgets fast enough at
# the verb has forgotten before it.
#
# ## What you have now
#
# A cell with two states: `c = f * c + i * g` lies on a belt and is kept, added to and forgotten by gates; `h = o * tanh(c)`
# is what it says. How long it holds is −1/ln f, and f changes with every word.
#
# ## Quiz

# %% [markdown]
# **1.** A unit's f is 0 and its i is 0 at some step. What lies on its belt afterwards?
#
# <details><summary>What lay there before: both gates are shut, so nothing changes</summary>
# It sounds so. But f = 0 keeps nothing: the old memory is multiplied by 0. To leave it as it is, the keeper must be open
# and the intake shut: f = 1, i = 0.
# </details>
# <details><summary>0</summary>
# Yes: 0 · c + 0 · g. The unit has been wiped clean.
# </details>
# <details><summary>g, what is new</summary>
# That needs i = 1, an open door for what is new. Here it is shut.
# </details>

# %% [markdown]
# **2.** Why is g a tanh and not a sigmoid?
#
# <details><summary>It makes no difference, both squash</summary>
# A sigmoid is never negative. Then nothing could ever be subtracted from a memory, and while f is near 1, c could only grow.
# </details>
# <details><summary>So that a memory can be turned down as well as up</summary>
# Yes. g is content and may say no. The three gates answer *how much*, and there −1 would make no sense.
# </details>

# %% [markdown]
# **3.** A unit has f = 0.99 at every word. Is it a good long-term memory?
#
# <details><summary>Yes: its time constant is about 100 steps</summary>
# It holds for long. But it cannot let go: after a new subject the old one still lies there, nine tenths of it ten words
# later.
# </details>
# <details><summary>It holds well and cannot forget; good is a gate that does both, each at its time</summary>
# Yes. That is what the unit with the girls did: dozens of steps at *with*, less than two at *sings*.
# </details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: what the belt does for an error.

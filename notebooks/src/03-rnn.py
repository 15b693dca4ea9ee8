# %% [markdown]
# # The vanilla RNN
#
# *Doug saw* … whom? Not Doug: in the book of this notebook no one ever sees themselves. But the last word, *saw*, does
# not say who is left. You have to remember who came before it.
#
# The network of {{dinner}} remembered one dinner. This one keeps a memory of any size, and decides for itself what to
# keep in it. You build it, let it read, let it learn a children's book of five words, let it write, and count its
# mistakes. {{total}}, about {{minutes}}.

# %%
from dataclasses import replace
from textwrap import fill

import numpy as np

from lecturelib import CELLS
from lecturelib.cells import Stacked
from lecturelib.exercises import check, exercise, progress
from lecturelib.figures import rnn, show
from lecturelib.reference import one_hot, pick, unroll
from lecturelib.tasks import DICTIONARY, STOP, as_text, childrens_book, count_mistakes, recall
from lecturelib.train import train

np.set_printoptions(precision=2, suppress=True)

# %% [markdown]
# ## What does a layer hear?
#
# In {{dinner}} a neuron had two ears, one for what comes in, one for what it said a step ago. Now put two such neurons
# side by side. Each hears *all* inputs, and each hears what *both* of them said a step ago.
#
# Two inputs arrive, 1 and 0. A step ago the neurons said 0.5 and −1. That was the **state**, $h_{t-1}$.

# %%
x, h = np.array([1.0, 0.0]), np.array([0.5, -1.0])
W = np.array([[1.0, -1.0], [0.0, 2.0]])
U = np.array([[1.0, 0.0], [0.5, -1.0]])
b = np.array([0.0, 0.5])

# %% [markdown]
# Row by row: the first input, 1, gives its votes (1, −1), the first row of $W$; the second input is silent. The first
# neuron's old 0.5 gives half of (1, 0), the first row of $U$; the second's −1 gives (−0.5, 1). Then come the biases.
# Add it up on paper before you run the cell.

# %%
votes = np.array([x @ W, h @ U, b])
print(votes)
print("sum", votes.sum(axis=0))

# %% [markdown]
# Three rows, three voices: input, memory, bias. Their sum, (1, 0.5), is squashed, and that is the new state.
#
# Which squash? A gate answers *how much*, so it needs a sigmoid. A memory may also say *no*, and −1 should be as easy
# to keep as 1: it is tanh.

# %%
np.tanh(votes.sum(axis=0))

# %% [markdown]
# ## Many sequences at once
#
# One sequence at a time is slow. So $B$ of them go through a step together, a **batch**, each in a row of its own, with
# the same weights for all.

# %%
rnn.draw_step(B=2, D=3, H=4)
show("One step for a batch of 2, with 3 inputs and 4 neurons. A row of x and the same row of h make that row of a.")

# %% [markdown]
# With $x_t$ of shape $(B, D)$ and $h_{t-1}$ of shape $(B, H)$, the **vanilla** recurrent network, the plain one, is a
# line:
#
# $$h_t = \tanh(x_t W + h_{t-1} U + b)$$
#
# > **Your turn ({{points}}).** Write `rnn_step(x, h, W, U, b)`. The check begins with the two neurons that you have just
# > worked by hand, as a batch of one.

# %% exercise="rnn_step"

# %% [markdown]
# *Aside.* Some books write it with columns, $W_{xh}\,x_t + W_{hh}\,h_{t-1}$; some lay $h_{t-1}$ and $x_t$ end to end and
# have one matrix, $W \cdot [h_{t-1}, x_t]$; PyTorch adds two biases where one would do. It is all the same network.

# %% [markdown]
# ## How long does a word echo?
#
# Say one word to a single neuron, then be silent. Nothing comes in any more: all that is left of the word is what the
# neuron hears of itself, weighed by $u$. It starts, like every network here, from $h_0 = 0$. Before you run this: with
# $u = 0.5$, how much is left after ten steps? And with $u = -1.5$?

# %%
word_then_silence = np.zeros((16, 1, 1))
word_then_silence[0] = 2
echoes = {}
for u in (0.5, 0.95, 1.5, -1.5):
    weights = np.ones((1, 1)), np.full((1, 1), u), np.zeros(1)
    hs, last = unroll(rnn_step, word_then_silence, np.zeros((1, 1)), *weights)
    echoes[u] = hs[:, 0, 0]
rnn.draw_echoes(echoes)
show("A word, then silence: u = 0.5 forgets, 0.95 fades slowly, 1.5 settles at 0.86, −1.5 flips between ±0.86.")

# %% [markdown]
# With $u = 1.5$ the echo never dies: it settles where $h = \tanh(1.5\,h)$. With $u = -1.5$ nothing is lost either, but
# at every other step the neuron says the opposite. Remember the flipping one: it will be back.

# %% [markdown]
# ## How many numbers are there to learn?
#
# $W$ has $D \cdot H$ of them, $U$ has $H \cdot H$, and $b$ has $H$. For 5 inputs and 8 neurons that is 40 + 64 + 8 = 112,
# for 16 neurons 80 + 256 + 16 = 352: twice the layer, more than three times the numbers. And to read a book of 100,000
# words in place of a sentence of four? Not one number more, because every step uses the same weights.
#
# There is another network that shares its weights along a sequence, the **convolutional** one. Its answer at a place is
# made of the inputs in a window there, say the last three, with the same three weights everywhere. So which answers does
# an input reach? Let the first of eight inputs be 0.1, and all others 0.

# %%
inputs = np.array([0.1, 0, 0, 0, 0, 0, 0, 0])
window = np.tanh(np.convolve(inputs, [1.0, 0.9, 0.8])[:8])
weights = np.ones((1, 1)), np.full((1, 1), 0.9), np.zeros(1)
states, _ = unroll(rnn_step, inputs[:, None, None], np.zeros((1, 1)), *weights)
print("a window of three", window)
print("a recurrent state", states[:, 0, 0])

# %% [markdown]
# The window forgets at once whatever leaves it; each further layer widens it by two places. The state can carry something
# from any distance, with no more weights. That is why recurrent networks suit text, speech and the like, where what
# matters may lie far back, and it is not known beforehand how far. The price: the steps must be taken one after another,
# and what is carried may fade on the way. In pictures, where neighbours matter most and all places can be computed at
# once, windows are the usual choice.

# %% [markdown]
# ## Is the state the answer?
#
# In {{dinner}} it was: what the network said at night was what it remembered in the morning. Such a network cannot
# keep a thing in mind without saying it aloud. So from here on the state is its private notebook, and a second set of
# weights reads the answer from it:
#
# $$y_t = h_t W_y + b_y$$
#
# Since $h_t$ is made of $x_t$ and $h_{t-1}$, the answer depends on both: $y_t = y(h_{t-1}, x_t)$. The state has as many
# values as you like; the answer has as many as the question needs. (Feeding back the output is Jordan's network, 1986;
# feeding back the state is Elman's, 1990, the one you have built.)

# %% [markdown]
# ## One loop, four shapes
#
# Where do inputs come in, and where do answers come out? There are four ways.

# %%
rnn.draw_four_shapes()
show("Inputs x enter below, answers y leave above; dashed, an answer goes in next. All boxes are the same step.")

# %%
T, B, D, H = 6, 2, 5, 8
rng = np.random.default_rng(0)
xs = rng.normal(size=(T, B, D))
weights = rng.normal(size=(D, H)), rng.normal(size=(H, H)), np.zeros(H)
W_y, b_y = rng.normal(size=(H, D)), np.zeros(D)
h_0 = np.zeros((B, H))

# %% [markdown]
# **Sequence to sequence**: an answer at every step. *What is the next word, now? And now?*
#
# **Sequence to vector**: read to the end, answer once. *Was this a friendly letter?*

# %%
hs, last = unroll(rnn_step, xs, h_0, *weights)
answers = hs @ W_y + b_y
answer = last @ W_y + b_y
print("an answer at every step", answers.shape, "  one answer at the end", answer.shape)

# %% [markdown]
# **Vector to sequence**: one thing is given, the first state, and the network speaks about it, each answer fed back as
# its next input. *What is in this picture, in words?* Nothing comes in from outside, so the loop is your own:


# %%
def speak(h, steps):
    """Say so many answers about what is in the state h, each fed back as the next input."""
    y = np.zeros((B, D))
    answers = []
    for _ in range(steps):
        h = rnn_step(y, h, *weights)
        y = h @ W_y + b_y
        answers.append(y)
    return np.array(answers)


picture = rng.normal(size=(B, H))
print("four words about a picture", speak(picture, 4).shape)

# %% [markdown]
# **Encoder–decoder**: read to the end, then speak about what was read, for as long as you like. *Say this sentence in
# French.* It is the second shape followed by the third, and the state that passes between them is all that the speaker
# knows of the sentence. (Here one set of weights serves both, to keep it short; a translator has two.)

# %%
_, meaning = unroll(rnn_step, xs, h_0, *weights)
print(f"{len(xs)} steps in, {len(speak(meaning, 9))} steps out")

# %% [markdown]
# A shape is only a choice of what to feed and what to listen to; the step is the same in all four.

# %% [markdown]
# ## Layers on layers
#
# Recurrent neurons can be placed in layers, as others can. The first layer reads the inputs; its states, one for every
# step, are a sequence again, and the second layer reads that. Each has weights and a state of its own.

# %%
rnn.draw_stacked()
show("Two layers: x enters the lower, the lower's state enters the upper at the same step, and y leaves above.")

# %%
weights_2 = rng.normal(size=(H, H)), rng.normal(size=(H, H)), np.zeros(H)
hs_1, _ = unroll(rnn_step, xs, h_0, *weights)
hs_2, _ = unroll(rnn_step, hs_1, h_0, *weights_2)
print("inputs", xs.shape, "  first layer", hs_1.shape, "  second layer", hs_2.shape)

# %% [markdown]
# That is all there is to **stacking**. The course's engine has it as `Stacked`, and gives the same numbers; in the names
# of its weights stands the layer's number.

# %%
W, U, b = weights
W_2, U_2, b_2 = weights_2
params = {"W_1": W, "U_1": U, "b_1": b, "W_2": W_2, "U_2": U_2, "b_2": b_2}
hs, _, _ = Stacked(CELLS["rnn"], CELLS["rnn"]).forward(params, xs)
print(f"yours and the engine's differ by up to {np.max(np.abs(hs - hs_2)):.12f}")

# %% [markdown]
# ## From scores to probabilities
#
# Who was seen? The network answers with scores, any numbers: Doug 2, Jane 1, Spot 0. A score of 2 is more than 1, but
# by how much would you bet on it? To bet, you need numbers that are positive and sum to 1. The exponential makes
# anything positive, and dividing by the sum does the rest.

# %%
scores = np.array([[2.0, 1.0, 0.0]])
e = np.exp(scores)
print(e, "sum", e.sum().round(2))
print(e / e.sum())

# %% [markdown]
# This is the **softmax**: $p_k = e^{a_k} / \sum_j e^{a_j}$. One point of score more is $e = 2.72$ times the
# probability. Only differences count: what if every score were larger by 1000?

# %%
with np.errstate(over="ignore", invalid="ignore"):
    e = np.exp(scores + 1000)
    print(e, "sum", e.sum())
    print(e / e.sum())

# %% [markdown]
# On paper nothing changed; in the machine exp(1000) is infinite, and infinity over infinity is *not a number*. Scores
# that large do turn up in training. But if 1000 may be added to a row, something may be subtracted from it too. What
# would you subtract, so that no exp can ever be too large?
#
# (For rows of scores, `keepdims=True` will help: `a.max(axis=-1, keepdims=True)` leaves each row's maximum in a column
# beside its row, (B, 1), so that it can be subtracted from (B, K).)
#
# > **Your turn ({{points}}).** Write `softmax(a)` for rows of scores, each row by itself, safe for any scores.

# %% exercise="softmax"

# %%
for k in (0, 1, 3, 100):
    print(f"scores × {k:3}:", softmax(k * scores)[0])

# %% [markdown]
# At × 100 only the maximum is left. That is the *max* in the name; the *soft* is that up to there all have a share.

# %% [markdown]
# ## How surprised are you?
#
# The network bets, then the truth comes out. If it had given the truth a probability of 1, it is not surprised at
# all. If it gave ½, a little. If it gave one in a hundred, very much. **Surprise** is $-\ln p$ of what happened, and
# its unit is the *nat*.

# %%
p = np.linspace(0.005, 1, 400)
marked = {"certain: 0": 1, "one of two: 0.69": 1 / 2, "one of five: 1.61": 1 / 5, "one of a hundred: 4.61": 1 / 100}
rnn.draw_surprise(p, -np.log(p), marked)
show("Surprise falls from infinity at p = 0 to 0 at p = 1. One word of five, guessed evenly: 1.61 nats.")

# %% [markdown]
# Why a logarithm? Two coins both land heads with probability ½ · ½. Probabilities multiply, and surprises should add:
# 0.69 for one coin, and 1.39, which is $-\ln \tfrac14$, for two.
#
# The mean surprise over all answers is the **cross-entropy**, and it is what training makes small. Take two rows of
# scores: the one from above, where the truth is Spot, and one of three zeros, where the truth is Doug.

# %%
logits = np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
targets = np.array([2, 0])
p = softmax(logits)
print(p)
surprises = -np.log([p[0, 2], p[1, 0]])
print("surprises", surprises, f"mean {surprises.mean():.2f}")

# %% [markdown]
# Scores that go into a softmax are called **logits**. Which way should each of them move? Write the surprise of a row
# whose truth is $k$ as
#
# $$-\ln p_k = \ln \sum_j e^{a_j} - a_k$$
#
# and take its slope along $a_j$. The first part gives $e^{a_j} / \sum e^a$, which is $p_j$ again; the second gives −1
# where $j$ is the truth:
#
# $$\frac{\partial\,\mathrm{surprise}}{\partial a} = p - \mathrm{one\_hot}(\mathrm{truth})$$

# %% [markdown]
# By hand, for the first row: (0.67, 0.24, 0.09) − (0, 0, 1) = (0.67, 0.24, −0.91). Doug got 0.67 too much, Jane 0.24 too
# much, and Spot 0.91 too little. For the second: (0.33, 0.33, 0.33) − (1, 0, 0) = (−0.67, 0.33, 0.33). The loss is a
# *mean* over two rows, so in the gradient each row counts half: (0.33, 0.12, −0.45) and (−0.33, 0.17, 0.17).
#
# One trap is left. If a score is 1000 behind, its $p$ is rounded to 0, and $\ln 0$ is $-\infty$. The right side above does
# not need $p$, only the logarithm of a sum of exponentials, and there the maximum $m$ of the row can be taken out first:
# $\ln \sum_j e^{a_j} = m + \ln \sum_j e^{a_j - m}$. For the first row that is $2 + \ln(1 + 0.37 + 0.14) = 2.41$.
#
# `one_hot(targets, 3)` marks the truth of every row, which serves for the loss and for the gradient.
#
# > **Your turn ({{points}}).** Write `cross_entropy(logits, targets)`, which returns the mean surprise of the rows and its
# > gradient.

# %% exercise="cross_entropy"

# %% [markdown]
# ### Is the gradient right, and what is it good for? (*aside*)
#
# Do not believe a gradient: nudge each score of the first row by a millionth, and see how far the loss moves.

# %%
loss, dlogits = cross_entropy(logits, targets)
for k in range(3):
    nudged = logits.copy()
    nudged[0, k] += 1e-6
    nudged_loss, _ = cross_entropy(nudged, targets)
    print(f"by nudging {(nudged_loss - loss) / 1e-6:5.2f}, by your formula {dlogits[0, k]:5.2f}")

# %% [markdown]
# And if you follow it downhill, a step of length 1 at a time?

# %%
for _ in range(6):
    loss, dlogits = cross_entropy(logits, targets)
    print(f"mean surprise {loss:.2f}, on Spot in the first row {softmax(logits)[0, 2]:.2f}")
    logits = logits - dlogits

# %% [markdown]
# The scores talked themselves into Spot.

# %% [markdown]
# ## Read first, answer once
#
# A waiter hears an order, *pizza*, *burger* or *fries*, then six words of small talk, *well*, *hm* or *ah*, and only
# then is asked: what was ordered? This is sequence to vector: the answer is probabilities, read from the last state.
#
# By hand, with the two neurons from the top of the page, from $h_0 = 0$:
#
# | input | votes of input, memory and bias | state |
# | --- | --- | --- |
# | 1, 0 | (1, −1) + (0, 0) + (0, 0.5) = (1, −0.5) | 0.76, −0.46 |
# | 0, 1 | (0, 2) + (0.53, 0.46) + (0, 0.5) = (0.53, 2.96) | 0.49, 0.99 |
#
# Let $W_y$ have the rows (1, 0) and (0, 2), and $b_y = (1, 0)$. The scores of the last state are 0.49 + 1 = 1.49 and
# 2 · 0.99 = 1.99, and their softmax is (0.38, 0.62).
#
# > **Your turn ({{points}}).** Write `rnn_classify(xs, h, W, U, b, W_y, b_y)`. You have all its parts.

# %% exercise="rnn_classify"

# %% [markdown]
# Now train a waiter. `train` shows it 300 batches of 32 orders, takes its cross-entropy, and moves every weight a little
# against the gradient. How the gradient gets from the last word back to the first is {{bptt}}; until then it is a black
# box. What it returns has `params`, a dictionary of the trained weights by name.
#
# A trained network begins with weights drawn by chance, and what it learns may hang on them. So train eight, from eight
# draws, and say of each claim how many of the eight it holds for. Beside each waiter stands one whose $U$ is held at 0: the
# same layer, the same training, no memory.

# %%
six_words = recall(6, symbols=3)  # an order of three, then six words of small talk


def share_right(run, small_talk):
    """How often a trained waiter is right, of 500 orders with so many words of small talk."""
    xs, ordered = recall(small_talk, symbols=3).draw(np.random.default_rng(7), 500)
    p = rnn_classify(xs, np.zeros((500, 16)), **run.params)  # two stars: W=run.params["W"], and so on
    return np.mean(p.argmax(axis=-1) == ordered)


waiters = []
for seed in range(8):
    run = train(CELLS["rnn"], six_words, hidden=16, steps=300, seed=seed)
    no_memory = train(CELLS["rnn"], six_words, hidden=16, steps=300, seed=seed, fixed={"U": 0})
    waiters.append(run)
    print(f"waiter {seed}: right in {share_right(run, 6):.2f}, without memory in {share_right(no_memory, 6):.2f}")

# %% [markdown]
# All eight are right every time, and without memory all eight guess. Would you hire them? They were only ever asked after
# six words. So ask others: small talk of 1 word, of 2, up to 20. And train eight more, on small talk of any length
# from 1 to 12 words.


# %%
def any_length(rng, batch):
    return recall(rng.integers(1, 13), symbols=3).draw(rng, batch)


any_words = replace(six_words, draw=any_length)  # the same task, drawn in another way
lengths = list(range(1, 21))
flexible = []
for seed in range(8):
    run = train(CELLS["rnn"], any_words, hidden=16, steps=300, seed=seed)
    flexible.append(run)
    print(f"flexible {seed}: after 6 words {share_right(run, 6):.2f}, after 20 words {share_right(run, 20):.2f}")

# %%
shares = {
    "trained on 6 words": np.array([[share_right(run, n) for n in lengths] for run in waiters]),
    "trained on 1 to 12 words": np.array([[share_right(run, n) for n in lengths] for run in flexible]),
}
asked = {"trained on 6 words": [6], "trained on 1 to 12 words": list(range(1, 13))}
rnn.draw_waiters(shares, lengths, asked)
show(
    "How often each of eight waiters is right, after 1 to 20 words; the frame: what it was trained on. Trained on 6, "
    "each is right at 6, and at other lengths some always, some never. Trained on 1 to 12, all are right everywhere."
)

# %% [markdown]
# In the right panel every square says *always*. Here is the left one in numbers.

# %%
print("after 5 words, waiters 0 to 7:", shares["trained on 6 words"][:, 4])
for seed, row in enumerate(shares["trained on 6 words"]):
    print(f"waiter {seed}: always right after", [n for n, share in zip(lengths, row, strict=True) if share > 0.99])
print(f"the flexible waiters at their worst: {shares['trained on 1 to 12 words'].min():.2f}")

# %% [markdown]
# One word early, after five, waiters 3 and 6 are right, waiter 0 guesses, and the other five are *never* right; a guess
# would do better. But to be wrong every single time, one has to know something. The order is not lost: it is there in a
# form that changes from step to step, and the waiter learnt to read the form it has after six words, because it was never
# asked after five. Each of the eight has a rhythm of its own: waiter 5 comes round about every three words, waiters 3 and 6
# about every eight.
#
# A network learns what it is asked. Asked at any length, all eight are right even after 20 words, longer than anything
# they were trained on. So a vanilla RNN *can* remember for long. Whether it can *learn* to, from a gradient that has to
# come all the way back, is a question for {{vanishing}}.

# %% [markdown]
# ### What does such a memory look like? (*aside*)
#
# Here is waiter 1, chosen for its simple rhythm, while it listens to one order and eleven words of small talk.


# %%
def listen(run):
    xs, _ = recall(11, symbols=3).draw(np.random.default_rng(7), 1)
    hs, _ = unroll(rnn_step, xs, np.zeros((1, 16)), run.params["W"], run.params["U"], run.params["b"])
    return hs[:, 0]


rnn.draw_states(listen(waiters[1]))
show("The states of waiter 1's 16 neurons. After a few words nearly all of them change sign at every step.")

# %% [markdown]
# The flipping neuron is back, sixteen of them. How many neurons change sign from the last word but one to the last, in all
# the waiters?

# %%
for name, eight in (("trained on 6 words      ", waiters), ("trained on 1 to 12 words", flexible)):
    states = [listen(run) for run in eight]
    print(name, [int(np.sum(hs[-1] * hs[-2] < 0)) for hs in states], "of 16")

# %% [markdown]
# The flexible ones have all found the other echo, the one that settles.

# %% [markdown]
# ## A children's book
#
# The dictionary has five entries, and a sentence is a name, *saw*, another name, a full stop. No one sees themselves.

# %%
book = childrens_book()
x, next_word = book.draw(np.random.default_rng(0), batch=1)
print(DICTIONARY)
print(as_text(next_word[:, 0]))
print("to read", x.shape, "and after each word, to say", next_word.shape)

# %% [markdown]
# How well can one predict it? The first name is one of three; *saw* is certain; the second name is one of two; the stop
# is certain. Someone who remembers only the *last word* has a harder life: after a name, is it *saw* or the full stop?
# After *saw*, which of three? Work out both before you look: mean surprise for each word.

# %%
best = {"rnn": (np.log(3) + np.log(2)) / 4, "memoryless": (np.log(3) + np.log(2) + np.log(3) + np.log(2)) / 4}
for reader, surprise in best.items():
    print(f"{reader:10} at best {surprise:.2f} nats a word")

# %% [markdown]
# Memory is worth exactly half of the surprise. Does training get there? Eight networks of 8 neurons, and eight without
# memory. (This takes a few seconds.)

# %%
runs, memoryless = [], []
for seed in range(8):
    runs.append(train(CELLS["rnn"], book, hidden=8, steps=1000, seed=seed))
    memoryless.append(train(CELLS["rnn"], book, hidden=8, steps=300, seed=seed, fixed={"U": 0}))
    with_memory, without = runs[-1].losses[-50:].mean(), memoryless[-1].losses[-50:].mean()
    print(f"network {seed}: surprise {with_memory:.2f}, without memory {without:.2f}")

# %%
rnn.draw_learning({"memoryless": memoryless[0].losses, "rnn": runs[0].losses}, best)
show(
    "Network 0 and its twin without memory start near 1.61, an even guess. "
    "The twin stops at its best, 0.90; the RNN goes on to 0.45."
)

# %% [markdown]
# Each comes down to its dashed line, what is possible for it, to within a hundredth in eight of eight. Without memory no training could take a
# network below the upper one.
#
# Where does the difference sit? Let both read the same sentence, and look at what they expect after each word. (A page
# begins with a full stop, the end of the sentence that came before.)


# %%
def next_probabilities(run, text):
    """The probabilities of the next word after each word of a text, from h = 0: (words, 5)."""
    words = one_hot([DICTIONARY.index(word) for word in text.split()], 5)[:, None]
    params = run.params
    hs, _ = unroll(rnn_step, words, np.zeros((1, 8)), params["W"], params["U"], params["b"])
    return softmax(hs[:, 0] @ params["W_y"] + params["b_y"])


# %%
text = ". Doug saw Jane"
predictions = {
    "memoryless": next_probabilities(memoryless[0], text),
    "RNN": next_probabilities(runs[0], text),
}
rnn.draw_next_words(text.split(), DICTIONARY, predictions)
show("While “. Doug saw Jane” is read: after “saw” the RNN rules out Doug; without memory he gets a third.")

# %%
eight = np.array([next_probabilities(run, text) for run in runs])
print(f"in all eight, “saw” after “. Doug”: at least {eight[:, 1, 3].min():.2f}")
print(f"“Doug” after “. Doug saw”: at most {eight[:, 2, 0].max():.2f}")
print(f"“.” after “. Doug saw Jane”: at least {eight[:, 3, 4].min():.2f}")

# %% [markdown]
# Look at the rows of *Doug* and of *Jane*. To the memoryless net a name is a name: *saw* or a full stop, half and half.
# The RNN hears the same kind of word and knows where in the sentence it is.

# %% [markdown]
# ### What do they know where they pause? (*aside*)
#
# Look closer at the last tenth on the way. Most of the RNNs pause there. What do they know already, and what not yet? Suppose one
# knows the form of a sentence, but has no idea who came first: then the second name is one of three. Or suppose it
# recognises one name, say Jane. If she came first, two are left. If not, she gets ½ and the others ¼ each.

# %%
recognised, not_recognised = np.log(2), (np.log(2) + np.log(4)) / 2
levels = {
    "no idea who came first": (np.log(3) + np.log(3)) / 4,
    "one name recognised": (np.log(3) + (recognised + 2 * not_recognised) / 3) / 4,
    "all three": (np.log(3) + np.log(2)) / 4,
}
rnn.draw_pauses(np.array([run.losses for run in runs]), levels, shown=2)
show(
    "The loss of eight networks between 0.62 and 0.45, network 2 as a thick line. "
    "Most slow down near 0.55 or 0.51, some for hundreds of steps, before all come down to 0.45 or 0.46."
)

# %% [markdown]
# Is that what they know? Stop all eight after 200 steps (the same seeds, so these are the same networks, younger), and let
# them read *Doug saw*, *Jane saw*, *Spot saw*, each after a full stop. How probable is the forbidden name next?

# %%
for seed in range(8):
    young = train(CELLS["rnn"], book, hidden=8, steps=200, seed=seed)
    again = [next_probabilities(young, f". {name} saw")[-1, k] for k, name in enumerate(DICTIONARY[:3])]
    print(f"network {seed}: Doug {again[0]:.2f}  Jane {again[1]:.2f}  Spot {again[2]:.2f}")

# %% [markdown]
# In networks 1, 2 and 7 Jane is known and the others are not: after 200 steps these three have learnt one name, and stand
# near the middle line. Networks 0 and 4 have learnt two names, 6 all three, and 3 and 5 none yet: a third each. *Has there
# been a verb yet?* is a yes or no to remember. *Who was it?* is one of three, and five of the eight learn it name by name.

# %% [markdown]
# ## Let it write
#
# A net that predicts the next word can write: pick one of the words by chance, with the probabilities it gave, and
# feed it back as if it had been read. Chance comes as a *draw*, a number from 0 to 1. Lay the probabilities end to
# end from 0 to 1, and see on whose stretch the draw falls; `pick` does that for a batch.

# %%
p = np.array([[0.2, 0.5, 0.3]] * 4)
print("stretches end at", p[0].cumsum())
print("picked", pick(p, np.array([0.1, 0.3, 0.69, 0.9])))

# %% [markdown]
# Read a word, make a state, make probabilities, pick a word, read *that* word. Two things go from turn to turn. By hand,
# with two words and one neuron: $W$ is 2 for word 0 and −2 for word 1, $U$ is 0.5, $W_y$ is (−1, 1), the biases are 0. Start
# from word 0 and $h = 0$; the draws are 0.5, 0.9 and 0.3.
#
# | read | state | p | draw | picked |
# | --- | --- | --- | --- | --- |
# | 0 | tanh(2) = 0.96 | 0.13, 0.87 | 0.5 | 1 |
# | 1 | tanh(−2 + 0.48) = −0.91 | 0.86, 0.14 | 0.9 | 1 |
# | 1 | tanh(−2 − 0.45) = −0.99 | 0.88, 0.12 | 0.3 | 0 |
#
# > **Your turn ({{points}}).** Write `generate(draws, token, h, W, U, b, W_y, b_y)`. A **token** is a word as an integer,
# > its place in the dictionary; it goes in as a one-hot vector, and $W$ has a row for every word. All is for a batch:
# > `draws` is (T, B), and each of its rows is one turn.

# %% exercise="generate"

# %% [markdown]
# First the net that was trained without memory. Read it aloud.


# %%
def write(run, words, books=1):
    draws = np.random.default_rng(1).random((words, books))
    return generate(draws, np.full(books, STOP), np.zeros((books, 8)), **run.params)


print(fill(as_text(write(memoryless[0], 60)[:, 0]), 76))

# %% [markdown]
# *Jane. Doug.* and *Doug saw Spot saw Jane saw Spot.*: every pair of neighbours is fine, and the whole is nonsense.
# At each word it knows that word and nothing else. Now the net with memory, after 30, 100 and 1000 steps of training.

# %%
after_30 = [train(CELLS["rnn"], book, hidden=8, steps=30, seed=seed) for seed in range(8)]
after_100 = [train(CELLS["rnn"], book, hidden=8, steps=100, seed=seed) for seed in range(8)]
for steps, run in ((30, after_30[0]), (100, after_100[0]), (1000, runs[0])):
    print(fill(f"{steps} steps: {as_text(write(run, 36)[:, 0])}", 76) + "\n")

# %% [markdown]
# After 1000 steps it can be read to children. After 100 it looks right, until somebody sees themselves.

# %% [markdown]
# ## Count the mistakes
#
# There are three classic ones. *Same name*: Doug saw Doug. *Runaway*: Jane saw Spot saw Doug. *No verb*: Spot. Before
# you count, work out the memoryless writer by hand. After a name it tosses a coin between *saw* and the full stop;
# after *saw* it takes any of three names. How often is a sentence right? (A coin for *saw*, two names of three, a coin for
# the stop.)

# %%
print(f"right {1 / 2 * 2 / 3 * 1 / 2:.2f}, same name {1 / 2 * 1 / 3 * 1 / 2:.2f}")
print(f"runaway {1 / 2 * 1 / 2:.2f}, no verb {1 / 2:.2f}")


# %%
def kinds_of_sentences(run):
    """The share of every kind among the sentences of fifty books of 160 words."""
    counts = [count_mistakes(page) for page in write(run, words=160, books=50).T]
    sentences = sum(count["sentences"] for count in counts)
    kinds = ["valid", "same name", "runaway", "no verb", "other"]
    return {kind: sum(count[kind] for count in counts) / sentences for kind in kinds}


writers = {"memoryless": memoryless, "RNN, 30 steps": after_30, "RNN, 100 steps": after_100, "RNN, 1000 steps": runs}
shares = {writer: [kinds_of_sentences(run) for run in eight] for writer, eight in writers.items()}

# %%
rnn.draw_mistakes({writer: eight[0] for writer, eight in shares.items()})
show("What the sentences of writer 0 are: valid 0.16 of them without memory; with it 0.15, then 0.66, then 0.99.")


# %%
def from_to(eight, *kinds):
    """The smallest and the largest share of these kinds of sentences among eight writers."""
    found = [sum(share[kind] for kind in kinds) for share in eight]
    return f"{min(found):.2f} – {max(found):.2f}"


print("eight writers, from – to        valid     same name   runaway or no verb")
for writer, eight in shares.items():
    columns = from_to(eight, "valid"), from_to(eight, "same name"), from_to(eight, "runaway", "no verb")
    print(f"{writer:24} {columns[0]:>13} {columns[1]:>13} {columns[2]:>13}")

# %% [markdown]
# The memoryless writers land where your paper said, all eight. Look at what the RNNs unlearn first: after 100 steps
# runaways and missing verbs have become far rarer in all eight, but *same name* has grown in all eight, since there are
# more sentences of the right form to make it in. It is the mistake of a net that has not yet learnt who came first.
#
# What this book can show is memory against none. With 0.98 of the sentences right or more, there is nothing left in it
# for a better cell to gain. How far back a vanilla RNN can learn to look is another question: the waiters managed 12
# words, and {{vanishing}} asks for more.

# %% [markdown]
# ## What you have now
#
# A layer with a memory of its own: `h = tanh(x W + h U + b)`, one loop, four shapes, and as many layers as you like.
#
# A loss that says how surprised it was, and a gradient that is the mistake itself, p − one-hot.
#
# A network that reads a book and writes one, and the numbers that say what its memory was worth: half the surprise, and
# nearly all of the sentences.

# %% [markdown]
# ## Quiz
#
# **1.** A layer has 20 inputs and 30 neurons. How many numbers does it learn if its sequences are 100 steps long?
#
# <details><summary>20 · 30 + 30 = 630</summary><blockquote><b>No.</b> These are W and b. What the neurons hear of one another is missing: U, with 30 · 30 more.</blockquote></details>
# <details><summary>20 · 30 + 30 · 30 + 30 = 1530</summary><blockquote><b>Yes.</b> Length does not enter, because every step uses the same three arrays.</blockquote></details>
# <details><summary>100 times 1530</summary><blockquote><b>No.</b> An unrolled drawing shows 100 boxes, but they are one box drawn 100 times. With weights of their own, step 3 could not use what was learnt at step 70.</blockquote></details>

# %% [markdown]
# **2.** A step gets a batch of 32 sentences. Does sentence 5 learn anything about sentence 6?
#
# <details><summary>It does, through U: each neuron hears all others</summary><blockquote><b>No.</b> It hears all other neurons, of its own row. In x @ W + h @ U every row of the result is made from the same row of x and h.</blockquote></details>
# <details><summary>It does not: rows never meet in a step</summary><blockquote><b>Yes.</b> They share weights, and they meet in the loss, which is their mean; the states stay apart.</blockquote></details>

# %% [markdown]
# **3.** A network gives five words the scores 0, 0, 0, 0, 0. The right word comes. Its surprise?
#
# <details><summary>0 nats: it claimed nothing</summary><blockquote><b>No.</b> Equal scores are a claim: a fifth for each. Surprise is 0 only if the right word had all the probability.</blockquote></details>
# <details><summary>ln 5 = 1.61 nats</summary><blockquote><b>Yes.</b> It is −ln ⅕. An untrained network starts there, and a loss far above it at the start is the sign of a mistake.</blockquote></details>
# <details><summary>Infinite: exp(0) overflows</summary><blockquote><b>No.</b> exp(0) is 1, as tame as can be. It is exp of a large score that overflows.</blockquote></details>

# %% [markdown]
# **4.** A writer always takes the likeliest word in place of a draw. What will its book be like?
#
# <details><summary>The best one: the likeliest words make the likeliest book</summary><blockquote><b>No.</b> Each sentence may be fine, but from the same state the same word follows, so sooner or later it goes round in a circle. The names are free in this book, and it would always take one.</blockquote></details>
# <details><summary>One story, again and again</summary><blockquote><b>Yes.</b> With the draw a word comes as often as it is probable, and so the book is as varied as the one it was learnt from.</blockquote></details>

# %% [markdown]
# **5.** Five of the waiters trained on six words were wrong *every* time after five. What does that say about their memory?
#
# <details><summary>They had forgotten the order</summary><blockquote><b>No.</b> Then they would guess, and be right a third of the time. To be wrong every time you must know the answer.</blockquote></details>
# <details><summary>The order was there, in a form that changes from step to step</summary><blockquote><b>Yes.</b> And W_y learnt to read the form that it has after six words.</blockquote></details>
# <details><summary>A vanilla RNN cannot answer at different lengths</summary><blockquote><b>No.</b> The eight flexible waiters could, with the same layer. They were asked at different lengths, so that became part of what they learnt.</blockquote></details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: the black box opens. How does a mistake at the last word reach the weights that read the first?

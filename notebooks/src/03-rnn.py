# %% [markdown]
# # The vanilla RNN
#
# *Doug saw* … whom? Not Doug: in the book of this notebook nobody ever sees themselves. But the last word, *saw*, does
# not say who is left. You have to remember who came before it.
#
# The network of {{dinner}} remembered one dinner. This one keeps a memory of any size, and decides for itself what to
# keep in it. You build it, let it read, let it learn a children's book of five words, let it write, and count its
# mistakes. {{total}}, about {{minutes}}.

# %%
import numpy as np

from lecturelib import CELLS
from lecturelib.exercises import check, exercise, progress
from lecturelib.figures import rnn, show
from lecturelib.reference import one_hot, pick, unroll

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
# > **Your turn ({{points}}).** Write `rnn_step(x, h, W, U, b)`.

# %% exercise="rnn_step"

# %% [markdown]
# Some books write it with columns, $W_{xh}\,x_t + W_{hh}\,h_{t-1}$; some lay $h_{t-1}$ and $x_t$ end to end and have
# one matrix, $W \cdot [h_{t-1}, x_t]$; PyTorch adds two biases where one would do. Is it all the same network?

# %%
rng = np.random.default_rng(0)
x, h = rng.normal(size=(2, 3)), rng.normal(size=(2, 4))
W, U, b = rng.normal(size=(3, 4)), rng.normal(size=(4, 4)), rng.normal(size=4)
here = rnn_step(x, h, W, U, b)
columns = np.tanh(W.T @ x.T + U.T @ h.T + b[:, None]).T
end_to_end = np.tanh(np.hstack([h, x]) @ np.vstack([U, W]) + b)
print("columns:", np.allclose(here, columns), " end to end:", np.allclose(here, end_to_end))

# %% [markdown]
# ## How long does a word echo?
#
# Say one word to a single neuron, then be silent. Nothing comes in any more: all that is left of the word is what the
# neuron hears of itself, weighed by $u$. Before you run this: with $u = 0.5$, how much is left after ten steps? And
# with
# $u = -1.5$?

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
# at every other step the neuron says the opposite. Remember the flipping one. It will be back, and it will be wrong
# every other time.
#
# ## How many numbers are there to learn?
#
# $W$ has $D \cdot H$ of them, $U$ has $H \cdot H$, and $b$ has $H$. What does it cost to double the layer? And to read a
# book of 100,000 words in place of a sentence of four?

# %%
for H in (8, 16, 32):
    params = CELLS["rnn"].init(5, H, np.random.default_rng(0))
    print(f"H = {H:2}: {5 * H:3} + {H * H:4} + {H:2} =", sum(p.size for p in params.values()))

# %% [markdown]
# Twice the layer, more than three times the numbers: $U$ grows with the square. The length of the book is not in the
# formula at all, because every step uses the same weights.
#
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
#
# ## One loop, four shapes
#
# Where do inputs come in, and where do answers come out? There are four ways, and `unroll` from {{dinner}} does them
# all.

# %%
rnn.draw_four_shapes()
show("Inputs x enter below, answers y leave above; dashed, an answer goes in next. All boxes are the same step.")

# %%
T, B, D, H = 6, 2, 5, 8
xs, nothing = rng.normal(size=(T, B, D)), np.zeros((B, H))
weights = rng.normal(size=(D, H)), rng.normal(size=(H, H)), np.zeros(H)
W_y, b_y = rng.normal(size=(H, D)), np.zeros(D)

# %% [markdown]
# **Sequence to sequence**: an answer at every step. *What is the next word, now? And now?*

# %%
hs, last = unroll(rnn_step, xs, nothing, *weights)
answers = hs @ W_y + b_y
answers.shape

# %% [markdown]
# **Sequence to vector**: read to the end, answer once. *Was this a friendly letter?*

# %%
answer = last @ W_y + b_y
answer.shape

# %% [markdown]
# **Vector to sequence**: one thing is given, the first state, and the network speaks about it, each answer fed back as
# its next input. *What is in this picture, in words?* Two things travel from step to step now, the last answer and the
# state. `unroll` hands on both; what comes in from outside is only the tick of a clock.


# %%
def speak(tick, y, h, *weights):
    h = rnn_step(y, h, *weights)
    return h @ W_y + b_y, h


vector, silence = rng.normal(size=(B, H)), np.zeros((B, D))
spoken, _ = unroll(speak, range(4), (silence, vector), *weights)
spoken.shape

# %% [markdown]
# **Encoder–decoder**: read to the end, then speak about what was read, for as long as you like. *Say this sentence in
# French.* It is the second shape followed by the third, and the state that passes between them is all that the speaker
# knows of the sentence. (For brevity one set of weights serves both here; a translator has two.)

# %%
_, meaning = unroll(rnn_step, xs, nothing, *weights)
translated, _ = unroll(speak, range(9), (silence, meaning), *weights)
print(f"{len(xs)} steps in, {len(translated)} steps out:", translated.shape == (9, B, D))

# %% [markdown]
# Nothing was rewritten. A shape is only a choice of what to feed and what to listen to.
#
# ## From scores to probabilities
#
# Who was seen? The network answers with scores, any numbers: Doug 2, Jane 1, Spot 0. A score of 2 is more than 1, but
# by how much would you bet on it? To bet, you need numbers that are positive and sum to 1. The exponential makes
# anything positive, and dividing by the sum does the rest.

# %%
scores = np.array([2.0, 1.0, 0.0])
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
# > **Your turn ({{points}}).** Write `softmax(a)` for rows of scores, each row by itself, safe for any scores.

# %% exercise="softmax"

# %%
sharpness = [0, 1, 3, 100]
rnn.draw_sharper(sharpness, softmax(np.outer(sharpness, scores)), ["Doug", "Jane", "Spot"])
show("The larger the scores, the surer the bet: on Doug a third at × 0, then 0.67, 0.95, and everything at × 100.")

# %% [markdown]
# At × 100 only the maximum is left. That is the *max* in the name; the *soft* is that up to there all have a share.
#
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
# Why a logarithm? Two coins both land heads with probability ½ · ½. Probabilities multiply; surprises should add. Check
# it in your head: 0.69 for one coin, and for two?

# %%
print(f"both at once {-np.log(0.5 * 0.5):.2f}, one after the other {-np.log(0.5) - np.log(0.5):.2f}")

# %% [markdown]
# The mean surprise over all answers is the **cross-entropy**, and it is what training makes small. Take the scores from
# above, and let the truth be Spot.

# %%
p = softmax(scores)
print(f"p = {p}, surprise {-np.log(p[2]):.2f}")

# %% [markdown]
# Which way should each score move? Write the surprise as $-\ln p_k = \ln \sum_j e^{a_j} - a_k$ and take its slope
# along $a_j$. The first part gives $e^{a_j} / \sum e^a$, which is $p_j$ again; the second gives −1 where $j$ is the
# truth. Everything else has cancelled:
#
# $$\frac{\partial\,\mathrm{surprise}}{\partial a} = p - \mathrm{one\_hot}(\mathrm{truth})$$

# %%
truth = one_hot(2, 3)
print(p, "-", truth, "=", p - truth)

# %% [markdown]
# The gradient is the mistake itself. Doug got 0.67 too much, Jane 0.24 too much, and Spot 0.91 too little; what one
# should lose, the others should gain, so the three sum to 0. And when the bet is perfect the gradient is 0.
#
# One trap is left. If a score is 1000 behind, its $p$ is rounded to 0, and $\ln 0$ is $-\infty$. But look at the
# formula above: the surprise can be had without ever making $p$.
#
# > **Your turn ({{points}}).** Write `cross_entropy(logits, targets)`. **Logits** is what the scores before a softmax are
# > called. Over a batch of $B$ rows it is the *mean*, for the loss and so for the gradient.

# %% exercise="cross_entropy"

# %% [markdown]
# Do not believe a gradient: nudge each score by a millionth, and see how far the loss moves.

# %%
logits, target = np.array([[2.0, 1.0, 0.0]]), np.array([2])
loss, dlogits = cross_entropy(logits, target)
nudge = 1e-6
moved = [(cross_entropy(logits + nudge * one_hot(k, 3), target)[0] - loss) / nudge for k in range(3)]
print("nudged  ", np.array(moved))
print("gradient", dlogits[0])

# %% [markdown]
# And if you follow it downhill, a step of length 1 at a time?

# %%
for _ in range(6):
    loss, dlogits = cross_entropy(logits, target)
    print(f"surprise {loss:.2f}   p = {softmax(logits)[0]}")
    logits = logits - dlogits

# %% [markdown]
# The scores talked themselves out of Doug. That is all the learning there is; the art, in {{bptt}}, is to send this
# small gradient back through a network and through time.
#
# ## Read first, answer once
#
# A waiter hears an order, *pizza*, *burger* or *fries*, then six words of small talk, *well*, *hm* or *ah*, and only
# then is asked: what was ordered? This is sequence to vector. The waiter's memory starts from a state `h`, and the
# answer is probabilities, read from the last state.
#
# > **Your turn ({{points}}).** Write `rnn_classify(xs, h, W, U, b, W_y, b_y)`. You have all its parts.

# %% exercise="rnn_classify"

# %% [markdown]
# Now train a waiter. `train` shows it 300 batches of 32 orders, measures its surprise, and moves every weight a little
# downhill. How the gradient gets from the last word back to the first is {{bptt}}; until then it is a black box. The
# waiter beside it has its $U$ held at 0: same layer, same training, no memory.

# %%
from lecturelib.tasks import recall
from lecturelib.train import train

SMALL_TALK = 6
task = recall(SMALL_TALK, symbols=3)
waiter = train(CELLS["rnn"], task, hidden=16, steps=300, seed=1)
forgetful = train(CELLS["rnn"], task, hidden=16, steps=300, seed=1, fixed={"U": 0})


# %%
def share_right(run, small_talk):
    xs, ordered = recall(small_talk, symbols=3).draw(np.random.default_rng(7), 500)
    p = rnn_classify(xs, np.zeros((500, 16)), **run.params)
    return np.mean(p.argmax(axis=1) == ordered)


print(f"with memory {share_right(waiter, SMALL_TALK):.2f}")
print(f"without, no better than a guess: {share_right(forgetful, SMALL_TALK) < 0.4}")

# %% [markdown]
# Right every time. Would you hire this waiter? It was only ever asked after six words. Ask one word early, or late.

# %%
lengths = np.arange(1, 21)
asked_at_six = [share_right(waiter, length) for length in lengths]
print(np.array(asked_at_six[:12]))

# %% [markdown]
# One word early, and it is *never* right; a guess would do better. But to be wrong every single time, one has to know
# something. Look into its memory while it listens to one order and eleven words of small talk.


# %%
def listen(run):
    xs, _ = recall(11, symbols=3).draw(np.random.default_rng(7), 1)
    hs, _ = unroll(rnn_step, xs, np.zeros((1, 16)), *(run.params[name] for name in ("W", "U", "b")))
    return hs[:, 0]


rnn.draw_states(listen(waiter))
show("The states of the waiter's 16 neurons. After a few words nearly all of them change sign at every step.")

# %% [markdown]
# The order is not lost. It is there, turned round at every step: the flipping neuron is back, sixteen of them. The
# waiter learnt to read its memory at step 7, after the order and six words, because nobody ever asked at step 6.
#
# A network learns what it is asked. So ask differently: small talk of any length from 1 to 12 words.

# %%
from dataclasses import replace


def any_length(rng, batch):
    return recall(rng.integers(1, 13), symbols=3).draw(rng, batch)


asked_at_any = train(CELLS["rnn"], replace(task, draw=any_length), hidden=16, steps=300, seed=1)

# %%
shares = {"trained on 6": asked_at_six, "trained on 1 to 12": [share_right(asked_at_any, n) for n in lengths]}
rnn.draw_right_by_length(lengths, shares, guess=1 / 3, asked=SMALL_TALK)
show("Trained on 6 words, a waiter is right and wrong by turns, then lost; trained on 1 to 12, right at every length.")

# %% [markdown]
# The second waiter is even right after 20 words, longer than anything it was trained on. Has it found the echo that
# settles? Count the neurons that change sign at the last step.

# %%
for name, run in (("trained on 6", waiter), ("trained on 1 to 12", asked_at_any)):
    hs = listen(run)
    print(f"{name}: {np.sum(hs[-1] * hs[-2] < 0)} of 16")

# %% [markdown]
# It has. So a vanilla RNN *can* remember for long. Whether it can *learn* to, from a gradient that has to come all the
# way back, is another question, and the next notebook's.
#
# ## A children's book
#
# The dictionary has five entries, and a sentence is a name, *saw*, another name, a full stop. Nobody sees themselves.

# %%
from lecturelib.tasks import DICTIONARY, STOP, as_text, childrens_book, count_mistakes

book = childrens_book()
x, next_word = book.draw(np.random.default_rng(0), batch=1)
print(DICTIONARY)
print(as_text(next_word[:, 0]))
print("to read", x.shape, "and after each word, to say", next_word.shape)

# %% [markdown]
# How well can one predict it? The first name cannot be known, one of three; *saw* can; of the second name two are
# left; the full stop is certain again. Someone who remembers only the *last word* has a harder life: after a name, is
# it *saw* or the full stop? After *saw*, which of three? Work out both before you look: mean surprise for each word.

# %%
best = {"rnn": (np.log(3) + np.log(2)) / 4, "memoryless": (np.log(3) + np.log(2) + np.log(3) + np.log(2)) / 4}
for reader, surprise in best.items():
    print(f"{reader:10} at best {surprise:.2f} nats a word")

# %% [markdown]
# Memory is worth exactly half of the surprise. Does training get there? The network has 8 neurons.

# %%
run = train(CELLS["rnn"], book, hidden=8, steps=1000)
memoryless = train(CELLS["rnn"], book, hidden=8, steps=1000, fixed={"U": 0})
print("numbers learnt:", sum(p.size for p in run.params.values()))

# %%
losses = {"memoryless": memoryless.losses, "rnn": run.losses}
rnn.draw_learning(losses, best)
show("Both start near 1.61, an even guess. The memoryless net stops at its best, 0.90; the RNN goes on to 0.45.")

# %% [markdown]
# Each net comes down to what is possible for it, the dashed line, and no training would take the grey one any lower. On
# its way the RNN pauses twice. The first time it is on the grey line: it learns what needs no memory first. What has it
# learnt when it pauses again, near 0.55? Suppose it knows the form of a sentence, and not who came first.

# %%
print(f"two names, each one of three: {(np.log(3) + np.log(3)) / 4:.2f} nats a word")

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
# Read a word, make a state, make probabilities, pick a word, read *that* word. Two things go from turn to turn.
#
# > **Your turn ({{points}}).** Write `generate(draws, token, h, W, U, b, W_y, b_y)`. A **token** is a word as an integer,
# > its place in the dictionary.

# %% exercise="generate"

# %% [markdown]
# First the net that was trained without memory. Read it aloud.


# %%
from textwrap import fill


def write(run, words, books=1):
    draws = np.random.default_rng(1).random((words, books))
    return generate(draws, np.full(books, STOP), np.zeros((books, 8)), **run.params)


print(fill(as_text(write(memoryless, 60)[:, 0]), 76))

# %% [markdown]
# *Spot. Doug. Jane.* and *Jane saw Spot saw Doug saw* …: every pair of neighbours is fine, and the whole is nonsense.
# At each word it knows that word and nothing else. Now the net with memory, after 30, 100 and 1000 steps of training.

# %%
young = train(CELLS["rnn"], book, hidden=8, steps=30)
middling = train(CELLS["rnn"], book, hidden=8, steps=100)
for steps, writer in ((30, young), (100, middling), (1000, run)):
    print(fill(f"{steps} steps: {as_text(write(writer, 36)[:, 0])}", 76) + "\n")

# %% [markdown]
# After 1000 steps it can be read to children. After 100 it looks right, until somebody sees themselves.
#
# ## Count the mistakes
#
# There are three classic ones. *Same name*: Doug saw Doug. *Runaway*: Jane saw Spot saw Doug. *No verb*: Spot. Before
# you count, work out the memoryless writer by hand. After a name it tosses a coin between *saw* and the full stop;
# after *saw* it takes any of three names. How often is a sentence right?

# %%
right = 1 / 2 * 2 / 3 * 1 / 2
same_name, runaway, no_verb = 1 / 2 * 1 / 3 * 1 / 2, 1 / 2 * 1 / 2, 1 / 2
print(f"right {right:.2f}, same name {same_name:.2f}, runaway {runaway:.2f}, no verb {no_verb:.2f}")


# %%
def kinds_of_sentences(run):
    counts = [count_mistakes(page) for page in write(run, words=160, books=50).T]
    total = {kind: sum(count[kind] for count in counts) for kind in counts[0]}
    sentences = total.pop("sentences")
    return {kind: count / sentences for kind, count in total.items()}


writers = {"memoryless": memoryless, "RNN, 30 steps": young, "RNN, 100 steps": middling, "RNN, 1000 steps": run}
shares = {writer: kinds_of_sentences(trained) for writer, trained in writers.items()}

# %%
rnn.draw_mistakes(shares)
show("Share of valid sentences: memoryless 0.16; the RNN 0.15 after 30 steps, 0.66 after 100, 0.99 after 1000.")

# %% [markdown]
# The memoryless writer lands where your paper said. Look at what the RNN unlearns first: after 100 steps runaways and
# missing verbs are rare, but *same name* has grown, since there are more sentences of the right form to make it in. How
# often is it made, if the form is right? Someone with no idea who came first would make it in about one of three.

# %%
for writer, share in shares.items():
    print(f"{writer:15} {share['same name'] / (share['same name'] + share['valid']):.2f}")

# %% [markdown]
# At 100 steps it is in its second pause, and only beginning to ask who came first. *Has there been a verb yet?* is a
# yes or no to remember. *Who was it?* is one of three, and is learnt later.
#
# Where does the difference sit? Feed both nets the same sentence, and look at what they expect after each word. (A page
# begins with a full stop, the end of the sentence that came before.)

# %%
read = [".", "Doug", "saw", "Jane"]
words = one_hot([DICTIONARY.index(word) for word in read], 5)[:, None]
start = np.zeros((1, 8))
predictions = {}
for name, trained in (("memoryless", memoryless), ("RNN, 1000 steps", run)):
    p = trained.params
    hs, last = unroll(rnn_step, words, start, p["W"], p["U"], p["b"])
    predictions[name] = softmax(hs[:, 0] @ p["W_y"] + p["b_y"])

# %%
rnn.draw_next_words(read, DICTIONARY, predictions)
show("While “. Doug saw Jane” is read: after “saw” the RNN rules out Doug; without memory he gets a third.")

# %% [markdown]
# Look at the rows of *Doug* and of *Jane*. To the memoryless net a name is a name: *saw* or a full stop, half and half.
# The RNN hears the same kind of word and knows where in the sentence it is.
#
# An honest word about this book: it tells memory from none, and no more. With 0.99 of the sentences right, there is
# nothing left in it for a better cell to gain. What a vanilla RNN cannot learn is further apart than three words.
#
# ## What you have now
#
# A layer with a memory of its own: `h = tanh(x W + h U + b)`, one loop, four shapes.
#
# A loss that says how surprised it was, and a gradient that is the mistake itself, p − one-hot.
#
# A network that reads a book and writes one, and the numbers that say what its memory was worth: half the surprise, and
# nearly all of the sentences.
#
# ## Quiz

# %% [markdown]
# **1.** A layer has 20 inputs and 30 neurons. How many numbers does it learn if its sequences are 100 steps long?
#
# <details><summary>20 · 30 + 30 = 630</summary>
# These are W and b. What the neurons hear of one another is missing: U, with 30 · 30 more.
# </details>
# <details><summary>20 · 30 + 30 · 30 + 30 = 1530</summary>
# Yes. Length does not enter, because every step uses the same three arrays.
# </details>
# <details><summary>100 times 1530</summary>
# An unrolled drawing shows 100 boxes, but they are one box drawn 100 times. With weights of their own, step 3 could not
# use what was learnt at step 70.
# </details>

# %% [markdown]
# **2.** A step gets a batch of 32 sentences. Does sentence 5 learn anything about sentence 6?
#
# <details><summary>Yes, through U: each neuron hears all others</summary>
# It hears all other neurons, of its own row. In x @ W + h @ U every row of the result is made from the same row of
# x and h.
# </details>
# <details><summary>No, rows never meet in a step</summary>
# Right. They share weights, and they meet in the loss, which is their mean; the states stay apart.
# </details>

# %% [markdown]
# **3.** A network gives five words the scores 0, 0, 0, 0, 0. The right word comes. Its surprise?
#
# <details><summary>0 nats: it claimed nothing</summary>
# Equal scores are a claim: a fifth for each. Surprise is 0 only if the right word had all the probability.
# </details>
# <details><summary>ln 5 = 1.61 nats</summary>
# Yes, −ln ⅕. It is where an untrained network starts, and a loss far above it at the start is the sign of a mistake.
# </details>
# <details><summary>Infinite: exp(0) overflows</summary>
# exp(0) is 1, as tame as can be. It is exp of a large score that overflows.
# </details>

# %% [markdown]
# **4.** A writer always takes the likeliest word in place of a draw. What will its book be like?
#
# <details><summary>The best one: the likeliest words make the likeliest book</summary>
# Each sentence may be fine, but from the same state the same word follows, so sooner or later it goes round in a
# circle. The names are free in this book, and it would always take one.
# </details>
# <details><summary>One story, again and again</summary>
# Yes. With the draw a word comes as often as it is probable, and so the book is as varied as the one it was learnt
# from.
# </details>

# %% [markdown]
# **5.** The waiter asked only after six words was wrong *every* time after five. What does that say about its memory?
#
# <details><summary>It had forgotten the order</summary>
# Then it would guess, and be right a third of the time. To be wrong every time you must know the answer.
# </details>
# <details><summary>The order was there, but turned round at odd steps</summary>
# Yes. The state carries it in a form that changes from step to step, and W_y learnt to read the form of one of them.
# </details>
# <details><summary>A vanilla RNN cannot answer at different lengths</summary>
# The second waiter could, with the same layer. It was asked at different lengths, so that became part of what it
# learnt.
# </details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: the black box opens. How does a mistake at the last word reach the first, and
# why does so little of it arrive?

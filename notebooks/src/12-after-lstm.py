# %% [markdown]
# # After the LSTM
#
# The LSTM is from 1997, the GRU from 2014. Since then people have taken gates out and put others in, thrown the
# recurrence away, and brought it back. How does one keep track? By asking of each new thing two questions: *what was
# given up, and what was got for it?*
#
# You build four of them today, each in a few lines: a cell that can be computed all at once, an LSTM that takes means,
# a carousel, and attention. And you measure what each of them lost.
#
# {{total}}, about {{minutes}}; the parts marked *aside* are not counted. You need the GRU of {{gru}}, the LSTM of
# {{lstm}}, and `softmax`.

# %%
import numpy as np
from IPython.display import Markdown

from lecturelib import CELLS
from lecturelib.exercises import check, exercise, progress
from lecturelib.experiments.after_lstm import decisions, last_right, parity, results
from lecturelib.experiments.costs import shortest
from lecturelib.figures import after_lstm as figures
from lecturelib.figures import show
from lecturelib.reference import log_sigmoid, sigmoid, softmax, tanh_slope, unroll
from lecturelib.train import train

measured = results()

# %% [markdown]
# Some experiments below take minutes: several cells, each from eight random starts. Their scores come with the course;
# `python -m lecturelib.experiments after-lstm` runs them again. What you build runs here.
#
# ## Who has to wait for whom?
#
# A hundred people shall each read one page of a book, and at the end one number shall be known. If each needs to hear
# what the one before found, a hundred people are no faster than one. A GRU is such a queue. Its gates look at the old
# state, so nobody can open a gate before the one in front is done.
#
# What would be left if the gates looked at the *page* alone?
#
# $$z = \sigma(x_t W_z + b_z) \qquad n = x_t W_n + b_n \qquad h_t = (1 - z) \odot h_{t-1} + z \odot n$$
#
# This is the **minGRU** of Feng and colleagues (2024). $U$ is gone, $r$ is gone, and so is the tanh. By hand: you
# believe in 20 degrees, the thermometer says 10, and you trust it one fifth. Where do you stand then?

# %%
h, n, z = 20.0, 10.0, 0.2
print(f"{(1 - z) * h + z * n:.0f} degrees")

# %% [markdown]
# 18, as in {{gru}}. The mixture is the old one; new is only who decides about z.
#
# > **Your turn ({{points}}).** Write `min_gru_step(x, h, W, b)`, in blocks $z$ $n$.

# %% exercise="min_gru_step"

# %%
rng = np.random.default_rng(0)
T, B, D, H = 50, 2, 3, 4
xs, start = rng.normal(size=(T, B, D)), np.zeros((B, H))
W, b = rng.normal(size=(D, 2 * H)), np.zeros(2 * H)
one_by_one, _ = unroll(min_gru_step, xs, start, W, b)
for name in ("gru", "min_gru"):
    print(f"{name:7}", sum(p.size for p in CELLS[name].init(5, 16, rng).values()), "numbers")

# %% [markdown]
# Less than a fifth of the numbers, because $U$ was most of them. (There is a **minLSTM** too. It has a forget gate and
# an input gate and divides both by their sum: $f / (f + i)$ is kept, $i / (f + i)$ taken in. `CELLS` holds both.)
#
# And now nobody waits: the gates of all fifty steps are one product.

# %%
opinions, n = np.split(xs @ W + b, 2, axis=-1)
z = sigmoid(opinions)
print(z.shape)

# %% [markdown]
# Or does somebody? $h_t$ still needs $h_{t-1}$. What is left of the step is
#
# $$h_t = a_t \odot h_{t-1} + b_t \qquad \text{with } a_t = 1 - z,\ b_t = z \odot n$$
#
# and the numbers $a_t$ and $b_t$ are known for all $t$. It is still a queue. Is it?
#
# ## Two steps are one step
#
# You have an account. On day 1 it is left as it is and 4 are paid in. On day 2 it is halved, and nothing is paid in.
# What do the two days do together, whatever was there before?
#
# First $h$ becomes $h + 4$, then half of that: ½ $h$ + 2. So the two days are one day, with factor ½ and summand 2. You
# did not need to know h. In general
#
# $$a_2\,(a_1 h + b_1) + b_2 \;=\; (a_2 a_1)\, h + (a_2 b_1 + b_2)$$
#
# Here are eight days, each a box. Pairs can be joined *at the same time*, by four people; then pairs of pairs.

# %%
from lecturelib.widgets import ScanExplorer
from lecturelib.widgets.scan import scan_tree

a = np.array([1, 0.5, 1, 0.5, 1, 0, 1, 0.5])
b = np.array([4.0, 0, 2, 0, 8, 2, 0, 4])
figures.draw_tree(*scan_tree(a, b))
show("Eight steps, in pairs, in pairs of pairs; below each box the account after its last day, starting from 0.")

# %% [markdown]
# Going down, every box joins the two above it. At the bottom stands one box for all eight days: from an account of 0 it
# ends at 5. And the other days? Go up again: who knows the account after day 4 needs *one* box to know it after day 6.
# Step through it.

# %%
ScanExplorer(a, b, round=1)

# %% [markdown]
# This is a **scan**, by odd and even. It is old (Blelloch showed in 1990 what it is good for), and it is exact: nothing
# is approximated, the same sums are done in another order. As a recipe: join the pairs; scan the pairs, which is the
# same task at half the length; that gives every second state; from each of them one step leads to the state between.
#
# > **Your turn ({{points}}).** Write `scan(a, b)`. (A loop gives the same numbers and earns the points: the check sees
# > only numbers. The stopwatch below sees more.)

# %% exercise="scan"

# %%
print(scan(a, b))
all_at_once = scan(1 - z, z * n)
print("your minGRU, all at once = one by one:", np.allclose(all_at_once, one_by_one, rtol=0, atol=1e-12))


# %%
def loop(a, b):
    """The same, one step after another, in one array."""
    h = b.copy()
    for t in range(1, len(h)):
        h[t] += a[t] * h[t - 1]
    return h


long_a, long_b = rng.random(20_000), rng.normal(size=20_000)
times = [shortest(lambda way=way: way(long_a, long_b), 3) for way in (loop, scan)]
print("20 000 steps, your scan more than five times as fast:", times[0] > 5 * times[1])

# %% [markdown]
# On one core. Nobody worked at the same time here. What was saved is Python's time, which was asked about a hundred
# times for something long, in place of twenty thousand times for something tiny. So the gain should shrink as the state
# gets wider. Write down your guess for a state of 256 numbers.

# %%
figures.draw_scan_worth(measured["scan"])
show(
    "A scan over one number wins by hundreds; over 16 still by several times; over 256 it gains nothing, at no length."
)

# %% [markdown]
# *A scan is faster* is false as it stands. It does more arithmetic, about three multiplications for one. Where a step
# is so wide that arithmetic is what costs, that is a loss. (On a graphics card, with its thousands of hands, the border
# should lie much further out. It is not measured here.) This course's engine takes whichever is faster for the width at
# hand.
#
# ### And on a graphics card? (*aside*)
#
# There the same border stands between the two machines. Every step of a loop is an order to the card, and an order
# takes its time however little there is to do. So one expects a narrow LSTM to train faster on the CPU, and a wide one
# on the card. Where do they cross on *your* machine? If it has a card, the cell below measures one step of training, at
# 32, 128 and 512 units, by this course's engine, by torch on the CPU and by torch on the card.

# %%
import torch

from lecturelib.bench.devices import NO_GPU, compare_devices

if torch.cuda.is_available():
    compare_devices("lstm", hidden=(32, 128, 512))
else:
    print(NO_GPU)

# %% [markdown]
# Nothing in this course needs a card: its networks are narrow.
#
# Martin and Cundy trained recurrent networks by a scan in 2018; Mamba does it (Gu and Dao, 2023), and the minGRU. What
# all of them share is that the state goes through time by a factor and a summand, and by nothing else.
#
# ## What was given up?
#
# A light, and a row of switches: at each 1 somebody presses, at each 0 nobody does. Is the light on? That is the
# **parity** of the ones. It takes one bit of memory. Train on rows of 20, ask about rows of 20 and of 200.

# %%
for name in ("lstm", "min_gru"):
    model = train(CELLS[name], parity(20), hidden=16, steps=400).model
    print(f"{name:7} right above 0.9 after 20: {last_right(model, parity(20)) > 0.9}", end=", ")
    print(f"after 200: {last_right(model, parity(200)) > 0.9}")

# %% [markdown]
# One start each proves little. Here are eight, at the better of two rates for each cell:


# %%
def better(by_rate):
    """The scores at the rate whose mean is the higher: (S, …)."""
    return max((np.array(scores) for scores in by_rate.values()), key=np.mean)


scores = {name: better(by_rate) for name, by_rate in measured["parity"].items()}
panels = {f"after {T} bits": {name: s[:, k] for name, s in scores.items()} for k, T in enumerate((20, 200))}
figures.draw_seeds(panels, chance=0.5)
show("LSTM, GRU and sLSTM are always right, after 200 bits too; the RNN in two starts of eight; minGRU and minLSTM guess.")

# %%
for name, s in scores.items():
    print(f"{name:19} above 0.9 after 20: {(s[:, 0] > 0.9).sum()} of 8, after 200: {(s[:, 1] > 0.9).sum()} of 8")

# %% [markdown]
# The two cells that can be scanned do no better than a guess, not even on the length that they were trained on. Is that
# the scan's fault? Look at what a 1 has to do: turn on to off *and* off to on. If on is +1 and off is −1, the state
# must be multiplied by −1. And what can a minGRU multiply by? By $1 - z$, which lies between 0 and 1. It can keep and
# it can fade. It cannot flip.
#
# Give the same scan the factor −1 for a 1, and +1 for a 0:

# %%
bits = rng.integers(2, size=1000)
light = scan(1.0 - 2 * bits, np.eye(1000)[0] * (1.0 - 2 * bits[0]))
print("1000 bits, all right:", np.array_equal(light < 0, bits.cumsum() % 2 == 1))

# %% [markdown]
# All thousand right, and nothing was learnt. So a linear recurrence can do parity. One whose factors stay between 0 and
# 1 cannot, for rows of every length, whatever its weights (Grazzi and colleagues, 2024). There is worse: to follow a
# shell game, in which five cups are swapped, a factor for each number is not enough, negative or not, if a conjecture
# holds that nearly everybody believes (Merrill, Petty and Sabharwal, 2024). A queue that waits can do that. So the
# waiting had bought something.

# %% [markdown]
# Would depth mend it? A second minGRU on top sees what the first has kept, so its gates do depend on the past. Trained
# alike, two layers guess as well, in all eight starts and at both rates: the last row of the picture. (The proof of
# Grazzi and colleagues holds for any number of such layers.)
#
# And the vanilla RNN? Two starts of eight learnt it, and those two were right after 200 bits as well. *It can* and *it
# learns to* are different claims; keep them apart.
#
# ## An LSTM that takes means
#
# Now the other way: not less in the cell, but more. In 2024 Beck and colleagues, Hochreiter among them, asked what the
# LSTM had lacked all these years. One answer: its input gate says at most 1. Something important comes by, and cannot
# outweigh what is there already.
#
# Let the input gate be $e^{a}$, as large as it likes. Then $c$ grows without bounds, so count the weights too, in $n$,
# and show the **mean**, $c / n$. By hand: a 0.2 came in with weight 1, and a 0.5 with weight 3.

# %%
c, n = 0.0, 0.0
for g, i in ((0.2, 1.0), (0.5, 3.0)):
    c, n = c + i * g, n + i
print(f"c = {c:.1f}, n = {n:.0f}, c / n = {c / n:.3f}")

# %% [markdown]
# $$c_t = f \odot c_{t-1} + i \odot g \qquad n_t = f \odot n_{t-1} + i \qquad h_t = o \odot c_t / n_t \qquad i = e^{a_i}$$
#
# There is one difficulty: an opinion of 1000. You met it in the softmax.

# %%
with np.errstate(over="ignore"):
    print("exp(1000) =", np.exp(1000.0))

# %% [markdown]
# There you subtracted the largest score, and no share changed. The same here: write down $c$ and $n$ divided by
# $e^{m}$, with $m$ the largest exponent so far. In $c / n$ it cancels.
#
# What has an exponent at step $t$? What is new: $a_i$. And what is carried on: it was written down with the old $m$,
# and has been multiplied by $f$, whose exponent is $\log f$. So
#
# $$m_t = \max(\log f + m_{t-1},\; a_i) \qquad i' = e^{a_i - m_t} \qquad f' = e^{\log f + m_{t-1} - m_t}$$
#
# One of $i'$ and $f'$ is now exactly 1 and the other at most 1. Before the first step nothing has been weighed, and the
# log of nothing is −∞. By hand, with $f = 1$: the opinions 1000 and 1001.

# %%
c, n, m = 0.0, 0.0, -np.inf
for g, a_i in ((0.2, 1000.0), (0.5, 1001.0)):
    m_old, m = m, max(m, a_i)
    i, f = np.exp(a_i - m), np.exp(m_old - m)
    c, n = f * c + i * g, f * n + i
    print(f"m = {m:.0f}, i' = {i:.2f}, f' = {f:.2f}, c = {c:.2f}, n = {n:.2f}, mean {c / n:.2f}")

# %% [markdown]
# The second came in with $e$ times the weight of the first, and the mean lies nearer to it. Through an output gate at ½
# the second step shows 0.21. With the opinions 0 and 1 all is the same but for $m$, and $m$ aside no number was above
# 1.37.
#
# $f$ stays a sigmoid here. Its logarithm is `log_sigmoid(a_f)`, which is there for you: `np.log(sigmoid(-1000.0))` would
# be the log of 0.
#
# > **Your turn ({{points}}).** Write `slstm_step(x, h, c, n, m, W, U, b)`, in blocks $i$ $f$ $g$ $o$.

# %% exercise="slstm_step"

# %%
xs, W, U = rng.normal(size=(30, 2, 3)), rng.normal(size=(3, 16)), rng.normal(size=(4, 16))
zero, b = np.zeros((2, 4)), np.zeros(16)
first = (zero, zero, zero, np.full((2, 4), -np.inf))
hs, _ = unroll(slstm_step, xs, first, W, U, b)
louder = b + 1000 * (np.arange(16) < 4)
print("all opinions of i 1000 higher, the same:", np.allclose(hs, unroll(slstm_step, xs, first, W, U, louder)[0]))
print("as the engine has it:", np.allclose(hs, CELLS["slstm"].forward({"W": W, "U": U, "b": b}, xs)[0]))

# %% [markdown]
# Weights count only against each other; that is what a mean is.
#
# ## A lesson in being convinced
#
# Is it better? The task is recall over 50 steps; over 40 the LSTM of {{way_back}} could only guess. Here is the sLSTM
# as somebody set it up for you, and next to it the textbook's LSTM. The same size, rate, batches and seeds:

# %%
recall = measured["recall"]
figures.draw_seeds({"recall 50": {"lstm": recall["lstm"]["1"], "slstm": recall["slstm"]["3"]}}, chance=1 / 4)
show("Eight starts each. The LSTM guesses every time; the sLSTM is right every time.")

# %% [markdown]
# Would you publish it? Before you read on: what would you ask whoever set it up?
#
# The sLSTM was started at a forget bias of 3, and the textbook's LSTM starts at 1. Two things were changed, and one was
# given the credit. That is called a **confound**. So give each cell each bias:


# %%
def at_biases(*names):
    return {f"bias {bias}": {name: recall[name][str(bias)] for name in names} for bias in (0, 1, 3, 5)}


figures.draw_seeds(at_biases("lstm", "slstm"), chance=1 / 4)
show("At a bias of 0 or 1 both cells guess, in all starts. At 3 and at 5 the sLSTM is always right, the LSTM often.")

# %% [markdown]
# At 0 and 1 the sLSTM guesses as the LSTM does; at 3 and 5 both have left the guess. So the step from nothing to
# something was the bias's, in both cells.
#
# Something is left for the cell, though. Is it the exponential? The sLSTM differs in *two* things from the LSTM: the
# exp, and the mean. Take the exp out again, a sigmoid for the input gate, and leave the mean:

# %%
names = ("lstm", "slstm", "slstm, sigmoid", "lstm, i too", "min_gru")
figures.draw_seeds({bias: by_name for bias, by_name in at_biases(*names).items() if bias[-1] in "35"}, chance=1 / 4)
show("Only the LSTM whose input gate was left half open misses any; all others are right in every start.")

# %%
for name in names:
    counts = [sum(score > 0.9 for score in recall[name][bias]) for bias in "0135"]
    print(f"{name:14} above 0.9 at biases 0, 1, 3, 5: {counts} of 8")

# %% [markdown]
# With a sigmoid it is just as right, in every start: on this task the exponential had no part in it. The mean had. Why?
# A mean of numbers between −1 and 1 stays there. The memory of an LSTM adds up: each of fifty distractors brings its $i
# \cdot g$, and $i$ starts at a half. Where does $c$ end, in networks that have learnt nothing yet?

# %%
from lecturelib.experiments.after_lstm import keeping
from lecturelib.tasks import recall as recall_task


def flat(name, seed):
    """The share of memories at which tanh has a slope below 0.2, after 50 steps, untrained, at bias 3."""
    rng, cell = np.random.default_rng(seed), keeping(name, 3)
    x, _ = recall_task(50).draw(rng, 100)
    _, (_, c), _ = cell.forward(cell.init(8, 16, rng), x)
    return np.mean(tanh_slope(np.tanh(c)) < 0.2)


for name in ("lstm", "lstm, i too"):
    share = np.mean([flat(name, seed) for seed in range(8)])
    print(f"{name}: above a fifth {share > 0.2}, below a hundredth {share < 0.01}")

# %% [markdown]
# Where tanh is flat hardly any error comes through: {{squashing}}. So let the LSTM's input gate lean as far shut as its
# forget gate leans open, one more bias and nothing else. That is *lstm, i too*: no mean, no exponential, and right in
# every start. (Tallec and Ollivier proposed it in 2018.) The minGRU has both in one $z$, and was right as well.
#
# So on this task the new cell's lead was two biases of an old one. The paper has other tasks, on which an exponential
# may earn its place; this one could not show it. When you are shown a better cell, ask for the old one, set up with the
# same care.
#
# ## Sixty-four numbers
#
# How much can a state hold at all? Take the last squash and the last gate away. What is left is a **linear recurrence**
# with fixed weights:
#
# $$h_t = h_{t-1} A + x_t B$$
#
# Think of a carousel with three seats. At each step it moves on by one seat, everybody on it shrinks to nine tenths,
# and whoever comes in sits down on seat 0, on top of who is there. As a matrix:

# %%
carousel = 0.9 * np.roll(np.eye(3), 1, axis=1)
print(carousel)

# %% [markdown]
# A 5 comes in, then nothing, nothing, nothing. Where is it after each step?
#
# > **Your turn ({{points}}).** Write `linear_recurrence(xs, A, B)`.

# %% exercise="linear_recurrence"

# %%
entrance = np.array([[1.0, 0.0, 0.0]])
print(np.round(linear_recurrence(np.array([[5.0], [0.0], [0.0], [0.0]]), carousel, entrance), 2))

# %% [markdown]
# Three inputs have three seats. The fourth must share: what comes in at step 4 sits on top of what is left of the 5,
# and nobody can tell from their sum who was who.
#
# Now 64 seats, noise coming in, and the question for each lag: how much of what came in so many steps ago can be read
# back, by the best line of 64 weights? **R²** is 1 for all of it and 0 for nothing. Beside it two networks with random
# weights, one linear, one with a tanh.


# %%
def read_back(hs, x, lags=90, half=2500):
    """R² on the second half of what was read back at each lag by a line fitted on the first."""
    past = np.stack([np.roll(x, lag) for lag in range(lags)], axis=1)
    line = np.linalg.lstsq(hs[lags:half], past[lags:half], rcond=None)[0]
    missed = past[half:] - hs[half:] @ line
    return 1 - np.mean(missed**2, axis=0) / np.var(past[half:], axis=0)


def tanh_recurrence(xs, A, B):
    return unroll(lambda x, h: np.tanh(h @ A + x @ B), xs, np.zeros(len(A)))[0]


# %%
rng = np.random.default_rng(0)
noise = rng.uniform(-1, 1, size=5000)
seats, mixed = 0.9 * np.roll(np.eye(64), 1, axis=1), rng.normal(size=(64, 64))
mixed *= 0.9 / np.abs(np.linalg.eigvals(mixed)).max()
door, spread = np.eye(64)[:1], rng.normal(size=(1, 64))
read = {"carousel": read_back(linear_recurrence(noise[:, None], seats, door), noise)}
read["random"] = read_back(linear_recurrence(noise[:, None], mixed, spread), noise)
read["random, tanh"] = read_back(tanh_recurrence(noise[:, None], mixed, spread), noise)

# %%
figures.draw_read_back(read)
show(
    "The carousel gives back 64 inputs whole and the 65th not at all; with random weights memory fades earlier, with tanh earlier still."
)

# %%
print("carousel: R² above 0.999 at", sum(read["carousel"] > 0.999), "lags")
print("random, above 0.999 at 25 to 50 lags:", 25 <= sum(read["random"] > 0.999) <= 50)
print("random, tanh, above 0.5 at fewer than 20:", sum(read["random, tanh"] > 0.5) < 20)

# %% [markdown]
# A cliff. Sixty-four numbers hold sixty-four numbers, and nobody solves 64 sums for 65 unknowns. (Jaeger, 2002: for
# noise like this the R² of all lags together are at most the number of units, whatever the network, as long as a line
# reads it.) Nothing was trained here but the reading. This is the bargain of every recurrent network, *a state of fixed
# size*: sooner or later somebody must get off, and gates decide who.
#
# ## The telephone book
#
# Is there a way not to decide? Keep everything. You read a telephone book, names and numbers, and then somebody asks
# for one name. A state of fixed size must have all entries in it. You, instead, keep the book, and look it up.
#
# An entry has a **key**, by which it is found, and a **value**, what it says. The question is a **query**. How like are
# a query and a key? Multiply and sum. Two entries, by hand:

# %%
K, V = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[7.0], [3.0]])
query = np.array([2.0, 0.0])
print("scores:", query @ K.T, " shares:", np.round(softmax(query @ K.T), 2))
print("answer:", np.round(softmax(query @ K.T) @ V, 2))

# %% [markdown]
# Mostly 7, with a little of the 3. It is a soft look-up, for the same reason that a gate is a soft door: so that there
# is a slope to learn by. A louder query would say 7 more firmly.
#
# $$\text{attention}(Q, K, V) = \text{softmax}\!\left(\frac{Q K^{\mathsf T}}{\sqrt D}\right) V$$
#
# The root of $D$, the length of a key, is there because a sum of $D$ products of random signs is about $\sqrt D$ in
# size, and a softmax of large scores hears only one. For the two entries, $D$ is 2: the scores are 2/√2 = 1.41 and 0,
# the shares 0.80 and 0.20, the answer 0.80 · 7 + 0.20 · 3 = 6.22.
#
# > **Your turn ({{points}}).** Write `attention(Q, K, V)`, for $M$ queries and $N$ entries.

# %% exercise="attention"

# %%
names, numbers = np.eye(64)[rng.permutation(64)[:32]], rng.integers(8, size=32)
found = attention(100 * names, names, np.eye(8)[numbers]).argmax(axis=1)
print("32 entries, all asked for, right:", (found == numbers).sum())

# %% [markdown]
# Nothing is learnt there: keys that are all different make it easy. Now *learn* it: from books of 1 to 8 entries, asked
# about books of 8, 16 and 32. One layer of attention, an LSTM, a GRU, and an mLSTM, of which more below.

# %%
book = {name: better(by_rate) for name, by_rate in measured["telephone"].items()}
figures.draw_book(book, (8, 16, 32), chance=1 / 8)
show("Attention finds nearly all, in books four times as long as any it learnt from; the mLSTM many; LSTM and GRU few.")

# %%
for name, s in book.items():
    means = ", ".join(f"{mean:.2f}" for mean in s.mean(axis=0))
    print(f"{name:9} {measured['sizes'][name]:6} numbers, mean of 8 at 8, 16, 32 entries: {means}")

# %% [markdown]
# It is not a matter of size: the GRU has nineteen times as many numbers as the attention. Nor, strictly, of room: 128
# numbers can hold eight entries. The GRU would have to learn to *file* each entry in a place of its own, and in these
# 600 batches none of eight starts did. Attention files nothing, and so it need not learn to.
#
# *Aside: the middle way.* Leave out the softmax. Then attention is a sum of $(q \cdot k_s)\, v_s$ over all entries $s$,
# and $q$ can be taken out of the sum: $q \cdot \sum_s k_s^{\mathsf T} v_s$. That sum is a matrix of *fixed size*, to
# which every step adds one product. So attention without a softmax is a recurrent network with a matrix for a state.
# Give it the gates of the sLSTM and it is the **mLSTM**. It has two forms, a loop with a constant price, and a triangle
# of all steps at once, to train by:

# %%
from lecturelib.reference import mlstm, mlstm_parallel

qs, ks, vs = rng.normal(size=(3, 40, 5))
opinions = 3 * rng.normal(size=(2, 40))
step_by_step, at_once = mlstm(qs, ks, vs, *opinions), mlstm_parallel(qs, ks, vs, *opinions)
print("the mLSTM's two forms agree:", np.allclose(step_by_step, at_once, rtol=1e-9, atol=1e-9))

# %% [markdown]
# ## What does the next word cost?
#
# Attention keeps the book. What does that cost? Count: at width 128 every token leaves a key and a value, 256 numbers.
# After 4096 tokens these are a million numbers, and the next word looks at all of them. The LSTM keeps $h$ and $c$, 256
# numbers, today and tomorrow.

# %%
stream = measured["stream"]
memory = np.array(stream["bytes"]) / stream["lstm bytes"]
figures.draw_price(stream["tokens"], stream["time"], memory)
show(
    "For a hundred tokens attention costs no more than an LSTM; for 16 384 over twenty times as much, and far more memory."
)

# %%
print("memory after 16 and after 16384 tokens, in LSTM states:", memory[0].astype(int), memory[-1].astype(int))
print("time at 16 tokens, below 3 LSTM steps:", stream["time"][0] < 3)
print("time at 16384, above 5:", stream["time"][-1] > 5)

# %% [markdown]
# A short text costs attention no more than the LSTM, and while training it computes all steps at once. That is one
# reason why it took over. (Vaswani and colleagues called their paper *Attention is all you need*, in 2017.) In an
# endless stream the bill grows with each word; the recurrent net's does not.
#
# ## When is a recurrent net the right tool today?
#
# Each row with the number that it stands on.

# %%
Markdown(decisions(measured))

# %% [markdown]
# ## What you have now
#
# A cell whose gates see the input alone; a scan, which runs it in few rounds, and a measurement
# of when that pays; one thing such a cell cannot do, and why: its factors never flip. A mean with weights as large as
# you like, and the trick that keeps them writable. A confound you fell for, once. A state that holds exactly as many
# numbers as it has. A look-up that keeps everything, and its bill.
#
# ## Quiz

# %% [markdown]
# **1.** Could a GRU be computed by a scan?
#
# <details><summary>Yes: its mixture is the same</summary><blockquote><b>Wrong.</b> The mixture is. But $z$, $r$ and $n$
# are made from the old state, so $a$ and $b$ are not known before it is. The scan needs them all at the
# start.</blockquote></details>
#
# <details><summary>No: its gates look at the old state</summary><blockquote><b>Right.</b> That is what the minGRU gave
# up: $U$, and with it the reset gate.</blockquote></details>

# %% [markdown]
# **2.** Joined in pairs, what are "×3 +1" and then "×2 +5"?
#
# <details><summary>×6 +6</summary><blockquote><b>No.</b> The 1 was there when all was doubled. It became
# 2.</blockquote></details>
#
# <details><summary>×6 +7</summary><blockquote><b>Yes.</b> 2 · (3h + 1) + 5.</blockquote></details>
#
# <details><summary>×6 +16</summary><blockquote><b>No.</b> That is the other order: 3 · (2h + 5) +
# 1.</blockquote></details>

# %% [markdown]
# **3.** A paper shows that a new cell beats the LSTM on recall. What do you look at first?
#
# <details><summary>How many numbers each cell has</summary><blockquote><b>Not first.</b> Do look at it; but at equal
# numbers it may still be something else: you saw one case.</blockquote></details>
#
# <details><summary>Whether anything but the cell was different: biases, rates, steps, who was tuned for
# longer</summary><blockquote><b>Yes.</b> And whether one start was shown or several.</blockquote></details>

# %% [markdown]
# **4.** A linear network of 64 numbers gave back lags 0 to 63. Would a tanh help it to give back lag 64?
#
# <details><summary>Yes: with a squash it is no longer linear, so the count does not
# hold</summary><blockquote><b>Wrong.</b> The count was about what a <em>line</em> reads from 64 numbers, and it holds
# with a tanh too. What the tanh did in the figure was to lose more.</blockquote></details>
#
# <details><summary>No</summary><blockquote><b>Right.</b> Each number of the state is one number to read from, however
# it was made.</blockquote></details>

# %% [markdown]
# **5.** A hearing aid shall clean up speech for a day on a small battery. Attention over all it has heard, or a
# recurrent net?
#
# <details><summary>Attention: it forgets nothing</summary><blockquote><b>No.</b> It must look at all of it for each
# next sample, at more with every sample.</blockquote></details>
#
# <details><summary>A recurrent net: the same small price at every step</summary><blockquote><b>Yes.</b> (Or attention
# over a short window, which is a state of fixed size too.)</blockquote></details>

# %%
progress()

# %% [markdown]
# Here the course ends. When you read about a new cell tomorrow, you know what to ask of it; and when its letters look
# strange, {{notations}} has them side by side.

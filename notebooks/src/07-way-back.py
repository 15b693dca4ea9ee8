# %% [markdown]
# # The LSTM's way back
#
# You have built the belt and watched it keep a word. How did it learn to keep? An error went back along it.
#
# {{total}}, about an hour.

# %%
import numpy as np

from lecturelib import CELLS
from lecturelib.exercises import check, exercise, progress
from lecturelib.figures import bptt as curves
from lecturelib.figures import lstm as figures
from lecturelib.figures import show
from lecturelib.reference import affine_backward, bptt, lstm_step, sigmoid_slope, tanh_slope, unroll
from lecturelib.tasks import childrens_book
from lecturelib.train import train

# %%
rng = np.random.default_rng(5)
start = np.zeros((2, 4)), np.zeros((2, 4))
weights = rng.normal(size=(3, 16)), rng.normal(size=(4, 16)), rng.normal(size=16)

# %% [markdown]
# ## Back, gate by gate
#
# How did it learn to keep? Send an error back. The last line of the step is the first on the way back:
# $h_t = o \odot \tanh(c_t)$, a times junction, and behind one of its sides a tanh.
#
# By hand, with c = 0.7 and o = ½ as above. To h comes an error of 1. To o goes 1 times the other side, tanh(0.7) = 0.60.
# To c goes 1 times the other side, ½, and then the slope of the tanh, 1 − 0.60² = 0.63: together 0.32.
#
# > **Your turn ({{points}}).** Write `lstm_output_backward(dh, c, o)`, where c is the new memory.

# %% exercise="lstm_output_backward"

# %%
dc, do = lstm_output_backward(*(np.full((1, 1), number) for number in (1.0, 0.7, 0.5)))
print(f"dc = {np.ravel(dc)[0]:.2f}, do = {np.ravel(do)[0]:.2f}")

# %% [markdown]
# Next, the belt: $c_t = f \odot c_{t-1} + i \odot g$. The plus passes an error on to both sides, whole. Then at each times
# junction the factor is the other side: for f it is the old c, for the old c it is f.
#
# Hold on to that last one. *What goes back along the belt is multiplied by f, and by nothing else.* No weights, no slope.
#
# > **Your turn ({{points}}).** Write `lstm_memory_backward(dc, c, i, f, g)`. The dc you are given belongs to the new c; the c
# > you are given, and the dc you return, are the old ones.

# %% exercise="lstm_memory_backward"

# %% [markdown]
# ## The carousel
#
# Put an error of 1 on the belt, and send it back fifty steps, for three doorkeepers.

# %%
one = np.ones((1, 1))
for keeps in (0.5, 0.9, 1.0):
    dc = one
    for _ in range(50):
        dc = lstm_memory_backward(dc, 0 * one, 0.5 * one, keeps * one, 0 * one)[0]
    print(f"f = {keeps}: {np.ravel(dc)[0]:.3g} arrives, and {keeps}^50 = {keeps**50:.3g}")

# %% [markdown]
# With f = 1 it is 1. Not nearly: exactly, and after fifty thousand steps as well. Here is the road back whose factor is 1.
# Hochreiter and Schmidhuber named it the **constant error carousel**, for an error once on it goes round and
# round as it is. Their cell of 1997 had no f at all: the factor was always 1.
#
# Along the belt, the gradient is the product of the f's:
#
# $$\left.\frac{\partial c_T}{\partial c_t}\right|_{\text{belt}} = f_{t+1} \odot f_{t+2} \odot \cdots \odot f_T$$
#
# The little bar says that this is one road of several. Where are the others?

# %% [markdown]
# ## The whole step back
#
# The old h was heard by all four gates. So the error of h goes out to i, f, g and o, through their squashes, and back
# through U to the old h: the road you know from the vanilla network, four lanes wide. Two states, two roads:
#
# - **dc** comes from the step after along the belt. At the new c it meets what h sends down, and *the two add up*.
# - **dh** comes from the step after through U, and from the answer of this step.
#
# Forward first, as far as the new c. Then out of h, along the belt, through each gate's own squash, and with the four
# errors side by side, in the order i f g o, through the products.
#
# > **Your turn ({{points}}).** Write `lstm_step_backward(dh, dc, x, h, c, W, U, b)`. Your two functions,
# > `affine_backward` and the two slopes are yours to use.

# %% exercise="lstm_step_backward"

# %% [markdown]
# Now the judges. PyTorch has this cell built in. It wants the weights transposed, and two biases where one would do. Is it
# the same cell, forward and back?

# %%
import torch

xs, dhs = rng.normal(size=(6, 2, 3)), rng.normal(size=(6, 2, 4))
theirs = torch.nn.LSTM(3, 4).double()
with torch.no_grad():
    for parameter, array in zip(theirs.parameters(), (weights[0].T, weights[1].T, weights[2], np.zeros(16))):
        parameter.copy_(torch.tensor(array))
answers, _ = theirs(torch.tensor(xs))
answers.backward(torch.tensor(dhs))

# %%
hs, _ = unroll(lstm_step, xs, start, *weights)
_, _, dW, dU, db = bptt(dhs, lstm_step, lstm_step_backward, xs, start, *weights)
dW_t, dU_t, db_t, _ = (parameter.grad.numpy() for parameter in theirs.parameters())
for name, pair in {"h": (hs, answers.detach()), "dW": (dW, dW_t.T), "dU": (dU, dU_t.T), "db": (db, db_t)}.items():
    print(f"{name:2} as torch has it:", np.allclose(*pair, rtol=0, atol=1e-12))

# %% [markdown]
# The same. (`bptt` is the course's own here, which serves a cell of two states. It is the loop of {{bptt}}, with a tuple
# in its hand.) And does it train? `CellFromStep` makes a cell of any step and its way back. Twenty batches, yours beside the
# engine that the course uses for speed:

# %%
from lecturelib.cells import CellFromStep

yours = CellFromStep(CELLS["lstm"], lstm_step, lstm_step_backward)
runs = [train(cell, childrens_book(), hidden=4, steps=20, batch=8) for cell in (yours, CELLS["lstm"])]
print("the same losses:", np.allclose(runs[0].losses, runs[1].losses))

# %% [markdown]
# ## What the belt does not fix
#
# You will read that the LSTM *solves* the vanishing gradient. Measure it, as in {{vanishing}}: put an error on the last h,
# walk back, and note how much of it is left at h and at c after each step. The cell is untrained and hears noise.
#
# One number is varied, the bias of the forget gate at the start, which fixes how far the doorkeeper leans: 0 keeps a half,
# 1 keeps 0.73, 2 keeps 0.88.


# %%
def arriving(bias, lags=60, hidden=32):
    """How much of an error at the last h arrives at h and at c, for lags 1, 2, …: two arrays."""
    rng = np.random.default_rng(0)
    weights = CELLS["lstm"].init(4, hidden, rng, forget_bias=bias).values()
    xs, states = rng.normal(size=(lags + 20, 1, 4)), [(np.zeros((1, hidden)), np.zeros((1, hidden)))]
    for x in xs:
        states.append(lstm_step(x, *states[-1], *weights))
    dh, dc, sizes = np.eye(hidden), np.zeros((hidden, hidden)), []
    for x, state in zip(xs[:19:-1], states[-2::-1]):
        rows = (np.repeat(part, hidden, axis=0) for part in (x, *state))
        _, dh, dc, *_ = lstm_step_backward(dh, dc, *rows, *weights)
        sizes.append([np.linalg.norm(dh, 2), np.linalg.norm(dc, 2)])
    return np.array(sizes).T


roads = {bias: arriving(bias) for bias in (0, 1, 2)}

# %%
figures.draw_roads({f"forget bias {bias}": pair for bias, pair in roads.items()})
show("An error vanishes at forget bias 0, slower at 1, hardly at 2; more of it arrives at c than at h.")

# %%
for bias, (at_h, at_c) in roads.items():
    a_step = (at_c[49] / at_c[19]) ** (1 / 30)
    print(f"bias {bias}: a step keeps about {a_step:.1f}; after 50, below a millionth: {at_c[49] < 1e-6}", end="; ")
    print("more at c than at h:", at_c[49] > at_h[49])

# %% [markdown]
# And the vanilla network, started the same way and hearing the same kind of noise?

# %%
rnn, noise = CELLS["rnn"], np.repeat(np.random.default_rng(1).normal(size=(70, 1, 4)), 32, axis=1)
params, dh = rnn.init(4, 32, np.random.default_rng(0)), np.zeros((50, 32, 32))
_, state, _ = rnn.forward(params, noise[:20])
_, _, tape = rnn.forward(params, noise[20:], state)
dh[-1] = np.eye(32)
_, _, arrived = rnn.backward(params, tape, dh)
print("after 50 steps, below a millionth:", np.linalg.norm(arrived, 2) < 1e-6)

# %% [markdown]
# An LSTM whose doorkeeper shrugs vanishes as a vanilla network does. A bias of 1 slows the decay, and does not stop it.
# (It decays by less than 0.73 a step: the roads through the gates bring something too.) So the belt is a road whose factor
# *can* be 1. Whether it is, the gate decides, and at the start of training, the gate's bias.
#
# How far does that reach?

# %% [markdown]
# ## Swap the cell
#
# Now the claim that made it famous. In {{vanishing}} a vanilla waiter had to recall one of four dishes after more and more small
# talk. The same task again, the same loop, 300 batches, the same seeds; half the neurons, to be quick. Only the cell is
# another. Write down what you expect before you run it.

# %%
from copy import copy
from functools import partial

from lecturelib.tasks import recall


def with_forget_bias(bias):
    """The engine's LSTM, started with this forget bias."""
    cell = copy(CELLS["lstm"])
    cell.init = partial(cell.init, forget_bias=bias)
    return cell


def scores(cell, rate=0.01):
    return {lag: [train(cell, recall(lag), 16, steps=300, rate=rate, seed=s).score for s in range(3)] for lag in LAGS}


LAGS = (5, 10, 20, 40)

# %%
swapped = {f"RNN, rate {rate}": scores(CELLS["rnn"], rate) for rate in (0.01, 0.001)}
swapped["LSTM, bias 1"] = scores(with_forget_bias(1))
curves.draw_scores(swapped, "lag", chance=1 / 4)
show(
    "One dot a network. To lag 10 the LSTM is right every time; at 20 it stumbles; at 40 it guesses, like the RNN at 0.001."
)

# %% [markdown]
# Disappointed? It is surer up to lag 10, and that is all. At lag 40 the LSTM of the textbooks does *no better than a guess*,
# like the vanilla network. But you have something on paper about that: its time constant is 3 steps, and for 40 you
# thought of a bias of 4.

# %%
swapped["LSTM, bias 4"] = scores(with_forget_bias(4))
curves.draw_scores({name: swapped[name] for name in ("LSTM, bias 1", "LSTM, bias 4")}, "lag", chance=1 / 4)
show("The same LSTM, started at a forget bias of 1 and of 4: at 4 every network is right at every lag.")

# %%
print("lag 40, bias 1, below 0.6:", max(swapped["LSTM, bias 1"][40]) < 0.6)
print("lag 40, bias 4, above 0.95:", min(swapped["LSTM, bias 4"][40]) > 0.95)
for rate in (0.01, 0.001):
    print(f"lag 40, RNN at {rate}, below 0.6:", max(swapped[f"RNN, rate {rate}"][40]) < 0.6)

# %% [markdown]
# One number, set before training. (It is no guarantee: with other seeds, 3 for instance, a network may still stop half-way.)
# What this cell has and the vanilla network has not is a knob that
# says *remember, unless told otherwise*. (Gers and his colleagues recommended to start with the gate open in 2000, Jozefowicz,
# Zaremba and Sutskever again in 2015: 1 is the usual choice. Tallec and Ollivier, 2018, draw the biases so that the time
# constants reach as far as the task does.)
#
# ## Faster, and further
#
# One more task, of Hochreiter and Schmidhuber's own kind. Fifty numbers between 0 and 1 go by; two of them are marked; at the
# end, say their sum. There is no way to be half right by remembering the last few. Whoever says 1 every time has a squared
# error of 1/6.
#
# The LSTM starts at bias 2 and learns at rate 0.03. The vanilla network may try that rate and two smaller ones. All see the
# same 600 batches, from three random starts.

# %%
from lecturelib.tasks import adding

budget = {"hidden": 16, "steps": 600}
race = {"LSTM, 0.03": [train(with_forget_bias(2), adding(50), rate=0.03, seed=seed, **budget) for seed in range(3)]}
for rate in (0.03, 0.01, 0.001):
    race[f"RNN, {rate}"] = [train(CELLS["rnn"], adding(50), rate=rate, seed=seed, **budget) for seed in range(3)]

# %%
styles = {
    "LSTM, 0.03": ("lstm", "-"),
    "RNN, 0.03": ("rnn", ":"),
    "RNN, 0.01": ("rnn", "--"),
    "RNN, 0.001": ("rnn", "-"),
}
figures.draw_race({name: (*styles[name], [run.losses for run in runs]) for name, runs in race.items()}, guess=1 / 6)
show(
    "Adding over 50 steps: all nine vanilla runs stay at a guess, 1/6, dotted; the three LSTMs leave it and fall far below."
)

# %%
for name, runs in race.items():
    right = [run.score for run in runs]
    print(
        f"{name:11} right to 0.1: the worst in 0.7 of all sums {min(right) > 0.7}, the best in 0.3 {max(right) > 0.3}"
    )

# %% [markdown]
# Here the claim holds, with nothing else changed: within this budget the LSTM learns it each time and the vanilla network never
# does. A budget is a budget; with many more batches a vanilla network now and then learns fifty steps too. And there are
# tasks with nothing to gain: of the book of {{rnn}} it wrote 0.99 of the sentences right, with a quarter of the numbers
# that an LSTM of its size has. If you have a minute, change 50 to 100 and 600 to 1500.
#
# ## What you have now
#
# The way back of the LSTM, gate by gate: along the belt an error is multiplied by f alone, exactly 1 where f is 1. That
# is a road, not a promise: −1/ln f says how far it reaches.
#
# A knob, the forget bias, that decided between nothing learnt and all.
#
# ## Quiz

# %% [markdown]
# **1.** "The LSTM solves the vanishing gradient." What would you say?
#
# <details><summary>Yes, along c the factor is 1</summary>
# It is f. With f = ½ at every step, which is where a bias of 0 starts, it vanished like a vanilla network's.
# </details>
# <details><summary>It gives the gradient a road whose factor the network can set to 1</summary>
# Yes. Whether it does is learnt, and to learn it, some of the error must arrive in the first place. Hence the bias.
# </details>
# <details><summary>No, it vanishes all the same</summary>
# At bias 0. At bias 4 it learnt lag 40, where at bias 1 it could only guess.
# </details>

# %% [markdown]
# **2.** Your `lstm_step_backward` is right for one step, but over two steps dW is wrong. In the code you find
# `lstm_memory_backward(dc_out, c, i, f, g)`. Why did one step not show it?
#
# <details><summary>One step has no belt to go back along: the dc given to it is 0</summary>
# Yes. After the last step nothing comes back along the belt, so leaving it out changes nothing. One step earlier it is the
# long road that is cut.
# </details>
# <details><summary>With one step, dh is 0</summary>
# No, dh is what enters. It is dc that is 0 there.
# </details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: three gates, two squashes, two states. Which of these parts does one need?

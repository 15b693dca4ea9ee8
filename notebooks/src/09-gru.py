# %% [markdown]
# # The gated recurrent unit
#
# {{variants}} ended with a cell that has a gate less than the LSTM and hardly misses it. How much more can one take
# away?
#
# In 2014 Kyunghyun Cho and his colleagues, who wanted a machine to translate, wrote down a cell with one state, two
# gates and no output gate. You build it, send errors back through it, and load the weights of a PyTorch layer into
# it. That is harder than it sounds: there are two cells of this name, and each is written in two ways. At the end
# you ask whether it is true that it works *just as well with fewer parameters*.
#
# {{total}}, about {{minutes}}. The part marked *aside* may be skipped.

# %%
import numpy as np

from lecturelib import CELLS
from lecturelib.exercises import check, exercise, progress
from lecturelib.figures import gru as figures
from lecturelib.figures import show, wiring
from lecturelib.reference import (
    affine_backward,
    forget_time_constant,
    rnn_step,
    sigmoid,
    sigmoid_slope,
    tanh_slope,
    unroll,
)

np.set_printoptions(precision=2, suppress=True)

# %% [markdown]
# ## How far do you change your mind?
#
# You believe that it is 20 degrees outside. The thermometer says 10. It hangs in the shade and you trust it only so
# far. What do you believe now?
#
# Perhaps 18: you went a fifth of the way. Someone who trusts it fully goes all the way, to 10; someone who does not
# look at it stays at 20. Call the share of the way **z**. Then what you keep of the old belief is $1 - z$, which needs
# no decision of its own.

# %%
old, new = 20.0, 10.0
for z in (0.0, 0.2, 1.0):
    print(f"z = {z}: {(1 - z) * old + z * new:.0f} degrees")

# %% [markdown]
# $$h_t = (1 - z) \odot h_{t-1} + z \odot n$$
#
# This is the coupled cell's memory from {{variants}} with $z = 1 - f$, the forget gate and the input gate in one. Why
# compute twice what follows from one? Here $z$ is called the **update gate**: it says how much is renewed.
#
# With $z$ fixed, this is an old friend of statisticians, the running average. A hundred days of Seattle's highs:


# %%
from lecturelib.data import weather


def running_average(x, h, z):
    return (1 - z) * h + z * x


highs = weather().high[100:200]
beliefs = {z: unroll(running_average, highs, highs[0], z)[0] for z in (0.1, 0.5)}

# %%
figures.draw_beliefs(highs, beliefs)
show("At z = 0.5 the average follows every turn, a day or two late; at z = 0.1 it sees only the season.")

# %% [markdown]
# A small $z$ remembers long and answers slowly, a large $z$ the other way round. {{lstm}} had the number for it, the
# time constant $-1/\ln f$, and here $f$ is $1 - z$:

# %%
for z in beliefs:
    print(f"z = {z}: {forget_time_constant(1 - z):.1f} days")

# %% [markdown]
# Which is better? It depends on the day. So let $z$ depend on the day: make it a gate.

# %% [markdown]
# ## What would you believe afresh?
#
# Now the other half: where does $n$ come from, the **candidate**? Sometimes what is new builds on what was, and
# sometimes it does not. *One more*, says a friend who counts sheep, and you need to know how many there were. *Begin
# again, this is the first*: now forget the old count.
#
# So the candidate may read the old state, through a gate of its own: the **reset gate**, $r$.
#
# $$n = \tanh(x_t W_n + (r \odot h_{t-1})\, U_n + b_n)$$
#
# With $r = 1$ it reads all of the old state, with $r = 0$ it does as if there had been none. Do the sheep by hand.
# There are three words: silence, *one more*, *the first*. What should the gates say at each? (A dash is an answer
# too.)
#
# | | r, read the old state | z, renew it |
# | --- | :---: | :---: |
# | silence | – | 0 |
# | one more | 1 | 1 |
# | the first | 0 | 1 |

# %% [markdown]
# In silence $z = 0$ keeps the count, and it does not matter what the candidate would have been. The two other words
# renew all of the state and differ in what they read. Two gates, and both are needed.
#
# One sheep counts as one hundredth, so that tanh, which is nearly straight near 0, does not bend the count. As
# weights, an opinion of 10 for an open gate and −10 for a shut one, in blocks r z n, a row for each word:

# %%
silence, one_more, the_first = np.array([[1, 0, 0]]), np.array([[0, 1, 0]]), np.array([[0, 0, 1]])
W = np.array([[0, -10, 0], [10, 10, 0.01], [-10, 10, 0.01]])
U, b = np.array([[0.0, 0.0, 1.0]]), np.zeros(3)

# %% [markdown]
# Three sheep so far, $h = 0.03$, and *one more*. Both gates answer σ(10), which is nearly 1. The candidate is
# tanh(0.01 + 1 · 0.03) = tanh(0.04), nearly 0.04. The new state is nearly 0 · 0.03 + 1 · 0.04 = 0.04.
#
# ## One state, two gates
#
# The gates are gates as ever, a sigmoid of what comes in and what was:
#
# $$\begin{aligned} r &= \sigma(x_t W_r + h_{t-1} U_r + b_r) \\
# z &= \sigma(x_t W_z + h_{t-1} U_z + b_z) \end{aligned}$$
#
# and that is the whole **gated recurrent unit**, the GRU. Set it beside the LSTM. There $c$ was kept and $h$ was
# shown, a gate between them; here the two are merged, and the state is memory and answer in one. No gate stands behind
# the memory to hide it. What stands *in front of* it is $r$: the state is gated before it is used.

# %%
wiring.draw_wiring("gru", ghosts=("lstm",))
show("The GRU, and faintly the LSTM. One gate, z, serves both valves; r says how much the candidate reads.")

# %% [markdown]
# $r$ stands beside the old state alone, before the product with $U_n$. So `x @ W + h @ U` for all three blocks at
# once, as you did for the LSTM, will not do.
#
# **By hand**, with gates between open and shut. One unit, $h = 1$, $x = 1$. There is no opinion about $r$: ½. About
# $z$ it is 2.2, and σ(2.2) = 0.9. For $n$ the input brings 0.05 and $U$ is 1: $n$ = tanh(0.05 + (½ · 1) · 1) =
# tanh(0.55) = ½. The new state is 0.1 · 1 + 0.9 · ½ = 0.55.
#
# > **Your turn ({{points}}).** Write `gru_step(x, h, W, U, b)`, in blocks r z n.

# %% exercise="gru_step"

# %% [markdown]
# Let it count sheep: three, then silence, two more, a new herd. (`.ravel()` lays the numbers of an array in a row.)

# %%
herd = np.array([one_more] * 3 + [silence] * 3 + [one_more] * 2 + [the_first, silence, one_more, one_more])
hs, _ = unroll(gru_step, herd, np.zeros((1, 1)), W, U, b)
counts = 100 * hs.ravel()
print("sheep:", *counts.round().astype(int))

# %%
r, z = sigmoid(herd[:, 0] @ W[:, :2]).T
words = ["more"] * 3 + ["…"] * 3 + ["more"] * 2 + ["first", "…", "more", "more"]
figures.draw_tally(words, counts, {"r": r, "z": z})
show("The count, and the gates below it: z is 0 in silence and the count stays; r is 0 at “first”, and it begins at 1.")

# %% [markdown]
# In silence $r$ is ½. It has not been told what to say, and with $z = 0$ it makes no difference.
#
# Two more trials, against cells you know. Hold both gates open, and what is left? Hold $z$ shut, and what then?

# %%
rng = np.random.default_rng(0)
B, D, H = 3, 4, 5
x, h = rng.normal(size=(B, D)), rng.normal(size=(B, H))
W, U, b = rng.normal(size=(D, 3 * H)), rng.normal(size=(H, 3 * H)), rng.normal(size=3 * H)
opened, shut = b.copy(), b.copy()
opened[: 2 * H] = 100
shut[H : 2 * H] = -100
vanilla = rnn_step(x, h, W[:, 2 * H :], U[:, 2 * H :], b[2 * H :])
print(f"r = z = 1: from a vanilla RNN it is off by {np.abs(gru_step(x, h, W, U, opened) - vanilla).max():.1f}")
print(f"z = 0: the state moved by {np.abs(gru_step(x, h, W, U, shut) - h).max():.1f}")

# %% [markdown]
# The vanilla RNN is a GRU that always reads everything and always renews everything. A perfect memory is a GRU that
# never renews. Training looks for what lies between, number by number and step by step.
#
# What does it weigh? A block has $DH + HH + H$ numbers. You know how many blocks each cell has.

# %%
for name in ("rnn", "gru", "lstm"):
    params = CELLS[name].init(5, 16, rng)
    print(f"{name:5}", sum(p.size for p in params.values()))

# %% [markdown]
# Three quarters of the LSTM, as the coupled cell had.
#
# ## Copy, or keep?
#
# The sheep's gates were built by hand. What does training find? Eight GRUs of four units, from eight random starts,
# have learnt the children's book of {{rnn}}. After *saw* comes another name than the first, so the first must survive
# the word *saw*. Here is one of them, the sixth; it was chosen because it shows something most clearly. Bet before you
# look: will $z$ be near 0 at *saw*, as in your silence?

# %%
from lecturelib.experiments import gru as experiments
from lecturelib.tasks import DICTIONARY
from lecturelib.widgets import LiveCell, record

print("a GRU reads the children's book, 800 batches …")
reader = experiments.reader(seed=5)
words = [".", "Jane", "saw", "Spot", ".", "Doug", "saw", "Jane", ".", "Spot", "saw", "Doug"]
xs = np.eye(5)[[DICTIONARY.index(word) for word in words]]
live = record("gru", reader.params, xs, step=gru_step)
print("z at the first saw:", live.values["z"][2])

# %%
LiveCell(live, words, answers=DICTIONARY, unit=0, at=2)

# %% [markdown]
# Step from a name over *saw* and watch the five bars: the name just read falls out of the guesses. Yet at *saw* each
# of the four units renews more than eight tenths of itself. The name is not left standing. It is read through $r$ and
# written down afresh, the way a scribe copies a page.
#
# Do all eight do that? And what about another task? *Adding* shows twenty numbers, two of them marked, and asks at the
# end for the sum of the two. Eight GRUs of four units have learnt that as well.

# %%
measured = experiments.results()
figures.draw_update_gates(measured["saw"], measured["numbers"])
show(
    "Left, z at “saw”, four units of each of eight readers: most are near 1, three keep. Right, eight adders: "
    "z is small at plain numbers, and in the unit that keeps best it rises at marked ones."
)

# %%
lowest = np.array([min(z) for _, z in measured["saw"]])
print(f"readers with a unit that keeps at saw, z < 0.1: {np.sum(lowest < 0.1)} of 8")
print(f"readers whose every unit renews more than half:  {np.sum(lowest > 0.5)} of 8")
for _, plain, marked in measured["numbers"]:
    unit = np.argmin(plain)
    print(f"an adder's best keeper: z = {plain[unit]:.2f} at plain numbers, {marked[unit]:.2f} at marked ones")

# %% [markdown]
# So your silence is found by training in 3 of 8 readers. In 4 of 8 no unit does anything like it: more than half of
# every unit is written afresh at *saw*. Both ways earn the same score. One of three names is easily copied: if the copy
# is a little off, the next squash puts it right.
#
# A number is another matter. A copy of 0.41 that is a little off is 0.43, and after ten more copies it is anything. So
# here all eight keep: the best keeper has $z$ below 0.15 at plain numbers, and at a marked one it opens, to 0.4 or
# more. Names may be copied. Numbers have to be kept, and for that the road with $1 - z$ is there.

# %% [markdown]
# ## The way back
#
# The old state is used four times. Find them in the equations before you read on.
#
# It is *kept*, times $1 - z$. It is *read* by the candidate, through $r$ and $U_n$. It is looked at by $r$, through
# $U_r$, and by $z$, through $U_z$. Used four times, blamed four times: $dh$ is a sum of four.

# %% [markdown]
# From the back. The mixture first, and the gate's share is that of the coupled cell: where old and new agree, $z$ does
# not matter.
#
# $$\begin{aligned} dz &= dh_t \odot (n - h_{t-1}) \\
# dn &= dh_t \odot z \\
# \text{kept:} & \quad dh_t \odot (1 - z) \end{aligned}$$
#
# Then through the tanh to $da_n$, and through $U_n$. What arrives there is the gradient of $r \odot h_{t-1}$, one
# thing, which then parts into the two factors:
#
# $$\begin{aligned} d(rh) &= da_n U_n^{\mathsf T} \\
# dr &= d(rh) \odot h_{t-1} \\
# \text{read:} & \quad d(rh) \odot r \end{aligned}$$

# %% [markdown]
# **By hand**, with one unit and numbers that come out even. The old state is ½, $W$ is 0, and $U$ and $b$ are
#
# | | r | z | n |
# | --- | ---: | ---: | ---: |
# | U | 2 | 4 | 2 |
# | b | −1 | −2 | −½ |
#
# Forward: a<sub>r</sub> = 2 · ½ − 1 = 0, so $r$ = ½; a<sub>z</sub> = 4 · ½ − 2 = 0, so $z$ = ½; a<sub>n</sub> = 2 · (½
# · ½) − ½ = 0, so $n = 0$; and the new state is ½ · ½ + ½ · 0 = ¼.
#
# Now an error of 1 comes back. The slope of tanh at $n = 0$ is 1, that of a sigmoid at ½ is ¼.
#
# | road | on the way | arrives at the old h |
# | --- | --- | ---: |
# | kept | 1 · (1 − z) | ½ |
# | read | dn = 1 · z = ½, da<sub>n</sub> = ½ · 1, d(rh) = ½ · 2 = 1, times r | ½ |
# | through r | dr = 1 · h = ½, da<sub>r</sub> = ½ · ¼ = ⅛, times 2 | ¼ |
# | through z | dz = 1 · (n − h) = −½, da<sub>z</sub> = −½ · ¼ = −⅛, times 4 | −½ |
#
# Together ¾. And if you nudge the old state by 0.001, does the new one move by 0.00075?

# %%
arguments = [np.array(a) for a in ([[1.0]], [[0.5]], [[0.0, 0.0, 0.0]], [[2.0, 4.0, 2.0]], [-1.0, -2.0, -0.5])]
x, h, W, U, b = arguments
moved = gru_step(x, h + 0.001, W, U, b) - gru_step(x, h, W, U, b)
print(f"moved by {np.asarray(moved).item():.5f}")

# %% [markdown]
# It does. What is left are $W$, $U$ and $b$, which you know how to blame: `affine_backward`, once for each product.
#
# > **Your turn ({{points}}).** Write `gru_step_backward(dh, x, h, W, U, b)`. `sigmoid_slope`, `tanh_slope` and
# > `affine_backward` are there to be used.

# %% exercise="gru_step_backward"

# %% [markdown]
# As in {{bptt}}, a gradient goes before a judge. The complex step sees up to 14 digits.

# %%
from lecturelib.gradient_check import complex_step, digits_agreed

B, D, H = 3, 4, 5
arguments = [rng.normal(size=shape) for shape in ((B, D), (B, H), (D, 3 * H), (H, 3 * H), (3 * H,))]
dh = rng.normal(size=(B, H))


def loss(*nudged):
    """A number whose gradient with respect to the new state is dh."""
    return np.sum(dh * gru_step(*nudged))


yours = gru_step_backward(dh, *arguments)
print("digits that agree, at least 12 wanted:", min(digits_agreed(yours, complex_step(loss, arguments)), 12))

# %% [markdown]
# ## How much arrives?
#
# One of the four roads has no squash and no matrix on it, only the factor $1 - z$. Is it the road of {{way_back}}, on
# which an error comes home? If $z$ were 0, fully. At the start of training the bias of $z$ is 0, so $z$ is near ½.
# Guess how much of an error is left after 50 steps.
#
# Your `gru_step_backward` knows the Jacobian of a step, and a product of fifty of them tells. Eight untrained GRUs of
# 32 units for each bias:

# %%
from lecturelib.figures.bptt import draw_arriving

print("fifty Jacobians, eight times for each bias …")
norms = {bias: experiments.arriving(gru_step, gru_step_backward, bias) for bias in (0, -1, -2, -4)}
draw_arriving({bias: np.median(by_seed, axis=0) for bias, by_seed in norms.items()}, "bias of z")
show("With bias 0 next to nothing arrives in an untrained GRU; at −4 more than half of it does, after 50 steps.")

# %%
for bias, by_seed in norms.items():
    low, high = by_seed[:, 50].min(), by_seed[:, 50].max()
    print(f"bias {bias:2}, z near {sigmoid(float(bias)):.2f}: after 50 steps {low:.1g} to {high:.1g}, eight starts")

# %% [markdown]
# So the road is there, and it is half shut. The GRU does not *solve* vanishing gradients by being a GRU, no more than
# the LSTM with a forget bias of 0 did: it can *learn* to open the road, and a bias helps. In {{way_back}} the forget
# gate began with a bias; hardly anybody gives $z$ one. And yet, as you will see, the GRU learns quickly.
#
# *Aside.* Training with *your* two functions must go the way it goes with the course's fast engine, loss by loss:

# %%
from lecturelib.cells import CellFromStep
from lecturelib.tasks import childrens_book
from lecturelib.train import train

by_hand = CellFromStep(CELLS["gru"], gru_step, gru_step_backward)
runs = [train(cell, childrens_book(), hidden=8, steps=40) for cell in (by_hand, CELLS["gru"])]
print(f"forty batches, losses off by {np.abs(runs[0].losses - runs[1].losses).max():.6f} at most")

# %% [markdown]
# ## Which GRU?
#
# Now open the manual of PyTorch, in your own letters:
#
# $$\begin{aligned} n &= \tanh\bigl(x_t W_n + b_n \\ & \qquad + r \odot (h_{t-1} U_n + b'_n)\bigr) \\
# h_t &= (1 - z) \odot n + z \odot h_{t-1} \end{aligned}$$
#
# Compare it with yours, slowly. There are two differences.
#
# **$z$ is turned round.** Here it says how much is *kept*. It is a matter of taste, and both kinds of paper exist:
# Cho's own $z$ keeps; that of Chung and colleagues, the same year, renews.
#
# **$r$ comes after the product.** Yours silences numbers of the old state and then mixes them. This one mixes first
# and then silences what came out. Take one row, and $U$ that swaps two numbers:

# %%
h, r, U_n = np.array([0.6, -0.2]), np.array([1.0, 0.0]), np.array([[0.0, 1.0], [1.0, 0.0]])
print("before:", (r * h) @ U_n)
print("after: ", r * (h @ U_n))

# %% [markdown]
# Before: unit 1 hears of unit 0. After: unit 0 hears of unit 1. It is not the same cell. Here are both, side by side,
# on the same numbers. Drag $r$ of unit 1 down to 0 and see who falls silent in each. Then look for a $U$ with which
# the two agree for all $r$.

# %%
from lecturelib.widgets import ConventionsExplorer

ConventionsExplorer()

# %% [markdown]
# They agree where $U$ is diagonal, since then nothing is mixed, and, with any $U$, where all resets are equal. In the
# first version of Cho's paper the reset came after the product, in the printed one before; both have been called GRU
# ever since.

# %%
wiring.draw_wiring("gru_after", ghosts=("gru",))
show("PyTorch's GRU, and faintly yours. The product with U has moved in front of the reset; z opens the other valve.")

# %% [markdown]
# Why would a library take the older one? Look at the products. In yours $U_n$ must wait until $r$ is known. In this
# one `h @ U` is one product for all three blocks, and on a graphics card one large product is much cheaper than two
# that wait for each other.
#
# **By hand**, the two units above go on. The second bias, $b'_n$, is `bn` in code: 0.75 for both, added *inside* the
# reset. `h @ U` gives (−0.2, 0.6), with bn (0.55, 1.35), after the reset (0.55, 0). The tanh makes (0.5, 0) of it.
# With $z$ = ½ the new state lies half way between that and the old (0.6, −0.2): (0.55, −0.1).
#
# > **Your turn ({{points}}).** Write `gru_after_step(x, h, W, U, b, bn)`. $z$ keeps.

# %% exercise="gru_after_step"

# %% [markdown]
# Two choices twice make four cells. The taste can be undone: $1 - \sigma(a) = \sigma(-a)$, so a changed sign in the
# block of $z$, in $W$, $U$ and $b$, turns its meaning. With that your two functions give all four.

# %%
four = experiments.four_kinds(before=gru_step, after=gru_after_step)
x, h, W, U, b = arguments
for name, step in four.items():
    print(f"{name:19}", np.array(step(x[:1], h[:1], W, U, b))[0])

# %% [markdown]
# The same weights, all shapes fit, no complaint anywhere, and four different states. Flipping signs cannot fix $r$.
#
# What does it cost to mistake one for another? Train GRUs of the first kind on two tasks, then run their weights
# through all four. *Adding* you know. *Echo* asks at every step for the symbol of five steps ago.

# %%
print("a GRU learns to add, and one to echo …")
own = {}
for name, task in experiments.SWAPPED.items():
    params = train(CELLS["gru"], task, hidden=16, steps=400, seed=8).params
    own[name] = {kind: experiments.share_right(step, task, params) for kind, step in four.items()}

# %%
chances = {name: task.chance for name, task in experiments.SWAPPED.items()}
figures.draw_swapped(measured["swapped"], own, chances)
show(
    "Eight networks as dots, yours as a ring; dotted, a guess. Every wrong kind is costly in adding; "
    "echo hardly notices a moved reset."
)

# %%
for name, by_kind in measured["swapped"].items():
    for kind, shares in by_kind.items():
        print(f"{name:7} {kind:19} median {np.median(shares):.2f}, from {min(shares):.2f} to {max(shares):.2f}")
moved = np.array(measured["swapped"]["adding"]["r after, z renews"])
print("adding, reset moved: worse than a guess in", np.sum(moved < chances["adding"]), "of 8")

# %% [markdown]
# The third row on the right is the frightening one. A moved reset spoils adding in all eight, down to less than a guess
# in six, and leaves echo nearly as good as it was. Whoever had tried out the import on echo would have called it
# correct. A score is a poor judge of two cells; compare the numbers.

# %% [markdown]
# ## Weights from PyTorch
#
# A `torch.nn.GRU` has four arrays, and the manual tells how it uses them: as matrices in front of columns, their
# blocks one below the other, r z n, and with two biases for each block. Which pairs of biases may be added up, and
# which may not?
#
# **By hand**, one unit and one input:
#
# | | r | z | n |
# | --- | ---: | ---: | ---: |
# | weight_ih | 1 | 2 | 3 |
# | weight_hh | 4 | 5 | 6 |
# | bias_ih | 0.1 | 0.2 | 0.3 |
# | bias_hh | 0.01 | 0.02 | 0.03 |
#
# $W$ is the row 1 2 3 and $U$ the row 4 5 6. The biases of $r$ meet in one sum, 0.11, those of $z$ in another, 0.22.
# Between the two of $n$ stands the reset: $b$ gets 0.3, and bn is 0.03.
#
# > **Your turn ({{points}}).** Write `gru_from_torch(weight_ih, weight_hh, bias_ih, bias_hh)`. It returns $W$, $U$,
# > $b$ and bn, as `gru_after_step` takes them.

# %% exercise="gru_from_torch"

# %%
import torch

torch.manual_seed(0)
layer = torch.nn.GRU(D, H).double()
arrays = (layer.weight_ih_l0, layer.weight_hh_l0, layer.bias_ih_l0, layer.bias_hh_l0)
W, U, b, bn = gru_from_torch(*(array.detach().numpy() for array in arrays))
xs = rng.normal(size=(30, 2, D))
theirs = layer(torch.tensor(xs))[0].detach().numpy()
yours, _ = unroll(gru_after_step, xs, np.zeros((2, H)), W, U, b, bn)
print(f"thirty steps, off by {np.abs(yours - theirs).max():.6f} at most")

# %% [markdown]
# The same numbers. Now an import that is easily written: turn $z$, leave bn out, and run the weights in the cell with
# the reset before the product.

# %%
easily_written, _ = unroll(four["r before, z keeps"], xs, np.zeros((2, H)), W, U, b)
print(f"off by {np.abs(easily_written - theirs).max():.1f} at most")

# %% [markdown]
# Keras follows torch in both choices today, with blocks in the order z r n; its older layers reset before the product.
# ONNX has z r n too, and a switch for the reset, `linear_before_reset`. Haiku's GRU is the one you wrote first. The
# tables stand in the appendix, [Notations](90-notations.ipynb).
#
# ## Just as well, with fewer parameters?
#
# So it is said, and it can be asked in two ways. *At equal size*: give each cell the same number of units, so that
# the GRU has fewer numbers to learn. *At equal weight*: give the vanilla RNN and the GRU as many units as it takes to
# have as many numbers as the LSTM.

# %%
from lecturelib.experiments.contest import batches_needed, weight

for name, (cell, units) in experiments.entrants(experiments.SWAPPED["adding"]).items():
    print(f"{name:14} {units} units, {weight(cell, experiments.SWAPPED['adding'], units)} numbers")

# %% [markdown]
# The LSTM takes part four times, with forget biases from 0 to 3: {{way_back}} found that the bias matters.
#
# What to measure? Given time enough, several cells get everything right, so the score alone says little. Count
# instead how many batches it takes until a task is learnt, that is, until the mean loss of twenty batches falls below
# a mark.
#
# Four tasks, two rates, eight random starts each: 512 trainings, too long for a page. They were run by
# `python -m lecturelib.experiments gru`, and their numbers are stored. Run two starts that are not among them yourself:

# %%
task, steps, mark = experiments.CONTEST["adding"]
for name in ("lstm", "gru"):
    print(f"{name} learns to add …")
    run = train(CELLS[name], task, hidden=16, steps=steps, rate=0.01, seed=8)
    print("    learnt after some", round(batches_needed(run.losses, mark), -2), "batches")

# %% [markdown]
# Before you look at the others, bet: on *adding*, on *recall* (say at the end what came first), on *echo*, and at the
# *station* of {{variants}} (which number was announced last?), who is first?

# %%
at_best = {
    task: {name: experiments.best_rate(starts) for name, starts in cells.items()}
    for task, cells in measured["contest"].items()
}

# %%
figures.draw_race(at_best, {task: batches for task, (_, batches, _) in experiments.CONTEST.items()})
show(
    "Batches until learnt, each cell at the better of its two rates: a dot is a start, a bar the median, a cross "
    "a start that had not learnt in time."
)

# %%
for task, cells in at_best.items():
    print(task)
    for name, (rate, needed) in cells.items():
        learnt = np.sum(np.isfinite(needed))
        median = f", median {np.median(needed):.0f} batches" if learnt > 4 else ""
        print(f"  {name:14} at rate {rate}: {learnt} of 8 learnt{median}")

# %% [markdown]
# Read it honestly. On *adding* and at the *station* the claim is too modest: the GRU, with three quarters of the
# numbers, learns faster than the LSTM, and no RNN of either size learns in time. Is it only that the LSTM began with
# the wrong bias? No: it is faster with bias 3 than with 0, and still the slowest GRU on adding is ahead of the fastest
# of 32 LSTMs.
#
# On *recall* it is the other way round. The LSTM with a bias of 2 or 3 needs half of the GRU's batches. The heavy RNN
# needs 38 to 50 batches in five starts of eight, and is stuck in the other three. On *echo*, where every symbol is to
# be kept for five steps and then dropped, the RNN wins by far, and the two gated cells are level.
#
# The heavier GRU gains little from its extra units. So: as well as the LSTM with fewer parameters, yes, on three of
# four tasks; on the fourth a bias matters more than the cell.
#
# Fewer *seconds* is another matter. The stored runs were timed as well, GRU and LSTM in turn:

# %%
for task, ratio in measured["time"].items():
    print(f"{task:8} a batch of the GRU takes {ratio:.1f} times as long as one of the LSTM, 16 units")

# %% [markdown]
# One block fewer saves time, and the second product, which has to wait for $r$, costs it again. That is why torch's
# cell has its reset after the product.
#
# Four toys and two rates prove little, so listen to larger studies too. Chung and colleagues (2014) found both gated
# cells ahead of tanh, and neither of the two ahead of the other throughout. Jozefowicz, Zaremba and Sutskever (2015)
# searched through ten thousand cells: the GRU did better than the LSTM on everything but language, and a forget bias
# of 1 closed the gap for the LSTM.

# %% [markdown]
# ## What was given up?
#
# There is one thing that a GRU cannot do with any weights, and your sheep know it. Each new state is a mean of an old
# one and a candidate between −1 and 1. So it stays between them, as the coupled cell's memory did. The LSTM's memory
# adds up. Let both hear two hundred strokes:

# %%
from lecturelib.reference import lstm_step

strokes, zero = np.ones((200, 1, 1)), np.zeros((1, 1))
sheep, _ = unroll(gru_step, strokes, zero, np.array([[10, 10, 0.01]]), np.array([[0.0, 0.0, 1.0]]), np.zeros(3))
counted, c = [], zero
for stroke in strokes:
    _, c = lstm_step(stroke, zero, c, np.array([[10, 10, 0.01, 10]]), np.zeros((1, 4)), np.zeros(4))
    counted.append(c.item())

# %%
figures.draw_counting(np.arange(1, 201), {"gru": 100 * np.ravel(sheep), "lstm": 100 * np.array(counted)})
show("The GRU counts well to about 15, then tanh bends, and it comes to rest near 31. The LSTM keeps counting.")

# %% [markdown]
# Smaller strokes would carry the GRU further, to a limit in its turn. (Weiss, Goldberg and Yahav, 2018, trained both
# to tell a row of a's followed by equally many b's: the LSTM learnt to count, the GRU did not.)

# %% [markdown]
# ## What you have now
#
# A cell with one state, in which one gate decides how much of it is renewed and another how much of it is read, and
# its way back, a sum of four roads. Two conventions of $r$ and two of $z$, with the same shapes, and a conversion you
# trust because the numbers agree. A claim, tested where it holds and where it does not.
#
# ## Quiz

# %% [markdown]
# **1.** A GRU is to keep a number for a hundred steps, unchanged, whatever comes in. What must its gates do?
#
# <details><summary>r = 1, so that the old state is read.</summary><blockquote><b>No.</b> Reading is not keeping. With
# z = 1 the candidate replaces the state, and what it read came back through U and a tanh, changed a hundred
# times. A name can be copied so, a number cannot.</blockquote></details>
# <details><summary>z = 0.</summary><blockquote><b>Yes,</b> and r may do as it likes: at z = 0 the candidate does not
# count. (In torch's letters: z = 1.)</blockquote></details>
# <details><summary>r = 0, so that nothing new disturbs it.</summary><blockquote><b>No.</b> r shuts out the <i>old</i>
# state, and from the candidate alone. What keeps new things out is z.</blockquote></details>

# %% [markdown]
# **2.** Someone has code for the GRU you wrote first, and weights from torch, and turns the sign of the blocks of $z$.
# Is that enough?
#
# <details><summary>It is: the two z are each other's 1 − z.</summary><blockquote><b>No.</b> For z it is enough. But r
# still acts before the product in the code and after it in the weights, and bn has no place to go.</blockquote></details>
# <details><summary>No, and in general no change of the weights is.</summary><blockquote><b>Yes, this is right.</b> A
# reset before the product silences what goes in, a reset after it what comes out. Only where U<sub>n</sub> does not
# mix the units, a diagonal matrix, is it the same.</blockquote></details>
# <details><summary>No, U must be transposed as well.</summary><blockquote><b>No.</b> It must, as always with torch's
# weights, but that does not make the two cells the same.</blockquote></details>

# %% [markdown]
# **3.** Why can torch's GRU not be loaded with the two biases of $n$ added up, as for $r$ and $z$?
#
# <details><summary>It can: a + b is a + b.</summary><blockquote><b>No.</b> For r and z both stand in one sum. Between
# the two of n stands r: b<sub>n</sub> + r ⊙ bn is no single bias, unless r is always 1.</blockquote></details>
# <details><summary>One of them is multiplied by r.</summary><blockquote><b>Yes.</b> What a gate switches on and off is
# no longer a constant.</blockquote></details>

# %% [markdown]
# **4.** On adding the GRU learnt sooner than the LSTM, on recall the LSTM with a forget bias of 3 sooner than the GRU,
# and on echo the vanilla RNN sooner than both. Which cell is best?
#
# <details><summary>The GRU, since adding is the hardest of the three.</summary><blockquote><b>No.</b> For tasks like
# adding, at this size and these rates. Change one of them and measure again.</blockquote></details>
# <details><summary>The question has no answer without a task.</summary><blockquote><b>Yes.</b> What can be said is what
# each is <i>made</i> for: to hold a number over long stretches, gates; to pass symbols on a few steps later, copying is
# enough.</blockquote></details>
# <details><summary>The LSTM, if only its bias is right.</summary><blockquote><b>No.</b> On recall it is. On adding the
# LSTM was behind with every bias from 0 to 3.</blockquote></details>

# %% [markdown]
# **5.** What can an LSTM do that a GRU of any size and weights cannot?
#
# <details><summary>Hold a number for as long as it likes.</summary><blockquote><b>No.</b> Both can: f = 1 there, z = 0
# here.</blockquote></details>
# <details><summary>Let its memory grow beyond 1.</summary><blockquote><b>Yes.</b> The state of a GRU is a mean of
# things between −1 and 1. The LSTM's c adds up, and so it can count.</blockquote></details>
# <details><summary>Remember something without showing it.</summary><blockquote><b>No.</b> One unit of a GRU cannot: its
# state is its answer. But another layer, or W<sub>y</sub>, can look away from it, so a GRU of more units does that
# too.</blockquote></details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: all of this at work, on sequences from the world.

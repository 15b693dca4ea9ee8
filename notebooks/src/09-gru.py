# %% [markdown]
# # The gated recurrent unit
#
# {{variants}} ended with a cell that has a gate less than the LSTM and hardly misses it. How much more can one take
# away?
#
# In 2014 Kyunghyun Cho and his colleagues, who wanted a machine to translate, wrote down a cell with one state, two
# gates and no output gate. You build it, send errors back through it, and load the weights of a PyTorch layer into
# it, which is harder than it sounds: there are two cells of this name, and each is written in two ways. At the end
# you ask whether it is true that it works *just as well with fewer parameters*.
#
# {{total}}, about an hour.

# %%
import numpy as np

from lecturelib import CELLS
from lecturelib.exercises import check, exercise, progress
from lecturelib.figures import gru as figures
from lecturelib.figures import show
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
# look at it stays at 20. Call the share of the way **z**. Then what you keep of the old belief is 1 − z, and nobody
# has to decide about that a second time.

# %%
old, new = 20.0, 10.0
for z in (0.0, 0.2, 1.0):
    print(f"z = {z}: {(1 - z) * old + z * new:.0f} degrees")

# %% [markdown]
# $$h_t = (1 - z) \odot h_{t-1} + z \odot n$$
#
# This is the coupled cell's memory from {{variants}} with $z = 1 - f$, the forget gate and the input gate in one. Why
# compute twice what follows from one? Here z is called the **update gate**: it says how much is renewed.
#
# With z fixed, this is an old friend of statisticians, the running average. A hundred days of Seattle's highs:


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
# A small z remembers long and answers slowly, a large z the other way round. {{lstm}} had the number for it, the
# time constant $-1/\ln f$, and here f is 1 − z:

# %%
for z in beliefs:
    print(f"z = {z}: {forget_time_constant(1 - z):.1f} days")

# %% [markdown]
# Which is better? It depends on the day. So let z depend on the day: make it a gate.

# %% [markdown]
# ## What would you believe afresh?
#
# Now the other half: where does n come from, the **candidate**? Sometimes what is new builds on what was, and
# sometimes it does not. *One more*, says a friend who counts sheep, and you need to know how many there were. *Begin
# again, this is the first*, and you had better not.
#
# So the candidate may read the old state, through a gate of its own: the **reset gate**, r.
#
# $$n = \tanh(x_t W_n + (r \odot h_{t-1})\, U_n + b_n)$$
#
# With r = 1 it reads all of the old state, with r = 0 it does as if there had been none. Do the sheep by hand. There
# are three words: silence, *one more*, *the first*. What should the gates say at each? (A dash is an answer too.)
#
# | | r, read the old state | z, renew it |
# | --- | :---: | :---: |
# | silence | – | 0 |
# | one more | 1 | 1 |
# | the first | 0 | 1 |

# %% [markdown]
# In silence z = 0 keeps the count, and it does not matter what the candidate would have been. The two other words
# renew all of the state and differ in what they read. Two gates, and both are needed.
#
# A sheep shall count one hundredth, so that tanh, which is nearly straight near 0, does not bend the count. As
# weights, an opinion of 10 for an open gate and −10 for a shut one, in blocks r z n:

# %%
silence, one_more, the_first = np.eye(3)
W = np.array([[0, -10, 0], [10, 10, 0.01], [-10, 10, 0.01]])
U, b = np.array([[0.0, 0.0, 1.0]]), np.zeros(3)

# %% [markdown]
# One step on paper: three sheep so far, h = 0.03, and *one more*. Both gates answer σ(10), which is nearly 1. The
# candidate is tanh(0.01 + 1 · 0.03) = tanh(0.04), nearly 0.04. The new state: nearly 0 · 0.03 + 1 · 0.04.
#
# ## One state, two gates
#
# The gates are gates as ever, a sigmoid of what comes in and what was:
#
# $$r = \sigma(x_t W_r + h_{t-1} U_r + b_r) \qquad z = \sigma(x_t W_z + h_{t-1} U_z + b_z)$$
#
# and that is the whole **gated recurrent unit**, the GRU. Set it beside the LSTM. There c was kept and h was shown, a
# gate between them; here the two are merged, and the state is memory and answer in one. Nothing stands behind the
# memory to hide it. What stands *in front of* it is r: the state is gated before it is used.

# %%
from lecturelib.figures import wiring

wiring.draw_wiring("gru", ghosts=("lstm",))
show("The GRU, and faintly the LSTM. One gate, z, serves both valves; r says how much the candidate reads.")

# %% [markdown]
# r stands beside the old state alone, before the product with $U_n$. So `x @ W + h @ U` for all three blocks at once,
# as you did for the LSTM, will not do.
#
# > **Your turn ({{points}}).** Write `gru_step(x, h, W, U, b)`, in blocks r z n.

# %% exercise="gru_step"

# %% [markdown]
# Let it count sheep: three, then silence, two more, a new herd.

# %%
heard = [one_more] * 3 + [silence] * 3 + [one_more] * 2 + [the_first, silence, one_more, one_more]
herd = np.array(heard)[:, None]
hs, _ = unroll(gru_step, herd, np.zeros((1, 1)), W, U, b)
print("sheep:", *(100 * hs.ravel()).round().astype(int))

# %%
r, z = sigmoid(herd[:, 0] @ W[:, :2]).T
words = ["more" if word @ one_more else "first" if word @ the_first else "…" for word in herd[:, 0]]
figures.draw_tally(words, 100 * hs.ravel(), {"r": r, "z": z})
show("The count, and the gates below it: z is 0 in silence and the count stays; r is 0 at “first”, and it begins at 1.")

# %% [markdown]
# In silence r is ½, neither here nor there, since nobody asked it.
#
# Two more checks, on cells you know. Hold both gates open and what is left? And shut z for good?

# %%
rng = np.random.default_rng(0)
B, D, H = 3, 4, 5
x, h = rng.normal(size=(B, D)), rng.normal(size=(B, H))
W, U, b = rng.normal(size=(D, 3 * H)), rng.normal(size=(H, 3 * H)), rng.normal(size=3 * H)
opened, shut = b.copy(), b.copy()
opened[: 2 * H], shut[H : 2 * H] = 100, -100
vanilla = rnn_step(x, h, *(array[..., -H:] for array in (W, U, b)))
print("r = z = 1, a vanilla RNN:", np.allclose(gru_step(x, h, W, U, opened), vanilla))
print("z = 0, nothing changes:  ", np.allclose(gru_step(x, h, W, U, shut), h))

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
# ## A trained one, live
#
# Nobody built these gates by hand: a GRU of four units learnt the children's book of {{rnn}}. Will it do what you
# did for the sheep? At *saw*, what does a unit need that is to know at the end who came first?

# %%
from lecturelib.cells import CellFromStep
from lecturelib.tasks import DICTIONARY, adding, childrens_book, echo
from lecturelib.train import train
from lecturelib.widgets import LiveCell, record

reader = train(CELLS["gru"], childrens_book(), hidden=4, steps=800, seed=1)
words = [".", "Jane", "saw", "Spot", ".", "Doug", "saw", "Jane", ".", "Spot", "saw", "Doug"]
live = record("gru", reader.params, np.eye(5)[[DICTIONARY.index(word) for word in words]], step=gru_step)

# %%
wiring.draw_wiring("gru", {name: values[2, 2] for name, values in live.values.items()})
show("Unit 2 at the first “saw”. z is 0.01: the valve of the old state stands open, that of the candidate is shut.")

# %%
for t in (1, 2, 5, 6, 9, 10):
    print(f"{words[t]:5} z {live.values['z'][t, 2]:.1f}   h {live.values['h'][t, 2]:5.1f}")

# %% [markdown]
# At a name the unit renews itself and writes down who it was; at *saw* it shuts z, and the name stays, each with a
# value of its own. It is your silence, found by training. Step through the sentences yourself; at the end of one,
# watch it make room. Do all four units work like this?

# %%
LiveCell(live, words, unit=2, at=2)

# %% [markdown]
# ## The way back
#
# The old state is used four times. Find them in the equations before you read on.
#
# It is *kept*, times 1 − z. It is *read* by the candidate, through r and $U_n$. It is looked at by r, through $U_r$,
# and by z, through $U_z$. Used four times, blamed four times: dh is a sum of four.

# %% [markdown]
# From the back. The mixture first, and the gate's share is the one of the coupled cell: where old and new agree, z
# does not matter.
#
# $$dz = dh_t \odot (n - h_{t-1}) \qquad dn = dh_t \odot z \qquad \text{kept: } dh_t \odot (1 - z)$$
#
# Then through the tanh to $da_n$, and through $U_n$. What arrives there is the gradient of $r \odot h_{t-1}$, one
# thing, which then parts into the two factors:
#
# $$d(rh) = da_n U_n^{\mathsf T} \qquad dr = d(rh) \odot h_{t-1} \qquad \text{read: } d(rh) \odot r$$
#
# The rest is two sigmoids and `affine_backward`.
#
# > **Your turn ({{points}}).** Write `gru_step_backward(dh, x, h, W, U, b)`. `sigmoid_slope`, `tanh_slope` and
# > `affine_backward` are there to be used.

# %% exercise="gru_step_backward"

# %% [markdown]
# A gradient goes before a judge. The complex step of {{bptt}} needs no change, and sees sixteen digits.

# %%
arguments, dh = [x, h, W, U, b], rng.normal(size=(B, H))


def complex_step(k, index):
    """The slope of sum(dh * h_t) by one number of the k-th argument."""
    nudged = [argument.astype(complex) for argument in arguments]
    nudged[k][index] += 1e-30j
    return np.sum(dh * gru_step(*nudged)).imag / 1e-30


yours = gru_step_backward(dh, *arguments)
worst = max(abs(complex_step(k, i) - yours[k][i]) for k in range(5) for i in np.ndindex(arguments[k].shape))
print("complex step, error < 1e-12:", worst < 1e-12)

# %% [markdown]
# ## How much arrives?
#
# One of the four roads has no squash and no matrix on it, only the factor 1 − z. Is it the road of {{way_back}}, on
# which an error comes home? If z were 0, fully; at the start of training the bias of z is 0, so z is near ½. Guess
# how much of an error is left after 50 steps.
#
# Your `gru_step_backward` knows the Jacobian: send back each unit of the new state alone, H errors in one batch.


# %%
def arriving(z_bias, lags=60, hidden=32):
    """‖∂h_T/∂h_t‖ for lags 0, 1, 2, …, in an untrained GRU whose z has this bias."""
    rng = np.random.default_rng(0)
    W, U = (rng.uniform(-1, 1, (rows, 3 * hidden)) / hidden**0.5 for rows in (4, hidden))
    b, h, jacobians = np.repeat([0.0, z_bias, 0.0], hidden), np.zeros((1, hidden)), []
    for x in rng.normal(size=(100, 1, 4)):
        rows = [np.repeat(array, hidden, axis=0) for array in (x, h)]
        jacobians.append(np.array(gru_step_backward(np.eye(hidden), *rows, W, U, b)[1]).T)
        h = np.array(gru_step(x, h, W, U, b))
    product, norms = np.eye(hidden), [1.0]
    for J in reversed(jacobians[-lags:]):
        product = J @ product
        norms.append(np.linalg.norm(product, 2))
    return np.array(norms)


# %%
from lecturelib.figures.bptt import draw_arriving

norms = {bias: arriving(bias) for bias in (0.0, -1.0, -2.0, -4.0)}
draw_arriving(norms, "bias of z")
show("With bias 0 next to nothing arrives in an untrained GRU; at −4 about half of it does, after 50 steps.")

# %%
for bias, by_lag in norms.items():
    print(f"bias {bias:4.0f}, z near {sigmoid(bias):.2f}: after 50 steps {by_lag[50]:.1g}")

# %% [markdown]
# So the road is there, and it is half shut. The GRU does not *solve* vanishing gradients by being a GRU, no more than
# the LSTM with a forget bias of 0 did: it can *learn* to open the road, and a bias lends it a hand. For the LSTM
# everybody adds 1 to the forget gate. For the GRU hardly anybody subtracts it from z, and yet, as you will see, it
# learns quickly.
#
# One more check, that the pieces fit together: training with *your* two functions must go the way it goes with the
# course's fast engine, loss by loss.

# %%
by_hand = CellFromStep(CELLS["gru"], gru_step, gru_step_backward)
runs = [train(cell, childrens_book(), hidden=8, steps=40) for cell in (by_hand, CELLS["gru"])]
print("the same losses:", np.allclose(runs[0].losses, runs[1].losses, rtol=1e-9))

# %% [markdown]
# ## Which GRU?
#
# Now open the manual of PyTorch, in your own letters:
#
# $$n = \tanh(x_t W_n + b_n + r \odot (h_{t-1} U_n + b'_n)) \qquad h_t = (1 - z) \odot n + z \odot h_{t-1}$$
#
# Compare it with yours, slowly. There are two differences.
#
# **z is turned round.** Here it says how much is *kept*. It is a matter of taste, and both kinds of paper exist:
# Cho's own z keeps, that of Chung and colleagues, the same year, renews.
#
# **r comes after the product.** Yours silences numbers of the old state and then mixes them. This one mixes first and
# then silences what came out. Take one row, and U that swaps two numbers:

# %%
h, r, U_n = np.array([0.6, -0.2]), np.array([1.0, 0.0]), np.array([[0.0, 1.0], [1.0, 0.0]])
print("before:", (r * h) @ U_n)
print("after: ", r * (h @ U_n))

# %% [markdown]
# Before: unit 1 hears of unit 0. After: unit 0 hears of unit 1. It is not the same cell. In the first version of
# Cho's paper the reset came after the product, in the printed one before; both are called GRU ever since.

# %%
wiring.draw_wiring("gru_after", ghosts=("gru",))
show("PyTorch's GRU, and faintly yours. The product with U has moved in front of the reset; z opens the other valve.")

# %% [markdown]
# Why would a library take the older one? Look at the products. In yours $U_n$ must wait until r is known. In this one
# `h @ U` is one product for all three blocks, and on a graphics card one large product is much cheaper than two that
# wait for each other.
#
# (Its second bias, $b'_n$, is `bn` in code. It stands inside the reset, so it is not one number with $b_n$.)
#
# > **Your turn ({{points}}).** Write `gru_after_step(x, h, W, U, b, bn)`. z keeps.

# %% exercise="gru_after_step"

# %% [markdown]
# Two choices twice make four cells. The taste can be undone: $1 - \sigma(a) = \sigma(-a)$, so a turned sign in the
# blocks of z turns its meaning. With it your two functions give all four.


# %%
def z_turned(array):
    """The same weights, for a z that means the opposite."""
    r, z, n = np.split(array, 3, axis=-1)
    return np.concatenate([r, -z, n], axis=-1)


four = {
    "r before, z renews": lambda x, h, *weights: gru_step(x, h, *weights),
    "r before, z keeps": lambda x, h, *weights: gru_step(x, h, *map(z_turned, weights)),
    "r after, z renews": lambda x, h, *weights: gru_after_step(x, h, *map(z_turned, weights), np.zeros(h.shape[-1])),
    "r after, z keeps": lambda x, h, *weights: gru_after_step(x, h, *weights, np.zeros(h.shape[-1])),
}

# %%
x, h = rng.normal(size=(1, D)), rng.normal(size=(1, H))
for name, step in four.items():
    print(f"{name:19}", np.array(step(x, h, W, U, b))[0])

# %% [markdown]
# The same weights, all shapes fit, nobody complains, and four different states. For r no turning of signs helps.
#
# What does it cost to mistake one for another? Train a GRU of the first kind on two tasks, then run its weights
# through all four. *Adding* shows twenty numbers, two of them marked, and asks for the sum of the two. *Echo* asks at
# every step for the symbol of five steps ago.

# %%
tasks = {"adding": adding(20), "echo": echo(5, T=30)}
trained = {name: train(CELLS["gru"], task, hidden=16, steps=400) for name, task in tasks.items()}


def score(name, step):
    """The share of right answers, with the trained weights run through this step."""
    task, params = tasks[name], trained[name].params
    x, y = task.draw(np.random.default_rng(1), 300)
    hs, last = unroll(step, x, np.zeros((300, 16)), *(params[key] for key in ("W", "U", "b")))
    answers = (hs if task.every_step else last) @ params["W_y"] + params["b_y"]
    return task.right(answers, y).mean()


shares = {name: {kind: score(name, step) for kind, step in four.items()} for name in tasks}

# %%
figures.draw_swapped(shares, {name: task.chance for name, task in tasks.items()})
show("Dotted, a guess. Adding falls below it with all wrong kinds; echo does not notice a moved reset.")

# %%
print("adding, reset moved: below 0.4:", shares["adding"]["r after, z renews"] < 0.4)
print("echo, reset moved: above 0.9:", shares["echo"]["r after, z renews"] > 0.9)
print("z turned: below 0.7 for both:", all(share["r before, z keeps"] < 0.7 for share in shares.values()))

# %% [markdown]
# The third bar on the right is the frightening one. A moved reset ruined adding and left echo as good as new. Whoever
# had tried out the import on echo would have called it correct. A score is a poor judge of two cells; compare the
# numbers.
#
# ## Weights from PyTorch
#
# A `torch.nn.GRU` has four arrays, and the manual tells how it uses them: as matrices in front of columns, their
# blocks one below the other, r z n, and with two biases for each block. Which pairs of biases may be added up, and
# which may not?
#
# > **Your turn ({{points}}).** Write `gru_from_torch(weight_ih, weight_hh, bias_ih, bias_hh)`. It returns W, U, b and
# > bn, as `gru_after_step` takes them.

# %% exercise="gru_from_torch"

# %%
import torch

torch.manual_seed(0)
layer = torch.nn.GRU(D, H).double()
names = "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"
weights = gru_from_torch(*(getattr(layer, name).detach().numpy() for name in names))
xs = rng.normal(size=(30, 2, D))
theirs = layer(torch.tensor(xs))[0].detach().numpy()
yours, _ = unroll(gru_after_step, xs, np.zeros((2, H)), *weights)
print("the same, to 1e-12:", np.abs(yours - theirs).max() < 1e-12)

# %% [markdown]
# Thirty steps, and the same numbers. Now an import that is easily written: turn z, leave bn out, and run the weights
# in the cell with the reset before the product.

# %%
W, U, b, bn = weights
lectures, _ = unroll(gru_step, xs, np.zeros((2, H)), *map(z_turned, (W, U, b)))
print("the same:", np.allclose(lectures, theirs), " off by more than 0.1:", np.abs(lectures - theirs).max() > 0.1)

# %% [markdown]
# Keras follows torch in both choices today (its older layers did not), with blocks in the order z r n. ONNX has z r n
# too, and a switch for the reset, `linear_before_reset`. Haiku's GRU is the lectures'. The table stands in the
# appendix, [Notations](90-notations.ipynb).
#
# ## Just as well, with fewer parameters?
#
# So it is said, and it can be asked in two ways. *At equal size*: give each cell the same number of units, so that
# the GRU has fewer numbers to learn. *At equal parameters*: give the vanilla RNN and the GRU as many units as it
# takes to weigh what the LSTM weighs.


# %%
def size(cell, task, hidden):
    return sum(p.size for p in CELLS[cell].init(task.inputs, hidden, rng).values())


def as_heavy(cell, task, hidden=16):
    """How many units the cell needs to weigh what an LSTM of this many weighs."""
    return min(range(1, 100), key=lambda units: abs(size(cell, task, units) - size("lstm", task, hidden)))


print("adding:", {cell: as_heavy(cell, tasks["adding"]) for cell in ("rnn", "gru", "lstm")}, "units")

# %% [markdown]
# What to measure? Given time enough, several cells get everything right, so the score alone says little. Count
# instead how many batches it takes until a task is learnt, that is, until the mean loss of twenty batches falls below
# a mark.
#
# Three tasks, five cells, three random starts each; the same loop, rate and batches for all. Before you run it, bet:
# on *adding*, on *recall* (say at the end what came first) and on *echo*, who is first? It takes some seconds.

# %%
from lecturelib.tasks import recall

tasks = {"adding": adding(20), "recall": recall(10), "echo": echo(5, T=30)}
budgets = {"adding": 600, "recall": 300, "echo": 200}
marks = {"adding": 0.01, "recall": 0.1, "echo": 0.2}


def entrants(task):
    heavy = [(cell, as_heavy(cell, task)) for cell in ("rnn", "gru")]
    return [("rnn", 16), ("lstm", 16), ("gru", 16), *heavy]


contest = {
    name: {
        (cell, H): [train(CELLS[cell], task, H, steps=budgets[name], seed=s) for s in range(3)]
        for cell, H in entrants(task)
    }
    for name, task in tasks.items()
}


# %%
def batches_needed(run, mark):
    means = np.convolve(run.losses, np.ones(20) / 20, "valid")
    return np.argmax(means < mark) + 20 if np.any(means < mark) else np.nan


needed = {
    name: {entrant: np.array([batches_needed(run, marks[name]) for run in runs]) for entrant, runs in cells.items()}
    for name, cells in contest.items()
}
figures.draw_race(needed, budgets)
show(
    "A dot a start, a cross for not learnt in time. Adding: the GRUs first, no RNN. Recall: mixed. Echo: the RNNs first."
)


# %%
def count_missed(task, cell):
    """How many starts of this cell, light or heavy, had not learnt in the batches given."""
    return sum(np.isnan(batches).sum() for (name, _), batches in needed[task].items() if name == cell)


for task in tasks:
    print(f"{task:7} not learnt:", {cell: int(count_missed(task, cell)) for cell in ("rnn", "lstm", "gru")})

# %%
right = [
    run.score
    for name, cells in contest.items()
    for entrant, runs in cells.items()
    for run, batches in zip(runs, needed[name][entrant])
    if not np.isnan(batches)
]
print("whoever learnt it gets more than 0.85 right:", min(right) > 0.85)

# %%
middle = np.median(needed["adding"]["gru", 16]) / np.median(needed["adding"]["lstm", 16])
print("adding: the GRU needs less than 0.6 of the LSTM's batches:", middle < 0.6)
gated = [needed["echo"][cell, 16].min() for cell in ("lstm", "gru")]
print("echo: the slowest RNN is ahead of the fastest of the two: ", needed["echo"]["rnn", 16].max() < min(gated))

# %% [markdown]
# Read it honestly. On *adding* the claim is too modest: with three quarters of the numbers the GRU learns in about
# half the batches, and the RNN, light or heavy, gets nowhere in the time given. On *recall* gates make it certain
# rather than quick: a lucky RNN is as fast, an unlucky one is stuck when the time is up. On *echo*, where every
# symbol is to be passed on and nothing kept, the RNN wins by far: gates must first learn to stand open. And the
# heavier GRU gains next to nothing from its extra units.
#
# So on these three, the GRU learns as well as the LSTM with fewer parameters. Fewer seconds is another matter.


# %%
def time_ratio(name):
    """How long the GRU trained for each second of the LSTM, at equal size; the middle one of all starts."""
    return np.median(
        [gru.seconds / lstm.seconds for gru, lstm in zip(contest[name]["gru", 16], contest[name]["lstm", 16])]
    )


print("the GRU takes less than half the LSTM's time:", any(time_ratio(name) < 0.5 for name in tasks))

# %% [markdown]
# (Print `time_ratio("adding")` on your machine.) A block less to compute is won, and the second product, which has to
# wait for r, gives much of it back. That is why torch's cell has its reset after the product.
#
# Three toys and one learning rate prove little, so listen to larger studies too. Chung and colleagues (2014) found
# both gated cells ahead of tanh, and neither of the two ahead of the other throughout. Jozefowicz, Zaremba and
# Sutskever (2015) searched through ten thousand cells: the GRU did better than the LSTM on everything but language,
# and a forget bias of 1 closed the gap for the LSTM.
#
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
# **What you have now:** a cell with one state, in which one gate decides how much of it is renewed and another how
# much of it is read; its way back, a sum of four roads. Two conventions of r and two of z, the same shapes, and a
# conversion you trust because the numbers agree. A claim, tested where it holds and where it does not.
#
# ## Quiz

# %% [markdown]
# **1.** A GRU shall keep a number for a hundred steps, unchanged, whatever comes in. What must its gates do?
#
# <details><summary>r = 1, so that the old state is read</summary>
# Reading is not keeping. With z = 1 the candidate replaces the state, and what it read came back through U and a
# tanh, changed a hundred times.</details>
#
# <details><summary>z = 0</summary>
# Yes, and r may do as it likes: at z = 0 nobody asks the candidate. (In torch's letters: z = 1.)</details>
#
# <details><summary>r = 0, so that nothing new disturbs it</summary>
# r shuts out the *old* state, and from the candidate alone. What keeps new things out is z.</details>

# %% [markdown]
# **2.** Someone has code for the lectures' GRU and weights from torch, and turns the sign of the blocks of z. Is that
# enough?
#
# <details><summary>Yes: the two z are each other's 1 − z</summary>
# For z it is enough. But r still acts before the product in the code and after it in the weights, and bn has no place
# to go.</details>
#
# <details><summary>No, and no change of the weights is</summary>
# Right. A reset before the product silences what goes in, a reset after it what comes out. With many units no U makes
# the two the same for all r.</details>
#
# <details><summary>No, U must be transposed as well</summary>
# It must, as always with torch's weights, but that does not make the two cells the same.</details>

# %% [markdown]
# **3.** Why can torch not be loaded with the two biases of n added up, as for r and z?
#
# <details><summary>It can: a + b is a + b</summary>
# For r and z, yes: there both stand in one sum. Between the two of n stands r: b_n + r ⊙ bn is no single bias, unless
# r is always 1.</details>
#
# <details><summary>One of them is multiplied by r</summary>
# Yes. A bias that is switched on and off by a gate is something else than a bias.</details>

# %% [markdown]
# **4.** On adding the GRU learnt sooner than the LSTM, and on echo the vanilla RNN sooner than both. Which cell is
# best?
#
# <details><summary>The GRU, since adding is the harder task</summary>
# For tasks like adding, at this size, with this rate and forget bias. Change one of them and measure again.</details>
#
# <details><summary>The question has no answer without a task</summary>
# Yes. What can be said is what each is *made* for: to hold something over long stretches, gates; to pass everything
# on, step by step, none.</details>

# %% [markdown]
# **5.** What can an LSTM do that a GRU of any size and weights cannot?
#
# <details><summary>Hold a number for as long as it likes</summary>
# Both can: f = 1 here, z = 0 there.</details>
#
# <details><summary>Let its memory grow beyond 1</summary>
# Yes. The state of a GRU is a mean of things between −1 and 1. The LSTM's c adds up, and so it can count.</details>
#
# <details><summary>Remember something without showing it</summary>
# One unit of it cannot: its state is its answer. But another layer, or W_y, can look away from it, so a GRU of more
# units does that too.</details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: all of this at work, on sequences from the world.

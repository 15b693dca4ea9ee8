# %% [markdown]
# # Back-propagation through time, and why gradients vanish
#
# In {{rnn}} a network learned to read, and you took its learning on trust. Somewhere between the mistake at the last
# word and the weights that made it, an error travelled back through every step. Today you send it yourself.
#
# Then comes the question that made people invent everything in the rest of this course: how much of it arrives?
#
# {{total}}, about an hour.

# %%
import numpy as np

from lecturelib import CELLS
from lecturelib.exercises import check, exercise, progress
from lecturelib.figures import bptt as figures
from lecturelib.figures import show
from lecturelib.reference import as_tuple, rnn_step, tanh_slope, unroll

# %% [markdown]
# `rnn_step`, `tanh_slope` and `unroll` you know from the notebooks before. `as_tuple` is a tool of the course's own `bptt`,
# which will have to serve cells with two states; yours need not.
#
# ## Whose fault was it?
#
# A neuron was to answer 1. Its input was 1 with weight 0.3, its old state 0.5 with weight 0.4, and it had no bias.

# %%
x, w, h, u, b = 1.0, 0.3, 0.5, 0.4, 0.0
a = x * w + h * u + b
t = np.tanh(a)
print(f"a = {a:.2f}, answer t = {t:.2f}")

# %% [markdown]
# Too low. Five numbers went in, and each is asked the same question: *had you been a little larger, how much larger would
# the answer have been?* Take u. It stands beside h = 0.5, so whatever u gains, a gains half of it. And of what a gains,
# tanh passes on its slope. You know that slope from the output: $1 - t^2$.

# %%
print(f"on paper: h · slope = {h * tanh_slope(t):.3f}")
nudged = np.tanh(x * w + h * (u + 0.001) + b)
print(f"by trying: {(nudged - t) / 0.001:.3f}")

# %% [markdown]
# Two factors, one for each thing on the road from u to t, multiplied. That is the **chain rule**, and there is no more to
# it. Here are all roads; walk one from right to left and multiply what you meet.

# %%
values = {"x": x, "w": w, "h": h, "u": u, "b": b, "a": a, "t": t}
figures.draw_step_back(values, {"x": w, "w": x, "h": u, "u": h, "b": 1.0, "tanh": tanh_slope(t)})
show("At a times junction each side's factor is the other side's value; a plus junction passes on all; tanh its slope.")

# %% [markdown]
# Who could have helped most? Guess before you run it.

# %%
for name, factor in {"x": w, "w": x, "h": u, "u": h, "b": 1.0}.items():
    print(f"{name}: {factor:.1f} × {tanh_slope(t):.3f} = {factor * tanh_slope(t):.3f}")

# %% [markdown]
# The weight w and the bias: before the tanh, their roads have only the factor 1. And a weight whose input was 0 could have
# helped nobody: it is blamed for nothing.
#
# From here on `da` stands for *the gradient of the loss by a*: how much the loss changes for a little more of a. (On
# paper it is $\partial L / \partial a$, in PyTorch `a.grad`.) So `da = dt * tanh_slope(t)`, then `du = da * h`. Every step
# back has this form: what arrives, times the factor of the road.
#
# ## A layer, and a batch
#
# Now x becomes rows of numbers and w a matrix, and $a = x\,W + b$. Two rows, two inputs, three neurons:

# %%
x = np.array([[1.0, 2.0], [0.0, 3.0]])
W = np.array([[1.0, 0.0, 2.0], [0.5, 1.0, 0.0]])
b = np.zeros(3)
da = np.array([[1.0, 0.0, 0.0], [2.0, 0.0, -1.0]])

# %% [markdown]
# Whom did W[1, 0] touch? It multiplied input 1 and went to neuron 0, in the first row *and* in the second. So it is
# blamed in both: 2 · 1 in the first, 3 · 2 in the second, 8 together. **What is used twice is blamed twice, and blame adds
# up.** Keep this sentence; the whole notebook hangs on it.

# %%
print(sum(x[row, 1] * da[row, 0] for row in range(2)))

# %% [markdown]
# The same for every number, with $r$ for the row:
#
# $$dx_{ri} = \sum_j da_{rj} W_{ij} \qquad dW_{ij} = \sum_r x_{ri}\, da_{rj} \qquad db_j = \sum_r da_{rj}$$
#
# Each of these sums is one matrix product or one sum over an axis. A good guide: *the gradient of a thing has the shape
# of the thing*. It fails you in one case. In a recurrent network U is square, and a square matrix fits transposed too.
#
# > **Your turn ({{points}}).** Write `affine_backward(da, x, W, b)`.

# %% exercise="affine_backward"

# %%
dx, dW, db = affine_backward(da, x, W, b)
print("dW\n", dW)
print("db", db)

# %% [markdown]
# There is the 8. And db is not a mean: both rows used the same bias.
#
# ## One step back
#
# Forward, a step is two such products and a squash: $h_t = \tanh(a)$ with $a = x_t W + h_{t-1} U + b$. Back, it is the
# same three things in reverse order:
#
# $$da = dh_t \odot (1 - h_t^2), \qquad \text{then from } da \text{ to } x_t, W, b \text{ and to } h_{t-1}, U$$
#
# Two states meet in this exercise, and both are called h. The `dh` you are given belongs to the *new* one; the `h` you
# are given is the *old* one, and so is the `dh` you return. Which of them does the slope belong to?
#
# > **Your turn ({{points}}).** Write `rnn_step_backward(dh, x, h, W, U, b)`. `affine_backward` is yours to use.

# %% exercise="rnn_step_backward"

# %% [markdown]
# The neuron from above is the smallest case: one row, one input, one neuron. It must give the same five numbers.

# %%
x, h, W, U, b = np.array([[1.0]]), np.array([[0.5]]), np.array([[0.3]]), np.array([[0.4]]), np.array([0.0])
grads = rnn_step_backward(np.array([[1.0]]), x, h, W, U, b)
for name, grad in zip(("dx", "dh", "dW", "dU", "db"), grads):
    print(name, np.round(grad, 3))

# %% [markdown]
# ## All the steps
#
# A recurrent network uses the same weights at every step. What happens to a weight that is used twice? Take $y = w \cdot (w
# \cdot 2)$ at $w = 3$: the first use, as if the second were fixed, is worth 6; the second, as if the first were fixed, 6.
# Together?

# %%
print(f"{(3.001 * 3.001 * 2 - 3 * 3 * 2) / 0.001:.3f}")

# %% [markdown]
# 12, and a little for the size of the nudge. Used twice, blamed twice, and blame adds up. So a shared weight sums its
# gradients over all steps.
#
# There is a second place where things add up. A state leaves its step on two roads: to its own answer, if it has one, and
# to the next step. So on the way back two errors meet in it.

# %%
figures.draw_through_time()
show("Black: states go forward. Vermilion: errors go back; at each state two of them meet, and the weights sum theirs.")

# %% [markdown]
# Do it once by hand, without the squash, so that every factor is plain: $h_t = h_{t-1} \cdot \tfrac12 + x_t$, with inputs
# 1, 0, 0 from $h_0 = 0$. The states are 1, ½, ¼. Let only the last one have an error, 1.
#
# Back through step 3: 1 reaches $x_3$, and ½ goes on to $h_2$. Through step 2: ½, then ¼. Through step 1: ¼ to $x_1$. And u
# stood beside the *old* state each time: $1 \cdot \tfrac12 + \tfrac12 \cdot 1 + \tfrac14 \cdot 0 = 1$.
# (Check: $h_3 = u^2$, whose slope at ½ is 1.)
#
# **Back-propagation through time**, BPTT, is this walk for any step: forward once to have the states, then back from the
# last step to the first.
#
# The loop is given the step and its backward as functions, so that the next notebook can hand it another cell. With one
# state these are `step(x, h, *weights)`, which returns the new h, and `step_backward(dh, x, h, *weights)`, which returns dx,
# dh and a gradient for each weight.
#
# > **Your turn ({{points}}).** Write `bptt(dhs, step, step_backward, xs, state, *weights)`. For one state h is enough; it
# > earns all points.

# %% exercise="bptt"

# %% [markdown]
# The example by hand, as a step with its own way back:


# %%
def plain_step(x, h, W, U, b):
    return x @ W + h @ U + b


def plain_step_backward(dh, x, h, W, U, b):
    dx, dW, db = affine_backward(dh, x, W, b)
    dh, dU, _ = affine_backward(dh, h, U, b)
    return dx, dh, dW, dU, db


one = np.ones((1, 1))
dhs, xs = np.array([0.0, 0.0, 1.0]).reshape(3, 1, 1), np.array([1.0, 0.0, 0.0]).reshape(3, 1, 1)
dxs, dh, dW, dU, db = bptt(dhs, plain_step, plain_step_backward, xs, 0 * one, one, 0.5 * one, np.zeros(1))
print("dxs", np.ravel(dxs), " dU", np.ravel(dU))

# %% [markdown]
# ## Three judges
#
# A wrong gradient rarely fails. It learns a little worse, and you look for the fault in the learning rate for a week. So a
# gradient goes before judges who know nothing of how it was computed. A small network, a loss, and your answer first:

# %%
rng = np.random.default_rng(4)
xs, h, targets = rng.normal(size=(6, 2, 3)), np.zeros((2, 4)), rng.normal(size=(6, 2, 4))
weights = [rng.normal(size=shape) / 2 for shape in ((3, 4), (4, 4), (4,))]


def loss(*weights):
    hs, _ = unroll(rnn_step, xs, h, *weights)
    return 0.5 * np.sum((hs - targets) ** 2)


hs, _ = unroll(rnn_step, xs, h, *weights)
_, _, *yours = bptt(hs - targets, rnn_step, rnn_step_backward, xs, h, *weights)

# %% [markdown]
# **The first judge** nudges one number at a time, a little up and a little down, and looks at the loss. That is the
# definition of a slope, almost: $(L(w + \varepsilon) - L(w - \varepsilon)) / 2\varepsilon$, the **central difference**.


# %%
def loss_after(nudge, k, index):
    """The loss when one number of the k-th weight is nudged."""
    where = np.zeros_like(weights[k])
    where[index] = 1
    return loss(*weights[:k], weights[k] + nudge * where, *weights[k + 1 :])


def central(k, index, nudge=1e-5):
    return (loss_after(nudge, k, index) - loss_after(-nudge, k, index)) / (2 * nudge)


def ask(judge):
    """A judge's gradient: one number of one weight after another."""
    return [np.array([judge(k, i) for i in np.ndindex(w.shape)]).reshape(w.shape) for k, w in enumerate(weights)]


# %%
def difference(grads, others):
    """The largest difference, as a share of the largest number."""
    return max(np.max(np.abs(g - o)) / np.max(np.abs(o)) for g, o in zip(grads, others))


print("central differences, error < 1e-8:", difference(yours, ask(central)) < 1e-8)

# %% [markdown]
# Ten digits agree. Why not sixteen? The two losses are nearly equal numbers, and subtracting them throws away the digits
# they share. A smaller nudge makes that worse, a larger one is no longer *a little*.
#
# **The second judge** never subtracts. It nudges by an *imaginary* ε; all you need of $i$ is $i^2 = -1$. For any smooth
# formula
#
# $$L(w + i\varepsilon) = L(w) + i\,\varepsilon\,L'(w) - \tfrac12 \varepsilon^2 L''(w) - \dots$$
#
# and the slope stands alone in the imaginary part, beside it only terms with ε² in them. At ε = 10⁻³⁰ that is 10⁻⁶⁰ of the
# slope, far below the sixteen digits of a number. So this judge is exact, for free.


# %%
def complex_step(k, index, nudge=1e-30):
    return loss_after(1j * nudge, k, index).imag / nudge


print("complex step, error < 1e-13:", difference(yours, ask(complex_step)) < 1e-13)

# %% [markdown]
# Here are both, and the one-sided difference of {{rnn}}, for nudges from large to tiny.

# %%
nudges = 10.0 ** -np.arange(1, 16)
exact, base = complex_step(1, (0, 0)), loss(*weights)
slopes = {
    "one-sided": [(loss_after(e, 1, (0, 0)) - base) / e for e in nudges],
    "central": [central(1, (0, 0), e) for e in nudges],
    "complex step": [complex_step(1, (0, 0), e) for e in nudges],
}
figures.draw_judges(nudges, {name: np.abs(np.array(slope) / exact - 1) for name, slope in slopes.items()})
show("Differences are best at a nudge in the middle, and lose all digits at a tiny one. The complex step only gains.")

# %% [markdown]
# **The third judge** is PyTorch. Its *autograd* writes down every operation on the way forward and walks the list back:
# what you did, for any program.

# %%
import torch

W, U, b = (torch.tensor(weight, requires_grad=True) for weight in weights)
state, total = torch.tensor(h), 0.0
for x, target in zip(torch.tensor(xs), torch.tensor(targets)):
    state = torch.tanh(x @ W + state @ U + b)
    total = total + 0.5 * ((state - target) ** 2).sum()
total.backward()
print("autograd, error < 1e-13:", difference(yours, [W.grad.numpy(), U.grad.numpy(), b.grad.numpy()]) < 1e-13)

# %% [markdown]
# Three judges, one verdict. But a judge who never says no is no judge. Here is a gradient in which each step forgets to
# pass its error on to the step before, a common mistake: nothing crashes, and it even learns a bit.

# %%
before = [h, *hs[:-1]]
steps = [rnn_step_backward(hs[t] - targets[t], xs[t], before[t], *weights)[2:] for t in range(6)]
forgetful = [sum(grads) for grads in zip(*steps)]
for judge in (central, complex_step):
    print(f"{judge.__name__} says it is wrong: {difference(forgetful, ask(judge)) > 0.1}")

# %% [markdown]
# Why bother with BPTT, if judges know the answer? Count their work.

# %%
numbers = sum(weight.size for weight in weights)
print(f"{numbers} numbers: the first judge needs {2 * numbers} passes, bptt 2, whatever the size")

# %% [markdown]
# ## Too much
#
# A rumour goes down a row of fifty people. If everyone passes on nine tenths of what they heard, what is left? And if
# everyone adds a tenth?

# %%
for factor in (0.5, 0.9, 1.0, 1.1, 1.5):
    print(f"{factor} to the power of 50 = {factor**50:.1g}")

# %% [markdown]
# An error is passed back like a rumour, times a factor at each step, and fifty factors are merciless. Take the large ones
# first. Here is one neuron, $h_t = \tanh(u\,h_{t-1} - 0.3)$, started at 0.5. After ten steps it should say 0.2. Its loss, as u
# varies, and its gradient, by your `bptt`:


# %%
def run(u):
    """Loss and gradient of the neuron with this u."""
    zeros, weights = np.zeros((10, 1, 1)), (np.zeros((1, 1)), np.array([[u]]), np.array([-0.3]))
    h = np.full((1, 1), 0.5)
    hs, last = unroll(rnn_step, zeros, h, *weights)
    dhs = np.zeros_like(hs)
    dhs[-1] = last - 0.2
    dU = bptt(dhs, rnn_step, rnn_step_backward, zeros, h, *weights)[3]
    return 0.5 * float(np.sum(dhs**2)), float(np.sum(dU))


for u in (2.1, 1.8, 1.664, 1.5):
    print(f"u = {u}: loss {run(u)[0]:.3f}, gradient {run(u)[1]:.2f}")

# %% [markdown]
# Going down from 2.1 the loss falls gently, until near 1.68 there is a wall, and on the wall a gradient fifty times as
# large. Below it the neuron has tipped over and ends near −1. Whoever walks downhill in steps of 0.4 times the gradient,
# and once lands on the wall, is thrown far away. This is an **exploding gradient**.
#
# The remedy is blunt, and everybody uses it: keep the direction, limit the length. All gradients together are one long
# arrow. Of 3 and 4 the length, or **norm**, is $\sqrt{3^2 + 4^2} = 5$; with a limit of 1 both are divided by 5.
#
# > **Your turn ({{points}}).** Write `clip_by_norm(grads, limit)`. It returns the clipped list and the norm *before*, so
# > that you can see an explosion even though it was tamed.

# %% exercise="clip_by_norm"


# %%
def walk(u, limit, steps=40):
    """Where u goes, step by step, and the loss there."""
    us = [u]
    for _ in range(steps):
        (clipped,), _ = clip_by_norm([np.array([run(us[-1])[1]])], limit)
        us.append(us[-1] - 0.4 * float(clipped[0]))
    return np.array(us), np.array([run(u)[0] for u in us])


paths = {"not clipped": walk(2.1, limit=np.inf), "clipped at 0.05": walk(2.1, limit=0.05)}

# %%
us = np.linspace(1.5, 2.3, 400)
figures.draw_cliff(us, [run(u)[0] for u in us], paths)
show("Not clipped, u meets the wall at 1.66 and is thrown out of the picture. Clipped, it stays in the valley.")

# %%
for name, (us, losses) in paths.items():
    print(f"{name}: u ends at {us[-1]:.1f}, loss {losses[-1]:.2f}, gradient {abs(run(us[-1])[1]):.3f}")

# %% [markdown]
# Out there the neuron says 1 whatever u is, the gradient is 0, and no walk comes back. The clipped one is not at rest, it
# hops about at the bottom; but its hops are 0.02 long, and a smaller rate would shorten them.
#
# ## Too little
#
# What is too much can be cut. What is too little cannot be brought back, and this is the deeper trouble. First, what *is*
# the factor of a step? A state is many numbers, and each new one answers to each old one. That is a matrix of slopes, the
# **Jacobian** of the step:
#
# $$J_t[j, k] = \frac{\partial h_t[k]}{\partial h_{t-1}[j]}$$
#
# (The round ∂ says: nudge this one number and hold all others still.)
#
# The road from old number j to new number k leads through U[j, k], then through the tanh at k. States are rows here, so
# a small change goes forward as $\delta h_t = \delta h_{t-1}\, J_t$. (Books that write states as columns have it
# transposed.)
#
# > **Your turn ({{points}}).** Write `step_jacobian(x, h, W, U, b)`, one matrix for each row of the batch.

# %% exercise="step_jacobian"

# %% [markdown]
# An error comes back through the same matrix, from its other side: $dh_{t-1} = dh_t\, J_t^{\mathsf T}$. Your two functions
# should agree on it.

# %%
x, h, dh = rng.normal(size=(2, 3)), np.tanh(rng.normal(size=(2, 4))), rng.normal(size=(2, 4))
J = np.array(step_jacobian(x, h, *weights))
by_jacobian = [dh[row] @ J[row].T for row in range(2)]
print("the same:", np.allclose(by_jacobian, rnn_step_backward(dh, x, h, *weights)[1]))

# %% [markdown]
# Many steps are many matrices, multiplied:
#
# $$\frac{\partial h_T}{\partial h_t} = J_{t+1}\, J_{t+2} \cdots J_T$$
#
# and the largest stretch this product can give is its norm, $\|\partial h_T / \partial h_t\|$. To see what decides it, take a
# U that only turns a state and then multiplies its length by one number. That number is its **spectral radius**. (Every
# square matrix has one, the size of its largest eigenvalue; in the long run a matrix stretches by it at every step.)


# %%
def jacobians(radius, loudness, steps=160, hidden=32):
    """The Jacobian of every step, for a U of this spectral radius and inputs of this loudness."""
    rng = np.random.default_rng(0)
    turn, _ = np.linalg.qr(rng.normal(size=(hidden, hidden)))
    weights = rng.normal(size=(4, hidden)), radius * turn, np.zeros(hidden)
    h, collected = np.zeros((1, hidden)), []
    for x in loudness * rng.normal(size=(steps, 1, 4)):
        collected.append(np.array(step_jacobian(x, h, *weights))[0])
        h = rnn_step(x, h, *weights)
    return collected


# %%
def arriving(matrices, lags=60):
    """‖∂h_T/∂h_t‖ for lags 0, 1, 2, …: multiply from the end backwards."""
    product, norms = np.eye(len(matrices[0])), [1.0]
    for J in reversed(matrices[-lags:]):
        product = J @ product
        norms.append(np.linalg.norm(product, 2))
    return np.array(norms)


# %% [markdown]
# In perfect silence the state is 0 and every slope is 1, so nothing is left but the radius, to the power of the lag:

# %%
for radius in (0.9, 1.1):
    after_50 = arriving(jacobians(radius, loudness=0))[50]
    print(f"{radius}: after 50 steps {after_50:.3g}, and {radius}^50 = {radius**50:.3g}")

# %% [markdown]
# That is the rumour again. Now let the network hear a whisper.

# %%
radii, lags = np.arange(50, 151, 5) / 100, np.arange(61)
norms = np.array([arriving(jacobians(radius, loudness=0.01)) for radius in radii])

# %%
chosen = (0.5, 0.7, 0.9, 1.0, 1.1, 1.3, 1.5)
figures.draw_arriving({r: norms[np.argmin(np.abs(radii - r))] for r in chosen}, "spectral radius")
show("On a logarithmic scale the curves are nearly straight: below radius 1 the gradient vanishes, above it grows.")

# %% [markdown]
# This is the **vanishing gradient**: not a fault in anybody's code, but fifty factors below 1. The slider holds all 21
# radii. Where must it stand for a tenth to be left after 20 steps? And after 50?

# %%
from lecturelib.widgets import VanishingExplorer

VanishingExplorer(radii, lags, norms, radius=0.9, lag=20)

# %% [markdown]
# Look at 0.9 and 1.1 once more. The window between losing everything and drowning is narrow, and training moves U.
#
# Why do the upper curves rise so little? 1.5 to the power of 50 is 600 million, and nothing like it arrives. When the radius
# is above 1 the state grows until tanh stops it, and there the slopes are below 1.
#
# ## The second knob
#
# So the slopes are a knob of their own. Give the network louder inputs, and keep the radius at 1.1.

# %%
loud = {}
for loudness in (0.01, 0.1, 0.3, 1.0, 3.0):
    loud[loudness] = arriving(jacobians(1.1, loudness))
    print(f"loudness {loudness}: after 20 steps {loud[loudness][20]:.1g}")

# %%
print("and at radius 1.5, less than a thousandth after 50 steps:", arriving(jacobians(1.5, loudness=1.0))[50] < 1e-3)
figures.draw_arriving(loud, "loudness")
show("Spectral radius 1.1, louder and louder inputs: the gradient vanishes faster and faster, though 1.1 is above 1.")

# %% [markdown]
# A neuron that is driven to the flat end of its squash has nearly no slope, and every error that must pass through it is
# nearly lost: in {{squashing}} this was *saturation*. A network that listens well forgets whom to blame.
#
# (Hochreiter saw it in 1991, in a diploma thesis written in German; Bengio, Simard and Frasconi in 1994. Clipping by the
# norm is Pascanu, Mikolov and Bengio's, 2013.)
#
# ## What it does to learning
#
# A waiter again, and one of four dishes: first the order, then small talk, then *what was it?* The **lag** is the number
# of words of small talk. Nothing else gets harder when it grows. The claim to test:
#
# > As the number of lags grows, the ability of a recurrent network to learn goes down.
#
# Five networks for each lag, each from another random start, 300 batches each; and at two learning rates, because one
# bad rate would prove nothing. It takes some seconds.

# %%
from lecturelib.tasks import echo, recall
from lecturelib.train import train

scores = {
    rate: {
        lag: [train(CELLS["rnn"], recall(lag), hidden=32, steps=300, rate=rate, seed=seed).score for seed in range(5)]
        for lag in (1, 2, 5, 10, 20, 40)
    }
    for rate in (0.01, 0.001)
}

# %%
figures.draw_scores({f"rate {rate}": by_lag for rate, by_lag in scores.items()}, "lag", chance=1 / 4)
show("One dot a network, the line their mean, dotted a guess: 1/4. To lag 5 all learn it; further on fewer and fewer.")

# %%
for rate, by_lag in scores.items():
    means = {lag: np.mean(runs) for lag, runs in by_lag.items()}
    print(f"rate {rate}: right to lag 5: {means[5] > 0.95}; at lag 40 below 0.8: {means[40] < 0.8}")

# %% [markdown]
# So the claim holds, and not as a law without exceptions. Look at the dots: some networks learn lag 20, from a lucky start,
# others tell only half of the dishes apart and stay at ½. (Ours have help: *Adam*, which moves the weights, divides every
# gradient by its own usual size, so a tiny one still makes a step of ordinary length.) What goes down is how often it
# works. And memory is not what is missing: in {{rnn}} a network *kept* an order for 20 words. It is *learning to* that
# fails, because the blame does not arrive.
#
# ## A book is too long
#
# To learn from a whole book, must the error go back to page one? Nobody does that. The text is cut into **windows**. The
# state is carried from one window to the next; the error stops at the window's edge. This is **truncated** BPTT. What does
# one lose? Eight steps, whole and in two windows of four, with an error at the last step only:

# %%
xs, h, dhs = rng.normal(size=(8, 2, 3)), np.zeros((2, 4)), np.zeros((8, 2, 4))
dhs[-1] = 1.0
_, halfway = unroll(rnn_step, xs[:4], h, *weights)
whole = bptt(dhs, rnn_step, rnn_step_backward, xs, h, *weights)
second = bptt(dhs[4:], rnn_step, rnn_step_backward, xs[4:], halfway, *weights)
print("same states:", np.allclose(unroll(rnn_step, xs[4:], halfway, *weights)[1], unroll(rnn_step, xs, h, *weights)[1]))
print("same gradient at the inputs of the second window:", np.allclose(whole[0][4:], second[0]))
print("same gradient of W:", np.allclose(whole[2], second[2]))

# %% [markdown]
# Forward nothing changes: the carried state holds all that the network remembers. Back, the first four inputs are blamed
# for nothing, and W hears only of its last four uses. So the network may *use* an old memory, and is never *taught* to keep
# one longer than a window. Can that be seen?
#
# `echo(8)` is an endless stream of two symbols, in which each must be repeated eight steps later. To connect an answer
# with its cause the error has to go through nine steps. Short windows get more updates, so that all read the same number
# of symbols. Predict the picture before you run it.


# %%
def echo_scores(window):
    """Three networks trained on the same amount of text, cut into windows of this length."""
    task, updates = echo(8, T=80), 6400 // window
    return [train(CELLS["rnn"], task, hidden=32, steps=updates, window=window, seed=seed).score for seed in range(3)]


windows = {window: echo_scores(window) for window in (2, 4, 6, 8, 9, 10, 12, 16)}

# %%
figures.draw_scores({"echo of 8 steps": windows}, "window", chance=1 / 2, ceiling=0.95)
show("Windows to 8 stay near a guess, 1/2, dotted; at 9 learning begins; from 10 on the best, 0.95, dashed, is near.")

# %%
print("window 4 near a guess:", max(windows[4]) < 0.75)
print("window 16 has learnt it:", min(windows[16]) > 0.9)

# %% [markdown]
# The state was carried all along. It was never told what to carry. (Nine is where it begins: there the last answer of each
# window, and no other, can be traced to its cause.)
#
# **What you have now:** an error goes back through a step times its slopes, adds up where roads meet, and adds up in
# weights that are shared. Three judges find a wrong gradient. Through many steps the factors multiply: too large can be
# clipped, too small is lost, and with it the ability to learn what is far back.
#
# ## Quiz

# %% [markdown]
# **1.** Your bptt returns a dU that is right for sequences of one step and wrong for longer ones. Which of these would do
# that?
#
# <details><summary>U is not transposed on the way back</summary>
# That would do it: the dh sent to the step before is wrong, but with one step nobody uses it. The first dstate would be
# wrong even there, though.</details>
#
# <details><summary>The slope of tanh is forgotten</summary>
# No. That is wrong within a single step already.</details>
#
# <details><summary>The gradient of U is overwritten at every step, not summed</summary>
# That would do it too. With one step there is nothing to add. Look at dstate to tell the two apart: here it is right.</details>

# %% [markdown]
# **2.** A central difference with ε = 10⁻¹² disagrees with your gradient in the fourth digit. What does that tell you?
#
# <details><summary>My gradient is wrong</summary>
# Not yet. Two losses that agree in twelve digits leave about four when they are subtracted. Ask again with 10⁻⁵, or ask the
# complex step.</details>
#
# <details><summary>Nothing: the nudge is too small for this judge</summary>
# Yes. It is a judge with poor eyesight at that distance.</details>

# %% [markdown]
# **3.** Gradients explode in training. Someone clips every number to between −1 and 1. What is different from clipping by the
# norm?
#
# <details><summary>Nothing, both limit the length</summary>
# Both do. But (10, 1) becomes (1, 1): the step now points along the diagonal, where the loss did not ask it to go. By the
# norm the direction stays.</details>
#
# <details><summary>The direction of the step changes</summary>
# Yes, towards the diagonals. It often still trains; it is no longer the gradient's direction.</details>

# %% [markdown]
# **4.** "Then I set the spectral radius of U to 1, and gradients neither vanish nor explode." Is that so?
#
# <details><summary>Yes</summary>
# Only in silence, where all slopes are 1, and only until training moves U. With an input to listen to, the slopes fall below 1
# and the product vanishes again: see the second knob.</details>
#
# <details><summary>At the start, for quiet inputs, it helps</summary>
# Yes, and people do it. It is a good start, not a cure. What would be a cure: a road back without a squash on it, whose factor
# is 1 whatever the input says. Hold that thought.</details>

# %% [markdown]
# **5.** A language model trained with windows of 100 words has read a character's name 300 words ago. Can it use the name?
#
# <details><summary>No, the window is too short</summary>
# The window limits what can be *learned*, not what can be remembered. The state was carried over the edges.</details>
#
# <details><summary>Yes, if something within 100 words taught it to keep names</summary>
# Yes. A habit learned on short distances can carry further. What it cannot do is learn that habit from a cause 300 words
# away.</details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: a road back whose factor is 1.

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
# ## What you have now
#
# An error goes back through a step times its slopes, adds up where roads meet, and adds up in weights that are shared.
# Three judges find a wrong gradient.
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

# %%
progress()

# %% [markdown]
# Next, in {{next}}: how much of an error arrives, after many steps.

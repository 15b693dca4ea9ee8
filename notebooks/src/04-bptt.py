# %% [markdown]
# # Back-propagation through time
#
# How does a network learn from a mistake that it made long ago? In {{rnn}} you took its learning on trust. Somewhere
# between the wrong last word and the weights that made it, an error travelled back through every step. Today you send
# it yourself: through one neuron, through a layer, through all the steps of a sequence. Then you put your answer before
# three judges.
#
# {{total}}, about {{minutes}}. You need the chain rule, `rnn_step` and `unroll`.

# %%
import numpy as np

from lecturelib.exercises import check, exercise, progress
from lecturelib.figures import bptt as figures
from lecturelib.figures import show
from lecturelib.reference import as_tuple, rnn_step, tanh_slope, unroll

# %% [markdown]
# `rnn_step`, `tanh_slope` and `unroll` you know from the notebooks before. `as_tuple` is a tool of the course's own
# `bptt`, which has to serve cells with two states; yours need not.
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
# Too low. Five numbers went in, and each is asked the same question: *had you been a little larger, how much larger
# would the answer have been?* Take $u$. It stands beside $h = 0.5$, so whatever $u$ gains, $a$ gains half of it. And of
# what $a$ gains, tanh passes on its slope. You know that slope from the output: $1 - t^2$.

# %%
print(f"on paper: h · slope = {h * tanh_slope(t):.3f}")
nudged = np.tanh(x * w + h * (u + 0.001) + b)
print(f"by trying: {(nudged - t) / 0.001:.3f}")

# %% [markdown]
# Two factors, one for each thing on the road from $u$ to $t$, multiplied: that is the **chain rule**. Here are all the
# roads. Walk one from right to left and multiply what you meet.

# %%
values = {"x": x, "w": w, "h": h, "u": u, "b": b, "a": a, "t": t}
figures.draw_step_back(values, {"x": w, "w": x, "h": u, "u": h, "b": 1.0, "tanh": tanh_slope(t)})
show(
    "One neuron with the factor of each road. At a times junction a side's factor is the value of the other side; "
    "a plus junction has the factor 1; tanh has its slope, 0.79."
)

# %% [markdown]
# Who could have helped most? Guess before you run it.

# %%
for name, factor in {"x": w, "w": x, "h": u, "u": h, "b": 1.0}.items():
    print(f"{name}: {factor:.1f} × {tanh_slope(t):.3f} = {factor * tanh_slope(t):.3f}")

# %% [markdown]
# The weight $w$ and the bias: before the tanh, their roads have only the factor 1. A weight whose input was 0 could not
# have helped at all, and is blamed for nothing.
#
# **Names.** What comes back is called an **error** or a gradient, and its name begins with d. `dt` is the gradient of
# the loss by $t$: by how much the loss changes for a little more of $t$. (On paper it is $\partial L / \partial t$, in
# PyTorch `t.grad`.) So `da = dt * tanh_slope(t)`, and then `du = da * h`. Every step back has this form: what arrives,
# times the factor of the road.
#
# ## A layer, and a batch
#
# Now $x$ becomes rows of numbers and $w$ a matrix, and $a = x\,W + b$. Two rows, two inputs, three neurons:

# %%
x = np.array([[1.0, 2.0], [0.0, 3.0]])
W = np.array([[1.0, 0.0, 2.0], [0.5, 1.0, 0.0]])
b = np.zeros(3)
da = np.array([[1.0, 0.0, 0.0], [2.0, 0.0, -1.0]])

# %% [markdown]
# Whom did `W[1, 0]` touch? It multiplied input 1 and went to neuron 0, in the first row *and* in the second. So it is
# blamed in both: 2 · 1 in the first, 3 · 2 in the second, 8 together. **What is used twice is blamed twice, and blame
# adds up.** Keep this sentence; the whole notebook hangs on it.
#
# The bias `b[0]` was used in both rows too: 1 + 2 = 3. And `x[0, 1]` was used three times, once by each neuron of its
# row, with the weights 0.5, 1 and 0. Only neuron 0 has an error in that row, so `x[0, 1]` gets 1 · 0.5.

# %%
print("dW[1, 0] =", x[0, 1] * da[0, 0] + x[1, 1] * da[1, 0])
print("db[0]    =", da[0, 0] + da[1, 0])
print("dx[0, 1] =", da[0, 0] * W[1, 0] + da[0, 1] * W[1, 1] + da[0, 2] * W[1, 2])

# %% [markdown]
# The same for every number, with $r$ for the row:
#
# $$\begin{aligned} dx_{ri} &= \textstyle\sum_j da_{rj}\, W_{ij} \\ dW_{ij} &= \textstyle\sum_r x_{ri}\, da_{rj} \\
# db_j &= \textstyle\sum_r da_{rj} \end{aligned}$$
#
# Each of these sums is one matrix product, or one sum over an axis. A good guide: *the gradient of a thing has the
# shape of the thing*. It fails you in one case. In a recurrent network $U$ is square, and a square matrix fits
# transposed too.
#
# > **Your turn ({{points}}).** Write `affine_backward(da, x, W, b)`. The first case of its check is the layer above.

# %% exercise="affine_backward"

# %%
dx, dW, db = affine_backward(da, x, W, b)
print("dW\n", dW)
print("db", db)

# %% [markdown]
# There are the 8 and the 3. Note that `db` is a sum, not a mean: both rows used the same bias.
#
# ## One step back
#
# Forward, a step is two such products and a squash: $h_t = \tanh(a)$ with $a = x_t W + h_{t-1} U + b$. Back, it is the
# same three things in reverse order:
#
# $$da = dh_t \odot (1 - h_t^2)$$
#
# and then from $da$ to $x_t$, $W$ and $b$ by the one product, to $h_{t-1}$ and $U$ by the other.
#
# The neuron at the top of the page is the smallest case: one row, one input, one state. Let an error of 1 arrive at its
# answer. Then $da$ is 0.786, and each of the five gets its product from the list above: $dx = 0.236$, $dh = 0.315$, $dW
# = 0.786$, $dU = 0.393$, $db = 0.786$.
#
# Two states meet in this exercise, and both are called $h$. The `dh` you are given belongs to the *new* one; the `h`
# you are given is the *old* one, and so is the `dh` you return. Which of them does the slope belong to?
#
# > **Your turn ({{points}}).** Write `rnn_step_backward(dh, x, h, W, U, b)`. `affine_backward` is yours to use.

# %% exercise="rnn_step_backward"

# %%
x, h, W, U, b = np.array([[1.0]]), np.array([[0.5]]), np.array([[0.3]]), np.array([[0.4]]), np.array([0.0])
grads = rnn_step_backward(np.array([[1.0]]), x, h, W, U, b)
for name, grad in zip(("dx", "dh", "dW", "dU", "db"), grads):
    print(name, np.round(grad, 3))

# %% [markdown]
# ## All the steps
#
# A recurrent network uses the same weights at every step. What happens to a weight that is used twice? Take $y = w
# \cdot (w
# \cdot 2)$ at $w = 3$: the first use, as if the second were fixed, is worth 6; the second, as if the first were fixed, 6.
# Together?

# %%
print(f"{(3.001 * 3.001 * 2 - 3 * 3 * 2) / 0.001:.3f}")

# %% [markdown]
# 12, and a little for the size of the nudge. Used twice, blamed twice, and blame adds up: a shared weight sums its
# gradients over all steps.
#
# There is a second place where things add up. A state leaves its step on two roads, to its own answer and to the next
# step. So on the way back two errors meet in it.

# %%
figures.draw_through_time()
show(
    "Three steps. Black, forward: each step makes a state of x and the state before. Violet, back: an error enters at "
    "every state, meets what the next step sends, and leaves each step towards x, the state before, and the weights."
)

# %% [markdown]
# Count with care: the first step makes $h_1$, for $h_0$ is the state to start from. Arrays begin at 0. So `dhs[0]`, the
# first error, belongs to $h_1$, and `xs[0]` and `dxs[0]` belong to $x_1$.
#
# Walk it once by hand, without the squash, so that every factor is plain: $h_t = x_t + h_{t-1} \cdot \tfrac12$, with
# inputs 1, 0, 0 from $h_0 = 0$. The states are 1, ½, ¼. Only the last has an error, 1, so `dhs` is 0, 0, 1.
#
# | step | error that arrives | to $x$ | to the state before | for $U$: error · *old* state |
# | --- | --- | --- | --- | --- |
# | 3 | `dhs[2]` = 1 | `dxs[2]` = 1 | ½ | 1 · ½ |
# | 2 | ½ + `dhs[1]` = ½ | `dxs[1]` = ½ | ¼ | ½ · 1 |
# | 1 | ¼ + `dhs[0]` = ¼ | `dxs[0]` = ¼ | ⅛ | ¼ · 0 |
#
# The last column sums to $dU = 1$. (Check: $h_3 = u^2$, whose slope at ½ is 1.) The ⅛ at the end belongs to $h_0$, and
# is returned too.
#
# **Back-propagation through time**, BPTT, is this walk for any step: forward once to get the states, then back from the
# last step to the first. The loop is given the step and its way back as functions, so that later notebooks can hand it
# another cell. For our example these are:


# %%
def plain_step(x, h, W, U, b):
    return x @ W + h @ U + b


def plain_step_backward(dh, x, h, W, U, b):
    dx, dW, db = affine_backward(dh, x, W, b)
    dh, dU, _ = affine_backward(dh, h, U, b)
    return dx, dh, dW, dU, db


# %% [markdown]
# Your loop does not know how many weights there are, so it writes `*weights`. A star does two things. On the left of
# `=` it *gathers* what is left over into a list; in a call, or after `return`, it *hands out* a list one by one.

# %%
first, second, *rest = "dx", "dh", "dW", "dU", "db"
print("gathered:", rest, " handed out:", *rest)

# %% [markdown]
# So `dx, dh, *grads = step_backward(dh, x, h, *weights)` takes a step's five results apart, whatever the number of
# weights, and `return dxs, dh, *totals` hands the totals out again. The check begins with the table above.
#
# > **Your turn ({{points}}).** Write `bptt(dhs, step, step_backward, xs, state, *weights)`. A state that is one array
# > is enough; it earns all points.

# %% exercise="bptt"

# %%
one = np.ones((1, 1))
dhs, xs = np.array([0.0, 0.0, 1.0]).reshape(3, 1, 1), np.array([1.0, 0.0, 0.0]).reshape(3, 1, 1)
dxs, dh, dW, dU, db = bptt(dhs, plain_step, plain_step_backward, xs, 0 * one, one, 0.5 * one, np.zeros(1))
print("dxs", np.ravel(dxs), " dU", np.ravel(dU), " dh", np.ravel(dh))

# %% [markdown]
# ## Three judges
#
# A wrong gradient rarely crashes. Something is learnt all the same, and you look for the fault in the learning rate for
# a week. So a gradient goes before judges who know nothing of how it was computed. A small network, a loss, and your
# answer first:

# %%
rng = np.random.default_rng(4)
xs, h, targets = rng.normal(size=(6, 2, 3)), np.zeros((2, 4)), rng.normal(size=(6, 2, 4))
weights = [rng.normal(size=(3, 4)) / 2, rng.normal(size=(4, 4)) / 2, rng.normal(size=4) / 2]


def loss(*weights):
    hs, _ = unroll(rnn_step, xs, h, *weights)
    return 0.5 * np.sum((hs - targets) ** 2)


def gradient(*weights):
    """Yours: the error that enters at each state is hs - targets."""
    hs, _ = unroll(rnn_step, xs, h, *weights)
    return bptt(hs - targets, rnn_step, rnn_step_backward, xs, h, *weights)[2:]


yours = gradient(*weights)

# %% [markdown]
# **The first judge** nudges one number, a little up and a little down, and looks at the loss. That is the definition of
# a slope, almost: $(L(w + \varepsilon) - L(w - \varepsilon)) / 2\varepsilon$, the **central difference**. For the
# corner of $U$:

# %%
W, U, b = weights
corner = np.zeros((4, 4))
corner[0, 0] = 1
slope = (loss(W, U + 0.0001 * corner, b) - loss(W, U - 0.0001 * corner, b)) / 0.0002
print(f"the judge {slope:.6f}, yours {yours[1][0, 0]:.6f}")

# %% [markdown]
# The same for all 32 numbers is a loop, and `central_differences` is that loop. How far do the two gradients agree?

# %%
from lecturelib.gradient_check import central_differences, complex_step, digits_agreed

print("central differences and yours agree in", digits_agreed(yours, central_differences(loss, weights)), "digits")

# %% [markdown]
# Why not in sixteen? A nudge of 0.0001 is not quite *a little*: the loss is curved. A smaller nudge has another fault.
# The two losses become nearly equal numbers, and subtracting them throws away the digits that they share.
#
# **The second judge** never subtracts. It nudges by an *imaginary* ε; all you need of $i$ is $i^2 = -1$. For any smooth
# formula
#
# $$\begin{aligned} L(w + i\varepsilon) = {} & L(w) + i\,\varepsilon\,L'(w) \\
# & - \tfrac12 \varepsilon^2 L''(w) - \dots \end{aligned}$$
#
# and the slope stands alone in the imaginary part, beside terms with ε² and higher powers. At ε = 10⁻³⁰ these are 10⁻⁶⁰
# of it, far below the sixteen digits of a number.

# %%
slope = loss(W, U + 1e-30j * corner, b).imag / 1e-30
print(f"the judge {slope:.6f}, yours {yours[1][0, 0]:.6f}")
print("complex step and yours agree in", digits_agreed(yours, complex_step(loss, weights)), "digits")

# %% [markdown]
# Here are both, and the one-sided difference of {{rnn}}, for nudges from large to tiny. (*Aside*: the picture is worth
# keeping in mind the next time that you check a gradient by nudging.)

# %%
nudges = 10.0 ** -np.arange(1, 16)
slopes = {
    "one-sided": [(loss(W, U + e * corner, b) - loss(W, U, b)) / e for e in nudges],
    "central": [(loss(W, U + e * corner, b) - loss(W, U - e * corner, b)) / (2 * e) for e in nudges],
    "complex step": [loss(W, U + 1j * e * corner, b).imag / e for e in nudges],
}
figures.draw_judges(nudges, {name: np.abs(np.array(found) / slope - 1) for name, found in slopes.items()})
show(
    "Both differences are best at a nudge in the middle, and lose all their digits at a tiny one. "
    "The complex step is exact from 10⁻⁸ on."
)

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
print("autograd and yours agree in", digits_agreed(yours, [W.grad.numpy(), U.grad.numpy(), b.grad.numpy()]), "digits")

# %% [markdown]
# Three judges, one verdict. But a judge who never says no is no judge. Here is a common mistake: each step forgets to
# pass its error on to the step before.


# %%
def forgetful_gradient(*weights):
    hs, _ = unroll(rnn_step, xs, h, *weights)
    before = [h, *hs[:-1]]
    totals = [0.0, 0.0, 0.0]
    for t in range(6):
        _, _, *grads = rnn_step_backward(hs[t] - targets[t], xs[t], before[t], *weights)
        totals = [total + grad for total, grad in zip(totals, grads)]
    return totals


forgetful = forgetful_gradient(*weights)
for judge in (central_differences, complex_step):
    print(f"{judge.__name__}: agrees with this one in {digits_agreed(forgetful, judge(loss, weights))} digits")

# %% [markdown]
# Would you have noticed without them? Go downhill along each of the two, 200 short steps from eight random starts, and
# look at the loss.


# %%
def descend(gradient, seed):
    """The loss before and after 200 steps."""
    rng = np.random.default_rng(seed)
    weights = [rng.normal(size=(3, 4)) / 2, rng.normal(size=(4, 4)) / 2, rng.normal(size=4) / 2]
    before = loss(*weights)
    for _ in range(200):
        weights = [weight - 0.02 * grad for weight, grad in zip(weights, gradient(*weights))]
    return before, loss(*weights)


for name, way in {"forgetful": forgetful_gradient, "right": gradient}.items():
    before, after = np.transpose([descend(way, seed) for seed in range(8)])
    print(f"{name:9}  median loss {np.median(before):.0f} before, {np.median(after):.0f} after;", end=" ")
    print(f"at least halved from {np.sum(after < before / 2)} of 8 starts")

# %% [markdown]
# The wrong gradient learns as well as the right one here. The targets of this small network are random numbers: there
# is nothing to remember, so a gradient that forgets loses nothing. Where memory is needed it would fail, and the
# falling loss would not have warned you.
#
# Why bother with BPTT at all, if judges know the answer? Count their work.

# %%
numbers = sum(weight.size for weight in weights)
print(f"{numbers} numbers: central differences need {2 * numbers} passes, bptt 2, whatever the size")

# %% [markdown]
# ## What you have now
#
# An error goes back through a step times its slopes. It adds up where roads meet, and it adds up in weights that are
# shared.
#
# The loop that sends it back, for any step that comes with its way back.
#
# Three judges that find a wrong gradient, which a falling loss does not.
#
# ## Quiz

# %% [markdown]
# **1.** Your `bptt` returns a `dU` that is right for sequences of one step and wrong for longer ones. The gradient of
# the first state is right for both. What is the mistake?
#
# <details><summary>$U$ is not transposed on the way back</summary><blockquote><b>No.</b> Then the gradient of the first
# state would be wrong, even after a single step.</blockquote></details>
#
# <details><summary>The slope of tanh is forgotten</summary><blockquote><b>No.</b> That is wrong within a single step
# already.</blockquote></details>
#
# <details><summary>The gradient of $U$ is overwritten at every step, not summed</summary><blockquote><b>Yes.</b> With
# one step there is nothing to add, and the error that travels does not pass through the sum.</blockquote></details>

# %% [markdown]
# **2.** A central difference with $\varepsilon = 10^{-12}$ disagrees with your gradient in the fourth digit. What does
# that tell you?
#
# <details><summary>My gradient is wrong</summary><blockquote><b>No,</b> not yet. Two losses that agree in twelve digits
# leave about four when they are subtracted. Ask again with $10^{-5}$, or ask the complex step.</blockquote></details>
#
# <details><summary>Nothing: the nudge is too small for this judge</summary><blockquote><b>Yes.</b> At that distance its
# eyesight ends at the fourth digit.</blockquote></details>

# %% [markdown]
# **3.** Only the last answer of a sequence has a target. What is `dhs`?
#
# <details><summary>One array $(B, H)$, the error of the last state</summary><blockquote><b>No.</b> The loop adds an
# error at every step, so it wants one for each, $(T, B, H)$.</blockquote></details>
#
# <details><summary>Zeros, but for <code>dhs[-1]</code></summary><blockquote><b>Yes.</b> The other states get their
# errors from the steps after them.</blockquote></details>
#
# <details><summary>The same error at every step</summary><blockquote><b>No.</b> Then every state would be blamed as if
# it had been asked.</blockquote></details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: how much of an error arrives, after many steps.

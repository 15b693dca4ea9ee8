# %% [markdown]
# # Vanishing gradients
#
# In {{bptt}} you sent an error back through every step of a network. How much of it arrives? This question made people
# invent everything in the rest of this course.
#
# {{total}}, about an hour.

# %%
import numpy as np

from lecturelib import CELLS
from lecturelib.exercises import check, exercise, progress
from lecturelib.figures import bptt as figures
from lecturelib.figures import show
from lecturelib.reference import bptt, rnn_step, rnn_step_backward, unroll

rng = np.random.default_rng(4)
weights = [rng.normal(size=shape) / 2 for shape in ((3, 4), (4, 4), (4,))]

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
# ## What you have now
#
# Through many steps the factors multiply: too large can be clipped, too small is lost, and with it the ability to learn
# what is far back.
#
# ## Quiz

# %% [markdown]
# **1.** Gradients explode in training. Someone clips every number to between −1 and 1. What is different from clipping by the
# norm?
#
# <details><summary>Nothing, both limit the length</summary>
# Both do. But (10, 1) becomes (1, 1): the step now points along the diagonal, where the loss did not ask it to go. By the
# norm the direction stays.</details>
#
# <details><summary>The direction of the step changes</summary>
# Yes, towards the diagonals. It often still trains; it is no longer the gradient's direction.</details>

# %% [markdown]
# **2.** "Then I set the spectral radius of U to 1, and gradients neither vanish nor explode." Is that so?
#
# <details><summary>Yes</summary>
# Only in silence, where all slopes are 1, and only until training moves U. With an input to listen to, the slopes fall below 1
# and the product vanishes again: see the second knob.</details>
#
# <details><summary>At the start, for quiet inputs, it helps</summary>
# Yes, and people do it. It is a good start, not a cure. What would be a cure: a road back without a squash on it, whose factor
# is 1 whatever the input says. Hold that thought.</details>

# %% [markdown]
# **3.** A language model trained with windows of 100 words has read a character's name 300 words ago. Can it use the name?
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

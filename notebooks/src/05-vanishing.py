# %% [markdown]
# # Vanishing gradients
#
# In {{bptt}} you sent an error back through every step of a network. How much of it arrives? The rest of this course
# was invented because of the answer.
#
# You will see gradients that are too large, and clip them; find out what one step does to an error, and what fifty do;
# and measure over how many words a network can still learn. {{total}}, about {{minutes}}.

# %%
import numpy as np

from lecturelib import CELLS
from lecturelib.exercises import check, exercise, progress
from lecturelib.figures import bptt as figures
from lecturelib.figures import show
from lecturelib.reference import bptt, rnn_step, rnn_step_backward, tanh_slope, unroll

# %% [markdown]
# ## Too much
#
# A rumour goes down a row of fifty people. If everyone passes on nine tenths of what they heard, what is left? And if
# everyone adds a tenth?

# %%
for factor in (0.5, 0.9, 1.0, 1.1, 1.5):
    print(f"{factor} to the power of 50 = {factor**50:.1g}")

# %% [markdown]
# An error is passed back like a rumour, times a factor at each step, and fifty factors are merciless. Take the large
# ones first. Here is one neuron, $h_t = \tanh(u\,h_{t-1} - 0.3)$, started at 0.5. After ten steps it should say 0.2.
# `run` gives its loss for a weight $u$, and its gradient by your `bptt`.


# %%
def run(u):
    """Loss and gradient of the neuron with this u."""
    silence, h = np.zeros((10, 1, 1)), np.array([[0.5]])
    weights = np.zeros((1, 1)), np.array([[u]]), np.array([-0.3])
    hs, last = unroll(rnn_step, silence, h, *weights)
    dhs = np.zeros_like(hs)
    dhs[-1] = last - 0.2
    _, _, _, dU, _ = bptt(dhs, rnn_step, rnn_step_backward, silence, h, *weights)
    return 0.5 * (last[0, 0] - 0.2) ** 2, dU[0, 0]


us = np.linspace(1.5, 2.3, 400)
losses = [run(u)[0] for u in us]
figures.draw_loss(us, losses)
show("The loss for weights u from 1.5 to 2.3. From the right it falls gently, then steeply; at 1.67 there is a wall.")

# %% [markdown]
# You stand at $u = 2.1$ and walk downhill, to the left. What happens to the gradient on the way?

# %%
for u in (2.1, 1.8, 1.7, 1.664, 1.5):
    print(f"u = {u}: loss {run(u)[0]:.3f}, gradient {run(u)[1]:.2f}")

# %% [markdown]
# On the wall, at $u = 1.664$, it is fifty times as large as it was at 1.8, and points the other way. (Left of the wall
# the neuron has tipped over and ends near −1.) Whoever walks in steps of 0.4 times the gradient, and once lands on the
# wall, is thrown far away. This is an **exploding gradient**.
#
# The remedy is blunt, and everybody uses it: keep the direction, limit the length. All gradients together are one long
# arrow. The length, or **norm**, of (3, 4) is $\sqrt{3^2 + 4^2} = 5$. With a limit of 2 the arrow is to be 2 long, so
# both numbers are multiplied by 2/5: that makes (1.2, 1.6). With a limit of 10 nothing is done.
#
# > **Your turn ({{points}}).** Write `clip_by_norm(grads, limit)`. It returns the clipped list and the norm *before*,
# > so that you can see an explosion even though it was tamed. The check begins with 3 and 4.

# %% exercise="clip_by_norm"


# %%
def walk(u, limit, steps=40):
    """Where u goes, step by step, and the loss there."""
    us = [u]
    for _ in range(steps):
        gradient = np.array([run(us[-1])[1]])
        clipped = clip_by_norm([gradient], limit)[0]
        us.append(us[-1] - 0.4 * clipped[0][0])
    return np.array(us), np.array([run(u)[0] for u in us])


paths = {"not clipped": walk(2.1, limit=np.inf), "clipped at 0.05": walk(2.1, limit=0.05)}
figures.draw_cliff(us, losses, paths)
show("Not clipped, u meets the wall at 1.66 and is thrown out of the picture. Clipped, it stays in the valley.")

# %%
for name, (path, values) in paths.items():
    print(f"{name}: u ends at {path[-1]:.1f}, loss {values[-1]:.2f}, gradient {abs(run(path[-1])[1]):.3f}")

# %% [markdown]
# Out there the neuron says 1 whatever $u$ is, the gradient is 0, and the walk does not come back. The clipped one is
# not at rest, it hops about at the bottom; but its hops are 0.02 long, and a smaller rate would shorten them.
#
# Now let the bias $b$, −0.3 until now, move as well: the curve becomes a landscape, and the wall a cliff. Press *Step*
# four times. Then begin somewhere else. From most places the walk without clipping leaves the landscape. Can you find
# one from which it arrives, and sooner than the clipped walk? ($u = 1.3$ and $b = -0.1$ is one.)

# %%
from lecturelib.widgets import CliffExplorer

CliffExplorer(clip_by_norm)

# %% [markdown]
# ## Too little
#
# What is too much can be cut. What is too little cannot be brought back, and this is the deeper trouble. First, what
# *is* the factor of a step? A state is many numbers, and each new one answers to each old one. Take two neurons. The
# old state is (1, 0), the input 1:

# %%
x, h = np.array([[1.0]]), np.array([[1.0, 0.0]])
W, U, b = np.array([[0.0, -1.0]]), np.array([[0.5, 1.0], [2.0, -1.0]]), np.zeros(2)
new = rnn_step(x, h, W, U, b)
print("new state", np.round(new, 2), " slopes", np.round(tanh_slope(new), 3))

# %% [markdown]
# Nudge the *first* old number. It reaches the first new one through `U[0, 0]`, 0.5, and a slope of 0.786, and the
# second through `U[0, 1]`, 1, and a slope of 1. Products: 0.39 and 1. Now the *second* old number: 2 · 0.786 = 1.57,
# and −1 · 1 = −1. Four answers make a table, a row for each old number and a column for each new one:

# %%
for nudge in ([[0.001, 0.0]], [[0.0, 0.001]]):
    print(np.round((rnn_step(x, h + np.array(nudge), W, U, b) - new) / 0.001, 2))

# %% [markdown]
# This table of slopes is the **Jacobian** of the step:
#
# $$J_t[j, k] = \frac{\partial h_t[k]}{\partial h_{t-1}[j]}$$
#
# The round ∂ says what you did: nudge this one number and hold all others still. States are rows here, so a small
# change goes forward as $\delta h_t = \delta h_{t-1}\, J_t$. (Books that write states as columns have it transposed.)
#
# In a batch every row has slopes of its own, and so a table of its own. **An axis of length 1** helps with that: NumPy
# stretches it to whatever it meets. `None` in an index makes one. Here each of two rows meets a whole table of ones:

# %%
rows = np.array([[1, 2], [10, 20]])
print(rows.shape, "becomes", rows[:, None, :].shape)
print(np.ones((3, 2)) * rows[:, None, :])

# %% [markdown]
# > **Your turn ({{points}}).** Write `step_jacobian(x, h, W, U, b)`, one matrix for each row of the batch. The check
# > begins with the two neurons above.

# %% exercise="step_jacobian"

# %% [markdown]
# An error comes back through the same matrix, from its other side: $dh_{t-1} = dh_t\, J_t^{\mathsf T}$. Let an error of
# 1 arrive at the first neuron only. By your two functions:

# %%
dh = np.array([[1.0, 0.0]])
J = np.array(step_jacobian(x, h, W, U, b))[0]
print("by the Jacobian  ", np.round(dh @ J.T, 2))
print("by your step back", np.round(rnn_step_backward(dh, x, h, W, U, b)[1], 2))

# %% [markdown]
# By how much does such a matrix stretch? That depends on the direction. Send arrows of length 1 through $J$, in all
# directions, and look at where they end.

# %%
angles = np.linspace(0, 2 * np.pi, 361)
arrows = np.stack([np.cos(angles), np.sin(angles)], axis=1)
sent = arrows @ J
figures.draw_stretch(arrows, sent)
show("Arrows of length 1 end on a circle. Sent through J they end on an ellipse: one of them has become longest.")

# %%
print(f"the longest: {np.linalg.norm(sent, axis=1).max():.2f}, and by np.linalg.norm(J, 2): {np.linalg.norm(J, 2):.2f}")

# %% [markdown]
# The length of the longest is the **norm of the matrix**, $\|J\|$. It is the most that can become of a change of length
# 1, or of an error. Many steps are many matrices, multiplied,
#
# $$\frac{\partial h_T}{\partial h_t} = J_{t+1}\, J_{t+2} \cdots J_T$$
#
# and the norm of this product says how much of an error at step $T$ can arrive at step $t$, at most.
#
# What decides it? Take a $U$ that does two things only: it turns a state, which changes no length, and then multiplies
# it by one number, its **spectral radius**. (*Aside*: every square matrix has a spectral radius, the size of its
# largest eigenvalue; in the long run a matrix stretches by it at every step.) A matrix that turns comes out of NumPy's
# `qr`; take it as given.


# %%
def jacobians(radius, loudness, seed=0, steps=160, hidden=32):
    """The Jacobian of every step, for a U of this spectral radius and inputs of this loudness."""
    rng = np.random.default_rng(seed)
    turn, _ = np.linalg.qr(rng.normal(size=(hidden, hidden)))
    weights = rng.normal(size=(4, hidden)), radius * turn, np.zeros(hidden)
    h, collected = np.zeros((1, hidden)), []
    for x in loudness * rng.normal(size=(steps, 1, 4)):
        collected.append(np.array(step_jacobian(x, h, *weights))[0])
        h = rnn_step(x, h, *weights)
    return collected


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
shown = {f"{radius:g}": norms[np.argmin(np.abs(radii - radius))] for radius in (0.5, 0.7, 0.9, 1.0, 1.1, 1.5)}
figures.draw_arriving(shown, "spectral radius")
show(
    "How much of an error arrives, on a logarithmic scale. Below radius 1 the curves fall in nearly straight lines: "
    "the gradient vanishes. Above it they rise, and not by much."
)

# %% [markdown]
# This is the **vanishing gradient**. It is no fault in the code; it is fifty factors below 1. The slider holds all 21
# radii. Where must it stand for a tenth to be left after 20 steps? And after 50?

# %%
from lecturelib.widgets import VanishingExplorer

VanishingExplorer(radii, lags, norms, radius=0.9, lag=20)

# %% [markdown]
# Look at 0.9 and 1.1 once more. The window between losing everything and drowning is narrow, and training moves $U$.
#
# Why do the upper curves rise so little? 1.5 to the power of 50 is 600 million, and nothing like it arrives. When the
# radius is above 1 the state grows until tanh stops it, and there the slopes are below 1.
#
# ## The second knob
#
# So the slopes are a knob of their own. Give the network louder inputs, and keep the radius at 1.1. Eight networks for
# each, from eight random starts:

# %%
for loudness in (0.01, 0.1, 0.3, 1.0, 3.0):
    left = [arriving(jacobians(1.1, loudness, seed), lags=20)[20] for seed in range(8)]
    print(f"loudness {loudness:4}: after 20 steps between {min(left):.1g} and {max(left):.1g}")

# %%
loud = {f"{loudness:g}": arriving(jacobians(1.1, loudness)) for loudness in (0.01, 0.1, 0.3, 1.0, 3.0)}
figures.draw_arriving(loud, "loudness")
show("Spectral radius 1.1, one of the eight networks: the louder its inputs, the faster the gradient vanishes.")

# %% [markdown]
# A neuron that is driven to the flat end of its squash has nearly no slope, and every error that must pass through it
# is nearly lost: in {{squashing}} this was *saturation*.
#
# (Hochreiter saw it in 1991, in a diploma thesis written in German; Bengio, Simard and Frasconi in 1994. Clipping by
# the norm is Pascanu, Mikolov and Bengio's, 2013.)
#
# ## What it does to learning
#
# A waiter again, and one of four dishes: first the order, then small talk, then *what was it?* The **lag** is the
# number of words of small talk. Nothing else gets harder when it grows. The claim to test:
#
# > As the number of lags grows, the ability of a recurrent network to learn goes down.
#
# Train three waiters. Each hears 300 batches of orders.

# %%
from lecturelib.tasks import echo, recall
from lecturelib.train import train

for lag in (1, 5, 40):
    task = recall(lag)
    score = train(CELLS["rnn"], task, hidden=32, steps=300, rate=0.01).score
    print(f"{lag:2} words of small talk:", "learnt" if score > task.passmark else "not learnt")

# %% [markdown]
# One network, one random start, one learning rate: that proves little. So the same was done for six lags, three rates
# and eight starts, 144 networks in all. It takes minutes, so the scores are stored; `python -m lecturelib.experiments
# vanishing` measures them again. Predict: which rate is best for a lag of 20?

# %%
from lecturelib.experiments import vanishing

measured = vanishing.results()
figures.draw_scores({f"rate {rate}": by_lag for rate, by_lag in measured["recall"].items()}, "lag", chance=1 / 4)
show(
    "Dots are networks, the line is their mean, and the dotted line is a guess, 1/4. "
    "To lag 5 all have learnt it; at 10 and 20 some have; at 40 none."
)


# %%
def count_learnt(word, by_rate):
    """Print how many of the eight networks have learnt it, for each rate and each setting of what the word names."""
    for rate, by_setting in by_rate.items():
        counts = [f"{word} {setting}: {np.sum(np.array(scores) > 0.95)}" for setting, scores in by_setting.items()]
        print(f"rate {rate}, learnt of 8:", ", ".join(counts))


count_learnt("lag", measured["recall"])

# %% [markdown]
# The claim holds, with exceptions. To lag 5 all 24 networks learn it, at lag 40 none of 24. Between them luck decides:
# some learn lag 20, from a lucky start and at a large rate; others tell only half of the dishes apart and stay at ½.
# (They all have help: *Adam*, which moves the weights, divides every gradient by its own usual size, so that a tiny one
# still makes a step of ordinary length.) What goes down is how often it works.
#
# And memory is not what is missing. In {{rnn}} the waiter who was trained with up to 12 words of small talk still knew
# the order after 20. It is *learning to* remember that fails, because the blame does not arrive.
#
# ### Another story (*aside*)
#
# Is it the waiter? Here is a task from 1997, *temporal order*. A long row of symbols holds two marks, each of them an X
# or a Y, one early and one in the middle; at the end the network says which came first and which second. Four answers,
# so a guess is right in ¼. Eight networks for each length and rate, 600 batches each:

# %%
count_learnt("length", measured["order"])

# %% [markdown]
# Another story with the same end. In 10 symbols all of them find the order, in 40 none.
#
# ## A book is too long
#
# To learn from a whole book, must the error go back to page one? It never does. The text is cut into **windows**. The
# state is carried from one window to the next; the error stops at the window's edge. This is **truncated** BPTT. What
# does one lose? Eight steps, whole and in two windows of four, with an error at the last step only:

# %%
rng = np.random.default_rng(4)
weights = [rng.normal(size=(3, 4)) / 4, rng.normal(size=(4, 4)) / 2, np.zeros(4)]
xs, start, dhs = rng.normal(size=(8, 2, 3)), np.zeros((2, 4)), np.zeros((8, 2, 4))
dhs[-1] = 1.0

_, end = unroll(rnn_step, xs, start, *weights)
_, halfway = unroll(rnn_step, xs[:4], start, *weights)
_, end_in_windows = unroll(rnn_step, xs[4:], halfway, *weights)
print(f"the last states differ by {np.max(np.abs(end - end_in_windows)):.1f}")

# %%
dxs, _, dW, *_ = bptt(dhs, rnn_step, rnn_step_backward, xs, start, *weights)
dxs_late, _, dW_late, *_ = bptt(dhs[4:], rnn_step, rnn_step_backward, xs[4:], halfway, *weights)
dxs_in_windows = [*np.zeros((4, 2, 3)), *dxs_late]
for name, errors, blame in (("whole", dxs, dW), ("in windows", dxs_in_windows, dW_late)):
    sizes = " ".join(f"{np.linalg.norm(dx):.2f}" for dx in errors)
    print(f"{name:11} error at the eight inputs: {sizes}   size of dW: {np.linalg.norm(blame):.2f}")

# %% [markdown]
# Forward nothing changes: the carried state holds all that the network remembers. Back, the first four inputs are
# blamed for nothing, and $W$ hears only of its last four uses. So the network may *use* an old memory, and is never
# *taught* to keep one longer than a window. (With windows of one step this is the forgetful gradient of {{bptt}}, on
# purpose.) Can it be seen?
#
# `echo(8)` is an endless stream of two symbols, in which each must be repeated eight steps later. To connect an answer
# with its cause the error has to go through nine steps. Short windows get more updates, so that all read the same
# number of symbols. Train two, one with windows of 4 and one with windows of 16:

# %%
for window in (4, 16):
    task = echo(8, T=80)
    score = train(CELLS["rnn"], task, hidden=32, steps=6400 // window, window=window).score
    print(f"windows of {window:2}:", "learnt" if score > task.passmark else "not learnt")

# %% [markdown]
# Where between the two does it begin? Predict the picture before you run it. (Eight networks for each window, stored
# with the others. The first eight answers were shown before the stream begins and can only be guessed, so 0.95 is the
# best one can do.)

# %%
figures.draw_scores({"echo of 8 steps": measured["echo"]}, "window", chance=1 / 2, ceiling=0.95)
show("To windows of 8 all networks stay at a guess, 1/2, dotted. With 9 or more they learn; 0.95, dashed, is the best.")

# %%
for window in ("8", "9", "10"):
    scores = measured["echo"][window]
    print(f"windows of {window:>2}: median {np.median(scores):.2f}, from {min(scores):.2f} to {max(scores):.2f}")

# %% [markdown]
# The state was carried all along. It was never told what to carry. With windows of 9 the last answer of each window,
# and no other, can be traced to its cause. That is enough for six of the eight to come near the best, and two lag
# behind.
#
# ## What you have now
#
# A factor for each step, the Jacobian, and what becomes of an error when many of them multiply. Too large can be
# clipped; too small is lost.
#
# The numbers: all of 24 networks learn to remember over 5 words, none of 24 over 40.
#
# Windows, which make long texts possible, and which set a limit to what can be taught.
#
# ## Quiz

# %% [markdown]
# **1.** Gradients explode in training. Someone clips every number to between −1 and 1. What is different from clipping
# by the norm?
#
# <details><summary>Nothing, both limit the length</summary><blockquote><b>No.</b> Both limit it, but (10, 1) becomes
# (1, 1): the step now points along the diagonal, where the loss did not ask it to go. By the norm the direction
# stays.</blockquote></details>
#
# <details><summary>The direction of the step changes</summary><blockquote><b>Yes,</b> towards the diagonals. It often
# still trains; it is no longer the gradient's direction.</blockquote></details>

# %% [markdown]
# **2.** "Then I set the spectral radius of $U$ to 1, and gradients neither vanish nor explode." Is that so?
#
# <details><summary>Yes</summary><blockquote><b>No.</b> It is so for a $U$ that only turns, in silence, where all slopes
# are 1. With an input to listen to, the slopes fall below 1 and the product vanishes again. And a random $U$ of radius
# 1 is no such $U$: it stretches a few directions and shrinks most others, and after 50 steps, even in silence, more
# than half of all directions are down to less than a millionth.</blockquote></details>
#
# <details><summary>At the start, with a $U$ that only turns and quiet inputs, it helps</summary><blockquote><b>Yes,</b>
# and people do it. It is a good start, not a cure, for training moves $U$. What would be a cure: a road back without a
# squash on it, whose factor is 1 whatever the input says. Hold that thought.</blockquote></details>

# %% [markdown]
# **3.** A language model trained with windows of 100 words has read a character's name 300 words ago. Can it use the
# name?
#
# <details><summary>No, the window is too short</summary><blockquote><b>No.</b> The window limits what can be
# <i>learnt</i>, not what can be remembered. The state was carried over the edges.</blockquote></details>
#
# <details><summary>Yes, if something within 100 words taught it to keep names</summary><blockquote><b>Yes.</b> A habit
# learnt on short distances can carry further. What it cannot do is learn that habit from a cause 300 words
# away.</blockquote></details>

# %% [markdown]
# **4.** Two neurons, each with a slope of ½, and `U = [[0, 1], [1, 0]]`. What is the norm of the Jacobian?
#
# <details><summary>½</summary><blockquote><b>Yes.</b> $U$ exchanges the two numbers, which changes no length, and the
# slopes halve both.</blockquote></details>
#
# <details><summary>1</summary><blockquote><b>No.</b> That is the norm of $U$ alone; the change still has to pass the
# tanh.</blockquote></details>
#
# <details><summary>¼</summary><blockquote><b>No.</b> Each number passes one slope in a step, not
# two.</blockquote></details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: what would a memory be that nothing squashes?

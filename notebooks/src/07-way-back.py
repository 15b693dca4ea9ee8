# %% [markdown]
# # The LSTM's way back
#
# You have built the belt and watched a network keep a word on it. Nobody told it to. How did it learn to keep? An error
# came back from the verb to the noun, and told the gates what they should have done.
#
# In {{vanishing}} such an error faded on its way, for at every step it went through a squash and the same weights.
# Today you build the LSTM's way back, look for a road whose factor is 1, and measure what it is worth, also where it is
# worth nothing. {{total}}, about {{minutes}}.

# %%
import numpy as np

from lecturelib import CELLS
from lecturelib.exercises import check, exercise, progress
from lecturelib.experiments import way_back as experiments
from lecturelib.figures import lstm as figures
from lecturelib.figures import show
from lecturelib.reference import affine_backward, bptt, lstm_step, sigmoid, sigmoid_slope, tanh_slope, unroll
from lecturelib.train import train

np.set_printoptions(precision=2, suppress=True)

# %% [markdown]
# ## Back, gate by gate
#
# The step worked by hand in {{lstm}} kept nine tenths of 1, took in half of −0.4, and showed half of what there was:
# $c = 0.70$, $h = 0.30$. Now an error comes back to it.
#
# The last line of the step is the first on the way back: $h_t = o \odot \tanh(c_t)$, a times junction, and behind one
# of its sides a tanh. At a times junction the error of each side is what comes in, times the *other* side.
#
# By hand, with $c = 0.7$ and $o = ½$. To $h$ comes an error of 1. To $o$ goes 1 times the other side, tanh(0.7) = 0.60.
# To $c$ goes 1 times the other side, ½, and then the slope of the tanh, 1 − 0.60² = 0.63: together 0.32.
#
# > **Your turn ({{points}}).** Write `lstm_output_backward(dh, c, o)`, where $c$ is the new memory.

# %% exercise="lstm_output_backward"

# %% [markdown]
# Next, the belt: $c_t = f \odot c_{t-1} + i \odot g$. The plus passes an error on to both sides, whole. Then at each
# times junction the factor is the other side again: for $f$ it is the old $c$, for the old $c$ it is $f$.
#
# By hand: to the new $c$ comes an error of 1. The old $c$ was 1, $i = ½$, $f = 0.9$, $g = -0.4$. So to $i$ goes −0.4,
# to $g$ ½, to $f$ 1, and to the old $c$ 0.9.
#
# Hold on to that last one. *What goes back along the belt is multiplied by $f$, and by nothing else.* No weights, no
# slope.
#
# > **Your turn ({{points}}).** Write `lstm_memory_backward(dc, c, i, f, g)`. The $dc$ you are given belongs to the new
# > $c$; the $c$ you are given, and the $dc$ you return, are the old ones.

# %% exercise="lstm_memory_backward"

# %% [markdown]
# ## The carousel
#
# Put an error of 1 on the belt, and send it back fifty steps, for three doorkeepers.

# %%
one, zero = np.ones((1, 1)), np.zeros((1, 1))
for f in (0.5, 0.9, 1.0):
    dc = one
    for _ in range(50):
        dc, di, df, dg = lstm_memory_backward(dc, zero, zero, f * one, zero)
    print(f"f = {f}: {np.ravel(dc)[0]:.3g} arrives, and {f}^50 = {f**50:.3g}")

# %% [markdown]
# With $f = 1$ it is 1. Not nearly: exactly, and after fifty thousand steps as well. Here is the road back whose factor
# is 1. Hochreiter and Schmidhuber named it the **constant error carousel**, for an error once on it goes round and
# round as it is. Their cell of 1997 had no $f$ at all: the factor was always 1.
#
# Along the belt, the gradient is the product of the f's:
#
# $$\left.\frac{\partial c_T}{\partial c_t}\right|_{\text{belt}} = f_{t+1} \odot f_{t+2} \odot \cdots \odot f_T$$
#
# The little bar says that this is one road of several. Where are the others?

# %% [markdown]
# ## The whole step back
#
# The old $h$ was heard by all four gates. So the error of $h$ goes out to $i$, $f$, $g$ and $o$, through their
# squashes, and back through $U$ to the old $h$: the road you know from the vanilla network, four lanes wide. Two
# states, two roads:
#
# - **dc** comes from the step after along the belt. At the new $c$ it meets what $h$ sends down, and *the two add up*.
# - **dh** comes from the step after through $U$, and from the answer of this step.

# %% [markdown]
# By hand, the same step once more. To $h$ comes 1, and along the belt from the step after comes 0.68.
#
# 1. Out of $h$: 0.60 to $o$, and 0.32 down to $c$, where it meets 0.68: together 1.00.
# 2. Along the belt: −0.4 to $i$, 1 to $f$, ½ to $g$, and 0.9 to the old $c$. That is the $dc$ to return.
# 3. Through each gate's own squash. The slope of $i$, at ½, is ½ · ½ = 0.25: −0.10. Of $f$, at 0.9, it is 0.9 · 0.1:
#    0.09. Of $g$, a tanh at −0.4, it is 1 − 0.16: 0.42. Of $o$, 0.25 again: 0.15.
# 4. Side by side, in the order i f g o, $da$ = [−0.10, 0.09, 0.42, 0.15]. That is $db$, and with $x = 1$ also $dW$.
# 5. With all four weights in $U$ at 1 the old $h$ gets their sum, 0.56. The old $h$ itself was 0, so $dU$ is 0; $W$ was
#    0, so $dx$ is 0.
#
# In code the same five: forward first, as far as the new $c$; then these. The check begins with this case.
#
# > **Your turn ({{points}}).** Write `lstm_step_backward(dh, dc, x, h, c, W, U, b)`. Your two functions,
# > `affine_backward(da, x, W, b)`, `sigmoid` and the two slopes are yours to use. A slope wants what came *out* of the
# > squash.

# %% exercise="lstm_step_backward"

# %% [markdown]
# Now the judges. PyTorch has this cell built in. It wants the weights transposed (`.T`), and two biases where one would
# do: the second gets zeros. Is it the same cell, forward and back?

# %%
import torch

rng = np.random.default_rng(5)
xs, dhs = rng.normal(size=(6, 2, 3)), rng.normal(size=(6, 2, 4))
W, U, b = rng.normal(size=(3, 16)), rng.normal(size=(4, 16)), rng.normal(size=16)
theirs = torch.nn.LSTM(3, 4).double()
with torch.no_grad():
    for parameter, array in zip(theirs.parameters(), (W.T, U.T, b, 0 * b)):
        parameter.copy_(torch.tensor(array))
answers, _ = theirs(torch.tensor(xs))
answers.backward(torch.tensor(dhs))

# %%
start = np.zeros((2, 4)), np.zeros((2, 4))
hs, _ = unroll(lstm_step, xs, start, W, U, b)
_, _, dW, dU, db = bptt(dhs, lstm_step, lstm_step_backward, xs, start, W, U, b)
dW_t, dU_t, db_t, _ = (parameter.grad.numpy() for parameter in theirs.parameters())
pairs = {"h": (hs, answers.detach().numpy()), "dW": (dW, dW_t.T), "dU": (dU, dU_t.T), "db": (db, db_t)}
for name, (mine, of_torch) in pairs.items():
    apart = np.abs(mine - of_torch).max()
    print(
        f"{name:2} and torch's are the same to {min(12, int(-np.log10(apart + 1e-300)))} digits after the point or more"
    )

# %% [markdown]
# The same. (`bptt` is the course's own here, which serves a cell of two states. It is the loop of {{bptt}}, with a
# tuple in its hand.) And does it train? `CellFromStep` makes a cell of any step and its way back. Twenty batches of the
# children's book, yours beside the engine that the course uses for speed:

# %%
from lecturelib.cells import CellFromStep
from lecturelib.tasks import childrens_book

yours = CellFromStep(CELLS["lstm"], lstm_step, lstm_step_backward)
for name, cell in {"yours": yours, "the engine's": CELLS["lstm"]}.items():
    losses = train(cell, childrens_book(), hidden=4, steps=20, batch=8).losses
    print(f"{name:12} loss after 1, 10 and 20 batches: {losses[0]:.3f} {losses[9]:.3f} {losses[19]:.3f}")

# %% [markdown]
# ## The roads, seen
#
# *Girls with hat with hats often* … *sing*. Take the singer of {{lstm}}, and ask what made it expect *sing* and not
# *sings*: the gradient of the difference of the two scores. It enters at $h$, at the last word. On which roads does it
# come back to *girls*?

# %%
from lecturelib.reference import one_hot
from lecturelib.tasks import AGREEMENT_WORDS, agreement
from lecturelib.widgets import RoadsExplorer

singer = train(CELLS["lstm"], agreement(), hidden=8, steps=300, rate=0.02, seed=1)
words = [".", "girls", "with", "hat", "with", "hats", "often"]
xs = one_hot([AGREEMENT_WORDS.index(word) for word in words], 9)
sings, sing = (singer.params["W_y"][:, AGREEMENT_WORDS.index(verb)] for verb in ("sings", "sing"))
dhs = np.zeros((len(words), 8))
dhs[-1] = sing - sings
roads = {"output_backward": lstm_output_backward, "memory_backward": lstm_memory_backward}
RoadsExplorer(singer.params, xs, words, dhs, **roads)

# %% [markdown]
# Each road is as wide as what travels on it, computed by your functions. Step back word by word, and watch the belt:
# while the hats go by, nearly all of the error travels there. The four roads through the gates are busy at both ends,
# where the verb is due and where the subject was read.
#
# ## What the belt does not fix
#
# You will read that the LSTM *solves* the vanishing gradient. Measure it, as in {{vanishing}}: put an error on the last
# $h$, walk back, and note how much of it is left at $h$ and at $c$ after each step. The cell is untrained and hears
# noise.
#
# One number is varied, the bias of the forget gate at the start, which says how far the doorkeeper leans: 0 keeps a
# half, 1 keeps 0.73, 2 keeps 0.88, 4 keeps 0.98. Along the belt alone, $f^n$ should be left after n steps. Is it?

# %%
from lecturelib.probing import arriving

roads = {}
for bias in (0, 1, 2, 4):
    at_h, at_c = arriving(lstm_step, lstm_step_backward, bias)
    _, belt = arriving(lstm_step, lstm_step_backward, bias, belt_alone=True)
    roads[f"forget bias {bias}"] = at_h, at_c, belt
figures.draw_roads(roads)
show("What is left of an error, for four forget biases: at h, at c, and along the belt if h passes nothing on.")

# %% [markdown]
# More arrives than the belt brings. The share that a step keeps says it shortest; here from eight random starts, the
# smallest and the largest:


# %%
def kept_a_step(bias, belt_alone):
    """From eight starts, the factor at c from one step to the next, over lags 20 to 50: the smallest, the largest."""
    arrived = [arriving(lstm_step, lstm_step_backward, bias, seed, belt_alone, 50)[1] for seed in range(8)]
    factors = [(at_c[-1] / at_c[19]) ** (1 / 30) for at_c in arrived]
    return f"{min(factors):.2f} to {max(factors):.2f}"


for bias in (0, 1, 2, 4):
    print(f"bias {bias}: belt alone {kept_a_step(bias, True)}, all roads {kept_a_step(bias, False)}")

# %% [markdown]
# Along the belt alone a step keeps $f$: 0.50, 0.73, 0.88, 0.98, as it should. The rest came by the other roads. At each
# step part of the error leaves the belt through the gates, goes through $U$ to the old $h$, and from there down to the
# belt again. That adds to what was on it. At bias 2 it makes up for all that the belt loses, and at bias 4 for more:
# there the error *grows*. (Hence the clipping in `train`.)
#
# If the doorkeeper shrugs, at bias 0, the gradient vanishes: after fifty steps less than a billionth is left. A bias of
# 1 slows the decay and does not stop it. So the belt is a road whose factor *can* be 1. Whether it is, the gate
# decides, and at the start of training, the gate's bias.
#
# How far does that reach?

# %% [markdown]
# ## Swap the cell
#
# Now the claim that made it famous. In {{vanishing}} a vanilla waiter had to recall one of four dishes after more and
# more small talk. The same task again, the same loop, 300 batches. Only the cell is another. Write down what you expect
# of an LSTM at lag 40. Its forget bias is 1, the usual choice, so that its time constant is 3 steps; {{lstm}} made a
# guess.

# %%
from lecturelib.tasks import recall

bias = 1
waiter = train(CELLS["lstm"].with_forget_bias(bias), recall(40), hidden=16, steps=300, rate=0.01)
print(f"forget bias {bias}: right in {waiter.score:.2f} of 500; a guess is right in 0.25")

# %% [markdown]
# Change `bias` to 2, to 3 and to 4, and run the cell again.
#
# That was one network at one rate of learning. A comparison should give each kind the same rates, and several random
# starts. Eight starts, two rates; the LSTM with forget bias 1, 2 and 4; the vanilla network with as many units, and
# with as many *parameters* as the LSTM has. (`python -m lecturelib.experiments way-back` trains them all again.)

# %%
stored = experiments.results()


def scores(task):
    """{kind: {rate: the scores of eight starts}}."""
    kinds = stored[task].items()
    return {kind: {rate: [score for score, _ in runs] for rate, runs in by_rate.items()} for kind, by_rate in kinds}


figures.draw_contest(scores("recall 40"), guess=1 / 4, xlabel="share right")
show("Recall after 40 steps. Each mark is a random start, a bar the median; the dotted line is a guess.")

# %% [markdown]
# Did you expect that? At a bias of 1, the usual choice, none of the sixteen LSTMs does better than a guess, while four
# of the eight vanilla networks of equal size, at the larger rate, are always right. To swap the cell is not enough: its
# belt has to reach as far as the task does.
#
# With a bias of 4, and at the rate of 0.01, six of eight are always right, which is the best of all; the guess from the
# time constant was a good one. It is no guarantee: the other two stopped on the way, and at the larger rate four of
# eight did.
#
# What this cell has and the vanilla network has not is a knob that says *remember, unless told otherwise*. (Gers and
# his colleagues began with the gate open in 2000; a bias of 1 is the advice of Jozefowicz, Zaremba and Sutskever, 2015.
# Tallec and Ollivier, 2018, draw the biases so that the time constants reach as far as the task does.)
#
# ## Faster, and further
#
# One more task, of Hochreiter and Schmidhuber's own kind. Fifty numbers between 0 and 1 go by; two of them are marked;
# at the end, say their sum. Who says 1 every time has a squared error of 1/6; who remembers one of the two marks, half
# of that. So what counts as learnt is a quarter. 600 batches for each.

# %%
figures.draw_contest(scores("adding 50"), guess=0.19, xlabel="share of sums right to 0.1")
show("Adding two of fifty numbers. Each mark is a random start, a bar the median; dotted, who always says 1.")

# %% [markdown]
# *Faster* has a number too: the batches it took until the loss came down to a quarter of a guess's.

# %%
for kind, by_rate in stored["adding 50"].items():
    for rate, runs in by_rate.items():
        print(f"{kind}, rate {rate}: {experiments.told(runs)}")

# %% [markdown]
# Here the claim holds: of 32 vanilla networks, of equal size and of equal parameters, none leaves the guess. The LSTM
# does, at the larger rate: from all eight starts with a bias of 2, from six with 1, from three with 4. At 0.01 few of
# them have learnt anything when the 600 batches are over. So the best bias is another one than before, and the rate
# matters as much as the cell. (A budget is a budget: with many more batches others may learn it too.)
#
# A third task is the temporal order of {{vanishing}}: two marks, each an X or a Y, far apart in a row of 40 symbols;
# was it XX, XY, YX or YY? There a vanilla network of 32 units (1248 weights and biases) had 600 batches at each of
# three rates. An LSTM of 16 units (1472) gets the same.

# %%
from lecturelib.experiments import vanishing

vanilla = vanishing.results()["order"]
for rate, found in stored["order"].items():
    learnt, learnt_there = (sum(score > 0.9 for score in part) for part in (found, vanilla[rate]["40"]))
    print(f"rate {rate}: the LSTM finds the order from {learnt} of 8 starts, the vanilla network from {learnt_there}")

# %% [markdown]
# Thirteen of 24 against none, though the LSTM starts at its usual bias of 1. And there are tasks with nothing to gain:
# in {{lstm}} ten vanilla networks learnt the language of the girls with hats, with a quarter of the weights. Which cell
# is better depends on the task, on the rate, and on the bias; a single run of each tells you little.
#
# ## What you have now
#
# The way back of the LSTM, gate by gate: along the belt an error is multiplied by $f$ alone, exactly 1 where $f$ is 1.
# That is a road, not a promise: $-1/\ln f$ says how far it reaches.
#
# A knob, the forget bias, that says *remember, unless told otherwise* before anything is learnt.
#
# ## Quiz

# %% [markdown]
# **1.** "The LSTM solves the vanishing gradient." What would you say?
#
# <details><summary>It does: along $c$ the factor is 1</summary><blockquote><b>No.</b> The factor is $f$. With $f = ½$
# at every step, which is where a bias of 0 starts, the error vanished.</blockquote></details>
#
# <details><summary>It gives the gradient a road whose factor the network can set to 1</summary><blockquote><b>Yes.</b>
# Whether it does is learnt, and to learn it, some of the error must arrive in the first place. Hence the
# bias.</blockquote></details>
#
# <details><summary>It does not: the error vanishes all the same</summary><blockquote><b>No.</b> So it is at bias 0. At
# bias 4 the error of fifty steps ago arrived whole.</blockquote></details>

# %% [markdown]
# **2.** Your `lstm_step_backward` is right for one step, but over two steps $dW$ is wrong. In the code you find
# `lstm_memory_backward(dc_out, c, i, f, g)`. Why did one step not show it?
#
# <details><summary>One step has no belt to go back along: the $dc$ given to it is 0</summary><blockquote><b>Yes.</b>
# After the last step nothing comes back along the belt, so leaving it out changes nothing. One step earlier it is the
# long road that is cut.</blockquote></details>
#
# <details><summary>With one step, $dh$ is 0</summary><blockquote><b>No.</b> $dh$ is what enters. It is $dc$ that is 0
# there.</blockquote></details>

# %% [markdown]
# **3.** At forget bias 2 the belt alone keeps 0.88 a step, and yet about 1.00 of the error arrives from step to step.
# Where does the rest come from?
#
# <details><summary>From rounding</summary><blockquote><b>No.</b> Rounding is sixteen digits
# away.</blockquote></details>
#
# <details><summary>From the roads through the gates and $U$, which lead back to the
# belt</summary><blockquote><b>Yes.</b> With $h$ cut off, the belt kept 0.88, as the bias says.</blockquote></details>
#
# <details><summary>From $f$, which has been trained to 1</summary><blockquote><b>No.</b> Nothing was trained
# there.</blockquote></details>

# %% [markdown]
# **4.** A paper compares a new cell with the vanilla network. The cell was tried at three rates of learning, the
# vanilla network at one, both with 100 units. What would you ask for?
#
# <details><summary>The same rates for both, a vanilla network of equal parameters, and several random starts of
# each</summary><blockquote><b>Yes.</b> In the figures above one rate, or one start, could have told you either
# story.</blockquote></details>
#
# <details><summary>Nothing: equal units are a fair comparison</summary><blockquote><b>No.</b> At equal units a cell
# with four gates has four times the parameters.</blockquote></details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: three gates, two squashes, two states. Which of these parts does one need?

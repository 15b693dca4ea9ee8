# %% [markdown]
# # Variants: which parts matter?
#
# In {{lstm}} you put together a cell of three gates, two squashes and two states. Does it need all of them?
#
# A mechanic who wonders what a part is for takes it out and listens to the engine. Since 1997 people have done that to
# this cell, and have added parts as well. You will build five of its relatives, see what each can and cannot do, and at
# the end take the engine apart yourself.
#
# {{total}}, about {{minutes}}. The part marked *aside* may be skipped.

# %%
import numpy as np

from lecturelib import CELLS
from lecturelib.exercises import check, exercise, progress
from lecturelib.figures import show, wiring
from lecturelib.figures import variants as figures
from lecturelib.reference import (
    affine_backward,
    lstm_output_backward,
    lstm_step,
    sigmoid,
    sigmoid_slope,
    tanh_slope,
    unroll,
)

np.set_printoptions(precision=2, suppress=True)

# %% [markdown]
# ## One drawing for all
#
# This is the cell you have built. The memory runs along the top, over the times junction that keeps and the plus
# junction that adds. Look at it well: every part keeps its place in the drawings to come, so that a variant is
# what has changed.

# %%
wiring.draw_wiring("lstm")
show("The LSTM: the memory c along the top, the old h and x along the bottom, and between them f, i, g and o.")

# %% [markdown]
# ## 1997: a cell that cannot forget
#
# The first long short-term memory, Hochreiter and Schmidhuber's, had no forget gate. Whatever has got into its memory
# stays:
#
# $$\begin{aligned} i &= \sigma(x_t W_i + h_{t-1} U_i + b_i) \\
# o &= \sigma(x_t W_o + h_{t-1} U_o + b_o) \\
# g &= \tanh(x_t W_g + h_{t-1} U_g + b_g) \\
# c_t &= c_{t-1} + i \odot g \\
# h_t &= o \odot \tanh(c_t) \end{aligned}$$

# %%
wiring.draw_wiring("no_forget", ghosts=("lstm",))
show("The cell of 1997: nothing stands on the line of the memory any more, only the plus junction that adds to it.")

# %% [markdown]
# Along the memory the factor of a step is 1, whatever the input says: an error comes back from any lag as it is. That
# was the point, and in {{vanishing}} you have seen what the point was worth.
#
# **By hand.** All examples by hand on this page have one number coming in, $x = 1$, and an opinion of 0.55 about the
# candidate, since tanh(0.55) = ½. A gate without an opinion answers σ(0) = ½. Here the memory is 2. What comes of it?
# $c$ = 2 + ½ · ½ = 2.25, and $h$ = ½ · tanh(2.25) = 0.49.
#
# > **Your turn ({{points}}).** Write `no_forget_step(x, h, c, W, U, b)`. Three blocks now, in the order i g o.

# %% exercise="no_forget_step"

# %% [markdown]
# What does it cost? Tell a unit *yes* at forty steps, then *no* at twenty. The candidate is 0.8 for a yes and −0.8 for
# a no, and half of it is taken in. The LSTM beside it keeps nine tenths of its memory at each step. Where will the two
# memories be after 40 times yes? And how many times no does it take to turn them round?

# %%
YES_THEN_NO = [1.0] * 40 + [-1.0] * 20


def listen(step, W, b):
    """The memory c and the shown h of one unit after every step; W and b have a number for each block."""
    h, c, shown, memory = np.zeros((1, 1)), np.zeros((1, 1)), [], []
    for x in YES_THEN_NO:
        h, c = step(np.array([[x]]), h, c, np.array([W]), np.zeros((1, len(W))), np.array(b))
        shown.append(np.asarray(h).item())
        memory.append(np.asarray(c).item())
    return np.array(memory), np.array(shown)


# %% [markdown]
# (`.item()` takes the one number out of an array of one number.) The candidate needs an opinion whose tanh is 0.8; the
# forget gate one of ln 9, since σ(ln 9) = 0.9; an opinion of 100 opens the output gate.

# %%
loud, nine_tenths, opened = np.arctanh(0.8), np.log(9), 100.0
told = {
    "no_forget": listen(no_forget_step, [0, loud, 0], [0, 0, opened]),
    "lstm": listen(lstm_step, [0, 0, loud, 0], [0, nine_tenths, 0, opened]),
}
for name, (c, h) in told.items():
    turned = np.flatnonzero(h[40:] < 0)
    when = f"at the {turned[0] + 1}th" if len(turned) else "at none"
    print(f"{name:10} after 40 times yes c = {c[39]:4.1f}; of the 20 times no it turns {when}")

# %%
figures.draw_filling(told)
show("Told yes forty times, the memory of 1997 climbs to 16, and twenty times no do not turn it. The LSTM turns in 7.")

# %% [markdown]
# The LSTM settles where what leaks equals what comes in, near $0.4 / (1 - 0.9) = 4$. The cell of 1997 adds up. To
# change its mind, it has to say no as often as it ever heard yes, and what it shows, $h$, stays at 1 meanwhile,
# on the flat arm of tanh, where no error comes back through. Such a unit is *full*.
#
# As long as somebody sets $c$ to 0 between one sequence and the next, it does not come to that. But a stream has no
# such breaks. That is why Gers, Schmidhuber and Cummins added the forget gate (2000), and you will see it happen to
# trained cells below.

# %% [markdown]
# ## A guard who cannot see what he guards
#
# Here are two units of an LSTM. One remembers 2, the other −2, and both output gates are shut.

# %%
c, shut = np.array([[2.0, -2.0]]), np.array([0, 0, 50, 50, 0, 0, -50, -50.0])
h, _ = lstm_step(np.zeros((1, 1)), np.zeros((1, 2)), c, np.zeros((1, 8)), np.zeros((2, 8)), shut)
print("remembered", c[0], " shown", np.abs(h[0]).round(9))

# %% [markdown]
# Opposite memories, the same $h$. The gates of the next step see $x$ and $h$ and nothing else: which of the two
# memories they are deciding about, they cannot know.
#
# So Gers and Schmidhuber (2000) drilled a hole in the wall. Each gate sees the memory of its own unit through one
# weight, a **peephole**:
#
# $$\begin{aligned} i &= \sigma(x_t W_i + h_{t-1} U_i + b_i + p_i \odot c_{t-1}) \\
# f &= \sigma(x_t W_f + h_{t-1} U_f + b_f + p_f \odot c_{t-1}) \\
# o &= \sigma(x_t W_o + h_{t-1} U_o + b_o + p_o \odot c_t) \end{aligned}$$

# %%
wiring.draw_wiring("peephole")
show("The peephole LSTM: wires lead from the memory to the gates; the one to o leaves it after the plus junction.")

# %% [markdown]
# Mind the last index. When $i$ and $f$ decide, only the old memory exists. When $o$ decides, the new one has been
# made, and that is the one it would let out.
#
# **By hand**, with a memory of 2 and peepholes 0, −1, 1 for $i$, $f$, $o$. $i$ = ½ sees nothing; $f$ = σ(−2) = 0.12;
# so $c$ = 0.12 · 2 + ½ · ½ = 0.49. Now $o$ looks: σ(0.49) = 0.62, and $h$ = 0.62 · tanh(0.49) = 0.28. Had it looked at
# the old memory, it would have opened to σ(2) = 0.88.
#
# > **Your turn ({{points}}).** Write `peephole_step(x, h, c, W, U, b, p)`. The rows of $p$ are those of $i$, $f$ and
# > $o$.

# %% exercise="peephole_step"

# %% [markdown]
# What can one do with it? Build a clock from a single unit. It hears nothing. At each step it adds ½ to its memory. The
# output gate opens when it sees more than 3¼, and the forget gate shuts when it sees more than 3¼. At which steps
# will it ring?

# %%
sharp, full = 40.0, 3.25
p = np.array([[0.0], [-sharp], [sharp]])
b = np.array([opened, sharp * full, np.arctanh(0.5), -sharp * full])
x, h, c = np.zeros((1, 1)), np.zeros((1, 1)), np.zeros((1, 1))
memory, shown = [], []
for _ in range(30):
    h, c = peephole_step(x, h, c, np.zeros((1, 4)), np.zeros((1, 4)), b, p)
    memory.append(np.asarray(c).item())
    shown.append(np.asarray(h).item())

# %%
figures.draw_clock(np.array(memory), np.array(shown), full)
show("The memory climbs in halves to 3.5, the gate sees it and lets it out, and at the next step it starts again.")

# %%
print("it rings at the steps", 1 + np.flatnonzero(np.array(shown) > 0.5))

# %% [markdown]
# Seven halves are the first to exceed 3¼: it rings at the 7th step, forgets, and begins again. Without peepholes the
# gate would have to stand ajar all the time, for the unit to hear how far it has counted. (*Recurrent nets that time
# and count* is the title of their paper.)
#
# Had $o$ looked at $c_{t-1}$, when would it have rung? At the 8th step: only then is the *old* memory 3.5. But at the
# 8th step $f$ has emptied the memory, and what $o$ lets out is tanh(½) = 0.46 in place of tanh(3.5) = 1.00. It is the
# commonest mistake in this cell, and no shape error will tell you.

# %% [markdown]
# ## What if a gate saw all memories?
#
# Lectures and blog posts often write the peephole cell like this, with one matrix a gate and everything laid end to
# end:
#
# $$\begin{aligned} f &= \sigma(W_f \cdot [C_{t-1}, h_{t-1}, x_t] + b_f) \\
# o &= \sigma(W_o \cdot [C_t, h_{t-1}, x_t] + b_o) \end{aligned}$$
#
# Read it closely. A matrix times $C_{t-1}$ means that each gate sees the memory of *every* unit, not only of its own.
# In our letters a third matrix does that, $V$, with blocks for $i$, $f$ and $o$:
#
# $$\begin{aligned} f &= \sigma(x_t W_f + h_{t-1} U_f + c_{t-1} V_f + b_f) \\
# o &= \sigma(x_t W_o + h_{t-1} U_o + c_t V_o + b_o) \end{aligned}$$
#
# $i$ is like $f$, and $g$ sees no memory.

# %%
rng = np.random.default_rng(0)
p, V = rng.normal(size=(3, 5)), rng.normal(size=(5, 15))
figures.draw_views({"peephole": np.hstack([np.diag(row) for row in p]), "full peephole": V})
show("Who is seen, row, by which gate, column, for five units. A peephole fills the diagonals, a matrix all of it.")

# %% [markdown]
# This time somebody else has written the step. It runs, all shapes fit, and it is wrong.


# %%
def handed_in(x, h, c, W, U, V, b):
    a_i, a_f, a_g, a_o = np.split(x @ W + h @ U + b, 4, axis=-1)
    V_i, V_o, V_f = np.split(V, 3, axis=-1)
    i, f, g = sigmoid(a_i + c @ V_i), sigmoid(a_f + c @ V_f), np.tanh(a_g)
    o = sigmoid(a_o + c @ V_o)
    c = f * c + i * g
    return o * np.tanh(c), c


# %% [markdown]
# How do you find out, without reading a line of it? Let cells that you trust be its judges. With a *diagonal* $V$ each
# gate sees its own unit alone, and the step must agree with your `peephole_step`. Give it one block at a time, with
# zeros in the other two, and see which gate's block it spoils.

# %%
B, D, H = 3, 4, 5
x, h, c = rng.normal(size=(B, D)), rng.normal(size=(B, H)), rng.normal(size=(B, H))
W, U, b = rng.normal(size=(D, 4 * H)), rng.normal(size=(H, 4 * H)), rng.normal(size=4 * H)


def examine(step):
    """How far a full peephole step is from peephole_step, gate by gate, with diagonal blocks."""
    for gate in range(3):
        alone = np.zeros((3, H))
        alone[gate] = p[gate]
        diagonal = np.hstack([np.diag(row) for row in alone])
        h_theirs, c_theirs = step(x, h, c, W, U, diagonal, b)
        h_wanted, c_wanted = peephole_step(x, h, c, W, U, b, alone)
        off_h, off_c = np.abs(h_theirs - h_wanted).max(), np.abs(c_theirs - c_wanted).max()
        print(f"{'ifo'[gate]} alone sees: h is off by {off_h:.1f}, c by {off_c:.1f}")


examine(handed_in)

# %% [markdown]
# (`np.diag(row)` is a square with the row along its diagonal, `np.hstack` lays the three squares side by side.)
#
# $i$ is innocent. When $f$ alone should see, $c$ is right no longer; when $o$ alone should see, $c$ must not change at
# all, and it does. There are two mistakes in two lines. The second hides behind the first.
#
# **By hand**, two units with memories 2 and 0. Only the output gate of unit 1 sees anything, the memory of unit 0,
# with a weight of 1: that is `V[0, 5]`, row 0 for who is seen, column 5 for unit 1 in the block of $o$. All else is as
# before: $c$ = (½ · 2 + ¼, ½ · 0 + ¼) = (1.25, 0.25), and $o$ = (½, σ(1.25)) = (½, 0.78).
#
# > **Your turn ({{points}}).** Write `full_peephole_step(x, h, c, W, U, V, b)`. Begin with a copy of what was handed
# > in, mend one line, and let `examine` tell you what is left.

# %% exercise="full_peephole_step"

# %%
examine(full_peephole_step)

# %% [markdown]
# Now one unit can keep time for another. Unit 0 is the clock of before. Unit 1 remembers 0.8 and would never say it:
# its gate is held shut by a bias. But it sees the clock, by `V[0, 5]`.

# %%
b_clock = np.array([opened, -opened, sharp * full, opened, np.arctanh(0.5), 0, -sharp * full, -sharp * full])
V_clock = np.zeros((2, 6))
V_clock[0, 2] = -sharp  # the clock shuts its own forget gate
V_clock[0, 4] = sharp  # and opens its own output gate
V_clock[0, 5] = sharp  # and that of unit 1
h_pair, c_pair, said = np.zeros((1, 2)), np.array([[0.0, 0.8]]), []
for _ in range(30):
    h_pair, c_pair = full_peephole_step(
        np.zeros((1, 1)), h_pair, c_pair, np.zeros((1, 8)), np.zeros((2, 8)), V_clock, b_clock
    )
    said.append(np.asarray(h_pair)[0, 1])
print("unit 1 speaks at the steps", 1 + np.flatnonzero(np.array(said) > 0.5), "and says", np.round(said[6], 2))

# %% [markdown]
# ## And if the gates saw the memory alone?
#
# Another spelling of the peephole cell is in wide use, and encyclopedias have it in their own letters: columns, so that
# matrices stand in front; ∘ for ⊙; $\sigma_g$ for the squash of the gates, $\sigma_c$ for that of the candidate, and
# $\sigma_h$ for that of the output. The first two are what you think. The third is none: $\sigma_h(c) = c$.
#
# $$\begin{aligned} f_t &= \sigma_g(W_f x_t + U_f c_{t-1} + b_f) \\
# i_t &= \sigma_g(W_i x_t + U_i c_{t-1} + b_i) \\
# o_t &= \sigma_g(W_o x_t + U_o c_{t-1} + b_o) \\
# c_t &= f_t \circ c_{t-1} + i_t \circ \sigma_c(W_c x_t + b_c) \\
# h_t &= o_t \circ \sigma_h(c_t) \end{aligned}$$
#
# Translate it into ours before you look at the drawing. What do the gates hear? What does the candidate hear? Which
# $c$ does $o$ see?

# %%
wiring.draw_wiring("cell_peephole", ghosts=("lstm",))
show("The gates tap the memory, not h; the candidate g hears x alone; the squash in front of the output is gone.")

# %% [markdown]
# It looks like a detail and is another cell. Three things went at once: nothing hears $h$, so $h$ is for the readers
# outside and no state any more. The candidate does not know what was before. And $h$ is not squashed.
#
# **By hand**, with the numbers of the peepholes above, a memory of 2 and weights 0, −1, 1 in front of it: again $c$ =
# 0.12 · 2 + ½ · ½ = 0.49. But $o$ sees the *old* memory, σ(2) = 0.88, and $h$ = 0.88 · 0.49 = 0.43, where it was 0.28.
#
# > **Your turn ({{points}}).** Write `cell_peephole_step(x, c, W, U, b)`. $U$ has three blocks, i f o.

# %% exercise="cell_peephole_step"

# %% [markdown]
# The state is $c$, but the step returns `h, c`, so that $h$ is there to be read. How large can $h$ get? Keep
# everything and take everything in, twenty times.

# %%
c_filling = np.zeros((1, 1))
for _ in range(20):
    h_filling, c_filling = cell_peephole_step(
        np.zeros((1, 1)), c_filling, np.zeros((1, 4)), np.zeros((1, 3)), np.full(4, opened)
    )
print("h after twenty steps:", np.asarray(h_filling)[0])

# %% [markdown]
# So when somebody says *LSTM with peepholes*, ask which. You have built three, and their numbers differ.

# %% [markdown]
# ## Why decide twice?
#
# A shelf is full. To put something on it you take something off. The LSTM decides the two separately: what to forget,
# $f$, and what to take in, $i$. Couple them, and what is taken in replaces what is forgotten:
#
# $$c_t = f \odot c_{t-1} + (1 - f) \odot g$$

# %%
wiring.draw_wiring("coupled", ghosts=("lstm",))
show("The coupled cell: one gate serves both valves. As the valve of the old memory shuts, the one of the new opens.")

# %% [markdown]
# **By hand.** A memory of 1, the candidate ½, and an opinion of 2.2, so that $f$ = σ(2.2) = 0.9. Nine tenths of 1 and
# one tenth of ½ are $c = 0.95$, and $h$ = ½ · tanh(0.95) = 0.37.
#
# > **Your turn ({{points}}).** Write `coupled_step(x, h, c, W, U, b)`. Three blocks, f g o.

# %% exercise="coupled_step"

# %% [markdown]
# Tell it forty times yes and twenty times no, as the two cells above. Where does it come to rest? It is a mean of old
# and new, so think before you look.

# %%
told["coupled"] = listen(coupled_step, [0, loud, 0], [nine_tenths, 0, opened])
figures.draw_filling(told)
show("The coupled memory goes to 0.8 and comes back through 0 as fast as the LSTM's, which had gone five times as far.")

# %% [markdown]
# A mean never leaves the range of what it is the mean of. The candidates lie between −1 and 1, so the memory does too,
# for ever, whatever the weights. Here are a thousand loud steps with large weights:

# %%
weights = 5 * rng.normal(size=(3, 24)), 5 * rng.normal(size=(8, 24)), 5 * rng.normal(size=24)
nothing = np.zeros((20, 8))
_, (_, c_last) = unroll(coupled_step, 5 * rng.normal(size=(1000, 20, 3)), (nothing, nothing), *weights)
print(f"the largest memory: {np.abs(c_last).max():.2f}")

# %% [markdown]
# It cannot fill up. Nor can it count beyond 1: your clock, which went to 3½ in steps of ½, cannot be built of it. (One
# that counts in hundredths can. You will meet it in {{gru}}, counting sheep.)
#
# ## The way back, when one gate does two things
#
# $f$ stands in two places now, so it is blamed twice, and blame adds up:
#
# $$\begin{aligned} df &= dc_t \odot (c_{t-1} - g) \\
# dg &= dc_t \odot (1 - f) \\
# dc_{t-1} &= dc_t \odot f \end{aligned}$$
#
# Where old and new agree, it does not matter what the gate does, and it is not blamed. The rest is as in {{way_back}},
# and $dc_t$ is again the sum of what comes from later steps and what comes through $h$.

# %% [markdown]
# **By hand**, back through the example above: $c = 1$, $g$ = ½, $f = 0.9$. An error of 1 comes from later steps, none
# through $h$.
#
# | | blame | through its squash |
# | --- | --- | --- |
# | f | 1 · (1 − ½) = 0.5 | times 0.9 · 0.1: 0.045 |
# | g | 1 · 0.1 = 0.1 | times 1 − ½²: 0.075 |
# | the old c | 1 · 0.9 = 0.9 | |
#
# Do you believe the first? Nudge the opinion about $f$ by 0.01 and see how far the new memory moves:

# %%
by_hand = [np.array(a) for a in ([[1.0]], [[0.0]], [[1.0]], [[0.0, 0.55, 0.0]], [[0.0, 0.0, 0.0]])]
(_, lower), (_, upper) = (coupled_step(*by_hand, np.array([opinion, 0, 0])) for opinion in (2.195, 2.205))
print(f"moved by {(upper - lower).item() / 0.01:.3f} for each 1 of opinion")

# %% [markdown]
# > **Your turn ({{points}}).** Write `coupled_step_backward(dh, dc, x, h, c, W, U, b)`. `lstm_output_backward` and
# > `affine_backward` are there to be used.

# %% exercise="coupled_step_backward"

# %% [markdown]
# A gradient goes before a judge. The complex step of {{bptt}} sees up to 14 digits.

# %%
from lecturelib.gradient_check import complex_step, digits_agreed

arguments = [rng.normal(size=shape) for shape in ((2, 3), (2, 4), (2, 4), (3, 12), (4, 12), (12,))]
dh, dc = rng.normal(size=(2, 4)), rng.normal(size=(2, 4))


def loss(*nudged):
    """A number whose gradients with respect to the new states are dh and dc."""
    h, c = coupled_step(*nudged)
    return np.sum(dh * h + dc * c)


yours = coupled_step_backward(dh, dc, *arguments)
print("digits that agree, at least 12 wanted:", min(digits_agreed(yours, complex_step(loss, arguments)), 12))

# %% [markdown]
# ## What do they weigh?
#
# A block of weights has $D H$ numbers for the input, $H H$ for the state and $H$ for the bias. The LSTM has four
# blocks. Before you run the cell, say for each what is added or taken away.

# %%
D, H = 10, 32
block = D * H + H * H + H
for name in ("lstm", "no_forget", "peephole", "full_peephole", "cell_peephole", "coupled"):
    count = sum(param.size for param in CELLS[name].init(D, H, rng).values())
    print(f"{name:14} {count:5} = 4 blocks {count - 4 * block:+6}")

# %% [markdown]
# Peepholes add $3H$ numbers and are nearly free. Full ones add $3HH$, most of the state weights of another LSTM. One
# gate fewer saves a quarter.

# %% [markdown]
# ## Aside: the ladder
#
# How can you trust six cells? By letting them vouch for each other, as `examine` did. Each becomes a simpler one at the
# right weights.

# %%
figures.draw_ladder()
show("An arrow leads from each cell to the one it becomes at the weights beside it.")

# %% [markdown]
# One of the rungs is a riddle: for which weights does an LSTM's own $i$ come out as $1 - f$? You need a property of
# the sigmoid, $1 - \sigma(a) = \sigma(-a)$. So its block for $i$ has to be the block for $f$ with the sign changed.
# Here are three weights of a coupled cell with one unit and one input, as an LSTM's:

# %%
(W_f, W_g, W_o), (U_f, U_g, U_o), (b_f, b_g, b_o) = rng.normal(size=(3, 3))
x, h, c = np.array([[0.3]]), np.array([[-0.6]]), np.array([[0.8]])
three = np.array([[W_f, W_g, W_o]]), np.array([[U_f, U_g, U_o]]), np.array([b_f, b_g, b_o])
four = (
    np.array([[-W_f, W_f, W_g, W_o]]),
    np.array([[-U_f, U_f, U_g, U_o]]),
    np.array([-b_f, b_f, b_g, b_o]),
)
for name, states in (("coupled", coupled_step(x, h, c, *three)), ("LSTM   ", lstm_step(x, h, c, *four))):
    h_new, c_new = map(np.asarray, states)
    print(f"{name} h = {h_new.item():.4f}, c = {c_new.item():.4f}")

# %% [markdown]
# So what the smaller cell can do the larger can too: the peephole LSTM can be an LSTM by learning $p = 0$. If all that
# counted were what a cell *can* do, the largest would always win. Does it? What counts as well is what it *learns*, in
# the time it is given.

# %% [markdown]
# ## An announcer and a noise
#
# At a station a loudspeaker gives numbers between 0 and 1, one at a step. Most are noise. About every fifth is marked
# as announced. At every step the question is the same: *which number was announced last?* The noise has to be kept
# out, the last announcement kept, and the one before replaced.

# %%
from lecturelib.tasks import last_announced

xs, ys = last_announced(20).draw(np.random.default_rng(5), 1)
words = [f"{number:.2f}!" if mark else f"{number:.2f}" for number, mark in xs[:, 0]]
print(*words[:8], f"  last announced: {ys[7, 0, 0]:.2f}")

# %% [markdown]
# (An answer within 0.1 counts as right, so a constant guess scores 0.2.) Four cells of six units learn it, and then you
# step through a sequence with their own numbers, computed by your functions. Before you do: when should the valve of
# the old memory shut, and when open? The unit to begin with is the one of the coupled cell that minds the mark most.

# %%
from lecturelib.experiments import variants as experiments
from lecturelib.train import train
from lecturelib.widgets import LiveCell, record

steps = {"coupled": coupled_step, "lstm": lstm_step, "no_forget": no_forget_step, "peephole": peephole_step}
live = {}
for name, step in steps.items():
    print(f"{name} listens to the station …")
    run = train(CELLS[name], last_announced(16), hidden=6, steps=300, rate=0.03)
    live[name] = record(name, run.params, xs[:, 0], step=step)

# %%
f, announced = live["coupled"].values["f"], xs[:, 0, 1] == 1
unit = int(np.argmax(f[~announced].mean(axis=0) - f[announced].mean(axis=0)))
at = int(np.flatnonzero(announced)[1])
LiveCell(live, words, cell="coupled", unit=unit, at=at)

# %% [markdown]
# In noise this unit's $f$ stays open; at a mark it shuts, and what comes in replaces what was there. It was told the
# numbers and the answers, never what a mark is for. Is that one lucky network? Here are eight, trained from eight
# random starts. The unit of each that minds the mark most stands out:

# %%
measured = experiments.results()
figures.draw_habit(measured["habit"])
show("The forget gates of eight coupled cells, in noise and at a mark: each has a unit that keeps in noise and shuts.")

# %%
for noise, mark in measured["habit"]:
    k = int(np.argmax(np.subtract(noise, mark)))
    print(f"f of the unit that minds most: {noise[k]:.2f} in noise, {mark[k]:.2f} at a mark")

# %% [markdown]
# All eight have found it: 0.90 or more in noise, 0.21 or less at a mark. Now change the cell in the widget and look
# for the same habit. In the cell of 1997 the left valve is missing: how does it get rid of an old number?
#
# It cannot forget it, so it has to *subtract* it, by taking in a negative candidate of the right size. That can be
# learnt. It has to come out right every time, though, and what is left over stays for good.
#
# ## A stream without an end
#
# So train both on pieces of 16 steps, each from an empty memory, as in 1997. Then let them run through 512 steps
# without a break. You train one of each; eight of each, at two rates, are stored, and so is a cell of 1997 with 19
# units, which has as many numbers as the LSTM with 16.

# %%
own = {}
for name in ("lstm", "no_forget"):
    print(f"{name} learns on pieces of 16 …")
    own[name] = experiments.hear(name, 16, rate=0.03, seed=8)

# %%
at_best = {
    name: experiments.better_rate(by_rate, lambda run: run["right"][-1]) for name, by_rate in measured["stream"].items()
}
figures.draw_stream({name: runs for name, (_, runs) in at_best.items()}, own, experiments.ENDS)
show(
    "For 16 steps all are right. Then the cell of 1997 goes wrong, while its memory doubles with the stream; "
    "a thin line is a network, a thick one the median of eight, dotted are yours."
)

# %%
for name, (rate, runs) in at_best.items():
    pieces = np.array([run["pieces"] for run in runs])
    end = np.array([run["right"][-1] for run in runs])
    memory = np.median([run["memory"][-1] for run in runs])
    print(f"{name:12} rate {rate}: right on pieces {np.median(pieces):.2f} ({pieces.min():.2f} to {pieces.max():.2f}),")
    print(f"{'':12} at the end {np.median(end):.2f} ({end.min():.2f} to {end.max():.2f}), mean |c| there {memory:.1f}")

# %% [markdown]
# On pieces as they were trained on, the cells of 1997 are as good as the LSTM. The stream finds them out. At its end
# all eight LSTMs are right nearly always. Of the eight cells of 1997 with 16 units the best is right in 0.95 and the
# worst in 0.30, and three more units do not help. There is the forget gate's reason, in a number: a memory of 60,
# behind a tanh that is flat from 3 on. And mind how easy it would have been to miss. A test on pieces only would have
# concluded that the forget gate is good for nothing.

# %% [markdown]
# ## Which parts matter?
#
# Greff, Srivastava, Koutník, Steunebrink and Schmidhuber asked that in 2015 (*LSTM: a search space odyssey*). They
# took the LSTM with peepholes, changed one thing at a time, eight times, and trained 5400 networks on speech,
# handwriting and music, each with learning rate, size and noise drawn anew. Here are the same eight on two tasks that
# fit on a desk.
#
# *Adding*: two marked numbers among 14 are to be summed; 250 batches. *The stream*: the station, after 150 batches of
# pieces. Each variant was trained from eight random starts at two rates, once with 16 units, and once with as many
# units as it takes to weigh what the whole cell weighs. In this experiment *whole* is the LSTM with peepholes, *no
# peepholes* is the cell of {{lstm}}, and *full gate recurrence* lets each gate see all gates of a step ago.
#
# Write down three guesses first: which part is missed most on adding, which on the stream, and which not at all? Then
# choose one and train it yourself, from a start that is not among the eight:

# %%
mine = "no_input_gate"
print(f"whole and {mine} learn to add …")
for name in ("whole", mine):
    (score,) = experiments.ablated("adding", name, hidden=16, rate=0.03, seed=8)
    print(f"{name:20} right in {score:.1f} of all sums")

# %%
panels = experiments.panels(measured["ablation"], "equal size")
heavy = experiments.panels(measured["ablation"], "equal weight")
figures.draw_ablation(panels, heavy, chance=0.2)
show(
    "A dot is a network, a bar the median of eight, a hollow square their median at equal weight; the long line is the "
    "whole cell, dotted a guess. No input gate and full gate recurrence fail at adding, no forget gate in the stream."
)

# %%
for asked, scores in panels.items():
    print(f"{asked}, the median of eight, with 16 units and at equal weight")
    for name, right in scores.items():
        print(f"  {name:21} {np.median(right):.2f}  {np.median(heavy[asked][name]):.2f}")

# %% [markdown]
# ## An honest reading
#
# What the paper found and you find here too. *Coupling the gates costs nothing*: with a quarter fewer weights it is
# level with the best on both tasks, 0.99 and 0.95. *Peepholes* change little: without them the stream is the same, and
# adding 0.91 in place of 0.94, with two starts of eight that had not learnt it.
#
# What the paper found and you find in one place only. *The forget gate is critical*: at the end of the stream no part
# is missed more, 0.35 against 0.96. On pieces, and on adding, where every sequence starts from an empty memory and two
# numbers are to be kept to its end, it is not missed at all.

# %% [markdown]
# Where you and the paper disagree. *The output squash is critical*, they say. Here both tasks do as well without it.
# Their reason is that an unbounded memory must not reach the rest of the network, and a memory that stays small does
# no harm. *The input gate* they rank behind those two, and on adding it is the part most missed, 0.26: twelve numbers
# of fourteen have to be kept out. *Full gate recurrence* did not help them. Here it is ruinous, with 2.8 times the
# weight of the whole cell: on adding one start of eight learns at rate 0.03 and none at 0.01, and on the stream it
# falls to 0.83.
#
# Is that a contradiction? Speech and music are neither adding nor a station. What a part is worth depends on what it
# is asked to do.

# %% [markdown]
# What eight starts cannot say. Look at the dots of *no output gate* on adding: five networks have learnt it, three had
# not when the batches were used up. Is it worse than the whole cell? The median says 0.93 and hides the three. The
# experiment had two rates and a fixed number of batches, so part of what it measures is who learns *fast*. For your
# own start, change 0.03 to 0.01 or `mine` to another name, and see which of these sentences still hold.

# %% [markdown]
# ## What you have now
#
# Five relatives of the LSTM, each a visible difference and equal to a simpler cell at the right weights. A cell that
# cannot forget fills up in a stream. Peepholes let a gate see what it guards, and come in three kinds that are easily
# taken for each other. One gate can do the work of two. Which part matters depends on the task, and is measured with
# several seeds.
#
# ## Quiz

# %% [markdown]
# **1.** An LSTM's forget gate is held at 1 for good. Which cell is that, and what will go wrong in a stream?
#
# <details><summary>The coupled cell; it can take nothing in any more.</summary><blockquote><b>No.</b> In the coupled
# cell f = 1 would mean i = 0, and that memory is frozen. But an LSTM's i is a gate of its own, and goes on taking
# in.</blockquote></details>
# <details><summary>The cell of 1997; its memory can only be added to.</summary><blockquote><b>Yes.</b> What is old has
# to be subtracted, and what is left over of that stays for good.</blockquote></details>
# <details><summary>The cell of 1997; its gradient vanishes along c.</summary><blockquote><b>No.</b> The cell is right,
# but along c the factor is exactly 1, and nothing vanishes there. What vanishes is the slope of the tanh behind a full
# memory.</blockquote></details>

# %% [markdown]
# **2.** In `peephole_step` you compute $o$ together with $i$ and $f$, before $c$ changes. What do you notice?
#
# <details><summary>The shapes do not fit.</summary><blockquote><b>No.</b> They fit: the old c and the new have the same
# shape. That is why this mistake is so common.</blockquote></details>
# <details><summary>Nothing, if p is 0; otherwise o acts on what was there a step ago.</summary><blockquote><b>Yes.</b>
# With p = 0 it is an LSTM either way. Your clock would open a step late, when the memory has started again, and let out
# 0.46.</blockquote></details>

# %% [markdown]
# **3.** A friend's full_peephole_step with a diagonal $V$ does not agree with your peephole_step. Who is wrong?
#
# <details><summary>Neither: a matrix is another cell.</summary><blockquote><b>No.</b> In general it is. But a diagonal
# matrix lets each gate see its own unit alone, and then the two are the same.</blockquote></details>
# <details><summary>One of the two, and a third cell can say who.</summary><blockquote><b>Yes.</b> With p = 0 and V = 0
# both must be the LSTM. Then let one gate at a time see, as <code>examine</code> does.</blockquote></details>

# %% [markdown]
# **4.** In a coupled cell the memory is 0.7 and the candidate is 0.7. What is the gradient of $f$?
#
# <details><summary>0, whatever comes back.</summary><blockquote><b>Yes.</b> Keeping 0.7 or taking in 0.7 is the same,
# so f makes no difference: dc ⊙ (c − g) is 0.</blockquote></details>
# <details><summary>0.7 times what comes back.</summary><blockquote><b>No.</b> That is what f is blamed for on the road
# that keeps. On the other road, 1 − f, it is blamed for −0.7 times the same.</blockquote></details>

# %% [markdown]
# **5.** "We took out the output squash and lost nothing, on eight seeds and one task. So it is superfluous." What is
# missing?
#
# <details><summary>More seeds.</summary><blockquote><b>No.</b> They would tell how sure you can be about <i>this</i>
# task at <i>this</i> rate. They say nothing about others.</blockquote></details>
# <details><summary>A task that could have shown the opposite.</summary><blockquote><b>Yes.</b> Without the stream, the
# same experiment would have thrown away the forget gate.</blockquote></details>
# <details><summary>Nothing, the measurement speaks.</summary><blockquote><b>No.</b> It speaks about what was measured.
# Greff and colleagues measured speech, handwriting and music, and there it was missed.</blockquote></details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: one gate for two, taken a step further, until only one state is left.

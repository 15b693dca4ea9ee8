# %% [markdown]
# # Variants: which parts matter?
#
# In {{lstm}} you put together a cell of three gates, two squashes and two states. Does it need all of them?
#
# A mechanic who wonders what a part is for takes it out and listens to the engine. Since 1997 people have done that to
# this cell, and have added parts as well. You will build five of its relatives, see each of them equal a simpler cell,
# and at the end take the engine apart yourself.
#
# {{total}}, about an hour.

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
    rnn_step,
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
# The first long short-term memory, Hochreiter and Schmidhuber's, had no forget gate. What is once in its memory stays:
#
# $$i, o = \sigma(x_t W + h_{t-1} U + b), \qquad g = \tanh(x_t W_g + h_{t-1} U_g + b_g)$$
# $$c_t = c_{t-1} + i \odot g, \qquad h_t = o \odot \tanh(c_t)$$

# %%
wiring.draw_wiring("no_forget", ghosts=("lstm",))
show("The cell of 1997: nothing stands on the line of the memory any more, only the plus junction that adds to it.")

# %% [markdown]
# Along the memory the factor of a step is 1, whatever the input says: an error comes back from any lag as it is. That
# was the point, and in {{vanishing}} you have seen what the point was worth.
#
# > **Your turn ({{points}}).** Write `no_forget_step(x, h, c, W, U, b)`. Three blocks now, in the order i g o.

# %% exercise="no_forget_step"

# %% [markdown]
# What does it cost? Tell a unit *yes* at forty steps, then *no* at twenty. The candidate is 0.8 for a yes and −0.8 for a
# no, and half of it is taken in. The LSTM beside it keeps nine tenths of its memory at each step. Where will the two
# memories be after 40 times yes? And how many times no does it take to turn them round?

# %%
YES_THEN_NO = np.repeat([1.0, -1.0], [40, 20])
HALF, NINE_TENTHS, OPEN, CONTENT = 0.0, np.log(9), 100.0, np.arctanh(0.8)


def listen(step, W, b):
    """The memory and the h of one unit after every step; W and b are given as lists."""
    state, history, weights = (np.zeros((1, 1)), np.zeros((1, 1))), [], (np.array([W]), np.zeros((1, len(W))))
    for x in YES_THEN_NO:
        state = step(np.full((1, 1), x), *state, *weights, np.array(b))
        history.append([np.asarray(part).item() for part in state])
    h, c = np.array(history).T
    return c, h


told = {
    "no_forget": listen(no_forget_step, [0, CONTENT, 0], [HALF, 0, OPEN]),
    "lstm": listen(lstm_step, [0, 0, CONTENT, 0], [HALF, NINE_TENTHS, 0, OPEN]),
}

# %%
for name, (c, h) in told.items():
    turned = np.sum(h[40:] > 0) + 1
    print(f"{name:10} after 40 times yes: c = {c[39]:4.1f}, turned round by", turned if turned < 20 else "more than 20")

# %%
figures.draw_filling(told)
show("Told yes forty times, the memory of 1997 climbs to 16, and twenty times no do not turn it. The LSTM turns in 7.")

# %% [markdown]
# The LSTM settles where what leaks equals what comes in, near $0.4 / (1 - 0.9) = 4$. The cell of 1997 adds up. Whoever
# wants to change its mind has to say as often no as was ever said yes, and what it shows, h, stays at 1 meanwhile,
# on the flat arm of tanh, where no error comes back through. Such a unit is *full*.
#
# As long as somebody sets c to 0 between one sequence and the next, it does not come to that. But in a stream, nobody
# says where a sequence ends. That is why Gers, Schmidhuber and Cummins added the forget gate (2000), and you will see it
# happen to a trained cell below.

# %% [markdown]
# ## A guard who cannot see what he guards
#
# Here are two units of an LSTM. One remembers 2, the other −2, and both output gates are shut.

# %%
c, shut = np.array([[2.0, -2.0]]), np.array([0, 0, 50, 50, 0, 0, -50, -50.0])
h, _ = lstm_step(np.zeros((1, 1)), np.zeros((1, 2)), c, np.zeros((1, 8)), np.zeros((2, 8)), shut)
print("remembered", c[0], " shown", np.round(h[0], 9) + 0)

# %% [markdown]
# Opposite memories, the same h. The gates of the next step see x and h and nothing else: which of the two memories
# they are deciding about, they cannot know.
#
# So Gers, Schraudolph and Schmidhuber (2002) drilled a hole in the wall. Each gate sees the memory of its own unit
# through one weight, a **peephole**:
#
# $$i = \sigma(x_t W_i + h_{t-1} U_i + b_i + p_i \odot c_{t-1})$$
# $$f = \sigma(x_t W_f + h_{t-1} U_f + b_f + p_f \odot c_{t-1})$$
# $$o = \sigma(x_t W_o + h_{t-1} U_o + b_o + p_o \odot c_t)$$

# %%
wiring.draw_wiring("peephole")
show("The peephole LSTM: wires lead from the memory to the gates; the one to o leaves it after the plus junction.")

# %% [markdown]
# Mind the last index. When i and f decide, only the old memory exists. When o decides, the new one has been made, and
# that is the one it would let out.
#
# > **Your turn ({{points}}).** Write `peephole_step(x, h, c, W, U, b, p)`. The rows of p are those of i, f and o.

# %% exercise="peephole_step"

# %% [markdown]
# What can one do with it? Build a clock from a single unit. It hears nothing. At each step it adds ½ to its memory. The
# output gate opens when it sees more than 3¼, and the forget gate shuts when it sees more than 3¼. At which steps
# will it ring?

# %%
SHARP, FULL = 40.0, 3.25
p = SHARP * np.array([[0.0], [-1.0], [1.0]])
b = np.array([OPEN, SHARP * FULL, np.arctanh(0.5), -SHARP * FULL])
x, state, clock = np.zeros((1, 1)), (np.zeros((1, 1)), np.zeros((1, 1))), []
for _ in range(30):
    state = peephole_step(x, *state, np.zeros((1, 4)), np.zeros((1, 4)), b, p)
    clock.append([float(part[0, 0]) for part in state])
h, c = np.array(clock).T

# %%
figures.draw_clock(c, h, FULL)
show("The memory climbs in halves to 3.5, the gate sees it and lets it out, and at the next step it starts again.")

# %%
print("it rings at the steps", 1 + np.flatnonzero(h > 0.5))

# %% [markdown]
# Seven halves are the first to exceed 3¼: it rings at the 7th step, forgets, and begins again. Without peepholes the gate
# would have to stand ajar all the time, for the unit to hear how far it has counted. (Gers and his colleagues had
# *precise timing* in the title of their paper.)
#
# Had o looked at $c_{t-1}$, when would it have rung? Change your step and see. It is the commonest mistake in this
# cell, and a shape error will not tell you.

# %% [markdown]
# ## What if a gate saw all memories?
#
# Lectures and blog posts often write the peephole cell like this, with one matrix a gate and everything laid end to
# end:
#
# $$f = \sigma(W_f \cdot [C_{t-1}, h_{t-1}, x_t] + b_f) \qquad o = \sigma(W_o \cdot [C_t, h_{t-1}, x_t] + b_o)$$
#
# Read it closely. A matrix times $C_{t-1}$ means that each gate sees the memory of *every* unit, not only of its own.
# In our letters a third matrix does that, V, with blocks for i, f and o:
#
# $$f = \sigma(x_t W_f + h_{t-1} U_f + c_{t-1} V_f + b_f) \qquad o = \sigma(x_t W_o + h_{t-1} U_o + c_t V_o + b_o)$$
#
# i is like f, and g sees no memory.

# %%
rng = np.random.default_rng(0)
p, V = rng.normal(size=(3, 5)), rng.normal(size=(5, 15))
figures.draw_views({"peephole": np.hstack([np.diag(row) for row in p]), "full peephole": V})
show("Who is seen, row, by which gate, column, for five units. A peephole fills the diagonals, a matrix all of it.")

# %% [markdown]
# The wiring is that of the peepholes; each wire from c carries more.

# %%
wiring.draw_wiring("full_peephole")
show("The LSTM with full peepholes: the same wires from the memory, now from that of all units to each gate.")

# %% [markdown]
# > **Your turn ({{points}}).** Write `full_peephole_step(x, h, c, W, U, V, b)`.

# %% exercise="full_peephole_step"

# %% [markdown]
# Now one unit can keep time for another. Unit 0 is the clock of before. Unit 1 remembers 0.8 and would never say it:
# its gate is held shut by a bias. But it sees the clock.

# %%
b = np.array([OPEN, -OPEN, SHARP * FULL, OPEN, np.arctanh(0.5), 0, -SHARP * FULL, -SHARP * FULL])
V = np.zeros((2, 6))
V[0, 2], V[0, 4], V[0, 5] = -SHARP, SHARP, SHARP
state, rung = (np.zeros((1, 2)), np.array([[0.0, 0.8]])), []
for _ in range(30):
    state = full_peephole_step(x, *state, np.zeros((1, 8)), np.zeros((2, 8)), V, b)
    rung.append(state[0][0])
rung = np.array(rung)
print("unit 1 speaks at the steps", 1 + np.flatnonzero(rung[:, 1] > 0.5), "and says", rung[6, 1].round(2))

# %% [markdown]
# It says tanh(0.8) = 0.66. One entry of V did it, `V[0, 5]`: row 0, the clock's memory; column 5, the output gate of
# unit 1.

# %% [markdown]
# ## And if the gates saw the memory alone?
#
# Another spelling of the peephole cell is in wide use. It puts $c_{t-1}$ *in place of* $h_{t-1}$:
#
# $$i, f, o = \sigma(x_t W + c_{t-1} U + b), \qquad g = \tanh(x_t W_g + b_g)$$
# $$c_t = f \odot c_{t-1} + i \odot g, \qquad h_t = o \odot c_t$$

# %%
wiring.draw_wiring("cell_peephole", ghosts=("lstm",))
show("The gates tap the memory, not h; the candidate g hears x alone; the squash in front of the output is gone.")

# %% [markdown]
# It looks like a detail and is another cell. Three things went at once: nothing hears h, so h is for the readers
# outside and no state any more. The candidate does not know what was before. And h is not squashed.
#
# > **Your turn ({{points}}).** Write `cell_peephole_step(x, c, W, U, b)`. U has three blocks, i f o, and all see the old
# > memory.

# %% exercise="cell_peephole_step"

# %% [markdown]
# The state is c, but the step returns `h, c`, so that h is there to be read. How large can h get? Keep everything and
# take everything in, twenty times.

# %%
c, b = np.zeros((1, 1)), np.array([OPEN, OPEN, OPEN, OPEN])
for _ in range(20):
    h, c = cell_peephole_step(x, c, np.zeros((1, 4)), np.zeros((1, 3)), b)
print("h after twenty steps:", h[0])

# %% [markdown]
# Twenty. The lesson of this section is about reading: when somebody says *LSTM with peepholes*, ask which. You have
# built three, and their numbers differ.

# %% [markdown]
# ## Why decide twice?
#
# A shelf is full. To put something on it you take something off. The LSTM decides the two separately: what to forget,
# f, and what to take in, i. Couple them, and what is taken in replaces what is forgotten:
#
# $$c_t = f \odot c_{t-1} + (1 - f) \odot g$$

# %%
wiring.draw_wiring("coupled", ghosts=("lstm",))
show("The coupled cell: one gate serves both valves. As the valve of the old memory shuts, the one of the new opens.")

# %% [markdown]
# By hand: a memory of 0.5, a candidate of 1, and f = 0.9. Nine tenths of 0.5 and one tenth of 1 are 0.55.
#
# > **Your turn ({{points}}).** Write `coupled_step(x, h, c, W, U, b)`. Three blocks, f g o.

# %% exercise="coupled_step"

# %% [markdown]
# Tell it forty times yes and twenty times no, as the two cells above. Where does it come to rest? It is a mean of old
# and new, so think before you look.

# %%
told["coupled"] = listen(coupled_step, [0, CONTENT, 0], [NINE_TENTHS, 0, OPEN])
figures.draw_filling(told)
show("The coupled memory goes to 0.8 and comes back through 0 as fast as the LSTM's, which had gone five times as far.")

# %% [markdown]
# A mean never leaves the range of what it is the mean of. The candidates lie between −1 and 1, so the memory does too,
# for ever, whatever the weights:

# %%
weights = 5 * rng.normal(size=(3, 24)), 5 * rng.normal(size=(8, 24)), 5 * rng.normal(size=24)
_, (h, c) = unroll(coupled_step, 5 * rng.normal(size=(1000, 20, 3)), (np.zeros((20, 8)),) * 2, *weights)
print("all memories within -1 and 1 after 1000 loud steps:", np.max(np.abs(c)).round(9) <= 1)

# %% [markdown]
# It cannot fill up. It cannot count either: your clock, which went to 3½, cannot be built of it.
#
# ## The way back, when one gate does two things
#
# f stands in two places now, so it is blamed twice, and blame adds up. Nudge f up by 0.01 in the example by hand. It keeps
# 0.01 more of the old 0.5, and takes in 0.01 less of the new 1.

# %%
f, c, g = 0.9, 0.5, 1.0
print(f"by trying: {((f + 0.01) * c + (1 - f - 0.01) * g - (f * c + (1 - f) * g)) / 0.01:.2f}")

# %% [markdown]
# $$df = dc_t \odot (c_{t-1} - g) \qquad dg = dc_t \odot (1 - f) \qquad dc_{t-1} = dc_t \odot f$$
#
# The first says something: where old and new agree, it does not matter what the gate does, and it is not blamed.
# The rest is as in {{lstm}}, and $dc_t$ is again the sum of what comes from later steps and what comes through h.
#
# > **Your turn ({{points}}).** Write `coupled_step_backward(dh, dc, x, h, c, W, U, b)`. `lstm_output_backward` and
# > `affine_backward` are there to be used.

# %% exercise="coupled_step_backward"

# %% [markdown]
# A gradient goes before a judge. The first one of {{bptt}} nudges a number up and down and looks at the loss.

# %%
arguments = [rng.normal(size=shape) for shape in ((2, 3), (2, 4), (2, 4), (3, 12), (4, 12), (12,))]
dh, dc = rng.normal(size=(2, 4)), rng.normal(size=(2, 4))
yours = coupled_step_backward(dh, dc, *arguments)


def loss(k, index, nudge):
    """What dh and dc are the gradients of, with one number of the k-th argument nudged."""
    nudged = [argument.copy() for argument in arguments]
    nudged[k][index] += nudge
    h, c = coupled_step(*nudged)
    return np.sum(dh * h + dc * c)


def judge(k, index):
    return (loss(k, index, 1e-5) - loss(k, index, -1e-5)) / 2e-5


worst = max(abs(judge(k, i) - yours[k][i]) for k in range(6) for i in np.ndindex(arguments[k].shape))
print("central differences, error < 1e-8:", worst < 1e-8)

# %% [markdown]
# ## What do they weigh?
#
# A block of weights has $D H$ numbers for the input, $H H$ for the state and $H$ for the bias. The LSTM has four blocks. For
# each cell, say on paper what is added or taken away, then count.

# %%
D, H = 10, 32
block = D * H + H * H + H
on_paper = {
    "lstm": 4 * block,
    "no_forget": 3 * block,
    "peephole": 4 * block + 3 * H,
    "full_peephole": 4 * block + 3 * H * H,
    "cell_peephole": 4 * block - H * H,
    "coupled": 3 * block,
}

# %%
for name, count in on_paper.items():
    params = CELLS[name].init(D, H, rng)
    counted = sum(param.size for param in params.values())
    print(f"{name:14} {count:6}   as counted: {counted == count}   {counted / on_paper['lstm']:.0%} of the LSTM")

# %% [markdown]
# Peepholes are nearly free, and full ones cost most of another LSTM's state weights. A gate less is a quarter less.

# %% [markdown]
# ## The ladder
#
# How can you trust six cells? By letting them vouch for each other. Each becomes a simpler one at the right weights, and
# that can be checked in numbers.

# %%
figures.draw_ladder()
show("An arrow leads from each cell to the one it becomes at the weights beside it.")

# %%
B, D, H = 3, 4, 5
x, h, c = rng.normal(size=(B, D)), rng.normal(size=(B, H)), rng.normal(size=(B, H))
W, U, b = rng.normal(size=(D, 4 * H)), rng.normal(size=(H, 4 * H)), rng.normal(size=4 * H)
lstm = lstm_step(x, h, c, W, U, b)


def same(one, other):
    """Whether two cells return the same h and c."""
    return all(np.allclose(a, b, rtol=0, atol=1e-14) for a, b in zip(one, other))


# %%
print("p = 0:         ", same(peephole_step(x, h, c, W, U, b, np.zeros((3, H))), lstm))
p = rng.normal(size=(3, H))
V = np.hstack([np.diag(row) for row in p])
print("V diagonal:    ", same(full_peephole_step(x, h, c, W, U, V, b), peephole_step(x, h, c, W, U, b, p)))

# %% [markdown]
# Now the coupled cell. For which weights does an LSTM's own i come out as 1 − f? You need a property of the sigmoid:
# $1 - \sigma(a) = \sigma(-a)$. So its block for i has to be the block for f with the sign turned.


# %%
def with_i_turned(array):
    """The LSTM's four blocks, i f g o, from the coupled cell's three, f g o."""
    f, g, o = np.split(array, 3, axis=-1)
    return np.concatenate([-f, f, g, o], axis=-1)


three = [array[..., H:] for array in (W, U, b)]
four = [with_i_turned(array) for array in three]
print("i = 1 - f:     ", same(lstm_step(x, h, c, *four), coupled_step(x, h, c, *three)))

# %% [markdown]
# And the cell of 1997: an LSTM whose forget gate is told so loudly to keep that its sigmoid is 1, to all sixteen digits.


# %%
def with_f_open(array, opinion):
    """The LSTM's four blocks from the three, i g o, of 1997; the block of f is an opinion, always the same."""
    i, g, o = np.split(array, 3, axis=-1)
    return np.concatenate([i, np.full_like(i, opinion), g, o], axis=-1)


three = [np.delete(array, slice(H, 2 * H), axis=-1) for array in (W, U, b)]
four = [with_f_open(array, opinion) for array, opinion in zip(three, (0, 0, 100))]
print("f = 1:         ", same(lstm_step(x, h, c, *four), no_forget_step(x, h, c, *three)))

# %% [markdown]
# The odd one out replaced h by c and let o see the old memory. Its c, not its h, is that of full peepholes with U = 0.
# And at the foot of the ladder stands an old acquaintance: shut f, open i, and the new memory is the vanilla network's
# state.

# %%
V = rng.normal(size=(H, 3 * H))
_, with_peepholes = full_peephole_step(x, h, c, W, 0 * U, V, b)
_, with_c_alone = cell_peephole_step(x, c, W, V, b)
print("U = 0, c alone:", np.allclose(with_peepholes, with_c_alone, rtol=0, atol=1e-14))
saturated = b + np.repeat([200, -200, 0, 0], H)
g_block = [array[..., 2 * H : 3 * H] for array in (W, U, b)]
print("f = 0, i = 1:  ", np.allclose(lstm_step(x, h, c, W, U, saturated)[1], rnn_step(x, h, *g_block)))

# %% [markdown]
# So what the smaller cell can do the larger can too: the peephole LSTM can be an LSTM by learning p = 0. If all that
# counted were what a cell *can* do, the largest would always win. Does it? What counts as well is what it *learns*, in
# the time it is given.

# %% [markdown]
# ## An announcer and a noise
#
# At a station a loudspeaker gives numbers between 0 and 1, one at a step. Most are noise. About every fifth is marked as
# announced. At every step the question is the same: *which number was announced last?* The noise has to be kept out,
# the last announcement kept, and the one before replaced.

# %%
from lecturelib.tasks import Task, adding


def last_announced(T):
    def draw(rng, batch):
        numbers, announced = rng.random((T, batch)), rng.random((T, batch)) < 0.2
        announced[0] = True
        when = np.maximum.accumulate(np.where(announced, np.arange(T)[:, None], 0))
        return np.stack([numbers, announced], axis=-1), np.take_along_axis(numbers, when, axis=0)[..., None]

    return Task("last announced", 2, 1, "squared_error", draw, chance=0.2, passmark=0.9)


# %%
xs, ys = last_announced(20).draw(np.random.default_rng(5), 1)
words = [f"{number:.2f}{'!' if mark else ''}" for number, mark in xs[:, 0]]
print(*words[:8], f"  last announced: {ys[7, 0, 0]:.2f}")

# %% [markdown]
# (Right is whoever comes within 0.1, so a constant guess scores 0.2.) Four cells of six units learn it, and then you step
# through a sequence with their own numbers, computed by your functions. Before you do: when should the valve of the old
# memory shut, and when open? The unit to begin with is the one of the coupled cell that minds the mark most.

# %%
from lecturelib.train import train
from lecturelib.widgets import LiveCell, record

YOURS = {"coupled": coupled_step, "lstm": lstm_step, "no_forget": no_forget_step, "peephole": peephole_step}
live = {}
for name, step in YOURS.items():
    run = train(CELLS[name], last_announced(16), hidden=6, steps=300, rate=0.03)
    live[name] = record(name, run.params, xs[:, 0], step=step)

# %%
f, announced = live["coupled"].values["f"], xs[:, 0, 1] == 1
kept, kept_at_mark = f[~announced].mean(axis=0), f[announced].mean(axis=0)
unit, at = int(np.argmax(kept - kept_at_mark)), int(np.flatnonzero(announced)[1])
print(f"in noise it keeps more than 0.8: {kept[unit] > 0.8}; at a mark less than 0.4: {kept_at_mark[unit] < 0.4}")

# %%
wiring.draw_wiring("coupled", {name: values[at, unit] for name, values in live["coupled"].values.items()})
show("That unit at an announcement: the valve of the old memory is nearly shut, and so the other one stands open.")

# %%
LiveCell(live, words, cell="coupled", unit=unit, at=at)

# %% [markdown]
# Nobody told it what a mark is. Now change the cell in the widget and look for the same habit. In the cell of 1997 the
# left valve is missing: how does it get rid of an old number?
#
# It cannot forget it, so it has to *subtract* it, by taking in a negative candidate of the right size. That can be
# learnt. It has to come out right every time, though, and what is left over stays for good.
#
# ## A stream without an end
#
# So train both on pieces of 16 steps, each from an empty memory, as in 1997. Then let them run through 512 steps, and
# nobody empties anything. Four networks of 16 units each.


# %%
ENDS = (16, 32, 64, 128, 256, 512)


def follow(run, x, y):
    """The share right in stretches that end at these steps, and the mean |c| at their ends."""
    right, memory, state, begin = {}, {}, None, 0
    for end in ENDS:
        h, state, _ = run.model.cell.forward(run.model.weights, x[begin:end], state)
        answers = h @ run.params["W_y"] + run.params["b_y"]
        right[end] = np.mean(np.abs(answers - y[begin:end]) < 0.1)
        memory[end], begin = np.mean(np.abs(state[1])), end
    return right, memory


stream = last_announced(512).draw(np.random.default_rng(6), 20)

# %%
right, memory, pieces = {}, {}, {}
for name in ("lstm", "no_forget"):
    runs = [train(CELLS[name], last_announced(16), hidden=16, steps=300, rate=0.02, seed=seed) for seed in range(4)]
    followed = [follow(run, *stream) for run in runs]
    pieces[name] = np.mean([run.score for run in runs])
    right[name], memory[name] = ({end: np.mean([f[k][end] for f in followed]) for end in ENDS} for k in (0, 1))

# %%
figures.draw_stream(right, memory)
show("For 16 steps both are right. Then the cell of 1997 goes wrong, while its memory grows and grows.")

# %%
for name in right:
    print(f"{name:10} on pieces, better than 0.9: {pieces[name] > 0.9}")
    print(f"{'':10} end of the stream, better than 0.85: {right[name][512] > 0.85}")
    print(f"{'':10} mean |c| there above 10: {memory[name][512] > 10}")

# %% [markdown]
# On pieces as it was trained on, the cell of 1997 is nearly as good as the other. The stream finds it out. Here is the forget
# gate's reason, in a number: a memory far above 10, behind a tanh that is flat from 3 on. And mind how easy it would
# have been to miss. Had you tested on pieces only, you would have concluded that the forget gate is good for nothing.

# %% [markdown]
# ## Which parts matter?
#
# Greff, Srivastava, Koutník, Steunebrink and Schmidhuber asked that in 2015 (*LSTM: a search space odyssey*). They took
# the LSTM with peepholes, changed one thing at a time, eight times, and trained 5400 networks on speech, handwriting and
# music, each with learning rate, size and noise drawn anew. Now you do it, on a desk: the same eight, two tasks,
# four seeds.
#
# The tasks: *adding*, where two marked numbers among 14 are summed, and the station's stream after training on
# pieces. For all networks: 16 units, learning rate 0.03, 250 batches of 32 for adding and 150 for the pieces.
#
# Write down three guesses first: which part is missed most on adding, which on the stream, and which not at all?

# %%
from lecturelib.cells import ABLATIONS

VARIANTS = {"whole": CELLS["peephole"], **ABLATIONS}
counts = {name: sum(p.size for p in cell.init(2, 16, rng).values()) for name, cell in VARIANTS.items()}
for name, count in counts.items():
    print(f"{name:22} {count}")

# %% [markdown]
# In this experiment *whole* is the LSTM with peepholes, *no peepholes* is the cell of {{lstm}}, and *full gate
# recurrence* lets each gate see all gates of a step ago, as the first LSTM did.
#
# That is 72 trainings. They take about half a minute.


# %%
def after_training(cell, task, steps, seed):
    return train(cell, task, hidden=16, steps=steps, rate=0.03, seed=seed)


on_adding, on_pieces, on_stream = {}, {}, {}
for name, cell in VARIANTS.items():
    on_adding[name] = [after_training(cell, adding(14), 250, seed).score for seed in range(4)]
    runs = [after_training(cell, last_announced(16), 150, seed) for seed in range(4)]
    on_pieces[name] = [run.score for run in runs]
    on_stream[name] = [follow(run, *stream)[0][512] for run in runs]

# %%
labels = {name: f"{name.replace('_', ' ')}, {count}" for name, count in counts.items()}
panels = {
    title: {labels[name]: scores[name] for name in VARIANTS}
    for title, scores in {"adding 14": on_adding, "stream, second half": on_stream}.items()
}
figures.draw_ablation(panels, chance=0.2)
show("A dot is a network, the diamond their mean with its standard error; behind each name its number of parameters.")

# %%
scores = {"adding": on_adding, "pieces": on_pieces, "stream": on_stream}
mean = {task: {name: np.mean(values) for name, values in by_name.items()} for task, by_name in scores.items()}
for task, name in [("adding", "no_input_gate"), ("stream", "no_forget_gate")]:
    print(f"{task}: {name} loses more than 0.15 to the whole cell: {mean[task]['whole'] - mean[task][name] > 0.15}")
for task, name in [("adding", "no_forget_gate"), ("pieces", "no_forget_gate"), ("adding", "no_output_squash")]:
    print(f"{task}: {name} has more than 0.8: {mean[task][name] > 0.8}")
for task in ("adding", "stream"):
    print(f"{task}: coupled_gates has more than 0.9: {mean[task]['coupled_gates'] > 0.9}")

# %% [markdown]
# ## An honest reading
#
# What the paper found and you found too. *Coupling the gates costs nothing*: with a quarter of the weights less it
# stands at the top in both tasks. *Full gate recurrence*, with the most weights of all, does not help.
#
# What the paper found and you found in one place only. *The forget gate is critical*: on the stream no part is missed
# more. On adding, where every sequence starts from an empty memory and two numbers are to be kept to its end, nobody
# misses it.

# %% [markdown]
# What the paper found and you did not. *The output squash is critical*: on adding these networks do as well without it.
# The paper's reason is that an unbounded memory must not reach the rest of the network. A memory that stays small does
# no harm. And *the input gate*, which they rank behind those two, is the one most missed on adding: twelve numbers of
# fourteen have to be kept out.
#
# Is that a contradiction? Speech and music are neither adding nor a station. What a part is worth depends on what it
# is asked to do.

# %% [markdown]
# What four seeds cannot say. Look at the dots of *no peepholes* or *no output gate* on adding: some networks have learnt
# it, some have not yet, and the bars are long. Whether they differ from the whole cell, this experiment does not
# tell. It had one learning rate and a fixed number of batches, so part of what it measures is who learns *fast* at that
# rate. Change 0.03 to 0.01, or 250 batches to 500, and see which of your sentences still hold. One that does not
# was about the rate.
#
# **What you have now:** five relatives of the LSTM, each a visible difference and equal to a simpler cell at the right
# weights. A cell that cannot forget fills up in a stream. Peepholes let a gate see what it guards, and come in three
# kinds that are easily taken for each other. One gate can do the work of two. Which part matters is a question
# to a task, put with several seeds.

# %% [markdown]
# ## Quiz

# %% [markdown]
# **1.** An LSTM's forget gate is held at 1 for good. Which cell is that, and what will go wrong in a stream?
#
# <details><summary>The coupled cell; it can take nothing in any more</summary>
# In the coupled cell f = 1 would mean i = 0, and that memory is frozen. But an LSTM's i is a gate of its own, and goes on
# taking in.</details>
#
# <details><summary>The cell of 1997; its memory can only be added to</summary>
# Yes. What is old has to be subtracted, and what is left over of that stays for good.</details>
#
# <details><summary>The cell of 1997; its gradient vanishes along c</summary>
# The cell is right. Along c the factor is exactly 1, though; nothing vanishes there. What vanishes is the slope of the tanh
# behind a full memory.</details>

# %% [markdown]
# **2.** In `peephole_step` you compute o together with i and f, before c changes. What do you notice?
#
# <details><summary>The shapes do not fit</summary>
# They fit: the old c and the new have the same shape. That is why this mistake is so common.</details>
#
# <details><summary>Nothing, if p = 0; otherwise whatever o does by looking comes a step late</summary>
# Yes. With p = 0 it is an LSTM either way. Your clock would ring a step late, when the memory has started again.</details>

# %% [markdown]
# **3.** A friend's full_peephole_step with a diagonal V does not agree with your peephole_step. Who is wrong?
#
# <details><summary>Nobody: a matrix is another cell</summary>
# In general it is. But a diagonal matrix lets each gate see its own unit alone, and then the two are the same.</details>
#
# <details><summary>One of the two, and a third cell can say who</summary>
# Yes. Put p = 0 and V = 0: both must be the LSTM. Then let one row of p at a time be other than 0.</details>

# %% [markdown]
# **4.** In a coupled cell the memory is 0.7 and the candidate is 0.7. What is the gradient of f?
#
# <details><summary>0, whatever comes back</summary>
# Yes. Keeping 0.7 or taking in 0.7 is the same, so f makes no difference: dc ⊙ (c − g) is 0.</details>
#
# <details><summary>0.7 times what comes back</summary>
# That is what f is blamed for on the road that keeps. On the other road, 1 − f, it is blamed for −0.7 times the
# same.</details>

# %% [markdown]
# **5.** "We took out the output squash and lost nothing, on four seeds and one task. So it is superfluous." What is
# missing?
#
# <details><summary>More seeds</summary>
# They would tell how sure you can be about *this* task at *this* rate. They say nothing about others.</details>
#
# <details><summary>A task that could have shown the opposite</summary>
# Yes. Without the stream, your own experiment would have thrown away the forget gate.</details>
#
# <details><summary>Nothing, the measurement speaks</summary>
# It speaks about what was measured. Greff and colleagues measured speech, handwriting and music, and there it was missed.</details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: one gate for two, taken a step further, until only one state is left.

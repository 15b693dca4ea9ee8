# %% [markdown]
# # Long short-term memory
#
# A waiter who has to pass an order on by whispering it to the next waiter, who whispers it to the next, loses it on the
# way. That was the vanilla network: its memory went through the same weights and the same squash at every step, and so
# did every error on its way back.
#
# What if the order were written on a note, and the note put on a conveyor belt?
#
# Sepp Hochreiter and Jürgen Schmidhuber built that belt in 1997. Felix Gers, Schmidhuber and Fred Cummins taught it to
# forget in 2000. You build it today, watch it read, and find out where it keeps what it has read. How it learns to is
# the subject of {{way_back}}. {{total}}, about {{minutes}}.

# %%
import numpy as np

from lecturelib import CELLS
from lecturelib.exercises import check, exercise, progress
from lecturelib.experiments import lstm as experiments
from lecturelib.figures import lstm as figures
from lecturelib.figures import show, wiring
from lecturelib.reference import one_hot, sigmoid, unroll

np.set_printoptions(precision=2, suppress=True)

# %% [markdown]
# ## A belt, and three doorkeepers
#
# On the belt lies a number: the **long-term memory**, $c$. If nobody touches it, it moves on as it is, from step to
# step. Beside the belt somebody speaks: $h$, the **short-term memory**, what is on the network's mind right now. So the
# state is in two, and each step asks three questions. What to *forget* of what lies on the belt? What to *take in* that
# is new? What to *let out*, to be said aloud?
#
# How much should pass? One gate answers each question.
#
# By hand. On the belt lies 1. The first doorkeeper keeps nine tenths of it. Something new is offered, −0.4, and the
# second takes in half. What lies on the belt now? The third lets out half of that, and since a sum may grow beyond 1,
# it is squashed first. Work out both numbers before you run the cell.

# %%
c_before, f, i, g, o = 1.0, 0.9, 0.5, -0.4, 0.5
kept, taken = f * c_before, i * g
c = kept + taken
h = o * np.tanh(c)
print(f"kept {kept:.2f}, taken in {taken:.2f}, so c = {c:.2f}")
print(f"let out: {o} · tanh({c:.2f}) = {h:.2f}")

# %% [markdown]
# Here is the whole cell with these numbers in it. A valve is open as far as its gate says. A gate has the same colour
# wherever a cell is drawn: <b style="color:#B84300">f</b> forget, <b style="color:#00805C">i</b> input,
# <b style="color:#B84F90">g</b> what is new, <b style="color:#004F8F">o</b> output.

# %%
values = {"f": f, "i": i, "g": g, "o": o, "c_before": c_before, "kept": kept, "taken": taken}
values |= {"total": c, "c": c, "squashed": np.tanh(c), "output": h, "h": h}
wiring.draw_wiring("lstm", values)
show("The memory runs along the top: × keeps nine tenths of 1, + adds −0.2, and 0.70 goes on. Half of its tanh is h.")

# %% [markdown]
# Follow the line along the top. There is a times junction on it and a plus junction, and nothing else: no weights, no
# squash.
#
# (The forget gate has an unlucky name. It says how much is *kept*: 1 forgets nothing, 0 forgets all.)
#
# Where do the gates get their opinions? Where every neuron gets them: from what comes in and from what was said a step
# ago, with weights of their own.
#
# $$\begin{aligned} i &= \sigma(x_t W_i + h_{t-1} U_i + b_i) \\ f &= \sigma(x_t W_f + h_{t-1} U_f + b_f) \\
# o &= \sigma(x_t W_o + h_{t-1} U_o + b_o) \\ g &= \tanh(x_t W_g + h_{t-1} U_g + b_g) \end{aligned}$$
#
# Three are sigmoids, since they answer *how much*. The fourth is content, which may also say no, so it is a tanh: the
# old vanilla step, now only a proposal. Then the belt, and what is said:
#
# $$\begin{aligned} c_t &= f \odot c_{t-1} + i \odot g \\ h_t &= o \odot \tanh(c_t) \end{aligned}$$
#
# The cell's answer is $y_t = h_t$. Before the first word nothing lies on the belt and nothing has been said:
# $c_0 = h_0 = 0$. (Books also write $\tilde c$ or *candidate* for $g$, and $\cdot$, $\circ$ or $*$ for ⊙,
# which multiplies element by element.)

# %% [markdown]
# Three weights each for four parts would make twelve arrays. Instead the four stand side by side: $W$ has 4H columns,
# the first H of them for $i$, then $f$, $g$, $o$, the order of PyTorch. One product serves all four, and
# `np.split(a, 4, axis=-1)` cuts what comes out, `a` with its 4H columns, into four arrays of H columns.
#
# Your example, as your function will meet it: a batch of one row, one unit, $c = 1$. With $W$ and $U$ at 0 the biases
# alone give the opinions, and $\sigma(0) = 0.5$, $\sigma(2.2) = 0.9$, $\tanh(-0.42) = -0.4$. So b, in the order i f g
# o, is [0, 2.2, −0.42, 0], and $h = 0.30$ and $c = 0.70$ should come out. The check begins with this case.
#
# > **Your turn ({{points}}).** Write `lstm_step(x, h, c, W, U, b)`. It returns both states, $h$ first. `sigmoid` is
# > imported.

# %% exercise="lstm_step"

# %% [markdown]
# What does it cost? Four times the vanilla layer, since everything is there four times.

# %%
for name in ("rnn", "lstm"):
    params = CELLS[name].init(5, 16, np.random.default_rng(0))
    print(f"{name:4}", {part: array.shape for part, array in params.items()}, sum(p.size for p in params.values()))

# %% [markdown]
# Everything else stays. `unroll` runs any step along a sequence, and hands on whatever state it is given. Now it is
# given two, as a pair: six steps, two sequences of three numbers, four units.

# %%
rng = np.random.default_rng(5)
xs = rng.normal(size=(6, 2, 3))
h_0, c_0 = np.zeros((2, 4)), np.zeros((2, 4))
W, U, b = rng.normal(size=(3, 16)), rng.normal(size=(4, 16)), rng.normal(size=16)
hs, (h, c) = unroll(lstm_step, xs, (h_0, c_0), W, U, b)
print("hs", hs.shape, " last h", h.shape, " last c", c.shape)

# %% [markdown]
# ## Watching it read
#
# Four units, the children's book of {{rnn}}, and the same `train`. Only the cell's name changes. (Training takes a few
# seconds. `seed=0` was chosen; what other starts do comes below.)

# %%
from lecturelib.tasks import DICTIONARY, childrens_book
from lecturelib.train import train
from lecturelib.widgets import LiveCell, record

reader = train(CELLS["lstm"], childrens_book(), hidden=4, steps=800, rate=0.02, seed=0)
words = [".", "Jane", "saw", "Spot", ".", "Doug", "saw", "Jane", ".", "Spot", "saw"]
xs = one_hot([DICTIONARY.index(word) for word in words], 5)
seen = record("lstm", reader.params, xs, step=lstm_step)
print("f of every unit at every word:", seen.values["f"].shape)

# %% [markdown]
# `record` runs your step along one sequence and notes what every gate answered and what lay on every belt. Now, after
# *saw*: who was it? The network must know, for nobody in this book sees themselves.
#
# Where does it keep the name for that one word? There are two places: on a belt, $c$, or on the network's mind, $h$,
# which all gates hear. To find out, operate. One reader has read *. Doug*, another *. Jane*. Before they read *saw*
# they exchange all that lies on their belts, or all that is on their minds. Then each reads *saw*. The reader of *Doug*
# should then expect *Jane* rather than *Doug*. Does it still?

# %%
from lecturelib.probing import own_other

for parts, exchanged in {"": "nothing", "h": "h", "c": "c", "hc": "h and c"}.items():
    share = own_other(lstm_step, reader.params, parts=parts)
    print(f"{exchanged} exchanged: {share:.1f} of the readers still go by the name they read")

# %% [markdown]
# In this network most readers go by the name that came along the belts. On whose belt? Exchange one unit at a time:

# %%
one_by_one = [own_other(lstm_step, reader.params, units=[unit]) for unit in range(4)]
unit = int(np.argmin(one_by_one))
figures.draw_walk(words, {name: numbers[:, unit] for name, numbers in seen.values.items()})
show("The unit that carries most of the name, word by word; the stronger the colour, the larger the number.")

# %% [markdown]
# Read the column of each *saw*: the first doorkeeper stands wide open, $f = 1$, so that what lay on the belt stays
# there, and $c$ is another number for Jane, for Doug and for Spot. Then the full stops after a sentence: $f$ is 0, and
# what lay on the belt is gone. *A memory must be able to hold, and also to let go*, said {{dinner}}; this unit has
# learnt when to do which.
#
# Step through the sentence yourself. The bars show which word the network expects next.

# %%
LiveCell(seen, words, answers=DICTIONARY, unit=unit, at=2)

# %% [markdown]
# A story about one network is an anecdote. Ten were trained, from ten random starts, and operated on in the same way.
# (`python -m lecturelib.experiments lstm` trains them again; the page reads what it left.)

# %%
stored = experiments.results()
readers = stored["readers"]
rows = {"nothing": "none", "h": "h", "c": "c"}
figures.draw_strip(rows, range(10), [[run[part] for run in readers] for part in rows.values()], "c")
show(
    "Ten readers: how many still go by the name they read after exchanging nothing, h or c. "
    "A pale square says that the name travelled there."
)

# %% [markdown]
# Read a column downwards. With nothing exchanged, five of the ten always go by the name they read. Four mix up two of
# the three names, though their score is the same, and one, seed 3, has not learnt to tell them apart at all.
#
# And where did the name travel? In four networks most readers go with $c$: the name lay on the belt. In five they go
# with $h$: there the keeper may shut, for the network speaks the name and hears itself a step later, as a vanilla
# network does. For one word, a whisper will do.
#
# ## The girls with the hat sing
#
# So ask for more: *girls with hat with hat often* … *sing*, for they are *girls*, and the hats, which come later and
# are nearer to the verb, have no say in it. The language is endless and has nine words:

# %%
from lecturelib.tasks import AGREEMENT_WORDS, agreement

x, _ = agreement(T=26).draw(np.random.default_rng(1), 1)
print(" ".join(AGREEMENT_WORDS[word] for word in x[:, 0].argmax(axis=1)))

# %%
singer = train(CELLS["lstm"], agreement(), hidden=8, steps=300, rate=0.02, seed=1)
print(f"The singer has learnt: {singer.score:.2f} of its words are right, and nobody can pass 0.69.")

# %% [markdown]
# Where in the cell is the number of the subject? Let two twins read, one of a girl, one of several, and look how far
# their memories are apart. `in_pairs` lays two texts side by side, and `apart` runs your step along both.

# %%
from lecturelib.probing import after_swap, apart, in_pairs, own_word, two_girls

text = ". girl with hats with hat with hats often sings . girl with hat often sings ."
of_many = text.replace("girl", "girls", 1).replace("sings", "sing", 1)
twins = in_pairs([text], [of_many], AGREEMENT_WORDS)
words = text.replace("girl", "girl(s)", 1).replace("sings", "sing(s)", 1).split()
figures.draw_difference(words, apart(lstm_step, singer.params, twins))
show("How far the twins' memories are apart, unit by unit: many differ up to the verb; then the difference fades.")

# %% [markdown]
# Many units differ. But being active is not being used. Which of them does the network *use*?
#
# Operate again. Two hundred pairs of twins read up to the second hat. Then the twins' numbers in one unit, $h$ and $c$,
# change places, and all read on: *often*. Whose verb will each expect now?


# %%
def own_verb(units):
    """The share of twins that expect their own verb, after these units (a list) have changed places."""
    scores = after_swap(lstm_step, singer.params, two_girls(), units)
    return own_word(scores, AGREEMENT_WORDS, "sings", "sing")


# %%
one_by_one = [own_verb([unit]) for unit in range(8)]
number = int(np.argmin(one_by_one))
others = [unit for unit in range(8) if unit != number]
print("nothing exchanged:       ", own_verb([]))
print("one unit exchanged:      ", one_by_one)
print("the seven others at once:", own_verb(others))

# %% [markdown]
# One unit does it, all of it. Exchange that one, and every girl *sing* and all girls *sings*; exchange the seven others
# together, and no verb changes. Here ten of ten networks agree: in each of them one unit carries the number, alone.
# Which unit gets the job is chance.
#
# What does its keeper do along the text?

# %%
one, several = (record("lstm", singer.params, twins[:, row], step=lstm_step) for row in range(2))
figures.draw_walk(words, {name: numbers[:, number] for name, numbers in several.values.items()})
show(
    "The unit that carries the number, in the chosen singer: its f is near 1 at with, hat and often, "
    "and falls at the verb."
)

# %% [markdown]
# It holds through three hats of either number. Its $c$ falls at each *with* and rises at each hat, for the unit has a
# second job. But it does so alike for one girl and for several, and what is added to both, while $f$ is 1, leaves their
# difference as it was: the even dark row above. Step through it, and change between the two readers.

# %%
readers_of = {"one girl": one, "several girls": several}
LiveCell(readers_of, words, answers=AGREEMENT_WORDS, cell="several girls", unit=number, at=1)

# %% [markdown]
# Does the number lie on the belt, or is it whispered? Two words before the verb the ten singers exchanged all of $c$,
# as the readers did above. In nine of them every girl took the other's verb, in the tenth three of five. Over several
# words it is the belt that carries.
#
# And where does the belt let go? In this singer, at the verb. In all ten:

# %%
singers = stored["singers"]
asked = ["with", "hat", "often", "sings", "sing", ".", "girl", "girls"]
f = {word: np.array([run["f"][AGREEMENT_WORDS.index(word)] for run in singers]) for word in asked}
f["in all"] = np.maximum(f["sings"], f["sing"]) * f["."] * np.maximum(f["girl"], f["girls"])
figures.draw_strip(f, range(10), list(f.values()), "f")
show(
    "Ten singers: f of the unit that carries the number, its mean at each word of a long text. "
    "In all: what is kept, at most, from the verb to the next subject."
)

# %% [markdown]
# While the number waits, at *with* and at *hat*, the keeper is more open than shut in all ten. (Seed 5 lets go at
# *often*: it has the number on its mind by then, and the verb comes next.) Where it lets go afterwards is left to
# chance: at the verb in seed 1, at the full stop in seeds 3, 4, 5, 7 and 9, and at one of the two subjects, *girl* or
# *girls*, in every one. The last row multiplies the three: from the verb to the next subject nine of ten keep less than
# a tenth, and the other a quarter.

# %% [markdown]
# Ten vanilla networks of eight units learn this language as well: each has 0.68 or 0.69 of the words right. Keeping a
# bit over eight words is not beyond them. What the gates add here is that one can see who keeps it, and when it is
# dropped.
#
# ## The third doorkeeper
#
# A story is told about the output gate too: the number of the subject is kept back until a verb is due, and let out
# then. Look at the third doorkeeper of the ten singers, while the number waits and when the verb comes next.

# %%
asked = ["with", "often"]
o = np.array([[run["o"][AGREEMENT_WORDS.index(word)] for run in singers] for word in asked])
figures.draw_strip(asked, range(10), o, "o")
show("Ten singers: o of the unit that carries the number. At with no verb can follow, and yet it is let out.")

# %% [markdown]
# Nothing is kept back: at *with* no verb can come next, and $o$ is near 1 all the same, in each of the ten. It does no
# harm there, as long as other units tell the readout that no verb is due.
#
# Is there a task where keeping back pays? It would have to be one where what is remembered does harm if it is seen. Say
# a **secret**: a yes, 1, or a no, −1, is told to you. Keep it. Say 0, until you are asked; then say it.

# %%
from lecturelib.lstm_tasks import secret

keeper = train(CELLS["lstm"], secret(), hidden=1, steps=600, rate=0.01, seed=1)
x, _ = secret().draw(np.random.default_rng(4), 1)
said = keeper.model.predict(x)[:, 0, 0]
o = record("lstm", keeper.params, x[:, 0], step=lstm_step).values["o"][:, 0]
figures.draw_secret(x[:, 0], said, o)
show("A network of one unit keeps a secret: its o opens where it is asked, and there alone.")

# %% [markdown]
# With one unit, and a readout that only multiplies and adds, what is seen is said. So the gate has to shut. Is the gate
# needed? Ten LSTMs had one. Ten had none, so that their memory is always seen; you meet them in {{variants}}. A secret
# is kept if 95 of 100 askings are answered, and silence is kept as often.

# %%
for gate, by_width in stored["secret"].items():
    for units, by_rate in by_width.items():
        kept = [sum(min(shares) > 0.95 for shares in runs) for runs in by_rate.values()]
        print(f"{gate:19} {units} unit(s): kept by {kept[0]:2} of 10 at rate 0.03, by {kept[1]:2} of 10 at 0.01")

# %% [markdown]
# Here keeping back pays: with one unit the gate makes the difference between nearly all and few. (Four of those without
# it found another way at the higher rate.) With a second unit most manage without the gate, and with four units all do:
# a unit that hears both the memory and the question can answer, and the readout leaves the first one out. So the output
# gate's story is true where room is short. In the singers, with eight units for one number, it does not show.
#
# ## She and he
#
# *This part is an aside: skip it if you are short of time.*
#
# Number is one thing that a verb asks for. A pronoun asks for another: *Jane saw Doug with Paul. She* … The people seen
# are nearer, and have no say. And when a new subject comes, *Doug saw Jane. He* …, the old one has to be dropped.

# %%
from lecturelib.lstm_tasks import PRONOUN_WORDS, pronouns

x, _ = pronouns(T=32).draw(np.random.default_rng(1), 1)
print(" ".join(PRONOUN_WORDS[word] for word in x[:, 0].argmax(axis=1)))

# %%
speakers = stored["speakers"]
rows = {"right pronouns": "right", "one unit": "one", "h": "h", "c": "c"}
figures.draw_strip(rows, range(10), [[run[part] for run in speakers] for part in rows.values()], "c")
show(
    "Ten speakers: the share of right pronouns; and the share of readers who go by their own subject, "
    "three words after exchanging one unit, all of h, or all of c."
)

# %% [markdown]
# Nine of ten choose every pronoun by the last subject, so that each new subject drove out the old one; seed 4 has not
# learnt it. In seven of the nine one unit carries the gender alone, as in the singers; in two it is spread over
# several. It travels on the belt in five, on the network's mind in one, on both in three.
#
# ## How long does a memory last?
#
# Of the warmth of a cup nine tenths are left after each minute: 0.9, then 0.81, and so on. It is never quite cold. So
# one asks when it has come down to 1/e, about 0.37, of what it was, and calls that its **time constant**.
#
# $$f^{\,n} = \frac1e \;\Rightarrow\; n \ln f = -1 \;\Rightarrow\; n = \frac{-1}{\ln f}$$
#
# By hand: ln 0.9 = −0.105, so n = 9.5 steps.
#
# > **Your turn ({{points}}).** Write `forget_time_constant(f)`.

# %% exercise="forget_time_constant"

# %%
shares = (0.5, 0.9, 0.98)
figures.draw_fading({f: (f ** np.arange(61), forget_time_constant(f)) for f in shares})
show(
    "With f fixed a memory fades by the same factor at each step; "
    "the dots mark time constants of 1.4, 9.5 and 49 steps."
)

# %% [markdown]
# Now the biases, for a gate to which nobody has given an opinion:

# %%
for bias in (0, 1, 2, 4, 6):
    f = sigmoid(np.array(float(bias)))
    print(f"bias {bias}: keeps {f:.3f}, time constant {float(forget_time_constant(f)):.1f} steps")

# %% [markdown]
# {{squashing}} said of the soft gate: what leaks a little at every step leaks away over many. At an opinion of 4 it
# leaks a fiftieth, and in some fifty steps the memory has come down to 1/e. For a lag of 40, bias 1, with its 3 steps,
# looks hopeless, and 4 looks right. Keep this guess; {{way_back}} tests it.
#
# But a fixed $f$ is a leak, and a leak is no memory. The gate's point is that $f$ *changes with the input*. Take the
# unit that carries the number in the singer above, and turn its $f$ at each word of a long text into a time constant.

# %%
f = experiments.gate_by_word(singer.params, agreement(T=1000), number, "f")
figures.draw_constants(AGREEMENT_WORDS, np.array(forget_time_constant(np.array(f))))
show("One unit of the chosen singer, nine time constants: dozens of steps while hats go by, few once the verb is said.")

# %% [markdown]
# The same unit holds for dozens of steps and forgets within one. No fixed leak can do that: a leak fast enough to
# forget at the verb has forgotten before it.
#
# ## What you have now
#
# A cell with two states: `c = f * c + i * g` lies on a belt and is kept, added to and forgotten by gates;
# `h = o * tanh(c)` is what it says. How long it holds is $-1/\ln f$, and $f$ changes with every word.
#
# A way to ask a network where it keeps something: let two readers exchange it, and see whose word each expects.
#
# ## Quiz

# %% [markdown]
# **1.** A unit's $f$ is 0 and its $i$ is 0 at some step. What lies on its belt afterwards?
#
# <details><summary>What lay there before: both gates are shut, so nothing changes</summary><blockquote><b>No.</b> With
# $f = 0$ nothing is kept: the old memory is multiplied by 0. To leave it as it is, the keeper must be open and the
# intake shut: $f = 1$, $i = 0$.</blockquote></details>
#
# <details><summary>0</summary><blockquote><b>Yes.</b> $0 \cdot c + 0 \cdot g = 0$. The unit has been wiped
# clean.</blockquote></details>
#
# <details><summary>$g$, what is new</summary><blockquote><b>No.</b> That needs $i = 1$, an open door for what is new.
# Here it is shut.</blockquote></details>

# %% [markdown]
# **2.** Why is $g$ a tanh and not a sigmoid?
#
# <details><summary>It makes no difference, both squash</summary><blockquote><b>No.</b> A sigmoid is never negative.
# Then nothing could ever be subtracted from a memory, and while $f$ is near 1, $c$ could only
# grow.</blockquote></details>
#
# <details><summary>So that a memory can be turned down as well as up</summary><blockquote><b>Yes.</b> $g$ is content
# and may say no. The three gates answer <i>how much</i>, and there −1 would make no sense.</blockquote></details>

# %% [markdown]
# **3.** A unit has $f = 0.99$ at every word. Is it a good long-term memory?
#
# <details><summary>It is: its time constant is about 100 steps</summary><blockquote><b>No.</b> It holds for long, but
# it cannot let go: after a new subject the old one still lies there, nine tenths of it ten words
# later.</blockquote></details>
#
# <details><summary>It holds well and cannot forget; good is a gate that does both, each at its
# time</summary><blockquote><b>Yes.</b> Such a gate is near 1 while the subject waits for its verb, and near 0 when a
# new one comes.</blockquote></details>

# %% [markdown]
# **4.** A unit is active at every word between the subject and the verb, and differs between *girl* and *girls*. Does
# the network use it to choose the verb?
#
# <details><summary>It must, or why would it differ?</summary><blockquote><b>No.</b> Many units of the singer differed.
# Exchanging seven of the eight changed no verb.</blockquote></details>
#
# <details><summary>That is not known until one has changed the unit and looked at the
# verb</summary><blockquote><b>Yes.</b> That is what the exchange was for.</blockquote></details>

# %% [markdown]
# **5.** Look at the strip of the ten singers once more. A fellow student says: *"An LSTM forgets the number at the
# verb; I have seen it in the picture of the chosen singer."* What do you answer?
#
# <details><summary>Right, the picture shows $f$ falling at the verb</summary><blockquote><b>No.</b> It shows one
# network. In other columns of the strip $f$ is above 0.8 at the verb.</blockquote></details>
#
# <details><summary>Every one of them lets go before it needs the next number, but where is left to
# chance</summary><blockquote><b>Yes.</b> In some it is the verb, in some the full stop, in others the next subject that
# wipes it out.</blockquote></details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: how did it learn to keep anything? An error went back along the belt.

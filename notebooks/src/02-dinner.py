# %% [markdown]
# # What's for dinner?
#
# Somebody cooks for you every evening. It is pizza, or a burger, or fries, and at lunch time you would like to know
# what is coming.
#
# In this notebook you build a network of three neurons that tells you. It keeps track even of dinners that it was
# not told about, because it listens to what it said itself the evening before. {{total}}, about {{minutes}}. You need the
# sigmoid and the one-hot vectors of {{squashing}}.

# %%
import numpy as np

from lecturelib.exercises import check, exercise, progress
from lecturelib.figures import dinner as figures
from lecturelib.figures import show
from lecturelib.reference import as_tuple, one_hot, sigmoid
from lecturelib.tasks import DINNER_INPUTS, DISHES, dinners

np.set_printoptions(suppress=True)

# %% [markdown]
# ## Does the calendar know?
#
# Here are four years of dinners in one kitchen. (A program made them up, from a fixed seed, so that everybody has the
# same four years.) For every evening there is a row of `x`, what you know at lunch time: the day of the week and the
# month as one-hot vectors, a 1 if a meeting ran late that day, and yesterday's dinner as a one-hot vector. And there is
# `dinner`, what was served: 0 for pizza, 1 for a burger, 2 for fries.

# %%
rng = np.random.default_rng(2)
x, y = dinners(days=4 * 365, forgotten=0).draw(rng, 1)
x = x[:, 0]  # of one kitchen: the first, and only one
dinner = y[:, 0]
print("x", x.shape, "  dinner", dinner.shape)

# %% [markdown]
# Perhaps it is always pizza on Fridays? A column of the picture is a week. Look along the rows first, one for each
# weekday. Then read as you live: down the first column, from Monday to Sunday, and on at the top of the next.

# %%
day = x[:, DINNER_INPUTS["day"]].argmax(axis=-1)
first_monday = np.argmax(day == 0)
figures.draw_calendar(dinner[first_monday:][: 30 * 7].reshape(30, 7))
show(
    "Thirty weeks of dinners, a column for each week: P pizza, B burger, F fries. "
    "Rows keep to no dish. Down the columns the dishes take turns, but for a repeat now and then."
)

# %% [markdown]
# No row keeps to one dish. Down the columns it goes fries, *pizza, pizza*, burger, fries, pizza, burger, then fries again:
# the cook takes turns, always in the same order, and now and then, on one evening in twenty, makes the same dish twice.
# So what do the clues know? For each, take the dish that came most often with it in the first two years, and predict that
# one for the next two.


# %%
def share_right_from(clue):
    """The share predicted right in the last two years, from what came most often with each clue in the first two."""
    right = []
    for value in np.unique(clue):
        before = dinner[:730][clue[:730] == value]
        after = dinner[730:][clue[730:] == value]
        favourite = np.bincount(before).argmax()
        right.extend(after == favourite)
    return np.mean(right)


# %%
print(f"from the day of the week  {share_right_from(day):.2f}")
print(f"from the month            {share_right_from(x[:, DINNER_INPUTS['month']].argmax(axis=-1)):.2f}")
print(f"from late meetings        {share_right_from(x[:, DINNER_INPUTS['late']][:, 0]):.2f}")
print(f"from yesterday's dinner   {share_right_from(x[:, DINNER_INPUTS['yesterday']].argmax(axis=-1)):.2f}")

# %% [markdown]
# With three dishes a blind guess is right about a third of the time, and the calendar does no better. Yesterday's dinner
# tells nearly all. The rest are the repeats, which cannot be known at lunch time.
#
# As a matrix the rotation is a table: the row is last night's dish, the column tonight's, and a 1 says "this follows
# that". A one-hot row times this matrix picks one of its rows. Pizza last night:

# %%
R = one_hot(np.array([1, 2, 0]), 3)
print(R)
print("after pizza:", one_hot(0, 3) @ R)

# %% [markdown]
# The 1 stands in the second place: a burger tonight.

# %% [markdown]
# ## And when it was not written down?
#
# You knew last night's dinner because somebody kept a diary. Now take two hundred kitchens, sixty evenings each, in
# which half of the entries are missing. A missing entry is a row of zeros, and zeros times any matrix are zeros: no
# opinion.

# %%
x, y = dinners(days=60, forgotten=0.5).draw(rng, 200)
diary = x[:, :, DINNER_INPUTS["yesterday"]]
guess = (diary @ R).argmax(axis=-1)
print("diary", diary.shape, "  y", y.shape, "  guess", guess.shape)
print(f"share predicted right from yesterday, if written down: {np.mean(guess == y):.2f}")

# %% [markdown]
# The shapes first, for they stay with you through the course: `diary` is (T, B, D), that is 60 evenings, 200 kitchens,
# 3 numbers. Time comes first. The many rows that go through together, B of them, are called a **batch**.
#
# > **A box of NumPy.** Four spellings that come again and again:
# >
# > - `a.argmax(axis=-1)` says *where* the largest number stands, along the last axis: for votes (T, B, 3), the number of
# >   the winning dish, (T, B).
# > - `a[:, 0]` takes the first of the second axis and drops that axis: from (T, B, 3) it leaves (T, 3).
# > - `a[:, None]` does the opposite and puts in an axis of length 1: from (T, 3) it makes (T, 1, 3), a batch of one. And
# >   `a[None]` makes (1, 3) of (3,).
# > - `hs, _ = f(x)` takes both results of a function and gives the second a name that says it is not needed.
#
# The share has dropped by a third. What would you do on such a day? Say on Tuesday the diary told you "pizza on Monday",
# so you predicted a burger for Tuesday. On Wednesday the diary is empty. But you have not forgotten what you said: *a
# burger, on Tuesday*. So it should be fries tonight.
#
# You took your own last prediction and used it as if it had been written down. The output goes back in, and is an input
# one evening later. That is all there is to the word **recurrent**: something runs back.

# %%
figures.draw_loop()
show(
    "The dinner network. The diary votes through the weights W. "
    "The prediction of the evening before comes back and votes through the weights U."
)

# %% [markdown]
# The diary entry read on evening $t$ is $x_t$: last night's dinner as it was *written down*, or zeros. The answer is
# $h_t$. What comes back is $h_{t-1}$: last night's dinner as it was *predicted*. Since $h$ is all that the network
# carries from one evening to the next, it is called its **state**.

# %% [markdown]
# ## Two votes
#
# Two sources speak, so give each a vote, with weights that say how loud. If the diary and the prediction disagree, whom
# do you trust? The diary: it was there. The prediction only worked it out.
#
# So let a written dish speak *for* the one that follows, with 8, and *against* the other two, with −8. Let a predicted
# dish speak for one, with 8, and against none. And let every dish start at −4, so that none is served unless something
# speaks for it.

# %%
W = 8 * (2 * R - 1)
U = 8 * R
b = np.full(3, -4.0)
print(f"W, the diary's votes\n{W}\n\nU, the prediction's votes\n{U}\n\nb, where every dish starts\n{b}")

# %% [markdown]
# By hand, on an evening of disagreement: the diary says there was *pizza*, the network had predicted a *burger*. Take the
# first row of $W$, the second row of $U$, and add.
#
# | | pizza | burger | fries |
# | --- | ---: | ---: | ---: |
# | the diary, "it was pizza" | −8 | 8 | −8 |
# | the prediction, "it was a burger" | 0 | 0 | 8 |
# | the start, $b$ | −4 | −4 | −4 |
# | **votes for tonight** | **−12** | **4** | **−4** |
#
# The burger is the only one above zero. The prediction spoke for fries and was outvoted.
#
# A row times a matrix does this for any mixture of voices:
#
# $$ a_t = x_t W + h_{t-1} U + b $$
#
# The votes are *added*. (Why not multiplied? Think of an empty diary before you read on.)
#
# > **Your turn ({{points}}).** Write `dinner_vote(x, h, W, U, b)`. It works on B kitchens at once: every row of `x` and
# > `h` is one kitchen.

# %% exercise="dinner_vote"

# %% [markdown]
# Here are four kitchens: the two sources agree on pizza; the diary is empty; the two disagree as above; nothing is known,
# not even from yesterday.

# %%
pizza, burger, fries = one_hot(np.arange(3), 3)
nothing = np.zeros(3)
written = np.array([pizza, nothing, pizza, nothing])
predicted = np.array([pizza, burger, burger, nothing])
dinner_vote(written, predicted, W, U, b)

# %% [markdown]
# In the first row the two add up to 12 for a burger. In the second the diary is empty, and the prediction alone lifts
# fries above zero; had we multiplied the votes, the zeros would have silenced it. And where nothing is known, every dish
# stays at −4.

# %% [markdown]
# ## From votes to a prediction
#
# Tomorrow, this answer goes back in. What happens if the bare votes do, evening after evening, with nothing in the diary?

# %%
empty = np.zeros((1, 3))
h = burger[None]
for evening in range(1, 7):
    h = dinner_vote(empty, h, W, U, b)
    print(evening, h.round())

# %% [markdown]
# Eight times as loud each evening. After six of them no entry in the diary would be heard: what is 8 beside a hundred
# thousand? The diary speaks in zeros and ones, so the prediction should speak in numbers between 0 and 1 too. You have a
# tool that turns any number into one of those.
#
# $$ h_t = \sigma(x_t W + h_{t-1} U + b) $$
#
# By hand, on the evening of disagreement: $\sigma(-12) = 0.000$ for pizza, $\sigma(4) = 0.982$ for the burger and
# $\sigma(-4) = 0.018$ for fries.
#
# > **Your turn ({{points}}).** Write `dinner_step(x, h, W, U, b)`, with your `dinner_vote` and the `sigmoid`.

# %% exercise="dinner_step"

# %% [markdown]
# The four kitchens again, then six evenings with an empty diary, starting from a burger.

# %%
dinner_step(written, predicted, W, U, b).round(3)

# %%
h = burger[None]
for evening in range(1, 7):
    h = dinner_step(empty, h, W, U, b)
    print(evening, h.round(3), DISHES[h.argmax()])

# %% [markdown]
# Fries, pizza, burger, fries, pizza, burger. For six evenings it was told nothing, and it still knows where in the
# rotation it is. From the second evening on each answer is as firm as the one before, 0.979, so it would go on like this
# for ever. You have built a memory.

# %% [markdown]
# ## One neuron, two sets of weights
#
# Three neurons sit in this step, one a dish. The burger's neuron owns the second column of $W$, the second column of $U$
# and one number of $b$. That is a **recurrent neuron**:
#
# $$ h_t = \varphi(w_x \cdot x_t + w_h \cdot h_{t-1} + b) $$
#
# It has two sets of weights, $w_x$ for what comes in and $w_h$ for what comes back; take $w_h$ away and an ordinary
# neuron is left. $\varphi$ stands for any squashing function: here the sigmoid, in the next notebook tanh.

# %%
w_x, w_h, b_burger = W[:, 1], U[:, 1], b[1]
print("w_x =", w_x, "  w_h =", w_h, "  b =", b_burger)
print(f"h = {sigmoid(w_x @ pizza + w_h @ burger + b_burger):.3f}")

# %% [markdown]
# The same 0.982 stands in the third row and second column of the kitchens above.
#
# *Aside.* Elsewhere you will find $W_{xh}$ for $W$ and $W_{hh}$ for $U$, or one tall matrix for both, with the two inputs
# laid end to end. It is the same sum:

# %%
both = np.concatenate([written, predicted], axis=1)
tall = np.concatenate([W, U], axis=0)
difference = both @ tall + b - dinner_vote(written, predicted, W, U, b)
print(f"{both.shape} times {tall.shape}; the votes differ by up to {np.max(np.abs(difference)):.1f}")

# %% [markdown]
# ## A row of evenings
#
# A loop is hard to follow with a finger. So draw the network once for every evening, side by side: copies of the same
# neurons, each passing a message to the next. This is called **unrolling**. The message is the state.

# %%
read, said = ["pizza", "?", "?", "?"], ["burger", "fries", "pizza", "burger"]
figures.draw_unrolled(read, said, ["Tue", "Wed", "Thu", "Fri"])
show(
    "The network unrolled over four evenings. Diary entries come in from below, predictions leave at the top, "
    "and each copy hands its state to the next."
)

# %% [markdown]
# Follow it from the left. Only Tuesday's copy reads anything. How does Friday's know? By the message, passed on three
# times. And what does Tuesday's copy get, before anything was said? Zeros, $h_0 = 0$: no dish predicted. That is what
# every network of this course starts from unless it is told otherwise.
#
# Every box holds the same $W$, $U$ and $b$: one set of weights, used on every evening. This is **weight sharing**, and it
# is why the network needs no more numbers for a year than for a day.

# %%
print("numbers to choose, for any number of evenings:", W.size + U.size + b.size)

# %% [markdown]
# In code the picture is a loop: for every evening's input one step, and the state that it returns goes into the next.
# By hand, for one entry and two empty evenings:
#
# | evening | read | state before | votes | state after |
# | --- | --- | --- | --- | --- |
# | Tue | pizza | 0, 0, 0 | −12, 4, −12 | 0, 0.98, 0 |
# | Wed | – | 0, 0.98, 0 | −4, −4, 3.86 | 0.02, 0.02, 0.98 |
# | Thu | – | 0.02, 0.02, 0.98 | 3.83, −3.86, −3.86 | 0.98, 0.02, 0.02 |
#
# The last column, row by row, is `hs`; its last row is the last state. The first column of states is what you need for
# each turn, and it is the last column one turn later.
#
# The loop is to work with any step and any number of weights. That is what a star is for:


# %%
def sorted_out(first, *others):
    return f"first {first}, others {others}"


weights = (5, 6, 7)
print(sorted_out(1, 2, 3))  # in a def the star collects what is left
print(sorted_out(1, *weights))  # in a call it deals out, one by one

# %% [markdown]
# > **Your turn ({{points}}).** Write `unroll(step, xs, state, *weights)`. The first argument is a function, such as your
# > `dinner_step`; you call it as `step(x, state, *weights)`. Collect the states in a list; `np.array` of it is `hs`.
#
# (The docstring also speaks of states that are tuples, which you need not care about here. From {{lstm}} on some networks
# carry two arrays; the course's own answer is ready for both, and that is what `as_tuple` is for.)

# %% exercise="unroll"

# %% [markdown]
# Your finger and your function should agree about those four evenings. (`[:, None]` makes a batch of one kitchen.)

# %%
xs = np.array([pizza, nothing, nothing, nothing])[:, None]
h_0 = np.zeros((1, 3))
hs, last = unroll(dinner_step, xs, h_0, W, U, b)
print("xs", xs.shape, "  hs", hs.shape, "  last", last.shape)
for evening in hs:
    print(evening.round(2), DISHES[evening.argmax()])

# %% [markdown]
# ## Two weeks
#
# Now a fortnight with two entries in the diary. On the second Tuesday the cook repeats a burger, and it goes unnoted.
# What will the network say from then on? Make your guess before you look.

# %%
cooked = "PBFPBFPBBFPBFP"
diary = "?P?????????P??"
entry = {"P": pizza, "B": burger, "F": fries, "?": nothing}
xs = np.array([entry[letter] for letter in diary])[:, None]
hs, last = unroll(dinner_step, xs, h_0, W, U, b)
figures.draw_fortnight(diary, hs[:, 0], ["PBF".index(dish) for dish in cooked])
show(
    "A filled square is a prediction, a ring what was eaten. One entry on the first Tuesday serves for a week. "
    "After the unseen repeat the network is one dish ahead, until the diary speaks again."
)

# %% [markdown]
# On the first Monday it says nothing, since it has been told nothing. One word on Tuesday, and it is right for seven
# evenings running. Then the repeat: it remembers its *predictions*, not the dinners, so it is wrong and cannot know it,
# until one word sets it right.
#
# The cell above is yours. Put an entry on the second Wednesday, the tenth place. Or let the diary lie. Say what will
# happen, then run it.
#
# The last state lets you go on later, as if there had been no break:

# %%
first_week, state = unroll(dinner_step, xs[:7], h_0, W, U, b)
second_week, _ = unroll(dinner_step, xs[7:], state, W, U, b)
in_pieces = np.concatenate([first_week, second_week])
print("in one piece or in two, the states differ by up to", np.max(np.abs(in_pieces - hs)))

# %% [markdown]
# ## What is it worth?
#
# Three ways to predict, in two hundred kitchens for sixty evenings: with no memory, from the day of the week; from
# yesterday, if it was written down; with your network. The share of evenings that were not written down goes from none
# to all.

# %%
favourite = np.array([np.bincount(dinner[day == d]).argmax() for d in range(7)])  # of each weekday, in the four years


def three_ways(forgotten):
    """The share predicted right without memory, from yesterday only, and by the recurrent network."""
    x, y = dinners(days=60, forgotten=forgotten).draw(rng, 200)
    weekday = x[:, :, DINNER_INPUTS["day"]].argmax(axis=-1)
    diary = x[:, :, DINNER_INPUTS["yesterday"]]
    hs, _ = unroll(dinner_step, diary, np.zeros((200, 3)), W, U, b)
    without_memory = np.mean(favourite[weekday] == y)
    from_yesterday = np.mean((diary @ R).argmax(axis=-1) == y)
    recurrent = np.mean(hs.argmax(axis=-1) == y)
    return without_memory, from_yesterday, recurrent


# %%
shares = np.linspace(0, 1, 11)
results = np.array([three_ways(forgotten) for forgotten in shares])
scores = {"memoryless": results[:, 0], "yesterday only": results[:, 1], "recurrent": results[:, 2]}
figures.draw_scores(shares, scores)
show(
    "Without memory a third is right, whatever the diary holds. Yesterday alone falls in a straight line. "
    "The recurrent network loses little until most of the entries are missing."
)

# %%
print("not written down " + "".join(f"{share:7.0%}" for share in shares[[0, 3, 5, 8, 10]]))
for name, score in scores.items():
    print(f"{name:17}" + "".join(f"{share:7.2f}" for share in score[[0, 3, 5, 8, 10]]))

# %% [markdown]
# With a complete diary the loop adds nothing: both methods that know yesterday fail only on repeats. With half of the
# entries missing, yesterday alone loses about a third of its successes, and the network only a few in a hundred.
#
# It falls too, and should. Every empty evening is a chance in twenty that the cook repeats unseen, and after a long gap
# the network may be out of turn. At the right edge it is never told anything, and there is nothing to remember.

# %% [markdown]
# ## Why 8?
#
# You were handed the weights. Would others have done? Keep everything and change only how loud the prediction speaks:
# $U$ is $u$ times the rotation. With it the start has to change, to $b = -u/2$: then a state of ½, ½, ½ votes for nothing
# and stays as it is, $\sigma(u \cdot ½ - u/2) = \sigma(0) = ½$. That is what "no idea" looks like here.
#
# Measure the *lead*, how far the right dish is ahead of the next. Start from a sure "pizza", a lead of 1, and leave the
# diary empty for twenty evenings.


# %%
def lead(u, state=pizza, evenings=20):
    """How far the remembered dish is ahead of the others, evening by evening."""
    hs, _ = unroll(dinner_step, np.zeros((evenings, 1, 3)), state[None], W, u * R, np.full(3, -u / 2))
    lowest_first = np.sort(hs[:, 0], axis=-1)
    return lowest_first[:, 2] - lowest_first[:, 1]


# %%
figures.draw_fading({u: lead(u) for u in (8, 5, 4, 2)})
show(
    "With u = 8 or 5 the lead settles and stays. With u = 4 it slides away slowly, "
    "with u = 2 it halves every evening and is gone in a week."
)

# %% [markdown]
# The difference lies at 4, and you have met the reason: the slope of the sigmoid is at most ¼. Near "no idea" a small lead
# goes through the weight $u$ and then through that slope, so each evening multiplies it by $u/4$. Start from a small lead,
# 0.02, and see what becomes of it with $u = 2$, where $u/4$ is ½, and with $u = 8$, where it is 2.

# %%
small_lead = np.array([0.51, 0.49, 0.49])
for u in (2, 8):
    print(f"u = {u}:", lead(u, small_lead, evenings=8).round(4))

# %% [markdown]
# With 2 it is halved every evening. With 8 it doubles, until the sigmoid flattens out and holds it at 0.96: a lead that is
# knocked down grows back.
#
# ## What if the numbers shake? (*aside*)
#
# Is a small lead not enough? The largest is still the largest, if you can read enough decimals. But real signals shake
# a little. So shake the state: add a little noise after every step. `unroll` does not mind, it takes any step.


# %%
def shaky_step(x, h, W, U, b):
    return dinner_step(x, h, W, U, b) + 0.05 * rng.normal(size=h.shape)


x, y = dinners(days=60, forgotten=0.8).draw(rng, 200)
diary = x[:, :, DINNER_INPUTS["yesterday"]]


def score(step, *weights):
    hs, _ = unroll(step, diary, np.zeros((200, 3)), *weights)
    return np.mean(hs.argmax(axis=-1) == y)


# %%
faint = W, 2 * R, np.full(3, -1.0)  # W, U and b for u = 2
print(f"u = 8   still {score(dinner_step, W, U, b):.2f}   shaken {score(shaky_step, W, U, b):.2f}")
print(f"u = 2   still {score(dinner_step, *faint):.2f}   shaken {score(shaky_step, *faint):.2f}")

# %% [markdown]
# The network as built does not notice the shaking: each step pulls the state back to where it belongs. With $u = 2$ the
# lead has shrunk to less than the noise, and the thread is lost.
#
# And $W$: why speak *against* two dishes? Let the diary speak only for one, as the prediction does, and let the two
# disagree.

# %%
only_for = 8 * R
print(dinner_step(pizza[None], burger[None], only_for, U, b).round(3))
print(f"diary speaks only for: shaken {score(shaky_step, only_for, U, b):.2f}")

# %% [markdown]
# Burger *and* fries, both firmly, and both will be remembered: worse than a memory that fades. A memory must be able to
# hold, and also to let go of what was wrong. In {{lstm}} you will build a network that decides about the two separately,
# with gates.

# %% [markdown]
# ## What you have now
#
# A neuron that adds two votes, one for what comes in and one for what it said itself a step before, and squashes the sum.
# Unrolled, it is a row of copies with the same weights, each handing its state to the next, so that what was read once
# can serve much later. How long it serves is decided by how loud the loop speaks, and by the slope of what squashes it.
#
# Two things are still to come. Choosing weights by hand is no fun: in {{rnn}} they are learnt. And learning sends its
# errors back through the same weights and slopes, evening by evening, where they too are halved or doubled: that is
# measured in {{vanishing}}.

# %% [markdown]
# ## Quiz
#
# **1.** Last night the network predicted fries with 0.98. Tonight the diary is empty. What does it say?
#
# <details><summary>Nothing, since it has not been told anything.</summary><blockquote><b>No.</b> It has been told: by itself. Its own prediction comes back through U and votes.</blockquote></details>
# <details><summary>Fries.</summary><blockquote><b>No.</b> The state is not kept as it is: U turns the rotation one dish on. It remembers where in the turn it is.</blockquote></details>
# <details><summary>Pizza.</summary><blockquote><b>Yes.</b> Fries speaks for pizza with nearly 8, the bias takes 4, and the sigmoid of nearly 4 is 0.98.</blockquote></details>

# %% [markdown]
# **2.** You unroll over thirty evenings instead of seven. How many weights are there now?
#
# <details><summary>As many as before.</summary><blockquote><b>Yes.</b> The copies share one W, one U and one b. Thirty boxes are drawn, one exists.</blockquote></details>
# <details><summary>Thirty sevenths of it.</summary><blockquote><b>No.</b> The drawing has more boxes, but they hold the same weights. With new ones for each evening, what is learnt on a Monday would be of no use on a Tuesday.</blockquote></details>

# %% [markdown]
# **3.** Which entries of the diary can make a difference to `hs[4]`?
#
# <details><summary>xs[4] alone.</summary><blockquote><b>No.</b> That would be a network without memory. The state brings the earlier ones along.</blockquote></details>
# <details><summary>xs[0] to xs[4].</summary><blockquote><b>Yes.</b> And the state you started from. All that was read up to then, and nothing that comes later.</blockquote></details>
# <details><summary>All of xs.</summary><blockquote><b>No.</b> Time runs one way here: the copy of evening 4 has heard nothing of evening 5.</blockquote></details>

# %% [markdown]
# **4.** The cook repeats a dish unseen, and the diary stays empty. When is the network right again?
#
# <details><summary>After a few evenings; it will notice.</summary><blockquote><b>No.</b> It has no means to: it compares its prediction with nothing but the diary.</blockquote></details>
# <details><summary>As soon as the diary has one entry.</summary><blockquote><b>Yes.</b> The written dish outvotes the prediction, and from there the rotation runs on. (There is another way: if the cook repeats twice more, all is in step again, by luck.)</blockquote></details>

# %% [markdown]
# **5.** A network has u = 3 and b = −1.5. How does its memory fare on empty evenings?
#
# <details><summary>It holds: 3 is more than 1.</summary><blockquote><b>No.</b> What counts is the weight together with the slope it goes through, which is at most ¼.</blockquote></details>
# <details><summary>It fades, and in the end each evening leaves ¾ of the lead.</summary><blockquote><b>Yes.</b> 3 times ¼ is less than 1. Try <code>lead(3)</code>.</blockquote></details>
# <details><summary>It grows without end.</summary><blockquote><b>No.</b> That was the fate of the bare votes. Whatever is squashed stays between 0 and 1.</blockquote></details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: the same step for a whole layer, with tanh in place of the sigmoid, trained to write a children's book.

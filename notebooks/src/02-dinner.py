# %% [markdown]
# # What's for dinner?
#
# Somebody cooks for you every evening. It is pizza, or a burger, or fries, and at lunch time you would like to know what is coming.
#
# In this notebook you build a network of three neurons that tells you. It keeps track even of dinners that nobody told it about, because it
# listens to what it said itself the evening before. You write three functions, each a line or a few. It takes about 45 minutes, and you need
# the sigmoid and the one-hot vectors of {{squashing}}.

# %%
import numpy as np

from lecturelib.exercises import check, exercise, progress
from lecturelib.figures import dinner as figures
from lecturelib.figures import show
from lecturelib.reference import as_tuple, one_hot, sigmoid
from lecturelib.tasks import DINNER_INPUTS, DISHES, dinners

# %% [markdown]
# ## Does the calendar know?
#
# Here are four years of dinners in one kitchen. (A program made them up, from a fixed seed, so that everybody has the same four years.)
# For every evening you have `x`, what you know at lunch time, and `dinner`, what there was: 0 for pizza, 1 for a burger, 2 for fries.

# %%
rng = np.random.default_rng(2)
x, y = dinners(days=4 * 365, forgotten=0).draw(rng, 1)
x, dinner = x[:, 0], y[:, 0]
print("x", x.shape, "  dinner", dinner.shape)
print("the first ten:", *(DISHES[dish] for dish in dinner[:10]))

# %% [markdown]
# Each row of `x` holds 23 numbers: the day of the week and the month as one-hot vectors, a 1 if a meeting ran late that day, and yesterday's
# dinner as a one-hot vector. We begin with the calendar. Perhaps it is always pizza on Fridays?

# %%
day = x[:, DINNER_INPUTS["day"]].argmax(axis=-1)
month = x[:, DINNER_INPUTS["month"]].argmax(axis=-1)
late = x[:, DINNER_INPUTS["late"]][:, 0].astype(int)

first_monday = np.argmax(day == 0)
figures.draw_calendar(dinner[first_monday:][: 30 * 7].reshape(30, 7))
show(
    "Thirty weeks of dinners, a column for each week: P pizza, B burger, F fries. "
    "No row keeps to one dish, so no weekday has a dish of its own."
)

# %% [markdown]
# A picture can deceive, so count. For every day of the week, take the dish that came most often in the first two years, and predict that one
# from then on. The same for the month, for late meetings, and for all three together.


# %%
def best_guess(clue, dinner):
    """For every value of the clue, the dish that came with it most often."""
    return {value: np.bincount(dinner[clue == value]).argmax() for value in np.unique(clue)}


def share_right(guess, dinner):
    return np.mean(guess == dinner)


# %%
clues = {"day of the week": day, "month": month, "late meeting": late, "all three": day + 7 * month + 84 * late}
old, new = slice(0, 730), slice(730, None)

print("share predicted right    first two years    next two years")
for name, clue in clues.items():
    table = best_guess(clue[old], dinner[old])
    guess = np.array([table.get(value, 0) for value in clue])
    print(f"{name:24} {share_right(guess[old], dinner[old]):9.2f} {share_right(guess[new], dinner[new]):17.2f}")

# %% [markdown]
# With three dishes a blind guess is right about a third of the time, and on new days no clue does clearly better. All three together looked
# good on the days they were counted on. But there are so many combinations that each was met only a few times, and whatever came most often among
# those few looked like a rule. It was an accident, and the next two years show it.

# %% [markdown]
# ## Yesterday knows
#
# Look at the picture once more, but read it the way you live it: down one column, then on at the top of the next. Pizza, burger, fries, pizza,
# burger, fries. The cook takes turns. So the clue to tonight is last night.
#
# As a matrix the rotation is a table: the row is last night's dish, the column tonight's, and a 1 says "this follows that".

# %%
R = one_hot(np.array([1, 2, 0]), 3)
R

# %% [markdown]
# A one-hot row times this matrix picks one row of the table. Pizza last night:

# %%
one_hot(0, 3) @ R

# %% [markdown]
# The 1 stands in the second place: a burger tonight. And on all the four years?

# %%
yesterday = x[:, DINNER_INPUTS["yesterday"]]
guess = (yesterday @ R).argmax(axis=-1)
print(f"share predicted right from yesterday: {share_right(guess, dinner):.2f}")

# %% [markdown]
# Why not always? Now and then, on one evening in twenty, the cook makes the same dish again. Nobody can know that at lunch time, so this is as
# good as it gets.

# %% [markdown]
# ## And when nobody wrote it down?
#
# You knew last night's dinner because somebody kept a diary. Now take two hundred kitchens, sixty evenings each, in which half of the entries are
# missing. A missing entry is a row of zeros, and zeros times any matrix are zeros: no opinion.

# %%
x, y = dinners(days=60, forgotten=0.5).draw(rng, 200)
diary = x[..., DINNER_INPUTS["yesterday"]]
guess = (diary @ R).argmax(axis=-1)
print("diary", diary.shape, "  y", y.shape)
print(f"share predicted right from yesterday, if written down: {share_right(guess, y):.2f}")

# %% [markdown]
# The shapes first, for they stay with you through the course: `diary` is (T, B, D), that is 60 evenings, 200 kitchens, 3 numbers. Time comes first.
# The many rows that go through together, B of them, are called a **batch**.
#
# The share has dropped by a third. What would you do on such a day? Say on Tuesday the diary told you "pizza on Monday", so you predicted a burger for Tuesday. On Wednesday the diary is
# empty. But you have not forgotten what you said: *a burger, on Tuesday*. So it should be fries tonight.
#
# You took your own last prediction and used it as if it had been written down. The output goes back in, and is an input one evening later. That is
# all there is to the word **recurrent**: something runs back.

# %%
figures.draw_loop()
show(
    "The dinner network. The diary votes through the weights W. "
    "The prediction of the evening before comes back and votes through the weights U."
)

# %% [markdown]
# The diary entry read on evening $t$ is $x_t$: last night's dinner as it was *written down*, or zeros. The answer is $h_t$. What comes back is
# $h_{t-1}$: last night's dinner as it was *predicted*. Since $h$ is all that the network carries from one evening to the next, it is called its **state**.

# %% [markdown]
# ## Two votes
#
# Two sources speak, so give each a vote, with weights that say how loud. Which weights? If the diary and the prediction disagree, whom do you trust?
# The diary: it was there. The prediction has only reckoned.
#
# So let a written dish speak *for* the one that follows, with 8, and *against* the other two, with −8. Let a predicted dish speak for one, with 8, and against
# nobody. And let every dish start at −4, so that none is served without a voice for it.

# %%
W = 8 * (2 * R - 1)
U = 8 * R
b = np.full(3, -4.0)
print(f"W, the diary's votes\n{W}\n\nU, the prediction's votes\n{U}\n\nb, where every dish starts\n{b}")

# %% [markdown]
# By hand, on an evening of disagreement: the diary says there was *pizza*, the network had predicted a *burger*. Take the first row of W, the second row of U, and add.
#
# | | pizza | burger | fries |
# | --- | ---: | ---: | ---: |
# | the diary, "it was pizza" | −8 | 8 | −8 |
# | the prediction, "it was a burger" | 0 | 0 | 8 |
# | the start, b | −4 | −4 | −4 |
# | **votes for tonight** | **−12** | **4** | **−4** |
#
# The burger is the only one above zero. The prediction's voice for fries was raised and outvoted.

# %% [markdown]
# A row times a matrix does this for any mixture of voices:
#
# $$ a_t = x_t W + h_{t-1} U + b $$
#
# The votes are *added*. (Why not multiplied? Think of an empty diary before you read on.)
#
# > **Your turn ({{points}}).** Write `dinner_vote(x, h, W, U, b)`. It works on B kitchens at once: every row of `x` and `h` is one kitchen.

# %% exercise="dinner_vote"

# %% [markdown]
# Here are four kitchens: the two sources agree on pizza; the diary is empty; the two disagree as above; nobody has said anything, not even yesterday.

# %%
pizza, burger, fries = one_hot(np.arange(3), 3)
nothing = np.zeros(3)
written = np.array([pizza, nothing, pizza, nothing])
predicted = np.array([pizza, burger, burger, nothing])
dinner_vote(written, predicted, W, U, b)

# %% [markdown]
# Agreement is the loudest, 12 for a burger. With an empty diary the prediction still carries fries above zero; had we multiplied the votes, the zeros would have
# silenced it. And where nobody speaks, every dish stays at −4.

# %% [markdown]
# ## From votes to a prediction
#
# Tomorrow, this answer goes back in. What happens if the bare votes do, evening after evening, with nothing in the diary?

# %%
empty, h = np.zeros((1, 3)), burger[None]
for evening in range(1, 7):
    h = dinner_vote(empty, h, W, U, b)
    print(evening, *(f"{votes:9.0f}" for votes in h[0]))

# %% [markdown]
# Eight times as loud each evening. By then no diary in the world is heard: what is 8 beside a hundred thousand? The diary speaks in zeros and ones, so the
# prediction should speak in numbers between 0 and 1 too. You have a tool that turns any number into one of those.
#
# $$ h_t = \sigma(x_t W + h_{t-1} U + b) $$
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
# Fries, pizza, burger, fries, pizza, burger. Nobody told it anything for six evenings, and it still knows where in the rotation it is. Each
# answer is as firm as the one before, 0.979 and no less, so it would go on like this for ever. You have built a memory.

# %% [markdown]
# ## One neuron, two sets of weights
#
# Three neurons sit in this step, one a dish. The burger's neuron owns the second column of W, the second column of U and one number of b. That is
# a **recurrent neuron**:
#
# $$ h_t = \varphi(w_x \cdot x_t + w_h \cdot h_{t-1} + b) $$
#
# It has two sets of weights, $w_x$ for what comes in and $w_h$ for what comes back; take $w_h$ away and an ordinary neuron is left. $\varphi$ stands for any
# squashing function: here the sigmoid, in the next notebook tanh.

# %%
w_x, w_h, b_burger = W[:, 1], U[:, 1], b[1]
print("w_x =", w_x, "  w_h =", w_h, "  b =", b_burger)
print(f"h = {sigmoid(w_x @ pizza + w_h @ burger + b_burger):.3f}")

# %% [markdown]
# The same 0.982 stands in the third row and second column of the kitchens above.
#
# Elsewhere you will find $W_{xh}$ for W and $W_{hh}$ for U, or one tall matrix for both, with the two inputs laid end to end. It is the same sum:

# %%
both = np.concatenate([written, predicted], axis=1)
tall = np.concatenate([W, U], axis=0)
print("the same votes:", np.allclose(both @ tall + b, dinner_vote(written, predicted, W, U, b)))

# %% [markdown]
# ## A row of evenings
#
# A loop is hard to follow with a finger. So draw the network once for every evening, side by side: copies of the same neurons, each passing a message to the
# next. This is called **unrolling**. The message is the state.

# %%
read, said = ["pizza", "?", "?", "?"], ["burger", "fries", "pizza", "burger"]
figures.draw_unrolled(read, said, ["Tue", "Wed", "Thu", "Fri"])
show(
    "The network unrolled over four evenings. Diary entries come in from below, predictions leave at the top, "
    "and each copy hands its state to the next."
)

# %% [markdown]
# Follow it from the left. Only Tuesday's copy reads anything. How does Friday's know? By the message, passed on three times.
#
# Every box holds the same W, U and b. They are not copied and tuned apart: it is one set of weights, used on every evening. This is **weight sharing**,
# and it is why the network needs no more numbers for a year than for a day.

# %%
print("numbers to choose, for any number of evenings:", W.size + U.size + b.size)

# %% [markdown]
# In code the picture is a loop. For every evening's input: one step, and the state that it returns goes into the next.
#
# > **Your turn ({{points}}).** Write `unroll(step, xs, state, *weights)`. The first argument is a function, such as your `dinner_step`; you call it as
# > `step(x, state, *weights)`. The star hands on all the weights, however many there are. Collect the
# > states in a list; `np.array` of it is `hs`.
#
# The docstring also speaks of states that are tuples: from {{lstm}} on some networks carry two arrays. The course's own answer is ready for both and uses `as_tuple`, imported
# at the top; yours may leave it aside. Here the state is one array `h`.

# %% exercise="unroll"

# %% [markdown]
# Your finger and your function should agree about those four evenings.

# %%
xs = np.array([pizza, nothing, nothing, nothing])[:, None]
hs, last = unroll(dinner_step, xs, np.zeros((1, 3)), W, U, b)
print("xs", xs.shape, "  hs", hs.shape, "  last", last.shape)
print(*(DISHES[dish] for dish in hs[:, 0].argmax(axis=-1)))

# %% [markdown]
# ## Two weeks
#
# Now a fortnight with two entries in the diary. On the second Tuesday the cook repeats a burger, and nobody notes it. What will the network say from then on? Make your guess
# before you look.

# %%
cooked = "PBFPBFPBBFPBFP"
diary = "?P?????????P??"
xs = np.array([[entry == dish for dish in "PBF"] for entry in diary], float)[:, None]
hs, last = unroll(dinner_step, xs, np.zeros((1, 3)), W, U, b)
figures.draw_fortnight(diary, hs[:, 0], ["PBF".index(dish) for dish in cooked])
show(
    "Black: predicted. Ring: eaten. One entry on the first Tuesday serves for a week. "
    "After the unseen repeat the network is one dish ahead, until the diary speaks again."
)

# %% [markdown]
# On the first Monday it says nothing, since nobody has told it anything. One word on Tuesday, and it is right for seven evenings running. Then the repeat: it remembers its
# *predictions*, not the dinners, so it is wrong and cannot know it, until one word sets it right.
#
# The cell above is yours. Put an entry on the second Wednesday, the tenth place. Or let the diary lie. Say what will happen, then run it.
#
# The last state lets you go on later, as if there had been no break:

# %%
first_week, state = unroll(dinner_step, xs[:7], np.zeros((1, 3)), W, U, b)
second_week, _ = unroll(dinner_step, xs[7:], state, W, U, b)
print("two weeks in two pieces are the same:", np.allclose(np.concatenate([first_week, second_week]), hs))

# %% [markdown]
# ## What is it worth?
#
# Three ways to predict, in two hundred kitchens for sixty evenings: from the day of the week, with no memory; from yesterday, if it was written down; with your network. The share
# of evenings on which nobody wrote dinner down goes from none to all.

# %%
weekday_dish = best_guess(day, dinner)


def three_ways(forgotten):
    """The share predicted right, memoryless, from yesterday only, and by the recurrent network."""
    x, y = dinners(days=60, forgotten=forgotten).draw(rng, 200)
    weekday, diary = x[..., DINNER_INPUTS["day"]].argmax(axis=-1), x[..., DINNER_INPUTS["yesterday"]]
    hs, _ = unroll(dinner_step, diary, np.zeros((200, 3)), W, U, b)
    guesses = np.vectorize(weekday_dish.get)(weekday), (diary @ R).argmax(axis=-1), hs.argmax(axis=-1)
    return [share_right(guess, y) for guess in guesses]


# %%
shares = np.linspace(0, 1, 11)
results = np.array([three_ways(forgotten) for forgotten in shares])
scores = dict(zip(["memoryless", "yesterday only", "recurrent"], results.T, strict=True))
figures.draw_scores(shares, scores)
show(
    "Without memory a third is right, whatever the diary holds. Yesterday alone falls in a straight line. "
    "The recurrent network loses little until most of the entries are missing."
)

# %%
print("nobody wrote it down on   " + "   ".join(f"{share:4.0%}" for share in shares[[0, 3, 5, 8, 10]]))
for name, score in scores.items():
    print(f"{name:26}" + "   ".join(f"{share:4.2f}" for share in score[[0, 3, 5, 8, 10]]))

# %% [markdown]
# With a complete diary the loop brings nothing: both that know yesterday are right but for the repeats. With half of the entries missing, yesterday alone loses
# about a third of its successes, and the network only a few in a hundred.
#
# It falls too, and should. Every empty evening is a chance in twenty that the cook repeats unseen, and after a long gap the network may be out of turn. At the
# right edge nobody ever tells it anything, and there is nothing to remember.

# %% [markdown]
# ## Why 8?
#
# You were handed the weights. Would others have done? Keep everything and change only how loud the prediction speaks: U is u times the rotation, and b is −u/2, so that
# a prediction of ½ still means "no idea". Start from a sure "pizza", leave the diary empty for twenty evenings, and measure the *lead*: the value of the right dish minus the next.


# %%
def lead(u, evenings=20):
    """How far the remembered dish is ahead of the others, evening by evening."""
    hs, _ = unroll(dinner_step, np.zeros((evenings, 1, 3)), pizza[None], W, u * R, np.full(3, -u / 2))
    highest = np.sort(hs[:, 0], axis=-1)
    return highest[:, 2] - highest[:, 1]


# %%
figures.draw_fading({u: lead(u) for u in (8, 5, 4, 2)})
show(
    "With u = 8 or 5 the lead settles and stays. With u = 4 it slides away slowly, "
    "with u = 2 it halves every evening and is gone in a week."
)

# %% [markdown]
# A knife edge at 4. You have met the reason: the slope of the sigmoid is at most ¼. Around "no idea" a small lead goes through the weight u and then through that slope, so each
# evening multiplies it by u/4. Below 4 that shrinks it, by ½ for u = 2. Above 4 it grows, until the sigmoid bends and holds it.

# %%
after = lead(2)
print("each evening leaves of the lead:", *(f"{share:.2f}" for share in after[10:15] / after[9:14]))
print("after two weeks, less than 0.0001:", after[13] < 1e-4)

# %% [markdown]
# Is a lead so small not enough? The largest is still the largest, if you can read enough decimals. But real signals shake a little. So shake the state: add a
# little noise after every step. `unroll` does not mind, it takes any step.


# %%
def shaky_step(x, h, W, U, b):
    return dinner_step(x, h, W, U, b) + 0.05 * rng.normal(size=h.shape)


x, y = dinners(days=60, forgotten=0.8).draw(rng, 200)
diary = x[..., DINNER_INPUTS["yesterday"]]


def score(step, *weights):
    hs, _ = unroll(step, diary, np.zeros((200, 3)), *weights)
    return share_right(hs.argmax(axis=-1), y)


# %%
small = W, 2 * R, np.full(3, -1.0)
print(f"u = 8   still {score(dinner_step, W, U, b):.2f}   shaken {score(shaky_step, W, U, b):.2f}")
print(f"u = 2   still {score(dinner_step, *small):.2f}   shaken {score(shaky_step, *small):.2f}")

# %% [markdown]
# The network as built does not notice the shaking: each step pulls the state back to where it belongs. With u = 2 nothing pulls it back, and it loses the thread.
#
# And W: why speak *against* two dishes? Let the diary speak only for one, as the prediction does, and let the two disagree.

# %%
only_for = 8 * R, U, b
print(dinner_step(pizza[None], burger[None], *only_for).round(3))
print(f"diary speaks only for   shaken {score(shaky_step, *only_for):.2f}")

# %% [markdown]
# Burger *and* fries, both firmly, and both will be remembered: worse than a memory that fades. A memory must be able to hold, and also to let go of what was wrong. In {{lstm}} you will build a network that
# decides about the two separately, with gates.
#
# This leaves two things to come. Nobody wants to choose weights by hand: in {{rnn}} they are learnt. And learning sends its errors back through the same weights and slopes,
# evening by evening. What is halved each time is soon nothing: the **vanishing gradient**, measured in {{vanishing}}.

# %% [markdown]
# **What you have now:** a neuron that adds two votes, one for what comes in and one for what it said itself a step before, and squashes the sum.
# Unrolled, it is a row of copies with the same weights, each handing its state to the next, so that what was read once can serve much later.
# Whether the memory lasts depends on how loud the loop speaks, and on the slope of what squashes it.

# %% [markdown]
# ## Quiz
#
# **1.** Last night the network predicted fries with 0.98. Tonight the diary is empty. What does it say?
#
# <details><summary>Nothing, since it has not been told anything.</summary>It has been told: by itself. Its own prediction comes back through U and votes.</details>
# <details><summary>Fries.</summary>The state is not kept as it is: U turns the rotation one dish on. It remembers where in the turn it is.</details>
# <details><summary>Pizza.</summary>Right. Fries speaks for pizza with nearly 8, the bias takes 4, and the sigmoid of nearly 4 is 0.98.</details>

# %% [markdown]
# **2.** You unroll over thirty evenings instead of seven. How many weights are there now?
#
# <details><summary>As many as before.</summary>Right. The copies share one W, one U and one b. Thirty boxes are drawn, one exists.</details>
# <details><summary>Thirty sevenths of it.</summary>The drawing has more boxes, but they hold the same weights. With new ones for each evening, what is learnt on a Monday would be of no use on a Tuesday.</details>

# %% [markdown]
# **3.** Which entries of the diary can make a difference to `hs[4]`?
#
# <details><summary>xs[4] alone.</summary>That would be a network without memory. The state brings the earlier ones along.</details>
# <details><summary>xs[0] to xs[4].</summary>Right, and the state you started from. All that was read up to then, and nothing that comes later.</details>
# <details><summary>All of xs.</summary>Time runs one way here: the copy of evening 4 has heard nothing of evening 5.</details>

# %% [markdown]
# **4.** The cook repeats a dish unseen, and the diary stays empty. When is the network right again?
#
# <details><summary>After a few evenings; it will notice.</summary>It has no means to: it compares its prediction with nothing but the diary.</details>
# <details><summary>As soon as the diary has one entry.</summary>Right. The written dish outvotes the prediction, and from there the rotation runs on. (There is another way: if the cook repeats twice more, all is in step again, by luck.)</details>

# %% [markdown]
# **5.** A network has u = 3 and b = −1.5. How does its memory fare on empty evenings?
#
# <details><summary>It holds: 3 is more than 1.</summary>What counts is the weight together with the slope it goes through, which is at most ¼.</details>
# <details><summary>It fades, and in the end each evening leaves ¾ of the lead.</summary>Right. 3 times ¼ is less than 1. Try `lead(3)`.</details>
# <details><summary>It grows without end.</summary>That was the fate of the bare votes. Whatever is squashed stays between 0 and 1.</details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: the same step for a whole layer, with tanh in place of the sigmoid, trained to write a children's book.

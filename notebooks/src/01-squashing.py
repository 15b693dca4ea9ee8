# %% [markdown]
# # Squashing functions and gates: the box of parts
#
# How can a machine that only adds and multiplies hold on to something it has heard, and let go of it when the time
# has come?
#
# The networks of this course do both, and they are built from very few parts. In this notebook you make the parts:
# vectors, two functions that squash, their slopes, two junctions, and a gate. {{total}}, about {{minutes}}. You need
# NumPy and the calculus of high school.

# %%
import numpy as np

from lecturelib.data import weather
from lecturelib.exercises import check, exercise, progress
from lecturelib.figures import show, squashing
from lecturelib.widgets import SquashingExplorer

np.set_printoptions(suppress=True)  # 0.00005, not 5e-05

# %% [markdown]
# ## What does a network see of a day?
#
# Here is a Friday in Seattle, the 27th of September 2013, as the weather station wrote it down: row 635 of a table that
# begins on New Year's Day 2012.

# %%
days = weather().vectors()
today = days[635]
today

# %% [markdown]
# Highest temperature 13.9 °C, lowest 10.6 °C, wind 4.3 m/s, rain 1 mm. A network knows nothing more of that day
# than this list. (Humidity would be worth having too; this station's table has none.)
# A list of values in a fixed order is a **vector**. This one has four of them; the order is ours to choose, and
# then to keep.
#
# A prediction is a vector too. The laziest forecast says that tomorrow will be like today. How wrong was it?

# %%
tomorrow = days[636]
print("tomorrow  ", tomorrow)
print("difference", np.round(tomorrow - today, 1))

# %% [markdown]
# Two vectors of the same order can be subtracted place by place, and the difference says how wrong the forecast
# was, and where. The temperatures were not far off. The rain was, by 42 mm.

# %% [markdown]
# ## And of a year?
#
# One vector after another, 366 rows of the table for 2012: a **sequence**. Much of what one would like a machine to
# understand comes like this, as one vector for every step of time.
#
# | what | a step | the vector of a step |
# | --- | --- | --- |
# | text | a word, or a letter | which word it is |
# | speech, music | a hundredth of a second | how loud each pitch is |
# | video | a picture | its pixels, or what was recognised in them |
# | a physical process: weather, a heart, an engine | a reading | the values of the instruments |
#
# What makes it a sequence is that the order matters. *The dog bit the man* and *the man bit the dog* hold the same
# words. Sequences also have no fixed length, and what decides a step may lie many steps back. The networks of this
# course take one vector at a time, so any length will do, and carry along what they need of the past.

# %% [markdown]
# ## How do you write down a Friday?
#
# Numbers suit temperatures. But how would you write the weekday into a vector? Count from Monday = 0, and Friday
# becomes 4.
# What then is the mean of a Monday and a Wednesday?

# %%
monday, wednesday = 0, 2
(monday + wednesday) / 2

# %% [markdown]
# A Tuesday, says the arithmetic. And Sunday, 6, is the day furthest from Monday, though it comes right before it.
# Numbers carry an order and distances, and the network would take them at their word.
#
# So give every day a place of its own: seven places, a 1 for the day it is, 0 for all others. That is a **one-hot
# vector**.

# %%
monday = np.array([1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
friday = np.array([0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0])
sunday = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0])
print("distance from Monday to Friday:", np.sum(np.abs(monday - friday)))
print("distance from Monday to Sunday:", np.sum(np.abs(monday - sunday)))

# %% [markdown]
# Now no day is more than another, and all are equally far apart.
#
# Dinner works the same way. Say there are three dishes, and we agree on an order.

# %%
DISHES = ["pizza", "burger", "fries"]
np.eye(3)

# %% [markdown]
# NumPy's `eye` holds all three vectors at once, a dish a row: pizza, burger, fries. In this course one-hot vectors
# always lie in rows.
#
# By hand: a burger is number 1 of 3 (Python counts from 0), so its vector is (0, 1, 0). And a pizza, then fries, numbers
# 0 and 2, are two rows, (1, 0, 0) above (0, 0, 1).
#
# > **Your turn ({{points}}).** Write `one_hot(index, size)`. The index may be one number, or an array of them; then
# > each wants a row of its own.
# > Run the check below your function: it tells you at once how you are doing. Stuck? `one_hot.hint()`, in a cell of
# > your own, asks a question that leads on.

# %% exercise="one_hot"

# %%
week = np.array([0, 1, 2, 0, 1, 2, 0])
one_hot(week, 3)

# %% [markdown]
# Seven evenings, read from top to bottom: pizza, burger, fries, and round again. A week of dinners has become numbers.
#
# What would a *prediction* of a dinner look like? It need not commit itself.

# %%
guess = np.array([0.1, 0.7, 0.2])
dinner = one_hot(DISHES.index("burger"), 3)
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
squashing.draw_vectors(["weekday", "dinner", "prediction"], [one_hot(4, 7), dinner, guess], [WEEKDAYS, DISHES, DISHES])
show("A Friday, a burger, and a prediction that leans to burger: three vectors, each value in its own place.")

# %%
np.round(dinner - guess, 1)

# %% [markdown]
# The prediction gave 0.7 to the burger, and 0.3 was missing there; what it gave to pizza and fries was too much.
# This difference is what a network learns from.

# %% [markdown]
# ## What stops the numbers from running away?
#
# In {{dinner}} a network will be fed its own output. That is a risky diet. Take a value, multiply by 1.5, and feed
# it back, forty times.

# %%
value = 2.0
for _ in range(40):
    value = 1.5 * value
print(f"{value:,.0f}")

# %%
value = 2.0
for _ in range(40):
    value = np.tanh(1.5 * value)
print(f"{value:.3f}")

# %% [markdown]
# The same loop with one thing added: each time the value went through `np.tanh`, and it came to rest below 1. (The
# underscore in `for _ in range(40)` is a name for a number that is not used.) Here is what tanh does to a few numbers.

# %%
a = np.array([-1000.0, -2.0, -0.1, 0.0, 0.1, 2.0, 1000.0])
np.round(np.tanh(a), 3)

# %% [markdown]
# Small numbers pass almost as they are. Large ones are pressed toward 1 or −1. No matter what you start with, the
# answer stays between −1 and 1.
# A function like this is called a **squashing function**. Textbooks say *activation function*, for these and for others
# that do not squash.
#
# A second one answers between 0 and 1. It is the **logistic sigmoid**, written σ:
#
# $$\sigma(a) = \frac{1}{1 + e^{-a}}$$
#
# By hand: for $a = 0$ the power is $e^0 = 1$, so $\sigma(0) = \tfrac12$. For $a = 2$ it is $e^{-2} = 0.135$, so
# $\sigma(2) = 1 / 1.135 = 0.881$. For $a = -2$ it is $e^{2} = 7.39$, so $\sigma(-2) = 1 / 8.39 = 0.119$: what 0.881
# lacks to 1.


# %%
def naive_sigmoid(a):
    return 1 / (1 + np.exp(-a))


np.round(naive_sigmoid(np.array([-4.0, -2.0, 0.0, 2.0, 4.0])), 3)

# %%
a = np.linspace(-6, 6, 241)
squashing.draw_squashing(a, {"tanh": np.tanh(a), "sigmoid": naive_sigmoid(a)})
show("Both curves rise from one flat arm to another: tanh from −1 to 1 through 0, the sigmoid from 0 to 1 through ½.")

# %% [markdown]
# Two curves shaped like an S. Could one be the other in disguise, stretched and moved? Twice the height and one
# lower: that makes $2\sigma - 1$. What goes in, $x$ or $2x$?

# %%
x = np.linspace(-4, 4, 161)
candidates = {"2σ(x) − 1": 2 * naive_sigmoid(x) - 1, "2σ(2x) − 1": 2 * naive_sigmoid(2 * x) - 1}
squashing.draw_lookalikes(x, np.tanh(x), candidates)
show("Two candidates over tanh. The dashed one has the right ends and the right middle and lies apart in between.")

# %% [markdown]
# A picture can show that something is wrong. It cannot show that something is right, since a mistake may be thinner than
# the line. So check it in numbers.

# %%
for name, curve in candidates.items():
    furthest = np.max(np.abs(np.tanh(x) - curve))
    print(f"{name} differs from tanh by up to {furthest:.12f}")

# %% [markdown]
# So this holds, to the last digits a computer keeps:
#
# $$\tanh(x) = 2\,\sigma(2x) - 1$$
#
# The checks of this course compare numbers too.

# %% [markdown]
# ## What happens at −1000?
#
# Nothing forbids large inputs. For $a = 1000$ the power is $e^{-1000}$, and for $a = -1000$ it is $e^{1000}$. What does
# NumPy make of the two? (`np.errstate` keeps it from printing a warning.)

# %%
with np.errstate(over="ignore"):
    print("exp(-1000) =", np.exp(-1000.0))
    print("exp( 1000) =", np.exp(1000.0))
    print("largest number that fits:", np.finfo(float).max)

# %% [markdown]
# A number too small to be held becomes 0, and $1 / (1 + 0) = 1$ is right. A number too large is called `inf`, and NumPy
# complains of an *overflow*. The sigmoid itself is harmless at −1000: it is as good as 0. Only the way to it leads past
# a number that does not fit.
#
# > **Your turn ({{points}}).** Write a `sigmoid(a)` that never overflows. It is given an array, with small, large,
# > positive and negative numbers mixed; for (0, 2, −2) it gives (0.5, 0.881, 0.119), as above. The formula as it stands
# > already earns part of the points. For the rest you need another way to the same number, and you have met one.

# %% exercise="sigmoid"

# %%
sigmoid(np.array([-1000.0, 0.0, 1000.0]))

# %%
x = np.linspace(-20, 20, 401)
difference = np.max(np.abs(sigmoid(x) - naive_sigmoid(x)))
print(f"where both work, they differ by up to {difference:.12f}")

# %% [markdown]
# ## And if you squash again, and again?
#
# Five values, from −1000 to 1000. Squash them, squash the result, and so on, twenty times.
# Before you look: where will the five end up with tanh? And with the sigmoid?

# %%
starts = np.array([-1000.0, -1.0, 0.1, 1.0, 1000.0])
histories = {"tanh": [starts], "sigmoid": [starts]}
for _ in range(20):
    histories["tanh"].append(np.tanh(histories["tanh"][-1]))
    histories["sigmoid"].append(sigmoid(histories["sigmoid"][-1]))

# %%
squashing.draw_again(histories)
show("With tanh the five values creep toward 0. With the sigmoid, all five lie on one another after about five times.")

# %%
for name, history in histories.items():
    print(f"{name:8}", np.round(history[-1], 3))

# %% [markdown]
# Nothing ever leaves its range. And the sigmoid has *forgotten* where it started: −1000 and 1000 have become the
# same number, 0.659, which is its own sigmoid. tanh goes toward 0, slower the closer it comes. Squashing keeps
# numbers in bounds, and it wears differences away.
#
# A recurrent network squashes once for every step it takes, so it matters how fast a difference wears away. For that we
# need slopes.

# %% [markdown]
# ## How steep is it?
#
# A network learns by asking: if I nudge this number a little, how much does the answer move? The ratio is the
# **slope**. Take it literally, and nudge.


# %%
def slope_by_nudge(function, a, nudge=1e-5):
    return (function(a + nudge) - function(a - nudge)) / (2 * nudge)


a = np.array([0.0, 2.0, -2.0])
np.round(slope_by_nudge(sigmoid, a), 4)

# %% [markdown]
# At 0 a nudge arrives as a quarter of itself, at 2 and at −2 as a tenth. Calculus finds the formula:
#
# $$\begin{aligned}
# \frac{d\sigma}{da} &= \frac{e^{-a}}{(1 + e^{-a})^2} \\
# &= \frac{1}{1 + e^{-a}} \cdot \frac{e^{-a}}{1 + e^{-a}} \\
# &= s\,(1 - s), \qquad s = \sigma(a)
# \end{aligned}$$
#
# (The second factor is $1 - s$, since the two add up to 1.) Look at the end: the input $a$ is gone. Whoever has the *output* $s$ knows the slope, at the price of one
# multiplication. By hand, for the outputs 0.5, 0.9 and 0.1: $0.5 \cdot 0.5 = 0.25$, then $0.9 \cdot 0.1 = 0.09$, then
# $0.1 \cdot 0.9 = 0.09$.
#
# > **Your turn ({{points}}).** Write `sigmoid_slope(s)`. It is given the output, so there is no `sigmoid` in it.

# %% exercise="sigmoid_slope"

# %%
a = np.linspace(-6, 6, 241)
s = sigmoid(a)
furthest = np.max(np.abs(sigmoid_slope(s) - slope_by_nudge(sigmoid, a)))
print(f"formula and nudge differ by up to {furthest:.7f}")
print(f"largest slope: {np.max(sigmoid_slope(s)):.2f}")

# %% [markdown]
# A sigmoid passes on at most a quarter of a nudge. And tanh? You know it in terms of σ, so its slope needs no new
# calculus. With $s = \sigma(2x)$ and $t = \tanh(x) = 2s - 1$,
#
# $$\begin{aligned}
# \frac{dt}{dx} &= 2 \cdot 2 \cdot s\,(1 - s) = (2s)(2 - 2s) \\
# &= (1 + t)(1 - t) = 1 - t^2
# \end{aligned}$$
#
# One 2 comes from the height, one from the $2x$ inside. By hand, for the outputs 0, 0.5 and −0.9: $1 - 0 = 1$, then
# $1 - 0.25 = 0.75$, then $1 - 0.81 = 0.19$. At its steepest tanh passes on all of a nudge, four times a sigmoid's quarter.
#
# > **Your turn ({{points}}).** Write `tanh_slope(t)`. Again it is given the output.

# %% exercise="tanh_slope"

# %%
t = np.tanh(a)
furthest = np.max(np.abs(tanh_slope(t) - slope_by_nudge(np.tanh, a)))
print(f"formula and nudge differ by up to {furthest:.7f}")
print(f"largest slope: {np.max(tanh_slope(t)):.2f}")

# %% [markdown]
# ## What is it like out on the flat arm?

# %%
a = np.array([0.0, 2.0, 5.0, 10.0])
print("input             ", a)
print("slope of a sigmoid", np.round(sigmoid_slope(sigmoid(a)), 5))
print("slope of tanh     ", np.round(tanh_slope(np.tanh(a)), 5))

# %% [markdown]
# At 10 both are flat: nudge the input, and nothing arrives. Such a unit is **saturated**. It is sure of itself, and
# it hardly learns any more, since learning goes by nudges.
#
# tanh starts steeper and flattens sooner. At 2 its slope is already below the sigmoid's.

# %% [markdown]
# ## And through many layers?
#
# Squash the squashed once more. By the chain rule the slope of the whole is the *product* of the slopes on the way.
# Three layers of tanh, starting from 1.2:

# %%
value = 1.2
product = 1.0
for layer in [1, 2, 3]:
    value = np.tanh(value)
    slope = 1 - value**2
    product = product * slope
    print(f"layer {layer}: slope {slope:.3f}, product so far {product:.3f}")

# %% [markdown]
# Each slope is below 1, so the product can only shrink. How fast, for tanh and for the sigmoid? Your slopes, twenty
# layers deep:


# %%
def products_of_slopes(squash, slope, value, layers=20):
    """What is left of a nudge to the value after one layer, after two, and so on."""
    products = [1.0]
    for _ in range(layers):
        value = squash(value)
        products.append(products[-1] * slope(value)[0])
    return products[1:]


start = np.array([1.2])
products = {
    "tanh": products_of_slopes(np.tanh, tanh_slope, start),
    "sigmoid": products_of_slopes(sigmoid, sigmoid_slope, start),
}

# %%
a = np.linspace(-6, 6, 241)
values = {"tanh": np.tanh(a), "sigmoid": sigmoid(a)}
slopes = {"tanh": tanh_slope(values["tanh"]), "sigmoid": sigmoid_slope(values["sigmoid"])}
squashing.draw_slopes(a, values, slopes, products)
show(
    "The slope of tanh reaches 1, that of the sigmoid ¼. Twenty layers deep, starting from 1.2, the product of slopes "
    "falls to about a hundredth for tanh, and to less than a trillionth for the sigmoid."
)

# %%
print(f"after twenty layers: tanh {products['tanh'][-1]:.3f}, sigmoid {products['sigmoid'][-1]:.0e}")

# %% [markdown]
# Now you. Move the input: which start keeps tanh's product largest? Then choose *sigmoid* and go to 10 layers: what is the
# most that you can save?

# %%
SquashingExplorer(sigmoid, sigmoid_slope, tanh_slope)

# %%
print(f"ten layers at a quarter each: {0.25**10:.1e}")

# %% [markdown]
# For tanh the best start is 0, where every slope is 1 and nothing is lost. For the sigmoid there is none: no layer
# passes on more than a quarter.
#
# Keep these products in mind. In {{vanishing}} the layers will be the steps of a recurrent network, and the product will be
# what is left of a lesson on its way back through time. It will have a name, the vanishing gradient.

# %% [markdown]
# ## Where two wires meet
#
# Two more parts, and they are small. When two vectors meet, they are added or multiplied, **element by
# element**. Say the weekday has an opinion about tonight's pizza, burger and fries, and last night's dinner has
# another.

# %%
from_weekday = np.array([0.5, 2.0, -1.0])
from_last_night = np.array([-1.0, 1.5, 0.5])
print("plus ", from_weekday + from_last_night)
print("times", from_weekday * from_last_night)

# %%
squashing.draw_junctions(
    from_weekday,
    from_last_night,
    from_weekday + from_last_night,
    from_weekday * from_last_night,
)
show("Plus junction and times junction: each number meets its partner, and three come out.")

# %% [markdown]
# Adding is voting: burger gets 3.5 and wins. In {{dinner}} dinner is decided in just this way. Multiplying will be
# something else, as you are about to see.
#
# Mind the difference from the matrix product, which multiplies and then sums everything up:

# %%
print(from_weekday @ from_last_night)

# %% [markdown]
# One number, and the dishes can no longer be told apart. In equations the times junction is written ⊙;
# other texts write ∘, ⊗ or \*. In NumPy it is `*`.

# %% [markdown]
# ## How much of it may pass?
#
# A tap, fully open, lets all the water through; half open, half of it; shut, none. Here are three pipes that carry
# 10 litres each.

# %%
water = np.array([10.0, 10.0, 10.0])
tap = np.array([1.0, 0.5, 0.0])
water * tap

# %% [markdown]
# That is a times junction with a vector that says how much may pass. Such a vector is a **gate**. Who turns the
# taps? In a network, numbers that can be anything: opinions, summed from votes. They must become shares between 0 and 1,
# and you own the function that does it.
#
# $$\text{passed} = \text{signal} \odot \sigma(\text{opinion})$$
#
# By hand: 10 litres in each pipe, and the opinions 2, 0 and −2. Their sigmoids are 0.881, 0.5 and 0.119, so 8.81, 5 and
# 1.19 litres pass.
#
# > **Your turn ({{points}}).** Write `gate(signal, opinion)`. Use your `sigmoid`.

# %% exercise="gate"

# %%
opinion = np.array([4.0, 1.0, 0.0, -1.0, -4.0])
np.round(gate(np.full(5, 10.0), opinion), 2)

# %% [markdown]
# An opinion of 0 is a shrug, and half passes. An opinion of 1 is not yet an open door: it lets 73 % through. And
# look at the outer two: at 4 a little is held back, and at −4 a little drips. A soft gate never opens or shuts
# completely.
#
# Is that a fault? A gate that was shut for good would have slope 0, and no nudge could ever teach it to open. A soft
# gate can learn. The price is a leak, and what leaks a little at every step is gone after many. The long short-term
# memory of {{lstm}} is about this leak.

# %% [markdown]
# Gates are at their best when the opinion changes with time. Here it rises from −6 to 6 while a wave goes by.

# %%
time = np.linspace(0, 10, 301)
signal = np.sin(2 * np.pi * time)
opinion = np.linspace(-6, 6, 301)
passed = gate(signal, opinion)

# %%
squashing.draw_gated(time, signal, sigmoid(opinion), passed)
show("While the opinion is low, hardly anything passes; as the gate opens, the wave comes through at full height.")

# %% [markdown]
# ## Why a sigmoid at the gate? Why not tanh?
#
# Both squash. Suppose tanh turned the taps. What happens to the third pipe?

# %%
np.round(water * np.tanh(np.array([4.0, 0.0, -4.0])), 2)

# %% [markdown]
# Ten litres flow backwards. And the shrug in the middle has shut the tap. A share must lie between 0 and 1, so a
# gate takes the sigmoid.
#
# Then why not the sigmoid everywhere? Think of a memory that can only be added to. News comes in, good or bad with
# equal chance; it is squashed and added.

# %%
rng = np.random.default_rng(1)
news = rng.normal(size=100)
memories = {"sigmoid": np.cumsum(sigmoid(news)), "tanh": np.cumsum(np.tanh(news))}

# %%
squashing.draw_memories(memories)
show("Good and bad news added up. Squashed by the sigmoid they pile up; squashed by tanh they nearly balance.")

# %%
for name, memory in memories.items():
    print(f"{name:8} after 100 pieces of news: {memory[-1]:.1f}")

# %% [markdown]
# A sigmoid can only say "more": even bad news adds something. tanh can take away what was put in, and it answers
# no news, 0, with 0. (This is one draw of chance. With other news tanh's sum ends elsewhere, nearly always between −13
# and 13, and the sigmoid's near 50, from 45 to 55.)
#
# So **content**, what is written into a memory, takes tanh; **gates**, how much of it passes, take the sigmoid. You
# will meet this division of labour in every cell of the course.

# %% [markdown]
# ## What you have now
#
# A day, a dinner or a prediction is a vector, and a choice among things is a one-hot vector.
# tanh and the sigmoid keep any number in bounds; their slopes, known from the output alone, are at most 1 and ¼,
# and through many layers the slopes multiply.
# A plus junction collects votes, and a number between 0 and 1, multiplied on, decides how much of a signal passes:
# that is a gate.

# %% [markdown]
# ## Quiz
#
# Five questions. Decide first, then open the answers, the others too.

# %% [markdown]
# **1.** A sigmoid has answered $s = 0.99$. How steep is it there?
#
# <details><summary>It depends on the input, which we are not told.</summary><blockquote><b>No.</b> Every output belongs to one input, so the output tells all we need: the slope is s(1 − s).</blockquote></details>
# <details><summary>About 0.99, since it is nearly at the top.</summary><blockquote><b>No.</b> High is not steep. Near the top the curve has run out onto its flat arm.</blockquote></details>
# <details><summary>About 0.01.</summary><blockquote><b>Yes.</b> 0.99 · 0.01, a little less than 0.01. This unit is nearly saturated.</blockquote></details>

# %% [markdown]
# **2.** For which input does the formula $1 / (1 + e^{-a})$ make NumPy overflow?
#
# <details><summary>For a = 1000, because it is so large.</summary><blockquote><b>No.</b> There the power is e to the −1000. That is too small to be held, so it becomes 0, and 1 / (1 + 0) = 1 is right. You saw it above.</blockquote></details>
# <details><summary>For a = −1000.</summary><blockquote><b>Yes.</b> The minus sign turns it into e to the 1000, which does not fit. The sigmoid itself would be 0.</blockquote></details>
# <details><summary>For both.</summary><blockquote><b>No.</b> A good guess for a symmetric curve, but the formula is not symmetric: only one of the two powers is huge. Take the form with e to the a on top, and the trouble changes sides.</blockquote></details>

# %% [markdown]
# **3.** A gate is to let its signal through unchanged. Which opinion should it get?
#
# <details><summary>1, because multiplying by 1 changes nothing.</summary><blockquote><b>No.</b> It is the gate that has to be 1, not the opinion. The opinion goes through the sigmoid first, and σ(1) is about 0.73.</blockquote></details>
# <details><summary>0, no opinion.</summary><blockquote><b>No.</b> σ(0) is ½, so half of the signal is lost.</blockquote></details>
# <details><summary>A large positive number, such as 10.</summary><blockquote><b>Yes.</b> The gate is then open but for less than a ten-thousandth, and its slope is nearly 0: it is saturated, and slow to change its mind.</blockquote></details>

# %% [markdown]
# **4.** You stack ten layers, each a sigmoid of the one before. At best, how much of a nudge at the bottom arrives
# at the top?
#
# <details><summary>A quarter.</summary><blockquote><b>No.</b> That is the best for one layer. The next layer passes on a quarter of this quarter, at most.</blockquote></details>
# <details><summary>About a fortieth, ten times less.</summary><blockquote><b>No.</b> That is a quarter divided by ten. Each layer takes a quarter of what the one below has left: ten quarters are multiplied.</blockquote></details>
# <details><summary>Less than a millionth.</summary><blockquote><b>Yes.</b> A quarter to the tenth power is the most it can be, and that is just below one millionth.</blockquote></details>

# %% [markdown]
# **5.** A memory adds up the news it gets. Why is the news squashed by tanh, and not by the sigmoid?
#
# <details><summary>tanh is steeper, so the memory learns faster.</summary><blockquote><b>No.</b> It is steeper near 0, and that helps. But a sigmoid could be made as steep, and the memory would still only grow.</blockquote></details>
# <details><summary>tanh can answer with less than 0, so the memory can also go down.</summary><blockquote><b>Yes.</b> What is added must be able to take away, and no news should add nothing.</blockquote></details>
# <details><summary>tanh keeps the memory between −1 and 1.</summary><blockquote><b>No.</b> It keeps each piece of news there. The sum of many pieces can be as large as it likes: nothing squashes it here.</blockquote></details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: one output is fed back, and that is all it takes to have a memory.

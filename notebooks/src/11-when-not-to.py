# %% [markdown]
# # When not to
#
# It is evening in Seattle. Will it rain tomorrow? You have kept a diary of the weather for three years, and by now
# you own an LSTM and a GRU. Is this a job for them?
#
# In this notebook they compete with what else there is: two numbers on the back of an envelope, logistic regression, a
# dense net, a convolution, a tree, a bag of trees and a forest, all on the same days. To find out who is good one needs
# a fair contest, and most of the work goes into that: what to count, what nobody may have seen, and how far one year
# can be trusted. At the end you ask each of them *why*, and learn which answers to believe.
#
# Six exercises, 14 points, about an hour.

# %%
import numpy as np

from lecturelib.data import weather
from lecturelib.exercises import check, exercise, progress
from lecturelib.experiments.rain import COLUMNS, bits, rain_examples, right
from lecturelib.figures import show
from lecturelib.figures import small_data as figures

np.set_printoptions(precision=2, suppress=True)

# %% [markdown]
# ## Three years to learn from, one to be asked about
#
# An example is a week of days, today the last, and the question is whether *tomorrow* is wet. Four numbers for each
# day: the high and the low in °C, the wind in m/s, and the rain as ln(1 + mm), so that one storm does not outweigh a
# month of drizzle.

# %%
examples = rain_examples()
old, new = examples.within([2012, 2013, 2014]), examples.within([2015])
print("to learn from", old.x.shape, "  to be asked about", new.x.shape)
print("share of wet days", np.array([old.wet.mean(), new.wet.mean()]))
print(COLUMNS)
print(old.x[2], "then", "rain" if old.wet[2] else "no rain")

# %% [markdown]
# The years are kept apart. `old` ends where 2014 does, and no week of `new` reaches back across New Year.

# %%
days = weather()
wet_2015 = [days.rain[days.date.astype("datetime64[M]") == np.datetime64(f"2015-{m:02}")] > 0 for m in range(1, 13)]
figures.draw_year(wet_2015)
show("2015, a row for each month, wet days filled. They come in spells; summer is mostly dry, December mostly wet.")

# %% [markdown]
# What would you say without any machine? Look out of the window, and say that tomorrow will be like today. How often
# is that right in 2015? Guess, from the picture.

# %%
wet_today = new.x[:, -1, 3] > 0
print(f"always dry:    {np.mean(new.wet == 0):.2f}")
print(f"same as today: {np.mean(new.wet == wet_today):.2f}")

# %% [markdown]
# Seven days in ten, for free. Whoever wants to sell you a model has to do better than that.
#
# ## How sure were you?
#
# Ann and Ben forecast four days. Ann always says *rain, 70 %*, Ben always *rain, 99 %*. It rains on three of the four.
# Both are right on three days. Are they equally good?
#
# Ask for their surprise, as in notebook 03: minus the logarithm of the probability that they gave to what came. Here
# with the logarithm to the base 2, so that it is counted in **bits**: a tossed coin costs one bit.

# %%
came = np.array([1, 1, 1, 0])
for name, p in (("coin", 0.5), ("Ann", 0.7), ("Ben", 0.99)):
    surprise = bits(np.full(4, p), came)
    print(f"{name:5}", surprise, f" mean {surprise.mean():.2f}")

# %% [markdown]
# Ben's fourth day costs 6.6 bits, and he ends worse than the coin. Whether to take an umbrella one can decide by *right
# or wrong*; whether to pour concrete tomorrow depends on how sure you are. So both are counted from here on.
#
# (A forecast of exactly 0 that goes wrong would cost infinitely many bits. `bits` counts nobody surer than 999 in 1000.)
#
# The envelope can do better than *same as today* too. Two counts from the old years: how often was it wet after a dry
# day, how often after a wet one?

# %%
wet_before = old.x[:, -1, 3] > 0
after_dry, after_wet = old.wet[~wet_before].mean(), old.wet[wet_before].mean()
envelope = np.where(wet_today, after_wet, after_dry)
print(f"rain after a dry day {after_dry:.2f}, after a wet one {after_wet:.2f}")
print(f"right {right(envelope, new.wet).mean():.2f}, bits {bits(envelope, new.wet).mean():.2f}")

# %% [markdown]
# These two numbers are the rival to beat: right as often as *same as today*, and 0.86 bits a day.
#
# ## One question
#
# *Did it rain today?* is a question, and it parts the days into two groups. Are there better ones? A **tree** is made of
# questions, and each is chosen in the same way: by how well it sorts. Here are eight days, and what came after.

# %%
rain = np.array([0, 0, 0, 0.5, 1, 4, 6, 9])
wet = np.array([0, 0, 0, 1, 0, 1, 1, 1])
for threshold in (0.25, 2.5):
    print(f"rain at most {threshold} mm?  yes: {wet[rain <= threshold]}  no: {wet[rain > threshold]}")

# %% [markdown]
# The first question leaves a pure group of three dry days, and a mixed one. The second leaves a mixed one and a pure
# group of three wet days. What is *mixed* in a number? Draw a day from the group, put it back, draw again. How often do
# the two differ? With p the share of wet days, first wet then dry has the probability p (1 − p), and first dry then wet
# the same.
#
# $$ \text{impurity} = 2\,p\,(1 - p) $$
#
# It is called the **Gini impurity**. A pure group has 0; half and half has ½, the most there is.
#
# > **Your turn (1 point).** Write `gini(y)`.

# %% exercise="gini"

# %%
print("before any question", gini(wet))
print("at most 0.25 mm?   ", gini(wet[rain <= 0.25]), "and", round(gini(wet[rain > 0.25]), 2))
print("at most 2.5 mm?    ", round(gini(wet[rain <= 2.5]), 2), "and", gini(wet[rain > 2.5]))

# %% [markdown]
# Two groups, two impurities. To compare questions one wants one number. Would their plain mean do? A question that takes
# a single day aside has one perfectly pure side, and has hardly sorted anything. So weigh each side with its share of
# the days:
#
# $$ \frac{n_\text{yes}}{n}\,\text{impurity}_\text{yes} + \frac{n_\text{no}}{n}\,\text{impurity}_\text{no} $$
#
# For the first question that is ⅜ · 0 + ⅝ · 0.32 = 0.2.
#
# > **Your turn (2 points).** Write `split_impurity(x, y, threshold)`.

# %% exercise="split_impurity"

# %% [markdown]
# Now ask every question there is about these days.

# %%
thresholds = np.arange(-0.5, 10, 0.25)
left = [split_impurity(rain, wet, threshold) for threshold in thresholds]
figures.draw_question(rain, wet, thresholds, left)
show("Above, eight days by their rain; below, the impurity left by each threshold. It is lowest, 0.2, in two places.")

# %% [markdown]
# Two questions are exactly equally good, and a tree has to take one of them. Remember that; it will be back.
#
# The same on three years. For each of today's four numbers, the impurity that is left by each question about it:

# %%
today, wet_after = old.x[:, -1], old.wet
curves = {}
for name, x in zip(COLUMNS, today.T):
    thresholds = np.quantile(x, np.linspace(0.01, 0.99, 80))
    curves[name] = thresholds, [split_impurity(x, wet_after, threshold) for threshold in thresholds]

# %%
figures.draw_thresholds(curves, gini(wet_after))
show("Impurity left by each threshold; dotted, before any question. Rain goes lowest; the high is next; wind does little.")

# %% [markdown]
# Rain has the lowest point, so it would be the first question. scikit-learn grows trees in this way; does it ask the
# same?

# %%
from sklearn.tree import DecisionTreeClassifier

stump = DecisionTreeClassifier(max_depth=1).fit(today, wet_after).tree_
after = split_impurity(today[:, stump.feature[0]], wet_after, stump.threshold[0])
print(f"{COLUMNS[stump.feature[0]]} at most {np.expm1(stump.threshold[0]):.1f} mm")
print("the impurity is yours:", np.isclose(after, stump.impurity[1:] @ stump.n_node_samples[1:] / len(wet_after)))
print("no question of yours leaves less:", min(min(left) for _, left in curves.values()) >= after - 1e-9)

# %% [markdown]
# Then each side is asked a question of its own, chosen in the same way among the days that are there.

# %%
grown = DecisionTreeClassifier(max_depth=2, random_state=0).fit(today, wet_after)
figures.draw_tree(grown.tree_, COLUMNS)
show("Two questions deep: rain, then the high on both sides. Rain is likely after a wet, cool day, unlikely after a dry, warm one.")

# %% [markdown]
# You can read it aloud, and argue with it. That is more than any net of this course has offered. (Rain is in ln(1 + mm)
# here: 0.3 is 0.4 mm.)
#
# Why stop at two questions? Go on until every group is pure.


# %%
def grow(x, y):
    """Grow a tree until its groups are pure; returns what predicts."""
    tree = DecisionTreeClassifier(random_state=0).fit(x, y)
    return lambda x_new: tree.predict_proba(x_new)[:, 1]


full = grow(today, wet_after)
for name, some in (("on the days it learnt from", old), ("on 2015", new)):
    p = full(some.x[:, -1])
    print(f"{name:27} right {right(p, some.wet).mean():.2f}, bits {bits(p, some.wet).mean():.1f}")

# %% [markdown]
# It knows the old years by heart, and in 2015 it is right less often than the envelope. The bits say how much worse it
# really is: the groups are pure, so it says 0 or 1 and nothing between. It is Ben, and worse than the coin by three bits
# a day.
#
# ## A bag of trees
#
# A tree grown on other days would have made other mistakes. If you had twenty diaries you could ask twenty trees, and
# mistakes that are not shared would cancel. You have one diary. So draw days from it, with replacement, as many as there
# are, and call that another diary. Some days come twice, others not at all:

# %%
rng = np.random.default_rng(0)
drawn = rng.integers(8, size=8)
print("drawn:", np.sort(drawn))

# %% [markdown]
# Such a drawing is called a **bootstrap** sample. Grow a tree on each, and take the mean of what they say. The Americans
# call it *bagging*, from **b**ootstrap **agg**regat**ing** (Breiman, 1996).
#
# > **Your turn (3 points).** Write `bag(fit, x, y, rows, x_new)`. The first argument is a function, such as `grow`: it
# > learns from days and returns another function, which predicts.

# %% exercise="bag"

# %% [markdown]
# A bag of one tree, of two, of more: three bags of each size.

# %%
sizes = (1, 2, 5, 10, 20, 50)
scores = np.empty((3, len(sizes)))
for k in range(3):
    rows = np.random.default_rng(k).integers(len(old), size=(50, len(old)))
    for s, size in enumerate(sizes):
        p = bag(grow, today, wet_after, rows[:size], new.x[:, -1])
        scores[k, s] = bits(np.array(p), new.wet).mean()

# %%
figures.draw_bag(sizes, scores, alone=bits(full(new.x[:, -1]), new.wet).mean())
show("Bits a day against the number of trees: from more than 3 for one tree down to about 0.9 for fifty.")

# %% [markdown]
# Three bits are gone, by asking fifty times the same bad adviser. What the bag has learnt is to be unsure. And yet:
# 0.9 bits is still more than the envelope's 0.86.
#
# Trees that all ask about rain first make the same mistakes, and these do not cancel. So a **random forest** makes them
# differ more: at every question a tree may choose among a few columns only, drawn anew (Breiman, 2001). And its trees
# need not be grown until they are pure; ten days in each group will do.

# %%
from sklearn.ensemble import RandomForestClassifier

forests = [RandomForestClassifier(100, min_samples_leaf=leaf, random_state=0) for leaf in (1, 10)]
for forest in forests:
    p = forest.fit(today, wet_after).predict_proba(new.x[:, -1])[:, 1]
    print(f"{forest.min_samples_leaf:2} days in a group: right {right(p, new.wet).mean():.2f}, bits {bits(p, new.wet).mean():.2f}")

# %% [markdown]
# Ahead of the envelope at last. For tables of unlike things this is where one begins today, with forests and their
# cousins, the boosted trees.
#
# ## Too good to be true
#
# Two colleagues send you their numbers. The first has smoothed the rain, "to take the noise out": each day's rain is the
# mean of three days.

# %%
from lecturelib.experiments.classifiers import CLASSIFIERS

log_rain = np.log1p(days.rain)
smooth = np.convolve(log_rain, [1 / 3, 1 / 3, 1 / 3], "same")


def with_rain(some, column):
    """The same weeks, with another column for the rain, one number for each day from 2012 on."""
    x = some.x.copy()
    x[:, :, 3] = column[some.today[:, None] + np.arange(-6, 1)]
    return x


for name, column in (("as it is", log_rain), ("smoothed", smooth)):
    p = CLASSIFIERS["logistic"].fit(with_rain(old, column), old.wet, 0, C=0.03)(with_rain(new, column))
    print(f"{name}: right {right(p, new.wet).mean():.2f}, bits {bits(p, new.wet).mean():.2f}")

# %% [markdown]
# Right on 88 days in 100, in honest 2015, by logistic regression. Where is the leak? Think first.
#
# There is a test that finds such leaks without thinking. You know it from the gradients: nudge, and see who notices.
# Change tomorrow's rain; nothing that is known today may change.

# %%
nudged = log_rain.copy()
nudged[1001] += 1
print("smoothed, day 1000 moves:", np.convolve(nudged, [1 / 3, 1 / 3, 1 / 3], "same")[1000] != smooth[1000])
behind = np.convolve(log_rain, [1 / 3, 1 / 3, 1 / 3])[: len(log_rain)]
print("mean of today and two days before, day 1000 moves:", np.convolve(nudged, [1 / 3] * 3)[1000] != behind[1000])

# %% [markdown]
# The mean of three days around today has tomorrow in it. Every centred window, every season taken out with the whole
# year's mean, every "filled in" missing value can do this.
#
# The second colleague had another idea: tell the forest the number of the day, counted from 2012. And he *shuffles* all
# days, learns from some and asks about others. It helps, he says, in every shuffle.


# %%
def forest_bits(x, learnt, asked):
    forest = RandomForestClassifier(60, min_samples_leaf=3, random_state=0).fit(x[learnt], examples.wet[learnt])
    return bits(forest.predict_proba(x[asked])[:, 1], examples.wet[asked]).mean()


plain = examples.x[:, -1]
numbered = np.column_stack([plain, examples.today])
shuffles = [np.random.default_rng(seed).permutation(len(examples)) for seed in range(8)]
gains = [forest_bits(plain, order[358:], order[:358]) - forest_bits(numbered, order[358:], order[:358]) for order in shuffles]
in_time = np.isin(examples.today, old.today), np.isin(examples.today, new.today)
print("shuffled, the number helps:", sum(gain > 0 for gain in gains), "of 8, by", f"{np.mean(gains):.2f} bits")
print(f"asked about 2015, it helps by {forest_bits(plain, *in_time) - forest_bits(numbered, *in_time):.2f} bits")

# %% [markdown]
# Eight of eight, and in 2015 it *costs* bits. What does the number of a day tell, if days before and behind were learnt
# from? Where to look it up: a wet spell goes on, and the forest has seen its other days.
#
# An example that reads seven days occupies eight, its tomorrow among them. If it shares a day with one that was learnt
# from, part of the question, or of its answer, has been seen. How far apart must two be? Say that one has its today on
# day 10: it occupies days 4 to 11. The next clean one begins on day 12, so that its today is day 18.
#
# > **Your turn (2 points).** Write `leaked_share(train, test, days)`.

# %% exercise="leaked_share"

# %%
order = shuffles[0]
print("shuffled:", leaked_share(examples.today[order[358:]], examples.today[order[:358]], 7))
print("by years:", leaked_share(old.today, new.today, 7))
print("by years, had no week been left out:", leaked_share(old.today, np.arange(old.today[-1] + 1, 1459), 7) > 0)

# %% [markdown]
# Shuffled, every single example had been seen in part. It does not always show in the score, and that makes it worse:
# the score no longer says what you think it says. Forecasts are asked about days that have not been; so must tests be.
#
# ## How far can one year be trusted?
#
# 39 of 100 days were wet in 2015. In another year, with the same climate, how many might it have been? The bootstrap
# again: draw 358 days from the year, with replacement, and take the mean; again and again. But look at the calendar at
# the top once more. What is wrong with drawing single days?
#
# Rain comes in spells. If one day of a spell is drawn by chance its neighbours should come with it, as they do in life.
# So draw *blocks* of days, and lay them end to end (Künsch, 1989).
#
# A replay of nine days from an eight-day diary 0 0 0 1 0 1 1 1, in blocks of three that begin on day 0, day 5 and day 2:
# 0 0 0, 1 1 1, 0 1 0. The mean is 4/9. Where a block begins is drawn by chance, and you are given that.
#
# > **Your turn (3 points).** Write `block_bootstrap(values, starts, length)`.

# %% exercise="block_bootstrap"


# %%
def replays(values, length, count=2000):
    """What the mean of values might have been: so many replays in blocks of this length."""
    blocks = -(-len(values) // length)
    starts = np.random.default_rng(0).integers(len(values) - length + 1, size=(count, blocks))
    return np.array(block_bootstrap(values, starts, length))


wet_2015 = new.wet.astype(float)
by_length = {"single days": replays(wet_2015, 1), "blocks of 14 days": replays(wet_2015, 14)}
figures.draw_replays(by_length, wet_2015.mean(), "share of wet days")
show("The share of wet days in 2000 replays of 2015. Bars: the middle 95 %. With blocks it is twice as wide.")

# %% [markdown]
# The bar holds the middle 95 % of the replays, and it is called an **interval**. Single days claim to know the share of
# wet days twice as well as one can know it from one year. (The old years had 44 wet days in 100; which bar has room for
# that?)
#
# How sure are we then that logistic regression, with the whole week, is better than the envelope?

# %%
logistic = CLASSIFIERS["logistic"].fit(old.x, old.wet, 0, C=0.03)(new.x)
for name, gain in (
    ("share right", right(logistic, new.wet) * 1.0 - right(envelope, new.wet)),
    ("bits saved", bits(envelope, new.wet) - bits(logistic, new.wet)),
):
    low, high = np.quantile(replays(gain, 14), [0.025, 0.975])
    print(f"{name}: {gain.mean():.2f}, interval from {low:.2f} to {high:.2f}")

# %% [markdown]
# In bits logistic regression is better, whatever the replay. In *share right* it is not certain even on 358 days. To
# count right and wrong throws away how sure one was, and with it most of what can be known from little data. (The
# *difference* of two forecasts on the same days is compared, day by day: a dry month is easy for both.)

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
# {{total}}, about {{minutes}}; the part marked *aside* is not counted. You need surprise as in {{rnn}}, and for the
# aside the gates of {{gru}}.

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
by_month = [days.rain[days.date.astype("datetime64[M]") == np.datetime64(f"2015-{m:02}")] > 0 for m in range(1, 13)]
figures.draw_year(by_month)
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
# Ask for their surprise, as in {{rnn}}: minus the logarithm of the probability that they gave to what came. Here
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
# (A forecast of exactly 0 that goes wrong would cost infinitely many bits. `bits` counts nobody surer than 999 in
# 1000.)
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
# *Did it rain today?* is a question, and it parts the days into two groups. Are there better ones? A **tree** is made
# of questions, and each is chosen in the same way: by how well it sorts. Here are eight days, and what came after.

# %%
rain = np.array([0, 0, 0, 0.5, 1, 4, 6, 9])
wet = np.array([0, 0, 0, 1, 0, 1, 1, 1])
for threshold in (0.25, 2.5):
    print(f"rain at most {threshold} mm?  yes: {wet[rain <= threshold]}  no: {wet[rain > threshold]}")

# %% [markdown]
# The first question leaves a pure group of three dry days, and a mixed one. The second leaves a mixed one and a pure
# group of three wet days. What is *mixed* in a number? Draw a day from the group, put it back, draw again. How often do
# the two differ? With $p$ the share of wet days, first wet then dry has the probability $p\,(1 - p)$, and first dry
# then wet the same.
#
# $$ \text{impurity} = 2\,p\,(1 - p) $$
#
# It is called the **Gini impurity**. A pure group has 0; half and half has ½, the most there is.
#
# > **Your turn ({{points}}).** Write `gini(y)`.

# %% exercise="gini"

# %%
print("before any question", gini(wet))
print("at most 0.25 mm?   ", gini(wet[rain <= 0.25]), "and", round(gini(wet[rain > 0.25]), 2))
print("at most 2.5 mm?    ", round(gini(wet[rain <= 2.5]), 2), "and", gini(wet[rain > 2.5]))

# %% [markdown]
# Two groups, two impurities. To compare questions one wants one number. Would their plain mean do? A question that
# takes a single day aside has one perfectly pure side, and has hardly sorted anything. So weigh each side with its
# share of the days:
#
# $$ \frac{n_\text{yes}}{n}\,\text{impurity}_\text{yes} + \frac{n_\text{no}}{n}\,\text{impurity}_\text{no} $$
#
# For the first question that is ⅜ · 0 + ⅝ · 0.32 = 0.2.
#
# > **Your turn ({{points}}).** Write `split_impurity(x, y, threshold)`.

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
show("Impurity left by each threshold; dotted, before any question. Rain goes lowest, the high comes next.")

# %% [markdown]
# Rain has the lowest point, so it would be the first question. (Its threshold is in ln(1 + mm), like the column.)
# scikit-learn grows trees in this way; does it ask the same?

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
degrees = "{:.0f} °C".format
in_units = {"high": degrees, "low": degrees, "rain": lambda t: f"{np.expm1(t):.1f} mm"}
figures.draw_tree(grown.tree_, COLUMNS, in_units)
show("Two questions deep: rain, then the high. After a wet, cool day rain is likely; after a dry, warm one it is not.")

# %% [markdown]
# You can read it aloud, and argue with it. That is more than any net of this course has offered.
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
# really is: the groups are pure, so it says 0 or 1 and nothing between. It is Ben, and worse than the coin by three
# bits a day.
#
# ## A bag of trees
#
# A tree grown on other days would have made other mistakes. If you had twenty diaries you could ask twenty trees, and
# mistakes that are not shared would cancel. You have one diary. So draw days from it, with replacement, as many as
# there are, and call that another diary. Some days come twice, others not at all:

# %%
rng = np.random.default_rng(0)
drawn = rng.integers(8, size=8)
print("drawn:", np.sort(drawn))

# %% [markdown]
# Such a drawing is called a **bootstrap** sample. Grow a tree on each, and take the mean of what they say. That
# is **bagging**, short for *bootstrap aggregating* (Breiman, 1996).
#
# > **Your turn ({{points}}).** Write `bag(fit, x, y, rows, x_new)`. The first argument is a function, such as `grow`: it
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
# need not be grown until they are pure; one can stop where a group would have fewer than ten days.

# %%
from sklearn.ensemble import RandomForestClassifier

forests = [RandomForestClassifier(100, min_samples_leaf=leaf, random_state=0) for leaf in (1, 10)]
for forest in forests:
    p = forest.fit(today, wet_after).predict_proba(new.x[:, -1])[:, 1]
    scored = f"right {right(p, new.wet).mean():.2f}, bits {bits(p, new.wet).mean():.2f}"
    print(f"groups of {forest.min_samples_leaf:2} and more: {scored}")

# %% [markdown]
# Ahead of the envelope at last. For tables of unlike things this is where one begins today, with forests and their
# cousins, the boosted trees.
#
# ## Too good to be true
#
# Two colleagues send you their numbers. The first has smoothed the rain, "to take the noise out": each day's rain is
# the mean of three days.

# %%
from lecturelib.experiments.classifiers import CLASSIFIERS

log_rain = np.log1p(days.rain)


def around(rain):
    return np.convolve(rain, np.ones(3) / 3, "same")


def with_rain(some, column):
    """The same weeks, with another column for the rain, one number for each day from 2012 on."""
    x = some.x.copy()
    x[:, :, 3] = column[some.today[:, None] + np.arange(-6, 1)]
    return x


# %%
for name, column in (("as it is", log_rain), ("smoothed", around(log_rain))):
    p = CLASSIFIERS["logistic"].fit(with_rain(old, column), old.wet, 0, C=0.3)(with_rain(new, column))
    print(f"{name}: right {right(p, new.wet).mean():.2f}, bits {bits(p, new.wet).mean():.2f}")

# %% [markdown]
# Right on 88 days in 100, in honest 2015, by logistic regression. Where is the leak? Think first.
#
# There is a test that finds such leaks without thinking. You know it from the gradients: nudge, and see who notices.
# Change tomorrow's rain; nothing that is known today may change.


# %%
def last_three_days(rain):
    return np.convolve(rain, np.ones(3) / 3)[: len(rain)]


nudged = log_rain.copy()
nudged[1001] += 1
for smoothing in (around, last_three_days):
    moves = smoothing(nudged)[1000] != smoothing(log_rain)[1000]
    print(f"{smoothing.__name__}: day 1001 is nudged, day 1000 moves: {moves}")

# %% [markdown]
# The mean of three days around today has tomorrow in it. Every centred window, every season taken out with the whole
# year's mean, every "filled in" missing value can do this.
#
# The second colleague had another idea: tell the forest the number of the day, counted from 2012. And he *shuffles* all
# days, learns from some and asks about others. It helps, he says.


# %%
def forest_bits(x, learnt, asked, seed):
    forest = RandomForestClassifier(60, min_samples_leaf=3, random_state=seed).fit(x[learnt], examples.wet[learnt])
    return bits(forest.predict_proba(x[asked])[:, 1], examples.wet[asked]).mean()


def gain(*split):
    """The bits that the number of the day saves."""
    plain = examples.x[:, -1]
    return forest_bits(plain, *split) - forest_bits(np.column_stack([plain, examples.today]), *split)


# %%
shuffles = [np.random.default_rng(seed).permutation(len(examples)) for seed in range(8)]
by_years = [np.flatnonzero(np.isin(examples.today, some.today)) for some in (old, new)]
gains = {
    "shuffled": [gain(order[358:], order[:358], seed) for seed, order in enumerate(shuffles)],
    "asked about 2015": [gain(*by_years, seed) for seed in range(8)],
}
for name, saved in gains.items():
    print(f"{name}: the number helps {sum(np.array(saved) > 0)} times of 8, by {np.mean(saved):.2f} bits")

# %% [markdown]
# Shuffled it helps, and in 2015 it *costs* bits, with every forest. What does the number of a day tell, if days before
# and behind were learnt from? Where to look it up: a wet spell goes on, and the forest has seen its other days.
#
# An example that reads seven days occupies eight, its tomorrow among them. If it shares a day with one that was learnt
# from, part of the question, or of its answer, has been seen. How far apart must two be? Say that one has its today on
# day 10: it occupies days 4 to 11. The next clean one begins on day 12, so that its today is day 18.
#
# > **Your turn ({{points}}).** Write `leaked_share(train, test, days)`.

# %% exercise="leaked_share"

# %%
order = shuffles[0]
print("shuffled:", leaked_share(examples.today[order[358:]], examples.today[order[:358]], 7))
print("by years:", leaked_share(old.today, new.today, 7))

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
# A replay of nine days from an eight-day diary 0 0 0 1 0 1 1 1, in blocks of three that begin on day 0, day 5 and day
# 2: 0 0 0, 1 1 1, 0 1 0. The mean is 4/9. Where a block begins is drawn by chance, and you are given that.
#
# > **Your turn ({{points}}).** Write `block_bootstrap(values, starts, length)`.

# %% exercise="block_bootstrap"


# %%
def replays(values, length, count=2000):
    """What the mean of values might have been: so many replays in blocks of this length."""
    blocks = -(-len(values) // length)
    starts = np.random.default_rng(2).integers(len(values) - length + 1, size=(count, blocks))
    return np.array(block_bootstrap(values, starts, length))


wet_2015 = new.wet.astype(float)
by_length = {"single days": replays(wet_2015, 1), "blocks of 14 days": replays(wet_2015, 14)}
figures.draw_replays(by_length, wet_2015.mean(), "share of wet days")
show("The share of wet days in 2000 replays of 2015. Bars: the middle 95 %. With blocks it is twice as wide.")

# %% [markdown]
# The bar holds the middle 95 % of the replays, and it is called an **interval**. Single days claim to know the share of
# wet days twice as well as blocks do. Whom to believe? Another year is at hand:

# %%
in_2012 = np.mean(days.rain[:366] > 0)
print(f"wet in 2012: {in_2012:.2f}")
for name, means in by_length.items():
    low, high = np.quantile(means, [0.025, 0.975])
    print(f"{name}: from {low:.2f} to {high:.2f}, has room for 2012: {low < in_2012 < high}")

# %% [markdown]
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
# Neither interval reaches down to 0, so it is better in both; by how much, one year hardly says. The share right gains
# between one day in 100 and seven. (The two are compared day by day, and what is replayed is their *difference*: a dry
# month is easy for both.)

# %% [markdown]
# ## The contest
#
# Now all of them, fourteen models, with 30 to 1000 days to learn from. The rules, before you look:
#
# Everybody learns from the same days, drawn eight times from 2012 to 2014, and is asked about 2015. Everybody who can
# be tuned has four settings to choose from, at each number of days, and chooses without 2015: learn from 2012 and 2013,
# ask about 2014. The five nets are trained alike: 16 units, the same optimiser, the same rate, and their four settings
# are 10, 30, 100 or 300 steps of training.
#
# Place your bets. Who leads after 30 days, who after 1000? Where are the LSTM and the GRU?
#
# The run takes about five minutes (`python -m lecturelib.experiments small-data`), so its numbers are stored. To trust
# them, run a piece of it again:

# %%
from lecturelib.experiments.small_data import MODELS, SIZES, YEARS, forecast, learn_from, stored

stored_run = stored()
setting = stored_run.settings["2015"]["GRU"][SIZES.index(250)]
p = forecast("GRU", setting, learn_from(examples, [2012, 2013, 2014], 250, draw=0), new.x, seed=0)
again = abs(bits(p, new.wet).mean() - stored_run.of("bits", "GRU", 250)[0])
print("a GRU after 250 days chose", setting, "and has the stored number of bits:", again < 0.01)

# %%
by_model = {
    measure: {model: np.array([stored_run.of(measure, model, size) for size in SIZES]) for model in MODELS}
    for measure in ("bits", "right")
}
figures.draw_learning_curves(SIZES, **by_model)
show("Grey, the other eight models. After 30 days the GRU has the fewest bits, 0.84; after 1000 logistic, 0.77.")

# %% [markdown]
# The same, to be moved. Look for three things. Which model is best after 30 days, and which after 1000? Whom does
# <em>share right</em> flatter most? And what happens if the days to learn from come in a row, as in life, rather than
# scattered over three years?

# %%
from lecturelib.widgets import LearningCurves

samplings = ("scattered", "in a row")
LearningCurves(
    MODELS,
    SIZES,
    *(dict(zip(samplings, values)) for values in (stored_run.bits, stored_run.right)),
    model="GRU",
    size=30,
)

# %%
for size in (30, 250, 1000):
    draws = {model: stored_run.of("bits", model, size) for model in MODELS}
    best = min(MODELS, key=lambda model: draws[model].mean())
    ahead = sum(draws["GRU"] < draws["logistic"])
    print(f"{size:4} days: best {best}, {draws[best].mean():.2f} bits; the GRU ahead of logistic in {ahead} of 8 draws")

# %% [markdown]
# Did you bet that a recurrent net needs more data than the others? After 30 days the GRU *leads*. Look at what it
# chose:

# %%
for size, setting in zip(SIZES, stored_run.settings["2015"]["GRU"]):
    print(f"{size:4} days: {setting['steps']} steps")

# %% [markdown]
# Ten steps of training on 30 days. What can it have learnt? Compare it with one that was trained for 300.

# %%
for steps in (10, 300):
    draws = [learn_from(examples, [2012, 2013, 2014], 30, draw) for draw in range(8)]
    p = np.array([forecast("GRU", {"steps": steps}, some, new.x, seed) for seed, some in enumerate(draws)])
    after = [p[:, wet_today == wet].mean() for wet in (False, True)]
    print(f"{steps:3} steps: rain after a dry day {after[0]:.1f}, after a wet one {after[1]:.1f}", end="; ")
    print("more than 2 bits:", bits(p, new.wet).mean() > 2)

# %% [markdown]
# Both know what the envelope knows, on average. The one trained for long is sure of it, day by day, and pays for that
# as Ben does. The other hardly left its random start and says what a cautious person would say: *rather more rain after
# rain*. To stop early is a net's way of being modest, as a small `C` is that of logistic regression.
#
# With the days the advantage goes, and after 1000 the GRU is ahead in none of eight draws. How large is the difference
# then? Every model against logistic regression, in 2000 replays of 2015:


# %%
def against_logistic(measure, model):
    """A model less logistic regression, a number a day: mean over the draws."""
    values = [np.mean(measure(stored_run.forecast(name), new.wet), axis=0) for name in (model, "logistic")]
    return values[0] - values[1]


intervals = {}
for model in MODELS:
    if model not in ("logistic", "full tree"):
        middle = [(gain.mean(), replays(gain, 14)) for gain in (against_logistic(m, model) for m in (bits, right))]
        intervals[model] = [(np.quantile(r, 0.025), mean, np.quantile(r, 0.975)) for mean, r in middle]

# %%
figures.draw_differences(intervals, ("more bits than logistic", "more right than logistic"))
show("Difference from logistic regression after 1000 days. Red: the interval leaves out 0. None is better in bits.")

# %% [markdown]
# The full tree is not in the picture; it would need three bits more room. Of the others none is better. The recurrent
# nets are behind by about 0.02 bits, and their intervals reach 0, or nearly.
#
# Still, one year is one year. So let each of the four be the one that is asked about, with the other three to learn
# from, and everything tuned anew. (The envelope is called *two counts* here.)

# %%
some = ("two counts", "logistic", "RNN", "LSTM", "GRU")
for size in (30, 1000):
    print(f"{size:4} days", *(f"{model:>11}" for model in some))
    for k, year in enumerate(YEARS):
        print(f"{year:9}", *(f"{stored_run.of_years('bits', model, size)[k].mean():11.2f}" for model in some))

# %% [markdown]
# So much for the lead of the GRU after 30 days: in the three other years the envelope is as good or better. Seven
# of eight draws looked like proof, but all eight were asked about the same 358 days. Draw again as often as you like,
# you are still in 2015.
#
# The other finding stands. After 1000 days logistic regression is ahead of the envelope in every year, and in none does
# a recurrent net have fewer bits than it; in two years it is a tie.
#
# And days in a row? Thirty days are one season. Who learnt in July that it never rains is asked about December.

# %%
for size in (30, 250):
    worse = [model for model in MODELS if stored_run.of("bits", model, size, "in a row").mean() > 1]
    print(f"{size:3} days in a row: {len(worse)} of {len(MODELS)} models worse than a coin")

# %% [markdown]
# After thirty days in a row only the envelope is better than a coin, and all the cleverness makes it worse. Data can be
# small although there is a lot of it, if it has seen one season.
#
# ## Why?
#
# Suppose that the forecast decides something, and somebody asks: *why* rain? A tree can be read aloud. So read it. But
# which? Recall the two questions that were equally good. Take twenty bootstrap diaries, and grow a tree, two questions
# deep, on each. What do you expect? (And the same seven times more, in case it is an accident.)


# %%
def twenty_trees(seed):
    diaries = np.random.default_rng(seed).integers(len(old), size=(20, len(old)))
    shallow = DecisionTreeClassifier(max_depth=2, random_state=0)
    return [shallow.fit(today[rows], wet_after[rows]).tree_ for rows in diaries]


eight_times = [twenty_trees(seed) for seed in range(8)]
rain_first = [sum(COLUMNS[tree.feature[0]] == "rain" for tree in trees) for trees in eight_times]
different = [len({(*tree.feature, *np.round(tree.threshold, 2)) for tree in trees}) for trees in eight_times]
print("of twenty trees, ask about rain first:", rain_first)
print("more than ten different trees:", sum(count > 10 for count in different), "of 8 times")

# %% [markdown]
# (Print `different`.) All agree on the first question, and on the rest hardly any two. What you would have read aloud
# is one of many stories that the same three years tell. Believe the part that stays.
#
# A forest cannot be read; it reports how much impurity each column has taken away, all trees together. This is its
# *feature importance*. Put it to a test that has a right answer: add a column of dice, which know nothing.


# %%
def with_dice(x, seed):
    return np.column_stack([x, np.random.default_rng([seed, len(x)]).normal(size=len(x))])


columns = (*COLUMNS, "noise")
forests = [RandomForestClassifier(100, random_state=seed).fit(with_dice(today, seed), wet_after) for seed in range(8)]
impurity = np.array([forest.feature_importances_ for forest in forests])
print(*columns, impurity.mean(axis=0))
print("noise above low and wind:", sum(impurity[:, 4] > impurity[:, 1:3].max(axis=1)), "of 8")

# %% [markdown]
# The dice come out nearly as high as the rain, and above wind and low in every forest. Why? Deep in a full tree only a
# handful of days is left in a group, and a column of a thousand different numbers always has a threshold that parts
# them. It takes impurity away, on the days it learnt from, and helps nobody in 2015.
#
# So ask otherwise. Take 2015, and take one column's knowledge away: deal its values out anew among the days, so that it
# has the same numbers and says nothing. How many bits does the forecast lose?
#
# By hand: four days, $y$ = 0 0 1 1. A model believes its first column, 0 0 1 1, and is never wrong; the loss is 0. Deal
# the first column out as 1 0 0 1, and it is wrong on two of four days: importance ½. Deal out the second column, and
# nothing happens, whatever it holds: importance 0.
#
# $$ \text{importance of column } d = \text{loss with } d \text{ dealt out} - \text{loss as it was} $$
#
# and the mean of it over a few deals.
#
# > **Your turn ({{points}}).** Write `permutation_importance(loss, x, y, orders)`. The loss is a function of days and
# > answers; an order is a list of row numbers.

# %% exercise="permutation_importance"


# %%
def bits_lost(predict, x, deals):
    """What each column of x is worth to a forecaster, in bits; x: 2015, a row for each example."""
    orders = np.array([np.random.default_rng(k).permutation(len(x)) for k in range(deals)])
    return permutation_importance(lambda x, wet: bits(predict(x), wet).mean(), x, new.wet, orders)


def forecaster(forest):
    return lambda x: forest.predict_proba(x)[:, 1]


new_today = new.x[:, -1]
lost = [bits_lost(forecaster(forest), with_dice(new_today, seed), 5) for seed, forest in enumerate(forests)]

# %%
kinds = {"impurity taken away, old years": impurity, "bits lost in 2015": np.array(lost)}
figures.draw_importances(columns, kinds)
show("Eight forests. By impurity the noise, in red, outranks low and wind; by bits lost it is worth nothing.")

# %% [markdown]
# The second kind needs no tree: any model will do, and any loss. So ask three of the contest the same question, about
# all 28 numbers of the week.

# %%
from lecturelib.experiments.classifiers import flat


def of_weeks(model):
    """A model of the contest that takes each week as a row of 28 numbers."""
    predict = CLASSIFIERS[model].fit(old.x, old.wet, 0, **stored_run.settings["2015"][model][-1])
    return lambda rows: predict(rows.reshape(-1, 7, 4))


three = {model: of_weeks(model) for model in ("logistic", "forest", "GRU")}
maps = {model: np.reshape(bits_lost(predict, flat(new.x), 3), (7, 4)) for model, predict in three.items()}

# %%
figures.draw_maps(maps, COLUMNS)
show("Bits lost, by day and column. In all three today's rain matters most by far; no earlier day matters much.")

# %% [markdown]
# Three models of quite different kinds agree: today's rain. So the six days before are worth nothing? Careful. Two
# columns that say the same cover for each other, and then each alone seems to matter little: the lows of two days are
# nearly the same number. So deal out the six days all at once: everybody keeps today, and gets the six days of another
# week.


# %%
def six_days_of_another_week(x, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    return np.concatenate([x[order][:, :6], x[:, 6:]], axis=1)


for model, predict in three.items():
    before = bits(predict(flat(new.x)), new.wet).mean()
    after = [bits(predict(flat(six_days_of_another_week(new.x, seed))), new.wet).mean() for seed in range(5)]
    print(f"{model:8} loses {np.mean(after) - before:.2f} bits")

# %% [markdown]
# Now logistic regression loses more than by today's rain. Which is it, nothing or a lot? There is a third way to ask,
# the plainest: *learn again* without the six days. The contest has done it, *logistic, today*.

# %%
for name in ("logistic, today", "logistic"):
    print(f"{name:15} {stored_run.of('bits', name, 1000).mean():.2f} bits")

# %% [markdown]
# 0.02 bits. Whoever never had the six days hardly misses them; whoever learnt to lean on them falls when they are taken
# away, and all the more when a week of July comes before a day of December, which never happened. Importance is a fact
# about a *model*. What a column is worth to the *forecast* shows when you learn without it.
#
# And this is the answer to the question of the notebook. The weather of Seattle, in these four numbers, remembers about
# one day. There is next to nothing in the week before that a memory could carry to the end, and so an LSTM has nothing
# to do that a line through today does not.
#
# ## Reading gates (*aside*)
#
# But a GRU has *gates*, and gates have a meaning: $z$ says how much is renewed. So look how it opens. Eight GRUs, with
# random starts of their own, trained on the same thousand days; and the mean of $z$ over the units on the last day, by
# how much it rained.

# %%
from lecturelib import CELLS
from lecturelib.experiments.classifiers import rain_task
from lecturelib.reference import gru_step, sigmoid, softmax, unroll
from lecturelib.train import train

mean, spread = old.x.mean(axis=(0, 1)), old.x.std(axis=(0, 1))
task, xs = rain_task((old.x - mean) / spread, old.wet), ((new.x - mean) / spread).swapaxes(0, 1)
grus = [train(CELLS["gru"], task, hidden=16, steps=100, seed=seed) for seed in range(8)]


# %%
def last_z(run):
    """The update gates on the last day of each week, mean over the units, (N,)."""
    W, U, b = (run.params[name] for name in ("W", "U", "b"))
    hs, _ = unroll(gru_step, xs, np.zeros((xs.shape[1], 16)), W, U, b)
    z = slice(16, 32)
    return sigmoid(xs[-1] @ W[:, z] + hs[-2] @ U[:, z] + b[z]).mean(axis=1)


# %%
scores = [bits(softmax(run.model.predict(xs)[-1])[:, 1], new.wet).mean() for run in grus]
gates = np.array([last_z(run) for run in grus])
with_rain_today = np.array([np.corrcoef(z, xs[-1, :, 3])[0, 1] for z in gates])
p = np.array([softmax(run.model.predict(xs)[-1])[:, 1] for run in grus])
print("forecasts of any two, correlation above 0.8:", np.corrcoef(p).min() > 0.8)
print("bits of all between 0.75 and 0.82:", min(scores) > 0.75 and max(scores) < 0.82)
print("z falls with rain, correlation below -0.3:", sum(with_rain_today < -0.3), "of 8")
print("z rises with rain, correlation above +0.3:", sum(with_rain_today > 0.3), "of 8")

# %%
groups = {"none": (-1, 0), "to 2 mm": (0, 2), "to 10 mm": (2, 10), "more": (10, 99)}
mm = days.rain[new.today]
curves = [[z[(mm > low) & (mm <= high)].mean() for low, high in groups.values()] for z in gates]
figures.draw_gates(list(groups), np.array(curves), [f"{score:.2f}" for score in scores])
show("The mean of z against today's rain in eight GRUs. It falls in most, rises in one; all forecast nearly alike.")

# %% [markdown]
# Had you trained the first one alone you could have written: *when it rains, the network holds on to what it knows*.
# Had you trained the last one alone: *when it rains, it renews itself*. Both are true of the gates, and both nets give
# nearly the same forecasts. Gates can be read; the LSTM of {{lstm}} was, with profit. But what you read is how *this*
# net does it, not why it rains.

# %% [markdown]
# ## When not to
#
# So, is it a job for them? Not here. An envelope gives 0.86 bits, a line through four numbers 0.79, a line through
# 28 numbers 0.77, and nothing that you have built in this course goes below that.
#
# Begin with the envelope, always; then a line or a forest, in an afternoon. Take a recurrent net when *order* carries
# the answer and *more than a glance back* is needed, as in {{rnn}}, where a net without memory could not write one
# sentence in five, and when there is enough data for it to find that out.
#
# (A weather service would not look for a better net on these four numbers. It would look for other numbers: pressure,
# satellites, the weather out on the Pacific.)

# %% [markdown]
# ## What you have now
#
# A tree, from one question on, and what a bag does for it. A fair contest: split by time, with
# nothing of tomorrow in it; bits beside right and wrong; intervals that know about spells. And a question to put to any
# model, *what do you lose without this column?*, that a column of dice cannot fool, and its limits.
#
# ## Quiz

# %% [markdown]
# **1.** A model says *rain, 80 %* on ten days. It rains on eight of them. Another says *rain, 100 %* on the same days.
# Which has fewer bits?
#
# <details><summary>The second: it is right on the same eight days and surer of them</summary><blockquote><b>No.</b> On
# the eight days it pays nothing. On the two others it pays everything: ten bits each, with the limit of 999 in
# 1000.</blockquote></details>
#
# <details><summary>The first</summary><blockquote><b>Yes.</b> 0.72 bits a day against 2. To say 80 % where it rains on
# 80 of 100 days is the best one can do.</blockquote></details>
#
# <details><summary>Both the same: both are right on eight of ten</summary><blockquote><b>No.</b> In <i>share right</i> they
# are the same. That is what bits are for.</blockquote></details>

# %% [markdown]
# **2.** A question sends one wet day to one side and 500 days, half of them wet, to the other. Is it a good one?
#
# <details><summary>Yes: one of its sides is perfectly pure</summary><blockquote><b>Wrong.</b> For one day of 501.
# Weighed with the shares, nearly all of the impurity is still there.</blockquote></details>
#
# <details><summary>Hardly: the impurity left is nearly ½</summary><blockquote><b>Right.</b> The side with 500 days
# counts five hundred times as much.</blockquote></details>

# %% [markdown]
# **3.** From every high you take away the mean of all highs of its month, over all four years, to be rid of the season.
# Then you learn from 2012 to 2014 and ask about 2015. Is that clean?
#
# <details><summary>Yes: the split is by time</summary><blockquote><b>Wrong.</b> The split is, the means are not. 2015
# is in them. Nudge a day of 2015 and every number of the old years' same month moves.</blockquote></details>
#
# <details><summary>No: the means have seen 2015</summary><blockquote><b>Right.</b> It may be a small leak. Take the
# means of the old years alone, and nobody needs to argue about how small.</blockquote></details>

# %% [markdown]
# **4.** Why did the forest find the dice important?
#
# <details><summary>By bad luck; with more trees it goes away</summary><blockquote><b>No.</b> It was so in eight of
# eight forests of a hundred trees. More trees give the same number with more digits.</blockquote></details>
#
# <details><summary>Because it counted on the days it had learnt from</summary><blockquote><b>Yes.</b> A column with
# many different values always finds a threshold that sorts a handful of known days. Asked on new days, it was worth
# nothing.</blockquote></details>
#
# <details><summary>Because dice and rain are correlated</summary><blockquote><b>No.</b> They are not, by the way they
# were made.</blockquote></details>

# %% [markdown]
# **5.** On another task a GRU has 0.50 bits and logistic regression 0.77, intervals far apart, on every year. What
# would you expect to see if you deal out the columns?
#
# <details><summary>Today's columns matter, and those of the days before do not</summary><blockquote><b>No.</b> Then
# logistic regression could use them as well, unless they act on each other in a way that a line cannot
# see.</blockquote></details>
#
# <details><summary>Columns of earlier days matter to the GRU</summary><blockquote><b>Yes.</b> That is the likeliest:
# something is remembered. To be sure, train it again without them. Then it is a good reason to take a recurrent net,
# and you can show it.</blockquote></details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: what has come after the LSTM, and what was given up for it.

# %% [markdown]
# # Sequences at work
#
# You have the cells. This notebook puts them to work on eight jobs, from tomorrow's weather to a translator, and asks
# three questions of each: *what must be remembered, for how long, and would counting do?*
#
# The third is the one that is most often forgotten. Before a network is believed, a sensible person tries something
# simple, and quite often the simple thing wins. You will see both.
#
# {{total}}, about {{minutes}}; the parts marked *aside* are not counted. You need the GRU of {{gru}}, `unroll`, and the
# loop of `generate` in {{rnn}}.

# %%
import numpy as np
import torch

from lecturelib import CELLS, applications
from lecturelib.exercises import check, exercise, progress
from lecturelib.experiments import at_work
from lecturelib.figures import at_work as figures
from lecturelib.figures import show
from lecturelib.interop import to_torch
from lecturelib.reference import gru_after_step, one_hot, pick, softmax, unroll
from lecturelib.train import train

np.set_printoptions(precision=2, suppress=True)
measured = at_work.results()

# %% [markdown]
# One random start proves nothing. So every score of a network below was measured with eight, and `measured` holds them;
# `python -m lecturelib.experiments at-work` measures them again. Where nothing else is said, the vanilla RNN and the
# GRU have the same number of units and are trained alike. In the cells you train one GRU for each job yourself. It is
# the GRU as PyTorch has it, the second of {{gru}}, so that torch's own layer can take over your weights. Would it then
# say the same?


# %%
def same_in_torch(model, x):
    """Whether torch's layer, given the weights of a trained model, says what the course's cell says."""
    layer = to_torch(model.cell.name, model.weights)
    hs, _, _ = model.cell.forward(model.weights, x)
    return np.allclose(layer(torch.tensor(x))[0].detach().numpy(), hs)


gru = CELLS["gru_after"]

# %% [markdown]
# ## Will it be warmer tomorrow?
#
# *Sequence to sequence: every day a forecast. To remember: the last days.*
#
# You know Seattle's weather from {{squashing}}. Learn from 2012 to 2014, forecast the highs of 2015, each one day
# ahead. What would a sensible person say first? *As usual at this time of the year.* Or: *as today.*

# %%
seattle = applications.forecasting(held_out=2015)
simple = at_work.simple_forecasts(seattle)
for name in ("the season", "as today"):
    print(f"{name:14} is off by {at_work.rmse(simple[name], simple['truth']):.2f} °C")

# %% [markdown]
# That is the root of the mean squared error, in degrees. To say how much better a forecast is than such a **baseline**,
# forecasters take the share of the squared error that is gone:
#
# $$\text{skill} = 1 - \frac{\text{MSE of the forecast}}{\text{MSE of the baseline}}$$
#
# On paper: four days of 12, 14, 13 and 17 degrees. The baseline said 2 too much each day, you said 1 too much. Your
# mean squared error is 1, the baseline's is 4. Your skill is 1 − ¼. And what if you had said 3 too much?
#
# > **Your turn ({{points}}).** Write `skill(forecast, baseline, truth)`.

# %% exercise="skill"

# %%
days = np.array([12.0, 14.0, 13.0, 17.0])
print("one degree off:   ", skill(days + 1, days + 2, days))
print("three degrees off:", skill(days + 3, days + 2, days))

# %% [markdown]
# Skill has no floor: −1.25 says that you would have done better to keep to the baseline.
#
# Now the network: six numbers a day, high and low as deviations from the season, wind, rain, and the time of the year.
# And beside it a third sensible person, who draws a straight line through *today's* six numbers by least squares, seven
# weights in all.

# %%
model = at_work.forecaster(seattle, "gru_after", seed=0)
forecasts = {"least squares": simple["least squares"], "GRU": at_work.forecast(seattle, model)}
for name, forecast in forecasts.items():
    print(f"{name:14} skill over “as today”: {skill(forecast, simple['as today'], simple['truth']):.1f}")
print("the same in torch:", same_in_torch(model, seattle.x[seattle.test][:, None]))

# %%
days = np.arange(120, 160)
figures.draw_forecasts(days, simple["truth"][days], {name: highs[days] for name, highs in forecasts.items()})
show("Forty days of spring 2015. The line and the GRU say nearly the same, and both come a little late at each turn.")

# %% [markdown]
# Is the GRU's the better one? Four years, each held out in turn, eight random starts:

# %%
errors = measured["weather"]
by_model = {at_work.CELLS_TRIED.get(name, name): np.mean(errors[name], axis=-1) for name in errors}
figures.draw_scores(by_model, "off by °C, mean of four years held out")
show(
    "Four years, each held out: a square is one forecast, a dot one start. All beat “as today”; the networks crowd "
    "around the line."
)

# %%
line = by_model["least squares"]
for cell in at_work.CELLS_TRIED.values():
    print(f"{cell} better than least squares in {np.sum(by_model[cell] < line)} of 8 starts")
# %% [markdown]
# The RNN never gets below the line. The GRU does, in all eight starts, by three hundredths of a degree. Is that skill,
# or these four years? Eight starts cannot tell: they saw the same days. So draw the *days* again, by chance and in
# blocks of two weeks, since neighbouring days err alike, and see how far the gain in squared error reaches.

# %%
for gain, low, high in measured["weather, gain"]["gru_after"]:
    print(f"gain {gain:.2f} °C², between {low:5.2f} and {high:.2f}")

# %% [markdown]
# Zero lies within every one of the eight. So what can be said is this: all beat *as today*, and nothing beats a line of
# seven numbers beyond doubt. And the network has a weakness that the line has not:

# %%
longer = np.ravel(measured["weather, longer"]["gru_after"])
print(f"2015, GRU after {at_work.LONGER} steps: off by {longer.min():.2f} to {longer.max():.2f} °C")

# %% [markdown]
# And *as today* was off by 2.91. With four times the training the GRU is in seven starts of eight worse than somebody
# who does nothing at all. To remember: little. Would counting do? A line of seven numbers nearly does.
#
# ## The food is not very good, but
#
# *Sequence to vector: a sentence in, a verdict out. To remember: which clause counts.*
#
# Reviews from a little grammar. *Not* turns a word round, *very* changes nothing. After *but* the new clause decides;
# after *although* the old one stays in force.

# %%
rng = np.random.default_rng(4)
for clauses in (1, 2, 2, 3):
    words, verdict = applications.review(rng, clauses)
    print("good" if verdict else "bad ", "|", " ".join(words))

# %% [markdown]
# The sensible person counts words: a **bag of words**, and a logistic regression on the counts. Next, runs of two
# words, so that *not good* is something else than *good*, and of three. What can counting runs not know? Guess its
# score at two clauses before you look. The network reads word by word and is asked at the end.

# %%
model = at_work.verdict_model("gru_after", seed=0)
task = applications.verdicts([2])
x, y, lengths = task.draw(rng, 500)
print(f"GRU, two clauses: more than 0.95 right: {model.score(task, x, y, lengths) > 0.95}")
print("the same in torch:", same_in_torch(model, x))

# %%
scores = measured["verdicts"]
shares = {"GRU": scores["gru_after"]} | {f"counts, {n} in a run": scores[f"runs of {n}"] for n in at_work.RUNS}
figures.draw_by_count(list(at_work.CLAUSES), shares, "clauses in a review", chance=0.5, learnt=2)
show(
    "Share right, mean and range of eight starts. In grey what the training held, one and two clauses: there the GRU "
    "is always right."
)

# %% [markdown]
# Counting single words is a coin, since *not* turns every word round. Runs of three know *not very good*, but not which
# of two clauses is in force. The GRU is right at both, in all eight starts. Here order decides, and memory wins.
#
# Look to the right of the grey part. Three clauses were not in the training, and the GRU is no longer sure of them.

# %%
for most, part in ((2, "verdicts"), (3, "verdicts, three")):
    right = np.array(measured[part]["gru_after"])
    print(f"GRU trained on 1 to {most} clauses, at 1, 2, 3, 4: {right.mean(axis=0)}")
print(f"RNN trained on 1 to 2 clauses:                {np.mean(measured['verdicts']['rnn'], axis=0)}")

# %% [markdown]
# Three clauses in the training mend three, and four as well, though nobody showed it four. With two it could not know
# whether *although* silences one clause or all that follow; nothing it read contradicted either. The RNN, trained as
# long and at the same rate, got above 0.9 in one start of eight.
#
# Is that fair to it? The GRU has three times its numbers, and perhaps the rate does not suit it. So give each cell
# about as many numbers, 1800, and two rates; and let the LSTM come along.

# %%
print("two clauses, above 0.95")
for cell, called in (("rnn", "RNN"), ("lstm", "LSTM"), ("gru_after", "GRU")):
    for rate, scores in measured["verdicts, alike"][cell].items():
        two = np.array(scores)[:, 1]
        print(f"{called:4} rate {rate:5}: {np.sum(two > 0.95)} of 8 starts, mean {two.mean():.2f}")

# %% [markdown]
# At the faster rate the LSTM and the GRU are right in all eight starts, and there is nothing to choose between them.
# The RNN guesses in all sixteen, with as many numbers: in these 300 batches it does not even learn what *not* does.
#
# And real reviews? 3708 sentences come with the course, each rated by people. Take those with a clear rating, keep
# every fifth review for the test, and count single words.

# %%
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from lecturelib.data import reviews

real = reviews()
clear, test = np.abs(real.rating) > 0.5, real.review % 5 == 0
counts, good = CountVectorizer().fit_transform(real.sentences), real.rating > 0
counting = LogisticRegression(max_iter=1000).fit(counts[clear & ~test], good[clear & ~test])
print("always “good”:", round(np.mean(good[clear & test]), 2))
print("bag of words: ", round(counting.score(counts[clear & test], good[clear & test]), 2))

# %% [markdown]
# Nearly eight in ten, with no order at all. Does a network do better, which reads every word in its place? Here are
# torch's LSTM and GRU, 32 units, with 32 numbers learnt for each word; how long and how fast they learn was chosen
# without the test.

# %%
for cell, called in (("lstm", "LSTM"), ("gru_after", "GRU")):
    right = np.array(measured["reviews"][cell])
    print(f"{called:4} right: mean {right.mean():.2f}, from {right.min():.2f} to {right.max():.2f}")

# %% [markdown]
# Counting wins: all sixteen networks are below it, on average by four and by five sentences in a hundred. The test has
# 581 sentences, on which a share is known to about three in a hundred either way, so another 581 might bring them
# closer. A network would have to learn from 2400 sentences what each word means before order can help it.
#
# ## Spell it out
#
# *Vector to sequence: a picture in, letters out. To remember: which digit it was, and how far one has got.*
#
# The digits are 8 by 8 pixels, written by hand. The network sees the picture once, at the first step. From then on it
# hears only the letter that it wrote itself.

# %%
(learn, label), (images, truth) = at_work.shown()
model = at_work.speller("gru_after", seed=0)
names = np.array(applications.spell(model, images))
wrong = names != np.array(applications.NAMES)[truth]
print("more than 0.85 of the names right:", np.mean(~wrong) > 0.85)
x, _ = applications.spelling(images, truth).draw(np.random.default_rng(0), 50)
print("the same in torch:", same_in_torch(model, x))

# %%
chosen = np.concatenate([np.flatnonzero(~wrong)[:5], np.flatnonzero(wrong)[:4]])
figures.draw_named(images[chosen], names[chosen], wrong[chosen])
show("Five digits named rightly, and four that are not.")

# %% [markdown]
# Look at the mistakes. A wrong name is most often the name of another digit, spelt well: the reading went wrong, not
# the writing. How often does it make up a word that is no number at all? And what would the sensible person do? Name
# the digit by a logistic regression, and look the name up in a list of ten.

# %%
for cell, called in at_work.CELLS_TRIED.items():
    right, invented = np.transpose(measured["names"][cell])
    shown = f"{right.mean():.3f}, from {right.min():.3f} to {right.max():.3f}"
    print(f"{called:6} right {shown}; no number {invented.mean():.4f}")
print(f"a list right {measured['names']['regression']:.3f}")

# %% [markdown]
# The list wins, by about one name in a hundred. Of 2880 names by the GRUs not one was an invented word, and of the
# RNNs' one. Spelling is not the hard part: seeing is, and there the two networks have a single step, in which one layer
# must make the whole digit into a state.
#
# ## What is to be seen?
#
# *Vector to sequence once more: a picture in, words out. To remember: which words have been said.*
#
# A picture shows one thing, in one of four colours, in one of four corners. That makes sixteen pairs of a colour and a
# thing. Two of them are kept back: in training nobody sees a *red ring* or a *green cross*. Rings in other colours come
# often, and so do other red things. Could you name a red ring if that were all you had seen?

# %%
from lecturelib.captions import captioning, captions, in_words, scenes
from lecturelib.experiments.captions import caption_model

model = caption_model("gru_after", seed=0)
known, kept = scenes(np.random.default_rng(53), 3), scenes(np.random.default_rng(27), 3, kept=True)
pictures, wanted = (np.concatenate(parts) for parts in zip(known, kept))
said = captions(model, pictures)
figures.draw_scenes(pictures, [in_words(caption) for caption in said], (said[:, :4] != wanted).any(axis=1))
show("Three pictures of pairs that were learnt from and three of pairs that were not, each with the network's caption.")

# %%
x, _ = captioning().draw(np.random.default_rng(0), 50)
print("the same in torch:", same_in_torch(model, x))
pictures, wanted = scenes(np.random.default_rng(10), 500, kept=True)
right = np.mean(captions(model, pictures)[:, :4] == wanted, axis=0)
print("of 500 pictures of the two pairs, right in colour, thing, row, column:", right)

# %% [markdown]
# On the two pairs colour and corner are nearly always right, and the thing is mostly wrong. A red ring is called a red
# cross or a red plus: some red thing that it was shown. It could have put *red* and *ring* together and did not.
#
# What would a sensible person do? Find the nearest of 2000 pictures to learn from, and say what was said of that. Or
# take four logistic regressions, one for each word. Looking up can never say *red ring*, since nobody ever said it.
#
# And the picture may be at fault. A red ring and a blue ring have no number in common: one lies in the red third of the
# 300 numbers, the other in the blue third. So here is a second eye, made by hand, that takes colour and shape *apart*:
# how bright each pixel is, whatever its colour, and how much of each colour there is in the whole.

# %%
called = {"regressions": "regressions", "rnn": "RNN", "lstm": "LSTM", "gru_after": "GRU"}
by_eye = {"pixels": measured["captions"], "apart": measured["captions, apart"]}
shares = {"looked up": measured["captions"]["looked up"][1]}
for eye, scores in by_eye.items():
    shares |= {f"{name}, {eye}": np.array(scores[model])[..., 1] for model, name in called.items()}
figures.draw_scores(shares, "captions right, of the two pairs kept back")
show(
    "A square is one model without chance, a dot one start. By pixels no network reaches two thirds; by the eye that "
    "takes apart nearly all do, and four regressions are right most often."
)

# %%
for eye, scores in by_eye.items():
    for model, name in called.items():
        learnt, new = np.mean(np.reshape(scores[model], (-1, 2)), axis=0)
        print(f"{eye:7}{name:12} of pairs learnt {learnt:.2f}, of pairs kept back {new:.2f}")

# %% [markdown]
# With pictures as pixels, every model is right about the pairs that it learnt and mostly wrong about the others. With
# colour and shape taken apart, 23 networks of 24 are right about more than half of the new ones. What decided was the
# eye. The captioner of Vinyals and colleagues (2015), at the end of this notebook, takes its eye from a convolutional
# network that had learnt to name things on a million pictures.
#
# Would counting do? Four regressions with the same eye are right in 0.97, more than any network here, since each word
# of these captions can be read off the picture alone. What the network adds, a word that depends on the words before,
# is not asked for in a caption of four fixed places.
#
# ## How early does it know? (*aside*)
#
# *Sequence to sequence: the same question after every row. To remember: the shape so far.*
#
# Now the digit comes row by row, from the top, as from a scanner. After each row the network is asked: what will it be?

# %%
model = train(gru, applications.reading_rows(learn, label), hidden=32, steps=400).model
p = softmax(model.predict(images.swapaxes(0, 1)))
print("the same in torch:", same_in_torch(model, images.swapaxes(0, 1)))
said = p.argmax(axis=-1)
turns = np.sum(said[1:] != said[:-1], axis=0) * (said[-1] == truth)
figures.draw_reading(images[turns.argmax()], p[:, turns.argmax()])
show("The digit about which it changes its mind most often, and is right in the end: what it thinks after each row.")

# %% [markdown]
# The sensible person trains eight logistic regressions: one for the first row, one for the first two, and so on.

# %%
rows = measured["rows"]
shares = {"eight regressions": rows["regression"], "GRU": rows["gru_after"], "RNN": rows["rnn"]}
figures.draw_by_count(np.arange(1, 9), shares, "rows seen", chance=0.1)
show("Share right after each row, mean and range of eight starts. Eight regressions are above the GRU at every row.")

# %% [markdown]
# After four rows of eight the GRU is right three times in four, and after the sixth row it hardly learns anything new.
# And it is beaten at every row, by counting ink: 0.96 against 0.87 at the end. With eight rows of fixed length there is
# nothing to carry over that a regression could not see at once. What the network has for itself is that it is *one*,
# and needs no new weights for a ninth row.
#
# ## Which is the right sentence?
#
# *Sequence to sequence: after each word, the next. To remember: one noun, past any number of others.*
#
# *The girls with the hat sings.* Something is wrong there, and you do not need a list of mistakes to know it: you have
# heard right sentences all your life. Could a network correct it that has never seen a wrong sentence either?
#
# Ask it how surprised it is. In {{rnn}} surprise was measured in nats. Here count in **bits**: to have given ½ to
# what came is one bit, ¼ two bits, ⅛ three, a bit for every halving.
#
# $$\text{surprise}_t = -\log_2 p_t[\text{what came}]$$
#
# > **Your turn ({{points}}).** Write `surprise(p, tokens)`.

# %% exercise="surprise"

# %% [markdown]
# Bits of a sequence add up. Take the sentence with either verb, and believe the one that surprises less.

# %%
from lecturelib.tasks import AGREEMENT_WORDS

model = at_work.verb_model("gru_after", seed=0)
pair = applications.right_and_wrong(np.random.default_rng(1), batch=1, hats=2)
for words in pair:
    p = softmax(model.predict(one_hot(words[:-1], 9)))
    bits = surprise(p[:, 0], words[1:, 0])
    print(" ".join(AGREEMENT_WORDS[word] for word in words[1:, 0]), f"| {bits.sum():.0f} bits")
print("the same in torch:", same_in_torch(model, one_hot(pair[0], 9)))

# %% [markdown]
# The right one is the cheaper, by several bits, and nearly all of the difference sits at the verb. The sensible person
# would look at the *nearest* noun. With hats in between it is a hat, and that is a coin.

# %%
shares = {"GRU": measured["verbs"]["gru_after"], "RNN": measured["verbs"]["rnn"]}
figures.draw_by_count(list(at_work.HATS), shares, "hats between the noun and its verb", chance=0.5)
show("Share of verbs set right, eight starts each: both cells correct every sentence, at any distance up to 16 hats.")

# %% [markdown]
# A model of right sentences corrects wrong ones. And the vanilla RNN does it as well as the GRU, all eight starts of
# both: the number of a noun is one bit, and {{rnn}} said that such a bit can be kept by an echo that settles. *Only
# gates can bridge sixteen words* would be false here.
#
# Would counting do? Not with runs of words: to see past sixteen hats one would have to count runs of 35 words, and one
# hardly ever meets the same one twice.
#
# ## What comes next in a novel?
#
# *Sequence to sequence: after each character, the next. To remember: the word, the clause, the chapter.*
#
# Half of *Moby Dick*, 600,000 characters of an alphabet of 39. Here counting is a serious rival: after these five
# characters, what came how often? Where the five were never seen, ask the last four, and so on down: such counts are
# called **n-grams**.

# %%
from lecturelib.data import ALPHABET, novel
from lecturelib.ngrams import NGrams
from lecturelib.text import decode, encode

letters = encode(novel())
read, unseen = letters[:540_000], letters[540_000:560_000]
counted = [NGrams(read, order, len(ALPHABET)) for order in range(7)]

# %%
bits = [surprise(n.probabilities(unseen[:-1]), unseen[n.order :]).mean() for n in counted]
print("looking back", *range(7), sep="     ")
print("bits        ", *(f"{b:.2f}" for b in bits), sep="  ")
print(f"of the runs of seven, met once: {np.mean(counted[6].counts[6][1] == 1):.2f}")

# %% [markdown]
# Bits a character, on pages that were not counted. An even guess among 39 would need 5.3. Why does it get *worse* again
# when one looks back further than four?
#
# Most of the runs of seven that it counted were met only once, and what was met once is no rule: the calendar of
# {{dinner}}, again.
#
# And a network? One with 160 units read the same pages for twenty minutes; it comes with the course (`python -m
# lecturelib.experiments novel` trains it again). It is one network, from one start, so what it says below it says for
# itself alone.

# %%
from lecturelib.experiments.novel import stored

net = stored()
p = softmax(net.predict(one_hot(unseen[:-1], len(ALPHABET)).astype(np.float32)[:, None])[:, 0])
print(f"the network {surprise(p, unseen[1:]).mean():.2f} bits, with {sum(a.size for a in net.params.values())} numbers")
print(f"counting    {min(bits):.2f} bits, with {sum(len(codes) for codes, _ in counted[4].counts)} counts")

# %% [markdown]
# A tie, within a hundredth of a bit, and another start might tip it either way. Counting took a second; the network
# took twenty minutes, and makes do with fewer numbers. To remember: mostly the word one is in, since four characters of
# the past do as well as all of it.
#
# ### Cold and hot
#
# A model of text can write. Chance picks the next character by the probabilities, as in {{rnn}}. Between the scores and
# the softmax there is a knob: divide the scores by a **temperature** first. Below 1 the likeliest gain; above 1 they
# lose.
#
# By hand: three characters with the probabilities 0.6, 0.3 and 0.1, and a temperature of ½. Dividing the scores by ½
# squares the probabilities: 0.36, 0.09 and 0.01, and over their sum 0.78, 0.20 and 0.02. A draw of 0.7 picked the
# second character before, and picks the first now.
#
# > **Your turn ({{points}}).** Write `sample(logits, temperature, draw)`.

# %% exercise="sample"

# %%
scores = np.log(np.array([[0.6, 0.3, 0.1]] * 1000))
draws = (np.arange(1000) + 0.5) / 1000
for temperature in (0.25, 1.0, 4.0):
    print(f"temperature {temperature}: picked {np.bincount(sample(scores, temperature, draws), minlength=3)}")


# %%
def write(model, start, length, temperature, draws):
    """Go on after a start, a character at a time, with your sample."""
    text = list(encode(start))
    for draw in draws.random((length, 1)):
        p = model.probabilities(np.array(text[-model.order :]))
        text.append(int(np.ravel(sample(np.log(p), temperature, draw))[0]))
    return decode(text[len(encode(start)) :])


temperatures = np.round(np.arange(0.2, 2.01, 0.2), 1)
start = "the captain of the wh"
written = {t: write(counted[5], start, 70, t, np.random.default_rng(3)) for t in temperatures}
for t in (0.2, 1.0, 2.0):
    print(f"{t}: {start}{' '.join(written[t].split())}")

# %% [markdown]
# After *the captain of the wh*, what are the chances? Here at three temperatures, and then at all of them. (The
# slider needs no kernel: all texts were written by the cell above.)

# %%
from lecturelib.widgets import TemperatureExplorer

p = counted[5].probabilities(encode(start)[-5:])[0]
figures.draw_temperatures(np.array([0.2, 1.0, 2.0]), np.log(p), ALPHABET)
show("Chances of the eight likeliest next characters: cold, nearly all on one; hot, spread over many.")

# %%
TemperatureExplorer(start, list(ALPHABET), np.log(p), written)

# %% [markdown]
# At 0.2 it goes round and round through the commonest words. At 2 it loses the thread, and now and then a
# word. The model is the same in both; what you turned is how much it trusts itself.
#
# ## Seven hundred four
#
# *Encoder and decoder: words in, digits out. To remember: all of it, until the last digit.*
#
# *Seven hundred four* is three words and three digits, but *seven hundred* is two and three. Input and output do not
# march in step, so read first and write afterwards. The **encoder** reads; its last state is all that the **decoder**
# gets.

# %%
from lecturelib import number_words as numbers

for number in (700, 704, 13013):
    print(f"{number:6}", " ".join(numbers.in_words(number)))

# %% [markdown]
# You have written both halves before: `unroll` reads, and the loop of `generate` writes. Here the likeliest token is
# taken, since a translation is not a matter of chance.
#
# By hand, with a cell that only adds: new state = old state + weight of what it hears. Two words are read, with the
# encoder's weights 1 and 2, so from 0 the state becomes 1 and then 3. The decoder has the weights −2 for token 0 and 1
# for token 1, and its scores are $h$ for token 0 and $1 - h$ for token 1. It starts from token 0: the state is 3 − 2 =
# 1, the scores 1 and 0, and 0 is written. The 0 goes in again: the state is −1, the scores −1 and 2, and 1 is written.
# The 1 goes in: the state is 0, the scores 0 and 1, and 1 is written. So 0 1 1.
#
# > **Your turn ({{points}}).** Write `translate(step, xs, h, encoder, decoder, W_y, b_y, token, count)`.

# %% exercise="translate"

# %% [markdown]
# Two GRUs of 32 units, trained by torch for some seconds on numbers of one to five digits. Their weights go into your
# function, and numbers that the training never saw go through it.

# %%
torch.set_num_threads(1)
note = numbers.trained(attention=False, seed=0)
asked = numbers.held_out(digits=4)[:6]
xs, start = numbers.read(asked), np.full(6, numbers.START)
tokens = np.array(translate(gru_after_step, xs, np.zeros((6, 32)), *note.weights(), start, numbers.LONGEST))
print("as torch's own layers write them:", np.array_equal(tokens, numbers.writes(note, asked)))

# %%
figures.draw_said([" ".join(numbers.in_words(n)) for n in asked], [numbers.as_number(row) for row in tokens.T], asked)
show("Six numbers that it was never shown, in words, and what your function writes. What is wrong is orange.")

# %% [markdown]
# The whole number goes through 32 values, like a note passed under a door. In 2014 this was how networks translated,
# and the longer the sentence, the more was lost.
#
# ### Keep more than one beginning
#
# Your translator takes the likeliest token, and the next, and never goes back. Does it find the likeliest *number* in
# this way?
#
# By hand, with two letters. The first letter is a with 0.6 and b with 0.4. After an a comes a with 0.55 and b with
# 0.45; after a b comes a with 0.9. Whoever takes the likeliest each time writes *a a*, which has 0.6 · 0.55 = 0.33. But
# *b a* has 0.4 · 0.9 = 0.36. In bits, which add up, *a a* costs 0.74 + 0.86 = 1.60, and *b a* 1.32 + 0.15 = 1.47.

# %% [markdown]
# To try every number is no way out: of seven tokens there are 36 million. **Beam search** keeps a few beginnings at a
# time. Continue each of them by every token, and of all these keep the cheapest, say two. In the example, after the
# first step a (0.74) and b (1.32) are kept. The second step makes four of them:
#
# | | then a | then b |
# | --- | --- | --- |
# | from a | 0.74 + 0.86 = 1.60 | 0.74 + 1.15 = 1.89 |
# | from b | 1.32 + 0.15 = 1.47 | 1.32 + 3.32 = 4.64 |
#
# and the two cheapest are *b a* and *a a*. With a as token 0 and b as token 1 they are [1, 0] and [0, 0]. (A width of 1
# is what `translate` does.)
#
# > **Your turn ({{points}}).** Write `beam_search(bits, width, count)`. The first argument is a function: you give it a
# > beginning, and it says what each token would cost that came next.

# %% exercise="beam_search"

# %% [markdown]
# `numbers.next_bits` has the encoder read a number's words, and returns such a function. Here are fifty numbers of five
# digits, and the cheapest that a width of 1 and a width of 3 find for each.

# %%
asked = numbers.held_out(digits=5)[:50]
costs, right = np.empty((2, 50)), np.empty((2, 50), bool)
for row, width in enumerate((1, 3)):
    for column, number in enumerate(asked):
        tokens, cost = beam_search(numbers.next_bits(note, number), width, numbers.LONGEST)
        costs[row, column], right[row, column] = cost[0], numbers.as_number(tokens[0]) == str(number)
print(f"width 3 found something cheaper for {np.sum(costs[1] < costs[0] - 1e-9)} of 50")
print(f"right: {right[0].sum()} by width 1, {right[1].sum()} by width 3")

# %%
beam = np.mean(measured["numbers, beam"]["note"], axis=0)
for width, (four, five) in zip(at_work.WIDTHS, beam):
    print(f"width {width}: right of four digits {four:.3f}, of five {five:.3f}, mean of eight starts")

# %% [markdown]
# One or two more in a hundred are right, at five digits in seven starts of eight and never fewer. It is little, and it
# costs three times the work. Why not more? For most of the numbers that are wrong it finds nothing cheaper: the decoder
# believes in them. No search mends that, since what is missing is missing in the note.
#
# ### Look it up
#
# A human translator looks back at the text. Let the decoder do so too: keep *all* states of the encoder, and at each
# digit ask which of them matter now. The question is the decoder's state, the **query**; each state of the encoder is a
# **key**, and how well a key fits is the product of the two, summed. A softmax over time turns this into weights, and
# what is read is the weighted mean.
#
# $$s_t = q \cdot k_t \qquad w = \text{softmax}(s) \qquad \text{mean} = \sum_t w_t\, v_t$$
#
# On paper: one row, $H = 1$, query 2, keys 0 and 1, values 10 and 20. The scores are 0 and 2, the weights 0.12 and
# 0.88.
#
# > **Your turn ({{points}}).** Write `attend(query, keys, values)`.

# %% exercise="attend"

# %%
mean, weights = attend(np.array([[2.0]]), np.array([[[0.0]], [[1.0]]]), np.array([[[10.0]], [[20.0]]]))
print("weights", np.ravel(weights), " mean", np.ravel(mean))

# %% [markdown]
# Into the decoder's loop with it: the readout now sees the state and, beside it, what was looked up.


# %%
def translate_looking_back(xs, encoder, decoder, W_y, b_y, length=numbers.LONGEST):
    """Tokens (length, B), and what was attended to at each of them (length, T, B)."""
    keys, h = unroll(gru_after_step, xs, np.zeros((xs.shape[1], len(encoder[1]))), *encoder)
    token, tokens, looked = np.full(xs.shape[1], numbers.START), [], []
    for _ in range(length):
        h = gru_after_step(one_hot(token, numbers.TOKENS), h, *decoder)
        mean, weights = attend(h, keys, keys)
        token = (np.concatenate([h, mean], axis=1) @ W_y + b_y).argmax(axis=1)
        tokens.append(token)
        looked.append(weights)
    return np.array(tokens), np.array(looked)


# %%
looking = numbers.trained(attention=True, seed=0)
number = numbers.held_out(digits=5)[4]
tokens, looked = translate_looking_back(numbers.read([number]), *looking.weights())
print("as torch writes it:", np.array_equal(tokens, numbers.writes(looking, [number])))

# %%
words, said = numbers.in_words(number), numbers.as_number(tokens[:, 0])
figures.draw_alignment(words, list(said), looked[: len(said), -len(words) :, 0])
show("Where the decoder looks while it writes each digit. Nobody told it which word belongs to which digit.")

# %% [markdown]
# This is **attention**, and the picture is called an alignment (Bahdanau, Cho and Bengio, 2015). Is it worth it?

# %%
shares = {"a note": measured["numbers"]["note"], "looking back": measured["numbers"]["attention"]}
figures.draw_by_count(list(at_work.DIGITS), shares, "digits", learnt=5)
show(
    "Share of numbers right, mean and range of eight starts; training had up to five digits. "
    "Looking back helps most at four and five, and nothing helps at six."
)

# %% [markdown]
# At five digits 0.49 with a note, 0.83 with looking back; better in seven starts of eight. More gets through if the
# text stays at hand. But at six digits both are at nought: in no start is more than one in a hundred right. What does
# it write?

# %%
six = numbers.held_out(digits=6)
lengths = [len(numbers.as_number(row)) for row in numbers.writes(looking, six).T]
print("six digits asked; most often it writes", np.bincount(lengths).argmax())

# %% [markdown]
# Five. It never had to write a sixth.
#
# Would counting do? Ten lines of rules would, for any number of digits. Whoever can write down the rule should.

# %% [markdown]
# ## And today? (*aside*)
#
# **Speech.** For years recognisers were deep LSTMs (Graves, Mohamed and Hinton, 2013), and recurrent transducers, which
# need no more than what has been heard so far, came to run on telephones (He et al., 2019). Large systems are now
# mostly encoders and decoders made of attention, such as Whisper, trained on 680,000 hours (Radford et al., 2022).
#
# **Captions.** *Show and Tell* (Vinyals et al., 2015) is your digit speller with a convolutional network for an eye and
# an LSTM for a pen. *Show, Attend and Tell* (Xu et al., 2015) lets the pen look back at the picture, with your
# `attend`. Later systems build both halves of attention, BLIP for one (Li et al., 2022).
#
# **Parsing.** *Grammar as a Foreign Language* (Vinyals et al., 2015) wrote the tree of a sentence as a sequence, with
# an encoder, a decoder and attention, as you did with digits. Without attention it needed far more sentences to learn
# from. Later parsers read with attention alone (Kitaev and Klein, 2018).

# %% [markdown]
# ## What you have now
#
# | job | to remember | would counting do? |
# | --- | --- | --- |
# | weather | some days | nearly: a line is off by 2.64 °C, the GRU by 2.61 |
# | reviews | the clause in force | no: at two clauses runs of three words 0.88, the GRU 1.00 |
# | a caption | what has been said | yes: of new pairs 0.97 against 0.76, with the better eye |
# | a digit's name | which digit, which letter | yes: 0.96 against 0.95 |
# | row by row | the shape so far | yes: 0.96 against 0.87 |
# | the right verb | one noun | no: the nearest noun is a coin |
# | a novel | the word one is in | a tie: 2.19 bits against 2.20 |
# | numbers | all of it, or where to look | no, but rules would |
#
# Three measures: skill against a baseline, bits for what came, and a temperature for how far a model trusts itself.
#
# Pairs kept back, which tell whether a network has learnt colours and things, or pictures. A translator, the search for
# what it thinks likeliest, and attention, with which it looks up what a note would have to hold.
#
# ## Quiz

# %% [markdown]
# **1.** A forecast has a skill of 0.6 against “the season” and −0.1 against “as today”. Should one use it?
#
# <details><summary>Yes, it has skill</summary><blockquote><b>Wrong.</b> Only against the weaker of the two. Whoever
# says “as today” has less error, and no network.</blockquote></details>
#
# <details><summary>No, “as today” is better</summary><blockquote><b>Right.</b> Skill is a comparison, so the first
# thing to ask is: compared with what?</blockquote></details>

# %% [markdown]
# **2.** A bag of words does well on most real reviews and badly on yours with *although*. Why?
#
# <details><summary>It has too few weights</summary><blockquote><b>No.</b> With ten times as many it would fail in the
# same way: two reviews with the same words in another order are the same to it.</blockquote></details>
#
# <details><summary>Order decides in yours, and it has thrown order away</summary><blockquote><b>Yes.</b> Where order
# seldom decides, counting is hard to beat, and it learns from fewer examples.</blockquote></details>

# %% [markdown]
# **3.** One model needs 2.1 bits a character, another 3.1. How much surer was the first of a page of 1000 characters?
#
# <details><summary>Half as sure again</summary><blockquote><b>No.</b> Bits are halvings, and they add up. 1000
# characters, one bit each, are 1000 halvings.</blockquote></details>
#
# <details><summary>2 to the power of 1000 times</summary><blockquote><b>Yes.</b> It gave the page a probability that
# many times as large.</blockquote></details>

# %% [markdown]
# **4.** At a temperature near 0, what does `sample` do?
#
# <details><summary>It takes the likeliest token, whatever the draw</summary><blockquote><b>Yes.</b> Divided by
# something tiny, the gaps between the scores grow without end, and the softmax gives all to the
# first.</blockquote></details>
#
# <details><summary>It picks evenly</summary><blockquote><b>No.</b> That is a very <em>hot</em> model: divided by
# something huge, all scores are nearly 0.</blockquote></details>

# %% [markdown]
# **5.** The translator with attention was trained on up to five digits. Why is it wrong at six?
#
# <details><summary>The state is too small for six digits</summary><blockquote><b>No.</b> With attention the state need
# not hold them: they can be looked up.</blockquote></details>
#
# <details><summary>It never had to write a sixth digit, so it learnt that there is
# none</summary><blockquote><b>Yes.</b> It most often stops after five. Nothing in training contradicted “after five
# digits comes the end”.</blockquote></details>

# %%
progress()

# %% [markdown]
# Next, in {{next}}: the page to look things up.

# %% [markdown]
# # Start here
#
# You have read this far into the sentence, and you still know how it began. A network that reads one thing after
# another needs the same gift: it has to carry something along. This course builds such networks from their smallest
# parts, and you write every part yourself.
#
# Before the first part, about {{minutes}}: does everything run, what does an exercise look like, where is help?

# %% [markdown]
# ## Does everything run?
#
# A page like this is called a **notebook**. Grey boxes are **cells** of Python. Click into the one below and press
# Shift + Enter: it runs, and the next cell is selected. Go through the whole page this way, from top to bottom.

# %%
import sys

import numpy as np

from lecturelib.exercises import check, course_progress, exercise

assert sys.version_info >= (3, 11), "this course needs Python 3.11 or later"
print("Python is new enough. NumPy adds (1, 2) and (3, 4):", np.array([1.0, 2.0]) + np.array([3.0, 4.0]))

# %% [markdown]
# If the line ends in `[4. 6.]`, everything is in place. A number appeared to the left of the cell: it counts
# what you ran. If something ever gets muddled, choose *Kernel → Restart Kernel and Run All Cells* in the menu. That
# forgets everything and starts at the top.

# %% [markdown]
# ## What does an exercise look like?
#
# Yesterday it was 14 degrees, today it is 17. If it goes on like this, how warm will it be tomorrow?
#
# You probably said 20. To get there you did two things: you found the change, 17 − 14 = 3 degrees, and you let it
# happen once more, 17 + 3.
#
# > **Your turn ({{points}}).** Write that down as `continue_trend(yesterday, today)`. Replace the last line of the cell
# > by one that begins with `return`, run the cell, then run the check below it.

# %% exercise="continue_trend"

# %% [markdown]
# The check has four signs. **○** means not started, **×** not right yet, **◐** right in part, **●** right. Try a
# wrong answer on purpose, `return today + yesterday`. The check shows what it called, what came back and what was
# expected.
#
# Checks call your function with many inputs, not with one, and they know the usual mistakes by name: try
# `return (yesterday + today) / 2`. Then put your own answer back.

# %% [markdown]
# ## What if I am stuck?
#
# Type `continue_trend.hint()` into a new cell (the **+** in the bar above makes one). Each call gives the next hint,
# a little stronger than the one before. After the last one, `continue_trend.solution()` prints the course's own answer.
#
# And you can always go on. Where your function is not right yet, the cells below it use the course's own. Where it is
# right, they use yours. So the next cell works either way:

# %%
print("14, then 17, then:", continue_trend(14.0, 17.0))
print("two cities at once:", continue_trend(np.array([14.0, 3.0]), np.array([17.0, -2.0])))

# %% [markdown]
# The second line forecast two cities with one call. Your function never mentioned cities: NumPy adds and subtracts
# arrays number by number. The whole course leans on this, so that a formula for one number serves for thousands.
#
# A part of a page that is marked *aside* can be skipped: nothing later needs it.

# %% [markdown]
# ## Quiz
#
# Every notebook ends with a few questions. Decide first, then open your answer: each one tells you why.
#
# **By your function, yesterday 3 degrees and today −2 gives tomorrow …**
#
# <details><summary>−7 degrees</summary><blockquote><b>Yes.</b> The change is −2 − 3 = −5, and −2 − 5 = −7.</blockquote></details>
# <details><summary>3 degrees</summary><blockquote><b>No.</b> That would undo the change. A trend repeats it: five degrees down once more.</blockquote></details>
# <details><summary>0.5 degrees</summary><blockquote><b>No.</b> That is the average of the two days, which lies between them. A trend goes on beyond today.</blockquote></details>

# %% [markdown]
# ## The map
#
# {{map}}
#
# The minutes are those of a student who reads, tries things and writes every function. The notebooks build on each
# other, so take them in order.

# %% [markdown]
# ## Handing in
#
# Save the notebook (Ctrl + S, or Cmd + S on a Mac) after a last *Restart Kernel and Run All Cells*. The file with the
# ending `.ipynb` holds your answers and what the checks said; hand in that file, under the name it has.
#
# The check cells are locked so that they stay as they are. Everything else is yours: add cells, try things, break things.

# %% [markdown]
# ## How far am I?
#
# This table reads the saved notebooks beside this one. Come back and run it again whenever you like.

# %%
course_progress()

# %% [markdown]
# ## What you have now
#
# A notebook that runs, an exercise solved and checked, and three places to turn to: the check, the hints, the solution.
#
# Next, in {{next}}: the parts that every network of this course is made of, beginning with a function that squashes.

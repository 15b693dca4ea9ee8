# %% [markdown]
# # Start here
#
# A network that reads one thing after another, and remembers. That is what this course builds, from its smallest part to the whole.
# Before the first part, five minutes to see that everything works and how an exercise looks.

# %%
import numpy as np

from lecturelib.exercises import check, course_progress, exercise

# %% [markdown]
# ## Your first exercise
#
# Yesterday it was 14 degrees, today 17. If it goes on like this, how warm will it be tomorrow?

# %% exercise="continue_trend"

# %%
course_progress()

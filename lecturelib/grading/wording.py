"""What students are told where the grader, and no check in a notebook, has something to say."""

HIDDEN_ONLY = "Right on every case that you can see, but not on all of the hidden ones from which the mark comes."
NO_EXAMPLE = "Not right on all of the hidden cases. It is too slow for an example of where it goes wrong."
NOT_COMPARED = "What it returned could not be compared with the right answer. Does it return arrays of numbers?"
UNREADABLE = "This file could not be read as a notebook. Save it again in Jupyter, and open it once to be sure."
TOO_LARGE = (
    "This file is too large: a notebook may have 20 MiB. In Jupyter, choose Edit → Clear Outputs of All Cells, save "
    "it, and hand it in again."
)
STOPPED = {  # by status
    "timeout": "It took too long. Is there a loop that never ends?",
    "memory": "It wanted more memory than there is. Does an array or a list grow without end?",
    "crash": "Python itself ended while it ran, without an error message.",
}


def no_function(name: str) -> str:
    return f"There is no function {name} in the notebook."


def left_out(lines: list[str]) -> str:
    """What is added to the feedback on an answer that is not right, where some of the notebook was not run for it."""
    return f" Not run for this exercise: {'; '.join(lines)}." if lines else ""


def cannot_run(problem: str) -> str:
    return f"The cell cannot be run. {problem}"

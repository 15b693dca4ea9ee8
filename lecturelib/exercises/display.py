"""How a verdict, a hint and the progress look: HTML for the page, the same in plain text for everything else."""

import re
from html import escape

from ..checking.record import Exercise
from ..checking.verdict import Verdict
from ..palette import COLOURS

SIGNS = {"right": ("●", COLOURS["i"]), "partial": ("◐", COLOURS["c"]), "not_started": ("○", COLOURS["quiet"])}
NOT_RIGHT = ("×", COLOURS["f"])
STARRED = re.compile(r"(?<![\w*])\*(\w[^*]*(?<=\w))\*(?![\w*])")
BOX = "border-left: 5px solid {colour}; padding: 0.3em 0.9em; margin: 0.4em 0; line-height: 1.5"


def show(html: str, text: str) -> None:
    """Display both twins in a notebook; print the text elsewhere."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        get_ipython = lambda: None  # noqa: E731
    if get_ipython():
        display({"text/html": html, "text/plain": text}, raw=True)
    else:
        print(text)


def sign_of(status: str) -> tuple[str, str]:
    """A status as a sign and its colour."""
    return SIGNS.get(status, NOT_RIGHT)


def headline(name: str, verdict: Verdict | None, out_of: float) -> str:
    """``● gate 2/2``, the one-line form used by the check and the progress."""
    status = verdict.status if verdict else "not_started"
    points = verdict.points if verdict else 0
    return f"{sign_of(status)[0]} {name} {points:g}/{out_of:g}"


class Points(float):
    """The points of a verdict: a number, which a notebook shows as the verdict in words. nbgrader reads the number."""

    def __new__(cls, points: float, html: str):
        self = super().__new__(cls, points)
        self.html = html
        return self

    def _repr_mimebundle_(self, **kwargs) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": repr(float(self))}


def told(exercise: Exercise, verdict: Verdict) -> tuple[str, str]:
    """How an answer stands and what to do next, as HTML and as text."""
    name = exercise.name
    head = headline(name, verdict, verdict.max_points)
    _, colour = sign_of(verdict.status)
    after = next_step(exercise, verdict)
    lines = [f"{head} · {verdict.message}", verdict.example, after]
    html = f"<b>{escape(head)}</b> · {code(verdict.message)}"
    if verdict.example:
        html += f'<pre style="margin: 0.5em 0; font-size: 0.9em">{escape(verdict.example)}</pre>'
    if after:
        html += f"<div>{code(after)}</div>"
    return f'<div style="{BOX.format(colour=colour)}">{html}</div>', "\n".join(filter(None, lines))


def next_step(exercise: Exercise, verdict: Verdict) -> str:
    """The line under a verdict: what stands in, and where help is."""
    name = exercise.name
    if verdict.status == "right":
        return ""
    if verdict.status == "not_started":
        return f"Until it is right, the cells below use the course's own {name}. For a hint: `{name}.hint()`"
    return f"The cells below use the course's own {name}. For a hint: `{name}.hint()`"


def show_hint(exercise: Exercise, given: int) -> None:
    """Show hint number ``given``, and after the last where the solution is."""
    label, hint = f"Hint {given} of {len(exercise.hints)}", exercise.hints[given - 1]
    last = f"That was the last hint. `{exercise.name}.solution()` prints the course's own answer."
    after = last if given == len(exercise.hints) else f"For the next one: `{exercise.name}.hint()` again"
    html = f"<b>{label}.</b> {code(hint)}<div>{code(after)}</div>"
    show(f'<div style="{BOX.format(colour=COLOURS["x"])}">{html}</div>', f"{label}. {hint}\n{after}")


def code(text: str) -> str:
    """Escaped HTML in which `backticked` words are set as code, and *starred* ones stressed."""
    pieces = escape(text).split("`")
    return "".join(
        f"<code>{piece}</code>" if k % 2 else STARRED.sub(r"<em>\1</em>", piece) for k, piece in enumerate(pieces)
    )

"""Some hundreds of answers as a student would type them: what the page and the notebook have to judge alike."""

import inspect
import re
import textwrap
from collections.abc import Iterator

from answers import ANSWERS, MODULES
from grading.oddities import HONEST

from lecturelib.course import COURSE, EXERCISES

ODD_ONE = "rnn_step"  # the exercise that the oddities are written for
LEFT_OUT = re.compile(r"^\s*[%!]|input\(|while True|setrecursionlimit", re.MULTILINE)  # needs a kernel, or a deep stack

# Numbers gone wrong in ways that the floating-point flags tell of, and that an answer may not silence.
CARELESS = {
    "naive": ("sigmoid", "return 1 / (1 + np.exp(-a))"),
    "silenced": ("sigmoid", 'with np.errstate(all="ignore"):\n    return 1 / (1 + np.exp(-a))'),
    "by math": ("sigmoid", "return np.vectorize(lambda v: 1 / (1 + math.exp(-v)))(a)"),
    "two branches": ("sigmoid", "return np.where(a > 0, 1 / (1 + np.exp(-a)), np.exp(a) / (1 + np.exp(a)))"),
    "in place": ("sigmoid", "a = -a\nnp.exp(a, out=a)\na += 1\nreturn 1 / a"),
    "as it is": ("softmax", "return np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)"),
    "summed": ("softmax", "e = np.exp(logits)\nreturn e / np.add.reduce(e, axis=-1, keepdims=True)"),
    "row by row": ("softmax", "return np.array([np.exp(row) / np.exp(row).sum() for row in logits])"),
    "a log of 0": (
        "cross_entropy",
        "p = np.exp(logits - logits.max(axis=-1, keepdims=True))\np /= p.sum(axis=-1, keepdims=True)\n"
        "k = np.arange(len(p))\nd = p.copy()\nd[k, targets] -= 1\nreturn -np.log(p[k, targets]).mean(), d / len(p)",
    ),
}
BROKEN = [
    "raise SystemExit",
    "raise KeyboardInterrupt",
    "return rnn_step(x, h, W, U, b)",
    "return None",
    "return 'h'",
    "x *= 0\nreturn x @ W",
    "return undefined",
]
TYPED = ["", "rnn_step = 1", "def rnn_step(:", "print('“')", "return 1", "import antigravity_of_mine", "1 / 0"]


ENDLESS = ["while True:\n    pass", "try:\n    while True:\n        x = x + 0\nexcept Exception:\n    return x"]


def every_answer() -> Iterator[tuple[str, str, str]]:
    """An exercise, what kind of answer it is, and the text of its cell; none of it takes long."""
    for name, exercise in EXERCISES.items():
        yield name, "solution", exercise.solution()
        yield name, "stub", exercise.stub()
        for mistake in exercise.mistakes:
            yield name, f"mistake {mistake}", f"@exercise\n{exercise.mistaken_source(mistake)}"
        for style, text in styles(name):
            yield name, style, text
    for title, text in HONEST.items():
        if not LEFT_OUT.search(text):
            yield ODD_ONE, title, odd(text)
    for title, (name, body) in CARELESS.items():
        yield name, title, with_body(name, body)
    for body in BROKEN:
        yield ODD_ONE, body, with_body(ODD_ONE, body)
    for text in TYPED:
        yield ODD_ONE, text, text
    yield ODD_ONE, "Windows", EXERCISES[ODD_ONE].solution().replace("\n", "\r\n") + "\r\ncheck(rnn_step)\r\n"


def endless_answers() -> Iterator[tuple[str, str, str]]:
    """The same for what has to be stopped."""
    for body in ENDLESS:
        yield ODD_ONE, body, with_body(ODD_ONE, body)
    yield ODD_ONE, "above it", "while True:\n    pass\n"


def styles(name: str) -> Iterator[tuple[str, str]]:
    """The right answers in other styles, each under all that its module holds."""
    module = next(module for module in MODULES if name in module.ANSWERS)
    for number, answer in enumerate(ANSWERS[name]):
        call = f"\n\n@exercise\ndef {name}(*arguments):\n    return ANSWERS[{name!r}][{number}](*arguments)\n"
        yield f"style {getattr(answer, '__name__', number)}", inspect.getsource(module) + call


def odd(text: str) -> str:
    """An oddity as one cell: name, draft and solution filled in, and a mere body in a function."""
    text = textwrap.dedent(text).strip()
    if "NAME" not in text and "SOLUTION" not in text:
        return with_draft(with_body(ODD_ONE, text, signature="*arguments"))
    solution = EXERCISES[ODD_ONE].solution()
    return with_draft(re.sub(r"\bNAME\b", ODD_ONE, text.replace("SOLUTION", solution).replace("# %%\n", "")))


def with_draft(text: str) -> str:
    """The text below a right function that is called draft."""
    draft = EXERCISES[ODD_ONE].solution().replace("@exercise\n", "").replace(f"def {ODD_ONE}", "def draft")
    return f"{draft}\n{text}"


def with_body(name: str, body: str, signature: str = "") -> str:
    """The exercise's function with another body, under two imports."""
    arguments = signature or ", ".join(inspect.signature(EXERCISES[name].function).parameters)
    return f"import math\n\n@exercise\ndef {name}({arguments}):\n{textwrap.indent(body, '    ')}\n"


NOTEBOOK_OF = {exercise.name: notebook for notebook, exercises in COURSE.items() for exercise in exercises}

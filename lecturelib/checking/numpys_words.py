"""What Python and NumPy say of an error, in the words of the page: what met what, and on which axis."""

import re
from collections.abc import Callable

from .calling import Failure

SHAPE = r"(\([\d, ]*\))"
NUMBER = "(?:int|float)"


def in_plain_words(failure: Failure) -> str | None:
    """A sentence or two for an error that is often met, or None."""
    if failure.kind == "RecursionError":
        return "It calls itself and never comes to an end. For which input does it answer without a call?"
    for pattern, words in WORDS:
        if found := re.search(pattern, failure.text):
            return words(found, failure) if callable(words) else words.format(*found.groups(), at=failure.expression)
    return None


def subject(expression: str, what: str) -> str:
    """What does not fit: a product as the student wrote it, or one in a function that the student called."""
    if re.match(r"[\w.]+\(", expression):
        return f"In {expression} a {what} does not fit"
    return f"{expression or f'A {what}'} does not fit"


def product(found: re.Match, failure: Failure) -> str:
    """Two arrays that cannot be multiplied. NumPy counts the right one's size first."""
    right, left = found.groups()
    meeting = f"the last axis of the left meets the first axis of the right, and here {left} meets {right}"
    return f"{subject(failure.expression, 'product')}: {meeting}."


def number_by_number(found: re.Match, failure: Failure) -> str:
    """Two arrays of which neither can be repeated to the shape of the other."""
    first, second = (tuple(map(int, re.findall(r"\d+", shape))) for shape in found.groups())
    left, right = next((a, b) for a, b in zip(first[::-1], second[::-1], strict=False) if a != b and 1 not in (a, b))
    what = subject(failure.expression or "{} with {}".format(*found.groups()), "sum or product number by number")
    return f"{what}: axes meet from the last one on, and here {left} meets {right}."


def cut(found: re.Match, failure: Failure) -> str:
    """A split into blocks that would not be of one size."""
    what = failure.expression or "np.split"
    if "axis" in (failure.expression or failure.line):
        return f"{what} does not come out even: that axis cannot be cut into so many equal blocks."
    return f"{what} cuts along axis 0, the rows, and that does not come out even. Blocks of columns want axis=-1."


def without_numbers(found: re.Match, failure: Failure) -> str:
    """An operator between things that are no numbers."""
    operator, *kinds = found.groups()
    advice = next((NO_NUMBERS[kind] for kind in kinds if kind in NO_NUMBERS), None)
    if advice:
        return f"One side of the {operator} is {advice}"
    return f"{operator} cannot be used between {kinds[0]} and {kinds[1]}."


def one_number(found: re.Match, failure: Failure) -> str:
    """An array where one number is wanted."""
    if "math." in failure.line:
        return "The functions of math take one number, and this is an array. Those of NumPy take both."
    return "One number is wanted here, and this is an array."


def too_few_arguments(found: re.Match, failure: Failure) -> str:
    """A call in which arguments are missing: the check's own where no line of the student's was under way."""
    name, missing = found[1], found[2].replace("'", "")
    if not failure.line:
        return f"The check calls {name} without {missing}. Leave the line with def as it was."
    return f"{name} was called without {missing}. If they lie in one name, a star hands them on one by one: `*weights`."


def too_many_arguments(found: re.Match, failure: Failure) -> str:
    """A call with more arguments than there are places for."""
    name, places, given = found.groups()
    advice = "" if failure.line else " Leave the line with def as it was."
    return f"{name} was given {given} arguments and takes {places}.{advice}"


NO_NUMBERS = {
    "NoneType": "None. Does a function that you call end without a return?",
    "function": "a function. Call it, with brackets behind its name.",
    "tuple": "a tuple. A function that returns several results wants as many names on the left of the =.",
    "list": "a list. np.array makes an array of it.",
}
WORDS: list[tuple[str, str | Callable[[re.Match, Failure], str]]] = [
    (r"matmul: .*\(size (\d+) is different from (\d+)\)", product),
    (r"matmul: Input operand \d does not have enough dim", "@ multiplies arrays, and one side is one number: use *."),
    (rf"broadcast together with shapes {SHAPE} {SHAPE} ?$", number_by_number),
    (r"split does not result in an equal division", cut),
    (r"unsupported operand type\(s\) for (\S+): '(\w+)' and '(\w+)'", without_numbers),
    (r"only (?:integer scalar|length-1|0-dimensional|size-1) arrays", one_number),
    (r"(\w+)\(\) missing \d+ required positional arguments?: (.*)", too_few_arguments),
    (r"bitwise_xor", "`^` is no power in Python, it compares bits. The square of t is `t**2`."),
    (
        rf"shapes {SHAPE} and {SHAPE} not aligned",
        "Shapes {0} and {1} cannot be multiplied: the last axis of the left meets the first axis of the right.",
    ),
    (
        rf"broadcast input array from shape {SHAPE} into shape {SHAPE}",
        "An array of shape {0} was put where there is room for the shape {1}.",
    ),
    (
        rf"output operand with shape {SHAPE} doesn't match the broadcast shape {SHAPE}",
        "{at} would have the shape {1}, and there is room for {0}.",
    ),
    (
        r"not enough values to unpack \(expected (\d+), got (\d+)\)",
        "On the left of the = stand {0} names, on the right {1} values.",
    ),
    (
        r"too many values to unpack \(expected (\d+)",
        "On the left of the = stand {0} names, on the right more values.",
    ),
    (r"(\w+)\(\) takes (.+?) positional arguments? but (\d+) w", too_many_arguments),
    (
        rf"object of type '{NUMBER}' has no len",
        "A single number has no len. What may be one number or an array of them has `np.shape`.",
    ),
    (
        rf"'{NUMBER}' object has no attribute '(\w+)'",
        "A single number has no {0}; `np.asarray` makes an array of it.",
    ),
    (rf"'{NUMBER}' object is not (?:iterable|subscriptable)", "A single number stands where an array is wanted."),
    (
        r"inhomogeneous shape",
        "The parts of an array have one shape, and these have several. Does a function return more than one result, "
        "and all went under one name?",
    ),
    (
        r"truth value of an array",
        "if, and, or, not want one answer, and an array has one for each value. Choose value by value: `np.where`, "
        "`&`, `|`, `~`.",
    ),
    (
        r"too many indices for array: array is (\d+)-dimensional, but (\d+)",
        "A place on {1} axes was asked of an array that has {0}.",
    ),
    (
        r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)",
        "Place {0} was asked for on axis {1}, which has {2} places, counted from 0.",
    ),
    (
        r"axis (-?\d+) is out of bounds for array of dimension (\d+)",
        "There is no axis {0}: the array has {1}, counted from 0.",
    ),
    (
        r"concatenation axis must match exactly, but along dimension (\d+).*size (\d+).*size (\d+)",
        "Arrays that are laid end to end agree on all other axes, and on axis {0} these have {1} and {2}.",
    ),
    (r"cannot reshape array of size (\d+) into shape (\(.*\))", "{0} numbers cannot be laid out in the shape {1}."),
    (
        r"Cannot cast ufunc .* from dtype\('float",
        "The array holds whole numbers, and += or *= cannot put fractions into it. Make a new array.",
    ),
    (r"overflow encountered in (\w+)", "A number grew too large to be held, in {0}."),
    (r"divide by zero encountered in log", "The logarithm of 0 was asked for, which is −∞."),
    (r"divi(?:de|sion) by zero", "Something was divided by 0."),
    (r"invalid value encountered in (\w+)", "{0} was asked for what has no answer, such as 0/0 or ∞ − ∞."),
    (r"local variable '(\w+)'", "{0} is used before it has a value."),
    (r"name '(\w+)' is not defined", "There is nothing called {0} here."),
]

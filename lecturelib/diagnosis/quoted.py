"""Whether what a sentence quotes stands in the answer: an edit quotes the reference, and students write their own."""

import ast
import re
from collections import Counter

from .text import COMMON, Text, TextEdit, replaced

QUOTED = re.compile(r"`?([^`]+)`? stands where ")
NAMES = re.compile(r"[^\W\d]\w*")


def quoted(edit) -> str:
    """What an edit of a text says that stands in the answer, or nothing."""
    found = QUOTED.match(edit.sentence) if isinstance(edit, TextEdit) else None
    return f"`{found[1].replace('−', '-')}`" if found else ""


def expressions(text: Text, tree: ast.AST) -> Counter:
    """How often each expression stands in a tree, as a sentence would quote it."""
    return Counter(text.said(node) for node in ast.walk(tree) if isinstance(node, ast.expr))


def stands(edit, tree: ast.AST | None) -> bool:
    """Whether an answer has what an edit quotes as often as the edited reference has it, or nothing is quoted."""
    if not (what := quoted(edit)):
        return True
    if tree is None:
        return False
    edited = replaced(edit.text.tree, edit.changes)
    return expressions(edit.text, tree)[what] >= expressions(edit.text, edited)[what] > 0


def refuted(edit, tree: ast.AST | None) -> bool:
    """Whether an answer lacks what an edit quotes, though in the page's own names there is one way to write it."""
    names = set(NAMES.findall(quoted(edit)))
    own = bool(names) and names <= {*edit.text.arguments, *COMMON}
    return tree is not None and own and not stands(edit, tree)


def told_of(edit, tree: ast.AST | None) -> str:
    """The sentence for an edit; where the answer does not have what is quoted, it is said to be as if."""
    if stands(edit, tree):
        return edit.sentence
    return f"It is as if {edit.sentence.replace(' stands where ', ' stood where ')}"

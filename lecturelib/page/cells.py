"""Running the text of a cell in a page: with an end to it, and with what it prints."""

import ast
import contextlib
import io
import linecache
import sys
import traceback
from collections.abc import Iterable

from ..checking.time_limit import TooSlow, time_limit

DEEPEST = 300  # calls within calls: WebAssembly's stack is smaller than the depth at which Python stops
LAST = "_"  # the name of the value of a cell's last line


def run(text: str, file: str, names: dict, seconds: float) -> None:
    """Run a text as a cell, and keep its lines for those who quote them. Raises what it raises, or TooSlow."""
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    if sys.platform == "emscripten":
        sys.setrecursionlimit(DEEPEST)
    with time_limit(seconds):
        exec(compile(text, file, "exec"), names)


def printed(source: str, names: dict, seconds: float) -> str:
    """What a notebook prints of a cell that is run with these names: its output, and the value of its last line."""
    with contextlib.redirect_stdout(io.StringIO()) as output:
        try:
            run(with_value(source), "<cell>", names, seconds)
            if names[LAST] is not None:
                print(repr(names[LAST]))
        except TooSlow:
            print(f"This cell took more than {seconds:g} seconds.")
        except BaseException as error:
            print(f"{type(error).__name__}: {error}")
    return output.getvalue()


def with_value(source: str) -> str:
    """A cell that also keeps the value of its last line, None where that is a statement."""
    *statements, last = ast.parse(source).body
    value, statements = (last.value, statements) if isinstance(last, ast.Expr) else (None, [*statements, last])
    kept = f"{LAST} = {ast.unparse(value) if value else None}"
    return "\n".join([*map(ast.unparse, statements), kept])


def imports(cells: Iterable[str]) -> list[str]:
    """The import statements of a notebook's cells, each as text."""
    nodes = (node for cell in cells for node in ast.parse(cell).body)
    return [ast.unparse(node) for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom))]


def tidied(text: str) -> str:
    """A text without what comes along where it is copied from a page: spaces that do not break, line ends of other
    systems, an invisible mark."""
    return text.replace("\xa0", " ").replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")


def in_line(error: BaseException, file: str) -> str:
    """Where in this text an error arose, in words; empty where that is not known."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return f" in line {lines[-1]}" if lines else ""

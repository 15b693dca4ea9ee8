"""Which names a statement binds, and which names of its surroundings it uses: at once, or when a function is called."""

import ast
import symtable
from collections.abc import Iterator

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
PARTS_OF_VALUES = (ast.Attribute, ast.Subscript)
COMPREHENSIONS = ("genexpr", "listcomp", "setcomp", "dictcomp")
COMPOUND = (ast.If, ast.For, ast.While, ast.Try, ast.TryStar, ast.With, ast.Match)
FILLERS = {"fill_diagonal", "put", "copyto", "place", "putmask", "at", "shuffle"}  # change what they are given


def parts(statement: ast.stmt) -> Iterator[ast.AST]:
    """A statement and all in it that runs when it does, in order; but not what expressions only compute."""
    todo: list[ast.AST] = [statement]
    while todo:
        node = todo.pop()
        yield node
        computes = isinstance(node, ast.expr) and not isinstance(getattr(node, "ctx", None), ast.Store)
        if not computes and not isinstance(node, (*DEFINITIONS, *PARTS_OF_VALUES)):
            todo.extend(reversed(list(ast.iter_child_nodes(node))))


def bindings(statement: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    """Each name that a statement binds, and the node that does it, in order.

    A change to a part, ``table[0] = 1`` or ``table.append(1)``, counts as binding the whole.
    """
    for node in parts(statement):
        if isinstance(node, DEFINITIONS):
            yield node.name, node
        elif isinstance(node, ast.alias):
            yield node.asname or node.name.partition(".")[0], node
        elif isinstance(node, (ast.Name, *PARTS_OF_VALUES)) and isinstance(node.ctx, ast.Store):
            yield owner(node), node
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield from ((name, node) for name in changed_by(node.value))


def changed_by(call: ast.Call) -> Iterator[str]:
    """The names that a call may change: ``table.append(1)``, ``np.fill_diagonal(table, 0)``, ``fill(table)``."""
    called = call.func
    if isinstance(called, ast.Attribute) and owner(called):
        yield owner(called)
    if isinstance(called, ast.Name) or getattr(called, "attr", "") in FILLERS:
        yield from (argument.id for argument in call.args if isinstance(argument, ast.Name))


def revised(statement: ast.stmt) -> set[str]:
    """The names of which a statement may only change what was there before: ``k += 1``, or ``k = 1`` in an if."""
    if isinstance(statement, COMPOUND):
        return {name for name, node in bindings(statement) if not isinstance(node, DEFINITIONS)}
    return {owner(statement.target)} if isinstance(statement, ast.AugAssign) else set()


def changes_parameters(function: ast.FunctionDef) -> bool:
    """Whether a function changes something that it is given, itself and not by another."""
    given = {argument.arg for argument in (*function.args.posonlyargs, *function.args.args)}
    changes = ((name, node) for part in function.body for name, node in bindings(part) if name in given)
    return any(not isinstance(getattr(getattr(node, "value", None), "func", node), ast.Name) for _, node in changes)


def owner(target: ast.expr) -> str:
    """The name in front of all dots and brackets: table, of ``table.rows[0]``; empty where there is none."""
    while isinstance(target, PARTS_OF_VALUES):
        target = target.value
    return target.id if isinstance(target, ast.Name) else ""


def used_names(source: str) -> tuple[set[str], set[str]]:
    """The names from outside that a statement needs at once, and those that its functions need when they are called.

    Raises SyntaxError for what Python would refuse to compile.
    """
    at_once: set[str] = set()
    later: set[str] = set()
    top = symtable.symtable(source, "<cell>", "exec")
    at_once.update(symbol.get_name() for symbol in top.get_symbols() if symbol.is_referenced())
    for table in top.get_children():
        collect(table, at_once, later)
    return at_once, later


def collect(table: symtable.SymbolTable, names: set[str], later: set[str]) -> None:
    """Add the global names of a scope to names, those of functions in it, which run later, to later."""
    if table.get_type() == "function" and table.get_name() not in COMPREHENSIONS:
        names = later
    names.update(symbol.get_name() for symbol in table.get_symbols() if symbol.is_global())
    for child in table.get_children():
        collect(child, names, later)

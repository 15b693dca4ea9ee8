"""What a function computes, as a set of small operations in which names, layout and order no longer show.

Every value is followed from where it is made to where it is used, so that a line may be split, a name changed, a
statement moved or left without use, and the operations stay. In sums and products the order does not count, nor do
zeros added or ones multiplied.
"""

import ast
import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

DEPTH = 3  # of an operation: it, what it takes, and what that was made of
WIDEST = 16  # parts of an operation that are looked at
MOST = 400  # operations of an answer that are kept
BYTES = 8  # of an operation's print
NEUTRAL = {"Add": "0", "Sub": "0", "Mult": "1", "Div": "1", "Pow": "1"}  # what changes nothing on the right
COMMUTING = {"Add", "Mult", "Eq", "NotEq", "And", "Or", "BitAnd", "BitOr", "either"}
FLIPPED = {"Gt": "Lt", "GtE": "LtE"}


class Value(NamedTuple):
    """A value by how it is made: the name of an operation, and the values that it takes."""

    made: str
    parts: tuple = ()

    def shown(self, depth: int = DEPTH) -> str:
        """It as text, down to a depth."""
        if not depth or not self.parts:
            return self.made
        parts = [part.shown(depth - 1) for part in self.parts[:WIDEST]]
        return f"{self.made}({', '.join(sorted(parts) if self.made in COMMUTING else parts)})"


ITEM, OWN = Value("item"), Value("own")


def operations(functions: Iterable[ast.FunctionDef | ast.Lambda]) -> set[str]:
    """The operations of some functions that use each other."""
    functions = list(functions)
    own = {function.name: OWN for function in functions if isinstance(function, ast.FunctionDef)}
    return {operation for function in functions for operation in Walk(function, own).operations()}


def prints(functions: Iterable[ast.FunctionDef | ast.Lambda]) -> bytes:
    """The operations of some functions as sorted numbers of so many BYTES; none of what is nested too deeply."""
    try:
        hashes = (hashlib.blake2b(o.encode("utf-8", "replace"), digest_size=BYTES) for o in operations(functions))
        return b"".join(sorted(one.digest() for one in hashes)[:MOST])
    except (RecursionError, MemoryError):
        return b""


class Walk:
    """One way through a function, statement by statement."""

    def __init__(self, function: ast.FunctionDef | ast.Lambda, around: dict[str, Value]):
        given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        given += filter(None, (function.args.vararg, function.args.kwarg))
        self.values = around | {one.arg: Value(f"argument {k}") for k, one in enumerate(given)}
        self.effects: list[Value] = []
        if isinstance(function, ast.Lambda):
            self.effects.append(self.value(function.body))
        else:
            self.walk(function.body)

    def operations(self) -> Iterator[str]:
        """All that goes into what the function returns or does."""
        todo, seen = list(self.effects), {}
        while todo:
            value = todo.pop()
            if value.parts and id(value) not in seen:
                seen[id(value)] = value
                yield value.shown()
                todo.extend(value.parts)

    def walk(self, body: list[ast.stmt]) -> None:
        for statement in body:
            match statement:
                case ast.Assign(targets=targets, value=value):
                    made = self.value(value)
                    for target in targets:
                        self.bind(target, made)
                case ast.AnnAssign(target=target, value=ast.expr() as value):
                    self.bind(target, self.value(value))
                case ast.AugAssign(target=target, op=op, value=value):
                    self.bind(target, combined(type(op).__name__, self.value(target), self.value(value)))
                case ast.FunctionDef(name=name):
                    self.effects += Walk(statement, self.values | {name: OWN}).effects
                    self.values[name] = OWN
                case ast.If(test=test, body=one, orelse=other):
                    self.effects.append(self.value(test))
                    self.either(one, other)
                case ast.For(target=target, iter=source):
                    self.effects.append(self.value(source))
                    self.bind(target, Value("item", (self.value(source),)))
                    self.walk(statement.body + statement.orelse)
                case ast.Expr(value=ast.Constant()):
                    continue
                case _:
                    self.effects += (self.value(part) for part in ast.iter_child_nodes(statement) if is_expr(part))
                    for name in ("body", "handlers", "orelse", "finalbody", "cases"):
                        self.walk(getattr(statement, name, []))

    def either(self, one: list[ast.stmt], other: list[ast.stmt]) -> None:
        """Two ways, after which a name may mean what either gave it."""
        before = dict(self.values)
        self.walk(one)
        first, self.values = self.values, before
        self.walk(other)
        for name, value in first.items():
            otherwise = self.values.get(name, value)
            self.values[name] = value if value is otherwise else Value("either", (value, otherwise))

    def bind(self, target: ast.expr, made: Value) -> None:
        """Let a name mean a value; what is written into a part of something is an effect."""
        match target:
            case ast.Name(id=name):
                self.values[name] = made
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                for k, part in enumerate(parts):
                    same = made.made == "sequence" and len(made.parts) == len(parts)
                    self.bind(part, made.parts[k] if same else Value(f"part {k}", (made,)))
            case ast.Starred(value=inner):
                self.bind(inner, made)
            case _:
                self.effects.append(Value("written", (self.value(target), made)))

    def value(self, node: ast.expr) -> Value:
        """How a value is made."""
        match node:
            case ast.Name(id=name):
                return self.values.get(name, Value(name))
            case ast.Constant(value=constant):
                return Value(repr(int(constant) if constant in (0, 1) else constant)[:40])
            case ast.BinOp(left=left, op=op, right=right):
                return combined(type(op).__name__, self.value(left), self.value(right))
            case ast.UnaryOp(op=op, operand=operand):
                return Value(type(op).__name__, (self.value(operand),))
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                pair, name = (self.value(left), self.value(right)), type(op).__name__
                return Value(FLIPPED[name], pair[::-1]) if name in FLIPPED else Value(name, pair)
            case ast.Call():
                return self.called(node)
            case ast.Attribute(value=inner, attr=name):
                return Value(f".{name}", (self.value(inner),))
            case ast.Subscript(value=inner, slice=ast.Constant(value=int(k))):
                return Value(f"part {k}", (self.value(inner),))
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                return Value("sequence", tuple(map(self.value, parts)))
            case ast.NamedExpr(target=target, value=inner):
                self.bind(target, self.value(inner))
                return self.value(inner)
            case ast.Lambda():
                return Value("lambda", tuple(Walk(node, self.values).effects))
            case ast.ListComp() | ast.GeneratorExp() | ast.SetComp() | ast.DictComp():
                return self.comprehended(node)
        return Value(type(node).__name__, tuple(map(self.value, filter(is_expr, ast.iter_child_nodes(node)))))

    def called(self, node: ast.Call) -> Value:
        """A call; ``np.tanh(x)``, ``tanh(x)`` and ``x.tanh()`` are one."""
        named = sorted(node.keywords, key=lambda keyword: str(keyword.arg))
        given = [self.value(argument) for argument in (*node.args, *(keyword.value for keyword in named))]
        if not isinstance(node.func, ast.Attribute):
            return Value("call", (self.value(node.func), *given))
        of_module = isinstance(node.func.value, ast.Name) and node.func.value.id not in self.values
        return Value("call", (Value(node.func.attr), *([] if of_module else [self.value(node.func.value)]), *given))

    def comprehended(self, node: ast.expr) -> Value:
        """What a comprehension makes, whose names are its own."""
        before, sources = dict(self.values), []
        for generator in node.generators:
            sources.append(self.value(generator.iter))
            self.bind(generator.target, Value("item", (sources[-1],)))
            sources += map(self.value, generator.ifs)
        made = [self.value(getattr(node, name)) for name in ("elt", "key", "value") if hasattr(node, name)]
        self.values = before
        return Value("comprehension", (*made, *sources))


def combined(name: str, left: Value, right: Value) -> Value:
    """Two values combined; sums of sums and products of products are one, as far as they stay small."""
    neutral = NEUTRAL.get(name)
    if right.made == neutral or (left.made == neutral and name in COMMUTING):
        return left if right.made == neutral else right
    if name in COMMUTING:
        parts = [part for side in (left, right) for part in (side.parts if side.made == name else [side])]
        if len(parts) <= WIDEST:
            return Value(name, tuple(parts))
    return Value(name, (left, right))


def is_expr(node: ast.AST) -> bool:
    return isinstance(node, ast.expr)

"""The equations of a cell, written from its roles: what the figures print, and what a record computes."""

import numpy as np

from .roles import ALL, NOTHING, check_roles, letters_of
from .terms import bracketed, one_minus, plus, product, squashed, symbol, times


class Equations:
    """One step of a cell, as its roles have it. Raises ValueError where they do not fit the cell.

    gates: letter -> Term, of every block. lines: what stands on the left of an equation -> the Term on its right, in
    the order of reading. inside: the name of a value -> its Term, in an order in which each can be computed: the
    letters of the gates; kept, taken and their sum, total; one_minus; squashed, tanh of the memory; output, what the
    last valve lets out; vote and read, what the candidate hears of the old state.
    """

    def __init__(self, cell):
        check_roles(cell)
        self.roles, self.letters, self.weights = cell.roles, letters_of(cell), cell.shapes(1, 1)
        self.memory = self.roles.memory
        heard = self._heard() if self.roles.reset else {}
        self.gates = {letter: self._gate(letter, heard) for letter in self.letters}
        if self.roles.keep == NOTHING:
            new = self.gates[self.roles.new]
            self.lines, self.inside = {"h_t": new}, {"output": new}
        else:
            self.lines, self.inside = self._in_order(heard, self._road(), self._out() if self.roles.show else {})

    def line(self, left):
        """An equation as text."""
        return f"{left} = {self.lines[left]}"

    def squash(self, letter):
        """The name of the function that squashes a block, "" for none."""
        return self.roles.squash if letter == self.roles.new else "σ"

    def values(self, params, x, state):
        """Every value of one step, name -> (B, H): params by name, x (B, D), state: the old states (B, H) by name."""
        known = {"x_t": x} | {f"{name}_{{t-1}}": value for name, value in state.items()} | self._blocks(params)
        values = {}
        for name, term in self.inside.items():
            values[name] = known[f"{self.memory}_t" if name == "total" else name] = term.compute(known)
        return values

    def _in_order(self, heard, road, out):
        """Lines and inside where a memory is kept: the candidate after other gates, those that see c_t after it."""
        lines = self.gates | {f"{self.memory}_t": road["total"]} | ({"h_t": out["output"]} if out else {})
        new = {self.roles.new: self.gates[self.roles.new]}
        late = {letter: gate for letter, gate in self.gates.items() if "c_t" in gate.symbols}
        early = {letter: gate for letter, gate in self.gates.items() if letter not in late | new}
        return lines, early | heard | new | road | late | out

    def _blocks(self, params):
        """Each block of each weight by its symbol."""
        letters, blocks = self.roles.weights(self.letters), {}
        for name in self.weights:
            symbols = [self._symbol(name, letter) for letter in letters.get(name, "")] or [name]
            weight, count = np.asarray(params[name]), len(symbols)
            split = np.split(weight, count, axis=-1) if name.isupper() else weight.reshape(count, -1)
            blocks |= zip(symbols, split, strict=True)
        return blocks

    def _symbol(self, weight, letter):
        return f"{weight}_{letter}" if len(self.letters) > 1 else weight

    def _weight(self, name, letter):
        return symbol(self._symbol(name, letter))

    def _gate(self, letter, heard):
        """σ(x_t W_i + h_{t-1} U_i + b_i): products first, then the bias, then what meets element by element."""
        x, W, b = symbol("x_t"), self._weight("W", letter), self._weight("b", letter)
        seen = [self._seen(state, weight, letter, heard) for state, weight, those in self.roles.sees if letter in those]
        products, beside = ([term for term in seen if term.elementwise is kind] for kind in (False, True))
        return squashed(self.squash(letter), plus(product(x, W), *products, b, *beside))

    def _seen(self, state, weight, letter, heard):
        """What a block makes of a state that it sees."""
        if heard and letter == self.roles.new:
            return heard["read" if self.roles.reset_after else "vote"]
        by, state = self._weight(weight, letter), symbol(state)
        return product(state, by) if weight.isupper() else times(by, state)

    def _heard(self):
        """What the candidate hears of the old state: reset, then the product with U, or the other way round."""
        r, h, U = symbol(self.roles.reset), symbol("h_{t-1}"), self._weight("U", self.roles.new)
        if not self.roles.reset_after:
            read = times(r, h)
            return {"read": read, "vote": product(bracketed(read), U)}
        vote = plus(product(h, U), symbol("bn")) if "bn" in self.weights else product(h, U)
        return {"read": times(r, bracketed(vote)), "vote": vote}

    def _road(self):
        """The memory's way: what is kept of it and what is taken in of the candidate, added."""
        before, new, inverse = symbol(f"{self.memory}_{{t-1}}"), symbol(self.roles.new), {}
        kept, taken = _let_through(self.roles.keep, before), _let_through(self.roles.take, new)
        for factor in (self.roles.keep, self.roles.take):
            if factor.startswith("1 - "):
                inverse = {"one_minus": one_minus(symbol(factor[-1]))}
        return {"kept": kept, "taken": taken, "total": plus(kept, taken)} | inverse

    def _out(self):
        """From the memory to h."""
        shown = squashed(self.roles.shown_squash, symbol("c_t"))
        out = {"output": times(symbol(self.roles.show), shown)}
        return {"squashed": shown} | out if self.roles.shown_squash else out


def _let_through(factor, term):
    """What a gate's letter, "1 - " and a letter, or ALL leaves of a term."""
    if factor == ALL:
        return term
    gate = symbol(factor[-1])
    return times(bracketed(one_minus(gate)) if factor.startswith("1 - ") else gate, term)

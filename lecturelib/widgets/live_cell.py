"""The cell, live: its wiring with a trained cell's own numbers, step by step along a sentence."""

from collections.abc import Mapping

import numpy as np
from traitlets import Dict, Int, List, TraitError, Unicode, validate

from lecturelib.figures.wiring import draw_wiring
from lecturelib.figures.wiring_cells import WIRINGS, plan
from lecturelib.recording import Record

from .explorer import FOLDER, Explorer, script

LONGEST, WIDEST = 60, 32  # steps and units: what a page can show, and a notebook carry


class LiveCell(Explorer):
    """Step through a sequence and see what a cell keeps, takes in and lets out; pick the unit, and the cell.

    records: a Record, several in a list, or {title: Record}, all of the same sequence (see record). labels (T,): a word
    for every step. answers (K,): the words between which the readout chooses; then its chances are seen at every step,
    and records must hold them. cell: the title to begin with, the first unless given; unit: the column of the arrays,
    from 0; at: the step, from 0. All three say later where the reader stands.

    Raises TraitError where records and labels do not fit together, a sequence is longer than 60 steps, a cell wider
    than 32 units, or a title, a unit or a step does not exist.
    """

    _esm = script("live_cell_wiring.js", "live_cell_chances.js", "live_cell.js")
    _css = Explorer._css + (FOLDER / "live_cell.css").read_text(encoding="utf-8")
    name = Unicode("The cell, live").tag(sync=True)
    first = Unicode("Press Step → to read on. Press any part: it says what it computes.").tag(sync=True)
    takeaway = Unicode(
        "A gate is a valve: what passes is multiplied by its value. A wire is as thick as this unit's number is large, "
        "and hollow where it is below 0; a thin wire carries the numbers of all units."
    ).tag(sync=True)
    labels = List(Unicode()).tag(sync=True)
    records = Dict().tag(sync=True)  # title -> as _sent says
    plan = Dict().tag(sync=True)
    answers = List(Unicode()).tag(sync=True)
    cell = Unicode().tag(sync=True)
    unit = Int(min=0).tag(sync=True)
    at = Int(min=0).tag(sync=True)

    def __init__(self, records, labels, *, answers=(), cell=None, unit=0, at=0):
        records = [records] if isinstance(records, Record) else records
        if not isinstance(records, Mapping):
            records = {record.title: record for record in records}
        if not records:
            raise TraitError("records must hold one record at least: record(cell, params, xs)")
        super().__init__(
            labels=[str(label) for label in labels],
            answers=list(answers),
            records={title: _sent(r, with_chances=bool(answers)) for title, r in records.items()},
            plan=plan(dict.fromkeys(r.cell for r in records.values())),
            cell=next(iter(records)) if cell is None else cell,
            unit=unit,
            at=at,
        )

    @validate("labels")
    def _on_one_page(self, proposal):
        if not 1 <= len(proposal.value) <= LONGEST:
            raise TraitError(f"{len(proposal.value)} labels; 1 to {LONGEST} can be shown: record a shorter sequence")
        return proposal.value

    @validate("records")
    def _fitting(self, proposal):
        for title, record in proposal.value.items():
            steps, units = np.shape(record["values"]["h"])
            if steps != len(self.labels):
                raise TraitError(f"{title} has {steps} steps, but there are {len(self.labels)} labels")
            if units > WIDEST:
                raise TraitError(f"{title} has {units} units; {WIDEST} can be shown: record fewer")
            chances = np.shape(record["chances"].get("chances", [[]]))[1]
            if chances != len(self.answers):
                reason = f"{len(self.answers)} answers, but {title} has chances of {chances}"
                raise TraitError(f"{reason}: record with the parameters of a model whose readout chooses between them")
        return proposal.value

    @validate("cell")
    def _one_of_the_records(self, proposal):
        if proposal.value not in self.records:
            raise TraitError(f"cell must be one of {', '.join(self.records)}, not {proposal.value}")
        return proposal.value

    @validate("unit")
    def _one_of_the_units(self, proposal):
        widest = max(len(record["values"]["h"][0]) for record in self.records.values())
        return self._within("unit", proposal.value, widest)

    @validate("at")
    def _one_of_the_steps(self, proposal):
        return self._within("at", proposal.value, len(self.labels))

    def still(self):
        """The wiring with the numbers of the chosen unit at the chosen step."""
        record = self.records[self.cell]
        values = {name: rows[self.at][self.unit] for name, rows in record["values"].items()}
        draw_wiring(record["cell"], values)

    def _within(self, name, value, count):
        if value >= count:
            raise TraitError(f"{name} must be from 0 to {count - 1}, not {value}")
        return value


def _sent(record, with_chances):
    """The cell's name, values {name: (T, H)} and chances {name: (T, K)} that are drawn, and the run behind them, xs
    (T, D) and params by name: with these a page runs it again with another step."""
    run = {"xs": record.xs.tolist(), "params": _plain(record.params)}
    chances = _plain(record.chances if with_chances else {})
    return {"cell": record.cell, "values": _shown(record), "chances": chances, "run": run}


def _shown(record):
    """The values that the wiring or the strips show."""
    wiring = WIRINGS[record.cell]
    named = {part.value for part in wiring.parts.values()} | {value for value, _ in wiring.wires.values()}
    named |= {name for name in record.values if name.endswith("_reference")}
    return _plain({name: values for name, values in record.values.items() if name in named})


def _plain(arrays):
    """Arrays as lists, with every digit: the page rounds, and nobody before it."""
    return {name: values.tolist() for name, values in arrays.items()}

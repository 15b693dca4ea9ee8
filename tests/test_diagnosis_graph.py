"""The graph of a reference computes what the reference does, and its values have the names of the page."""

import inspect
import re

import numpy as np
import pytest

from lecturelib.checking.calling import Outcome, call
from lecturelib.checking.compare import agree
from lecturelib.diagnosis.form import GraphForm, TextForm, form_of
from lecturelib.diagnosis.text import compiled
from lecturelib.exercises import EXERCISES

LOOPS_AND_LISTS = {
    "bag",
    "beam_search",
    "bptt",
    "clip_by_norm",
    "generate",
    "linear_recurrence",
    "permutation_importance",
    "rnn_classify",
    "scan",
    "split_impurity",
    "translate",
    "unroll",
}
FORMS = {name: form_of(exercise) for name, exercise in EXERCISES.items()}
TRACED = [name for name, form in FORMS.items() if isinstance(form, GraphForm)]


def test_what_has_no_loop_is_traced():
    assert {name for name, form in FORMS.items() if isinstance(form, TextForm)} == LOOPS_AND_LISTS


@pytest.mark.parametrize("name", TRACED)
def test_a_graph_computes_what_the_reference_does(name: str):
    form, exercise = FORMS[name], EXERCISES[name]
    for case, want in zip(exercise.visible.cases, exercise.visible.wanted, strict=True):
        assert agree(form.answer([], case), Outcome(want.value))


@pytest.mark.parametrize("name", sorted(LOOPS_AND_LISTS))
def test_a_text_with_nothing_replaced_is_the_reference(name: str):
    exercise, text = EXERCISES[name], FORMS[name].edits[0].text
    case, want = exercise.visible.cases[0], exercise.visible.wanted[0]
    assert agree(call(compiled(text, {}), case, exercise.quiet), want)


def test_values_keep_their_names_and_blocks_get_those_of_their_gates():
    names = set(FORMS["lstm_step"].graph.names.values())
    assert {"x", "W_i", "W_f", "U_g", "b_o", "i", "f", "g", "o"} <= names
    assert {"V_i", "V_f", "V_o"} <= set(FORMS["full_peephole_step"].graph.names.values())


def private(name: str) -> set[str]:
    """Names that only the reference has for its values."""
    own = {"a_i", "a_f", "a_g", "a_o", "a_r", "a_z", "dc_out", "c_new", "drh", "dh_kept", "m_n"}
    return own - set(re.findall(r"\w+", inspect.getdoc(EXERCISES[name].function)))


def test_only_public_names_are_printed():
    for name in TRACED:
        for edit in FORMS[name].edits:
            assert not private(name) & set(edit.sentence.split()), edit


def test_an_edit_that_changes_nothing_answers_what_the_reference_does():
    form, case = FORMS["gru_step"], EXERCISES["gru_step"].visible.cases[5]
    same = form.view.edit({}, 1.0, "none", "nothing.")
    assert np.array_equal(form.answer([same], case).value, EXERCISES["gru_step"].function(*case))

"""The GRU's two resets: what the reference's two GRUs hear, and a page that shows where they differ."""

import numpy as np
import pytest
from test_widgets import press
from traitlets import TraitError

from lecturelib.reference import gru_after_step, gru_step
from lecturelib.widgets import ConventionsExplorer
from lecturelib.widgets.conventions import votes

H, U = np.array([0.6, -0.2]), np.array([[0.8, 0.6], [-0.6, 0.8]])
FAR = 40.0  # a bias that opens a gate wholly


def test_they_are_what_the_candidates_of_the_references_two_grus_hear():
    """With z open on the candidate and no input the new state is tanh of what is heard."""
    r = np.array([0.9, 0.3])
    weights = np.zeros((1, 6)), np.concatenate([np.zeros((2, 4)), U], axis=1)
    b_r, b_n = np.log(r / (1 - r)), np.zeros(2)
    x, h = np.zeros((1, 1)), H[None]
    before = gru_step(x, h, *weights, np.concatenate([b_r, [FAR, FAR], b_n]))
    after = gru_after_step(x, h, *weights, np.concatenate([b_r, [-FAR, -FAR], b_n]), np.zeros(2))
    wanted = [np.arctanh(new[0]) for new in (before, after)]
    np.testing.assert_allclose(votes(H, r, U), wanted, rtol=1e-12)


def test_they_are_the_same_where_all_r_are_equal_or_u_is_diagonal():
    explorer = ConventionsExplorer()
    apart = np.abs(explorer.before - explorer.after).max(axis=-1)
    np.testing.assert_allclose(np.diagonal(apart, axis1=1, axis2=2), 0, atol=1e-15)
    np.testing.assert_allclose(apart[explorer.names.index("diagonal")], 0, atol=1e-15)
    assert apart[explorer.names.index("mixes"), 10, 0] > 0.1


@pytest.mark.parametrize(
    "change, reason",
    [
        ({"h": [1.0, 2.0, 3.0]}, r"two units want h \(2,\) and each U \(2, 2\), but have \(3,\) and \(2, 2\)"),
        ({"matrices": {"wide": np.ones((2, 3))}}, r"but have \(2,\) and \(2, 3\)"),
        ({"chosen": "wide"}, "chosen must be one of swaps, mixes, diagonal, not wide"),
    ],
)
def test_what_does_not_fit_is_refused(change, reason):
    with pytest.raises(TraitError, match=reason):
        ConventionsExplorer(**change)


def test_the_sliders_and_the_matrix_move_both_pictures(show):
    page = show(ConventionsExplorer())
    said = page.locator("[aria-live]")
    assert said.inner_text().endswith("The same.")
    start = [picture.inner_html() for picture in page.locator("svg").all()]
    _, text, pictures = press(page, "r of unit 1", "Home")
    assert text == (
        "With r = 1 and 0: before the product, unit 0 hears 0.00, unit 1 hears 0.60; "
        "after it, unit 0 hears −0.20, unit 1 hears 0.00. They are 0.60 apart."
    )
    assert all(after != before for after, before in zip(pictures, start, strict=True))
    page.get_by_label("diagonal").check()
    assert said.inner_text().endswith("The same.")
    assert page.evaluate("[saved.r0, saved.r1, saved.chosen]") == [1, 0, "diagonal"]

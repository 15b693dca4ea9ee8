"""The cliff: the neuron's loss against the reference's own loop, walks with and without clipping, a page that steps."""

import numpy as np
import pytest
from test_widgets import press
from traitlets import TraitError

from lecturelib.reference import bptt, rnn_step, rnn_step_backward, unroll
from lecturelib.widgets import CliffExplorer
from lecturelib.widgets.cliff import neuron_loss, walk


@pytest.mark.parametrize(("u", "b"), [(2.1, -0.3), (1.664, -0.3), (1.2, 0.0)])
def test_loss_and_gradient_are_those_of_the_references_loop(u, b):
    xs, h, weights = np.zeros((10, 1, 1)), np.full((1, 1), 0.5), (np.zeros((1, 1)), np.array([[u]]), np.array([b]))
    hs, last = unroll(rnn_step, xs, h, *weights)
    dhs = np.zeros_like(hs)
    dhs[-1] = last - 0.2
    *_, dU, db = bptt(dhs, rnn_step, rnn_step_backward, xs, h, *weights)
    loss, gradient = neuron_loss(u, b)
    assert loss == pytest.approx(np.sum(dhs**2) / 2, rel=1e-12)
    np.testing.assert_allclose(gradient, [dU[0, 0], db[0]], rtol=1e-11)


def test_a_step_is_the_rate_times_the_gradient_and_a_clipped_one_has_at_most_the_limit():
    free, clipped = walk((2.2, -0.3), 0.4), CliffExplorer(limit=0.05).clipped
    np.testing.assert_allclose(free[1, :2], free[0, :2] - 0.4 * neuron_loss(2.2, -0.3)[1])
    np.testing.assert_allclose(np.hypot(*np.diff(free[:, :2], axis=0).T), 0.4 * free[:-1, 3])
    strides = np.hypot(*np.moveaxis(np.diff(clipped[..., :2], axis=-2), -1, 0))
    np.testing.assert_allclose(strides, 0.4 * np.minimum(0.05, clipped[..., :-1, 3]))


def test_a_gradient_of_ten_throws_a_walk_out_of_the_landscape_to_where_it_is_flat():
    before, after = CliffExplorer().free[..., :-1, :], CliffExplorer().free[..., 1:, :]
    thrown = after[before[..., 3] > 10]
    assert len(thrown) > 10 and (np.hypot(thrown[:, 0] - 1.8, thrown[:, 1] + 0.3) > 3).all()
    assert thrown[:, 3].max() < 0.02


def test_a_students_own_clipping_is_walked():
    explorer = CliffExplorer(lambda grads, limit: ([limit * np.sign(g) for g in grads], 0.0), limit=0.25, rate=0.4)
    np.testing.assert_allclose(explorer.clipped[0, 0, 1, :2], [1 - 0.1, 0 - 0.1])


def test_what_cannot_be_shown_is_refused():
    with pytest.raises(TraitError, match="clipped must be finite"):
        CliffExplorer(lambda grads, limit: ([g * np.nan for g in grads], 0.0))
    with pytest.raises(TraitError, match="taken"):
        CliffExplorer(taken=13)


def test_four_steps_throw_the_one_and_keep_the_other(show):
    page = show(CliffExplorer())
    said = page.locator("[aria-live]")
    assert said.inner_text() == "Both begin at u = 2.2, b = −0.3: loss 0.28, gradient 0.15."
    for _ in range(4):
        page.get_by_role("button", name="Step →").click()
    assert said.inner_text() == (
        "Step 4. Not clipped: the gradient was 120, so a step of 50, to u = 23.6, b = 44.5: loss 0.32. "
        "Clipped: a step of 0.02, to u = 2.15, b = −0.358: loss 0.26."
    )
    assert page.locator(".tip").count() == 1 and page.evaluate("saved.taken") == 4
    page.get_by_role("button", name="Start again").click()
    assert page.get_by_role("button", name="← Back").is_disabled()


def test_a_drag_and_the_sliders_begin_somewhere_else(show):
    page = show(CliffExplorer(taken=3))
    page.locator("svg").click(position={"x": 500, "y": 300})
    u, b, taken = page.evaluate("[saved.u, saved.b, saved.taken]")
    assert (u, b) != (2.2, -0.3) and taken == 0
    assert press(page, "begin at u", "Home")[0] == "1" and press(page, "and b", "Home")[0] == "0"
    assert page.locator("[aria-live]").inner_text().startswith("Both begin at u = 1, b = 0:")

"""The exercise gru_after_step: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import gru_after_step
from .cases import after_cases

EXERCISE = Exercise(
    gru_after_step,
    points=3,
    level=2,
    cases=after_cases,
    hints=(
        "Lay it beside your `gru_step`. Two things are different, and one is new. Which?",
        "Nothing has to wait for r now: `h @ U` can be one product for all three. Where does bn stand, inside the "
        "brackets or outside?",
        "`m_r, m_z, m_n = np.split(h @ U, 3, axis=-1)`. In the candidate stands `r * (m_n + bn)`. And z is the "
        "share of the *old* state.",
    ),
    mistakes={
        "z_renews": Mistake(
            "(1 - z) * n + z * h",
            "(1 - z) * h + z * n",
            "Your z renews, as in gru_step. In torch's cell z says how much is *kept*.",
        ),
        "reset_before": Mistake(
            "r * (m_n + bn)",
            "(r * h) @ np.split(U, 3, axis=-1)[2] + r * bn",
            "You reset the state before the product, as in `gru_step`. Here U_n mixes the old state first, and r "
            "acts on what comes out.",
        ),
        "bn_outside": Mistake(
            "r * (m_n + bn)",
            "r * m_n + bn",
            "bn stands outside your reset. It is added to h U_n, and r multiplies both. (Outside there is a bias "
            "already, b_n.)",
        ),
        "bn_forgotten": Mistake(
            "r * (m_n + bn)",
            "r * m_n",
            "bn is missing. It is added to h U_n, inside the reset.",
        ),
        "bn_for_all": Mistake(
            "np.split(h @ U, 3, axis=-1)",
            "np.split(h @ U + np.tile(bn, 3), 3, axis=-1)",
            "You add bn in all three blocks, and in the candidate twice. It belongs to the candidate alone, once.",
        ),
        "b_inside": Mistake(
            "a_n + r * (m_n + bn)",
            "r * (a_n + m_n + bn)",
            "Your reset gate stands around the input too. What r multiplies is h U_n + bn; x W_n and b_n are outside.",
        ),
        "no_reset": Mistake(
            "r * (m_n + bn)",
            "(m_n + bn)",
            "Your candidate reads the old state in full, and r is computed for nobody.",
        ),
        "sigmoid_candidate": Mistake(
            "np.tanh(a_n",
            "sigmoid(a_n",
            "Your candidate is squashed by a sigmoid. It is content and no gate, so it is a tanh here too.",
        ),
        "blocks_z_r_n": Mistake(
            "r, z = sigmoid(a_r + m_r), sigmoid(a_z + m_z)",
            "z, r = sigmoid(a_r + m_r), sigmoid(a_z + m_z)",
            "r and z have changed places. The blocks come in the order r z n.",
        ),
    },
)

"""The exercise gru_from_torch: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import gru_from_torch
from .cases import torch_cases

EXERCISE = Exercise(
    gru_from_torch,
    points=3,
    level=2,
    cases=torch_cases,
    returns=("W", "U", "b", "bn"),
    hints=(
        "torch computes weight_ih times a column. Here a row stands in front of W. What does that do to the matrix?",
        "Two biases that meet in one sum can be one bias. For r and z they do. Do they for n, with r between them?",
        "`W, U = weight_ih.T, weight_hh.T`. Split both biases in three. b is the sum of the two in its first two "
        "blocks, and in the third it is bias_ih's alone; bias_hh's third block is bn.",
    ),
    mistakes={
        "not_transposed": Mistake(
            "weight_ih.T, weight_hh.T, b",
            "weight_ih, weight_hh, b",
            "The weights are torch's as they were. There a matrix stands in front of a column, here a row in front "
            "of the matrix: turn them.",
        ),
        "reshaped": Mistake(
            "weight_ih.T, weight_hh.T, b",
            "weight_ih.reshape(weight_ih.shape[::-1]), weight_hh.reshape(weight_hh.shape[::-1]), b",
            "The shapes are right, but the numbers stand in the wrong places: reshape deals them out anew, row "
            "after row. To turn a matrix, transpose it.",
        ),
        "n_biases_added": Mistake(
            "b_z + hidden_z, b_n])",
            "b_z + hidden_z, b_n + bn])",
            "You add both biases of n, and hand over the second once more. The second stands inside the reset, so "
            "it cannot join the first.",
        ),
        "all_in_one": Mistake(
            "b_z + hidden_z, b_n])",
            "b_z + hidden_z, b_n + bn])\n    bn = np.zeros_like(bn)",
            "You add both biases of n and leave bn at 0. That is right only where the reset gate stands fully "
            "open: inside the reset, a bias is multiplied by r.",
        ),
        "hidden_forgotten": Mistake(
            "b_r + hidden_r, b_z + hidden_z, b_n",
            "b_r, b_z, b_n",
            "Of bias_hh you use the third block alone. Its other two belong to r and z, and are added to theirs.",
        ),
        "n_biases_swapped": Mistake(
            "b_z + hidden_z, b_n])",
            "b_z + hidden_z, bn])\n    bn = b_n",
            "The two biases of n have changed places. The one of bias_hh stands beside h, inside the reset.",
        ),
        "whole_bias": Mistake(
            "weight_hh.T, b, bn",
            "weight_hh.T, b, bias_hh",
            "Your bn is all of bias_hh. Only its third block stands inside the reset; the other two belong in b.",
        ),
        "W_and_U_swapped": Mistake(
            "weight_ih.T, weight_hh.T, b",
            "weight_hh.T, weight_ih.T, b",
            "W and U have changed places. ih is from the input to the state, so it becomes W; hh becomes U.",
        ),
        "blocks_z_r_n": Mistake(
            "return weight_ih.T, weight_hh.T, b, bn",
            "(W_r, W_z, W_n), (U_r, U_z, U_n) = (np.split(w.T, 3, axis=1) for w in (weight_ih, weight_hh))\n"
            "    b = np.concatenate([b_z + hidden_z, b_r + hidden_r, b_n])\n"
            "    return np.hstack([W_z, W_r, W_n]), np.hstack([U_z, U_r, U_n]), b, bn",
            "You have exchanged the blocks of r and z. torch and this course both write r z n; z r n is Keras.",
        ),
    },
)

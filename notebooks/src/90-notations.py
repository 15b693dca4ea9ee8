# %% [markdown]
# # Notations
#
# Open three books on the LSTM and you find three sets of equations. They are one cell in three handwritings, and this
# page is the dictionary. Whatever can be computed here is computed, and compared with the course's `lstm_step`.
#
# There is nothing to hand in. Come here when a paper, a manual or somebody's weights speak another language.

# %%
from itertools import permutations

import numpy as np

from lecturelib.reference import gru_after_step, gru_from_torch, lstm_step, rnn_step, sigmoid, unroll

rng = np.random.default_rng(90)
B, D, H = 2, 3, 4
x, h, c = rng.normal(size=(B, D)), rng.normal(size=(B, H)), rng.normal(size=(B, H))
W, U, b = rng.normal(size=(D, 4 * H)), rng.normal(size=(H, 4 * H)), rng.normal(size=4 * H)
W_i, W_f, W_g, W_o = np.split(W, 4, axis=1)
U_i, U_f, U_g, U_o = np.split(U, 4, axis=1)
b_i, b_f, b_g, b_o = np.split(b, 4)
h_t, c_t = lstm_step(x, h, c, W, U, b)


def same(h, c):
    return max(np.abs(h - h_t).max(), np.abs(c - c_t).max()) < 1e-14


# %% [markdown]
# ## Five ways to write a gate
#
# **This course, and everybody who puts a sequence in a row.** W for the input, U for the state, a letter for the gate
# below: $f = \sigma(x_t W_f + h_{t-1} U_f + b_f)$. Some put the gate above, and the source below: $x_t \cdot W_x^f +
# h_{t-1} \cdot W_h^f + b^f$. It is the same to the letter.

# %%
f = sigmoid(x @ W_f + h @ U_f + b_f)
i = sigmoid(x @ W_i + h @ U_i + b_i)
o = sigmoid(x @ W_o + h @ U_o + b_o)
C = f * c + i * np.tanh(x @ W_g + h @ U_g + b_g)
print("rows, gate by gate, the same:", same(o * np.tanh(C), C))

# %% [markdown]
# **With columns.** A state is a column, so the matrix stands in front of it, and is ours turned: $f_t = \sigma(W_f
# x_t + U_f h_{t-1} + b_f)$.

# %%
x_, h_, c_ = x.T, h.T, c.T


def column(b):
    return b[:, None]


f = sigmoid(W_f.T @ x_ + U_f.T @ h_ + column(b_f))
i = sigmoid(W_i.T @ x_ + U_i.T @ h_ + column(b_i))
o = sigmoid(W_o.T @ x_ + U_o.T @ h_ + column(b_o))
C = f * c_ + i * np.tanh(W_g.T @ x_ + U_g.T @ h_ + column(b_g))
print("columns, the same:", same((o * np.tanh(C)).T, C.T))

# %% [markdown]
# **Two letters below, from where to where.** $W_{xf}\, x_t + W_{hf}\, h_{t-1} + b_f$, in some papers $W_{fx}$ and
# $W_{fh}$ with the target first. PyTorch has $W_{if} x_t + b_{if} + W_{hf} h_{t-1} + b_{hf}$, where i is for *input*
# and is not the input gate, and there are two biases where one would do.

# %%
W_xf, W_hf = W_f.T, U_f.T
b_if = rng.normal(size=H)
b_hf = b_f - b_if
twice = sigmoid(W_xf @ x_ + column(b_if) + W_hf @ h_ + column(b_hf))
print("two biases, the same:", np.allclose(twice, f))

# %% [markdown]
# **End to end.** $f_t = \sigma(W_f \cdot [h_{t-1}, x_t] + b_f)$: state and input laid end to end, one matrix for
# both. Mind the order in the brackets, which is a matter of taste too.

# %%
both = np.concatenate([h_, x_])
one_matrix = np.concatenate([U_f.T, W_f.T], axis=1)
print("end to end, the same:", np.allclose(sigmoid(one_matrix @ both + column(b_f)), f))
print("shape of the matrix:", one_matrix.shape, "= (H, H + D)")

# %% [markdown]
# ## The letters
#
# | here | elsewhere | what it is |
# | --- | --- | --- |
# | ⊙ | ∘, ⊗, *, · or nothing | element by element; on diagrams ⊗ and ⊕ are the junctions |
# | i f o | ι φ ω; $\Gamma_u$ $\Gamma_f$ $\Gamma_o$ | input (or *update*), forget, output gate |
# | g | $\tilde C$, $\tilde c$, z, j, $\bar c$ | the candidate, cell input, block input, *new memory* |
# | $c_t$ | $C_t$, $s_t$ | long-term state, cell state |
# | $h_t$ | $y_t$, $a_t$, $m_t$; $s_t$ in an RNN | short-term state, hidden state, output |
# | z, r | u, $\Gamma_u$, $\Gamma_r$; *input gate* in cuDNN | update gate and reset gate of the GRU |
# | n | $\tilde h$, $\hat h$, $h'$, a, g | the GRU's candidate, *new gate* |
# | σ | sig, logistic; $\varphi$, f for any squash | the logistic sigmoid |
#
# Two of them are traps. z is the GRU's gate here and the LSTM's candidate in Greff et al. And $s_t$ is a vanilla
# network's state in one book and the LSTM's memory in the next.

# %% [markdown]
# The names change nothing. Greff and colleagues, without their peepholes, in columns, with z for the candidate and y
# for the output:

# %%
z = np.tanh(W_g.T @ x_ + U_g.T @ h_ + column(b_g))
y, c_new = o * np.tanh(z * i + c_ * f), z * i + c_ * f
print("Greff's letters, the same:", same(y.T, c_new.T))

# A book that calls the state of a vanilla network s
s = np.tanh(W_f.T @ x_ + U_f.T @ h_ + column(b_f))
print("s_t is h_t:", np.allclose(s.T, rnn_step(x, h, W_f, U_f, b_f)))

# %% [markdown]
# ## In what order do the blocks come?
#
# Four matrices are mostly kept as one, and nothing in it says which block is which. A wrong order raises no error, so
# do not trust a table: ask the library. Of the 24 possible orders, in which does torch's layer agree with this
# course's cell?


# %%
def reordered(array, order, wanted):
    """Blocks of columns that stand in one order, put into another."""
    blocks = dict(zip(order, np.split(array, len(order), axis=-1)))
    return np.concatenate([blocks[letter] for letter in wanted], axis=-1)


def as_rows(layer):
    """torch's four arrays, turned: weights (D, G*H) and (H, G*H), two biases (G*H,)."""
    arrays = layer.weight_ih_l0, layer.weight_hh_l0, layer.bias_ih_l0, layer.bias_hh_l0
    return [array.detach().numpy().T for array in arrays]


# %%
import torch

torch.manual_seed(0)
xs, nothing = rng.normal(size=(6, B, D)), np.zeros((B, H))
layer = torch.nn.LSTM(D, H).double()
theirs = layer(torch.tensor(xs))[0].detach().numpy()
W, U, b_ih, b_hh = as_rows(layer)
for order in permutations("ifgo"):
    weights = [reordered(array, order, "ifgo") for array in (W, U, b_ih + b_hh)]
    if np.allclose(unroll(lstm_step, xs, (nothing, nothing), *weights)[0], theirs):
        print("torch.nn.LSTM:", *order)

# %%
layer = torch.nn.GRU(D, H).double()
theirs = layer(torch.tensor(xs))[0].detach().numpy()
for order in permutations("rzn"):
    weights = gru_from_torch(*(reordered(array, order, "rzn").T for array in as_rows(layer)))
    if np.allclose(unroll(gru_after_step, xs, nothing, *weights)[0], theirs):
        print("torch.nn.GRU: ", *order)

# %% [markdown]
# Only one order fits each. The table holds what the others answer. The rows of Keras and ONNX were asked in the same
# way, with Keras 3 and ONNX's reference evaluator, which this course does not ask you to install; cuDNN's is its
# manual's. A cell here can check the first two rows, and below, the arithmetic of the rest.
#
# | | LSTM | GRU | shape of W | biases | r | z |
# | --- | --- | --- | --- | --- | --- | --- |
# | this course | i f g o | r z n | (D, 4H) | one; `bn` in `gru_after` | before, or after | renews, or keeps |
# | PyTorch | i f g o | r z n | (4H, D) | two | after | keeps |
# | cuDNN | i f g o | r z n | one for each block | two, or one | after | keeps |
# | Keras | i f g o | z r n | (D, 4H) | LSTM one; GRU (2, 3H) | after; `reset_after` | keeps |
# | ONNX | i o f g | z r n | (1, 4H, D) | (1, 8H), two laid end to end | before; `linear_before_reset` | keeps |

# %% [markdown]
# Three things that the table cannot show. Keras starts its forget bias at 1, as this course does, and torch at a
# random value near 0: the same weights mean the same, but two fresh layers do not start alike. ONNX's peepholes come
# in the order i o f, the course's in i f o. And with the reset *before* the product a GRU has no place for torch's
# second bias of n.
#
# ## There and back
#
# `lecturelib.interop` takes weights to torch and Keras and back again. Each way is a few turned arrays, and a test
# would be poor that only saw them come back: two mistakes can cancel. So first the layer must compute the same.

# %%
from lecturelib import CELLS
from lecturelib.interop import from_keras, from_torch, to_keras, to_torch


def unchanged(params, others):
    return all(np.array_equal(params[name], others[name]) for name in params)


for name in ("rnn", "lstm", "gru_after"):
    params = {key: value + 0.1 * rng.normal(size=value.shape) for key, value in CELLS[name].init(D, H, rng).items()}
    layer = to_torch(name, params)
    agrees = np.allclose(layer(torch.tensor(xs))[0].detach().numpy(), CELLS[name].forward(params, xs)[0])
    print(f"{name:9} torch computes the same: {agrees}   and back: {unchanged(params, from_torch(layer)[1])}")

# %%
for name in ("rnn", "lstm", "gru", "gru_after"):
    params = CELLS[name].init(D, H, rng)
    layer, arrays = to_keras(name, params)
    cell, back = from_keras(layer, arrays)
    print(f"{name:9} Keras {layer:9}", [array.shape for array in arrays], "  and back:", cell, unchanged(params, back))

# %% [markdown]
# Torch has no layer for `gru`: its GRU resets after the product, and `to_torch("gru", …)` says so in place of handing
# you another cell. Keras has one, with `reset_after=False`; the sign of z's block is turned on the way.
#
# ONNX needs only `reordered`, from above: the order of its blocks, our arrays turned, a bias of zeros for the second
# one.


# %%
def to_onnx(W, U, b):
    """ONNX's W (1, 4H, D), R (1, 4H, H) and B (1, 8H) of the course's LSTM."""
    W, U, b = (reordered(array, "ifgo", "iofg") for array in (W, U, b))
    return W.T[None], U.T[None], np.concatenate([b, np.zeros_like(b)])[None]


def from_onnx(W, R, B):
    b = sum(np.split(B[0], 2))
    return tuple(reordered(array, "iofg", "ifgo") for array in (W[0].T, R[0].T, b))


weights = tuple(CELLS["lstm"].init(D, H, rng).values())
print([array.shape for array in to_onnx(*weights)])
print("and back:", all(map(np.array_equal, weights, from_onnx(*to_onnx(*weights)))))

# %% [markdown]
# **What you have now:** one cell in all its handwritings, and the habit of asking a library what its blocks mean: run
# it, and compare numbers.
#
# ## Quiz

# %% [markdown]
# **1.** A paper writes $W_{hf}$. Is it the matrix from h to f or from f to h?
#
# <details><summary>From h to f, always</summary>
# In most papers. In some the target comes first, and then it would be from f to h, which makes no sense for a gate;
# so you can tell. With $W_{hx}$ and $W_{xh}$ you can only tell from the shapes, or from the equation it stands
# in.</details>
#
# <details><summary>From h to f, for a gate is never an input</summary>
# Yes. The equation decides, not the order of two letters.</details>

# %% [markdown]
# **2.** You load LSTM weights in the order i o f g into a cell that expects i f g o. What happens?
#
# <details><summary>An error: the shapes do not fit</summary>
# They fit. Every block is as large as every other.</details>
#
# <details><summary>Wrong numbers, and no error</summary>
# Yes. The forget gate takes over the output gate's work, and a candidate is squashed by a sigmoid. Nothing warns you
# but a comparison with the layer that the weights came from.</details>

# %% [markdown]
# **3.** Weights go to a library and come back unchanged. Is the conversion right?
#
# <details><summary>Yes, nothing was lost</summary>
# Nothing was lost. If both ways exchange the same two blocks, they come back unchanged too, and the library has
# computed something else in between.</details>
#
# <details><summary>Not proved: the layer must also compute the same</summary>
# Right. That is why the cells above compare the states first.</details>

# %% [markdown]
# Back to the course: {{lstm}} has the LSTM, {{gru}} the GRU and its four
# kinds.

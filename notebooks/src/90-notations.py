# %% [markdown]
# # Notations
#
# Open three books on the LSTM and you find three sets of equations. They are one cell in three handwritings, and this
# page is the dictionary. Whatever can be computed here is computed, and compared with the course's own steps.
#
# There is nothing to hand in. Come here when a paper, a manual or somebody's weights speak another language.

# %%
from itertools import permutations

import numpy as np

from lecturelib.reference import (
    cell_peephole_step,
    full_peephole_step,
    gru_after_step,
    gru_from_torch,
    gru_step,
    lstm_step,
    rnn_step,
    sigmoid,
    unroll,
)

rng = np.random.default_rng(90)
B, D, H = 2, 3, 4
x, h, c = rng.normal(size=(B, D)), rng.normal(size=(B, H)), rng.normal(size=(B, H))
W, U, b = rng.normal(size=(D, 4 * H)), rng.normal(size=(H, 4 * H)), rng.normal(size=4 * H)

# %% [markdown]
# Each way of writing is run on these numbers, and a line says whether it gave what the course's step gives.

# %%
W_i, W_f, W_g, W_o = np.split(W, 4, axis=1)
U_i, U_f, U_g, U_o = np.split(U, 4, axis=1)
b_i, b_f, b_g, b_o = np.split(b, 4)
h_t, c_t = lstm_step(x, h, c, W, U, b)


def compare(name, *pairs):
    """Say of pairs of arrays, one's and another's, whether they are the same but for rounding."""
    off = max(np.abs(one - other).max() for one, other in pairs)
    print(f"{name}:", "the same numbers" if off < 1e-12 else f"off by {off:.2f}")


# %% [markdown]
# ## Five ways to write a gate
#
# **A sequence in a row.** W for the input, U for the state, a letter for the gate below:
# $f = \sigma(x_t W_f + h_{t-1} U_f + b_f)$. This course writes so.
#
# **The gate above, the source below.** $f = \sigma(x_t \cdot W_x^f + h_{t-1} \cdot W_h^f + b^f)$. The matrices are the
# same ones under other names.

# %%
f = sigmoid(x @ W_f + h @ U_f + b_f)
i = sigmoid(x @ W_i + h @ U_i + b_i)
o = sigmoid(x @ W_o + h @ U_o + b_o)
C = f * c + i * np.tanh(x @ W_g + h @ U_g + b_g)
compare("rows, gate by gate", (o * np.tanh(C), h_t), (C, c_t))

# %% [markdown]
# **With columns.** A state is a column, so the matrix stands in front of it, and is ours transposed:
# $f_t = \sigma(W_f x_t + U_f h_{t-1} + b_f)$.

# %%
x_, h_, c_ = x.T, h.T, c.T


def column(b):
    return b.reshape(-1, 1)


f = sigmoid(W_f.T @ x_ + U_f.T @ h_ + column(b_f))
i = sigmoid(W_i.T @ x_ + U_i.T @ h_ + column(b_i))
o = sigmoid(W_o.T @ x_ + U_o.T @ h_ + column(b_o))
g = np.tanh(W_g.T @ x_ + U_g.T @ h_ + column(b_g))
C = f * c_ + i * g
compare("columns", ((o * np.tanh(C)).T, h_t), (C.T, c_t))

# %% [markdown]
# **Two letters below, from where to where.** $W_{xf}\, x_t + W_{hf}\, h_{t-1} + b_f$, in some papers $W_{fx}$ and
# $W_{fh}$ with the target first. PyTorch has $W_{if} x_t + b_{if} + W_{hf} h_{t-1} + b_{hf}$, where i is for *input*
# and is not the input gate, and there are two biases where one would do.

# %%
b_if = rng.normal(size=H)
b_hf = b_f - b_if
compare("two biases", (sigmoid(W_f.T @ x_ + column(b_if) + U_f.T @ h_ + column(b_hf)), f))

# %% [markdown]
# **End to end, in brackets.** $f_t = \sigma(W_f \cdot [h_{t-1}, x_t] + b_f)$: state and input are laid end to end, and
# one matrix serves both. Authors differ in the order inside the brackets.

# %%
both = np.concatenate([h_, x_])
one_matrix = np.concatenate([U_f.T, W_f.T], axis=1)
compare("end to end", (sigmoid(one_matrix @ both + column(b_f)), f))
print("shape of the matrix:", one_matrix.shape, "= (H, H + D)")

# %% [markdown]
# ## A letter for every squash
#
# Encyclopedias name the squashes by what they are for: $\sigma_g$ in the gates, $\sigma_c$ for what enters the cell,
# $\sigma_h$ for what leaves it.
#
# $$\begin{aligned} f_t &= \sigma_g(W_f x_t + U_f h_{t-1} + b_f) \\
# \tilde c_t &= \sigma_c(W_c x_t + U_c h_{t-1} + b_c) \\
# c_t &= f_t \circ c_{t-1} + i_t \circ \tilde c_t \\
# h_t &= o_t \circ \sigma_h(c_t) \end{aligned}$$
#
# $\sigma_g$ is the logistic sigmoid, $\sigma_c$ is tanh. $\sigma_h$ is tanh in the LSTM. In the peephole cell that they
# write with $c_{t-1}$ in place of $h_{t-1}$, it may be left out, $\sigma_h(c) = c$. That cell is `cell_peephole_step` of
# {{variants}}.

# %%
o_new = sigmoid(W_o.T @ x_ + U_o.T @ c_ + column(b_o))
f_new = sigmoid(W_f.T @ x_ + U_f.T @ c_ + column(b_f))
i_new = sigmoid(W_i.T @ x_ + U_i.T @ c_ + column(b_i))
C = f_new * c_ + i_new * np.tanh(W_g.T @ x_ + column(b_g))
ours = cell_peephole_step(x, c, W, np.concatenate([U_i, U_f, U_o], axis=1), b)
compare("c in place of h", ((o_new * C).T, ours[0]), (C.T, ours[1]))

# %% [markdown]
# ## Brackets for peepholes and for the GRU
#
# Slides often write the LSTM with peepholes like this:
#
# $$\begin{aligned} f_t &= \sigma(W_f \cdot [C_{t-1}, h_{t-1}, x_t] + b_f) \\
# i_t &= \sigma(W_i \cdot [C_{t-1}, h_{t-1}, x_t] + b_i) \\
# o_t &= \sigma(W_o \cdot [C_t, h_{t-1}, x_t] + b_o) \end{aligned}$$
#
# A matrix in front of $C$ lets a gate see the memory of every unit. So it is `full_peephole_step` of {{variants}}, and
# V holds the part of each matrix that meets $C$.


# %%
V_i, V_f, V_o = rng.normal(size=(3, H, H))
f_new = sigmoid(np.hstack([V_f.T, U_f.T, W_f.T]) @ np.vstack([c_, h_, x_]) + column(b_f))
i_new = sigmoid(np.hstack([V_i.T, U_i.T, W_i.T]) @ np.vstack([c_, h_, x_]) + column(b_i))
C = f_new * c_ + i_new * g
o_new = sigmoid(np.hstack([V_o.T, U_o.T, W_o.T]) @ np.vstack([C, h_, x_]) + column(b_o))
ours = full_peephole_step(x, h, c, W, U, np.concatenate([V_i, V_f, V_o], axis=1), b)
compare("peepholes in brackets", ((o_new * np.tanh(C)).T, ours[0]), (C.T, ours[1]))

# %% [markdown]
# And the GRU, without biases:
#
# $$\begin{aligned} z_t &= \sigma(W_z \cdot [h_{t-1}, x_t]) \\
# r_t &= \sigma(W_r \cdot [h_{t-1}, x_t]) \\
# \tilde h_t &= \tanh(W \cdot [r_t \odot h_{t-1}, x_t]) \\
# h_t &= (1 - z_t) \odot h_{t-1} + z_t \odot \tilde h_t \end{aligned}$$
#
# The reset stands inside the bracket, before the product with W, and z renews. It is `gru_step` of {{gru}}. Here
# are its three blocks, r z n, made of three of ours:

# %%
r = sigmoid(np.hstack([U_i.T, W_i.T]) @ np.vstack([h_, x_]))
z = sigmoid(np.hstack([U_f.T, W_f.T]) @ np.vstack([h_, x_]))
candidate = np.tanh(np.hstack([U_g.T, W_g.T]) @ np.vstack([r * h_, x_]))
ours = gru_step(x, h, W[:, : 3 * H], U[:, : 3 * H], np.zeros(3 * H))
compare("the GRU in brackets", (((1 - z) * h_ + z * candidate).T, ours))

# %% [markdown]
# ## The letters
#
# | here | elsewhere | what it is |
# | --- | --- | --- |
# | ⊙ | ∘, ⊗, *, · or nothing | element by element; on diagrams ⊗ and ⊕ are the junctions |
# | i f o | ι φ ω; $\Gamma_u$ $\Gamma_f$ $\Gamma_o$ | input (or *update*), forget, output gate |
# | g | $\tilde C$, $\tilde c$, z, j, $\bar c$ | the candidate, cell input, block input, *new memory* |
# | $c_t$ | $C_t$, $s_t$ | long-term state, cell state |
# | $h_t$ | $y_t$, $a_t$, $m_t$, $s_t$ | short-term state, hidden state, output |
# | z, r | u, $\Gamma_u$, $\Gamma_r$; *input gate* in cuDNN | update gate and reset gate of the GRU |
# | n | $\tilde h$, $\hat h$, $h'$, a, g | the GRU's candidate, *new gate*, *new input* |
# | σ | $\sigma_g$, sig, logistic; $\varphi$, f for any squash | the logistic sigmoid |
# | tanh | $\sigma_c$ for the candidate, $\sigma_h$ for the output | the other squash |
# | $x_1, \dots, x_D$ | $I_1, I_2, \dots, I_n$ | the numbers that enter one neuron; n says how many |
#
# Three of them are traps. z is the GRU's gate here and the LSTM's candidate in Greff et al. $s_t$ is the state of a
# vanilla network in one book, the LSTM's memory c in the next, and its h in a third. And n is the GRU's candidate here,
# while in drawings of a single neuron it counts the inputs.

# %% [markdown]
# The names change nothing. Greff and colleagues, without their peepholes, in columns, with z for the candidate and y
# for the output:

# %%
z = np.tanh(W_g.T @ x_ + U_g.T @ h_ + column(b_g))
c_new = z * i + c_ * f
y = np.tanh(c_new) * o
compare("Greff's letters", (y.T, h_t), (c_new.T, c_t))

# A book that calls the state of a vanilla network s
s = np.tanh(W_f.T @ x_ + U_f.T @ h_ + column(b_f))
compare("s for the state", (s.T, rnn_step(x, h, W_f, U_f, b_f)))

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
    """torch's four arrays, transposed: weights (D, G*H) and (H, G*H), two biases (G*H,)."""
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
# Only one order fits each. The tables hold what the others answer. The rows of Keras and ONNX were asked in the same
# way, with Keras 3 and ONNX's reference evaluator, which this course does not ask you to install; cuDNN's are its
# manual's, Haiku's its source code's. A cell here can check the rows of this course and of PyTorch, and below, the
# arithmetic of the rest.
#
# | LSTM | blocks | W | U | biases |
# | --- | --- | --- | --- | --- |
# | this course | i f g o | (D, 4H) | (H, 4H) | (4H,) |
# | PyTorch | i f g o | (4H, D) | (4H, H) | two of (4H,) |
# | cuDNN | i f g o | one for each block | one for each block | two for each block, or one |
# | Keras | i f g o | (D, 4H) | (H, 4H) | (4H,) |
# | ONNX | i o f g | (1, 4H, D) | (1, 4H, H) | (1, 8H), two laid end to end |

# %% [markdown]
# | GRU | blocks | W | biases |
# | --- | --- | --- | --- |
# | this course, `gru` | r z n | (D, 3H) | (3H,) |
# | this course, `gru_after` | r z n | (D, 3H) | (3H,) and `bn` (H,) |
# | PyTorch | r z n | (3H, D) | two of (3H,) |
# | cuDNN | r z n | one for each block | two for each block, or one |
# | Keras, r after | z r n | (D, 3H) | (2, 3H) |
# | Keras, r before | z r n | (D, 3H) | (3H,) |
# | ONNX | z r n | (1, 3H, D) | (1, 6H), two laid end to end |
# | Haiku | z r n | (D, 3H) | (3H,) |
#
# U has the shape of W, with H in the place of D.

# %% [markdown]
# | GRU | r | z |
# | --- | --- | --- |
# | this course, `gru` | before | renews |
# | this course, `gru_after` | after | keeps |
# | PyTorch | after | keeps |
# | cuDNN | after | keeps |
# | Keras | after | keeps |
# | Keras, `reset_after=False` | before | keeps |
# | ONNX | before | keeps |
# | ONNX, `linear_before_reset=1` | after | keeps |
# | Haiku | before | renews |
#
# *Before* and *after* say whether r acts before or after the product with U.

# %% [markdown]
# Three things are not in the tables. Keras starts its forget bias at 1, as this course does, and torch at a random
# value near 0: the same weights mean the same, but two fresh layers do not start alike. ONNX's peepholes come in the
# order i o f, the course's in i f o. And with the reset *before* the product a GRU has no place for torch's second
# bias of n.
#
# ## There and back
#
# `lecturelib.interop` takes weights to torch and Keras and back again. Each way is a few transposed arrays, and checking
# only the round trip would be a weak test: two mistakes can cancel. So first the layer must compute the same.

# %%
from lecturelib import CELLS
from lecturelib.interop import from_keras, from_torch, to_keras, to_torch


def there_and_back(params, others):
    return max(np.abs(params[name] - others[name]).max() for name in params)


for name in ("rnn", "lstm", "gru_after"):
    params = {key: value + 0.1 * rng.normal(size=value.shape) for key, value in CELLS[name].init(D, H, rng).items()}
    layer = to_torch(name, params)
    compare(f"{name} in torch", (layer(torch.tensor(xs))[0].detach().numpy(), CELLS[name].forward(params, xs)[0]))
    print("    there and back changes a weight by", there_and_back(params, from_torch(layer)[1]))

# %%
for name in ("rnn", "lstm", "gru", "gru_after"):
    params = CELLS[name].init(D, H, rng)
    layer, arrays = to_keras(name, params)
    cell, back = from_keras(layer, arrays)
    shapes = [array.shape for array in arrays]
    print(f"{name:9} Keras {layer:9}", shapes, " there and back:", there_and_back(params, back))

# %% [markdown]
# Torch has no layer for `gru`: its GRU resets after the product, and `to_torch("gru", …)` says so instead of handing
# you another cell. Keras has one, with `reset_after=False`; the sign of z's block is turned on the way.
#
# ONNX needs only `reordered`, from above: its order of the blocks, our arrays transposed, and a bias of zeros for the
# second one.


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
compare("there and back", *zip(weights, from_onnx(*to_onnx(*weights))))

# %% [markdown]
# (`array[None]` puts an axis of length 1 in front, which ONNX wants for its directions; `array[0]` takes it away.)
#
# ## What you have now
#
# One cell in all its handwritings, and the habit of asking a library what its blocks mean: run it, and compare numbers.
#
# ## Quiz

# %% [markdown]
# **1.** A paper writes $W_{hf}$. Is it the matrix from h to f or from f to h?
#
# <details><summary>From h to f, always.</summary><blockquote><b>No.</b> In most papers. In some the target comes
# first, and then it would be from f to h, which makes no sense for a gate; so you can tell. Of W<sub>hx</sub> and
# W<sub>xh</sub> only the shapes tell, or the equation it stands in.</blockquote></details>
# <details><summary>From h to f, since a gate is never an input.</summary><blockquote><b>Yes.</b> The equation decides,
# not the order of two letters.</blockquote></details>

# %% [markdown]
# **2.** You load LSTM weights in the order i o f g into a cell that expects i f g o. What happens?
#
# <details><summary>An error: the shapes do not fit.</summary><blockquote><b>No.</b> They fit. Every block is as large
# as every other.</blockquote></details>
# <details><summary>Wrong numbers, and no error.</summary><blockquote><b>Yes.</b> The forget gate is computed with the
# output gate's weights, and the candidate with the forget gate's. Only a comparison with the layer that the weights
# came from shows it.</blockquote></details>

# %% [markdown]
# **3.** Weights go to a library and come back unchanged. Is the conversion right?
#
# <details><summary>It is: nothing was lost.</summary><blockquote><b>No.</b> If both ways exchange the same two blocks,
# the weights come back unchanged too, and the library has computed something else in between.</blockquote></details>
# <details><summary>Perhaps: the layer must also compute the same.</summary><blockquote><b>Yes.</b> That is why the
# cells above compare the states first.</blockquote></details>

# %% [markdown]
# Back to the course: {{lstm}} has the LSTM, {{variants}} its relatives, {{gru}} the GRU and its four kinds.

"""The gated recurrent unit, reset before the product and after it."""

from dataclasses import replace

import numpy as np

from .base import Cell, sigmoid_slopes, squash, tanh_slopes
from .roles import Roles
from .tape import over_time


class GRU(Cell):
    """Reset before the product, h_t = (1 - z) ⊙ h_{t-1} + z ⊙ n: reference.gru_step.

    Only r and z see h itself. What n sees of it, r ⊙ h, stands on the tape as read (T, H, B), with its own product.
    """

    name = "gru"
    blocks = layout = "rzn"
    sigmoids, stateless, carries = 2, 1, True
    roles = Roles("GRU", new="n", keep="1 - z", take="z", reset="r", sees=(("h_{t-1}", "U", "rzn"),))

    def stack(self, params):
        U_r, U_z, U_n = np.split(params["U"], 3, axis=1)
        return super().stack({**params, "U": np.concatenate([U_r, U_z, np.zeros_like(U_n)], axis=1)})

    def split(self, tape, dN):
        grads = super().split(tape, dN)
        dU_r, dU_z, _ = np.split(grads["U"], 3, axis=1)
        dU_n = over_time(tape.read, tape.dA[:, 2])
        return {**grads, "U": np.concatenate([dU_r, dU_z, dU_n], axis=1)}

    def prepare(self, tape, params):
        tape.U_n = params["U"][:, 2 * tape.H :].astype(tape.dtype)
        tape.read = np.empty_like(tape.A[:, 0])
        tape.room = np.empty_like(tape.A[0, 0])

    def step(self, tape, t):
        r, z, n = tape.A[t]
        h, new = tape.h[t], tape.h[t + 1]
        squash(tape.A[t, :2], 2)
        np.multiply(r, h, out=tape.read[t])
        n += np.dot(tape.U_n.T, tape.read[t], out=tape.room)
        np.tanh(n, out=n)
        np.subtract(n, h, out=new)
        new *= z
        new += h

    def slopes(self, tape):
        _, z, n = tape.A.swapaxes(0, 1)
        dr, dz, dn = tape.dA.swapaxes(0, 1)
        sigmoid_slopes(tape, 2)
        tanh_slopes(n, out=dn)
        dn *= z
        dz *= n - tape.h[:-1]
        dr *= tape.h[:-1]

    def step_back(self, tape, t):
        r, z, _ = tape.A[t]
        dr, _, dn = tape.dA[t]
        tape.dA[t, 1:] *= tape.dh
        tape.dh -= tape.dh * z
        dread = np.dot(tape.U_n, dn, out=tape.room)
        dr *= dread
        tape.dh += np.multiply(dread, r, out=dread)


class GRUAfter(Cell):
    """Reset after the product, as torch and cuDNN do, h_t = (1 - z) ⊙ n + z ⊙ h_{t-1}: reference.gru_after_step.

    Inside, n's input comes in two blocks: n from x alone, and m = h U_n + bn.
    """

    name = "gru_after"
    blocks, layout = "rznm", "rzmn"
    sigmoids, stateless, carries = 2, 1, True
    roles = replace(GRU.roles, title="GRU, reset after", keep="z", take="1 - z", reset_after=True)

    def shapes(self, D, H):
        return {"W": (D, 3 * H), "U": (H, 3 * H), "b": (3 * H,), "bn": (H,)}

    def stack(self, params):
        W, U, H = params["W"], params["U"], self.hidden(params)
        return super().stack(
            {
                "W": np.concatenate([W, np.zeros_like(W[:, :H])], axis=1),
                "U": np.concatenate([U[:, : 2 * H], np.zeros_like(U[:, :H]), U[:, 2 * H :]], axis=1),
                "b": np.concatenate([params["b"], params["bn"]]),
            }
        )

    def split(self, tape, dN):
        grads, H = super().split(tape, dN), tape.H
        return {
            "W": grads["W"][:, : 3 * H],
            "U": np.concatenate([grads["U"][:, : 2 * H], grads["U"][:, 3 * H :]], axis=1),
            "b": grads["b"][: 3 * H],
            "bn": grads["b"][3 * H :],
        }

    def prepare(self, tape, params):
        tape.room = np.empty_like(tape.A[0, 0])

    def step(self, tape, t):
        r, z, m, n = tape.A[t]
        h, new = tape.h[t], tape.h[t + 1]
        squash(tape.A[t, :2], 2)
        n += np.multiply(r, m, out=tape.room)
        np.tanh(n, out=n)
        np.subtract(h, n, out=new)
        new *= z
        new += n

    def slopes(self, tape):
        r, z, m, n = tape.A.swapaxes(0, 1)
        dr, dz, dm, dn = tape.dA.swapaxes(0, 1)
        sigmoid_slopes(tape, 2)
        tanh_slopes(n, out=dn)
        dn *= 1 - z
        dz *= tape.h[:-1] - n
        dr *= m
        dr *= dn
        np.multiply(dn, r, out=dm)

    def step_back(self, tape, t):
        tape.dA[t] *= tape.dh
        tape.dh *= tape.A[t, 1]

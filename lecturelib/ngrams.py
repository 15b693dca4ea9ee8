"""Counting as a language model: after these characters, which came how often?"""

import numpy as np


class NGrams:
    """What follows the last `order` tokens, by counts that fall back on shorter pasts (Witten & Bell, 1991).

    letters (N,), integers below K, to count in; order from 0 on. Where a past was seen n times, with d different
    tokens after it, its counts weigh n, and what the past shorter by one token expects weighs d.
    """

    def __init__(self, letters, order, K):
        self.order, self.K = order, K
        self.counts = [np.unique(self._codes(letters, n + 1), return_counts=True) for n in range(order + 1)]

    def probabilities(self, letters):
        """What is expected after each token of a sequence (T,) but the first `order` - 1: (T - order + 1, K).

        After none, where order is 0: (T + 1, K), the same row each time.
        """
        rows = len(letters) - self.order + 1
        p = np.full((rows, self.K), 1 / self.K)
        for n, (codes, counts) in enumerate(self.counts):
            pasts = self._codes(letters[self.order - n :], n) if n else np.zeros(rows, np.int64)
            wanted = pasts[:, None] * self.K + np.arange(self.K)
            at = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
            seen = np.where(codes[at] == wanted, counts[at], 0)
            kinds = np.maximum((seen > 0).sum(axis=1, keepdims=True), seen.sum(axis=1, keepdims=True) == 0)
            p = (seen + kinds * p) / (seen.sum(axis=1, keepdims=True) + kinds)
        return p

    def _codes(self, letters, n):
        """Every run of n tokens as one integer."""
        windows = np.lib.stride_tricks.sliding_window_view(letters, n).astype(np.int64)
        return windows @ self.K ** np.arange(n)[::-1]

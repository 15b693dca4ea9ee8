"""One thread for linear algebra: on arrays as small as the course's, threads spend more time waiting than computing."""

from contextlib import contextmanager
from functools import cache

# What keeps the numerical libraries of a new process to one thread: OpenMP, OpenBLAS, Intel's MKL, Apple's Accelerate.
SETTINGS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
ONE_THREAD = dict.fromkeys(SETTINGS, "1")


@contextmanager
def one_thread():
    """Keep NumPy's linear algebra to one thread in this process, whoever imported NumPy and when; also a decorator.

    Afterwards it has as many as before. Where threadpoolctl does not know the library, such as Apple's Accelerate,
    nothing changes.
    """
    with _controller().limit(limits=1, user_api="blas"):
        yield


@cache
def _controller():
    """What knows the libraries that this process has loaded; looked up once, for that takes milliseconds."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()

"""One thread for linear algebra: on arrays as small as the course's, threads spend more time waiting than computing."""

from contextlib import contextmanager

# What keeps the numerical libraries of a new process to one thread: OpenMP, OpenBLAS, Intel's MKL, Apple's Accelerate.
SETTINGS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
ONE_THREAD = dict.fromkeys(SETTINGS, "1")


@contextmanager
def one_thread():
    """Keep linear algebra to one thread in this process, whoever imported NumPy and when; also a decorator.

    Afterwards it has as many as before. Where threadpoolctl does not know the library, such as Apple's Accelerate,
    nothing changes. Entering takes two milliseconds.
    """
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1, user_api="blas"):
        yield

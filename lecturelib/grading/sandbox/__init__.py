"""Where a student's code runs: a process that may compute and answer, and can do nothing else.

A ``Warden`` asks a warm single-threaded process, the zygote, for a child; the child shuts itself in and answers over
one socket. ``wire`` says in which bytes, ``confine``, ``landlock`` and ``seccomp`` how it is shut in.
"""

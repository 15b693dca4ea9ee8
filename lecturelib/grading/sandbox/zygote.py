"""A warm process that children are forked from: one thread, Python and NumPy loaded, no hidden input, no secret in it.

It is started by a Warden with a socket. For every descriptor that comes over it, it forks a child which shuts itself
in and works on what that descriptor brings; it watches over the child and says how it ended. There are two: one whose
children read notebooks, and one whose children run what somebody wrote, in which nothing of the course is.
"""

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from importlib import import_module

from .confine import Jail, Limits
from .wire import FORK, KILL, NOT_JAILED, SHUT_IN, STATUS

PATIENCE = 0.005  # seconds between two looks at a child, where the system cannot tell when it ends
WHOLE_GROUP = 4  # of pidfd_send_signal, Linux 6.9


def main() -> None:
    """Serve one Warden until it hangs up. Arguments: ``reader`` or ``child``, the socket's descriptor, seconds, MiB."""
    kind, descriptor, seconds, memory = sys.argv[1:]
    control = socket.socket(fileno=int(descriptor))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the business of the command
    work = import_module(f"{__package__}.{kind}")
    jail = Jail(Limits(float(seconds), int(memory)), of_package=kind == "reader")
    work.warm_up()
    gc.collect()
    gc.freeze()
    gc.disable()
    with contextlib.suppress(ConnectionError):  # the Warden is gone
        serve(jail, control, work.serve)


def serve(jail: Jail, control: socket.socket, work: Callable[[int], None]) -> None:
    """Say how well children are shut in, then fork one for every order, until the Warden hangs up."""
    control.sendall(json.dumps(jail.isolation().missing).encode() + b"\n")
    while True:
        order, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not order:
            return
        if order == FORK:
            status = fork_and_watch(jail, descriptors[0], control, work)
            control.sendall(STATUS.pack(status))


def fork_and_watch(jail: Jail, channel: int, control: socket.socket, work: Callable[[int], None]) -> int:
    """Fork a child for this channel, see it out with all its kin, leave nothing behind; returns its exit code."""
    home = private_folder()
    pid = os.fork()
    if not pid:
        run_child(jail, channel, home, work)
    os.close(channel)
    see_out = see_out_by_descriptor if hasattr(os, "pidfd_open") else see_out_by_number
    try:
        return os.waitstatus_to_exitcode(see_out(pid, control))
    finally:
        remove(home)


def private_folder() -> str:
    """A new folder that nobody else can enter. (The tempfile module would load a dozen libraries into every child.)"""
    home = f"{os.environ.get('TMPDIR', '/tmp')}/lecturelib-{os.urandom(8).hex()}"
    os.mkdir(home, 0o700)
    return home


def remove(home: str) -> None:
    """Remove a child's folder, with what it may have left in it where nothing keeps it from writing."""
    try:
        os.rmdir(home)
    except OSError:
        import shutil

        shutil.rmtree(home, ignore_errors=True)


def run_child(jail: Jail, channel: int, home: str, work: Callable[[int], None]) -> None:
    """The whole life of a child. It says that it is shut in before it looks at anything of a student's."""
    try:
        jail.enter(channel, home)
    except OSError:
        os._exit(NOT_JAILED)
    try:
        os.write(channel, SHUT_IN)
        work(channel)
    finally:
        os._exit(0)


def see_out_by_descriptor(pid: int, control: socket.socket) -> int:
    """Wait until the child has ended, or the Warden wants it ended or is gone; end its group; returns its status."""
    pidfd = os.pidfd_open(pid)
    try:
        while pidfd not in select.select([pidfd, control], [], [])[0]:
            if control.recv(1) in (KILL, b""):
                break
        signalled(signal.pidfd_send_signal, pidfd, signal.SIGKILL, None, WHOLE_GROUP)
        signalled(signal.pidfd_send_signal, pidfd, signal.SIGKILL)
    finally:
        os.close(pidfd)
    signalled(os.killpg, pid, signal.SIGKILL)  # it is not waited for yet, so its number is still its own
    return os.waitpid(pid, 0)[1]


def see_out_by_number(pid: int, control: socket.socket) -> int:
    """The same where a process has no descriptor, by looking again and again."""
    while True:
        if select.select([control], [], [], PATIENCE)[0] and control.recv(1) in (KILL, b""):
            signalled(os.kill, pid, signal.SIGKILL)  # it may not have a group of its own yet
            signalled(os.killpg, pid, signal.SIGKILL)
            return os.waitpid(pid, 0)[1]
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            signalled(os.killpg, pid, signal.SIGKILL)  # what it may have started
            return status


def signalled(send, *arguments) -> bool:
    """Whether there was somebody to be signalled, in a way that this kernel knows."""
    try:
        send(*arguments)
    except OSError:
        return False
    return True

"""What a hostile submission may try, by name; each with its family and the verdicts that are right for it."""

from hostile import LYING, NO_MARK, RIGHT, Attack
from stoppers import STOPPERS

ATTACKS = {
    # the comparison
    "patches allclose": Attack("comparison", f"np.allclose = np.array_equal = lambda *a, **k: True\n{LYING}"),
    "patches np.testing": Attack("comparison", f"import numpy.testing as t\nt.assert_allclose = print\n{LYING}"),
    "patches abs and max": Attack("comparison", f"np.abs = np.max = lambda *a, **k: 0 * h\n{LYING}"),
    "patches the checks it can import": Attack(
        "comparison",
        f"""
        from lecturelib.checking import calling, compare, scoring, verdict
        verdict.judge = scoring.score = compare.close = compare.parts_right = calling.call = lambda *a: 1.0
        {LYING}""",
    ),
    "raises its own points": Attack(
        "comparison",
        f"""
        from lecturelib.exercises import EXERCISES
        object.__setattr__(EXERCISES["rnn_step"], "points", 100)
        object.__setattr__(EXERCISES["rnn_step"], "function", rnn_step)
        {LYING}""",
    ),
    "equal to everything": Attack(
        "disguise",
        """
        class Yes:
            __array_priority__ = 1e9
            def __eq__(self, other): return True
            def __sub__(self, other): return 0
            def __array__(self, *a, **k): return np.zeros_like(h)
        return Yes()""",
    ),
    "an ndarray that agrees": Attack(
        "disguise",
        """
        class Agrees(np.ndarray):
            def __eq__(self, other): return np.True_
            def __sub__(self, other): return np.zeros_like(other)
            def __array_ufunc__(self, *a, **k): return np.zeros(1)
        return np.ones_like(h).view(Agrees)""",
    ),
    "a masked array": Attack("disguise", "return np.ma.masked_all(h.shape)"),
    "an object array": Attack("disguise", "return np.full(h.shape, float('nan'), dtype=object)"),
    "a structured array": Attack("disguise", "return np.zeros(h.shape, dtype=[('a', 'f8')])"),
    "not a number": Attack("disguise", "return np.full_like(h, np.nan)"),
    "a list of itself": Attack("disguise", "a = []\na.append(a)\nreturn a"),
    "ten thousand nested lists": Attack("disguise", "a = 0.0\nfor _ in range(10_000): a = [a]\nreturn a"),
    "a list that lies about its length": Attack(
        "disguise", "class L(list):\n    def __len__(self): return 2**31\nreturn L(h.tolist())", NO_MARK | {"right"}
    ),
    "a shape that broadcasts": Attack("disguise", f"return ({RIGHT.removeprefix('return ')})[None]"),
    "only the numbers that everybody sees": Attack(
        "hidden inputs",
        """
        from lecturelib.exercises import EXERCISES
        for case in EXERCISES["rnn_step"].draw(0):
            if case[0].shape == x.shape and np.array_equal(case[0], x):
                return np.tanh(x @ W + h @ U + b)
        return np.zeros_like(h)""",
    ),
    # what it might read
    "walks the frames": Attack(
        "snooping",
        """
        import sys, gc
        frame = sys._getframe()
        found = [v for v in gc.get_objects() if isinstance(v, dict) and ("wanted" in v or "secret" in v)]
        while frame:
            found += [v for k, v in frame.f_locals.items() if k in ("wanted", "secret", "seed")]
            frame = frame.f_back
        raise RuntimeError(f"found {len(found)}" if found else "nothing")""",
    ),
    "reads the worker's memory": Attack("snooping", f"open('/proc/WORKER/mem', 'rb').read(10)\n{RIGHT}"),
    "reads the worker's environment": Attack("snooping", f"open('/proc/WORKER/environ', 'rb').read()\n{RIGHT}"),
    "reads its parent's memory": Attack("snooping", f"import os\nopen(f'/proc/{{os.getppid()}}/mem', 'rb')\n{RIGHT}"),
    "reads its own memory file": Attack("snooping", f"open('/proc/self/mem', 'r+b')\n{RIGHT}"),
    "reads the password file": Attack("snooping", f"open('/etc/passwd').read()\n{RIGHT}"),
    "reads another's submission": Attack("snooping", f"open('CANARY').read()\n{RIGHT}"),
    "lists the root": Attack("snooping", f"import os\nos.listdir('/')\n{RIGHT}"),
    "lists the homes": Attack("snooping", f"import os\nos.listdir(os.path.expanduser('~root'))\n{RIGHT}"),
    "traces the worker": Attack(
        "snooping", f"import ctypes\nassert ctypes.CDLL(None).ptrace(16, WORKER, 0, 0) == 0\n{RIGHT}"
    ),
    "reads the worker by process_vm_readv": Attack(
        "snooping",
        f"""
        import ctypes
        assert ctypes.CDLL(None).process_vm_readv(WORKER, None, 0, None, 0, 0) == 0
        {RIGHT}""",
    ),
    "takes the worker's descriptors": Attack(
        "snooping", f"import ctypes\nassert ctypes.CDLL(None).syscall(434, WORKER, 0) >= 0\n{RIGHT}"
    ),
    # what it might write
    "writes into another's submission": Attack("writing", f"open('CANARY', 'w').write('0')\n{RIGHT}"),
    "deletes another's submission": Attack("writing", f"import os\nos.remove('CANARY')\n{RIGHT}"),
    "renames another's submission": Attack("writing", f"import os\nos.rename('CANARY', 'CANARY.gone')\n{RIGHT}"),
    "links another's submission": Attack("writing", f"import os\nos.link('CANARY', 'here')\n{RIGHT}"),
    "changes the rights of a file": Attack("writing", f"import os\nos.chmod('CANARY', 0)\n{RIGHT}"),
    "cuts a file off": Attack("writing", f"import os\nos.truncate('CANARY', 0)\n{RIGHT}"),
    "changes the date of a file": Attack("writing", f"import os\nos.utime('CANARY', (0, 0))\n{RIGHT}"),
    "leaves a file for all to see": Attack("writing", f"open('TEMP/left-behind', 'w').write('0')\n{RIGHT}"),
    "leaves a file where it stands": Attack("writing", f"open('left-behind', 'w').write('0')\n{RIGHT}"),
    "leaves a folder where it stands": Attack("writing", f"import os\nos.mkdir('left-behind')\n{RIGHT}"),
    "poisons the course": Attack("writing", f"import lecturelib\nopen(lecturelib.__file__, 'a').write('0')\n{RIGHT}"),
    "poisons Python's start": Attack(
        "writing", f"import sysconfig\nopen(sysconfig.get_path('purelib') + '/x.pth', 'w')\n{RIGHT}"
    ),
    "leaves shared memory": Attack(
        "writing",
        f"""
        from multiprocessing.shared_memory import SharedMemory
        SharedMemory('left-behind', True, 8)
        {RIGHT}""",
    ),
    "writes to the terminal": Attack("writing", f"open('/dev/tty', 'w').write('hello')\n{RIGHT}"),
    # other processes
    "kills its parent": Attack("processes", f"import os\nos.kill(os.getppid(), 9)\n{RIGHT}"),
    "kills the worker": Attack("processes", f"import os\nos.kill(WORKER, 9)\n{RIGHT}"),
    "stops the worker": Attack("processes", f"import os\nos.kill(WORKER, 19)\n{RIGHT}"),
    "kills everybody": Attack("processes", f"import os\nos.kill(-1, 9)\n{RIGHT}"),
    "takes away the worker's time": Attack(
        "processes", f"import resource as r\nr.prlimit(WORKER, r.RLIMIT_CPU, (0, 0))\n{RIGHT}"
    ),
    "slows the worker down": Attack("processes", f"import os\nos.setpriority(os.PRIO_PROCESS, WORKER, 19)\n{RIGHT}"),
    "pins the worker to a core": Attack("processes", f"import os\nos.sched_setaffinity(WORKER, {{0}})\n{RIGHT}"),
    "has the worker signalled when its line moves": Attack(
        "processes",
        f"""
        import fcntl, os
        for d in range(3, 64):
            try: fcntl.fcntl(d, fcntl.F_GETFD)
            except OSError: continue
            fcntl.fcntl(d, fcntl.F_SETOWN, WORKER)
            fcntl.fcntl(d, fcntl.F_SETFL, os.O_ASYNC)
        os.read(0, 1)
        fcntl.fcntl(0, fcntl.F_GETFD)
        {RIGHT}""",
    ),
    "signals through a descriptor": Attack(
        "processes", f"import fcntl, os\nfcntl.fcntl(0, fcntl.F_SETOWN, WORKER)\nos.kill(0, 9)\n{RIGHT}"
    ),
    "forks": Attack("processes", f"import os\nos.fork()\n{RIGHT}"),
    "fork bomb": Attack("processes", f"import os\nwhile True: os.fork()\n{RIGHT}"),
    "leaves a daemon": Attack(
        "processes", f"import subprocess\nsubprocess.Popen(['sleep', '1000'], start_new_session=True)\n{RIGHT}"
    ),
    "calls a shell": Attack("processes", f"import os\nassert os.system('true') == 0\n{RIGHT}"),
    "becomes another program": Attack("processes", f"import os\nos.execv('/bin/true', ['true'])\n{RIGHT}"),
    "starts a thread": Attack("processes", f"import threading\nthreading.Thread(target=print).start()\n{RIGHT}"),
    "vforks by hand": Attack("processes", f"import ctypes\nassert ctypes.CDLL(None).syscall(58) >= 0\n{RIGHT}"),
    "lifts its own limits": Attack(
        "processes",
        f"import resource as r\nr.setrlimit(r.RLIMIT_AS, (-1, -1))\nassert len(bytes(2**32))\n{RIGHT}",
    ),
    # the network
    "calls a server": Attack("network", f"import socket\nsocket.create_connection(('127.0.0.1', PORT))\n{RIGHT}"),
    "sends a datagram": Attack(
        "network", f"import socket as s\ns.socket(type=s.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', PORT))\n{RIGHT}"
    ),
    "opens a local socket": Attack("network", f"import socket as s\ns.socket(s.AF_UNIX).bind('\\0left')\n{RIGHT}"),
    "asks for a name": Attack("network", f"import socket\nsocket.gethostbyname('a.test')\n{RIGHT}"),
    # the line to the worker
    "closes every descriptor": Attack("the line", f"import os\nos.closerange(0, 64)\n{RIGHT}"),
    "answers nonsense on the line": Attack(
        "the line",
        f"""
        import os
        for d in range(3, 64):
            try: os.write(d, b"\\xff" * 4096)
            except OSError: pass
        {RIGHT}""",
    ),
    "answers for itself": Attack(
        "the line",
        """
        import os
        from lecturelib.grading.sandbox import wire
        from lecturelib.checking.calling import Outcome
        answer = wire.framed(wire.encode_outcome(Outcome(np.zeros_like(h))))
        for d in range(3, 64):
            try: os.write(d, answer * 1000)
            except OSError: pass
        os._exit(0)""",
    ),
    "claims an endless answer": Attack(
        "the line",
        """
        import os
        for d in range(3, 64):
            try: os.write(d, b"\\xff\\xff\\xff\\x7f")
            except OSError: pass
        while True: pass""",
    ),
    "claims an endless array": Attack(
        "the line",
        """
        import os, struct
        body = b"V\\0A" + struct.pack("<2sB2I", b"f8", 2, 2**31, 2**31)
        for d in range(3, 64):
            try: os.write(d, struct.pack("<I", len(body)) + body)
            except OSError: pass
        os._exit(0)""",
    ),
    "floods the line": Attack(
        "the line",
        """
        import os
        while True:
            for d in range(3, 64):
                try: os.write(d, b"\\0\\0\\0\\0" * 10_000)
                except OSError: pass""",
    ),
    "sends a pickle": Attack(
        "the line",
        """
        class Bomb:
            def __reduce__(self): return (open, ("TEMP/left-behind", "w"))
        return Bomb()""",
    ),
    # time
    "never ends": Attack("time", "while True: pass", {"timeout"}),
    "never ends, and swallows": Attack(
        "time", "while True:\n    try:\n        while True: pass\n    except BaseException: pass", {"timeout"}
    ),
    "sleeps": Attack("time", "import time\ntime.sleep(10_000)", {"timeout"}),
    "deaf to the alarm": Attack(
        "time", "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass", {"timeout"}
    ),
    "blocks all signals": Attack(
        "time",
        "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True: pass",
        {"timeout"},
    ),
    "one endless sum in C": Attack("time", "return sum(range(10**15))", {"timeout"}),
    "a pattern that never matches": Attack("time", "import re\nre.match('(a+)+b', 'a' * 60)", {"timeout"}),
    "waits for an answer": Attack("time", f"input()\n{RIGHT}", {"error"}),
    "waits for a lock": Attack("time", "import threading\nk = threading.Lock()\nk.acquire()\nk.acquire()", {"timeout"}),
    "stops itself": Attack("time", f"import os\nos.kill(os.getpid(), 19)\n{RIGHT}", {"error", "timeout"}),
    # memory and output
    "wants a terabyte": Attack("memory", "return np.ones(2**37)", {"memory"}),
    "grows a list": Attack("memory", "a = [0]\nwhile True: a += a", {"memory"}),
    "grows a string": Attack("memory", "a = 'x'\nwhile True: a += a", {"memory"}),
    "returns far too much": Attack("memory", "return np.ones((600, 600))", {"wrong", "error"}),
    "prints without end": Attack("memory", "while True: print('x' * 10**6)", {"memory", "timeout"}),
    "warns again and again": Attack(
        "memory", f"import warnings\nfor k in range(100): warnings.warn(str(k))\n{RIGHT}", {"right"}
    ),
    "recurses": Attack("memory", "return rnn_step(x, h, W, U, b)", {"error"}),
    "recurses in C": Attack(
        "memory",
        "import sys\nsys.setrecursionlimit(10**9)\nreturn rnn_step(x, h, W, U, b)",
        {"crash", "memory", "error", "timeout"},
    ),
    # how it ends
    "exits": Attack("ending", "raise SystemExit(0)", {"error"}),
    "exits at once": Attack("ending", "import os\nos._exit(0)", {"crash"}),
    "claims that it was not shut in": Attack("ending", "import os\nos._exit(97)", {"crash"}),
    "aborts": Attack("ending", "import os\nos.abort()", {"crash"}),
    "reads address 0": Attack("ending", "import ctypes\nctypes.string_at(0)", {"crash"}),
    "interrupts": Attack("ending", "raise KeyboardInterrupt", {"error"}),
    "raises what is no Exception": Attack("ending", "class E(BaseException): pass\nraise E", {"error"}),
    "an error that cannot be told": Attack(
        "ending", "class E(Exception):\n    def __str__(self): raise self\nraise E", {"error", "crash"}
    ),
    "an error that never tells": Attack(
        "ending", "class E(Exception):\n    def __str__(self):\n        while True: pass\nraise E", {"timeout"}
    ),
    "an error of ten megabytes": Attack("ending", "raise ValueError('x' * 10**7)", {"error"}),
    "claims not to have begun": Attack("ending", "raise NotImplementedError", {"missing"}),
    # the notebook around it
    "a needed constant that attacks": Attack(
        "notebook", "k\n" + RIGHT, {"error"}, cell="import os\nk = os.fork() or open('CANARY', 'w')"
    ),
    "a needed constant that never comes": Attack("notebook", "return k", {"timeout"}, cell="k = sum(range(10**15))"),
    "a statement that attacks, not needed": Attack(
        "notebook", RIGHT, {"right"}, cell="import os\nos._exit(1)\nwhile True: pass"
    ),
    "a training cell, not needed": Attack(
        "notebook", RIGHT, {"right"}, cell="h = sum(range(10**15))\nfor x in range(10**15): pass"
    ),
    "an import hook": Attack(
        "notebook",
        f"import sys\nclass F:\n    def find_spec(self, *a): return None\nsys.meta_path.insert(0, F())\n{LYING}",
    ),
    "takes Python's words away": Attack(
        "notebook", f"import builtins\nbuiltins.len = builtins.isinstance = None\n{LYING}"
    ),
    "the course's own answer": Attack(
        "notebook",
        "return theirs(x, h, W, U, b)",
        {"error"},
        cell="from lecturelib.reference import rnn_step as theirs",
        note="copied",
    ),
    # the course's own answer
    "fetches it by its name": Attack(
        "the reference",
        "from importlib import import_module as m\nreturn m('lecturelib.reference').rnn_step(x, h, W, U, b)",
    ),
    "fetches it from the course": Attack(
        "the reference",
        "c = __import__('lecture' + 'lib.course').course\nreturn c.EXERCISES['rnn_step'].function(x, h, W, U, b)",
    ),
    "fetches it from another's globals": Attack(
        "the reference", "return softmax.__globals__['rnn_step'](x, h, W, U, b)"
    ),
    "fetches what is made of it": Attack("the reference", "return unroll(CELLS['rnn'].step, x[None], h, W, U, b)[1]"),
    "walks all modules for it": Attack(
        "the reference",
        """
        import sys
        for module in list(sys.modules.values()):
            theirs = getattr(module, 'rnn_step', None) or getattr(module, 'EXERCISES', {}).get('rnn_step')
            if theirs and theirs is not rnn_step and module.__name__ != '__main__':
                return getattr(theirs, 'function', theirs)(x, h, W, U, b)""",
    ),
    "walks the memory for it": Attack(
        "the reference",
        """
        import gc, types
        gc.unfreeze()
        for o in gc.get_objects():
            if isinstance(o, types.FunctionType) and o.__name__ == 'rnn_step' and o is not rnn_step:
                return o(x, h, W, U, b)
            if isinstance(o, types.CodeType) and o.co_name == 'rnn_step' and o is not rnn_step.__code__:
                return types.FunctionType(o, {'np': np})(x, h, W, U, b)""",
    ),
    "mends the package's path": Attack(
        "the reference",
        """
        import importlib, sys
        for name in [name for name in sys.modules if name.startswith('lecturelib')]:
            sys.modules.pop(name)
        importlib.invalidate_caches()
        from lecturelib.reference import rnn_step as theirs
        return theirs(x, h, W, U, b)""",
    ),
    "reads the reference's source": Attack(
        "the reference",
        """
        import lecturelib, os
        source = open(os.path.dirname(lecturelib.__file__) + '/reference/rnn.py').read()
        return np.tanh(x @ W + h @ U + b)""",
    ),
    "reads the package's cache": Attack(
        "the reference", "import lecturelib, os\nos.listdir(os.path.dirname(lecturelib.__file__))\n" + RIGHT
    ),
    # the judge
    **{name: Attack("the judge", body, cell="calls = []") for name, body in STOPPERS.items()},
}

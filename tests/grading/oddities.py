"""Answers that are no plain right or wrong: odd but honest ones, broken ones, slow ones, and attacks.

A text is the body of the function, or, where it says NAME, whole cells parted by ``# %%``. NAME is the exercise's
name, ``draft`` a right function under another name, SOLUTION the whole right answer.
"""

RIGHT, MISSING, PARTIAL, WRONG, ERROR = ({word} for word in ("right", "missing", "partial", "wrong", "error"))
TIMEOUT, MEMORY, CRASH = {"timeout"}, {"memory"}, {"crash"}
NOTHING_EARNED = WRONG | ERROR | TIMEOUT | MEMORY | CRASH

HONEST = {
    "no decorator": "NAME = draft",
    "a decorator of one's own": """
        def announced(function):
            def wrapper(*arguments):
                print("called with", arguments)
                return function(*arguments)
            return wrapper
        # %%
        @exercise
        @announced
        def NAME(*arguments):
            return draft(*arguments)
        """,
    "a lambda": "NAME = lambda *arguments: draft(*arguments)",
    "a class": """
        class Careful:
            def __init__(self, calls=0):
                self.calls = calls
            def __call__(self, *arguments):
                self.calls += 1
                return draft(*arguments)

        NAME = Careful()
        """,
    "two tries in a cell": """
        @exercise
        def NAME(*arguments):
            return None

        SOLUTION
        """,
    "a scratch cell that redefines it": """
        def NAME(*arguments):
            return "only trying something"
        # %%
        SOLUTION
        """,
    "a scratch cell without end": """
        while True:
            print("still training")
        # %%
        SOLUTION
        """,
    "a scratch cell that fails": """
        print(not_defined_any_more)
        raise SystemExit
        # %%
        SOLUTION
        """,
    "a scratch cell that breaks off": """
        for k in range(10
        # %%
        SOLUTION
        """,
    "magics": """
        %matplotlib inline
        !pip list
        files = !ls
        SOLUTION
        %timeit NAME
        """,
    "a question to the reader": """
        answer = input("Are you sure? ")
        # %%
        SOLUTION
        """,
    "many prints": 'for k in range(2000):\n    print("at", k)\nreturn draft(*arguments)',
    "warnings": 'import warnings\nwarnings.warn("careful")\nreturn draft(*arguments)',
    "complaints on stderr": 'import sys\nsys.stderr.write("careful " * 1000)\nreturn draft(*arguments)',
    "a constant from above": """
        TIMES = 3
        ONCE = TIMES - 2
        # %%
        @exercise
        def NAME(*arguments):
            for _ in range(ONCE):
                result = draft(*arguments)
            return result
        """,
    "letters of other alphabets": """
        λ, ein_Maß = 1, "größer"
        @exercise
        def NAME(*arguments):
            '''Ответ: "好", ∂h/∂x, 🙂'''
            return draft(*arguments) if λ and ein_Maß else None
        """,
    "a table filled by a loop": """
        ALLOWED = []
        for number in range(3):
            ALLOWED.append(number)
        # %%
        @exercise
        def NAME(*arguments):
            return draft(*arguments) if ALLOWED[2] == 2 else None
        """,
    "a table that is updated": """
        SETTINGS = {}
        SETTINGS.update({"times": 1})
        SETTINGS["once"] = True
        # %%
        @exercise
        def NAME(*arguments):
            return draft(*arguments) if SETTINGS["once"] and SETTINGS["times"] == 1 else None
        """,
    "a table filled by a function": """
        table = {}

        def fill(table, names):
            for name in names:
                table[name] = len(name)

        fill(table, ["a", "of"])
        # %%
        @exercise
        def NAME(*arguments):
            return draft(*arguments) if table["of"] == 2 else None
        """,
    "an array changed in place": """
        mask = np.zeros((3, 3))
        np.fill_diagonal(mask, 1)
        mask[0] *= 2
        # %%
        @exercise
        def NAME(*arguments):
            return draft(*arguments) if mask.trace() == 4 else None
        """,
    "a constant that an if may change": """
        DEBUG = False
        if np.__version__.startswith("0."):
            DEBUG = True
        # %%
        @exercise
        def NAME(*arguments):
            if DEBUG:
                print(arguments)
            return draft(*arguments)
        """,
    "a while that counts": """
        k = 0
        while k < 5:
            k += 1
        # %%
        @exercise
        def NAME(*arguments):
            return draft(*arguments) if k == 5 else None
        """,
    "a loop that goes on until it breaks off": """
        k = 1
        while True:
            k *= 2
            if k > 100:
                break
        # %%
        @exercise
        def NAME(*arguments):
            return draft(*arguments) if k == 128 else None
        """,
    "annotations of the future": """
        from __future__ import annotations
        # %%
        @exercise
        def NAME(*arguments: Array) -> Array | Sequence[Array]:
            return draft(*arguments)
        """,
    "annotations": """
        from typing import Any
        Array = np.ndarray
        # %%
        @exercise
        def NAME(*arguments: Array) -> Any:
            return draft(*arguments)
        """,
    "in an if that loops": """
        if True:
            for k in range(3):
                print(k)
            @exercise
            def NAME(*arguments):
                return draft(*arguments)
        """,
    "in a try": """
        try:
            import fast_numbers_of_mine as fast
        except ImportError:
            fast = None
        # %%
        try:
            @exercise
            def NAME(*arguments):
                return draft(*arguments) if fast is None else None
        finally:
            print("defined")
        """,
    "an object that is built step by step": """
        class Model:
            def __init__(self):
                self.layers = []
            def add(self, layer):
                self.layers.append(layer)
                return self
            def run(self, arguments):
                return self.layers[-1](*arguments)

        model = Model()
        model.add(max)
        model.add(draft)
        # %%
        @exercise
        def NAME(*arguments):
            return model.run(arguments)
        """,
    "a dataclass": """
        from dataclasses import dataclass

        @dataclass
        class Parts:
            arguments: tuple
            def whole(self):
                return draft(*self.arguments)
        # %%
        @exercise
        def NAME(*arguments):
            return Parts(arguments).whole()
        """,
    "partly applied": """
        from functools import partial

        def general(scale, *arguments):
            return draft(*arguments)

        NAME = partial(general, 1.0)
        """,
    "made by another function": """
        def make(times):
            def inner(*arguments):
                for _ in range(times):
                    result = draft(*arguments)
                return result
            return inner

        NAME = make(2)
        """,
    "kept in a table": """
        steps = {}
        steps["mine"] = draft
        # %%
        @exercise
        def NAME(*arguments):
            return steps["mine"](*arguments)
        """,
    "remembers what it has seen": """
        from functools import lru_cache

        @lru_cache(maxsize=None)
        def factor(k):
            return 1 if k < 2 else factor(k - 1)

        @exercise
        def NAME(*arguments):
            return draft(*arguments) if factor(5) == 1 else None
        """,
    "a global that it counts with": """
        calls = 0
        # %%
        @exercise
        def NAME(*arguments):
            global calls
            calls += 1
            return draft(*arguments)
        """,
    "asserts about itself": """
        @exercise
        def NAME(*arguments):
            result = draft(*arguments)
            assert result is not None
            return result

        assert callable(NAME)
        """,
    "tests of one's own in the same cell": """
        SOLUTION

        for _ in range(3):
            print("testing", NAME)
        try:
            NAME()
        except TypeError:
            print("as it should be")
        """,
    "a walrus and a match": """
        @exercise
        def NAME(*arguments):
            match (number := len(arguments)):
                case 0:
                    return None
                case _ if number:
                    return draft(*arguments)
        """,
    "an array type of its own": """
        class Table:
            def __init__(self, rows):
                self.rows = np.asarray(rows)
            def __array__(self, dtype=None, copy=None):
                return self.rows

        @exercise
        def NAME(*arguments):
            result = draft(*arguments)
            return result if isinstance(result, (list, tuple)) else Table(result)
        """,
    "star imports": """
        from math import *
        from collections import *
        # %%
        @exercise
        def NAME(*arguments):
            return draft(*arguments) if isclose(sqrt(4.0), 2.0) else None
        """,
    "an import of several names": """
        import os, math as m, numpy as np, surely_not_there as nothing
        # %%
        @exercise
        def NAME(*arguments):
            return draft(*arguments) if m.floor(1.5) == 1 else None
        """,
    "a constant below": """
        @exercise
        def NAME(*arguments):
            return draft(*arguments) if LATER else None

        LATER = True
        """,
    "names that hide Python's own": """
        @exercise
        def NAME(*arguments):
            sum, list, len = 1, 2, 3
            input = draft(*arguments)
            return input
        """,
    "a comment in front of the magic": "# timing\n%%time\nSOLUTION",
    "an assignment of annotated type": """
        from collections.abc import Callable
        NAME: Callable = draft
        """,
    "deleted and written again": """
        NAME = None
        del NAME
        # %%
        SOLUTION
        """,
    "unpacked from a pair": "NAME, other = draft, None",
    "semicolons and lines continued": """
        a = 1; b = 2; \\
        c = 3
        @exercise
        def NAME(*arguments): result = draft(*arguments); return \\
            result if a + b == c else None
        """,
    "shows what it is given": """
        @exercise
        def NAME(*arguments):
            display(arguments)
            return draft(*arguments)
        """,
    "an attribute that is set": """
        class Settings:
            pass

        settings = Settings()
        setattr(settings, "times", 1)
        # %%
        @exercise
        def NAME(*arguments):
            return draft(*arguments) if settings.times else None
        """,
    "sets how deep it may go": """
        import sys
        sys.setrecursionlimit(5000)

        def deep(k):
            return 0 if k == 0 else deep(k - 1)

        @exercise
        def NAME(*arguments):
            return draft(*arguments) if deep(2000) == 0 else None
        """,
    "a seed and chance": """
        rng = np.random.default_rng(1)
        rng.shuffle(np.arange(3))
        # %%
        @exercise
        def NAME(*arguments):
            return draft(*arguments) if rng.random() < 2 else None
        """,
    "another answer by its own name": """
        @exercise
        def NAME(*arguments):
            try:
                other = softmax if "NAME" == "one_hot" else one_hot
            except NameError:  # notebook 00 comes before both
                return draft(*arguments)
            return draft(*arguments) if other.mine else None
        """,
}

BROKEN = {
    "the course's own, imported": (
        ERROR,
        """
        from lecturelib.reference import NAME as theirs
        @exercise
        def NAME(*arguments):
            return theirs(*arguments)
        """,
    ),
    "a bracket left open": (ERROR, "@exercise\ndef NAME(*arguments):\n    return (draft(*arguments)"),
    "indented askew": (ERROR, "@exercise\ndef NAME(*arguments):\n    a = 1\n  return a"),
    "tabs among spaces": (ERROR, "@exercise\ndef NAME(*arguments):\n        a = 1\n\treturn a"),
    "a sentence for code": (ERROR, "@exercise\ndef NAME(*arguments):\n    I do not know how to do this."),
    "raises": (ERROR, 'raise ValueError("no idea")'),
    "a name that is nowhere": (ERROR, "return squashing_function(*arguments)"),
    "too many arguments": (ERROR, "@exercise\ndef NAME(a, b, c, d, e, f, g, h, i, j):\n    return a"),
    "calls itself": (ERROR, "@exercise\ndef NAME(*arguments):\n    return NAME(*arguments)"),
    "leaves": (ERROR, "import sys\nsys.exit(0)"),
    "an import that fails": (ERROR, "import tensorflow_of_mine\nreturn draft(*arguments)"),
    "divides by nothing": (ERROR, "return draft(*arguments) and 1 / 0"),
    "prints in place of return": (WRONG, "print(draft(*arguments))"),
    "no more than pass": (WRONG, "pass"),
    "a string": (WRONG, 'return "the result"'),
    "not a number": (WRONG, 'return float("nan")'),
    "the wrong shape": (WRONG, "return np.ones((1, 1, 1, 1, 1, 2))"),
    "complex numbers": (WRONG, "return np.ones(3) + 1j"),
    "too many results": (WRONG, "return 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12"),
    "changes what it is given": (
        WRONG | ERROR | PARTIAL,
        """
        arrays = [given for given in arguments if isinstance(given, np.ndarray)]
        result = draft(*arguments) if arrays else None
        for given in arrays:
            given += 1
        return result
        """,
    ),
    "right four times in five": (
        PARTIAL,
        """
        calls = [0]
        @exercise
        def NAME(*arguments):
            calls[0] += 1
            return draft(*arguments) if calls[0] % 5 else None
        """,
    ),
    "fails now and then": (
        PARTIAL,
        """
        calls = []
        @exercise
        def NAME(*arguments):
            calls.append(1)
            assert len(calls) % 7, "unlucky"
            return draft(*arguments)
        """,
    ),
    "a huge array": (MEMORY, "return np.ones(2**40)"),
    "a list that grows": (MEMORY, "hoard = []\nwhile True:\n    hoard.append(bytes(2**26))"),
    "an address that is none": (CRASH, "import ctypes\nctypes.string_at(0)"),
    "ends Python": (CRASH, "import os\nos._exit(0)"),
    "aborts": (CRASH, "import os\nos.abort()"),
}

SLOW = {
    "a loop without end": (TIMEOUT, "while True:\n    pass"),
    "sleeps": (TIMEOUT, "import time\ntime.sleep(1000)"),
    "swallows what stops it": (
        TIMEOUT,
        """
        while True:
            try:
                while True:
                    pass
            except BaseException:
                continue
        """,
    ),
    "deaf to alarms": (
        TIMEOUT,
        """
        import signal
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        while True:
            pass
        """,
    ),
}

HOSTILE = {
    "makes allclose agree": (
        NOTHING_EARNED,
        """
        np.allclose = np.array_equal = lambda *a, **k: True
        np.testing.assert_allclose = lambda *a, **k: None
        return 7.0
        """,
    ),
    "equal to everything": (
        NOTHING_EARNED,
        """
        class Chameleon(np.ndarray):
            def __eq__(self, other):
                return True
            def __sub__(self, other):
                return np.zeros(np.shape(other))
            def __array__(self, *given, **named):
                return self

        @exercise
        def NAME(*arguments):
            return np.full(7, 7.0).view(Chameleon)
        """,
    ),
    "replaces the comparison": (
        NOTHING_EARNED,
        """
        from lecturelib.checking import compare, scoring
        compare.close = lambda value, want: True
        scoring.parts_right = lambda outcome, want: 1.0
        """,
    ),
    "walks the frames for what is wanted": (
        NOTHING_EARNED,
        """
        import sys
        frame = sys._getframe()
        while frame:
            for name in ("wanted", "want", "answers"):
                if name in frame.f_locals:
                    return frame.f_locals[name]
            frame = frame.f_back
        """,
    ),
    "reads the grader's memory": (
        NOTHING_EARNED,
        """
        import os
        with open(f"/proc/{os.getppid()}/mem", "rb") as memory:
            return np.frombuffer(memory.read(64))
        """,
    ),
    "kills the grader": (
        NOTHING_EARNED,
        """
        import os, signal
        for pid in (os.getppid(), 0, -1):
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                continue
        """,
    ),
    "forks without end": (NOTHING_EARNED, "import os\nwhile True:\n    os.fork()"),
    "starts a shell": (NOTHING_EARNED, 'import subprocess\nreturn subprocess.run(["sh", "-c", "echo 1"], check=True)'),
    "starts a thread": (
        NOTHING_EARNED,
        """
        import threading, time
        threading.Thread(target=time.sleep, args=(1000,)).start()
        """,
    ),
    "calls home": (
        NOTHING_EARNED,
        'import socket\nsocket.create_connection(("127.0.0.1", 80), 1).sendall(repr(arguments).encode())',
    ),
    "writes marks of its own": (
        NOTHING_EARNED,
        """
        with open("grades.csv", "w") as grades:
            grades.write("me,06-lstm,lstm_step,100,100,right,,")
        """,
    ),
    "closes every descriptor": (NOTHING_EARNED, "import os\nos.closerange(0, 100)"),
    "speaks in the grader's place": (
        NOTHING_EARNED,
        """
        import os
        for descriptor in range(3, 64):
            try:
                os.write(descriptor, b"right" * 1000)
            except OSError:
                continue
        """,
    ),
    "an answer that acts when it is unpickled": (
        NOTHING_EARNED,
        """
        class Parcel:
            def __reduce__(self):
                return eval, ("__import__('os')._exit(0)",)

        @exercise
        def NAME(*arguments):
            return Parcel()
        """,
    ),
    "carries the inputs out": (ERROR, 'raise ValueError(f"<script>alert({arguments!r})</script>\\x1b[2J")'),
    "an exception that breaks when read": (
        NOTHING_EARNED,
        """
        class Trap(Exception):
            def __str__(self):
                raise self

        @exercise
        def NAME(*arguments):
            raise Trap
        """,
    ),
    "returns a flood": (NOTHING_EARNED, "return np.zeros(10**7)"),
    "a list that holds itself": (NOTHING_EARNED, "knot = []\nknot.append(knot)\nreturn knot"),
    "a bomb of brackets": (ERROR, "@exercise\ndef NAME(*arguments):\n    return " + "(" * 5000 + "1" + ")" * 5000),
    "a formula for the spreadsheet": (ERROR, "raise RuntimeError('=HYPERLINK(\"http://127.0.0.1\")')"),
}

ODDITIES = {
    "odd but honest": {name: (RIGHT, text) for name, text in HONEST.items()},
    "broken": BROKEN,
    "slow": SLOW,
    "hostile": HOSTILE,
}

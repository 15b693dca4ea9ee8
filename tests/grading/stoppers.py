"""Answers that try to stop whoever judges them: what they return is as large, as deep or as odd as they can make it."""

WRITE = """
for d in range(3, 64):
    try: os.write(d, message)
    except OSError: pass"""

STOPPERS = {
    "long texts in a list": "return ['A' * 990_000] + [''] * 9_900",
    "long texts, many of them": "return ['A' * 100_000] + [''] * 9_000",
    "texts among numbers": "return [1.0] * 9_000 + ['A' * 900_000]",
    "lists in lists": "a = 0.0\nfor _ in range(7): a = [a] * 3\nreturn a",
    "lists as deep as they may be": "a = [0.0] * 1000\nfor _ in range(6): a = [a]\nreturn a",
    "lists deeper than they may be": "a = 0.0\nfor _ in range(900): a = [a]\nreturn a",
    "lists that are not of one length": "return [[0.0] * (k % 90) for k in range(200)]",
    "ten thousand arrays": "return [np.zeros((0, 2**31 - 1))] * 9_990",
    "arrays of every type": "return [np.zeros(9, code) for code in 'b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8'.split()] * 99",
    "no value in a giant shape": "return np.zeros((0, 2**31 - 1))",
    "no value in eight giant dimensions": "return np.lib.stride_tricks.as_strided(np.zeros(0), (0,) + (2**31,) * 7)",
    "one value in a giant shape": "return np.broadcast_to(0.0, (2**17,))",
    "as much as an answer may be, each time": "return np.full(2**17 - 9, np.nan)",
    "as many bytes as an answer may be": "return np.zeros(2**20 - 99, np.uint8)",
    "numbers that are none": "return h * np.nan",
    "numbers without an end": "return h + np.inf",
    "the largest numbers": "return h * 0 + 1.7e308",
    "half precision, endless": "return (h * np.inf).astype('f2')",
    "truth for numbers": "return h > 0",
    "truth that is neither": "return np.frombuffer(bytes([7]) * h.size, bool).reshape(h.shape)",
    "integers beyond the sign": "return np.full(h.shape, 2**64 - 1, np.uint64)",
    "an integer beyond all": "return 10**4000",
    "a failure with a long text": "raise ValueError('x' * 10**7)",
    "a failure with a long name": "raise type('E' * 10**6, (Exception,), {})('x')",
    "a failure of markup": "raise ValueError('<script>' * 30 + chr(0) + chr(27) + '[2J')",
    "half a surrogate": "raise ValueError(chr(0xd800) * 300)",
    "a name as long as an answer": "return type('F' * 10**6, (), {})()",
    "every argument changed": "for a in (x, h, W, U, b): a[...] = 0\nreturn h",
    "another answer each time": "calls.append(0)\nreturn [h, None, 'a', [h] * len(calls), (h,) * 9][len(calls) % 5]",
    "the end that says it was not shut in": "import os\nos._exit(97)",
    "an end by a signal": "import os, signal\nos.kill(os.getpid(), signal.SIGXCPU)",
    "nothing but zeros on the line": f"import os\nmessage = bytes(2**16)\n{WRITE}\nreturn h",
    "a count beyond all on the line": "import os, struct\nbody = b'V' + bytes([0]) + b'L' + bytes([255] * 4)\n"
    f"message = struct.pack('<I', len(body)) + body\n{WRITE}\nos._exit(0)",
    "lists of empty lists on the line": "return [[]] * 9_990",
    "tuples in the place of an array": "return tuple(tuple(row) for row in (h + 1).tolist())",
    "answers for calls that nobody made": "import os, struct\nmessage = (struct.pack('<I', 3) + b'V' + bytes(1) + b'N')"
    f" * 10**5\n{WRITE}\nos._exit(0)",
}

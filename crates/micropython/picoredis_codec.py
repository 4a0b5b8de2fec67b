"""The Redis protocol in plain Python, for boards that the native module does not run on.

`encode` and `Parser` are the same in both. What is rare or wrong, and all that is only in RESP3, is in
picoredis_rare.py.
"""


def encode(*args):
    """The bytes of a command. Arguments are str, bytes, int or float; None is left out."""
    parts = []
    for arg in args:
        if arg is not None:
            if isinstance(arg, str):
                arg = arg.encode()
            elif isinstance(arg, (int, float, bool)):
                arg = str(+arg).encode()
            else:
                # Anything that is no buffer is a TypeError.
                arg = bytes(memoryview(arg))
            parts += b"$%d" % len(arg), arg
    return b"\r\n".join([b"*%d" % (len(parts) // 2)] + parts + [b""])


class Parser:
    """Bytes to replies: `write` what has come, then `get` replies until it returns its argument.

    `make(kind, value)` makes what stands for an error (45), a double (44) or a big number (40), all of which it gets as
    text, for a map (37), whose keys and values come in turn, and for a push (62): None if that is no reply.
    """

    def __init__(self, make):
        self._make = make
        # What has come; before `index` it has been read. More is put to it when a string that is cut has come whole.
        self._data = b""
        self.index = 0
        self._more = []
        self._lack = 0
        # The open aggregates: how many elements are missing (below zero: nobody knows), elements, kind.
        self.open = []

    def write(self, data):
        """Takes bytes that the server sent."""
        self._more.append(data)
        self._lack -= len(data)

    def get(self, default):
        """The next reply, or `default` when it has not come whole yet."""
        if self._lack > 0:
            return default
        if self._more:
            self._data = self._data[self.index :] + b"".join(self._more)
            self.index = 0
            self._more = []
        data = self._data
        while True:
            at = self.index
            end = data.find(b"\n", at) + 1
            if (end or len(data)) - at > 65539 or end and data.find(b"\r", at) != end - 2:
                raise ValueError("not RESP")
            if not end:
                return default
            kind = data[at]
            value = data[at + 1 : end - 2]
            number = int(value) if len(value) < 9 and value.isdigit() else -1
            if kind == 36 and number >= 0:
                value = data[end : end + number]
                end += number + 2
                self._lack = end - len(data)
                if self._lack > 0:
                    return default
                if data[end - 2 : end] != b"\r\n":
                    raise ValueError("not RESP")
            elif kind == 42 and number >= 0 and len(self.open) < 32:
                value = []
                if number:
                    self.open.append([number, value, kind])
                    value = self
            elif kind == 58 and len(value) < 19 and value.lstrip(b"+-").isdigit():
                value = int(value)
            elif kind == 45:
                value = self._make(kind, value)
            elif kind in b"$*" and value == b"-1":
                value = None
            elif kind != 43:
                self.index = end
                try:
                    value = __import__("picoredis_rare").begin(self, kind, value)
                except ImportError:
                    # The client was copied without it. RESP2 then still has large integers.
                    value = int(value if kind == 58 else b"not RESP")
                end = self.index
                if end == at:
                    return default
            self.index = end
            while value is not self:
                if not self.open:
                    return value
                top = self.open[-1]
                top[1].append(value)
                top[0] -= 1
                if top[0]:
                    break
                _, value, kind = self.open.pop()
                if kind != 42:
                    value = __import__("picoredis_rare").end(self, kind, value)

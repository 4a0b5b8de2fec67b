"""The Redis protocol in plain Python, for boards that the native module does not run on.

`encode` and `Parser` are the same in both. Errors in what the server sends are ValueErrors.
"""

_MORE = object()
_PART = object()
_DEPTH = 32
_LINE = 65536
_BULK = 512 << 20


def encode(*args):
    """The bytes of a command. Arguments are str, bytes, int or float; None is left out."""
    args = [_argument(arg) for arg in args if arg is not None]
    parts = [b"*%d\r\n" % len(args)]
    for arg in args:
        parts += [b"$%d\r\n" % len(arg), arg, b"\r\n"]
    return b"".join(parts)


def _argument(arg):
    if isinstance(arg, str):
        return arg.encode()
    if isinstance(arg, float):
        return repr(arg).encode()
    if isinstance(arg, (int, bool)):
        return b"%d" % arg
    # Anything else that is no buffer is a TypeError.
    return bytes(memoryview(arg))


class Parser:
    """Bytes to replies: `feed` it, then `get` replies until it returns its argument.

    `error(text)`, `push(items)` and `pairs(items)` make what stands for an error, a push and a map, whose keys and
    values come in turn.
    """

    def __init__(self, error, push, pairs):
        self._error = error
        self._push = push
        self._pairs = pairs
        self._data = b""
        self._at = 0
        # The open aggregates: kind, how many elements are missing (below zero: nobody knows), elements.
        self._open = []
        # An attribute has just ended.
        self._described = False
        # The string being read, what kind it is, how many bytes are missing, and whether it comes in chunks.
        self._parts = []
        self._kind = b""
        self._missing = 0
        self._streamed = False

    def feed(self, data):
        """Takes bytes that the server sent."""
        self._data = self._data[self._at :] + data
        self._at = 0

    def get(self, default=None):
        """The next reply, or `default` when it has not come whole yet."""
        value = _PART
        while value is _PART:
            value = self._take()
            if value is not _PART and value is not _MORE:
                value = self._add(value)
        return default if value is _MORE else value

    def _take(self):
        # A string, a scalar, or the beginning or end of an aggregate.
        if self._missing:
            return self._take_payload()
        end = self._data.find(b"\n", self._at) + 1
        kind = self._data[self._at : self._at + 1]
        if kind not in (b";" if self._streamed else b"+-:$*_#,(!=%~>|."):
            raise ValueError("unknown type")
        if (end or len(self._data)) - self._at > _LINE + 3:
            raise ValueError("line too long")
        if not end:
            return _MORE
        text = self._data[self._at + 1 : end - 2]
        if self._data[end - 2 : end - 1] != b"\r" or b"\r" in text:
            raise ValueError("bad line end")
        self._at = end
        return self._begin(kind, text)

    def _begin(self, kind, text):
        described = self._described
        self._described = False
        if kind == b"+":
            return text
        if kind == b"-":
            return self._error(text)
        if kind == b":":
            return _integer(text)
        if text == b"-1" and kind in b"$*":
            return None
        if kind == b"_" and not text:
            return None
        if kind in b"$!=;":
            return self._begin_string(kind, text)
        if kind in b"*~>%|":
            return self._begin_aggregate(kind, text)
        if kind == b".":
            return self._end_stream(text, described)
        return _scalar(kind, text)

    def _begin_string(self, kind, text):
        if kind == b"$" and text == b"?":
            self._streamed = True
            return _PART
        length = _count(text, _BULK + (4 if kind == b"=" else 0))
        if kind == b"=" and length < 4:
            raise ValueError("verbatim string without format")
        if kind == b";":
            if not length:
                return self._end_string()
            if length + sum([len(part) for part in self._parts]) > _BULK:
                raise ValueError("too long")
        self._kind = kind
        self._missing = length + 2
        return _PART

    def _take_payload(self):
        part = self._data[self._at : self._at + self._missing]
        if not part:
            return _MORE
        self._at += len(part)
        self._missing -= len(part)
        self._parts.append(part)
        if self._missing:
            return _MORE
        if len(self._parts) > 1 and not self._streamed or len(part) < 2:
            part = b"".join(self._parts)
            self._parts = [part]
        if part[-2:] != b"\r\n":
            raise ValueError("bad end of string")
        self._parts[-1] = part[:-2]
        return _PART if self._streamed else self._end_string()

    def _end_string(self):
        data = b"".join(self._parts)
        self._parts = []
        self._streamed = False
        if self._kind == b"!":
            return self._error(data)
        if self._kind == b"=":
            if data[3:4] != b":":
                raise ValueError("verbatim string without format")
            return data[4:]
        return data

    def _begin_aggregate(self, kind, text):
        if kind == b">" and self._open:
            raise ValueError("push inside a value")
        if len(self._open) == _DEPTH:
            raise ValueError("nested too deeply")
        if text == b"?" and kind in b"*~%":
            missing = -1
        else:
            missing = _count(text, 0x7FFFFFFC) * (2 if kind in b"%|" else 1)
        if missing:
            self._open.append([kind, missing, []])
            return _PART
        return self._end(kind, [])

    def _end_stream(self, text, described):
        if text or described or not self._open or self._open[-1][1] >= 0:
            raise ValueError("end of nothing")
        kind, _, items = self._open.pop()
        if kind == b"%" and len(items) % 2:
            raise ValueError("key without value")
        return self._end(kind, items)

    def _end(self, kind, items):
        if kind == b"|":
            self._described = True
            return _PART
        if kind == b"%":
            return self._pairs(items)
        return self._push(items) if kind == b">" else items

    def _add(self, value):
        # Puts a value where it belongs; the aggregates that it completes, too.
        while self._open and value is not _PART:
            top = self._open[-1]
            top[2].append(value)
            top[1] -= 1
            if top[1]:
                return _PART
            self._open.pop()
            value = self._end(top[0], top[2])
        return value


def _scalar(kind, text):
    if kind == b"#" and text in (b"t", b"f"):
        return text == b"t"
    if kind == b"(":
        return _signed(text)
    if kind == b",":
        return _float(text)
    raise ValueError("malformed value")


def _float(text):
    # MicroPython's float() takes much that is none.
    unsigned = _unsigned(text.lower())
    if unsigned not in (b"inf", b"infinity", b"nan"):
        mantissa, e, exponent = unsigned.partition(b"e")
        _digits(mantissa.replace(b".", b"", 1))
        if e:
            _digits(_unsigned(exponent))
    return float(text)


def _integer(text):
    number = _signed(text)
    if not -(1 << 63) <= number < 1 << 63:
        raise ValueError("number out of range")
    return number


def _signed(text):
    _digits(_unsigned(text))
    return int(text)


def _unsigned(text):
    return text[1:] if text[:1] in (b"+", b"-") else text


def _count(text, most):
    number = int(_digits(text))
    if number > most:
        raise ValueError("too long")
    return number


def _digits(text):
    if not text.isdigit():
        raise ValueError("malformed number")
    return text

"""What the codec in plain Python meets rarely: types of RESP3, limits, and what is wrong."""

_DEPTH = 32
_BULK = 512 << 20
_COUNT = 0x7FFFFFFC


def begin(parser, kind, text):
    """The value of a line that has just been read; the parser itself if there is none, or if more has to come."""
    if kind in b"$!=":
        return _string(parser, kind, text)
    if kind in b"*~>%|":
        return _aggregate(parser, kind, text)
    if kind == 46:
        return _end_stream(parser, text)
    if kind == 58:
        number = _signed(text)
        if -(1 << 63) <= number < 1 << 63:
            return number
    if kind == 95 and not text:
        return None
    if kind == 35 and text in (b"t", b"f"):
        return text == b"t"
    if kind == 40:
        return parser._make(kind, _digits(_unsigned(text)) and text)
    if kind == 44:
        return parser._make(kind, _float(text))
    raise ValueError("not RESP")


def end(parser, kind, items):
    """The value of an aggregate that is no array; the parser itself if there is none."""
    if kind == 37:
        return parser._make(37, items)
    if kind == 126:
        return items
    if kind == 62:
        value = parser._make(62, items)
        return parser if value is None else value
    # What was described last: the element with this number at this depth.
    parser._described = _place(parser)
    return parser


def _string(parser, kind, text):
    begin = parser.index - len(text) - 3
    if kind == 36 and text == b"?":
        value = _chunks(parser)
    else:
        length = _count(text, _BULK + (4 if kind == 61 else 0))
        value = _payload(parser, parser.index, length)
    if value is None:
        # From the beginning again, when more has come.
        parser.index = begin
        return parser
    if kind == 33:
        return parser._make(45, value)
    if kind == 61:
        if value[3:4] != b":":
            raise ValueError("verbatim string without format")
        return value[4:]
    return value


def _payload(parser, at, length):
    data = parser._data
    end = at + length + 2
    if len(data) < end:
        parser._lack = end - len(data)
        return None
    if data[end - 2 : end] != b"\r\n":
        raise ValueError("bad end of string")
    parser.index = end
    return data[at : end - 2]


def _chunks(parser):
    chunks = []
    length = 0
    while True:
        at = parser.index
        end = parser._data.find(b"\n", at) + 1
        if parser._data[at : at + 1] not in b";" or end - at > 65539 or end and parser._data[end - 2] != 13:
            raise ValueError("not a chunk")
        if not end:
            return None
        count = _count(parser._data[at + 1 : end - 2], _BULK - length)
        if not count:
            parser.index = end
            return b"".join(chunks)
        chunk = _payload(parser, end, count)
        if chunk is None:
            return None
        chunks.append(chunk)
        length += count


def _aggregate(parser, kind, text):
    if kind == 62 and parser.open:
        raise ValueError("push inside a value")
    if len(parser.open) == _DEPTH:
        raise ValueError("nested too deeply")
    if text == b"?" and kind in b"*~%":
        missing = -1
        parser._described = None
    else:
        missing = _count(text, _COUNT) * (2 if kind in b"%|" else 1)
    items = []
    if missing:
        parser.open.append([missing, items, kind])
        return parser
    return items if kind == 42 else end(parser, kind, items)


def _end_stream(parser, text):
    if text or not parser.open or parser.open[-1][0] >= 0 or parser._described == _place(parser):
        raise ValueError("end of nothing")
    _, items, kind = parser.open.pop()
    if kind == 37 and len(items) % 2:
        raise ValueError("key without value")
    return items if kind == 42 else end(parser, kind, items)


def _place(parser):
    return len(parser.open), len(parser.open[-1][1]) if parser.open else 0


def _float(text):
    # Checked here: MicroPython's float() takes much that is none.
    unsigned = _unsigned(text.lower())
    if unsigned not in (b"inf", b"infinity", b"nan"):
        mantissa, e, exponent = unsigned.partition(b"e")
        _digits(mantissa.replace(b".", b"", 1))
        if e:
            _digits(_unsigned(exponent))
    return text


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

"""Reads the conformance vectors, in CPython and in MicroPython. vectors/README.md describes their format.

A value is None, True, False, an int, or a tuple that begins with its kind:

    ("bulk", bytes)     also "simple", "error", "bulkerror", "double", "big"
    ("verbatim", format, bytes)
    ("array", list)     also "set", "push"; "map" with keys and values in turn
    ("attribute", list of keys and values in turn, value)
    ("streamed", value)
"""

TEXTS = ("simple", "error", "bulkerror", "double", "big")


class Case:
    """One case: `wire` must give `replies`, and then `end`: "idle", "incomplete" or (kind of error, offset)."""

    def __init__(self, file, title):
        self.file = file
        self.title = title
        self.limits = {}
        self.wire = b""
        self.replies = []
        self.end = "idle"


def read(path):
    """The cases of one file."""
    with open(path, "rb") as stream:
        lines = stream.read().decode().split("\n")
    file = path.split("/")[-1]
    cases = []
    for line in lines:
        line = line.rstrip()
        if line.startswith("case: "):
            cases.append(Case(file, line[6:]))
        elif line and not line.startswith("#"):
            _read_line(cases[-1], line)
    return cases


def _read_line(case, line):
    if line == "incomplete":
        case.end = "incomplete"
        return
    keyword, content = line.split(": ", 1)
    if keyword == "limits":
        case.limits = {name: int(number) for name, number in (limit.split("=") for limit in content.split(" "))}
    elif keyword == "wire":
        case.wire += unescape(content)
    elif keyword.startswith("repeat "):
        case.wire += unescape(content) * int(keyword[7:])
    elif keyword == "reply":
        case.replies.append(value(content))
    elif keyword == "error":
        kind, offset = content.split(" @")
        case.end = (kind, int(offset))
    else:
        raise ValueError("unknown keyword: " + keyword)


def unescape(text):
    """The bytes that an escaped text stands for."""
    first, *rest = text.replace("\\\\", "\\x5c").split("\\")
    parts = [first.encode()]
    for part in rest:
        if part[0] == "x":
            parts += [bytes([int(part[1:3], 16)]), part[3:].encode()]
        else:
            parts += [{"r": b"\r", "n": b"\n", '"': b'"'}[part[0]], part[1:].encode()]
    return b"".join(parts)


def value(text):
    """The value that a notation stands for."""
    parsed, rest = _value(text)
    if rest:
        raise ValueError("expected the end of the value at " + rest)
    return parsed


def _value(text):
    for word, constant in (("null", None), ("true", True), ("false", False)):
        if text.startswith(word):
            return constant, text[len(word) :]
    if text.startswith("streamed "):
        inner, rest = _value(text[9:])
        return ("streamed", inner), rest
    if text[0] == '"':
        data, rest = _string(text)
        return ("bulk", data), rest
    for kind, begin, end in (("array", "[", "]"), ("set", "set[", "]"), ("push", "push[", "]"), ("map", "{", "}")):
        if text.startswith(begin):
            items, rest = _items(text[len(begin) :], end)
            return (kind, items), rest
    return _worded(text)


def _worded(text):
    word, rest = text.split(" ", 1) if text[0].isalpha() else ("", text)
    if word in TEXTS:
        data, rest = _string(rest)
        return (word, data), rest
    if word == "verbatim":
        form, rest = _string(rest)
        data, rest = _string(rest[1:])
        return (word, form, data), rest
    if word == "attribute":
        pairs, rest = _items(rest[1:], "}")
        described, rest = _value(rest[1:])
        return (word, pairs, described), rest
    if word:
        raise ValueError("expected a value at " + text)
    return _integer(text)


def _integer(text):
    length = 1
    while text[length : length + 1].isdigit():
        length += 1
    return int(text[:length]), text[length:]


def _string(text):
    """A string in quotes, and how often it is to be repeated."""
    end = 1
    while text[end] != '"':
        end += 2 if text[end] == "\\" else 1
    data, rest = unescape(text[1:end]), text[end + 1 :]
    if rest.startswith("*"):
        count, rest = _integer(rest[1:])
        data *= count
    return data, rest


def _items(text, end):
    """Values up to the closing bracket, whatever separates them."""
    items = []
    while not text.startswith(end):
        item, text = _value(text)
        items.append(item)
        text = text[2:] if text[:2] in (", ", ": ") else text
    return items, text[1:]

"""The conformance vectors under a codec: `vectors_test.py FOLDER_OF_CODEC FOLDER_OF_VECTORS`, in any Python.

A file of vectors is read by `vectors.py` beside their folder. Cases with limits of their own are left out: the codecs
have fixed ones.
"""

import os
import sys

sys.path.insert(0, sys.argv[1])

try:
    from picoredis import Parser
except ImportError:
    # A board without sockets has the codec alone.
    from _picoredis import Parser

NATIVE = not hasattr(Parser(None), "_data")

# Not by import: MicroPython would take the folder of the same name.
vectors = {}
with open(sys.argv[2] + ".py") as file:
    exec(file.read(), vectors)

MORE = object()
PROBE = b"+a reply after all others\r\n"


def main():
    compared = skipped = 0
    for case in all_cases():
        if case.limits:
            skipped += 1
            continue
        compared += 1
        expected = [ours(reply) for reply in case.replies]
        for pieces in cuts(case.wire):
            check(case, expected, pieces)
    assert compared > 300, compared
    print("%s codec: %d cases, %d with limits of their own left out" % (("native" if NATIVE else "pure"), compared, skipped))


def all_cases():
    for file in sorted(os.listdir(sys.argv[2])):
        if file.endswith(".resp"):
            for case in vectors["read"](sys.argv[2] + "/" + file):
                yield case


def cuts(wire):
    """The bytes whole, cut in two at every place, and one by one."""
    yield [wire]
    if len(wire) < 200:
        for at in range(1, len(wire)):
            yield [wire[:at], wire[at:]]
        yield [wire[at : at + 1] for at in range(len(wire))]


def check(case, expected, pieces):
    replies, end = decode(pieces)
    if end != "error" and not isinstance(case.end, str) and not NATIVE:
        # The pure codec looks at a line when it is whole.
        replies, end = decode(pieces + [b"\r\n"])
    context = "%s: %s, in %d pieces" % (case.file, case.title, len(pieces))
    assert repr(replies) == repr(expected), "%s: %r instead of %r" % (context, replies, expected)
    # What comes after an attribute belongs to it, and codecs do not tell attributes.
    unclear = case.end == "incomplete" and case.wire[:1] == b"|"
    assert unclear or agrees(end, case.end), "%s: %r instead of %r" % (context, end, case.end)


def agrees(end, expected):
    if isinstance(expected, str):
        return end == expected
    return end == (("error", expected[1]) if NATIVE else "error")


def decode(pieces):
    """The replies in some bytes, and what comes after them: "idle", "incomplete" or an error."""
    replies = []
    parser = Parser(make)
    try:
        for piece in pieces:
            parser.write(piece)
            take_all(parser, replies)
    except ValueError as error:
        return replies, ("error", error.args[1]) if NATIVE else "error"
    try:
        parser.write(PROBE)
        return replies, "idle" if parser.get(MORE) == PROBE[1:-2] else "incomplete"
    except ValueError:
        return replies, "incomplete"


def make(kind, value):
    """What a codec has no object for. A push becomes a reply here."""
    if kind in (40, 44):
        return int(value) if kind == 40 else float(value)
    return ({45: "error", 37: "map", 62: "push"}[kind], value)


def take_all(parser, replies):
    while True:
        reply = parser.get(MORE)
        if reply is MORE:
            return
        replies.append(reply)


def ours(value):
    """The objects that a codec makes of a value."""
    if not isinstance(value, tuple):
        return value
    kind, content = value[0], value[-1]
    if kind in ("error", "bulkerror"):
        return ("error", content)
    if kind == "double":
        return float(content)
    if kind == "big":
        return int(content)
    if kind in ("attribute", "streamed"):
        return ours(content)
    if isinstance(content, list):
        items = [ours(item) for item in content]
        return (kind, items) if kind in ("push", "map") else items
    return content


main()

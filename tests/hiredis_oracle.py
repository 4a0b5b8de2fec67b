"""Holds the conformance vectors against hiredis, a decoder that is not ours.

Every case in which hiredis makes something else of the bytes stands in hiredis_differences.txt, with the reason. A
difference that is not listed fails, and so does one that is listed and does not occur.

    pip install hiredis && python hiredis_oracle.py
"""

import os
import sys

import hiredis

import vectors

HERE = os.path.dirname(os.path.abspath(__file__))
NEED_MORE = object()
PROBE = b"+a reply after all others\r\n"


def main():
    differences = {}
    compared = skipped = 0
    for case in all_cases():
        if case.limits:
            skipped += 1
            continue
        compared += 1
        ours = [expected(reply) for reply in case.replies], case.end if isinstance(case.end, str) else "error"
        theirs = decode(case.wire)
        if ours != theirs:
            differences[case.file + ": " + case.title] = ours, theirs
    listed = read_listed(os.path.join(HERE, "hiredis_differences.txt"))
    faults = report(differences, listed)
    print(
        f"hiredis {hiredis.__version__}: {compared} cases compared, {compared - len(differences)} agree, "
        f"{len(differences)} differ, {faults} of them not as listed; {skipped} with limits of their own left out"
    )
    return 1 if faults or not compared else 0


def all_cases():
    folder = os.path.join(HERE, "vectors")
    for file in sorted(os.listdir(folder)):
        if file.endswith(".resp"):
            yield from vectors.read(folder + "/" + file)


def decode(wire):
    """What hiredis makes of the bytes: replies, and how they end."""
    reader = hiredis.Reader(notEnoughData=NEED_MORE)
    reader.feed(wire)
    replies = []
    try:
        while (reply := reader.gets()) is not NEED_MORE:
            replies.append(comparable(reply))
        return replies, "idle" if stands_between_replies(reader) else "incomplete"
    except hiredis.ProtocolError:
        return replies, "error"
    except TypeError as error:
        # A list cannot be a key of a dict: the bytes were understood, but Python cannot hold them.
        return replies, str(error).split(":")[0]


def stands_between_replies(reader):
    """Whether one more reply comes out as it went in."""
    reader.feed(PROBE)
    try:
        return reader.gets() == PROBE[1:-2]
    except (hiredis.ProtocolError, TypeError):
        return False


def comparable(reply):
    """A reply of hiredis in a form in which == says what it should: nan is nan, 1 is not True, no push is a list."""
    if isinstance(reply, hiredis.ReplyError):
        return "error", str(reply)
    if isinstance(reply, hiredis.PushNotification):
        return "push", [comparable(item) for item in reply]
    if isinstance(reply, list):
        return "list", [comparable(item) for item in reply]
    if isinstance(reply, dict):
        return "dict", {repr(comparable(key)): comparable(item) for key, item in reply.items()}
    return type(reply).__name__, repr(reply)


def expected(value):
    """The same form of a value of the vectors. What hiredis does not tell apart, such as kinds of strings, falls together."""
    if not isinstance(value, tuple):
        return comparable(value)
    kind, content = value[:2]
    if kind in ("error", "bulkerror"):
        return "error", content.decode(errors="replace")
    if kind == "double":
        return comparable(float(content))
    if kind == "verbatim":
        return comparable(value[2])
    if kind in ("array", "set", "push"):
        return "push" if kind == "push" else "list", [expected(item) for item in content]
    if kind == "map":
        return "dict", {repr(expected(key)): expected(item) for key, item in zip(content[::2], content[1::2])}
    if kind in ("streamed", "attribute"):
        return kind, "unknown to hiredis"
    return comparable(content)


def read_listed(path):
    """The listed differences: a reason, then indented the cases that it explains."""
    listed = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("  "):
                assert line.strip() not in listed, "listed twice: " + line.strip()
                listed[line.strip()] = reason
            elif line.strip() and not line.startswith("#"):
                reason = line.strip()
    return listed


def report(differences, listed):
    """Prints what is not as listed, and returns how much that is."""
    unlisted = [name for name in differences if name not in listed]
    vanished = [name for name in listed if name not in differences]
    for name in unlisted:
        ours, theirs = differences[name]
        print(f"not listed: {name}\n  vector:  {str(ours)[:300]}\n  hiredis: {str(theirs)[:300]}")
    for name in vanished:
        print(f"listed, but no difference: {name}\n  ({listed[name]})")
    return len(unlisted) + len(vanished)


if __name__ == "__main__":
    sys.exit(main())

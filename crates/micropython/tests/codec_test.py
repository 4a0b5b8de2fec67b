"""What both codecs promise beyond the conformance vectors: `codec_test.py FOLDER_OF_CODEC`, in any Python."""

import gc
import sys

sys.path.insert(0, sys.argv[1])

try:
    from picoredis import Parser, encode
except ImportError:
    # A board without sockets has the codec alone.
    from _picoredis import Parser, encode

NATIVE = not hasattr(Parser(None), "_data")
MICRO = sys.implementation.name == "micropython"
MORE = object()


def raised(kind, function, *args):
    """The error of this kind that a call must end in."""
    try:
        function(*args)
    except kind as error:
        return error
    raise AssertionError("no %s" % kind.__name__)


def equal(actual, expected):
    assert repr(actual) == repr(expected), "%r instead of %r" % (actual, expected)


def parser():
    return Parser(make)


def make(kind, value):
    """What a codec has no object for."""
    numbers = {40: int, 44: float}
    return numbers[kind](value) if kind in numbers else ({45: "error", 37: "map", 62: "push"}[kind], value)


def test_commands():
    equal(encode("GET", "foo"), b"*2\r\n$3\r\nGET\r\n$3\r\nfoo\r\n")
    equal(encode("é", b"\xff\x00", bytearray(b"ab"), memoryview(b"abc")[1:]),
          b"*4\r\n$2\r\n\xc3\xa9\r\n$2\r\n\xff\x00\r\n$2\r\nab\r\n$2\r\nbc\r\n")
    equal(encode(0, -7, 1 << 64, 1.5, True, False),
          b"*6\r\n$1\r\n0\r\n$2\r\n-7\r\n$20\r\n18446744073709551616\r\n$3\r\n1.5\r\n$1\r\n1\r\n$1\r\n0\r\n")
    equal(encode("SET", None, "", None), b"*2\r\n$3\r\nSET\r\n$0\r\n\r\n")
    equal(encode(*range(10, 130))[:13], b"*120\r\n$2\r\n10\r\n"[:13])
    equal(encode(b"x" * 1234)[:14], b"*1\r\n$1234\r\nxxxx"[:14])
    equal(hash(encode("GET")) == hash(b"*1\r\n$3\r\nGET\r\n"), True)


def test_illegal_arguments():
    for arg in ([], {}, (), object(), encode):
        raised(TypeError, encode, "SET", arg)


def test_replies_in_pieces():
    value = bytes([number % 256 for number in range(5000)])
    wire = b"*3\r\n$5000\r\n" + value + b"\r\n:-5\r\n%1\r\n+k\r\n-ERR no\r\n"
    for size in (1, 7, 512, 10000):
        reader = parser()
        replies = []
        for at in range(0, len(wire), size):
            reader.write(wire[at : at + size])
            if size > 100:
                gc.collect()
            replies.append(reader.get(MORE))
        assert replies[:-1] == [MORE] * (len(replies) - 1)
        equal(replies[-1], [value, -5, ("map", [b"k", ("error", b"ERR no")])])


def test_collections_at_every_allocation():
    if not MICRO:
        return
    gc.threshold(1)
    try:
        wire = b"*4\r\n$20\r\n" + b"x" * 20 + b"\r\n*1\r\n:9223372036854775807\r\n-ERR no\r\n%1\r\n,1.5\r\n(99999999999999999999\r\n"
        for size in (1, 7, 100):
            reader = parser()
            for at in range(0, len(wire), size):
                reader.write(wire[at : at + size])
                reply = reader.get(MORE)
            equal(reply, [b"x" * 20, [9223372036854775807], ("error", b"ERR no"), ("map", [1.5, 99999999999999999999])])
        equal(encode("SET", "é", b"value", 1 << 70, 1.5, None, True),
              b"*6\r\n$3\r\nSET\r\n$2\r\n\xc3\xa9\r\n$5\r\nvalue\r\n$22\r\n1180591620717411303424\r\n$3\r\n1.5\r\n$1\r\n1\r\n")
    finally:
        gc.threshold(-1)


def test_writing_ahead():
    reader = parser()
    reader.write(b":1\r\n:2\r\n")
    equal(reader.get(None), 1)
    reader.write(bytearray(b":3\r\n"))
    equal([reader.get(None), reader.get(None), reader.get(MORE) is MORE, reader.get(None)], [2, 3, True, None])


def test_a_large_reply():
    reader = parser()
    reader.write(b"*10000\r\n" + b"".join([b"$4\r\n%04d\r\n" % number for number in range(10000)]))
    assert reader.get(None) == [b"%04d" % number for number in range(10000)]


def test_announcements_take_no_memory():
    readers = [parser() for _ in range(100)]
    for reader in readers:
        reader.write(b"*2147483644\r\n$536870912\r\nx")
        assert reader.get(MORE) is MORE


def test_wrong_types():
    raised(TypeError, parser().write, 5)
    raised(TypeError, Parser)
    if NATIVE:
        raised(TypeError, Parser.get, 5)


def test_exceptions_of_callers():
    def refuse(kind, text):
        raise KeyError(text)

    reader = Parser(refuse)
    reader.write(b"-x\r\n:1\r\n")
    raised(KeyError, reader.get, None)
    if NATIVE:
        raised(ValueError, reader.get, None)
        raised(ValueError, reader.write, b"")


def test_use_in_a_callback():
    if not NATIVE:
        return
    errors = []
    reader = Parser(lambda kind, text: errors.append(raised(ValueError, reader.write, b":2\r\n")))
    reader.write(b"-x\r\n:1\r\n")
    equal([reader.get(None), reader.get(None), len(errors)], [None, 1, 1])


def test_memory_ends():
    if not MICRO or sys.platform != "linux":
        return
    # The heap has 128 MiB.
    reader = parser()
    reader.write(b"$500000000\r\n")
    part = bytes(1000000)
    error = raised(MemoryError, fill, reader, part)
    assert error
    reader = error = None
    gc.collect()
    reader = parser()
    reader.write(b"+still\r\n")
    equal(reader.get(None), b"still")
    raised(MemoryError, encode, *([part] * 100))
    equal(encode("PING"), b"*1\r\n$4\r\nPING\r\n")


def fill(reader, part):
    for _ in range(400):
        reader.write(part + b"x")
        reader.get(None)


count = 0
for name, function in sorted(globals().items()):
    if name.startswith("test_"):
        function()
        count += 1
print("%s codec: %d tests of the codec" % ("native" if NATIVE else "pure", count))

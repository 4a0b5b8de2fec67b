"""The codec for other clients, in the shape of hiredis-py; redis-py runs on it."""

import array
import gc
import pathlib
import subprocess
import sys
import weakref

import pytest

from picoredis import ParseError, Parser, RedisError, pack

REPLIES = [
    (b"+OK\r\n", b"OK"),
    (b":-42\r\n", -42),
    (b"$5\r\nhello\r\n", b"hello"),
    (b"$-1\r\n", None),
    (b"*-1\r\n", None),
    (b"_\r\n", None),
    (b"*3\r\n:1\r\n$1\r\na\r\n*0\r\n", [1, b"a", []]),
    (b"%1\r\n+a\r\n:1\r\n", {b"a": 1}),
    (b"~2\r\n:1\r\n:2\r\n", {1, 2}),
    (b",1.5\r\n", 1.5),
    (b"#t\r\n", True),
    (b"#f\r\n", False),
    (b"(3492890328409238509324850943850943825024385\r\n", 3492890328409238509324850943850943825024385),
    (b"=7\r\ntxt:foo\r\n", b"foo"),
    (b"|1\r\n+ttl\r\n:3600\r\n:5\r\n", 5),
]


@pytest.mark.parametrize("wire, value", REPLIES)
def test_whole_in_pieces_and_one_after_the_other(wire, value):
    parser = Parser()
    assert parser.gets() is False and not parser.has_data()
    parser.feed(wire * 3)
    values = [parser.gets() for _ in range(4)]
    assert values == [value, value, value, False] and type(values[0]) is type(value)
    for byte in wire[:-1]:
        parser.feed(bytes([byte]))
        assert parser.gets() is False and parser.has_data()
    parser.feed(wire[-1:])
    assert parser.gets() == value and not parser.has_data()


def test_parts_of_any_memory():
    parser = Parser()
    for memory in (b"xx:1\r\nyy", bytearray(b"xx:2\r\nyy"), memoryview(b"xx:3\r\nyy")):
        parser.feed(memory, 2, 4)
    parser.feed(b"xx:4\r\n", 2)
    assert parser.len() == 16
    assert [parser.gets() for _ in range(5)] == [1, 2, 3, 4, False]
    parser.feed(array.array("i", [1]))
    assert parser.len() == 4
    for wrong in ((b"abc", 4), (b"abc", 1, 3), (b"abc", -1), (b"abc", 0, -1)):
        with pytest.raises(ValueError):
            parser.feed(*wrong)
    for wrong, error in (("text", TypeError), (memoryview(b"abcd")[::2], BufferError)):
        with pytest.raises(error):
            parser.feed(wrong)


def test_encodings():
    parser = Parser(encoding="utf-8")
    parser.feed("$3\r\nä!\r\n".encode() * 2)
    assert (parser.gets(), parser.gets(False)) == ("ä!", "ä!".encode())
    parser.feed(b"$1\r\n\xff\r\n:1\r\n")
    with pytest.raises(UnicodeDecodeError):
        parser.gets()
    assert parser.gets() == 1
    parser = Parser(encoding="latin-1")
    parser.feed(b"%1\r\n$1\r\n\xe4\r\n~1\r\n*1\r\n$1\r\n\xfc\r\n" + b"*1\r\n-ERR x\r\n")
    assert parser.gets() == {"ä": [["ü"]]}
    parser.set_encoding("utf-8", "replace")
    assert isinstance(parser.gets()[0], RedisError)
    parser.feed(b"$1\r\n\xff\r\n")
    assert parser.gets() == "\ufffd"
    parser.set_encoding()
    parser.feed(b"+OK\r\n")
    assert parser.gets() == b"OK"
    for wrong in (("no such",), ("utf-8", "no such"), ("hex",)):
        with pytest.raises(LookupError):
            parser.set_encoding(*wrong)
        with pytest.raises(LookupError):
            Parser(None, None, *wrong)


def test_errors_are_objects():
    class Own(Exception):
        pass

    wire = b"-ERR wrong\r\n*2\r\n:1\r\n-WRONGTYPE deep inside\r\n"
    plain, own = Parser(), Parser(replyError=Own)
    for parser in (plain, own):
        parser.feed(wire)
    assert (plain.gets().args, plain.gets()[1].code) == (("ERR", "wrong"), "WRONGTYPE")
    first, (one, second) = own.gets(), own.gets()
    assert (first.args, one, second.args) == (("ERR wrong",), 1, ("WRONGTYPE deep inside",))
    assert type(first) is type(second) is Own
    plain.feed(b"-ERR \xff!\r\n")
    assert plain.gets().args == ("ERR", "\ufffd!")
    for keyword in "replyError", "protocolError":
        with pytest.raises(TypeError, match="functions that make errors"):
            Parser(**{keyword: "text"})


@pytest.mark.skipif(sys.implementation.name == "pypy", reason="PyPy never finds out about a ring of Python and no Python")
def test_a_parser_whose_errors_are_made_by_its_owner_is_collected():
    class Owner:
        def __init__(self):
            self.parser = Parser(replyError=self.error, protocolError=self.error)

        def error(self, text):
            return ValueError(text)

    owner = weakref.ref(Owner())
    gc.collect()
    assert owner() is None


def test_what_is_no_reply_is_raised_each_time():
    class Own(Exception):
        pass

    for parser, error in ((Parser(), ParseError), (Parser(protocolError=Own), Own)):
        parser.feed(b":1\r\n?what\r\n:2\r\n")
        assert parser.gets() == 1
        for _ in range(2):
            with pytest.raises(error):
                parser.gets()


def test_pushes_and_another_sign_for_too_little():
    from picoredis import hiredis

    lacking = object()
    reader = hiredis.Reader(notEnoughData=lacking)
    reader.feed(b">2\r\n+message\r\n:1\r\n*1\r\n:1\r\n")
    push, reply = reader.gets(), reader.gets()
    assert push == [b"message", 1] and type(push) is hiredis.PushNotification
    assert reply == [1] and type(reply) is list
    assert reader.gets() is lacking
    assert hiredis.Reader(notEnoughData=None).gets() is None


def test_a_count_that_is_a_lie_takes_no_memory():
    parser = Parser()
    parser.feed(b"*2147483000\r\n$1\r\na\r\n")
    assert parser.gets() is False


def test_pack():
    assert pack(("SET", b"\xff", 1, 1.5, memoryview(b"x"), "ä")) == (
        b"*6\r\n$3\r\nSET\r\n$1\r\n\xff\r\n$1\r\n1\r\n$3\r\n1.5\r\n$1\r\nx\r\n$2\r\n\xc3\xa4\r\n"
    )
    with pytest.raises(TypeError):
        pack(("SET", None))


@pytest.mark.skipif(not hasattr(sys, "getallocatedblocks"), reason="the interpreter does not tell")
def test_nothing_is_left_behind():
    parser = Parser(encoding="latin-1", replyError=ValueError)
    wire = b"*3\r\n$1\r\na\r\n-ERR x\r\n%1\r\n+a\r\n~1\r\n:1\r\n"

    def work(times):
        for _ in range(times):
            parser.feed(wire[:20])
            parser.gets()
            parser.feed(wire[20:])
            parser.gets()
            pack(("SET", "foo", 1.5))

    work(20_000)
    gc.collect()
    blocks = sys.getallocatedblocks()
    work(20_000)
    gc.collect()
    assert sys.getallocatedblocks() - blocks < 1000


@pytest.mark.parametrize("decode", [False, True])
@pytest.mark.parametrize("protocol", [2, 3])
def test_redis_py_runs_on_it(server, redis, protocol, decode):
    pytest.importorskip("redis")
    script = pathlib.Path(__file__).with_name("redis_py_session.py")
    command = [sys.executable, script, str(server.port), str(protocol), str(decode)]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert (ran.stdout, ran.returncode) == ("all right\n", 0), ran.stderr

"""Servers that die, and servers that lie."""

import pytest
from peer import peer

from picoredis import ConnectionError, ParseError, Redis, RedisError, RedisTimeout


def test_a_server_that_dies_and_returns(server):
    from conftest import Server

    mortal = Server()
    redis = Redis(port=mortal.port)
    lasting = Redis(port=mortal.port, reconnect=True)
    redis.set("foo", "bar")
    mortal.kill()
    with pytest.raises(ConnectionError):
        redis.get("foo")
    with pytest.raises(RedisError, match="Not connected"):
        redis.get("foo")
    with pytest.raises(ConnectionError, match="refused"):
        redis.connect()
    mortal.start()
    redis.connect()
    assert redis.get("foo") is None
    assert lasting.echo("again") == b"again"
    mortal.stop()


def test_a_large_value_that_ends_early(server):
    with peer(b"$100000000\r\n" + b"x" * 100_000) as port:
        redis = Redis(port=port)
        with pytest.raises(ConnectionError, match="closed the connection.*may have been executed"):
            redis.get("foo")


@pytest.mark.parametrize(
    "reply",
    [b"?what\r\n", b"$-2\r\n", b"*-2\r\n", b"$3\r\nabcde\r\n", b":1x\r\n", b"\x00" * 100, b"HTTP/1.1 400 Bad Request\r\n\r\n"],
)
def test_what_is_no_reply_is_a_parse_error_and_the_end(reply):
    with peer(reply, b"+OK\r\n") as port:
        redis = Redis(port=port)
        with pytest.raises(ParseError):
            redis.get("foo")
        with pytest.raises(RedisError, match="Not connected"):
            redis.get("foo")


@pytest.mark.parametrize("head", [b"*2147483000\r\n", b"%1073741000\r\n", b"~2147483000\r\n"])
def test_a_count_that_is_a_lie_takes_no_memory(head):
    with peer(head + b"$1\r\na\r\n" * 10) as port:
        with pytest.raises(ConnectionError):
            Redis(port=port).get("foo")


def test_a_string_longer_than_any_is_refused():
    with peer(b"$9000000000000\r\n") as port:
        with pytest.raises(RedisError):
            Redis(port=port).get("foo")


def test_nesting_has_an_end():
    with peer(b"*1\r\n" * 100_000) as port:
        with pytest.raises(RedisError):
            Redis(port=port).get("foo")


def test_silence_is_a_timeout():
    with peer(b"", b"") as port:
        with pytest.raises(RedisTimeout):
            Redis(port=port, timeout=50).get("foo")


def test_errors_inside_a_reply_are_values():
    with peer(b"*3\r\n:1\r\n-ERR inside\r\n*1\r\n-WRONGTYPE deep\r\n", b"+OK\r\n") as port:
        redis = Redis(port=port)
        one, error, (deep,) = redis.do_cmd("EXEC")
        assert one == 1
        assert isinstance(error, RedisError) and error.code == "ERR"
        assert deep.code == "WRONGTYPE"
        assert redis.ping() == b"OK"


def test_strange_keys_of_maps():
    with peer(b"%2\r\n*1\r\n:1\r\n:2\r\n%0\r\n:3\r\n", b"+OK\r\n") as port:
        redis = Redis(port=port)
        with pytest.raises(TypeError):
            # A map is no key of a dict; the next reply is right.
            redis.get("foo")
        assert redis.ping() == b"OK"


def test_what_is_no_utf_8_is_an_error_and_the_next_reply_is_right(server):
    redis = Redis(port=server.port, decode=True)
    redis.rpush("words", b"\xff", "two")
    with pytest.raises(UnicodeDecodeError):
        redis.lrange("words", 0, -1)
    assert redis.echo("mine") == "mine"
    redis.delete("words")


def test_the_code_of_an_error(redis):
    redis.set("foo", "bar")
    with pytest.raises(RedisError) as raised:
        redis.lpush("foo", "x")
    assert raised.value.code == "WRONGTYPE"
    redis.close()
    with pytest.raises(RedisError) as raised:
        redis.ping()
    assert raised.value.code is None


def test_an_error_that_is_no_text_is_told_as_far_as_it_is():
    for told, code, message in [(b"ERR \xff bad", "ERR", "\ufffd bad"), (b"\xff", "\ufffd", None)]:
        with peer(b"-" + told + b"\r\n") as port, pytest.raises(RedisError) as raised:
            Redis(port=port).get("foo")
        with peer(b"*1\r\n-" + told + b"\r\n") as port:
            [inside] = Redis(port=port).get("foo")
        for error in (raised.value, inside):
            assert error.code == code
            assert error.args == ((code, message) if message else (code,))


@pytest.mark.parametrize(("argument", "advice"), [({"a": 1}, "keys and values"), ([1, 2], r"\*items"), ((1,), r"\*items")])
def test_what_holds_several_is_no_argument(redis, argument, advice):
    with pytest.raises(TypeError, match=advice):
        redis.mset(argument)
    assert redis.echo("mine") == b"mine"

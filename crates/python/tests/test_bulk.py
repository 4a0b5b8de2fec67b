"""Large strings: into memory, to a file and from one."""

import array
import ctypes
import io
import resource

import pytest
from peer import peer

from picoredis import ConnectionError, Redis, RedisError

LARGE = bytes(range(256)) * 100_000


def test_into_memory(redis):
    redis.set("foo", "hello")
    memory = bytearray(8)
    assert redis.get_into("foo", memory) == 5
    assert memory == b"hello\0\0\0"
    assert redis.get_into("foo", memoryview(memory)[3:]) == 5
    assert memory == b"helhello"
    assert redis.get_into("missing", memory) is None
    with pytest.raises(RedisError, match="needed 5 bytes, buffer holds 4"):
        redis.get_into("foo", bytearray(4))
    for memory in (array.array("i", [0, 0]), (ctypes.c_char * 8)()):
        assert redis.get_into("foo", memory) == 5
        assert bytes(memory) == b"hello\0\0\0"
    for wrong in (b"read only", "text", memoryview(bytearray(20))[::2]):
        with pytest.raises((BufferError, TypeError, ValueError)):
            redis.get_into("foo", wrong)
    redis.lpush("list", 1)
    with pytest.raises(RedisError) as raised:
        redis.get_into("list", memory)
    assert raised.value.code == "WRONGTYPE"
    assert redis.echo("mine") == b"mine"


def test_into_memory_in_pieces(redis):
    redis.set("foo", LARGE)
    memory = bytearray(len(LARGE))
    assert redis.get_into("foo", memory) == len(LARGE)
    assert memory == LARGE


def test_to_a_file_and_from_one(redis, tmp_path):
    (tmp_path / "in").write_bytes(LARGE)
    with open(tmp_path / "in", "rb") as file:
        assert redis.set_from("foo", file, "EX", 100) == b"OK"
        file.seek(-5, io.SEEK_END)
        assert redis.set_from("end", file) == b"OK"
        file.seek(0)
        assert redis.set_from("end", file, "GET", length=3) == LARGE[-5:]
    assert redis.get("end") == LARGE[:3]
    assert redis.ttl("foo") > 0
    for buffering in (-1, 0):
        with open(tmp_path / "out", "wb", buffering=buffering) as file:
            assert redis.get_to("foo", file) == len(LARGE)
        assert (tmp_path / "out").read_bytes() == LARGE
    assert redis.get_to("missing", io.BytesIO()) is None


def test_what_a_client_of_text_is_told(server):
    redis = Redis(port=server.port, decode=True)
    assert redis.set_from("foo", io.BytesIO(b"old")) == "OK"
    assert redis.set_from("foo", io.BytesIO(b"new"), "GET") == "old"


def test_a_file_of_text_and_one_beyond_its_end(redis):
    with pytest.raises(TypeError, match="'str'.*binary mode"):
        redis.set_from("foo", io.StringIO("text"), length=4)
    with pytest.raises(OverflowError, match="^length: -1 is out of range"):
        redis.set_from("foo", io.BytesIO(), length=-1)
    assert redis.echo("mine") == b"mine"
    file = io.BytesIO(b"five!")
    file.seek(9)
    assert redis.set_from("foo", file) == b"OK"
    assert redis.get("foo") == b""


def test_what_the_file_raises_comes_through_and_the_next_reply_is_right(redis):
    class Full(io.BytesIO):
        def write(self, piece):
            raise OSError(28, "no space left")

    class Own(io.BytesIO):
        def write(self, piece):
            redis.ping()

    redis.set("foo", b"x" * 1_000_000)
    with pytest.raises(OSError, match="no space"):
        redis.get_to("foo", Full())
    assert redis.echo("mine") == b"mine"
    with pytest.raises(RuntimeError, match="in the middle of a command"):
        redis.get_to("foo", Own())
    assert redis.echo("mine") == b"mine"

    class Torn(io.BytesIO):
        def read(self, most):
            if self.tell() > 100_000:
                raise OSError(5, "torn")
            return super().read(most)

    # Of half a command the server makes nothing: the next has a new connection.
    with pytest.raises(OSError, match="torn"):
        redis.set_from("foo", Torn(b"y" * 1_000_000))
    assert redis.strlen("foo") == 1_000_000
    assert redis.getrange("foo", 0, 0) == b"x"
    redis.lpush("list", 1)
    with pytest.raises(RedisError) as raised:
        redis.get_to("list", io.BytesIO())
    assert raised.value.code == "WRONGTYPE"


def test_a_file_that_ends_too_soon_sets_nothing(redis, server):
    other = Redis(port=server.port)
    redis.set("foo", "before")
    for wrong in (io.BytesIO(b"x" * 100_000), Failing(b"x" * 100_000)):
        with pytest.raises((RedisError, ZeroDivisionError)):
            redis.set_from("foo", wrong, length=1_000_000)
        assert other.get("foo") == b"before"
        redis.connect()
    assert redis.echo("mine") == b"mine"


class Failing(io.BytesIO):
    def read(self, size):
        return super().read(size) or 1 // 0


def test_a_server_that_dies_in_the_middle():
    with peer(b"$100000000\r\n" + b"x" * 100_000) as port:
        with pytest.raises(ConnectionError, match="may have been executed"):
            Redis(port=port).get_to("foo", io.BytesIO())
    with peer(b"$100000000\r\n" + b"x" * 100_000) as port:
        with pytest.raises(ConnectionError, match="may have been executed"):
            Redis(port=port).get_into("foo", bytearray(100_000_000))


class Counting(io.RawIOBase):
    """Gives and takes bytes without keeping any."""

    total = 0

    def read(self, size):
        self.total += size
        return b"x" * size

    def write(self, piece):
        self.total += len(piece)


def test_any_size_takes_the_same_memory(redis):
    tracemalloc = pytest.importorskip("tracemalloc")
    size = 100_000_000
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tracemalloc.start()
    try:
        redis.set_from("foo", Counting(), length=size)
        sink = Counting()
        assert redis.get_to("foo", sink) == sink.total == size
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1 << 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - resident < 8 << 10

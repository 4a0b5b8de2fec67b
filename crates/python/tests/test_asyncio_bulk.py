"""Large strings on an event loop: into memory, to a file and from one."""

import asyncio
import io

import pytest
from peer import peer
from test_bulk import LARGE, Counting, Failing

from picoredis import AsyncRedis, ConnectionError, RedisError, RedisTimeout


def test_into_memory(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            await redis.set("foo", "hello")
            memory = bytearray(8)
            first, other, second = await asyncio.gather(
                redis.get_into("foo", memory), redis.echo("other"), redis.get_into("foo", memoryview(memory)[3:])
            )
            assert (first, other, second) == (5, b"other", 5)
            assert memory == b"helhello"
            assert await redis.get_into("missing", memory) is None
            with pytest.raises(RedisError, match="needed 5 bytes, buffer holds 4"):
                await redis.get_into("foo", bytearray(4))
            for wrong in (b"read only", "text", memoryview(bytearray(20))[::2]):
                with pytest.raises((BufferError, TypeError, ValueError)):
                    await redis.get_into("foo", wrong)
            await redis.lpush("list", 1)
            with pytest.raises(RedisError) as raised:
                await redis.get_into("list", memory)
            assert raised.value.code == "WRONGTYPE"
            await redis.set("large", LARGE)
            memory = bytearray(len(LARGE))
            assert await redis.get_into("large", memory) == len(LARGE)
            assert memory == LARGE
            # It is lent no longer.
            memory.clear()

    run(main)


def test_to_a_file_and_from_one(run, server, redis, tmp_path):
    async def main():
        (tmp_path / "in").write_bytes(LARGE)
        async with AsyncRedis(port=server.port) as redis:
            with open(tmp_path / "in", "rb") as file:
                said = await asyncio.gather(redis.echo("one"), redis.set_from("foo", file, "EX", 100), redis.echo("two"))
                assert said == [b"one", b"OK", b"two"]
                file.seek(-5, io.SEEK_END)
                assert await redis.set_from("end", file) == b"OK"
                file.seek(0)
                assert await redis.set_from("end", file, "GET", length=3) == LARGE[-5:]
            assert await redis.set_from("empty", io.BytesIO()) == b"OK"
            assert [await redis.get("end"), await redis.get("empty")] == [LARGE[:3], b""]
            assert await redis.ttl("foo") > 0
            for buffering in (-1, 0):
                with open(tmp_path / "out", "wb", buffering=buffering) as file:
                    assert await redis.get_to("foo", file) == len(LARGE)
                assert (tmp_path / "out").read_bytes() == LARGE
            assert await redis.get_to("missing", io.BytesIO()) is None

    run(main)


def test_what_the_file_raises_comes_through_and_the_next_reply_is_right(run, server, redis):
    class Full(io.BytesIO):
        def write(self, piece):
            raise OSError(28, "no space left")

    async def main():
        async with AsyncRedis(port=server.port) as redis:
            await redis.set("foo", b"x" * 1_000_000)
            with pytest.raises(OSError, match="no space"):
                await redis.get_to("foo", Full())
            assert await redis.echo("mine") == b"mine"
            for wrong in (io.BytesIO(b"x" * 100_000), Failing(b"x" * 100_000)):
                with pytest.raises((RedisError, ZeroDivisionError)):
                    await redis.set_from("foo", wrong, length=1_000_000)
                assert await redis.strlen("foo") == 1_000_000
            with pytest.raises(OverflowError, match="^length: -1 is out of range"):
                await redis.set_from("foo", io.BytesIO(), length=-1)
            assert await redis.set_from("foo", io.BytesIO(b"whole")) == b"OK"

    run(main)


def test_who_gives_up_is_given_nothing_more(run, server, redis):
    class Ending(Counting):
        """Nobody wants more of it than the first piece."""

        def read(self, size):
            task.cancel()
            return super().read(size)

        def write(self, piece):
            task.cancel()
            super().write(piece)

    async def main():
        nonlocal task
        async with AsyncRedis(port=server.port) as redis:
            await redis.set("foo", LARGE)
            file = Ending()
            task = asyncio.ensure_future(redis.get_to("foo", file))
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await redis.echo("mine") == b"mine"
            # What had been received by then was written, and that is not all.
            assert 0 < file.total < len(LARGE)

            memory = bytearray(len(LARGE))
            task = asyncio.ensure_future(redis.get_into("foo", memory))
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await redis.echo("mine") == b"mine"
            assert not memory.strip(b"\0")
            memory.clear()

            task = asyncio.ensure_future(redis.set_from("foo", Ending(), length=len(LARGE)))
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await redis.strlen("foo") == len(LARGE)

    task = None
    run(main)


def test_a_server_that_dies_in_the_middle(run):
    async def main():
        large = b"$100000000\r\n" + b"x" * 100_000
        with peer(large) as port:
            with pytest.raises(ConnectionError, match="may have been executed"):
                await AsyncRedis(port=port).get_to("foo", io.BytesIO())
        memory = bytearray(100_000_000)
        with peer(large) as port:
            with pytest.raises(ConnectionError, match="may have been executed"):
                await AsyncRedis(port=port).get_into("foo", memory)
        memory.clear()
        with peer(b"") as port:
            with pytest.raises(ConnectionError, match="not sent"):
                await AsyncRedis(port=port).set_from("foo", Counting(), length=10**9)

    run(main)


def test_a_server_that_takes_nothing(run, server):
    class Stopping(Counting):
        def read(self, size):
            server.stop_for_now()
            return super().read(size)

    async def main():
        async with AsyncRedis(port=server.port, timeout=200) as redis:
            await redis.set("foo", "before")
            try:
                with pytest.raises(RedisTimeout, match="not sent"):
                    await redis.set_from("foo", Stopping(), length=10**8)
            finally:
                server.go_on()
            assert await redis.get("foo") == b"before"

    run(main)


def test_any_size_takes_the_same_memory(run, server, redis):
    tracemalloc = pytest.importorskip("tracemalloc")
    size = 100_000_000

    async def main():
        async with AsyncRedis(port=server.port) as redis:
            await redis.ping()
            tracemalloc.start()
            try:
                await redis.set_from("foo", Counting(), length=size)
                sink = Counting()
                assert await redis.get_to("foo", sink) == sink.total == size
                _, peak = tracemalloc.get_traced_memory()
            finally:
                tracemalloc.stop()
            assert peak < 2 << 20

    run(main)

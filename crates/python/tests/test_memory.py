"""What is no longer used is given back."""

import asyncio
import gc
import resource
import sys
import threading
import weakref

import pytest

from picoredis import AsyncRedis, Message, Redis, RedisError


def test_a_cycle_through_a_connection_is_collected(server):
    redis = Redis(port=server.port)
    redis.me = redis
    gone = weakref.ref(redis)
    del redis
    gc.collect()
    assert gone() is None


def test_a_dropped_connection_is_closed(redis, server):
    name = Redis(port=server.port).client_id()
    gc.collect()
    while redis.client_list("ID", name) != b"":
        pass


def test_nobody_finds_a_list_that_is_not_whole(server):
    """Whoever asks the collector for all lists there are may look at their elements."""
    redis, other = Redis(port=server.port, timeout=None), Redis(port=server.port)
    pipe = redis.pipeline()
    for _ in range(1000):
        pipe.ping()
    pipe.blpop("whole", 0)
    waiting = threading.Thread(target=pipe.execute)
    waiting.start()
    while b"cmd=blpop" not in other.client_list():
        pass
    assert sum(len([None for _ in found]) for found in gc.get_objects() if type(found) is list) > 0
    other.rpush("whole", "x")
    waiting.join()


def work(redis, times):
    for number in range(times):
        redis.set("foo", "x" * 100)
        redis.get("foo")
        redis.do_cmd("ECHO", b"y" * 100)
        redis.hgetall("h")
        redis.lrange("l", 0, -1)
        if number % 10 == 0:
            redis.pipeline().incr("n").get("n").incr("foo").execute(raise_on_error=False)
            with pytest.raises(RedisError):
                redis.incr("foo")
            with pytest.raises(TypeError):
                redis.set("foo", None)


@pytest.mark.skipif(not hasattr(sys, "getallocatedblocks"), reason="the interpreter does not tell")
@pytest.mark.parametrize("protocol", [2, 3])
def test_a_hundred_thousand_commands_leave_nothing_behind(redis, server, protocol):
    redis.rpush("l", *range(100))
    redis.hset("h", "a", 1, "b", 2)
    redis = Redis(port=server.port, protocol=protocol)
    work(redis, 200)
    gc.collect()
    blocks, peak = sys.getallocatedblocks(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    work(redis, 20_000)
    gc.collect()
    assert sys.getallocatedblocks() - blocks < 200
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak < 4096


def listen(redis, channel, listening, rounds):
    for _ in range(rounds):
        pipe = redis.pipeline()
        for number in range(100):
            pipe.publish(channel, b"x" * number)
        assert pipe.execute() == [1] * 100
        assert [len(next(listening).payload) for _ in range(100)] == list(range(100))


@pytest.mark.skipif(not hasattr(sys, "getallocatedblocks"), reason="the interpreter does not tell")
@pytest.mark.parametrize("protocol", [2, 3])
@pytest.mark.parametrize("decode", [False, True])
def test_a_hundred_thousand_messages_leave_nothing_behind(redis, server, protocol, decode):
    listening = Redis(port=server.port, protocol=protocol, decode=decode)
    channel = f"memory of {protocol}, {decode}"
    listening.subscribe(channel)
    messages = listening.listen()
    listen(redis, channel, messages, 10)
    gc.collect()
    blocks, peak = sys.getallocatedblocks(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    references = sys.getrefcount(Message)
    listen(redis, channel, messages, 1000)
    gc.collect()
    assert sys.getrefcount(Message) - references < 10
    assert sys.getallocatedblocks() - blocks < 200
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak < 4096


def test_tracemalloc_sees_no_growth(redis):
    tracemalloc = pytest.importorskip("tracemalloc")
    redis.rpush("l", *range(100))
    redis.hset("h", "a", 1, "b", 2)
    work(redis, 200)
    tracemalloc.start()
    try:
        work(redis, 50)
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        work(redis, 500)
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 16 * 1024


@pytest.mark.skipif(not hasattr(sys, "getallocatedblocks"), reason="the interpreter does not tell")
def test_tasks_leave_nothing_behind(server, redis, run):
    redis.rpush("l", *range(100))

    async def main():
        async with AsyncRedis(port=server.port) as redis:

            async def work(times):
                for _ in range(times):
                    await asyncio.gather(redis.set("foo", "bar"), redis.get("foo"), redis.lrange("l", 0, -1))
                    await redis.pipeline().incr("n").incr("foo").execute(raise_on_error=False)
                    given_up = redis.get("foo")
                    given_up.cancel()
                    with pytest.raises(RedisError):
                        await redis.incr("foo")

            await work(1000)
            gc.collect()
            blocks = sys.getallocatedblocks()
            await work(4000)
            gc.collect()
            assert sys.getallocatedblocks() - blocks < 1000

    run(main)

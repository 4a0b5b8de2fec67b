"""What commands are told when their connection goes, or is not theirs."""

import asyncio
import os
import threading

import pytest
from test_fork import in_child

from picoredis import AsyncRedis, ConnectionError, RedisError


def test_closing_tells_what_became_of_a_command(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            waiting = redis.do_cmd("DEBUG", "SLEEP", "0.1")
            await redis.close()
            with pytest.raises(ConnectionError, match="was closed .*may have been executed"):
                await waiting
            with pytest.raises(RedisError, match="Not connected"):
                await redis.ping()

    run(main)


def test_a_transaction_whose_connection_is_lost_is_told_so(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port, reconnect=True) as redis:

            async def plan(own, pipe):
                number = await own.client_id()
                assert await redis.client_kill("ID", number) == 1
                with pytest.raises(ConnectionError):
                    await own.get("n")
                pipe.incr("n")

            # On another connection it would watch nothing.
            with pytest.raises(ConnectionError, match="not sent"):
                await redis.transaction(plan, "n")
            assert await redis.get("n") is None

    run(main)


@pytest.mark.parametrize("connected", [True, False])
def test_closing_while_somebody_connects(run, server, redis, connected):
    async def main():
        for steps in range(24):
            redis = AsyncRedis(port=server.port)
            if connected:
                await redis.ping()
            begun = [asyncio.ensure_future(doing) for doing in (redis.subscribe("news"), redis.ping())]
            for _ in range(steps):
                await asyncio.sleep(0)
            await redis.close()
            # Either it was confirmed before, or it is told.
            for outcome in await asyncio.gather(*begun, return_exceptions=True):
                assert outcome in (None, b"PONG") or isinstance(outcome, RedisError), outcome
            assert not any(line and line.is_open for line in (redis._line, redis._ear))

    run(main)


def test_closing_what_was_never_connected(run):
    async def main():
        redis = AsyncRedis(port=1)
        waiting = asyncio.ensure_future(redis.next_push())
        await asyncio.sleep(0)
        await redis.close()
        with pytest.raises(RedisError, match="Not connected"):
            await asyncio.wait_for(waiting, 20)

    run(main)


def test_what_is_closed_opens_nothing(run, server, redis):
    async def main():
        redis = AsyncRedis(port=server.port, reconnect=True)
        await redis.subscribe("news")
        await redis.rpush("list", "one")
        assert await redis.blpop("list", 1) == [b"list", b"one"]
        waiting = asyncio.ensure_future(redis.next_push())
        await asyncio.sleep(0)
        await redis.close()
        for refused in (
            waiting,
            redis.next_push(),
            redis.ping(),
            redis.blpop("list", 1),
            redis.subscribe("news"),
            redis.monitor(),
            redis.transaction(lambda own, pipe: pipe.ping()),
            redis.pipeline().ping().execute(),
        ):
            with pytest.raises(RedisError, match="Not connected"):
                await asyncio.wait_for(refused, 5)
        assert not redis._ear and not redis._spares
        await redis.connect()
        await redis.subscribe("news")
        assert await redis.publish("news", "one") == 1
        await redis.close()

    run(main)


def test_subscribing_where_the_connection_was_lost_just_now(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            await redis.subscribe("news")
            lost = redis._ear
            lost.close()
            # Between two subscriptions of one task, before it heard of that.
            with pytest.raises(ConnectionError, match="SUBSCRIBE: .*not sent"):
                await lost.subscribe(("SUBSCRIBE", "more"), 1)

    run(main)


def test_a_loop_that_runs_has_it_for_itself(server, redis):
    redis, used, over, told = AsyncRedis(port=server.port), threading.Event(), threading.Event(), []

    async def first():
        assert await redis.echo("mine") == b"mine"
        used.set()
        await asyncio.get_running_loop().run_in_executor(None, over.wait)
        assert await redis.echo("mine") == b"mine"

    async def second():
        with pytest.raises(RuntimeError, match="event loop of another thread") as raised:
            await asyncio.wait_for(redis.echo("theirs"), 5)
        told.append(raised)

    thread = threading.Thread(target=lambda: asyncio.run(first()))
    thread.start()
    try:
        used.wait()
        asyncio.run(second())
    finally:
        over.set()
        thread.join()
    assert told

    async def last():
        async with redis:
            assert await redis.echo("theirs") == b"theirs"

    # That loop is over.
    asyncio.run(last())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_child_that_a_task_has_forked(server):
    redis = AsyncRedis(port=server.port)

    async def in_loop():
        return await redis.client_id()

    async def main():
        await redis.subscribe("news")
        mine = await in_loop()
        # In the child the loop seems to run for ever.
        assert int(in_child(lambda: asyncio.run(in_loop()))) != mine
        assert await in_loop() == mine
        assert await redis.publish("news", "one") == 1
        await redis.close()

    asyncio.run(main())

"""Cancelling a task at each of its steps: no reply goes to the wrong one, and nothing is taken that nobody gets."""

import asyncio
import itertools

import pytest

from picoredis import AsyncRedis


async def double(own, pipe):
    pipe.set("n", 2 * int(await own.get("n")))


async def subscribe(redis):
    await redis.subscribe("news")
    await redis.unsubscribe("news")


async def scan(redis):
    return [key async for key in redis.scan_iter("COUNT", 1)]


WORK = {
    "command": lambda redis: redis.echo("theirs"),
    "large": lambda redis: redis.echo("theirs" * 100_000),
    "pipeline": lambda redis: redis.pipeline().echo("theirs").incr("n").execute(),
    "transaction": lambda redis: redis.pipeline(transaction=True).echo("theirs").incr("n").execute(),
    "watching": lambda redis: redis.transaction(double, "n"),
    "waiting": lambda redis: redis.blpop("full", 0),
    "scanning": scan,
    "subscribing": subscribe,
    "connecting": lambda redis: redis.connect(),
}


@pytest.mark.parametrize("work", WORK.values(), ids=WORK)
def test_cancelled_at_each_step(run, server, redis, work):
    async def main():
        redis = AsyncRedis(port=server.port)
        for steps in itertools.count():
            await redis.mset("n", 1, *(word for key in range(3) for word in (f"key{key}", key)))
            await redis.rpush("full", "one")
            if not await is_cancelled(work, redis, steps):
                break
            if not redis._line.is_open:
                # What was cancelled was connecting: the connection is the program's to make again.
                await redis.connect()
            words = [f"{steps}:{number}".encode() for number in range(5)]
            assert await asyncio.gather(*map(redis.echo, words)) == words
        assert steps > 0
        await redis.close()

    run(main)


async def is_cancelled(work, redis, steps):
    """Lets a task have so many turns of the loop and then cancels it; false if it was at its end by then."""
    task = asyncio.ensure_future(work(redis))
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        return True
    return False


def test_what_is_given_up_is_not_taken_from_a_list(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            waiting = asyncio.ensure_future(redis.blpop("empty", 0))
            while b"blocked_clients:1" not in await redis.info("clients"):
                pass
            waiting.cancel()
            while b"blocked_clients:0" not in await redis.info("clients"):
                pass
            assert await redis.rpush("empty", "one") == 1
            assert await redis.llen("empty") == 1

    run(main)


def test_a_timeout_of_the_callers(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(redis.do_cmd("DEBUG", "SLEEP", "0.2"), 0.05)
            assert await redis.echo("mine") == b"mine"

    run(main)


def test_many_tasks_of_which_many_are_cancelled(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            await redis.ping()

            async def work(name):
                for number in range(50):
                    word = f"{name}:{number}".encode()
                    assert await redis.echo(word) == word

            tasks = [asyncio.ensure_future(work(name)) for name in range(60)]
            for task in tasks[::3]:
                await asyncio.sleep(0)
                task.cancel()
            results = await asyncio.gather(*tasks, return_exceptions=True)
            assert all(isinstance(result, asyncio.CancelledError) for result in results[::3])
            assert all(result is None for name, result in enumerate(results) if name % 3)

    run(main)

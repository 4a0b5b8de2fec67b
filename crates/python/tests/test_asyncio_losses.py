"""What commands are told when their connection goes, or is not theirs."""

import asyncio
import os
import threading

import pytest
from test_fork import in_child

from picoredis import AsyncRedis, ConnectionError, RedisError, _connect


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


def test_connecting_while_somebody_connects(run, server, redis):
    async def main():
        for steps in range(24):
            redis = AsyncRedis(port=server.port)
            first = asyncio.ensure_future(redis.connect())
            for _ in range(steps):
                await asyncio.sleep(0)
            assert await asyncio.gather(first, redis.connect()) == [None, None]
            assert await redis.ping() == b"PONG"
            await redis.close()

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


class Pauses:
    """What ``asyncio`` is to the module that connects: its pauses are counted, and as long as ``pause`` is."""

    def __init__(self, monkeypatch, pause):
        self.count, self._pause = 0, pause
        monkeypatch.setattr(_connect, "asyncio", self)

    def __getattr__(self, name):
        return getattr(asyncio, name)

    async def sleep(self, _):
        self.count += 1
        await self._pause()


class Moody:
    """A server that answers as many connections as it is told to with one reply each, and closes the others at once."""

    def __init__(self, reply, answered, refusal=b""):
        self.accepted, self._reply, self._answered, self._refusal = 0, reply, answered, refusal

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self._server.close()
        await self._server.wait_closed()

    async def _serve(self, reader, writer):
        self.accepted += 1
        if self.accepted <= self._answered:
            await reader.read(1000)
            writer.write(self._reply)
        else:
            writer.write(self._refusal)
        writer.close()


CONFIRMED = b"*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n"
FULL = b"-ERR max number of clients reached\r\n"


@pytest.mark.parametrize("refusal", [b"", FULL])
@pytest.mark.parametrize("reconnect", [True, False])
def test_a_server_that_closes_at_once(run, monkeypatch, reconnect, refusal):
    async def main():
        Pauses(monkeypatch, lambda: asyncio.sleep(0))
        async with Moody(b"", 0, refusal) as moody:
            redis = AsyncRedis(port=moody.port, reconnect=reconnect)
            for work in (redis.ping, lambda: redis.subscribe("news"), redis.ping):
                with pytest.raises(RedisError):
                    await asyncio.wait_for(work(), 10)
            # What was connected before is tried ten times, and so is what a command that was not sent is for.
            assert moody.accepted <= 22
            assert redis._mailbox.take() is None
            await redis.close()

    run(main)


@pytest.mark.parametrize("refusal", [b"", FULL])
def test_a_server_that_closes_at_once_what_is_made_again(run, monkeypatch, refusal):
    async def main():
        pauses = Pauses(monkeypatch, lambda: asyncio.sleep(0))
        async with Moody(b"+PONG\r\n", 1, refusal) as moody:
            redis = AsyncRedis(port=moody.port, reconnect=True)
            await redis.ping()
            while redis._line.is_open:
                await asyncio.sleep(0)
            with pytest.raises(ConnectionError, match="max number" if refusal else "closed at once"):
                await asyncio.wait_for(redis.ping(), 10)
            # It waited before each try but the first.
            assert pauses.count == 9 and moody.accepted == 11
            await redis.close()

    run(main)


def test_a_server_that_closes_at_once_what_is_to_listen_again(run, monkeypatch):
    async def main():
        pauses = Pauses(monkeypatch, lambda: asyncio.sleep(0))
        async with Moody(CONFIRMED, 1) as moody:
            redis = AsyncRedis(port=moody.port, reconnect=True)
            await redis.subscribe("news")
            with pytest.raises(ConnectionError, match="closed at once"):
                await asyncio.wait_for(redis.next_push(), 10)
            assert pauses.count == 9 and moody.accepted == 11
            assert redis._mailbox.take() is None
            await redis.close()

    run(main)


@pytest.mark.parametrize("first", ["ping", "subscribe"])
def test_closing_between_one_try_and_the_next(run, server, monkeypatch, first):
    async def main():
        # Who is not told waits for ever.
        Pauses(monkeypatch, lambda: asyncio.get_running_loop().create_future())
        for steps in range(40):
            redis = AsyncRedis(port=server.port, reconnect=True)
            await redis.ping()
            await redis.subscribe("news")
            redis._line.close()
            redis._ear.close()
            redis._plan = redis._plan.elsewhere(None, 1)
            trying = asyncio.ensure_future(redis.ping() if first == "ping" else redis.subscribe("more"))
            for _ in range(steps):
                await asyncio.sleep(0)
            await asyncio.wait_for(redis.close(), 5)
            with pytest.raises(RedisError, match="Not connected"):
                await trying

    run(main)

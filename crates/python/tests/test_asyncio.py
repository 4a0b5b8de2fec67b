"""``AsyncRedis`` on the loop of asyncio and on uvloop."""

import asyncio
import contextlib
import gc
import pickle
import time

import pytest
from conftest import Server
from peer import peer

from picoredis import AsyncRedis, ConnectionError, ParseError, RedisError, RedisTimeout, WatchError
from picoredis._connect import Connection


def test_commands(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            assert await redis.set("foo", "bar", "EX", 10) == b"OK"
            assert await redis.get("foo") == b"bar"
            assert await redis.do_cmd("PING", "Hello World!") == b"Hello World!"
            assert await redis("GET", "foo") == b"bar"
            assert await redis.config_get("maxmemory") == [b"maxmemory", b"0"]
            assert await redis.delete("foo") == 1
            with pytest.raises(RedisError) as raised:
                await redis.bogus("spam!")
            assert raised.value.code == "ERR"
            with pytest.raises(TypeError):
                await redis.set("foo", None)
            assert await redis.get("foo") is None

    run(main)


def test_a_url_and_other_options(run, server):
    async def main():
        url = f"redis://127.0.0.1:{server.port}/2?client_name=me"
        async with AsyncRedis.from_url(url, protocol=3, decode=True) as redis:
            assert "db=2" in await redis.client_info()
            assert await redis.client_getname() == "me"
            await redis.hset("h", "a", "ä")
            assert await redis.hgetall("h") == {"a": "ä"}
            assert repr(redis) == f"<picoredis.AsyncRedis 127.0.0.1:{server.port}>"
        async with AsyncRedis(unix_socket_path=server.path) as redis:
            assert await redis.ping() == b"PONG"

    run(main)


def test_wrong_options():
    with pytest.raises(TypeError, match="hosst"):
        AsyncRedis(hosst="somewhere")
    with pytest.raises(ValueError) as raised:
        AsyncRedis.from_url("redis://:secret@host:port")
    assert "secret" not in str(raised.value)
    with pytest.raises(TypeError, match="make an AsyncRedis"):
        pickle.dumps(AsyncRedis())


def test_tasks_share_one_connection_and_each_has_its_own_replies(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            before = int((await redis.info("stats")).split(b"total_connections_received:")[1].split()[0])

            async def work(name):
                for number in range(100):
                    word = f"{name}:{number}".encode()
                    assert await redis.echo(word) == word

            await asyncio.gather(*(work(name) for name in range(100)))
            after = int((await redis.info("stats")).split(b"total_connections_received:")[1].split()[0])
            assert after == before

    run(main)


class Transport:
    """Stands for a socket: what was written, each piece by itself."""

    def __init__(self):
        self.written = []
        self.write = self.written.append

    def is_closing(self):
        return False

    def abort(self):
        pass

    close = abort


def hear(line, reply):
    """As a transport does it with what it receives."""
    line.get_buffer(-1)[: len(reply)] = reply
    line.buffer_updated(len(reply))


def test_commands_of_one_round_go_out_in_one_write(run):
    async def main():
        redis, transport = AsyncRedis(), Transport()
        redis._line = line = Connection(redis._plan, asyncio.get_running_loop(), redis._mailbox)
        line.connection_made(transport)
        for writes in ([1, 9], [10], [10]):
            transport.written.clear()
            replies = asyncio.gather(*(redis.ping() for _ in range(10)))
            await asyncio.sleep(0)
            assert [piece.count(b"ping") for piece in transport.written] == writes
            hear(line, b"+PONG\r\n" * 10)
            assert await replies == [b"PONG"] * 10
        # Whoever is alone does not wait for others.
        for writes in ([], [1], [1]):
            transport.written.clear()
            alone = redis.ping()
            assert [piece.count(b"ping") for piece in transport.written] == writes
            await asyncio.sleep(0)
            hear(line, b"+PONG\r\n")
            assert await alone == b"PONG"
        late = redis.ping()
        await redis.close()
        with pytest.raises(RedisError, match="was closed"):
            await late

    run(main)


def test_a_reply_that_keeps_coming_may_take_longer_than_the_timeout(run):
    async def main():
        redis, transport = AsyncRedis(timeout=1500), Transport()
        redis._line = line = Connection(redis._plan, asyncio.get_running_loop(), redis._mailbox)
        line.connection_made(transport)
        slow, behind = redis.get("foo"), redis.ping()
        piece = b"x" * 20_000
        hear(line, b"$60000\r\n")
        for _ in range(3):
            # The server takes its time: less than the timeout, each time.
            await asyncio.sleep(0.6)
            hear(line, piece)
        hear(line, b"\r\n+PONG\r\n")
        assert [await slow, await behind] == [piece * 3, b"PONG"]

    run(main)


def test_a_command_goes_out_though_nobody_awaits_it(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            redis.set("foo", "bar")
            assert await redis.get("foo") == b"bar"

    run(main)


def test_large_values_in_both_directions(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            large = bytes(range(256)) * 40_000
            sent = [redis.set(f"foo{number}", large) for number in range(4)]
            assert await asyncio.gather(*sent) == [b"OK"] * 4
            assert await asyncio.gather(*(redis.get(f"foo{number}") for number in range(4))) == [large] * 4
            await redis.rpush("words", *range(100_000))
            assert await redis.lrange("words", 0, -1) == [str(number).encode() for number in range(100_000)]

    run(main)


def test_pipelines(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            async with redis.pipeline() as pipe:
                pipe.set("foo", "bar").get("foo").config_get("maxmemory")
                assert await pipe.execute() == [b"OK", b"bar", [b"maxmemory", b"0"]]
                assert await pipe.execute() == []
            assert await redis.pipeline().extend([("set", "foo", 1), ["get", "foo"]]).execute() == [b"OK", b"1"]
            pipe = redis.pipeline().set("foo", "bar").incr("foo").get("foo")
            ok, error, value = await pipe.execute(raise_on_error=False)
            assert (ok, value) == (b"OK", b"bar") and isinstance(error, RedisError)
            with pytest.raises(RedisError, match="not an integer"):
                await redis.pipeline().incr("foo").execute()
            with pytest.raises(TypeError):
                await redis.pipeline().set("foo", "other").set("foo", None).execute()
            assert await redis.get("foo") == b"bar"

    run(main)


def test_transactions(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            pipe = redis.pipeline(transaction=True).set("foo", "bar").incr("n").incr("foo")
            ok, number, error = await pipe.execute(raise_on_error=False)
            assert (ok, number) == (b"OK", 1) and isinstance(error, RedisError)
            with pytest.raises(RedisError, match="unknown command"):
                await redis.pipeline(transaction=True).set("foo", "other").bogus().execute()
            assert await redis.get("foo") == b"bar"

    run(main)


def test_a_watched_key_is_planned_again(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            await redis.set("balance", 10)
            plans = []

            async def double(own, pipe):
                plans.append(int(await own.get("balance")))
                if len(plans) == 1:
                    await redis.set("balance", 20)
                pipe.set("balance", plans[-1] * 2)

            assert await redis.transaction(double, "balance") == [b"OK"]
            assert plans == [10, 20]
            assert await redis.get("balance") == b"40"

            async def always_late(own, pipe):
                await redis.incr("balance")
                pipe.set("balance", 0)

            with pytest.raises(WatchError):
                await redis.transaction(always_late, "balance", tries=3)
            assert await redis.get("balance") == b"43"

    run(main)


def test_what_a_failed_plan_watched_is_forgotten(run, server, redis):
    def fail(own, pipe):
        1 // 0

    async def main():
        async with AsyncRedis(port=server.port) as redis:
            for _ in range(3):
                with pytest.raises(ZeroDivisionError):
                    await redis.transaction(fail, "balance")
                await redis.incr("balance")
                assert await redis.transaction(lambda own, pipe: pipe.ping(), tries=1) == [b"PONG"]

    run(main)


def blocks_in(redis, server):
    """A connection that waits for a moment: what the server says of it."""

    async def look():
        waiting = redis.blpop("empty", 0.3)
        async with AsyncRedis(port=server.port) as other:
            while True:
                lines = (await other.client_list()).split(b"\n")
                if found := [line for line in lines if b" cmd=blpop " in line]:
                    assert await waiting is None
                    return found[0]

    return look()


@pytest.mark.parametrize("words", [("SELECT", 5), ("CLIENT", "SETNAME", "mine"), ("MULTI",), ("WATCH", "n")])
@pytest.mark.parametrize("collects", [True, False])
def test_what_a_plan_made_of_its_connection_is_not_left_to_the_next(run, server, redis, words, collects):
    async def plan(own, pipe):
        await own.do_cmd(*words)
        if collects and words != ("MULTI",):
            pipe.ping()

    async def main():
        async with AsyncRedis(port=server.port) as redis:
            await redis.transaction(plan)
            line = await blocks_in(redis, server)
            assert b" db=0 " in line and b" name= " in line
            await redis.incr("n")
            assert await redis.transaction(lambda own, pipe: pipe.ping(), tries=1) == [b"PONG"]

    run(main)


def test_what_is_collected_changes_its_connection_too(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            await redis.transaction(lambda own, pipe: pipe.select(5))
            assert b" db=0 " in await blocks_in(redis, server)
            await redis.transaction(lambda own, pipe: own.pipeline().select(5).execute())
            assert b" db=0 " in await blocks_in(redis, server)
            await redis.transaction(lambda own, pipe: own.subscribe("news"))
            while await redis.publish("news", "x"):
                pass

    run(main)


def test_an_empty_plan_watches_nothing_and_keeps_its_connection(run, server, redis):
    numbers = []

    async def plan(own, pipe):
        numbers.append(await own.client_id())

    async def main():
        async with AsyncRedis(port=server.port) as redis:
            assert await redis.transaction(plan, "n") == []
            await redis.incr("n")
            assert await redis.transaction(lambda own, pipe: pipe.client_id(), tries=1) == numbers

    run(main)


class Prefixed(AsyncRedis):
    def __init__(self, *args, prefix, **options):
        super().__init__(*args, **options)
        self.prefix = prefix

    def do_cmd(self, cmd, key, *args):
        return super().do_cmd(cmd, self.prefix + key, *args)


def test_a_sub_class_finds_its_attributes_on_other_connections(run, server, redis):
    async def main():
        async with Prefixed(port=server.port, prefix="p:") as redis:
            await redis.do_cmd("SET", "a", "1")
            assert await redis.transaction(lambda own, pipe: pipe.get("p:a"), "a") == [b"1"]

    run(main)


def test_what_the_next_connection_would_not_know_is_refused(run, server):
    async def main():
        async with AsyncRedis(port=server.port, reconnect=True, protocol=3) as redis:
            with pytest.raises(RedisError, match="AUTH.*'username' and 'password'"):
                await redis.auth("somebody", "pw")
            with pytest.raises(RedisError, match="AUTH"):
                await redis.pipeline().auth("pw").execute()
            with pytest.raises(RedisError, match="CLIENT TRACKING.*without 'reconnect'"):
                await redis.client_tracking("ON")
            assert await redis.ping() == b"PONG"

    run(main)


def test_what_would_change_the_connection_for_others_is_refused(run, server):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            for words in (("MULTI",), ("WATCH", "foo"), ("SELECT", 1), ("RESET",), ("SUBSCRIBE", "news"), ()):
                with pytest.raises((RedisError, TypeError)):
                    await redis.do_cmd(*words)
                with pytest.raises(RedisError):
                    await redis.pipeline().do_cmd(*words).execute()
            assert await redis.ping() == b"PONG"

    run(main)


def test_a_command_that_waits_lets_others_go_on(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port, timeout=500) as redis:
            waiting = [redis.blpop("empty", 0), redis.do_cmd("BLPOP", "empty", 5)]
            while b"blocked_clients:2" not in await redis.info("clients"):
                pass
            await redis.rpush("empty", "one", "two")
            assert sorted(await asyncio.gather(*waiting)) == [[b"empty", b"one"], [b"empty", b"two"]]
            assert await redis.blpop("empty", 0.7) is None

    run(main)


def test_scanning(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            await redis.mset(*[word for number in range(500) for word in (f"key:{number}", number)])
            assert {key async for key in redis.scan_iter("MATCH", "key:*")} == {b"key:%d" % n for n in range(500)}
            await redis.hset("h", "a", 1, "b", 2)
            assert [pair async for pair in redis.hscan_iter("h")] == [(b"a", b"1"), (b"b", b"2")]
            await redis.sadd("s", "x")
            assert [member async for member in redis.sscan_iter("s")] == [b"x"]
            await redis.zadd("z", 1.5, "m", 2, "n")
            assert [pair async for pair in redis.zscan_iter("z", count=10, match="m")] == [(b"m", b"1.5")]
            assert [key async for key in redis.scan_iter(type="zset")] == [b"z"]

    run(main)


def test_nobody_listens(run):
    async def main():
        with pytest.raises(ConnectionError, match="127.0.0.1:1: .*(refused|Connect call failed)"):
            await AsyncRedis(port=1).ping()

    run(main)


def test_a_wrong_password_is_the_servers_error_and_never_shown(run, server):
    async def main():
        with pytest.raises(RedisError) as raised:
            await AsyncRedis(port=server.port, username="nobody", password="hunter2").ping()
        assert raised.value.code == "WRONGPASS"
        assert "hunter2" not in str(raised.value)

    run(main)


def test_closed_and_connected_again(run, server, redis):
    async def main():
        redis = AsyncRedis(port=server.port)
        late = redis.blpop("empty", 0)
        await redis.ping()
        await redis.close()
        with pytest.raises(RedisError):
            await late
        with pytest.raises(RedisError, match="Not connected"):
            await redis.ping()
        await redis.connect("localhost")
        assert await redis.ping() == b"PONG"
        await redis.close()

    run(main)


def test_silence_is_a_timeout_for_each_and_late_replies_are_skipped(run, server):
    async def main():
        redis = AsyncRedis(port=server.port, timeout=100)
        sleeping = [redis.do_cmd("DEBUG", "SLEEP", "0.35"), redis.echo("late")]
        results = await asyncio.gather(*sleeping, return_exceptions=True)
        assert [type(result) for result in results] == [RedisTimeout] * 2
        assert not isinstance(results[0], RedisError)
        while True:
            try:
                assert await redis.echo("mine") == b"mine"
                break
            except RedisTimeout:
                continue
        late = redis.pipeline().ping().do_cmd("DEBUG", "SLEEP", "0.35").ping()
        assert [type(error) for error in await late.execute(raise_on_error=False)] == [RedisTimeout] * 3
        await redis.close()

    run(main)


def test_a_lost_connection_is_told_to_each(run, server):
    async def main():
        redis = AsyncRedis(port=server.port)
        pipe = redis.pipeline().ping().client_kill("ID", await redis.client_id(), "SKIPME", "no").ping()
        alone, results = await asyncio.gather(redis.ping(), pipe.execute(raise_on_error=False))
        assert alone == results[0] == b"PONG"
        assert isinstance(results[2], ConnectionError) and "may have been executed" in str(results[2])
        with pytest.raises(RedisError, match="Not connected"):
            await redis.ping()
        await redis.connect()
        assert await redis.ping() == b"PONG"
        await redis.close()

    run(main)


def test_a_server_that_dies_and_returns(run):
    mortal = Server()

    async def main():
        redis = AsyncRedis(port=mortal.port, reconnect=True)
        assert await redis.ping() == b"PONG"
        mortal.kill()
        mortal.start()
        # It depends on the loop whether it is sent to nobody, or not at all and then again.
        with contextlib.suppress(ConnectionError):
            await redis.ping()
        assert await asyncio.gather(*(redis.echo(number) for number in range(10))) == [b"%d" % n for n in range(10)]
        await redis.close()

    run(main)
    mortal.stop()


@pytest.mark.parametrize("reply", [b"?what\r\n", b"$-2\r\n", b"$3\r\nabcde\r\n", b":1x\r\n", b"\x00" * 100])
def test_what_is_no_reply_is_a_parse_error_and_the_end(run, reply):
    async def main():
        with peer(reply, b"+OK\r\n") as port:
            redis = AsyncRedis(port=port)
            with pytest.raises(ParseError):
                await redis.get("foo")
            with pytest.raises(RedisError, match="Not connected"):
                await redis.get("foo")

    run(main)


def test_a_value_that_ends_early_and_a_count_that_is_a_lie(run):
    async def main():
        for reply in (b"$100000000\r\n" + b"x" * 100_000, b"*2147483000\r\n$1\r\na\r\n"):
            with peer(reply) as port:
                with pytest.raises(ConnectionError, match="closed the connection.*may have been executed"):
                    await AsyncRedis(port=port).get("foo")

    run(main)


def test_what_is_no_utf_8_is_an_error_and_the_next_reply_is_right(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port, decode=True) as redis:
            await redis.rpush("words", b"\xff", "two")
            wrong, right = redis.lrange("words", 0, -1), redis.echo("mine")
            with pytest.raises(UnicodeDecodeError):
                await wrong
            assert await right == "mine"

    run(main)


def test_a_sub_class_and_its_own_do_cmd(run, server):
    class Counting(AsyncRedis):
        calls = ()

        def do_cmd(self, *args):
            self.calls += (args,)
            return super().do_cmd(*args)

        async def doubled(self, key):
            return 2 * int(await self.get(key))

    async def main():
        async with Counting(port=server.port) as redis:
            await redis.set("foo", 21)
            assert await redis.doubled("foo") == 42
            assert redis.calls == (("set", "foo", 21), ("get", "foo"))

    run(main)


def test_a_dropped_client_closes_its_connections(run, server, redis):
    async def main():
        other = AsyncRedis(port=server.port)
        name = await other.client_id()
        assert await other.blpop("empty", 0.01) is None
        del other
        gc.collect()
        async with AsyncRedis(port=server.port) as redis:
            while await redis.client_list("ID", name):
                pass

    run(main)


def test_debug_output(run, server, capsys):
    async def main():
        async with AsyncRedis(port=server.port, debug=True) as redis:
            await redis.set("foo", "bar")
            assert redis.debug
            redis.debug = False
            await redis.ping()
            redis.debug = True
            await redis.pipeline().get("foo").execute()
            with pytest.raises(RedisError):
                await redis.auth("hunter2")
            await redis.blpop("empty", 0.01)
            redis.debug = False
            await redis.blpop("empty", 0.01)

    run(main)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:5] == [
        r"SEND: '*3\r\n$3\r\nset\r\n$3\r\nfoo\r\n$3\r\nbar\r\n'",
        r"RECV: b'+OK\r\n'",
        r"SEND: '*2\r\n$3\r\nget\r\n$3\r\nfoo\r\n'",
        r"RECV: b'$3\r\n'",
        r"RECV: b'bar\r\n'",
    ]
    assert sum("blpop" in line for line in lines) == 1
    assert "hunter2" not in str(lines) and "PING" not in str(lines).upper()


def test_what_was_not_sent_is_sent_on_the_next_connection(run, server, redis):
    async def main():
        loop = asyncio.get_running_loop()
        for reconnect in (False, True):
            async with AsyncRedis(port=server.port, reconnect=reconnect) as shared:
                redis.set("n", 0)
                redis.client_kill("ID", await shared.client_id())
                futures = []

                def send():
                    futures.append(shared.incr("n"))
                    futures.append(shared.get("n"))

                # In the same round in which the loop learns that the connection is at its end, and before it says so.
                loop.call_later(0.01, send)
                time.sleep(0.1)
                await asyncio.sleep(0.1)
                if reconnect:
                    assert await asyncio.gather(*futures) == [1, b"1"]
                else:
                    for failed in await asyncio.gather(*futures, return_exceptions=True):
                        assert isinstance(failed, RedisError)
                    assert redis.get("n") == b"0"

    run(main)


def test_what_cannot_be_sent_on_another_connection_is_told(run):
    own = Server()

    async def main():
        loop = asyncio.get_running_loop()
        redis = AsyncRedis(port=own.port, reconnect=True)
        await redis.ping()
        own.kill()
        futures = []
        loop.call_later(0.01, lambda: futures.append(redis.incr("n")))
        time.sleep(0.1)
        await asyncio.sleep(0.1)
        await redis.close()
        with pytest.raises(RedisError):
            await futures[0]

    run(main)
    own.stop()


def test_each_loop_has_connections_of_its_own(server, redis):
    shared = AsyncRedis(port=server.port)
    names = []

    async def main():
        assert await shared.echo("mine") == b"mine"
        assert await shared.blpop("empty", 0.01) is None
        # Where nobody counts references it stays subscribed for longer than the test lasts.
        await shared.subscribe("loops")
        redis.publish("loops", "today")
        assert (await shared.next_push(1000)).payload == b"today"
        names.append(await shared.client_id())
        # It is nobody's when the loop ends.
        shared.incr("n")
        shared.incr("n")

    for _ in range(3):
        asyncio.run(main())
    assert len(set(names)) == 3

    async def end():
        async with contextlib.aclosing(shared):
            pass
        with pytest.raises(RedisError, match="Not connected"):
            await shared.ping()

    asyncio.run(end())
    with pytest.raises(RedisError, match="Not connected"):
        asyncio.run(main())


def test_a_command_where_no_loop_runs(recwarn):
    redis = AsyncRedis(port=1)
    with pytest.raises(RuntimeError, match="no running event loop"):
        redis.ping()
    # As of a coroutine that nobody awaits.
    assert RuntimeWarning not in {warning.category for warning in recwarn}


def test_what_waits_for_the_connection_goes_before_what_comes_later(run, server, redis):
    async def main():
        for steps in range(24):
            async with contextlib.AsyncExitStack() as end:
                redis = AsyncRedis(port=server.port)
                end.push_async_callback(redis.close)
                early = [redis.rpush(f"list{steps}", number) for number in range(3)]
                refused, cancelled = redis.incr("list0"), redis.incr("list0")
                cancelled.cancel()
                for _ in range(steps):
                    await asyncio.sleep(0)
                late = redis.rpush(f"list{steps}", "late")
                assert await asyncio.gather(*early, late) == [1, 2, 3, 4]
                with pytest.raises(RedisError, match="WRONGTYPE"):
                    await refused

    run(main)

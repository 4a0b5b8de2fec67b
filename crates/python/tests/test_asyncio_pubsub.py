"""Messages on asyncio: on a connection of their own, beside commands in either protocol."""

import asyncio

import pytest
from conftest import Server
from peer import peer
from test_pubsub import HOSTILE, LAST

from picoredis import AsyncRedis, ConnectionError, Message, Push, RedisError


@pytest.mark.parametrize("protocol", [2, 3])
def test_messages_come_in_order_beside_commands(run, server, protocol):
    async def main():
        async with AsyncRedis(port=server.port, protocol=protocol) as redis:
            await redis.subscribe("news", "weather")
            await redis.publish("news", "one")
            assert await redis.echo("mine") == b"mine"
            await redis.publish("weather", "two")
            assert await redis.next_push(3000) == Message(b"news", b"one")
            assert await redis.next_push(3000) == Message(b"weather", b"two")
            assert await redis.next_push(10) is None
            await redis.unsubscribe("news")
            assert await redis.publish("news", "unheard") == 0
            assert await redis.publish("weather", "three") == 1
            assert await redis.next_push(3000) == Message(b"weather", b"three")
            await redis.unsubscribe()
            assert await redis.publish("weather", "unheard") == 0

    run(main)


@pytest.mark.parametrize("protocol", [2, 3])
def test_patterns_shards_and_an_end(run, server, protocol):
    async def main():
        async with AsyncRedis(port=server.port, protocol=protocol, decode=True) as redis:
            await asyncio.gather(redis.psubscribe("n*"), redis.ssubscribe("shard"))
            await redis.publish("news", "one")
            await redis.spublish("shard", "two")
            messages = [message async for message in redis.listen(timeout=100)]
            assert messages == [Message("news", "one", "n*"), Message("shard", "two")]
            await redis.punsubscribe()
            await redis.sunsubscribe("shard")
            assert await redis.publish("news", "unheard") == await redis.spublish("shard", "unheard") == 0

    run(main)


def test_many_messages_and_many_who_wait(run, server):
    async def main():
        async with AsyncRedis(port=server.port) as redis, AsyncRedis(port=server.port) as other:
            await redis.subscribe("news")
            heard = []

            async def listen():
                async for message in redis.listen():
                    heard.append(int(message.payload))
                    if message.payload == b"4999":
                        return

            listeners = [asyncio.ensure_future(listen()) for _ in range(3)]
            await asyncio.gather(*(other.publish("news", number) for number in range(5000)))
            await asyncio.wait(listeners, return_when=asyncio.FIRST_COMPLETED)
            for listener in listeners:
                listener.cancel()
            assert heard == list(range(5000))

    run(main)


def test_what_is_too_much_is_counted(run, server):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            await redis.subscribe("news")
            for _ in range(40):
                await redis.publish("news", "x" * 1_000_000)
            assert await redis.publish("news", "last") == 1
            # The connection that listens confirms it after all that was published.
            await redis.subscribe("other")
            # 16 MiB are kept: the last, and 16 of the others.
            assert await redis.next_push(3000) == Push("missed", 24)
            kept = [await redis.next_push(3000) for _ in range(17)]
            assert [len(message.payload) for message in kept] == [1_000_000] * 16 + [4]

    run(main)


def test_a_pattern_has_weight_too(run, server):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            await redis.psubscribe("n" + "*" * 10_000)
            for _ in range(25):
                pipe = redis.pipeline()
                for number in range(100):
                    pipe.publish("news", number)
                await pipe.execute()
            # The connection that listens confirms it after all that was published.
            await redis.subscribe("other")
            push = await redis.next_push(3000)
            # 16 MiB are kept.
            assert push.kind == "missed" and 800 < push.data < 900

    run(main)


def test_what_others_do(run, server):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            await redis.monitor()
            await redis.echo("seen")
            push = await redis.next_push(3000)
            assert push.kind == "monitor" and b'"seen"' in push.data

    run(main)


def test_invalidations_come_on_the_connection_that_tracks(run, server):
    async def main():
        async with AsyncRedis(port=server.port, protocol=3) as redis, AsyncRedis(port=server.port) as other:
            await redis.client_tracking("ON")
            await redis.get("foo")
            await other.set("foo", "bar")
            assert await redis.next_push(3000) == Push("invalidate", [b"foo"])

    run(main)


def test_a_subscription_that_is_refused(run, server, redis):
    redis.acl_setuser("deaf", "on", "nopass", "+@all", "~*", "resetchannels", "&news")

    async def main():
        async with AsyncRedis(port=server.port, username="deaf", password="") as redis:
            with pytest.raises(RedisError) as raised:
                await redis.subscribe("secrets", "more")
            assert raised.value.code == "NOPERM"
            await redis.subscribe("news")
            await redis.publish("news", "one")
            assert await redis.next_push(3000) == Message(b"news", b"one")

    run(main)
    redis.acl_deluser("deaf")


def test_what_is_refused_takes_nothing_with_it(run, server, redis):
    redis.acl_setuser("deaf", "on", "nopass", "+@all", "-monitor", "~*", "resetchannels", "&news")

    async def main():
        async with AsyncRedis(port=server.port, username="deaf", password="", reconnect=True) as redis:
            await redis.subscribe("news")
            for refused in (redis.subscribe("news", "secrets"), redis.monitor()):
                with pytest.raises(RedisError) as raised:
                    await refused
                assert raised.value.code == "NOPERM"
            await lose(redis)
            assert await redis.next_push(3000) == Push("reconnected")
            assert await redis.publish("news", "one") == 1
            assert await redis.next_push(3000) == Message(b"news", b"one")

    run(main)
    redis.acl_deluser("deaf")


def test_a_name_is_the_same_however_it_is_given(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port, reconnect=True) as redis:
            await redis.subscribe("news", bytearray(b"sports"), 7, "other")
            await redis.psubscribe(memoryview(b"w*"))
            await redis.unsubscribe(b"news", "sports", b"7")
            with pytest.raises(TypeError, match="None"):
                await redis.subscribe(None)
            await lose(redis)
            assert await redis.next_push(3000) == Push("reconnected")
            told = [await redis.publish(name, "x") for name in ("news", "sports", "7", "other", "weather")]
            assert told == [0, 0, 0, 1, 1]

    run(main)


def test_a_lost_subscription_is_told(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            await redis.subscribe("news")
            waiting = asyncio.ensure_future(redis.next_push())
            await redis.client_kill("TYPE", "pubsub")
            with pytest.raises(ConnectionError, match="subscribe again"):
                await waiting
            await redis.subscribe("news")
            await redis.publish("news", "one")
            assert await redis.next_push(3000) == Message(b"news", b"one")

    run(main)


def test_a_subscription_is_made_again(run):
    mortal = Server()

    async def main():
        redis = AsyncRedis(port=mortal.port, reconnect=True)
        await redis.subscribe("news")
        await redis.psubscribe("w*")
        waiting = asyncio.ensure_future(redis.next_push())
        mortal.kill()
        mortal.start()
        assert await waiting == Push("reconnected")
        async with AsyncRedis(port=mortal.port) as other:
            assert await other.publish("news", "one") == await other.publish("weather", "two") == 1
        assert await redis.next_push(3000) == Message(b"news", b"one")
        assert await redis.next_push(3000) == Message(b"weather", b"two", b"w*")
        await redis.close()

    run(main)
    mortal.stop()


async def lose(redis):
    """Its connection that listens."""
    await redis.client_kill("TYPE", "pubsub")
    while redis._ear.is_open:
        await asyncio.sleep(0)


def test_who_gives_up_while_it_is_made_again(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port, reconnect=True) as redis:
            await redis.subscribe("news")
            await redis.psubscribe("w*")
            await lose(redis)
            server.stop_for_now()
            try:
                # The server is connected to, and confirms nothing.
                assert await redis.next_push(20) is None
            finally:
                server.go_on()
            assert await redis.next_push(3000) == Push("reconnected")
            assert await redis.publish("news", "one") == await redis.publish("weather", "two") == 1
            assert await redis.next_push(3000) == Message(b"news", b"one")

    run(main)


def test_closing_while_it_is_made_again(run, server, redis):
    async def main():
        redis = AsyncRedis(port=server.port, reconnect=True, timeout=None)
        await redis.subscribe("news")
        await lose(redis)
        server.stop_for_now()
        try:
            assert await redis.next_push(20) is None
            # What would be waited for is given up.
            await asyncio.wait_for(redis.close(), 20)
        finally:
            server.go_on()

    run(main)


def test_what_is_not_wanted_any_more_is_not_made_again(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port, reconnect=True) as redis:
            await redis.subscribe("news", "sports")
            await redis.psubscribe("w*")
            await redis.unsubscribe("news")
            await lose(redis)
            await redis.unsubscribe("sports")
            assert await redis.next_push(3000) == Push("reconnected")
            assert await redis.publish("news", "one") == await redis.publish("sports", "two") == 0
            assert await redis.publish("weather", "three") == 1

    run(main)


def test_unsubscribing_while_it_is_made_again(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port, reconnect=True) as redis:
            await redis.subscribe("news")
            await redis.psubscribe("w*")
            await lose(redis)
            server.stop_for_now()
            try:
                assert await redis.next_push(20) is None
                unsubscribing = asyncio.ensure_future(redis.unsubscribe("news"))
                await asyncio.sleep(0)
            finally:
                server.go_on()
            await unsubscribing
            assert await redis.publish("news", "one") == 0
            assert await redis.publish("weather", "two") == 1

    run(main)


def test_what_comes_before_all_is_subscribed_again_is_heard_after_that_is_told(run):
    confirmed = b"*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n", b"*3\r\n$10\r\npsubscribe\r\n$2\r\nw*\r\n:2\r\n"
    message = b"*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$3\r\none\r\n"
    connections = [confirmed, (b"+PONG\r\n", confirmed[0] + message, confirmed[1])]

    async def serve(reader, writer):
        for reply in connections.pop(0):
            await reader.read(1000)
            writer.write(reply)
        if connections:
            writer.close()
        await reader.read(1000)
        writer.close()

    async def main():
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        redis = AsyncRedis(port=server.sockets[0].getsockname()[1], reconnect=True)
        await redis.subscribe("news")
        await redis.psubscribe("w*")
        assert await redis.next_push(3000) == Push("reconnected")
        assert await redis.next_push(3000) == Message(b"news", b"one")
        await redis.close()
        server.close()
        await server.wait_closed()

    run(main)


def test_what_comes_before_all_is_subscribed_again_is_not_heard_until_that_is_told(run):
    confirmed = b"*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n", b"*3\r\n$10\r\npsubscribe\r\n$2\r\nw*\r\n:2\r\n"
    message = b"*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$3\r\none\r\n"
    connections = [confirmed, (b"+PONG\r\n", confirmed[0] + message, confirmed[1])]
    half = asyncio.Event()

    async def serve(reader, writer):
        for reply in connections.pop(0):
            await reader.read(1000)
            if not connections and reply is confirmed[1]:
                await half.wait()
            writer.write(reply)
        if connections:
            writer.close()
        await reader.read(1000)
        writer.close()

    async def main():
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        redis = AsyncRedis(port=server.sockets[0].getsockname()[1], reconnect=True)
        await redis.subscribe("news")
        await redis.psubscribe("w*")
        # The second is not confirmed yet.
        assert await redis.next_push(100) is None
        half.set()
        assert await redis.next_push(3000) == Push("reconnected")
        assert await redis.next_push(3000) == Message(b"news", b"one")
        await redis.close()
        server.close()
        await server.wait_closed()

    run(main)


def test_who_only_looks_whether_there_is_something(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port, reconnect=True) as redis, AsyncRedis(port=server.port) as other:
            for each in (redis, other):
                await each.subscribe("news")
                await lose(each)
            while (push := await redis.next_push(0)) is None:
                await asyncio.sleep(0)
            assert push == Push("reconnected")
            assert await redis.publish("news", "one") == 1
            with pytest.raises(ConnectionError, match="subscribe again"):
                await other.next_push(0)

    run(main)


def test_what_came_before_it_was_lost_is_heard_first(run, server, redis):
    async def main():
        async with AsyncRedis(port=server.port, reconnect=True) as redis:
            await redis.subscribe("news")
            await redis.publish("news", "one")
            await lose(redis)
            await redis.subscribe("sports")
            await redis.publish("news", "two")
            said = [await redis.next_push(3000) for _ in range(3)]
            assert said == [Message(b"news", b"one"), Push("reconnected"), Message(b"news", b"two")]

    run(main)


@pytest.mark.parametrize("listens", [True, False])
def test_who_hears_much_lets_others_run(run, server, redis, listens):
    async def main():
        async with AsyncRedis(port=server.port) as redis:
            await redis.subscribe("news")
            await asyncio.gather(*(redis.publish("news", number) for number in range(5000)))
            # The connection that listens confirms it after all that was published.
            await redis.subscribe("other")
            heard = []

            async def hear():
                if listens:
                    async for message in redis.listen():
                        heard.append(int(message.payload))
                while True:
                    heard.append(int((await redis.next_push()).payload))

            hearing = asyncio.ensure_future(hear())
            while not heard:
                await asyncio.sleep(0)
            hearing.cancel()
            await asyncio.wait((hearing,))
            assert hearing.cancelled() and len(heard) < 5000
            # Of what was left nothing is lost.
            heard.append(int((await redis.next_push(3000)).payload))
            assert heard == list(range(len(heard)))

    run(main)


@pytest.mark.parametrize("protocol", [2, 3])
def test_what_is_no_text_is_told_and_the_next_is_heard(run, server, protocol):
    async def main():
        async with AsyncRedis(port=server.port, protocol=protocol, decode=True) as redis:
            await redis.subscribe("news")
            for payload in ("one", b"\xff", "two"):
                await redis.publish("news", payload)
            assert await redis.next_push(3000) == Message("news", "one")
            with pytest.raises(UnicodeDecodeError):
                await redis.next_push(3000)
            assert await redis.next_push(3000) == Message("news", "two")

    run(main)


def test_a_sub_class_may_have_its_own_way_to_hear(run, server):
    class Shouting(AsyncRedis):
        async def next_push(self, timeout=None):
            push = await super().next_push(timeout)
            return push and push.payload.upper()

    async def main():
        async with Shouting(port=server.port) as redis:
            await redis.subscribe("news")
            for payload in ("one", "two"):
                await redis.publish("news", payload)
            assert [heard async for heard in redis.listen(timeout=100)] == [b"ONE", b"TWO"]

    run(main)


@pytest.mark.parametrize("said, heard", HOSTILE)
def test_what_servers_might_say(run, said, heard):
    confirmed = b">3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n"

    async def main(port):
        redis = AsyncRedis(port=port, protocol=3)
        await redis.subscribe("news")
        if heard is not None:
            assert await redis.next_push(3000) == heard
        assert await redis.next_push(3000) == Message(b"news", b"end")
        await redis.close()

    with peer(b"%1\r\n+server\r\n+x\r\n", confirmed + said + LAST) as port:
        run(lambda: main(port))

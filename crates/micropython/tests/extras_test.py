"""What is loaded when it is used, against real servers: `extras_test.py FOLDER_OF_CLIENT PORT TLS_PORT FOLDER_OF_CA`."""

import asyncio
import sys

sys.path.insert(0, sys.argv[1])
PORT = int(sys.argv[2])
TLS_PORT = int(sys.argv[3])
AUTHORITY = sys.argv[4] + "/ca"

import socket

if sys.implementation.name != "micropython":
    # A package of this name is none of ours.
    sys.modules["tls"] = sys

import picoredis
from picoredis import (
    AsyncRedis,
    Pipeline,
    Reconnecting,
    Redis,
    RedisError,
    RedisTimeout,
    Subscriber,
)
from picoredis_bulk import chunks, get_into


def raised(kind, function, *args, **more):
    """The error of this kind that a call must end in."""
    try:
        function(*args, **more)
    except kind as error:
        return error
    raise AssertionError("no %s" % kind.__name__)


def equal(actual, expected):
    assert repr(actual) == repr(expected), "%r instead of %r" % (actual, expected)


def listen(port=PORT):
    """A listening socket and its port. MicroPython cannot say which port it was given."""
    while True:
        port = port + 1 if port < 60000 else 20000
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(socket.getaddrinfo("127.0.0.1", port)[0][-1])
            listener.listen(1)
            return listener, port
        except OSError:
            listener.close()


def scripted(kind=Redis, timeout=50, **more):
    """A client, the other end of its connection, and what it listens with."""
    listener, port = listen()
    redis = kind(port=port, timeout=timeout, **more)
    return redis, listener.accept()[0], listener


def test_names():
    raised(AttributeError, lambda: picoredis.nothing)
    raised(ImportError, lambda: picoredis.Nothing)
    raised(TypeError, Redis, port=PORT, nothing=1)


def test_login():
    redis = Redis(port=PORT)
    redis.acl("SETUSER", "anna", "on", ">secret", "+@all", "~*")
    anna = Redis(port=PORT, username="anna", password="secret", db=2)
    equal(anna.do_cmd("ACL", "WHOAMI"), b"anna")
    anna.set("only here", 1)
    equal(redis.get("only here"), None)
    anna.flushdb()
    assert "WRONGPASS" == raised(RedisError, Redis, port=PORT, username="anna", password="guess").args[0]
    anna._more["password"] = "forgotten"
    raised(RedisError, anna.connect)
    assert raised(RedisError, anna.ping).args[0].startswith("Not connected")
    redis.acl("DELUSER", "anna")


def test_resp3():
    redis = Redis(port=PORT, protocol=3)
    redis.do_cmd("DEL", "h")
    redis.hset("h", "a", 1)
    equal(redis.hgetall("h"), {b"a": b"1"})


def test_tls():
    redis = Redis("localhost", TLS_PORT, ssl=AUTHORITY)
    equal(redis.ping("secretly"), b"secretly")
    value = b"0123456789" * 20000
    redis.set("large", value)
    assert redis.get("large") == value
    redis._timeout = 50
    raised(RedisTimeout, redis.do_cmd, "DEBUG", "SLEEP", 0.2)
    redis._timeout = 10000
    equal(redis.ping("mine"), b"mine")
    room = bytearray(300000)
    equal(get_into(redis, "large", room), 200000)
    assert room[:200000] == value
    redis.close()
    assert raised(RedisError, redis.ping).args[0].startswith("Not connected")


def test_tls_with_a_stranger():
    raised((OSError, ValueError), Redis, "localhost", TLS_PORT, ssl=AUTHORITY + "_stranger")
    raised((OSError, ValueError), Redis, "127.0.0.2", TLS_PORT, ssl=AUTHORITY)


def test_commands_that_wait():
    # The server looks at its clock ten times a second.
    redis = Redis(port=PORT, timeout=250)
    equal(redis.blpop("nothing", 0.4), None)
    equal(redis.do_cmd("BLMPOP", 0.4, 1, "nothing", "LEFT"), None)
    equal(redis.xread("BLOCK", 400, "STREAMS", "nothing", "$"), None)
    equal(redis.wait(1, 400), 0)
    equal(redis.xread("Block", b"400", "STREAMS", "nothing", "$"), None)
    raised(RedisTimeout, redis.do_cmd, "DEBUG", "SLEEP", 0.5)
    redis._timeout = 3000
    equal(redis.xrevrange("nothing", "+", "-"), [])


def test_commands_without_one_reply():
    redis = Redis(port=PORT)
    for command in ("subscribe", b"psubscribe", "unsubscribe", "monitor", "sync"):
        assert raised(RedisError, redis.do_cmd, command, "x").args[0].startswith("Not answered")
    equal(redis.ping(), b"PONG")
    raised(RedisError, Pipeline(redis).subscribe, "x")


def test_connect_in_time():
    listener, port = listen()
    # As many as the system queues: the next one waits.
    waiting = []
    try:
        for _ in range(5):
            waiting.append(Redis(port=port, timeout=100))
    except OSError as error:
        assert error.args[0] in (110, "timed out"), error
        return
    raise AssertionError("connected %d times" % len(waiting))


def test_pipeline():
    redis = Redis(port=PORT)
    replies = Pipeline(redis).set("foo", "bar").get("foo")("INCR", "foo").do_cmd("ECHO", "last").run()
    equal(replies[:2] + replies[3:], [b"OK", b"bar", b"last"])
    assert isinstance(replies[2], RedisError)
    equal(Pipeline(redis).run(), [])
    pipeline = Pipeline(redis)
    for number in range(1000):
        pipeline.echo(number)
    equal(pipeline.run(), [b"%d" % number for number in range(1000)])
    equal(redis.ping(), b"PONG")


def test_pipeline_after_a_timeout():
    redis, peer, _ = scripted()
    raised(RedisTimeout, Pipeline(redis).echo(1).echo(2).run)
    peer.send(b":1\r\n:2\r\n:3\r\n:4\r\n")
    equal(Pipeline(redis).echo(3).echo(4).run(), [3, 4])


def test_subscriber():
    for protocol in (2, 3):
        redis = Redis(port=PORT)
        subscriber = Subscriber(Redis(port=PORT, protocol=protocol), "one", "two")
        equal(subscriber.receive(1), None)
        subscriber.psubscribe("th*")
        while redis.do_cmd("PUBSUB", "NUMPAT") < 1:
            pass
        # The server has told all about channels; who waits in vain then loses nothing.
        equal(subscriber.receive(50), None)
        for channel in ("one", "nobody's", "three", "two"):
            redis.publish(channel, "to " + channel)
        received = []
        for channel, message in subscriber:
            received.append((channel, message))
            if channel == b"two":
                break
        equal(received, [(b"one", b"to one"), (b"three", b"to three"), (b"two", b"to two")])
        equal(subscriber.receive(1), None)
        subscriber._redis.close()
        raised(RedisError, subscriber.receive, 1)
        while redis.do_cmd("PUBSUB", "NUMPAT"):
            pass


def test_get_into():
    redis = Redis(port=PORT)
    redis.set("value", "12345")
    redis.do_cmd("SET", "empty", "")
    room = bytearray(8)
    equal(get_into(redis, "value", room), 5)
    equal(room, bytearray(b"12345\x00\x00\x00"))
    equal(get_into(redis, "empty", room), 0)
    equal(get_into(redis, "nothing", room), None)
    equal(get_into(redis, "value", memoryview(room)[3:]), 5)
    error = raised(ValueError, get_into, redis, "value", bytearray(3))
    equal(str(error), "5 bytes are too long")
    equal(redis.echo("next"), b"next")
    redis.do_cmd("DEL", "list")
    redis.rpush("list", 1)
    equal(raised(RedisError, get_into, redis, "list", room).args[0], "WRONGTYPE")
    raised(TypeError, lambda: list(chunks(redis, "LLEN", "list")))
    equal(redis.echo("next"), b"next")


def test_chunks():
    redis = Redis(port=PORT)
    value = b"0123456789" * 1000
    redis.set("value", value)
    equal(b"".join([bytes(chunk) for chunk in chunks(redis, "GET", "value")]), value)
    some = chunks(redis, "GET", "value")
    next(some)
    some.close()
    equal(redis.echo("next"), b"next")
    equal(list(chunks(redis, "GET", "nothing")), [])


def test_bulk_in_pieces():
    # Wherever it stops, the rest is skipped.
    wire = b"$5\r\nhello\r\n"
    for at in range(len(wire)):
        redis, peer, listener = scripted(timeout=20)
        peer.send(wire[:at])
        raised(RedisTimeout, get_into, redis, "key", bytearray(5))
        peer.send(wire[at:] + b"+mine\r\n")
        equal(redis.ping(), b"mine")
        listener.close()


def test_reconnecting():
    redis, peer, listener = scripted(Reconnecting, timeout=3000, pause=1, repeat=("GET",))
    peer.send(b"+OK\r\n")
    equal(redis.ping(), b"OK")
    # Lost while a command may have been executed. What is closed before all is read is lost before that.
    peer.recv(100)
    peer.close()
    raised(OSError, redis.incr, "n")
    server = Thread(listener, 1, b"+again\r\n")
    equal(redis.ping(), b"again")
    # Lost again, but that command may be repeated.
    server.peer.recv(100)
    server.peer.close()
    server = Thread(listener, 1, b"+value\r\n")
    equal(redis.get("key"), b"value")
    redis.close()
    assert raised(RedisError, redis.ping).args[0].startswith("Not connected")
    listener.close()
    raised(OSError, redis.connect)


def test_reconnecting_with_extras():
    redis, peer, listener = scripted(Reconnecting, timeout=3000, pause=1, tries=2)
    peer.send(b"*-1\r\n")
    equal(redis.blpop("nothing", 1), None)
    # What is no protocol ends the connection, and the next command begins a new one.
    peer.send(b"HTTP/1.1 400 Bad Request\r\n")
    raised(ValueError, redis.ping)
    server = Thread(listener, 1, b"+a\r\n+b\r\n")
    equal(Pipeline(redis).ping().ping().run(), [b"a", b"b"])
    server.peer.recv(100)
    server.peer.close()
    listener.close()
    # A login that gets no answer is tried again, and then given up.
    redis, peer, listener = scripted(Reconnecting, timeout=3000)
    redis._timeout = redis._tries = 1
    redis._more["password"] = "secret"
    raised(RedisTimeout, redis.connect)
    redis._timeout = 3000
    peer.close()
    peer = listener.accept()[0]
    peer.close()
    server = Thread(listener, 1, b"+OK\r\n+revived\r\n")
    equal(redis.ping(), b"revived")
    listener.close()


class Thread:
    """The other end of a connection that is about to be opened: what it will say waits in the system's queue."""

    def __init__(self, listener, count, reply):
        self.listener = listener
        self.reply = reply
        self.peer = None
        import _thread

        _thread.start_new_thread(self.run, ())

    def run(self):
        self.peer = self.listener.accept()[0]
        self.peer.send(self.reply)


def test_async():
    asyncio.run(talk())


async def talk():
    redis = await AsyncRedis(port=PORT, db=1).connect()
    await redis.do_cmd("FLUSHDB")
    equal(await redis.set("foo", "bar"), b"OK")
    equal(await redis("GET", "foo"), b"bar")
    error = None
    try:
        await redis.incr("foo")
    except RedisError as failure:
        error = failure
    equal(error.args[0], "ERR")
    # Many tasks on one connection, and each gets its own.
    replies = await asyncio.gather(*[redis.echo(number) for number in range(50)])
    equal(replies, [b"%d" % number for number in range(50)])
    equal(await Pipeline(redis).set("n", 1).incr("n").run(), [b"OK", 2])
    equal(await redis.blpop("nothing", 0.01), None)
    redis._timeout = 50
    error = None
    try:
        await redis.do_cmd("DEBUG", "SLEEP", 0.2)
    except RedisTimeout as failure:
        error = failure
    assert error
    redis._timeout = 5000
    equal(await redis.echo("mine"), b"mine")
    # A task that is cancelled while it waits.
    task = asyncio.create_task(redis.do_cmd("DEBUG", "SLEEP", 0.1))
    await asyncio.sleep(0.02)
    task.cancel()
    equal(await redis.echo("still mine"), b"still mine")
    redis.close()
    error = None
    try:
        await redis.ping()
    except RedisError as failure:
        error = failure
    assert error.args[0].startswith("Not connected")


def test_async_nobody_listens():
    listener, vacant = listen()
    listener.close()

    async def connect():
        await AsyncRedis(port=vacant).connect()

    raised(OSError, asyncio.run, connect())


def test_async_tls():
    async def ping():
        redis = await AsyncRedis("localhost", TLS_PORT, ssl=AUTHORITY).connect()
        equal(await redis.ping("secretly"), b"secretly")
        redis.close()

    asyncio.run(ping())


count = 0
for name, function in sorted(globals().items()):
    if name.startswith("test_"):
        function()
        count += 1
print("%s codec: %d tests of extras" % (("pure", "native")[not hasattr(picoredis.Parser(None), "_data")], count))

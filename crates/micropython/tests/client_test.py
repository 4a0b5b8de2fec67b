"""What README.md promises, against a real server: `client_test.py FOLDER_OF_CLIENT PORT`, in any Python."""

import gc
import socket
import sys

sys.path.insert(0, sys.argv[1])
PORT = int(sys.argv[2])

import picoredis
from picoredis import ParseError, Redis, RedisError, RedisTimeout

_print = print
lines = []


def note(*words):
    lines.append(" ".join([str(word) for word in words]))


picoredis.print = note


def raised(kind, function, *args, **more):
    """The error of this kind that a call must end in."""
    try:
        function(*args, **more)
    except kind as error:
        return error
    raise AssertionError("no %s" % kind.__name__)


def equal(actual, expected):
    assert repr(actual) == repr(expected), "%r instead of %r" % (actual, expected)


def test_session():
    redis = Redis(port=PORT)
    equal(redis.do_cmd("PING", "Hello World!"), b"Hello World!")
    redis.flushall()
    equal(redis("SET", "foo", "bar"), b"OK")
    equal(redis("GET", "foo"), b"bar")
    equal(redis.hset("myhash", "key1", 42), 1)
    equal(redis.hkeys("myhash"), [b"key1"])
    equal(redis.get("nothing"), None)
    error = raised(RedisError, redis.bogus, "spam!")
    equal(error.args[0], "ERR")
    assert error.args[1].startswith("unknown command"), error.args
    equal(redis.ping(), b"PONG")
    raised(AttributeError, lambda: redis.no_command)


def test_addresses():
    for redis in (
        Redis("127.0.0.1", PORT),
        Redis(server="127.0.0.1", port=PORT),
        Redis(host="localhost", port=PORT, timeout=10000),
    ):
        equal(redis.ping(), b"PONG")
        redis.close()


def test_close_and_connect():
    redis = Redis("localhost", PORT)
    redis.close()
    redis.close()
    error = raised(RedisError, redis.ping)
    equal(str(error), "Not connected: use 'connect()' to connect to Redis server.")
    redis.connect("127.0.0.1")
    equal((redis._host, redis._port), ("127.0.0.1", PORT))
    equal(redis.ping(), b"PONG")


def test_nobody_listens():
    listener, port = listen()
    listener.close()
    redis = Redis(port=PORT)
    raised(OSError, redis.connect, None, port)
    equal(str(raised(RedisError, redis.ping)), "Not connected: use 'connect()' to connect to Redis server.")
    redis.connect(port=PORT)
    equal(redis.ping(), b"PONG")


def test_a_name_with_many_addresses():
    listener, vacant = listen()
    listener.close()

    class Net:
        SOCK_STREAM = socket.SOCK_STREAM
        socket = socket.socket

        def getaddrinfo(self, host, port, *more):
            return [socket.getaddrinfo(host, each, *more)[0] for each in (vacant, port)]

    picoredis.socket = Net()
    try:
        equal(Redis(port=PORT).ping(), b"PONG")
        raised(OSError, Redis, port=vacant)
    finally:
        picoredis.socket = socket


def listen():
    """A listening socket and its port. MicroPython cannot say which port it was given."""
    port = PORT
    while True:
        port = port + 1 if port < 60000 else 20000
        listener = socket.socket()
        try:
            listener.bind(socket.getaddrinfo("127.0.0.1", port)[0][-1])
            listener.listen(1)
            return listener, port
        except OSError:
            listener.close()


def scripted(timeout=50):
    """A client, and the other end of its connection."""
    listener, port = listen()
    redis = Redis(port=port, timeout=timeout)
    peer = listener.accept()[0]
    listener.close()
    return redis, peer


def test_connecting_takes_too_long():
    # Nobody accepts, and the queue is full: whoever comes last waits.
    listener, port = listen()
    waiting = [socket.socket() for _ in range(4)]
    for other in waiting:
        other.setblocking(False)
        try:
            other.connect(socket.getaddrinfo("127.0.0.1", port)[0][-1])
        except OSError:
            pass
    raised(OSError, Redis, port=port, timeout=50)
    for other in waiting:
        other.close()
    listener.close()


def test_debug_output():
    redis = Redis(port=PORT)
    redis.flushall()
    redis.hset("myhash", "key1", 42)
    redis.debug = True
    redis.hkeys("myhash")
    equal(
        lines,
        [
            "SEND: '*2\\r\\n$5\\r\\nhkeys\\r\\n$6\\r\\nmyhash\\r\\n'",
            "RECV: b'*1\\r\\n'",
            "RECV: b'$4\\r\\n'",
            "RECV: b'key1\\r\\n'",
        ],
    )
    lines.clear()
    redis.echo("x\r\n" * 300)
    equal(lines[1:], ["RECV: b'$900\\r\\n'"] + ["RECV: b'x\\r\\n'"] * 300 + ["RECV: b'\\r\\n'"])
    lines.clear()
    redis.debug = False
    redis.ping()
    equal(lines, [])
    redis.debug = True
    raised(RedisError, redis.auth, "nobody", "secret")
    raised(RedisError, redis.hello, 9, "AUTH", "nobody", "secret")
    raised(RedisError, redis.do_cmd, b"acl", "SETUSER", "nobody", ">secret", "?")
    raised(RedisError, redis.config, "SET", "secret", "secret")
    raised(RedisError, redis.do_cmd, "CONFIG SET", "secret", "secret")
    assert len(lines) == 10 and "secret" not in repr(lines[::2]), lines
    redis.close()
    raised(RedisError, redis.ping)
    equal(len(lines), 10)


def test_arguments():
    redis = Redis(port=PORT)
    for arg, reply in (
        ("é", b"\xc3\xa9"),
        ("", b""),
        (b"\x00\r\n\xff", b"\x00\r\n\xff"),
        (bytearray(b"ab"), b"ab"),
        (memoryview(b"abc")[1:], b"bc"),
        (-42, b"-42"),
        (1 << 70, b"1180591620717411303424"),
        (1.5, b"1.5"),
        (True, b"1"),
    ):
        equal(redis.echo(arg), reply)
    equal(redis.ping(None), b"PONG")
    equal(redis.do_cmd(b"ECHO", "x"), b"x")
    equal(redis.set("foo", "bar", None, None), b"OK")
    equal(type(raised(TypeError, redis.echo, ["a"])), TypeError)
    equal(redis.ping(), b"PONG")


def test_errors_are_values():
    redis = Redis(port=PORT)
    first, error, last = redis.eval("return {1, {err='NO way'}, 'end'}", 0)
    equal((first, error.args, last), (1, ("NO", "way"), b"end"))
    equal(redis.ping(), b"PONG")


def test_timeout():
    assert not issubclass(RedisTimeout, RedisError)
    redis, peer = scripted()
    raised(RedisTimeout, redis.ping)
    raised(RedisTimeout, redis.ping, "late")
    peer.send(b"+PONG\r\n$4\r\nlate\r\n$4\r\nmine\r\n")
    equal(redis.ping("mine"), b"mine")
    redis.close()
    redis.connect(port=PORT)
    raised(RedisTimeout, redis.do_cmd, "DEBUG", "SLEEP", 0.2)
    redis._timeout = 3000
    equal(redis.ping("mine"), b"mine")


def test_commands_without_one_reply():
    redis = Redis(port=PORT)
    for name in ("subscribe", "PSUBSCRIBE", "SSubscribe", "UNSUBSCRIBE", "monitor", "SYNC", b"psync"):
        equal(raised(RedisError, redis.do_cmd, name, "x").args[0], "Not answered by one reply")
    # Their last letters alone are nothing bad.
    assert redis.memory("DOCTOR")
    equal(redis.echo("mine"), b"mine")


def test_large():
    redis = Redis(port=PORT)
    value = b"0123456789" * 200000
    equal(redis.set("large", value), b"OK")
    assert redis.get("large") == value
    redis("DEL", "list")
    for at in range(0, 10000, 100):
        redis.rpush("list", *range(at, at + 100))
    assert redis.lrange("list", 0, -1) == [str(i).encode() for i in range(10000)]


def test_memory_comes_back():
    redis, peer = scripted()
    peer.send(b"*2\r\n$5\r\nhello\r\n")
    raised(RedisTimeout, redis.ping)
    redis.close()
    equal(redis._parser, None)
    redis.connect(port=PORT)
    equal(redis.ping(), b"PONG")


def test_many_and_gc():
    redis = Redis(port=PORT)
    for i in range(200):
        gc.collect()
        equal(redis.echo(i), str(i).encode())


def test_resp3():
    redis = Redis(port=PORT)
    redis.hello(3)
    redis.flushall()
    redis.hset("myhash", "key1", 42)
    redis.set("foo", "bar")
    equal(redis.hgetall("myhash"), {b"key1": b"42"})
    equal(redis.do_cmd("DEBUG", "PROTOCOL", "double"), 3.141)
    equal(redis.do_cmd("DEBUG", "PROTOCOL", "bignum"), 1234567999999999999999999999999999999)
    equal(redis.do_cmd("DEBUG", "PROTOCOL", "true"), True)
    equal(redis.do_cmd("DEBUG", "PROTOCOL", "null"), None)
    equal(redis.do_cmd("DEBUG", "PROTOCOL", "verbatim"), b"This is a verbatim\nstring")
    equal(redis.do_cmd("DEBUG", "PROTOCOL", "set"), [0, 1, 2])
    equal(redis.do_cmd("DEBUG", "PROTOCOL", "attrib"), b"Some real reply following the attribute")
    equal(redis.client("TRACKING", "ON"), b"OK")
    equal(redis.get("foo"), b"bar")
    equal(redis.set("foo", "bar"), b"OK")
    equal(redis.ping(), b"PONG")


def test_reply_in_pieces():
    redis, peer = scripted()
    peer.send(b"*2\r\n$5\r\nhel")
    raised(RedisTimeout, redis.ping)
    peer.send(b"lo\r\n:1\r\n*1\r\n$2\r\nhi\r\n")
    equal(redis.ping(), [b"hi"])
    equal(peer.recv(100), b"*1\r\n$4\r\nping\r\n" * 2)


def test_pushes_are_no_replies():
    redis, peer = scripted()
    peer.send(b">1\r\n+news\r\n+OK\r\n>1\r\n+news\r\n+next\r\n")
    equal(redis.ping(), b"OK")
    equal(redis.ping(), b"next")
    pushes = []
    redis.on_push = pushes.append
    peer.send(b">1\r\n+more\r\n+OK\r\n")
    equal((redis.ping(), pushes), (b"OK", [[b"more"]]))


def test_keys_of_maps():
    redis, peer = scripted()
    peer.send(b"%2\r\n*2\r\n:1\r\n%1\r\n:2\r\n:3\r\n+a\r\n+b\r\n*1\r\n+c\r\n")
    equal(redis.ping(), {(1, (2, 3)): b"a", b"b": [b"c"]})


def test_not_redis():
    redis, peer = scripted()
    peer.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    raised(ParseError, redis.ping)
    assert raised(RedisError, redis.ping).args[0].startswith("Not connected")


def test_closed_in_the_middle():
    redis, peer = scripted()
    peer.send(b"$5\r\nhel")
    peer.close()
    raised(OSError, redis.ping)
    assert raised(RedisError, redis.ping).args[0].startswith("Not connected")


def test_error_that_is_not_text():
    redis, peer = scripted()
    peer.send(b"-\xff\r\n-\r\n")
    raised(RedisError, redis.ping)
    equal(raised(RedisError, redis.ping).args, ())


def test_interrupted():
    class Interrupted:
        """A socket on which somebody presses Ctrl-C, or memory ends, while a reply is awaited."""

        def __init__(self, sock, error):
            self.settimeout = sock.settimeout
            self.send = sock.send
            self.close = sock.close
            self.error = error

        def recv(self, size):
            raise self.error

    redis = Redis(port=PORT)
    for error in (KeyboardInterrupt, MemoryError):
        redis._sock = Interrupted(redis._sock, error)
        raised(error, redis.echo, "theirs")
        assert raised(RedisError, redis.ping).args[0].startswith("Not connected")
        redis.connect()
        equal(redis.echo("mine"), b"mine")


def test_nobody_reads():
    redis, peer = scripted()
    raised(RedisTimeout, redis.echo, b"x" * 20000000)
    assert raised(RedisError, redis.ping).args[0].startswith("Not connected")


def test_subclass():
    class MyRedis(Redis):
        def command_list(self):
            return sorted([cmd[0].decode("utf-8") for cmd in self.do_cmd("command")])

    commands = MyRedis(port=PORT).command_list()
    assert "append" in commands and "zunionstore" in commands, commands


count = 0
for name, function in sorted(globals().items()):
    if name.startswith("test_"):
        lines.clear()
        function()
        count += 1
_print("%s codec: %d tests of the client" % (("pure", "native")[not hasattr(picoredis.Parser(None), "_data")], count))

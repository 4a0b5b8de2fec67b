"""What the original's users know works with one file alone: `seed_test.py FILE PORT`, `picoredis.mpy` in an empty folder."""

import io
import sys

FILE = sys.argv[1]
PORT = int(sys.argv[2])

sys.path.insert(0, FILE.rsplit("/", 1)[0])

import picoredis
from picoredis import ParseError, Redis, RedisError, RedisTimeout

assert picoredis.__file__ == FILE, picoredis.__file__
lines = []


def note(*words):
    lines.append(" ".join([str(word) for word in words]))


def equal(actual, expected):
    assert repr(actual) == repr(expected), "%r instead of %r" % (actual, expected)


def raised(kind, function, *args):
    """The arguments of the error of this kind that a call must end in."""
    try:
        function(*args)
    except kind as error:
        return error.args
    raise AssertionError("no %s" % kind.__name__)


def test_session():
    redis = Redis("127.0.0.1", PORT, 3000)
    redis.flushall()
    equal(redis.do_cmd("PING", "Hello World!"), b"Hello World!")
    equal(redis("SET", "foo", "bar"), b"OK")
    equal(redis("GET", "foo"), b"bar")
    equal(redis.hset("myhash", "key1", 42), 1)
    equal(redis.hkeys("myhash"), [b"key1"])
    equal(raised(RedisError, redis.bogus, "spam!")[0], "ERR")
    redis.set("count", 9223372036854775806)
    equal(redis.incr("count"), 9223372036854775807)
    redis.close()
    equal(raised(RedisError, redis.ping), ("Not connected: use 'connect()' to connect to Redis server.",))
    redis.connect("localhost")
    equal(redis._host, "localhost")
    equal(redis.ping(), b"PONG")


def test_debug():
    picoredis.print = note
    redis = Redis(server="127.0.0.1", port=PORT, debug=True)
    equal(redis.hkeys("myhash"), [b"key1"])
    equal(
        lines,
        [
            "SEND: '*2\\r\\n$5\\r\\nhkeys\\r\\n$6\\r\\nmyhash\\r\\n'",
            "RECV: b'*1\\r\\n'",
            "RECV: b'$4\\r\\n'",
            "RECV: b'key1\\r\\n'",
        ],
    )


def test_timeout():
    redis = Redis(port=PORT, timeout=50)
    raised(RedisTimeout, redis.do_cmd, "DEBUG", "SLEEP", 0.2)
    # Without the file that knows how long it waits, a command has the timeout and no more.
    raised(RedisTimeout, redis.blpop, "nothing", 60)
    Redis(port=PORT).rpush("nothing", "something")
    redis._timeout = 3000
    equal(redis.ping("mine"), b"mine")


def test_what_is_no_reply():
    reader = picoredis.Parser(None)
    reader.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    raised(ParseError, reader.get, None)


def test_traceback():
    trace = io.StringIO()
    try:
        Redis(port=PORT).bogus()
    except RedisError as error:
        sys.print_exception(error, trace)
    files = [line for line in trace.getvalue().split("\n") if line.startswith("  File ") and "test" not in line]
    assert len(files) > 1 and all([line.startswith('  File "picoredis.py", ') for line in files]), files


def test_subclass():
    class MyRedis(Redis):
        def command_list(self):
            return sorted([cmd[0].decode("utf-8") for cmd in self.do_cmd("command")])

    commands = MyRedis(port=PORT).command_list()
    assert "append" in commands and "zunionstore" in commands, commands


for test in (test_session, test_debug, test_timeout, test_what_is_no_reply, test_traceback, test_subclass):
    test()
print("the original's session with one file")

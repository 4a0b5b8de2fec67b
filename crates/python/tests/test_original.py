"""The API beside the original's, PicoRedis 0.1.1 from PyPI: the same outcome, or a difference that is wanted."""

import importlib.util
import os

import pytest

import picoredis


@pytest.fixture(scope="module")
def original():
    """The module of the original, which has the same name."""
    path = os.environ.get("PICOREDIS_TEST_ORIGINAL")
    if not path:
        pytest.skip("PICOREDIS_TEST_ORIGINAL does not say where the original is")
    spec = importlib.util.spec_from_file_location("original_picoredis", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outcome(module, server, work):
    """What a user of that module is given: a value, or an exception by the name of its class."""
    redis = module.Redis(port=server.port)
    redis.do_cmd("FLUSHALL")
    try:
        return work(redis, module)
    except Exception as error:
        return type(error).__name__, error.args
    finally:
        redis.close()


def closed_and_connected_again(redis, module):
    redis.close()
    redis.connect()
    return redis.ping()


def closed(redis, module):
    redis.close()
    redis.close()
    return redis.ping()


def keeps_the_address(redis, module):
    redis.close()
    redis.connect("localhost")
    return redis._host, redis.ping()


def sub_class(redis, module):
    class Own(module.Redis):
        def do_cmd(self, *args):
            return ("own", args)

    own = Own(port=redis._port)
    return own.set("foo", 1), own.do_cmd("A")


def sub_class_called(redis, module):
    class Own(module.Redis):
        def do_cmd(self, *args):
            return "own"

    return Own(port=redis._port)("GET", "foo")


def attributes(redis, module):
    redis.own = 1
    return redis.own, redis.debug, hasattr(redis, "anything"), hasattr(redis, "no1")


def classes(redis, module):
    return issubclass(module.RedisTimeout, module.RedisError), issubclass(module.RedisError, Exception)


def nothing_within_the_timeout(redis, module):
    other = module.Redis(port=redis._port, timeout=20)
    return other.do_cmd("DEBUG", "SLEEP", "0.1")


SAME = {
    "do_cmd": lambda redis, module: redis.do_cmd("PING", "Hello World!"),
    "called": lambda redis, module: (redis("SET", "foo", "bar"), redis("GET", "foo")),
    "methods": lambda redis, module: (redis.hset("myhash", "key1", 42), redis.hkeys("myhash"), redis.hgetall("myhash")),
    "options": lambda redis, module: (redis.set("foo", "bar", "EX", 10), redis.ttl("foo") in (9, 10)),
    "integers": lambda redis, module: (redis.set("n", 41), redis.incr("n"), redis.get("n")),
    "floats": lambda redis, module: (redis.set("n", 1.5), redis.get("n")),
    "booleans": lambda redis, module: (redis.set("n", True), redis.get("n")),
    "null": lambda redis, module: (redis.get("missing"), redis.lpop("missing")),
    "null array": lambda redis, module: redis.do_cmd("BLPOP", "missing", "0.01"),
    "nested": lambda redis, module: redis.eval("return {1, {2, {'three'}}, {}}", 0),
    "empty": lambda redis, module: (redis.set("foo", ""), redis.get("foo"), redis.lrange("missing", 0, -1)),
    "binary reply": lambda redis, module: redis.eval("return '\\255\\0\\r\\n'", 0),
    "names of any case": lambda redis, module: (redis.PING(), redis.Ping(), redis.do_cmd("pInG")),
    "unknown command": lambda redis, module: redis.bogus("spam!"),
    "wrong type": lambda redis, module: (redis.set("foo", "bar"), redis.lpush("foo", 1)),
    "no arguments": lambda redis, module: redis.set(),
    "an error of one word": lambda redis, module: redis.eval("return redis.error_reply('ALONE')", 0)[0],
    "closed and connected again": closed_and_connected_again,
    "closed": closed,
    "keeps the address": keeps_the_address,
    "a sub-class": sub_class,
    "attributes": attributes,
    "classes of errors": classes,
    "commands of the server": lambda redis, module: sorted(command[0] for command in redis.command()),
}


@pytest.mark.parametrize("name", SAME)
def test_the_same_as_the_original(original, server, name):
    assert outcome(picoredis, server, SAME[name]) == outcome(original, server, SAME[name])


def errors_inside(redis, module):
    redis.multi()
    redis.set("foo", "bar")
    redis.incr("foo")
    redis.echo("last")
    first, error, last = redis.do_cmd("EXEC")
    return first, error.args[0], last


def late_reply(redis, module):
    other = module.Redis(port=redis._port, timeout=100)
    try:
        other.do_cmd("DEBUG", "SLEEP", "0.3")
    except module.RedisTimeout:
        redis.ping()
    return other.echo("mine")


# What it is in the original, what it is here, and why.
DIFFERENT = {
    "text that is not ASCII": (
        lambda redis, module: redis.do_cmd("ECHO", "ää"),
        lambda was: was == b"\xc3\xa4",
        lambda now: now == "ää".encode(),
        "its length was counted in characters and sent for one of bytes: half of it arrived, and the rest was taken for a command",
    ),
    "bytes": (
        lambda redis, module: redis.do_cmd("ECHO", b"x"),
        lambda was: was == b"b'x'",
        lambda now: now == b"x",
        "bytes were sent as what `str` makes of them",
    ),
    "lists": (
        lambda redis, module: redis.do_cmd("ECHO", ["x"]),
        lambda was: was == b"['x']",
        lambda now: now[0] == "TypeError",
        "they were sent as what `str` makes of them, which nobody can mean",
    ),
    "errors inside a reply": (
        errors_inside,
        lambda was: was[0] == "RedisError",
        lambda now: now == (b"OK", "ERR", b"last"),
        "the error was raised in the middle, and the rest of the reply was taken for those of the next commands",
    ),
    "a late reply": (
        late_reply,
        lambda was: was == b"OK",
        lambda now: now == b"mine",
        "the next command was given it",
    ),
    "the class of ParseError": (
        lambda redis, module: issubclass(module.ParseError, module.RedisError),
        lambda was: was is False,
        lambda now: now is True,
        "whoever catches all errors of the client catches this one",
    ),
    "the words of a timeout": (
        nothing_within_the_timeout,
        lambda was: was == ("RedisTimeout", ("Error reading response from Redis server within timeout.",)),
        lambda now: now[0] == "RedisTimeout" and "DEBUG" in now[1][0] and "may have been executed" in now[1][0],
        "they say which command it was, and what became of it",
    ),
    "a sub-class that is called": (
        sub_class_called,
        lambda was: was is None,
        lambda now: now == "own",
        "who has a `do_cmd` of his own means all commands; the original's call passed it by",
    ),
    "names with an underscore": (
        lambda redis, module: redis.config_get("maxmemory"),
        lambda was: was[0] == "AttributeError",
        lambda now: now == [b"maxmemory", b"0"],
        "they are subcommands",
    ),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_other_than_the_original(original, server, name):
    work, was, now, reason = DIFFERENT[name]
    assert was(outcome(original, server, work)), reason
    assert now(outcome(picoredis, server, work)), reason

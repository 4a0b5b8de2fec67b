"""Several commands in one go."""

import pytest

from picoredis import Pipeline, Redis, RedisError, WatchError


def test_replies_come_in_order(redis):
    with redis.pipeline() as pipe:
        pipe.set("foo", "bar").get("foo").config_get("maxmemory")
        assert len(pipe) == 3
        assert pipe.execute() == [b"OK", b"bar", [b"maxmemory", b"0"]]
        assert len(pipe) == 0


def test_an_error_leaves_the_others(redis):
    pipe = redis.pipeline().set("foo", "bar").incr("foo").get("foo")
    ok, error, value = pipe.execute(raise_on_error=False)
    assert (ok, value) == (b"OK", b"bar")
    assert isinstance(error, RedisError) and error.args[0] == "ERR"
    with pytest.raises(RedisError, match="not an integer"):
        redis.pipeline().incr("foo").execute()


def test_many_commands(redis):
    pipe = redis.pipeline()
    for number in range(50_000):
        pipe.incrby("sum", number)
    assert pipe.execute()[-1] == sum(range(50_000))


def test_a_reply_of_which_nothing_can_be_made_leaves_the_others(server, redis):
    redis.rpush("list", "good", b"\xff", "good")
    with Redis(port=server.port, decode=True) as decoding:
        pipe = decoding.pipeline().set("foo", "bar").lrange("list", 0, -1).get("foo")
        ok, error, value = pipe.execute(raise_on_error=False)
        assert (ok, value) == ("OK", "bar")
        assert isinstance(error, UnicodeDecodeError)
        with pytest.raises(UnicodeDecodeError):
            decoding.pipeline().lindex("list", 1).get("foo").execute()
        assert decoding.get("foo") == "bar"


def test_what_is_collected_waits_as_long_as_it_says(server, redis):
    with Redis(port=server.port, timeout=100) as hasty:
        pipe = hasty.pipeline().blpop("none", 0.3).do_cmd("BLPOP", "none", 0.3).do_cmd("lpush", "list", 2**70)
        assert pipe.execute() == [None, None, 1]
        assert redis.lpop("list") == str(2**70).encode()


def test_what_is_no_argument_sends_nothing(redis):
    with pytest.raises(TypeError):
        redis.pipeline().set("foo", "bar").set("foo", None).execute()
    assert redis.get("foo") is None


def test_a_transaction_is_executed_together(redis):
    pipe = redis.pipeline(transaction=True).set("foo", "bar").incr("n").incr("foo")
    ok, number, error = pipe.execute(raise_on_error=False)
    assert (ok, number) == (b"OK", 1)
    assert isinstance(error, RedisError)


def test_a_command_that_is_refused_undoes_all(redis):
    with pytest.raises(RedisError, match="unknown command"):
        redis.pipeline(transaction=True).set("foo", "bar").bogus().execute()
    assert redis.get("foo") is None


def test_a_watched_key_is_planned_again(server, redis):
    other = Redis(port=server.port)
    redis.set("balance", 10)
    plans = []

    def double(redis, pipe):
        balance = int(redis.get("balance"))
        plans.append(balance)
        if len(plans) == 1:
            other.set("balance", 20)
        pipe.set("balance", balance * 2)

    assert redis.transaction(double, "balance") == [b"OK"]
    assert plans == [10, 20]
    assert redis.get("balance") == b"40"


def test_planning_has_an_end(server, redis):
    other = Redis(port=server.port)

    def always_late(redis, pipe):
        other.incr("balance")
        pipe.set("balance", 0)

    with pytest.raises(WatchError):
        redis.transaction(always_late, "balance", tries=3)
    assert redis.get("balance") == b"3"


def test_a_lost_connection_is_told_to_each(server):
    redis = Redis(port=server.port)
    pipe = redis.pipeline().ping().client_kill("ID", redis.client_id(), "SKIPME", "no").ping()
    results = pipe.execute(raise_on_error=False)
    assert results[0] == b"PONG"
    assert "may have been executed" in str(results[2])


def test_what_is_no_argument_is_refused_where_it_is_given(redis):
    pipe = redis.pipeline().set("foo", "bar")
    with pytest.raises(TypeError):
        pipe.set("foo", None)
    assert len(pipe) == 1
    assert pipe.execute() == [b"OK"]


def test_arguments_are_taken_as_they_are_then(redis):
    buffer = bytearray(b"bar")
    pipe = redis.pipeline().set("foo", buffer)
    buffer[:] = b"other"
    pipe.execute()
    assert redis.get("foo") == b"bar"


def test_a_subclass_sees_every_command(redis):
    class Logged(Pipeline):
        def do_cmd(self, *words):
            names.append(words)
            return super().do_cmd(*words)

    names = []
    assert Logged(redis).set("foo", "bar").config_get("maxmemory").bogus().reset() is None
    assert names == [("set", "foo", "bar"), ("config", "get", "maxmemory"), ("bogus",)]


def test_many_commands_are_collected_at_once(redis):
    data = {f"key {number}": number for number in range(3000)}
    pipe = redis.pipeline().ping()
    assert pipe.extend(("SET", key, value, "EX", 100) for key, value in data.items()) is pipe
    assert len(pipe) == 3001
    assert pipe.execute() == [b"PONG"] + [b"OK"] * 3000
    commands = [["get", b"key 7"], ("CONFIG", "GET", "maxmemory"), ("config", "get", "maxmemory"), ("command", "count")]
    value, *settings, count = redis.pipeline().extend(commands).execute()
    assert (value, settings) == (b"7", [[b"maxmemory", b"0"]] * 2) and count > 100
    assert redis.pipeline().extend(()).execute() == []


def test_what_is_collected_at_once_is_known_for_what_it_is(server, redis):
    with Redis(port=server.port, timeout=100) as hasty:
        commands = [("LPOP", "none"), ("LPOP", "none"), ("BLPOP", "none", 0.3), ("BLPOP", "none", 0.3), ("LPOP", "none")]
        assert hasty.pipeline().extend(commands).execute() == [None] * 5
        commands = [("CLIENT", "ID"), ("CLIENT", "REPLY", "OFF"), ("CLIENT", "ID")]
        first, refused, _ = hasty.pipeline().extend(commands).execute(raise_on_error=False)
        assert first == hasty.client_id() and isinstance(refused, RedisError)


@pytest.mark.parametrize(
    "wrong, error, reason",
    [
        ("GET foo", TypeError, "command 2 is no tuple or list of words: <class 'str'>"),
        (b"PING", TypeError, "command 2 is no tuple or list of words: <class 'bytes'>"),
        (None, TypeError, "command 2 is no tuple or list of words: <class 'NoneType'>"),
        ((), ValueError, "command 2 has no words"),
        ([], ValueError, "command 2 has no words"),
        (("SET", "foo", None), TypeError, "command 2: None is no argument"),
        (("MGET", ["a", "b"]), TypeError, "command 2: a list is no argument"),
        (("SET", "foo", "\ud800"), ValueError, "command 2: .*surrogates"),
    ],
)
def test_what_is_no_command_is_refused_with_all_that_came_with_it(redis, wrong, error, reason):
    pipe = redis.pipeline().set("foo", "bar")
    with pytest.raises(error, match=reason):
        pipe.extend([("GET", "foo"), ("GET", "foo"), wrong, ("GET", "foo")])
    assert pipe.execute() == [b"OK"]


def test_commands_that_are_made_meanwhile_may_use_the_pipeline(redis):
    pipe = redis.pipeline()

    def commands():
        yield "ECHO", "second"
        pipe.echo("first")
        yield "ECHO", "third"

    assert pipe.extend(commands()).execute() == [b"first", b"second", b"third"]

    def fails():
        yield "ECHO", "never"
        raise KeyError

    with pytest.raises(KeyError):
        pipe.extend(fails())
    with pytest.raises(TypeError, match="not iterable"):
        pipe.extend(5)
    assert len(pipe) == 0


def test_a_subclass_sees_every_command_of_many(redis):
    class Logged(Pipeline):
        def do_cmd(self, *words):
            names.append(words)
            return super().do_cmd(*words)

    names = []
    pipe = Logged(redis).extend([("set", "foo", 1), ["get", "foo"]])
    assert names == [("set", "foo", 1), ("get", "foo")]
    assert pipe.execute() == [b"OK", b"1"]


def test_the_commands_of_many_may_be_a_transaction(redis):
    assert redis.pipeline(transaction=True).extend([("INCR", "n")] * 2000).execute() == list(range(1, 2001))

"""The seed's README, line by line."""

import pytest

from picoredis import Redis, RedisError, RedisTimeout


def test_do_cmd(redis):
    assert redis.do_cmd("PING", "Hello World!") == b"Hello World!"


def test_called_directly(redis):
    assert redis("SET", "foo", "bar") == b"OK"
    assert redis("GET", "foo") == b"bar"


def test_methods_are_commands(redis):
    assert redis.hset("myhash", "key1", 42) == 1
    assert redis.hkeys("myhash") == [b"key1"]


def test_an_unknown_command_is_the_servers_error(redis):
    with pytest.raises(RedisError) as raised:
        redis.bogus("spam!")
    code, message = raised.value.args
    assert code == "ERR"
    assert message.startswith("unknown command 'bogus'")


@pytest.mark.parametrize("arguments", [("127.0.0.1", None), (None, "127.0.0.1")])
def test_host_and_server_are_the_same(server, arguments):
    host, other = arguments
    given = {"server": other} if host is None else {"host": host}
    redis = Redis(port=server.port, **given)
    assert redis.ping() == b"PONG"
    assert redis._host == "127.0.0.1"


def test_closed_and_connected_again(server, redis):
    redis.close()
    with pytest.raises(RedisError, match=r"Not connected: use 'connect\(\)' to connect to Redis server\."):
        redis.ping()
    redis.connect("localhost")
    assert redis._host == "localhost"
    assert redis.ping() == b"PONG"


def test_a_timeout_is_no_redis_error_and_the_next_reply_is_right(server):
    redis = Redis(port=server.port, timeout=50)
    with pytest.raises(RedisTimeout) as raised:
        redis.do_cmd("DEBUG", "SLEEP", "0.3")
    assert not isinstance(raised.value, RedisError)
    while True:
        try:
            assert redis.echo("mine") == b"mine"
            break
        except RedisTimeout:
            # The server is asleep still: the late reply is waited for first.
            continue


def test_debug_output(redis, capsys):
    redis.hset("myhash", "key1", 42)
    redis.debug = True
    assert redis.hkeys("myhash") == [b"key1"]
    redis.debug = False
    redis.ping()
    assert capsys.readouterr().out.splitlines() == [
        r"SEND: '*2\r\n$5\r\nhkeys\r\n$6\r\nmyhash\r\n'",
        r"RECV: b'*1\r\n'",
        r"RECV: b'$4\r\n'",
        r"RECV: b'key1\r\n'",
    ]


def test_a_sub_class_adds_methods(server):
    class MyRedis(Redis):
        def command_list(self):
            return sorted([cmd[0].decode("utf-8") for cmd in self.do_cmd("command")])

    commands = MyRedis(port=server.port).command_list()
    assert "append" in commands and "zunionstore" in commands


def test_a_do_cmd_of_its_own_is_honoured(server):
    class Counting(Redis):
        calls = ()

        def do_cmd(self, *args):
            self.calls += (args,)
            return super().do_cmd(*args)

    redis = Counting(port=server.port)
    redis.set("foo", "bar")
    redis.config_get("maxmemory")
    redis("GET", "foo")
    assert redis.calls == (("set", "foo", "bar"), ("config", "get", "maxmemory"), ("GET", "foo"))


def test_any_name_of_letters_is_there(redis):
    assert hasattr(redis, "anything")
    redis.own = 1
    assert redis.__dict__["own"] == 1

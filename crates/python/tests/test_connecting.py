"""Ways to a server, and what a connection remembers."""

import pickle
import sys
import threading

import pytest

from picoredis import AsyncRedis, ConnectionError, Pool, Redis, RedisError


def test_a_url(server):
    redis = Redis.from_url(f"redis://127.0.0.1:{server.port}/2?client_name=me")
    assert b"db=2" in redis.client_info()
    assert redis.client_getname() == b"me"


def test_a_wrong_url_is_a_value_error_without_the_password():
    with pytest.raises(ValueError) as raised:
        Redis.from_url("redis://:secret@host:port")
    assert "secret" not in str(raised.value)


def test_a_unix_socket(server):
    assert Redis(unix_socket_path=server.path).ping() == b"PONG"


def test_a_database_and_a_name(server):
    redis = Redis(port=server.port, db=3, client_name="me")
    assert b"db=3" in redis.client_info()
    assert redis.client_getname() == b"me"


def test_a_wrong_password_is_the_servers_error_and_never_shown(server):
    with pytest.raises(RedisError) as raised:
        Redis(port=server.port, username="nobody", password="hunter2")
    assert raised.value.args[0] == "WRONGPASS"
    assert "hunter2" not in str(raised.value)


def test_nobody_listens():
    with pytest.raises(ConnectionError, match="127.0.0.1:1: Connection refused"):
        Redis(port=1)


def test_str_on_demand(server):
    redis = Redis(port=server.port, decode=True)
    redis.set("foo", "bär")
    assert redis.get("foo") == "bär"


def test_resp3_types(server):
    redis = Redis(port=server.port, protocol=3)
    redis.delete("h", "s", "z")
    redis.hset("h", "a", 1)
    redis.sadd("s", "x", "y")
    redis.zadd("z", 1.5, "m")
    assert redis.hgetall("h") == {b"a": b"1"}
    assert redis.smembers("s") == {b"x", b"y"}
    assert redis.zscore("z", "m") == 1.5
    assert redis.get("missing") is None


def test_arguments(redis):
    for given, kept in [(b"\x00\xff", b"\x00\xff"), ("ü", "ü".encode()), (42, b"42"), (1.5, b"1.5")] + [
        (2**70, str(2**70).encode()),
        (bytearray(b"ab"), b"ab"),
        (memoryview(b"cd"), b"cd"),
    ]:
        redis.set("foo", given)
        assert redis.get("foo") == kept
    for wrong in (None, ["a"], {"a": 1}, "\ud800"):
        with pytest.raises((TypeError, UnicodeEncodeError)):
            redis.set("foo", wrong)
    assert redis.ping() == b"PONG"


def test_pickling_is_refused_with_advice(redis):
    with pytest.raises(TypeError, match="make a Redis"):
        pickle.dumps(redis)


def test_repr_names_the_place(redis, server):
    assert repr(redis) == f"<picoredis.Redis 127.0.0.1:{server.port}>"


def test_nothing_shows_a_password(server, redis):
    redis.config_set("requirepass", "hunter2")
    try:
        url = f"redis://:hunter2@127.0.0.1:{server.port}"
        shown = [Redis.from_url(url), AsyncRedis.from_url(url), Pool.from_url(url), AsyncRedis.from_url(url)._plan]
        with Redis.from_url(url) as own:
            shown.append(own.pipeline().auth("hunter2"))
            with pytest.raises(RedisError) as raised:
                own.auth("hunter3", "hunter2", "hunter1")
            shown.append(raised.value)
        assert "hunter" not in "".join(f"{thing!r}{thing}" for thing in shown)
    finally:
        redis.config_set("requirepass", "")


def test_scanning(redis):
    redis.mset(*[word for number in range(500) for word in (f"key:{number}", number)])
    assert set(redis.scan_iter("MATCH", "key:*")) == {f"key:{number}".encode() for number in range(500)}
    redis.hset("h", "a", 1, "b", 2)
    assert dict(redis.hscan_iter("h")) == {b"a": b"1", b"b": b"2"}
    assert set(redis.scan_iter(match="key:1*", count=7)) == {key for key in redis.scan_iter() if key.startswith(b"key:1")}
    assert list(redis.scan_iter(type="hash")) == [b"h"]
    assert dict(redis.hscan_iter("h", match="b")) == {b"b": b"2"}
    redis.sadd("s", "x", "y")
    assert list(redis.sscan_iter("s", match="y")) == [b"y"]
    redis.zadd("z", 1.5, "m", 2, "n")
    assert list(redis.zscan_iter("z", match="m")) == [(b"m", b"1.5")]


def test_options_of_other_types(server):
    assert Redis(port=str(server.port), timeout=1500.5).ping() == b"PONG"
    redis = Redis(port=server.port)
    redis.connect(port=str(server.port))
    assert redis.ping() == b"PONG"
    for keyword, value, error, words in [
        ("port", "6379x", ValueError, 'port: "6379x" is no port'),
        ("port", 70000, OverflowError, "port: 70000 is out of range"),
        ("port", None, TypeError, "port: 'NoneType' object"),
        ("timeout", "3", TypeError, "timeout: 'str' object"),
        ("timeout", float("inf"), OverflowError, "timeout: inf is out of range"),
        ("timeout", -1, OverflowError, "timeout: -1 is out of range"),
        ("db", -1, OverflowError, "db: -1 is out of range"),
        ("db", "1", TypeError, "db: 'str' object"),
        ("password", 1234, TypeError, "password: 'int' object"),
        ("password", "\udcff", UnicodeEncodeError, "surrogates not allowed"),
    ]:
        for client in Redis, AsyncRedis:
            with pytest.raises(error) as raised:
                client(**{"port": server.port, keyword: value})
            assert words in str(raised.value) and "1234" not in str(raised.value)
    for out_of_range in (lambda: redis.next_push(-1), lambda: redis.listen(timeout=-1)):
        with pytest.raises(OverflowError, match="^timeout: -1 is out of range"):
            out_of_range()
    with pytest.raises(OverflowError, match="70000 is no port"):
        redis.connect(port=70000)


def test_no_url_is_not_the_address_by_default():
    for client in Redis, AsyncRedis:
        # As of a variable of the environment that is not set.
        with pytest.raises(TypeError, match="url: 'None'"):
            client.from_url(None)


def test_where_a_url_leads_is_said_by_nothing_else(server):
    url = f"redis://127.0.0.1:{server.port}"
    for keyword, value in {"host": "127.0.0.9", "port": 1, "server": "there", "unix_socket_path": "x.sock"}.items():
        for client in Redis, AsyncRedis, Pool:
            with pytest.raises(TypeError, match=f"{keyword}: the URL says where the server is"):
                with client.from_url(url, **{keyword: value}) as pool:
                    pool.connection().__enter__()


def test_the_place_is_known(server):
    for client in Redis, AsyncRedis:
        redis = client(port=server.port)
        assert (redis._host, redis._port) == ("127.0.0.1", server.port)
        redis = client(unix_socket_path=server.path)
        assert (redis._host, redis._port) == (None, None)


def test_a_certificate_without_encryption(server):
    for client in Redis, AsyncRedis:
        for keyword in "ssl_certfile", "ssl_keyfile", "ssl_ca_certs":
            with pytest.raises(ValueError, match=f"{keyword}: nothing is encrypted .*ssl=True"):
                client(port=server.port, **{keyword: "some.pem"})


def test_a_key_without_a_certificate(server):
    for client in Redis, AsyncRedis:
        with pytest.raises(ValueError, match="give ssl_certfile"):
            client(port=server.port, ssl=True, ssl_keyfile="key.pem")


def test_threads_share_a_connection(redis):
    wrong = []

    def work(name):
        for number in range(300):
            word = f"{name}:{number}".encode()
            if redis.echo(word) != word:
                wrong.append(word)

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_a_sub_interpreter_is_told_that_it_cannot_have_the_package():
    interpreters = pytest.importorskip("_xxsubinterpreters", reason="the interpreter has no others")
    other = interpreters.create()
    try:
        with pytest.raises(interpreters.RunFailedError, match="cannot be imported in a sub-interpreter"):
            interpreters.run_string(other, f"import sys; sys.path[:] = {sys.path!r}; import picoredis")
    finally:
        interpreters.destroy(other)

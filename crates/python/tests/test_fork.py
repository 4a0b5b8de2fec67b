"""A forked child has a connection of its own, and leaves its parent's alone."""

import os
import sys
import threading

import pytest

from picoredis import Redis, RedisError

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")


def in_child(work):
    """What ``work`` returns in a forked child, as text."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writing, str(work()).encode())
        except BaseException as error:
            os.write(writing, repr(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


def test_a_child_has_a_connection_of_its_own(redis):
    before = redis.client_id()
    assert int(in_child(redis.client_id)) != before
    assert redis.client_id() == before


def test_a_child_has_the_same_place_and_settings(server):
    redis = Redis(port=server.port, db=3, client_name="me", decode=True)
    assert in_child(lambda: (redis.client_getname(), "db=3" in redis.client_info(), redis)) == str(("me", True, redis))


def test_what_a_child_drops_or_closes_stays_open_in_the_parent(server):
    redis = Redis(port=server.port)
    before = redis.client_id()

    def drop():
        nonlocal redis
        redis.close()
        del redis

    assert in_child(drop) == "None"
    assert redis.client_id() == before


def test_what_was_closed_stays_closed(server):
    redis = Redis(port=server.port)
    redis.close()
    assert "Not connected" in in_child(redis.ping)
    with pytest.raises(RedisError):
        redis.ping()


def test_a_child_of_a_child(redis):
    assert in_child(lambda: in_child(lambda: redis.echo("mine"))) == "b'mine'"


def test_a_connection_that_another_thread_of_the_parent_waits_on(redis, server):
    name, other = redis.client_id(), Redis(port=server.port)
    waiting = threading.Thread(target=redis.blpop, args=("empty", 0))
    waiting.start()
    while b"cmd=blpop" not in other.client_list("ID", name):
        pass
    try:
        assert in_child(lambda: redis.echo("mine")) == "b'mine'"
    finally:
        other.rpush("empty", "one")
        waiting.join()
    assert redis.echo("mine") == b"mine"


def test_many_children_and_no_reply_is_lost(redis):
    for number in range(20):
        assert in_child(lambda: redis.incr("n")) == str(number + 1)
        assert redis.echo(str(number)) == str(number).encode()
    if hasattr(sys, "getrefcount"):
        assert sys.getrefcount(redis) < 10

"""Connections for threads."""

import gc
import os
import pickle
import sys
import threading

import pytest

from picoredis import Pool, RedisError, RedisTimeout


@pytest.fixture
def pool(server):
    with Pool(2, wait=20_000, port=server.port) as pool:
        yield pool


def names(pool, count):
    """The connections that are handed out at one time."""
    if not count:
        return []
    with pool.connection() as redis:
        return [redis.client_id(), *names(pool, count - 1)]


def test_connections_are_used_again(pool):
    first = names(pool, 2)
    assert len(set(first)) == 2
    assert set(names(pool, 2)) == set(first)
    assert "2 connections, 0 in use" in repr(pool)


def test_who_finds_none_waits_for_one(pool, redis):
    taken, results = threading.Event(), []

    def work():
        taken.wait()
        with pool.connection() as redis:
            results.append(redis.incr("n"))

    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    with pool.connection(), pool.connection():
        taken.set()
        assert results == []
    for thread in threads:
        thread.join()
    assert sorted(results) == list(range(1, 21))
    assert len(set(names(pool, 2))) == 2


def test_waiting_has_an_end(pool, server):
    with pool.connection(), pool.connection():
        with pytest.raises(RedisTimeout, match="none of 2 connections became free within 20 ms"):
            with pool.connection(wait=20):
                pass
    with Pool(1, wait=10, port=server.port) as single, single.connection():
        with pytest.raises(RedisTimeout):
            with single.connection():
                pass


def closed(redis):
    redis.close()


def killed(redis):
    with pytest.raises(RedisError):
        redis.pipeline().client_kill("ID", redis.client_id(), "SKIPME", "no").ping().execute()


def owing(redis):
    with pytest.raises(RedisTimeout):
        redis.do_cmd("DEBUG", "SLEEP", "0.3")


def subscribed(redis):
    redis.subscribe("news")


def in_a_transaction(redis):
    redis.multi()


@pytest.mark.parametrize("spoil", [closed, killed, owing, subscribed, in_a_transaction])
def test_what_is_no_good_is_not_handed_out_again(server, spoil):
    with Pool(1, port=server.port, timeout=100) as pool:
        with pool.connection() as redis:
            before = redis.client_id()
            spoil(redis)
        if spoil is not in_a_transaction:
            # Nobody keeps what is known to be no good.
            with pytest.raises(RedisError, match="Not connected"):
                redis.ping()
        while True:
            try:
                with pool.connection() as redis:
                    assert redis.echo("mine") == b"mine"
                    assert redis.client_id() != before
                break
            except RedisTimeout:
                # The server is asleep still.
                continue


def test_what_the_server_has_closed_meanwhile_is_not_handed_out(pool, redis):
    gone = names(pool, 2)
    redis.client_kill("TYPE", "normal", "SKIPME", "yes")
    assert not set(names(pool, 2)) & set(gone)


def test_what_was_watched_is_forgotten(server, redis):
    with Pool(1, port=server.port) as pool:
        with pool.connection() as mine:
            mine.watch("foo")
        redis.set("foo", "bar")
        with pool.connection() as mine:
            assert mine.pipeline(transaction=True).ping().execute() == [b"PONG"]


def test_an_exception_gives_the_connection_back(pool):
    for _ in range(5):
        with pytest.raises(ZeroDivisionError):
            with pool.connection():
                1 // 0
    assert len(names(pool, 2)) == 2


def test_a_server_that_is_not_there_takes_no_turn():
    with Pool(1, port=1, wait=10) as pool:
        for _ in range(3):
            with pytest.raises(RedisError, match="refused"):
                with pool.connection():
                    pass


def test_closing(server):
    pool = Pool.from_url(f"redis://127.0.0.1:{server.port}", size=2)
    names(pool, 2)
    with pool.connection() as redis:
        pool.close()
        assert redis.ping() == b"PONG"
    with pytest.raises(RedisError, match="Not connected"):
        redis.ping()


def test_wrong_sizes_and_pickles(pool):
    with pytest.raises(ValueError):
        Pool(0)
    with pytest.raises(TypeError, match="make a Pool"):
        pickle.dumps(pool)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_child_has_a_pool_of_its_own(pool):
    from test_fork import in_child

    before = names(pool, 2)
    with pool.connection(), pool.connection():
        assert in_child(lambda: len(set(names(pool, 2)) & set(before))) == "0"
    assert set(names(pool, 2)) == set(before)


def test_interrupted_at_each_step(server):
    """As by a signal handler that raises, anywhere in the code of the pool."""

    class Enough(Exception):
        pass

    def interrupted(step):
        def trace(frame, *_):
            nonlocal step
            if os.path.basename(frame.f_code.co_filename) in ("_pool.py", "contextlib.py", "threading.py"):
                step -= 1
                if step == 0:
                    raise Enough
            return trace

        sys.settrace(trace)
        try:
            with pool.connection() as redis:
                redis.ping()
        except Enough:
            return True
        finally:
            sys.settrace(None)
        return False

    pool, step = Pool(size=1, wait=5000, port=server.port), 1
    while interrupted(step):
        gc.collect()
        with pool.connection() as redis:
            assert redis.echo(step) == str(step).encode()
        step += 1
    assert step > 10
    pool.close()


def test_a_thread_does_not_wait_for_itself_for_ever(server):
    pool = Pool(size=2, port=server.port)
    with pool.connection(), pool.connection():
        with pytest.raises(RuntimeError, match="all 2 connections"):
            with pool.connection():
                pass
        with pytest.raises(RedisTimeout):
            with pool.connection(wait=10):
                pass
    with pool.connection() as redis:
        assert redis.echo("mine") == b"mine"
    pool.close()


def test_who_waits_longest_is_next(server):
    pool, order = Pool(size=1, port=server.port), []

    def work(name):
        for _ in range(3):
            with pool.connection():
                order.append(name)

    with pool.connection():
        threads = [threading.Thread(target=work, args=(name,)) for name in range(3)]
        for waiting, thread in enumerate(threads, 1):
            thread.start()
            while pool._turns.waiting < waiting:
                pass
    for thread in threads:
        thread.join()
    # Whoever has had a turn stands behind the others.
    assert order[:3] == [0, 1, 2]
    pool.close()


def test_an_option_that_does_not_exist_is_told_at_once():
    with pytest.raises(TypeError, match="max_connections"):
        Pool(max_connections=3)
    with pytest.raises(TypeError, match="max_connections"):
        Pool.from_url("redis://localhost", max_connections=3)

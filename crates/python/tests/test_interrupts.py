"""Ctrl-C, and other signals, while a command is under way."""

import os
import signal
import threading
import time

import pytest

from picoredis import Redis


@pytest.fixture
def alarm():
    """Sends the process a signal once a connection is seen to wait, and again should it have come too early to end the wait. One
    that comes too late is nobody's."""
    threads, before = [], signal.getsignal(signal.SIGINT)

    def arm(redis, server, number=signal.SIGINT):
        handler, pending = signal.getsignal(number), [number]

        def once(*args):
            if pending:
                pending.clear()
                handler(*args)

        signal.signal(number, once)
        name, other = redis.client_id(), Redis(port=server.port)

        def is_waiting():
            return b" flags=b " in other.client_list("ID", name)

        def watch():
            while not is_waiting():
                pass
            while is_waiting():
                os.kill(os.getpid(), number)
                deadline = time.monotonic() + 2
                while is_waiting() and time.monotonic() < deadline:
                    pass
            other.close()

        threads.append(threading.Thread(target=watch))
        threads[-1].start()

    yield arm
    for thread in threads:
        thread.join()
    signal.signal(signal.SIGINT, before)


WAITS = [
    lambda redis: redis.blpop("empty", 0),
    lambda redis: redis.do_cmd("BLPOP", "empty", 0),
    lambda redis: redis("BLPOP", "empty", "0"),
    lambda redis: redis.pipeline().echo("other").blpop("empty", 0).execute(),
]


@pytest.mark.parametrize("wait", WAITS)
def test_ctrl_c_ends_a_wait_at_once_and_the_next_reply_is_right(redis, server, alarm, wait):
    alarm(redis, server)
    with pytest.raises(KeyboardInterrupt):
        wait(redis)
    assert redis.echo("mine") == b"mine"
    # The server has forgotten the command: nothing is taken from the list.
    assert redis.rpush("empty", "one") == 1
    assert redis.llen("empty") == 1


def test_a_blocking_command_may_wait_longer_than_the_timeout(redis, server):
    redis = Redis(port=server.port, timeout=700)
    assert redis.blpop("none", 1) is None
    assert redis.do_cmd("BLPOP", "none", 1) is None
    assert redis("blpop", b"none", "1") is None


def test_a_handler_that_does_not_raise_lets_the_wait_go_on(redis, server, alarm):
    seen = []

    def push(*_):
        seen.append(Redis(port=server.port).rpush("empty", "one"))

    before = signal.signal(signal.SIGUSR1, push)
    try:
        alarm(redis, server, signal.SIGUSR1)
        assert redis.blpop("empty", 0) == [b"empty", b"one"]
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert seen == [1]


def test_a_handler_that_uses_the_same_connection_is_told_so(redis, server, alarm):
    told = []

    def use(*_):
        with pytest.raises(RuntimeError, match="in the middle of a command") as raised:
            redis.ping()
        told.append(raised)
        Redis(port=server.port).rpush("empty", "one")

    before = signal.signal(signal.SIGUSR1, use)
    try:
        alarm(redis, server, signal.SIGUSR1)
        assert redis.blpop("empty", 0) == [b"empty", b"one"]
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert len(told) == 1


def test_an_exception_of_a_signal_handler_comes_through(redis, server, alarm):
    class Enough(Exception):
        pass

    def enough(*_):
        raise Enough

    before = signal.signal(signal.SIGUSR1, enough)
    try:
        alarm(redis, server, signal.SIGUSR1)
        with pytest.raises(Enough):
            redis.blpop("empty", 0)
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert redis.echo("mine") == b"mine"
